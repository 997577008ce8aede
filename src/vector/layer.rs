//! A layer that is ready to be read.

use serde_json::{Number, Value};

use crate::read::LayerFeature;
use crate::terminal::some_of;

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

/// A real number of a cell. JSON has none that is infinite: it becomes the text `inf`, as GDAL writes it; NaN is an empty cell.
pub fn real(n: f64) -> Value {
    match Number::from_f64(n) {
        Some(number) => number.into(),
        None if n.is_nan() => Value::Null,
        None => n.to_string().into(),
    }
}

/// What is to be said of the columns that are asked for and hold no text, number or time.
pub fn not_read(file: &str, columns: &[impl AsRef<str>]) -> Option<String> {
    (!columns.is_empty()).then(|| format!("{file}: no text, number or time, so not read: {}", some_of(columns, ", ")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn infinite_numbers_are_not_lost() {
        assert_eq!(
            [0.5, f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(real),
            [json!(0.5), json!(null), json!("inf"), json!("-inf")]
        );
    }
}
