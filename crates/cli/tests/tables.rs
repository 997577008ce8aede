//! Tables as people have them: kinds of files, encodings, delimiters, headers, positions, workbooks, JSON; read alike by `import` and
//! `measure`, or refused with a word. The files in `tables/` are of own making.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::marz;
use support::table::{KHORUGH, LINE, PANJ, Run, import, measure, near, run};

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables").join(name)
}

fn import_case(name: &str, more: &[&str]) -> Run {
    import(name, &fs::read(case(name)).unwrap(), more)
}

fn measure_case(name: &str, more: &[&str]) -> Run {
    measure(name, &fs::read(case(name)).unwrap(), more)
}

#[test]
fn columns_are_known_by_their_usual_spellings_in_both() {
    near(&import_case("latitude_spelled_out.csv", &[]).places(), &[PANJ, KHORUGH], "import");
    near(&measure_case("latitude_spelled_out.csv", &[]).places(), &[PANJ, KHORUGH], "measure");
    for names in [
        "lat,lon",
        "Latitude,Longitude",
        "LATITUDE,LONGITUDE",
        "y,x",
        "_gps_latitude,_gps_longitude",
        "site-Latitude,site-Longitude",
        "decimalLatitude,decimalLongitude",
        "Latitude (N),Longitude (E)",
        "Широта,Долгота",
        "gps_lat,gps_lng",
    ] {
        let table = format!("id,title,date,radius_m,{names}\na,Shots,2025-08-24,5,37.2363,69.0991\n");
        near(&import("t.csv", table.as_bytes(), &[]).places(), &[PANJ], names);
        near(&measure("t.csv", table.as_bytes(), &[]).places(), &[PANJ], names);
    }
}

#[test]
fn a_column_that_is_not_there_is_named_with_the_nearest() {
    let folder = run("unmapped.csv", &fs::read(case("unmapped.csv")).unwrap(), &["--version"]).folder;
    fs::copy(case("mapping_misspelt.toml"), folder.path().join("m.toml")).unwrap();
    let out =
        marz(folder.path(), &["import", "table", "unmapped.csv", "--table", "m.toml", "--border", "line.geojson"]);
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(out.stdout.is_empty());
    assert!(said.contains("does not have") && said.contains("'Fatalitees' may be 'fatalities'"), "{said}");

    let unread = import_case("unmapped.csv", &[]);
    assert_eq!(unread.code, 0, "{}", unread.said);
    for taken in ["fatalities as killed", "injured as wounded", "event_type as category", "location as place"] {
        assert_eq!(unread.said.matches(taken).count(), 1, "{taken}: {}", unread.said);
    }

    let none = import("t.csv", b"id,title,date,where\na,Shots,2025-08-24,there\n", &[]);
    assert!(none.said.contains("no column of position was found: records are stored without a point"), "{}", none.said);
    assert!(none.said.contains("0 rejected, 0 not judged; no column of position was found"), "{}", none.said);
}

#[test]
fn delimiters_are_those_under_which_the_header_is_known() {
    near(&import_case("semicolon_commas.csv", &[]).places(), &[PANJ, KHORUGH], "semicolons");
    near(&measure_case("semicolon_commas.csv", &[]).places(), &[PANJ, KHORUGH], "semicolons");
    let acled = fs::read(case("acled_semicolon.csv")).unwrap();
    let run = run("a.csv", &acled, &["import", "acled", "a.csv", "--border", "line.geojson"]);
    near(&run.places(), &[PANJ], "acled");
    assert!(run.said.contains("geo_precision") && run.said.contains("assumed for every row"), "{}", run.said);
    for (mark, note) in
        [(";", "a, b, c, d"), ("\t", "a, b; c; d, e"), ("|", "a, b; c\td"), (",", "\"a; b; c; d; e; f; g\"")]
    {
        let table = "id,title,date,lat,lon,note\na,Shots,2025-08-24,37.2363,69.0991,NOTE\n";
        let table = table.replace(',', mark).replace("NOTE", note);
        near(&import("t.csv", table.as_bytes(), &[]).places(), &[PANJ], mark);
        near(&measure("t.txt", table.as_bytes(), &[]).places(), &[PANJ], mark);
    }
    // Excel's own line above the header.
    let named = "sep=;\nid;title;date;lat;lon\na;Shots;2025-08-24;37,2363;69,0991\n";
    near(&import("t.csv", named.as_bytes(), &[]).places(), &[PANJ], "sep=");
    near(&measure("t.csv", named.as_bytes(), &[]).places(), &[PANJ], "sep=");
}

/// The text of a table in another encoding.
fn encoded(label: &str, text: &str) -> Vec<u8> {
    match label {
        "utf-16le" => [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        "utf-16be" => [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect(),
        "utf-16le, no mark" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-8, mark" => format!("\u{feff}{text}").into_bytes(),
        // Cyrillic of Windows: А is 0xC0.
        "windows-1251" => text
            .chars()
            .map(|c| if c.is_ascii() { c as u8 } else { u8::try_from(u32::from(c) - 0x410 + 0xC0).unwrap() })
            .collect(),
        _ => text.as_bytes().to_vec(),
    }
}

const CYRILLIC: &str = "id,title,date,lat,lon,place\na,Перестрелка у реки на границе,2025-08-24,37.2363,69.0991,Пяндж\n\
    b,Обстрел поста пограничников,2025-08-25,37.4897,71.5531,Хорог\n";

#[test]
fn encodings_are_read_or_named() {
    for label in ["utf-8", "utf-8, mark", "utf-16le", "utf-16be", "utf-16le, no mark"] {
        let bytes = encoded(label, CYRILLIC);
        let imported = import("t.csv", &bytes, &[]);
        near(&imported.places(), &[PANJ, KHORUGH], label);
        assert_eq!(imported.features()[0]["properties"]["location"]["name"], "Пяндж", "{label}");
        let measured = measure("t.csv", &bytes, &[]);
        near(&measured.places(), &[PANJ, KHORUGH], label);
        assert_eq!(measured.features()[1]["properties"]["place"], "Хорог", "{label}");
    }
    let bytes = encoded("windows-1251", CYRILLIC);
    for refused in [import("t.csv", &bytes, &[]), measure("t.csv", &bytes, &[])] {
        assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{}", refused.said);
        assert!(refused.said.contains("looks like windows-1251"), "{}", refused.said);
        assert!(refused.said.contains("--encoding windows-1251"), "{}", refused.said);
    }
    let read = import("t.csv", &bytes, &["--encoding", "windows-1251"]);
    assert_eq!(read.features()[0]["properties"]["location"]["name"], "Пяндж", "{}", read.said);
    near(&measure("t.csv", &bytes, &["--encoding", "cp1251"]).places(), &[PANJ, KHORUGH], "cp1251");
    let unknown = measure("t.csv", &bytes, &["--encoding", "windows-9"]);
    assert!(unknown.code == 2 && unknown.said.contains("no encoding of this name"), "{}", unknown.said);
    // Behind many rows of ASCII.
    let mut long = b"id,title,date,lat,lon,place\n".to_vec();
    for i in 0..3_000 {
        long.extend(format!("r{i},Shots number {i},2025-08-24,37.2363,69.0991,Panj\n").into_bytes());
    }
    long.extend(b"z,Shots,2025-08-24,37.2363,69.0991,\xCF\xFF\xED\xE4\xE6\n");
    let late = import("t.csv", &long, &["--output", "o.geojson"]);
    assert!(late.code == 2 && late.said.contains("line 3002") && !late.folder.path().join("o.geojson").exists());
}

#[test]
fn line_ends_may_be_any() {
    for end in ["\r\n", "\r", "\n"] {
        let table = CYRILLIC.replace('\n', end);
        near(&import("t.csv", table.as_bytes(), &[]).places(), &[PANJ, KHORUGH], end);
        near(&measure("t.csv", table.as_bytes(), &[]).places(), &[PANJ, KHORUGH], end);
    }
}

#[test]
fn headers_stand_below_titles_or_in_two_rows() {
    for table in [
        "Incidents of 2025, for internal use\n\nid,title,date,lat,lon\na,Shots,2025-08-24,37.2363,69.0991\n",
        "\"Export, made today\",,,,\nid,title,date,lat,lon\na,Shots,2025-08-24,37.2363,69.0991\n",
        "id,title,date,lat,lon\n#id,#event,#date,#geo+lat,#geo+lon\na,Shots,2025-08-24,37.2363,69.0991\n",
        "id,title,date,Position,\n,,,lat,lon\na,Shots,2025-08-24,37.2363,69.0991\n",
        "ID,Title,When,Latitude,Longitude\nid,title,date,lat,lon\na,Shots,2025-08-24,37.2363,69.0991\n",
    ] {
        near(&import("t.csv", table.as_bytes(), &[]).places(), &[PANJ], table);
        near(&measure("t.csv", table.as_bytes(), &[]).places(), &[PANJ], table);
    }
    // Lines are those of the file.
    let wrong = measure("t.csv", b"A title\n\nid,lat,lon\na,37,69\nb,x,69\n", &[]);
    assert!(wrong.code == 1 && wrong.said.contains("t.csv:5"), "{}", wrong.said);
}

#[test]
fn positions_are_read_as_people_write_them() {
    near(&measure_case("dms.csv", &[]).places(), &[(69.09911, 37.23631), PANJ, PANJ], "dms");
    let forms = [
        "37.2363, 69.0991",
        "37.2363 69.0991 401.2 4.75",
        "POINT (69.0991 37.2363)",
        "37,2363; 69,0991",
        "N 37.2363 E 69.0991",
        "42S WG 08790 21091",
    ];
    for form in forms {
        let table = format!("id,title,date,position\na,Shots,2025-08-24,\"{form}\"\n");
        near(&import("t.csv", table.as_bytes(), &[]).places(), &[PANJ], form);
        near(&measure("t.csv", table.as_bytes(), &[]).places(), &[PANJ], form);
    }
    let commas = "id,title,date,lat,lon\na,Shots,2025-08-24,\"37,2363\",\"69,0991\"\n";
    near(&import("t.csv", commas.as_bytes(), &[]).places(), &[PANJ], "commas");
    near(&measure("t.csv", commas.as_bytes(), &[]).places(), &[PANJ], "commas");
    // The precision that a text states is the radius.
    let stated = import("t.csv", b"id,title,date,mgrs\na,Shots,2025-08-24,42SWG0820\n", &[]);
    assert_eq!(stated.features()[0]["properties"]["location"]["radius_m"], 708, "{}", stated.said);
    for (form, word) in [
        ("37.2363", "no position"),
        ("116.4, 39.9", "latitude"),
        ("37,2363,69,0991", "which commas"),
        ("42S II 08794 20937", "no square"),
        ("37°61'N 69°05'E", "no position"),
        ("SRID=32642;POINT (508794 4120937)", "SRID 32642"),
        ("508794, 4120937", "projected"),
        ("LINESTRING (69 37, 70 38)", "POINT"),
        ("near the bridge", "no position"),
    ] {
        let table = format!("id,title,date,position\na,Shots,2025-08-24,\"{form}\"\n");
        for refused in [import("t.csv", table.as_bytes(), &[]), measure("t.csv", table.as_bytes(), &[])] {
            assert_eq!((refused.code, refused.features().len()), (1, 0), "{form}: {}", refused.said);
            assert!(refused.said.contains(word), "{form}: {}", refused.said);
        }
    }
    for (lat, lon) in [("69.0991 E", "37.2363 N"), ("37.2.3", "69"), ("north", "69"), ("4120937", "508794"), ("37", "")]
    {
        let table = format!("id,title,date,lat,lon\na,Shots,2025-08-24,{lat},{lon}\n");
        for refused in [import("t.csv", table.as_bytes(), &[]), measure("t.csv", table.as_bytes(), &[])] {
            assert_eq!((refused.code, refused.features().len()), (1, 0), "{lat} {lon}: {}", refused.said);
        }
    }
}

#[test]
fn geopoints_of_forms_bring_their_accuracy() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["kobo.csv", "kobo.toml"] {
        fs::copy(case(name), folder.path().join(name)).unwrap();
    }
    fs::write(folder.path().join("line.geojson"), LINE).unwrap();
    let args = ["import", "table", "kobo.csv", "--table", "kobo.toml", "--border", "line.geojson"];
    let out = marz(folder.path(), &args);
    let said = String::from_utf8_lossy(&out.stderr);
    let found: Value = serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{e} {said}"));
    let radius = |i: usize| found["features"][i]["properties"]["location"]["radius_m"].clone();
    assert_eq!((radius(0), radius(1)), (5.into(), 1_800.into()), "{said}");
    assert!(found["features"][2]["geometry"].is_null(), "{found}");
    assert!(said.contains("0, 0 lies in the Gulf of Guinea"), "{said}");
    // Far from the border it is filtered out, and said all the same.
    let out = marz(folder.path(), &[&args[..], &["--near", "100km"]].concat());
    assert!(String::from_utf8_lossy(&out.stderr).contains("0, 0 lies in the Gulf of Guinea"));
}

#[test]
fn swapped_axes_are_seen_everywhere() {
    for name in ["swapped.csv", "swapped.geojson"] {
        let measured = measure_case(name, &[]);
        assert_eq!(measured.code, 0, "{name}: {}", measured.said);
        assert_eq!(
            measured.said.matches("longitude and latitude look swapped").count(),
            2,
            "{name}: {}",
            measured.said
        );
        assert!(measured.said.contains("is it longitude 69.0991, latitude 37.2363?"), "{name}: {}", measured.said);
    }
    for more in [&[][..], &["--near", "50km"]] {
        let imported = import_case("swapped.csv", more);
        assert_eq!(imported.code, 1, "{}", imported.said);
        assert_eq!(imported.said.matches("longitude and latitude look swapped").count(), 2, "{}", imported.said);
        assert!(imported.said.contains("2 rejected"), "{}", imported.said);
    }
    let null = measure("t.csv", b"id,lat,lon\na,0,0\n", &[]);
    assert!(null.code == 0 && null.said.contains("Gulf of Guinea"), "{}", null.said);
}

#[test]
fn another_system_than_wgs84_is_refused_and_nothing_written() {
    for name in ["crs_local.geojson", "crs_3857.geojson"] {
        let refused = measure_case(name, &["--output", "out.geojson"]);
        assert_eq!(refused.code, 2, "{name}: {}", refused.said);
        assert!(!refused.folder.path().join("out.geojson").exists(), "{name}");
        assert!(refused.said.contains("not in WGS84"), "{name}: {}", refused.said);
        let imported = import_case(name, &["--output", "out.geojson"]);
        assert!(
            imported.code == 2 && !imported.folder.path().join("out.geojson").exists(),
            "{name}: {}",
            imported.said
        );
    }
    // The member may stand behind the features.
    let behind = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[69,37]}}],"crs":{"type":"name","properties":{"name":"EPSG:32642"}}}"#;
    let refused = measure("p.geojson", behind.as_bytes(), &["--output", "out.geojson"]);
    assert!(refused.code == 2 && !refused.folder.path().join("out.geojson").exists(), "{}", refused.said);
    assert_eq!(measure_case("crs_84.geojson", &[]).code, 0);
    for header in ["easting,northing", "UTM_X,UTM_Y"] {
        let table = format!("id,{header}\na,508794,4120937\n");
        let refused = measure("t.csv", table.as_bytes(), &["--output", "out.geojson"]);
        assert!(refused.code == 2 && refused.said.contains("projected system"), "{}", refused.said);
        assert!(!refused.folder.path().join("out.geojson").exists());
    }
}

#[test]
fn geojson_of_any_producer_is_measured_or_warned_of() {
    let many = measure_case("multipoint.geojson", &[]);
    assert_eq!(many.places(), [Some(PANJ), None], "{}", many.said);
    assert!(many.code == 0 && many.said.contains("only a single point can be measured"), "{}", many.said);
    let tall = measure_case("threed.geojson", &[]);
    near(&tall.places(), &[PANJ, PANJ], "threed");
    assert!(tall.said.contains("more than three numbers"), "{}", tall.said);
    for (name, code, kept) in [("strings.geojson", 1, 0), ("nullgeom.geojson", 1, 2)] {
        let printed = measure_case(name, &[]);
        assert_eq!((printed.code, printed.features().len()), (code, kept), "{name}: {}", printed.said);
    }
    let esri = measure_case("esri.json", &[]);
    assert!(esri.code != 0 && esri.said.contains("GeoJSON"), "{}", esri.said);
}

#[test]
fn incidents_come_from_geojson_by_the_same_mapping() {
    let text = r#"{"type":"FeatureCollection","features":[
      {"type":"Feature","id":"a","properties":{"Headline":"Shots","Day":"2025-08-24","info":{"dead":2},"r":500},"geometry":{"type":"Point","coordinates":[69.0991,37.2363]}},
      {"type":"Feature","id":"b","properties":{"Headline":"Shelling","Day":"2025-08-25","r":500},"geometry":{"type":"MultiPoint","coordinates":[[71.5531,37.4897]]}},
      {"type":"Feature","id":"c","properties":{"Headline":"Arrest","Day":"2025-08-26"},"geometry":null},
      {"type":"Feature","id":"d","properties":{"Headline":"Patrol","Day":"2025-08-27"},"geometry":{"type":"LineString","coordinates":[[69,37],[70,37]]}}]}"#;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("line.geojson"), LINE).unwrap();
    fs::write(folder.path().join("p.geojson"), text).unwrap();
    let table = "publisher = \"x\"\n[columns]\ntitle = \"Headline\"\ndate = \"Day\"\nkilled = \"info.dead\"\nradius_m = \"r\"\n";
    fs::write(folder.path().join("m.toml"), table).unwrap();
    let out = marz(folder.path(), &["import", "table", "p.geojson", "--table", "m.toml", "--border", "line.geojson"]);
    let said = String::from_utf8_lossy(&out.stderr);
    let found: Value = serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{e} {said}"));
    let list = found["features"].as_array().unwrap();
    assert_eq!(list.iter().map(|f| f["id"].as_str().unwrap()).collect::<Vec<_>>(), ["a", "b", "c", "d"], "{said}");
    assert_eq!(list[0]["geometry"]["coordinates"], serde_json::json!([69.0991, 37.2363]));
    assert_eq!(list[0]["properties"]["killed"]["best"], 2);
    assert_eq!(list[1]["geometry"]["coordinates"], serde_json::json!([71.5531, 37.4897]));
    assert!(list[2]["geometry"].is_null() && list[3]["geometry"].is_null());
    assert!(said.contains("no single point") && said.contains("p.geojson:5"), "{said}");
    assert_eq!(out.status.code(), Some(0), "{said}");
}

#[test]
fn pages_of_apis_are_read_as_they_come() {
    let acled = fs::read(case("acled_api.json")).unwrap();
    let one = run("a.json", &acled, &["import", "acled", "a.json", "--border", "line.geojson"]);
    near(&one.places(), &[PANJ], "acled");
    // Two pages, one after the other and as a list.
    let page = |id: u32| {
        format!(
            r#"{{"status":200,"data":[{{"event_id_cnty":"TJK{id}","event_date":"2025-08-24","event_type":"Battles","latitude":"37.2363","longitude":"69.0991","geo_precision":"1","fatalities":"1"}}]}}"#
        )
    };
    for text in [format!("{}\n{}\n", page(1), page(2)), format!("[{},{}]", page(1), page(2))] {
        let two = run("a.json", text.as_bytes(), &["import", "acled", "a.json", "--border", "line.geojson"]);
        near(&two.places(), &[PANJ, PANJ], &text);
        near(&measure("a.json", text.as_bytes(), &[]).places(), &[PANJ, PANJ], &text);
    }
    let ucdp = |pages: u32, next: &str| {
        format!(
            r#"{{"TotalCount":1,"TotalPages":{pages},"PreviousPageUrl":"","NextPageUrl":"{next}","Result":[{{"id":7,"type_of_violence":1,"date_start":"2025-08-24","date_end":"2025-08-24","latitude":37.2363,"longitude":69.0991,"where_prec":1,"best":2,"low":2,"high":2,"country":"Tajikistan"}}]}}"#
        )
    };
    let whole = run("u.json", ucdp(1, "").as_bytes(), &["import", "ucdp", "u.json", "--border", "line.geojson"]);
    near(&whole.places(), &[PANJ], "ucdp");
    assert!(!whole.said.contains("does not hold all pages"), "{}", whole.said);
    let part =
        run("u.json", ucdp(12, "https://x").as_bytes(), &["import", "ucdp", "u.json", "--border", "line.geojson"]);
    assert!(part.code == 0 && part.said.contains("1 of 12 pages"), "{}", part.said);
    for (text, word) in [
        (r#"{"status":403,"success":false,"error":"Access denied"}"#, "API that failed"),
        (r#"{"data":[1,2]}"#, "no object"),
        (r#"{"data":[{"a":1}]}"#, "missing"),
        (r#"{"data":[{"event_id_cnty":"A"#, "ends in the middle"),
        ("[]", "no list of objects"),
        ("[[1,2],[3,4]]", "no object"),
    ] {
        let refused = run("a.json", text.as_bytes(), &["import", "acled", "a.json", "--border", "line.geojson"]);
        assert!(refused.code == 2 && refused.out.is_empty(), "{text}: {}", refused.said);
        assert!(refused.said.contains(word), "{text}: {}", refused.said);
    }
}

#[test]
fn what_is_not_read_is_named_with_what_to_do() {
    for (name, bytes, what, todo) in [
        ("a.gpkg", &b"SQLite format 3\0"[..], "GeoPackage", "ogr2ogr"),
        ("a.shp", b"\x00\x00\x27\x0A\0\0", "Shapefile", "ogr2ogr"),
        ("a.dbf", b"\x03\x7C\x01\x02", "Shapefile", "the .shp itself"),
        ("a.kml", b"<?xml version=\"1.0\"?><kml xmlns=\"x\">", "KML", "ogr2ogr"),
        ("a.kmz", b"PK\x03\x04doc.kml", "KMZ", "QGIS"),
        ("a.parquet", b"PAR1\x15\x04", "Parquet", "ogr2ogr"),
        ("a.gpx", b"<?xml version=\"1.0\"?><gpx><wpt lat=\"1\"/>", "lat and lon", "ogr2ogr"),
        ("a.zip", b"PK\x03\x04data.csv", "archive", "unpack"),
        ("a.docx", b"PK\x03\x04word/document.xml", "word processor", "spreadsheet"),
        ("a.pdf", b"%PDF-1.7", "PDF", "CSV"),
        ("a.html", b"<!DOCTYPE html>", "web page", "download again"),
        ("a.csv", b"<html><body>Log in", "web page", "download again"),
        ("a.gz", b"\x1F\x8B\x08\x00", "gzip", "unpack"),
        ("a.xml", b"<?xml version=\"1.0\"?><data/>", "XML", "CSV"),
        ("a.fgb", b"fgb\x03fgb\x00", "FlatGeobuf", "ogr2ogr"),
        ("a.bin", b"abc\0\x01\x02\x03def", "binary", "CSV"),
        ("a.csv", b"", "empty", "cut short"),
    ] {
        for refused in
            [import(name, bytes, &["--output", "o.geojson"]), measure(name, bytes, &["--output", "o.geojson"])]
        {
            assert_eq!(refused.code, 2, "{name}: {}", refused.said);
            assert!(refused.said.contains(what) && refused.said.contains(todo), "{name}: {}", refused.said);
            assert!(!refused.folder.path().join("o.geojson").exists(), "{name}");
        }
    }
}

#[test]
fn workbooks_are_read_by_both() {
    for name in ["sheet.ods", "sheet.xls", "sheet_two_headers.xlsx", "sheet_readme_first.xlsx"] {
        let imported = import_case(name, &[]);
        assert!(imported.code == 0 && !imported.features().is_empty(), "{name}: {}", imported.said);
        let measured = measure_case(name, &[]);
        assert_eq!(measured.places(), imported.places(), "{name}: {}", measured.said);
    }
    // A cell of a date that holds a time alone, and numbers as text.
    let texts = import_case("sheet_texts.xlsx", &[]);
    assert!(texts.features().len() >= 3, "{}", texts.said);
    let old = import_case("sheet_1904.xlsx", &[]);
    let dates: Vec<String> =
        old.features().iter().map(|f| f["properties"]["date"].as_str().unwrap().to_owned()).collect();
    assert_eq!(dates, ["2025-08-24", "2024-02-29"], "{}", old.said);
    assert!(old.said.contains("counts its days from 1904"), "{}", old.said);
}

#[test]
fn a_cell_gives_of_its_date_what_it_shows() {
    for name in ["months.xlsx", "months.ods", "months.xls"] {
        let read = import_case(name, &[]);
        let of = |key: &str| -> Vec<Value> { read.features().iter().map(|f| f["properties"][key].clone()).collect() };
        assert_eq!(of("date"), ["2025-08", "2025-08", "2025", "2025-08-24", "2025-08"], "{name}: {}", read.said);
        let places: Vec<Value> = of("location").iter().map(|l| l["name"].clone()).collect();
        assert_eq!(places[..4], ["Panj"; 4], "{name}: {}", read.said);
        assert_ne!(places[4], "Panj", "{name}");
        assert!(read.said.contains("F4: Panj") && !read.said.contains("F5: Panj"), "{name}: {}", read.said);
    }
}

/// A workbook of sheets: name, state, the XML of its rows, and what stands behind them.
fn workbook(sheets: &[(&str, &str, &str, &str)]) -> Vec<u8> {
    use std::io::{Cursor, Write as _};
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut put = |name: &str, text: &str| {
        zip.start_file(name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let (mut list, mut relations) = (String::new(), String::new());
    for (i, (name, state, rows, behind)) in (1..).zip(sheets) {
        list += &format!("<sheet name=\"{name}\" sheetId=\"{i}\" state=\"{state}\" r:id=\"rId{i}\"/>");
        relations +=
            &format!("<Relationship Id=\"rId{i}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>");
        let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData>{behind}</worksheet>");
        put(&format!("xl/worksheets/sheet{i}.xml"), &sheet);
    }
    put(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{RELS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    put(
        "xl/workbook.xml",
        &format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>"),
    );
    put("xl/_rels/workbook.xml.rels", &format!("<Relationships xmlns=\"{RELS}\">{relations}</Relationships>"));
    zip.finish().unwrap().into_inner()
}

/// Rows of cells; a cell that begins with '<' is XML of its own.
fn rows(table: &[&[&str]]) -> String {
    let cell = |r: usize, c: usize, text: &str| {
        let name = format!("{}{}", char::from(b'A' + u8::try_from(c).unwrap()), r + 1);
        match text {
            "" => String::new(),
            xml if xml.starts_with('<') => xml.replace("NAME", &name),
            text => format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        }
    };
    let row = |(r, cells): (usize, &&[&str])| {
        let cells: String = cells.iter().enumerate().map(|(c, text)| cell(r, c, text)).collect();
        format!("<row r=\"{}\">{cells}</row>", r + 1)
    };
    table.iter().enumerate().map(row).collect()
}

const HEADER: &[&str] = &["id", "title", "date", "lat", "lon", "killed", "radius_m"];

#[test]
fn sheets_of_the_same_columns_are_read_together_and_hidden_ones_named() {
    let first = rows(&[HEADER, &["a", "Shots", "2025-08-24", "37.2363", "69.0991", "1", "5"]]);
    let second = rows(&[
        &["title", "id", "date", "lon", "lat", "killed", "radius_m"],
        &["Shelling", "b", "2025-08-25", "71.5531", "37.4897", "2", "5"],
    ]);
    let other = rows(&[&["id", "title", "date", "lat", "lon", "radius_m"], &["d", "D", "2025-08-25", "37", "69", "5"]]);
    let hidden = rows(&[HEADER, &["c", "Hidden", "2025-08-26", "37", "70", "3", "5"]]);
    let book = workbook(&[
        ("2024", "visible", &first, ""),
        ("2025", "visible", &second, ""),
        ("old", "visible", &other, ""),
        ("drafts", "hidden", &hidden, ""),
    ]);
    let read = import("b.xlsx", &book, &[]);
    near(&read.places(), &[PANJ, KHORUGH], "two sheets");
    assert!(
        read.said.contains("other columns") && read.said.contains("a hidden sheet is passed over"),
        "{}",
        read.said
    );
    near(&measure("b.xlsx", &book, &[]).places(), &[PANJ, KHORUGH], "two sheets");
    near(&import("b.xlsx", &book, &["--sheet", "drafts"]).places(), &[(70.0, 37.0)], "the hidden one");
    near(&measure("b.xlsx", &book, &["--sheet", "2025"]).places(), &[KHORUGH], "one");
    let none = import("b.xlsx", &book, &["--sheet", "draft"]);
    assert!(none.code == 2 && none.said.contains("did you mean 'drafts'?"), "{}", none.said);
}

#[test]
fn cells_that_hold_no_value_of_their_own_are_named() {
    let table = rows(&[
        HEADER,
        &["a", "Shots", "2025-08-24", "37.2363", "69.0991", "<c r=\"NAME\"><f>1+1</f></c>", "5"],
        &["b", "Shots", "2025-08-25", "37.2363", "69.0991", "<c r=\"NAME\" t=\"e\"><v>#DIV/0!</v></c>", "5"],
        &["c", "Shots", "", "37.2363", "69.0991", "<c r=\"NAME\"><f>1+1</f><v>2</v></c>", "5"],
    ]);
    let merged = "<mergeCells count=\"1\"><mergeCell ref=\"C3:C4\"/></mergeCells>";
    let read = import("b.xlsx", &workbook(&[("s", "visible", &table, merged)]), &[]);
    assert_eq!(read.code, 0, "{}", read.said);
    let found = read.features();
    let killed: Vec<&Value> = found.iter().map(|f| &f["properties"]["killed"]["best"]).collect();
    assert_eq!(killed, [&Value::Null, &Value::Null, &2.into()], "{}", read.said);
    let dates: Vec<&Value> = found.iter().map(|f| &f["properties"]["date"]).collect();
    assert_eq!(dates, ["2025-08-24", "2025-08-25", "2025-08-25"], "{}", read.said);
    for word in ["F2: a formula without a value", "F3: #DIV/0!", "C4: 2025-08-25"] {
        assert!(read.said.contains(word), "{word}: {}", read.said);
    }
}

#[test]
fn no_number_of_a_workbook_sizes_anything() {
    for name in ["XFE1", "A1048577", "ZZZZZZ1"] {
        let table = rows(&[HEADER, &["a", "Shots", "2025-08-24", "37", "69", "1", "5"]]);
        let far = format!("{table}<row r=\"9\"><c r=\"{name}\"><v>1</v></c></row>");
        let refused = import("b.xlsx", &workbook(&[("s", "visible", &far, "")]), &[]);
        assert!(refused.code == 2 && refused.out.is_empty(), "{name}: {}", refused.said);
    }
    // A merge over all rows there are fills those that hold something.
    let table = rows(&[HEADER, &["a", "Shots", "2025-08-24", "37.2363", "69.0991", "1", "5"]]);
    let merged = "<mergeCells><mergeCell ref=\"A2:XFD1048576\"/></mergeCells>";
    near(&import("b.xlsx", &workbook(&[("s", "visible", &table, merged)]), &[]).places(), &[PANJ], "merged");
}

#[test]
fn borders_are_read_as_files_have_them() {
    let measured = |line: &str, points: &str| {
        let folder = tempfile::tempdir().unwrap();
        for name in [line, points] {
            fs::copy(case(name), folder.path().join(name)).unwrap();
        }
        let out = marz(folder.path(), &["measure", points, "--border", line, "--format", "json"]);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        let rows: Value = serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{e} {said}"));
        (rows.as_array().unwrap().clone(), said)
    };
    let (rows, said) = measured("two_parts.geojson", "two_parts_points.csv");
    assert_eq!(rows[0]["side"], rows[1]["side"], "{rows:?}");
    assert!(rows[0]["side"] == "left" && said.contains("turned around"), "{said}");
    let (rows, said) = measured("parallel49.geojson", "parallel49_points.csv");
    assert_eq!(rows.len(), 3);
    assert!(said.contains("2026 km long") && said.contains("94.2 km"), "{said}");
    let (_, said) = measured("osm_ways.geojson", "parallel49_points.csv");
    assert!(!said.contains("an edge is so long"), "{said}");
    let (rows, said) = measured("antimeridian.geojson", "antimeridian_points.csv");
    let metres: Vec<f64> = rows.iter().map(|r| r["distance_m"].as_f64().unwrap()).collect();
    assert!(
        metres.iter().any(|m| (m - 23.0).abs() < 0.5) || metres.iter().any(|m| (m - 4_873.2).abs() < 0.5),
        "{metres:?} {said}"
    );

    let info = |name: &str| {
        let out =
            marz(Path::new(env!("CARGO_MANIFEST_DIR")), &["border", "info", "--border", case(name).to_str().unwrap()]);
        (
            out.status.code().unwrap(),
            String::from_utf8_lossy(&out.stdout).into_owned(),
            String::from_utf8_lossy(&out.stderr).into_owned(),
        )
    };
    let (code, out, said) = info("osm_ways_stone.geojson");
    assert!(
        code == 0 && out.contains("194.188 km") && said.contains("points beside the lines are passed over"),
        "{out} {said}"
    );
    assert!(info("osm_ways.geojson").1.contains("194.188 km"));
    assert!(info("tiny_middle_part.geojson").1.contains("1, "), "{:?}", info("tiny_middle_part.geojson"));
    for name in ["polygon_adm0.geojson", "osm_relation.geojson"] {
        let (code, _, said) = info(name);
        assert!(code == 2 && said.contains("these are polygons") && said.contains("--pair TH,KH"), "{name}: {said}");
    }

    let folder = tempfile::tempdir().unwrap();
    let out = marz(
        folder.path(),
        &["init", "d", "--border", case("osm_ways.geojson").to_str().unwrap(), "--left", "SS=South"],
    );
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(
        said.contains("the line starts at 71, 37.2455") || said.contains("the line starts at 71, 37.2456"),
        "{said}"
    );
    assert!(said.contains("its left side (SS, South) is south"), "{said}");
}

/// The tables of docs/import.md are those of the program; `MARZ_BLESS=1` writes them.
#[test]
fn the_documentation_has_the_tables_of_the_program() {
    let page = support::root().join("docs/import.md");
    let text = fs::read_to_string(&page).unwrap();
    let kinds = marz::read::FILE_KINDS.map(|(kind, what)| format!("| {kind} | {what} |"));
    let columns = marz::read::COLUMN_SPELLINGS.map(|(field, names)| format!("| `{field}` | {} |", names.join(", ")));
    let forms = marz::model::COORDINATE_FORMS.map(|(name, form)| format!("| {name} | `{form}` |"));
    let mut now = text.clone();
    for (name, head, rows) in [
        ("kinds", "| a file that is | |\n|---|---|", kinds.to_vec()),
        ("columns", "| field | usual spellings |\n|---|---|", columns.to_vec()),
        ("positions", "| how it is written | example |\n|---|---|", forms.to_vec()),
    ] {
        let begin = format!("<!-- table: {name} -->\n");
        let (before, rest) = now.split_once(&begin).unwrap_or_else(|| panic!("no table {name}"));
        let (_, after) = rest.split_once("<!-- end -->").unwrap();
        now = format!("{before}{begin}\n{head}\n{}\n\n<!-- end -->{after}", rows.join("\n"));
    }
    if now != text && std::env::var_os("MARZ_BLESS").is_some() {
        fs::write(&page, &now).unwrap();
    }
    assert_eq!(now, text, "docs/import.md: MARZ_BLESS=1 writes its tables");
}
