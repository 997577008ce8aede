//! Corrections of a mapping in a person's words: `killed = Dead`, `date order = day first`, `Firefight = clash`.

use std::collections::{BTreeMap, BTreeSet};

use super::mapping::Mapping;
use super::names;
use super::sample::{Evidence, Sample};
use crate::model::{Category, Coding, DateCalendar, DateOrder, LetterO, Status};
use crate::read::import::status;
use crate::read::radius::radius;
use crate::read::table::{column, nearest};

/// What corrections look like.
pub const FORMS: &str = "killed = Dead; date = Datum; wounded = none; date order = day first; radius = 5 km; Firefight = clash; media = multiple_media";

impl Mapping {
    /// Corrects the mapping by one or several corrections with `;` between them; all of them, or none where one cannot be understood.
    ///
    /// # Errors
    ///
    /// What cannot be understood, and what can.
    pub fn correct(&mut self, words: &str, sample: &Sample, evidence: &Evidence<'_>) -> Result<(), String> {
        let mut corrected = self.clone();
        let parts: Vec<&str> = words.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            return Err(format!("expected such as: {FORMS}"));
        }
        parts.iter().try_for_each(|part| corrected.correct_one(part, sample, evidence))?;
        *self = corrected;
        Ok(())
    }

    fn correct_one(&mut self, words: &str, sample: &Sample, evidence: &Evidence<'_>) -> Result<(), String> {
        let parted = words.split_once('=').or_else(|| words.split_once(" is ")).or_else(|| words.split_once(':'));
        let Some((left, right)) = parted.map(|(left, right)| (unquoted(left), unquoted(right))) else {
            return Err(format!("'{words}' is no correction: expected such as {FORMS}"));
        };
        match column(left).replace(['_', '-'], " ").as_str() {
            "date order" => {
                let order = match column(right).replace(['_', '-'], " ").trim() {
                    "day first" | "day" => DateOrder::DayFirst,
                    "month first" | "month" => DateOrder::MonthFirst,
                    "year first" | "year" => DateOrder::YearFirst,
                    _ => return Err(format!("'{right}' is no order: expected day first, month first or year first")),
                };
                self.date_order = Some((order, SAID.to_owned()));
                self.unsure.retain(|unsure| !unsure.contains("date order ="));
                return Ok(());
            }
            "calendar" => {
                self.calendar = match column(right).as_str() {
                    text if text.starts_with("solar") || text.contains("hijri") => DateCalendar::SolarHijri,
                    "gregorian" => DateCalendar::Gregorian,
                    _ => return Err(format!("'{right}' is no calendar: expected solar hijri or gregorian")),
                };
                return Ok(());
            }
            "o" if ["west", "east"].contains(&column(right).as_str()) => {
                let o = if column(right) == "west" { LetterO::West } else { LetterO::East };
                self.letter_o = Some((o, SAID.to_owned()));
                self.unsure.retain(|unsure| !unsure.contains(": O = "));
                return Ok(());
            }
            "radius" | "radius m" if sample.column(right).is_none() => {
                let found = radius(right).ok_or_else(|| format!("'{right}' is no radius: expected such as 5 km"))?;
                // A radius is at most half around the earth.
                self.radius_m = Some(found.metres.ceil() as u32);
                return Ok(());
            }
            _ => {}
        }
        // Both ways round.
        for (word, name) in [(left, right), (right, left)] {
            if let Some(category) = self.category(word, name, sample, evidence) {
                give(word, category, &mut self.categories, &mut self.unknown_categories);
                return Ok(());
            }
        }
        if let Some(status) = self.status(left, right, sample) {
            give(left, status, &mut self.statuses, &mut self.unknown_statuses);
            return Ok(());
        }
        let is_field = |text: &str| names::field_of(text).is_some();
        if self.is_kind(left, sample) && !is_field(right) && sample.column(right).is_none() {
            return Err(no_category(right, evidence));
        }
        // Both ways round: what an incident has is the field, whichever side it stands on.
        let (field, name) =
            match (names::field_of(left), sample.column(right), names::field_of(right), sample.column(left)) {
                (Some(field), Some(found), ..) => (field, Some(found)),
                (.., Some(field), Some(found)) => (field, Some(found)),
                (Some(field), None, ..)
                    if ["none", "no column", "nothing", "-", ""].contains(&column(right).as_str()) =>
                {
                    (field, None)
                }
                // A word of statuses that no row has, such as a slip.
                (None, None, _, None) if self.has("status") && status::meant(right).is_some() => {
                    return Err(no_such(left, "no row has the status", "statuses", &self.words_of("status", sample)));
                }
                // Turned around: the second is what an incident has, so that the first is meant for a column.
                (Some(_), None, Some(_), None) if Coding::FIELDS.iter().any(|(field, _)| *field == right) => {
                    return Err(no_such(left, NO_COLUMN, "columns", &sample.names()));
                }
                (Some(_), None, ..) => return Err(no_such(right, NO_COLUMN, "columns", &sample.names())),
                (None, None, Some(_), None) => return Err(no_such(left, NO_COLUMN, "columns", &sample.names())),
                _ => {
                    let fields: Vec<&str> = Coding::FIELDS.iter().map(|(field, _)| *field).collect();
                    // Beside the name of a column the slip is on the other side.
                    let slip = if sample.column(left).is_some() { right } else { left };
                    let like = nearest(slip, fields.iter().copied());
                    let like = like.map(|field| format!(", did you mean {field}?")).unwrap_or_default();
                    return Err(format!(
                        "'{slip}' is nothing that an incident has{like}: expected one of {}",
                        fields.join(", ")
                    ));
                }
            };
        if field == "id" {
            self.passed_over.clear();
        }
        let before: Vec<String> = self.columns.iter().map(|c| c.column.clone()).collect();
        match name {
            Some(found) => self.put(field, &found.name, SAID),
            None => {
                self.columns.retain(|c| c.field != field);
                self.none.insert(field);
            }
        }
        // What another field was read from is free again, and what is read now is not.
        self.unread.extend(before.into_iter().filter(|c| !self.columns.iter().any(|mapped| mapped.column == *c)));
        self.unread.retain(|name| !self.columns.iter().any(|c| c.column == *name));
        self.unsure.retain(|unsure| !unsure.starts_with(field) && !unsure.contains(&format!(": {field} = ")));
        if ["date", "category", "status"].contains(&field) {
            self.unsure.retain(|unsure| unsure.contains("none is read"));
            self.read_words(sample, evidence);
        }
        Ok(())
    }

    /// The category that a correction gives a word of the sheet; `None` where it is about something else.
    fn category(&self, word: &str, name: &str, sample: &Sample, evidence: &Evidence<'_>) -> Option<Category> {
        self.is_kind(word, sample).then(|| (evidence.category)(name)).flatten()
    }

    /// Whether a word is one of the column of categories, known or not.
    fn is_kind(&self, word: &str, sample: &Sample) -> bool {
        self.words_of("category", sample).iter().any(|known| Coding::key(known) == Coding::key(word))
    }

    /// The status that a correction gives a word of the sheet; `None` where it is about something else.
    fn status(&self, word: &str, name: &str, sample: &Sample) -> Option<Status> {
        let is_word = self.words_of("status", sample).iter().any(|known| Coding::key(known) == Coding::key(word));
        is_word.then(|| status::meant(name)).flatten()
    }

    /// The words of the column that is read for a field, each once.
    fn words_of<'s>(&self, field: &str, sample: &'s Sample) -> Vec<&'s str> {
        let cells = self.column_of(field, sample).map(|column| column.cells.as_slice()).unwrap_or_default();
        let words: BTreeSet<&str> = cells.iter().map(String::as_str).collect();
        words.into_iter().collect()
    }
}

/// Names of categories less alike than this (Jaro–Winkler) are no slips.
const LEAST_LIKENESS: f64 = 0.85;

/// Gives a word of the sheet its meaning: what is said last counts, whatever the capitals.
fn give<T>(word: &str, meaning: T, known: &mut BTreeMap<String, T>, unknown: &mut BTreeMap<String, usize>) {
    let is_other = |other: &String| Coding::key(other) != Coding::key(word);
    known.retain(|other, _| is_other(other));
    unknown.retain(|other, _| is_other(other));
    known.insert(word.to_owned(), meaning);
}

/// That no column has a name.
const NO_COLUMN: &str = "no column is called";

/// That something is not there, with the nearest and all that are.
fn no_such(name: &str, message: &str, what: &str, all: &[&str]) -> String {
    let like = nearest(name, all.iter().copied());
    let like = like.map_or_else(|| ".".to_owned(), |like| format!("; did you mean '{like}'?"));
    format!("{message} '{name}'{like} The {what} are: {}", all.join(", "))
}

/// That a word of the sheet is given a category that there is not.
fn no_category(name: &str, evidence: &Evidence<'_>) -> String {
    let known: Vec<String> = evidence.own.keys().collect();
    let is_like = |like: &&str| strsim::jaro_winkler(name, like) > LEAST_LIKENESS;
    let like = nearest(name, known.iter().map(String::as_str)).filter(is_like);
    let like = like.map(|like| format!(", did you mean {like}?")).unwrap_or_default();
    let key = Coding::key(name).replace([' ', '-'], "_");
    format!(
        "no category is called '{name}'{like}: expected one of {}, or one that marz.toml of the dossier defines first: \
         [categories.{key}] with a name and a colour",
        known.join(", ")
    )
}

/// The reason of what a person said.
pub(super) const SAID: &str = "as you say";

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\'', '“', '”', '«', '»']).trim()
}
