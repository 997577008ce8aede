//! Members of a group: what is known of the place and the toll of each event, and the least and the most that this allows.

use crate::model::Casualties;

/// Whether an event lies within one distance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reached {
    /// For its point, taken as exact.
    pub by_point: bool,
    /// For every place that is left open.
    pub surely: bool,
    /// For some place that is left open.
    pub possibly: bool,
    /// How probably.
    pub probability: f64,
}

/// The number of people killed in an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KilledRange {
    /// The lowest figure.
    pub least: f64,
    /// The highest figure; the lowest where there is no highest.
    pub most: f64,
    /// The best figure, or else the lowest.
    pub best: f64,
}

impl KilledRange {
    /// The toll of casualties; `None` if no figure is known.
    pub fn of(killed: &Casualties) -> Option<Self> {
        let (least, most) = killed.least_and_most()?;
        let most = f64::from(most.unwrap_or(least));
        let best = f64::from(killed.best_or_least().unwrap_or(least));
        Some(Self { least: f64::from(least), most: most.max(f64::from(least)), best })
    }

    /// The expected toll, every whole number from the lowest to the highest figure being equally likely.
    pub fn mean(self) -> f64 {
        f64::midpoint(self.least, self.most)
    }
}

/// An event with a place, as a member of a group.
#[derive(Debug, Clone)]
pub struct Member {
    /// The probability that it belongs to the group, above 0.
    pub weight: f64,
    /// Whether it belongs to the group by its point and the first day of its date.
    pub by_point: bool,
    /// Whether it lies within each distance, if it belongs to the group.
    pub reached: Vec<Reached>,
    /// Its toll, if one is known.
    pub toll: Option<KilledRange>,
}

impl Member {
    pub fn is_sure(&self) -> bool {
        self.weight >= 1.0
    }
}

/// A share of something as its part and the rest; the share of nothing is `None`.
fn share(part: f64, rest: f64) -> Option<f64> {
    (part + rest > 0.0).then(|| part / (part + rest))
}

/// What counts of a member: itself, or its dead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    Events,
    Dead,
}

impl Counted {
    /// Of a member the least, the most, the mean and the best figure; `None` if its toll is not known.
    fn of(self, member: &Member) -> Option<KilledRange> {
        match self {
            Self::Events => Some(KilledRange { least: 1.0, most: 1.0, best: 1.0 }),
            Self::Dead => member.toll,
        }
    }
}

/// The share within the distance of number `band` by the points, taken as exact, and the best figures.
pub fn share_of_points(members: &[Member], band: usize, counted: Counted) -> Option<f64> {
    let (mut part, mut rest) = (0.0, 0.0);
    for member in members.iter().filter(|m| m.by_point) {
        let best = counted.of(member).map_or(0.0, |toll| toll.best);
        *(if member.reached[band].by_point { &mut part } else { &mut rest }) += best;
    }
    share(part, rest)
}

/// The expected part divided by the expected whole.
pub fn expected_share(members: &[Member], band: usize, counted: Counted) -> Option<f64> {
    let (mut part, mut whole) = (0.0, 0.0);
    for member in members {
        let mean = counted.of(member).map_or(0.0, KilledRange::mean) * member.weight;
        part += mean * member.reached[band].probability;
        whole += mean;
    }
    share(part, whole - part)
}

/// The least share that the intervals of places and tolls allow.
///
/// What may lie outside lies there with its highest toll, what surely lies inside has its lowest. A member that may not belong to the
/// group belongs to it where that makes the share smaller.
pub fn least_share(members: &[Member], band: usize, counted: Counted) -> Option<f64> {
    let (mut part, mut rest, mut has_part) = (0.0, 0.0, false);
    for (member, toll) in members.iter().filter_map(|m| Some((m, counted.of(m)?))) {
        match (member.reached[band].surely, member.is_sure()) {
            (false, _) => rest += toll.most,
            (true, is_sure) => {
                part += if is_sure { toll.least } else { 0.0 };
                has_part |= toll.most > 0.0;
            }
        }
    }
    // Where there is nothing else, whatever there is lies inside.
    share(part, rest).or(has_part.then_some(1.0))
}

/// The greatest share that the intervals of places and tolls allow; see [`least_share`].
pub fn most_share(members: &[Member], band: usize, counted: Counted) -> Option<f64> {
    let (mut part, mut rest, mut has_rest) = (0.0, 0.0, false);
    for (member, toll) in members.iter().filter_map(|m| Some((m, counted.of(m)?))) {
        match (member.reached[band].possibly, member.is_sure()) {
            (true, _) => part += toll.most,
            (false, is_sure) => {
                rest += if is_sure { toll.least } else { 0.0 };
                has_rest |= toll.most > 0.0;
            }
        }
    }
    share(part, rest).or(has_rest.then_some(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INSIDE: Reached = Reached { by_point: true, surely: true, possibly: true, probability: 1.0 };
    const OUTSIDE: Reached = Reached { by_point: false, surely: false, possibly: false, probability: 0.0 };

    fn member(reached: Reached, weight: f64, toll: Option<(u32, u32)>) -> Member {
        let toll = toll.map(|(a, b)| KilledRange { least: f64::from(a), most: f64::from(b), best: f64::from(a) });
        Member { weight, by_point: true, reached: vec![reached], toll }
    }

    fn open(by_point: bool, probability: f64) -> Reached {
        Reached { by_point, surely: false, possibly: true, probability }
    }

    #[test]
    fn extremes_are_those_of_hand() {
        // Two inside, one open, one outside; 3–5 dead inside, 10 where it is open, 1–2 outside, one unknown.
        let members = [
            member(INSIDE, 1.0, Some((3, 5))),
            member(INSIDE, 1.0, None),
            member(open(true, 0.25), 1.0, Some((10, 10))),
            member(OUTSIDE, 1.0, Some((1, 2))),
        ];
        let events = |f: fn(&[Member], usize, Counted) -> Option<f64>| f(&members, 0, Counted::Events).unwrap();
        assert_eq!((events(least_share), events(most_share)), (0.5, 0.75));
        assert_eq!((events(expected_share), events(share_of_points)), (2.25 / 4.0, 0.75));
        let dead = |f: fn(&[Member], usize, Counted) -> Option<f64>| f(&members, 0, Counted::Dead).unwrap();
        assert_eq!((dead(least_share), dead(most_share)), (3.0 / 15.0, 15.0 / 16.0));
        assert_eq!((dead(expected_share), dead(share_of_points)), (6.5 / 15.5, 13.0 / 14.0));
    }

    /// All ways in which uncertain members may belong, places may lie and tolls may be.
    fn brute(members: &[Member], counted: Counted) -> (f64, f64) {
        fn go(members: &[Member], counted: Counted, part: f64, rest: f64, out: &mut (f64, f64)) {
            let Some((member, others)) = members.split_first() else {
                if let Some(s) = share(part, rest) {
                    *out = (out.0.min(s), out.1.max(s));
                }
                return;
            };
            let Some(toll) = counted.of(member) else { return go(others, counted, part, rest, out) };
            if !member.is_sure() {
                go(others, counted, part, rest, out);
            }
            for v in [toll.least, toll.most] {
                if member.reached[0].possibly {
                    go(others, counted, part + v, rest, out);
                }
                if !member.reached[0].surely {
                    go(others, counted, part, rest + v, out);
                }
            }
        }
        let mut out = (f64::INFINITY, f64::NEG_INFINITY);
        go(members, counted, 0.0, 0.0, &mut out);
        out
    }

    #[test]
    fn extremes_are_those_of_all_ways() {
        let kinds = [INSIDE, OUTSIDE, open(true, 0.5)];
        let tolls = [None, Some((0, 0)), Some((0, 3)), Some((2, 2))];
        let mut numbers = super::super::super::chance::Numbers::of_draw(3);
        let mut defined = 0;
        for _ in 0..400 {
            let members: Vec<Member> = (0..1 + numbers.below(5))
                .map(|_| {
                    let weight = if numbers.below(2) == 0 { 1.0 } else { 0.4 };
                    member(kinds[numbers.below(3)], weight, tolls[numbers.below(4)])
                })
                .collect();
            for counted in [Counted::Events, Counted::Dead] {
                let (least, most) = (least_share(&members, 0, counted), most_share(&members, 0, counted));
                let (low, high) = brute(&members, counted);
                assert_eq!(least.is_some(), low <= high, "{members:?}");
                if let (Some(least), Some(most)) = (least, most) {
                    defined += 1;
                    assert!((least - low).abs() < 1e-12 && (most - high).abs() < 1e-12, "{counted:?} {members:?}");
                }
            }
        }
        assert!(defined > 500, "{defined}");
    }
}
