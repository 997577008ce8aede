//! Migration: the keys of before in the files of a dossier, found and rewritten.

use super::incidents_file::folder_of;
use super::source::{MANIFEST, Source};
use crate::error::Error;
use crate::ledger::{Editing, FileChange};
use crate::read::Problem;
use crate::recipe::{OldKey, ParameterFile, RecipeError, old_keys, values, with_first_names, with_new_keys};

/// A key that a migration renames.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigratedKey {
    /// The file as messages show it.
    pub file: String,
    /// Where in the file, and what it is called now.
    pub key: OldKey,
}

impl std::fmt::Display for MigratedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let OldKey { key, line, .. } = &self.key;
        write!(f, "{}:{line}: {} -> {}", self.file, key.old_path(), key.new_path())
    }
}

/// Renames the keys of before in `marz.toml` and the recipes of a dossier, as one edit; comments and order stay.
///
/// `command` is what undoing names the edit by; `None` if nothing is to be written. `waiting` is called where another run has the dossier.
///
/// # Errors
///
/// [`Error::Request`] for the embedded dossier; where a file cannot be read or written, or says two things under the old and the new
/// name.
pub fn migrate(source: &Source, command: Option<&str>, waiting: impl FnOnce()) -> Result<Vec<MigratedKey>, Error> {
    let folder = source.own_folder()?;
    let editing = command.map(|_| Editing::begin(&folder_of(folder), waiting)).transpose()?;
    let (mut renamed, mut changes) = (Vec::new(), Vec::new());
    for (path, kind) in parameter_files(source)? {
        let (file, before) = (source.shown(&path), source.text(&path)?);
        let old = old_keys(kind, &file, &before)?;
        if old.is_empty() {
            continue;
        }
        let after = with_new_keys(kind, &file, &before)?.into_owned();
        let meaning = |text: &str| Ok::<_, RecipeError>(with_first_names(kind, values(&file, text)?));
        if meaning(&before)? != meaning(&after)? {
            return Err(Error::Data(format!(
                "{file}: the keys cannot be renamed without changing what it says; do it by hand"
            )));
        }
        renamed.extend(old.into_iter().map(|key| MigratedKey { file: file.clone(), key }));
        changes.push(FileChange { path, before: Some(before.into_bytes()), after: Some(after.into_bytes()) });
    }
    if let (Some(editing), Some(command), false) = (editing, command, changes.is_empty()) {
        editing.commit(command, &changes)?;
    }
    Ok(renamed)
}

/// A warning for each key of before in the files of a dossier; a file that cannot be read is reported where it is used.
///
/// # Errors
///
/// Where the folder of recipes cannot be read.
pub fn old_key_warnings(source: &Source) -> Result<Vec<Problem>, Error> {
    let of = |(path, kind): (String, ParameterFile)| {
        source.text(&path).map(|text| warnings(kind, &source.shown(&path), &text)).unwrap_or_default()
    };
    Ok(parameter_files(source)?.into_iter().flat_map(of).collect())
}

/// A warning for each key of before in a recipe that is named by its path; those in `maps/` are among [`old_key_warnings`].
///
/// # Errors
///
/// Where it cannot be read.
pub fn old_recipe_warnings(source: &Source, name: &str) -> Result<Vec<Problem>, Error> {
    let (file, text) = source.recipe_text(name)?;
    let is_own = parameter_files(source)?.iter().any(|(path, _)| source.shown(path) == file);
    Ok(if is_own { Vec::new() } else { warnings(ParameterFile::Recipe, &file, &text) })
}

fn warnings(kind: ParameterFile, file: &str, text: &str) -> Vec<Problem> {
    let one = |old: OldKey| {
        let (was, now) = (old.key.old_path(), old.key.new_path());
        Problem::warning(
            file,
            format!("'{was}' is called '{now}' since version {}; it is read as before", old.key.since),
        )
        .found(was)
        .expected(now)
        .hint("marz migrate renames it in marz.toml and maps/; elsewhere rename it by hand")
        .at(old.line, old.column)
    };
    old_keys(kind, file, text).unwrap_or_default().into_iter().map(one).collect()
}

/// The files that hold parameters, as paths below the dossier's folder.
fn parameter_files(source: &Source) -> Result<Vec<(String, ParameterFile)>, Error> {
    let mut all = vec![(MANIFEST.to_owned(), ParameterFile::Manifest)];
    for name in source.recipes()? {
        all.push((format!("maps/{name}.toml"), ParameterFile::Recipe));
    }
    Ok(all)
}
