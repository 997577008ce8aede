//! Bands as text and as one table.

use super::fields::{Field, Kind};
use super::sheet::{SheetColumn, SheetValue, columns};
use super::sheet_about::SheetAbout;
use super::sheet_table::Sheet;
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
    remarks(found, phrases).for_each(|sentence| out.push_str(&format!("{sentence}\n")));
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

/// The columns of [`bands_sheet`]: name, type, unit, meaning.
const COLUMNS: [(&str, Kind, &str, &str); 22] = [
    ("to", Kind::Text, "", "From what distances are measured: border, or the nearest crossing, post or town"),
    ("by", Kind::Text, "", "By what the events are grouped: all, side, year, category"),
    ("key", Kind::Text, "", "The value that the events of the group share"),
    ("of", Kind::Text, "", "Of what the row has shares: events, or dead"),
    ("within_m", Kind::Real, "metres", "The distance"),
    (
        "points",
        Kind::Real,
        "0 to 1",
        "The share of the points, each taken as exact, with the best figure of its dead, else the lowest",
    ),
    ("least", Kind::Real, "0 to 1", "The least share that the intervals of places and tolls allow"),
    ("low", Kind::Real, "0 to 1", "The lower end of the interval of 90 %"),
    (
        "expected",
        Kind::Real,
        "0 to 1",
        "The expected number within the distance, divided by the expected number in all",
    ),
    ("high", Kind::Real, "0 to 1", "The upper end of the interval of 90 %"),
    ("most", Kind::Real, "0 to 1", "The greatest share that the intervals of places and tolls allow"),
    ("interval", Kind::Text, "", "How the interval was found: exact or drawn"),
    ("events", Kind::Real, "", "The events of the group with a place, fractional where side or year is open"),
    ("killed_min", Kind::Real, "", "The sum of their lowest figures of people killed, attackers included"),
    ("killed_max", Kind::Real, "", "The sum of their highest figures"),
    ("killed_is_least", Kind::Boolean, "", "Whether some record gives a lower bound only, and with it the sum"),
    ("killed_unknown", Kind::Real, "", "Those without any figure of people killed: they are in neither sum"),
    ("events_without_place", Kind::Real, "", "The events of the group without a place: they are in no share"),
    ("killed_min_without_place", Kind::Real, "", "The sum of their lowest figures of people killed"),
    ("killed_max_without_place", Kind::Real, "", "The sum of their highest figures"),
    ("border_edition", Kind::Text, "", "The edition of the border line"),
    ("killed_is_about", Kind::Boolean, "", "Whether some record gives an approximate figure only, and with it the sum"),
];

/// Bands as one table: a row for each group, distance, and events or dead. Shares are 0 to 1, and empty where there is nothing to share.
#[must_use]
pub fn bands_sheet(found: &Bands, about: SheetAbout) -> Sheet {
    let mut rows = Vec::new();
    for group in &found.groups {
        for band in &group.bands {
            for (of, share) in [("events", band.events), ("dead", band.dead)] {
                let mut row: Vec<SheetValue> =
                    [found.to.as_str(), group.by, &group.placed.key, of].map(SheetValue::from).to_vec();
                row.push(band.within_m.into());
                row.extend(numbers(share));
                row.extend(counts(group));
                row.push(found.border_edition.as_str().into());
                row.push(group.placed.killed_is_about.into());
                rows.push(row);
            }
        }
    }
    Sheet { name: "bands", columns: columns(&COLUMNS), rows, about }
}

/// Bands as a table for people, with headings and groups in a language: a row for each group and distance, of events and then of the dead.
/// Distances are kilometres, shares percent. What is to be said of them stands among the remarks of the workbook.
#[must_use]
pub fn bands_sheet_in_words(found: &Bands, sides: &Sides, phrases: Phrases<'_>, about: SheetAbout) -> Sheet {
    let words = phrases.language;
    let mut rows = Vec::new();
    for (of_dead, heading) in [(false, "report-events"), (true, "bands-dead")] {
        for group in &found.groups {
            for (within_m, share) in group.shares(of_dead) {
                let percent = |share: f64| SheetValue::Fixed(100.0 * share, 1);
                rows.push(vec![
                    words.text(heading).into(),
                    phrases.band_group(group.group, sides).as_str().into(),
                    (within_m / 1000.0).into(),
                    phrases.band_count(group, of_dead).as_str().into(),
                    group.left_out(of_dead).into(),
                    share.points.map_or(SheetValue::Empty, percent),
                    percent(share.least),
                    percent(share.low),
                    percent(share.expected),
                    percent(share.high),
                    percent(share.most),
                ]);
            }
        }
    }
    let column = |name: &str, kind, unit, meaning| SheetColumn::from(Field::new(name, kind, unit, "", meaning));
    let text = |key: &str| column(words.text(key), Kind::Text, "", "");
    // What the shares mean stands with each of them, in the sheet of explanations.
    let share = |key: &str| column(words.text(key), Kind::Real, "%", words.text("bands-note"));
    let distance = words.fill("bands-column-up-to", &[("to", &phrases.band_target(found.to))]);
    let without = [words.text("bands-column-no-place"), words.text("bands-column-toll-unknown")].join(" / ");
    let columns = vec![
        text("bands-column-of"),
        text("bands-column-group"),
        column(&distance, Kind::Real, "", ""),
        text("report-counts"),
        column(&without, Kind::Real, "", ""),
        share("bands-column-points"),
        share("bands-column-least"),
        share("bands-column-low"),
        share("bands-column-expected-alone"),
        share("bands-column-high"),
        share("bands-column-most"),
    ];
    let in_language = |(name, text): (&'static str, String)| match name {
        "distances" => (name, words.text("report-method-distance").to_owned()),
        "radii" => (name, words.text("report-method-radius").to_owned()),
        _ => (name, text),
    };
    let said = remarks(found, phrases).map(|sentence| ("remark", sentence));
    let lines = about.lines.into_iter().map(in_language).chain(said).collect();
    Sheet { name: "bands", columns, rows, about: SheetAbout { lines, ..about } }
}

/// What a person should know beside the shares, a sentence each.
fn remarks(found: &Bands, phrases: Phrases<'_>) -> impl Iterator<Item = String> {
    phrases.band_remarks(found).into_iter().chain(phrases.caveats(found.caveats))
}

/// The columns of a share.
fn numbers(share: Option<Share>) -> [SheetValue; 7] {
    let Some(s) = share else { return [const { SheetValue::Empty }; 7] };
    let interval = if s.is_drawn { "drawn" } else { "exact" };
    let [least, low, expected, high, most] = [s.least, s.low, s.expected, s.high, s.most].map(SheetValue::from);
    [s.points.into(), least, low, expected, high, most, interval.into()]
}

/// The columns of the numbers of a group.
fn counts(group: &BandGroup) -> [SheetValue; 8] {
    let (placed, without) = (&group.placed, &group.without_place);
    [
        placed.events.into(),
        placed.killed_min.into(),
        placed.killed_max.into(),
        placed.killed_is_least.into(),
        placed.killed_unknown.into(),
        without.events.into(),
        without.killed_min.into(),
        without.killed_max.into(),
    ]
}
