//! A border as a person asks for it: a file, a code, or a file of many countries and which two of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::edges::long_edges;
use super::file::read_file;
use super::pair::line_between;
use super::self_contact::examined;
use super::stretches::stretches_off_the_line;
use crate::error::Error;
use crate::measure::BorderSet;
use crate::model::Border;
use crate::read::{self, Document, Problem, Reading, Severity, Strictness};

/// Which border: what `--border` and `--pair` say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedBorder {
    /// A file, or the code of a land border of the world, such as `KHM-THA`.
    pub path: PathBuf,
    /// The two countries whose line is to be taken out of the file.
    pub pair: Option<(String, String)>,
}

impl From<&Path> for AskedBorder {
    fn from(path: &Path) -> Self {
        Self { path: path.to_owned(), pair: None }
    }
}

/// What was read of a file with lines: the border, if it can be used, and every problem.
pub struct LoadedBorder {
    /// The border; `None` if the file holds none that can be used.
    pub border: Option<Border>,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
    /// The text, for showing problems.
    pub documents: BTreeMap<String, Document>,
    /// What else is to be known of the border.
    pub remarks: Vec<String>,
}

#[cfg(feature = "world")]
impl LoadedBorder {
    fn of(border: Border, remarks: Vec<String>) -> Self {
        Self { border: Some(border), problems: Vec::new(), documents: BTreeMap::new(), remarks }
    }
}

/// Whether a path is no file but the code of a land border of the world, such as `KHM-THA`.
#[must_use]
pub fn is_border_code(path: &Path) -> bool {
    let code = path.to_str().filter(|_| cfg!(feature = "world") && !path.is_file());
    #[cfg(feature = "world")]
    return code.is_some_and(crate::world::is_code);
    #[cfg(not(feature = "world"))]
    code.is_some()
}

impl AskedBorder {
    /// The code, where it is no file.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] for a code with two countries beside it.
    pub fn code(&self) -> Result<Option<&str>, Error> {
        let code = self.path.to_str().filter(|_| is_border_code(&self.path));
        match (&self.pair, code) {
            (Some(_), Some(code)) => {
                let message = format!("--pair takes two countries out of a file, and {code} is a border already");
                Err(Error::request(message, "leave out --pair, or name a file with --border".to_owned()))
            }
            #[cfg(feature = "world")]
            (None, Some(code)) if crate::world::earlier(code)?.is_some() => Ok(None),
            _ => Ok(code),
        }
    }

    /// All land borders of the world, where they are asked for: `world` or `world@2026e`, and no file of that name.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] with two countries beside it, and for an edition that is not at hand.
    pub fn all_borders(&self) -> Result<Option<BorderSet>, Error> {
        #[cfg(feature = "world")]
        if let Some(text) = self.path.to_str().filter(|text| crate::world::is_world(text) && !self.path.exists()) {
            return match &self.pair {
                Some(_) => Err(Error::request(
                    format!("--pair takes two countries out of a file, and {text} is all land borders"),
                    "leave out --pair, or name the border of the two by its code".to_owned(),
                )),
                None => crate::world::all_borders(text).map(Some),
            };
        }
        Ok(None)
    }

    /// The border of the world whose ground the first of some lines lies on, where it is called by a code, whatever the edition.
    #[must_use]
    pub fn ground_of(paths: &[&PathBuf]) -> Option<Self> {
        let code = |path: &&PathBuf| {
            let text = path.to_str().filter(|_| is_border_code(path))?;
            Some(Self::from(Path::new(text.split_once('@').map_or(text, |(pair, _)| pair))))
        };
        paths.iter().find_map(code)
    }

    /// Any file with lines as a border, sides without names being called left and right; the line of two countries out of a file of
    /// many; or a land border of the world by its code, where there is no such file.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where the file cannot be read, [`Error::Request`] where there is no border of that code, or a country's name is
    /// that of several.
    pub fn load(&self) -> Result<LoadedBorder, Error> {
        let path = self.path.as_path();
        #[cfg(feature = "world")]
        if !path.exists() && path.to_str().is_some_and(crate::world::is_world) {
            let message = format!("{} is all land borders, and one is needed here", path.display());
            let hint = "name one, such as KHM-THA; all of them: marz border list; only marz measure takes all at once";
            return Err(Error::request(message, hint.to_owned()));
        }
        #[cfg(feature = "world")]
        let is_code = self.code()?.is_some();
        #[cfg(feature = "world")]
        if let Some(border) =
            path.to_str().filter(|_| is_border_code(path)).map(crate::world::earlier).transpose()?.flatten()
        {
            let remarks = vec![format!("{} is kept for comparing; it is not in use", border.facts.edition)];
            return Ok(LoadedBorder::of(border, remarks));
        }
        #[cfg(feature = "world")]
        if is_code || (!path.exists() && path.to_str().is_some_and(crate::world::is_code_like)) {
            let crate::world::WorldBorder { border, remarks, .. } = crate::world::by_code(&path.to_string_lossy())?;
            return Ok(LoadedBorder::of(border, remarks));
        }
        #[cfg(feature = "world")]
        if let Some(error) = path.to_str().filter(|_| !path.exists()).and_then(crate::world::not_a_border) {
            return Err(error);
        }
        let name = path.display().to_string();
        let pair = self.pair.as_ref().map(|(a, b)| [a.as_str(), b.as_str()]);
        #[cfg(feature = "vector")]
        if let Some(file) = crate::vector::VectorFile::of(path)? {
            let (text, said) = file.text()?;
            let mut loaded = LoadedBorder::read(&name, &text, pair)?;
            loaded.remarks.extend(said);
            return Ok(loaded);
        }
        LoadedBorder::read(&name, &read_file(path)?, pair)
    }
}

impl LoadedBorder {
    /// The bytes of a file with lines as a border, or the line of two countries out of a file of many; messages call it by its name.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] where a country's name is that of several.
    pub fn read(name: &str, bytes: &[u8], pair: Option<[&str; 2]>) -> Result<Self, Error> {
        let (mut documents, mut remarks) = (BTreeMap::new(), Vec::new());
        let bytes = &*read::one_collection(name, bytes);
        let read = match (Document::parse(name, bytes), pair) {
            (Ok(document), pair) => {
                let read = match pair {
                    Some(pair) => line_between(&document, pair, &mut remarks)?,
                    None => read::border(&document, Strictness::AnyFile),
                };
                documents.insert(name.to_owned(), document.without_values());
                read
            }
            (Err(problem), _) => {
                let problem = read::not_geojson(bytes, name).unwrap_or(*problem);
                Reading { value: None, read: 0, rejected: 0, problems: vec![problem] }
            }
        };
        let mut problems = read.problems;
        let border = read.value.map(|border| {
            problems.extend(long_edges(&border, name, false));
            problems.extend(stretches_off_the_line(&border, name));
            let (border, contacts) = examined(border, name);
            problems.extend(contacts);
            border
        });
        let border = border.filter(|_| problems.iter().all(|p| p.severity != Severity::Error));
        Ok(Self { border, problems, documents, remarks })
    }
}
