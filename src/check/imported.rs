//! Records of earlier imports whose stored values show a fault that imports have no longer, with the import to repeat.

use crate::model::{Category, Incident, is_placeholder};
use crate::read::Problem;
use crate::read::import::FROM_FILE;
use crate::read::import::country::{of_fips, of_name};

/// A record stored by an import: its dataset as the command names it, what is wrong, and the field.
struct Fault {
    dataset: &'static str,
    field: &'static str,
    message: &'static str,
    found: String,
    expected: String,
}

/// Warnings about records that an earlier version imported wrong.
pub fn faults(file: &str, incidents: &[Incident]) -> Vec<Problem> {
    incidents.iter().filter_map(|i| fault(i).map(|fault| problem(file, i, fault))).collect()
}

fn problem(file: &str, incident: &Incident, fault: Fault) -> Problem {
    let Fault { dataset, field, message, found, expected } = fault;
    let notes = incident.sources.iter().filter_map(|s| s.note.as_deref());
    let from = notes.filter_map(|note| note.split_once(FROM_FILE)).map(|(_, from)| from).next();
    let name = from.map_or("FILE", |from| from.split(" (SHA-256").next().unwrap_or(from));
    Problem::warning(file, message)
        .feature(incident.id.clone())
        .field(field)
        .found(found)
        .expected(expected)
        .hint(format!("import it again: marz import {dataset} {name} --into {file}"))
}

/// The dataset of a record that was imported, as the command names it; `None` for one that a person wrote.
pub fn dataset(i: &Incident) -> Option<&'static str> {
    let is_of = |d: &&str| {
        let rest = i.id.strip_prefix(d);
        rest.is_some_and(|rest| rest.starts_with('-')) && i.tags.iter().any(|t| t == d)
    };
    let is_imported = || i.sources.iter().any(|s| s.note.as_deref().is_some_and(|note| note.contains(FROM_FILE)));
    ["acled", "ucdp", "gdelt"].into_iter().find(is_of).or_else(|| is_imported().then_some("table"))
}

/// A name that stands for nothing, with its field.
fn placeholder(i: &Incident) -> Option<(&'static str, &str)> {
    let actor = i.actors.iter().map(|a| ("actors", a.name.as_str()));
    let wider = [("location.district", &i.location.district), ("location.province", &i.location.province)];
    let wider = wider.into_iter().filter_map(|(field, text)| Some((field, text.as_deref()?)));
    // A record without a place is called so by the import itself.
    let name = Some(("location.name", i.location.name.as_str())).filter(|(_, name)| *name != "unknown");
    actor.chain(wider).chain(name).find(|(_, text)| is_placeholder(text))
}

fn fault(i: &Incident) -> Option<Fault> {
    let dataset = dataset(i)?;
    if let Some((field, found)) = placeholder(i) {
        let message = "a placeholder of the file was stored as a name";
        return Some(Fault {
            dataset,
            field,
            message,
            found: found.to_owned(),
            expected: "a name, or nothing".to_owned(),
        });
    }
    let country = i.location.country.as_deref();
    let fault = |field, message, found: &str, expected: &str| {
        Some(Fault { dataset, field, message, found: found.to_owned(), expected: expected.to_owned() })
    };
    match (dataset, country) {
        ("gdelt", Some(code)) => {
            // GDELT gives the country twice: as a code of FIPS 10-4, and at the end of the name of the place.
            let named = i.location.name.rsplit(',').next().and_then(of_name)?;
            if code != named && of_fips(code) == Some(named) {
                return fault("location.country", "a code of FIPS 10-4 was stored as one of ISO 3166-1", code, named);
            }
        }
        (_, Some(text)) if text.len() != 2 => {
            if let Some(code) = of_name(text) {
                let message =
                    "the name of a country was not known when it was imported; without its code the record has no side";
                return fault("location.country", message, text, code);
            }
        }
        _ => {}
    }
    let unknown = (None, None, None);
    if dataset == "ucdp" && (i.killed.min, i.killed.best, i.killed.max) == unknown {
        let message = "the dead are unknown, but every release has figures: older ones call them best_est";
        return fault("killed", message, "unknown", "low, best and high of the file");
    }
    if dataset == "acled" && i.category == Category::Other && i.title.starts_with("Battle-") {
        return fault("category", "a type of ACLED before 2018 was not known", "other", "clash");
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn incident(id: &str, tag: &str, title: &str, category: &str, place: &str, country: &str, best: &str) -> Incident {
        let text = format!(
            r#"{{"title":"{title}","summary":"s","category":"{category}","date":"2025","location":{{"name":"{place}","country":"{country}",
            "basis":"reported","extent":"none"}},"killed":{{"min":{best},"best":{best},"max":{best}}},"wounded":{{"min":null,"max":null}},
            "status":"one_side","grade":{{"reliability":"B","credibility":2}},
            "sources":[{{"publisher":"p","note":"event 1; from g.csv (SHA-256 ab)"}}],"tags":["{tag}"]}}"#
        );
        Incident { id: id.to_owned(), ..serde_json::from_str(&text).unwrap() }
    }

    #[test]
    fn each_fault_is_found_and_what_is_right_is_left_alone() {
        let gdelt = |place: &str, country: &str| incident("gdelt-1", "gdelt", "t", "clash", place, country, "null");
        let acled = |title: &str, category: &str, country: &str| {
            incident("acled-1", "acled", title, category, "Goma", country, "1")
        };
        let ucdp = |best: &str| incident("ucdp-1", "ucdp", "t", "clash", "Goma", "CD", best);
        for (record, field) in [
            (gdelt("Maiduguri, Borno, Nigeria", "NI"), "location.country"),
            (gdelt("Diffa, Diffa, Niger", "NG"), "location.country"),
            (gdelt("Dhaka, Dhaka, Bangladesh", "BG"), "location.country"),
            (acled("Armed clash: A", "clash", "Democratic Republic of Congo"), "location.country"),
            (acled("Battle-No change of territory: A", "other", "CD"), "category"),
            (ucdp("null"), "killed"),
            (incident("sheet-1", "t", "t", "clash", "N/A", "KE", "null"), "location.name"),
            (incident("sheet-1", "t", "t", "clash", "Moyale", "Republic of Kenya", "null"), "location.country"),
        ] {
            let found = faults("i.geojson", &[record]);
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].field.as_deref(), Some(field));
            assert!(found[0].hint.as_deref().unwrap().ends_with(" g.csv --into i.geojson"), "{:?}", found[0].hint);
        }
        let mut by_hand = incident("own", "gdelt", "t", "clash", "N/A", "Republic of Kenya", "null");
        by_hand.sources[0].note = Some("read in a newspaper".to_owned());
        for record in [
            gdelt("Maiduguri, Borno, Nigeria", "NG"),
            gdelt("Managua, Managua, Nicaragua", "NI"),
            gdelt("Somewhere", "NI"),
            acled("Battle-No change of territory: A", "clash", "CD"),
            acled("Armed clash: A", "clash", "Atlantis"),
            ucdp("0"),
            incident("table-1", "t", "t", "clash", "unknown", "TJ", "null"),
            by_hand,
        ] {
            assert!(faults("i.geojson", std::slice::from_ref(&record)).is_empty(), "{record:?}");
        }
    }
}
