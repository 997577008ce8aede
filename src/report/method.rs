//! The sections on method and data: method, editions, licences, published lengths.

use maud::{Markup, html};

use super::card::is_web;
use super::findings::ReportData;
use crate::language::Language;
use crate::model::{Case, Citation, ContestedArea, LineStatus, PublishedLength, Reason, SideNames, Sides, Stretch};
use crate::phrase::Phrases;

/// The statements of the method.
#[must_use]
pub fn statements(dossier: &Case, t: Phrases<'_>) -> Vec<String> {
    let words = t.language;
    let accuracy = t.length(dossier.border.facts.accuracy_m.unwrap_or_default());
    let coarse = dossier.coarsened_m.map(|m| t.language.fill("footer-coarsened", &[("n", &t.length(m))]));
    let usual = vec![
        words.text("report-method-distance").to_owned(),
        words.text("report-method-radius").to_owned(),
        words.fill("report-method-border", &[("n", &accuracy)]),
        words.text("report-method-hand").to_owned(),
        words.text("report-method-words").to_owned(),
        words.text("report-method-events").to_owned(),
    ];
    let views = (!dossier.views.is_empty())
        .then(|| words.fill("report-method-views", &[("list", &t.views(dossier.views.iter()))]));
    coarse.into_iter().chain(usual).chain(views).collect()
}

/// The data of the report: edition and source of the line, licence, and the credits of every layer.
#[must_use]
pub fn data(dossier: &Case, t: Phrases<'_>) -> Vec<String> {
    let (words, facts) = (t.language, &dossier.border.facts);
    let b = &dossier.basemap;
    let mut out = Vec::new();
    if !facts.edition.is_empty() {
        out.push(words.fill("report-edition", &[("name", &facts.edition)]));
    }
    if !facts.source.is_empty() {
        out.push(facts.source.clone());
    }
    if !facts.licence.is_empty() {
        out.push(words.fill("report-licence", &[("name", &facts.licence)]));
    }
    out.extend(
        dossier
            .data_date()
            .and_then(|d| d.parse().ok())
            .map(|d| t.language.fill("footer-data-to", &[("date", &t.date(&d))])),
    );
    let layers = [&b.countries, &b.provinces, &b.lakes, &b.world].into_iter().flatten().map(|l| &l.attribution);
    let mut credits: Vec<&String> = [&facts.attribution, &dossier.incidents_attribution, &dossier.places_attribution]
        .into_iter()
        .chain(layers)
        .chain(b.rivers.iter().map(|l| &l.attribution))
        .chain(b.contested.iter().map(|l| &l.attribution))
        .chain(b.relief.iter().map(|r| &r.attribution))
        .chain(dossier.views.iter().map(|v| &v.border.facts.attribution))
        .filter(|c| !c.is_empty())
        .collect();
    let mut known = std::collections::BTreeSet::new();
    credits.retain(|c| known.insert(*c));
    out.extend(credits.into_iter().map(|credit| words.credit(credit)));
    out
}

/// What is said of a stretch of the line or of contested ground, and where that can be read.
pub struct Statement<'a> {
    /// The status or accuracy, and the reason.
    pub text: String,
    /// The sources of the reason.
    pub sources: &'a [Citation],
}

/// What is said of the stretches of the line.
#[must_use]
pub fn stretches<'a>(dossier: &'a Case, t: Phrases<'_>) -> Vec<Statement<'a>> {
    let statement = |s: &'a Stretch| {
        let km = |km: f64| t.language.number(&km.to_string());
        let range = format!("{} {}–{}", t.language.text("border-kilometre"), km(s.from_km), km(s.to_km));
        let text = format!("{range}: {} {}", stretch(s, t), reason(&s.reason, s.is_verified(), t));
        Statement { text, sources: &s.sources }
    };
    dossier.border.facts.stretches.iter().map(statement).collect()
}

/// What is said of contested ground.
#[must_use]
pub fn contested<'a>(found: &ReportData<'a>, t: Phrases<'_>) -> Vec<Statement<'a>> {
    let statement = |area: &&'a ContestedArea| {
        let name = Some(t.name(&area.names)).filter(|name| !name.is_empty());
        let name = name.map(|name| format!("{name}. ")).unwrap_or_default();
        Statement { text: name + &reason(&area.reason, area.is_verified(), t), sources: &area.sources }
    };
    found.contested.iter().map(statement).collect()
}

/// The last sections of the report.
#[must_use]
pub fn html(found: &ReportData<'_>, t: Phrases<'_>) -> Markup {
    let words = t.language;
    let dossier = found.dossier;
    let facts = &dossier.border.facts;
    html! {
        @if !facts.published_lengths.is_empty() {
            h2 #lengths { (words.text("report-lengths")) }
            p { (words.text("report-lengths-intro")) }
            div.scroll { table {
                thead { tr { th.n scope="col" { (words.text("report-kilometres")) } th scope="col" { (words.text("report-published-by")) } th scope="col" { (words.text("report-length-notes")) } } }
                tbody {
                    tr.own { td.n { (t.language.decimal(found.length_km, 3)) } th scope="row" { (words.text("report-measured")) } td { bdi { (facts.edition) } } }
                    @for l in sorted(&facts.published_lengths) { (length(l, &facts.sides, t)) }
                }
            } }
        }
        h2 #method { (words.text("report-method")) }
        ul { @for s in statements(dossier, t) { li { (s) } } }
        @if let Some(note) = &facts.accuracy_note { p dir="auto" { (words.ours(note)) } }
        (listed(&stretches(dossier, t)))
        @let contested = contested(found, t);
        @if !contested.is_empty() {
            p { (words.text("report-contested-ground")) }
            (listed(&contested))
        }
        h2 #data { (words.text("report-data")) }
        p.note { (t.name(&dossier.disclaimer)) }
        ul { @for line in data(dossier, t) { li.auto { (line) } } }
    }
}

/// The remark on a published length; that of the world's lengths, which names the page of a country, in the language of the report.
pub fn remark(length: &PublishedLength, sides: &Sides, t: Phrases<'_>) -> String {
    let note = length.note.as_deref().unwrap_or_default();
    let (english, words) = (Language::english(), t.language);
    let named = |language: &Language, name: &str| language.fill("length-page", &[("country", name)]);
    let is_page = |side: &&SideNames| side.names.0.get("en").is_some_and(|name| named(&english, name) == note);
    let page = [&sides.left, &sides.right].into_iter().find(is_page);
    page.map_or_else(|| note.to_owned(), |side| named(words, t.name(&side.names)))
}

/// What a stretch says: its status and its accuracy.
fn stretch(s: &Stretch, t: Phrases<'_>) -> String {
    let status = Some(t.status(s.status)).filter(|_| s.status != LineStatus::NotStated).map(str::to_owned);
    let all: Vec<String> = status.into_iter().chain(s.accuracy_m.map(|m| t.length(m))).collect();
    format!("{}.", all.join(t.language.text("comma")))
}

/// A reason, and whether it was checked.
fn reason(reason: &Reason, is_verified: bool, t: Phrases<'_>) -> String {
    let open = if is_verified { String::new() } else { format!(" ({})", t.language.text("not-verified")) };
    format!("{}{open}", t.name(&reason.0))
}

fn listed(statements: &[Statement<'_>]) -> Markup {
    html! {
        ul { @for s in statements { li.auto {
            (s.text)
            @for source in s.sources {
                " · "
                @match source.url.as_deref().filter(|u| is_web(u)) {
                    Some(url) => a href=(url) rel="noreferrer nofollow" { (source.line()) },
                    None => (source.line()),
                }
            }
        } } }
    }
}

/// Published lengths from the longest to the shortest.
#[must_use]
pub fn sorted(lengths: &[PublishedLength]) -> Vec<&PublishedLength> {
    let mut all: Vec<&PublishedLength> = lengths.iter().collect();
    all.sort_by(|a, b| b.km.total_cmp(&a.km));
    all
}

/// The date of a published length, behind the name of who published it.
pub fn dated(l: &PublishedLength) -> String {
    l.date.as_ref().map(|date| format!(", {date}")).unwrap_or_default()
}

fn length(l: &PublishedLength, sides: &Sides, t: Phrases<'_>) -> Markup {
    html! {
        tr {
            td.n { (t.language.grouped(&l.km.to_string())) }
            th scope="row" dir="auto" {
                @match l.url.as_deref().filter(|u| is_web(u)) {
                    Some(url) => a href=(url) rel="noreferrer nofollow" { (l.by) },
                    None => (l.by),
                }
                (dated(l))
            }
            td dir="auto" { (remark(l, sides, t)) }
        }
    }
}
