//! Opening what the options name: the dossier, another border.

use std::path::Path;

use super::args::Global;
use super::console::{Console, Failure};
use marz::Dossier;
use marz::dossier::{Loaded, LoadedBorder, Source, border_file, load, load_around};
use marz::model::Border;

/// The dossier that was asked for, or the one around this folder, or the embedded one.
pub fn source(global: &Global, console: &Console) -> Result<Source, Failure> {
    if let Some(folder) = &global.dossier {
        return Ok(Source::folder(folder)?);
    }
    let here = std::env::current_dir().unwrap_or_default();
    Ok(Source::around(&here).unwrap_or_else(|| {
        console.note("no marz.toml here or above: using the embedded dossier");
        Source::Embedded
    }))
}

/// The dossier, its problems shown.
pub fn dossier(global: &Global, console: &Console) -> Result<Dossier, Failure> {
    loaded(source(global, console)?, console)
}

/// The dossier of a source, its problems shown.
pub fn loaded(source: Source, console: &Console) -> Result<Dossier, Failure> {
    usable(load(source)?, console)
}

/// The dossier but for its incidents, which are to be streamed.
pub fn around(global: &Global, console: &Console) -> Result<Dossier, Failure> {
    usable(load_around(source(global, console)?)?, console)
}

fn usable(loaded: Loaded, console: &Console) -> Result<Dossier, Failure> {
    console.problems(&loaded.problems, &loaded.documents);
    Ok(Dossier::from_loaded(loaded)?)
}

/// Any file with lines as a border, its problems shown.
pub fn border(path: &Path, console: &Console) -> Result<Border, Failure> {
    let LoadedBorder { border, problems, documents } = border_file(path)?;
    console.problems(&problems, &documents);
    border.ok_or_else(|| Failure::data(format!("{} holds no border that can be used; see above", path.display())))
}

/// The dossier under the border that was asked for, or under its own.
pub fn under(dossier: Dossier, path: Option<&Path>, console: &Console) -> Result<Dossier, Failure> {
    Ok(match path {
        Some(path) => dossier.under(border(path, console)?),
        None => dossier,
    })
}

/// The border that was asked for, or the dossier's.
pub fn border_or(path: Option<&Path>, global: &Global, console: &Console) -> Result<Border, Failure> {
    match path {
        Some(path) => border(path, console),
        None => Ok(dossier(global, console)?.case().border.clone()),
    }
}
