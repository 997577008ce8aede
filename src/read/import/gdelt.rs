//! GDELT 2.0 events: 61 columns by position, delimited by tabs whatever the ending of the file's name.

use super::row::{Context, Notes, Row, RowFields};
use super::{RowOutcome, RowPreview};
use crate::model::{Casualties, Category, Edtf};
use crate::read::table::Wanted;

/// The columns that are read, by position; the others are not used.
pub const WANTED: Wanted<'static> =
    Wanted { columns: &["globaleventid", "sqldate", "actiongeo_lat"], positional: Some(&COLUMNS), is_quoted: false };

const COLUMNS: [&str; 61] = [
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

pub fn read(
    row: &Row<'_>,
    context: &Context,
    notes: &mut Notes<'_>,
    passes: &dyn Fn(&RowPreview<'_>) -> bool,
) -> Result<(RowFields, i64), RowOutcome> {
    let hint = "GDELT 1.0 files have 57 or 58 columns: only 2.0 is read";
    let id = notes.required_number_id(row, "globaleventid", hint).ok_or(RowOutcome::Rejected)?;
    notes.id = format!("gdelt-{id}");
    let date = notes.required_days(row, "sqldate", None, "20250824").ok_or(RowOutcome::Rejected)?;
    // Rows without a place of action are common: stored without a point.
    let at = notes.position(row, "actiongeo_long", "actiongeo_lat");
    if !notes.problems.is_empty() {
        return Err(RowOutcome::Rejected);
    }
    let country = row.get("actiongeo_countrycode");
    if !passes(&RowPreview { at, days: date, country }) {
        return Err(RowOutcome::Filtered);
    }
    let code = row.get("eventcode").or(row.get("eventrootcode")).unwrap_or_default();
    let category = (1..=code.len()).rev().find_map(|n| context.coding.category.get(code.get(..n)?)).copied();
    let mentions = row.get("numsources").and_then(|t| t.parse().ok()).unwrap_or(0);
    let url = row.get("sourceurl").unwrap_or("no address");
    Ok((
        RowFields {
            id: notes.id.clone(),
            what: format!("Media mention, CAMEO code {code}"),
            category: category.or(context.coding.defaults.category).unwrap_or(Category::Other),
            date: Edtf::of_days(date.0, date.1).ok_or(RowOutcome::Rejected)?,
            at,
            precision: row.get("actiongeo_type").filter(|t| *t != "0").map(str::to_owned),
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
        },
        row.get("dateadded").and_then(|t| t.parse().ok()).unwrap_or(0),
    ))
}
