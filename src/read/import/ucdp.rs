//! UCDP GED: annual and candidate releases, with or without a header.

use super::context::Context;
use super::incident::RowFields;
use super::precision::precision_code;
use super::row::{Notes, Row, list};
use super::{RowOutcome, RowPreview, Verdict, crosscheck};
use crate::model::{Casualties, Coding, Edtf, REPORTED_BY};
use crate::read::table::Wanted;

/// The columns without which nothing can be read.
pub const WANTED: Wanted<'static> = Wanted {
    columns: &["id", "date_start", "latitude", "longitude", "type_of_violence"],
    positional: |cells| (cells == COLUMNS.len()).then(|| COLUMNS.to_vec()),
    ..Wanted::QUOTED
};

/// The 49 columns of a release without a header.
pub const COLUMNS: [&str; 49] = [
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

/// No event has more sources that are worth a name each.
const MOST_SOURCES: usize = 50;

pub fn read(
    row: &Row<'_>,
    context: &Context,
    notes: &mut Notes<'_>,
    passes: &dyn Fn(&RowPreview<'_>) -> Verdict,
) -> Result<(RowFields, i64), RowOutcome> {
    let id = notes.required_number_id(row, "id", "a shifted row? count its cells").ok_or(RowOutcome::Rejected)?;
    notes.id = format!("ucdp-{id}");
    let date = date(row, context, notes).ok_or(RowOutcome::Rejected)?;
    let at = notes.required_position(row).ok_or(RowOutcome::Rejected)?;
    let country = row.get("country");
    notes.held_back(passes(&RowPreview { at: Some(at), date: &date, country }), country)?;
    crosscheck::geometry(row, "geom_wkt", at, notes);
    crosscheck::year(row, "year", date.days(), notes);
    let violence = row.get("type_of_violence").unwrap_or_default();
    if violence.is_empty() {
        notes.warning("type_of_violence", "no type of violence; taken as other", |p| p.expected("1, 2 or 3"));
    }
    let category = context.category(&[("type_of_violence", violence)], notes);
    if let Some(code) = row.get("event_clarity").filter(|c| !matches!(Coding::key(c).as_str(), "1" | "2")) {
        notes.warning("event_clarity", "a code that is not known; not used", |p| {
            p.found(code.to_owned()).expected("1 or 2")
        });
    }
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
    let mut offices = list(row.get("source_office"));
    // Each source that the dataset counts is one, named or not.
    let unnamed = offices.len() + 1..=sources.unwrap_or(0).min(MOST_SOURCES);
    offices.extend(unnamed.map(|number| format!("source {number}, not named")));
    let what = match Coding::key(violence).as_str() {
        "1" | "2" => "Fighting",
        "3" => "Violence against civilians",
        _ => "Event",
    };
    Ok((
        RowFields {
            id: notes.id.clone(),
            what: what.to_owned(),
            category,
            date,
            at: Some(at),
            precision: Some(precision_code(row, "where_prec", "5", &context.coding, notes)),
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
                offices => format!("event {id}; {REPORTED_BY}{}", offices.join("; ")),
            },
            publisher: None,
            tags: vec!["ucdp".to_owned()],
        },
        0,
    ))
}

/// The days that an event can have happened on.
fn date(row: &Row<'_>, context: &Context, notes: &mut Notes<'_>) -> Option<Edtf> {
    let start = notes.required_date(row, "date_start", context)?;
    let end = match row.get("date_end") {
        Some(text) => notes.date(text, "date_end", context)?,
        None => start.clone(),
    };
    let (first, last) = (start.days().0, end.days().1);
    if last < first {
        notes.warning("date_end", "the event ends before it begins; both days are kept as its range", |p| {
            p.found(row.get("date_end").unwrap_or_default().to_owned())
        });
    }
    let code = row.get("date_prec").map(Coding::key);
    if let Some(code) = code.as_ref().filter(|c| !matches!(c.as_str(), "1" | "2" | "3" | "4" | "5")) {
        notes.warning("date_prec", "a code that is not known; the days are taken as they stand", |p| {
            p.found(code.clone()).expected("1 to 5")
        });
    }
    if start != end {
        return Edtf::of_days(first.min(last), first.max(last));
    }
    Some(one_day(start, code.as_deref(), notes))
}

/// The days of an event whose two dates are one, where its precision says that more than a day is meant: 2 some days, 3 its week, 4 its
/// month, 5 more than a month, up to the year.
fn one_day(date: Edtf, code: Option<&str>, notes: &mut Notes<'_>) -> Edtf {
    let (first, last) = date.days();
    let characters = match code {
        Some("4") => Some(7),
        Some("5") => Some(4),
        _ => None,
    };
    let (code, said) = match code {
        Some(code @ ("2" | "3")) if first == last => {
            (code, "the precision is coarser than a day, and both dates are one; the day is kept")
        }
        Some(code @ "4") if first == last => {
            (code, "the precision is a month, and both dates are one; the month is taken")
        }
        Some(code @ "5") if first == last => {
            (code, "the precision is up to a year, and both dates are one; the year is taken")
        }
        _ => return date,
    };
    notes.warning("date_prec", said, |p| p.found(format!("{code}, {date}")).expected("1, or two dates that span it"));
    let wider = characters.and_then(|n| date.earliest()?.get(..n)?.parse().ok());
    wider.unwrap_or(date)
}

/// The dead: low, best, and the largest of the three. Releases have rows whose low is above high: the largest is kept.
fn dead(row: &Row<'_>, notes: &mut Notes<'_>, remarks: &mut Vec<String>) -> Casualties {
    // Releases before 2017 call them so.
    let column = |name: &'static str, old: &'static str| if row.has(name) || !row.has(old) { name } else { old };
    let names = [column("low", "low_est"), column("best", "best_est"), column("high", "high_est")];
    let [low, best, high] = names.map(|name| notes.number(row, name));
    if names.iter().all(|name| row.get(name).is_none()) {
        notes.warning("best", "no figure of the dead; taken as unknown", |p| p.expected("best, high and low"));
    }
    crosscheck::sum_of_deaths(row, best, notes);
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
