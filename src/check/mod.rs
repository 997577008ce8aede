//! Validation: the problems of each file, and of records against each other.

mod categories;
mod contested;
#[cfg(feature = "import")]
mod dates;
#[cfg(feature = "figures")]
mod glyphs;
#[cfg(feature = "import")]
mod imported;
mod new_record;
mod pairs;
mod sides;
mod texts;
mod written;

pub use new_record::NewRecord;
pub use pairs::{same_event_in_file, same_event_in_words};
pub use written::{written_incidents, written_places};

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use crate::analyse::duplicates::{self, MOST_COMPARED};
use crate::dossier::{Loaded, MANIFEST, Source, read_file, region_of, side_polygons, unreadable_colours};
use crate::error::Error;
use crate::language::is_tag;
use crate::measure::{GeodesicLine, SidePolygons};
use crate::measured::{MeasureContext, MeasuredIncident};
use crate::model::{Edtf, Incident, Place, ReportedSide};
use crate::read::{self, Content, Document, Problem, Strictness};
use crate::recipe::{Recipe, Theme};

/// The result of a check.
#[derive(Default)]
pub struct Checked {
    /// Records read.
    pub read: usize,
    /// Records rejected.
    pub rejected: usize,
    /// All problems.
    pub problems: Vec<Problem>,
    /// The texts of the files, for showing problems.
    pub documents: BTreeMap<String, Document>,
    /// Pairs of records that may be one event.
    pub same_event: Vec<SameEvent>,
}

/// Two records that may report the same event: a proposal, not a problem.
#[derive(Debug, Serialize)]
pub struct SameEvent {
    /// Their ids.
    pub records: [String; 2],
    /// The similarity of the two, 0 to 1; not a probability.
    pub score: f64,
    /// The reasons, in words.
    pub reasons: Vec<String>,
}

/// This many proposals are listed for people.
const MOST_SHOWN: usize = 50;

/// Proposals as text for people, each with the command that records it; empty without proposals.
#[must_use]
pub fn same_event_text(same_event: &[SameEvent]) -> String {
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

/// Checks a loaded dossier and its recipes; dates after the year behind `today` are warned about, which is the day on which sources were
/// read where it is not given.
///
/// # Errors
///
/// If the folder of recipes cannot be read.
pub fn dossier(loaded: Loaded, today: Option<&Edtf>) -> Result<Checked, Error> {
    let mut found = Checked {
        read: loaded.counts.read,
        rejected: loaded.counts.rejected,
        problems: loaded.problems,
        documents: loaded.documents,
        same_event: Vec::new(),
    };
    if let Some(Err(error)) = loaded.manifest.defaults.lang.as_deref().map(|lang| loaded.languages.pair(lang)) {
        let file = loaded.source.shown(MANIFEST);
        found.problems.push(Problem::error(&file, format!("defaults.lang {error}")));
    }
    for name in loaded.source.recipes()? {
        let path = format!("maps/{name}.toml");
        let in_its_language = |recipe: Recipe| Ok(recipe.languages(&loaded.languages).map(|_| recipe.clone())?);
        match loaded.source.recipe(&name).and_then(in_its_language) {
            Err(failure) => found.problems.push(Problem::error(&loaded.source.shown(&path), failure.to_string())),
            #[cfg(feature = "figures")]
            Ok(recipe) => found.problems.extend(
                loaded.case.iter().flat_map(|c| glyphs::unprintable_recipe(&loaded.source, (&path, &recipe), c)),
            ),
            #[cfg(not(feature = "figures"))]
            Ok(_) => {}
        }
    }
    if let Some(dossier) = &loaded.case {
        let file = loaded.source.shown(&loaded.manifest.data.incidents);
        found.problems.extend(unreadable_colours(&dossier.house, &loaded.source, &Theme::ALL));
        let line = GeodesicLine::from(&dossier.border);
        let polygons = side_polygons(dossier, &line);
        let border = loaded.source.shown(&loaded.manifest.data.border);
        found.problems.extend(sides::exchanged(&border, dossier, (&line, &polygons)));
        if let Some(contested) = &loaded.manifest.basemap.contested {
            found.problems.extend(contested::unknown_claimants(&loaded.source.shown(contested), dossier));
        }
        let context = MeasureContext::new(&dossier.border, &line, &polygons);
        found.problems.extend(wrong_sides(&file, context, &dossier.incidents));
        found.problems.extend(unknown_seats(&file, &dossier.incidents, &dossier.places));
        found.problems.extend(unknown_links(&file, &dossier.incidents));
        #[cfg(feature = "import")]
        found.problems.extend(imported::faults(&file, &dossier.incidents));
        found.problems.extend(wrong_dates(&file, &dossier.incidents, today));
        found.problems.extend(texts::problems(&file, &dossier.incidents));
        let places = loaded.source.shown(&loaded.manifest.data.places);
        found.problems.extend(names_without_language(&places, &dossier.places));
        #[cfg(feature = "figures")]
        found.problems.extend(glyphs::unprintable(&loaded.source, &loaded.manifest, dossier));
        found.problems.extend(categories::alike(&loaded.source.shown(MANIFEST), &dossier.categories));
        let (same_event, crowded) = same_event(&file, &dossier.incidents);
        found.same_event = same_event;
        found.problems.extend(crowded);
    }
    Ok(found)
}

/// Checks files of any kind of data; `source` is the dossier whose border gives the region of expected positions.
///
/// # Errors
///
/// If a file cannot be read.
pub fn files(paths: &[PathBuf], source: &Source, today: Option<&Edtf>) -> Result<Checked, Error> {
    let mut found = Checked::default();
    // Only for the region of expected positions: the problems of the border itself are not reported here.
    let manifest = source.manifest()?;
    let border = Document::parse("", &source.bytes(&manifest.data.border)?)
        .ok()
        .and_then(|document| read::border(&document, Strictness::AnyFile).value);
    let region = border.as_ref().map(region_of);
    for path in paths {
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
                let r = read::incidents_of(&document, region.as_ref(), &manifest.categories());
                let mut problems = r.problems;
                if let Some(border) = &border {
                    let (line, polygons) = (GeodesicLine::from(border), SidePolygons::default());
                    problems.extend(wrong_sides(&name, MeasureContext::new(border, &line, &polygons), &r.value));
                }
                problems.extend(unknown_links(&name, &r.value));
                #[cfg(feature = "import")]
                problems.extend(imported::faults(&name, &r.value));
                problems.extend(wrong_dates(&name, &r.value, today));
                problems.extend(texts::problems(&name, &r.value));
                let (same_event, crowded) = same_event(&name, &r.value);
                found.same_event.extend(same_event);
                problems.extend(crowded);
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

#[cfg(feature = "import")]
use dates::problems as wrong_dates;

#[cfg(not(feature = "import"))]
fn wrong_dates(_: &str, _: &[Incident], _: Option<&Edtf>) -> Vec<Problem> {
    Vec::new()
}

/// Names of places under keys that are no language tags: tables and layers have no column for them.
fn names_without_language(file: &str, places: &[Place]) -> Vec<Problem> {
    let of_place = |place: &Place| {
        let wrong = place.names.0.keys().filter(|key| !is_tag(key)).map(|key| {
            Problem::warning(file, "a name without a language: tables and layers have no column for it")
                .feature(&place.id)
                .field("names")
                .found(key)
                .expected("a language tag (BCP 47) such as 'th' or 'zh-Hant'")
        });
        wrong.collect::<Vec<_>>()
    };
    places.iter().flat_map(of_place).collect()
}

fn same_event(file: &str, incidents: &[Incident]) -> (Vec<SameEvent>, Vec<Problem>) {
    let pair = |p: duplicates::Proposal| SameEvent {
        records: [incidents[p.pair.0].id.clone(), incidents[p.pair.1].id.clone()],
        score: (p.score * 100.0).round() / 100.0,
        reasons: p.reasons,
    };
    let found = duplicates::proposals(incidents);
    let crowded = (found.crowded > 0).then(|| {
        let message = format!(
            "{} records have very many others about their time and place: not all pairs were compared for being the same event",
            found.crowded
        );
        Problem::warning(file, message).field("same_event_as").expected(format!("at most {MOST_COMPARED} others"))
    });
    let left_out = (found.left_out > 0).then(|| {
        let message = format!(
            "{} pairs of records that may be one event are not listed: these have the lowest scores",
            found.left_out
        );
        let kept = format!("at most {} pairs", found.pairs.len());
        Problem::warning(file, message).field("same_event_as").expected(kept)
    });
    let problems = crowded.into_iter().chain(left_out).collect();
    (found.pairs.into_iter().map(pair).collect(), problems)
}

/// Records whose `same_event_as` names a missing record, or the record itself.
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

/// Visits whose `visitors_from` is not a place of the dossier: no arrow can be drawn.
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

/// The records whose points lie on the other side than their report names, in a line; nothing where there are none. So many records
/// that it would take long are left to `marz check`.
#[must_use]
pub fn wrong_sides_in_words(context: MeasureContext<'_>, incidents: &[Incident]) -> Option<String> {
    const MOST_MEASURED: usize = 20_000;
    /// So many ids are named.
    const MOST_NAMED: usize = 8;
    if incidents.len() > MOST_MEASURED {
        return Some(
            "marz check says which records lie on the other side of the border than their report says".to_owned(),
        );
    }
    let problems = wrong_sides("", context, incidents);
    let ids: Vec<&str> = problems.iter().filter_map(|p| p.feature.as_deref()).collect();
    let (first, more) = (ids.first()?, if ids.len() > MOST_NAMED { ", …" } else { "" });
    let named = ids.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
    let lie = if ids.len() == 1 { "1 point lies".to_owned() } else { format!("{} points lie", ids.len()) };
    Some(format!(
        "warning: {lie} on the other side of the border than the report says: {named}{more}; \
         marz check says how far, marz edit {first} puts it right"
    ))
}

/// Points on the other side of the border than their report names, farther from it than its accuracy.
#[must_use]
pub fn wrong_sides(file: &str, context: MeasureContext<'_>, incidents: &[Incident]) -> Vec<Problem> {
    let context = Arc::new(context);
    let mut problems = Vec::new();
    for incident in incidents {
        let measured = MeasuredIncident::new(incident, &context);
        let (Some(nearest), Some(reported)) = (measured.nearest(), measured.reported_side()) else { continue };
        if measured.contradicts_its_side() {
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
