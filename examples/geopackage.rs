//! All layers of a dossier as a GeoPackage that QGIS opens styled: `cargo run --example geopackage`.

use marz::{Dossier, Selection};

/// Writes the file to the folder for temporary files.
pub fn main() -> Result<(), marz::Error> {
    let dossier = Dossier::embedded()?;
    let measured = dossier.measure(&Selection::default())?;
    marz::export::geopackage(&measured, std::env::temp_dir().join("case.gpkg"))?;
    Ok(())
}
