//! A figure of what happened within 50 km of the border, as PNG: `cargo run --example figure`.

use marz::{Dossier, Selection};

/// Writes the figure to the folder for temporary files.
pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dossier = Dossier::embedded()?;
    let measured = dossier.measure(&Selection::default().near_m(50_000.0))?;
    std::fs::write(std::env::temp_dir().join("map.png"), dossier.figure("overview")?.with(&measured).png()?)?;
    Ok(())
}
