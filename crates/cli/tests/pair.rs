//! The line of two countries out of a file of many: `--border FILE --pair A,B`.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

mod support;

use support::{marz, text};

/// Squares side by side from 70° E, two degrees wide; the edge between the first two has a bend.
const WEST: &str = "[[70,36],[72,36],[72.2,37],[72,38],[70,38],[70,36]]";
/// Clockwise, with a vertex more on the common edge.
const MIDDLE: &str = "[[72,36],[72.1,36.5],[72.2,37],[72,38],[74,38],[74,36],[72,36]]";
const EAST: &str = "[[74.00005,36],[76,36],[76,38],[74.00005,38],[74.00005,36]]";

fn collection(features: &[(&str, &str, &str)]) -> String {
    let one = |(properties, kind, coordinates): &(&str, &str, &str)| {
        format!(
            r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}"#
        )
    };
    let all: Vec<String> = features.iter().map(one).collect();
    format!(r#"{{"type":"FeatureCollection","licence":"CC0-1.0","features":[{}]}}"#, all.join(",\n"))
}

fn countries(folder: &Path) {
    let area = |ring: &str| format!("[{ring}]");
    let text = collection(&[
        (r#"{"ISO_A3":"KHM"}"#, "Polygon", &area(WEST)),
        (r#"{"ISO_A3":"-99","NAME":"Thailand"}"#, "Polygon", &area(MIDDLE)),
        (r#"{"ISO_A3":"VNM"}"#, "Polygon", &area(EAST)),
        (r#"{"ISO_A3":"VNM"}"#, "Polygon", "[[[80,36],[81,36],[81,37],[80,36]]]"),
    ]);
    fs::write(folder.join("countries.geojson"), text).unwrap();
}

/// Code, stdout and stderr.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let out = marz(folder, args);
    (out.status.code().unwrap(), text(&out.stdout), text(&out.stderr))
}

#[test]
fn the_shared_edge_of_two_polygons_is_a_border_with_its_sides() {
    let folder = tempfile::tempdir().unwrap();
    countries(folder.path());
    // The order of the two, and how they are named, does not matter; Cambodia–Thailand runs from north to south.
    for pair in ["KH,TH", "tha,khm", "ไทย,Cambodia", "Камбоджа,Thailand"] {
        let args = ["border", "info", "--border", "countries.geojson", "--pair", pair, "--format", "json"];
        let (code, out, said) = run(folder.path(), &args);
        assert_eq!(code, 0, "{pair}: {said}");
        let info: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!((&info["sides"]["left"]["code"], &info["sides"]["right"]["code"]), (&"TH".into(), &"KH".into()));
        assert_eq!((&info["parts"], &info["vertices"], &info["licence"]), (&1.into(), &3.into(), &"CC0-1.0".into()));
        // Two edges of 112.4 km.
        assert!((info["length_m"].as_f64().unwrap() - 224_775.0).abs() < 300.0, "{out}");
    }
    let start = run(folder.path(), &["border", "at", "0", "--border", "countries.geojson", "--pair", "KH,TH"]).1;
    assert!(start.contains(r#""lon":72.0,"lat":38.0"#), "{start}");
    fs::write(folder.path().join("points.csv"), "id,lon,lat\nwest,71,37\neast,73,37\n").unwrap();
    let args = ["measure", "points.csv", "--border", "countries.geojson", "--pair", "TH,KH", "--format", "csv"];
    let (code, out, said) = run(folder.path(), &args);
    assert!(code == 0 && said.contains("share within 1 m"), "{said}");
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let column = reader.headers().unwrap().iter().position(|c| c == "side").unwrap();
    let sides: Vec<String> = reader.records().map(|r| r.unwrap()[column].to_owned()).collect();
    assert_eq!(sides, ["right", "left"]);
    let (code, _, said) =
        run(folder.path(), &["init", "case", "--border", "countries.geojson", "--pair", "TH,KH", "--accuracy", "5km"]);
    assert!(code == 0 && said.contains("its left side (TH, Thailand) is east"), "{said}");
    assert_eq!(run(&folder.path().join("case"), &["check"]).0, 0);
    let border = fs::read_to_string(folder.path().join("case/data/border.geojson")).unwrap();
    assert!(border.contains("Cambodia–Thailand border") && border.contains("countries.geojson KHM-THA"), "{border}");
    let drawn = run(
        folder.path(),
        &["map", "--border", "countries.geojson", "--pair", "TH,KH", "--dossier", "case", "--output", "x.svg"],
    );
    assert_eq!(drawn.0, 0, "{}", drawn.2);
}

#[test]
fn the_line_of_two_countries_is_taken_out_of_a_file_of_lines() {
    let folder = tempfile::tempdir().unwrap();
    // Two pieces, the second drawn the other way round; a third one's sides are exchanged in the file.
    let lines = |third: &str| {
        collection(&[
            (r#"{"ADM0_LEFT":"Cambodia","ADM0_RIGHT":"Thailand"}"#, "LineString", "[[105.2,14.35],[103.5,14.4]]"),
            (r#"{"ADM0_LEFT":"Thailand","ADM0_RIGHT":"Cambodia"}"#, "LineString", "[[102.5,13.6],[103.5,14.4]]"),
            (third, "LineString", "[[102.5,13.6],[102.9,11.7]]"),
            (r#"{"ADM0_LEFT":"Thailand","ADM0_RIGHT":"Laos"}"#, "LineString", "[[105.2,14.35],[105.5,14.6]]"),
        ])
    };
    let info = |text: &str, pair: &str| {
        fs::write(folder.path().join("lines.geojson"), text).unwrap();
        let (code, out, said) =
            run(folder.path(), &["border", "info", "--border", "lines.geojson", "--pair", pair, "--format", "json"]);
        assert_eq!(code, 0, "{said}");
        let info: serde_json::Value = serde_json::from_str(&out).unwrap();
        (info["sides"]["left"]["code"].as_str().unwrap().to_owned(), info["vertices"].clone(), said)
    };
    let (left, vertices, said) = info(&lines(r#"{"ADM0_LEFT":"Cambodia","ADM0_RIGHT":"Thailand"}"#), "TH,KH");
    assert!(left == "KH" && vertices == 4 && said.contains("the line is made of 3 feature(s)"), "{left} {said}");
    // Pieces that contradict each other, and a file that has both countries exchanged throughout.
    let (left, _, said) = info(&lines(r#"{"ADM0_LEFT":"Thailand","ADM0_RIGHT":"Cambodia"}"#), "TH,KH");
    assert!(left == "KH" && said.contains("the other way round"), "{left} {said}");
    let world = marz::world::by_code("KHM-THA").unwrap().border;
    let vertices: Vec<String> =
        world.parts()[0].iter().step_by(5).map(|p| format!("[{},{}]", p.lon(), p.lat())).collect();
    let one = |properties: &str| collection(&[(properties, "LineString", &format!("[{}]", vertices.join(",")))]);
    let (left, _, said) = info(&one(r#"{"adm0_a3_l":"THA","adm0_a3_r":"KHM"}"#), "KHM,THA");
    assert!(left == "KH" && said.contains("left and right exchanged"), "{left} {said}");
    // Nothing about left and right: the outlines of the world say it.
    let (left, _, said) = info(&one(r#"{"name":"Thailand – Cambodia"}"#), "KH,TH");
    assert!(left == "KH" && !said.contains("nothing says"), "{left} {said}");
    // Regions that nobody else knows are named as the file has them.
    let upland = r#"{"left":"Upland","right":"Lowland"}"#;
    let (left, _, said) = info(&collection(&[(upland, "LineString", "[[0,0],[1,0.2]]")]), "lowland,upland");
    assert!(left == "upland", "{left} {said}");
}

#[test]
fn what_gives_no_line_is_refused_with_what_there_is() {
    let folder = tempfile::tempdir().unwrap();
    countries(folder.path());
    // The eastern half of the middle one is a second time in another country.
    let area = |ring: &str| format!("[{ring}]");
    let lying_over = collection(&[
        (r#"{"ISO_A3":"KHM"}"#, "Polygon", &area(WEST)),
        (r#"{"ISO_A3":"THA"}"#, "Polygon", &area(MIDDLE)),
        (r#"{"ISO_A3":"THA"}"#, "Polygon", &area("[[73,36.5],[75,36.5],[75,37.5],[73,37.5],[73,36.5]]")),
    ]);
    fs::write(folder.path().join("over.geojson"), lying_over).unwrap();
    fs::write(folder.path().join("plain.geojson"), collection(&[(r#"{"area":1}"#, "Polygon", &format!("[{WEST}]"))]))
        .unwrap();
    let cases: [(&[&str], &str); 11] = [
        (&["--border", "countries.geojson"], "--pair TH,KH"),
        (&["--border", "countries.geojson", "--pair", "KH,LA"], "there is no polygon of Laos (LA)"),
        (&["--border", "countries.geojson", "--pair", "KH,VN"], "share no edge"),
        // 4.4 m beside each other: drawn one by one.
        (&["--border", "countries.geojson", "--pair", "TH,VN"], "they come as near as 4.4 m"),
        (&["--border", "countries.geojson", "--pair", "TH,TH"], "Thailand (TH) twice"),
        (&["--border", "countries.geojson", "--pair", "TH"], "expected two countries with a comma between them"),
        (&["--border", "countries.geojson", "--pair", "TH,Tajikstan"], "is no country of the catalogue either"),
        (&["--border", "countries.geojson", "--pair", "Congo,TH"], "'Congo' may be"),
        (&["--border", "plain.geojson", "--pair", "TH,KH"], "nothing in the file says which country is which"),
        (&["--border", "KHM-THA", "--pair", "TH,KH"], "KHM-THA is a border already"),
        (&["--border", "over.geojson", "--pair", "TH,KH"], "lie over each other"),
    ];
    for (args, expected) in cases {
        let (code, _, said) = run(folder.path(), &[&["border", "info"], args].concat());
        assert!(code == 2 && said.contains(expected), "{args:?}: {said}");
    }
    let (code, _, said) = run(folder.path(), &["init", "x", "--between", "Thailand,Cambodia", "--pair", "TH,KH"]);
    assert!(code == 2 && said.contains("cannot be used with"), "{said}");
}

#[test]
fn a_line_that_stands_twice_is_taken_once() {
    let folder = tempfile::tempdir().unwrap();
    let sides = r#"{"ADM0_LEFT":"Thailand","ADM0_RIGHT":"Cambodia"}"#;
    let there = "[[72,38],[72.2,37],[72,36]]";
    let length = |features: &[(&str, &str, &str)]| {
        fs::write(folder.path().join("lines.geojson"), collection(features)).unwrap();
        let args = ["border", "info", "--border", "lines.geojson", "--pair", "TH,KH", "--format", "json"];
        let (code, out, said) = run(folder.path(), &args);
        assert_eq!(code, 0, "{said}");
        let info: serde_json::Value = serde_json::from_str(&out).unwrap();
        (info["length_m"].as_f64().unwrap(), info["parts"].as_u64().unwrap())
    };
    let once = length(&[(sides, "LineString", there)]);
    assert!((once.0 - 224_775.0).abs() < 300.0 && once.1 == 1, "{once:?}");
    assert_eq!(length(&[(sides, "LineString", there), (sides, "LineString", there)]), once);
}
