use serde_json::Value;

use super::Problem;
use crate::model::{LonLat, Names, Place, PlaceKind};

/// Reads a wide stock of populated places for look-up: points with `name`, `country` and, where known, `variants` and
/// `population` (0 is unknown).
///
/// Only what separates homonyms is kept; the data do not grade places by size or importance, so that the kind is
/// `settlement` and the rank the last.
///
/// # Errors
///
/// A [`Problem`] naming the first feature that is no such place.
pub fn settlements(name: &str, bytes: &[u8]) -> Result<Vec<Place>, Box<Problem>> {
    Ok(stock(name, bytes)?.0)
}

/// The same, with the credit that a map must carry where it draws them; empty if the file gives none.
///
/// # Errors
///
/// As [`settlements`].
pub fn stock(name: &str, bytes: &[u8]) -> Result<(Vec<Place>, String), Box<Problem>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let root: Value =
        serde_json::from_slice(bytes).map_err(|e| Problem::error(name, format!("this is not JSON: {e}")))?;
    let features = root.get("features").and_then(Value::as_array);
    let features =
        features.ok_or_else(|| Problem::error(name, "this is no collection").expected("a FeatureCollection"))?;
    let source = root.get("source").and_then(Value::as_str).map(str::to_owned);
    let places: Result<Vec<Place>, _> =
        features.iter().enumerate().map(|(i, f)| settlement(name, i, f, source.clone())).collect();
    Ok((places?, root.get("attribution").and_then(Value::as_str).unwrap_or_default().to_owned()))
}

fn settlement(file: &str, i: usize, feature: &Value, source: Option<String>) -> Result<Place, Box<Problem>> {
    let wrong = |field: &str, expected: &str| {
        let problem = Problem::error(file, "the place cannot be used").feature(format!("number {}", i + 1));
        Box::new(problem.field(field).expected(expected))
    };
    let text =
        |key: &str| feature.pointer(&format!("/properties/{key}")).and_then(Value::as_str).filter(|t| !t.is_empty());
    let number = |i: usize| feature.pointer(&format!("/geometry/coordinates/{i}")).and_then(Value::as_f64);
    let at = number(0).zip(number(1)).and_then(|(lon, lat)| LonLat::new(lon, lat).ok());
    let variants = feature.pointer("/properties/variants").and_then(Value::as_array);
    let population = feature.pointer("/properties/population").and_then(Value::as_u64).filter(|p| *p > 0);
    Ok(Place {
        id: match feature.get("id") {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => return Err(wrong("id", "a text or a number")),
        },
        at: at.ok_or_else(|| wrong("geometry", "a Point with longitude and latitude in degrees"))?,
        kind: PlaceKind::Settlement,
        country: text("country").ok_or_else(|| wrong("properties.country", "a country code"))?.to_owned(),
        names: Names::english(text("name").ok_or_else(|| wrong("properties.name", "a name"))?),
        variants: variants.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect(),
        admin: None,
        radius_m: None,
        population: population.and_then(|p| u32::try_from(p).ok()),
        source,
        rank: 9,
        note: None,
        history: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_place_is_named() {
        let one = |feature: &str| settlements("p.geojson", format!(r#"{{"features": [{feature}]}}"#).as_bytes());
        let good = r#"{"id": 7, "properties": {"name": "A", "country": "XX", "population": 0, "variants": ["B"]},
            "geometry": {"type": "Point", "coordinates": [1, 2]}}"#;
        let read = one(good).unwrap();
        assert_eq!(
            (read[0].id.as_str(), read[0].population, read[0].variants.as_slice()),
            ("7", None, &["B".to_owned()][..])
        );
        for (from, to, field) in [
            ("\"id\": 7, ", "", "id"),
            ("\"XX\"", "5", "properties.country"),
            ("\"A\"", "\"\"", "properties.name"),
            ("[1, 2]", "[1, 99]", "geometry"),
        ] {
            let problem = one(&good.replace(from, to)).unwrap_err();
            assert_eq!((problem.field.as_deref(), problem.feature.as_deref()), (Some(field), Some("number 1")));
        }
        assert!(settlements("p", b"[]").is_err() && settlements("p", b"<html>").is_err());
    }
}
