//! Faults of tables that would change a value without a word: each is refused or warned about.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::fs;

use serde_json::Value;
use support::table::{KHORUGH, PANJ, import, measure, near};
use support::{marz, text};

const HEADER: &str = "id,title,date,lat,lon,radius_m";
const ROW: &str = "Shots,2025-08-24,37.2363,69.0991,500";

#[test]
fn another_system_is_refused_before_a_row_is_written() {
    let crs = r#""crs":{"type":"name","properties":{"name":"EPSG:32642"}}"#;
    let point = r#"{"type":"Feature","properties":{"title":"t"},"geometry":{"type":"Point","coordinates":[69,37]}}"#;
    for text in [
        format!(r#"{{"type":"FeatureCollection",{crs},"features":[{point}]}}"#),
        format!(r#"{{"type":"FeatureCollection","features":[{point}],{crs}}}"#),
    ] {
        let refused = measure("p.geojson", text.as_bytes(), &[]);
        assert!(refused.code == 2 && refused.out.is_empty(), "{}: {}", refused.out, refused.said);
        assert!(refused.said.contains("not in WGS84"), "{}", refused.said);
    }
    for columns in ["easting,northing", "utm_x,utm_y"] {
        let table = format!("id,title,date,{columns},radius_m\na,Shots,2025-08-24,500000,4100000,5\n");
        let refused = import("t.csv", table.as_bytes(), &["--output", "o.geojson"]);
        assert!(refused.code == 2 && refused.said.contains("projected system"), "{}", refused.said);
        assert!(!refused.folder.path().join("o.geojson").exists());
    }
}

#[test]
fn lines_are_counted_through_blank_ones_and_cells_of_several() {
    for (quote, end, line_end) in
        [("", "\n", "\n"), ("\"", "\n", "\n"), ("\"", "", "\n"), ("", "", "\r\n"), ("\"", "\n", "\r\n"), ("", "", "\r")]
    {
        let rows = [
            HEADER.to_owned(),
            "a,Shots,2025-08-24,37.2363,69.0991,500".to_owned(),
            String::new(),
            String::new(),
            format!("{quote}b{quote},Shots,2025-08-24,97.5,69.0991,500"),
            String::new(),
            if quote.is_empty() {
                String::new()
            } else {
                "c,\"Shots\nagain\",2025-08-24,37.2363,69.0991,500".to_owned()
            },
            String::new(),
            format!("d,Shots,2025-08-24,37.2363,690.0991,500{}", if end.is_empty() { "" } else { line_end }),
        ];
        let text = rows.join(line_end);
        let last = if quote.is_empty() { 9 } else { 10 };
        for (name, found) in
            [("measure", measure("p.csv", text.as_bytes(), &[])), ("import", import("p.csv", text.as_bytes(), &[]))]
        {
            for place in ["p.csv:5:1".to_owned(), format!("p.csv:{last}:1")] {
                assert!(found.said.contains(&place), "{name} {text:?} {place}: {}", found.said);
            }
        }
    }
}

#[test]
fn rows_that_are_wider_than_the_header_are_rejected_by_both() {
    for row in ["a,37,2,69,1", "a,37.2,69.1,x", "a,\"37.2\",69.1,x"] {
        let measured = measure("p.csv", format!("id,lat,lon\n{row}\nb,37.2363,69.0991,\n").as_bytes(), &[]);
        assert!(measured.code == 1 && measured.said.contains("p.csv:2:1"), "{row}: {}", measured.said);
        assert!(measured.said.contains("more cells than the header"), "{row}: {}", measured.said);
        near(&measured.places(), &[PANJ], row);
    }
}

#[test]
fn a_quote_that_is_not_closed_is_named_by_its_row() {
    let table = format!("{HEADER},note\na,{ROW},whole\nb,{ROW},\"half\nc,{ROW},\nd,{ROW},\n");
    for read in [import("t.csv", table.as_bytes(), &[]), measure("t.csv", table.as_bytes(), &[])] {
        assert!(read.code == 1 && read.said.contains("t.csv:3:1"), "{}", read.said);
        assert!(read.said.contains("not closed"), "{}", read.said);
        near(&read.places(), &[PANJ], "the row before it");
    }
    // A quote inside a cell, and cells of several lines, are no fault.
    let table = format!("{HEADER},note\na,{ROW},5\" pipe\nb,{ROW},\"two\nlines\"\n");
    for read in [import("t.csv", table.as_bytes(), &[]), measure("t.csv", table.as_bytes(), &[])] {
        assert!(read.code == 0 && read.places().len() == 2, "{}", read.said);
    }
}

#[test]
fn radii_are_one_number_for_both() {
    for (text, metres) in [("500m", 500), ("5 km", 5_000), ("1 500", 1_500), ("٥٠٠", 500), ("NA", 0)] {
        let table = format!("id,title,date,lat,lon,radius_m\na,Shots,2025-08-24,37.2363,69.0991,{text}\n");
        let imported = import("t.csv", table.as_bytes(), &[]).features();
        let stored = imported[0]["properties"]["location"]["radius_m"].as_u64().unwrap_or(0);
        assert_eq!(stored, metres, "{text}");
        let measured = measure("t.csv", table.as_bytes(), &[]);
        assert_eq!(measured.code, 0, "{text}: {}", measured.said);
    }
    let doubtful = import("t.csv", format!("{HEADER}\na,Shots,2025-08-24,37.2363,69.0991,\"1,500\"\n").as_bytes(), &[]);
    assert_eq!(doubtful.features()[0]["properties"]["location"]["radius_m"], 1_500);
    assert!(doubtful.said.contains("taken as thousands"), "{}", doubtful.said);
    let points = b"id,lat,lon,radius_m\na,37.2363,69.0991,\"1,500\"\nb,37.2363,69.0991,3-5\n";
    let measured = measure("p.csv", points, &[]);
    assert!(measured.code == 1 && measured.said.contains("taken as thousands"), "{}", measured.said);
    assert!(measured.said.contains("this is no radius"), "{}", measured.said);
}

#[test]
fn rows_without_ids_are_one_only_where_all_their_cells_are() {
    let row = "Shot,2025-08-24,37.2363,69.0991,500,1";
    let table = format!("title,date,lat,lon,radius_m,killed,victim\n{row},A\n{row},B\n{row},B\n{row},C\n");
    let read = import("t.csv", table.as_bytes(), &[]);
    assert!(
        read.said.contains("4 rows read: 3 used, 0 merged, 0 filtered out, 0 rejected, 0 not judged, 1 identical"),
        "{}",
        read.said
    );
    assert_eq!(read.features().len(), 3, "{}", read.said);
}

#[test]
fn a_position_that_stands_twice_is_compared_and_one_of_them_is_enough() {
    let header = "id,title,date,lat,lon,position,radius_m";
    let row = |lat: &str, lon: &str, position: &str| {
        format!("{header}\na,Shots,2025-08-24,{lat},{lon},\"{position}\",5\n").into_bytes()
    };
    for read in [
        import("t.csv", &row("", "", "37.2363, 69.0991"), &[]),
        measure("t.csv", &row("NA", "NA", "37.2363, 69.0991"), &[]),
        import("t.csv", &row("37.2363", "69.0991", "37.2363, 69.0991"), &[]),
    ] {
        assert!(read.code == 0 && !read.said.contains("warning"), "{}", read.said);
        near(&read.places(), &[PANJ], "either");
    }
    for position in ["38.5, 70.2", "junk"] {
        let row = row("37.2363", "69.0991", position);
        for read in [import("t.csv", &row, &[]), measure("t.csv", &row, &[])] {
            assert!(read.code == 0 && read.said.contains("warning"), "{position}: {}", read.said);
            near(&read.places(), &[PANJ], position);
        }
    }
    let point = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"a","properties":{"title":"t","date":"2025-08-24",
        "radius_m":5,"lat":38.5,"lon":70.0},"geometry":{"type":"Point","coordinates":[69.0991,37.2363]}}]}"#;
    let read = import("p.geojson", point.as_bytes(), &[]);
    assert!(read.said.contains("another position than the geometry"), "{}", read.said);
    near(&read.places(), &[PANJ], "the geometry");
}

#[test]
fn rows_that_lack_cells_and_ids_that_become_one_name_are_said() {
    let short = import("t.csv", format!("{HEADER},killed\na,{ROW}\n").as_bytes(), &[]);
    assert!(short.code == 0 && short.said.contains("fewer cells than the header"), "{}", short.said);
    let short = measure("p.csv", b"id,lat,lon,radius_m\na,37.2363,69.0991\n", &[]);
    assert!(short.code == 0 && short.said.contains("fewer cells than the header"), "{}", short.said);
    let ids = import("t.csv", format!("{HEADER}\n12/1,{ROW}\n12-1,{ROW}\n").as_bytes(), &[]);
    assert!(ids.said.contains("this id is another's") && ids.features().len() == 2, "{}", ids.said);
}

#[test]
fn text_in_utf8_is_not_read_as_another_encoding() {
    let table = format!("{HEADER},place\na,{ROW},Панҷ\n");
    let refused = import("t.csv", table.as_bytes(), &["--encoding", "windows-1251"]);
    assert!(refused.code == 2 && refused.said.contains("is in UTF-8"), "{}", refused.said);
    let wide: Vec<u8> = "\u{feff}id,lat\n".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let refused = import("t.csv", &wide, &[]);
    assert!(refused.code == 2 && refused.said.contains("UTF-32"), "{}", refused.said);
}

#[test]
fn every_publisher_and_every_address_is_a_source() {
    let sources = |publishers: &str, urls: &str| {
        let table = format!("{HEADER},source,source_url\na,{ROW},{publishers},{urls}\n");
        let read = import("t.csv", table.as_bytes(), &[]);
        let list = read.features()[0]["properties"]["sources"].as_array().unwrap().clone();
        let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
        let list: Vec<_> = list.iter().map(|s| (text(&s["publisher"]), text(&s["url"]))).collect();
        (list, read.said)
    };
    let (one, _) = sources("Reuters", "https://r.com/1; https://b.com/2");
    let of = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(one, [of("Reuters", "https://r.com/1"), of("Reuters", "https://b.com/2")]);
    let (two, said) = sources("A; B; C", "https://a.com/1; https://b.com/2");
    assert_eq!(two, [of("A", "https://a.com/1"), of("B", "https://b.com/2"), of("C", "")]);
    assert!(said.contains("not as many addresses as sources"), "{said}");
    // An address without a publisher is kept, and its own semicolon parts nothing.
    let (none, _) = sources("", "https://a.com/1?x=1;y=2");
    assert_eq!(none, [of("spreadsheet", "https://a.com/1?x=1;y=2")]);
    let (spaced, _) = sources("A", "\"https://a.com/1, https://b.com/2\"");
    assert_eq!(spaced, [of("A", "https://a.com/1"), of("A", "https://b.com/2")]);
    // Publisher, address and date in one cell; lines of a cell; an address alone.
    let (cell, _) = sources("\"A https://a.com/1 2025-08-25; B\nC\"", "");
    assert_eq!(cell, [of("A", "https://a.com/1"), of("B", ""), of("C", "")]);
    assert_eq!(sources("https://www.a.com/1", "").0, [of("www.a.com", "https://www.a.com/1")]);
    // What is no address is a citation, and stays text.
    let table = format!("{HEADER},source,source_url\na,{ROW},Jane's,\"Report on the border, p. 12\"\n");
    let book = import("t.csv", table.as_bytes(), &[]).features()[0]["properties"]["sources"][0].clone();
    assert_eq!(
        (&book["publisher"], &book["title"], &book["url"]),
        (&"Jane's".into(), &"Report on the border, p. 12".into(), &Value::Null)
    );
}

#[test]
fn categories_are_known_by_the_names_of_the_legend() {
    for (text, key) in [("Armed clash", "clash"), ("rockets or shelling", "shelling"), ("Drone attack", "drone_attack")]
    {
        let read = import("t.csv", format!("{HEADER},category\na,{ROW},{text}\n").as_bytes(), &[]);
        assert_eq!(read.features()[0]["properties"]["category"], key, "{}", read.said);
        assert!(!read.said.contains("not known"), "{}", read.said);
    }
    near(
        &import("t.csv", format!("{HEADER}\na,Shots,2025-08-24,37.4897,71.5531,5\n").as_bytes(), &[]).places(),
        &[KHORUGH],
        "",
    );
}

#[test]
fn an_answer_without_rows_is_no_fault_of_the_file() {
    use support::table::run;
    let page = br#"{"status":200,"success":true,"count":0,"data":[]}"#;
    let read = run("a.json", page, &["import", "acled", "a.json", "--border", "line.geojson"]);
    assert!(read.code == 0 && read.said.contains("holds no rows"), "{}", read.said);
    assert!(read.said.contains("0 rows read"), "{}", read.said);
}

#[test]
fn a_border_of_another_kind_is_named() {
    use support::table::run;
    for (name, bytes, what) in [
        ("b.kml", &b"<?xml version=\"1.0\"?><kml></kml>"[..], "a border needs a line"),
        ("b.zip", b"PK\x03\x04....", "archive"),
        ("b.csv", b"lon,lat\n1,2\n", "no GeoJSON"),
        ("b.gpkg", b"SQLite format 3\0", "GeoPackage"),
    ] {
        let refused = run(name, bytes, &["init", "x", "--border", name]);
        assert_eq!(refused.code, 2, "{}", refused.said);
        let is_helped = ["help:", "hint:"].iter().any(|mark| refused.said.contains(mark));
        assert!(refused.said.contains(what) && is_helped, "{name}: {}", refused.said);
        assert!(!refused.folder.path().join("x/marz.toml").exists(), "{name}");
    }
}

#[test]
fn a_month_or_day_beside_a_date_is_compared_with_it() {
    let table = |month: &str, day: &str| {
        let text = format!("{HEADER},month,day\na,{ROW},{month},{day}\n");
        import("t.csv", text.as_bytes(), &[]).said
    };
    assert!(!table("8", "24").contains("differ") && !table("0", "").contains("differ"));
    assert!(table("7", "24").contains("the month and the date differ"));
    assert!(table("08", "23").contains("the day and the date differ"));
}

#[test]
fn a_code_of_precision_that_nobody_knows_is_the_coarsest() {
    let text = "id,title,date,lat,lon,precision\na,Shots,2025-08-24,37.2363,69.0991,9\n";
    let read = import("t.csv", text.as_bytes(), &[]);
    assert!(read.said.contains("the coarsest radius is assumed"), "{}", read.said);
    assert_eq!(read.features()[0]["properties"]["location"]["radius_m"], 75_000);
}

#[test]
fn a_position_is_of_one_pair_of_columns() {
    let folder = tempfile::tempdir().unwrap();
    let row = |table: &str, options: &[&str]| {
        fs::write(folder.path().join("t.csv"), table).unwrap();
        let out = marz(folder.path(), &[&["measure", "t.csv", "--format", "csv"], options].concat());
        match out.status.code() {
            Some(0) => {
                text(&out.stdout).lines().nth(1).unwrap().split(',').skip(1).take(2).collect::<Vec<_>>().join(" ")
            }
            _ => text(&out.stderr),
        }
    };
    assert_eq!(row("id,latitude,longitude,lat,lng\n1,38,70,37.2,69.1\n", &[]), "70.0000000 38.0000000");
    assert_eq!(row("x,latitude,y\n70,1,38\n", &[]), "70.0000000 38.0000000");
    assert_eq!(row("id,latitude,x\n1,38,70\n", &[]), "70.0000000 38.0000000");
    let twice = row("lat,lon,lat,lon\n37.2,69.1,38,70\n", &[]);
    assert!(twice.contains("several columns could be longitude or latitude"), "{twice}");
    // The same in an import, with or without a mapping that is guessed.
    let sheet = "id,date,title,latitude,longitude,lat,lng\n1,2025-08-24,Shots,37.2363,69.0991,38,70\n";
    let imported = import("t.csv", sheet.as_bytes(), &[]);
    assert!(imported.out.contains("[69.0991,37.2363]"), "{}", imported.out);
    let guessed = import("t.csv", sheet.as_bytes(), &["--guess"]);
    assert!(
        guessed.out.contains("lon = \"longitude\"") && guessed.out.contains("lat = \"latitude\""),
        "{}",
        guessed.out
    );
    let both = row("lat,lon\n37.2,69.1\n", &["--lon", "lat"]);
    assert!(both.contains("'lat' cannot be both longitude and latitude"), "{both}");
}

#[test]
fn members_of_a_name_that_is_taken_are_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.csv"), "id,lon,lat,killed,killed,fid,Side,side\n1,69.1,37.2,3,5,7,east,west\n")
        .unwrap();
    let run = |line: &[&str]| {
        let out = marz(folder.path(), line);
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        (text(&out.stdout), text(&out.stderr))
    };
    let (csv, said) = run(&["measure", "t.csv", "--keep", "--format", "csv"]);
    assert!(csv.lines().next().unwrap().contains("killed,killed_2,fid,Side"), "{csv}");
    assert!(csv.contains(",3,5,7,east"), "{csv}");
    assert!(said.contains("members that measured columns of the same name replace: side"), "{said}");
    fs::write(folder.path().join("r.csv"), "id,lon,lat,radius_m,reported_side\n1,69.1,37.2,500,left\n").unwrap();
    let (_, said) = run(&["measure", "r.csv", "--keep", "--format", "csv"]);
    assert!(!said.contains("replace"), "what is read is the same in the output: {said}");
    for layer in ["l.gpkg", "l.fgb", "l.parquet"] {
        let (_, said) = run(&["measure", "t.csv", "--output", layer]);
        assert!(said.contains("fid → fid_2, Side → Side_2"), "{layer}: {said}");
        let (again, _) = run(&["measure", layer, "--keep", "--format", "json"]);
        assert!(again.contains("\"fid_2\"") && again.contains("\"east\""), "{layer}: {again}");
    }
}

#[test]
fn kilometres_beyond_the_border_are_refused_and_lines_counted() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["measure", "list", "analyse"] {
        let out = marz(folder.path(), &[command, "--km", "5000..6000"]);
        assert!(
            out.status.code() == Some(2) && text(&out.stderr).contains("the border ends at kilometre"),
            "{command}"
        );
    }
    // A line that is no record counts as one.
    let rows =
        ["{\"lon\":68.6,\"lat\":37.2,\"id\":1}", "{\"lat\":37.3,\"id\":4}", "{\"lon\":500,\"lat\":37.2,\"id\":5}"];
    fs::write(folder.path().join("l.ndjson"), rows.join("\n")).unwrap();
    let out = marz(folder.path(), &["measure", "l.ndjson"]);
    let said = text(&out.stderr);
    assert!(said.contains("l.ndjson:2:") && said.contains("l.ndjson:3:") && !said.contains("l.ndjson:1:"), "{said}");
}
