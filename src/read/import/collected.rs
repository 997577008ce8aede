//! The incidents of a file, rows of one record put together.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::identity::numbered;
use super::merge::{POSITION, content_key};
use crate::model::{Actor, Incident};
use crate::read::feature;

/// The incidents of a file, by id in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    /// The incidents, each with its revision.
    incidents: Vec<(Incident, i64)>,
    /// Where those are that have an id in the file.
    by_given_id: HashMap<String, usize>,
    ids: HashSet<String>,
    /// All cells of those whose id is of our making.
    contents: HashSet<String>,
}

/// What became of an incident that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// A record of its own, under this id.
    New(String),
    /// Another state of a record that has the same id in the file; whether the two say different things.
    Merged(bool),
    /// Another row says all the same, and neither has an id of its own.
    Identical,
}

/// By what a row is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowId<'a> {
    /// The id that the file gives.
    Given(&'a str),
    /// All its cells: the file gives no id, and the record's is of our making.
    Cells(&'a str),
}

impl<'a> RowId<'a> {
    /// The id, or else all cells.
    #[must_use]
    pub fn of(given: Option<&'a str>, cells: Option<&'a str>) -> Self {
        given.map_or_else(|| Self::Cells(cells.unwrap_or_default()), Self::Given)
    }

    fn given(self) -> Option<&'a str> {
        match self {
            Self::Given(id) => Some(id),
            Self::Cells(_) => None,
        }
    }
}

impl Collected {
    /// Adds an incident, with the id that its row has in the file, or with all its cells where it has none.
    ///
    /// With an id of the file a later revision of a record takes the place of the earlier; of two with the same revision the
    /// later row counts, and actors that only the earlier has are kept: some exports have a row for each actor. An id of our
    /// making never puts rows together: rows that say all the same are one, others get a number behind their id.
    pub fn add(&mut self, mut incident: Incident, revision: i64, id: RowId<'_>) -> Added {
        let given_id = id.given();
        let at = given_id.and_then(|id| self.by_given_id.get(id)).copied();
        if let Some((old, old_revision)) = at.and_then(|at| self.incidents.get_mut(at)) {
            let differs = content(old) != content(&incident);
            incident.id.clone_from(&old.id);
            match revision.cmp(old_revision) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Greater => (*old, *old_revision) = (incident, revision),
                std::cmp::Ordering::Equal => {
                    let is_other = |a: &&Actor| !incident.actors.iter().any(|b| b.name == a.name);
                    let kept: Vec<Actor> = old.actors.iter().filter(is_other).cloned().collect();
                    *old = incident;
                    old.actors.splice(0..0, kept);
                }
            }
            return Added::Merged(differs);
        }
        match id {
            RowId::Given(id) => drop(self.by_given_id.insert(id.to_owned(), self.incidents.len())),
            RowId::Cells(cells) if !self.contents.insert(cells.to_owned()) => return Added::Identical,
            RowId::Cells(_) => {}
        }
        incident.id = numbered(&incident.id, |id| self.ids.contains(id));
        self.ids.insert(incident.id.clone());
        let id = incident.id.clone();
        self.incidents.push((incident, revision));
        Added::New(id)
    }

    /// The incidents in the order in which they first came.
    #[must_use]
    pub fn into_incidents(self) -> Vec<Incident> {
        self.incidents.into_iter().map(|(incident, _)| incident).collect()
    }
}

fn content(incident: &Incident) -> String {
    content_key(&members(&feature(incident)))
}

/// The properties of a feature, with its position as one more property.
pub fn members(feature: &Value) -> Map<String, Value> {
    let mut members = feature.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    let position = feature.pointer("/geometry/coordinates").cloned().unwrap_or(Value::Null);
    members.insert(POSITION.to_owned(), position);
    members
}
