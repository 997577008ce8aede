//! Notes of a recipe: text at a point, a border kilometre or an incident.

use serde::{Deserialize, Serialize};

use super::view::names;
use super::{BorderKm, RecipeError};
use crate::model::{LonLat, Names};

/// So many notes a map may have, and so many characters each of them.
const MOST_NOTES: usize = 40;
const MOST_CHARACTERS: usize = 300;

/// A note on a map: an entry of `[[note]]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteText {
    /// What it says: English, or a table by language.
    #[serde(deserialize_with = "names")]
    pub text: Names,
    /// The longitude and latitude, in degrees, that it points at.
    pub at: Option<(f64, f64)>,
    /// The border kilometre that it points at.
    pub km: Option<BorderKm>,
    /// The id of the incident that it points at.
    pub incident: Option<String>,
    /// Whether an arrow leads from the text to its point.
    #[serde(default = "yes")]
    pub arrow: bool,
}

fn yes() -> bool {
    true
}

/// What a note points at.
#[derive(Debug, Clone, PartialEq)]
pub enum NoteAnchor {
    /// A position.
    At(LonLat),
    /// A border kilometre.
    Km(BorderKm),
    /// An incident, by its id.
    Incident(String),
}

impl NoteText {
    /// What it points at.
    ///
    /// # Arguments
    ///
    /// * `key` is the note as messages name it, such as `note[0]`.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] where it is not one of `at`, `km` and `incident`, or `at` is no position.
    pub fn anchor(&self, key: &str) -> Result<NoteAnchor, RecipeError> {
        let mut given = Vec::new();
        if let Some((lon, lat)) = self.at {
            let at = LonLat::new(lon, lat).ok().ok_or_else(|| {
                let expected = "longitude and latitude in degrees, such as at = [69.58, 37.1]";
                RecipeError::value(&format!("{key}.at"), format!("[{lon}, {lat}]"), expected)
            })?;
            given.push(NoteAnchor::At(at));
        }
        given.extend(self.km.map(NoteAnchor::Km));
        given.extend(self.incident.clone().map(NoteAnchor::Incident));
        match given.len() {
            1 => given.pop().ok_or_else(|| RecipeError::value(key, "nothing", "a point")),
            count => {
                let found = if count == 0 { "no point" } else { "several points" };
                let expected = "one of at = [lon, lat], km = 35.5 (or \"2:35.5\") and incident = \"ID\"";
                Err(RecipeError::value(key, found, expected))
            }
        }
    }

    /// Refuses a note without words or without one point.
    fn check(&self, key: &str) -> Result<(), RecipeError> {
        for (lang, text) in &self.text.0 {
            let count = text.chars().count();
            if text.trim().is_empty() || count > MOST_CHARACTERS {
                let found = if count > MOST_CHARACTERS { format!("{count} characters") } else { "no words".to_owned() };
                let expected = format!("1 to {MOST_CHARACTERS} characters: what is longer belongs beside the map");
                return Err(RecipeError::value(&format!("{key}.text.{lang}"), found, expected));
            }
        }
        if self.text.0.is_empty() {
            return Err(RecipeError::value(&format!("{key}.text"), "no words", "text, or a table of it by language"));
        }
        self.anchor(key).map(drop)
    }
}

/// Refuses notes of which one cannot be used, or which are too many.
pub(super) fn check_notes(notes: &[NoteText]) -> Result<(), RecipeError> {
    if notes.len() > MOST_NOTES {
        return Err(RecipeError::value("note", format!("{} notes", notes.len()), format!("at most {MOST_NOTES}")));
    }
    notes.iter().enumerate().try_for_each(|(number, note)| note.check(&format!("note[{number}]")))
}
