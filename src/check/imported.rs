//! Records of earlier imports whose stored values show a fault that imports have no longer, with the import to repeat.

use crate::model::{Category, Incident};
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

fn fault(i: &Incident) -> Option<Fault> {
    let dataset = ["acled", "ucdp", "gdelt"].into_iter().find(|d| {
        let rest = i.id.strip_prefix(d);
        rest.is_some_and(|rest| rest.starts_with('-')) && i.tags.iter().any(|t| t == d)
    })?;
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
        ] {
            let found = faults("i.geojson", &[record]);
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].field.as_deref(), Some(field));
            assert!(found[0].hint.as_deref().unwrap().ends_with(" g.csv --into i.geojson"), "{:?}", found[0].hint);
        }
        let by_hand = incident("own", "gdelt", "t", "clash", "Maiduguri, Borno, Nigeria", "NI", "null");
        for record in [
            gdelt("Maiduguri, Borno, Nigeria", "NG"),
            gdelt("Managua, Managua, Nicaragua", "NI"),
            gdelt("Somewhere", "NI"),
            acled("Battle-No change of territory: A", "clash", "CD"),
            acled("Armed clash: A", "clash", "Atlantis"),
            ucdp("0"),
            by_hand,
        ] {
            assert!(faults("i.geojson", std::slice::from_ref(&record)).is_empty(), "{record:?}");
        }
    }
}
