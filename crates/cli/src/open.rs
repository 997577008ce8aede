//! Opening what the options name: the dossier, another border.

use std::path::PathBuf;

use super::args::{Global, ViewArgs};
use super::console::{Console, Failure};
use marz::Dossier;
use marz::dossier::{AskedBorder, Loaded, LoadedBorder, PreparedBorder, Source, load, load_around};
use marz::model::{Border, View};

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
pub fn dossier_or_code(
    asked: Option<AskedBorder>,
    global: &Global,
    console: &Console,
) -> Result<(Dossier, Option<AskedBorder>), Failure> {
    let here = std::env::current_dir().unwrap_or_default();
    let is_alone = global.dossier.is_none() && Source::around(&here).is_none();
    let alone = asked.as_ref().filter(|_| is_alone);
    if let Some(dossier) = alone.map(|asked| of_code(asked, console)).transpose()?.flatten() {
        return Ok((dossier, None));
    }
    // The line of an earlier edition lies on the ground of its border today.
    let ground = alone.and_then(|asked| AskedBorder::ground_of(&[&asked.path]));
    match ground.map(|code| Dossier::of_code(&code)).transpose()?.flatten() {
        Some(dossier) => Ok((dossier, asked)),
        None => Ok((dossier(global, console)?, asked)),
    }
}

/// The dossier that was asked for, or the one around this folder; not the embedded one.
pub fn dossier_around(global: &Global, console: &Console) -> Result<Option<Dossier>, Failure> {
    let here = std::env::current_dir().unwrap_or_default();
    match global.dossier.is_some() || Source::around(&here).is_some() {
        true => dossier(global, console).map(Some),
        false => Ok(None),
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
pub fn border(asked: &AskedBorder, console: &Console) -> Result<Border, Failure> {
    let LoadedBorder { border, problems, documents, remarks } = asked.load()?;
    console.problems(&problems, &documents);
    remarks.iter().for_each(|remark| console.note(remark));
    border.ok_or_else(|| Failure::data(format!("{} holds no border that can be used; see above", asked.path.display())))
}

/// The rival lines that were asked for, their problems shown.
pub fn views(args: &ViewArgs, console: &Console) -> Result<Vec<View>, Failure> {
    let view = |path: &PathBuf| {
        let (view, loaded) = AskedBorder::from(path.as_path()).load_view()?;
        console.problems(&loaded.problems, &loaded.documents);
        view.ok_or_else(|| Failure::data(format!("{} holds no line that can be used; see above", path.display())))
    };
    args.view.iter().map(view).collect()
}

/// The dossier with the rival lines that were asked for, or with its own.
pub fn seen_by(dossier: Dossier, args: &ViewArgs, console: &Console) -> Result<Dossier, Failure> {
    if args.view.is_empty() { Ok(dossier) } else { Ok(dossier.seen_by(views(args, console)?)?) }
}

/// The dossier of the border of a code, with its ground; `None` for a file.
pub fn of_code(asked: &AskedBorder, console: &Console) -> Result<Option<Dossier>, Failure> {
    let dossier = Dossier::of_code(asked)?;
    dossier.iter().flat_map(Dossier::remarks).for_each(|remark| console.note(remark));
    Ok(dossier)
}

/// The dossier under the border that was asked for, or under its own.
pub fn under(dossier: Dossier, asked: Option<AskedBorder>, console: &Console) -> Result<Dossier, Failure> {
    Ok(match asked {
        Some(asked) => match of_code(&asked, console)? {
            Some(other) => dossier.on_ground_of(other),
            None => dossier.under(border(&asked, console)?),
        },
        None => dossier,
    })
}

/// The border that was asked for, or the dossier's.
pub fn border_or(asked: Option<AskedBorder>, global: &Global, console: &Console) -> Result<Border, Failure> {
    match asked {
        Some(asked) => border(&asked, console),
        None => Ok(dossier(global, console)?.case().border.clone()),
    }
}

/// The same, ready to be measured.
pub fn prepared_or(asked: Option<AskedBorder>, global: &Global, console: &Console) -> Result<PreparedBorder, Failure> {
    match asked {
        Some(asked) => border(&asked, console).map(PreparedBorder::from),
        None => Ok(PreparedBorder::from(&dossier(global, console)?)),
    }
}
