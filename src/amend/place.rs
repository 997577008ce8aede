//! A place that is set: the record moves to it, since its point, radius and province are those of the place it had.

use geo::{Distance as _, Haversine};
use serde_json::{Map, Value};

use super::assignment::{Assignment, Given};
use crate::dossier::Dossier;
use crate::draft::{DraftLocation, LocationFacts};
use crate::error::Error;
use crate::gazetteer::Candidate;
use crate::interview::PlaceLookup;
use crate::model::{Extent, LonLat};
use crate::monitor::Monitor;

/// How to give a record another point.
const MOVE: &str = "at=LON,LAT radius=3km moves it";

/// The record at the place that is set, looked up as a new record's is; the same where no place is set, or a point with it.
///
/// A point that lies within the place stays. Where nothing is called so, the name is kept and the monitor gets a warning: the point is
/// that of the old place.
///
/// # Arguments
///
/// * `before` is the record as it stood, `after` with everything set but its place.
///
/// # Errors
///
/// [`Error::Request`] where several places may be meant and the record has a point.
pub fn moved(
    (id, before): (&str, &Value),
    after: Value,
    assignments: &[Assignment],
    dossier: &Dossier,
    monitor: &dyn Monitor,
) -> Result<Value, Error> {
    let Some(name) = text_of(assignments, "place").filter(|_| text_of(assignments, "at").is_none()) else {
        return Ok(after);
    };
    let old = before.pointer("/properties/location/name").and_then(Value::as_str).unwrap_or_default();
    if name.is_empty() || name == old {
        return Ok(after);
    }
    let gazetteer = dossier.gazetteer()?;
    let given = |key: &str| text_of(assignments, key).map(str::to_owned).filter(|text| !text.is_empty());
    let facts = LocationFacts { province: given("province"), country: given("country"), ..LocationFacts::default() };
    let mut places = PlaceLookup { gazetteer: &gazetteer, facts, zone: None, sides: String::new() };
    let at = point(before);
    // Of several places of the name the one in the country of the record is meant.
    let own = before.pointer("/properties/location/country").and_then(Value::as_str).map(str::to_owned);
    if let (None, Some(own)) = (&places.facts.country, own) {
        places.facts.country = Some(own);
        if !matches!(places.named("place=", name, MOVE), Ok(Some(_))) {
            places.facts.country = None;
        }
    }
    let found = match places.named("place=", name, MOVE) {
        Err(error) if at.is_some() => return Err(error),
        found => found.ok().flatten(),
    };
    match (found, at) {
        (Some(found), Some(at)) if lies_in(at, &found, &places.facts.place(name, &found)) => {
            monitor.note(&format!("{id}: the point stays, it lies within {found}; {MOVE}"));
            Ok(after)
        }
        (Some(found), _) => {
            monitor.note(&format!("{id}: moved to {found}"));
            Ok(at_place(after, assignments, &places.facts.place(name, &found)))
        }
        (None, Some(_)) => {
            monitor.note(&format!(
                "warning: {id}: no place is known as '{name}': the point is still that of '{old}'; {MOVE}"
            ));
            Ok(after)
        }
        (None, None) => Ok(after),
    }
}

/// What a field is set to, as a text; what is set last counts.
fn text_of<'a>(assignments: &'a [Assignment], key: &str) -> Option<&'a str> {
    assignments.iter().rev().filter(|set| set.key == key).find_map(|set| match &set.given {
        Given::Text(text) => Some(text.as_str()),
        Given::List(_) | Given::Added(_) => None,
    })
}

/// The stored point; `None` without one.
fn point(record: &Value) -> Option<LonLat> {
    let number = |i: usize| record.pointer(&format!("/geometry/coordinates/{i}")).and_then(Value::as_f64);
    LonLat::new(number(0)?, number(1)?).ok()
}

/// Whether a point is as near to a place as the place's own radius; a region has its own point.
fn lies_in(at: LonLat, found: &Candidate<'_>, there: &DraftLocation) -> bool {
    let metres = Haversine.distance(geo_types::Point::from(at), geo_types::Point::from(found.entry.place.at));
    there.location.extent == Extent::Point && metres <= f64::from(there.location.radius_m.unwrap_or(0))
}

/// The record with the location of a place; what is set besides, and the side that the report names, stay.
fn at_place(mut record: Value, assignments: &[Assignment], there: &DraftLocation) -> Value {
    /// The members of a location, and the keys that set them.
    const MEMBERS: [(&str, &[&str]); 10] = [
        ("name", &[]),
        ("variants", &["place_variants"]),
        ("district", &["district"]),
        ("province", &["province"]),
        ("country", &["country"]),
        ("radius_m", &["radius", "radius_m"]),
        ("precision", &["precision"]),
        ("method", &["method"]),
        ("basis", &["basis"]),
        ("extent", &["extent"]),
    ];
    let new = serde_json::to_value(&there.location).unwrap_or_default();
    if let Some(at) = there.at {
        record["geometry"] = serde_json::json!({"type": "Point", "coordinates": [at.lon(), at.lat()]});
    }
    let stored = record.pointer_mut("/properties/location").and_then(Value::as_object_mut);
    let put = |location: &mut Map<String, Value>| {
        for (member, keys) in MEMBERS {
            if keys.iter().any(|key| text_of(assignments, key).is_some()) {
                continue;
            }
            match new.get(member).filter(|value| !value.is_null()) {
                Some(value) => drop(location.insert(member.to_owned(), value.clone())),
                None => drop(location.shift_remove(member)),
            }
        }
    };
    stored.into_iter().for_each(put);
    record
}
