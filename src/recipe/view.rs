//! The rival lines that a manifest names.

use serde::{Deserialize, Deserializer};

use super::RecipeError;
use crate::model::Names;

/// A rival line of the border, as `marz.toml` names it: by a file of the dossier, or by the code of a border of the world.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewText {
    /// What it is called: English, or a table by language; the name in its file where it is left out.
    #[serde(default, deserialize_with = "names")]
    pub name: Names,
    /// Its file, a path below the dossier's folder.
    pub file: Option<String>,
    /// The code of a land border of the world, with an edition, such as `IND-PAK@2026c`.
    pub code: Option<String>,
    /// By how far it may be off before it changes a verdict, in metres.
    pub accuracy_m: Option<f64>,
}

impl ViewText {
    /// Refuses a view without a line, with two of them, or with an accuracy that is none.
    pub(super) fn check(&self, file: &str, number: usize) -> Result<(), RecipeError> {
        let key = format!("{file}: views[{number}]");
        if self.file.is_some() == self.code.is_some() {
            let found = if self.file.is_some() { "both file and code" } else { "neither file nor code" };
            return Err(RecipeError::value(
                &key,
                found,
                "one of them: file = \"data/claim.geojson\" or code = \"IND-PAK@2026c\"",
            ));
        }
        match self.accuracy_m.filter(|m| !(0.0..=1_000_000.0).contains(m)) {
            Some(m) => Err(RecipeError::value(&format!("{key}.accuracy_m"), m.to_string(), "0 to 1000000 metres")),
            None => Ok(()),
        }
    }
}

/// One English sentence, or one for each language.
pub(super) fn names<'de, D: Deserializer<'de>>(from: D) -> Result<Names, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        One(String),
        Many(Names),
    }
    Ok(match Either::deserialize(from)? {
        Either::One(english) => Names::english(&english),
        Either::Many(names) => names,
    })
}
