//! Records as they are stored: changed by cells, or made of a row.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::decode::{forget_originals, put, set};
use super::layer::LayerKind;
use super::merge::{Cells, Difference};
use crate::draft::free_id;
use crate::export::POSITION;
use crate::model::{Categories, Edtf, Revision};

/// Makes stored features of rows.
pub struct Records<'a> {
    /// What they are.
    pub kind: LayerKind,
    /// The categories of the dossier.
    pub categories: &'a Categories,
    /// The provenance of what is taken, without the columns.
    pub revision: &'a Revision,
}

impl Records<'_> {
    /// A stored feature with the cells of a file in place of its own.
    ///
    /// # Errors
    ///
    /// The column and what is wrong with its cell.
    pub fn changed(&self, feature: &Value, changes: &[Difference]) -> Result<Value, String> {
        let before = feature;
        let mut feature = before.clone();
        let cells: Cells = changes.iter().map(|d| (d.column.clone(), d.theirs.clone())).collect();
        self.fill(&mut feature, &cells)?;
        forget_originals(before, &mut feature);
        self.sign(&mut feature, cells.into_keys().collect());
        Ok(feature)
    }

    /// A new feature out of a row; without an `id` it gets a free one, made as `marz add` makes it.
    ///
    /// # Errors
    ///
    /// The columns that are missing, or what is wrong with a cell.
    pub fn made(&self, id: Option<&str>, cells: &Cells, taken: &BTreeSet<String>) -> Result<Value, String> {
        if let Some(id) = id.filter(|id| id.chars().any(|c| c.is_whitespace() || c.is_control())) {
            return Err(format!("the id '{id}' has spaces; expected a stable text without, or an empty cell"));
        }
        let mut cells = cells.clone();
        let has_point = cells.contains_key(POSITION);
        let needed: &[&str] = match self.kind {
            LayerKind::Incidents => &["title", "category", "date", "place", "status", "sources"],
            LayerKind::NestedIncidents => &["title", "category", "date", "location.name", "status", "sources"],
            _ => &["kind", "country", POSITION],
        };
        let mut missing: Vec<&str> = needed.iter().filter(|column| !cells.contains_key(**column)).copied().collect();
        let names: Vec<&String> = cells.keys().filter(|column| column.starts_with("name_")).collect();
        if self.kind == LayerKind::Places && names.is_empty() {
            missing.push("a name, such as name_en");
        }
        if !missing.is_empty() {
            return Err(format!("a new record needs {}", missing.join(", ")));
        }
        let mut properties = Value::Object(Map::new());
        if self.kind.is_incidents() {
            let is_nested = self.kind == LayerKind::NestedIncidents;
            let title = cells.get("title").cloned().unwrap_or_default();
            let mut or = |column: &str, value: Value| {
                cells.entry(column.to_owned()).or_insert(value);
            };
            or("summary", title);
            or(self.column("basis"), if has_point { "reported" } else { "estimate" }.into());
            or(self.column("extent"), if has_point { "point" } else { "none" }.into());
            if is_nested {
                or("grade.reliability", "F".into());
                or("grade.credibility", 6.into());
            } else {
                or("grade", "F6".into());
            }
            let unknown = json!({"min": null, "best": null, "max": null});
            properties = json!({
                "title": "", "summary": "", "category": "", "date": "", "location": {"name": ""}, "killed": unknown, "wounded": unknown,
                "status": "", "grade": {},
            });
        } else {
            cells.entry("rank".to_owned()).or_insert_with(|| json!(LAST_RANK));
        }
        let mut feature = json!({"type": "Feature", "id": "", "geometry": null, "properties": properties});
        self.fill(&mut feature, &cells)?;
        self.sign(&mut feature, Vec::new());
        let id = id.map_or_else(|| self.made_id(&feature, taken), str::to_owned);
        if let Some(object) = feature.as_object_mut() {
            object.insert("id".to_owned(), id.into());
        }
        Ok(feature)
    }

    /// The column of the basis or the extent of a point.
    fn column(&self, name: &'static str) -> &'static str {
        match (self.kind, name) {
            (LayerKind::NestedIncidents, "basis") => "location.basis",
            (LayerKind::NestedIncidents, "extent") => "location.extent",
            _ => name,
        }
    }

    /// An unused id for a record that has none.
    fn made_id(&self, feature: &Value, taken: &BTreeSet<String>) -> String {
        let text = |pointer: &str| feature.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        let date: Option<Edtf> = text("/properties/date").parse().ok();
        if let Some(date) = date.filter(|_| self.kind.is_incidents()) {
            let slug = if feature["geometry"].is_null() { "no-place" } else { "place" };
            return free_id(&date, text("/properties/title"), slug, taken);
        }
        let names = feature.pointer("/properties/names").and_then(Value::as_object);
        let latin = |name: &Value| {
            let name = name.as_str()?.to_lowercase();
            let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| w.is_ascii() && !w.is_empty());
            Some(words.collect::<Vec<_>>().join("-")).filter(|slug| !slug.is_empty())
        };
        let english = names.and_then(|names| names.get("en")).and_then(latin);
        let slug = english.or_else(|| names?.values().find_map(latin)).unwrap_or_else(|| "place".to_owned());
        let numbered = (2..).map(|n| format!("{slug}-{n}"));
        std::iter::once(slug.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or(slug)
    }

    /// Puts cells into a feature. Where a point comes or goes and the row does not say what it stands for, the extent follows.
    fn fill(&self, feature: &mut Value, cells: &Cells) -> Result<(), String> {
        let had_point = feature.get("geometry").is_some_and(|g| !g.is_null());
        let Some(Value::Object(properties)) = feature.get_mut("properties") else {
            return Err("the record of the dossier has no properties".to_owned());
        };
        for (column, cell) in cells {
            if let Some(stored) = self.kind.stored(column) {
                put(properties, &stored, cell, self.categories).map_err(|why| format!("{column}: {why}"))?;
            }
        }
        let Some(position) = cells.get(POSITION) else { return Ok(()) };
        let extent = self.column("extent");
        if self.kind.is_incidents() && !cells.contains_key(extent) && had_point == position.is_null() {
            let extent = if position.is_null() { "none" } else { "point" };
            set(properties, "location.extent", Some(extent.into()));
        }
        if self.kind == LayerKind::Places && position.is_null() {
            return Err("its point is gone, and every place has one".to_owned());
        }
        let geometry = if position.is_null() { Value::Null } else { json!({"type": "Point", "coordinates": position}) };
        if let Some(object) = feature.as_object_mut() {
            object.insert("geometry".to_owned(), geometry);
        }
        Ok(())
    }

    /// Puts the provenance behind that of earlier edits.
    fn sign(&self, feature: &mut Value, columns: Vec<String>) {
        let revision = json!(Revision { columns, ..self.revision.clone() });
        let Some(Value::Object(properties)) = feature.get_mut("properties") else { return };
        let history = properties.entry("history".to_owned()).or_insert_with(|| json!([]));
        if let Value::Array(all) = history {
            all.push(revision);
        }
    }
}

/// The rank of a place that is given none: it is named last.
const LAST_RANK: u8 = 9;
