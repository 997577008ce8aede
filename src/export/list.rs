//! The list of incidents by which people find an id.

use serde_json::{Value, json};

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

/// The same as JSON.
#[must_use]
pub fn incident_list_json(incidents: &[&Incident]) -> Value {
    let one = |i: &&Incident| {
        json!({"id": i.id, "date": i.date.as_str(), "category": i.category.as_str(), "status": i.status.as_str(),
            "killed": {"min": i.killed.min, "best": i.killed.best, "max": i.killed.max}, "title": i.title})
    };
    json!({"incidents": incidents.iter().map(one).collect::<Vec<_>>()})
}
