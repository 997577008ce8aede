//! The sections that compare: with another period, with the last sealed edition.

use maud::{Markup, html};
use serde_json::Value;

use super::card::anchor;
use super::compare::Comparison;
use super::findings::MOST_LISTED;
use crate::evidence::{ChangeKind, RecordChange, SinceSeal};
use crate::model::{Casualties, Category, Grade, Incident, Status};
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
    let of = t.language.fill("report-sealed-of", &[("n", &number), ("edition", &sealed.edition)]);
    let data_to = sealed.data_to.as_ref().and_then(|day| day.parse().ok());
    let data_to = data_to.map(|day| t.language.fill("report-sealed-data", &[("date", &t.date(&day))]));
    data_to.map_or(of.clone(), |data_to| format!("{data_to} {of}"))
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
    let fields: Vec<String> = change
        .fields
        .iter()
        // The note has the label of the status that it explains.
        .filter(|(key, _)| *key != "status_note" || !change.fields.contains_key("status"))
        .map(|(key, (old, new))| match (value(key, old, t), value(key, new, t)) {
            (Some(old), Some(new)) if old != new => {
                let field = field(key, t);
                t.language.fill("report-sealed-change", &[("field", field), ("old", &old), ("new", &new)])
            }
            _ => field(key, t).to_owned(),
        })
        .collect();
    let fields =
        if fields.is_empty() { String::new() } else { format!(" – {}", fields.join(t.language.text("semicolon"))) };
    format!("{date}{}{fields}", change.title)
}

/// The value of a field in a few words; `None` for one that is not said in a few, such as the notes or the point.
fn value(key: &str, stored: &Value, t: Phrases<'_>) -> Option<String> {
    let words = t.language;
    let none = || words.text("report-sealed-no-value").to_owned();
    let text = || stored.as_str().map(str::to_owned);
    let names = |member: &str| {
        let all = stored.as_array()?.iter().filter_map(|one| Some(one.get(member)?.as_str()?.to_owned()));
        Some(all.collect::<Vec<_>>()).filter(|names| !names.is_empty()).map(|all| all.join(words.text("comma")))
    };
    match key {
        "killed" | "wounded" => serde_json::from_value(stored.clone()).ok().map(|c: Casualties| t.casualties(&c)),
        "status" => serde_json::from_value(stored.clone()).ok().map(|s: Status| words.status(s).to_owned()),
        "category" => serde_json::from_value(stored.clone()).ok().map(|c: Category| words.category(c).to_owned()),
        "date" => text()?.parse().ok().map(|date| t.date(&date)),
        "title" | "status_note" => Some(text().unwrap_or_else(none)),
        "location" => stored.get("name").and_then(Value::as_str).map(str::to_owned),
        "grade" => serde_json::from_value(stored.clone()).ok().map(|grade: Grade| grade.to_string()),
        "actors" => Some(names("name").unwrap_or_else(none)),
        "sources" => Some(names("publisher").unwrap_or_else(none)),
        _ => None,
    }
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
