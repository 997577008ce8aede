//! Countries as people name them.

use crate::model::Names;

/// Whether a text means the country of a code and names: by either of them in any case, or by its code of three letters or another of its names
/// in the world's data.
#[must_use]
pub fn names_country(text: &str, code: &str, names: &Names) -> bool {
    let asked = text.trim().to_lowercase();
    let is = |name: &str| name.to_lowercase() == asked;
    #[cfg(feature = "world")]
    let is_known = || crate::world::is_country(text, code);
    #[cfg(not(feature = "world"))]
    let is_known = || false;
    is(code) || names.0.values().any(|name| is(name)) || is_known()
}
