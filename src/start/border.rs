//! The first step: the border, and the folder of its dossier.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use super::guide::Guide;
use super::request::StartRequest;
use crate::dossier::{AskedBorder, Beginning, MANIFEST, Source, WAITING, begin, file_like, folder_of, load_around};
use crate::error::Error;
use crate::ledger::Lock;
use crate::world;

/// The border that a text names, and how a command names it.
fn named(text: &str) -> Result<(AskedBorder, String), Error> {
    let path = Path::new(text);
    let is_like_file = path.extension().is_some() && !world::is_code_like(text);
    if path.is_file() || is_like_file {
        if !path.is_file() {
            let like = file_like(path).map(|like| format!("did you mean '{}'?", like.display()));
            return Err(Error::request(format!("{text}: there is no such file"), like));
        }
        return Ok((AskedBorder::from(path), text.to_owned()));
    }
    let border = world::in_words(text)?;
    // An edition that is asked for stays.
    let code = if text.contains('@') { text.trim().to_owned() } else { border.entry.id.clone() };
    Ok((AskedBorder::from(Path::new(&code)), code))
}

/// The folder of a dossier for the border that is asked for: made now, or as it is there.
///
/// # Errors
///
/// Where there is no such border, the folder cannot be written, or holds a dossier of another border.
pub fn begun<R: BufRead, W: Write>(request: &StartRequest, guide: &Guide<'_, R, W>) -> Result<PathBuf, Error> {
    guide.begin_step();
    let is_dossier = |folder: &Path| folder.join(MANIFEST).is_file();
    request.folder.as_deref().map_or(Ok(()), no_file)?;
    if let Some(folder) = request.folder.as_ref().filter(|folder| is_dossier(folder)) {
        there(folder, request.border.as_deref(), guide)?;
        return Ok(folder.clone());
    }
    let missing = || {
        Error::request(
            "which border is the dossier for?",
            "--border 'Peru Ecuador', --border PER-ECU, or a file".to_owned(),
        )
    };
    let text = match &request.border {
        Some(text) => text.clone(),
        None => {
            let read = |text: &str| named(text).map(|_| text.to_owned()).map_err(|e| e.in_one_line());
            guide.ask("Which border (two countries, a code such as PER-ECU, or a file)", read)?.ok_or_else(missing)?
        }
    };
    let (asked, code) = named(&text)?;
    let folder = match &request.folder {
        Some(folder) => folder.clone(),
        None => {
            let usual = Path::new(&code)
                .file_stem()
                .map_or_else(|| "dossier".to_owned(), |n| n.to_string_lossy().to_lowercase());
            let read = |text: &str| {
                let folder = PathBuf::from(if text.is_empty() { usual.as_str() } else { text });
                no_file(&folder).map(|()| folder).map_err(|e| e.in_one_line())
            };
            guide.ask(&format!("Which folder for the dossier (empty: {usual})"), read)?.ok_or_else(missing)?
        }
    };
    if is_dossier(&folder) {
        there(&folder, Some(&text), guide)?;
        return Ok(folder);
    }
    let begun = begin(&folder, Some(asked), None, Beginning::default())?;
    guide.monitor.problems(&begun.problems);
    let new =
        begun.dossier.ok_or_else(|| Error::Data(format!("{code} holds no border that can be used; see above")))?;
    new.write(&folder)?;
    guide.say(&format!("  '{}' is begun in {}: {} files", new.title, folder.display(), new.files.len()));
    new.remarks.iter().for_each(|remark| guide.say(&format!("  {remark}")));
    let shown = folder.display().to_string();
    guide.say_alone(&["marz", "init", &shown, "--border", &code].map(str::to_owned));
    Ok(folder)
}

/// A dossier that is there already: it must be that of the border that is asked for.
fn there<R: BufRead, W: Write>(folder: &Path, border: Option<&str>, guide: &Guide<'_, R, W>) -> Result<(), Error> {
    // What cannot be written is found before anything is done.
    drop(Lock::take(&folder_of(folder), || guide.say(WAITING))?);
    let loaded = load_around(Source::folder(folder)?)?;
    guide.monitor.problems(&loaded.problems);
    let name = loaded.case.map(|case| case.border.facts.name).unwrap_or_default();
    let other = border.map(named).transpose()?.filter(|(asked, _)| asked.pair.is_none() && !asked.path.is_file());
    if let Some((_, code)) = other {
        let asked = world::in_words(&code)?.border.facts.name;
        if asked != name {
            let message = format!("{} is the dossier of '{name}', and {code} is '{asked}'", folder.display());
            return Err(Error::request(message, "name another folder, or leave --border out".to_owned()));
        }
    }
    guide.say(&format!("  '{name}' is there already, in {}", folder.display()));
    Ok(())
}

/// Refuses a file where a folder is to be.
fn no_file(folder: &Path) -> Result<(), Error> {
    match folder.is_file() {
        true => Err(Error::request(
            format!("{} is a file", folder.display()),
            "name the folder of the dossier, which may be a new one; the sheet comes after it: --sheet FILE".to_owned(),
        )),
        false => Ok(()),
    }
}
