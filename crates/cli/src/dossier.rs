//! Finding a dossier and reading it whole: the joint of `recipe` and `read`.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::args::Global;
use super::console::{Console, Failure};
use super::stream::ordered;
use marz::embedded;
use marz::language::Languages;
use marz::model::{Basemap, Border, Dossier, Incident, Place};
use marz::read::{
    self, Document, IncidentSource, MOST_BYTES, Problem, Reading, Region, Severity, Streamed, Strictness,
};
use marz::recipe::{Manifest, Recipe, closest};

/// Where a dossier's files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// A folder with a `marz.toml`.
    Folder(PathBuf),
    /// The program itself.
    Embedded,
}

/// The file that makes a folder a dossier.
pub const MANIFEST: &str = "marz.toml";

impl Home {
    /// The folder that was asked for, or the nearest with a `marz.toml` here or above, or the embedded dossier.
    pub fn find(global: &Global, console: &Console) -> Result<Self, Failure> {
        if let Some(folder) = &global.dossier {
            if folder.join(MANIFEST).is_file() {
                return Ok(Self::Folder(folder.clone()));
            }
            let message = format!("{} is no dossier: it has no {MANIFEST}", folder.display());
            return Err(Failure::usage(message, "--dossier takes the folder in which marz.toml lies".to_owned()));
        }
        let here = std::env::current_dir().unwrap_or_default();
        match here.ancestors().find(|folder| folder.join(MANIFEST).is_file()) {
            Some(folder) if folder == here => Ok(Self::Folder(PathBuf::new())),
            Some(folder) => Ok(Self::Folder(folder.to_path_buf())),
            None => {
                console.note("no marz.toml here or above: using the embedded dossier");
                Ok(Self::Embedded)
            }
        }
    }

    /// The name of a file as messages show it.
    pub fn shown(&self, path: &str) -> String {
        match self {
            Self::Folder(folder) => folder.join(path).display().to_string(),
            Self::Embedded => format!("(embedded) {path}"),
        }
    }

    /// The bytes of a file of the dossier.
    pub fn bytes(&self, path: &str) -> Result<Cow<'static, [u8]>, Failure> {
        match self {
            Self::Folder(folder) => read_file(&inside(folder, path)?).map(Cow::Owned),
            Self::Embedded => embedded::file(path).map(Cow::Borrowed).ok_or_else(|| Failure::Read {
                path: PathBuf::from(path),
                source: io::Error::from(io::ErrorKind::NotFound),
            }),
        }
    }

    /// A file of the dossier as a stream.
    pub fn open(&self, path: &str) -> Result<Box<dyn io::Read + Send>, Failure> {
        match self {
            Self::Folder(folder) => {
                let path = inside(folder, path)?;
                match fs::File::open(&path) {
                    Ok(file) => Ok(Box::new(file)),
                    Err(source) => Err(Failure::Read { path, source }),
                }
            }
            Self::Embedded => Ok(Box::new(io::Cursor::new(self.bytes(path)?))),
        }
    }

    fn text(&self, path: &str) -> Result<String, Failure> {
        utf8(Path::new(&self.shown(path)), self.bytes(path)?.into_owned())
    }

    /// The manifest.
    pub fn manifest(&self) -> Result<Manifest, Failure> {
        let (file, text) = self.manifest_text()?;
        Ok(Manifest::parse(&file, &text)?)
    }

    /// The names of the recipes in `maps/`, sorted.
    pub fn recipes(&self) -> Result<Vec<String>, Failure> {
        let mut names: Vec<String> = match self {
            Self::Embedded => {
                let recipe = |path: &str| Some(path.strip_prefix("maps/")?.strip_suffix(".toml")?.to_owned());
                embedded::FILES.iter().filter_map(|(path, _)| recipe(path)).collect()
            }
            Self::Folder(folder) => {
                let maps = inside(folder, "maps")?;
                if !maps.is_dir() {
                    return Ok(Vec::new());
                }
                let entries = fs::read_dir(&maps).map_err(|source| Failure::Read { path: maps.clone(), source })?;
                let name = |entry: fs::DirEntry| Some(entry.file_name().to_str()?.strip_suffix(".toml")?.to_owned());
                entries.filter_map(Result::ok).filter_map(name).collect()
            }
        };
        names.sort();
        Ok(names)
    }

    /// The languages of the program and those of the catalogues in `languages/`.
    pub fn languages(&self) -> Result<Languages, Failure> {
        let Self::Folder(folder) = self else { return Ok(Languages::default()) };
        let own = inside(folder, "languages")?;
        if !own.is_dir() {
            return Ok(Languages::default());
        }
        let entries = fs::read_dir(&own).map_err(|source| Failure::Read { path: own.clone(), source })?;
        let name = |entry: fs::DirEntry| entry.file_name().into_string().ok().filter(|name| name.ends_with(".ftl"));
        let mut names: Vec<String> = entries.filter_map(Result::ok).filter_map(name).collect();
        names.sort();
        let file = |name: String| {
            let path = format!("languages/{name}");
            Ok((self.shown(&path), self.bytes(&path)?))
        };
        let files = names.into_iter().map(file).collect::<Result<Vec<_>, Failure>>()?;
        Ok(Languages::with(files)?)
    }

    /// A recipe by name, or by path, above the defaults of the dossier.
    pub fn recipe(&self, name: &str) -> Result<Recipe, Failure> {
        let (file, text) = self.recipe_text(name)?;
        Ok(Recipe::layered(&self.manifest()?.defaults, &file, &text)?.0)
    }

    /// The file of a recipe, and its text.
    pub fn recipe_text(&self, name: &str) -> Result<(String, String), Failure> {
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
                like => like.map(|l| format!("did you mean '{l}'? There are: {}", known.join(", "))),
            };
            return Err(Failure::usage(format!("there is no recipe maps/{name}.toml"), hint));
        }
        let path = format!("maps/{name}.toml");
        Ok((self.shown(&path), self.text(&path)?))
    }

    /// The file of the manifest, and its text.
    pub fn manifest_text(&self) -> Result<(String, String), Failure> {
        Ok((self.shown(MANIFEST), self.text(MANIFEST)?))
    }
}

/// The path of a file or folder of a dossier; refused where a link leads out of the dossier's folder.
///
/// That the path itself stays inside is checked where it is read, by [`Manifest::parse`].
pub fn inside(folder: &Path, path: &str) -> Result<PathBuf, Failure> {
    let full = folder.join(path);
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // What is not there yet leads nowhere: the nearest folder that is there tells where it will lie.
    let there = full.ancestors().find_map(|p| fs::canonicalize(if p.as_os_str().is_empty() { here } else { p }).ok());
    match (fs::canonicalize(here), there) {
        (Ok(home), Some(there)) if !there.starts_with(&home) => {
            let told = format!("{} leads out of the dossier, to {}", full.display(), there.display());
            Err(Failure::usage(told, "put the file itself into the dossier's folder".to_owned()))
        }
        _ => Ok(full),
    }
}

/// A file anywhere, or stdin for `-`.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let read = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        // One byte more than may be tells that there is more.
        let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX - 1) + 1;
        io::Read::read_to_end(&mut io::Read::take(io::stdin().lock(), most), &mut bytes)
            .and_then(|_| fits(bytes.len()).map(|()| bytes))
    } else {
        // A file is refused before its bytes are in memory.
        let length = fs::metadata(path).map_or(0, |m| m.len());
        fits(usize::try_from(length).unwrap_or(usize::MAX)).and_then(|()| fs::read(path))
    };
    read.map_err(|source| Failure::Read { path: path.to_path_buf(), source })
}

/// A file of text anywhere.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    utf8(path, read_file(path)?)
}

fn utf8(path: &Path, bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|e| {
        let line = e.as_bytes().iter().take(e.utf8_error().valid_up_to()).filter(|b| **b == b'\n').count() + 1;
        let told = format!("line {line} is not UTF-8 text; save it again with the encoding UTF-8");
        Failure::Read { path: path.to_path_buf(), source: io::Error::new(io::ErrorKind::InvalidData, told) }
    })
}

/// Refuses a file that is too large to be read whole.
fn fits(length: usize) -> io::Result<()> {
    if length <= MOST_BYTES {
        return Ok(());
    }
    let told = format!(
        "it is larger than {} MiB, too large to be read whole; marz measure, export and import read incidents as a stream, or cut it in parts",
        MOST_BYTES >> 20
    );
    Err(io::Error::new(io::ErrorKind::FileTooLarge, told))
}

/// Whether the incidents are read with the rest of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Incidents {
    /// All of them.
    Read,
    /// Only what stands around them: they are to be streamed.
    Leave,
}

/// What was read of a dossier, and everything that was wrong.
pub struct Loaded {
    pub home: Home,
    pub manifest: Manifest,
    /// Nothing where the border itself cannot be used.
    pub dossier: Option<Dossier>,
    /// How many incidents were read and how many rejected.
    pub incidents_read: usize,
    pub incidents_rejected: usize,
    /// Whether the file of incidents is refused as a whole.
    pub incidents_refused: bool,
    pub problems: Vec<Problem>,
    /// The texts, for showing problems.
    pub documents: BTreeMap<String, Document>,
}

impl Loaded {
    /// The dossier, its problems told; a failure where it cannot be used at all.
    pub fn usable(self, console: &Console) -> Result<(Home, Manifest, Dossier, Counts), Failure> {
        console.problems(&self.problems, &self.documents);
        let errors = self.problems.iter().filter(|p| p.severity == Severity::Error).count();
        let counts = Counts {
            read: self.incidents_read,
            rejected: self.incidents_rejected,
            errors,
            incidents_refused: self.incidents_refused,
        };
        match self.dossier {
            Some(dossier) => Ok((self.home, self.manifest, dossier, counts)),
            None => Err(Failure::Data("without its border the dossier cannot be used; see above".to_owned())),
        }
    }
}

/// How many incidents were read and rejected, and how many errors there are in all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    pub read: usize,
    pub rejected: usize,
    pub errors: usize,
    /// Whether the file of incidents is refused as a whole.
    pub incidents_refused: bool,
}

struct Gathered {
    problems: Vec<Problem>,
    documents: BTreeMap<String, Document>,
}

impl Gathered {
    /// Parses a GeoJSON document and keeps it for messages.
    fn document(&mut self, home: &Home, path: &str) -> Result<Option<Document>, Failure> {
        let name = home.shown(path);
        match Document::parse(&name, &home.bytes(path)?) {
            Ok(document) => {
                self.documents.insert(name, document.clone());
                Ok(Some(document))
            }
            Err(problem) => {
                self.problems.push(*problem);
                Ok(None)
            }
        }
    }

    /// Keeps what stands around the incidents of a file; returns whether they can be read.
    fn around(&mut self, home: &Home, path: &str) -> Result<bool, Failure> {
        let name = home.shown(path);
        let failed = |source| Failure::Read { path: PathBuf::from(&name), source };
        match IncidentSource::new(home.open(path)?, &name, None).around().map_err(failed)? {
            Some(Ok(document)) => drop(self.documents.insert(name, document)),
            Some(Err(problem)) => {
                self.problems.push(*problem);
                return Ok(false);
            }
            // What is wrong stands with the incidents.
            None => {}
        }
        Ok(true)
    }

    fn take<T>(&mut self, read: Result<T, Box<Problem>>) -> Option<T> {
        read.map_err(|problem| self.problems.push(*problem)).ok()
    }
}

/// Reads a dossier whole; everything that is wrong with it is in the result.
pub fn load(home: Home) -> Result<Loaded, Failure> {
    gathered(home, Incidents::Read)
}

/// Reads a dossier but for its incidents, which are to be streamed; what is wrong with the file around them is in the result.
pub fn load_around(home: Home) -> Result<Loaded, Failure> {
    gathered(home, Incidents::Leave)
}

fn gathered(home: Home, wanted: Incidents) -> Result<Loaded, Failure> {
    let manifest = home.manifest()?;
    let mut all = Gathered { problems: Vec::new(), documents: BTreeMap::new() };
    let border = all.document(&home, &manifest.data.border)?.and_then(|document| {
        let mut read = read::border(&document, Strictness::Dossier);
        all.problems.append(&mut read.problems);
        read.value
    });
    let region = border.as_ref().map(region_of);
    let nothing = || Reading { value: Vec::new(), read: 0, rejected: 0, problems: Vec::new() };
    let (incidents, incidents_refused): (Reading<Vec<Incident>>, bool) = match wanted {
        Incidents::Read => match faultless(&home, &manifest.data.incidents, region, &mut all)? {
            Some(incidents) => (incidents, false),
            None => match all.document(&home, &manifest.data.incidents)? {
                Some(document) => (read::incidents(&document, region.as_ref()), false),
                None => (nothing(), true),
            },
        },
        Incidents::Leave => (nothing(), !all.around(&home, &manifest.data.incidents)?),
    };
    all.problems.extend(incidents.problems);
    let places: Vec<Place> = match all.document(&home, &manifest.data.places)? {
        Some(document) => {
            let mut read = read::places(&document, region.as_ref());
            all.problems.append(&mut read.problems);
            read.value
        }
        None => Vec::new(),
    };
    let attribution = |path: &str| {
        let text = all.documents.get(&home.shown(path)).and_then(|d| d.value.get("attribution")?.as_str());
        text.unwrap_or_default().to_owned()
    };
    let (incidents_attribution, places_attribution) =
        (attribution(&manifest.data.incidents), attribution(&manifest.data.places));
    let basemap = basemap(&home, &manifest, &mut all)?;
    let dossier = border.map(|border| Dossier {
        title: manifest.title.clone(),
        disclaimer: manifest.disclaimer.clone(),
        border,
        incidents: incidents.value,
        incidents_attribution,
        places,
        places_attribution,
        basemap,
        edition: None,
        coarsened_m: None,
    });
    Ok(Loaded {
        home,
        manifest,
        dossier,
        incidents_read: incidents.read,
        incidents_rejected: incidents.rejected,
        incidents_refused,
        problems: all.problems,
        documents: all.documents,
    })
}

/// The incidents of a large file, read on all cores without keeping its text; nothing where the file is small, or where
/// anything is to be said about it: messages show the text.
fn faultless(
    home: &Home,
    path: &str,
    region: Option<Region>,
    all: &mut Gathered,
) -> Result<Option<Reading<Vec<Incident>>>, Failure> {
    /// Below this many bytes a file is read whole before one could tell the difference.
    const LARGE: u64 = 4 << 20;
    let Home::Folder(folder) = home else { return Ok(None) };
    if fs::metadata(folder.join(path)).map_or(0, |m| m.len()) < LARGE {
        return Ok(None);
    }
    let name = home.shown(path);
    let failed = |source| Failure::Read { path: PathBuf::from(&name), source };
    let mut source = IncidentSource::new(home.open(path)?, &name, region);
    let parser = source.parser();
    let (mut incidents, mut ids) = (Vec::new(), HashSet::new());
    let is_faultless = AtomicBool::new(true);
    ordered(
        || if is_faultless.load(Relaxed) { source.next_block().map_err(failed) } else { Ok(None) },
        |block| parser.parse(&block),
        |block: Vec<Streamed>| {
            for streamed in block {
                let is_new = streamed.id.is_some_and(|id| ids.insert(id));
                is_faultless.fetch_and(is_new && streamed.problems.is_empty(), Relaxed);
                incidents.extend(streamed.incident);
            }
            Ok(())
        },
    )?;
    let Some(Ok(around)) = source.around().map_err(failed)?.filter(|_| is_faultless.into_inner()) else {
        return Ok(None);
    };
    all.documents.insert(name, around);
    let read = incidents.len();
    Ok(Some(Reading { value: incidents, read, rejected: 0, problems: Vec::new() }))
}

fn basemap(home: &Home, manifest: &Manifest, all: &mut Gathered) -> Result<Basemap, Failure> {
    let files = &manifest.basemap;
    let mut basemap = Basemap::default();
    let areas = |path: &Option<String>, all: &mut Gathered| -> Result<_, Failure> {
        let Some(path) = path else { return Ok(None) };
        Ok(all.take(read::areas(&home.shown(path), &home.bytes(path)?)))
    };
    basemap.countries = areas(&files.countries, all)?;
    basemap.provinces = areas(&files.provinces, all)?;
    basemap.lakes = areas(&files.lakes, all)?;
    basemap.world = areas(&files.world, all)?;
    if let Some(path) = &files.rivers {
        basemap.rivers = all.take(read::lines(&home.shown(path), &home.bytes(path)?));
    }
    if let Some(relief) = &files.relief {
        let bytes = home.bytes(&relief.file)?;
        basemap.relief = all.take(read::relief(&home.shown(&relief.file), &bytes, relief.bbox, &relief.attribution));
    }
    Ok(basemap)
}

/// Where positions are expected: some degrees around the border.
pub fn region_of(border: &Border) -> Region {
    const AROUND_DEG: f64 = 6.0;
    let mut region = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for p in border.parts().iter().flatten() {
        region = [region[0].min(p.lon()), region[1].min(p.lat()), region[2].max(p.lon()), region[3].max(p.lat())];
    }
    [region[0] - AROUND_DEG, region[1] - AROUND_DEG, region[2] + AROUND_DEG, region[3] + AROUND_DEG]
}

/// Any file with lines as a border, its problems told.
pub fn border_file(path: &Path, console: &Console) -> Result<Border, Failure> {
    let name = path.display().to_string();
    let bytes = read_file(path)?;
    let mut documents = BTreeMap::new();
    let read = match Document::parse(&name, &bytes) {
        Ok(document) => {
            let read = read::border(&document, Strictness::AnyFile);
            documents.insert(name.clone(), document);
            read
        }
        Err(problem) => Reading { value: None, read: 0, rejected: 0, problems: vec![*problem] },
    };
    console.problems(&read.problems, &documents);
    read.value.ok_or_else(|| Failure::Data(format!("{name} holds no border that can be used; see above")))
}

/// The border that was asked for, or the dossier's.
pub fn border_or(path: Option<&Path>, global: &Global, console: &Console) -> Result<Border, Failure> {
    match path {
        Some(path) => border_file(path, console),
        None => Ok(load(Home::find(global, console)?)?.usable(console)?.2.border),
    }
}
