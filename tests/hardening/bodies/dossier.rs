//! A whole dossier: checked, measured, drawn, exported and reported. The fuzzer bounds its time.

use std::collections::BTreeMap;
use std::sync::Arc;

use marz::dossier::{Source, load};
use marz::export::{Columns, ExportFormat, MeasuredRecord, RowWriter, Spreadsheet, collection, measured_features};
use marz::monitor::Silent;
use marz::{Dossier, Selection, check, report};

/// Larger ones are for the tests of limits.
const MOST_BYTES: usize = 64 << 10;

/// What begins a file of the dossier, before its path.
const HEAD: &str = "=== ";

/// The files that a dossier of the corpus leaves out.
const FILES: [(&str, &str); 6] = [
    ("marz.toml", include_str!("../corpus/dossier/files/marz.toml")),
    ("maps/map.toml", include_str!("../corpus/dossier/files/map.toml")),
    ("data/border.geojson", include_str!("../corpus/dossier/files/border.geojson")),
    ("data/incidents.geojson", include_str!("../corpus/dossier/files/incidents.geojson")),
    ("data/places.geojson", include_str!("../corpus/dossier/files/places.geojson")),
    ("data/countries.geojson", include_str!("../corpus/dossier/files/countries.geojson")),
];

/// The files of a dossier: those that the bytes have, each after a line with its path, and the rest.
fn files(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut all: BTreeMap<String, Vec<u8>> =
        FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let mut path = "data/incidents.geojson".to_owned();
    let mut begun: Option<Vec<u8>> = None;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        if let Some(named) = line.strip_prefix(HEAD.as_bytes()) {
            if let Some(begun) = begun.take() {
                all.insert(path, begun);
            }
            path = String::from_utf8_lossy(named).trim().to_owned();
            begun = Some(Vec::new());
        } else {
            begun.get_or_insert_default().extend(line);
        }
    }
    all.extend(begun.map(|begun| (path, begun)));
    all
}

pub fn dossier(bytes: &[u8]) {
    if bytes.len() > MOST_BYTES {
        return;
    }
    let source = Source::New("new".to_owned(), Arc::new(files(bytes)));
    everything(&source);
}

fn everything(source: &Source) {
    let Ok(loaded) = load(source.clone()) else { return };
    let Ok(checked) = check::dossier(loaded, None) else { return };
    assert!(checked.rejected <= checked.read && checked.problems.iter().all(|p| !p.message.is_empty()));
    let Ok(dossier) = load(source.clone()).and_then(Dossier::from_loaded) else { return };
    let selection = Selection { within: dossier.manifest().within.clone(), ..Selection::default() };
    let Ok(measured) = dossier.measure(&selection) else { return };
    for proximity in measured.iter().filter_map(|m| m.proximity()) {
        let (least, most) = (proximity.distance_min_m, proximity.distance_max_m);
        assert!(0.0 <= least && least <= most && most.is_finite(), "{proximity:?}");
        assert!(proximity.within.iter().all(|w| (0.0..=1.0).contains(&w.probability)), "{proximity:?}");
    }
    let columns = Columns::of(measured.context());
    let records: Vec<MeasuredRecord<'_>> = measured.iter().map(MeasuredRecord::from).collect();
    let kept = Spreadsheet::property_names(&columns, &records);
    let table = Spreadsheet { columns: columns.clone(), kept, is_untyped: false }.whole(&records);
    assert_eq!(csv::Reader::from_reader(table.as_slice()).records().map(Result::unwrap).count(), records.len());
    let text = collection("measured", "", "", None, &measured_features(&records, &columns));
    let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(parsed["features"].as_array().unwrap().len(), records.len());
    for format in [ExportFormat::Csv, ExportFormat::NestedGeoJson, ExportFormat::GeoJsonSeq, ExportFormat::Kml] {
        let writer = RowWriter::new(format, &columns);
        records.iter().for_each(|m| drop(writer.write(m)));
    }
    for name in dossier.recipes().unwrap_or_default() {
        let drawn = dossier.figure(&name).and_then(|figure| figure.with(&measured).svg());
        assert!(drawn.is_err() || drawn.is_ok_and(|svg| svg.ends_with(b"</svg>\n") || svg.ends_with(b"</svg>")));
    }
    if let Ok(page) = report::whole(&dossier, &measured, &Silent) {
        assert!(page.contains("</html>") && !page.contains('\u{1b}'));
    }
}
