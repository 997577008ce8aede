//! The card of each record: its facts, sources and contradictions.

use maud::{Markup, html};

use super::findings::ReportData;
use crate::language::Language;
use crate::measured::MeasuredIncident;
use crate::model::{Basemap, Basis, Extent, Incident, Source, Status};
use crate::phrase::Phrases;

/// The reason that `src/recipe/coding/table.toml` gives for the grade of a record that nobody has graded.
const NOT_GRADED: &str = "not graded yet";

/// The anchor of the card of a record.
#[must_use]
pub fn anchor(incident: &Incident) -> String {
    // Ids should be slugs; other characters are kept out of addresses.
    let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    format!("i-{}", incident.id.chars().map(safe).collect::<String>())
}

/// The name of a province as the language has it, where the basemap knows one of that name.
fn province<'n>(name: &'n str, basemap: &'n Basemap, language: &Language) -> &'n str {
    let mut known = basemap.provinces.iter().flat_map(|layer| &layer.features);
    let found = known.find(|area| area.names.0.values().any(|n| n == name));
    found.and_then(|area| language.name(&area.names)).unwrap_or(name)
}

/// The facts of a record as pairs of a name and a value, in order; unknown ones are left out.
#[must_use]
pub fn facts(found: &ReportData<'_>, entry: &MeasuredIncident<'_>, t: Phrases<'_>) -> Vec<(String, String)> {
    let words = t.language;
    let i = entry.incident;
    let l = &i.location;
    let mut out: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: String| out.push((name.to_owned(), value));
    put(words.text("report-category"), t.language.category(i.category).to_owned());
    let place = t.place(i, &found.dossier.places);
    let province = l.province.as_deref().map(|name| province(name, &found.dossier.basemap, words));
    // A district or province that is called as the place is named once.
    let wider = [l.district.as_deref(), province].into_iter().flatten();
    let named: Vec<&str> = wider.filter(|name| *name != place && *name != l.name).collect();
    put(words.text("report-place"), [&[place.as_str()][..], &named].concat().join(t.language.text("comma")));
    put(words.text("report-location"), t.relative_position(i, &found.dossier.places));
    if let Some((degrees, square)) = t.position(i) {
        let square = if square.is_empty() { square } else { format!(" · MGRS {square}") };
        put(words.text("report-position"), format!("{degrees}{square}"));
        let radius = l.radius_m.map(|r| t.length(f64::from(r)));
        put(words.text("report-radius"), radius.unwrap_or_else(|| words.text("report-radius-none").to_owned()));
        put(words.text("report-basis"), words.basis(l.basis).to_owned());
    }
    if let Some(p) = entry.proximity() {
        put(words.text("report-distance"), t.distance(Some(&i.location), p));
        // The point of such a record is no evidence: a share of its disc is none either.
        if l.basis != Basis::FromBorder {
            for within in &p.within {
                let name = words.fill("report-probability", &[("d", &t.length(within.limit_m))]);
                put(&name, t.within(p, within));
            }
        }
        let km = p.nearest.measure_km();
        let kilometres = match l.extent {
            Extent::Point => found.landmarks.near(&t.border_kilometres(p), p.km_range.unwrap_or((km, km)), t),
            // The point of a region is near to nothing.
            _ => t.border_kilometres(p),
        };
        put(words.text("report-kilometre"), kilometres);
    }
    put(words.text("report-side"), t.side(Some(l), entry.proximity(), &found.dossier.border.facts.sides));
    if let Some((p, judgements)) = entry.proximity().and_then(|p| Some((p, p.judgements.as_ref()?))) {
        let views = &found.dossier.views;
        for (within, judgement) in p.within.iter().zip(&judgements.within) {
            let name = words.fill("report-verdict-within", &[("d", &t.length(within.limit_m))]);
            put(&name, t.answer(p.verdict(within), judgement, views));
        }
        put(words.text("report-verdict-side"), t.judgement(&judgements.side, views));
    }
    let with_note =
        |value: String, note: &Option<String>| note.as_ref().map_or(value.clone(), |n| format!("{value} ({n})"));
    // What a cell said stands behind what was made of it.
    let as_given = |field: &str, who: &Option<String>| match (i.original.get(field), who) {
        (Some(text), Some(who)) => Some(format!("“{text}”; {who}")),
        (Some(text), None) => Some(format!("“{text}”")),
        (None, who) => who.clone(),
    };
    put(words.text("report-killed"), with_note(t.casualties(&i.killed), &as_given("killed", &i.killed.who)));
    put(words.text("report-wounded"), with_note(t.casualties(&i.wounded), &as_given("wounded", &i.wounded.who)));
    if !i.actors.is_empty() {
        let names: Vec<&str> = i.actors.iter().map(|a| a.name.as_str()).collect();
        put(words.text("report-actors"), names.join(words.text("semicolon")));
    }
    let same = found.linked.iter().find(|group| group.iter().any(|o| o.id == i.id));
    let others = same.into_iter().flatten().filter(|o| o.id != i.id);
    let same: Vec<String> = others.map(|o| format!("{} · {}", t.date(&o.date), o.title)).collect();
    if !same.is_empty() {
        put(words.text("report-same-event"), same.join(t.language.text("semicolon")));
    }
    let status = words.status(i.status).to_owned();
    put(words.text("report-status"), with_note(status, &i.status_note));
    let axes = [words.reliability(i.grade.reliability), words.credibility(i.grade.credibility)];
    let grade = format!("{}: {}", i.grade, axes.join(words.text("semicolon")));
    // The reason that the import gives is ours, not the dossier's: it is said in the language of the report.
    let reason = i.grade.reason.as_ref();
    let reason = reason.map(|r| if r == NOT_GRADED { words.text("report-not-graded").to_owned() } else { r.clone() });
    put(words.text("report-grade"), with_note(grade, &reason));
    out
}

/// The summary of a record; `None` if it only repeats the title, which stands above it.
#[must_use]
pub fn own_summary(incident: &Incident) -> Option<&str> {
    Some(incident.summary.as_str()).filter(|s| s.trim() != incident.title.trim())
}

/// The card of a record.
#[must_use]
pub fn card(found: &ReportData<'_>, entry: &MeasuredIncident<'_>, t: Phrases<'_>) -> Markup {
    let words = t.language;
    let i = entry.incident;
    html! {
        article.card id=(anchor(i)) {
            h3 { (t.date(&i.date)) " · " bdi { (i.title) } }
            @if let Some(summary) = own_summary(i) { p dir="auto" { (summary) } }
            dl { @for (name, value) in facts(found, entry, t) { dt { (name) } dd dir="auto" { (value) } } }
            @let remarks = remarks(entry, t);
            @if !remarks.is_empty() { h4 { (words.text("report-notes")) } (notes(&remarks)) }
            h4 { (words.text("report-sources")) }
            ul { @for source in &i.sources { li.auto { (cited(source, t)) } } }
        }
    }
}

fn notes(remarks: &[String]) -> Markup {
    html! { ul { @for note in remarks { li.auto { (note) } } } }
}

/// The remarks on a record: its notes, and where its point contradicts the side that the report names.
#[must_use]
pub fn remarks(entry: &MeasuredIncident<'_>, t: Phrases<'_>) -> Vec<String> {
    let other = entry.nearest().filter(|_| entry.contradicts_its_side()).map(|n| {
        // As fine as the distance on the card.
        let distance = t.point_distance(n.distance_m, f64::from(entry.incident.location.radius_m.unwrap_or(0)));
        t.language.fill("report-other-side", &[("d", &distance)])
    });
    entry.incident.notes.iter().cloned().chain(other).collect()
}

/// The citation of a source: publisher, title, date, date of access; linked if it has a web address.
fn cited(source: &Source, t: Phrases<'_>) -> Markup {
    let words = t.language;
    let title = source.title.clone().unwrap_or_else(|| source.publisher.clone());
    let address = source.url.as_deref().filter(|u| is_web(u));
    html! {
        @if source.title.is_some() { (source.publisher) ": " }
        @match address {
            Some(url) => a href=(url) rel="noreferrer nofollow" { (title) },
            None => (title),
        }
        @if let Some(day) = &source.date { ", " (t.date(day)) }
        @if let Some(day) = &source.accessed { " (" (words.fill("report-accessed", &[("date", &t.date(day))])) ")" }
        @if address.is_none() { " (" (words.text("report-no-address")) ")" }
        @if let Some(basis) = &source.title_basis { @if basis != "seen" { span.quiet { " [" (basis) "]" } } }
        @if let Some(note) = &source.note { span.quiet { " – " (note) } }
    }
}

/// Whether an address may be a link: other schemes could run a script.
#[must_use]
pub fn is_web(url: &str) -> bool {
    let lower = url.trim_start().to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// The listed records on which accounts contradict each other, or that carry remarks.
#[must_use]
pub fn contradicted<'f, 'a>(found: &'f ReportData<'a>) -> Vec<&'f MeasuredIncident<'a>> {
    let is_open = |e: &&MeasuredIncident<'_>| {
        let i = e.incident;
        matches!(i.status, Status::Disputed | Status::Denied) || !i.notes.is_empty() || e.contradicts_its_side()
    };
    found.listed().iter().filter(is_open).collect()
}

/// The contradictions between the sources.
#[must_use]
pub fn disagreements(found: &ReportData<'_>, t: Phrases<'_>) -> Markup {
    let words = t.language;
    let open = contradicted(found);
    html! {
        p { (if open.is_empty() { words.text("report-disagree-none") } else { words.text("report-disagree-intro") }) }
        @for e in open {
            @let i = e.incident;
            article.card {
                h3 {
                    @if matches!(i.status, Status::Disputed | Status::Denied) { span class={ "tag " (i.status.as_str()) } { (words.status(i.status)) } }
                    (t.date(&i.date)) " · " a href={ "#" (anchor(i)) } { bdi { (i.title) } }
                }
                @if let Some(note) = &i.status_note { p.why dir="auto" { (note) } }
                @let remarks = remarks(e, t);
                @if !remarks.is_empty() { (notes(&remarks)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NOT_GRADED;

    #[test]
    fn the_reason_of_records_not_graded_is_that_of_the_import() {
        let table = include_str!("../recipe/coding/table.toml");
        assert!(table.contains(&format!("grade_reason = \"{NOT_GRADED}\"")), "{table}");
    }
}
