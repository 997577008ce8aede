//! Paragraphs, runs and links: text in the direction of its letters.

use super::setting::Setting;
use crate::terminal::drives;
use crate::xml::escaped;

/// The relations of a part to addresses outside the document.
#[derive(Debug, Default)]
pub struct Links(pub Vec<String>);

impl Links {
    /// The id of the relation to an address.
    fn id(&mut self, url: &str) -> String {
        let at = self.0.iter().position(|u| u == url).unwrap_or_else(|| {
            self.0.push(url.to_owned());
            self.0.len() - 1
        });
        format!("marzLink{}", at + 1)
    }
}

/// The property of a paragraph that stays on the page of the next.
pub fn keep(has_next: bool) -> &'static str {
    if has_next { "<w:keepNext/>" } else { "" }
}

/// Whether the line or row `i` of `all` stays on the page of the next, so that so many at the beginning and at the end are not parted.
pub fn is_kept(i: usize, all: usize, (first, last): (usize, usize)) -> bool {
    i + 1 < all && (i + 1 < first || i + last >= all)
}

impl Setting<'_> {
    /// A paragraph of a style, named as Word names it.
    pub fn paragraph(&self, style: &str, runs: &str) -> String {
        self.paragraph_with(style, ["", ""], runs)
    }

    /// The same with other properties, which the schema has before and behind that of the direction.
    pub fn paragraph_with(&self, style: &str, [before, behind]: [&str; 2], runs: &str) -> String {
        let direction = if self.is_right_to_left { "<w:bidi/>" } else { "" };
        let style = match self.styles.id(style) {
            Some(id) => format!("<w:pStyle w:val=\"{}\"/>", escaped(id)),
            None => String::new(),
        };
        format!("<w:p><w:pPr>{style}{before}{direction}{behind}</w:pPr>{runs}</w:p>")
    }

    /// A text as a paragraph.
    pub fn styled(&self, style: &str, text: &str) -> String {
        self.flush(style, text, &|own| own.runs(text, ""))
    }

    /// A text as a paragraph at the edge where the others begin, such as a heading.
    pub fn flush(&self, style: &str, text: &str, runs: &dyn Fn(&Self) -> String) -> String {
        self.flush_with(style, "", text, runs)
    }

    /// The same with other properties, which the schema has before that of the direction.
    pub fn flush_with(&self, style: &str, before: &str, text: &str, runs: &dyn Fn(&Self) -> String) -> String {
        let own = self.of(text);
        own.paragraph_with(style, [before, own.edge(self)], &runs(&own))
    }

    /// The property of a paragraph from left to right in a document from right to left: it begins at the edge where the others do.
    pub fn edge(&self, document: &Self) -> &'static str {
        if self.is_right_to_left == document.is_right_to_left { "" } else { "<w:jc w:val=\"right\"/>" }
    }

    /// A mark that what stands beside it runs from left to right.
    pub fn mark() -> String {
        run("\u{200E}", false, "")
    }

    /// The setting for a text: from left to right where all of its letters are, whatever the document is.
    pub fn of(&self, text: &str) -> Self {
        let letters = || text.chars().filter(|c| !matches!(c, '\u{200E}' | '\u{200F}')).filter_map(direction);
        let has_own_figures = text.chars().any(|c| matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}'));
        let is_foreign = letters().next().is_some() && !has_own_figures && !letters().any(|is_rtl| is_rtl);
        Self { is_right_to_left: self.is_right_to_left && !is_foreign, ..self.clone() }
    }

    /// Runs of a text, each in the direction of its letters.
    pub fn runs(&self, text: &str, properties: &str) -> String {
        let one = |(text, is_rtl): &(String, bool)| {
            // LibreOffice goes by the letters alone: a mark stands for one where the text begins with a figure.
            let is_turned = self.is_right_to_left && !is_rtl && !text.starts_with(char::is_alphabetic);
            run(&format!("{}{text}", if is_turned { "\u{200E}" } else { "" }), *is_rtl, properties)
        };
        pieces(&clean(text), self.is_right_to_left).iter().map(one).collect()
    }

    /// An address that can be followed, as its own text; plain text where it is none that Word takes.
    pub fn link(&self, url: &str, links: &mut Links) -> String {
        let style = self.styles.id("Hyperlink").map(|id| format!("<w:rStyle w:val=\"{}\"/>", escaped(id)));
        let text = run(&clean(url), false, &style.unwrap_or_default());
        match address(url) {
            Some(address) => {
                format!("<w:hyperlink r:id=\"{}\" w:history=\"1\">{text}</w:hyperlink>", links.id(&address))
            }
            None => run(&clean(url), false, ""),
        }
    }
}

/// A run; breaks of lines are breaks.
fn run(text: &str, is_rtl: bool, properties: &str) -> String {
    let direction = if is_rtl { "<w:rtl/>" } else { "" };
    let properties = match (properties, direction) {
        ("", "") => String::new(),
        (properties, direction) => format!("<w:rPr>{properties}{direction}</w:rPr>"),
    };
    let lines = text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line)));
    format!("<w:r>{properties}{}</w:r>", lines.collect::<Vec<_>>().join("<w:br/>"))
}

/// Text without characters that drive it: they are shown as U+FFFD.
fn clean(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace(drives, "\u{FFFD}")
}

/// A text cut where its direction changes. Figures, blanks and marks go with the letters on both sides if these agree, else with the
/// direction of the paragraph (Unicode Standard Annex 9, rules N1 and N2). Beside a letter written from left to right a European figure
/// goes with it on either side, not behind it alone (rule W7): such a language has figures of its own, and `17 clashes` stays together.
fn pieces(text: &str, is_rtl: bool) -> Vec<(String, bool)> {
    // What stands between two parts of a line is of the line, and keeps a figure at the end of one from the letters of the other.
    let of_line = |c: char| if c == '·' { Some(is_rtl) } else { direction(c) };
    let letters: Vec<(char, Option<bool>)> = text.chars().map(|c| (c, of_line(c))).collect();
    let mut strong: Vec<Option<bool>> = letters.iter().map(|(_, strong)| *strong).collect();
    for (((c, _), own), (before, after)) in letters.iter().zip(&mut strong).zip(around(&letters, is_rtl)) {
        if c.is_ascii_digit() && !(before && after) {
            *own = Some(false);
        }
    }
    let letters: Vec<(char, Option<bool>)> = letters.iter().zip(strong).map(|((c, _), own)| (*c, own)).collect();
    let mut out: Vec<(String, bool)> = Vec::new();
    for ((c, strong), (before, after)) in letters.iter().zip(around(&letters, is_rtl)) {
        let own = strong.unwrap_or(if before == after { before } else { is_rtl });
        match out.last_mut() {
            Some((piece, direction)) if *direction == own => piece.push(*c),
            _ => out.push((c.to_string(), own)),
        }
    }
    out
}

/// The directions of the nearest letters before and after each character, those of the paragraph at its ends.
fn around(letters: &[(char, Option<bool>)], is_rtl: bool) -> Vec<(bool, bool)> {
    let follow = |last: &mut bool, strong: Option<bool>| {
        *last = strong.unwrap_or(*last);
        Some(*last)
    };
    let before = letters.iter().map(|(_, strong)| *strong).scan(is_rtl, follow);
    let mut after: Vec<bool> = letters.iter().rev().map(|(_, strong)| *strong).scan(is_rtl, follow).collect();
    after.reverse();
    before.zip(after).collect()
}

/// Whether a letter is written from right to left; `None` for figures, blanks and marks.
pub fn direction(c: char) -> Option<bool> {
    match c {
        '\u{660}'..='\u{66C}' | '\u{6F0}'..='\u{6F9}' => None,
        '\u{590}'..='\u{8FF}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{200F}' => Some(true),
        '\u{200E}' => Some(false),
        c if c.is_alphabetic() => Some(false),
        _ => None,
    }
}

/// An address as a relation may have it (RFC 3986): Word calls a document broken of which one is none.
fn address(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once("://")?;
    let is_web = ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str());
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    let is_host = host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
        && host.starts_with(char::is_alphanumeric)
        && port.len() < 6
        && port.bytes().all(|b| b.is_ascii_digit());
    let is_kept = |c: char| c.is_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
    let encoded = |c: char| match is_kept(c) {
        true => c.to_string(),
        false => c.to_string().bytes().map(|b| format!("%{b:02X}")).collect(),
    };
    (is_web && is_host).then(|| url.trim().chars().map(encoded).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_its_direction_changes() {
        let of = |text: &str, is_rtl| -> Vec<String> {
            pieces(text, is_rtl).into_iter().map(|(t, r)| format!("{}{t}", if r { '<' } else { '>' })).collect()
        };
        assert_eq!(of("Panj 3 km", false), [">Panj 3 km"]);
        assert_eq!(of("in پنج, 3", false), [">in ", "<پنج", ">, 3"]);
        assert_eq!(of("پنج 3 km (ب)", true), ["<پنج ", ">3 km", "< (ب)"]);
        assert_eq!(of("پنج 3 ب", true), ["<پنج 3 ب"]);
        assert_eq!(of("۱۲ کیلومتر", true), ["<۱۲ کیلومتر"]);
        assert_eq!(of("5 يناير 2026 · Shots, case 4", true), ["<5 يناير 2026 · ", ">Shots, case 4"]);
    }

    #[test]
    fn only_addresses_that_word_takes_are_links() {
        assert_eq!(address("https://a.org/x y").as_deref(), Some("https://a.org/x%20y"));
        assert_eq!(address("http://a.org:8080/?q=ж").as_deref(), Some("http://a.org:8080/?q=ж"));
        for url in ["https://", "http://[::1", "javascript:alert(1)", "https://a b.org/", "http://a:b:c/"] {
            assert_eq!(address(url), None, "{url}");
        }
    }
}
