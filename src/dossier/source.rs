//! Where a dossier's files are: a folder, or the program itself.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::embedded;
use super::file::{inside, read_file, read_text, utf8};
use crate::error::Error;
use crate::language::Languages;
use crate::recipe::{Kind, Manifest, Recipe, closest, word};

/// Where a dossier's files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A folder with a `marz.toml`.
    Folder(PathBuf),
    /// The program itself.
    Embedded,
    /// A new dossier that is in no folder: its name, and its files by path.
    New(String, Arc<BTreeMap<String, Vec<u8>>>),
}

fn missing(path: &str) -> Error {
    Error::Read { path: PathBuf::from(path), source: io::Error::from(io::ErrorKind::NotFound) }
}

/// The file that makes a folder a dossier.
pub const MANIFEST: &str = "marz.toml";

impl Source {
    /// A dossier in a folder.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] where the folder has no `marz.toml`.
    pub fn folder(folder: &Path) -> Result<Self, Error> {
        if folder.join(MANIFEST).is_file() {
            return Ok(Self::Folder(folder.to_path_buf()));
        }
        let message = format!("{} is no dossier: it has no {MANIFEST}", folder.display());
        Err(Error::request(message, "--dossier takes the folder in which marz.toml lies".to_owned()))
    }

    /// The dossier around a folder: the nearest `marz.toml` there or above; `None` if there is none.
    #[must_use]
    pub fn around(folder: &Path) -> Option<Self> {
        let found = folder.ancestors().find(|above| above.join(MANIFEST).is_file())?;
        Some(Self::Folder(if found == folder { PathBuf::new() } else { found.to_path_buf() }))
    }

    /// The folder in words: `.` for this one, `embedded` where there is none.
    #[must_use]
    pub fn folder_shown(&self) -> String {
        match self {
            Self::Folder(folder) if folder.as_os_str().is_empty() => ".".to_owned(),
            Self::Folder(folder) => folder.display().to_string(),
            Self::Embedded | Self::New(..) => "embedded".to_owned(),
        }
    }

    /// A file as a person names it for this dossier: from its folder, unless the path leads to a file already and none is there.
    #[must_use]
    pub fn file_named(&self, path: &Path) -> PathBuf {
        let Self::Folder(folder) = self else { return path.to_path_buf() };
        let own = folder.join(path);
        if path.starts_with(folder) || (!own.exists() && path.exists()) { path.to_path_buf() } else { own }
    }

    /// The folder of a dossier that is to be changed.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] for the embedded dossier.
    pub fn own_folder(&self) -> Result<&Path, Error> {
        match self {
            Self::Folder(folder) => Ok(folder),
            Self::Embedded | Self::New(..) => {
                let hint =
                    "go to a dossier's folder, name one with --dossier DIR, or start one with: marz init".to_owned();
                Err(Error::request("the embedded dossier cannot be changed", hint))
            }
        }
    }

    /// The name of a file as messages show it.
    pub fn shown(&self, path: &str) -> String {
        match self {
            Self::Folder(folder) => folder.join(path).display().to_string(),
            Self::Embedded => format!("(embedded) {path}"),
            Self::New(name, _) => format!("({name}) {path}"),
        }
    }

    /// The bytes of a file of the dossier.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where there is no such file, or it cannot be read.
    pub fn bytes(&self, path: &str) -> Result<Cow<'static, [u8]>, Error> {
        match self {
            Self::Folder(folder) => read_file(&inside(folder, path)?).map(Cow::Owned),
            Self::Embedded => embedded::file(path).map(Cow::Owned).ok_or_else(|| missing(path)),
            Self::New(_, files) => files.get(path).cloned().map(Cow::Owned).ok_or_else(|| missing(path)),
        }
    }

    /// The GeoJSON of a file of the dossier, also of one in a format of another program; and what is to be said of that.
    ///
    /// # Errors
    ///
    /// As [`Source::bytes`], and where a file of another program cannot be read.
    pub fn geojson(&self, path: &str) -> Result<(Cow<'static, [u8]>, Vec<String>), Error> {
        #[cfg(feature = "vector")]
        if let Self::Folder(folder) = self
            && let Some(file) = crate::vector::VectorFile::of(&inside(folder, path)?)?
        {
            let (text, remarks) = file.text()?;
            return Ok((Cow::Owned(text), remarks));
        }
        Ok((self.bytes(path)?, Vec::new()))
    }

    /// The files of the layers that its recipes draw, by path; a recipe that cannot be read has none.
    ///
    /// # Errors
    ///
    /// Where the folder of recipes cannot be read.
    pub fn layer_files(&self) -> Result<BTreeSet<String>, Error> {
        let mut files = BTreeSet::new();
        for name in self.recipes()? {
            let Ok(recipe) = self.recipe(&name) else { continue };
            files.extend(recipe.layer.into_iter().filter_map(|layer| layer.file));
        }
        Ok(files)
    }

    /// A file of the dossier as a stream.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where there is no such file, or it cannot be read.
    pub fn open(&self, path: &str) -> Result<Box<dyn io::Read + Send>, Error> {
        match self {
            Self::Folder(folder) => {
                let path = inside(folder, path)?;
                match fs::File::open(&path) {
                    Ok(file) => Ok(Box::new(file)),
                    Err(source) => Err(Error::Read { path, source }),
                }
            }
            Self::Embedded | Self::New(..) => Ok(Box::new(io::Cursor::new(self.bytes(path)?))),
        }
    }

    /// The text of a file of the dossier.
    pub(super) fn text(&self, path: &str) -> Result<String, Error> {
        utf8(Path::new(&self.shown(path)), self.bytes(path)?.into_owned())
    }

    /// The manifest.
    ///
    /// # Errors
    ///
    /// Where the manifest cannot be read or has a wrong key.
    pub fn manifest(&self) -> Result<Manifest, Error> {
        let (file, text) = self.manifest_text()?;
        Ok(Manifest::parse(&file, &text)?)
    }

    /// The names of the recipes in `maps/`, sorted.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where the folder cannot be read.
    pub fn recipes(&self) -> Result<Vec<String>, Error> {
        let recipe = |path: &str| Some(path.strip_prefix("maps/")?.strip_suffix(".toml")?.to_owned());
        let mut names: Vec<String> = match self {
            Self::Embedded => embedded::paths().filter_map(recipe).collect(),
            Self::New(_, files) => files.keys().filter_map(|path| recipe(path)).collect(),
            Self::Folder(folder) => {
                let maps = inside(folder, "maps")?;
                if !maps.is_dir() {
                    return Ok(Vec::new());
                }
                let entries = fs::read_dir(&maps).map_err(|source| Error::Read { path: maps.clone(), source })?;
                let name = |entry: fs::DirEntry| Some(entry.file_name().to_str()?.strip_suffix(".toml")?.to_owned());
                entries.filter_map(Result::ok).filter_map(name).collect()
            }
        };
        names.sort();
        Ok(names)
    }

    /// The languages of the library and those of the catalogues in `languages/`.
    ///
    /// # Errors
    ///
    /// Where a catalogue cannot be read; its file, line and key are named.
    pub fn languages(&self) -> Result<Languages, Error> {
        let categories = self.manifest()?.categories();
        let Self::Folder(folder) = self else { return Ok(Languages::default().naming(&categories)?) };
        let own = inside(folder, "languages")?;
        if !own.is_dir() {
            return Ok(Languages::default().naming(&categories)?);
        }
        let entries = fs::read_dir(&own).map_err(|source| Error::Read { path: own.clone(), source })?;
        let name = |entry: fs::DirEntry| entry.file_name().into_string().ok().filter(|name| name.ends_with(".ftl"));
        let mut names: Vec<String> = entries.filter_map(Result::ok).filter_map(name).collect();
        names.sort();
        let file = |name: String| {
            let path = format!("languages/{name}");
            Ok((self.shown(&path), self.bytes(&path)?))
        };
        let files = names.into_iter().map(file).collect::<Result<Vec<_>, Error>>()?;
        Ok(Languages::with(files)?.naming(&categories)?)
    }

    /// A recipe by name, or by path, above the defaults of the dossier.
    ///
    /// # Errors
    ///
    /// Where there is no such recipe, or it cannot be read.
    pub fn recipe(&self, name: &str) -> Result<Recipe, Error> {
        let (file, text) = self.recipe_text(name)?;
        Ok(Recipe::layered(&self.manifest()?.defaults, &file, &text)?.0)
    }

    /// The file of a recipe, and its text.
    ///
    /// # Errors
    ///
    /// Where there is no such recipe, or it cannot be read.
    pub fn recipe_text(&self, name: &str) -> Result<(String, String), Error> {
        let is_path = name.ends_with(".toml") || name.contains(['/', '\\']);
        if is_path {
            return Ok((name.to_owned(), read_text(Path::new(name))?));
        }
        let known = self.recipes()?;
        if !known.iter().any(|k| k == name) {
            let like = closest(name, known.iter().map(String::as_str));
            let own = format!("maps/{name}.toml");
            let hint = match like {
                // Beside the embedded dossier a folder's recipes are no part of it, and can be named all the same.
                _ if *self == Self::Embedded && Path::new(&own).is_file() => {
                    Some(format!("this folder has no {MANIFEST}; name the file itself: marz map {own}"))
                }
                _ if word::<Kind>(name).is_ok() => Some(format!(
                    "without a recipe: marz map --kind {name}; a recipe of that name is a file with the line kind = \"{name}\""
                )),
                like => {
                    let like = like.map(|l| format!("did you mean '{l}'? ")).unwrap_or_default();
                    (!known.is_empty()).then(|| format!("{like}There are: {}", known.join(", ")))
                }
            };
            return Err(Error::request(format!("there is no recipe maps/{name}.toml"), hint));
        }
        let path = format!("maps/{name}.toml");
        Ok((self.shown(&path), self.text(&path)?))
    }

    /// The file of the manifest, and its text.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where it cannot be read.
    pub fn manifest_text(&self) -> Result<(String, String), Error> {
        Ok((self.shown(MANIFEST), self.text(MANIFEST)?))
    }
}
