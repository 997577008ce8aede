//! The piece of a document that a message shows.

use std::ops::Range;

use super::Document;
use crate::terminal::drives;

/// This many bytes are shown on either side of a span in a very long line.
const AROUND: usize = 100;

/// The piece of a document around a span of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// A part of one line, without characters that drive a terminal.
    pub text: String,
    /// The span in bytes of that text.
    pub span: Range<usize>,
}

impl Document {
    /// The line in which a span of bytes begins, cut to 100 bytes on either side of it; `None` if the span is not in the text.
    #[must_use]
    pub fn excerpt(&self, span: Range<usize>) -> Option<Excerpt> {
        let text = &self.text;
        text.get(span.clone())?;
        // Only what can be shown is searched for the ends of the line: a line may be as long as the file.
        let first = floor(text, span.start.saturating_sub(AROUND));
        let from = text[first..span.start].rfind('\n').map_or(first, |i| first + i + 1);
        let end = text[span.clone()].find('\n').map_or(span.end, |i| span.start + i);
        let last = floor(text, (end + AROUND).min(text.len()));
        let stop = if end < span.end { end } else { text[end..last].find('\n').map_or(last, |i| end + i) };
        let inner = span.start - from..span.end.min(stop).max(span.start) - from;
        // Control characters take no room on a terminal, or too much: they must not move the marks. What stands for one takes
        // as many bytes as it does, since the marks are counted in bytes.
        let stand_in = |c: char| match c.len_utf8() {
            _ if !c.is_control() && !drives(c) => c,
            1 => ' ',
            2 => '·',
            _ => '\u{FFFD}',
        };
        Some(Excerpt { text: text.get(from..stop)?.chars().map(stand_in).collect(), span: inner })
    }
}

/// The nearest character boundary at or below a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_cut_at_characters_and_keeps_the_marks_in_place() {
        let text = format!("[\n\"{}\",\n\"Кӯлоб\u{85}\u{202e}\"]", "ӯ".repeat(200));
        let document = Document::parse("places.geojson", text.as_bytes()).unwrap();
        let at = text.find("Кӯлоб").unwrap();
        let excerpt = document.excerpt(at..at + 10).unwrap();
        assert_eq!(excerpt.text, "\"Кӯлоб·\u{FFFD}\"]");
        assert_eq!(&excerpt.text[excerpt.span], "Кӯлоб");
        let middle = document.excerpt(203..205).unwrap();
        assert!(middle.text.len() <= 2 * AROUND + 2 && middle.text[middle.span] == *"ӯ", "{}", middle.text);
        assert_eq!(document.excerpt(0..text.len() + 1), None);
        assert_eq!(document.excerpt(at + 1..at + 2), None);
    }
}
