//! Seeded draws of places, tolls and memberships, for shares that have no distribution in closed form.

use super::super::chance::{Numbers, draws};
use super::member::Member;

/// The level of the intervals of shares.
pub const BAND_LEVEL: f64 = 0.9;

/// The quantiles at both ends of an interval of [`BAND_LEVEL`].
pub const ENDS: [f64; 2] = [(1.0 - BAND_LEVEL) / 2.0, (1.0 + BAND_LEVEL) / 2.0];

/// The intervals of the shares within each distance, of events and of the dead; `None` for a share of nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnIntervals {
    pub events: Vec<Option<(f64, f64)>>,
    pub dead: Vec<Option<(f64, f64)>>,
}

/// Events and dead within each distance and in all, in one draw.
#[derive(Debug, Clone)]
struct Sums {
    events: Vec<f64>,
    dead: Vec<f64>,
    all: (f64, f64),
}

impl Sums {
    fn add(&mut self, member: &Member, dead: f64, is_within: impl Fn(f64) -> bool) {
        self.all.0 += 1.0;
        self.all.1 += dead;
        for (band, _) in member.reached.iter().enumerate().filter(|(_, r)| is_within(r.probability)) {
            self.events[band] += 1.0;
            self.dead[band] += dead;
        }
    }
}

/// The number of draws for so many events of which something is open: 1,000 to 10,000.
#[must_use]
pub fn band_draws(open: usize) -> u32 {
    /// Events in all draws: some seconds' work.
    const BUDGET: usize = 200_000_000;
    u32::try_from(BUDGET / open.max(1)).unwrap_or(u32::MAX).clamp(1_000, 10_000)
}

/// Whether a draw can change what a member adds.
fn is_open(member: &Member) -> bool {
    let has_place = member.reached.iter().all(|r| r.probability <= 0.0 || r.probability >= 1.0);
    !(member.is_sure() && has_place && member.toll.is_none_or(|t| t.most - t.least < 1.0))
}

/// Draws membership, place and toll of each member independently. One number decides all distances of an event, since what lies
/// within one lies within every greater one; every whole number from the lowest to the highest toll is equally likely.
#[must_use]
pub fn drawn_intervals(members: &[Member], bands: usize) -> DrawnIntervals {
    let (open, fixed): (Vec<&Member>, Vec<&Member>) = members.iter().partition(|m| is_open(m));
    let mut base = Sums { events: vec![0.0; bands], dead: vec![0.0; bands], all: (0.0, 0.0) };
    for member in fixed {
        base.add(member, member.toll.map_or(0.0, |t| t.least), |p| p >= 1.0);
    }
    let draw = |number: u32| {
        let (mut sums, mut numbers) = (base.clone(), Numbers::of_draw(number));
        for member in &open {
            let [belongs, place, toll] = [numbers.unit(), numbers.unit(), numbers.unit()];
            if belongs < member.weight {
                let dead = member.toll.map_or(0.0, |t| t.least + (toll * (t.most - t.least + 1.0)).floor());
                sums.add(member, dead, |p| place < p);
            }
        }
        sums
    };
    let count = if open.is_empty() { 1 } else { band_draws(open.len()) };
    let all = draws(count, draw);
    let of = |part: &dyn Fn(&Sums) -> f64, whole: &dyn Fn(&Sums) -> f64| {
        let mut shares: Vec<f64> = all.iter().filter(|s| whole(s) > 0.0).map(|s| part(s) / whole(s)).collect();
        shares.sort_by(f64::total_cmp);
        // The least value that is not exceeded by at least that share of the draws.
        let at =
            |level: f64| shares.get(((level * shares.len() as f64 - 1e-9).ceil() as usize).saturating_sub(1)).copied();
        at(ENDS[0]).zip(at(ENDS[1]))
    };
    DrawnIntervals {
        events: (0..bands).map(|b| of(&|s| s.events[b], &|s| s.all.0)).collect(),
        dead: (0..bands).map(|b| of(&|s| s.dead[b], &|s| s.all.1)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::PoissonBinomial;
    use super::super::member::{KilledRange, Reached};
    use super::*;

    fn member(probability: f64, weight: f64, toll: Option<(f64, f64)>) -> Member {
        let reached = Reached { by_point: true, surely: false, possibly: true, probability };
        let toll = toll.map(|(least, most)| KilledRange { least, most, best: least });
        Member { weight, by_point: true, reached: vec![reached], toll }
    }

    #[test]
    fn draws_agree_with_the_exact_distribution() {
        let p: Vec<f64> = (0..80).map(|i| f64::from(i) / 80.0).collect();
        let members: Vec<Member> = p.iter().map(|p| member(*p, 1.0, Some((1.0, 1.0)))).collect();
        let exact = PoissonBinomial::new(p);
        let ends = ENDS.map(|e| exact.quantile(e) as f64 / 80.0);
        let found = drawn_intervals(&members, 1);
        for (a, b) in [found.events[0].unwrap(), found.dead[0].unwrap()] {
            assert!((a - ends[0]).abs() <= 1.0 / 80.0 + 1e-9 && (b - ends[1]).abs() <= 1.0 / 80.0 + 1e-9, "{a} {b}");
        }
    }

    #[test]
    fn tolls_are_even_over_their_range_and_membership_is_drawn() {
        // One event inside with 0 to 9 dead beside 10 outside: 0/10 to 9/19, quantiles 0 and 9.
        let members = [member(1.0, 1.0, Some((0.0, 9.0))), member(0.0, 1.0, Some((10.0, 10.0)))];
        assert_eq!(drawn_intervals(&members, 1).dead[0], Some((0.0, 9.0 / 19.0)));
        // Half of the draws are of an event inside, the others of nothing.
        let members = [member(1.0, 0.5, None)];
        assert_eq!(drawn_intervals(&members, 1), DrawnIntervals { events: vec![Some((1.0, 1.0))], dead: vec![None] });
        assert_eq!(drawn_intervals(&[], 1).events, [None]);
        assert_eq!((band_draws(0), band_draws(10), band_draws(1_000_000)), (10_000, 10_000, 1_000));
    }
}
