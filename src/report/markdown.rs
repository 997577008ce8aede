//! The report as Markdown (CommonMark with GitHub's tables), its images in files beside it: for a word processor.

use super::document::{Block, Inline, Line, Table, document};
use super::page::Report;
use crate::terminal::drives;

/// The report as Markdown.
///
/// # Arguments
///
/// `image` maps the name of a figure to its file name, relative to the report.
#[must_use]
pub fn markdown(report: &Report<'_>, image: &dyn Fn(&str) -> String) -> String {
    let blocks = document(report);
    let written = blocks.iter().map(|block| written(block, report, image));
    std::iter::once(metadata(report)).chain(written).collect()
}

/// The language and direction as a YAML metadata block, which pandoc hands on to a word processor; empty in English.
fn metadata(report: &Report<'_>) -> String {
    let language = report.phrases.language;
    let direction = if language.is_right_to_left() { "dir: rtl\n" } else { "" };
    match language.code() {
        "en" => String::new(),
        code => format!("---\nlang: {code}\n{direction}---\n\n"),
    }
}

/// A block with the blank line behind it.
fn written(block: &Block, report: &Report<'_>, image: &dyn Fn(&str) -> String) -> String {
    match block {
        Block::Title(text) => format!("# {}\n\n", plain(text)),
        Block::Subtitle(text) | Block::Edition(text) => format!("*{}*\n\n", plain(text)),
        Block::Disclaimer(text) => format!("> {}\n\n", plain(text)),
        Block::Section(text) => format!("## {}\n\n", plain(text)),
        Block::Heading(text) => format!("### {}\n\n", plain(text)),
        Block::Paragraph(text) => format!("{}\n\n", line(text)),
        Block::List(lines) | Block::Sources(lines) => {
            let end = if lines.is_empty() { "" } else { "\n" };
            lines.iter().map(|l| format!("- {}\n", line(l))).chain([end.to_owned()]).collect()
        }
        Block::Table(rows) => table(rows),
        Block::Figure(number) => report.figures.get(*number).map_or_else(String::new, |figure| {
            // Pandoc makes a caption of the text of the image: its title. The description follows as a paragraph.
            format!("![{}]({})\n\n{}\n\n", plain(&figure.title), image(figure.name), plain(&figure.description))
        }),
    }
}

fn line(line: &Line) -> String {
    let piece = |(i, piece): (usize, &Inline)| match piece {
        // Blanks at the start of a line are no text; those between pieces are.
        Inline::Text(text) if i > 0 && text.starts_with(' ') => format!(" {}", plain(text)),
        Inline::Text(text) => plain(text),
        Inline::Strong(text) => format!("**{}**", plain(text)),
        Inline::Address(url) => format!(" <{}>", address(url)),
    };
    line.0.iter().enumerate().map(piece).collect()
}

fn table(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let escaped = |cells: &Vec<String>| row(cells.iter().map(|c| plain(c)).collect());
    let rule = row(table.head.iter().map(|_| "---".to_owned()).collect());
    let rows = table.rows.iter().map(escaped).collect::<String>();
    format!("{}{rule}{rows}\n", escaped(&table.head))
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
