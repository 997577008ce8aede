//! `marz add`: a new incident, from options or by asking; checked before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, IsTerminal, Write};

use super::args::{AddArgs, Global};
use super::ask::Asker;
use super::console::{Console, Failure, deliver};
use super::location::LocationLookup;
use super::outcome::Outcome;
use super::{editing, open};
use marz::check::NewRecord;
use marz::dossier::{HeldFile, IncidentsFile, WAITING};
use marz::draft::{DraftLocation, free_id, sides_to_choose};
use marz::model::{Actor, Casualties, Categories, Category, Grade, Incident, ReportedSide, Source, Status};
use marz::read::import::{TypedDate, typed_date, typed_number};
use marz::read::{Document, feature};
use marz::recipe::{value, word};

pub fn run(args: &AddArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let source = open::source(global, console)?;
    let file = if args.dry_run { None } else { Some(IncidentsFile::of(&source)?) };
    let dossier = open::loaded(source, console)?;
    let gazetteer = dossier.gazetteer()?;
    let mut given = Given::of(args);
    let zone = dossier.manifest().timezone.as_ref();
    let date = args.date.as_deref().map(|text| typed_date(text, zone)).transpose();
    given.date = date.map_err(|e| Failure::usage(format!("--date {e}"), None))?;
    if let Some(category) = &args.category {
        value::category(category.as_str(), &dossier.case().categories).map_err(|e| Failure::usage(e, None))?;
    }
    let country = args.country.as_deref().map(|text| dossier.country_code(text)).transpose()?;
    let places = LocationLookup {
        gazetteer: &gazetteer,
        args,
        country: country.as_deref(),
        zone,
        sides: sides_to_choose(&dossier.case().border.facts.sides),
    };
    given.location = places.given()?;
    let missing = given.missing();
    if !missing.is_empty() {
        if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            let hint = "on a terminal, marz add asks for what is missing".to_owned();
            return Err(Failure::usage(format!("missing: {}", missing.join(", ")), hint));
        }
        let mut asker = Asker { from: io::stdin().lock(), to: io::stderr().lock() };
        given.ask(&places, &dossier.case().categories, &mut asker)?;
    }
    // Nobody waits while a person is asked; what is edited is read after that.
    let file = file.map(|file| file.held(|| console.note(WAITING))).transpose()?;
    let read = || dossier.case().incidents.iter().map(|i| i.id.clone()).collect();
    let taken: BTreeSet<String> = file.as_ref().map_or_else(read, HeldFile::ids);
    given.date.iter().flat_map(|date| &date.remarks).for_each(|remark| console.note(remark));
    let incident = given.incident(args, &taken)?;
    let feature = feature(&incident);
    let new = NewRecord { incident: &incident, dossier: &dossier };
    let (problems, is_usable) = new.problems(&feature).map_err(|p| Failure::data(p.message))?;
    console.problems(&problems, &BTreeMap::new());
    if !is_usable {
        return Err(Failure::data("the record cannot be used; nothing was written"));
    }
    let Some(file) = file else {
        let list = Document::parse("", b"{\n  \"type\": \"FeatureCollection\",\n  \"features\": []\n}\n")
            .ok()
            .and_then(|d| d.with_feature(&feature).ok());
        let text = list.unwrap_or_else(|| format!("{feature:#}"));
        deliver("-".as_ref(), text.as_bytes())?;
        return Ok(Outcome::of(false));
    };
    file.edit(&editing::command(), |document| document.with_feature(&feature))?;
    console.note(&format!("{}: added '{}'", file.path().display(), incident.id));
    new.distance().iter().for_each(|distance| console.note(distance));
    console.problems(&new.wrong_side(), &BTreeMap::new());
    new.same_event().iter().for_each(|proposal| console.note(proposal));
    Ok(Outcome::of(false))
}

/// The answers so far, from options or the terminal; `None` if there is none yet.
struct Given {
    title: Option<String>,
    summary: Option<String>,
    date: Option<TypedDate>,
    category: Option<Category>,
    status: Option<Status>,
    location: Option<DraftLocation>,
    actors: Vec<Actor>,
    killed: Option<Casualties>,
    wounded: Option<Casualties>,
    grade: Option<Grade>,
    sources: Vec<Source>,
}

impl Given {
    fn of(args: &AddArgs) -> Self {
        Self {
            title: args.title.clone(),
            summary: args.summary.clone(),
            // Read with the zone of the dossier.
            date: None,
            category: args.category,
            status: args.status,
            location: None,
            actors: args.actor.clone(),
            killed: args.killed.clone(),
            wounded: args.wounded.clone(),
            grade: args.grade.clone(),
            sources: args.source.clone(),
        }
    }

    fn missing(&self) -> Vec<&'static str> {
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

    /// Asks for everything that no option gave.
    fn ask<R: BufRead, W: Write>(
        &mut self,
        places: &LocationLookup<'_>,
        own: &Categories,
        asker: &mut Asker<R, W>,
    ) -> Result<(), Failure> {
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
            self.sources.push(asker.ask("Source (publisher, address and date where known)", value::source)?);
            while let Some(source) = asker.may_ask("Another source (empty: no more)", value::source)? {
                self.sources.push(source);
            }
        }
        Ok(())
    }

    fn incident(self, args: &AddArgs, taken: &BTreeSet<String>) -> Result<Incident, Failure> {
        let (Some(title), Some(read), Some(category), Some(status), Some(found)) =
            (self.title, self.date, self.category, self.status, self.location)
        else {
            return Err(Failure::data("a required field is missing"));
        };
        let id = match &args.id {
            Some(id) if taken.contains(id) => {
                return Err(Failure::usage(format!("--id {id}: another incident has it"), "choose another".to_owned()));
            }
            Some(id) => id.clone(),
            None => free_id(&read.date, &title, &found.slug, taken),
        };
        let record = found.record(id, title, read.date, category, status);
        Ok(Incident {
            summary: self.summary.unwrap_or_else(|| record.title.clone()),
            actors: self.actors,
            killed: self.killed.unwrap_or_default(),
            wounded: self.wounded.unwrap_or_default(),
            grade: self.grade.unwrap_or_else(|| record.grade.clone()),
            notes: args.note.clone(),
            sources: self.sources,
            tags: args.tag.clone(),
            original: read.original,
            ..record
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A whole conversation, with wrong answers, a name that two places have and an end before the end.
    #[test]
    fn it_asks_for_what_is_missing_and_checks_each_answer() {
        use clap::Parser as _;
        use marz::gazetteer::Gazetteer;
        let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/places.geojson")).unwrap();
        let stock = marz::read::places(&Document::parse("places", &bytes).unwrap(), None).value;
        let gazetteer = Gazetteer::new(&stock);
        let cli = super::super::args::Cli::try_parse_from(["marz", "add", "--killed", "2"]).unwrap();
        let super::super::args::Command::Add(args) = cli.command else { panic!() };
        let places =
            LocationLookup { gazetteer: &gazetteer, args: &args, country: None, zone: None, sides: String::new() };
        let answers = "17.13.2026\n2026-04-17\n\nTwo smugglers shot\n\nsmugling\nsmuggling_clash\nФархор\n3\n1\nnorth\nleft\nfirst=Guards\n\n\n\
                       one_side\nB7\nB3\nAsia-Plus https://x.org/1 2026-04-18\n\n";
        let converse = |answers: &str| {
            let mut out = Vec::new();
            let mut given = Given::of(&args);
            let done =
                given.ask(&places, &Categories::default(), &mut Asker { from: answers.as_bytes(), to: &mut out });
            (done.map(|()| given), String::from_utf8(out).unwrap())
        };
        let (given, dialogue) = converse(answers);
        let incident = given.unwrap().incident(&args, &BTreeSet::new()).unwrap();
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
