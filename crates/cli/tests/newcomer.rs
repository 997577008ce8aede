//! What somebody new to it meets: sources with their dates, the same event twice, tolls in words, rows of totals, files in place of folders.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

mod support;

use support::{marz, said, text};

const SHEET: &str = "title,date,category,killed,wounded,source,lat,lon,radius_m
Choque en la frontera,2026-07-15,clash,un muerto y dos heridos,,La Nación 15/07/2026;la nación 16/07/2026,-3.9,-80.1,1000
Choque en la frontera,2026-07-15,clash,dos muertos,0,El Comercio 16/07/2026; La Nación (17 de julio de 2026),-3.9,-80.1,1000
TOTAL,,,3,2,,,,
Sin fecha,,clash,1,0,El Comercio,-3.9,-80.1,1000
";

#[test]
fn a_sheet_of_a_newcomer_is_read_as_it_is_meant() {
    let home = tempfile::tempdir().unwrap();
    said(home.path(), 0, &["init", "pe", "--border", "PER-ECU"]);
    let folder = home.path().join("pe");
    fs::write(folder.join("hechos.csv"), SHEET).unwrap();
    let import = ["import", "table", "hechos.csv", "--into", "data/incidents.geojson"];
    // The row without a date is an error, with what to do; that of totals is none.
    let heard = said(&folder, 1, &import);
    for words in [
        "a row of totals without a date",
        "the row has no date",
        "a month (2026-07) or a year (2026) will do",
        "2 used",
        "1 rejected",
        "1 pair of records may be one event and counts twice: 2026-07-15-choque-en-la-frontera and",
        "marz link 2026-07-15-choque-en-la-frontera-2 2026-07-15-choque-en-la-frontera",
    ] {
        assert!(heard.contains(words), "{words}: {heard}");
    }
    let all: Value = serde_json::from_str(&fs::read_to_string(folder.join("data/incidents.geojson")).unwrap()).unwrap();
    let of = |i: usize, path: &str| all["features"][i].pointer(&format!("/properties/{path}")).cloned().unwrap();
    assert_eq!((of(0, "killed/best"), of(0, "wounded/best")), (1.into(), 2.into()));
    assert_eq!((of(1, "killed/best"), of(1, "wounded/best")), (2.into(), 0.into()));
    // One publisher of two days is one; two are several.
    assert_eq!((of(0, "status"), of(1, "status")), ("one_side".into(), "multiple_media".into()));
    assert_eq!((of(0, "sources/0/publisher"), of(0, "sources/0/date")), ("La Nación".into(), "2026-07-15".into()));
    assert_eq!((of(1, "sources/1/publisher"), of(1, "sources/1/date")), ("La Nación".into(), "2026-07-17".into()));
    // Linked records are said wherever they are counted, and stand on each other's card.
    said(&folder, 0, &["link", "2026-07-15-choque-en-la-frontera-2", "2026-07-15-choque-en-la-frontera"]);
    let linked = "Events linked as reports of the same event: 2 (different events: 1).";
    for command in ["analyse", "bands"] {
        // Once: in the text where that is written, beside what is for programs.
        assert_eq!(said(&folder, 0, &[command]).matches(linked).count(), 1, "{command}");
        said(&folder, 0, &[command, "--output", "text.txt", "--format", "table"]);
        assert!(fs::read_to_string(folder.join("text.txt")).unwrap().contains(linked), "{command}");
        let out = marz(&folder, &[command, "--format", "json"]);
        let found: Value = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!(found["caveats"]["linked_records"], 2, "{command}");
        assert!(text(&out.stderr).contains(linked), "{command}");
    }
    said(&folder, 0, &["report", "--lang", "es", "--output", "i.md"]);
    let report = fs::read_to_string(folder.join("i.md")).unwrap();
    for words in [
        "Eventos vinculados como informes de un mismo evento: 2 (eventos distintos: 1).",
        "El mismo evento que",
        "Lugares: GeoNames (CC BY 4.0)",
        "Supuesto: ",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    for words in ["licence not stated", "Assumed:", "Page:", "Provinces:", "Boundaries ©"] {
        assert!(!report.contains(words), "{words}: {report}");
    }
    // One length of the border: that of its line, in whole kilometres.
    let km = |text: &str, behind: &str| {
        let before = text.split(behind).next().unwrap();
        let number = before.rsplit(|c: char| !c.is_ascii_digit() && !"\u{202f}\u{a0},. ".contains(c)).next().unwrap();
        number.chars().filter(char::is_ascii_digit).collect::<String>()
    };
    let recipe = fs::read_to_string(folder.join("maps/overview.toml")).unwrap();
    let mapped = km(&recipe, " km as mapped in");
    assert!(
        mapped.len() == 4 && report.replace(['.', '\u{202f}', '\u{a0}'], "").contains(&format!("{mapped}km")),
        "{mapped}: {report}"
    );
    let lint = said(&folder, 1, &["lint"]);
    assert!(lint.contains("the incidents: no licence is stated"), "{lint}");
    // Bands for a reader of Spanish are a workbook as well; what is for programs has no language.
    said(&folder, 0, &["bands", "--lang", "es", "--output", "bandas.xlsx"]);
    let mut book: Xlsx<_> = open_workbook(folder.join("bandas.xlsx")).unwrap();
    let (table, about) = (book.worksheet_range("bands").unwrap(), book.worksheet_range("fields").unwrap());
    let heads: Vec<String> = table.rows().next().unwrap().iter().map(Data::to_string).collect();
    assert_eq!(
        heads.join(" | ").replace('\u{a0}', " "),
        "Proporciones de | Grupo | Distancia a la frontera, hasta (km) | Recuentos | Sin lugar / Número desconocido | \
         Solo puntos (%) | Como mínimo (%) | Intervalo del 90 %, desde (%) | Esperado (%) | Intervalo del 90 %, hasta (%) | \
         Como máximo (%) | edition"
    );
    let distances: Vec<&Data> = table.rows().skip(1).take(4).map(|row| &row[2]).collect();
    assert_eq!(distances, [5.0, 10.0, 20.0, 50.0].map(Data::Float).iter().collect::<Vec<_>>());
    let about: Vec<String> = about.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
    assert!(
        about.iter().any(|line| line.contains("Eventos vinculados como informes de un mismo evento: 2")),
        "{about:?}"
    );
    // What the shares mean stands with the shares alone.
    let explained = about.iter().filter(|line| line.contains("Poisson")).count();
    assert_eq!(explained, 6, "{about:?}");
    // What was undone still stands in products that were made before.
    fs::create_dir_all(folder.join("out")).unwrap();
    fs::write(folder.join("out/report.html"), "").unwrap();
    assert!(said(&folder, 0, &["undo"]).contains("marz build makes them anew"));
}

#[test]
fn a_sheet_with_another_heading_takes_nothing_away() {
    let home = tempfile::tempdir().unwrap();
    let sheet = |dead: &str| {
        let text = format!(
            "title,date,category,{dead},source,lat,lon,radius_m\nChoque,2026-07-15,clash,2,El Comercio,-3.9,-80.1,1000\n"
        );
        fs::write(home.path().join("hechos.csv"), text).unwrap();
    };
    let start = ["start", "pe", "--border", "PER-ECU", "--sheet", "hechos.csv", "--yes"];
    sheet("Dead");
    said(home.path(), 0, &start);
    let before = fs::read(home.path().join("pe/data/incidents.geojson")).unwrap();
    sheet("Ded");
    let again = ["start", "pe", "--sheet", "hechos.csv", "--yes"];
    let heard = said(home.path(), 2, &again);
    for words in ["a column that the file does not have", "columns.killed", "'Dead' may be 'ded'"] {
        assert!(heard.contains(words), "{words}: {heard}");
    }
    assert!(fs::read(home.path().join("pe/data/incidents.geojson")).unwrap() == before);
    // Said once what the columns are, it is saved beside the other.
    said(home.path(), 0, &[&again[..], &["--column", "killed = Ded"]].concat());
    assert!(said(home.path(), 0, &again).contains("read as saved in"));
}

#[test]
fn a_start_that_cannot_be_is_refused_with_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let rows = "Fecha,Cosa,Quién\n15/07/2026,Choque en la frontera,A\n16/07/2026,Choque en la frontera,B\n";
    fs::write(home.path().join("h.csv"), rows).unwrap();
    let start = |folder: &str, sheet: &str| {
        said(home.path(), 2, &["start", folder, "--border", "PER-ECU", "--sheet", sheet, "--yes"])
    };
    let heard = start("pe", "h.csv");
    assert!(heard.contains("no column says what happened") && heard.contains("--column 'title = Cosa'"), "{heard}");
    assert!(!home.path().join("pe").exists());
    fs::write(home.path().join("g.csv"), "title,date\nA clash at the post,2026-07-15\n").unwrap();
    let heard = start("h.csv", "g.csv");
    assert!(heard.contains("h.csv is a file") && heard.contains("--sheet FILE"), "{heard}");
    for (line, words) in [
        (&["report", "--template", "noexiste.docx", "--output", "o.docx"][..], "a Word document (.docx)"),
        (&["report", "--output", "o.pdf"], "save or print that as PDF"),
        (&["report", "--title", "X", "--output", "o.html"], "title in marz.toml"),
        (&["map", "overview", "--output", "h.csv/o.png"], "h.csv is a file and no folder"),
    ] {
        let heard = said(home.path(), 2, line);
        assert!(heard.contains(words) && !heard.contains(".tmp"), "{words}: {heard}");
    }
}
