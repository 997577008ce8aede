//! The list of incidents by which people find an id.

use serde_json::{Value, json};

use super::fields::Kind;
use super::sheet::{SheetValue, columns};
use super::sheet_about::SheetAbout;
use super::sheet_table::Sheet;
use super::table::aligned;
use crate::model::Incident;

/// Incidents as a table of aligned columns: id, date, category, status, dead, title.
#[must_use]
pub fn incident_list(incidents: &[&Incident]) -> String {
    let head = ["id", "date", "category", "status", "killed", "title"].map(str::to_owned).to_vec();
    let row = |i: &&Incident| {
        let (category, status) = (i.category.as_str().to_owned(), i.status.as_str().to_owned());
        vec![i.id.clone(), i.date.to_string(), category, status, i.killed.in_words(), i.title.clone()]
    };
    aligned(&std::iter::once(head).chain(incidents.iter().map(row)).collect::<Vec<_>>())
}

/// The columns of the list, with their types, units and meanings.
const COLUMNS: [(&str, Kind, &str, &str); 8] = [
    ("id", Kind::Text, "", "Its id, which set, edit and link take"),
    ("date", Kind::Text, "", "When it happened, in EDTF"),
    ("category", Kind::Text, "", "Its category"),
    ("status", Kind::Text, "", "How well it is established"),
    ("killed_min", Kind::Real, "", "The lowest figure of people killed"),
    ("killed_best", Kind::Real, "", "The best figure"),
    ("killed_max", Kind::Real, "", "The highest figure"),
    ("title", Kind::Text, "", "Its title"),
];

/// The same as a table of columns.
#[must_use]
pub fn incident_list_sheet(incidents: &[&Incident], about: SheetAbout) -> Sheet {
    let number = |n: Option<u32>| SheetValue::from(n.map(f64::from));
    let row = |i: &&Incident| {
        let toll = [i.killed.min, i.killed.best, i.killed.max].map(number);
        let start = [i.id.as_str(), i.date.as_str(), i.category.as_str(), i.status.as_str()].map(SheetValue::from);
        start.into_iter().chain(toll).chain([i.title.as_str().into()]).collect()
    };
    let rows = incidents.iter().map(row).collect();
    Sheet { name: "incidents", columns: columns(&COLUMNS), rows, about }
}

/// The same as JSON.
#[must_use]
pub fn incident_list_json(incidents: &[&Incident]) -> Value {
    let one = |i: &&Incident| {
        json!({"id": i.id, "date": i.date.as_str(), "category": i.category.as_str(), "status": i.status.as_str(),
            "killed": {"min": i.killed.min, "best": i.killed.best, "max": i.killed.max}, "title": i.title})
    };
    json!({"incidents": incidents.iter().map(one).collect::<Vec<_>>()})
}
