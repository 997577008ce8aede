//! The sections that compare: with another period, with the last sealed edition.

use maud::{Markup, html};

use super::card::anchor;
use super::compare::Comparison;
use super::findings::MOST_LISTED;
use crate::evidence::{ChangeKind, RecordChange, SinceSeal};
use crate::model::Incident;
use crate::phrase::Phrases;

/// The section on another period, without its heading.
#[must_use]
pub fn period(comparison: &Comparison<'_>, t: Phrases<'_>) -> Markup {
    let words = t.language;
    let line = |i: &Incident| html! { a href={ "#" (anchor(i)) } { (t.date(&i.date)) " · " bdi { (i.title) } } };
    // The cards of earlier records are not on this page.
    let plain = |i: &Incident| html! { (t.date(&i.date)) " · " bdi { (i.title) } " [" (words.status(i.status)) "]" };
    let new = comparison.new_records();
    html! {
        p { (comparison.heading(t)) }
        div.scroll.narrow { table {
            thead { tr { @for (i, head) in comparison.heads(t).iter().enumerate() {
                @if i == 0 { th scope="col" { (head) } } @else { th.n scope="col" { (head) } }
            } } }
            tbody { @for [name, rest @ ..] in comparison.rows(t) {
                tr { th scope="row" { (name) } @for cell in &rest { td.n { bdi { (cell) } } } }
            } }
        } }
        @for sentence in comparison.sentences(t) { p.note { (sentence) } }
        @if comparison.is_tested() { p.quiet { (words.text("report-compare-note")) } }
        h3 { (words.text("report-new")) " (" (t.count(new.len())) ")" }
        @if new.is_empty() { p { (words.text("report-none")) } }
        ul { @for i in new.iter().rev().take(MOST_LISTED).rev() { li { (line(i)) } } }
        @for (heading, list) in [(words.text("report-changed"), &comparison.changed), (words.text("report-withdrawn"), &comparison.withdrawn)] {
            h3 { (heading) " (" (t.count(list.len())) ")" }
            @if list.is_empty() { p { (comparison.none_changed(t)) } }
            ul { @for (i, day) in list.iter().take(MOST_LISTED) { li { (plain(i)) " – " (words.fill("report-changed-by", &[("date", &t.date(day))])) } } }
        }
    }
}

/// What the section on the last seal says of it.
#[must_use]
pub fn seal(sealed: &SinceSeal, t: Phrases<'_>) -> String {
    let number = t.count(usize::try_from(sealed.number).unwrap_or_default());
    t.language.fill("report-sealed-of", &[("n", &number), ("edition", &sealed.edition)])
}

/// The lists of the section on the last seal: a heading, and the incidents.
#[must_use]
pub fn since_seal(sealed: &SinceSeal, t: Phrases<'_>) -> [(String, Vec<String>); 3] {
    let kinds = [
        (ChangeKind::New, "report-sealed-new"),
        (ChangeKind::Corrected, "report-sealed-corrected"),
        (ChangeKind::Withdrawn, "report-sealed-withdrawn"),
    ];
    kinds.map(|(kind, key)| {
        let of_kind = sealed.changes.iter().filter(|c| c.kind == kind);
        (t.language.text(key).to_owned(), of_kind.map(|c| changed(c, t)).collect())
    })
}

/// An incident with the fields that are others.
fn changed(change: &RecordChange, t: Phrases<'_>) -> String {
    let date = change.date.as_ref().map(|d| format!("{} · ", t.date(d))).unwrap_or_default();
    let fields: Vec<&str> = change.fields.iter().map(|key| field(key, t)).collect();
    let fields =
        if fields.is_empty() { String::new() } else { format!(" – {}", fields.join(t.language.text("comma"))) };
    format!("{date}{}{fields}", change.title)
}

/// What a field is called on a card; its key where it stands on none.
fn field<'k>(key: &'k str, t: Phrases<'k>) -> &'k str {
    let words = t.language;
    match key {
        "geometry" => words.text("report-position"),
        "date" => words.text("report-date"),
        "title" => words.text("report-title"),
        "category" => words.text("report-category"),
        "location" => words.text("report-location"),
        "killed" => words.text("report-killed"),
        "wounded" => words.text("report-wounded"),
        "actors" => words.text("report-actors"),
        "status" | "status_note" => words.text("report-status"),
        "grade" => words.text("report-grade"),
        "sources" => words.text("report-sources"),
        "notes" => words.text("report-notes"),
        key => key,
    }
}

/// The section on the last seal, without its heading.
#[must_use]
pub fn sealed(since: &SinceSeal, t: Phrases<'_>) -> Markup {
    html! {
        p { (seal(since, t)) }
        @for (heading, list) in since_seal(since, t) {
            h3 { (heading) " (" (t.count(list.len())) ")" }
            @if list.is_empty() { p { (t.language.text("report-none")) } }
            ul { @for line in list.iter().take(MOST_LISTED) { li dir="auto" { (line) } } }
        }
    }
}
