//! A mapping guessed: every column is weighed for every field, the weightiest pairs are taken.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{CellShares, DateWays};
use super::mapping::Mapping;
use super::sample::{Evidence, Sample};
use super::{categories, names};
use crate::model::{Coding, DateCalendar, DateOrder};
use crate::read::table::{Find, column, find};

/// What speaks for a column as that of a field.
struct Claim {
    field: &'static str,
    column: usize,
    weight: u32,
    why: String,
}

impl Mapping {
    /// Guesses what the columns of a sheet hold.
    #[must_use]
    pub fn guessed(sample: &Sample, evidence: &Evidence<'_>) -> Self {
        let shares: Vec<CellShares> = sample.columns.iter().map(|c| CellShares::of(c, evidence)).collect();
        let mut claims = claims(sample, &shares);
        // The weightiest first; of equals in the order of the fields, then of the columns.
        claims.sort_by_key(|claim| std::cmp::Reverse(claim.weight));
        let mut mapping = Self::default();
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        let mut several: BTreeSet<&str> = BTreeSet::new();
        for claim in &claims {
            let is_done = mapping.has(claim.field) || several.contains(claim.field) || taken.contains(&claim.column);
            if is_done || mapping.is_needless(claim.field) {
                continue;
            }
            let is_rival = |other: &&Claim| {
                other.field == claim.field && other.weight == claim.weight && !taken.contains(&other.column)
            };
            let rivals: Vec<&str> = claims
                .iter()
                .filter(is_rival)
                .filter_map(|c| sample.columns.get(c.column))
                .map(|c| c.name.as_str())
                .collect();
            // Two columns of dead may be parts of one toll: none is it.
            if rivals.len() > 1 && claim.weight <= names::PART {
                let one = rivals.first().copied().unwrap_or_default();
                let (field, all) = (claim.field, rivals.join("', '"));
                mapping.unsure.push(format!("{field} may be '{all}': none is read; to take one: {field} = {one}"));
                several.insert(claim.field);
                continue;
            }
            if let Some(column) = sample.columns.get(claim.column) {
                taken.insert(claim.column);
                mapping.put(claim.field, &column.name, &claim.why);
            }
        }
        mapping.leave_out_misnamed(sample, &taken);
        mapping.read_words(sample, evidence);
        mapping
    }

    /// Whether what a field says is read of other columns already.
    fn is_needless(&self, field: &str) -> bool {
        match field {
            "year" | "month" | "day" => self.has("date"),
            _ => false,
        }
    }

    /// Columns that are called as a field and cannot hold it: an import would read them by their names.
    fn leave_out_misnamed(&mut self, sample: &Sample, taken: &BTreeSet<usize>) {
        let header: Vec<String> = sample.columns.iter().map(|c| column(&c.name)).collect();
        let open = Coding::FIELDS.iter().map(|(field, _)| *field).filter(|field| !self.has(field));
        let misnamed = |field: &&'static str| {
            let own = header.iter().position(|name| name == field);
            own.is_some() || matches!(find(&header, field), Find::One(_))
        };
        self.none = open.filter(misnamed).collect();
        let unread = (0..).zip(&sample.columns).filter(|(i, _)| !taken.contains(i));
        self.unread = unread.map(|(_, c)| c.name.clone()).collect();
    }

    /// What the words of the sheet mean: the order of its dates, its categories.
    pub(super) fn read_words(&mut self, sample: &Sample, evidence: &Evidence<'_>) {
        (self.date_order, self.calendar) = (None, DateCalendar::default());
        if let Some(dates) = self.column_of("date", sample) {
            let ways = DateWays::of(&dates.cells);
            let is_pointed = |c: &&String| c.split('.').count() == 3;
            let pointed = dates.cells.iter().filter(is_pointed).count();
            self.date_order = match (ways.day_first, ways.month_first) {
                (0, 0) if pointed > 0 => Some((DateOrder::DayFirst, "dates with points have the day first".to_owned())),
                (n, 0) if n > 0 => Some((DateOrder::DayFirst, format!("{n} dates can only have the day first"))),
                (0, n) if n > 0 => Some((DateOrder::MonthFirst, format!("{n} dates can only have the month first"))),
                _ => None,
            };
            if ways.either > 0 && self.date_order.is_none() {
                self.unsure.push(format!(
                    "{} dates could have the day or the month first, such as {}: their rows are rejected until it is said: date order = day first",
                    ways.either,
                    dates.cells.iter().find(|c| DateWays::of(std::slice::from_ref(c)).either > 0).map_or("", String::as_str),
                ));
            }
            if ways.solar * 2 > dates.cells.len() {
                self.calendar = DateCalendar::SolarHijri;
            }
        }
        (self.categories, self.unknown_categories) = (BTreeMap::new(), BTreeMap::new());
        if let Some(kinds) = self.column_of("category", sample) {
            for cell in kinds.cells.iter().filter(|cell| (evidence.category)(cell).is_none()) {
                match categories::meant(cell) {
                    Some(category) => drop(self.categories.insert(cell.clone(), category)),
                    None => *self.unknown_categories.entry(cell.clone()).or_default() += 1,
                }
            }
        }
        let need = |field: &str, instead: &[&str]| !self.has(field) && !instead.iter().any(|other| self.has(other));
        let lack = |what: &str, say: &str| format!("no column of {what} was found; if there is one: {say}");
        let mut lacks = Vec::new();
        if need("date", &["year"]) {
            lacks.push(lack("dates", "date = its name"));
        }
        if need("place", &["position", "lon", "district"]) {
            lacks.push(lack("places or positions", "place = its name"));
        }
        if need("category", &[]) {
            lacks.push(lack("kinds of events", "category = its name; without it all count as other"));
        }
        if need("killed", &[]) {
            lacks.push(lack("the dead", "killed = its name; without it their number is unknown"));
        }
        self.unsure.extend(lacks);
    }
}

/// All that speaks for any column as any field.
fn claims(sample: &Sample, shares: &[CellShares]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (field, _) in Coding::FIELDS {
        for (at, (column, shares)) in sample.columns.iter().zip(shares).enumerate() {
            let by_name = names::claim(field, &column.name);
            // A running number says nothing: rows that are put in between would get the ids of others.
            let is_bare_number = field == "id" && shares.is_running && by_name < names::USUAL - 20;
            if by_name > 0 && shares.may_be(field) && !is_bare_number {
                let why = if by_name > names::PART { "called so" } else { "a part of the name" };
                claims.push(Claim { field, column: at, weight: by_name, why: why.to_owned() });
            } else if let Some((weight, why)) = shares.claim(field).filter(|_| by_name == 0 || field == "position") {
                claims.push(Claim { field, column: at, weight, why });
            }
        }
    }
    claims
}
