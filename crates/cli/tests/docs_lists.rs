//! The tables of docs/import.md are made of the code's own lists, and one of docs/borders.md of the world's data. `MARZ_BLESS=1` writes them anew, and fails.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;

use marz::language::Language;
use marz::model::{Category, Dataset, Symbol, Unjudged};
use marz::read::import::country::FIPS;
use marz::recipe::{coding, coding_text};

mod support;

/// The codes of a dataset with their category, in the order and spelling of its table.
fn codes(dataset: Dataset) -> Vec<(String, String)> {
    let table = coding(dataset, None).unwrap();
    let part = coding_text(dataset).split("[category]").nth(1).unwrap_or_default();
    let part = part.split("\n[").next().unwrap();
    let keys =
        part.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key.trim().trim_matches('"').to_owned());
    let of = |key: String| {
        let category = table.category.get(&key.to_lowercase()).unwrap().as_str().to_owned();
        (key, category)
    };
    keys.map(of).collect()
}

fn categories_of_codes() -> String {
    let mut text = "| file | category | codes |\n|---|---|---|\n".to_owned();
    let names = [(Dataset::Acled, "ACLED"), (Dataset::Ucdp, "UCDP"), (Dataset::Gdelt, "GDELT")];
    for (dataset, name) in names {
        let mut by: BTreeMap<Category, Vec<String>> = BTreeMap::new();
        for (code, category) in codes(dataset) {
            by.entry(category.parse().unwrap()).or_default().push(format!("`{code}`"));
        }
        for (category, codes) in by {
            text += &format!("| {name} | `{}` | {} |\n", category.as_str(), codes.join(", "));
        }
    }
    text
}

fn fips() -> String {
    let differing: Vec<String> =
        FIPS.iter().filter(|(fips, iso)| fips != iso).map(|(fips, iso)| format!("{fips} is {iso}")).collect();
    differing.join(", ") + "\n"
}

fn not_judged() -> String {
    let row = |(why, when): (Unjudged, &str)| format!("| {} | {when} |\n", why.as_str());
    let rows = [
        (
            Unjudged::Place,
            "`--near`, `--km` or `--bbox`, and the record has no point (nor could its place be looked up)",
        ),
        (Unjudged::Country, "`--country`, and the row names no country, or one that is not known"),
        (
            Unjudged::Date,
            "`--since` or `--until`, and the end of the date is not known (`2024/`), which leaves open on which side the record lies",
        ),
    ];
    rows.into_iter().fold("| reason | when |\n|---|---|\n".to_owned(), |text, r| text + &row(r))
}

fn categories() -> String {
    let english = Language::english();
    let looks = marz::theme::category_looks(Category::STOCK.into_iter().map(|c| (c, english.category(c).to_owned())));
    let mut text = "| key | name | colour | event | armed |\n|---|---|---|---|---|\n".to_owned();
    for look in looks {
        let ((r, g, b), c) = (look.rgb, look.category);
        let yes = |is: bool| if is { "yes" } else { "no" };
        let (event, armed) = (yes(marz::analyse::is_event(c)), yes(c.is_armed()));
        text += &format!("| `{}` | {} | `#{r:02x}{g:02x}{b:02x}` | {event} | {armed} |\n", c.as_str(), look.name);
    }
    text
}

fn symbols() -> String {
    let names: Vec<String> = Symbol::ALL.iter().map(|(name, _)| format!("`{name}`")).collect();
    format!("Symbols: {}.\n", names.join(", "))
}

/// Where each disputed stretch begins and ends, from what, and how near to that a second source comes.
fn ends_of_stretches() -> String {
    let mut text = "| border | kilometres | ends from | checked within | by |\n|---|---|---|---|---|\n".to_owned();
    for line in include_str!("../../world/data/stretches.txt").lines() {
        let [id, from, to, basis, _, within, by] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let border = marz::world::by_code(id).unwrap().border;
        let line = marz::measure::GeodesicLine::from(&border);
        let km = |end: &str| match end {
            "start" => 0.0,
            "end" => line.length_m() / 1_000.0,
            at => {
                let (lon, lat) = at.split_once(',').unwrap();
                let at = marz::model::LonLat::new(lon.parse().unwrap(), lat.parse().unwrap()).unwrap();
                line.nearest(at).measure_km()
            }
        };
        let (a, b) = (km(from).min(km(to)), km(from).max(km(to)));
        let (within, by) = if by.is_empty() { ("not verified".to_owned(), "") } else { (format!("{within} km"), by) };
        text += &format!("| {id} | {a:.1} to {b:.1} | {basis} | {within} | {by} |\n");
    }
    text
}

#[test]
fn the_tables_are_those_of_the_code() {
    let lists = [
        ("categories of codes", categories_of_codes()),
        ("fips", fips()),
        ("not judged", not_judged()),
        ("categories", categories()),
        ("symbols", symbols()),
    ];
    held("docs/import.md", &lists);
    held("docs/borders.md", &[("ends of stretches", ends_of_stretches())]);
}

fn held(file: &str, lists: &[(&str, String)]) {
    let path = support::root().join(file);
    let before = fs::read_to_string(&path).unwrap();
    let mut text = before.clone();
    for (name, list) in lists {
        let (begin, end) = (format!("<!-- list: {name} -->\n"), "<!-- end of list -->");
        let from = text.find(&begin).unwrap_or_else(|| panic!("no list {name}")) + begin.len();
        let to = from + text[from..].find(end).unwrap();
        text.replace_range(from..to, &format!("\n{list}\n"));
    }
    if text != before && std::env::var_os("MARZ_BLESS").is_some() {
        fs::write(&path, &text).unwrap();
        panic!("{file} was written anew: look at what changed");
    }
    assert!(text == before, "{file}: a list is not that of the code; MARZ_BLESS=1 writes it");
}

#[test]
fn the_names_of_symbols_are_those_of_the_manifest() {
    for (name, symbol) in Symbol::ALL {
        assert_eq!(serde_json::from_value::<Symbol>(name.into()).unwrap(), symbol);
    }
}
