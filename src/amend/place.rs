//! A place that is set: the record moves to it, since its point, radius and province are those of the place it had.

use geo::{Distance as _, Haversine};
use serde_json::{Map, Value};

use super::assignment::{Assignment, Given};
use crate::dossier::Dossier;
use crate::draft::{DraftLocation, LocationFacts};
use crate::error::Error;
use crate::gazetteer::{Candidate, Gazetteer};
use crate::interview::PlaceLookup;
use crate::model::{Extent, LonLat};
use crate::monitor::Monitor;

/// How to give a record another point.
const MOVE: &str = "at=LON,LAT radius=3km moves it";

/// That the place that is set gives the record no point.
const NO_POINT: &str = "the record still has no point";

/// What is set, with a country that is given by its name as its code.
///
/// # Errors
///
/// [`Error::Request`] where no country has the code or the name.
pub fn with_codes(assignments: &[Assignment], dossier: &Dossier) -> Result<Vec<Assignment>, Error> {
    let one = |set: &Assignment| match &set.given {
        Given::Text(text) if set.key == "country" && !text.is_empty() => {
            let code = dossier.country_of_record("country=", text)?;
            Ok(Assignment { given: Given::Text(code), ..set.clone() })
        }
        _ => Ok(set.clone()),
    };
    assignments.iter().map(one).collect()
}

/// The name of a place that is set without a point: it is looked up.
pub fn looked_up(assignments: &[Assignment]) -> Option<&str> {
    text_of(assignments, "place").filter(|name| !name.is_empty() && text_of(assignments, "at").is_none())
}

/// The record at the place that is set, looked up as a new record's is; the same where no place is set, or a point with it.
///
/// A point that lies within the place stays. Where nothing is called so, or several places may be meant and the record has no point, the
/// name alone is set and the monitor gets a warning.
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
    gazetteer: &Gazetteer,
    monitor: &dyn Monitor,
) -> Result<Value, Error> {
    let stored = |member: &str| before.pointer(&format!("/properties/location/{member}")).and_then(Value::as_str);
    let old = stored("name").unwrap_or_default();
    let Some(name) = looked_up(assignments).filter(|name| *name != old) else { return Ok(after) };
    let given = |key: &str| text_of(assignments, key).map(str::to_owned).filter(|text| !text.is_empty());
    let facts = LocationFacts { province: given("province"), ..LocationFacts::default() };
    let lookup = |country: Option<String>| {
        let facts = LocationFacts { country, ..facts.clone() };
        PlaceLookup { gazetteer, facts, zone: None, sides: String::new() }
    };
    let own = stored("country").map(str::to_owned).filter(|_| given("country").is_none());
    let (anywhere, at_home) = (lookup(given("country")), own.clone().map(|own| lookup(Some(own))));
    let found = anywhere.named("place=", name, MOVE).or_else(|why| {
        // Of several places of the name the one in the country of the record is meant.
        let there = at_home.as_ref().and_then(|places| places.named("place=", name, MOVE).ok().flatten());
        there.map(Some).ok_or(why)
    });
    let place = |found: &Candidate<'_>| {
        let kept = own.clone().filter(|own| found.entry.in_country(own));
        lookup(given("country").or(kept)).facts.place(name, found)
    };
    match (found, point(before)) {
        (Ok(Some(found)), Some(at)) if lies_in(at, &found, &place(&found)) => {
            monitor.note(&format!("{id}: the point stays, it lies within {found}; {MOVE}"));
            Ok(after)
        }
        (Ok(Some(found)), _) => {
            monitor.note(&format!("{id}: moved to {found}"));
            Ok(at_place(after, assignments, &place(&found)))
        }
        (Ok(None), at) => {
            let point = at.map_or(NO_POINT.to_owned(), |_| format!("the point is still that of '{old}'"));
            monitor.note(&format!("warning: {id}: no place is known as '{name}': {point}; {MOVE}"));
            Ok(after)
        }
        (Err(why), None) => {
            let instead = why.hint().unwrap_or(MOVE);
            monitor.note(&format!("warning: {id}: {NO_POINT}: {why}\n{instead}"));
            Ok(after)
        }
        (Err(why), Some(_)) => Err(why),
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
