//! A measured record and its columns.

use serde_json::{Map, Value};

use super::number::{BEARING, DEGREES, METRES, PROBABILITY, json};
use crate::measure::Proximity;
use crate::model::{Basis, Incident, LonLat};

/// One record with what was measured; nothing measured where it has no place.
#[derive(Debug, Clone)]
pub struct Measured<'a> {
    /// What the record says.
    pub record: Record<'a>,
    /// Its point.
    pub at: Option<LonLat>,
    /// What was measured.
    pub proximity: Option<Proximity>,
}

/// What a record says about itself.
#[derive(Debug, Clone, Copy)]
pub enum Record<'a> {
    /// An incident of a dossier.
    Incident(&'a Incident),
    /// A point of any file: its id and the rest of its members.
    Point(&'a str, &'a Map<String, Value>),
}

impl Measured<'_> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self.record {
            Record::Incident(i) => &i.id,
            Record::Point(id, _) => id,
        }
    }

    /// Whether its point was set from the border, so that its distance is no evidence.
    #[must_use]
    pub fn is_set_from_border(&self) -> bool {
        matches!(self.record, Record::Incident(i) if i.location.basis == Basis::FromBorder)
    }

    /// The measured columns in their order; null where there is no place.
    ///
    /// `limits` are the names of the distances asked for with `--within`, in the order in which they were measured.
    #[must_use]
    pub fn columns(&self, limits: &[String]) -> Vec<(String, Value, u8)> {
        let p = self.proximity.as_ref();
        let of =
            |get: fn(&Proximity) -> Option<f64>, decimals| p.and_then(get).map_or(Value::Null, |v| json(v, decimals));
        let mut columns: Vec<(String, Value, u8)> = vec![
            ("id".into(), Value::from(self.id()), 0),
            ("lon".into(), self.at.map_or(Value::Null, |at| json(at.lon(), DEGREES)), DEGREES),
            ("lat".into(), self.at.map_or(Value::Null, |at| json(at.lat(), DEGREES)), DEGREES),
            ("distance_m".into(), of(|p| Some(p.nearest.distance_m), METRES), METRES),
            ("nearest_lon".into(), of(|p| Some(p.nearest.spot.lon()), DEGREES), DEGREES),
            ("nearest_lat".into(), of(|p| Some(p.nearest.spot.lat()), DEGREES), DEGREES),
            ("border_km".into(), of(|p| Some(p.nearest.border_km), METRES), METRES),
            ("side".into(), p.map_or(Value::Null, |p| Value::from(p.nearest.side.as_str())), 0),
            ("bearing_deg".into(), of(|p| p.nearest.bearing_deg, BEARING), BEARING),
            ("radius_m".into(), of(|p| p.radius_m, METRES), METRES),
            ("distance_min_m".into(), of(|p| Some(p.distance_min_m), METRES), METRES),
            ("distance_max_m".into(), of(|p| Some(p.distance_max_m), METRES), METRES),
        ];
        for (i, limit) in limits.iter().enumerate() {
            let probability = p.and_then(|p| p.within.get(i)).map(|w| w.probability);
            let value = probability.map_or(Value::Null, |v| json(v, PROBABILITY));
            columns.push((within_name(limit), value, PROBABILITY));
        }
        columns.push(("p_left".into(), of(|p| p.p_left, PROBABILITY), PROBABILITY));
        let basis = p.filter(|p| p.p_left.is_some()).map(|p| if p.side_as_reported { "reported" } else { "computed" });
        columns.push(("p_left_basis".into(), basis.map_or(Value::Null, Value::from), 0));
        columns
    }

    /// Everything as flat members: first what the record says, then what was measured.
    #[must_use]
    pub fn flat(&self, limits: &[String]) -> Map<String, Value> {
        let mut flat = match self.record {
            Record::Incident(i) => flat_incident(i),
            Record::Point(_, extra) => extra.clone(),
        };
        for (name, value, _) in self.columns(limits) {
            if !matches!(name.as_str(), "id" | "lon" | "lat") {
                flat.insert(name, value);
            }
        }
        flat
    }
}

/// The name of the column for a distance asked for, such as `p_within_5km`.
#[must_use]
pub fn within_name(limit: &str) -> String {
    format!("p_within_{limit}")
}

/// An incident without nesting: lists become text joined with `; `.
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
    put("tags", list(i.tags.clone()));
    flat
}
