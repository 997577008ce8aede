//! What an import takes of rows without their saying so, in words.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Basis, Location, Status};
use crate::read::import::Taken;

/// What was taken of the rows without their saying so, counted.
#[derive(Default)]
pub(super) struct Account {
    nobody: BTreeMap<String, (usize, BTreeSet<&'static str>)>,
    statuses: BTreeMap<Status, usize>,
    /// Rows that were looked up by their district.
    districts: usize,
}

impl Account {
    pub(super) fn add(&mut self, taken: &Taken, location: &Location) {
        for (field, word) in &taken.nobody {
            let (count, fields) = self.nobody.entry(word.to_lowercase()).or_default();
            *count += 1;
            fields.insert(field);
        }
        taken.status.iter().for_each(|status| *self.statuses.entry(*status).or_default() += 1);
        self.districts += usize::from(taken.is_district && location.basis == Basis::Gazetteer);
    }

    /// A line for each word, and one for the statuses of a sheet, whose columns may say one; `named` is the column of a field.
    pub(super) fn in_lines(&self, is_sheet: bool, named: impl Fn(&str) -> Option<String>) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for (word, (count, fields)) in &self.nobody {
            let columns: Vec<String> =
                fields.iter().map(|field| named(field).unwrap_or_else(|| (*field).to_owned())).collect();
            let cells = if *count == 1 { "cell" } else { "cells" };
            lines.push(format!("'{word}' in {count} {cells} of {}: read as 0", columns.join(", ")));
        }
        if self.districts > 0 {
            let rows = if self.districts == 1 { "row names" } else { "rows name" };
            lines.push(format!(
                "{} {rows} a district and no place: looked up by its centre, with the radius of a district",
                self.districts
            ));
        }
        if is_sheet && !self.statuses.is_empty() {
            let all: Vec<String> = self.statuses.iter().map(|(s, n)| format!("{n} {}", s.as_str())).collect();
            lines.push(format!(
                "the status is that of the number of sources, where no column says it: {}; {}",
                all.join(", "),
                "status = … under [columns] of the mapping names one that does, marz set ID status=… changes a single one"
            ));
        }
        lines
    }
}
