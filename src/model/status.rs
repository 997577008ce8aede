use serde::{Deserialize, Serialize};

use super::Names;

/// Whether the two sides of a border agree on a stretch of its line, as far as anybody says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LineStatus {
    /// Nothing is said. That nobody is known to dispute it is no evidence of agreement.
    #[default]
    NotStated,
    /// The two sides have agreed on it.
    Agreed,
    /// One side or another state claims another line.
    Disputed,
    /// A line to which two sides have withdrawn or which they hold, agreed as a border by neither.
    ControlLine,
    /// A line of an armistice.
    Armistice,
    /// The border runs somewhere near: not delimited, or not marked on the ground.
    Approximate,
}

impl LineStatus {
    /// All of them, in the order of legends.
    pub const ALL: [Self; 6] =
        [Self::NotStated, Self::Agreed, Self::Disputed, Self::ControlLine, Self::Armistice, Self::Approximate];

    /// The name as files have it, such as `control_line`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotStated => "not_stated",
            Self::Agreed => "agreed",
            Self::Disputed => "disputed",
            Self::ControlLine => "control_line",
            Self::Armistice => "armistice",
            Self::Approximate => "approximate",
        }
    }

    /// Whether figures draw the line otherwise than as an agreed one.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, Self::NotStated | Self::Agreed)
    }
}

/// Why something is as it is said to be: one text, taken as English, or a text by language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "TextOrNames", into = "TextOrNames")]
pub struct Reason(pub Names);

/// How files write a reason.
#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum TextOrNames {
    Text(String),
    ByLanguage(Names),
}

impl From<TextOrNames> for Reason {
    fn from(written: TextOrNames) -> Self {
        match written {
            TextOrNames::Text(text) => text.as_str().into(),
            TextOrNames::ByLanguage(names) => Self(names),
        }
    }
}

impl From<&str> for Reason {
    fn from(text: &str) -> Self {
        Self(Names::english(text))
    }
}

impl From<Reason> for TextOrNames {
    fn from(reason: Reason) -> Self {
        match reason.0.0.get("en") {
            Some(text) if reason.0.0.len() == 1 => Self::Text(text.clone()),
            _ => Self::ByLanguage(reason.0),
        }
    }
}

impl Reason {
    /// Whether no language has any words of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.0.values().all(|text| text.trim().is_empty())
    }

    /// The text in English, or else in whichever language comes first by code; empty if there is none.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.in_language("en").unwrap_or_default()
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Reason {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Reason".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Why: one text, taken as English, or a text by language.",
            "type": ["string", "object"],
            "additionalProperties": {"type": "string", "minLength": 1},
        })
    }
}

/// Where something can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Who says it.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub by: String,
    /// The title of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

impl Citation {
    /// The citation in one line: who, title, date.
    #[must_use]
    pub fn line(&self) -> String {
        [Some(&self.by), self.title.as_ref(), self.date.as_ref()]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_written_as_it_was_read() {
        for text in [r#""not marked""#, r#"{"en":"not marked","ru":"не отмечена"}"#, r#"{"ru":"не отмечена"}"#]
        {
            let reason: Reason = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&reason).unwrap(), text);
        }
    }

    #[test]
    fn statuses_are_called_as_files_call_them() {
        for status in LineStatus::ALL {
            assert_eq!(serde_json::to_string(&status).unwrap(), format!("\"{}\"", status.as_str()));
        }
    }
}
