//! Whatever a table holds: every row is accounted for, and every stored date, position and number is that of its row.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::collections::BTreeMap;

use support::dice::{Dice, MONTHS, RUSSIAN_MONTHS};
use support::table::import;

/// A day in one of twelve forms, and what shall be stored.
fn date(form: usize, (year, month, day): (u64, u64, u64)) -> (String, String) {
    let (word, month_ru) = (MONTHS[month as usize - 1], RUSSIAN_MONTHS[month as usize - 1]);
    let iso = format!("{year}-{month:02}-{day:02}");
    let text = match form {
        0 => iso.clone(),
        1 => format!("{year}/{month}/{day}"),
        2 => format!("{day:02}.{month:02}.{year}"),
        3 => format!("{day} {word} {year}"),
        4 => format!("{word} {day}, {year}"),
        5 => format!("{day}-{}-{year}", &word[..3]),
        6 => format!("{day} {month_ru} {year} г."),
        7 => format!("{iso}T10:30"),
        8 => format!("{year}.{month:02}.{day:02}"),
        9 => format!("{day}. {month}. {year}"),
        10 => return (format!("{word} {year}"), format!("{year}-{month:02}")),
        _ => return (format!("{iso}/{year}-{month:02}-28"), format!("{iso}/{year}-{month:02}-28")),
    };
    (text, if form == 7 { format!("{iso}T10:30") } else { iso })
}

/// The columns of a position in one of five forms, and its cells.
fn position(form: usize, lon: f64, lat: f64) -> (&'static [&'static str], Vec<String>) {
    let sexagesimal = |v: f64, letter: char| {
        let seconds = (v * 3_600.0).round() as u64;
        format!("{}°{:02}'{:02}\"{letter}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
    };
    match form {
        0 => (&["lat", "lon"], vec![lat.to_string(), lon.to_string()]),
        1 => (&["position"], vec![format!("{lat}, {lon}")]),
        2 => (&["position"], vec![format!("POINT ({lon} {lat})")]),
        3 => (&["position"], vec![format!("{lat} {lon} 320 5")]),
        _ => (&["position"], vec![format!("{} {}", sexagesimal(lat, 'N'), sexagesimal(lon, 'E'))]),
    }
}

/// What a row shall become: its date, longitude and latitude, least and most dead; `None` if it cannot be used.
type Truth = Option<(String, f64, f64, u64, u64)>;

fn cell(text: &str, delimiter: char) -> String {
    if text.contains([delimiter, '"', ',', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[test]
fn every_row_is_accounted_for_and_every_value_is_that_of_its_row() {
    let mut dice = Dice(1);
    let mut forms_seen = BTreeMap::<usize, usize>::new();
    for delimiter in [',', ';', '\t', '|'] {
        for encoding in ["utf-8", "utf-8 with a mark", "utf-16", "windows-1251"] {
            for form in 0..5 {
                let (columns, _) = position(form, 0.0, 0.0);
                let mut table = vec![
                    [&["id", "title", "date"], columns, &["killed", "radius_m", "note"]]
                        .concat()
                        .join(&delimiter.to_string()),
                ];
                let mut truths: BTreeMap<String, Truth> = BTreeMap::new();
                for i in 0..36 {
                    let id = format!("r{i}");
                    // A second of arc is the finest that all forms give.
                    let (lon, lat) =
                        ((68 * 3_600 + dice.below(14_000)) as f64, (37 * 3_600 + dice.below(1_800)) as f64);
                    let (lon, lat) = (lon / 3_600.0, lat / 3_600.0);
                    let day = (2015 + dice.below(10), 1 + dice.below(12), 13 + dice.below(14));
                    let kind = dice.below(12) as usize;
                    *forms_seen.entry(kind).or_default() += 1;
                    let (text, stored) = date(kind, day);
                    let (_, place) = position(form, lon, lat);
                    let (low, high) = (dice.below(20), 20 + dice.below(20));
                    let killed = if dice.below(2) == 0 { format!("{low}-{high}") } else { format!("{low} – {high}") };
                    // A tenth cannot be used: a date or a position that is none, a row that is too wide.
                    let (text, place, more, is_used) = match dice.below(30) {
                        0 => ("31 February 2024".to_owned(), place, "", false),
                        1 => (text, vec!["here".to_owned(); place.len()], "", false),
                        2 => (text, place, "surplus", false),
                        _ => (text, place, "", true),
                    };
                    let mut cells = vec![id.clone(), "Выстрелы".to_owned(), text];
                    cells.extend(place);
                    cells.extend([killed, "500".to_owned(), format!("a{delimiter} \"b\", {i}")]);
                    if !more.is_empty() {
                        cells.push(more.to_owned());
                    }
                    let cells: Vec<String> = cells.iter().map(|c| cell(c, delimiter)).collect();
                    table.push(cells.join(&delimiter.to_string()));
                    truths.insert(id, is_used.then_some((stored, lon, lat, low, high)));
                }
                let text = table.join("\n");
                let (bytes, options): (Vec<u8>, &[&str]) = match encoding {
                    "utf-8" => (text.into_bytes(), &[]),
                    "utf-8 with a mark" => (format!("\u{feff}{text}").into_bytes(), &[]),
                    "utf-16" => (format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(), &[]),
                    // Signs of degrees and the long dash are in it too.
                    _ => (encoding_rs::WINDOWS_1251.encode(&text).0.into_owned(), &["--encoding", "windows-1251"]),
                };
                let what = format!("{delimiter:?} {encoding} position {form}");
                let read = import("t.csv", &bytes, options);
                let used = truths.values().filter(|t| t.is_some()).count();
                let counts = format!(
                    "36 rows read: {used} used, 0 merged, 0 filtered out, {} rejected, 0 not judged",
                    36 - used
                );
                assert!(read.said.contains(&counts), "{what}: {counts}: {}", read.said);
                let features = read.features();
                assert_eq!(features.len(), used, "{what}");
                for feature in features {
                    let (id, p) = (feature["id"].as_str().unwrap(), &feature["properties"]);
                    let Some(Some((date, lon, lat, low, high))) = truths.get(id) else { panic!("{what}: {id}") };
                    assert_eq!(p["date"], date.as_str(), "{what}: {id}");
                    let at = &feature["geometry"]["coordinates"];
                    let off = |i: usize, v: f64| (at[i].as_f64().unwrap() - v).abs();
                    assert!(off(0, *lon) < 1e-6 && off(1, *lat) < 1e-6, "{what}: {id} {at}");
                    assert_eq!(
                        (p["killed"]["min"].as_u64(), p["killed"]["max"].as_u64()),
                        (Some(*low), Some(*high)),
                        "{what}: {id}"
                    );
                    assert_eq!(p["title"], "Выстрелы", "{what}: {id}");
                }
            }
        }
    }
    assert!((0..12).all(|form| forms_seen.get(&form).is_some_and(|n| *n > 100)), "{forms_seen:?}");
}
