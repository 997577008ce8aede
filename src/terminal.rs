//! Text made safe for a terminal: control characters and bidirectional controls in data are replaced.

use std::borrow::Cow;

/// Whether a character would move the cursor, colour, ring, or turn the order of what follows, instead of being shown.
///
/// Control characters (C0, DEL and C1) but line breaks and tabs, and the embeddings, overrides and isolates of the
/// bidirectional algorithm (UAX #9): left open they reorder the rest of the line. Marks that join letters or give a
/// direction to one place (U+200C to U+200F) are part of how names are written and stay.
#[must_use]
pub fn drives(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The text with U+FFFD in the place of every character that [`drives`] the terminal.
///
/// ```
/// assert_eq!(marz::terminal::shown("Panj\u{1b}[2J\u{202e}"), "Panj\u{FFFD}[2J\u{FFFD}");
/// assert_eq!(marz::terminal::shown("فیض\u{200c}آباد\n"), "فیض\u{200c}آباد\n");
/// ```
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if text.contains(drives) { Cow::Owned(text.replace(drives, "\u{FFFD}")) } else { Cow::Borrowed(text) }
}

/// A number of things in English: `1 warning`, `2 warnings`.
#[must_use]
pub fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// Names with a separator between them, at most twelve of them, and how many more there are.
///
/// ```
/// assert_eq!(marz::terminal::some_of(&["Panj", "Tem"], ", "), "Panj, Tem");
/// assert!(marz::terminal::some_of(&["Tem"; 15], ", ").ends_with("Tem and 3 more"));
/// ```
#[must_use]
pub fn some_of<S: AsRef<str>>(names: &[S], separator: &str) -> String {
    const NAMED: usize = 12;
    let (named, rest) = names.split_at(names.len().min(NAMED));
    let named: Vec<&str> = named.iter().map(AsRef::as_ref).collect();
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    format!("{}{more}", named.join(separator))
}

/// The same on one line: line breaks and tabs become spaces.
///
/// ```
/// assert_eq!(marz::terminal::line("Panj\n\u{1b}[2J"), "Panj \u{FFFD}[2J");
/// ```
#[must_use]
pub fn line(text: &str) -> String {
    let stand_in = |c: char| match c {
        '\n' | '\t' => ' ',
        c if drives(c) => '\u{FFFD}',
        c => c,
    };
    if text.is_ascii() && !text.contains(|c: char| c.is_ascii_control()) {
        return text.to_owned();
    }
    text.chars().map(stand_in).collect()
}
