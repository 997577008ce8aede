//! A measured record: an incident or a point of any file, with its measurements.

use serde_json::{Map, Value};

use crate::measure::{Nearest, Proximity};
use crate::measured::MeasuredIncident;
use crate::model::{Basis, Incident, LonLat};

/// A record (an incident, or a point of any file) with its measurements, as tables and exports take it.
#[derive(Debug, Clone, Copy)]
pub struct MeasuredRecord<'a> {
    /// The record.
    pub record: Record<'a>,
    /// Its point.
    pub at: Option<LonLat>,
    /// Its proximity to the border; `None` if it has no place.
    pub proximity: Option<&'a Proximity>,
    /// The nearest points of the comparison lines, in the order of the context.
    pub comparison: &'a [Nearest],
}

impl<'a> From<&'a MeasuredIncident<'_>> for MeasuredRecord<'a> {
    fn from(m: &'a MeasuredIncident<'_>) -> Self {
        Self {
            record: Record::Incident(m.incident),
            at: m.incident.at,
            proximity: m.proximity(),
            comparison: m.comparison(),
        }
    }
}

/// A record without its measurements.
#[derive(Debug, Clone, Copy)]
pub enum Record<'a> {
    /// An incident of a dossier.
    Incident(&'a Incident),
    /// A point of any file: its id and its other properties.
    Point(&'a str, &'a Map<String, Value>),
}

impl<'a> MeasuredRecord<'a> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &'a str {
        match self.record {
            Record::Incident(i) => &i.id,
            Record::Point(id, _) => id,
        }
    }

    /// Whether its point was derived from the border, so that its distance is no evidence.
    #[must_use]
    pub fn is_set_from_border(&self) -> bool {
        matches!(self.record, Record::Incident(i) if i.location.basis == Basis::FromBorder)
    }

    /// The properties of the record, flattened: lists become text joined with `; `.
    #[must_use]
    pub fn properties(&self) -> Map<String, Value> {
        match self.record {
            Record::Incident(i) => flat_incident(i),
            Record::Point(_, extra) => extra.clone(),
        }
    }
}

/// The properties of an incident, flattened: lists become text joined with `; `.
fn flat_incident(i: &Incident) -> Map<String, Value> {
    let text = |t: &Option<String>| t.as_deref().map_or(Value::Null, Value::from);
    let list = |parts: Vec<String>| Value::from(parts.join("; "));
    let count = |n: Option<u32>| n.map_or(Value::Null, Value::from);
    let named = |v: Value| v;
    let l = &i.location;
    let mut flat = Map::new();
    let mut put = |key: &str, value: Value| {
        flat.insert(key.to_owned(), value);
    };
    put("title", Value::from(i.title.as_str()));
    put("summary", Value::from(i.summary.as_str()));
    put("category", Value::from(i.category.as_str()));
    put("date", Value::from(i.date.as_str()));
    put("date_begin", Value::from(i.date.earliest()));
    put("date_end", Value::from(i.date.latest()));
    put("reported_on", i.reported_on.as_ref().map_or(Value::Null, |d| Value::from(d.as_str())));
    put("place", Value::from(l.name.as_str()));
    put("place_variants", list(l.variants.clone()));
    put("district", text(&l.district));
    put("province", text(&l.province));
    put("country", text(&l.country));
    put("precision", l.precision.map_or(Value::Null, Value::from));
    put("method", text(&l.method));
    put("reported_side", named(serde_json::to_value(l.side).unwrap_or(Value::Null)));
    put("basis", named(serde_json::to_value(l.basis).unwrap_or(Value::Null)));
    put("extent", named(serde_json::to_value(l.extent).unwrap_or(Value::Null)));
    put("actors", list(i.actors.iter().map(|a| a.name.clone()).collect()));
    put("killed_min", count(i.killed.min));
    put("killed_best", count(i.killed.best));
    put("killed_max", count(i.killed.max));
    put("killed_who", text(&i.killed.who));
    put("wounded_min", count(i.wounded.min));
    put("wounded_best", count(i.wounded.best));
    put("wounded_max", count(i.wounded.max));
    put("wounded_who", text(&i.wounded.who));
    put("count", count(i.count));
    put("counts_as_event", Value::from(i.category.counts()));
    put("status", Value::from(i.status.as_str()));
    put("status_note", text(&i.status_note));
    put("grade", Value::from(i.grade.to_string()));
    put("grade_reason", text(&i.grade.reason));
    put("notes", list(i.notes.clone()));
    put("sources", list(i.sources.iter().map(|s| s.url.clone().unwrap_or_else(|| s.publisher.clone())).collect()));
    put("source_count", Value::from(i.sources.len()));
    put("visitors_from", text(&i.visitors_from));
    put("tags", list(i.tags.clone()));
    flat
}
