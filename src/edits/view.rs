//! The dossier's records as an export with the same redaction shows them: ours in the merge.

use serde_json::{Map, Value, json};

use super::cell::{position, row};
use super::merge::{Cells, Rows};
use crate::dossier::Redaction;
use crate::export::{
    MeasuredRecord, POSITION, Record, nested_cells, nested_feature, place_features, stored_incident_field,
    stored_nested_field, stored_place_field,
};
use crate::model::{Incident, LonLat, Place};

/// Incidents as rows, redacted as the export was; only the columns that stand for a field.
#[must_use]
pub fn incident_rows<'a>(incidents: impl Iterator<Item = &'a Incident>, redaction: &Redaction) -> Rows {
    let one = |incident: &Incident| {
        let mut shown = incident.clone();
        redaction.apply(&mut shown);
        let record =
            MeasuredRecord { record: Record::Incident(&shown), at: shown.at, proximity: None, comparison: &[] };
        let mut cells = record.properties();
        // The measured column: a record without a place has none.
        let radius = shown.location.radius_m.filter(|_| shown.at.is_some());
        cells.insert("radius_m".to_owned(), json!(radius));
        (incident.id.clone(), own(cells, shown.at, &stored_incident_field))
    };
    incidents.map(one).collect()
}

/// Incidents as rows with the members of stored ones, redacted as the export was.
#[must_use]
pub fn nested_rows<'a>(incidents: impl Iterator<Item = &'a Incident>, redaction: &Redaction) -> Rows {
    let one = |incident: &Incident| {
        let mut shown = incident.clone();
        redaction.apply(&mut shown);
        let cells = nested_cells(&nested_feature(&shown).properties.unwrap_or_default());
        (incident.id.clone(), own(cells, shown.at, &stored_nested_field))
    };
    incidents.map(one).collect()
}

/// Places as rows.
#[must_use]
pub fn place_rows(places: &[Place]) -> Rows {
    let features = place_features(places);
    let cells = features.into_iter().map(|feature| feature.properties.unwrap_or_default());
    let one = |(place, cells): (&Place, _)| (place.id.clone(), own(cells, Some(place.at), &stored_place_field));
    places.iter().zip(cells).map(one).collect()
}

fn own(cells: Map<String, Value>, at: Option<LonLat>, stored: &dyn Fn(&str) -> Option<crate::export::Stored>) -> Cells {
    let mut cells: Cells = cells.into_iter().filter(|(column, _)| stored(column).is_some()).collect();
    if let Some(at) = at {
        cells.insert(POSITION.to_owned(), position(at.lon(), at.lat()));
    }
    row(&cells, stored)
}
