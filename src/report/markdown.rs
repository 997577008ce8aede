//! The report as Markdown (CommonMark with GitHub's tables), its images in files beside it: for a word processor.

use super::card::{contradicted, facts, is_web};
use super::compare::difference;
use super::page::{Report, cut, drawn, period};
use super::{bands, method, summary};
use crate::model::{Citation, Incident, Source};
use crate::phrase::Phrases;
use crate::terminal::drives;

/// The report as Markdown.
///
/// # Arguments
///
/// `image` maps the name of a figure to its file name, relative to the report.
#[must_use]
pub fn markdown(report: &Report<'_>, image: &dyn Fn(&str) -> String) -> String {
    let (found, t) = (&report.found, report.phrases);
    let words = t.language;
    let mut out = Lines::default();
    out.paragraph(&format!("# {}", plain(&found.dossier.title)));
    out.paragraph(&format!("*{}*", plain(&period(report))));
    out.paragraph(&format!("> {}", plain(t.name(&found.dossier.disclaimer))));
    out.heading(words.text("report-summary"));
    out.list(summary::sentences(found, t).iter().map(|s| plain(s)));
    if found.is_cut() {
        out.paragraph(&plain(&cut(found, t)));
    }
    if let Some(comparison) = &report.comparison {
        out.heading(words.text("report-comparison"));
        out.paragraph(&plain(&comparison.heading(t)));
        let head = [
            words.text("report-category"),
            words.text("report-this-period"),
            words.text("report-period-before"),
            words.text("report-change"),
        ];
        let rows = comparison
            .rows(t)
            .into_iter()
            .map(|(name, [now, before])| vec![name, t.count(now), t.count(before), difference(now, before, t)]);
        out.table(&head, rows);
        out.list(comparison.caution(t).iter().map(|c| plain(c)));
        out.paragraph(&format!("### {}", words.text("report-new")));
        out.list(comparison.new_records().iter().map(|i| titled(i, t)));
        for (heading, list) in [
            (words.text("report-changed"), &comparison.changed),
            (words.text("report-withdrawn"), &comparison.withdrawn),
        ] {
            out.paragraph(&format!("### {heading}"));
            let changed = list.iter().map(|(i, day)| {
                format!("{} – {}", titled(i, t), words.fill("report-changed-by", &[("date", &t.date(day))]))
            });
            out.list(changed.collect::<Vec<_>>().into_iter());
        }
    }
    if !report.figures.is_empty() {
        out.heading(words.text("report-figures"));
        out.list(drawn(found, t).iter().map(|s| plain(s)));
    }
    for figure in &report.figures {
        out.paragraph(&format!("![{}]({})", plain(&figure.description), image(figure.name)));
        out.paragraph(&plain(&figure.description));
    }
    if !found.events.is_empty() {
        out.heading(words.text("report-bands"));
        for (heading, heads, rows) in bands::tables(found, t) {
            out.paragraph(&format!("### {heading}"));
            out.table(&heads.iter().map(String::as_str).collect::<Vec<_>>(), rows.into_iter());
        }
        out.list(bands::notes(found, t).iter().map(|s| plain(s)));
    }
    if !found.entries.is_empty() {
        out.heading(words.text("report-table"));
        let head = [
            words.text("report-date"),
            words.text("report-title"),
            words.text("report-category"),
            words.text("report-place"),
            words.text("report-distance"),
            words.text("report-killed"),
            words.text("report-status"),
            words.text("report-grade"),
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
                t.casualties(&i.killed),
                words.status(i.status).to_owned(),
                i.grade.to_string(),
            ]
        });
        out.table(&head, rows);
        out.heading(words.text("report-disagreements"));
        let open = contradicted(found);
        out.paragraph(if open.is_empty() {
            words.text("report-disagree-none")
        } else {
            words.text("report-disagree-intro")
        });
        for e in open {
            out.paragraph(&format!("**{}** ({})", titled(e.incident, t), words.status(e.incident.status)));
            out.list(e.incident.status_note.iter().chain(&e.incident.notes).map(|n| plain(n)));
        }
        out.heading(words.text("report-cards"));
        for e in found.listed() {
            out.paragraph(&format!("### {}", titled(e.incident, t)));
            out.paragraph(&plain(&e.incident.summary));
            out.list(facts(found, e, t).iter().map(|(name, value)| format!("{}: {}", plain(name), plain(value))));
            out.list(e.incident.notes.iter().map(|n| plain(n)));
            out.list(e.incident.sources.iter().map(|s| cited(s, t)));
        }
    }
    let lengths = &found.dossier.border.facts.published_lengths;
    if !lengths.is_empty() {
        out.heading(words.text("report-lengths"));
        out.paragraph(words.text("report-lengths-intro"));
        let measured = vec![t.language.decimal(found.length_km, 3), words.text("report-measured").to_owned()];
        let published =
            method::sorted(lengths).into_iter().map(|l| vec![t.language.grouped(&l.km.to_string()), l.by.clone()]);
        out.table(
            &[words.text("report-kilometres"), words.text("report-published-by")],
            std::iter::once(measured).chain(published),
        );
    }
    out.heading(words.text("report-method"));
    out.list(method::statements(found.dossier, t).iter().map(|s| plain(s)));
    if let Some(note) = &found.dossier.border.facts.accuracy_note {
        out.paragraph(&plain(note));
    }
    out.list(method::stretches(found.dossier, t).iter().map(stated));
    let contested = method::contested(found.dossier, t);
    if !contested.is_empty() {
        out.paragraph(&plain(words.text("report-contested-ground")));
        out.list(contested.iter().map(stated));
    }
    out.heading(words.text("report-data"));
    out.list(method::data(found.dossier, t).iter().map(|s| plain(s)));
    if let Some(edition) = &found.dossier.edition {
        out.paragraph(&format!("*marz {}, {edition}*", env!("CARGO_PKG_VERSION")));
    }
    out.0
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn paragraph(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push_str("\n\n");
    }

    fn heading(&mut self, text: &str) {
        self.paragraph(&format!("## {text}"));
    }

    fn list(&mut self, items: impl Iterator<Item = String>) {
        let before = self.0.len();
        for item in items {
            self.0.push_str(&format!("- {item}\n"));
        }
        if self.0.len() > before {
            self.0.push('\n');
        }
    }

    fn table(&mut self, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        self.0.push_str(&line(head.iter().map(|h| plain(h)).collect()));
        self.0.push_str(&line(head.iter().map(|_| "---".to_owned()).collect()));
        for row in rows {
            self.0.push_str(&line(row.iter().map(|c| plain(c)).collect()));
        }
        self.0.push('\n');
    }
}

fn titled(incident: &Incident, t: Phrases<'_>) -> String {
    plain(&format!("{} · {}", t.date(&incident.date), incident.title))
}

/// A statement with its sources.
fn stated(statement: &method::Statement<'_>) -> String {
    let source = |s: &Citation| with_address(plain(&s.line()), s.url.as_deref());
    let sources = statement.sources.iter().map(source);
    std::iter::once(plain(&statement.text)).chain(sources).collect::<Vec<_>>().join(" · ")
}

fn cited(source: &Source, t: Phrases<'_>) -> String {
    let title = source.title.as_ref().map(|t| format!(": {t}")).unwrap_or_default();
    let day = source.date.as_ref().map(|d| format!(", {}", t.date(d))).unwrap_or_default();
    with_address(plain(&format!("{}{title}{day}", source.publisher)), source.url.as_deref())
}

fn with_address(citation: String, url: Option<&str>) -> String {
    url.filter(|u| is_web(u)).map_or(citation.clone(), |u| format!("{citation} <{}>", address(u)))
}

/// An address between angle brackets, percent-encoded (RFC 3986) where a character could end it or be read as Markdown.
fn address(url: &str) -> String {
    let is_kept = |c: char| !c.is_control() && !c.is_whitespace() && !drives(c) && !"<>[](){}`\"\\|^*".contains(c);
    let encoded = |c: char| match is_kept(c) {
        true => c.to_string(),
        false => c.to_string().bytes().map(|b| format!("%{b:02X}")).collect(),
    };
    url.trim().chars().map(encoded).collect()
}

/// Text for Markdown: on one line, its marks escaped (CommonMark 0.31, section 2.4).
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            // The last five are marks of pandoc: mathematics, citations, superscripts, attributes.
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '$' | '@' | '^' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c if drives(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    // Escape marks that begin a list, a rule or an underlined heading at the start of a line; leading blanks would make it code.
    let mut out = out.trim_start().to_owned();
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if out.starts_with(['-', '+', '=']) {
        out.insert(0, '\\');
    } else if digits > 0 && out.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')'])) {
        out.insert(digits, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_stay_marks() {
        assert_eq!(plain("<script> a|b *c*\n[d](e)"), "\\<script\\> a\\|b \\*c\\* \\[d\\](e)");
        assert_eq!(["- a", "1. b", "2) c", "===", "3 d"].map(plain), ["\\- a", "1\\. b", "2\\) c", "\\===", "3 d"]);
        assert_eq!(plain("a\u{202e}b\u{1b}"), "a\u{FFFD}b ");
        assert_eq!(plain("$x$ @key ^2^ {.a}"), "\\$x\\$ \\@key \\^2\\^ \\{.a\\}");
    }
}
