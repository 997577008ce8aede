use std::sync::Arc;

use super::super::chance::Numbers;
use super::super::sample::{at, incident, line};
use super::*;
use crate::measure::{GeodesicLine, SidePolygons};
use crate::measured::MeasureContext;
use crate::model::Border;

const LIMITS_M: [f64; 3] = [5_000.0, 10_000.0, 20_000.0];

fn plan(by: &[BandBy]) -> BandPlan {
    BandPlan { limits: BandLimits::new(&LIMITS_M).unwrap(), by: by.to_vec(), to: BandTarget::Border }
}

fn of(list: &[Incident], (border, line): &(Border, GeodesicLine), plan: &BandPlan) -> Bands {
    let polygons = SidePolygons::default();
    let context = Arc::new(MeasureContext::new(border, line, &polygons));
    let measured: Vec<MeasuredIncident<'_>> = list.iter().map(|i| MeasuredIncident::new(i, &context)).collect();
    bands(&measured.iter().collect::<Vec<_>>(), &[], plan).unwrap()
}

fn group<'b>(found: &'b Bands, key: &str) -> &'b BandGroup {
    found.groups.iter().find(|g| g.placed.key == key).unwrap_or_else(|| panic!("{key} is not in {found:?}"))
}

/// From the equator to a latitude along the meridian of WGS84, in metres.
fn meridian_m(lat: f64) -> f64 {
    let p = lat.to_radians();
    6_367_449.145_82 * p - 16_038.508_66 * (2.0 * p).sin() + 16.832_61 * (4.0 * p).sin() - 0.021_81 * (6.0 * p).sin()
}

/// The latitude so many metres north of the equator.
fn latitude(north_m: f64) -> f64 {
    north_m / 110_574.388_6
}

#[test]
fn known_places_and_tolls_leave_nothing_open() {
    let list = [
        incident("a", "2024-05-01", "clash", Some((3, Some(3))), at(1.0, latitude(4_000.0)), 0),
        incident("b", "2025-05-01", "clash", Some((1, Some(1))), at(2.0, latitude(-7_000.0)), 0),
        incident("c", "2025-06-01", "shelling", None, at(3.0, latitude(30_000.0)), 0),
        incident("d", "2025-06-01", "clash", Some((9, Some(9))), None, 0),
        incident("e", "2025-06-01", "claim", Some((9, Some(9))), at(4.0, 0.0), 0),
    ];
    let found = of(&list, &line(), &plan(&BandBy::ALL));
    assert_eq!((found.records, found.events, found.without_place), (5, 4, 1));
    let keys: Vec<(&str, &str)> = found.groups.iter().map(|g| (g.by, g.placed.key.as_str())).collect();
    let expected = [
        ("all", "all"),
        ("side", "left"),
        ("side", "right"),
        ("side", "unknown"),
        ("year", "2024"),
        ("year", "2025"),
        ("category", "clash"),
        ("category", "shelling"),
    ];
    assert_eq!(keys, expected);
    let all = group(&found, "all");
    assert_eq!((all.placed.events, all.placed.killed_min, all.placed.killed_unknown), (3.0, 4.0, 1.0));
    assert_eq!((all.without_place.events, all.without_place.killed_max), (1.0, 9.0));
    let near = all.bands[1];
    let certain = |share: f64, is_drawn| {
        let share = rounded(share);
        let (points, least, low, expected, high, most) = (Some(share), share, share, share, share, share);
        Some(Share { points, least, low, expected, high, most, is_drawn })
    };
    assert_eq!((near.events, near.dead), (certain(2.0 / 3.0, false), certain(1.0, true)));
    assert_eq!(all.bands[0].dead, certain(0.75, true));
    // Nothing can be shared where nothing has a place.
    assert_eq!((group(&found, "unknown").bands[0].events, group(&found, "shelling").bands[0].dead), (None, None));
    let nothing = of(&[], &line(), &plan(&BandBy::ALL));
    assert_eq!((nothing.groups.len(), nothing.groups[0].bands[0].events), (1, None));
}

#[test]
fn a_toll_that_was_given_and_not_read_is_told_from_one_that_nobody_gives() {
    let mut list = [
        incident("a", "2025-05-01", "clash", None, at(1.0, latitude(4_000.0)), 0),
        incident("b", "2025-05-01", "clash", None, at(2.0, latitude(4_000.0)), 0),
        incident("c", "2025-05-01", "clash", None, None, 0),
    ];
    for i in [0, 2] {
        list[i].original.insert("killed".to_owned(), "several".to_owned());
    }
    let found = of(&list, &line(), &plan(&[]));
    assert_eq!((found.unread_dead, group(&found, "all").placed.killed_unknown), (1, 2.0));
}

#[test]
fn extremes_are_those_of_hand() {
    // Within 5 km: surely a, possibly b (3.1 to 7.1 km off) and d; never c. The report names the side of d, 6 km off, known to 8 km.
    let mut list = [
        incident("a", "2025", "clash", Some((2, Some(2))), at(1.0, latitude(2_000.0)), 1_000),
        incident("b", "2025", "clash", Some((1, Some(4))), at(2.0, latitude(5_100.0)), 2_000),
        incident("c", "2025", "clash", Some((1, None)), at(3.0, latitude(40_000.0)), 5_000),
        incident("d", "2024-12-31/2025-01-01", "clash", None, at(4.0, latitude(6_000.0)), 8_000),
    ];
    list[3].location.side = Some(ReportedSide::Left);
    let found = of(&list, &line(), &plan(&[BandBy::Side, BandBy::Year]));
    let all = group(&found, "all");
    let near = all.bands[0].events.unwrap();
    assert_eq!((near.least, near.most, near.points), (0.25, 0.75, Some(0.25)));
    // b: a little less than half; the interval of two open events holds all that they can do.
    assert!((near.low, near.high) == (0.25, 0.75) && near.expected > 0.4 && near.expected < 0.55, "{near:?}");
    let dead = all.bands[0].dead.unwrap();
    assert_eq!((dead.least, dead.most), (rounded(2.0 / 7.0), rounded(6.0 / 7.0)));
    assert!(all.placed.killed_is_least && dead.is_drawn);
    // Wholly in one year or shared between two; the side of a report is that of the event.
    assert_eq!((group(&found, "2024").placed.events, group(&found, "2025").placed.events), (0.5, 3.5));
    assert_eq!(group(&found, "left").placed.events.to_string(), "4");
    let shared = group(&found, "2024").bands[0].events.unwrap();
    assert!(shared.is_drawn && (shared.least, shared.most) == (0.0, 1.0));
}

#[test]
fn the_ends_are_the_quantiles_of_all_outcomes() {
    let radii = [4_000, 7_000, 12_000, 3_000, 9_000, 20_000, 5_000, 8_000];
    let list: Vec<Incident> = (0..8_u32)
        .map(|i| {
            let north = 3_000.0 + 1_500.0 * f64::from(i);
            incident(
                &format!("i{i}"),
                "2025",
                "clash",
                None,
                at(1.0 + f64::from(i), latitude(north)),
                radii[i as usize],
            )
        })
        .collect();
    let (border, line) = line();
    let polygons = SidePolygons::default();
    let context = Arc::new(MeasureContext::new(&border, &line, &polygons));
    for limit in 0..LIMITS_M.len() {
        let p: Vec<f64> = list
            .iter()
            .map(|i| {
                MeasuredIncident::new(i, &context).proximity_on(None, &LIMITS_M).unwrap().within[limit].probability
            })
            .collect();
        let mut mass = [0.0; 9];
        for outcome in 0..256_u32 {
            let each = p.iter().enumerate().map(|(i, p)| if outcome >> i & 1 == 1 { *p } else { 1.0 - p });
            mass[outcome.count_ones() as usize] += each.product::<f64>();
        }
        let quantile = |level: f64| (0..9).find(|k| mass[..=*k].iter().sum::<f64>() >= level).unwrap() as f64 / 8.0;
        let found = of(&list, &(border.clone(), line.clone()), &plan(&[])).groups[0].bands[limit].events.unwrap();
        assert_eq!((found.low, found.high, found.is_drawn), (quantile(0.05), quantile(0.95), false));
        assert!((found.expected - p.iter().sum::<f64>() / 8.0).abs() < 1e-3, "{found:?}");
    }
}

/// An event drawn about the line, and what it is known to.
fn drawn(numbers: &mut Numbers, id: usize) -> Incident {
    let radius = [0, 2_000, 5_000, 10_000, 20_000, 30_000][numbers.below(6)];
    let north = latitude(-35_000.0 + 70_000.0 * numbers.unit());
    let least = u32::try_from(numbers.below(4)).unwrap();
    let toll = match numbers.below(5) {
        0 => None,
        more => Some((least, Some(least + u32::try_from(more).unwrap() - 1))),
    };
    incident(&format!("i{id}"), "2025-08-24", "clash", toll, at(1.0 + 8.0 * numbers.unit(), north), radius)
}

/// What truly happened: the latitude of the place, uniform in the disc, and the toll, uniform between its figures.
fn truth(i: &Incident, numbers: &mut Numbers) -> (f64, Option<f64>) {
    let radius = f64::from(i.location.radius_m.unwrap_or(0));
    let (way, turn) = (radius * numbers.unit().sqrt(), numbers.unit() * std::f64::consts::TAU);
    let toll = i.killed.least_and_most().map(|(least, most)| {
        let range = most.unwrap_or(least) - least + 1;
        f64::from(least) + (numbers.unit() * f64::from(range)).floor()
    });
    (i.at.unwrap().lat() + latitude(way * turn.cos()), toll)
}

/// How often an interval held the truth, of how many; and whether the bounds always did.
#[derive(Default)]
struct Held {
    events: [u32; 3],
    dead: [u32; 3],
    left: [u32; 3],
    dossiers: u32,
}

impl Held {
    fn count(n: usize, seed: u32) -> Self {
        const SETS: u32 = 10;
        const TRUTHS: u32 = 400;
        let (mut held, line) = (Self::default(), line());
        for set in 0..SETS {
            let mut numbers = Numbers::of_draw(seed + set);
            let list: Vec<Incident> = (0..n).map(|id| drawn(&mut numbers, id)).collect();
            let found = of(&list, &line, &plan(&[BandBy::Side]));
            (0..TRUTHS).for_each(|_| held.compare(&found, &list, &mut numbers));
        }
        held
    }

    fn compare(&mut self, found: &Bands, list: &[Incident], numbers: &mut Numbers) {
        let all: Vec<(f64, Option<f64>)> = list.iter().map(|i| truth(i, numbers)).collect();
        self.dossiers += 1;
        for (b, limit_m) in LIMITS_M.iter().enumerate() {
            let is_in = |lat: f64| meridian_m(lat).abs() <= *limit_m;
            #[allow(clippy::type_complexity, reason = "said once")]
            let share = |of: &dyn Fn(&(f64, Option<f64>)) -> f64| {
                let part: f64 = all.iter().filter(|t| is_in(t.0)).map(of).sum();
                part / all.iter().map(of).sum::<f64>()
            };
            let toll = |t: &(f64, Option<f64>)| t.1.unwrap_or(0.0);
            let left = |t: &(f64, Option<f64>)| if t.0 > 0.0 { 1.0 } else { 0.0 };
            let bands = &group(found, "all").bands[b];
            for (share, of, count) in [
                (share(&|_| 1.0), bands.events, &mut self.events[b]),
                (share(&toll), bands.dead, &mut self.dead[b]),
                (share(&left), group(found, "left").bands[b].events, &mut self.left[b]),
            ] {
                let Some(of) = of.filter(|_| share.is_finite()) else {
                    *count += 1;
                    continue;
                };
                let is_between = |a: f64, b: f64| share >= a - 2e-6 && share <= b + 2e-6;
                assert!(is_between(of.least, of.most), "{share} {of:?}");
                *count += u32::from(is_between(of.low, of.high));
            }
        }
    }
}

/// 4,000 dossiers of each size, so that chance moves what is counted by half a percent, with what truly happened drawn in another way than the library measures: the interval of 90 % must hold
/// the truth about as often as it says.
#[test]
fn the_interval_holds_the_truth_as_often_as_it_says() {
    for (n, most) in [(10, 1.0), (100, 1.0), (1_000, 0.93)] {
        let held = Held::count(n, 7_000);
        assert_eq!(held.dossiers, 4_000);
        for (what, counts) in [("events", held.events), ("dead", held.dead), ("left", held.left)] {
            for (limit_m, count) in LIMITS_M.iter().zip(counts) {
                let share = f64::from(count) / f64::from(held.dossiers);
                assert!((0.88..=most).contains(&share), "{n} {what} within {limit_m}: {share}");
            }
        }
    }
}

#[test]
fn places_of_a_kind_stand_for_the_border() {
    let place = |lon: f64, kind: &str| {
        let text = format!(r#"{{"kind":"{kind}","country":"X","names":{{"en":"n"}},"rank":1}}"#);
        let mut p: Place = serde_json::from_str(&text).unwrap();
        p.at = at(lon, 0.0).unwrap();
        p
    };
    let places = [place(1.0, "border_crossing"), place(3.0, "village"), place(8.0, "border_crossing")];
    let mut list = [
        // 4 km north of a crossing, known to 3 km; beside a village; without a place.
        incident("a", "2025", "clash", None, at(1.0, latitude(4_000.0)), 3_000),
        incident("b", "2025", "clash", None, at(3.0, 0.0), 100),
        incident("c", "2025", "clash", None, None, 0),
        // On the line at a crossing, known to 8 km, on the left side.
        incident("d", "2025", "clash", None, at(8.0, 0.0), 8_000),
    ];
    list[3].location.side = Some(ReportedSide::Left);
    let (border, line) = line();
    let polygons = SidePolygons::default();
    let context = Arc::new(MeasureContext::new(&border, &line, &polygons));
    let measured: Vec<MeasuredIncident<'_>> = list.iter().map(|i| MeasuredIncident::new(i, &context)).collect();
    let all: Vec<&MeasuredIncident<'_>> = measured.iter().collect();
    let plan = BandPlan { to: BandTarget::Crossing, ..plan(&[]) };
    let found = bands(&all, &places, &plan).unwrap();
    assert_eq!((found.events, found.without_place), (4, 1));
    let [near, far] = [0, 1].map(|b| found.groups[0].bands[b].events.unwrap());
    // Within 5 km: a and d possibly; within 10 km both surely. Half a disc has the share of the whole one, (5/8)².
    assert_eq!((near.least, near.most, near.points), (0.0, rounded(2.0 / 3.0), Some(rounded(2.0 / 3.0))));
    assert_eq!((far.least, far.low, far.most), (rounded(2.0 / 3.0), rounded(2.0 / 3.0), rounded(2.0 / 3.0)));
    let of_a = {
        // The part of a disc of 3 km about a point 4 km off that lies within 5 km: two circular segments.
        let (d, r, limit) = (4.0_f64, 3.0_f64, 5.0_f64);
        let alpha = ((d * d + r * r - limit * limit) / (2.0 * d * r)).acos();
        let beta = ((d * d + limit * limit - r * r) / (2.0 * d * limit)).acos();
        let lens = r * r * (alpha - alpha.sin() * alpha.cos()) + limit * limit * (beta - beta.sin() * beta.cos());
        lens / (std::f64::consts::PI * r * r)
    };
    assert!((near.expected - (of_a + (5.0_f64 / 8.0).powi(2)) / 3.0).abs() < 0.005, "{near:?} {of_a}");
    let message = bands(&all, &places, &BandPlan { to: BandTarget::Town, ..plan }).unwrap_err().to_string();
    assert!(message.contains("--to town means (capital, city, town, province_centre, district_centre)"), "{message}");
}
