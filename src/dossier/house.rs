//! The style of a house as a dossier brings it: its logo read, the contrast of its colours.

use std::collections::BTreeMap;

use super::{MANIFEST, Source};
use crate::error::Error;
use crate::model::House;
use crate::read::Problem;
use crate::recipe::{Manifest, Theme};
use crate::theme::{READABLE, house_theme};

/// A warning for each text whose contrast to its grounds is too low to be read, in those of the themes whose colours the house changes.
pub fn unreadable_colours(house: &House, source: &Source, themes: &[Theme]) -> Vec<Problem> {
    let file = source.shown(MANIFEST);
    let mut problems = Vec::new();
    for name in themes.iter().filter(|name| house.colours.contains_key(name.as_str())) {
        let mut by_ink: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
        for (ink, ground, ratio) in house_theme(*name, house).unreadable() {
            by_ink.entry(ink).or_default().push((ground, ratio));
        }
        for (ink, grounds) in by_ink {
            let on = grounds.iter().map(|(ground, _)| *ground).collect::<Vec<_>>().join(", ");
            let ratios = grounds.iter().map(|(_, ratio)| format!("{ratio:.1} to 1")).collect::<Vec<_>>().join(", ");
            let problem = Problem::warning(&file, format!("{ink} cannot be read on {on}"))
                .field(format!("style.{}", name.as_str()))
                .found(format!("a contrast of {ratios}"))
                .expected(format!("{READABLE} to 1 at least (WCAG 2.2, 1.4.3)"));
            problems.push(problem.hint(format!("make {ink} darker or {on} lighter, or the other way round")));
        }
    }
    problems
}

/// The style of the house.
///
/// # Errors
///
/// Where the logo cannot be read, or is no picture.
#[cfg_attr(not(feature = "figures"), allow(clippy::useless_conversion, reason = "there a logo is never read"))]
pub fn house(source: &Source, manifest: &Manifest) -> Result<House, Error> {
    let mut house = manifest.style.resolve(&source.shown(MANIFEST))?;
    if let Some(logo) = &manifest.style.logo {
        let bytes = source.bytes(&logo.file)?;
        #[cfg(feature = "figures")]
        let read = crate::render::logo(&bytes, logo.height_mm);
        #[cfg(not(feature = "figures"))]
        let read = {
            drop(bytes);
            Ok::<Option<crate::model::Logo>, String>(None)
        };
        house.logo = read.map(Into::into).map_err(|why| {
            let message = format!("{}: this is no picture that can be a logo: {why}", source.shown(&logo.file));
            Error::request(
                message,
                "style.logo in marz.toml takes a PNG of at most 4000 pixels a side, or an SVG".to_owned(),
            )
        })?;
    }
    Ok(house)
}
