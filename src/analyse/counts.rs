//! Counts of events and of the dead by period, category, side, province, section of the border, status and grade.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Event, rounded};
use crate::measure::Side;
use crate::model::{Border, Casualties, Incident, ReportedSide, Status, axis_years, is_on_axis};

/// The attribute by which events are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Year of the date.
    Year,
    /// Quarter of the date.
    Quarter,
    /// Month of the date.
    Month,
    /// The category of the event.
    Category,
    /// The side of the border.
    Side,
    /// The province that the report names.
    Province,
    /// The section of the border, by border kilometres.
    Stretch,
    /// The status: how well the event is established.
    Status,
    /// The grade: reliability and credibility on the Admiralty scale.
    Grade,
}

impl By {
    /// The attribute as it is named in tables and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            By::Year => "year",
            By::Quarter => "quarter",
            By::Month => "month",
            By::Category => "category",
            By::Side => "side",
            By::Province => "province",
            By::Stretch => "stretch",
            By::Status => "status",
            By::Grade => "grade",
        }
    }
}

/// One row of a table of counts. An event that may belong to several rows counts fractionally in each, so that rows add up to
/// the number of events.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Row {
    /// The value of the attribute that the events share, such as `2025-06`.
    pub key: String,
    /// The number of events.
    pub events: f64,
    /// The sum of the lowest figures of people killed, attackers included.
    pub killed_min: f64,
    /// The sum of the highest figures; a lower bound if `killed_is_least`.
    pub killed_max: f64,
    /// Whether some record gives a lower bound only.
    pub killed_is_least: bool,
    /// Whether some record gives an approximate figure only, which is no bound: neither is the sum then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub killed_is_about: bool,
    /// Events without any figure of people killed: they are in neither sum.
    pub killed_unknown: f64,
}

/// A table of counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Count {
    /// The attribute by which it counts.
    pub by: By,
    /// Its rows; periods and sections without an event are included between those that have one.
    pub rows: Vec<Row>,
}

impl Count {
    /// The same with a row for each of these values, in the order of their keys: empty where nothing happened.
    #[must_use]
    pub fn with_rows(mut self, keys: &[String]) -> Self {
        let missing = keys.iter().filter(|key| self.rows.iter().all(|row| row.key != **key));
        let empty: Vec<Row> = missing.map(|key| Row { key: key.clone(), ..Row::default() }).collect();
        self.rows.extend(empty);
        self.rows.sort_by(|a, b| a.key.cmp(&b.key));
        self
    }
}

impl Row {
    pub(super) fn rounded(self) -> Self {
        Self {
            events: rounded(self.events),
            killed_min: rounded(self.killed_min),
            killed_max: rounded(self.killed_max),
            killed_unknown: rounded(self.killed_unknown),
            ..self
        }
    }

    pub(super) fn add(&mut self, killed: &Casualties, share: f64) {
        self.events += share;
        match killed.least_and_most() {
            None => self.killed_unknown += share,
            Some((least, max)) => {
                let least = f64::from(least);
                self.killed_min += share * least;
                self.killed_max += share * max.map_or(least, f64::from);
                self.killed_is_least |= max.is_none();
                self.killed_is_about |= killed.is_approximate();
            }
        }
    }
}

/// The counts of all events together.
#[must_use]
pub fn total(events: &[Event<'_>]) -> Row {
    total_of(events.iter().map(|e| e.incident))
}

/// The counts of all these incidents together, each counted whole.
#[must_use]
pub fn total_of<'i>(incidents: impl Iterator<Item = &'i Incident>) -> Row {
    let mut row = Row { key: "all".to_owned(), ..Row::default() };
    incidents.for_each(|i| row.add(&i.killed, 1.0));
    row
}

/// Counts events by an attribute; an event whose value is uncertain counts fractionally in each row that it may belong to.
///
/// * Dates that cover several periods are shared as [`crate::model::Edtf::months`] does.
/// * Dates outside the years that are expected have one row of their own, behind the periods.
/// * A side that the report names counts wholly (`both` is a row of its own); if it names none, the event is shared by
///   the sides of its samples.
/// * Provinces are those that the report names; one that names several (`A / B`) is shared equally, and a country in
///   brackets behind a name is left out.
/// * Sections share an event by the border kilometres of its samples.
///
/// # Arguments
///
/// `length_km` is the length of the border, `section_km` that of a section, both in kilometres; the last section may be
/// shorter.
#[must_use]
pub fn count(events: &[Event<'_>], by: By, border: &Border, length_km: f64, section_km: f64) -> Count {
    let mut rows: BTreeMap<(i64, String), Row> = BTreeMap::new();
    let years = axis_years(events.iter().map(|e| e.incident));
    for event in events {
        let is_period = matches!(by, By::Year | By::Quarter | By::Month);
        if is_period && !is_on_axis(&event.incident.date, &years) {
            let key = "unexpected year".to_owned();
            rows.entry((LAST, key.clone()))
                .or_insert_with(|| Row { key, ..Row::default() })
                .add(&event.incident.killed, 1.0);
            continue;
        }
        for (order, key, share) in keys(event, by, border, length_km, section_km) {
            let row = rows.entry((order, key.clone())).or_insert_with(|| Row { key, ..Row::default() });
            row.add(&event.incident.killed, share);
        }
    }
    // Events without a place come last: there is no gap to fill before them.
    let mut ordered = rows.keys().map(|(order, _)| *order).filter(|o| *o < LAST);
    if let (Some(first), Some(last)) = (ordered.next(), ordered.next_back()) {
        let between = |name: &dyn Fn(i64) -> String| (first..last).map(|o| (o, name(o))).collect::<Vec<_>>();
        let gaps = match by {
            By::Year | By::Quarter | By::Month => between(&|o| period(by, o)),
            By::Stretch => between(&|o| section_key(o, length_km, section_km)),
            _ => Vec::new(),
        };
        for (order, key) in gaps {
            rows.entry((order, key.clone())).or_insert_with(|| Row { key, ..Row::default() });
        }
    }
    Count { by, rows: rows.into_values().map(Row::rounded).collect() }
}

/// The sort key of the last row of a table.
const LAST: i64 = i64::MAX;

/// The rows in which an event counts: the sort key, the key of the row, and the share of the event.
fn keys(event: &Event<'_>, by: By, border: &Border, length_km: f64, section_km: f64) -> Vec<(i64, String, f64)> {
    let i = event.incident;
    let one_row = |order: i64, key: &str| vec![(order, key.to_owned(), 1.0)];
    let place = |p: Option<usize>| i64::try_from(p.unwrap_or(usize::MAX)).unwrap_or(i64::MAX);
    match by {
        By::Year | By::Quarter | By::Month => {
            let months = i.date.months().into_iter();
            let number = |(year, month): (i16, u8)| match by {
                By::Year => i64::from(year),
                By::Quarter => i64::from(year) * 4 + i64::from(month - 1) / 3,
                _ => i64::from(year) * 12 + i64::from(month - 1),
            };
            months.map(|(month, share)| (number(month), period(by, number(month)), share)).collect()
        }
        By::Category => one_row(i64::try_from(i.category.rank()).unwrap_or(i64::MAX), i.category.as_str()),
        By::Status => one_row(place(Status::ALL.iter().position(|s| *s == i.status)), i.status.as_str()),
        By::Grade => one_row(0, &i.grade.to_string()),
        By::Province => match &i.location.province {
            None => one_row(1, "not stated"),
            Some(named) => {
                let parts: Vec<&str> = named.split(" / ").map(|p| p.split(" (").next().unwrap_or(p).trim()).collect();
                let share = 1.0 / f64::from(u32::try_from(parts.len()).unwrap_or(1));
                parts.into_iter().map(|p| (0, p.to_owned(), share)).collect()
            }
        },
        By::Side => {
            let sides = &border.facts.sides;
            let (left, right) = ((0, &sides.left.code), (1, &sides.right.code));
            // Contested ground is on neither side, whatever is reported: such an event is shared as its places lie.
            match i.location.side.filter(|_| !event.is_contested) {
                Some(ReportedSide::Left) => one_row(left.0, left.1),
                Some(ReportedSide::Right) => one_row(right.0, right.1),
                Some(ReportedSide::Both) => one_row(2, "both"),
                None => shared(event, |s| match s {
                    Side::Left => (left.0, left.1.clone()),
                    Side::Right => (right.0, right.1.clone()),
                    Side::Disputed => (DISPUTED.0, DISPUTED.1.to_owned()),
                    Side::On | Side::Unknown => (UNKNOWN.0, UNKNOWN.1.to_owned()),
                }),
            }
        }
        By::Stretch => {
            let mut out: BTreeMap<i64, f64> = BTreeMap::new();
            let share = 1.0 / event.samples.len().max(1) as f64;
            let last = ((length_km / section_km).ceil() - 1.0).max(0.0);
            for sample in &event.samples {
                // A kilometre is never negative, and the number of sections is small.
                let number = (sample.nearest.measure_km() / section_km).floor().clamp(0.0, last) as i64;
                *out.entry(number).or_default() += share;
            }
            if out.is_empty() {
                return one_row(LAST, "no place");
            }
            out.into_iter().map(|(n, share)| (n, section_key(n, length_km, section_km), share)).collect()
        }
    }
}

/// The rows of sides that are neither left nor right, with their order.
const DISPUTED: (i64, &str) = (3, "disputed");
const UNKNOWN: (i64, &str) = (4, "unknown");

/// An event shared by the sides of its samples.
fn shared(event: &Event<'_>, key: impl Fn(Side) -> (i64, String)) -> Vec<(i64, String, f64)> {
    if event.samples.is_empty() {
        return vec![(UNKNOWN.0, UNKNOWN.1.to_owned(), 1.0)];
    }
    let mut out: BTreeMap<(i64, String), f64> = BTreeMap::new();
    for sample in &event.samples {
        *out.entry(key(sample.nearest.side)).or_default() += 1.0 / event.samples.len() as f64;
    }
    out.into_iter().map(|((order, key), share)| (order, key, share)).collect()
}

fn period(by: By, number: i64) -> String {
    match by {
        By::Quarter => format!("{}-Q{}", number.div_euclid(4), number.rem_euclid(4) + 1),
        By::Month => format!("{}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1),
        _ => number.to_string(),
    }
}

fn section_key(number: i64, length_km: f64, section_km: f64) -> String {
    let from = number as f64 * section_km;
    format!("km {from:.0}–{:.0}", (from + section_km).min(length_km))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, events_of, incident, line};
    use super::*;

    fn row<'c>(count: &'c Count, key: &str) -> &'c Row {
        count.rows.iter().find(|r| r.key == key).unwrap_or_else(|| panic!("{key} is not in {count:?}"))
    }

    #[test]
    fn an_uncertain_date_counts_in_each_period_by_its_share() {
        let (border, line) = line();
        let list = [
            incident("a", "2025-05/2025-06", "clash", Some((2, Some(4))), at(1.0, 0.1), 0),
            incident("b", "2025-06-03", "clash", Some((1, None)), at(1.0, 0.1), 0),
            incident("c", "2025-08", "shelling", None, at(1.0, 0.1), 0),
        ];
        let events = events_of(&list, &border, &line);
        let months = count(&events, By::Month, &border, 1113.0, 100.0);
        let keys: Vec<&str> = months.rows.iter().map(|r| r.key.as_str()).collect();
        assert_eq!(keys, ["2025-05", "2025-06", "2025-07", "2025-08"]);
        let june = row(&months, "2025-06");
        assert_eq!((june.events, june.killed_min, june.killed_max, june.killed_is_least), (1.5, 2.0, 3.0, true));
        let may = row(&months, "2025-05");
        assert_eq!((may.events, may.killed_min, may.killed_max, may.killed_is_least), (0.5, 1.0, 2.0, false));
        let august = row(&months, "2025-08");
        assert_eq!((august.killed_min, august.killed_unknown), (0.0, 1.0));
        let quarters = count(&events, By::Quarter, &border, 1113.0, 100.0);
        assert_eq!((row(&quarters, "2025-Q2").events, row(&quarters, "2025-Q3").events), (2.0, 1.0));
        assert!((total(&events).events - 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_misread_year_makes_no_axis_of_centuries() {
        let (border, line) = line();
        let list = [
            incident("a", "0025-08-24", "clash", None, at(1.0, 0.1), 0),
            incident("b", "2025-06-03", "clash", None, at(1.0, 0.1), 0),
            incident("c", "2025-08/..", "clash", None, at(1.0, 0.1), 0),
        ];
        let events = events_of(&list, &border, &line);
        for (by, keys) in [
            (By::Year, &["2025", "unexpected year"][..]),
            (By::Month, &["2025-06", "2025-07", "2025-08", "unexpected year"]),
        ] {
            let found = count(&events, by, &border, 1113.0, 100.0);
            assert_eq!(found.rows.iter().map(|r| r.key.as_str()).collect::<Vec<_>>(), keys);
            assert!((found.rows.iter().map(|r| r.events).sum::<f64>() - 3.0).abs() < 1e-9);
        }
    }

    #[test]
    fn sums_statements_and_visits_are_not_counted() {
        let (border, line) = line();
        let list = ["clash", "aggregate", "claim", "contact", "deployment"]
            .map(|c| incident(c, "2025", c, Some((10, Some(10))), at(1.0, 0.1), 0));
        let events = events_of(&list, &border, &line);
        let row = total(&events);
        assert_eq!((row.events, row.killed_min), (2.0, 20.0));
        let by = count(&events, By::Category, &border, 1113.0, 100.0);
        assert_eq!(by.rows.iter().map(|r| r.key.as_str()).collect::<Vec<_>>(), ["clash", "deployment"]);
    }

    #[test]
    fn a_disc_over_two_sections_is_shared_by_its_samples() {
        let (border, line) = line();
        // The middle of the disc is where the first section of 111.32 km ends: one degree of the equator.
        let list = [incident("a", "2025", "clash", Some((1, Some(1))), at(1.0, 0.0), 20_000)];
        let events = events_of(&list, &border, &line);
        let by = count(&events, By::Stretch, &border, 1113.195, 111.319_49);
        assert_eq!(by.rows.len(), 2);
        assert!(by.rows.iter().all(|r| (r.events - 0.5).abs() < 0.01), "{by:?}");
        let list = [
            list[0].clone(),
            incident("b", "2025", "clash", None, at(4.5, 0.0), 0),
            incident("c", "2025", "clash", None, None, 0),
        ];
        let by = count(&events_of(&list, &border, &line), By::Stretch, &border, 1113.195, 111.319_49);
        // The sections between have a row, and events without a place come last.
        let keys: Vec<&str> = by.rows.iter().map(|r| r.key.as_str()).collect();
        assert_eq!(keys, ["km 0–111", "km 111–223", "km 223–334", "km 334–445", "km 445–557", "no place"]);
        // No side is reported: half to either.
        let by = count(&events, By::Side, &border, 1113.195, 100.0);
        assert!(by.rows.iter().all(|r| (r.events - 0.5).abs() < 0.01) && by.rows.len() == 2, "{by:?}");
    }

    #[test]
    fn provinces_are_those_of_the_report() {
        let (border, line) = line();
        let mut list = ["a", "b", "c"].map(|id| incident(id, "2025", "clash", None, at(1.0, 0.1), 0));
        list[0].location.province = Some("North (AA) / South (BB)".to_owned());
        list[1].location.province = Some("South".to_owned());
        let events = events_of(&list, &border, &line);
        let by = count(&events, By::Province, &border, 1113.0, 100.0);
        let shares: Vec<(&str, f64)> = by.rows.iter().map(|r| (r.key.as_str(), r.events)).collect();
        assert_eq!(shares, [("North", 0.5), ("South", 1.5), ("not stated", 1.0)]);
    }
}
