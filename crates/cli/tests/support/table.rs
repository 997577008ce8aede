//! Tables beside a border, read by the program.

use std::fs;

use serde_json::Value;

use super::marz;

/// A border along 37.0° N from 68° E to 73° E, north to the left.
pub const LINE: &str = r#"{"type":"LineString","coordinates":[[68,37],[69,37],[70,37],[71,37],[72,37],[73,37]]}"#;

pub struct Run {
    pub code: i32,
    pub out: String,
    pub said: String,
    pub folder: tempfile::TempDir,
}

impl Run {
    /// The features that were written.
    pub fn features(&self) -> Vec<Value> {
        let value: Value =
            serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {} {}", self.out, self.said));
        value["features"].as_array().unwrap().clone()
    }

    pub fn places(&self) -> Vec<Option<(f64, f64)>> {
        let at = |f: &Value| {
            let c = f["geometry"]["coordinates"].as_array()?;
            Some((c[0].as_f64()?, c[1].as_f64()?))
        };
        self.features().iter().map(at).collect()
    }
}

/// The program beside a border and a file of some name.
pub fn run(name: &str, bytes: &[u8], args: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("line.geojson"), LINE).unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let out = marz(folder.path(), args);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { code: out.status.code().unwrap(), out: text(&out.stdout), said: text(&out.stderr), folder }
}

pub fn import(name: &str, bytes: &[u8], more: &[&str]) -> Run {
    run(name, bytes, &[&["import", "table", name, "--border", "line.geojson"], more].concat())
}

pub fn measure(name: &str, bytes: &[u8], more: &[&str]) -> Run {
    let args = ["measure", name, "--border", "line.geojson", "--format", "geojson"];
    run(name, bytes, &[&args[..], more].concat())
}

/// Where the two places of nearly all cases lie.
pub const PANJ: (f64, f64) = (69.0991, 37.2363);
pub const KHORUGH: (f64, f64) = (71.5531, 37.4897);

pub fn near(found: &[Option<(f64, f64)>], expected: &[(f64, f64)], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}: {found:?}");
    for (at, (lon, lat)) in found.iter().zip(expected) {
        let (x, y) = at.unwrap_or_else(|| panic!("{what}: no position"));
        assert!((x - lon).abs() < 2e-5 && (y - lat).abs() < 2e-5, "{what}: {x} {y}");
    }
}
