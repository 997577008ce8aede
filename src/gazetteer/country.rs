//! Countries as people name them.

use crate::model::Names;

/// Whether a text means the country of a code and names: by either of them in any case, or by its code of three letters or another of its names
/// in the world's data.
#[must_use]
pub fn names_country(text: &str, code: &str, names: &Names) -> bool {
    let asked = text.trim().to_lowercase();
    let is = |name: &str| name.to_lowercase() == asked;
    #[cfg(feature = "world")]
    let is_known = || marz_world::country_named(text).is_ok_and(|country| is_same(country, code));
    #[cfg(not(feature = "world"))]
    let is_known = || false;
    is(code) || names.0.values().any(|name| is(name)) || is_known()
}

/// Whether a code of two or three letters is that of a country.
#[cfg(feature = "world")]
fn is_same(country: &marz_world::Country, code: &str) -> bool {
    [&country.code, &country.alpha2].iter().any(|known| known.eq_ignore_ascii_case(code))
}
