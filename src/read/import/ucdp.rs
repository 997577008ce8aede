//! UCDP GED: annual and candidate releases, with or without a header.

use super::date::days;
use super::row::{Context, Notes, Row, RowFields, list};
use super::{RowOutcome, RowPreview};
use crate::model::{Casualties, Coding, Edtf, LonLat};
use crate::read::table::Wanted;

/// The columns without which nothing can be read.
pub const WANTED: Wanted<'static> = Wanted {
    columns: &["id", "date_start", "latitude", "longitude", "type_of_violence"],
    positional: Some(&COLUMNS),
    ..Wanted::QUOTED
};

/// The 49 columns of a release without a header.
const COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

pub fn read(
    row: &Row<'_>,
    context: &Context,
    notes: &mut Notes<'_>,
    passes: &dyn Fn(&RowPreview<'_>) -> bool,
) -> Result<(RowFields, i64), RowOutcome> {
    let id = notes.required_number_id(row, "id", "a shifted row? count its cells").ok_or(RowOutcome::Rejected)?;
    notes.id = format!("ucdp-{id}");
    let date = date(row, context, notes).ok_or(RowOutcome::Rejected)?;
    let at = notes.required_position(row).ok_or(RowOutcome::Rejected)?;
    let country = row.get("country");
    if !passes(&RowPreview { at: Some(at), days: date, country }) {
        return Err(RowOutcome::Filtered);
    }
    well_known_text(row, at, notes);
    let category = context.category(&[("type_of_violence", row.get("type_of_violence").unwrap_or_default())], notes);
    let mut remarks = Vec::new();
    let killed = dead(row, notes, &mut remarks);
    if let Some(status) = row.get("code_status").filter(|s| !s.eq_ignore_ascii_case("clear")) {
        notes.warning("code_status", "not cleared by the dataset yet", |p| p.found(status.to_owned()));
        remarks.push(format!("The dataset marks this record as '{status}'."));
    }
    if row.get("event_clarity").map(Coding::key).as_deref() == Some("2") {
        remarks.push("The dataset made this record of reports about several events.".to_owned());
    }
    let sources = row.get("number_of_sources").and_then(|t| Coding::key(t).parse::<usize>().ok());
    let offices = list(row.get("source_office"));
    let what = match category {
        crate::model::Category::Clash => "Fighting",
        _ => "Violence against civilians",
    };
    Ok((
        RowFields {
            id: notes.id.clone(),
            what: what.to_owned(),
            category,
            date: Edtf::of_days(date.0, date.1).ok_or(RowOutcome::Rejected)?,
            at: Some(at),
            precision: Some(row.get("where_prec").unwrap_or("5").to_owned()),
            place: row.get("where_coordinates").map(str::to_owned),
            district: row.get("adm_2").map(str::to_owned),
            province: row.get("adm_1").map(str::to_owned),
            country: country.map(str::to_owned),
            first: row.get("side_a").map(str::to_owned).into_iter().collect(),
            second: row.get("side_b").map(str::to_owned).into_iter().collect(),
            others: Vec::new(),
            killed,
            notes: remarks,
            sources: sources.unwrap_or(offices.len()),
            source_note: match offices.as_slice() {
                [] => format!("event {id}"),
                offices => format!("event {id}; reported by {}", offices.join("; ")),
            },
            tags: vec!["ucdp".to_owned()],
        },
        0,
    ))
}

/// The days that an event can have happened on.
fn date(row: &Row<'_>, context: &Context, notes: &mut Notes<'_>) -> Option<(i32, i32)> {
    let mut day = |column: &str| match row.get(column) {
        None => None,
        Some(text) => match days(text, context.coding.date_order) {
            Ok(days) => Some(days),
            Err(why) => {
                notes.error(column, why, |p| p.found(text.to_owned()).expected("2025-08-24 00:00:00.000"));
                None
            }
        },
    };
    let (start, end) = (day("date_start"), day("date_end"));
    let Some((first, _)) = start else {
        if notes.problems.is_empty() {
            notes.error("date_start", "the row has no date", |p| p.expected("2025-08-24 00:00:00.000"));
        }
        return None;
    };
    let last = end.or(start).map_or(first, |(_, last)| last);
    if last < first {
        notes.warning("date_end", "the event ends before it begins; both days are kept as its range", |p| {
            p.found(row.get("date_end").unwrap_or_default().to_owned())
        });
    }
    let code = row.get("date_prec").map(Coding::key);
    if let Some(code) = code.filter(|c| !matches!(c.as_str(), "1" | "2" | "3" | "4" | "5")) {
        notes.warning("date_prec", "a code that is not known; the days are taken as they stand", |p| {
            p.found(code).expected("1 to 5")
        });
    }
    Some((first.min(last), first.max(last)))
}

/// The dead: low, best, and the largest of the three. Releases have rows whose low is above high: the largest is kept.
fn dead(row: &Row<'_>, notes: &mut Notes<'_>, remarks: &mut Vec<String>) -> Casualties {
    let (low, best, high) = (notes.number(row, "low"), notes.number(row, "best"), notes.number(row, "high"));
    let most = [low, best, high].into_iter().flatten().max();
    let mut casualties = Casualties { min: low, best, max: most, who: None };
    if high.is_some() && high < most {
        notes.warning("high", "'high' is not the largest of the three figures; the largest is kept as the most", |p| {
            p.found(format!("low {low:?}, best {best:?}, high {high:?}").replace("Some(", "").replace(')', ""))
        });
    }
    if let (Some(low), Some(best)) = (low, best)
        && best < low
    {
        notes.warning("low", "'low' is above 'best'; the best figure stands in the notes alone", |p| {
            p.found(format!("low {low}, best {best}"))
        });
        casualties.best = None;
        remarks.push(format!("The dataset has {best} as its best figure of the dead, below its low one, {low}."));
    }
    casualties
}

/// Warns where the text of the geometry is another point than that of the two columns.
fn well_known_text(row: &Row<'_>, at: LonLat, notes: &mut Notes<'_>) {
    let Some(text) = row.get("geom_wkt") else { return };
    let inner = text.trim_start_matches(|c: char| c.is_alphabetic() || c == ' ').trim_start_matches('(');
    let numbers: Vec<f64> = inner.trim_end_matches(')').split_whitespace().filter_map(|n| n.parse().ok()).collect();
    let same = matches!(numbers.as_slice(), [x, y] if (x - at.lon()).abs() < 1e-4 && (y - at.lat()).abs() < 1e-4);
    if !same {
        notes.warning("geom_wkt", "the geometry and the columns differ; the columns count", |p| {
            p.found(text.to_owned()).expected(format!("POINT ({} {})", at.lon(), at.lat()))
        });
    }
}
