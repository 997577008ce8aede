//! Corrections of a mapping in a person's words: `killed = Dead`, `date order = day first`, `Firefight = clash`.

use super::mapping::Mapping;
use super::names;
use super::sample::{Evidence, Sample};
use crate::model::{Category, Coding, DateCalendar, DateOrder};
use crate::read::radius::radius;
use crate::read::table::{column, nearest};

/// What corrections look like.
pub const FORMS: &str =
    "killed = Dead; date = Datum; wounded = none; date order = day first; radius = 5 km; Firefight = clash";

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
            "radius" | "radius m" if sample.column(right).is_none() => {
                let found = radius(right).ok_or_else(|| format!("'{right}' is no radius: expected such as 5 km"))?;
                // A radius is at most half around the earth.
                self.radius_m = Some(found.metres.ceil() as u32);
                return Ok(());
            }
            _ => {}
        }
        if let Some(category) = self.category(left, right, evidence) {
            self.unknown_categories.retain(|word, _| Coding::key(word) != Coding::key(left));
            self.categories.insert(left.to_owned(), category);
            return Ok(());
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
                (Some(_), None, ..) => {
                    let all = sample.columns.iter().map(|c| c.name.as_str());
                    let like = nearest(right, all.clone())
                        .map_or_else(|| ".".to_owned(), |name| format!("; did you mean '{name}'?"));
                    let all = all.collect::<Vec<_>>().join(", ");
                    return Err(format!("no column is called '{right}'{like} The columns are: {all}"));
                }
                _ => {
                    let fields: Vec<&str> = Coding::FIELDS.iter().map(|(field, _)| *field).collect();
                    return Err(format!(
                        "'{left}' is nothing that an incident has: expected one of {}",
                        fields.join(", ")
                    ));
                }
            };
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
        if ["date", "category"].contains(&field) {
            self.unsure.retain(|unsure| unsure.contains("none is read"));
            self.read_words(sample, evidence);
        }
        Ok(())
    }

    /// The category that a correction gives a word of the sheet; `None` where it is about something else.
    fn category(&self, word: &str, name: &str, evidence: &Evidence<'_>) -> Option<Category> {
        let is_word = |known: &String| Coding::key(known) == Coding::key(word);
        let is_known = self.categories.keys().chain(self.unknown_categories.keys()).any(is_word);
        is_known.then(|| (evidence.category)(name)).flatten()
    }
}

/// The reason of what a person said.
const SAID: &str = "as you say";

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\'', '“', '”', '«', '»']).trim()
}
