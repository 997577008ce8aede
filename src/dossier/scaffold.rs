//! Starting a dossier for another border: its files and their texts.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::edges::ASSUMED_ACCURACY_M;
use super::{AskedBorder, LoadedBorder, Source, is_border_code};
use crate::error::Error;
use crate::language::Language;
#[cfg(feature = "world")]
use crate::language::Languages;
use crate::ledger;
#[cfg(feature = "world")]
use crate::measure::GeodesicLine;
use crate::measure::inverse;
use crate::model::{Border, BorderFacts, LonLat, NO_LICENCE, Names, SideNames};
use crate::read::{Document, Problem, schema};
use crate::recipe::{Length, spreadsheet_table, spreadsheet_template};

/// A line of the world is not taken to be better than this, in metres.
#[cfg(feature = "world")]
const LEAST_ACCURACY_M: f64 = 200.0;

/// So many marked places have a name in a language without a catalogue, where it gets an overview of its own.
#[cfg(feature = "world")]
const LEAST_NAMES: usize = 3;

const NEXT: &str =
    "say in data/border.geojson who made the line and under which licence; then marz add, marz map, marz check";

/// What a person states about a border beside the file of its line.
#[derive(Debug, Clone, Default)]
pub struct Beginning {
    /// What the dossier is called; `None` for the name of the border or of its file.
    pub title: Option<String>,
    /// The name of the file with the line.
    pub file: String,
    /// How accurate the line is.
    pub accuracy: Option<Length>,
    /// The code and the name of the side to the left.
    pub left: Option<(String, String)>,
    /// The code and the name of the side to the right.
    pub right: Option<(String, String)>,
}

/// What is known of the border; what the file lacks is filled with values that show as not stated.
fn border_facts(border: &Border, title: &str, args: &Beginning) -> BorderFacts {
    let file = &args.file;
    let mut facts = border.facts.clone();
    let fill = |text: &mut String, with: &str| {
        if text.is_empty() {
            with.clone_into(text);
        }
    };
    fill(&mut facts.name, title);
    fill(&mut facts.source, &format!("{file}; its origin is not stated"));
    fill(&mut facts.licence, NO_LICENCE);
    fill(&mut facts.attribution, &format!("Border: {file}"));
    fill(&mut facts.edition, file);
    if let Some(accuracy) = &args.accuracy {
        (facts.accuracy_m, facts.accuracy_note) = (Some(accuracy.metres()), None);
    } else if facts.accuracy_m.is_none() {
        facts.accuracy_m = Some(ASSUMED_ACCURACY_M);
        facts.accuracy_note = Some(Language::english().text("accuracy-unknown").to_owned());
    }
    let side = |side: &mut SideNames, given: &Option<(String, String)>| {
        if let Some((code, name)) = given {
            *side = SideNames { code: code.clone(), names: Names::english(name) };
        }
    };
    side(&mut facts.sides.left, &args.left);
    side(&mut facts.sides.right, &args.right);
    facts
}

/// Where the line starts and ends, and which compass side is left of it, in one sentence.
fn orientation(border: &Border, facts: &BorderFacts) -> String {
    let at = |p: &LonLat| format!("{}, {}", p.lon(), p.lat());
    let first = border.parts().first().and_then(|part| part.first());
    // Enclaves come last, and end where they start.
    let last = border.end_positions().map(|[_, end]| end).or_else(|| first.copied());
    let (Some(first), Some(last)) = (first, last.as_ref()) else { return String::new() };
    let way = inverse(*first, *last);
    if way.distance_m < 1.0 {
        let message = "the line is closed: it starts and ends at";
        return format!("{message} {}; walking along it, {} is on the left", at(first), facts.sides.left.code);
    }
    let compass = |side_deg: f64| {
        const POINTS: [&str; 8] =
            ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];
        let eighth = ((way.azimuth_deg + side_deg).rem_euclid(360.0) / 45.0).round().rem_euclid(8.0) as usize;
        POINTS.get(eighth).copied().unwrap_or("north")
    };
    let name = |side: &SideNames| match side.names.in_language("en") {
        Some(name) if *name != side.code => format!("{}, {name}", side.code),
        _ => side.code.clone(),
    };
    let (left, right) = (name(&facts.sides.left), name(&facts.sides.right));
    format!(
        "the line starts at {} and ends at {} (longitude, latitude): its left side ({left}) is {}, its right side ({right}) {}",
        at(first),
        at(last),
        compass(-90.0),
        compass(90.0)
    )
}

/// A new dossier: its files by path, not yet written.
#[derive(Debug, Clone)]
pub struct NewDossier {
    /// What it is called.
    pub title: String,
    /// Its files with their bytes; the manifest last, so that a run that was killed leaves no dossier.
    pub files: Vec<(String, Vec<u8>)>,
    /// Remarks for the person who starts it.
    pub remarks: Vec<String>,
    /// What comes next, after going to the folder.
    pub next: &'static str,
}

/// What the manifest and the recipes of a new dossier say.
struct Texts {
    disclaimer: Names,
    /// The lines of `[data]` and `[basemap]` that name the ground.
    gazetteer: &'static str,
    basemap: String,
    size: (u32, u32),
    subtitle: String,
    /// Overviews in other languages than English: the value of `lang`, title and subtitle.
    overviews: Vec<(String, String, String)>,
}

/// What came of a request for a new dossier.
pub struct Begun {
    /// The dossier; `None` if the file holds no border that can be used.
    pub dossier: Option<NewDossier>,
    /// Everything that is wrong with the border's file.
    pub problems: Vec<Problem>,
    /// Its text, for showing problems.
    pub documents: BTreeMap<String, Document>,
}

/// A new dossier for a folder: for the border of a file or of a code, for the one between two countries, or without either for the one
/// that the folder's name is the code of.
///
/// # Errors
///
/// [`Error::Request`] where nothing says which border, or there is none of that name; [`Error::Read`] where the file cannot be read.
pub fn begin(
    folder: &Path,
    border: Option<AskedBorder>,
    between: Option<&str>,
    args: Beginning,
) -> Result<Begun, Error> {
    // The folder's own name: `marz init here/KHM-THA/` means the code as well.
    let named = folder.file_name().map(Path::new);
    let border =
        border.or_else(|| named.filter(|name| between.is_none() && is_border_code(name)).map(AskedBorder::from));
    #[cfg(feature = "world")]
    {
        // Of an edition that is kept for comparing there is no ground: its code is refused as one that is not at hand.
        border.as_ref().map(AskedBorder::code).transpose()?;
        let code = border.as_ref().and_then(|asked| asked.path.to_str().filter(|_| is_border_code(&asked.path)));
        let world = between.map(crate::world::between).or_else(|| code.map(crate::world::by_code));
        if let Some(world) = world.transpose()? {
            let dossier = Some(NewDossier::of_world(&world, &args)?);
            return Ok(Begun { dossier, problems: Vec::new(), documents: BTreeMap::new() });
        }
    }
    let Some(asked) = border else {
        let hint = "with --border FILE, --border KHM-THA, --between Thailand,Cambodia, or by the folder's name: marz init KHM-THA";
        #[cfg(feature = "world")]
        if let Some(near) = named.and_then(Path::to_str).and_then(crate::world::not_a_border) {
            return Err(Error::request(
                format!("which border is the dossier for? {}", near.in_one_line()),
                hint.to_owned(),
            ));
        }
        return Err(Error::request("which border is the dossier for?", hint.to_owned()));
    };
    let file = asked.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let LoadedBorder { border, problems, documents, remarks } = asked.load()?;
    let mut dossier = border.map(|border| NewDossier::of_file(&border, &Beginning { file, ..args }));
    dossier.iter_mut().for_each(|new| drop(new.remarks.splice(0..0, remarks.iter().cloned())));
    Ok(Begun { dossier, problems, documents })
}

impl NewDossier {
    /// A dossier for the border of a file.
    #[must_use]
    pub fn of_file(border: &Border, args: &Beginning) -> Self {
        let stem = args.file.rsplit_once('.').map_or(args.file.as_str(), |(stem, _)| stem);
        let named = Some(border.facts.name.clone()).filter(|n| !n.is_empty());
        let title = args.title.clone().or(named).unwrap_or_else(|| stem.to_owned());
        let facts = border_facts(border, &title, args);
        let mut remarks = vec![orientation(border, &facts)];
        if facts.accuracy_note.is_some() && args.accuracy.is_none() {
            let km = facts.accuracy_m.unwrap_or_default() / 1000.0;
            remarks.push(format!(
                "the line is taken to be accurate to {km} km: say better with accuracy_m in data/border.geojson"
            ));
        }
        let texts = Texts {
            disclaimer: Names::english("The border is drawn as it was given; no position on sovereignty is implied."),
            gazetteer: "# A wider stock of populated places, which marz find searches as well:\n\
                        # gazetteer = \"data/gazetteer.geojson\"\n",
            basemap: "[basemap]\n# countries = \"data/countries.geojson\"\n# provinces = \"data/provinces.geojson\"\n\
                      # lakes = \"data/lakes.geojson\"\n# rivers = \"data/rivers.geojson\"\n# world = \"data/world.geojson\"\n"
                .to_owned(),
            size: (1600, 1200),
            subtitle: String::new(),
            overviews: Vec::new(),
        };
        let places = vec![("data/places.geojson".to_owned(), empty("places", &title).into_bytes())];
        Self { files: new_files(border, &facts, &title, places, &texts), title, remarks, next: NEXT }
    }

    /// A dossier for a land border of the world, with the ground beside it.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] if the relief cannot be packed.
    #[cfg(feature = "world")]
    pub fn of_world(world: &crate::world::WorldBorder, args: &Beginning) -> Result<Self, Error> {
        let border = &world.border;
        let title = args.title.clone().unwrap_or_else(|| border.facts.name.clone());
        exchanged_names(border, args)?;
        let mut facts = border_facts(border, &title, args);
        // Names that figures cannot print would be empty boxes.
        for side in [&mut facts.sides.left, &mut facts.sides.right] {
            side.names.0.retain(|_, name| is_printable(name));
        }
        let frame = crate::world::Frame::of(border, world.entry.is_upright());
        let (ground, basemap) = crate::world::ground_files(world, &frame, &is_printable)?;
        let english = Language::english();
        // Of the line that the dossier gets, by which every product measures.
        let length_km = GeodesicLine::from(border).length_m() / 1000.0;
        let subtitle = |language: &Language| {
            let km = language.decimal(length_km, 0);
            language.fill("length-as-mapped", &[("km", &km), ("edition", &facts.edition)])
        };
        let is_spoken = |tag: &str| Languages::embedded().find(tag).is_ok_and(|l| !l.is_english());
        // Of places that are marked: the second line of names has no others.
        let places = ground.iter().find(|(path, _)| path == "data/places.geojson").map(|(_, bytes)| bytes.as_slice());
        let places = String::from_utf8_lossy(places.unwrap_or_default());
        let has_names = |tag: &str| {
            let named = places.matches(&format!("\"{tag}\":")).count();
            tag != english.code() && named >= LEAST_NAMES && facts.sides.left.names.0.contains_key(tag)
        };
        let overviews = world.languages.iter().filter(|tag| is_spoken(tag) || has_names(tag));
        let overview = |tag: &String| match Languages::embedded().find(tag) {
            Ok(language) => {
                let own = args.title.clone().or_else(|| facts.names.0.get(tag).cloned());
                (tag.clone(), own.unwrap_or_else(|| title.clone()), subtitle(&language))
            }
            // Of a language without a catalogue there are names.
            Err(_) => (format!("{}+{tag}", english.code()), title.clone(), subtitle(&english)),
        };
        let disclaimer =
            |language: &Language| (language.code().to_owned(), language.text("boundaries-disclaimer").to_owned());
        let texts = Texts {
            disclaimer: Names(Languages::embedded().iter().map(disclaimer).collect()),
            gazetteer: "gazetteer = \"data/gazetteer.geojson\"\n",
            basemap,
            size: frame.size,
            subtitle: subtitle(&english),
            overviews: overviews.map(overview).collect(),
        };
        let mut remarks = world.remarks.clone();
        remarks.push(orientation(border, &facts));
        if let Some(accuracy) = &args.accuracy {
            remarks.retain(|r| !r.contains("accuracy"));
            if accuracy.metres() < LEAST_ACCURACY_M {
                let stated = accuracy.metres();
                remarks.push(format!(
                    "an accuracy of {stated} m is better than the lines of the world are likely to be: they are drawn by many hands, \
                     simplified by 10 m and nobody surveyed them; {LEAST_ACCURACY_M} m is the least to count on"
                ));
            }
        }
        Ok(Self {
            files: new_files(border, &facts, &title, ground, &texts),
            title,
            remarks,
            next: "marz map overview; marz add, marz check",
        })
    }

    /// Writes all files into a folder that has none of them.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] where one of the files is there already; nothing is written then. [`Error::Write`] where one cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        if let Some((path, _)) = self.files.iter().find(|(path, _)| folder.join(path).exists()) {
            let message = format!("{} is there already; nothing was written", folder.join(path).display());
            return Err(Error::request(message, "marz init starts a dossier in a folder that has none".to_owned()));
        }
        self.files.iter().try_for_each(|(path, bytes)| Ok(ledger::write(&folder.join(path), bytes)?))
    }

    /// The same as where the files of a dossier are, without a folder.
    #[must_use]
    pub fn into_source(self) -> Source {
        Source::New(self.title, Arc::new(self.files.into_iter().collect()))
    }
}

/// Refuses sides that are given as those of the other side of a border of the world.
#[cfg(feature = "world")]
fn exchanged_names(border: &Border, args: &Beginning) -> Result<(), Error> {
    let sides = &border.facts.sides;
    let is_of = |given: &(String, String), side: &SideNames| {
        let name = given.1.to_lowercase();
        given.0.eq_ignore_ascii_case(&side.code) || side.names.0.values().any(|n| n.to_lowercase() == name)
    };
    for (given, own, other, option) in
        [(&args.left, &sides.left, &sides.right, "left"), (&args.right, &sides.right, &sides.left, "right")]
    {
        let Some(given) = given.as_ref().filter(|given| is_of(given, other) && !is_of(given, own)) else { continue };
        let name = |side: &SideNames| format!("{} ({})", side.names.in_language("en").unwrap_or(&side.code), side.code);
        let message = format!(
            "--{option} {}={}: {} is to the {option} of this line, and {} on its other side",
            given.0,
            given.1,
            name(own),
            name(other)
        );
        let hint = "leave out --left and --right, or exchange them".to_owned();
        return Err(Error::request(message, hint));
    }
    Ok(())
}

/// Whether figures have the letters of a name.
#[cfg(feature = "world")]
fn is_printable(name: &str) -> bool {
    #[cfg(feature = "figures")]
    return crate::typeface::Typefaces::bundled().missing(name, crate::typeface::FontStyle::Regular).is_none();
    #[cfg(not(feature = "figures"))]
    !name.is_empty()
}

/// A collection without features.
fn empty(name: &str, title: &str) -> String {
    // The credit is of these records: that of the border stands in its own file.
    let what = if name == "places" { "Places" } else { "Incidents" };
    let credit = Value::from(format!("{what}: {title}"));
    format!(
        "{{\n  \"type\": \"FeatureCollection\",\n  \"name\": \"{name}\",\n  \"licence\": \"{NO_LICENCE}\",\n  \"attribution\": {credit},\n  \"features\": []\n}}\n"
    )
}

fn new_files(
    border: &Border,
    facts: &BorderFacts,
    title: &str,
    ground: Vec<(String, Vec<u8>)>,
    texts: &Texts,
) -> Vec<(String, Vec<u8>)> {
    let quoted = |text: &str| Value::from(text).to_string();
    let manifest = format!(
        "# The dossier: what it is called and which files it is made of.\n\
         title = {}\n\
         # The distances for which marz build tells a probability.\n\
         within = [\"5km\", \"20km\"]\n\n\
         # Every figure carries this sentence, in its language.\n\
         [disclaimer]\n{}\n\
         [data]\nborder = \"data/border.geojson\"\nincidents = \"data/incidents.geojson\"\nplaces = \"data/places.geojson\"\n{}\n\
         # The ground beneath; every layer may be left out.\n{}",
        quoted(title),
        texts.disclaimer.0.iter().map(|(tag, text)| format!("{tag} = {}\n", quoted(text))).collect::<String>(),
        texts.gazetteer,
        texts.basemap,
    );
    let subtitled = |text: &str| if text.is_empty() { String::new() } else { format!("subtitle = {}\n", quoted(text)) };
    let subtitle = subtitled(&texts.subtitle);
    let (wide, high) = texts.size;
    let overview = |title: &str, subtitle: &str| {
        format!(
            "# The whole border. Every key is also an option of marz map.\ntitle = {}\n{}extent = {{ border = true }}\nsize = [{wide}, {high}]\n",
            quoted(title),
            subtitled(subtitle)
        )
    };
    let other = |about: &str, kind: &str, size: &str| {
        format!("# {about}\nkind = \"{kind}\"\ntitle = {}\n{subtitle}{size}", quoted(title))
    };
    let mut files = vec![
        ("data/border.geojson", border_text(border, facts)),
        ("data/incidents.geojson", empty("incidents", title)),
        ("data/schema/border.schema.json", schema::BORDERS.to_owned()),
        ("data/schema/incidents.schema.json", schema::INCIDENTS.to_owned()),
        ("data/schema/places.schema.json", schema::PLACES.to_owned()),
        ("maps/overview.toml", overview(title, &texts.subtitle)),
    ];
    if ground.len() > 1 {
        files.push((
            "maps/strip.toml",
            // Without a size it is as high as its incidents need.
            other("The border straightened: where along it, how near, on which side.", "strip", ""),
        ));
        files.push((
            "maps/timeline.toml",
            other("When: incidents by month, each on its date.", "timeline", "size = [1800, 1200]\n"),
        ));
    }
    files.push(("import/spreadsheet.csv", spreadsheet_template()));
    files.push(("import/mapping.toml", spreadsheet_table()));
    let files = files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes()));
    let overviews = texts.overviews.iter().map(|(lang, title, subtitle)| {
        let tag = lang.rsplit('+').next().unwrap_or_default();
        let text = format!("{}lang = {}\n", overview(title, subtitle), quoted(lang));
        (format!("maps/overview-{tag}.toml"), text.into_bytes())
    });
    files.chain(overviews).chain(ground).chain([("marz.toml".to_owned(), manifest.into_bytes())]).collect()
}

/// The border as a dossier stores it: its facts, then a vertex a line.
fn border_text(border: &Border, facts: &BorderFacts) -> String {
    let position = |p: &LonLat| format!("          [{}, {}]", p.lon(), p.lat());
    let part = |part: &Vec<LonLat>| part.iter().map(position).collect::<Vec<_>>().join(",\n");
    let parts = border.given_parts();
    let vertices = match parts {
        [one] => part(one),
        many => many.iter().map(|p| format!("        [\n{}\n        ]", part(p))).collect::<Vec<_>>().join(",\n"),
    };
    let kind = if parts.len() == 1 { "LineString" } else { "MultiLineString" };
    let id = if border.id.is_empty() { "border" } else { &border.id };
    let head = json!({"type": "FeatureCollection", "name": "border", "licence": facts.licence, "attribution": facts.attribution});
    let indented = |value: &Value, by: &str| format!("{value:#}").replace('\n', &format!("\n{by}"));
    let head = indented(&head, "");
    let properties = indented(&serde_json::to_value(facts).unwrap_or_default(), "      ");
    format!(
        "{},\n  \"features\": [\n    {{\n      \"type\": \"Feature\",\n      \"id\": {},\n      \"properties\": {properties},\n      \
         \"geometry\": {{\n        \"type\": \"{kind}\",\n        \"coordinates\": [\n{}\n        ]\n      }}\n    }}\n  ]\n}}\n",
        head.trim_end_matches(['}', '\n']),
        Value::from(id),
        vertices
    )
}
