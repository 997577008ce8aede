//! The numbered key: a dated list of what is on the map, with what it cost and how far from the border it was.

use std::collections::BTreeMap;

use super::furniture::{text, wrapped};
use super::panel::{Block, head};
use super::scene::{Anchor, Item, Paint};
use super::style::Style;
use super::symbols::symbol;
use crate::language::{Language, date, fill};
use crate::measure::{GeodesicLine, Proximity, ProximityContext, SidePolygons, UncertainPoint, incident_point};
use crate::model::{Basis, Category, Dossier, Incident, Place, Status, Toll};
use crate::project::Rect;
use crate::typeface::Cut;

/// What was measured of the incidents that the key lists, by id.
pub type Measures = BTreeMap<String, Proximity>;

/// Whether the key tells how far from the border such a record was: of a visit it does not.
fn tells_distance(incident: &Incident) -> bool {
    !matches!(incident.category, Category::Contact | Category::Claim)
}

/// Measures what the key tells.
pub fn measured(dossier: &Dossier, line: &GeodesicLine, incidents: &[&Incident]) -> Measures {
    let countries = dossier.basemap.countries.as_ref().map_or(&[][..], |l| &l.features);
    let lands = SidePolygons::new(&dossier.border, countries);
    let context = ProximityContext { border: &dossier.border, line, lands: &lands, limits_m: &[] };
    let told = incidents.iter().filter(|i| tells_distance(i));
    let (ids, points): (Vec<String>, Vec<UncertainPoint>) =
        told.filter_map(|i| Some((i.id.clone(), incident_point(i)?))).unzip();
    ids.into_iter().zip(context.proximities(&points)).collect()
}

/// The key as blocks of a width: the numbered incidents in their order, then those of which only a region is known.
pub fn blocks(
    dossier: &Dossier,
    numbers: &[(&Incident, u32)],
    areas: &[&Incident],
    measures: &Measures,
    wide: f64,
    size: f64,
    style: &Style,
) -> Vec<Block> {
    let one = |i: &Incident, number| entry(dossier, i, number, measures.get(&i.id), wide, size, *style);
    let mut blocks = Vec::new();
    if !numbers.is_empty() {
        blocks.push(head(style.words().list, size * 1.1, *style));
        blocks.extend(numbers.iter().map(|(i, n)| one(i, Some(*n))));
    }
    if !areas.is_empty() {
        blocks.push(head(style.words().regions, size * 1.1, *style));
        blocks.extend(areas.iter().map(|i| one(i, None)));
    }
    blocks
}

/// One incident: its number and symbol in the margin; date and place; what happened; toll, distance, grade.
fn entry(
    dossier: &Dossier,
    incident: &Incident,
    number: Option<u32>,
    proximity: Option<&Proximity>,
    wide: f64,
    size: f64,
    style: Style,
) -> Block {
    let words = style.words();
    let margin = size * 3.2;
    let inner = wide - margin;
    let place = place_name(dossier, incident, &style);
    let first = format!("{} · {place}", date(style.language(), &incident.date));
    // Titles are written in English: in another language the category says what happened.
    let what = match style.language() {
        Language::En => incident.title.as_str(),
        _ => words.category(incident.category),
    };
    let mut facts: Vec<String> = Vec::new();
    if !matches!(incident.category, Category::Contact | Category::Deployment | Category::Claim) {
        let (killed, wounded) = (toll(&incident.killed, &style), toll(&incident.wounded, &style));
        facts.push(fill(words.toll, &[("killed", &killed), ("wounded", &wounded)]));
    }
    if let Some(p) = proximity {
        facts.push(distance(p, incident.location.basis, &style));
    }
    facts.push(fill(words.grade, &[("grade", &incident.grade.to_string())]));
    let small = size * 0.92;
    let theme = style.theme;
    let mut lines: Vec<(String, Cut, f64, Paint)> = Vec::new();
    for (words, cut, size, paint) in [
        (first.as_str(), Cut::Bold, size, theme.ink),
        (what, Cut::Regular, size, theme.ink),
        (facts.join(" · ").as_str(), Cut::Regular, small, theme.quiet_ink),
    ] {
        lines.extend(wrapped(words, cut, size, inner).into_iter().map(|l| (l, cut, size, paint)));
    }
    let height = lines.iter().map(|l| l.2 * 1.22).sum::<f64>() + 0.42 * size;
    let look = theme.mark(incident.category);
    let hollow = matches!(incident.status, Status::Disputed | Status::Denied);
    let draw = move |r: Rect| {
        let (x, anchor) = style.lead(r, margin);
        let mut items: Vec<Item> = Vec::new();
        let (edge, middle) = if style.is_mirrored() {
            (r.right() - size * 1.45, r.right() - size * 2.3)
        } else {
            (r.x + size * 1.45, r.x + size * 2.3)
        };
        if let Some(n) = number {
            let anchor = if style.is_mirrored() { Anchor::Start } else { Anchor::End };
            items.push(text(&style.number(n), (edge, r.y + size), anchor, Cut::Bold, size, theme.ink));
        }
        items.extend(symbol(&look, (middle, r.y + size * 0.64), size * 0.4, hollow, &style, None));
        let mut y = r.y;
        for (i, (words, cut, size, paint)) in lines.iter().enumerate() {
            y += if i == 0 { *size } else { size * 1.22 };
            items.push(text(words, (x, y), anchor, *cut, *size, *paint));
        }
        items
    };
    Block { height, draw: Box::new(draw), stays_with_next: false }
}

/// The name of an incident's place. In another language than English that of the dossier's place of the same name, or
/// else the first of the report's own variants in that script.
pub fn place_name(dossier: &Dossier, incident: &Incident, style: &Style) -> String {
    let (name, language) = (&incident.location.name, style.language());
    if language == Language::En {
        return name.clone();
    }
    let same = |p: &&Place| p.names.0.values().any(|n| n == name) || p.variants.contains(name);
    let known = dossier.places.iter().filter(same).min_by_key(|p| p.rank);
    let variant = || incident.location.variants.iter().find(|v| language.writes(v));
    match known {
        Some(place) => style.name(&place.names).to_owned(),
        None => variant().unwrap_or(name).clone(),
    }
}

/// How many people, as it is known.
fn toll(toll: &Toll, style: &Style) -> String {
    let words = style.words();
    match (toll.min, toll.max) {
        (Some(min), Some(max)) if min == max => style.number(min),
        (Some(min), Some(max)) => style.number(format!("{min}–{max}")),
        (Some(min), None) => fill(words.at_least, &[("n", &style.number(min))]),
        (None, Some(max)) => fill(words.at_most, &[("n", &style.number(max))]),
        (None, None) => words.unknown.to_owned(),
    }
}

/// The distance to the border with its interval, no finer than what is known.
///
/// The point of a record that was set from the border is no evidence of its distance: only the interval is told.
fn distance(p: &Proximity, basis: Basis, style: &Style) -> String {
    let words = style.words();
    let (least, most) = (p.distance_min_m / 1000.0, p.distance_max_m / 1000.0);
    let fine = most - least < 1.0 && most < 10.0;
    let low = if fine { (least * 10.0).floor() / 10.0 } else { least.floor() };
    let high = if fine { (most * 10.0).ceil() / 10.0 } else { most.ceil() };
    let decimals = usize::from(fine);
    let range = format!("{low:.decimals$}–{high:.decimals$}");
    if low <= 0.0 {
        return fill(words.up_to_from_border, &[("range", &style.number(format!("{high:.decimals$}")))]);
    }
    let point = p.nearest.distance_m / 1000.0;
    let told = match basis {
        Basis::FromBorder => range,
        _ if fine => format!("{point:.1} ({range})"),
        _ => format!("{point:.0} ({range})"),
    };
    fill(words.from_border, &[("range", &style.number(told))])
}
