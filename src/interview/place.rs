//! Where a new incident happened: a place of the gazetteer, a position, or no place.

use std::io::{BufRead, Write};

use super::asker::Asker;
use crate::draft::{DraftLocation, LocationFacts};
use crate::error::Error;
use crate::gazetteer::{Answer, Candidate, Gazetteer, Match, Query};
use crate::model::{Coordinates, Zone};
use crate::monitor::Monitor;
use crate::recipe::{Length, value};

/// A place as options give it: at most one of the three.
#[derive(Debug, Clone, Default)]
pub struct GivenPlace {
    /// A position.
    pub at: Option<Coordinates>,
    /// A name in any script, or the id of a place.
    pub name: Option<String>,
    /// That no place is known.
    pub is_unknown: bool,
}

/// The gazetteer with what narrows a look-up.
#[derive(Debug)]
pub struct PlaceLookup<'a> {
    /// The names.
    pub gazetteer: &'a Gazetteer,
    /// What is known of the place besides; its country and province choose between places of one name.
    pub facts: LocationFacts,
    /// The time zone of the dossier.
    pub zone: Option<&'a Zone>,
    /// The two sides of the border, as a question names them.
    pub sides: String,
}

impl PlaceLookup<'_> {
    /// The location that options give; `None` if they give none. The monitor gets the place where the name is not written as it is.
    ///
    /// # Errors
    ///
    /// If a position has no radius, or a name is that of no place or of several.
    pub fn given(&self, given: &GivenPlace, monitor: &dyn Monitor) -> Result<Option<DraftLocation>, Error> {
        let called = self.facts.name.as_deref().unwrap_or_default();
        if let Some(found) = given.at {
            let hint = "--radius 3km: it happened within that distance of the point".to_owned();
            let radius = self.facts.radius_m.or(found.whole_metres());
            let radius = radius.ok_or_else(|| Error::request("--at needs --radius", hint))?;
            return Ok(Some(self.facts.at(found.at, called, radius)));
        }
        if given.is_unknown {
            return Ok(Some(self.facts.nowhere(called)));
        }
        let Some(name) = &given.name else { return Ok(None) };
        let Some(best) = self.named("--place ", name, "name its --country or --province")? else {
            return Err(Error::request(
                format!("--place {name}: nothing is called so, or anything like it"),
                "give a position with --at LON,LAT --name NAME --radius LENGTH, or add the place to the dossier's places".to_owned(),
            ));
        };
        if best.how > Match::Name {
            monitor.note(&format!("--place {name}: taken as {best}"));
        }
        Ok(Some(self.facts.place(name, &best)))
    }

    /// The place that a name, or an id, surely means; `None` where nothing is called so.
    ///
    /// # Arguments
    ///
    /// * `given_as` stands before an id where the name was given, such as `--place `.
    /// * `or_else` is what else helps where several places may be meant.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] with the places where several may be meant, or one is only like it.
    pub fn named(&self, given_as: &str, name: &str, or_else: &str) -> Result<Option<Candidate<'_>>, Error> {
        match self.look_up(name) {
            Answer::Sure { best, .. } => Ok(Some(best)),
            Answer::Nothing => Ok(None),
            Answer::Unsure(all) => {
                let list: String =
                    all.iter().take(10).map(|c| format!("\n  {given_as}{}   {c}", c.entry.place.id)).collect();
                let message = format!("{given_as}{name}: not sure which place is meant{list}");
                Err(Error::request(message, format!("{or_else}, or give the id of one of these")))
            }
        }
    }

    /// Asks until there is a place, a position or none.
    ///
    /// # Errors
    ///
    /// As of [`Asker::ask`].
    pub fn ask<R: BufRead, W: Write>(&self, asker: &mut Asker<R, W>) -> Result<DraftLocation, Error> {
        let none_or_some = |text: &str| if text == "-" { Ok(text.to_owned()) } else { value::some(text) };
        loop {
            let answer =
                asker.ask("Where (a name in any script, LON,LAT, or - where no place is known)", none_or_some)?;
            if answer == "-" {
                let name = asker.ask("What the report says of the place (such as: place not stated)", value::some)?;
                return Ok(self.facts.nowhere(&name));
            }
            if let Ok(found) = value::position(&answer) {
                let name = asker.ask("What the report calls the place", value::some)?;
                let length = |t: &str| t.parse::<Length>().map(|l| l.whole_metres()).map_err(|e| e.to_string());
                let radius = match found.whole_metres() {
                    Some(accuracy) => accuracy,
                    None => asker.ask("Within which distance of that point (3km)", length)?,
                };
                return Ok(self.facts.at(found.at, &name, radius));
            }
            match self.look_up(&answer) {
                Answer::Sure { best, .. } => {
                    asker.write(&format!("  {best}"))?;
                    if asker.ask("Is that it (y, n)", yes_or_no)? {
                        return Ok(self.facts.place(&answer, &best));
                    }
                }
                Answer::Unsure(all) => {
                    for (i, candidate) in all.iter().enumerate() {
                        asker.write(&format!("  {} {candidate}", i + 1))?;
                    }
                    let number = |t: &str| match t.parse::<usize>() {
                        Ok(n) if (1..=all.len()).contains(&n) => Ok(n - 1),
                        _ => Err(format!("expected a number from 1 to {}", all.len())),
                    };
                    let chosen = asker.may_ask("Which of these (empty: none)", number)?;
                    if let Some(candidate) = chosen.and_then(|i| all.get(i)) {
                        return Ok(self.facts.place(&answer, candidate));
                    }
                }
                Answer::Nothing => asker.write("  nothing is called so, or anything like it")?,
            }
        }
    }

    /// By id first, then by name.
    fn look_up(&self, name: &str) -> Answer<'_> {
        let (province, country) = (self.facts.province.as_deref(), self.facts.country.as_deref());
        let query = Query { name, province, country, is_district: false };
        self.gazetteer.by_id(name).unwrap_or_else(|| self.gazetteer.find(&query))
    }
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "y" | "yes" => Ok(true),
        "n" | "no" => Ok(false),
        _ => Err("expected y or n".to_owned()),
    }
}
