//! The contested ground of the world as a file of a dossier.

use geo::{BooleanOps, BoundingRect, Intersects, MultiPolygon, Rect};
use marz_world::{ContestedArea, CountryArea, Edition, LandBorder};
use serde_json::{Value, json};

use crate::language::{Language, Languages};
use crate::model::{Area, ContestedArea as ContestedGround, Names, Reason};

/// Areas less of whose ground than this is land are cut to the land, unless nothing of them is.
const ALL_LAND: f64 = 0.99;

/// The contested areas of an edition that touch a box, each with its properties and its ground: land alone, unless it is all water.
pub fn contested(edition: &'static Edition, cut: Rect, countries: &[CountryArea]) -> Vec<(Value, MultiPolygon)> {
    let touches = |area: &ContestedArea| area.area.bounding_rect().is_some_and(|b| b.intersects(&cut));
    edition
        .contested_areas()
        .into_iter()
        .filter(touches)
        .map(|area| {
            let ground = ground(&area, countries.iter().map(|c| &c.area));
            (properties(edition, &area), ground)
        })
        .collect()
}

/// The contested ground that one of the two countries of a border claims, cut to the land of these countries where not all of it is land.
pub(super) fn contested_areas(entry: &LandBorder, countries: &[Area]) -> Vec<ContestedGround> {
    let edition = entry.edition();
    let concerns = |area: &ContestedArea| [&area.a, &area.b].into_iter().any(|c| *c == entry.a || *c == entry.b);
    let alpha2 = |code: &String| edition.country(code).map_or_else(|| code.clone(), |c| c.alpha2.clone());
    let ground = |area: ContestedArea| ContestedGround {
        names: Names::default(),
        between: [&area.a, &area.b].map(alpha2).to_vec(),
        reason: Reason::default(),
        sources: Vec::new(),
        unverified: false,
        shape: ground(&area, countries.iter().map(|c| &c.shape)),
    };
    edition.contested_areas().into_iter().filter(concerns).map(ground).collect()
}

fn ground<'a>(area: &ContestedArea, countries: impl Iterator<Item = &'a MultiPolygon>) -> MultiPolygon {
    if area.land_share <= 0.0 || area.land_share >= ALL_LAND {
        return area.area.clone();
    }
    let land = countries.map(|c| c.intersection(&area.area));
    let land = land.fold(MultiPolygon(Vec::new()), |all, part| all.union(&part));
    if land.0.is_empty() { area.area.clone() } else { land }
}

fn properties(edition: &'static Edition, area: &ContestedArea) -> Value {
    let country = |code: &str| edition.country(code);
    let codes: Vec<String> =
        [&area.a, &area.b].map(|code| country(code).map_or_else(|| code.clone(), |c| c.alpha2.clone())).to_vec();
    // In each language that has a name of all of them.
    let reason = |language: &Language| {
        let name = |code: &str| {
            let named = country(code)?;
            if language.is_english() {
                Some(named.english())
            } else {
                named.names.get(language.code()).map(String::as_str)
            }
        };
        let (a, b) = (name(&area.a)?, name(&area.b)?);
        let words = match &area.held_by {
            Some(holder) => {
                let (holder, claimant) = if *holder == area.a { (a, b) } else { (b, a) };
                language.fill("contested-held", &[("holder", holder), ("claimant", claimant)])
            }
            None => language.fill("contested-by-both", &[("a", a), ("b", b), ("follows", name(&area.line_follows)?)]),
        };
        Some((language.code().to_owned(), words))
    };
    let reasons = Names(Languages::embedded().iter().filter_map(reason).collect());
    let mut all = json!({"between": codes, "reason": reasons, "sources": sources(edition, area)});
    if let (false, Some(members)) = (area.names.is_empty(), all.as_object_mut()) {
        members.insert("names".to_owned(), json!(area.names));
    }
    all
}

/// Where it can be read: the map itself; of what one holds and another claims, what its edges are taken from, and the sources of the dispute
/// between both.
fn sources(edition: &'static Edition, area: &ContestedArea) -> Vec<Value> {
    let map = || {
        let title = format!("timezone-boundary-builder, edition {}", edition.name());
        vec![json!({"by": "OpenStreetMap contributors", "title": title})]
    };
    if area.held_by.is_none() {
        return map();
    }
    let ids = [format!("{}-{}", area.a, area.b), format!("{}-{}", area.b, area.a)];
    let dispute = ids.iter().find_map(|id| marz_world::dispute(id));
    let cited = dispute.iter().flat_map(|d| &d.sources);
    let cited = cited.map(|s| json!({"by": s.publisher, "title": s.title, "url": s.address, "date": s.date}));
    let edges = json!({"by": "marz-world", "title": format!("edges: {}", area.source)});
    std::iter::once(edges).chain(cited).collect()
}
