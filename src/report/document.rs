//! The report as a document for printing: blocks in reading order, from which Markdown and Word are written.

use super::card::{contradicted, facts, is_web, own_summary, remarks};
use super::page::{Report, cut, drawn};
use super::{bands, compared, counts, method, summary};
use crate::model::{Citation, Edtf, Incident, Source};
use crate::phrase::Phrases;

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title of the report.
    Title(String),
    /// The period, below the title.
    Subtitle(String),
    /// The disclaimer on boundaries and names.
    Disclaimer(String),
    /// The heading of a section.
    Section(String),
    /// A heading within a section: a group, or a record.
    Heading(String),
    /// A paragraph.
    Paragraph(Line),
    /// A list, a line for each item.
    List(Vec<Line>),
    /// A table.
    Table(Table),
    /// A figure, by its place among those of the report, with its description below.
    Figure(usize),
    /// The sources of what stands before, a line for each.
    Sources(Vec<Line>),
    /// The program and the edition of the data, at the end.
    Edition(String),
}

/// A line of text in pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Inline>);

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Text in bold.
    Strong(String),
    /// A web address (`http` or `https`) behind the text before it.
    Address(String),
}

impl Line {
    fn text(text: impl Into<String>) -> Self {
        Self(vec![Inline::Text(text.into())])
    }

    fn addressed(text: String, url: Option<&str>) -> Self {
        let address = url.filter(|u| is_web(u)).map(|u| Inline::Address(u.trim().to_owned()));
        Self(std::iter::once(Inline::Text(text)).chain(address).collect())
    }
}

/// A table: its rows are as long as its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The headings.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// The blocks of a report, in reading order.
#[must_use]
pub fn document(report: &Report<'_>) -> Vec<Block> {
    let (found, t) = (&report.found, report.phrases);
    let mut out = Blocks(vec![
        Block::Title(found.title(t)),
        Block::Subtitle(found.period(t)),
        Block::Disclaimer(t.name(&found.dossier.disclaimer).to_owned()),
    ]);
    let byline = t.name(&found.dossier.house.byline);
    if !byline.is_empty() {
        out.paragraph(byline.to_owned());
    }
    out.section("report-summary", t);
    out.list(summary::sentences(found, t));
    if found.is_cut() {
        out.paragraph(cut(found, t));
    }
    compared_with(report, &mut out);
    if !report.figures.is_empty() {
        out.section("report-figures", t);
        out.list(drawn(found, t));
    }
    out.0.extend((0..report.figures.len()).map(Block::Figure));
    if !found.events.is_empty() {
        out.section("report-counts", t);
        for count in found.counts() {
            let (head, rows) = counts::table(&count, found, t);
            out.0.push(Block::Table(Table { head, rows }));
        }
        if let Some(note) = counts::note(found, t) {
            out.paragraph(note);
        }
        out.section("report-bands", t);
        for (heading, head, rows) in bands::tables(found, t) {
            out.0.extend([Block::Heading(heading), Block::Table(Table { head, rows })]);
        }
        out.list(bands::notes(found, t));
    }
    if !found.entries.is_empty() {
        records(report, &mut out);
    }
    described(report, &mut out);
    out.0
}

/// The comparisons with another period and with the last seal.
fn compared_with(report: &Report<'_>, out: &mut Blocks) {
    let (t, words) = (report.phrases, report.phrases.language);
    if let Some(comparison) = &report.compared.period {
        out.0.push(Block::Section(comparison.title(t)));
        out.paragraph(comparison.heading(t));
        let rows = comparison.rows(t).into_iter().map(Vec::from).collect();
        out.0.push(Block::Table(Table { head: comparison.heads(t).into(), rows }));
        // One list, so that the note stays on the page of what it explains.
        let note = comparison.is_tested().then(|| words.text("report-compare-note").to_owned());
        out.list(comparison.sentences(t).into_iter().chain(note));
        out.heading(words.text("report-new"));
        out.list_or_none(comparison.new_records().iter().map(|i| titled(i, t)).collect(), t);
        for (heading, list) in [("report-changed", &comparison.changed), ("report-withdrawn", &comparison.withdrawn)] {
            out.heading(words.text(heading));
            let line = |(i, day): &(&Incident, Edtf)| {
                format!("{} – {}", titled(i, t), words.fill("report-changed-by", &[("date", &t.date(day))]))
            };
            out.list_or(list.iter().map(line).collect(), comparison.none_changed(t));
        }
    }
    if let Some(since) = &report.compared.sealed {
        out.section("report-sealed", t);
        out.paragraph(compared::seal(since, t));
        for (heading, list) in compared::since_seal(since, t) {
            out.heading(heading);
            out.list_or_none(list, t);
        }
    }
}

/// The table of the records, their contradictions, their cards.
fn records(report: &Report<'_>, out: &mut Blocks) {
    let (found, t, words) = (&report.found, report.phrases, report.phrases.language);
    out.section("report-table", t);
    let head = [
        "report-date",
        "report-title",
        "report-category",
        "report-place",
        "report-distance",
        "report-side",
        "report-killed",
        "report-status",
        "report-grade",
    ];
    let rows = found.listed().iter().map(|e| {
        let i = e.incident;
        let distance = e.proximity().map_or_else(|| "–".to_owned(), |p| t.distance(Some(&i.location), p));
        vec![
            t.date(&i.date),
            i.title.clone(),
            t.language.category(i.category).to_owned(),
            t.place(i, &found.dossier.places),
            distance,
            t.side(Some(&i.location), e.proximity(), &found.dossier.border.facts.sides),
            t.casualties(&i.killed),
            words.status(i.status).to_owned(),
            i.grade.to_string(),
        ]
    });
    out.table(&head, rows.collect(), t);
    out.paragraph(words.text("report-method-grade"));
    out.section("report-disagreements", t);
    let open = contradicted(found);
    out.paragraph(words.text(if open.is_empty() { "report-disagree-none" } else { "report-disagree-intro" }));
    for e in open {
        let status = Inline::Text(format!(" ({})", words.status(e.incident.status)));
        out.0.push(Block::Paragraph(Line(vec![Inline::Strong(titled(e.incident, t)), status])));
        out.list(e.incident.status_note.iter().cloned().chain(remarks(e, t)));
    }
    out.section("report-cards", t);
    for e in found.listed() {
        out.heading(titled(e.incident, t));
        if let Some(summary) = own_summary(e.incident) {
            out.paragraph(summary);
        }
        let facts = facts(found, e, t).into_iter().map(|(name, value)| format!("{name}: {value}"));
        out.list(facts.chain(remarks(e, t)));
        out.0.push(Block::Sources(e.incident.sources.iter().map(|s| cited(s, t)).collect()));
    }
}

/// The lengths of the border, method, data.
fn described(report: &Report<'_>, out: &mut Blocks) {
    let (found, t) = (&report.found, report.phrases);
    let lengths = &found.dossier.border.facts.published_lengths;
    if !lengths.is_empty() {
        out.section("report-lengths", t);
        out.paragraph(t.language.text("report-lengths-intro"));
        let facts = &found.dossier.border.facts;
        let measured = t.language.text("report-measured").to_owned();
        let measured = vec![t.language.decimal(found.length_km, 3), measured, facts.edition.clone()];
        let published = method::sorted(lengths).into_iter().map(|l| {
            let note = method::remark(l, &facts.sides, t);
            vec![t.language.grouped(&l.km.to_string()), l.by.clone() + &method::dated(l), note]
        });
        let rows = std::iter::once(measured).chain(published).collect();
        out.table(&["report-kilometres", "report-published-by", "report-length-notes"], rows, t);
    }
    out.section("report-method", t);
    out.list(method::statements(found.dossier, t));
    if let Some(note) = &found.dossier.border.facts.accuracy_note {
        out.paragraph(t.language.ours(note));
    }
    out.lines(method::stretches(found.dossier, t).iter().map(stated).collect());
    let contested = method::contested(found, t);
    if !contested.is_empty() {
        out.paragraph(t.language.text("report-contested-ground"));
        out.lines(contested.iter().map(stated).collect());
    }
    out.section("report-data", t);
    out.list(method::data(found.dossier, t));
    if let Some(edition) = &found.dossier.edition {
        out.0.push(Block::Edition(format!("marz {}, {edition}", env!("CARGO_PKG_VERSION"))));
    }
}

struct Blocks(Vec<Block>);

impl Blocks {
    fn section(&mut self, key: &str, t: Phrases<'_>) {
        self.0.push(Block::Section(t.language.text(key).to_owned()));
    }

    fn heading(&mut self, text: impl Into<String>) {
        self.0.push(Block::Heading(text.into()));
    }

    fn paragraph(&mut self, text: impl Into<String>) {
        self.0.push(Block::Paragraph(Line::text(text)));
    }

    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        self.lines(items.into_iter().map(Line::text).collect());
    }

    /// A list under a heading, which says so where it is empty.
    fn list_or_none(&mut self, items: Vec<String>, t: Phrases<'_>) {
        self.list_or(items, t.language.text("report-none"));
    }

    /// A list, or this sentence where it is empty.
    fn list_or(&mut self, items: Vec<String>, none: &str) {
        match items.is_empty() {
            true => self.paragraph(none),
            false => self.list(items),
        }
    }

    /// Nothing where there is no line.
    fn lines(&mut self, lines: Vec<Line>) {
        if !lines.is_empty() {
            self.0.push(Block::List(lines));
        }
    }

    fn table(&mut self, head: &[&str], rows: Vec<Vec<String>>, t: Phrases<'_>) {
        let head = head.iter().map(|key| t.language.text(key).to_owned()).collect();
        self.0.push(Block::Table(Table { head, rows }));
    }
}

fn titled(incident: &Incident, t: Phrases<'_>) -> String {
    format!("{} · {}", t.date(&incident.date), incident.title)
}

/// A statement with its sources.
fn stated(statement: &method::Statement<'_>) -> Line {
    let source = |s: &Citation| Line::addressed(format!(" · {}", s.line()), s.url.as_deref()).0;
    Line(
        std::iter::once(Inline::Text(statement.text.clone()))
            .chain(statement.sources.iter().flat_map(source))
            .collect(),
    )
}

fn cited(source: &Source, t: Phrases<'_>) -> Line {
    let title = source.title.as_ref().map(|t| format!(": {t}")).unwrap_or_default();
    let day = source.date.as_ref().map(|d| format!(", {}", t.date(d))).unwrap_or_default();
    Line::addressed(format!("{}{title}{day}", source.publisher), source.url.as_deref())
}
