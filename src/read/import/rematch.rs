//! Rows of a sheet without ids, found again among the records of earlier imports.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::collected::members;
use super::identity::{is_made, numbered};
use super::merge::{FROM_FILE, SHEET_ROW, content_key, differing};
use crate::model::{Edtf, Incident};
use crate::read::feature;

/// Incidents under the ids that they have in a dossier.
#[derive(Debug, Clone, Default)]
pub struct Rematched {
    /// The incidents; those that are known have the id of their record.
    pub incidents: Vec<Incident>,
    /// The ids of those that are taken for a correction of their record: a person decides.
    pub offered: BTreeSet<String>,
}

/// Whether the id of an incident is of our making: its sheet has none.
#[must_use]
pub fn is_of_our_making(incident: &Incident) -> bool {
    is_made(&incident.id, &incident.date, &incident.title)
}

/// A stored record whose id no row gives.
struct Stored<'a> {
    id: &'a str,
    members: Map<String, Value>,
    file: Option<String>,
    /// The row of that file, from 1.
    row: Option<usize>,
    /// What a correction leaves as it is: two of date, title and place.
    marks: [String; 3],
}

/// Finds rows with an id of our making again, and those with one of the sheet's that no record has: one that says all that a record says is that record, whatever file it comes from; of the
/// others one that is most like exactly one record of the same file, and that record most like it, is offered as its correction, unless
/// it is plainly of another event and does not stand in the sheet where the record stood; the rest is new. A row with an id of its sheet that no record has is one read before only where it
/// says all that the record says: the sheet was read without its ids then. A file of another name that repeats at least half of an earlier one's records is
/// that file, in a later version. Ids of `taken` are not given again.
///
/// # Arguments
///
/// `stored` are the records as they were imported last, by id.
#[must_use]
pub fn rematched(incidents: &[Incident], stored: &BTreeMap<&str, &Value>, taken: &BTreeSet<&str>) -> Rematched {
    let given: BTreeSet<&str> = incidents.iter().filter(|i| !is_of_our_making(i)).map(|i| i.id.as_str()).collect();
    let open = stored.iter().filter(|(id, _)| !given.contains(*id));
    let records: Vec<Stored<'_>> = open.filter_map(|(id, value)| Stored::of(id, value)).collect();
    let mut by_content: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, record) in records.iter().enumerate().rev() {
        by_content.entry(content_key(&record.members)).or_default().push(i);
    }
    let mut found: Vec<Option<usize>> = vec![None; incidents.len()];
    let mut is_matched = vec![false; records.len()];
    let is_known = |id: &str| stored.contains_key(id) || taken.contains(id);
    let is_open = |i: &Incident| is_of_our_making(i) || !is_known(&i.id);
    let rows: Vec<Option<Map<String, Value>>> =
        incidents.iter().map(|i| is_open(i).then(|| members(&feature(i)))).collect();
    for (row, found) in rows.iter().zip(&mut found) {
        let same = row.as_ref().and_then(|row| by_content.get_mut(&content_key(row))?.pop());
        if let Some(at) = same {
            (*found, is_matched[at]) = (Some(at), true);
        }
    }
    let earlier = earlier_versions(&records, &is_matched);
    let mut by_mark: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, record) in records.iter().enumerate().filter(|(i, _)| !is_matched[*i]) {
        record.marks.iter().for_each(|mark| by_mark.entry(mark).or_default().push(i));
    }
    let order = SheetOrder::of(&rows, &found, &records);
    // For each row that is left the records that are like it, each with the number of fields that differ.
    let mut like: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate().filter(|(i, _)| found[*i].is_none()) {
        let Some(row) = row.as_ref().filter(|_| incidents.get(i).is_some_and(is_of_our_making)) else { continue };
        let file = source_file(row);
        let near: BTreeSet<usize> =
            marks(row).iter().filter_map(|mark| by_mark.get(mark.as_str())).flatten().copied().collect();
        let mut near: Vec<(usize, usize)> = near
            .into_iter()
            .filter(|at| {
                records[*at].file == file || records[*at].file.as_ref().is_some_and(|f| earlier.contains(f.as_str()))
            })
            .filter(|at| order.is_in_place(i, *at) || !is_another_event(row, &records[*at].members))
            .map(|at| (differing(row, &records[at].members), at))
            .collect();
        near.sort_unstable();
        like.insert(i, near);
    }
    let mut offered = BTreeSet::new();
    let best = |near: &[(usize, usize)]| match near {
        [one] => Some(*one),
        [first, second, ..] if first.0 < second.0 => Some(*first),
        _ => None,
    };
    let choices: BTreeMap<usize, (usize, usize)> =
        like.iter().filter_map(|(row, near)| Some((*row, best(near)?))).collect();
    for (row, (differs, at)) in &choices {
        let is_rival = |other: &usize, theirs: &(usize, usize)| other != row && theirs.1 == *at && theirs.0 <= *differs;
        if !choices.iter().any(|(other, theirs)| is_rival(other, theirs)) {
            found[*row] = Some(*at);
            offered.insert(records[*at].id.to_owned());
        }
    }
    let mut used: BTreeSet<String> = taken.iter().chain(stored.keys()).map(|id| (*id).to_owned()).collect();
    let mut all = Vec::with_capacity(incidents.len());
    for ((incident, row), found) in incidents.iter().zip(&rows).zip(&found) {
        let mut incident = incident.clone();
        if row.is_some() {
            incident.id = match found {
                Some(at) => records[*at].id.to_owned(),
                None if is_of_our_making(&incident) => numbered(&incident.id, |id| used.contains(id)),
                None => incident.id,
            };
            used.insert(incident.id.clone());
        }
        all.push(incident);
    }
    Rematched { incidents: all, offered }
}

/// The files of which at least half the records stand unchanged in the one that is read: it is a later version of them, whatever it is
/// called.
fn earlier_versions<'r>(records: &'r [Stored<'_>], is_matched: &[bool]) -> BTreeSet<&'r str> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (record, is_matched) in records.iter().zip(is_matched) {
        if let Some(file) = &record.file {
            let (all, matched) = counts.entry(file).or_default();
            (*all, *matched) = (*all + 1, *matched + usize::from(*is_matched));
        }
    }
    counts.into_iter().filter(|(_, (all, matched))| matched * 2 >= *all && *matched > 0).map(|(file, _)| file).collect()
}

impl<'a> Stored<'a> {
    fn of(id: &'a str, value: &Value) -> Option<Self> {
        let members = members(value);
        Some(Self { id, file: source_file(&members), row: sheet_row(&members), marks: marks(&members), members })
    }
}

/// The name of the file that a record comes from; `None` for one of no file.
#[must_use]
pub fn source_file(members: &Map<String, Value>) -> Option<String> {
    let note = members.get("sources")?.get(0)?.get("note")?.as_str()?;
    let from = note.split_once(FROM_FILE)?.1;
    Some(from.split(" (SHA-256").next().unwrap_or(from).to_owned())
}

/// The row of the sheet that a record comes from, from 1.
fn sheet_row(members: &Map<String, Value>) -> Option<usize> {
    let note = members.get("sources")?.get(0)?.get("note")?.as_str()?.strip_prefix(SHEET_ROW)?;
    note.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The rows of a sheet in their order, beside that of the records which earlier forms of it gave.
struct SheetOrder {
    /// Of each row by its number: the record of the row above it and that of the row below; `None` where it is not known.
    around: HashMap<usize, (Option<usize>, Option<usize>)>,
    /// The same of each record: the records of the rows around its own.
    were_around: HashMap<usize, (Option<usize>, Option<usize>)>,
}

impl SheetOrder {
    fn of(rows: &[Option<Map<String, Value>>], found: &[Option<usize>], records: &[Stored<'_>]) -> Self {
        let row_of = |(i, row): (usize, &Option<Map<String, Value>>)| Some((sheet_row(row.as_ref()?)?, i));
        let mut by_row: Vec<(usize, usize)> = rows.iter().enumerate().filter_map(row_of).collect();
        by_row.sort_unstable();
        let rows: Vec<usize> = by_row.into_iter().map(|(_, i)| i).collect();
        let mut by_file: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (at, record) in records.iter().enumerate() {
            if let Some((file, row)) = record.file.as_deref().zip(record.row) {
                by_file.entry(file).or_default().push((row, at));
            }
        }
        let mut were_around = HashMap::new();
        for list in by_file.values_mut() {
            list.sort_unstable();
            let list: Vec<usize> = list.iter().map(|(_, at)| *at).collect();
            were_around.extend(neighbours(&list, Some));
        }
        Self { around: neighbours(&rows, |i| found.get(i).copied().flatten()).collect(), were_around }
    }

    /// Whether a row stands between the two that were around a record, which are still there.
    fn is_in_place(&self, row: usize, record: usize) -> bool {
        let both = self.around.get(&row).zip(self.were_around.get(&record));
        both.is_some_and(|(is, was)| is == was && is.0.is_some() && is.1.is_some())
    }
}

/// Each of a list with what `of` gives for the one before and the one behind it.
fn neighbours(
    list: &[usize],
    of: impl Fn(usize) -> Option<usize>,
) -> impl Iterator<Item = (usize, (Option<usize>, Option<usize>))> {
    let around = |n: usize| (n.checked_sub(1).and_then(|n| list.get(n)), list.get(n + 1));
    let each = |n: usize| {
        let (before, behind) = around(n);
        (list.get(n).copied().unwrap_or_default(), (before.and_then(|at| of(*at)), behind.and_then(|at| of(*at))))
    };
    (0..list.len()).map(each).collect::<Vec<_>>().into_iter()
}

/// Two of date, title and place, as a text each.
fn marks(members: &Map<String, Value>) -> [String; 3] {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let (date, title) = (text(members.get("date")), text(members.get("title")));
    let place = text(members.get("location").and_then(|l| l.get("name")));
    [format!("d {date} {title}"), format!("p {place} {title}"), format!("w {date} {place}")]
}

/// A date that is corrected without a source that stays is moved by so many days at most.
const FEW_DAYS: i32 = 3;

/// Whether a row is of another event than a record of the same title and place: next month's firing at the same post, told by other
/// sources. A correction of a date leaves a source with its address; or a source without one, and then the tolls as well.
fn is_another_event(row: &Map<String, Value>, record: &Map<String, Value>) -> bool {
    let date = |of: &Map<String, Value>| of.get("date").and_then(Value::as_str)?.parse::<Edtf>().ok();
    let Some((new, old)) = date(row).zip(date(record)) else { return false };
    let ((a, b), (c, d)) = (new.days(), old.days());
    if a.saturating_sub(d).max(c.saturating_sub(b)) <= FEW_DAYS {
        return false;
    }
    let is_same = |field: &str| row.get(field) == record.get(field);
    let (ours, theirs) = (sources(row), sources(record));
    let mut shared = ours.intersection(&theirs).peekable();
    let is_kept =
        shared.peek().is_some() && (shared.any(|(_, url)| url.is_some()) || is_same("killed") && is_same("wounded"));
    !is_kept
}

/// The sources of a record, each with its publisher and address.
fn sources(members: &Map<String, Value>) -> BTreeSet<(&str, Option<&str>)> {
    let all = members.get("sources").and_then(Value::as_array).into_iter().flatten();
    let text = |source, field| Value::get(source, field).and_then(Value::as_str);
    all.filter_map(|source| Some((text(source, "publisher")?, text(source, "url")))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_same_post_two_months_later_is_another_event() {
        let of = |date: &str, killed: u32, sources: Value| -> Map<String, Value> {
            let value =
                json!({"date": date, "title": "Firefight at Keran", "killed": {"min": killed}, "sources": sources});
            value.as_object().cloned().unwrap()
        };
        let pti = |at: u32| json!([{"publisher": "PTI", "url": format!("https://pti.example/{at}")}]);
        let sheet = || json!([{"publisher": "the sheet", "note": "sheet row 4"}]);
        let record = || of("2025-10-01", 2, pti(6));
        let bare = || of("2025-10-01", 2, sheet());
        for (row, record, is_another, why) in [
            (of("2025-12-19", 3, pti(40)), record(), true, "other days, sources and dead"),
            (of("2025-12-19", 2, pti(40)), record(), true, "other days and sources"),
            (of("2025-12-01", 2, pti(40)), record(), true, "another month, other sources"),
            (of("2025-12-19", 3, pti(6)), record(), false, "the source stays"),
            (of("2025-10-03", 3, pti(40)), record(), false, "some days"),
            (of("2025-10", 3, pti(40)), record(), false, "a month that holds the day"),
            (of("2025-10-01", 3, pti(40)), record(), false, "the same day"),
            (of("2025-12-19", 2, sheet()), bare(), false, "the date alone"),
            (of("2025-11-01", 3, sheet()), bare(), true, "another month and other dead, and no source says more"),
            (of("2025-12-19", 3, sheet()), bare(), true, "other days and dead, and no source says more"),
        ] {
            assert_eq!(is_another_event(&row, &record), is_another, "{why}");
        }
    }
}
