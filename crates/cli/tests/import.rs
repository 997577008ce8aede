//! Other people's data: every quirk that their files are known to have, in synthetic rows; living data; spreadsheets.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::io::{Cursor, Write as _};
use std::process::Output;

use marz::model::{Coding, Dataset, Extent, Incident, Role, Status, Verdict};
use marz::read::import::{Added, Collected, Context, Import, ReadRow, RowId, RowOutcome};
use marz::recipe::coding;

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,\
assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,\
longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp";

/// A row of ACLED with some cells set; invented, as all rows here are.
fn acled(set: &[(&str, &str)]) -> String {
    let usual = [
        ("event_id_cnty", "AFG1"),
        ("event_date", "2025-08-24"),
        ("time_precision", "1"),
        ("event_type", "Battles"),
        ("sub_event_type", "Armed clash"),
        ("actor1", "Force A"),
        ("inter1", "1"),
        ("actor2", "Group B"),
        ("inter2", "2"),
        ("iso", "4"),
        ("country", "Afghanistan"),
        ("admin1", "Takhar"),
        ("admin2", "Chah Ab"),
        ("location", "Chah Ab"),
        ("latitude", "37.4"),
        ("longitude", "69.8"),
        ("geo_precision", "1"),
        ("source", "Paper; Agency"),
        ("fatalities", "3"),
        ("timestamp", "1756100000"),
    ];
    let cell = |column: &str| {
        let found = set.iter().chain(&usual).find(|(name, _)| *name == column);
        found.map_or(String::new(), |(_, value)| (*value).to_owned())
    };
    let row: Vec<String> = ACLED.split(',').map(cell).collect();
    row.join(",")
}

const UCDP: &str = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,\
dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,\
source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,\
longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,\
deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

fn ucdp(set: &[(&str, &str)]) -> String {
    let usual = [
        ("id", "7"),
        ("code_status", "Clear"),
        ("type_of_violence", "1"),
        ("side_a", "Government of Somewhere"),
        ("side_b", "Group B"),
        ("number_of_sources", "2"),
        ("where_prec", "1"),
        ("where_coordinates", "Chah Ab town"),
        ("adm_1", "Takhar province"),
        ("latitude", "37.4"),
        ("longitude", "69.8"),
        ("geom_wkt", "POINT (69.8 37.4)"),
        ("country", "Afghanistan"),
        ("event_clarity", "1"),
        ("date_prec", "1"),
        ("date_start", "2025-08-24 00:00:00.000"),
        ("date_end", "2025-08-24 00:00:00.000"),
        ("best", "2"),
        ("high", "3"),
        ("low", "1"),
    ];
    let cell = |column: &str| {
        let found = set.iter().chain(&usual).find(|(name, _)| *name == column);
        found.map_or(String::new(), |(_, value)| (*value).to_owned())
    };
    let row: Vec<String> = UCDP.split(',').map(cell).collect();
    row.join(",")
}

fn context(coding: Coding) -> Context {
    Context { file: "in.csv".to_owned(), coding, ..Context::default() }
}

/// All rows of a file, or the words in which it is refused.
fn read_rows(dataset: Dataset, bytes: &[u8], table: Option<&str>) -> Result<Vec<ReadRow>, String> {
    let coding = coding(dataset, table.map(|t| ("mine.toml", t))).unwrap();
    let import = Import::open(Box::new(Cursor::new(bytes.to_vec())), dataset, context(coding)).unwrap();
    let mut import = import
        .map_err(|p| format!("{} | {} | {}", p.message, p.found.unwrap_or_default(), p.hint.unwrap_or_default()))?;
    let mut rows = Vec::new();
    let reader = import.reader();
    while let Some(block) = import.next_block().unwrap() {
        rows.extend(reader.read(&block, &|_| Verdict::Passes));
    }
    Ok(rows)
}

/// The one incident of a file of one row, and what is said of it.
fn one(dataset: Dataset, header: &str, row: &str) -> (Option<Incident>, String) {
    let rows = read_rows(dataset, format!("{header}\n{row}\n").as_bytes(), None).unwrap();
    assert_eq!(rows.len(), 1);
    let row = rows.into_iter().next().unwrap();
    let said: Vec<String> =
        row.problems.iter().map(|p| format!("{}: {}", p.field.clone().unwrap_or_default(), p.message)).collect();
    match row.outcome {
        RowOutcome::Kept(incident, _) => (Some(*incident), said.join("; ")),
        _ => (None, said.join("; ")),
    }
}

#[test]
fn acled_rows_become_incidents() {
    let (incident, said) = one(Dataset::Acled, ACLED, &acled(&[]));
    let i = incident.unwrap();
    assert_eq!(said, "");
    assert_eq!((i.id.as_str(), i.date.as_str(), i.category.as_str()), ("acled-AFG1", "2025-08-24", "clash"));
    assert_eq!((i.killed.min, i.killed.best, i.killed.max), (Some(3), Some(3), Some(3)));
    assert_eq!(
        (i.location.radius_m, i.location.extent, i.location.country.as_deref()),
        (Some(2_000), Extent::Point, Some("AF"))
    );
    assert_eq!((i.status, i.grade.to_string().as_str()), (Status::MultipleMedia, "B2"));
    assert_eq!((i.actors[0].role, i.actors[1].name.as_str()), (Role::First, "Group B"));
    assert_eq!(i.title, "Armed clash: Force A and Group B, Chah Ab");
}

#[test]
fn what_acled_is_known_to_do() {
    // What is set, the date and what is said; a row that says nothing of an incident is rejected.
    type Case<'a> = (&'a [(&'a str, &'a str)], Option<&'a str>, &'a str);
    let cases: &[Case<'_>] = &[
        (&[("event_date", "24 August 2025")], Some("2025-08-24"), ""),
        (&[("event_date", "45893")], Some("2025-08-24"), ""),
        (&[("event_date", "45893.0")], Some("2025-08-24"), ""),
        (&[("time_precision", "2")], Some("2025-08-21/2025-08-27"), ""),
        (&[("time_precision", "3")], Some("2025-08"), ""),
        (&[("time_precision", "3.0")], Some("2025-08"), ""),
        (
            &[("time_precision", "7")],
            Some("2025-08-24"),
            "time_precision: a code that is not known; the day is taken as it stands",
        ),
        (&[("inter1", "State Forces"), ("inter2", "Rebel group")], Some("2025-08-24"), ""),
        (&[("inter1", "Communal/Identity militia"), ("inter2", "")], Some("2025-08-24"), ""),
        (&[("inter1", "Stat forces")], Some("2025-08-24"), "inter1: a kind of actor that is not known"),
        (&[("sub_event_type", "ARMED CLASH"), ("event_type", "battles")], Some("2025-08-24"), ""),
        (
            &[("sub_event_type", "Armd clash"), ("event_type", "Battels")],
            Some("2025-08-24"),
            "sub_event_type: a code that is not known; taken as other",
        ),
        (&[("sub_event_type", "Peaceful protest"), ("event_type", "Protests")], Some("2025-08-24"), ""),
        (&[("event_type", "Strategic Developments"), ("sub_event_type", "Agreement")], Some("2025-08-24"), ""),
        (&[("fatalities", "6.0")], Some("2025-08-24"), "fatalities: a whole number with decimals"),
        (&[("fatalities", "many")], Some("2025-08-24"), "fatalities: this is not a whole number; taken as unknown"),
        (&[("fatalities", "")], Some("2025-08-24"), "fatalities: no figure of the dead; taken as unknown"),
        (&[("geo_precision", "3")], Some("2025-08-24"), ""),
        (&[("geo_precision", "9")], Some("2025-08-24"), "precision: a code of precision that is not known"),
        (&[("country", "Atlantis")], Some("2025-08-24"), "country: a country that is not known; kept as it is written"),
        (&[("country", ""), ("iso", "762")], Some("2025-08-24"), ""),
        (&[("latitude", "69,8")], None, ""),
        (&[("latitude", "137.4")], None, "latitude: latitude 137.4 is outside"),
        (&[("latitude", ""), ("longitude", "")], None, "latitude: the row has no position"),
        (&[("latitude", "Takhar")], None, "longitude: the position cannot be read"),
        (&[("event_date", "2025-02-30")], None, "event_date: not in the calendar"),
        (&[("event_id_cnty", "")], None, "event_id_cnty: the row has no id that can be read"),
    ];
    for (set, date, words) in cases {
        if set.iter().any(|(_, v)| v.contains(',')) {
            continue; // a bare comma shifts the row: see below
        }
        let (incident, said) = one(Dataset::Acled, ACLED, &acled(set));
        assert_eq!(incident.as_ref().map(|i| i.date.as_str().to_owned()).as_deref(), *date, "{set:?}: {said}");
        assert!(said.starts_with(words) && (said.is_empty() == words.is_empty()), "{set:?}: {said}");
    }
    let category =
        |set: &[(&str, &str)]| one(Dataset::Acled, ACLED, &acled(set)).0.unwrap().category.as_str().to_owned();
    assert_eq!(
        category(&[
            ("sub_event_type", "Shelling/artillery/missile attack"),
            ("event_type", "Explosions/Remote violence")
        ]),
        "shelling"
    );
    assert_eq!(category(&[("sub_event_type", "New kind"), ("event_type", "Battles")]), "clash");
    assert_eq!(
        category(&[("sub_event_type", "Excessive force against protestors"), ("event_type", "Protests")]),
        "other"
    );
    let coarse = one(Dataset::Acled, ACLED, &acled(&[("geo_precision", "3")])).0.unwrap();
    assert_eq!((coarse.location.extent, coarse.location.radius_m), (Extent::Area, Some(75_000)));
    // A comma without quotes shifts the row: a cell too many.
    let (shifted, said) = one(Dataset::Acled, ACLED, &acled(&[("location", "Chah Ab, centre")]));
    assert!(shifted.is_none() && said.contains("more cells than the header"), "{said}");
}

#[test]
fn acled_files_come_in_many_forms() {
    let plain = format!("{ACLED}\n{}\n", acled(&[]));
    let quoted: String = plain
        .lines()
        .map(|l| l.split(',').map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(",") + "\r\n")
        .collect();
    let mut fields: Vec<&str> = ACLED.split(',').collect();
    fields.reverse();
    let values = acled(&[]);
    let mut cells: Vec<&str> = values.split(',').collect();
    cells.reverse();
    let reversed = format!("{},new_column\n{},x\n", fields.join(","), cells.join(","));
    let with_note =
        format!("{ACLED}\n{}\n", acled(&[("notes", "\"Two men, one \"\"armed\"\",\nwere seen. [size=no report]\"")]));
    let forms: [(&str, String); 8] = [
        ("plain", plain.clone()),
        ("byte order mark", format!("\u{feff}{plain}")),
        ("semicolons", plain.replace("; ", " and ").replace(',', ";")),
        ("tabs", plain.replace(',', "\t")),
        ("all quoted, CRLF", quoted),
        ("other order, new column", reversed),
        ("a title above the header", format!("ACLED export, for internal use\n\n{plain}")),
        ("notes with quotes and line breaks", with_note),
    ];
    for (name, text) in forms {
        let rows = read_rows(Dataset::Acled, text.as_bytes(), None).unwrap();
        assert_eq!(rows.len(), 1, "{name}");
        assert!(
            matches!(&rows[0].outcome, RowOutcome::Kept(i, _) if i.killed.best == Some(3)),
            "{name}: {:?}",
            rows[0]
        );
    }
    // Columns that an older file lacks are missed by nobody.
    let few = "event_id_cnty,event_date,event_type,latitude,longitude\nAFG1,30 June 2022,Battles,37.4,69.8\n";
    let rows = read_rows(Dataset::Acled, few.as_bytes(), None).unwrap();
    assert!(
        matches!(&rows[0].outcome, RowOutcome::Kept(i, _) if i.date.as_str() == "2022-06-30" && i.location.radius_m == Some(75_000))
    );
    // Lines are those of the file, whatever stands above and in the cells.
    let two =
        format!("{ACLED}\r\n{}\r\n{}\r\n", acled(&[("notes", "\"a\r\nb\"")]), acled(&[("event_id_cnty", "AFG2")]));
    let lines: Vec<usize> = read_rows(Dataset::Acled, two.as_bytes(), None).unwrap().iter().map(|r| r.line).collect();
    assert_eq!(lines, [2, 4]);
}

#[test]
fn rows_of_one_record_are_put_together() {
    let collect = |rows: &[String]| {
        let text = format!("{ACLED}\n{}\n", rows.join("\n"));
        let mut all = Collected::default();
        let mut merged = 0;
        for row in read_rows(Dataset::Acled, text.as_bytes(), None).unwrap() {
            let RowOutcome::Kept(incident, revision) = row.outcome else { panic!("{row:?}") };
            merged += usize::from(matches!(
                all.add(*incident, revision, RowId::of(row.given_id.as_deref(), row.cells.as_deref())),
                Added::Merged(_)
            ));
        }
        (all.into_incidents(), merged)
    };
    // One row for each actor.
    let (all, merged) = collect(&[acled(&[("actor2", "")]), acled(&[("actor1", "Group B"), ("actor2", "")])]);
    let names: Vec<&str> = all[0].actors.iter().map(|a| a.name.as_str()).collect();
    assert_eq!((all.len(), merged, names), (1, 1, vec!["Force A", "Group B"]));
    // A later edit counts, wherever it stands.
    let newer = acled(&[("fatalities", "9"), ("timestamp", "1756200000")]);
    for rows in [[acled(&[]), newer.clone()], [newer.clone(), acled(&[])]] {
        assert_eq!(collect(&rows).0[0].killed.best, Some(9));
    }
}

#[test]
fn what_ucdp_is_known_to_do() {
    let (incident, said) = one(Dataset::Ucdp, UCDP, &ucdp(&[]));
    let i = incident.unwrap();
    assert_eq!((said.as_str(), i.id.as_str(), i.location.country.as_deref()), ("", "ucdp-7", Some("AF")));
    assert_eq!((i.killed.min, i.killed.best, i.killed.max), (Some(1), Some(2), Some(3)));
    type Case<'a> = (&'a [(&'a str, &'a str)], Option<(&'a str, [Option<u32>; 3], Option<u32>)>, &'a str);
    let usual = [Some(1), Some(2), Some(3)];
    let cases: &[Case<'_>] = &[
        (
            &[("date_end", "2025-08-27 00:00:00.000"), ("date_prec", "2")],
            Some(("2025-08-24/2025-08-27", usual, Some(2_000))),
            "",
        ),
        (
            &[("date_start", "2025-08-01"), ("date_end", "2025-08-31"), ("date_prec", "4")],
            Some(("2025-08", usual, Some(2_000))),
            "",
        ),
        (
            &[("date_start", "2025-01-01"), ("date_end", "2025-12-31"), ("date_prec", "5")],
            Some(("2025", usual, Some(2_000))),
            "",
        ),
        (
            &[("date_end", "2025-08-20")],
            Some(("2025-08-20/2025-08-24", usual, Some(2_000))),
            "date_end: the event ends before it begins",
        ),
        (&[("where_prec", "2")], Some(("2025-08-24", usual, Some(25_000))), ""),
        (&[("where_prec", "4")], Some(("2025-08-24", usual, Some(75_000))), ""),
        (&[("where_prec", "6")], Some(("2025-08-24", usual, None)), "precision: too coarse for proximity"),
        (&[("where_prec", "7.0")], Some(("2025-08-24", usual, None)), "precision: too coarse for proximity"),
        (
            &[("low", "5"), ("best", "6"), ("high", "2")],
            Some(("2025-08-24", [Some(5), Some(6), Some(6)], Some(2_000))),
            "high: 'high' is not the largest",
        ),
        (
            &[("low", "5"), ("best", "3"), ("high", "2")],
            Some(("2025-08-24", [Some(5), None, Some(5)], Some(2_000))),
            "high: 'high' is not the largest",
        ),
        (
            &[("best", "6.0"), ("high", "7")],
            Some(("2025-08-24", [Some(1), Some(6), Some(7)], Some(2_000))),
            "best: a whole number with decimals",
        ),
        (
            &[("type_of_violence", "8")],
            Some(("2025-08-24", usual, Some(2_000))),
            "type_of_violence: a code that is not known",
        ),
        (&[("code_status", "Check deaths")], Some(("2025-08-24", usual, Some(2_000))), "code_status: not cleared"),
        (
            &[("geom_wkt", "POINT (37.4 69.8)")],
            Some(("2025-08-24", usual, Some(2_000))),
            "geom_wkt: the geometry and the columns differ",
        ),
        (&[("number_of_sources", "-1"), ("source_office", "A")], Some(("2025-08-24", usual, Some(2_000))), ""),
        (&[("country", "DR Congo (Zaire)")], Some(("2025-08-24", usual, Some(2_000))), ""),
        (&[("id", "x1")], None, "id: the row has no id"),
        (&[("date_start", "")], None, "date_start: the row has no date"),
        (&[("longitude", "east")], None, "longitude: the position cannot be read"),
    ];
    for (set, expected, words) in cases {
        let (incident, said) = one(Dataset::Ucdp, UCDP, &ucdp(set));
        let found = incident
            .as_ref()
            .map(|i| (i.date.as_str(), [i.killed.min, i.killed.best, i.killed.max], i.location.radius_m));
        assert_eq!(found, *expected, "{set:?}: {said}");
        assert!(said.starts_with(words) && (said.is_empty() == words.is_empty()), "{set:?}: {said}");
    }
    // A release without a header is read where it has exactly the 49 columns.
    let rows = read_rows(Dataset::Ucdp, format!("{}\n{}\n", ucdp(&[]), ucdp(&[("id", "8")])).as_bytes(), None).unwrap();
    assert_eq!(rows.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["ucdp-7", "ucdp-8"]);
    let cut: String = ucdp(&[]).rsplit_once(',').unwrap().0.to_owned();
    assert!(read_rows(Dataset::Ucdp, cut.as_bytes(), None).unwrap_err().contains("no row has the columns"));
}

/// The positions of the columns of a file without a header: every cell that is read has a value of its own, so that two
/// exchanged positions are seen.
#[test]
fn ucdp_without_a_header_is_read_by_position() {
    let set = [
        ("code_status", "Check deaths"),
        ("type_of_violence", "3"),
        ("number_of_sources", "4"),
        ("source_office", "Office one; Office two"),
        ("where_prec", "2"),
        ("where_coordinates", "A town"),
        ("adm_1", "A province"),
        ("adm_2", "A district"),
        ("event_clarity", "2"),
        ("date_prec", "3"),
        ("date_start", "2025-08-18 00:00:00.000"),
        ("date_end", "2025-08-24 00:00:00.000"),
        ("low", "5"),
        ("best", "6"),
        ("high", "8"),
    ];
    let row = ucdp(&set);
    let (expected, said) = one(Dataset::Ucdp, UCDP, &row);
    let expected = format!("{:?}", expected.unwrap());
    for value in
        ["A town", "A province", "A district", "Office one", "Group B", "69.8", "37.4", "2025-08-18/2025-08-24"]
    {
        assert!(expected.contains(value), "{value}: {expected}");
    }
    // A file of one row without a header.
    let rows = read_rows(Dataset::Ucdp, format!("{row}\n").as_bytes(), None).unwrap();
    let [found] = rows.as_slice() else { panic!("{} rows", rows.len()) };
    let RowOutcome::Kept(incident, _) = &found.outcome else { panic!("not kept: {:?}", found.problems) };
    assert_eq!(format!("{:?}", **incident), expected);
    assert_eq!(found.problems.len(), said.split("; ").count());
    // With a header the order is the header's.
    let backwards = |line: &str| line.split(',').rev().collect::<Vec<_>>().join(",");
    let (other, _) = one(Dataset::Ucdp, &backwards(UCDP), &backwards(&row));
    assert_eq!(format!("{:?}", other.unwrap()), expected);
}

#[test]
fn gdelt_rows_are_leads() {
    let row = |set: &[(usize, &str)]| {
        let usual = [
            (0, "1234"),
            (1, "20250824"),
            (6, "TAJIKISTAN"),
            (16, "TALIBAN"),
            (26, "190"),
            (32, "3"),
            (51, "4"),
            (52, "Chah Ab, Takhar, Afghanistan"),
            (53, "AF"),
            (56, "37.4"),
            (57, "69.8"),
            (59, "20250825120000"),
            (60, "https://example.org/a\"b"),
        ];
        let cell = |i: usize| set.iter().chain(&usual).find(|(at, _)| *at == i).map_or("", |(_, v)| v);
        (0..61).map(cell).collect::<Vec<_>>().join("\t")
    };
    let read = |text: &str| {
        let rows = read_rows(Dataset::Gdelt, text.as_bytes(), None).unwrap();
        let RowOutcome::Kept(incident, _) = rows[0].outcome.clone() else { panic!("{rows:?}") };
        (*incident, rows)
    };
    let (lead, rows) = read(&format!("{}\n{}\n", row(&[]), row(&[(0, "1235")])));
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (lead.id.as_str(), lead.grade.to_string().as_str(), lead.category.as_str()),
        ("gdelt-1234", "F6", "clash")
    );
    assert_eq!((lead.location.country.as_deref(), lead.location.radius_m), (Some("AF"), Some(10_000)));
    assert_eq!(read(&row(&[(26, "036"), (53, "TI")])).0.location.country.as_deref(), Some("TJ"));
    // Leading zeros matter: 036 is diplomatic, 36 is nothing.
    assert_eq!(read(&row(&[(26, "036")])).0.category.as_str(), "contact");
    let country = read(&row(&[(51, "1")])).0;
    assert_eq!((country.at, country.location.extent), (None, Extent::None));
    let nowhere = read(&row(&[(51, "0"), (52, ""), (53, ""), (56, ""), (57, "")])).0;
    assert_eq!((nowhere.at, nowhere.location.name.as_str()), (None, "unknown"));
    let old = (0..60).map(|_| "1").collect::<Vec<_>>().join("\t");
    assert!(read_rows(Dataset::Gdelt, old.as_bytes(), None).is_err());
}

#[test]
fn what_is_no_table_is_named() {
    for (bytes, words) in [
        (&b""[..], "the file is empty"),
        (b"\xEF\xBB\xBF  \n", "the file is empty"),
        (b"<!DOCTYPE html><html>", "this is a web page"),
        (b"  <html lang=en>", "this is a web page"),
        (b"<?xml version='1.0'?>", "this is XML"),
        (b"{\"type\": 1}", "this is JSON"),
        (b"%PDF-1.7", "this is a PDF"),
        (b"\x1F\x8B\x08", "compressed with gzip"),
        (b"SQLite format 3\0", "a database"),
        (b"PAR1", "Parquet"),
        (b"\xFF\xFEi\0d\0", "no row has the columns"),
        (b"abc\0def", "binary"),
        (b"PK\x03\x04 not a workbook", "no workbook"),
        (b"a,b,c\n1,2,3\n", "no row has the columns"),
        (b"id\n", "no row has the columns"),
    ] {
        let refused = read_rows(Dataset::Acled, bytes, None).unwrap_err();
        assert!(refused.contains(words), "{words}: {refused}");
    }
    // Another encoding is seen, and refused with a guess.
    let mut bytes = format!("{ACLED}\n").into_bytes();
    bytes.extend(
        acled(&[("location", "Faizabad")])
            .replace("Faizabad", "Fa\u{1}zabad")
            .bytes()
            .map(|b| if b == 1 { 0xEF } else { b }),
    );
    let refused = read_rows(Dataset::Acled, &bytes, None).unwrap_err();
    assert!(refused.contains("not in UTF-8") && refused.contains("--encoding"), "{refused}");
}

#[test]
fn every_prefix_of_a_file_is_read_or_refused() {
    let text = format!("{UCDP}\n{}\n{}\n", ucdp(&[("source_headline", "\"a, \"\"b\"\"\nc\"")]), ucdp(&[("id", "8")]));
    for end in 0..text.len() {
        for dataset in [Dataset::Ucdp, Dataset::Table, Dataset::Gdelt, Dataset::Acled] {
            let _ = read_rows(dataset, &text.as_bytes()[..end], None);
        }
    }
}

const TABLE: &str = "
publisher = \"Field team\"
date_order = \"day_first\"
[columns]
title = \"Headline\"
date = \"Day\"
place = \"Village\"
province = \"Prov\"
country = \"Country\"
lon = \"X\"
lat = \"Y\"
killed = \"Dead\"
category = \"Kind\"
source = \"Said by\"
[category]
\"Shooting\" = \"clash\"
";

#[test]
fn spreadsheets_are_read_by_the_persons_own_table() {
    let text = "Headline;Day;Village;Prov;Country;X;Y;Dead;Kind;Said by\n\
        Shots over the river;3/8/2025;Samti;Takhar;Afghanistan;69,86;37,56;2..4;shooting;Radio One; Paper\n";
    // Where semicolons part the cells, decimals may have commas; the list of sources is in quotes then.
    let text = text.replace("Radio One; Paper", "\"Radio One; Paper\"");
    let rows = read_rows(Dataset::Table, text.as_bytes(), Some(TABLE)).unwrap();
    let RowOutcome::Kept(i, _) = &rows[0].outcome else { panic!("{rows:?}") };
    assert_eq!(
        (i.date.as_str(), i.category.as_str(), i.location.country.as_deref()),
        ("2025-08-03", "clash", Some("AF"))
    );
    assert_eq!((i.killed.min, i.killed.best, i.killed.max), (Some(2), None, Some(4)));
    assert!((i.at.unwrap().lon() - 69.86).abs() < 1e-9);
    assert_eq!((i.sources[0].publisher.as_str(), i.grade.to_string().as_str()), ("Radio One", "F6"));
    assert_eq!(i.id, "2025-08-03-shots-over-the-river");
    // Without the table nothing says which of the two numbers is the day.
    let plain = "title,date,lon,lat,status,grade\na,3/8/2025,69,37,,\nb,24.8.2025,69,37,disputed,C3\nc,2025-08,69,37,rumour,Z9\n";
    let rows = read_rows(Dataset::Table, plain.as_bytes(), None).unwrap();
    assert_eq!(rows[0].outcome, RowOutcome::Rejected);
    let RowOutcome::Kept(b, _) = &rows[1].outcome else { panic!("{rows:?}") };
    assert_eq!((b.status, b.grade.to_string().as_str()), (Status::Disputed, "C3"));
    let said: Vec<&str> = rows[2].problems.iter().filter_map(|p| p.field.as_deref()).collect();
    // That the file has no radius is said once, not of each row.
    assert_eq!(said, ["status", "grade"]);
    // A row of hashtags below the header is none of the rows.
    let hxl = "title,date,lon,lat\n#event+name,#date,#geo+lon,#geo+lat\na,2025,69,37\n";
    assert_eq!(read_rows(Dataset::Table, hxl.as_bytes(), None).unwrap().len(), 1);
}

/// The smallest workbook that programs write: one sheet with text in the cells, and days as serial numbers.
fn workbook(rows: &[Vec<&str>]) -> Vec<u8> {
    let mut sheet = String::new();
    for (r, row) in rows.iter().enumerate() {
        sheet.push_str(&format!("<row r=\"{}\">", r + 1));
        for (c, value) in row.iter().enumerate() {
            let name = format!(
                "{}{}{}",
                if c >= 26 { "A" } else { "" },
                char::from(b'A' + u8::try_from(c % 26).unwrap()),
                r + 1
            );
            match value.parse::<f64>() {
                Ok(number) => sheet.push_str(&format!("<c r=\"{name}\"><v>{number}</v></c>")),
                Err(_) => sheet.push_str(&format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{value}</t></is></c>")),
            }
        }
        sheet.push_str("</row>");
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let files = [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>".to_owned()),
        ("_rels/.rels", format!("<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
        ("xl/workbook.xml", format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>")),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in files {
        zip.start_file(name, options).unwrap();
        zip.write_all(format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{text}").as_bytes())
            .unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn workbooks_are_read_as_they_are() {
    let row = acled(&[("event_date", "45893")]);
    let book = workbook(&[vec!["ACLED export"], ACLED.split(',').collect(), row.split(',').collect()]);
    let rows = read_rows(Dataset::Acled, &book, None).unwrap();
    let RowOutcome::Kept(i, _) = &rows[0].outcome else { panic!("{rows:?}") };
    assert_eq!((rows[0].line, i.date.as_str(), i.killed.best), (3, "2025-08-24", Some(3)));
}

mod support;

use support::marz;

fn stderr(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

#[test]
fn importing_twice_changes_nothing_and_a_persons_work_stays() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let write = |rows: &[String]| fs::write(at("u.csv"), format!("{UCDP}\n{}\n", rows.join("\n"))).unwrap();
    write(&[ucdp(&[]), ucdp(&[("id", "8"), ("where_prec", "6")]), ucdp(&[("id", "9")])]);
    let import = |more: &[&str]| {
        let out = marz(folder.path(), &[&["import", "ucdp", "u.csv", "--into", "i.geojson"], more].concat());
        assert_eq!(out.status.code(), Some(0), "{}", stderr(&out));
        stderr(&out)
    };
    assert!(import(&["--dry-run"]).contains("3 added") && !at("i.geojson").exists());
    assert!(import(&[]).contains("3 rows read: 3 used, 0 merged, 0 filtered out, 0 rejected"));
    let out = marz(folder.path(), &["check", "i.geojson"]);
    assert_eq!(out.status.code(), Some(0), "{}", stderr(&out));
    let first = fs::read_to_string(at("i.geojson")).unwrap();
    assert!(import(&[]).contains("0 added, 0 changed in 0 fields, 3 unchanged"));
    assert_eq!(fs::read_to_string(at("i.geojson")).unwrap(), first);

    // A person corrects a title and the death toll; the source then changes the toll, a place, and drops a record.
    let edited = first.replacen("Fighting: Government of Somewhere and Group B, Chah Ab town", "Our own title", 1);
    let edited = edited.replacen("\"max\": 3", "\"max\": 4", 1);
    assert_ne!(edited, first);
    fs::write(at("i.geojson"), &edited).unwrap();
    write(&[ucdp(&[("high", "6"), ("where_prec", "2")]), ucdp(&[("id", "8"), ("where_prec", "6")])]);
    let printed = import(&[]);
    for line in [
        "changed   ucdp-7  location.radius_m: 2000 -> 25000",
        "conflict  ucdp-7  killed: yours ",
        "max 6",
        "gone      ucdp-9",
        "1 conflict, yours kept, 1 no longer at the source and kept here",
    ] {
        assert!(printed.contains(line), "{line}\n{printed}");
    }
    let now = fs::read_to_string(at("i.geojson")).unwrap();
    assert!(now.contains("Our own title") && now.contains("\"max\": 4") && now.contains("25000"));
    // What a person takes out does not come back.
    let mut value: serde_json::Value = serde_json::from_str(&now).unwrap();
    value["features"].as_array_mut().unwrap().retain(|f| f["id"] != "ucdp-8");
    fs::write(at("i.geojson"), value.to_string()).unwrap();
    assert!(import(&[]).contains("1 taken out by hand and not put back"));
}

#[test]
fn only_what_matters_is_taken_and_every_row_accounted_for() {
    let folder = tempfile::tempdir().unwrap();
    let rows = [
        ucdp(&[]),
        ucdp(&[
            ("id", "8"),
            ("latitude", "10"),
            ("longitude", "20"),
            ("geom_wkt", "POINT (20 10)"),
            ("country", "Chad"),
        ]),
        ucdp(&[("id", "9"), ("date_start", "2001-01-01"), ("date_end", "2001-01-01")]),
        ucdp(&[("id", "x")]),
        ucdp(&[]),
    ];
    fs::write(folder.path().join("u.csv"), format!("{UCDP}\n{}\n", rows.join("\n"))).unwrap();
    let run =
        |more: &[&str]| marz(folder.path(), &[&["import", "ucdp", "u.csv", "--output", "o.geojson"], more].concat());
    let out = run(&["--near", "50km", "--since", "2020", "--report", "r.csv"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(stderr(&out).contains("5 rows read: 1 used, 1 merged, 2 filtered out, 1 rejected"), "{}", stderr(&out));
    let report = fs::read_to_string(folder.path().join("r.csv")).unwrap();
    let fates: Vec<&str> = report.lines().skip(1).map(|l| l.split(',').nth(2).unwrap()).collect();
    assert_eq!(fates, ["used", "filtered", "filtered", "rejected", "merged"]);
    assert!(stderr(&run(&["--country", "TD"])).contains("1 used, 0 merged, 3 filtered out"));
    let written = fs::read_to_string(folder.path().join("o.geojson")).unwrap();
    assert!(written.contains("SHA-256 ") && written.contains("\"accessed\":"));
    run(&["--accessed", "2026-02-03"]);
    assert!(fs::read_to_string(folder.path().join("o.geojson")).unwrap().contains("\"accessed\":\"2026-02-03\""));
    let explained = marz(folder.path(), &["import", "acled", "--explain"]);
    assert!(String::from_utf8_lossy(&explained.stdout).contains("radius_m = 75000"));
}

#[test]
fn places_of_a_spreadsheet_are_looked_up_and_never_guessed() {
    let folder = tempfile::tempdir().unwrap();
    let text = "title,date,place,province,country\na,2025,Хоруғ,,TJ\nb,2025,Fayzabad,,\nc,2025,Nowhere at all,,\n";
    fs::write(folder.path().join("s.csv"), text).unwrap();
    let out = marz(folder.path(), &["import", "csv", "s.csv", "--geocode", "place"]);
    let found: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let at = |i: usize| found["features"][i]["geometry"]["coordinates"].clone();
    assert!((at(0)[0].as_f64().unwrap() - 71.55).abs() < 0.05, "{found}");
    assert_eq!(found["features"][0]["properties"]["location"]["basis"], "gazetteer");
    assert!(at(1).is_null() && at(2).is_null());
    let printed = stderr(&out);
    assert!(
        printed.contains("not sure which place is meant") && printed.contains("no place near this border is called so"),
        "{printed}"
    );
}

#[test]
fn a_district_alone_is_looked_up_with_the_radius_of_a_district() {
    let folder = tempfile::tempdir().unwrap();
    let text = "title,date,place,district,country\na,2025,,Farkhor,TJ\nb,2025,Farkhor,Farkhor,TJ\n";
    fs::write(folder.path().join("s.csv"), text).unwrap();
    let out = marz(folder.path(), &["import", "csv", "s.csv", "--geocode", "place"]);
    let found: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let location = |i: usize| found["features"][i]["properties"]["location"].clone();
    assert_eq!(location(0)["radius_m"], 25_000, "{found}");
    assert!(location(0)["method"].as_str().unwrap().contains("a district was named"), "{found}");
    // The town is named: it is meant.
    assert_eq!(location(1)["radius_m"], 4_000, "{found}");
    assert!(stderr(&out).contains("1 row names a district and no place"), "{}", stderr(&out));
}

#[test]
fn a_status_that_is_not_known_is_kept_in_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let text = "title,date,status\na,2025,confirmed by officials\nb,2025,unconfirmed\n";
    fs::write(folder.path().join("s.csv"), text).unwrap();
    let out = marz(folder.path(), &["import", "csv", "s.csv"]);
    let found: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let of = |i: usize| found["features"][i]["properties"].clone();
    assert_eq!(of(0)["status"], "officially_confirmed", "{found}");
    assert_eq!(
        (&of(1)["status"], &of(1)["original"]["status"]),
        (&"one_side".into(), &"unconfirmed".into()),
        "{found}"
    );
    assert!(stderr(&out).contains("a status that is not known"), "{}", stderr(&out));
}
