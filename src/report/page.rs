//! The report as one HTML file: style, script, fonts and figures inside, nothing fetched.

use std::collections::BTreeSet;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::compare::Comparisons;
use super::findings::{Illustration, ReportData};
use super::{bands, card, compared, counts, method, summary};
use crate::measured::MeasuredIncident;
use crate::model::{Category, House, Status};
use crate::phrase::Phrases;
use crate::render::png_uri;
use crate::typeface::Typefaces;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("table.js");
/// The content security policy: the browser fetches nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; \
                      font-src data:; base-uri 'none'; form-action 'none'";

/// The content of a report.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The records with their events.
    pub found: ReportData<'a>,
    /// The figures, in order.
    pub figures: Vec<Illustration>,
    /// The comparisons that were asked for.
    pub compared: Comparisons<'a>,
    /// The phrases of its language.
    pub phrases: Phrases<'a>,
}

/// The report as HTML (WHATWG), in UTF-8.
///
/// Everything from outside is escaped. The same report gives the same bytes.
#[must_use]
pub fn html_page(report: &Report<'_>) -> String {
    let (found, t) = (&report.found, report.phrases);
    let words = t.language;
    let direction = if t.language.is_right_to_left() { "rtl" } else { "ltr" };
    let title = found.title(t);
    let disclaimer = t.name(&found.dossier.disclaimer);
    let byline = t.name(&found.dossier.house.byline);
    let compared = report.compared.period.as_ref().map(|comparison| comparison.title(t));
    let has_records = !found.entries.is_empty();
    let sections = [
        ("summary", words.text("report-summary"), true),
        ("comparison", compared.as_deref().unwrap_or_default(), compared.is_some()),
        ("sealed", words.text("report-sealed"), report.compared.sealed.is_some()),
        ("figures", words.text("report-figures"), !report.figures.is_empty()),
        ("counts", words.text("report-counts"), !found.events.is_empty()),
        ("bands", words.text("report-bands"), !found.events.is_empty()),
        ("table", words.text("report-table"), has_records),
        ("disagreements", words.text("report-disagreements"), has_records),
        ("cards", words.text("report-cards"), has_records),
        ("lengths", words.text("report-lengths"), !found.dossier.border.facts.published_lengths.is_empty()),
        ("method", words.text("report-method"), true),
        ("data", words.text("report-data"), true),
    ];
    let body = html! {
        body {
            header {
                @if let Some(logo) = &found.dossier.house.logo {
                    img src=(png_uri(&logo.png)) alt="" style={ "height:" (logo.height_mm) "mm" };
                }
                h1 { bdi { (title) } }
                p.period { (found.period(t)) }
                @if !byline.is_empty() { p { bdi { (byline) } } }
                p.note { (disclaimer) }
                nav aria-label=(words.text("report-contents")) {
                    ul { @for (id, name, is_there) in sections { @if is_there { li { a href={ "#" (id) } { (name) } } } } }
                }
            }
            main {
                h2 #summary { (words.text("report-summary")) }
                ul.summary { @for sentence in summary::sentences(found, t) { li { (sentence) } } }
                @if found.is_cut() { p.note { (cut(found, t)) } }
                @if let Some(comparison) = &report.compared.period {
                    h2 #comparison { (comparison.title(t)) }
                    (compared::period(comparison, t))
                }
                @if let Some(since) = &report.compared.sealed {
                    h2 #sealed { (words.text("report-sealed")) }
                    (compared::sealed(since, t))
                }
                @if !report.figures.is_empty() {
                    h2 #figures { (words.text("report-figures")) }
                    @if let Some(part) = drawn(found, t) { p.note { (part) } }
                    @for figure in &report.figures { (illustration(figure)) }
                    p.quiet.hint { (words.text("report-map-note")) }
                }
                @if !found.events.is_empty() {
                    h2 #counts { (words.text("report-counts")) }
                    div.counts { @for count in found.counts() { (counts::html(&count, found, t)) } }
                    @if let Some(note) = counts::note(found, t) { p.quiet { (note) } }
                    h2 #bands { (words.text("report-bands")) }
                    (bands::html(found, t))
                }
                @if has_records {
                    h2 #table { (words.text("report-table")) }
                    (table(found, t))
                    p.quiet { (words.text("report-method-grade")) }
                    h2 #disagreements { (words.text("report-disagreements")) }
                    (card::disagreements(found, t))
                    h2 #cards { (words.text("report-cards")) }
                    @for entry in found.listed() { (card::card(found, entry, t)) }
                }
                (method::html(found, t))
            }
            footer { p dir="auto" { (disclaimer) } p.quiet { bdi { (concat!("marz ", env!("CARGO_PKG_VERSION"))) } } }
            script { (PreEscaped(SCRIPT)) }
        }
    };
    let page = html! {
        (DOCTYPE)
        html lang=(t.language.code()) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="generator" content=(concat!("marz ", env!("CARGO_PKG_VERSION")));
                @if let Some(edition) = &found.dossier.edition { meta name="edition" content=(edition); }
                title { (title) " – " (words.text("report-report")) }
                style { (PreEscaped(fonts(&found.dossier.fonts, &body.0))) (PreEscaped(STYLE)) (PreEscaped(house_colours(&found.dossier.house))) (PreEscaped(families(report, &body.0))) }
            }
            (body)
        }
    };
    // Controls are no text of HTML, and an override would turn what follows it around; both are shown instead. The isolates
    // of our own figures stay.
    let is_shown = |c: char| c != '\n' && c != '\t' && (c.is_control() || matches!(c, '\u{202A}'..='\u{202E}'));
    page.into_string().replace(is_shown, "\u{FFFD}")
}

/// The colours that the house sets for print, as the page calls them.
fn house_colours(house: &House) -> String {
    let roles = [("ink", "--ink"), ("quiet_ink", "--quiet"), ("paper", "--paper"), ("accent", "--accent")];
    let set = roles.into_iter().filter_map(|(role, name)| {
        let (r, g, b) = house.colour("print", role)?;
        Some(format!("{name}:#{r:02x}{g:02x}{b:02x}"))
    });
    let set: Vec<String> = set.collect();
    if set.is_empty() { String::new() } else { format!(":root{{{}}}", set.join(";")) }
}

/// The note on a list that is not complete.
#[must_use]
pub fn cut(found: &ReportData<'_>, t: Phrases<'_>) -> String {
    t.language.fill("report-listed", &[("of", &t.count(found.entries.len())), ("n", &t.count(found.listed().len()))])
}

/// The note on a map that does not draw all records; `None` if it does.
#[must_use]
pub fn drawn(found: &ReportData<'_>, t: Phrases<'_>) -> Option<String> {
    let (n, of) = (found.drawn().len(), found.entries.len());
    (n < of).then(|| t.language.fill("report-drawn", &[("n", &t.count(n)), ("of", &t.count(of))]))
}

/// The families of the page's own text where it needs more than the two of the style: the fonts of the dossier and of scripts.
fn families(report: &Report<'_>, text: &str) -> String {
    let mut names: Vec<&str> = report.found.dossier.fonts.web_fonts(text).map(|f| f.family).collect();
    names.dedup();
    if names.len() <= 2 {
        return String::new();
    }
    if report.phrases.language.is_right_to_left() {
        names.swap(0, 1);
    }
    let list: String = names.iter().map(|name| format!("'{name}',")).collect();
    format!("html[dir]{{font-family:{list}sans-serif}}\n")
}

/// The fonts of the figures, embedded.
fn fonts(fonts: &Typefaces, text: &str) -> String {
    fonts.web_fonts(text).map(|font| font.rule()).collect()
}

fn illustration(figure: &Illustration) -> Markup {
    html! {
        figure id=(figure.name) {
            div.frame tabindex="0" role="group" aria-label=(figure.title) { (PreEscaped(&figure.svg)) }
            figcaption dir="auto" { (figure.description) }
        }
    }
}

fn table(found: &ReportData<'_>, t: Phrases<'_>) -> Markup {
    let words = t.language;
    let listed = found.listed();
    let categories: BTreeSet<Category> = listed.iter().map(|e| e.incident.category).collect();
    let statuses: BTreeSet<Status> = listed.iter().map(|e| e.incident.status).collect();
    let side =
        |e: &MeasuredIncident<'_>| t.side(Some(&e.incident.location), e.proximity(), &found.dossier.border.facts.sides);
    html! {
        div #tools .tools hidden data-shown=(words.fill("report-shown", &[("n", "{n}"), ("of", "{of}")])) data-sort=(words.text("report-sort")) {
            label { (words.text("report-search")) br; input #query type="search"; }
            label { (words.text("report-category")) br; select name="category" {
                option value="" { (words.text("report-all")) }
                @for c in categories { option value=(c.as_str()) { (t.language.category(c)) } }
            } }
            label { (words.text("report-status")) br; select name="status" {
                option value="" { (words.text("report-all")) }
                @for s in statuses { option value=(s.as_str()) { (words.status(s)) } }
            } }
            p #count .quiet role="status" {}
            div #pager hidden { button type="button" { (words.text("report-earlier")) } " " button type="button" { (words.text("report-later")) } }
        }
        div.scroll tabindex="0" role="group" aria-label=(words.text("report-table")) { table #records {
            thead { tr {
                td.links {}
                th scope="col" data-key="text" { (words.text("report-date")) }
                th scope="col" data-key="text" { (words.text("report-title")) }
                th scope="col" data-key="text" { (words.text("report-category")) }
                th scope="col" data-key="text" { (words.text("report-place")) }
                th scope="col" data-key="number" { (words.text("report-distance")) }
                th scope="col" data-key="text" { (words.text("report-side")) }
                th scope="col" data-key="number" { (words.text("report-killed")) }
                th scope="col" data-key="text" { (words.text("report-status")) }
                th scope="col" data-key="text" { (words.text("report-grade")) }
            } }
            tbody { @for e in listed {
                @let i = e.incident;
                tr data-id=(i.id) data-category=(i.category.as_str()) data-status=(i.status.as_str()) {
                    td.links { button.pin type="button" aria-pressed="false" hidden aria-label={ (words.text("report-show")) ": " (i.title) } { "◎" } }
                    td.date data-label=(words.text("report-date")) data-value=(i.date.first_known_day().unwrap_or_default()) { (t.date(&i.date)) }
                    td.what { a href={ "#" (card::anchor(i)) } dir="auto" { (i.title) } }
                    td data-label=(words.text("report-category")) { (t.language.category(i.category)) }
                    td data-label=(words.text("report-place")) { bdi { (t.place(i, &found.dossier.places)) } }
                    td.num data-label=(words.text("report-distance")) data-value=(sortable(e)) {
                        @match e.proximity() { Some(p) => (t.distance(Some(&i.location), p)), None => "–" }
                    }
                    td data-label=(words.text("report-side")) { (side(e)) }
                    td.num data-label=(words.text("report-killed")) data-value=(i.killed.best_or_least().map(|n| n.to_string()).unwrap_or_default()) { (t.casualties(&i.killed)) }
                    td data-label=(words.text("report-status")) { (words.status(i.status)) }
                    td data-label=(words.text("report-grade")) { bdi { (i.grade) } }
                }
            } }
        } }
    }
}

/// The sort key of a record: its distance, or the middle of its interval if only that is said.
fn sortable(entry: &MeasuredIncident<'_>) -> String {
    let Some(p) = entry.proximity() else { return String::new() };
    let is_said = Phrases::is_distance_said(Some(&entry.incident.location), p);
    let metres = if is_said { p.nearest.distance_m } else { (p.distance_min_m + p.distance_max_m) / 2.0 };
    // To the kilometre, so that the order reveals no finer distance.
    format!("{:.0}", metres / 1000.0)
}
