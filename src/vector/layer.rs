//! A layer that is ready to be read.

use serde_json::Value;

use crate::read::LayerFeature;

/// Takes a feature; an error where nobody reads any more.
pub type Put<'a> = &'a mut dyn FnMut(LayerFeature) -> Result<(), String>;

/// Gives out the features of a layer in the order of the file.
pub type Reader = Box<dyn FnOnce(Put<'_>) -> Result<(), String> + Send>;

/// The fields of the features that are asked for. Those that are not may be left out, where that saves time.
#[derive(Debug, Clone, Copy)]
pub enum Members {
    /// All of them.
    All,
    /// Those of these names.
    Only(&'static [&'static str]),
}

impl Members {
    /// Whether a field is asked for.
    pub fn include(self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => names.contains(&name),
        }
    }

    /// Gives a feature a field, if it is asked for.
    pub fn add(self, to: &mut LayerFeature, name: &str, value: Value) {
        match self {
            // The id needs no room among the fields, where it is one of a million.
            Self::Only(names) if name == "id" && names.contains(&name) => to.id = Some(value),
            _ if self.include(name) => drop(to.properties.insert(name.to_owned(), value)),
            _ => {}
        }
    }
}
