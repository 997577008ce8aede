//! `marz init`: a dossier for another border, in an empty folder.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Outcome;
use super::args::InitArgs;
use super::console::{Console, Failure};
use super::dossier::border_file;
use marz::ledger;
use marz::model::{Border, BorderFacts, LonLat, Names, SideNames};
use marz::read::schema;
use marz::recipe::{spreadsheet_table, spreadsheet_template};

/// SPDX for a licence that nobody stated.
const NO_LICENCE: &str = "NOASSERTION";

/// The accuracy of a line of which nothing is said, in metres: about the mean offset of the 1:10 million lines that are at hand for
/// every border (831 m for the one measured in data/README.md).
const ASSUMED_ACCURACY_M: f64 = 1_000.0;

pub fn run(args: &InitArgs, console: &Console) -> Result<Outcome, Failure> {
    let border = border_file(&args.border, console)?;
    if border.parts().len() > 1 {
        let message = format!("{} has {} parts that do not meet", args.border.display(), border.parts().len());
        let hint = "a dossier's border is one line: join the parts, or take one of them".to_owned();
        return Err(Failure::usage(message, hint));
    }
    let given = args.border.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = args.border.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let named = Some(border.facts.name.clone()).filter(|n| !n.is_empty());
    let title = args.title.clone().or(named).unwrap_or(stem);
    let facts = facts(args, &border, &title, &given);
    let files = files(&border, &facts, &title);
    let folder = args.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    if let Some((path, _)) = files.iter().find(|(path, _)| folder.join(path).exists()) {
        let message = format!("{} is there already; nothing was written", folder.join(path).display());
        return Err(Failure::usage(message, "marz init starts a dossier in a folder that has none".to_owned()));
    }
    for (path, text) in &files {
        ledger::write(&folder.join(path), text.as_bytes())?;
        console.detail(&folder.join(path).display().to_string());
    }
    let shown = shown(&folder);
    console.note(&format!("started the dossier '{title}'{shown}: {} files", files.len()));
    if facts.accuracy_note.is_some() && args.accuracy.is_none() {
        let km = facts.accuracy_m.unwrap_or_default() / 1000.0;
        console.note(&format!(
            "the line is taken to be accurate to {km} km: say better with accuracy_m in data/border.geojson"
        ));
    }
    let there = if shown.is_empty() { String::new() } else { format!("go to {}; ", folder.display()) };
    console.note(&format!(
        "next: {there}say in data/border.geojson who made the line and under which licence; then marz add, marz map, marz check"
    ));
    Ok(Outcome::of(false))
}

fn shown(folder: &Path) -> String {
    if folder == Path::new(".") { String::new() } else { format!(" in {}", folder.display()) }
}

/// What is known of the border; what the file does not say is filled so that it shows as not said.
fn facts(args: &InitArgs, border: &Border, title: &str, file: &str) -> BorderFacts {
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

/// All files with their texts; the manifest last, so that a run that was killed leaves no dossier.
fn files(border: &Border, facts: &BorderFacts, title: &str) -> Vec<(&'static str, String)> {
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
    let schema = |schema: Value| format!("{schema:#}\n");
    vec![
        ("data/border.geojson", border_text(border, facts)),
        ("data/incidents.geojson", empty("incidents")),
        ("data/places.geojson", empty("places")),
        ("data/schema/border.schema.json", schema(schema::border())),
        ("data/schema/incidents.schema.json", schema(schema::incidents())),
        ("data/schema/places.schema.json", schema(schema::places())),
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
