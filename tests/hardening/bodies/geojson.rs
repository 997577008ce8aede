//! Documents of GeoJSON: incidents, places, borders, and the editing of their text.

use std::collections::BTreeMap;

use marz::model::Incident;
use marz::read::{self, Document, IncidentSource, Problem, Severity, Strictness};
use serde::Serialize;
use serde_json::{Value, json};

/// A region in which positions are expected, so that swaps are looked for.
const REGION: [f64; 4] = [60.0, 30.0, 80.0, 45.0];

fn document(bytes: &[u8]) -> Option<Document> {
    match Document::parse("f.geojson", bytes) {
        Ok(document) => Some(document),
        Err(problem) => {
            sound_problems(&[*problem], bytes);
            None
        }
    }
}

/// Every problem has words and, where it has a place, one that is in the file.
pub fn sound_problems(problems: &[Problem], bytes: &[u8]) {
    // A carriage return alone ends a line too.
    let ends = |b: &&[u8]| b.first() == Some(&b'\n') || b.first() == Some(&b'\r') && b.get(1) != Some(&b'\n');
    let lines = (0..bytes.len()).filter_map(|i| bytes.get(i..)).filter(ends).count() + 1;
    for problem in problems {
        assert!(!problem.message.is_empty());
        let line = problem.line.unwrap_or(1);
        assert!((1..=lines).contains(&line), "line {line} of {lines}: {problem:?}");
    }
}

/// The features that are stored for values with an id and a point.
pub fn collection<T: Serialize>(list: &[T], about: impl Fn(&T) -> (String, Option<marz::model::LonLat>)) -> String {
    let feature = |one: &T| {
        let (id, at) = about(one);
        let geometry = at.map(|at| json!({"type": "Point", "coordinates": [at.lon(), at.lat()]}));
        json!({"type": "Feature", "id": id, "geometry": geometry, "properties": one})
    };
    json!({"type": "FeatureCollection", "features": list.iter().map(feature).collect::<Vec<Value>>()}).to_string()
}

/// Incidents that were read are written, read again and still the same.
pub fn same_again(list: &[Incident]) {
    let text = collection(list, |i| (i.id.clone(), i.at));
    let back = read::incidents(&Document::parse("again", text.as_bytes()).unwrap(), None);
    assert!(back.rejected == 0 && back.value == list, "{:?}\n{text}", back.problems);
}

pub fn incidents(bytes: &[u8]) {
    let Some(document) = document(bytes) else { return };
    let _ = read::content(&document);
    let all = read::incidents(&document, Some(&REGION));
    assert_eq!(all.read, all.value.len() + all.rejected);
    assert!(all.rejected == 0 || all.has_errors(), "rejected without a word");
    sound_problems(&all.problems, bytes);
    same_again(&all.value);
    // As a stream the same is read, where every member stands once: which of two counts only the whole text tells.
    let collection = document.value.get("type").and_then(Value::as_str) == Some("FeatureCollection");
    let spans = document.spans();
    if collection && document.value.get("features").is_some_and(Value::is_array) && spans.repeated_keys().is_empty() {
        let mut source = IncidentSource::new(bytes, "f.geojson", Some(REGION));
        let parser = source.parser();
        let mut streamed = Vec::new();
        while let Some(block) = source.next_block().unwrap() {
            streamed.extend(parser.parse(&block));
        }
        if all.problems.iter().any(|p| p.feature.is_none() && p.severity == Severity::Error) {
            return; // refused as a whole
        }
        assert_eq!(streamed.len(), all.read);
        let mut ids = std::collections::BTreeSet::new();
        let one_each = streamed.into_iter().filter(|s| s.id.as_ref().is_none_or(|id| ids.insert(id.clone())));
        assert_eq!(one_each.filter_map(|s| s.incident).collect::<Vec<_>>(), all.value);
    }
}

pub fn places(bytes: &[u8]) {
    let Some(document) = document(bytes) else { return };
    let all = read::places(&document, Some(&REGION));
    assert_eq!(all.read, all.value.len() + all.rejected);
    assert!(all.rejected == 0 || all.has_errors(), "rejected without a word");
    sound_problems(&all.problems, bytes);
    let text = collection(&all.value, |p| (p.id.clone(), Some(p.at)));
    let back = read::places(&Document::parse("again", text.as_bytes()).unwrap(), None);
    assert!(back.rejected == 0 && back.value == all.value, "{:?}\n{text}", back.problems);
    // The layers of the basemap are read by the same bytes.
    let _ = (read::areas("f", bytes), read::lines("f", bytes), read::settlements("f", bytes));
}

pub fn border(bytes: &[u8]) {
    let Some(document) = document(bytes) else { return };
    let strict = read::border(&document, Strictness::Dossier);
    sound_problems(&strict.problems, bytes);
    let loose = read::border(&document, Strictness::AnyFile);
    sound_problems(&loose.problems, bytes);
    assert_eq!(loose.value.is_none(), loose.has_errors(), "{:?}", loose.problems);
    assert_eq!(strict.value.is_none(), strict.has_errors(), "{:?}", strict.problems);
    let Some(border) = loose.value else { return };
    for part in border.parts() {
        assert!(part.len() > 1 && part.windows(2).all(|pair| pair[0] != pair[1]));
    }
    // What was joined has nothing left to join.
    let lines: Vec<Vec<[f64; 2]>> =
        border.parts().iter().map(|part| part.iter().map(|p| [p.lon(), p.lat()]).collect()).collect();
    let text = json!({"type": "MultiLineString", "coordinates": lines}).to_string();
    let again = read::border(&Document::parse("again", text.as_bytes()).unwrap(), Strictness::AnyFile);
    assert_eq!(again.value.unwrap().parts(), border.parts());
}

pub fn edit(bytes: &[u8]) {
    let Some(document) = document(bytes) else { return };
    let parsed =
        |text: &str| Document::parse("edited", text.as_bytes()).unwrap_or_else(|e| panic!("{e:?}\n{text}")).value;
    let feature = json!({"type": "Feature", "id": "new\u{202E}\"\\\n", "geometry": null, "properties": {"a": [{"b": "c\u{0}"}], "d": {}}});
    let before = &document.value;
    if let Ok(text) = document.with_feature(&feature) {
        let mut expected = before.clone();
        expected["features"].as_array_mut().unwrap().push(feature.clone());
        assert_eq!(parsed(&text), expected, "{text}");
    }
    // Of two features with one id either may be meant: the others are asked for.
    let id_of = |f: &Value| match f.get("id") {
        Some(Value::String(id)) => Some(id.clone()),
        Some(Value::Number(_)) | None | Some(_) => None,
    };
    let list: Vec<Value> = before.get("features").and_then(Value::as_array).cloned().unwrap_or_default();
    let ids: Vec<Option<String>> = list.iter().map(id_of).collect();
    if !document.spans().repeated_keys().is_empty() {
        return;
    }
    for (i, id) in ids.iter().enumerate().take(8) {
        let Some(id) = id.as_deref().filter(|id| ids.iter().filter(|o| o.as_deref() == Some(id)).count() == 1) else {
            continue;
        };
        // A number that is written like the id is an id as well.
        if list.iter().any(|f| f.get("id").is_some_and(|n| n.is_number())) {
            continue;
        }
        let mut expected = before.clone();
        expected["features"][i] = feature.clone();
        assert_eq!(parsed(&document.with_feature_replaced(id, &feature).unwrap()), expected);
        let replaced = BTreeMap::from([(id, feature.clone())]);
        expected["features"].as_array_mut().unwrap().push(json!({"id": "more"}));
        assert_eq!(parsed(&document.with_features(&replaced, &[json!({"id": "more"})]).unwrap()), expected);
        if let Ok(text) = document.with_property(id, "title", &json!(["x", {"y": 1}])) {
            let mut expected = before.clone();
            expected["features"][i]["properties"]["title"] = json!(["x", {"y": 1}]);
            assert_eq!(parsed(&text), expected, "{text}");
        }
    }
}
