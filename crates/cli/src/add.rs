//! `marz add`: a new incident, from options or by asking; checked before anything is written.

use std::collections::BTreeSet;

use super::args::{AddArgs, Global};
use super::ask::asker;
use super::console::{Console, Failure, deliver_data};
use super::outcome::Outcome;
use super::{editing, open};
use marz::check::NewRecord;
use marz::dossier::{HeldFile, IncidentsFile, WAITING, side_named, sides_to_choose};
use marz::draft::LocationFacts;
use marz::interview::{Answers, GivenPlace, PlaceLookup};
use marz::model::ReportedSide;
use marz::read::import::typed_date;
use marz::recipe::{Length, value};

pub fn run(args: &AddArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let source = open::source(global, console)?;
    let file = if args.dry_run { None } else { Some(IncidentsFile::of(&source)?) };
    let dossier = open::loaded(source, console)?;
    let gazetteer = dossier.gazetteer()?;
    let mut given = answers(args);
    let zone = dossier.manifest().timezone.as_ref();
    let date = args.date.as_deref().map(|text| typed_date(text, zone)).transpose();
    given.date = date.map_err(|e| Failure::usage(format!("--date {e}"), None))?;
    if let Some(category) = &args.category {
        value::category(category.as_str(), &dossier.case().categories).map_err(|e| Failure::usage(e, None))?;
    }
    let country = args.country.as_deref().map(|text| dossier.country_of_record("--country ", text)).transpose()?;
    let sides = &dossier.case().border.facts.sides;
    let side = args.side.as_deref().map(|text| side_named(text, sides)).transpose();
    let side = side.map_err(|why| Failure::usage(format!("--side {why}"), None))?;
    let places =
        PlaceLookup { gazetteer: &gazetteer, facts: facts(args, country, side), zone, sides: sides_to_choose(sides) };
    let place = GivenPlace { at: args.at, name: args.place.clone(), is_unknown: args.no_place };
    given.location = places.given(&place, console)?;
    let missing = given.missing();
    if !missing.is_empty() {
        let mut asker = asker().ok_or_else(|| {
            let mut hint = given.choices(&dossier.case().categories);
            hint.push("on a terminal, marz add asks for what is missing".to_owned());
            Failure::usage(format!("missing: {}", missing.join(", ")), hint.join("; "))
        })?;
        given.ask(&places, &dossier.case().categories, &mut asker)?;
    }
    // Nobody waits while a person is asked; what is edited is read after that.
    let file = file.map(|file| file.held(|| console.note(WAITING))).transpose()?;
    let read = || dossier.case().incidents.iter().map(|i| i.id.clone()).collect();
    let taken: BTreeSet<String> = file.as_ref().map_or_else(read, HeldFile::ids);
    given.date.iter().flat_map(|date| &date.remarks).for_each(|remark| console.note(remark));
    let incident = given.incident(&taken)?;
    let new = NewRecord { incident: &incident, dossier: &dossier };
    if let Some(text) = new.add(file, &editing::command(), console)? {
        deliver_data("-".as_ref(), text.as_bytes())?;
    }
    Ok(Outcome::of(false))
}

/// What options say of the record; the date is read with the zone of the dossier.
fn answers(args: &AddArgs) -> Answers {
    Answers {
        id: args.id.clone(),
        title: args.title.clone(),
        summary: args.summary.clone(),
        category: args.category,
        status: args.status,
        actors: args.actor.clone(),
        killed: args.killed.clone(),
        wounded: args.wounded.clone(),
        grade: args.grade.clone(),
        notes: args.note.clone(),
        tags: args.tag.clone(),
        sources: args.source.clone(),
        ..Answers::default()
    }
}

/// What options say of the place; the country as a code.
fn facts(args: &AddArgs, country: Option<String>, side: Option<ReportedSide>) -> LocationFacts {
    LocationFacts {
        name: args.name.clone(),
        radius_m: args.radius.as_ref().map(Length::whole_metres),
        district: args.district.clone(),
        province: args.province.clone(),
        country,
        side,
        basis: args.basis,
    }
}
