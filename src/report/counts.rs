//! The tables of counts: by time, kind and stretch of the border.

use maud::{Markup, html};

use super::findings::ReportData;
use crate::analyse::{By, Count, Row};
use crate::phrase::Phrases;

/// A table of counts: the headings, the rows.
#[must_use]
pub fn table(count: &Count, found: &ReportData<'_>, t: Phrases<'_>) -> (Vec<String>, Vec<Vec<String>>) {
    let words = t.language;
    let heading = match count.by {
        By::Category => words.text("report-category"),
        By::Stretch => words.text("report-border-kilometres"),
        By::Month => words.text("report-month"),
        _ => words.text("report-year"),
    };
    let stretch = |text: &str| {
        let ends = text.split_once('–').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        let digits = t.language.digits(text);
        ends.map_or_else(|| digits.clone(), |ends| found.landmarks.section(&digits, ends, t))
    };
    let key = |row: &Row| match count.by {
        By::Category => row.key.parse().map_or_else(|_| row.key.clone(), |c| t.language.category(c).to_owned()),
        By::Stretch if row.key.contains('–') => stretch(row.key.trim_start_matches("km ")),
        By::Month => row.key.parse().map_or_else(|_| row.key.clone(), |month| t.date(&month)),
        By::Stretch => words.text("place-unknown").to_owned(),
        _ => t.language.digits(&row.key),
    };
    // Deaths are not given by section: shares of an event would be fractions of people.
    let has_dead = count.by != By::Stretch;
    let with_dead = |all: Vec<String>, dead: &dyn Fn() -> String| match has_dead {
        true => all.into_iter().chain([dead()]).collect(),
        false => all,
    };
    let head = with_dead(vec![heading.to_owned(), words.text("report-events").to_owned()], &|| {
        words.text("report-killed").to_owned()
    });
    let rows = count.rows.iter().map(|row| with_dead(vec![key(row), t.events(row.events)], &|| t.dead(row)));
    (head, rows.collect())
}

/// The note on the counts by kilometre; `None` where no event has one.
#[must_use]
pub fn note(found: &ReportData<'_>, t: Phrases<'_>) -> Option<String> {
    let is_placed = found.events.iter().any(|e| !e.samples.is_empty());
    is_placed.then(|| t.language.fill("report-counts-note", &[("km", &t.language.decimal(found.length_km, 0))]))
}

/// A table of counts on the page.
#[must_use]
pub fn html(count: &Count, found: &ReportData<'_>, t: Phrases<'_>) -> Markup {
    let (head, rows) = table(count, found, t);
    html! {
        div.scroll { table {
            thead { tr { @for (i, name) in head.iter().enumerate() {
                @if i == 0 { th scope="col" { (name) } } @else { th.n scope="col" { (name) } }
            } } }
            tbody { @for row in &rows { tr { @for (i, cell) in row.iter().enumerate() {
                @if i == 0 { th scope="row" { (cell) } } @else { td.n { (cell) } }
            } } } }
        } }
    }
}
