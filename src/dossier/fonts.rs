//! The fonts that a dossier brings.

use super::Source;
use crate::error::Error;
use crate::recipe::Manifest;
use crate::typeface::Typefaces;

/// The fonts of the dossier beside the bundled ones.
pub fn fonts(source: &Source, manifest: &Manifest) -> Result<Typefaces, Error> {
    let read = |path: &String| Ok((source.shown(path), source.bytes(path)?.into_owned()));
    let all = |list: &[String]| list.iter().map(read).collect::<Result<Vec<_>, Error>>();
    let hint = || "see fonts = [...] in marz.toml, also in [style]".to_owned();
    let fonts = Typefaces::of_house(all(&manifest.style.fonts)?, all(&manifest.fonts)?);
    fonts.map_err(|e| Error::request(e.to_string(), hint()))
}
