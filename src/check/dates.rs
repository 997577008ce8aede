//! Dates and rows that an import has stored wrong: years that nobody expects, rows of a sheet that were put together.

use std::collections::{BTreeMap, BTreeSet};

use super::imported::dataset;
use crate::model::{Edtf, Incident, UNEXPECTED_YEAR, expected_years};
use crate::read::Problem;
use crate::read::import::{FROM_FILE, is_of_our_making};

/// Warnings about dates outside the expected years and about sheets whose rows were put together.
///
/// # Arguments
///
/// `today` is the day of the import; `None` for that on which the sources of a record were read, or the latest of the file.
pub fn problems(file: &str, incidents: &[Incident], today: Option<&Edtf>) -> Vec<Problem> {
    let latest = |dates: &mut dyn Iterator<Item = &Edtf>| dates.max_by_key(|date| date.days().1).cloned();
    let of_file = latest(&mut incidents.iter().flat_map(Incident::source_dates));
    let one = |incident: &Incident| {
        let read = latest(&mut incident.sources.iter().filter_map(|s| s.accessed.as_ref()));
        let years = expected_years(today.or(read.as_ref()).or(of_file.as_ref()));
        if incident.date.is_within_years(*years.start(), *years.end()) {
            return None;
        }
        let hint = match from_file(incident) {
            Some((_, name)) => {
                let dataset = dataset(incident).unwrap_or("table");
                format!("correct it, or import {name} again: marz import {dataset} {name} --into {file}")
            }
            None => "correct it".to_owned(),
        };
        let expected = format!("{} to {}", years.start(), years.end());
        let problem = Problem::warning(file, UNEXPECTED_YEAR).feature(incident.id.clone()).field("date");
        Some(problem.found(incident.date.as_str()).expected(expected).hint(hint))
    };
    incidents.iter().filter_map(one).chain(merged_rows(file, incidents)).collect()
}

/// The text before the provenance of a record that was imported, and the name of the file.
fn from_file(incident: &Incident) -> Option<(&str, &str)> {
    let (before, from) = incident.sources.iter().find_map(|s| s.note.as_deref()?.split_once(FROM_FILE))?;
    Some((before, from.split(" (SHA-256").next().unwrap_or(from)))
}

/// Before version 0.2 rows of one date and title became one record: the rows of a sheet that have no record are named.
fn merged_rows(file: &str, incidents: &[Incident]) -> Vec<Problem> {
    let mut sheets: BTreeMap<&str, (&Incident, BTreeSet<usize>)> = BTreeMap::new();
    for incident in incidents.iter().filter(|i| is_of_our_making(i)) {
        let Some((before, name)) = from_file(incident) else { continue };
        let Some(row) = before.strip_prefix("row ").and_then(|row| row.parse().ok()) else { continue };
        sheets.entry(name).or_insert((incident, BTreeSet::new())).1.insert(row);
    }
    let mut problems = Vec::new();
    for (name, (incident, rows)) in sheets {
        let Some(last) = rows.last() else { continue };
        let missing: Vec<String> = (2..*last).filter(|row| !rows.contains(row)).map(|row| row.to_string()).collect();
        if missing.is_empty() {
            continue;
        }
        let list = missing.iter().take(10).cloned().collect::<Vec<_>>().join(", ");
        let message =
            "rows of the sheet have no record: rows of one date and title were put together by earlier versions";
        problems.push(
            Problem::warning(file, message)
                .feature(incident.id.clone())
                .field("id")
                .found(format!("{} rows of {name} without a record: {list}", missing.len()))
                .hint(format!("import it again: marz import csv {name} --into {file}")),
        );
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incident(id: &str, date: &str, title: &str, note: &str) -> Incident {
        let text = format!(
            r#"{{"title":"{title}","summary":"s","category":"clash","date":"{date}","location":{{"name":"n","basis":"reported",
            "extent":"none"}},"killed":{{"min":1,"best":1,"max":1}},"wounded":{{"min":null,"max":null}},"status":"one_side",
            "grade":{{"reliability":"B","credibility":2}},"sources":[{{"publisher":"p","accessed":"2026-01-01","note":"{note}"}}]}}"#
        );
        Incident { id: id.to_owned(), ..serde_json::from_str(&text).unwrap() }
    }

    #[test]
    fn years_that_nobody_expects_and_lost_rows_are_named_with_the_import() {
        let list = [
            incident("a", "0025-08-24", "t", "sheet row 2; from s.csv (SHA-256 ab)"),
            incident("b", "2205", "t", "event 1"),
            incident("c", "2027-01", "t", ""),
            incident("d", "2025-08-24/..", "t", ""),
            incident("2025-08-24-shelling", "2025-08-24", "Shelling", "row 4; from old.csv (SHA-256 ab)"),
            incident("2025-08-25-shots", "2025-08-25", "Shots", "row 5; from old.csv (SHA-256 ab)"),
        ];
        let found = problems("i.geojson", &list, None);
        let of: Vec<(&str, &str)> =
            found.iter().map(|p| (p.feature.as_deref().unwrap(), p.field.as_deref().unwrap())).collect();
        assert_eq!(of, [("a", "date"), ("b", "date"), ("2025-08-24-shelling", "id")]);
        assert!(found[0].hint.as_deref().unwrap().contains("s.csv"));
        assert!(found[2].found.as_deref().unwrap().contains("2 rows of old.csv without a record: 2, 3"));
        let early = "2020-01-01".parse().unwrap();
        assert_eq!(problems("i.geojson", &list[3..4], Some(&early)).len(), 1);
    }
}
