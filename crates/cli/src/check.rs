//! `marz check`: every problem in the data.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::json;

use super::Outcome;
use super::args::{CheckArgs, CheckFormat, Global};
use super::console::{Console, Failure, deliver, rendered_all};
use super::dossier::{Home, MANIFEST, load, read_file, region_of};
use marz::analyse::duplicates;
use marz::measure::{BorderLine, Side};
use marz::model::{Border, Incident, Place, ReportedSide};
use marz::read::{self, Content, Document, Problem, Severity, Strictness};
use marz::recipe::Recipe;
use marz::terminal::shown;

#[derive(Default)]
struct Found {
    read: usize,
    rejected: usize,
    problems: Vec<Problem>,
    documents: BTreeMap<String, Document>,
    same_event: Vec<SameEvent>,
}

/// Two records that may tell of one event: a proposal, no problem.
#[derive(Debug, Serialize)]
struct SameEvent {
    records: [String; 2],
    score: f64,
    reasons: Vec<String>,
}

pub fn run(args: &CheckArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let found = if args.files.is_empty() { dossier(global, console)? } else { files(args, global, console)? };
    let count = |s| found.problems.iter().filter(|p| p.severity == s).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let product = match args.format {
        CheckFormat::Text => {
            shown(&(rendered_all(&found.problems, &found.documents) + &proposed(&found.same_event))).into_owned()
        }
        CheckFormat::Json => {
            let used = found.read - found.rejected;
            let told = json!({
                "read": found.read, "used": used, "rejected": found.rejected,
                "errors": errors, "warnings": warnings, "problems": found.problems,
                "same_event": found.same_event,
            });
            format!("{told:#}\n")
        }
    };
    deliver(&args.output, product.as_bytes())?;
    let (read, used, rejected) = (found.read, found.read - found.rejected, found.rejected);
    let many = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    console.note(&format!(
        "{} read, {used} used, {rejected} rejected: {}, {}",
        many(read, "record"),
        many(errors, "error"),
        many(warnings, "warning")
    ));
    if !found.same_event.is_empty() {
        console.note(&format!("{} of records may be one event", many(found.same_event.len(), "pair")));
    }
    Ok(Outcome::of(errors > 0))
}

fn dossier(global: &Global, console: &Console) -> Result<Found, Failure> {
    let loaded = load(Home::find(global, console)?)?;
    let mut found = Found {
        read: loaded.incidents_read,
        rejected: loaded.incidents_rejected,
        problems: loaded.problems,
        documents: loaded.documents,
        same_event: Vec::new(),
    };
    let languages = loaded.home.languages()?;
    if let Some(Err(error)) = loaded.manifest.defaults.lang.as_deref().map(|lang| languages.pair(lang)) {
        let file = loaded.home.shown(MANIFEST);
        found.problems.push(Problem::error(&file, format!("defaults.lang {error}")));
    }
    for name in loaded.home.recipes()? {
        let has_language = |recipe: Recipe| Ok(recipe.languages(&languages).map(drop)?);
        if let Err(failure) = loaded.home.recipe(&name).and_then(has_language) {
            let file = loaded.home.shown(&format!("maps/{name}.toml"));
            found.problems.push(Problem::error(&file, failure.to_string()));
        }
    }
    if let Some(dossier) = &loaded.dossier {
        let file = loaded.home.shown(&loaded.manifest.data.incidents);
        found.problems.extend(wrong_sides(&file, &dossier.border, &dossier.incidents));
        found.problems.extend(unknown_seats(&file, &dossier.incidents, &dossier.places));
        found.problems.extend(unknown_links(&file, &dossier.incidents));
        found.same_event = same_event(&dossier.incidents);
    }
    Ok(found)
}

fn files(args: &CheckArgs, global: &Global, console: &Console) -> Result<Found, Failure> {
    let mut found = Found::default();
    // Only to know where positions are expected; its own problems are not the question here.
    let home = Home::find(global, console)?;
    let manifest = home.manifest()?;
    let border = Document::parse("", &home.bytes(&manifest.data.border)?)
        .ok()
        .and_then(|document| read::border(&document, Strictness::AnyFile).value);
    let region = border.as_ref().map(region_of);
    for path in &args.files {
        let name = path.display().to_string();
        let document = match Document::parse(&name, &read_file(path)?) {
            Ok(document) => document,
            Err(problem) => {
                found.problems.push(*problem);
                continue;
            }
        };
        let (read, rejected, problems) = match read::content(&document) {
            Content::Border => {
                let r = read::border(&document, Strictness::Dossier);
                (r.read, r.rejected, r.problems)
            }
            Content::Places => {
                let r = read::places(&document, region.as_ref());
                (r.read, r.rejected, r.problems)
            }
            Content::Incidents => {
                let r = read::incidents(&document, region.as_ref());
                let mut problems = r.problems;
                if let Some(border) = &border {
                    problems.extend(wrong_sides(&name, border, &r.value));
                }
                problems.extend(unknown_links(&name, &r.value));
                found.same_event.extend(same_event(&r.value));
                (r.read, r.rejected, problems)
            }
        };
        found.read += read;
        found.rejected += rejected;
        found.problems.extend(problems);
        found.documents.insert(name, document);
    }
    Ok(found)
}

fn same_event(incidents: &[Incident]) -> Vec<SameEvent> {
    let one = |p: duplicates::Proposal| SameEvent {
        records: [incidents[p.pair.0].id.clone(), incidents[p.pair.1].id.clone()],
        score: (p.score * 100.0).round() / 100.0,
        reasons: p.reasons,
    };
    duplicates::proposals(incidents).into_iter().map(one).collect()
}

/// So many proposals are shown to people.
const MOST_SHOWN: usize = 50;

/// Proposals as text for people, with the command that takes them up.
fn proposed(same_event: &[SameEvent]) -> String {
    let one = |s: &SameEvent| {
        let [a, b] = &s.records;
        format!("  {:.2}  {a}\n        {b}\n        {}\n        marz link {b} {a}\n", s.score, s.reasons.join("; "))
    };
    let mut all: String = same_event.iter().take(MOST_SHOWN).map(one).collect();
    if same_event.len() > MOST_SHOWN {
        all.push_str(&format!("  and {} more: --format json\n", same_event.len() - MOST_SHOWN));
    }
    if all.is_empty() { all } else { format!("Perhaps the same event:\n{all}") }
}

/// Records that name another as the same event which is not there, or themselves.
fn unknown_links(file: &str, incidents: &[Incident]) -> Vec<Problem> {
    let ids: BTreeSet<&str> = incidents.iter().map(|i| i.id.as_str()).collect();
    let mut problems = Vec::new();
    for incident in incidents {
        for id in &incident.same_event_as {
            let message = match (ids.contains(id.as_str()), *id == incident.id) {
                (_, true) => "the record names itself",
                (false, _) => "there is no such record",
                _ => continue,
            };
            problems.push(
                Problem::warning(file, message)
                    .feature(incident.id.clone())
                    .field("same_event_as")
                    .found(id.clone())
                    .expected("the id of another incident in this file"),
            );
        }
    }
    problems
}

/// Visits whose visitors come from a place that the dossier does not have: no arrow can be drawn.
fn unknown_seats(file: &str, incidents: &[Incident], places: &[Place]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for incident in incidents {
        let Some(seat) = incident.visitors_from.as_ref().filter(|s| !places.iter().any(|p| p.id == **s)) else {
            continue;
        };
        let like = |p: &&Place| strsim::jaro_winkler(&p.id, seat);
        let mut problem = Problem::warning(file, "the dossier has no such place")
            .feature(incident.id.clone())
            .field("visitors_from")
            .found(seat.clone())
            .expected("the id of a place");
        if let Some(nearest) = places.iter().max_by(|a, b| like(a).total_cmp(&like(b))) {
            problem = problem.hint(format!("did you mean '{}'?", nearest.id));
        }
        problems.push(problem);
    }
    problems
}

/// Points that lie on the other side than their report names, beyond what radius and line accuracy explain.
pub fn wrong_sides(file: &str, border: &Border, incidents: &[Incident]) -> Vec<Problem> {
    let line = BorderLine::new(border);
    let mut problems = Vec::new();
    for incident in incidents {
        let (Some(at), Some(reported)) = (incident.at, incident.location.side) else { continue };
        let nearest = line.nearest(at);
        let other =
            matches!((nearest.side, reported), (Side::Left, ReportedSide::Right) | (Side::Right, ReportedSide::Left));
        if other && nearest.distance_m > border.accuracy_m(nearest.border_km) {
            let (found, expected) =
                (nearest.side.as_str(), if reported == ReportedSide::Left { "left" } else { "right" });
            problems.push(
                Problem::warning(file, "the point lies on the other side of the border than the report says")
                    .feature(incident.id.clone())
                    .field("location.side")
                    .found(format!("a point on the {found}, {:.0} m from the border", nearest.distance_m))
                    .expected(format!("{expected}, as reported"))
                    .hint("move the point, or correct the side"),
            );
        }
    }
    problems
}
