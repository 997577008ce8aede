use std::io::{self, Read};

use serde_json::Value;

use super::checker::Checker;
use super::features::{collect, one_feature, properties};
use super::point_parser::Block;
use super::points::PointSource;
use super::position::position;
use super::schema::nearest;
use super::{Document, Problem, Reading, Region, schema};
use crate::model::{Casualties, Categories, Category, Extent, Incident, LonLat};

/// Reads the incidents of a GeoJSON document.
///
/// Refused, each with a message: what the schema refuses, ids that are missing or taken, positions out of range or
/// swapped (positions are expected inside `region`), dates that do not exist, `min` above `best` or `max`, and a
/// geometry where `location.extent` is `none`, or the other way round.
#[must_use]
pub fn incidents(document: &Document, region: Option<&Region>) -> Reading<Vec<Incident>> {
    incidents_of(document, region, &Categories::default())
}

/// The same for a dossier that defines categories of its own.
#[must_use]
pub fn incidents_of(document: &Document, region: Option<&Region>, own: &Categories) -> Reading<Vec<Incident>> {
    collect(document, &schema::INCIDENT, |id, feature, to| incident(id, feature, (region, own), to))
}

/// The incidents of a GeoJSON collection as a stream: no more than a block or two is in memory at a time.
pub struct IncidentSource<R> {
    blocks: PointSource<R>,
    parser: IncidentParser,
}

/// Parses blocks of incidents; can be shared between threads.
#[derive(Debug, Clone)]
pub struct IncidentParser {
    name: String,
    region: Option<Region>,
    categories: Categories,
}

/// One feature of a stream: the incident, or `None` if it has an error.
#[derive(Debug)]
pub struct Streamed {
    /// Its number in the file, from 1.
    pub number: usize,
    /// The line of the file on which it begins, from 1.
    pub line: usize,
    /// Its id, where it has one.
    pub id: Option<String>,
    /// The incident.
    pub incident: Option<Incident>,
    /// What is wrong with it, or strange. That its id stands twice in the file cannot be seen here.
    pub problems: Vec<Problem>,
}

impl<R: Read> IncidentSource<R> {
    /// Begins to read; see [`incidents`] for `region` and for what is refused.
    pub fn new(reader: R, name: &str, region: Option<Region>) -> Self {
        let parser = IncidentParser { name: name.to_owned(), region, categories: Categories::default() };
        Self { blocks: PointSource::collection(reader, name), parser }
    }

    /// The same for a dossier that defines categories of its own.
    #[must_use]
    pub fn with_categories(mut self, own: &Categories) -> Self {
        self.parser.categories = own.clone();
        self
    }

    /// What parses the blocks.
    #[must_use]
    pub fn parser(&self) -> IncidentParser {
        self.parser.clone()
    }

    /// The next block; `None` at the end of the file.
    ///
    /// # Errors
    ///
    /// An I/O error.
    pub fn next_block(&mut self) -> io::Result<Option<Block>> {
        self.blocks.next_block()
    }

    /// Reads to the end and returns the file without its features: its credit, and what is wrong around them.
    ///
    /// `None` if the file is no collection or ends in the middle: the problems are then among those of its features.
    ///
    /// # Errors
    ///
    /// An I/O error.
    pub fn around(mut self) -> io::Result<Option<Result<Document, Box<Problem>>>> {
        while self.next_block()?.is_some() {}
        Ok(self.blocks.around())
    }
}

impl IncidentParser {
    /// The incidents of a block, in the order of the file.
    #[must_use]
    pub fn parse(&self, block: &Block) -> Vec<Streamed> {
        let one = |(number, line, bytes): (usize, usize, &[u8])| {
            let (id, incident, mut problems) = match Document::parse(&self.name, bytes) {
                Ok(document) => one_feature(&document, number, &schema::INCIDENT, |id, feature, to| {
                    incident(id, feature, (self.region.as_ref(), &self.categories), to)
                }),
                Err(problem) => (None, None, vec![*problem]),
            };
            problems.iter_mut().for_each(|p| p.moved_to(line));
            Streamed { number, line, id, incident, problems }
        };
        block.features().map(one).collect()
    }

    /// That an id stands twice; `before` is the number of the feature that has it.
    #[must_use]
    pub fn taken(&self, id: &str, line: usize, before: usize) -> Problem {
        super::features::id_taken(Problem::error(&self.name, super::features::ID_TAKEN), id, before)
            .at(line, 1)
            .feature(id)
            .field("id")
    }
}

fn incident(
    id: String,
    feature: &Value,
    (region, own): (Option<&Region>, &Categories),
    to: &mut Checker<'_, '_>,
) -> Option<Incident> {
    let at = geometry(feature, region, to);
    dates(feature, to);
    let category = category(feature, own, to);
    let mut incident: Incident = properties(feature, to)?;
    incident.category = category.unwrap_or(incident.category);
    casualties(&incident.killed, "killed", to);
    casualties(&incident.wounded, "wounded", to);
    let path = ["properties", "location", "extent"];
    match (incident.location.extent, feature.get("geometry").is_some_and(|g| !g.is_null())) {
        (Extent::None, true) => to.error(&path, "there is a point, but the extent says there is none", |p| {
            p.found("\"none\"").expected("\"point\" or \"area\", or a null geometry")
        }),
        (Extent::Point | Extent::Area, false) => to.error(&path, "the extent needs a point", |p| {
            p.found("a null geometry").expected("a Point, or the extent \"none\"")
        }),
        _ => {}
    }
    incident.id = id;
    incident.at = at;
    Some(incident)
}

fn geometry(feature: &Value, region: Option<&Region>, to: &mut Checker<'_, '_>) -> Option<LonLat> {
    let coordinates = feature.pointer("/geometry/coordinates")?;
    if feature.pointer("/geometry/type").and_then(Value::as_str) != Some("Point") {
        return None; // the schema check reports it
    }
    position(coordinates, &["geometry", "coordinates"], region, to)
}

/// The category with what the dossier says of it; one that nobody defines is an error.
fn category(feature: &Value, own: &Categories, to: &mut Checker<'_, '_>) -> Option<Category> {
    let text = feature.pointer("/properties/category")?.as_str()?;
    // What is no key at all the schema reports.
    let known = own.resolve(text.parse().ok()?);
    if known.is_none() {
        let keys: Vec<String> = own.keys().collect();
        let nearest = nearest(text, keys.iter().map(String::as_str));
        to.error(&["properties", "category"], "this is not in the list", |p| {
            let p = p.found(format!("\"{text}\"")).expected(keys.join(", "));
            let like = nearest.map(|name| format!("did you mean \"{name}\"? ")).unwrap_or_default();
            p.hint(format!("{like}[categories] in marz.toml defines others"))
        });
    }
    known
}

fn dates(feature: &Value, to: &mut Checker<'_, '_>) {
    for key in ["date", "reported_on"] {
        to.date(feature.pointer(&format!("/properties/{key}")), &["properties", key]);
    }
    let sources = feature.pointer("/properties/sources").and_then(Value::as_array);
    for (i, source) in sources.into_iter().flatten().enumerate() {
        let i = i.to_string();
        for key in ["date", "accessed"] {
            to.date(source.get(key), &["properties", "sources", &i, key]);
        }
    }
}

fn casualties(casualties: &Casualties, name: &str, to: &mut Checker<'_, '_>) {
    let order = [("min", casualties.min), ("best", casualties.best), ("max", casualties.max)];
    let known: Vec<(&str, u32)> = order.into_iter().filter_map(|(key, n)| n.map(|n| (key, n))).collect();
    for pair in known.windows(2) {
        if let [(low, a), (high, b)] = pair
            && a > b
        {
            to.error(&["properties", name, low], &format!("'{low}' is larger than '{high}'"), |p| {
                p.found(a.to_string()).expected(format!("at most {b}"))
            });
        }
    }
}
