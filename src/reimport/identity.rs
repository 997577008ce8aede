//! Whether the rows of a sheet are under the ids of the events that they tell: a sheet whose rows were numbered anew, or that is read by
//! other columns than before, is refused before it makes others of the records, or doubles them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::error::Error;
use crate::model::{Edtf, Incident};
use crate::read::import::is_of_our_making;

/// When, what and where, by which people know an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Event {
    date: String,
    title: String,
    place: String,
}

impl Event {
    fn stored(feature: &Value) -> Option<Self> {
        let text = |path: &str| feature.pointer(path).and_then(Value::as_str).unwrap_or_default();
        let date = text("/properties/date");
        (!date.is_empty()).then(|| Self::new(date, text("/properties/title"), text("/properties/location/name")))
    }

    fn of(incident: &Incident) -> Self {
        Self::new(incident.date.as_str(), &incident.title, &incident.location.name)
    }

    fn new(date: &str, title: &str, place: &str) -> Self {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        Self { date: date.to_owned(), title: plain(title), place: plain(place) }
    }

    /// In how many of date, title and place two events differ; dates that may be one day do not.
    fn differs(&self, other: &Self) -> usize {
        let days = |event: &Self| event.date.parse::<Edtf>().ok().map(|date| date.days());
        let is_apart = match (days(self), days(other)) {
            (Some((a, b)), Some((c, d))) => b < c || d < a,
            _ => self.date != other.date,
        };
        usize::from(is_apart) + usize::from(self.title != other.title) + usize::from(self.place != other.place)
    }
}

fn in_words(incident: &Incident) -> String {
    format!("'{}' ({}, {})", incident.title, incident.date.as_str(), incident.location.name)
}

fn stored_in_words(feature: &Value) -> String {
    let text = |path: &str| feature.pointer(path).and_then(Value::as_str).unwrap_or_default();
    format!("'{}' ({}, {})", text("/properties/title"), text("/properties/date"), text("/properties/location/name"))
}

/// A row whose id is known, with the record of that id.
struct Known<'a> {
    incident: &'a Incident,
    record: &'a Value,
    was: Event,
    is: Event,
}

impl<'a> Known<'a> {
    fn of(incident: &'a Incident, record: &'a Value) -> Option<Self> {
        Some(Self { incident, record, was: Event::stored(record)?, is: Event::of(incident) })
    }
}

/// So many of the rows that are known may become others in date, title and place at once, and two at least.
const MOST_OTHERS: f64 = 0.05;

/// Refuses rows that have the ids of other events: one says what another record says, or many are others in date, title and place at once.
///
/// # Arguments
///
/// `stored` are the records as they were imported last, by id.
///
/// # Errors
///
/// [`Error::Request`] with the first of them, and what to do.
pub fn check_ids(incidents: &[Incident], stored: &BTreeMap<&str, &Value>) -> Result<(), Error> {
    let mut by_event: HashMap<Event, Vec<&str>> = HashMap::new();
    for (id, event) in stored.iter().filter_map(|(id, feature)| Some((*id, Event::stored(feature)?))) {
        by_event.entry(event).or_default().push(id);
    }
    let given = incidents.iter().filter(|incident| !is_of_our_making(incident));
    let known: Vec<Known<'_>> = given.filter_map(|i| Known::of(i, stored.get(i.id.as_str())?)).collect();
    let is_moved = |row: &&Known<'_>| {
        let is_own = |ids: &Vec<&str>| ids.contains(&row.incident.id.as_str());
        row.was.differs(&row.is) > 1 && by_event.get(&row.is).is_some_and(|ids| !is_own(ids))
    };
    let is_other = |row: &&Known<'_>| row.was.differs(&row.is) == 3;
    let (moved, others) = (known.iter().find(is_moved), known.iter().filter(is_other).count());
    let many = others > 1 && others as f64 > MOST_OTHERS * known.len() as f64;
    let Some(first) = moved.or_else(|| known.iter().find(is_other).filter(|_| many)) else { return Ok(()) };
    let count = known.iter().filter(|row| is_moved(row) || is_other(row)).count();
    let (id, was, is) = (&first.incident.id, stored_in_words(first.record), in_words(first.incident));
    Err(Error::request(
        format!(
            "{count} of the {} rows whose ids are known tell another event than the record of that id: '{id}' was {was} and is {is}; \
             were the rows numbered anew? nothing was written",
            known.len()
        ),
        "give the rows their earlier numbers back, and new rows numbers that none had; where the column only counts the rows it is no id: \
         id = \"\" under [columns] of the mapping, and rows are found again by what they say"
            .to_owned(),
    ))
}

/// From so many doubled rows on an import is refused; fewer are said after it.
const FEWEST_DOUBLED: usize = 2;

/// Refuses new rows that are, for the most part, the events of records that the sheet no longer has under their ids.
///
/// # Arguments
///
/// `ours` are the records of the dossier, `stored` those of the last imports, by id.
///
/// # Errors
///
/// [`Error::Request`] with the first of them, and what to do.
pub fn check_doubled(
    incidents: &[Incident],
    ours: &BTreeMap<&str, &Value>,
    stored: &BTreeMap<&str, &Value>,
) -> Result<(), Error> {
    let here: BTreeSet<&str> = incidents.iter().map(|i| i.id.as_str()).collect();
    let is_left = |id: &str| stored.contains_key(id) && !here.contains(id);
    let mut by_title: HashMap<(String, String), (&str, String)> = HashMap::new();
    for (id, feature) in ours.iter().filter(|(id, _)| is_left(id)) {
        if let Some(event) = Event::stored(feature) {
            by_title.entry((event.date, event.title)).or_insert((id, event.place));
        }
    }
    let is_new = |id: &str| !ours.contains_key(id) && !stored.contains_key(id);
    let new: Vec<&Incident> = incidents.iter().filter(|i| is_new(&i.id)).collect();
    let twin = |incident: &Incident| {
        let event = Event::of(incident);
        let (id, place) = by_title.get(&(event.date, event.title))?;
        // Of a sheet that is read by other columns the places may be missing.
        (*place == event.place || [place, &event.place].contains(&&"unknown".to_owned())).then_some(*id)
    };
    let doubled: Vec<(&Incident, &str)> = new.iter().filter_map(|i| Some((*i, twin(i)?))).collect();
    let Some((incident, id)) = doubled.first().filter(|_| doubled.len() >= FEWEST_DOUBLED.max(new.len().div_ceil(2)))
    else {
        return Ok(());
    };
    Err(Error::request(
        format!(
            "{} of {} new records have date and title of one that stands here under another id, and would count twice: {} would be '{}' and is \
             '{id}'; nothing was written",
            doubled.len(),
            new.len(),
            in_words(incident),
            incident.id
        ),
        "is it a later form of a sheet that was read by other columns? read it by the same mapping (--table FILE), with the id from the same \
         column or from none"
            .to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_differ_in_date_title_and_place() {
        let event = Event::new("2026-03-01", "Shots  at a post", "Panj");
        assert_eq!(event.differs(&Event::new("2026-03", "shots at a Post", "panj")), 0);
        assert_eq!(event.differs(&Event::new("2026-04-01", "Shots at a post", "Panj")), 1);
        assert_eq!(event.differs(&Event::new("2026-04-01", "Two men shot", "Farkhor")), 3);
    }
}
