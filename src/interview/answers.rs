//! The answers to what a new record needs.

use std::collections::BTreeSet;
use std::io::{BufRead, Write};

use super::asker::Asker;
use super::place::PlaceLookup;
use crate::draft::{DraftLocation, free_id};
use crate::error::Error;
use crate::model::{Actor, Casualties, Categories, Category, Grade, Incident, ReportedSide, Source, Status};
use crate::read::import::{TypedDate, typed_date, typed_number, typed_source};
use crate::recipe::{value, word};

/// The answers so far, from options or from a person; `None` if there is none yet.
#[derive(Debug, Default)]
pub struct Answers {
    /// The id; made of date and title if there is none.
    pub id: Option<String>,
    /// What happened, in one line.
    pub title: Option<String>,
    /// What happened, in more words.
    pub summary: Option<String>,
    /// When.
    pub date: Option<TypedDate>,
    /// What kind of thing it is.
    pub category: Option<Category>,
    /// How far it is confirmed.
    pub status: Option<Status>,
    /// Where.
    pub location: Option<DraftLocation>,
    /// Who took part.
    pub actors: Vec<Actor>,
    /// The dead.
    pub killed: Option<Casualties>,
    /// The wounded.
    pub wounded: Option<Casualties>,
    /// The grade of the report.
    pub grade: Option<Grade>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Words to select by.
    pub tags: Vec<String>,
    /// Who says so.
    pub sources: Vec<Source>,
}

impl Answers {
    /// The options of what a record needs and has not.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let needed = [
            (self.title.is_none(), "--title"),
            (self.date.is_none(), "--date"),
            (self.category.is_none(), "--category"),
            (self.status.is_none(), "--status"),
            (self.location.is_none(), "--place, --at or --no-place"),
            (self.sources.is_empty(), "--source"),
        ];
        needed.into_iter().filter(|(missing, _)| *missing).map(|(_, name)| name).collect()
    }

    /// The words of what a record needs and has not, where it is one of a list; `own` are the categories of the dossier.
    #[must_use]
    pub fn choices(&self, own: &Categories) -> Vec<String> {
        let categories = || format!("--category is one of {}", own.keys().collect::<Vec<_>>().join(", "));
        let statuses = || format!("--status is one of {}", Status::ALL.map(Status::as_str).join(", "));
        self.category.is_none().then(categories).into_iter().chain(self.status.is_none().then(statuses)).collect()
    }

    /// Asks for everything that is not answered; `own` are the categories of the dossier.
    ///
    /// # Errors
    ///
    /// As of [`Asker::ask`].
    pub fn ask<R: BufRead, W: Write>(
        &mut self,
        places: &PlaceLookup<'_>,
        own: &Categories,
        asker: &mut Asker<R, W>,
    ) -> Result<(), Error> {
        if self.date.is_none() {
            let question = "When (2026-04-17, 2026-04, 2026-04-17/2026-04-18, ~ for about)";
            self.date = Some(asker.ask(question, |t| typed_date(t, places.zone))?);
        }
        if self.title.is_none() {
            self.title = Some(asker.ask("What happened, in one line", value::some)?);
        }
        if self.summary.is_none() {
            self.summary = asker.may_ask("What happened, in your own words (empty: the same)", value::some)?;
        }
        if self.category.is_none() {
            let question = format!("Category ({})", own.keys().collect::<Vec<_>>().join(", "));
            self.category = Some(asker.ask(&question, |t: &str| value::category(t, own))?);
        }
        if self.location.is_none() {
            let mut found = places.ask(asker)?;
            if found.at.is_some() && found.location.side.is_none() {
                let question =
                    format!("Side of the border that the report names ({}, both; empty: none)", places.sides);
                found.location.side = asker.may_ask(&question, word::<ReportedSide>)?;
            }
            self.location = Some(found);
        }
        if self.actors.is_empty() {
            while let Some(actor) =
                asker.may_ask("Who took part (first=NAME, second=NAME, other=NAME; empty: no more)", value::actor)?
            {
                self.actors.push(actor);
            }
        }
        if self.killed.is_none() {
            self.killed = asker.may_ask("Killed (3, 2..4, 1.. for at least one; empty: unknown)", typed_number)?;
        }
        if self.wounded.is_none() {
            self.wounded = asker.may_ask("Wounded", typed_number)?;
        }
        if self.status.is_none() {
            let question = format!("Status ({})", Status::ALL.map(Status::as_str).join(", "));
            self.status = Some(asker.ask(&question, word::<Status>)?);
        }
        if self.grade.is_none() {
            self.grade = asker.may_ask("Grade, such as B3 (empty: F6, cannot be judged)", value::grade)?;
        }
        if self.sources.is_empty() {
            self.sources.push(asker.ask("Source (publisher, address and date where known)", typed_source)?);
            while let Some(source) = asker.may_ask("Another source (empty: no more)", typed_source)? {
                self.sources.push(source);
            }
        }
        Ok(())
    }

    /// The record, with an id that none of those taken is.
    ///
    /// # Errors
    ///
    /// If something that it needs is missing, or the id is taken.
    pub fn incident(self, taken: &BTreeSet<String>) -> Result<Incident, Error> {
        let (Some(title), Some(read), Some(category), Some(status), Some(found)) =
            (self.title, self.date, self.category, self.status, self.location)
        else {
            return Err(Error::Data("a required field is missing".to_owned()));
        };
        let id = match self.id {
            Some(id) if taken.contains(&id) => {
                return Err(Error::request(format!("--id {id}: another incident has it"), "choose another".to_owned()));
            }
            Some(id) => id,
            None => free_id(&read.date, &title, &found.slug, taken),
        };
        let record = found.record(id, title, read.date, category, status);
        Ok(Incident {
            summary: self.summary.unwrap_or_else(|| record.title.clone()),
            actors: self.actors,
            killed: self.killed.unwrap_or_default(),
            wounded: self.wounded.unwrap_or_default(),
            grade: self.grade.unwrap_or_else(|| record.grade.clone()),
            notes: self.notes,
            sources: self.sources,
            tags: self.tags,
            original: read.original,
            ..record
        })
    }
}

#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::draft::LocationFacts;
    use crate::read::Document;

    /// A whole conversation, with wrong answers, a name that two places have and an end before the end.
    #[test]
    fn it_asks_for_what_is_missing_and_checks_each_answer() {
        use crate::gazetteer::Gazetteer;
        let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/places.geojson")).unwrap();
        let stock = crate::read::places(&Document::parse("places", &bytes).unwrap(), None).value;
        let gazetteer = Gazetteer::new(&stock);
        let places =
            PlaceLookup { gazetteer: &gazetteer, facts: LocationFacts::default(), zone: None, sides: String::new() };
        let answers = "17.13.2026\n2026-04-17\n\nTwo smugglers shot\n\nsmugling\nsmuggling_clash\nФархор\n3\n1\nnorth\nleft\nfirst=Guards\n\n\n\
                       one_side\nB7\nB3\nAsia-Plus https://x.org/1 2026-04-18\n\n";
        let converse = |answers: &str| {
            let mut out = Vec::new();
            let mut given = Answers { killed: Some(typed_number("2").unwrap()), ..Answers::default() };
            let done =
                given.ask(&places, &Categories::default(), &mut Asker { from: answers.as_bytes(), to: &mut out });
            (done.map(|()| given), String::from_utf8(out).unwrap())
        };
        let (given, dialogue) = converse(answers);
        let incident = given.unwrap().incident(&BTreeSet::new()).unwrap();
        assert_eq!(incident.id, "2026-04-17-two-smugglers-shot");
        assert_eq!((incident.location.name.as_str(), incident.location.variants[0].as_str()), ("Farkhor", "Фархор"));
        assert_eq!(
            (incident.killed.best, incident.wounded.min, incident.grade.to_string().as_str()),
            (Some(2), None, "B3")
        );
        assert!(
            dialogue.contains("did you mean smuggling_clash?") && dialogue.contains("expected a number from 1 to 2"),
            "{dialogue}"
        );
        for cut in ["", "2026-04-17\n", "2026-04-17\nTitle\n\nclash\nФархор\n"] {
            assert!(converse(cut).0.is_err());
        }
    }
}
