//! The style of a house as a dossier brings it: its logo read, its contrast checked.

use super::{MANIFEST, Source};
use crate::error::Error;
use crate::model::House;
use crate::read::Problem;
use crate::recipe::{Manifest, Theme};
use crate::theme::{READABLE, house_theme};

/// The style of the house; a warning for each pair of text and ground that cannot be read.
///
/// # Errors
///
/// Where the logo cannot be read, or is no picture.
#[cfg_attr(not(feature = "figures"), allow(clippy::useless_conversion, reason = "there a logo is never read"))]
pub fn house(source: &Source, manifest: &Manifest, problems: &mut Vec<Problem>) -> Result<House, Error> {
    let file = source.shown(MANIFEST);
    let mut house = manifest.style.resolve(&file)?;
    for name in Theme::ALL.into_iter().filter(|name| house.colours.contains_key(name.as_str())) {
        for (ink, ground, ratio) in house_theme(name, &house).unreadable() {
            let problem = Problem::warning(&file, format!("{ink} cannot be read on {ground}"));
            let problem =
                problem.field(format!("style.{}", name.as_str())).found(format!("a contrast of {ratio:.1} to 1"));
            let problem = problem.expected(format!("{READABLE} to 1 at least (WCAG 2.2, 1.4.3)"));
            problems.push(problem.hint(format!("make {ink} darker or {ground} lighter, or the other way round")));
        }
    }
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
