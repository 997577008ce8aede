//! Text in XML: what SVG, KML and QGIS projects have in common.

/// Text as the content of an element or of an attribute in double quotes.
///
/// Markup is escaped, line breaks and tabs become spaces, and characters that XML 1.0 (section 2.2) forbids or
/// discourages become U+FFFD, so that no text can end its element or make a document unreadable.
///
/// ```
/// assert_eq!(marz::xml::escaped("Panj & <Pyanj>"), "Panj &amp; &lt;Pyanj&gt;");
/// ```
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_escapes_its_element() {
        assert_eq!(escaped("<script>&\"\u{0}\n"), "&lt;script&gt;&amp;&quot;\u{FFFD} ");
    }
}
