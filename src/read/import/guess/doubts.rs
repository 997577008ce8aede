//! What a guess leaves open: fields that no column was found for, and columns that are called so and cannot be read.

use super::mapping::Mapping;
use super::names;
use super::sample::{Sample, SampleColumn};
use super::{cells, letter_o};
use crate::read::import::number;

/// What the cells of a field are in words: all of them, and one.
const CALLED: [(&str, [&str; 2]); 4] = [
    ("date", ["the dates", "a date"]),
    ("position", ["the positions", "a position"]),
    ("lon", ["the longitudes", "a longitude"]),
    ("lat", ["the latitudes", "a latitude"]),
];

impl Mapping {
    /// What no column was found for, in words, with what to say.
    pub(super) fn lacks(&self, sample: &Sample) -> Vec<String> {
        let need = |field: &str, instead: &[&str]| !self.has(field) && !instead.iter().any(|other| self.has(other));
        let lack = |what: &str, say: &str| format!("no column of {what} was found; if there is one: {say}");
        let mut lacks = Vec::new();
        let misread: Vec<String> = ["date", "position", "lon", "lat"]
            .iter()
            .filter(|field| need(field, if **field == "date" { &["year"] } else { &["position"] }))
            .filter_map(|field| {
                Some(format!(
                    "{}; to read it all the same: {field} = {}",
                    self.misread(field, sample)?,
                    self.called(field, sample)?.name
                ))
            })
            .collect();
        lacks.extend(misread);
        if need("date", &["year"]) && !self.open.contains_key("date") && self.misread("date", sample).is_none() {
            lacks.push(lack("dates", "date = its name"));
        }
        if need("place", &["position", "lon", "district"]) {
            lacks.push(lack("places or positions", "place = its name"));
        }
        if need("category", &[]) {
            lacks.push(lack("kinds of events", "category = its name; without it all count as other"));
        }
        let passed_over = |c: &&SampleColumn| names::claim("killed", &c.name) > 0 && self.unread.contains(&c.name);
        let passed_over = sample.columns.iter().find(passed_over).filter(|c| !c.cells.is_empty());
        if need("killed", &[])
            && let Some(column) = passed_over
        {
            let (name, all) = (&column.name, column.cells.len());
            let unread = column.cells.iter().filter(|c| number::casualties(c).remark.is_some()).count();
            lacks.push(format!(
                "'{name}' may be the dead, but {unread} of {all} cells are no numbers of people; to read it all the same: \
                 killed = {name}; without it their number is unknown"
            ));
        } else if need("killed", &[]) && !self.unsure.iter().any(|unsure| unsure.starts_with("killed may be")) {
            lacks.push(lack("the dead", "killed = its name; without it their number is unknown"));
        }
        let statuses =
            |c: &&SampleColumn| names::claim("status", &c.name) > names::PART && self.unread.contains(&c.name);
        if need("status", &[])
            && let Some(column) = sample.columns.iter().find(statuses).filter(|c| !c.cells.is_empty())
        {
            let name = &column.name;
            lacks.push(format!(
                "'{name}' may be the statuses, but no cell says one in words that are known; to read it all the same: \
                 status = {name}; without it the number of sources counts"
            ));
        }
        lacks
    }

    /// Says that the O of positions may be the west or the east, where nothing settles it.
    pub(super) fn doubt_letter_o(&mut self, sample: &Sample) {
        let columns = ["position", "lon"].iter().filter_map(|field| self.column_of(field, sample));
        let first = columns.flat_map(|column| letter_o::example(column)).next();
        if let Some(cell) = first.filter(|_| self.letter_o.is_none()) {
            self.unsure.push(format!(
                "the O in positions such as '{cell}' is the west in some languages (Ouest, Oeste) and the east in others (Ost): their rows are \
                 rejected until it is said: O = west"
            ));
        }
    }

    /// What stands against the column that is called as a field of dates or positions and is not read, in words; `None` without one.
    pub fn misread(&self, field: &str, sample: &Sample) -> Option<String> {
        let column = self.called(field, sample)?;
        let (_, [all, one]) = CALLED.into_iter().find(|(known, _)| *known == field)?;
        let unread: Vec<(&String, String)> =
            column.cells.iter().filter_map(|c| Some((c, cells::unreadable(field, &column.name, c)?))).collect();
        let (cell, why) = unread.first()?;
        let (name, count, of) = (&column.name, unread.len(), column.cells.len());
        Some(format!(
            "'{name}' may be {all}, but {count} of {of} cells cannot be read as {one}, such as '{cell}': {why}"
        ))
    }

    /// The first column that nothing reads and that is called as a field.
    fn called<'s>(&self, field: &str, sample: &'s Sample) -> Option<&'s SampleColumn> {
        sample
            .columns
            .iter()
            .find(|c| names::claim(field, &c.name) > 0 && self.unread.contains(&c.name) && !c.cells.is_empty())
    }
}
