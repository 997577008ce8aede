//! Reading a dossier whole, with every problem of every file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use super::edges::long_edges;
use super::large::{Large, large};
use super::migrate::old_key_warnings;
use super::self_contact::examined;
use super::stretches::stretches_off_the_line;
use super::views::views;
use super::{MANIFEST, Source};
use crate::error::{Error, unreadable};
use crate::language::Languages;
use crate::model::{Basemap, Border, Case, Incident, Place};
use crate::read::{self, Document, IncidentSource, Problem, Reading, Region, Severity, Strictness};
use crate::recipe::Manifest;

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
    /// Where its files are.
    pub source: Source,
    /// Its manifest.
    pub manifest: Manifest,
    /// The languages of the library and of the dossier.
    pub languages: Languages,
    /// The data; `None` if the border itself cannot be used.
    pub case: Option<Case>,
    /// How many records there were.
    pub counts: Counts,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
    /// The texts, for showing problems.
    pub documents: BTreeMap<String, Document>,
}

/// How many incidents were read and rejected, and how many errors there are in all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Incidents read.
    pub read: usize,
    /// Incidents rejected.
    pub rejected: usize,
    /// Errors in all files.
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
    fn document(&mut self, home: &Source, path: &str) -> Result<Option<Document>, Error> {
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

    /// Reads what stands around the incidents of a file; returns whether they can be read.
    fn around(&mut self, home: &Source, path: &str) -> Result<bool, Error> {
        let name = home.shown(path);
        let failed = |source| unreadable(Path::new(&name))(source);
        let around = IncidentSource::new(home.open(path)?, &name, None).around().map_err(failed)?;
        Ok(self.keep_around(&name, around))
    }

    /// Keeps what stands around the incidents of a file; returns whether they can be read.
    fn keep_around(&mut self, name: &str, around: Option<Result<Document, Box<Problem>>>) -> bool {
        match around {
            Some(Ok(document)) => drop(self.documents.insert(name.to_owned(), document)),
            Some(Err(problem)) => {
                self.problems.push(*problem);
                return false;
            }
            // What is wrong stands with the incidents.
            None => {}
        }
        true
    }

    fn take<T>(&mut self, read: Result<T, Box<Problem>>) -> Option<T> {
        read.map_err(|problem| self.problems.push(*problem)).ok()
    }
}

/// Reads a dossier whole; everything that is wrong with it is in the result.
///
/// # Errors
///
/// Where a file cannot be read; what is wrong in the files is in the result.
pub fn load(home: Source) -> Result<Loaded, Error> {
    gathered(home, Incidents::Read)
}

/// Reads a dossier but for its incidents, which are to be streamed; what is wrong with the file around them is in the result.
///
/// # Errors
///
/// As [`load`].
pub fn load_around(home: Source) -> Result<Loaded, Error> {
    gathered(home, Incidents::Leave)
}

fn gathered(home: Source, wanted: Incidents) -> Result<Loaded, Error> {
    let manifest = home.manifest()?;
    let mut all = Gathered { problems: old_key_warnings(&home)?, documents: BTreeMap::new() };
    let border = all.document(&home, &manifest.data.border)?.and_then(|document| {
        let mut read = read::border(&document, Strictness::Dossier);
        all.problems.append(&mut read.problems);
        read.value
    });
    let border = border.and_then(|border| {
        let run = with_edges(border, &home, &manifest);
        run.map_err(|problem| all.problems.push(*problem)).ok()
    });
    let border = border.map(|border| {
        let file = home.shown(&manifest.data.border);
        all.problems.extend(long_edges(&border, &file, true));
        all.problems.extend(stretches_off_the_line(&border, &file));
        let (border, contacts) = examined(border, &file);
        all.problems.extend(contacts);
        border
    });
    let region = border.as_ref().map(region_of);
    let categories = manifest.categories();
    let nothing = || Reading { value: Vec::new(), read: 0, rejected: 0, problems: Vec::new() };
    let (incidents, incidents_refused): (Reading<Vec<Incident>>, bool) = match wanted {
        Incidents::Read => match large(&home, &manifest.data.incidents, region, &categories)? {
            Some(Large { reading, around }) => {
                (reading, !all.keep_around(&home.shown(&manifest.data.incidents), around))
            }
            None => match all.document(&home, &manifest.data.incidents)? {
                Some(document) => (read::incidents_of(&document, region.as_ref(), &categories), false),
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
    let stated = |member: &str, path: &str| {
        let text = all.documents.get(&home.shown(path)).and_then(|d| d.value.get(member)?.as_str());
        // As earlier versions began a file: a licence is no part of a credit.
        text.unwrap_or_default().trim_end_matches(" (licence not stated)").to_owned()
    };
    let files = [&manifest.data.incidents, &manifest.data.places];
    let [incidents_attribution, places_attribution] = files.map(|path| stated("attribution", path));
    let [incidents_licence, places_licence] = files.map(|path| stated("licence", path));
    let basemap = basemap(&home, &manifest, &mut all)?;
    let views = views(&home, &manifest, border.as_ref(), &mut all.problems, &mut all.documents)?;
    let house = super::house::house(&home, &manifest)?;
    #[cfg(feature = "figures")]
    let fonts = super::fonts::fonts(&home, &manifest)?;
    let sides = border.iter().flat_map(|b| [&b.facts.sides.left.names, &b.facts.sides.right.names]);
    let languages = home.languages()?.with_names(sides);
    // One that there is none of is an error of the command that is to speak it.
    let labels = languages.pair(manifest.defaults.lang.as_deref().unwrap_or("en"));
    let case = border.map(|border| Case {
        title: manifest.title.clone(),
        disclaimer: manifest.disclaimer.clone(),
        border,
        views,
        incidents: incidents.value,
        data_to: None,
        incidents_attribution,
        incidents_licence,
        places_licence,
        categories,
        places,
        places_attribution,
        basemap,
        house,
        #[cfg(feature = "figures")]
        fonts,
        edition: None,
        label_languages: labels.map(|pair| pair.tags()).unwrap_or_default(),
        coarsened_m: None,
        coarsened_to: None,
        withheld: std::collections::BTreeSet::new(),
    });
    let errors = all.problems.iter().filter(|p| p.severity == Severity::Error).count();
    let counts = Counts { read: incidents.read, rejected: incidents.rejected, errors, incidents_refused };
    Ok(Loaded { source: home, manifest, languages, case, counts, problems: all.problems, documents: all.documents })
}

/// The border with its edges as the manifest has them, where its file does not say.
fn with_edges(border: Border, home: &Source, manifest: &Manifest) -> Result<Border, Box<Problem>> {
    let Some(edges) = manifest.border.edges else { return Ok(border) };
    let file = home.shown(&manifest.data.border);
    match border.facts.edges {
        Some(own) if own != edges => {
            let problem =
                Problem::error(&file, "the file and marz.toml say differently how the edges run").field("edges");
            Err(Box::new(
                problem
                    .found(format!("\"{}\", and \"{}\" in {MANIFEST}", own.as_str(), edges.as_str()))
                    .hint("say it once: the file is the better place, since it goes wherever the line goes"),
            ))
        }
        Some(_) => Ok(border),
        None => border.with_edges(edges).map_err(|e| Box::new(Problem::error(&file, e.to_string()).field("edges"))),
    }
}

fn basemap(home: &Source, manifest: &Manifest, all: &mut Gathered) -> Result<Basemap, Error> {
    let files = &manifest.basemap;
    let mut basemap = Basemap::default();
    let areas = |path: &Option<String>, all: &mut Gathered| -> Result<_, Error> {
        let Some(path) = path else { return Ok(None) };
        let text = ground(home, path, all)?;
        Ok(all.take(read::areas(&home.shown(path), &text)))
    };
    basemap.countries = areas(&files.countries, all)?;
    basemap.provinces = areas(&files.provinces, all)?;
    basemap.lakes = areas(&files.lakes, all)?;
    basemap.world = areas(&files.world, all)?;
    if let Some(path) = &files.rivers {
        let text = ground(home, path, all)?;
        basemap.rivers = all.take(read::lines(&home.shown(path), &text));
    }
    if let Some(path) = &files.contested {
        let text = ground(home, path, all)?;
        basemap.contested = all.take(read::contested_areas(&home.shown(path), &text));
    }
    if let Some(relief) = &files.relief {
        let bytes = home.bytes(&relief.file)?;
        basemap.relief = all.take(read::relief(&home.shown(&relief.file), &bytes, relief.bbox, &relief.attribution));
    }
    Ok(basemap)
}

/// The GeoJSON of a layer of the basemap, also out of a file of another program.
fn ground(home: &Source, path: &str, all: &mut Gathered) -> Result<Cow<'static, [u8]>, Error> {
    let (text, remarks) = home.geojson(path)?;
    all.problems.extend(remarks.into_iter().map(|remark| Problem::warning(&home.shown(path), remark)));
    Ok(text)
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
