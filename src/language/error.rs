//! A text that names no language.

use thiserror::Error;

/// Why a text names no language.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{found}: expected {}", self.expected())]
pub struct LanguageError {
    pub(super) found: String,
    /// Those with a catalogue.
    pub(super) there_are: Vec<String>,
    /// Those of which a dossier has names alone.
    pub(super) of_names: Vec<String>,
    /// The one whose code or name is like what was found.
    pub(super) nearest: Option<String>,
}

impl LanguageError {
    /// The text that names no language.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What was expected, with the nearest language and how to add one.
    #[must_use]
    pub fn expected(&self) -> String {
        let all = match self.there_are.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
            _ => self.there_are.concat(),
        };
        let code =
            self.found.split('+').find(|c| !self.there_are.iter().any(|t| t == c.trim())).unwrap_or_default().trim();
        let is_code = matches!(code.len(), 2..=3) && code.bytes().all(|b| b.is_ascii_lowercase());
        let file = if is_code { code } else { "CODE" };
        let names = match self.of_names.as_slice() {
            [] => String::new(),
            some => format!(" (the second also {}, of which the dossier has names alone)", some.join(", ")),
        };
        let nearest = self.nearest.as_ref().map(|code| format!("; did you mean {code}?")).unwrap_or_default();
        let end = if nearest.is_empty() { "." } else { "" };
        format!(
            "{all}, or two of them for names in two scripts, such as {}{names}{nearest}{end} \
             Another language needs a catalogue, languages/{file}.ftl beside marz.toml",
            self.there_are.iter().skip(1).take(2).cloned().collect::<Vec<_>>().join("+"),
        )
    }
}
