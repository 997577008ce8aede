//! Codes, countries and columns that say the same twice, in other people's tables: read right, or with a warning.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::io::Cursor;
use std::path::Path;

use marz::Dossier;
use marz::import::{FileImport, ImportOptions, RowCounts};
use marz::model::{Dataset, Incident, Verdict};
use marz::monitor::Silent;
use marz::read::import::{Context, Import, RowOutcome, RowPreview};
use marz::recipe::coding;

mod support;

use support::dice::Dice;
use support::{marz, root, text};

/// What became of a row, and its warnings, as `field: message (found)`.
type Row = (RowOutcome, String);

fn rows_of(dataset: Dataset, bytes: &[u8], table: Option<&str>) -> Vec<Row> {
    let coding = coding(dataset, table.map(|t| ("mine.toml", t))).unwrap();
    let context = Context { file: "in.csv".to_owned(), coding, ..Context::default() };
    let import = Import::open(Box::new(Cursor::new(bytes.to_vec())), dataset, context).unwrap();
    let mut import = import.unwrap_or_else(|p| panic!("{p:?}"));
    let (reader, mut rows) = (import.reader(), Vec::new());
    while let Some(block) = import.next_block().unwrap() {
        for row in reader.read(&block, &|_: &RowPreview<'_>| Verdict::Passes) {
            let printed = row.problems.iter().map(|p| {
                let (field, found) = (p.field.clone().unwrap_or_default(), p.found.clone().unwrap_or_default());
                format!("{field}: {} ({found})", p.message)
            });
            rows.push((row.outcome, printed.collect::<Vec<_>>().join("; ")));
        }
    }
    rows
}

fn kept((outcome, printed): &Row) -> &Incident {
    let RowOutcome::Kept(incident, _) = outcome else { panic!("{outcome:?} {printed}") };
    incident
}

fn case(name: &str) -> Vec<u8> {
    fs::read(root().join("crates/cli/tests/cases").join(name)).unwrap()
}

fn country(row: &Row) -> &str {
    kept(row).location.country.as_deref().unwrap_or("")
}

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,inter1,actor2,inter2,interaction,\
civilian_targeting,iso,country,location,latitude,longitude,geo_precision,source,fatalities";
const ACLED_ROW: &str = "AFG1,2025-08-24,2025,1,Political violence,Battles,Armed clash,A,1,B,2,12,,4,Afghanistan,Chah Ab,37.4,69.8,1,Paper,3";

/// The usual row with some cells in place of its own.
fn with(header: &str, row: &str, set: &[(&str, &str)]) -> String {
    let cells = header.split(',').zip(row.split(','));
    let cell = |(name, usual): (&str, &str)| {
        let set = set.iter().find(|(n, _)| *n == name).map_or(usual, |(_, value)| value);
        if set.contains(',') { format!("\"{set}\"") } else { set.to_owned() }
    };
    format!("{header}\n{}\n", cells.map(cell).collect::<Vec<_>>().join(","))
}

/// Cells that are set, the category of the row, and what its warnings must say; none at all if that is empty.
type Cells<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);

/// One row for each case.
fn warned_of(dataset: Dataset, (header, row): (&str, &str), cases: &[Cells<'_>]) {
    for (set, category, printed) in cases {
        let rows = rows_of(dataset, with(header, row, set).as_bytes(), None);
        assert_eq!(kept(&rows[0]).category.as_str(), *category, "{set:?}");
        let all = &rows[0].1;
        assert!(if printed.is_empty() { all.is_empty() } else { all.contains(printed) }, "{set:?}: {all}");
    }
}

#[test]
fn every_code_of_acled_is_known_or_warned_of() {
    warned_of(
        Dataset::Acled,
        (ACLED, ACLED_ROW),
        &[
            (&[], "clash", ""),
            (&[("sub_event_type", "")], "clash", ""),
            (&[("sub_event_type", "Armed  CLASH")], "clash", ""),
            (
                &[("sub_event_type", "Armed clsh")],
                "clash",
                "sub_event_type: a code that is not known; taken as clash (Armed clsh)",
            ),
            (&[("event_type", "Batles")], "clash", "event_type: a code that is not known; taken as clash (Batles)"),
            (
                &[("event_type", "Batles"), ("sub_event_type", "")],
                "other",
                "event_type: a code that is not known; taken as other",
            ),
            (
                &[("event_type", "Batles"), ("sub_event_type", "Armd")],
                "other",
                "event_type: a code that is not known; taken as other (Batles)",
            ),
            (&[("event_type", ""), ("sub_event_type", "")], "other", "event_type: no type of event"),
            (&[("event_type", "Battle-No change of territory"), ("sub_event_type", "")], "clash", ""),
            (&[("inter1", "9")], "clash", "inter1: a kind of actor that is not known (9)"),
            (
                &[("inter1", "State Forces"), ("inter2", "Rebel group"), ("interaction", "State forces-Rebel group")],
                "clash",
                "",
            ),
            (&[("interaction", "Rebels against all")], "clash", "interaction: a code that is not known"),
            (&[("interaction", "99")], "clash", "interaction: a code that is not known"),
            (&[("interaction", "13")], "clash", "interaction: it does not go with inter1 and inter2"),
            (&[("inter1", "6"), ("inter2", "0"), ("interaction", "60")], "clash", ""),
            (&[("disorder_type", "Political violence; Demonstrations")], "clash", ""),
            (&[("disorder_type", "Politcal violence")], "clash", "disorder_type: a code that is not known"),
            (&[("civilian_targeting", "Civilian targeting")], "clash", ""),
            (&[("civilian_targeting", "yes")], "clash", "civilian_targeting: a code that is not known"),
            (
                &[("geo_precision", "7")],
                "clash",
                "precision: a code of precision that is not known; the coarsest radius is assumed (7)",
            ),
            (&[("time_precision", "4")], "clash", "time_precision: a code that is not known"),
            (&[("year", "2024")], "clash", "year: the year and the date differ; the date counts (2024)"),
            (&[("year", "25")], "clash", "year: the year and the date differ"),
            (
                &[("event_type", "Protests"), ("sub_event_type", "Armed clash")],
                "clash",
                "sub_event_type: it does not belong to the type of event; the sub-event type counts (Protests, Armed clash)",
            ),
            (&[("event_type", "Protests"), ("sub_event_type", "Peaceful protest")], "other", ""),
            (&[("event_type", "Battle-No change of territory"), ("sub_event_type", "Armed clash")], "clash", ""),
            (&[("geo_precision", "")], "clash", "geo_precision: no code of precision; the coarsest one is assumed"),
            (&[("fatalities", "2-4")], "clash", ""),
            (&[("fatalities", "some")], "clash", "fatalities: this is not a whole number"),
            (&[("fatalities", "3.0")], "clash", "fatalities: a whole number with decimals"),
            (&[("iso", "762")], "clash", "iso: two columns name different countries"),
            (&[("iso", "4.0")], "clash", ""),
            (
                &[("country", "Atlantis")],
                "clash",
                "country: a country that is not known; kept as it is written (Atlantis)",
            ),
        ],
    );
}

const UCDP: &str = "id,year,code_status,type_of_violence,side_a,side_b,number_of_sources,source_office,where_prec,where_coordinates,latitude,longitude,\
geom_wkt,country,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low";
const UCDP_ROW: &str = "7,2025,Clear,1,Government of X,Y,1,Agency,1,Chah Ab,37.4,69.8,POINT (69.8 37.4),Afghanistan,1,1,2025-08-24,2025-08-24,\
1,0,1,0,2,3,1";

#[test]
fn every_code_of_ucdp_is_known_or_warned_of() {
    warned_of(
        Dataset::Ucdp,
        (UCDP, UCDP_ROW),
        &[
            (&[], "clash", ""),
            (&[("type_of_violence", "3")], "other", ""),
            (&[("type_of_violence", "4")], "other", "type_of_violence: a code that is not known; taken as other (4)"),
            (&[("type_of_violence", "")], "other", "type_of_violence: no type of violence"),
            (&[("event_clarity", "3")], "clash", "event_clarity: a code that is not known"),
            (&[("where_prec", "8")], "clash", "precision: a code of precision that is not known"),
            (&[("date_prec", "6")], "clash", "date_prec: a code that is not known"),
            (&[("code_status", "Check later")], "clash", "code_status: not cleared"),
            (&[("year", "2024")], "clash", "year: the year and the date differ"),
            (&[("geom_wkt", "POINT (37.4 69.8)")], "clash", "geom_wkt: the geometry and the columns differ"),
            (&[("deaths_civilians", "4")], "clash", "best: the dead of the sides do not add up to the best figure"),
            (&[("deaths_civilians", "")], "clash", ""),
            (&[("high", "1")], "clash", "high: 'high' is not the largest"),
            (&[("low", "3")], "clash", "low: 'low' is above 'best'"),
            (&[("best", ""), ("high", ""), ("low", "")], "clash", "best: no figure of the dead; taken as unknown"),
            (&[("country", "DR Congo (Zaire)")], "clash", ""),
            (&[("country", "Kingdom of eSwatini (Swaziland)")], "clash", ""),
            (&[("country", "Kingdom of Zubrowka")], "clash", "country: a country that is not known"),
        ],
    );
    let rows = rows_of(Dataset::Ucdp, with(UCDP, UCDP_ROW, &[("type_of_violence", "4")]).as_bytes(), None);
    assert!(kept(&rows[0]).title.starts_with("Event: "), "{}", kept(&rows[0]).title);
}

#[test]
fn candidate_files_come_in_by_their_header_whatever_its_order() {
    let mut columns: Vec<(&str, &str)> = UCDP.split(',').zip(UCDP_ROW.split(',')).collect();
    columns.reverse();
    columns.extend([("version", "26.0.3"), ("new_in_2026", "x")]);
    let line = |at: fn(&(&str, &str)) -> String| columns.iter().map(at).collect::<Vec<_>>().join(",");
    let table = format!("{}\n{}\n", line(|c| c.0.to_uppercase()), line(|c| c.1.to_owned()));
    let rows = rows_of(Dataset::Ucdp, table.as_bytes(), None);
    assert_eq!((kept(&rows[0]).killed.best, country(&rows[0]), rows[0].1.as_str()), (Some(2), "AF", ""));
}

#[test]
fn a_precision_coarser_than_the_dates_of_ucdp_is_warned_of() {
    for (prec, date, printed) in [
        ("1", "2025-08-24", ""),
        ("2", "2025-08-24", "the precision is coarser than a day"),
        ("3", "2025-08-24", "the precision is coarser than a day"),
        ("4", "2025-08", "the month is taken"),
        ("5", "2025", "the year is taken"),
    ] {
        let rows = rows_of(Dataset::Ucdp, with(UCDP, UCDP_ROW, &[("date_prec", prec)]).as_bytes(), None);
        assert_eq!(kept(&rows[0]).date.as_str(), date, "{prec}");
        assert!(if printed.is_empty() { rows[0].1.is_empty() } else { rows[0].1.contains(printed) }, "{:?}", rows[0].1);
    }
    let set = &[("date_prec", "5"), ("date_start", "2025-01-01"), ("date_end", "2025-12-31")];
    let rows = rows_of(Dataset::Ucdp, with(UCDP, UCDP_ROW, set).as_bytes(), None);
    assert!(kept(&rows[0]).date.as_str() == "2025" && rows[0].1.is_empty(), "{rows:?}");
    let rows = rows_of(Dataset::Ucdp, with(UCDP, UCDP_ROW, &[("where_prec", "")]).as_bytes(), None);
    assert!(rows[0].1.contains("where_prec: no code of precision; the coarsest one is assumed"), "{rows:?}");
    assert_eq!(kept(&rows[0]).location.radius_m, Some(100_000));
}

#[test]
fn the_dead_of_acled_are_read_as_those_of_a_sheet() {
    for (cell, figures) in [
        ("3", (Some(3), Some(3), Some(3))),
        ("2-4", (Some(2), None, Some(4))),
        ("3+", (Some(3), None, None)),
        ("~10", (None, Some(10), None)),
        ("some", (None, None, None)),
    ] {
        let rows = rows_of(Dataset::Acled, with(ACLED, ACLED_ROW, &[("fatalities", cell)]).as_bytes(), None);
        let killed = &kept(&rows[0]).killed;
        assert_eq!((killed.min, killed.best, killed.max), figures, "{cell}");
    }
}

#[test]
fn acled_of_before_2018_is_read() {
    let rows = rows_of(Dataset::Acled, &case("acled_old_types.csv"), None);
    let categories: Vec<&str> = rows.iter().map(|r| kept(r).category.as_str()).collect();
    assert_eq!(categories, ["clash", "clash", "clash", "other", "other", "other", "other", "other", "clash"]);
    assert!(rows.iter().all(|r| r.1.is_empty()), "{rows:?}");
}

#[test]
fn the_countries_of_acled_are_all_known() {
    let rows = rows_of(Dataset::Acled, &case("acled_countries.csv"), None);
    let all: Vec<String> = rows.iter().map(|r| format!("{} {}", kept(r).id, country(r))).collect();
    for expected in [
        "XX0 CD", "XX1 CG", "XX2 CI", "XX3 SZ", "XX4 PS", "XX5 XK", "XX8 TR", "XX25 TL", "XX28 MK", "XX48 GB",
        "XX51 GG",
    ] {
        assert!(all.contains(&format!("acled-{expected}")), "{expected}: {all:?}");
    }
    // A cell with NA names no country, whatever else becomes of it.
    let odd: Vec<&String> =
        all.iter().filter(|a| a.rsplit(' ').next().unwrap().len() != 2 || a.ends_with(" NA")).collect();
    assert!(odd.iter().all(|a| a.starts_with("acled-XX39 ") || a.starts_with("acled-XX40 ")), "{odd:?}");
}

#[test]
fn the_old_figures_of_ucdp_are_read() {
    let rows = rows_of(Dataset::Ucdp, &case("ucdp_best_est.csv"), None);
    let dead: Vec<_> = rows.iter().map(|r| (kept(r).killed.min, kept(r).killed.best, kept(r).killed.max)).collect();
    assert_eq!(dead, [(Some(2), Some(3), Some(4)), (Some(7), Some(10), Some(12))]);
    // 1 + 1 + 1 + 0 is 3, and no 10.
    assert!(rows[0].1.is_empty() && rows[1].1.contains("do not add up"), "{rows:?}");
}

#[test]
fn fips_codes_are_never_read_as_iso() {
    let rows = rows_of(Dataset::Gdelt, &case("gdelt_fips.csv"), None);
    assert_eq!(rows.iter().map(country).collect::<Vec<_>>(), ["NE", "NG", "NE"]);
    assert!(rows.iter().all(|r| !r.1.contains("country")), "{rows:?}");
}

#[test]
fn gdelt_with_a_header_and_quotes_is_the_same() {
    let plain = rows_of(Dataset::Gdelt, &case("gdelt_tab.csv"), None);
    let quoted = rows_of(Dataset::Gdelt, &case("gdelt_bigquery.csv"), None);
    assert_eq!(plain.len(), 3);
    for (a, b) in plain.iter().zip(&quoted) {
        assert_eq!(kept(a), kept(b));
        assert_eq!(a.1, b.1);
    }
}

/// A row of GDELT with cells set by name, as a table with a header.
fn gdelt(set: &[(&str, &str)]) -> String {
    let table = String::from_utf8(case("gdelt_bigquery.csv")).unwrap();
    let mut lines = table.lines();
    let header = lines.next().unwrap().to_lowercase();
    let row = lines.next().unwrap().replace("\"Panj, Khatlon, Tajikistan\"", "Panj");
    with(&header, &row, set)
}

#[test]
fn codes_of_cameo_are_mended_or_warned_of() {
    for (set, category, printed) in [
        (&[][..], "clash", ""),
        // A spreadsheet took the zeros away: 043 is a visit, 194 is none.
        (&[("eventcode", "43"), ("eventbasecode", "43"), ("eventrootcode", "4"), ("quadclass", "1")], "contact", ""),
        (&[("eventcode", "43"), ("eventrootcode", ""), ("quadclass", "1")], "contact", ""),
        (&[("eventcode", "194"), ("eventrootcode", "19")], "shelling", ""),
        (&[("eventcode", "190.0"), ("eventrootcode", "19.0")], "clash", ""),
        (&[("eventcode", "15"), ("eventrootcode", "1"), ("quadclass", "1")], "other", ""),
        (&[("eventcode", "150"), ("eventrootcode", "15"), ("quadclass", "4")], "deployment", ""),
        (&[("eventcode", "999"), ("eventrootcode", "99")], "other", "eventcode: a code that CAMEO does not have (999)"),
        (&[("eventcode", "198")], "clash", "eventcode: a code that CAMEO does not have (198)"),
        (&[("eventcode", "x9")], "other", "eventcode: a code that CAMEO does not have"),
        (&[("eventcode", ""), ("eventrootcode", "")], "other", "eventcode: no code of CAMEO"),
        (&[("eventrootcode", "18")], "clash", "eventrootcode: the code and its root code differ; the code counts (18)"),
        (&[("quadclass", "1")], "clash", "quadclass: the class does not go with the code"),
        (&[("year", "2024")], "clash", "year: the year and the date differ"),
        (
            &[("actiongeo_countrycode", "TJ")],
            "clash",
            "country: a country that is not known; left out: no code of FIPS 10-4 (TJ)",
        ),
        (&[("actiongeo_countrycode", "PF")], "clash", "left out: no code of FIPS 10-4 (PF)"),
        (
            &[("actiongeo_countrycode", "NI"), ("actiongeo_fullname", "Agadez, Agadez, Niger")],
            "clash",
            "actiongeo_countrycode: the code (FIPS 10-4) and the name of the place differ; the code counts (NI, which is NG)",
        ),
    ] {
        let rows = rows_of(Dataset::Gdelt, gdelt(set).as_bytes(), None);
        assert_eq!(kept(&rows[0]).category.as_str(), category, "{set:?} {rows:?}");
        assert!(
            if printed.is_empty() { rows[0].1.is_empty() } else { rows[0].1.contains(printed) },
            "{set:?}: {}",
            rows[0].1
        );
    }
    let rows = rows_of(Dataset::Gdelt, gdelt(&[("actiongeo_countrycode", "TJ")]).as_bytes(), None);
    assert_eq!(country(&rows[0]), "");
    // What a person says of a code comes first.
    let rows =
        rows_of(Dataset::Gdelt, gdelt(&[("actiongeo_countrycode", "TJ")]).as_bytes(), Some("[country]\nTJ = 'TJ'"));
    assert_eq!(country(&rows[0]), "TJ");
}

#[test]
fn gdelt_1_0_is_read_by_its_columns_and_not_credited_to_2_0() {
    let two = String::from_utf8(case("gdelt_tab.csv")).unwrap();
    let header = String::from_utf8(case("gdelt_bigquery.csv")).unwrap().lines().next().unwrap().to_lowercase();
    let keep = |last: usize| -> String {
        let names: Vec<&str> = header.split(',').collect();
        let one = |line: &str| {
            let cells = line.split('\t').zip(&names).filter(|(_, n)| !n.ends_with("adm2code")).map(|(c, _)| c);
            cells.take(last).collect::<Vec<_>>().join("\t")
        };
        two.lines().map(|line| one(line) + "\n").collect()
    };
    for (columns, url) in [(58, "https://example.org/1001"), (57, "no address")] {
        let rows = rows_of(Dataset::Gdelt, keep(columns).as_bytes(), None);
        let first = kept(&rows[0]);
        let place = (first.at.unwrap().lon(), first.at.unwrap().lat(), country(&rows[0]));
        assert_eq!((place, rows.len(), rows[0].1.as_str()), ((69.0991, 37.2363, "TJ"), 3, ""), "{columns}");
        assert_eq!(first.sources[0].publisher, "GDELT 1.0 Events");
        assert!(first.sources[0].note.as_deref().unwrap().contains(url));
    }
    assert_eq!(kept(&rows_of(Dataset::Gdelt, two.as_bytes(), None)[0]).sources[0].publisher, "GDELT 2.0 Events");
}

#[test]
fn several_sources_and_actors_in_a_cell_all_come_in() {
    let table = "id,title,date,source,source_url,source_title,first\n\
        a,t,2025-08-24,Paper; Agency ;Radio,https://e.org/1;https://e.org/2;https://e.org/3,One title,Guards; Police\n\
        b,t,2025-08-24,Paper;Agency,https://e.org/1,,\n";
    let rows = rows_of(Dataset::Table, table.as_bytes(), None);
    let sources = |r: &Row| -> Vec<String> {
        let one = |s: &marz::model::Source| {
            format!("{} {} {}", s.publisher, s.url.as_deref().unwrap_or("-"), s.title.as_deref().unwrap_or("-"))
        };
        kept(r).sources.iter().map(one).collect()
    };
    assert_eq!(
        sources(&rows[0]),
        ["Paper https://e.org/1 One title", "Agency https://e.org/2 -", "Radio https://e.org/3 -"]
    );
    assert_eq!(sources(&rows[1]), ["Paper https://e.org/1 -", "Agency - -"]);
    assert_eq!(kept(&rows[0]).actors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>(), ["Guards", "Police"]);
    assert_eq!(marz::model::different_publishers(&kept(&rows[0]).sources), 3);
    // A dataset that names two sources of its own is no single publisher's.
    let acled = rows_of(Dataset::Acled, with(ACLED, ACLED_ROW, &[("source", "Paper; Agency")]).as_bytes(), None);
    assert_eq!(marz::model::different_publishers(&kept(&acled[0]).sources), 2);
}

/// What `marz import` prints, and the ids that it writes.
fn imported(folder: &Path, args: &[&str]) -> (String, Vec<String>) {
    let out = marz(folder, &[&["import"], args, &["--output", "out.geojson"]].concat());
    let written: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("out.geojson")).unwrap_or_default()).unwrap_or_default();
    let ids = written["features"].as_array().into_iter().flatten().map(|f| f["id"].as_str().unwrap().to_owned());
    (text(&out.stderr), ids.collect())
}

#[test]
fn a_country_that_is_not_known_is_not_filtered_out_but_counted_apart() {
    let folder = tempfile::tempdir().unwrap();
    let sheet = String::from_utf8(case("country_names.csv")).unwrap();
    fs::write(
        folder.path().join("s.csv"),
        sheet + "5,e,2025-08-24,37.2,69.1,Tadjland,500\n6,f,2025-08-24,37.2,69.1,,500\n",
    )
    .unwrap();
    let (printed, ids) = imported(folder.path(), &["csv", "s.csv", "--country", "TJ"]);
    assert_eq!(ids, ["1", "2", "3"], "{printed}");
    assert!(
        printed.contains("6 rows read: 3 used") && printed.contains("1 filtered out, 0 rejected, 2 not judged"),
        "{printed}"
    );
    assert!(
        printed.contains("left out, since the filter cannot judge them: 5 (country not known), 6 (country not known)"),
        "{printed}"
    );
    assert!(printed.contains("the filter cannot judge this country") && printed.contains("Tadjland"), "{printed}");
    // By name in any language.
    for country in ["Tajikistan", "Таджикистан", "تاجیکستان", "tjk"] {
        assert_eq!(imported(folder.path(), &["csv", "s.csv", "--country", country]).1, ["1", "2", "3"], "{country}");
    }
    let (printed, _) = imported(folder.path(), &["csv", "s.csv", "--country", "tadjland"]);
    assert!(printed.contains("no country that is known") && !printed.contains("rows read"), "{printed}");
    // What another condition filters out needs no country.
    let (printed, _) = imported(folder.path(), &["csv", "s.csv", "--country", "TJ", "--since", "2026"]);
    assert!(printed.contains("6 filtered out, 0 rejected, 0 not judged"), "{printed}");
}

#[test]
fn a_code_of_fips_is_asked_for_by_its_country() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("g.csv"), case("gdelt_fips.csv")).unwrap();
    // NG is Nigeria to a person, and Niger to GDELT.
    assert_eq!(imported(folder.path(), &["gdelt", "g.csv", "--country", "NG"]).1, ["gdelt-2002"]);
    assert_eq!(imported(folder.path(), &["gdelt", "g.csv", "--country", "Niger"]).1, ["gdelt-2001", "gdelt-2003"]);
}

#[test]
fn rows_without_a_point_are_not_judged_by_distance() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.csv"), "id,title,date,lat,lon\na,a,2025,37.2,69.1\nb,b,2025,,\nc,c,2025,10,20\n")
        .unwrap();
    let (printed, ids) = imported(folder.path(), &["csv", "s.csv", "--near", "100km"]);
    assert!(
        ids == ["a"]
            && printed.contains("1 filtered out, 0 rejected, 1 not judged")
            && printed.contains("b (no place)"),
        "{printed}"
    );
}

/// A border with the sides of two countries, from south to north.
fn border(folder: &Path, left: &str, right: &str, line: &str) {
    let side = |code: &str| format!(r#"{{"code":"{code}","names":{{"en":"{code}"}}}}"#);
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{{"type":"LineString","coordinates":{line}}},
        "properties":{{"name":"b","sides":{{"left":{},"right":{}}}}}}}]}}"#,
        side(left),
        side(right)
    );
    fs::write(folder.join("b.geojson"), text).unwrap();
}

fn sides(folder: &Path) -> Vec<String> {
    let written: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("out.geojson")).unwrap()).unwrap();
    let side = |f: &serde_json::Value| {
        format!("{} {}", f["id"].as_str().unwrap(), f["properties"]["location"]["side"].as_str().unwrap_or("-"))
    };
    written["features"].as_array().unwrap().iter().map(side).collect()
}

#[test]
fn reports_stand_on_the_side_of_their_country() {
    let folder = tempfile::tempdir().unwrap();
    border(folder.path(), "CD", "RW", "[[29.24,-1.75],[29.25,-1.6]]");
    fs::write(folder.path().join("a.csv"), case("acled_drc.csv")).unwrap();
    let (printed, _) = imported(folder.path(), &["acled", "a.csv", "--border", "b.geojson"]);
    assert_eq!(sides(folder.path()), ["acled-DRC1 left", "acled-RWA1 right"], "{printed}");
    let (_, ids) = imported(folder.path(), &["acled", "a.csv", "--border", "b.geojson", "--country", "CD"]);
    assert_eq!(ids, ["acled-DRC1"]);
    border(folder.path(), "NE", "NG", "[[14,13.5],[4,13.0]]");
    fs::write(folder.path().join("g.csv"), case("gdelt_fips.csv")).unwrap();
    let (printed, _) = imported(folder.path(), &["gdelt", "g.csv", "--border", "b.geojson"]);
    assert_eq!(sides(folder.path()), ["gdelt-2001 left", "gdelt-2002 right", "gdelt-2003 left"], "{printed}");
}

/// The counts of a summary by the words behind them.
fn count(printed: &str, words: &str) -> u64 {
    let before = printed.split(words).next().unwrap().trim_end();
    let number = before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap();
    number.parse().unwrap_or_else(|_| panic!("{words}: {printed}"))
}

/// The counts of an import by the library, and how many incidents it gives.
fn counted(dossier: &Dossier, table: &str, options: ImportOptions) -> (RowCounts, usize) {
    let border = &dossier.case().border;
    let coding = coding(Dataset::Table, None).unwrap();
    let context =
        Context { file: "s.csv".to_owned(), coding, sides: Some(border.facts.sides.clone()), ..Context::default() };
    let import = FileImport {
        file: Path::new("s.csv"),
        border,
        line: dossier.line(),
        categories: &dossier.case().categories,
        gazetteer: None,
        options,
        monitor: &Silent,
    };
    let reader = Box::new(Cursor::new(table.as_bytes().to_vec()));
    let (incidents, counts) = import.read(reader, Dataset::Table, context).unwrap();
    (counts, incidents.len())
}

#[test]
fn every_row_is_accounted_for_whatever_a_table_holds() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = Dossier::embedded().unwrap();
    let mut dice = Dice(15);
    let mut seen = RowCounts::default();
    for round in 0..40 {
        let delimiter = if round % 2 == 0 { "," } else { ";" };
        let mut table = ["id", "title", "date", "lat", "lon", "country", "radius_m"].join(delimiter) + "\n";
        let rows = dice.below(40) + 1;
        for _ in 0..rows {
            let id = format!("r{}", dice.below(60));
            let date = dice.one_of(&["2025-08-24", "2019-01-02", "2025-08", "24.08.2025", "never"]);
            let lat = dice.one_of(&["37.2", "37.2", "10", "", "95"]);
            let lon = dice.one_of(&["69.1", "69.1", "20", ""]);
            let country = dice.one_of(&["TJ", "Tajikistan", "Ҷумҳурии Тоҷикистон", "AF", "Nowhere", ""]);
            table += &([&id, "t", date, lat, lon, country, "500"].join(delimiter) + "\n");
        }
        let near = |text: &str| Some(text.parse().unwrap());
        let countries = |text: &str| vec![text.to_owned()];
        for options in [
            ImportOptions::default(),
            ImportOptions { countries: countries("TJ"), ..ImportOptions::default() },
            ImportOptions { near: near("50km"), ..ImportOptions::default() },
            ImportOptions {
                near: near("9000km"),
                since: Some("2020".parse().unwrap()),
                countries: countries("AF"),
                ..ImportOptions::default()
            },
        ] {
            let (c, written) = counted(&dossier, &table, options);
            assert_eq!(c.read as u64, rows, "{table}");
            assert_eq!(c.read, c.used + c.merged + c.filtered + c.rejected + c.not_judged, "{c:?}\n{table}");
            assert_eq!(c.used, written, "{c:?}\n{table}");
            seen.filtered += c.filtered;
            seen.not_judged += c.not_judged;
            seen.rejected += c.rejected;
        }
        if round < 4 {
            fs::write(folder.path().join("s.csv"), &table).unwrap();
            let out = marz(folder.path(), &["measure", "s.csv", "--near", "50km", "--output", "m.csv"]);
            let printed = text(&out.stderr);
            let sum: u64 =
                [" used,", " rejected,", " filtered out,", " not judged"].iter().map(|w| count(&printed, w)).sum();
            assert_eq!(count(&printed, " points read,"), sum, "{table}{printed}");
        }
    }
    assert!(seen.filtered > 80 && seen.not_judged > 80 && seen.rejected > 80, "{seen:?}");
}

#[test]
fn incidents_without_a_place_are_counted_apart_in_every_command() {
    let folder = support::dossier();
    let mut all: serde_json::Value = serde_json::from_str(&support::incidents(folder.path())).unwrap();
    all["features"][0]["geometry"] = serde_json::Value::Null;
    all["features"][0]["properties"]["location"]["extent"] = "none".into();
    fs::write(folder.path().join("data/incidents.geojson"), all.to_string()).unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/overview.toml"), "title = 'T'\nextent = { border = true }\n").unwrap();
    let id = all["features"][0]["id"].as_str().unwrap();
    let listed = format!("left out, since the filter cannot judge them: {id} (no place)");
    for args in [
        &["measure", "--near", "20km", "--output", "m.csv"][..],
        &["export", "--to", "csv", "--bbox", "60,30,80,40", "--output", "e.csv"],
    ] {
        let printed = text(&marz(folder.path(), args).stderr);
        assert_eq!(count(&printed, " not judged"), 1, "{printed}");
        let sum: u64 =
            [" used,", " rejected,", " filtered out,", " not judged"].iter().map(|w| count(&printed, w)).sum();
        assert_eq!(count(&printed, " incidents read,"), sum, "{printed}");
        assert!(printed.contains(&listed), "{printed}");
    }
    for args in [
        &["analyse", "--near", "20km", "--output", "a.txt"][..],
        &["map", "overview", "--near", "20km", "--output", "m.svg"],
        &["report", "--near", "20km", "--output", "r.html"],
        &["lint", "--near", "20km"],
    ] {
        let printed = text(&marz(folder.path(), args).stderr);
        assert!(printed.contains(&listed), "{args:?}: {printed}");
    }
}
