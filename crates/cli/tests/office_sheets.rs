//! Sheets as offices of several countries have them, and exports of datasets, through `start`, `import` and `measure`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use marz::interview::Asker;
use marz::monitor::Monitor;
use marz::start::{StartRequest, start};
use serde_json::Value;

mod support;

use support::{marz, said, text};

/// The stored records by their titles.
fn records(folder: &Path) -> BTreeMap<String, Value> {
    let stored: Value = serde_json::from_slice(&fs::read(folder.join("data/incidents.geojson")).unwrap()).unwrap();
    let all = stored["features"].as_array().unwrap().iter().cloned();
    all.map(|f| (f["properties"]["title"].as_str().unwrap().to_owned(), f)).collect()
}

/// What `start` says of a sheet on a border, with more words behind; it ends with a code.
fn started(home: &Path, code: i32, border: &str, sheet: &str, more: &[&str]) -> String {
    let mut line = vec!["start", "d", "--border", border, "--sheet", sheet, "--yes"];
    line.extend(more);
    said(home, code, &line)
}

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,iso,country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities\n\
    ECU101,2025-03-15,2025,1,Battles,Armed clash,Military Forces,1,Los Lobos,3,218,Ecuador,El Oro,Huaquillas,-3.476,-80.243,1,El Universo; Primicias,n,3\n\
    PER44,2025-04-02,2025,2,Explosions/Remote violence,Shelling/artillery/missile attack,Unidentified,3,Civilians,7,604,Peru,Tumbes,Aguas Verdes,-3.48,-80.25,2,RPP,n,0\n";

const GED: &str = "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,latitude,longitude,country,date_prec,date_start,date_end,deaths_a,deaths_b,best,high,low\n\
    7,1,Government of Ecuador,Los Choneros,1,Huaquillas town,-3.476,-80.243,Ecuador,1,2025-08-24,2025-08-24,1,1,2,3,1\n";

#[test]
fn exports_are_read_by_the_rules_of_their_dataset() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    let mut row = vec![""; 61];
    for (i, cell) in [(0, "1100001"), (1, "20250824"), (3, "2025"), (26, "194"), (27, "194"), (28, "19"), (29, "4")] {
        row[i] = cell;
    }
    for (i, cell) in [(51, "4"), (52, "Huaquillas, El Oro, Ecuador"), (53, "EC"), (56, "-3.476"), (57, "-80.243")] {
        row[i] = cell;
    }
    fs::write(at("acled.csv"), ACLED).unwrap();
    fs::write(at("ged.csv"), GED).unwrap();
    fs::write(at("gdelt.tsv"), row.join("\t") + "\n").unwrap();
    for (file, key, name) in
        [("acled.csv", "acled", "ACLED"), ("ged.csv", "ucdp", "UCDP GED"), ("gdelt.tsv", "gdelt", "GDELT")]
    {
        let heard = started(home.path(), 0, "ECU-PER", file, &[]);
        for words in
            [&format!("an export of {name}, by its columns"), &format!("marz import {key} {file}"), "--format table"]
        {
            assert!(heard.contains(words), "{words}: {heard}");
        }
        let by_import = marz(home.path(), &["import", key, file, "--dossier", "d"]);
        let by_import: Value = serde_json::from_slice(&by_import.stdout).unwrap();
        let mut started: Vec<Value> = records(&at("d")).into_values().collect();
        let mut imported: Vec<Value> = by_import["features"].as_array().unwrap().clone();
        let id = |f: &Value| f["id"].as_str().unwrap().to_owned();
        started.sort_by_key(id);
        imported.sort_by_key(id);
        assert_eq!(started, imported, "{file}");
        // The same file again changes nothing.
        let again = said(home.path(), 0, &["start", "d", "--sheet", file, "--yes"]);
        assert!(again.contains("0 added, 0 changed in 0 fields"), "{again}");
        fs::remove_dir_all(at("d")).unwrap();
    }
    // What is said counts: as any sheet, or refused where both are said.
    let refused = started(home.path(), 2, "ECU-PER", "ged.csv", &["--column", "killed = best; date = date_start"]);
    assert!(refused.contains("an export of UCDP GED, whose columns are known") && !at("d").exists(), "{refused}");
    let more = ["--format", "table", "--column", "killed = best; date = date_start; category = type_of_violence"];
    let heard = started(home.path(), 0, "ECU-PER", "ged.csv", &more);
    assert!(!heard.contains("an export of") && at("d/import/mapping.toml").is_file(), "{heard}");
    // What was read so stays so.
    let again = said(home.path(), 0, &["start", "d", "--sheet", "ged.csv", "--yes"]);
    assert!(again.contains("read as saved in") && again.contains("it has the columns of UCDP GED"), "{again}");
    assert!(again.contains("0 added"), "{again}");
    let warned = said(home.path(), 0, &["import", "table", "acled.csv", "--dossier", "d"]);
    assert!(warned.contains("this has the columns of ACLED") && warned.contains("marz import acled"), "{warned}");
    let guess = said(home.path(), 0, &["import", "table", "acled.csv", "--guess", "--dossier", "d"]);
    assert!(guess.contains("# These are the columns of ACLED"), "{guess}");
}

#[derive(Default)]
struct Heard(Mutex<String>);

impl Monitor for Heard {
    fn note(&self, words: &str) {
        self.0.lock().unwrap().push_str(&format!("{words}\n"));
    }
}

#[test]
fn a_person_may_refuse_that_a_sheet_is_an_export() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    fs::write(at("acled.csv"), ACLED).unwrap();
    let (heard, mut dialogue) = (Heard::default(), Vec::new());
    let asker = Asker { from: &b"killed = fatalities\nn\ny\n"[..], to: &mut dialogue };
    let request = StartRequest {
        folder: Some(at("d")),
        border: Some("ECU-PER".to_owned()),
        sheet: Some(at("acled.csv")),
        command: "marz start".to_owned(),
        ..StartRequest::default()
    };
    let used = start(&request, Some(asker), &heard).unwrap().counts.unwrap().used;
    let (heard, dialogue) = (heard.0.into_inner().unwrap(), text(&dialogue));
    assert!(dialogue.contains("n reads it as any other sheet") && dialogue.contains("expected y or n"), "{dialogue}");
    assert!(used == 2 && heard.contains("fatalities"), "{heard}");
    assert!(at("d/import/mapping.toml").is_file());
}

/// Texts that are called positions or dates and are none are never what happened.
#[test]
fn what_cannot_be_read_is_said_and_no_title() {
    let home = tempfile::tempdir().unwrap();
    let rows = "Fecha;Coordenadas;Lugar;Tipo;Muertos\n\
        12/05/2025;UTM 18M 512345 mE 9612345 mS;Huaquillas;Enfrentamiento;2\n\
        13/05/2025;UTM 18M 512999 mE 9612999 mS;Zapotillo;Captura;0\n\
        14/06/2025;cerca del puente km 3;Macará;Captura;1\n";
    fs::write(home.path().join("a.csv"), rows).unwrap();
    let heard = started(home.path(), 0, "ECU-PER", "a.csv", &[]);
    let words = "'Coordenadas' may be the positions, but 3 of 3 cells cannot be read as a position, such as 'UTM 18M 512345 mE 9612345 mS'";
    assert!(heard.contains(words) && heard.contains("position = Coordenadas"), "{heard}");
    assert!(records(&home.path().join("d")).contains_key("Enfrentamiento, Huaquillas"), "{heard}");
    // A column of any name.
    fs::remove_dir_all(home.path().join("d")).unwrap();
    fs::write(home.path().join("b.csv"), rows.replace("Coordenadas", "X1")).unwrap();
    started(home.path(), 0, "ECU-PER", "b.csv", &[]);
    assert!(records(&home.path().join("d")).contains_key("Enfrentamiento, Huaquillas"));
}

#[test]
fn several_columns_of_dates_are_said() {
    let home = tempfile::tempdir().unwrap();
    let rows = "Début,Fin,Lieu,Type,Tués\n12/05/2025,13/05/2025,Huaquillas,Affrontement,2\n15/05/2025,15/05/2025,Zapotillo,Affrontement,0\n";
    fs::write(home.path().join("a.csv"), rows).unwrap();
    let refused = started(home.path(), 2, "ECU-PER", "a.csv", &[]);
    assert!(refused.contains("several columns may hold the dates, 'Début', 'Fin'"), "{refused}");
    assert!(refused.contains("--column 'date = Début'") && !refused.contains("no column"), "{refused}");
    let heard = started(home.path(), 0, "ECU-PER", "a.csv", &["--column", "date = Fin"]);
    assert!(!heard.contains("no column of dates") && heard.contains("2 used"), "{heard}");
    // One that is called so and cannot be read.
    let rows = rows
        .replace("Début,Fin", "Date,Heure")
        .replace("12/05/2025,13/05/2025", "lundi dernier,8h")
        .replace("15/05/2025,15/05/2025", "hier,9h");
    fs::write(home.path().join("b.csv"), rows).unwrap();
    let refused = said(home.path(), 2, &["start", "e", "--border", "ECU-PER", "--sheet", "b.csv", "--yes"]);
    assert!(
        refused.contains("'Date' may be the dates, but 2 of 2 cells cannot be read as a date, such as 'lundi dernier'"),
        "{refused}"
    );
}

#[test]
fn an_o_in_positions_is_read_where_the_sheet_settles_it() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    let rows = "Fecha;Coordenadas;Lugar;Tipo\n12/05/2025;3°28'34\"S 80°14'35\"O;Huaquillas;Captura\n13/05/2025;4,386 S; 80,244 O;Zapotillo;Captura\n";
    fs::write(at("a.csv"), rows.replace("4,386 S; 80,244 O", "\"4,386 S; 80,244 O\"")).unwrap();
    let heard = started(home.path(), 0, "ECU-PER", "a.csv", &[]);
    assert!(heard.contains("O in positions: west  (by the language of the headings"), "{heard}");
    let position = |title: &str| records(&at("d"))[title]["geometry"]["coordinates"].clone();
    assert_eq!(position("Captura, Zapotillo"), serde_json::json!([-80.244, -4.386]));
    let mapping = fs::read_to_string(at("d/import/mapping.toml")).unwrap();
    assert!(mapping.contains("letter_o = \"west\""), "{mapping}");
    // Nothing settles it: refused, until it is said.
    fs::write(at("b.csv"), "date;GPS;place;type\n2025-05-12;3.476 S 80.243 O;Huaquillas;Arrest\n2025-05-13;4.38 S 80.24 O;Zapotillo;Arrest\n").unwrap();
    let line = ["start", "e", "--border", "ECU-PER", "--sheet", "b.csv", "--yes"];
    let refused = said(home.path(), 2, &line);
    assert!(refused.contains("until it is said: O = west") && refused.contains("no row can be used"), "{refused}");
    fs::remove_file(at("e/import/mapping.toml")).unwrap();
    let heard = said(home.path(), 0, &[&line[..], &["--column", "O = west"]].concat());
    assert!(heard.contains("2 used") && heard.contains("as you say"), "{heard}");
}

#[test]
fn what_an_analyst_says_of_a_word_comes_before_what_it_means() {
    let home = tempfile::tempdir().unwrap();
    let rows =
        "Date,Lieu,Nature de l'incident,Tués\n12/05/2025,Huaquillas,Enlèvement,0\n13/05/2025,Zapotillo,clash,1\n";
    fs::write(home.path().join("a.csv"), rows).unwrap();
    started(home.path(), 0, "ECU-PER", "a.csv", &["--column", "Enlèvement = arrest; clash = shelling"]);
    let stored = records(&home.path().join("d"));
    let category = |title: &str| stored[title]["properties"]["category"].as_str().unwrap().to_owned();
    assert_eq!(
        (category("Enlèvement, Huaquillas"), category("clash, Zapotillo")),
        ("arrest".to_owned(), "shelling".to_owned())
    );
    // And again from the saved mapping.
    let again = said(home.path(), 0, &["start", "d", "--sheet", "a.csv", "--yes"]);
    assert!(again.contains("0 added, 0 changed"), "{again}");
}

#[test]
fn countries_are_known_to_imports_as_to_set() {
    let home = tempfile::tempdir().unwrap();
    let rows = "Réf.,Date,Lieu,Pays,Nature de l'incident,Tués\n\
        A1,T1 2025,Kantchari,Burkina,Enlèvement,0\nA2,nuit du 9 au 10 février 2025,Téra,Niger,Affrontement,2\nA3,1er trimestre 2025,Makalondi,Elfenbeinküste,Affrontement,\n";
    fs::write(home.path().join("a.csv"), rows).unwrap();
    let heard = started(home.path(), 0, "BFA-NER", "a.csv", &[]);
    assert!(!heard.contains("country that is not known") && heard.contains("id           = Réf."), "{heard}");
    let stored: Vec<Value> = records(&home.path().join("d")).into_values().collect();
    let of = |id: &str| stored.iter().find(|f| f["id"] == id).unwrap()["properties"].clone();
    assert_eq!(
        (of("a1")["location"]["country"].as_str(), of("a1")["date"].as_str()),
        (Some("BF"), Some("2025-01/2025-03"))
    );
    assert_eq!(of("a2")["date"], "2025-02-09/2025-02-10");
    assert_eq!(
        (of("a3")["location"]["country"].as_str(), of("a3")["date"].as_str()),
        (Some("CI"), Some("2025-01/2025-03"))
    );
    let set = said(home.path(), 0, &["set", "a2", "country=Burkina", "--dossier", "d"]);
    assert!(set.contains("-> BF"), "{set}");
}

/// A record without an id has its number for one; that of another record is said, and never left out with it.
#[test]
fn a_number_that_is_anothers_id_is_said() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    said(home.path(), 0, &["init", "d", "--border", "ECU-PER"]);
    fs::write(at("a.csv"), "id,lat,lon\n3,-3.4,-80.2\n,-3.5,-80.1\nx,-3.6,-80.0\n").unwrap();
    let feature = |id: &str, lon: f64| {
        format!(
            "{{\"type\":\"Feature\",{id}\"properties\":{{}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},-3.5]}}}}"
        )
    };
    let all = [feature("\"id\":2,", -80.1), feature("", -80.2), feature("\"id\":\"x\",", -80.3)].join(",\n");
    fs::write(at("a.geojson"), format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{all}\n]}}\n")).unwrap();
    for (file, id) in [("a.csv", "3"), ("a.geojson", "2")] {
        let heard = said(home.path(), 0, &["measure", file, "--dossier", "d"]);
        assert!(heard.contains("records without an id have their number for one"), "{file}: {heard}");
        let refused = said(home.path(), 2, &["measure", file, "--without", id, "--dossier", "d"]);
        assert!(refused.contains(&format!("--without {id}: one record has this id, and another")), "{file}: {refused}");
        let heard = said(home.path(), 0, &["measure", file, "--without", "x", "--dossier", "d"]);
        assert!(!heard.contains("\nx,"), "{heard}");
    }
    fs::write(at("b.csv"), "lat,lon\n-3.4,-80.2\n-3.5,-80.1\n").unwrap();
    let heard = said(home.path(), 0, &["measure", "b.csv", "--without", "3", "--dossier", "d"]);
    assert!(!heard.contains("records without an id"), "{heard}");
}
