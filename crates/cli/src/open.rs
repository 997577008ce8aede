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

/// The dossier of a figure, and the border that it is to be drawn under; where there is no dossier, a border's code is one of its own.
pub fn dossier_or_code<'a>(
    path: Option<&'a Path>,
    global: &Global,
    console: &Console,
) -> Result<(Dossier, Option<&'a Path>), Failure> {
    let here = std::env::current_dir().unwrap_or_default();
    let is_alone = global.dossier.is_none() && Source::around(&here).is_none();
    match path.filter(|_| is_alone).map(|path| of_code(path, console)).transpose()?.flatten() {
        Some(dossier) => Ok((dossier, None)),
        None => Ok((dossier(global, console)?, path)),
    }
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
    let LoadedBorder { border, problems, documents, remarks } = border_file(path)?;
    console.problems(&problems, &documents);
    remarks.iter().for_each(|remark| console.note(remark));
    border.ok_or_else(|| Failure::data(format!("{} holds no border that can be used; see above", path.display())))
}

/// The dossier of the border of a code, with its ground; `None` for a file.
pub fn of_code(path: &Path, console: &Console) -> Result<Option<Dossier>, Failure> {
    let Some((dossier, remarks)) = Dossier::of_code(path)? else { return Ok(None) };
    remarks.iter().for_each(|remark| console.note(remark));
    Ok(Some(dossier))
}

/// The dossier under the border that was asked for, or under its own.
pub fn under(dossier: Dossier, path: Option<&Path>, console: &Console) -> Result<Dossier, Failure> {
    Ok(match path {
        Some(path) => match of_code(path, console)? {
            Some(other) => dossier.on_ground_of(other),
            None => dossier.under(border(path, console)?),
        },
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
