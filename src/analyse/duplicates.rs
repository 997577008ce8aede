//! Duplicate detection: pairs of records that may report the same event, proposed for a person to judge.
//!
//! Two records are compared if they can be one event at all: their discs of location radius touch, their dates lie at most
//! [`SLACK_DAYS`] days apart, and their categories do not exclude each other. A record without a point, of a region, with a radius above
//! [`WIDEST_M`] or a date wider than a month is too imprecise and is left out, as are claims and aggregates. Records that
//! are linked already ([`Incident::same_event_as`]) are not proposed again.
//!
//! Blocking: incidents are swept in the order of their dates over a grid of degrees, so that only neighbours in time and space
//! are compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::measure::distance_m;
use crate::model::{Casualties, Category, Extent, Incident, LonLat};

/// The largest difference between the dates of two reports of one event, in days: the day of the event, the day of the report,
/// another time zone.
pub const SLACK_DAYS: i32 = 2;

/// The largest location radius that is compared, in metres: beyond it a report gives little more than the province.
pub const WIDEST_M: u32 = 50_000;

/// Added to the sum of the two location radii, in metres: the largest distance of two points that are compared.
const MARGIN_M: f64 = 2_000.0;

/// Records whose date covers more days than this are left out.
const LONGEST_DAYS: i32 = 31;

/// The lowest score of a proposal.
pub const LEAST_SCORE: f64 = 0.65;

/// The weights of the score; they add up to 1.
const SPACE: f64 = 0.35;
const TIME: f64 = 0.30;
const ACTORS: f64 = 0.20;
const KIND: f64 = 0.15;

/// Added to the score if the figures of the dead agree, and subtracted if they contradict each other.
const SAME_CASUALTIES: f64 = 0.05;
const OTHER_CASUALTIES: f64 = 0.15;

/// A record is compared with so many others of its time and place, those of the latest dates before its own.
pub const MOST_COMPARED: usize = 250;

/// So many proposals are kept that a record makes with those before it, the highest scores.
const MOST_OF_ONE: usize = 100;

/// What all records together take at most.
const MOST: Most = Most { compared: 20_000_000, kept: 500_000 };

/// Once [`Most::compared`] is reached a record is compared with so many others.
const FEW_COMPARED: usize = 10;

/// Bounds of time and memory for very many records of one place and time.
struct Most {
    /// So many pairs are compared before fewer of a record are,
    compared: usize,
    /// and so many proposals are kept, the highest scores.
    kept: usize,
}

/// Pairs of records that may be one event.
#[derive(Debug, Clone, Default)]
pub struct Proposals {
    /// The pairs, the highest score first.
    pub pairs: Vec<Proposal>,
    /// The number of records that have more than [`MOST_COMPARED`] others about them, and were not compared with all.
    pub crowded: usize,
    /// The number of pairs that were found and are left out, having the lowest scores of very many.
    pub left_out: usize,
}

/// Two records that may report the same event.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The two records, by their place in the list; the earlier in the list first.
    pub pair: (usize, usize),
    /// The similarity of the two, from 0 to 1; not a probability.
    pub score: f64,
    /// The reasons for and against it, in words.
    pub reasons: Vec<String>,
}

/// Pairs of incidents that may be one event, the highest score first.
///
/// # Special cases
///
/// The order of equal scores is that of the list. Of very many records of one place and day not all pairs are compared and kept, so that time
/// and memory grow with their number and not with its square; [`Proposals::crowded`] and [`Proposals::left_out`] say of how many.
#[must_use]
pub fn proposals(incidents: &[Incident]) -> Proposals {
    proposals_of(incidents, &MOST)
}

fn proposals_of(incidents: &[Incident], most: &Most) -> Proposals {
    let event = events(&incidents.iter().collect::<Vec<_>>());
    let mut records: Vec<Record<'_>> = incidents.iter().enumerate().filter_map(|(i, r)| Record::of(i, r)).collect();
    records.sort_by_key(|r| (r.days.0, r.at));
    let widest_m = records.iter().map(|r| r.radius_m).fold(0.0, f64::max);
    let mut grid: BTreeMap<(i32, i32), Held> = BTreeMap::new();
    let mut found = Proposals::default();
    let (mut all, mut compared): (Vec<Scored>, usize) = (Vec::new(), 0);
    for (number, record) in records.iter().enumerate() {
        let mut left = if compared < most.compared { MOST_COMPARED } else { FEW_COMPARED };
        let (mut is_crowded, mut own) = (false, Vec::new());
        for cells in record.cells_within(record.radius_m + widest_m + MARGIN_M) {
            for (_, held) in grid.range_mut(cells.0..=cells.1) {
                held.sweep(record.days.0, &records);
                let count = held.numbers.len().min(left);
                is_crowded |= held.numbers.len() > left;
                (left, compared) = (left - count, compared + count);
                let others = held.numbers.iter().rev().take(count).filter_map(|i| Some((*i, records.get(*i)?)));
                let others = others.filter(|(_, o)| event[o.at] != event[record.at]);
                own.extend(others.filter_map(|(i, other)| {
                    let (score, apart_m) = other.compared(record)?;
                    let pair = (other.at.min(record.at), other.at.max(record.at));
                    Some(Scored { score, pair, records: (i, number), apart_m })
                }));
            }
        }
        is_crowded |= own.len() > MOST_OF_ONE;
        keep_highest(&mut own, MOST_OF_ONE);
        all.extend(own);
        if all.len() >= 2 * most.kept {
            found.left_out += keep_highest(&mut all, most.kept);
        }
        found.crowded += usize::from(is_crowded);
        grid.entry(record.cell()).or_default().numbers.push(number);
    }
    found.left_out += keep_highest(&mut all, most.kept);
    let proposal = |s: Scored| {
        let (a, b) = (records.get(s.records.0)?, records.get(s.records.1)?);
        Some(Proposal { pair: s.pair, score: s.score, reasons: a.reasons(b, s.apart_m) })
    };
    found.pairs = all.into_iter().filter_map(proposal).collect();
    found
}

/// The records of a cell of the grid, by their numbers in the sweep.
#[derive(Default)]
struct Held {
    swept: Option<i32>,
    numbers: Vec<usize>,
}

impl Held {
    /// Leaves out those that are over for good; once a day, since that looks at all of them.
    fn sweep(&mut self, day: i32, records: &[Record<'_>]) {
        if self.swept != Some(day) {
            self.swept = Some(day);
            self.numbers.retain(|i| records.get(*i).is_some_and(|r| r.days.1 + SLACK_DAYS >= day));
        }
    }
}

/// Two records that may report the same event, before the reasons are put into words.
struct Scored {
    score: f64,
    pair: (usize, usize),
    /// Their numbers in the sweep.
    records: (usize, usize),
    apart_m: f64,
}

/// Sorts by score, the highest first, then by place in the list; keeps so many, and returns how many are left out.
fn keep_highest(all: &mut Vec<Scored>, most: usize) -> usize {
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.pair.cmp(&b.pair)));
    let left_out = all.len().saturating_sub(most);
    all.truncate(most);
    left_out
}

/// The records that are linked as reports of the same event, those of each event together, in the order of the list; events that only one
/// of them reports are left out.
#[must_use]
pub fn linked<'a>(incidents: &[&'a Incident]) -> Vec<Vec<&'a Incident>> {
    let mut reports: BTreeMap<usize, Vec<&'a Incident>> = BTreeMap::new();
    let each = incidents.iter().zip(events(incidents));
    each.for_each(|(incident, event)| reports.entry(event).or_default().push(incident));
    reports.into_values().filter(|group| group.len() > 1).collect()
}

/// For each record the first one of its event, with links followed both ways (union–find).
fn events(incidents: &[&Incident]) -> Vec<usize> {
    let at: BTreeMap<&str, usize> = incidents.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect();
    let mut event: Vec<usize> = (0..incidents.len()).collect();
    for (i, incident) in incidents.iter().enumerate() {
        for other in incident.same_event_as.iter().filter_map(|id| at.get(id.as_str())) {
            let (a, b) = (first(&event, i), first(&event, *other));
            event[a.max(b)] = a.min(b);
        }
    }
    (0..incidents.len()).map(|i| first(&event, i)).collect()
}

fn first(event: &[usize], mut at: usize) -> usize {
    while event[at] != at {
        at = event[at];
    }
    at
}

/// The attributes of an incident that are compared.
struct Record<'a> {
    at: usize,
    incident: &'a Incident,
    point: LonLat,
    radius_m: f64,
    /// The first and the last day of its date, counted from 1970-01-01.
    days: (i32, i32),
    actors: BTreeSet<String>,
}

/// Cells of the grid to a degree.
const CELLS_PER_DEGREE: f64 = 2.0;

impl<'a> Record<'a> {
    fn of(at: usize, incident: &'a Incident) -> Option<Self> {
        let point = incident.at.filter(|_| incident.location.extent == Extent::Point)?;
        let days = incident.date.days();
        let radius_m = incident.location.radius_m.unwrap_or(0);
        let is_precise = incident.category.counts() && days.1 - days.0 < LONGEST_DAYS && radius_m <= WIDEST_M;
        let words = incident.actors.iter().flat_map(|a| a.name.split(|c: char| !c.is_alphanumeric()));
        let actors = words.filter(|w| w.chars().count() > 3).map(str::to_lowercase).collect();
        is_precise.then_some(Self { at, incident, point, radius_m: f64::from(radius_m), days, actors })
    }

    fn cell(&self) -> (i32, i32) {
        (cell(self.point.lat()), cell(self.point.lon()))
    }

    /// Ranges of cells that hold every point within a distance.
    fn cells_within(&self, reach_m: f64) -> Vec<((i32, i32), (i32, i32))> {
        // A degree of latitude is nowhere shorter than this, in metres.
        const DEGREE_M: f64 = 110_500.0;
        let (lon, lat) = (self.point.lon(), self.point.lat());
        let high = reach_m / DEGREE_M;
        let narrowest = (lat.abs() + high).min(90.0).to_radians().cos();
        let wide = if narrowest * 360.0 > high { high / narrowest } else { 360.0 };
        let mut spans = vec![(lon - wide, lon + wide)];
        if lon - wide < -180.0 {
            spans.push((lon - wide + 360.0, 180.0));
        }
        if lon + wide > 180.0 {
            spans.push((-180.0, lon + wide - 360.0));
        }
        if wide >= 180.0 {
            spans = vec![(-180.0, 180.0)];
        }
        let rows = cell(lat - high)..=cell(lat + high);
        rows.flat_map(|row| spans.iter().map(move |(west, east)| ((row, cell(*west)), (row, cell(*east))))).collect()
    }

    /// The score of two records, and how far apart they are in metres; `None` if they are not proposed.
    fn compared(&self, other: &Self) -> Option<(f64, f64)> {
        let kind = kind(self.incident.category, other.incident.category)?;
        let time = self.time(other)?;
        // The words of actors are compared only if the other terms can reach the lowest score.
        if SPACE + TIME * time + ACTORS + KIND * kind + SAME_CASUALTIES < LEAST_SCORE {
            return None;
        }
        let reach_m = self.radius_m + other.radius_m + MARGIN_M;
        let apart_m = distance_m(self.point, other.point);
        let space = 1.0 - apart_m / reach_m;
        if space < 0.0 || SPACE * space + TIME * time + ACTORS + KIND * kind + SAME_CASUALTIES < LEAST_SCORE {
            return None;
        }
        let score = SPACE * space + TIME * time + ACTORS * self.actors(other) + KIND * kind + self.casualties(other);
        (score >= LEAST_SCORE).then_some((score.clamp(0.0, 1.0), apart_m))
    }

    /// The number of days common to both dates (0 for adjacent ones, negative for ones further apart), and of days in their span.
    fn shared_days(&self, other: &Self) -> (i32, i32) {
        let shared = self.days.1.min(other.days.1) - self.days.0.max(other.days.0) + 1;
        (shared, self.days.1.max(other.days.1) - self.days.0.min(other.days.0) + 1)
    }

    fn time(&self, other: &Self) -> Option<f64> {
        match self.shared_days(other) {
            // The square root: a day within a month is more than a thirtieth of an agreement.
            (shared, all) if shared > 0 => Some((shared as f64 / all as f64).sqrt()),
            (0, _) => Some(0.6),
            (shared, _) if 1 - shared <= SLACK_DAYS => Some(0.3),
            _ => None,
        }
    }

    /// The overlap coefficient of the words of the two lists of actors; a half if one names none.
    fn actors(&self, other: &Self) -> f64 {
        match self.actors.len().min(other.actors.len()) {
            0 => 0.5,
            least => self.actors.intersection(&other.actors).count() as f64 / least as f64,
        }
    }

    fn casualties(&self, other: &Self) -> f64 {
        let (a, b) = (&self.incident.killed, &other.incident.killed);
        match (a.best_or_least(), b.best_or_least()) {
            _ if contradict(a, b) => -OTHER_CASUALTIES,
            (Some(x), Some(y)) if x == y && x > 0 => SAME_CASUALTIES,
            _ => 0.0,
        }
    }

    fn reasons(&self, other: &Self, apart_m: f64) -> Vec<String> {
        let (a, b) = (self.incident, other.incident);
        let mut reasons = Vec::new();
        let (first, second) = (a.date.as_str(), b.date.as_str());
        reasons.push(match self.shared_days(other) {
            (1, 1) => format!("both on {}", a.date.earliest().unwrap_or_default()),
            (shared, _) if shared > 0 => format!("dated {first} and {second}"),
            (0, _) => format!("1 day apart: {first} and {second}"),
            (shared, _) => format!("{} days apart: {first} and {second}", 1 - shared),
        });
        let km = |m: f64| m / 1000.0;
        let (near, far) = (km(self.radius_m), km(other.radius_m));
        reasons.push(format!("points {:.1} km apart, with radii of {near} and {far} km", km(apart_m)));
        let (x, y) = (a.category.as_str(), b.category.as_str());
        reasons.push(if x == y { format!("both {x}") } else { format!("{x} and {y}") });
        let common: Vec<&str> = self.actors.intersection(&other.actors).map(String::as_str).collect();
        if !self.actors.is_empty() && !other.actors.is_empty() {
            reasons.push(match common.as_slice() {
                [] => "no actor in common".to_owned(),
                words => format!("actors in common: {}", words.join(", ")),
            });
        }
        match self.casualties(other) {
            casualties if casualties < 0.0 => {
                reasons.push(format!("but killed {} and {}", a.killed.in_words(), b.killed.in_words()));
            }
            casualties if casualties > 0.0 => reasons.push(format!("killed {} in both", a.killed.in_words())),
            _ => {}
        }
        reasons
    }
}

/// Whether the lower bound of one exceeds the upper bound of the other.
fn contradict(a: &Casualties, b: &Casualties) -> bool {
    let above = |a: &Casualties, b: &Casualties| a.min.zip(b.max).is_some_and(|(min, max)| min > max);
    above(a, b) || above(b, a)
}

#[allow(clippy::cast_possible_truncation, reason = "degrees fit")]
fn cell(degrees: f64) -> i32 {
    (degrees * CELLS_PER_DEGREE).floor() as i32
}

/// The similarity of two categories, 0 to 1; `None` if they exclude each other.
fn kind(a: Category, b: Category) -> Option<f64> {
    match (a, b) {
        (a, b) if a == b => Some(1.0),
        (a, b) if a.is_armed() && b.is_armed() => Some(0.6),
        (Category::Other, _) | (_, Category::Other) => Some(0.4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incident(id: &str, date: &str, lon: f64, lat: f64, category: &str) -> Incident {
        let text = format!(
            r#"{{"title": "t", "summary": "s", "category": "{category}", "date": "{date}",
            "location": {{"name": "n", "radius_m": 5000, "basis": "estimate", "extent": "point"}},
            "actors": [{{"name": "Border guards", "role": "first"}}], "killed": {{"min": 2, "best": 2, "max": 2}},
            "wounded": {{"min": null, "max": null}}, "status": "one_side", "grade": {{"reliability": "C", "credibility": 3}},
            "sources": [{{"publisher": "p"}}]}}"#
        );
        let mut incident: Incident = serde_json::from_str(&text).unwrap();
        incident.id = id.to_owned();
        incident.at = Some(LonLat::wrapped(lon, lat));
        incident
    }

    fn pairs(incidents: &[Incident]) -> Vec<(usize, usize)> {
        proposals(incidents).pairs.iter().map(|p| p.pair).collect()
    }

    #[test]
    fn very_many_of_one_place_and_day_are_not_all_compared_and_that_is_counted() {
        let all: Vec<Incident> =
            (0..3_000).map(|n| incident(&format!("r{n}"), "2025-08-24", 70.0, 37.5, "clash")).collect();
        let found = proposals(&all);
        // 99 make fewer than 100 pairs with those before them, 100 make as many as are kept.
        assert_eq!((found.crowded, found.pairs.len()), (3_000 - 101, 100 * 101 / 2 + (3_000 - 101) * MOST_OF_ONE));
        assert_eq!(proposals(&all[..101]).crowded, 0);
    }

    /// Of all that are not compared or kept the number is known, and what is kept has the highest scores.
    #[test]
    fn what_all_records_together_take_is_bounded() {
        let place = |n: usize| 70.0 + 0.0001 * n as f64;
        let all: Vec<Incident> =
            (0..600).map(|n| incident(&format!("r{n}"), "2025-08-24", place(n), 37.5, "clash")).collect();
        let whole = proposals(&all);
        assert_eq!(whole.left_out, 0);
        let bounded = proposals_of(&all, &Most { compared: 20_000_000, kept: 1_000 });
        assert_eq!((bounded.pairs.as_slice(), bounded.left_out), (&whole.pairs[..1_000], whole.pairs.len() - 1_000));
        let hasty = proposals_of(&all, &Most { compared: 300, kept: 500_000 });
        // The first 25 were compared with all before them (0 + 1 + … + 24 = 300), the rest with ten each.
        assert_eq!(hasty.pairs.len(), 300 + (600 - 25) * FEW_COMPARED);
        assert_eq!(hasty.crowded, 600 - 25);
    }

    #[test]
    fn near_in_time_space_and_kind_is_proposed_with_reasons() {
        let a = incident("a", "2025-08-24", 70.0, 37.5, "clash");
        let same = incident("b", "2025-08-24", 70.02, 37.5, "clash");
        let found = proposals(&[a.clone(), same]).pairs;
        assert_eq!(found[0].pair, (0, 1));
        assert!(found[0].score > 0.9, "{found:?}");
        assert_eq!(
            found[0].reasons,
            [
                "both on 2025-08-24",
                "points 1.8 km apart, with radii of 5 and 5 km",
                "both clash",
                "actors in common: border, guards",
                "killed 2 in both"
            ]
        );
        for other in [
            incident("b", "2025-08-28", 70.0, 37.5, "clash"),
            incident("b", "2025-08-24", 70.5, 37.5, "clash"),
            incident("b", "2025-08-24", 70.0, 37.5, "contact"),
            incident("b", "2025", 70.0, 37.5, "clash"),
            incident("b", "2025-08-24", 70.0, 37.5, "claim"),
        ] {
            assert_eq!(pairs(&[a.clone(), other]), []);
        }
        // The next day, reported as another kind of fighting: still proposed.
        assert_eq!(pairs(&[a, incident("b", "2025-08-25", 70.0, 37.5, "shelling")]), [(0, 1)]);
    }

    #[test]
    fn what_is_linked_is_not_proposed_again() {
        let mut all: Vec<Incident> =
            ["a", "b", "c", "d"].map(|id| incident(id, "2025-08-24", 70.0, 37.5, "clash")).to_vec();
        assert_eq!(pairs(&all).len(), 6);
        all[1].same_event_as = vec!["a".to_owned()];
        all[2].same_event_as = vec!["b".to_owned(), "unknown".to_owned()];
        assert_eq!(pairs(&all), [(0, 3), (1, 3), (2, 3)]);
        let groups = |all: &[Incident]| -> Vec<String> {
            let groups = linked(&all.iter().collect::<Vec<_>>());
            groups.iter().map(|group| group.iter().map(|i| i.id.as_str()).collect()).collect()
        };
        assert_eq!(groups(&all), ["abc"]);
        all[0].same_event_as = vec!["d".to_owned()];
        assert_eq!(pairs(&all), []);
        assert_eq!(groups(&all), ["abcd"]);
    }

    #[test]
    fn the_antimeridian_and_the_poles_part_nothing() {
        for ((x, y), (u, v)) in
            [((179.99, 10.0), (-179.99, 10.0)), ((10.0, 89.99), (-170.0, 89.99)), ((0.01, 0.01), (-0.01, -0.01))]
        {
            let (a, b) = (incident("a", "2025-08-24", x, y, "clash"), incident("b", "2025-08-24", u, v, "clash"));
            assert_eq!(pairs(&[a, b]), [(0, 1)], "{x} {y}");
        }
    }

    /// The sweep finds what comparing every pair finds.
    #[test]
    fn the_sweep_misses_nothing() {
        let mut seed = 7_u64;
        let mut next = |n: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % n
        };
        let dates =
            ["2025-08-01", "2025-08-02", "2025-08-04", "2025-08-05/2025-08-09", "2025-08", "2025-07-31", "2025-09-01"];
        let categories = ["clash", "shelling", "contact", "other"];
        let all: Vec<Incident> = (0..400)
            .map(|i| {
                let (lon, lat) = (179.0 + next(200) as f64 / 100.0, 70.0 + next(100) as f64 / 100.0);
                let mut one = incident(&i.to_string(), dates[next(7) as usize], lon, lat, categories[next(4) as usize]);
                one.location.radius_m = Some(next(60) as u32 * 1000);
                one
            })
            .collect();
        let records: Vec<Record<'_>> = all.iter().enumerate().filter_map(|(i, r)| Record::of(i, r)).collect();
        let mut expected = Vec::new();
        for (i, a) in records.iter().enumerate() {
            for b in &records[i + 1..] {
                let (first, second) = if (a.days.0, a.at) <= (b.days.0, b.at) { (a, b) } else { (b, a) };
                let pair = (first.at.min(second.at), first.at.max(second.at));
                expected.extend(first.compared(second).map(|(score, apart_m)| {
                    let reasons = first.reasons(second, apart_m);
                    Proposal { pair, score, reasons }
                }));
            }
        }
        expected.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.pair.cmp(&b.pair)));
        assert!(expected.len() > 100, "{}", expected.len());
        assert_eq!(proposals(&all).pairs, expected);
    }
}
