//! Templates of the labels of incidents, such as `{place}, {killed} killed`.

use super::RecipeError;

/// What a template may name of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelField {
    /// Its date.
    Date,
    /// The name of its place.
    Place,
    /// Its title.
    Title,
    /// Its category.
    Category,
    /// The number of dead, or between which figures it is.
    Killed,
    /// The number of wounded, likewise.
    Wounded,
    /// Its distance from the border, with the interval.
    Distance,
    /// The side of the border.
    Side,
    /// Its id.
    Id,
}

/// The fields by the names that templates have for them.
const FIELDS: [(&str, LabelField); 9] = [
    ("date", LabelField::Date),
    ("place", LabelField::Place),
    ("title", LabelField::Title),
    ("category", LabelField::Category),
    ("killed", LabelField::Killed),
    ("wounded", LabelField::Wounded),
    ("distance", LabelField::Distance),
    ("side", LabelField::Side),
    ("id", LabelField::Id),
];

/// So many characters a template may have.
const MOST_CHARACTERS: usize = 200;

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelPart {
    /// Words as they stand.
    Words(String),
    /// A field of the incident.
    Field(LabelField),
}

/// A template of labels, in parts.
///
/// # Example
///
/// ```
/// use marz::recipe::{LabelField, LabelPart, LabelTemplate};
/// let template = LabelTemplate::parse("label.en", "{place}, {killed} killed")?;
/// assert_eq!(template.parts[0], LabelPart::Field(LabelField::Place));
/// assert!(LabelTemplate::parse("label.en", "{dead}").is_err());
/// # Ok::<(), marz::recipe::RecipeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelTemplate {
    /// Its parts in order.
    pub parts: Vec<LabelPart>,
}

impl LabelTemplate {
    /// Reads a template.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] for a placeholder that there is not (with the list), a brace without its other, and a template that is
    /// empty or too long; `key` is what messages name.
    pub fn parse(key: &str, text: &str) -> Result<Self, RecipeError> {
        let list = || FIELDS.map(|(name, _)| format!("{{{name}}}")).join(", ");
        let count = text.chars().count();
        if text.trim().is_empty() || count > MOST_CHARACTERS {
            let found = if count == 0 { "no words".to_owned() } else { format!("{count} characters") };
            return Err(RecipeError::value(key, found, format!("1 to {MOST_CHARACTERS} characters with {}", list())));
        }
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            if !before.is_empty() {
                parts.push(LabelPart::Words(before.to_owned()));
            }
            let Some((name, after)) = from.strip_prefix('{').and_then(|inner| inner.split_once('}')) else {
                return Err(RecipeError::value(key, text, "each { with its }, around the name of a field"));
            };
            let Some((_, field)) = FIELDS.iter().find(|(known, _)| *known == name) else {
                let like = super::did_you_mean(name, FIELDS.iter().map(|(known, _)| *known), ["{", "}"]);
                let expected = format!("one of {}{like}", list());
                return Err(RecipeError::value(key, format!("{{{name}}}"), expected));
            };
            parts.push(LabelPart::Field(*field));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(LabelPart::Words(rest.to_owned()));
        }
        Ok(Self { parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_templates_name_what_there_is() {
        for (text, expected) in [
            ("{dead} dead", "{dead}: expected one of {date}, {place}"),
            ("{kiled}", "did you mean {killed}?"),
            ("{place", "each { with its }"),
            ("place}", "each { with its }"),
            (" ", "1 to 200 characters"),
        ] {
            let error = LabelTemplate::parse("label.en", text).unwrap_err().to_string();
            assert!(error.contains(expected) && error.starts_with("label.en: "), "{text}: {error}");
        }
        assert!(LabelTemplate::parse("label", &"x".repeat(201)).is_err());
        let parts = LabelTemplate::parse("label", "{date}: {id}").unwrap().parts;
        assert_eq!(parts.len(), 3);
    }
}
