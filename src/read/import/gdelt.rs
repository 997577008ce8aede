//! GDELT events, 2.0 and 1.0: columns by position, delimited by tabs whatever the ending of the file's name; or with a header, as
//! BigQuery and 1.0 write them.

use super::context::Context;
use super::crosscheck::{self, country_of_full_name};
use super::incident::RowFields;
use super::precision::precision_code;
use super::row::{Notes, Row};
use super::{RowOutcome, RowPreview, Verdict};
use crate::model::{Casualties, Category, Coding};
use crate::read::Severity;
use crate::read::table::Wanted;

/// The columns that are read, by position; the others are not used.
pub const WANTED: Wanted<'static> = Wanted {
    columns: &["globaleventid", "sqldate", "actiongeo_lat"],
    positional: by_position,
    is_quoted: false,
    ..Wanted::QUOTED
};

pub const COLUMNS: [&str; 61] = [
    "globaleventid",
    "sqldate",
    "monthyear",
    "year",
    "fractiondate",
    "actor1code",
    "actor1name",
    "actor1countrycode",
    "actor1knowngroupcode",
    "actor1ethniccode",
    "actor1religion1code",
    "actor1religion2code",
    "actor1type1code",
    "actor1type2code",
    "actor1type3code",
    "actor2code",
    "actor2name",
    "actor2countrycode",
    "actor2knowngroupcode",
    "actor2ethniccode",
    "actor2religion1code",
    "actor2religion2code",
    "actor2type1code",
    "actor2type2code",
    "actor2type3code",
    "isrootevent",
    "eventcode",
    "eventbasecode",
    "eventrootcode",
    "quadclass",
    "goldsteinscale",
    "nummentions",
    "numsources",
    "numarticles",
    "avgtone",
    "actor1geo_type",
    "actor1geo_fullname",
    "actor1geo_countrycode",
    "actor1geo_adm1code",
    "actor1geo_adm2code",
    "actor1geo_lat",
    "actor1geo_long",
    "actor1geo_featureid",
    "actor2geo_type",
    "actor2geo_fullname",
    "actor2geo_countrycode",
    "actor2geo_adm1code",
    "actor2geo_adm2code",
    "actor2geo_lat",
    "actor2geo_long",
    "actor2geo_featureid",
    "actiongeo_type",
    "actiongeo_fullname",
    "actiongeo_countrycode",
    "actiongeo_adm1code",
    "actiongeo_adm2code",
    "actiongeo_lat",
    "actiongeo_long",
    "actiongeo_featureid",
    "dateadded",
    "sourceurl",
];

/// The columns of a file without a header: 61 in version 2.0, 58 in 1.0 (no second-order divisions), 57 in 1.0 before April 2013
/// (no addresses either).
fn by_position(cells: usize) -> Option<Vec<&'static str>> {
    let all = COLUMNS.iter().copied();
    match cells {
        61 => Some(all.collect()),
        58 => Some(all.filter(|c| !c.ends_with("adm2code")).collect()),
        57 => Some(all.filter(|c| !c.ends_with("adm2code") && *c != "sourceurl").collect()),
        _ => None,
    }
}

/// How many codes of CAMEO each root code has: 010 to 019, 020 to 028 and so on.
const CODES: [u8; 20] = [10, 9, 10, 7, 8, 5, 6, 8, 5, 9, 7, 10, 10, 6, 6, 7, 7, 7, 7, 5];

/// Whether CAMEO has a code, as far as its first three digits.
fn is_cameo(code: &str) -> bool {
    let is_digits = (2..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    let root = code.get(..2).and_then(|root| root.parse::<usize>().ok());
    let most = root.and_then(|root| CODES.get(root.checked_sub(1)?));
    let third = code.get(2..3).and_then(|digit| digit.parse::<u8>().ok()).unwrap_or(0);
    is_digits && most.is_some_and(|most| third < *most)
}

/// The CAMEO code of a row, with the leading zero that a spreadsheet took away; with a warning where it is not known.
fn cameo(row: &Row<'_>, notes: &mut Notes<'_>) -> String {
    let digits = |column: &str| row.get(column).map(Coding::key).filter(|k| !k.is_empty());
    let root = digits("eventrootcode").map(|root| format!("{root:0>2}"));
    let Some(code) = digits("eventcode").or(root.clone()) else {
        notes.warning("eventcode", "no code of CAMEO; taken as other", |p| p.expected("such as 190"));
        return String::new();
    };
    let zero = format!("0{code}");
    let mended = match &root {
        Some(root) if code.starts_with(root.as_str()) => code,
        Some(root) if zero.starts_with(root.as_str()) => zero,
        // Without the root code a zero is put back only where the code means nothing without it.
        None if !is_cameo(&code) && is_cameo(&zero) => zero,
        _ => code,
    };
    if !is_cameo(&mended) {
        notes.warning("eventcode", "a code that CAMEO does not have", |p| {
            p.found(mended.clone()).expected("two to four digits, beginning with 01 to 20")
        });
    }
    if let Some(root) = root.filter(|root| !mended.starts_with(root.as_str())) {
        notes.warning("eventrootcode", "the code and its root code differ; the code counts", |p| {
            p.found(root).expected(mended.get(..2).unwrap_or_default().to_owned())
        });
    }
    if let (Some(class), Some(root)) = (digits("quadclass"), mended.get(..2).and_then(|r| r.parse::<u8>().ok())) {
        let expected = match root {
            0..=5 => "1",
            6..=8 => "2",
            9..=13 => "3",
            _ => "4",
        };
        if class != expected {
            notes.warning("quadclass", "the class does not go with the code of CAMEO; the code counts", |p| {
                p.found(class).expected(expected)
            });
        }
    }
    mended
}

pub fn read(
    row: &Row<'_>,
    context: &Context,
    notes: &mut Notes<'_>,
    passes: &dyn Fn(&RowPreview<'_>) -> Verdict,
) -> Result<(RowFields, i64), RowOutcome> {
    let hint = "a shifted row? count its cells";
    let id = notes.required_number_id(row, "globaleventid", hint).ok_or(RowOutcome::Rejected)?;
    notes.id = format!("gdelt-{id}");
    let date = notes.required_date(row, "sqldate", context).ok_or(RowOutcome::Rejected)?;
    // Rows without a place of action are common: stored without a point.
    let at = notes.position(row, "actiongeo_long", "actiongeo_lat");
    if notes.problems.iter().any(|p| p.severity == Severity::Error) {
        return Err(RowOutcome::Rejected);
    }
    let country = row.get("actiongeo_countrycode");
    notes.held_back(passes(&RowPreview { at, date: &date, country }), country)?;
    crosscheck::year(row, "year", date.days(), notes);
    if let (Some(code), Some(name)) = (country, row.get("actiongeo_fullname"))
        && let (Some(of_code), Some(of_name)) = (context.country(code), country_of_full_name(name))
        && of_code != of_name
    {
        notes.warning(
            "actiongeo_countrycode",
            "the code (FIPS 10-4) and the name of the place differ; the code counts",
            |p| p.found(format!("{code}, which is {of_code}")).expected(format!("{of_name}, as in '{name}'")),
        );
    }
    let code = cameo(row, notes);
    let category = (1..=code.len()).rev().find_map(|n| context.coding.category.get(code.get(..n)?)).copied();
    let mentions = row.get("numsources").and_then(|t| t.parse().ok()).unwrap_or(0);
    let url = row.get("sourceurl").unwrap_or("no address");
    Ok((
        RowFields {
            id: notes.id.clone(),
            what: if code.is_empty() {
                "Media mention".to_owned()
            } else {
                format!("Media mention, CAMEO code {code}")
            },
            category: category.or(context.coding.defaults.category).unwrap_or(Category::Other),
            date,
            at,
            precision: match row.get("actiongeo_type") {
                Some("0") => None,
                None if at.is_none() => None,
                _ => Some(precision_code(row, "actiongeo_type", "2", &context.coding, notes)),
            },
            place: row.get("actiongeo_fullname").map(str::to_owned),
            district: None,
            province: None,
            country: country.map(str::to_owned),
            first: row.get("actor1name").map(str::to_owned).into_iter().collect(),
            second: row.get("actor2name").map(str::to_owned).into_iter().collect(),
            others: Vec::new(),
            killed: Casualties::default(),
            notes: vec![
                "A lead found by machine in the media: to be read and promoted, or dropped, by a person.".to_owned(),
            ],
            sources: mentions,
            source_note: format!("event {id}; {url}"),
            tags: vec!["gdelt".to_owned(), "lead".to_owned()],
            publisher: (!row.has("actiongeo_adm2code")).then(|| "GDELT 1.0 Events".to_owned()),
        },
        row.get("dateadded").and_then(|t| t.parse().ok()).unwrap_or(0),
    ))
}
