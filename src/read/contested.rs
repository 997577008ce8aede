//! Contested ground: polygons with the countries that claim them, and why.

use geojson::Feature;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Problem;
use super::basemap::{attribution, collection, names, polygons};
use crate::model::{Citation, ContestedArea, Layer, Reason};

/// Reads a layer of contested areas: polygons with a `reason`, and perhaps `names`, `between` (the codes of the countries that claim
/// them), `sources` and `unverified`.
///
/// # Errors
///
/// A [`Problem`] where the file is no GeoJSON collection, has another geometry than polygons, or a property is not of its form.
pub fn contested_areas(name: &str, bytes: &[u8]) -> Result<Layer<ContestedArea>, Box<Problem>> {
    let collection = collection(name, bytes)?;
    let attribution = attribution(&collection);
    let mut features = Vec::with_capacity(collection.features.len());
    for (i, feature) in collection.features.into_iter().enumerate() {
        let wrong = |field: &str, message: &str| {
            Problem::error(name, message).feature(format!("number {}", i + 1)).field(field)
        };
        let reason: Reason =
            property(&feature, "reason", &wrong, "a sentence, as text or by language")?.unwrap_or_default();
        if reason.is_empty() {
            let problem = wrong("reason", "a contested area without a reason").found("no words");
            return Err(Box::new(problem.expected("why it is contested, in a sentence, as text or by language")));
        }
        let between: Vec<String> =
            property(&feature, "between", &wrong, "a list of country codes, as the border's sides have them")?
                .unwrap_or_default();
        let sources: Vec<Citation> = property(
            &feature,
            "sources",
            &wrong,
            "a list of citations, each with \"by\" and perhaps \"title\", \"url\" and \"date\"",
        )?
        .unwrap_or_default();
        let unverified = property(&feature, "unverified", &wrong, "true or false")?.unwrap_or_default();
        let names = names(&feature);
        features.push(ContestedArea {
            names,
            between,
            reason,
            sources,
            unverified,
            shape: polygons(name, i, feature)?,
        });
    }
    Ok(Layer { features, attribution })
}

/// A property in its form; `None` where it is left out.
fn property<T: DeserializeOwned>(
    feature: &Feature,
    key: &str,
    wrong: &dyn Fn(&str, &str) -> Problem,
    expected: &str,
) -> Result<Option<T>, Box<Problem>> {
    let Some(value) = feature.property(key).filter(|v| **v != Value::Null) else { return Ok(None) };
    let failed = |_| Box::new(wrong(key, "this is not of its form").found(value.to_string()).expected(expected));
    T::deserialize(value).map(Some).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(properties: &str, geometry: &str) -> Result<Layer<ContestedArea>, Box<Problem>> {
        let text = format!(
            r#"{{"type":"FeatureCollection","attribution":"© A","features":[{{"type":"Feature","properties":{properties},"geometry":{geometry}}}]}}"#
        );
        contested_areas("contested.geojson", text.as_bytes())
    }

    const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}"#;

    #[test]
    fn an_area_says_who_claims_it_and_why() {
        let layer = read(
            r#"{"name":"Valley","between":["AA","BB"],"reason":{"en":"Not delimited.","fr":"Non délimité."},"sources":[{"by":"UN"}],"unverified":true}"#,
            SQUARE,
        )
        .unwrap();
        let area = &layer.features[0];
        assert_eq!((area.reason.text(), area.unverified, area.sources[0].by.as_str()), ("Not delimited.", true, "UN"));
        assert!(area.concerns(&["BB"]) && !area.concerns(&["CC"]) && layer.attribution == "© A");
        assert!(read(r#"{"reason":"r"}"#, SQUARE).unwrap().features[0].concerns(&["CC"]));
    }

    #[test]
    fn faults_name_field_found_and_expected() {
        for (properties, geometry, field, found) in [
            ("{}", SQUARE, "reason", "no words"),
            (r#"{"reason":" "}"#, SQUARE, "reason", "no words"),
            (r#"{"reason":5}"#, SQUARE, "reason", "5"),
            (r#"{"reason":"r","between":"AA"}"#, SQUARE, "between", "\"AA\""),
            (r#"{"reason":"r","sources":[{"title":"t"}]}"#, SQUARE, "sources", "title"),
            (r#"{"reason":"r","unverified":"yes"}"#, SQUARE, "unverified", "yes"),
            (r#"{"reason":"r"}"#, r#"{"type":"Point","coordinates":[0,0]}"#, "geometry", ""),
        ] {
            let problem = read(properties, geometry).unwrap_err();
            assert_eq!(problem.field.as_deref(), Some(field), "{problem:?}");
            assert!(problem.found.as_deref().unwrap_or_default().contains(found), "{problem:?}");
            assert!(problem.expected.is_some() && problem.feature.as_deref() == Some("number 1"), "{problem:?}");
        }
    }
}
