//! The office: a sheet comes in, a report goes out, and the week after the sheet comes again.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::Mutex;

use marz::interview::Asker;
use marz::monitor::Monitor;
use marz::read::Problem;
use marz::start::{StartRequest, start};
use serde_json::Value;

mod support;

use support::workbook::workbook;
use support::{files, marz, text};

const HEAD: [&str; 11] = [
    "No",
    "When",
    "Where",
    "Country",
    "Coordinates",
    "What happened",
    "Type of incident",
    "Dead",
    "Injured",
    "Source",
    "Entered by",
];

/// The rows of the analyst's sheet, each with what is to stand in the dossier: first day, last day, dead.
fn rows() -> Vec<(Vec<String>, [&'static str; 3])> {
    let mut rows: Vec<([&str; 8], [&'static str; 3])> = vec![
        (
            ["45931", "Ishkashim", "", "Shots at a border post", "Shooting", "four", "2", "Asia-Plus"],
            ["2025-10-01", "2025-10-01", "4"],
        ),
        (
            [
                "12 October 2025",
                "Qalai Khumb",
                "37.5, 70.2",
                "Attack on miners",
                "Armed attack",
                "at least 3",
                "unknown",
                "Reuters",
            ],
            ["2025-10-12", "2025-10-12", "at least 3"],
        ),
        (
            [
                "November 2025",
                "Panj",
                "37°14'10\"N 69°05'57\"E",
                "Fire over the river",
                "Exchange of fire",
                "2-4",
                "1",
                "Ozodi",
            ],
            ["2025-11-01", "2025-11-30", "2–4"],
        ),
        (
            ["05.11.2025", "Farkhor", "37.48, 69.40", "Two men shot", "Shooting", "2", "0", "Khovar"],
            ["2025-11-05", "2025-11-05", "2"],
        ),
        (
            ["#45975", "Khorugh", "", "Meeting of commanders", "Meeting", "0", "0", "Khovar"],
            ["2025-11-14", "2025-11-14", "0"],
        ),
        (
            [
                "26/11/2025",
                "Darvoz",
                "38.45, 70.8",
                "Grenade from a drone",
                "Drone attack",
                "three",
                "five",
                "Asia-Plus",
            ],
            ["2025-11-26", "2025-11-26", "3"],
        ),
        (
            ["2025-12-02", "Panj", "N37.22 E69.11", "Patrol shot at", "Shooting", "more than 5", "", "Khovar"],
            ["2025-12-02", "2025-12-02", "at least 6"],
        ),
    ];
    const DEAD: [(&str, &str); 6] = [
        ("one", "1"),
        ("up to 4", "at most 4"),
        ("~3", "about 3"),
        ("", "unknown"),
        ("2 to 3", "2–3"),
        ("twelve", "12"),
    ];
    let mut all: Vec<(Vec<String>, [&'static str; 3])> = Vec::new();
    for (cells, expected) in rows.drain(..) {
        let [when, place, at, what, kind, dead, wounded, source] = cells.map(str::to_owned);
        all.push((vec![when, place, "TJ".to_owned(), at, what, kind, dead, wounded, source], expected));
    }
    const DAYS: [&str; 18] = [
        "2026-01-01",
        "2026-01-02",
        "2026-01-03",
        "2026-01-04",
        "2026-01-05",
        "2026-01-06",
        "2026-01-07",
        "2026-01-08",
        "2026-01-09",
        "2026-01-10",
        "2026-01-11",
        "2026-01-12",
        "2026-01-13",
        "2026-01-14",
        "2026-01-15",
        "2026-01-16",
        "2026-01-17",
        "2026-01-18",
    ];
    for (day, n) in DAYS.into_iter().zip(0..) {
        let (dead, expected) = DEAD[n % DEAD.len()];
        let at = format!("37.{}, 69.{}", 20 + n, 10 + n);
        let what = format!("Shots near the island, case {n}");
        let cells =
            [&format!("{} January 2026", n + 1), "Farkhor", "TJ", &at, &what, "Shooting", dead, "1", "Asia-Plus"];
        all.push((cells.map(str::to_owned).to_vec(), [day, day, expected]));
    }
    assert_eq!(all.len(), 25);
    all
}

fn sheet(rows: &[Vec<String>]) -> Vec<u8> {
    let numbered = (1..).zip(rows).map(|(n, row)| {
        let mut cells = vec![n.to_string()];
        cells.extend(row.iter().cloned());
        cells.push("Nodira".to_owned());
        cells
    });
    let all: Vec<Vec<String>> = std::iter::once(HEAD.map(str::to_owned).to_vec()).chain(numbered).collect();
    workbook(&all)
}

fn run(folder: &Path, line: &[&str]) -> Output {
    let out = marz(folder, line);
    assert_eq!(out.status.code(), Some(0), "{line:?}: {}", text(&out.stderr));
    out
}

/// The stored records by their titles.
fn records(folder: &Path) -> BTreeMap<String, Value> {
    let stored: Value = serde_json::from_slice(&fs::read(folder.join("data/incidents.geojson")).unwrap()).unwrap();
    let all = stored["features"].as_array().unwrap().iter();
    all.map(|f| (f["properties"]["title"].as_str().unwrap().to_owned(), f["properties"].clone())).collect()
}

/// Figures as the report words them.
fn in_words(figures: &Value) -> String {
    let figures: marz::model::Casualties = serde_json::from_value(figures.clone()).unwrap_or_default();
    figures.in_words()
}

/// The dead of the events whose date begins so, summed: `2–5`, and `or more` where some event has no most, or no figure.
fn summed(folder: &Path, begin: &str) -> String {
    let (mut least, mut most, mut is_open, mut is_about) = (0, 0, false, false);
    for record in records(folder).values().filter(|r| r["date"].as_str().unwrap().starts_with(begin)) {
        if record["category"] == "contact" {
            continue;
        }
        let figures: marz::model::Casualties = serde_json::from_value(record["killed"].clone()).unwrap();
        let known = figures.least_and_most();
        least += known.map_or(0, |(least, _)| least);
        most += known.map_or(0, |(least, most)| most.unwrap_or(least));
        is_open |= known.is_none_or(|(_, most)| most.is_none());
        is_about |= figures.is_approximate();
    }
    let range = if least == most { least.to_string() } else { format!("{least}–{most}") };
    let range = if is_about { format!("about {range}") } else { range };
    if is_open { format!("{range} or more") } else { range }
}

/// Every date and toll of the records is that of its cell.
fn traced(folder: &Path, rows: &[(Vec<String>, [&str; 3])]) {
    let records = records(folder);
    for (cells, [first, last, dead]) in rows {
        let record = records.get(&cells[4]).unwrap_or_else(|| panic!("{} is missing", cells[4]));
        let date: marz::model::Edtf = record["date"].as_str().unwrap().parse().unwrap();
        assert_eq!((date.earliest().as_deref(), date.latest().as_deref()), (Some(*first), Some(*last)), "{cells:?}");
        assert_eq!(in_words(&record["killed"]), *dead, "{cells:?}");
    }
}

/// The least and the most of a toll as a cell means it, and whether it may be more.
fn toll(words: &str) -> (u32, u32, bool) {
    let number = |text: &str| text.parse::<u32>().unwrap();
    match words {
        "unknown" | "" => (0, 0, true),
        "five" => (5, 5, false),
        words => match (words.strip_prefix("at least "), words.strip_prefix("at most "), words.split_once('–')) {
            (Some(least), ..) => (number(least), number(least), true),
            (_, Some(most), _) => (0, number(most), false),
            (.., Some((least, most))) => (number(least), number(most), false),
            _ => (number(words.trim_start_matches("about ")), number(words.trim_start_matches("about ")), false),
        },
    }
}

/// The sums of the tolls of rows, of the dead by what the cell is to mean and of the wounded by the cell itself.
fn tolls<'r>(rows: impl Iterator<Item = &'r str>) -> String {
    let rows: Vec<&str> = rows.collect();
    let is_about = rows.iter().any(|words| words.starts_with("about "));
    let rows = rows.into_iter();
    let (least, most, is_open) =
        rows.map(toll).fold((0, 0, false), |(a, b, open), (least, most, o)| (a + least, b + most, open || o));
    let range = if least == most { least.to_string() } else { format!("{least}–{most}") };
    let range = if is_about { format!("about {range}") } else { range };
    if is_open { format!("{range} or more") } else { range }
}

/// Every number of the Word report is that of the cells of the sheet.
fn word_traced(docx: &[u8], all: &[(Vec<String>, [&str; 3])]) {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let xml = std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap();
    let texts = |xml: &str| -> String {
        let runs = xml.split("<w:t xml:space=\"preserve\">").skip(1);
        runs.filter_map(|run| run.split("</w:t>").next()).collect()
    };
    let row = |of: &str| -> Vec<String> { of.split("<w:tc>").skip(1).map(texts).collect() };
    let table: Vec<Vec<String>> = xml.split("<w:tr>").skip(1).map(row).collect();
    let has = |cells: &[&str]| {
        let is_there = table.iter().any(|row| row.len() >= cells.len() && row.iter().zip(cells).all(|(a, b)| a == b));
        assert!(is_there, "{cells:?}: {table:#?}");
    };
    let events = |begin: &'static str| {
        all.iter().filter(move |(cells, [first, ..])| first.starts_with(begin) && cells[5] != "Meeting")
    };
    let [count, before] = ["2026-0", "2025-1"].map(|begin| events(begin).count());
    let [dead, dead_before] = ["2026-0", "2025-1"].map(|begin| tolls(events(begin).map(|(_, [.., dead])| *dead)));
    let [hurt, hurt_before] =
        ["2026-0", "2025-1"].map(|begin| tolls(events(begin).map(|(cells, _)| cells[7].as_str())));
    // The comparison.
    has(&["Events", &count.to_string(), &before.to_string(), &format!("+{}", count - before)]);
    has(&["Killed", &dead, &dead_before]);
    has(&["Wounded", &hurt, &hurt_before]);
    // The counts by month and by kind; what has no number is said in the summary.
    let range = |begin| tolls(events(begin).map(|(_, [.., dead])| *dead));
    for (month, begin) in [("Jan 2026", "2026-01"), ("Feb 2026", "2026-02")] {
        has(&[month, &events(begin).count().to_string(), &range(begin)]);
    }
    has(&["Mar 2026", "0"]);
    let shootings = events("2026-0").filter(|(cells, _)| cells[5] == "Shooting").count();
    has(&["Armed clash", &shootings.to_string(), &range("2026-0")]);
    // The sentences of the summary and of the comparison.
    let unknown = events("2026-0").filter(|(_, [.., dead])| *dead == "unknown").count();
    let said: Vec<String> = xml.split("<w:p>").map(texts).collect();
    for sentence in [
        format!("{count} records: {count} events."),
        format!(
            "Events: {} dead by the lowest and highest figures given, attackers included.",
            range("2026-0").replace(" or more", "")
        ),
        format!("For {unknown} of {count} events nobody gives the number of dead."),
        format!("{count} and {before} (p = "),
        format!("{dead} and {dead_before}."),
    ] {
        assert!(said.iter().any(|paragraph| paragraph.contains(&sentence)), "{sentence}: {said:#?}");
    }
}

#[test]
fn the_hour_of_an_analyst_is_ten_minutes() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    let mut all = rows();
    let cells = |rows: &[(Vec<String>, [&'static str; 3])]| rows.iter().map(|(c, _)| c.clone()).collect::<Vec<_>>();
    fs::write(at("incidents.xlsx"), sheet(&cells(&all))).unwrap();
    // 1: from nothing to a dossier with its map, its table and its report.
    let line = ["start", "case", "--border", "Tajikistan Afghanistan", "--sheet", "incidents.xlsx", "--yes"];
    let said = text(&run(home.path(), &line).stderr);
    let case = at("case");
    traced(&case, &all);
    for words in [
        "1 of 5",
        "5 of 5",
        "alone: marz init case --border AFG-TJK",
        "alone: marz import table incidents.xlsx --guess",
        "date         = When",
        "killed       = Dead",
        "position     = Coordinates",
        "not read: No, Entered by",
        "row 2: 2025-10-01; Ishkashim",
        "dead 4, wounded 2",
        "25 rows read: 25 used",
        "25 added",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    // What repeats is told once.
    assert_eq!(said.matches("the position counts as exact").count(), 1, "{said}");
    for name in ["import/mapping.toml", "maps/overview.png", "maps/measured.csv", "out/report.html"] {
        assert!(files(&case).contains(&name.to_owned()), "{name}");
    }
    // 2: the page to print, as the program says it.
    let print = said.lines().find(|line| line.contains("marz map overview --page a4")).unwrap().trim();
    run(home.path(), &print.split(' ').skip(1).collect::<Vec<_>>());
    assert!(fs::read(at("map.pdf")).unwrap().starts_with(b"%PDF"));

    // The week after: two rows are corrected, six are new, and the file has another name.
    all[0].0[6] = "five".to_owned();
    all[0].1[2] = "5";
    all[3].0[3] = "37.481, 69.401".to_owned();
    for n in 1..=6_usize {
        let when = format!("0{n}.02.2026");
        let what = format!("A new case {n}");
        let new = [when.as_str(), "Panj", "TJ", "37.24, 69.1", &what, "Shooting", "two", "", "Khovar"];
        let day = ["2026-02-01", "2026-02-02", "2026-02-03", "2026-02-04", "2026-02-05", "2026-02-06"][n - 1];
        all.push((new.map(str::to_owned).to_vec(), [day, day, "2"]));
    }
    fs::write(at("incidents 2.xlsx"), sheet(&cells(&all))).unwrap();
    // 3: the same again; the columns stand as they were saved.
    let said = text(&run(home.path(), &["start", "case", "--sheet", "incidents 2.xlsx", "--yes"]).stderr);
    assert!(said.contains("read as saved in case/import/mapping.toml"), "{said}");
    assert!(said.contains("6 added, 2 changed") && said.contains("23 unchanged"), "{said}");
    traced(&case, &all);
    assert_eq!(records(&case).len(), 31);
    // 4: the quarter beside the one before, as the program says it.
    let report = said.lines().find(|line| line.contains("--compare previous")).unwrap().trim();
    let words: Vec<&str> = report.split(' ').skip(1).collect();
    assert!(report.contains("--during 2026-Q1") && report.contains("--output quarter.docx"), "{report}");
    run(home.path(), &words);
    word_traced(&fs::read(at("quarter.docx")).unwrap(), &all);
    let words: Vec<&str> = words.into_iter().map(|w| if w == "quarter.docx" { "quarter.html" } else { w }).collect();
    run(home.path(), &words);
    let page = fs::read_to_string(at("quarter.html")).unwrap();
    // Its sums are those of the records, whose tolls are those of their cells.
    let dead = ["2026-0", "2025-1"].map(|begin| summed(&case, begin));
    let row = format!(
        "<th scope=\"row\">Killed</th><td class=\"n\"><bdi>{}</bdi></td><td class=\"n\"><bdi>{}</bdi></td>",
        dead[0], dead[1]
    );
    assert!(page.contains(&row), "{row}");
    // The dead of the quarter by its cells: each number of January and February.
    let quarter = all.iter().filter(|(_, [first, ..])| first.starts_with("2026-"));
    for (cells, [.., dead]) in quarter.clone() {
        let card =
            page.split("<article").find(|card| card.contains(&cells[4])).unwrap_or_else(|| panic!("{}", cells[4]));
        assert!(card.contains(*dead), "{cells:?}: {card}");
    }
    assert_eq!(quarter.count(), 24);
    // 5: nothing is lost by an undo of the import.
    run(home.path(), &["undo", "--dossier", "case"]);
    assert_eq!(records(&case).len(), 25);
}

/// What was said to somebody who was asked.
#[derive(Default)]
struct Heard(Mutex<String>);

impl Monitor for Heard {
    fn problems(&self, problems: &[Problem]) {
        problems.iter().for_each(|p| self.note(&p.message));
    }

    fn note(&self, text: &str) {
        self.0.lock().unwrap().push_str(&format!("{text}\n"));
    }
}

fn asked(request: &StartRequest, answers: &str) -> (Result<usize, String>, String) {
    let (heard, mut dialogue) = (Heard::default(), Vec::new());
    let asker = Asker { from: answers.as_bytes(), to: &mut dialogue };
    let started =
        start(request, Some(asker), &heard).map(|s| s.counts.map_or(0, |c| c.used)).map_err(|e| e.to_string());
    (started, format!("{}{}", heard.0.into_inner().unwrap(), text(&dialogue)))
}

#[test]
fn a_person_is_asked_and_corrects_in_words() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("cv");
    let sheet = home.path().join("hechos.csv");
    let rows = "Registro;Tag;Lugar;Hecho;Clase;Caídos;Bajas heridos;Fuente\n\
        1;12/03/2025;Cúcuta;Tiroteo en el puente;Tiroteo;dos;1;El Tiempo\n\
        2;3/4/2025;San Antonio;Emboscada a una patrulla;Zafarrancho;al menos 3;;La Opinión\n\
        3;marzo 2025;Arauca;Ataque con explosivos;Artefacto explosivo;2-4;5;Semana\n";
    fs::write(&sheet, rows).unwrap();
    let answers = format!(
        "Nowhere\nColombia and Venezuela\n{}\nno-such.csv\n{}\nkilled = Nada\nCaídos = killed; Zafarrancho = clash; date order = day first\ny\n\n\n\n",
        folder.display(),
        sheet.display()
    );
    let (used, said) = asked(&StartRequest { command: "marz start".to_owned(), ..StartRequest::default() }, &answers);
    assert_eq!(used, Ok(3), "{said}");
    for words in ["Which border", "there is no file no-such.csv", "no column is called 'Nada'", "as you say"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let records = records(&folder);
    assert_eq!(in_words(&records["Emboscada a una patrulla"]["killed"]), "at least 3");
    assert_eq!(records["Emboscada a una patrulla"]["category"], "clash");
    assert_eq!(records["Emboscada a una patrulla"]["date"], "2025-04-03");
    assert_eq!(records["Ataque con explosivos"]["category"], "landmine");
    let mapping = fs::read_to_string(folder.join("import/mapping.toml")).unwrap();
    assert!(mapping.contains("killed = \"Caídos\"") && mapping.contains("date_order = \"day_first\""), "{mapping}");
}

/// "none" in a column of people is nobody, and the account says so; so it does of statuses that no column gives.
#[test]
fn words_for_nobody_are_zero_and_said() {
    let home = tempfile::tempdir().unwrap();
    let rows = "Date,What happened,Place,Latitude,Longitude,Dead,Injured,Sources\n\
        2025-03-15,Shots at a post,Huaquillas,-3.476,-80.243,none,No casualties,Reuters\n\
        2025-04-02,A patrol was met,Zapotillo,-4.386,-80.244,-,more than 5,A; B\n";
    fs::write(home.path().join("a.csv"), rows).unwrap();
    let said = text(&run(home.path(), &["start", "ec", "--border", "ECU-PER", "--sheet", "a.csv", "--yes"]).stderr);
    for words in [
        "'none' in 1 cell of Dead: read as 0",
        "'no casualties' in 1 cell of Injured: read as 0",
        "1 multiple_media, 1 one_side",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let stored = records(&home.path().join("ec"));
    assert_eq!(in_words(&stored["Shots at a post"]["killed"]), "0");
    assert_eq!(in_words(&stored["Shots at a post"]["wounded"]), "0");
    assert_eq!(in_words(&stored["A patrol was met"]["killed"]), "unknown");
    assert_eq!(in_words(&stored["A patrol was met"]["wounded"]), "at least 6");
}

/// Two columns of dead are parts of one toll: neither is taken for it, and the report does not say a part.
#[test]
fn a_part_of_a_toll_is_not_taken_for_the_toll() {
    let home = tempfile::tempdir().unwrap();
    let rows = "Fecha del hecho,Localidad,Latitud,Longitud,Hecho,Muertos (civiles),Muertos (militares),Heridos\n\
        15 de marzo de 2025,Huaquillas,-3.476,-80.243,Enfrentamiento en el puente,1,0,dos\n\
        2/4/2025,Zapotillo,-4.386,-80.244,Patrulla atacada a tiros,0,al menos 2,3\n22/05/2025,Macará,-4.38,-79.94,Captura,0,0,0\n";
    fs::write(home.path().join("hechos.csv"), rows).unwrap();
    let start = ["start", "ec", "--border", "Ecuador y Perú", "--sheet", "hechos.csv", "--yes"];
    let said = text(&run(home.path(), &start).stderr);
    assert!(said.contains("killed may be 'Muertos (civiles)', 'Muertos (militares)': none is read"), "{said}");
    let stored = records(&home.path().join("ec"));
    assert_eq!(in_words(&stored["Patrulla atacada a tiros"]["killed"]), "unknown");
    assert_eq!(in_words(&stored["Patrulla atacada a tiros"]["wounded"]), "3");
    assert_eq!(stored["Patrulla atacada a tiros"]["date"], "2025-04-02");
    // What the person says counts.
    fs::remove_file(home.path().join("ec/import/mapping.toml")).unwrap();
    let line = ["start", "ec", "--sheet", "hechos.csv", "--column", "killed = Muertos (militares)", "--yes"];
    run(home.path(), &line);
    assert_eq!(in_words(&records(&home.path().join("ec"))["Patrulla atacada a tiros"]["killed"]), "at least 2");
}

#[test]
fn what_is_wrong_is_told_at_its_step_and_nothing_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    let fails = |line: &[&str], words: &[&str]| {
        let out = marz(home.path(), line);
        let said = text(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{line:?}: {said}");
        words.iter().for_each(|words| assert!(said.contains(words), "{words}: {said}"));
    };
    fails(&["start"], &["nobody can be asked here", "--border", "--sheet", "--yes", "the folder"]);
    fs::write(at("a.csv"), "title,date,lat,lon,killed\nShots,2025-08-24,-3.9,-80.1,2\n").unwrap();
    fails(&["start", "x", "--border", "Peru Iceland", "--sheet", "a.csv", "--yes"], &["Iceland"]);
    fails(&["start", "x", "--border", "PER-ECU", "--sheet", "b.csv", "--yes"], &["cannot read b.csv"]);
    assert!(!at("x").exists());
    // A folder that cannot be written.
    fails(&["start", "a.csv/x", "--border", "PER-ECU", "--sheet", "a.csv", "--yes"], &["cannot write"]);
    // What cannot be read leaves no dossier behind: no dates, no rows, text that is called a workbook, a column that is not there.
    fs::write(at("nodates.csv"), "What happened,Where,Dead\nShots at a post,Tumbes,2\n").unwrap();
    let line = ["start", "pe", "--border", "Peru and Ecuador", "--sheet", "nodates.csv", "--yes"];
    fails(
        &line,
        &["no column holds dates; the columns are 'Dead', 'What happened', 'Where'", "--column 'date = NAME'"],
    );
    fs::write(at("empty.csv"), "title,date,lat,lon,killed\n").unwrap();
    fails(&["start", "pe", "--border", "PER-ECU", "--sheet", "empty.csv", "--yes"], &["no row"]);
    fs::write(at("text.xlsx"), "dear colleague, this is the list of last week\nregards\n").unwrap();
    fails(&["start", "pe", "--border", "PER-ECU", "--sheet", "text.xlsx", "--yes"], &["it is text and no workbook"]);
    let line = ["start", "pe", "--border", "PER-ECU", "--sheet", "a.csv", "--column", "killed = Deat", "--yes"];
    fails(&line, &["no column is called 'Deat'"]);
    assert!(!at("pe").exists());
    // Where a dossier stands already, the command that goes on is said.
    run(home.path(), &["init", "pe", "--border", "PER-ECU"]);
    let line = ["start", "pe", "--sheet", "nodates.csv", "--yes"];
    fails(&line, &["no column holds dates", "stopped at the columns of the sheet", "--column 'date = NAME'"]);
    // A workbook with a password: a compound file with the encrypted package in it.
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.extend([0; 1016]);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.extend([0; 1024]);
    fs::write(at("secret.xlsx"), bytes).unwrap();
    let line = ["start", "pe", "--sheet", "secret.xlsx", "--yes"];
    fails(
        &line,
        &[
            "protected with a password",
            "stopped at the columns of the sheet",
            "marz start pe --sheet secret.xlsx --yes",
        ],
    );
    // What stands goes on with a sheet that is right; another border is refused.
    fails(&["start", "pe", "--border", "COL-VEN", "--sheet", "a.csv", "--yes"], &["is the dossier of"]);
    let out = run(&at("pe"), &["start", "--sheet", "../a.csv", "--yes"]);
    assert!(text(&out.stderr).contains("1 added"), "{}", text(&out.stderr));
    // Positions at two borders.
    let rows = "title,date,lat,lon,killed\nShots,2025-08-24,-3.9,-80.1,2\nA clash,2025-09-01,7.8,-72.4,one\nOthers,2025-09-02,7.9,-72.5,\n";
    fs::write(at("two.csv"), rows).unwrap();
    let out = run(home.path(), &["start", "two", "--border", "ECU-PER", "--sheet", "two.csv", "--yes"]);
    let said = text(&out.stderr);
    for words in [
        "2 of 3 positions lie more than 100 km from this border: rows 3, 4",
        "COL-VEN (2)",
        "--near 100km",
        "warning: 2 of the imported",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_sheet_of_very_many_rows_is_imported_and_not_drawn() {
    let home = tempfile::tempdir().unwrap();
    let mut rows = "id,title,date,lat,lon,killed\n".to_owned();
    for n in 0..200_000 {
        rows.push_str(&format!(
            "r{n},Event {n},2025-{:02}-{:02},-3.{},-80.1,{}\n",
            n % 12 + 1,
            n % 28 + 1,
            n % 9 + 1,
            n % 4
        ));
    }
    fs::write(home.path().join("many.csv"), rows).unwrap();
    let said =
        text(&run(home.path(), &["start", "many", "--border", "PER-ECU", "--sheet", "many.csv", "--yes"]).stderr);
    assert!(said.contains("200000 rows read: 200000 used") && said.contains("200000 added"), "{said}");
    assert!(said.contains("are not made here") && said.contains("alone: marz build --dossier many"), "{said}");
}
