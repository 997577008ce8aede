//! Sheets as people have them, without a mapping: what comes in, what is said of it, and what is refused.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::fs;

use serde_json::Value;
use support::marz;

struct Done {
    features: Vec<Value>,
    said: String,
    code: i32,
}

impl Done {
    fn one(&self, id: &str) -> &Value {
        let found = self.features.iter().find(|f| f["id"] == id);
        &found.unwrap_or_else(|| panic!("no {id}: {}", self.said))["properties"]
    }
}

/// Imports a sheet from a folder with some other files.
fn import(files: &[(&str, &str)], args: &[&str]) -> Done {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let out = marz(folder.path(), &[&["import"], args].concat());
    let features = serde_json::from_slice::<Value>(&out.stdout).ok();
    Done {
        features: features.and_then(|v| v["features"].as_array().cloned()).unwrap_or_default(),
        said: String::from_utf8_lossy(&out.stderr).into_owned(),
        code: out.status.code().unwrap(),
    }
}

fn sheet(text: &str) -> Done {
    import(&[("s.csv", text)], &["table", "s.csv", "--accessed", "2026-01-01"])
}

#[test]
fn the_global_terrorism_database_comes_in_without_a_mapping() {
    let done = sheet(include_str!("cases/gtd.csv"));
    assert_eq!((done.features.len(), done.code), (2, 0), "{}", done.said);
    let one = done.one("202508240001");
    assert_eq!((&one["date"], &one["title"]), (&"2025-08-24".into(), &"Armed Assault, Panj".into()));
    assert_eq!((&one["killed"]["best"], &one["location"]["country"]), (&3.into(), &"TJ".into()));
    assert_eq!((&one["location"]["name"], &one["location"]["province"]), (&"Panj".into(), &"Khatlon".into()));
    assert_eq!(done.one("202508000002")["date"], "2025-08");
    assert_eq!(done.said.matches("no column of a title").count(), 1, "{}", done.said);
    for taken in
        ["iyear as year", "nkill as killed", "country_txt as country", "provstate as province", "city as place"]
    {
        assert!(done.said.contains(taken), "{taken}: {}", done.said);
    }
    // Its numbers of countries are none of ISO 3166-1: the words count.
    let text = "eventid,iyear,imonth,iday,country,country_txt,region,region_txt,city,summary,nkill,nwound,gname,attacktype1_txt\n\
        1,2025,8,24,202,Tajikistan,7,Central Asia,Panj,\"08/24/2025: Armed men crossed the river at Panj. Two were killed.\",2,-99,Unknown,x\n";
    let done = sheet(text);
    let one = done.one("1");
    assert_eq!(one["location"]["country"], "TJ");
    assert_eq!(one["title"], "08/24/2025: Armed men crossed the river at Panj");
    assert!(one["summary"].as_str().unwrap().ends_with("Two were killed."));
    assert!(one["actors"].as_array().is_none_or(Vec::is_empty) && done.said.contains("a negative number of people"));
}

#[test]
fn ordinary_columns_are_known_by_their_usual_spellings() {
    for (header, cell, path, value) in [
        ("Fatalities", "3", "/killed/best", Value::from(3)),
        ("Deaths", "2-4", "/killed/max", 4.into()),
        ("Погибшие", "3", "/killed/best", 3.into()),
        ("Injured", "5", "/wounded/best", 5.into()),
        ("Number wounded", "5", "/wounded/best", 5.into()),
        ("Village", "Panj", "/location/name", "Panj".into()),
        ("Location", "Panj", "/location/name", "Panj".into()),
        ("Admin1", "Khatlon", "/location/province", "Khatlon".into()),
        ("Страна", "Таджикистан", "/location/country", "TJ".into()),
        ("Description", "Said at length.", "/summary", "Said at length.".into()),
        ("Event type", "clash", "/category", "clash".into()),
    ] {
        let done = sheet(&format!("id,title,date,{header}\na,Shots,2025-08-24,{cell}\n"));
        assert_eq!(done.one("a").pointer(path), Some(&value), "{header}: {}", done.said);
        assert!(done.said.contains("taken by their usual spellings"), "{header}: {}", done.said);
    }
    // A column of neither is still listed; its own name needs no word.
    let done = sheet("id,title,date,killed,weather\na,Shots,2025-08-24,3,rain\n");
    assert!(done.said.contains("columns that nothing reads") && done.said.contains("weather"), "{}", done.said);
    assert!(!done.said.contains("usual spellings"), "{}", done.said);
    for header in ["id,date,lat,lon", "id,title,lat,lon", "date,weather"] {
        let done = sheet(&format!("{header}\na,2025-08-24,37,69\n"));
        assert_eq!((done.code, done.features.len()), (2, 0), "{header}: {}", done.said);
    }
}

#[test]
fn monthly_sums_are_aggregates_with_their_count() {
    let text = "Year,Month,Country,Admin1,Events,Fatalities\n2025,August,Tajikistan,Khatlon,3,7\n2025,9,Tajikistan,Khatlon,x,0\n\
        2025,21,Tajikistan,Khatlon,1,0\n25,10,Tajikistan,Sughd,1,0\n0,0,Tajikistan,Khatlon,1,0\n";
    let done = sheet(text);
    let stored: Vec<(&str, &str, Option<u64>, &str)> = done
        .features
        .iter()
        .map(|f| &f["properties"])
        .map(|p| {
            (
                p["date"].as_str().unwrap(),
                p["category"].as_str().unwrap(),
                p["count"].as_u64(),
                p["title"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("2025-08", "aggregate", Some(3), "3 events, Khatlon"),
        ("2025-09", "other", None, "x events, Khatlon"),
        ("2025-10", "aggregate", Some(1), "1 event, Sughd"),
    ];
    assert_eq!(stored, expected, "{}", done.said);
    assert!(done.said.contains("year, month and day make no date") && done.said.contains("the row has no date"));
    assert!(done.said.contains("this is no number of events"), "{}", done.said);
    let mapping = "[columns]\ncount = \"Events\"\nyear = \"Year\"\nmonth = \"Month\"\n";
    let done = import(&[("s.csv", text), ("m.toml", mapping)], &["table", "s.csv", "--table", "m.toml"]);
    assert_eq!(done.features.first().map(|f| &f["properties"]["count"]), Some(&3.into()), "{}", done.said);
}

#[test]
fn errors_of_formulas_are_empty_in_text_as_in_workbooks() {
    let text = "id,title,date,lat,lon,radius_m,killed,first,country\n\
        a,Shots,2025-08-24,37.2,69.1,500,#REF!,#NAME?,#ЗНАЧ!\nb,Shots,#VALUE!,37.2,69.1,500,1,Guards,TJ\nc,Shots,2025-08-24,37.2,69.1,500,Err:502,,\n";
    let done = sheet(text);
    assert_eq!((done.features.len(), done.code), (2, 1), "{}", done.said);
    let one = done.one("a");
    assert!(
        one["killed"]["best"].is_null()
            && one["location"]["country"].is_null()
            && one["actors"].as_array().is_none_or(Vec::is_empty)
    );
    for (column, cell) in [
        ("killed", "line 2: #REF!"),
        ("first", "line 2: #NAME?"),
        ("date", "line 3: #VALUE!"),
        ("killed", "line 4: Err:502"),
    ] {
        assert!(done.said.contains(column) && done.said.contains(cell), "{cell}: {}", done.said);
    }
    assert_eq!(done.said.matches("the cell holds an error; taken as empty").count(), 5, "{}", done.said);
}

#[test]
fn words_for_nothing_are_no_country_and_no_actor() {
    for word in [
        "N / A",
        "NA.",
        "\"\"\"NA\"\"\"",
        "N\\A",
        "s/d",
        "s.d.",
        "n.i.",
        "nil",
        "(unknown)",
        "не указано",
        "−",
        "Unknown.",
        "ND",
    ] {
        let done = sheet(&format!("id,title,date,country,first,place\na,Shots,2025-08-24,{word},{word},{word}\n"));
        let one = done.one("a");
        assert!(one["location"]["country"].is_null(), "{word}: {one}");
        assert!(one["actors"].as_array().is_none_or(Vec::is_empty), "{word}: {one}");
    }
    let done = sheet("id,title,date,country,first\na,Shots,2025-08-24,NI,Nil Guards\n");
    assert_eq!(
        (&done.one("a")["location"]["country"], &done.one("a")["actors"][0]["name"]),
        (&"NI".into(), &"Nil Guards".into())
    );
}

#[test]
fn what_contradicts_itself_is_said() {
    let text = "id,title,date,year\na,Shots,Monday 24 August 2025,2025\nb,Shots,2025-08-24,2024\n";
    let done = sheet(text);
    assert_eq!((done.features.len(), done.code), (2, 0), "{}", done.said);
    assert!(done.said.contains("2025-08-24 is a Sunday, and the cell says Monday"), "{}", done.said);
    assert!(done.said.contains("the year and the date differ"), "{}", done.said);
    let mapping = "date_order = \"month_first\"\n";
    let done = import(
        &[("s.csv", "id,title,date\na,Shots,13/9/2025\nb,Shots,9/13/2025\nc,Shots,8.9.2025\n"), ("m.toml", mapping)],
        &["table", "s.csv", "--table", "m.toml"],
    );
    assert_eq!((done.features.len(), done.code), (2, 1), "{}", done.said);
    assert_eq!(done.one("c")["date"], "2025-08-09");
    assert!(done.said.contains("date_order is \"month_first\""), "{}", done.said);
}

#[test]
fn filters_say_what_they_cannot_judge_and_whom_they_do_not_know() {
    let text = "id,title,date,country\na,t,2024/,TJ\nb,t,2025-08/..,TJ\nc,t,2024,TJ\nd,t,2024/..,TJ\ne,t,2025-07/,TJ\n";
    let done = import(&[("s.csv", text)], &["table", "s.csv", "--since", "2025-06-01"]);
    let ids: Vec<&str> = done.features.iter().map(|f| f["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["b", "d", "e"], "{}", done.said);
    assert!(done.said.contains("1 filtered out, 0 rejected, 1 not judged") && done.said.contains("a (date not known)"));
    for (asked, like) in [("Foo", "no country that is known"), ("Tajikstan", "did you mean 'Tajikistan'?")] {
        let done = import(&[("s.csv", text)], &["table", "s.csv", "--country", asked]);
        assert_eq!((done.code, done.features.len()), (2, 0));
        assert!(done.said.contains(like), "{}", done.said);
    }
    // A code that the table of a person names may be asked for.
    let mapping = "[country]\n\"the valley\" = \"ZZ\"\n";
    let files = [("s.csv", "id,title,date,country\na,t,2025,the valley\nb,t,2025,TJ\n"), ("m.toml", mapping)];
    let done = import(&files, &["table", "s.csv", "--table", "m.toml", "--country", "zz"]);
    assert_eq!((done.code, done.features.len()), (0, 1), "{}", done.said);
}

#[test]
fn a_toll_in_the_words_of_another_cell_is_compared_with_that_of_its_own() {
    let done = sheet(
        "id,title,date,killed,wounded\na,Shots,2025-08-24,1 dead and 2 wounded,5\nb,Shots,2025-08-25,1 dead and 2 wounded,2\n\
         c,Shots,2025-08-26,1 dead and 2 wounded,\nd,Shots,2025-08-27,zwei Tote und drei Verletzte,\n",
    );
    let said = "two cells give different tolls; that of its own column counts";
    assert_eq!(done.said.matches(said).count(), 1, "{}", done.said);
    assert!(done.said.contains("2, as in '1 dead and 2 wounded'"), "{}", done.said);
    for (id, killed, wounded) in [("a", 1, 5), ("b", 1, 2), ("c", 1, 2), ("d", 2, 3)] {
        let one = done.one(id);
        assert_eq!((&one["killed"]["best"], &one["wounded"]["best"]), (&killed.into(), &wounded.into()), "{id}");
    }
}

#[test]
fn words_of_statuses_and_actors_without_a_name_are_taken_as_they_are_meant() {
    let text =
        "id,title,date,first,status\na,Shots,2025-08-24,UNISFA; unknown,media\nb,Shots,2025-08-25,unknown,disputed\n";
    let mapping = "[status]\n\"Media\" = \"multiple_media\"\n";
    let done = import(
        &[("s.csv", text), ("m.toml", mapping)],
        &["table", "s.csv", "--table", "m.toml", "--accessed", "2026-01-01"],
    );
    let one = done.one("a");
    assert_eq!((one["status"].as_str(), done.code), (Some("multiple_media"), 0), "{}", done.said);
    assert_eq!((one["actors"].as_array().unwrap().len(), &one["original"]["first"]), (1, &"UNISFA; unknown".into()));
    assert!(
        done.said.contains("an unknown actor beside named ones is left out") && done.said.contains("UNISFA; unknown"),
        "{}",
        done.said
    );
    assert!(done.one("b")["original"].get("first").is_none());
    let done = sheet(text);
    assert!(done.said.contains("[status] of the mapping says what it means: \"media\" ="), "{}", done.said);
}
