//! Bands as text and as a CSV table.

use super::table::aligned;
use crate::analyse::{BandGroup, Bands, Share};
use crate::model::Sides;
use crate::phrase::Phrases;

/// Bands as text for people: what is in no share, then the shares of events, then those of the dead.
///
/// # Arguments
///
/// `title` is the title of the dossier, `sides` are the names of the sides of the border.
#[must_use]
pub fn bands_text(found: &Bands, title: &str, sides: &Sides, phrases: Phrases<'_>) -> String {
    let words = phrases.language;
    let kind = words.counted("report-kind-event", found.events, &[]);
    let records = words.counted("report-records", found.records, &[("list", &kind)]);
    let mut out = format!("{title}\n{}\n\n{records}\n", phrases.band_target(found.to));
    phrases.band_remarks(found).iter().for_each(|sentence| out.push_str(&format!("{sentence}\n")));
    for (of_dead, heading) in [(false, "report-events"), (true, "bands-dead")] {
        let rows = phrases.band_rows(found, sides, of_dead);
        if rows.is_empty() {
            continue;
        }
        let heads = phrases.band_heads(of_dead).map(|key| words.text(key).to_owned()).to_vec();
        out.push_str(&format!("\n{}\n", words.text(heading)));
        out.push_str(&aligned(&std::iter::once(heads).chain(rows).collect::<Vec<_>>()));
    }
    out.push_str(&format!("\n{}\n", words.text("bands-note")));
    out
}

/// The columns of [`bands_csv`].
const COLUMNS: [&str; 21] = [
    "to",
    "by",
    "key",
    "of",
    "within_m",
    "points",
    "least",
    "low",
    "expected",
    "high",
    "most",
    "interval",
    "events",
    "killed_min",
    "killed_max",
    "killed_is_least",
    "killed_unknown",
    "events_without_place",
    "killed_min_without_place",
    "killed_max_without_place",
    "border_edition",
];

/// Bands as one table in CSV: a row for each group, distance, and events or dead. Shares are 0 to 1, and empty where there is nothing to
/// share.
///
/// # Errors
///
/// If the table cannot be serialised.
pub fn bands_csv(found: &Bands) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    sheet.write_record(COLUMNS)?;
    for group in &found.groups {
        for band in &group.bands {
            for (of, share) in [("events", band.events), ("dead", band.dead)] {
                let mut row = vec![found.to.as_str().to_owned(), group.by.to_owned(), group.placed.key.clone()];
                row.extend([of.to_owned(), band.within_m.to_string()]);
                row.extend(numbers(share));
                row.extend(counts(group));
                row.push(found.border_edition.clone());
                sheet.write_record(row)?;
            }
        }
    }
    sheet.into_inner().map_err(|e| csv::Error::from(e.into_error()))
}

/// The columns of a share.
fn numbers(share: Option<Share>) -> [String; 7] {
    let Some(s) = share else { return Default::default() };
    let points = s.points.map(|p| p.to_string()).unwrap_or_default();
    let interval = if s.is_drawn { "drawn" } else { "exact" };
    let [least, low, expected, high, most] = [s.least, s.low, s.expected, s.high, s.most].map(|v| v.to_string());
    [points, least, low, expected, high, most, interval.to_owned()]
}

/// The columns of the numbers of a group.
fn counts(group: &BandGroup) -> [String; 8] {
    let (placed, without) = (&group.placed, &group.without_place);
    [
        placed.events.to_string(),
        placed.killed_min.to_string(),
        placed.killed_max.to_string(),
        placed.killed_is_least.to_string(),
        placed.killed_unknown.to_string(),
        without.events.to_string(),
        without.killed_min.to_string(),
        without.killed_max.to_string(),
    ]
}
