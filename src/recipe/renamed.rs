//! Keys that were renamed: the old name is read as the new one, and `marz migrate` rewrites it.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::Value;
use toml::de::{DeTable, DeValue};

use super::RecipeError;

/// A kind of file that holds parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterFile {
    /// `marz.toml`.
    Manifest,
    /// A recipe in `maps/`.
    Recipe,
}

/// A key that was renamed; it stays in its table, and its value means what it meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenamedKey {
    /// The kind of file.
    pub file: ParameterFile,
    /// The table, outermost first; empty for the file itself.
    pub table: &'static [&'static str],
    /// The name that it had.
    pub old: &'static str,
    /// The name that it has.
    pub new: &'static str,
    /// The version of the program that first knows the new name.
    pub since: &'static str,
}

/// Every key that was renamed. The keys of the GeoJSON files are those of before.
pub const RENAMED_KEYS: [RenamedKey; 2] = [
    // The key is a factor, and `text` promises words.
    RenamedKey { file: ParameterFile::Recipe, table: &[], old: "text", new: "text_scale", since: "0.2.0" },
    RenamedKey { file: ParameterFile::Manifest, table: &["defaults"], old: "text", new: "text_scale", since: "0.2.0" },
];

/// An old key in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldKey {
    /// What became of it.
    pub key: &'static RenamedKey,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The bytes of its name, with the quotes if it has any.
    span: Range<usize>,
}

impl RenamedKey {
    /// A name of the key with its table, such as `defaults.text`.
    fn path(&self, name: &str) -> String {
        self.table.iter().copied().chain([name]).collect::<Vec<_>>().join(".")
    }

    /// The old key with its table.
    #[must_use]
    pub fn old_path(&self) -> String {
        self.path(self.old)
    }

    /// The new key with its table.
    #[must_use]
    pub fn new_path(&self) -> String {
        self.path(self.new)
    }
}

/// The old keys of a TOML text, in the order of the file; none if it is not TOML, which is an error where it is read.
///
/// # Errors
///
/// [`RecipeError::Value`] where old and new key are both given.
pub fn old_keys(kind: ParameterFile, file: &str, text: &str) -> Result<Vec<OldKey>, RecipeError> {
    let content = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.len() - content.len();
    let Ok(root) = DeTable::parse(content) else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for key in RENAMED_KEYS.iter().filter(|key| key.file == kind) {
        let inner = |table, name: &&str| match DeTable::get(table, *name)?.get_ref() {
            DeValue::Table(inner) => Some(inner),
            _ => None,
        };
        let Some(table) = key.table.iter().try_fold(root.get_ref(), inner) else { continue };
        let Some((name, _)) = table.get_key_value(key.old) else { continue };
        if table.contains_key(key.new) {
            let found = format!("also {}", key.new);
            return Err(RecipeError::value(
                &format!("{file}: {}", key.old_path()),
                found,
                format!("{} alone", key.new),
            ));
        }
        let before = content.get(..name.span().start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        all.push(OldKey {
            key,
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            span: name.span().start + mark..name.span().end + mark,
        });
    }
    all.sort_by_key(|old| old.span.start);
    Ok(all)
}

/// The text with the new names in place of the old ones; every other byte is as it was.
///
/// # Errors
///
/// As [`old_keys`].
pub fn with_new_keys<'a>(kind: ParameterFile, file: &str, text: &'a str) -> Result<Cow<'a, str>, RecipeError> {
    let old = old_keys(kind, file, text)?;
    let mut out = Cow::Borrowed(text);
    // From the end, so that the places before it stay where they are.
    for one in old.iter().rev() {
        out.to_mut().replace_range(one.span.clone(), one.key.new);
    }
    Ok(out)
}

/// The values of a file with every renamed key under its first name: the same parameters are the same, whichever name they have.
#[must_use]
pub fn with_first_names(kind: ParameterFile, mut values: Value) -> Value {
    for key in RENAMED_KEYS.iter().rev().filter(|key| key.file == kind) {
        let table = key.table.iter().try_fold(&mut values, |table, name| table.get_mut(name));
        if let Some(table) = table.and_then(Value::as_object_mut)
            && !table.contains_key(key.old)
            && let Some(value) = table.shift_remove(key.new)
        {
            table.insert(key.old.to_owned(), value);
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipe::values;

    const FORMS: [(&str, &str); 5] = [
        ("defaults.text = 1.2 # text = 1\n", "defaults.text_scale = 1.2 # text = 1\n"),
        ("defaults = { lang = 'en', text = 1.2 }", "defaults = { lang = 'en', text_scale = 1.2 }"),
        ("\u{feff}[defaults]\r\n\"text\"\t=  1.2\r\n", "\u{feff}[defaults]\r\ntext_scale\t=  1.2\r\n"),
        (
            "title = '''\n[defaults]\ntext = 1'''\n[defaults]\ntext=1.2",
            "title = '''\n[defaults]\ntext = 1'''\n[defaults]\ntext_scale=1.2",
        ),
        ("text = 1\n[other]\ntext = 2\n", "text = 1\n[other]\ntext = 2\n"),
    ];

    #[test]
    fn a_key_is_renamed_in_every_form_and_nothing_else() {
        for (before, after) in FORMS {
            let found = with_new_keys(ParameterFile::Manifest, "marz.toml", before).unwrap();
            assert_eq!(found, after);
            let first = |text: &str| with_first_names(ParameterFile::Manifest, values("marz.toml", text).unwrap());
            assert_eq!(first(before), first(after));
        }
        let old = old_keys(ParameterFile::Manifest, "marz.toml", FORMS[1].0).unwrap();
        assert_eq!((old[0].line, old[0].column, old[0].key.old_path()), (1, 27, "defaults.text".to_owned()));
    }

    #[test]
    fn both_names_at_once_are_refused() {
        let both = "title = 'x'\ntext = 1\ntext_scale = 2\n";
        let message = with_new_keys(ParameterFile::Recipe, "m.toml", both).unwrap_err().to_string();
        assert_eq!(message, "m.toml: text: also text_scale: expected text_scale alone");
    }
}
