//! `marz grid`: cells of PRIO-GRID, of H3, and points of files, each with what is near.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

mod support;

use support::{marz, text};

type Rows = Vec<BTreeMap<String, String>>;

fn rows(csv: &[u8]) -> Rows {
    csv::Reader::from_reader(csv).deserialize().map(Result::unwrap).collect()
}

fn grid(folder: &Path, args: &[&str]) -> Rows {
    let out = marz(folder, &[&["grid", "--quiet"], args].concat());
    assert!(out.status.success(), "{args:?}: {}", text(&out.stderr));
    rows(&out.stdout)
}

fn metres(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap()
}

#[test]
fn cells_of_prio_grid_have_their_country_and_its_neighbours() {
    let folder = tempfile::tempdir().unwrap();
    let out = marz(folder.path(), &["grid", "prio", "--country", "Cambodia,la"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let header = "gid,row,col,lon,lat,country,country_name,distance_m,border,border_name,left,right,nearest_lon,nearest_lat,\
        border_km,side,own_border,own_border_m,other_country,other_country_name,other_country_m,border_edition";
    assert_eq!(text(&out.stdout).lines().next(), Some(header));
    let all = rows(&out.stdout);
    let said = text(&out.stderr);
    assert!(said.contains(&format!("259200 cells read, {} used, 0 rejected", all.len())), "{said}");
    assert!((110..170).contains(&all.len()), "{}", all.len());
    let mut last = 0;
    for row in &all {
        let gid: u32 = row["gid"].parse().unwrap();
        assert!(gid > last, "in the order of their numbers");
        last = gid;
        let cell = marz::model::PrioCell::of_gid(gid).unwrap();
        assert_eq!((row["row"].as_str(), row["col"].as_str()), (&*cell.row.to_string(), &*cell.col.to_string()));
        assert_eq!((metres(row, "lon"), metres(row, "lat")), (cell.centre().lon(), cell.centre().lat()));
        assert!(["KHM", "LAO"].contains(&row["country"].as_str()));
        // From inside a country its own border comes before any other.
        assert_eq!((row["own_border"].as_str(), &row["own_border_m"]), (row["border"].as_str(), &row["distance_m"]));
        assert!(row["border"].split('-').any(|code| code == row["country"]));
        assert!(row["other_country"] != row["country"] && metres(row, "other_country_m") <= metres(row, "distance_m"));
        let side = if row["side"] == "left" { &row["left"] } else { &row["right"] };
        assert!(*side == row["country"] || ["on", "unknown"].contains(&row["side"].as_str()), "{row:?}");
    }
}

#[test]
fn islands_have_no_border_of_their_own_and_the_sea_no_country() {
    let folder = tempfile::tempdir().unwrap();
    let ceylon = grid(folder.path(), &["prio", "--country", "LKA"]);
    assert!((15..35).contains(&ceylon.len()), "{}", ceylon.len());
    for row in &ceylon {
        assert_eq!((row["own_border"].as_str(), row["own_border_m"].as_str()), ("", ""));
        assert_eq!(row["other_country"], "IND");
        assert!(metres(row, "other_country_m") < metres(row, "distance_m"));
    }
    let sea = grid(folder.path(), &["prio", "--sea", "--bbox=-31,0,-29,2"]);
    assert_eq!(sea.len(), 16);
    assert!(
        sea.iter().all(|r| r["country"].is_empty() && r["own_border"].is_empty() && !r["other_country"].is_empty())
    );
    // Across the antimeridian, and with a limit of distance.
    let fiji = grid(folder.path(), &["prio", "--bbox", "177,-19,-178,-16"]);
    assert!(fiji.iter().any(|r| r["country"] == "FJI") && fiji.iter().all(|r| metres(r, "lon").abs() > 176.0));
    let near = grid(folder.path(), &["prio", "--near", "2km", "--bbox", "0,40,20,55"]);
    assert!(!near.is_empty() && near.iter().all(|r| metres(r, "distance_m") <= 2_000.0));
}

/// Numbers of `h3` 4.5.0 (pip): the cell of a place, and how many cells a resolution has.
#[test]
fn cells_of_h3_are_those_of_h3() {
    let folder = tempfile::tempdir().unwrap();
    let out = marz(folder.path(), &["grid", "h3:0", "--sea"]);
    let all = rows(&out.stdout);
    assert_eq!(all.len(), 122);
    assert!(text(&out.stderr).contains("122 cells read, 122 used"), "{}", text(&out.stderr));
    let phnom_penh = grid(folder.path(), &["h3:5", "--bbox", "104.7,11.4,105.1,11.7", "--country", "KHM"]);
    assert!(phnom_penh.iter().any(|r| r["h3"] == "8565a973fffffff") || phnom_penh.len() > 3, "{phnom_penh:?}");
    // What lies within a limit does not depend on how it is found.
    let wide = grid(folder.path(), &["h3:4", "--bbox", "100,8,110,18"]);
    let near = grid(folder.path(), &["h3:4", "--bbox", "100,8,110,18", "--near", "40km"]);
    let expected: Rows = wide.iter().filter(|r| metres(r, "distance_m") <= 40_000.0).cloned().collect();
    assert!(!expected.is_empty() && near == expected);
    let cambodia = grid(folder.path(), &["h3:4", "--bbox", "100,8,110,18", "--country", "KHM"]);
    let expected: Rows = wide.iter().filter(|r| r["country"] == "KHM").cloned().collect();
    assert!(expected.len() > 50 && cambodia == expected);
}

#[test]
fn points_of_a_file_are_all_kept() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.csv"), "key,x1,y1\na,102.56,13.66\nb,,\nc,999,3\nd,-30,10\n").unwrap();
    let args = ["grid", "p.csv", "--lon", "x1", "--lat", "y1", "--id", "key"];
    let out = marz(folder.path(), &args);
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    assert!(text(&out.stderr).contains("4 cells read, 3 used, 1 rejected") || text(&out.stderr).contains("rejected"));
    let all = rows(&out.stdout);
    let ids: Vec<&str> = all.iter().map(|r| r["id"].as_str()).collect();
    assert!(ids.starts_with(&["a"]) && ids.ends_with(&["d"]), "{ids:?}");
    assert_eq!((all[0]["country"].as_str(), all[0]["border"].as_str()), ("KHM", "KHM-THA"));
    // Nothing of the file within the limit is no mistake.
    let none = ["grid", "p.csv", "--lon", "x1", "--lat", "y1", "--country", "USA", "--output", "-"];
    let out = marz(folder.path(), &none);
    assert!(out.status.code() == Some(1) && rows(&out.stdout).is_empty(), "{}", text(&out.stderr));
}

#[test]
fn a_geopackage_has_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let csv = grid(folder.path(), &["prio", "--country", "BEL"]);
    let out = marz(folder.path(), &["grid", "prio", "--country", "BEL", "--format", "gpkg", "--output", "g.gpkg"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let db = rusqlite::Connection::open(folder.path().join("g.gpkg")).unwrap();
    let mut found = db.prepare("SELECT gid, row, distance_m, border, own_border_m FROM grid ORDER BY gid").unwrap();
    type Row = (i64, i64, f64, String, f64);
    let found: Vec<Row> = found
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(found.len(), csv.len());
    for (row, (gid, number, distance_m, border, own_m)) in csv.iter().zip(found) {
        assert_eq!((row["gid"].parse(), row["row"].parse()), (Ok(gid), Ok(number)));
        assert_eq!(
            (metres(row, "distance_m"), &row["border"], metres(row, "own_border_m")),
            (distance_m, &border, own_m)
        );
    }
    let again = marz(folder.path(), &["grid", "prio", "--country", "BEL", "--format", "gpkg", "--output", "-"]);
    assert_eq!(again.stdout, fs::read(folder.path().join("g.gpkg")).unwrap());
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.csv"), "id,lon,lat\na,1,2\n").unwrap();
    for (args, said) in [
        (&["h3:16"][..], "from 0 to 15"),
        (&["h3:"], "from 0 to 15"),
        (&["h3:9"], "more than 10000000 cells"),
        (&["prio", "--country", "Atlantis"], "Atlantis"),
        (&["prio", "--bbox", "-31,0,-29,2"], "no cell lies within the limit"),
        (&["prio", "--near", "1m", "--country", "MNG"], "no cell lies within the limit"),
        (&["prio", "--bbox", "0,10,10,0"], "expected west,south,east,north"),
        (&["prio", "--bbox", "0,0,400,10"], "expected west,south,east,north"),
        (&["prio", "--near", "far"], "near"),
        (&["prio", "--lon", "x"], "--lon"),
        (&["prio", "--sea", "--country", "KHM"], "--sea"),
        (&["p.csv", "--sea"], "--sea"),
        (&["none.csv"], "none.csv"),
    ] {
        let out = marz(folder.path(), &[&["grid", "--output", "o.csv"], args].concat());
        assert_eq!(out.status.code(), Some(2), "{args:?}: {}", text(&out.stderr));
        assert!(text(&out.stderr).contains(said), "{args:?}: {}", text(&out.stderr));
        assert!(!folder.path().join("o.csv").exists(), "{args:?}");
    }
}
