//! What rows of sheets become: dates, numbers, words for nothing, ids; and that importing again changes nothing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::fs;
use std::path::Path;

use marz::model::Edtf;
use serde_json::Value;
use support::dice::{Dice, MONTHS, RUSSIAN_MONTHS};
use support::marz;

/// The features that an import writes, what it says on stderr, and its exit code.
fn import(folder: &Path, args: &[&str]) -> (Vec<Value>, String, i32) {
    let out = marz(folder, &[&["import"], args].concat());
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    let features = serde_json::from_slice::<Value>(&out.stdout).ok();
    let features = features.and_then(|v| v["features"].as_array().cloned()).unwrap_or_default();
    (features, said, out.status.code().unwrap())
}

/// A folder with some files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn date(features: &[Value], id: &str) -> Option<String> {
    let found = features.iter().find(|f| f["id"] == id)?;
    Some(found["properties"]["date"].as_str().unwrap().to_owned())
}

#[test]
fn the_dates_of_a_sheet_are_read_whole_or_refused() {
    let at = folder(&[("dates.csv", include_str!("cases/dates.csv"))]);
    let (features, said, code) = import(at.path(), &["csv", "dates.csv", "--accessed", "2026-01-01"]);
    let day = "2025-08-24";
    for (id, expected) in [
        ("d0", day),
        ("d1", day),
        ("d2", "2025-08-24/2025-08-26"),
        ("d3", "2025-08-24/2025-08-26"),
        ("d4", "2025-03-12/2025-03-14"),
        ("d6", day),
        ("d7", day),
        ("d8", day),
        ("d9", day),
        ("d10", "2025-08-24T22:30:00+05:00"),
        ("d11", "2025-08-24T22:30:00Z"),
        ("d12", day),
        ("d13", day),
        ("d14", day),
        ("d15", "0025-08-24"),
        ("d17", "2025-08"),
        ("d18", "2025-08"),
        ("d19", "2025-08-18/2025-08-24"),
        ("d20", day),
        ("d21", day),
        ("d22", "2025"),
        ("d23", "2025-09-01"),
        ("d24", "2025-08-04"),
        ("d25", day),
        ("d26", day),
        ("d27", day),
        ("d28", "2025-08-24/2025-08-26"),
        ("d29", "2025-08-24T13:45"),
        ("d30", "2025-08-24/2025-08-25"),
        ("d31", day),
    ] {
        assert_eq!(date(&features, id).as_deref(), Some(expected), "{id}\n{said}");
    }
    for id in ["d5", "d16"] {
        assert_eq!(date(&features, id), None, "{id}");
    }
    assert_eq!((features.len(), code), (30, 1));
    assert!(said.contains("solar-hijri") && said.contains("'later' is no part of a date"), "{said}");
    assert!(said.contains("a year that is not expected") && said.contains("1800 to 2027"), "{said}");
    assert!(said.contains("an offset from UTC stays as it is written"), "{said}");
}

#[test]
fn other_datasets_have_the_same_reader_of_dates() {
    let at = folder(&[
        ("acled.csv", include_str!("cases/acled_dates.csv")),
        ("ucdp.csv", include_str!("cases/ucdp_mdy.csv")),
        ("month.toml", "date_order = \"month_first\"\n"),
    ]);
    let (features, said, code) = import(at.path(), &["acled", "acled.csv", "--today", "2026-01-01"]);
    assert_eq!(code, 0, "{said}");
    let day = "2025-08-24";
    for (id, expected) in [
        ("acled-TJK10", "2025-01-01"),
        ("acled-TJK11", "2025-05-09"),
        ("acled-TJK12", "0025-08-24"),
        ("acled-TJK13", day),
        ("acled-TJK14", day),
        ("acled-TJK15", day),
        ("acled-TJK16", day),
        ("acled-TJK17", day),
    ] {
        assert_eq!(date(&features, id).as_deref(), Some(expected), "{id}");
    }
    assert!(said.contains("acled-TJK12") && said.contains("a year that is not expected"), "{said}");
    let (features, ..) = import(at.path(), &["ucdp", "ucdp.csv", "--table", "month.toml"]);
    let dates: Vec<&str> = features.iter().map(|f| f["properties"]["date"].as_str().unwrap()).collect();
    assert_eq!(dates, ["2025-08-24/2025-08-26", "2025-08-09", "2025-08-09/2025-08-24"]);
    let (features, said, code) = import(at.path(), &["ucdp", "ucdp.csv"]);
    assert!(features.len() == 1 && code == 1 && said.contains("day and month could be either"), "{said}");
}

#[test]
fn year_month_and_day_may_have_columns_of_their_own() {
    let mapping = "publisher = \"GTD\"\n[columns]\nid = \"eventid\"\ntitle = \"attacktype1_txt\"\nyear = \"iyear\"\nmonth = \"imonth\"\n\
        day = \"iday\"\nlat = \"latitude\"\nlon = \"longitude\"\nkilled = \"nkill\"\n";
    let months = "title,year,month,killed\nAll events,2025,8,3\nAll events,2025,Augst,3\nAll events,2025,13,3\n";
    let by =
        "[columns]\ntitle='title'\nyear='year'\nmonth='month'\nkilled='killed'\n[defaults]\ncategory='aggregate'\n";
    let at = folder(&[
        ("gtd.csv", include_str!("cases/gtd.csv")),
        ("gtd.toml", mapping),
        ("months.csv", months),
        ("months.toml", by),
    ]);
    let (features, said, _) = import(at.path(), &["csv", "gtd.csv", "--table", "gtd.toml"]);
    assert_eq!(date(&features, "202508240001").as_deref(), Some("2025-08-24"), "{said}");
    assert_eq!(date(&features, "202508000002").as_deref(), Some("2025-08"));
    let (features, said, code) = import(at.path(), &["csv", "months.csv", "--table", "months.toml"]);
    assert!(features.len() == 1 && code == 1, "{said}");
    assert_eq!(features[0]["properties"]["date"], "2025-08");
}

#[test]
fn a_time_with_an_offset_falls_on_the_day_of_the_dossier() {
    let sheet = "id,title,date,lat,lon,radius_m\na,t,2025-08-24T23:30Z,37.2,69.1,500\nb,t,2 سنبله 1404,37.2,69.1,500\n";
    let at = folder(&[
        ("s.csv", sheet),
        ("solar.toml", "calendar = \"solar-hijri\"\n"),
        ("solar.csv", "title,date\nx,1404-06-02\n"),
    ]);
    let border = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"b\",\"properties\":{},\"geometry\":\
        {\"type\":\"LineString\",\"coordinates\":[[69,37],[70,37.5]]}}]}";
    fs::write(at.path().join("line.geojson"), border).unwrap();
    let out = marz(at.path(), &["init", "case", "--border", "line.geojson"]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let manifest = at.path().join("case/marz.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, format!("timezone = \"Asia/Dushanbe\"\n{text}")).unwrap();
    let (features, said, code) = import(&at.path().join("case"), &["csv", "../s.csv"]);
    assert_eq!((code, date(&features, "a").as_deref()), (0, Some("2025-08-25T04:30+05:00")), "{said}");
    assert_eq!(features[0]["properties"]["original"]["date"], "2025-08-24T23:30Z");
    assert_eq!(date(&features, "b").as_deref(), Some("2025-08-24"));
    assert_eq!(features[1]["properties"]["original"]["date"], "2 سنبله 1404");
    assert!(!said.contains("stays as it is written"), "{said}");
    let (features, said, code) = import(at.path(), &["csv", "solar.csv", "--table", "solar.toml"]);
    assert_eq!((code, features[0]["properties"]["date"].as_str()), (0, Some("2025-08-24")), "{said}");
}

#[test]
fn words_for_nothing_are_nothing() {
    let at = folder(&[("na.csv", include_str!("cases/na_words.csv"))]);
    let (features, said, code) = import(at.path(), &["csv", "na.csv"]);
    assert_eq!((features.len(), code), (4, 0), "{said}");
    for feature in &features {
        let text = feature.to_string();
        for word in ["\"NA\"", "\"nan\"", "\"None\"", "\"NULL\"", "#N/A"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
        assert!(feature["geometry"].is_null() == (feature["id"] != "r4"), "{text}");
        assert!(feature["properties"]["killed"]["min"].is_null());
    }
    assert!(said.contains("so programs write an empty cell; taken as unknown"), "{said}");
}

#[test]
fn figures_keep_what_they_leave_open_and_what_cannot_be_read_its_text() {
    let sheet = "id,title,date,killed\na,t,2025,2–4\nb,t,2025,3+\nc,t,2025,~10\nd,t,2025,\"1,200\"\ne,t,2025,several\nf,t,2025,2-Apr\n\
        g,t,2025,-3\nh,t,2025,2.5\n";
    let at = folder(&[("s.csv", sheet)]);
    let (features, said, code) = import(at.path(), &["csv", "s.csv", "--output", "-"]);
    assert_eq!(code, 0, "{said}");
    let killed = |i: usize| {
        let k = &features[i]["properties"]["killed"];
        (k["min"].as_u64(), k["best"].as_u64(), k["max"].as_u64())
    };
    assert_eq!((killed(0), killed(1)), ((Some(2), None, Some(4)), (Some(3), None, None)));
    assert_eq!((killed(2), killed(3)), ((None, Some(10), None), (Some(1_200), Some(1_200), Some(1_200))));
    for (i, text, words) in
        [(4, "several", "no number of people"), (5, "2-Apr", "a date"), (6, "-3", "negative"), (7, "2.5", "fraction")]
    {
        assert_eq!(killed(i), (None, None, None));
        assert_eq!(features[i]["properties"]["original"]["killed"], text);
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn rows_of_one_title_are_rows_of_their_own() {
    let sheet = include_str!("cases/same_title.csv");
    let doubled = format!("{sheet}Shelling,2025-08-24,Panj,37.2363,69.0991,2,500\n");
    let at = folder(&[("same.csv", sheet), ("doubled.csv", &doubled)]);
    let (features, said, _) = import(at.path(), &["csv", "same.csv"]);
    let dead: u64 = features.iter().map(|f| f["properties"]["killed"]["best"].as_u64().unwrap()).sum();
    assert_eq!((features.len(), dead), (3, 8), "{said}");
    let ids: Vec<&str> = features.iter().map(|f| f["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["2025-08-24-shelling", "2025-08-24-shelling-2", "2025-08-24-shelling-3"]);
    let (features, said, _) = import(at.path(), &["csv", "doubled.csv"]);
    assert!(
        features.len() == 3 && said.contains("4 rows read: 3 used, 0 merged") && said.contains("1 identical"),
        "{said}"
    );
    // Two ids that differ in their signs alone are two.
    let ids = "id,title,date\nA 1,x,2025\na-1,y,2025\nA 1,x,2025\nA 1,z,2025\n";
    fs::write(at.path().join("ids.csv"), ids).unwrap();
    let (features, said, _) = import(at.path(), &["csv", "ids.csv"]);
    assert_eq!(features.len(), 2, "{said}");
    assert!(said.contains("another row has this id and says something else"), "{said}");
}

#[test]
fn a_sheet_without_ids_is_found_again() {
    let sheet = include_str!("cases/same_title.csv");
    let at = folder(&[("s.csv", sheet)]);
    let into = |more: &[&str]| {
        let (_, said, code) = import(at.path(), &[&["csv", "s.csv", "--into", "i.geojson"], more].concat());
        assert_eq!(code, 0, "{said}");
        said
    };
    let stored = || fs::read_to_string(at.path().join("i.geojson")).unwrap();
    assert!(into(&[]).contains("3 added"));
    let first = stored();
    assert!(into(&[]).contains("0 added, 0 changed in 0 fields, 3 unchanged"));
    // Other rows above, another order: the same records.
    let mut lines: Vec<&str> = sheet.lines().collect();
    lines[1..].reverse();
    lines.insert(1, "Shots,2025-08-01,Panj,37.2363,69.0991,0,500");
    fs::write(at.path().join("s.csv"), lines.join("\n")).unwrap();
    assert!(into(&[]).contains("1 added, 0 changed in 0 fields, 3 unchanged"));
    assert_eq!(stored().matches("\"id\"").count(), 4);
    // One figure is corrected: offered, and taken where somebody says so.
    fs::write(at.path().join("s.csv"), sheet.replace("71.5531,5,", "71.5531,6,")).unwrap();
    let said = into(&[]);
    assert!(said.contains("offered   2025-08-24-shelling-2  killed.best: 5 -> 6"), "{said}");
    assert!(
        said.contains("0 added") && said.contains("1 correction offered and not taken: --yes takes them"),
        "{said}"
    );
    assert!(!stored().contains("\"best\": 6"));
    assert!(into(&["--yes", "--dry-run"]).contains("offered"));
    let said = into(&["--yes"]);
    assert!(said.contains("0 added, 1 changed"), "{said}");
    assert!(stored().contains("\"best\": 6") && first != stored());
    // A row that is like none is new.
    fs::write(
        at.path().join("s.csv"),
        format!("{sheet}Protest,2025-09-01,Vanj,38.37,71.45,0,500\n").replace("71.5531,5,", "71.5531,6,"),
    )
    .unwrap();
    assert!(into(&[]).contains("1 added, 0 changed"));
}

/// Next month's rows in a file of the same name take the place of no record; a corrected date is offered as before.
#[test]
fn another_event_of_one_title_and_place_is_new() {
    let sheet = |date: &str, killed: u8, at: u8| {
        let header = "title,date,place,lat,lon,killed,radius_m,source\n";
        format!("{header}Firefight,{date},Panj,37.2363,69.0991,{killed},500,PTI https://pti.example/{at}\n")
    };
    let at = folder(&[("s.csv", &sheet("2025-10-01", 2, 6))]);
    let into = |text: String| {
        fs::write(at.path().join("s.csv"), text).unwrap();
        import(at.path(), &["csv", "s.csv", "--into", "i.geojson", "--yes"]).1
    };
    assert!(into(sheet("2025-10-01", 2, 6)).contains("1 added"));
    let said = into(sheet("2025-12-19", 3, 40));
    assert!(said.contains("1 added, 0 changed"), "{said}");
    let said = into(sheet("2025-11-01", 2, 6));
    assert!(said.contains("0 added, 1 changed in 1 field"), "{said}");
}

#[test]
fn a_row_that_is_equally_like_two_records_corrects_neither() {
    let row = |killed: u8| format!("Shots,2025-08-24,Panj,37.2363,69.0991,{killed},500\n");
    let header = "title,date,place,lat,lon,killed,radius_m\n";
    let at = folder(&[("s.csv", &format!("{header}{}{}", row(2), row(5)))]);
    let into = || import(at.path(), &["csv", "s.csv", "--into", "i.geojson", "--yes"]).1;
    assert!(into().contains("2 added"));
    fs::write(at.path().join("s.csv"), format!("{header}{}", row(9))).unwrap();
    let said = into();
    assert!(said.contains("1 added, 0 changed") && !said.contains("offered"), "{said}");
}

/// A dossier of before: the file of incidents and that of the last import, as version 0.1 wrote them.
#[test]
fn records_imported_before_keep_their_ids() {
    let sheet = "title,date,place,lat,lon,killed,radius_m\nShots,2025-08-24,Panj,37.2363,69.0991,2,500\nShelling,2025-08-25,Khorugh,37.4897,71.5531,5,500\n";
    let at = folder(&[("s.csv", sheet)]);
    let (_, said, _) = import(at.path(), &["csv", "s.csv", "--into", "i.geojson"]);
    assert!(said.contains("2 added"), "{said}");
    for name in ["i.geojson", "i.imported.geojson"] {
        let path = at.path().join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("sheet row 2; from s.csv"));
        fs::write(&path, text.replace("sheet row ", "row ")).unwrap();
    }
    let before = fs::read_to_string(at.path().join("i.geojson")).unwrap();
    let (_, said, _) = import(at.path(), &["csv", "s.csv", "--into", "i.geojson"]);
    assert!(said.contains("0 added, 0 changed in 0 fields, 2 unchanged"), "{said}");
    assert_eq!(fs::read_to_string(at.path().join("i.geojson")).unwrap(), before);
}

/// Every date and number that is stored can be found in its row, whatever form it was written in.
#[test]
fn what_is_stored_stands_in_its_row() {
    let persian = |text: &str| -> String {
        text.chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32(0x6F0 + d)).unwrap_or(c)).collect()
    };
    let mut dice = Dice(15);
    let (mut text, mut expected) = ("id,title,date,killed\n".to_owned(), Vec::new());
    for n in 0..600 {
        let (year, month, day) = (1990 + dice.below(36), 1 + dice.below(12), 1 + dice.below(28));
        let name = MONTHS[usize::try_from(month - 1).unwrap()];
        let iso = format!("{year}-{month:02}-{day:02}");
        let (cell, stored) = match dice.below(12) {
            0 => (iso.clone(), Some(iso)),
            1 => (format!("{day}.{month}.{year}"), Some(iso)),
            2 => (format!("{day}-{}-{:02}", &name[..3], year % 100), Some(iso)),
            3 => (format!("{name} {day}, {year}"), Some(iso)),
            4 => (format!("{day} {} {year}", RUSSIAN_MONTHS[usize::try_from(month - 1).unwrap()]), Some(iso)),
            5 => (persian(&format!("{year}/{month:02}/{day:02}")), Some(iso)),
            6 => (format!("{year}{month:02}{day:02}"), Some(iso)),
            7 => (iso.parse::<Edtf>().map(|d| (d.days().0 + 25_569).to_string()).unwrap(), Some(iso)),
            8 => (format!("{name} {year}"), Some(format!("{year}-{month:02}"))),
            9 => (format!("{iso} to {iso}"), Some(iso)),
            10 => (format!("{day}/{month}/{year}"), (day > 12 || day == month).then_some(iso)),
            _ => (format!("{day} {name}"), None),
        };
        let (a, b) = (dice.below(9_000), dice.below(9));
        let (killed, figures) = match dice.below(5) {
            0 => (a.to_string(), [Some(a), Some(a), Some(a)]),
            1 => (format!("{a}-{}", a + b + 1), [Some(a), None, Some(a + b + 1)]),
            2 => (format!("{a}+"), [Some(a), None, None]),
            3 => (persian(&format!("~{a}")), [None, Some(a), None]),
            _ => ("some".to_owned(), [None; 3]),
        };
        text += &format!("r{n},t,\"{cell}\",{killed}\n");
        expected.push((format!("r{n}"), cell, stored, killed, figures));
    }
    let at = folder(&[("s.csv", &text)]);
    let (features, said, _) = import(at.path(), &["csv", "s.csv", "--accessed", "2026-01-01"]);
    let mut used = 0;
    for (id, cell, stored, killed, figures) in &expected {
        assert_eq!(date(&features, id), *stored, "{cell}");
        let Some(found) = features.iter().find(|f| f["id"] == **id) else { continue };
        let k = &found["properties"]["killed"];
        assert_eq!([k["min"].as_u64(), k["best"].as_u64(), k["max"].as_u64()], *figures, "{killed}");
        let original = found["properties"]["original"]["killed"].as_str();
        assert_eq!(original, (killed == "some").then_some("some"));
        used += 1;
    }
    let rejected = expected.len() - used;
    assert!(
        rejected > 40
            && said.contains(&format!("600 rows read: {used} used, 0 merged, 0 filtered out, {rejected} rejected")),
        "{said}"
    );
}

/// The tables of the handbook are those of the code.
#[test]
fn the_handbook_has_the_lists_of_the_code() {
    let page = include_str!("../../../docs/import.md");
    for (form, example, stored) in marz::read::import::DATE_FORMS {
        let row = format!("| {form} | `{example}` | `{stored}` |\n");
        assert!(page.contains(&row), "{row}");
    }
    for (cell, figures) in marz::read::import::NUMBER_FORMS {
        let row = format!("| {cell} | {figures} |\n");
        assert!(page.contains(&row), "{row}");
    }
    let words: Vec<String> = marz::model::PLACEHOLDERS.iter().map(|w| format!("`{w}`")).collect();
    assert!(page.contains(&words.join(" ")), "{words:?}");
    let from = marz::read::import::WINDOW_FROM;
    assert!(page.contains(&format!("Two digits of a year mean {from} to {}.", from + 99)));
}
