//! Starting a dossier for another border: its files and their texts.

use serde_json::{Value, json};

use super::edges::ASSUMED_ACCURACY_M;
use crate::measure::inverse;
use crate::model::{Border, BorderFacts, LonLat, Names, SideNames};
use crate::read::schema;
use crate::recipe::{Length, spreadsheet_table, spreadsheet_template};

/// SPDX for a licence that nobody stated.
const NO_LICENCE: &str = "NOASSERTION";

/// What a person states about a border beside the file of its line.
#[derive(Debug, Clone, Default)]
pub struct Beginning {
    /// What the dossier is called.
    pub title: String,
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
#[must_use]
pub fn border_facts(border: &Border, args: &Beginning) -> BorderFacts {
    let (title, file) = (&args.title, &args.file);
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
        facts.accuracy_note = Some("Assumed: nobody has said how accurate this line is.".to_owned());
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
#[must_use]
pub fn orientation(border: &Border, facts: &BorderFacts) -> String {
    let at = |p: &LonLat| format!("{}, {}", p.lon(), p.lat());
    let first = border.parts().first().and_then(|part| part.first());
    let last = border.parts().last().and_then(|part| part.last());
    let (Some(first), Some(last)) = (first, last) else { return String::new() };
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

/// All files with their texts; the manifest last, so that a run that was killed leaves no dossier.
#[must_use]
pub fn new_files(border: &Border, facts: &BorderFacts, title: &str) -> Vec<(&'static str, String)> {
    let quoted = |text: &str| Value::from(text).to_string();
    let credit = format!("{title} (licence not stated)");
    let empty = |name: &str| {
        format!(
            "{{\n  \"type\": \"FeatureCollection\",\n  \"name\": \"{name}\",\n  \"licence\": \"{NO_LICENCE}\",\n  \"attribution\": {},\n  \"features\": []\n}}\n",
            quoted(&credit)
        )
    };
    let manifest = format!(
        "# The dossier: what it is called and which files it is made of.\n\
         title = {}\n\
         # Every figure carries this sentence.\n\
         disclaimer = \"The border is drawn as it was given; no position on sovereignty is implied.\"\n\
         # The distances for which marz build tells a probability.\n\
         within = [\"5km\", \"20km\"]\n\n\
         [data]\nborder = \"data/border.geojson\"\nincidents = \"data/incidents.geojson\"\nplaces = \"data/places.geojson\"\n\
         # A wider stock of populated places, by which marz find tells names apart:\n\
         # gazetteer = \"data/gazetteer.geojson\"\n\n\
         # The ground beneath; every layer may be left out.\n\
         [basemap]\n# countries = \"data/countries.geojson\"\n# provinces = \"data/provinces.geojson\"\n\
         # lakes = \"data/lakes.geojson\"\n# rivers = \"data/rivers.geojson\"\n# world = \"data/world.geojson\"\n",
        quoted(title)
    );
    let recipe = format!(
        "# The whole border. Every key is also an option of marz map.\ntitle = {}\nextent = {{ border = true }}\nsize = [1600, 1200]\ndpi = 200\n",
        quoted(title)
    );
    vec![
        ("data/border.geojson", border_text(border, facts)),
        ("data/incidents.geojson", empty("incidents")),
        ("data/places.geojson", empty("places")),
        ("data/schema/border.schema.json", schema::BORDERS.to_owned()),
        ("data/schema/incidents.schema.json", schema::INCIDENTS.to_owned()),
        ("data/schema/places.schema.json", schema::PLACES.to_owned()),
        ("maps/overview.toml", recipe),
        ("import/spreadsheet.csv", spreadsheet_template()),
        ("import/mapping.toml", spreadsheet_table()),
        ("marz.toml", manifest),
    ]
}

/// The border as a dossier stores it: its facts, then a vertex a line.
fn border_text(border: &Border, facts: &BorderFacts) -> String {
    let position = |p: &LonLat| format!("          [{}, {}]", p.lon(), p.lat());
    let vertices: Vec<String> = border.parts().iter().flatten().map(position).collect();
    let id = if border.id.is_empty() { "border" } else { &border.id };
    let head = json!({"type": "FeatureCollection", "name": "border", "licence": facts.licence, "attribution": facts.attribution});
    let indented = |value: &Value, by: &str| format!("{value:#}").replace('\n', &format!("\n{by}"));
    let head = indented(&head, "");
    let properties = indented(&serde_json::to_value(facts).unwrap_or_default(), "      ");
    format!(
        "{},\n  \"features\": [\n    {{\n      \"type\": \"Feature\",\n      \"id\": {},\n      \"properties\": {properties},\n      \
         \"geometry\": {{\n        \"type\": \"LineString\",\n        \"coordinates\": [\n{}\n        ]\n      }}\n    }}\n  ]\n}}\n",
        head.trim_end_matches(['}', '\n']),
        Value::from(id),
        vertices.join(",\n")
    )
}
