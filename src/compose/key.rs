//! The numbered key: a dated list of what is on the map, with casualties, distance from the border, and side.

use std::collections::BTreeMap;

use super::furniture::{text, wrapped};
use super::panel::{Block, head};
use super::scene::{Anchor, Item, Paint};
use super::style::Style;
use super::symbols::symbol;
use crate::measure::Proximity;
use crate::measured::{MeasuredIncident, measure_all};
use crate::model::{Case, Category, Incident, Status};
use crate::project::Rect;
use crate::typeface::FontStyle;

/// The measured incidents of a figure by id.
pub type MeasuredById<'m, 'a> = BTreeMap<&'a str, &'m MeasuredIncident<'a>>;

/// Whether the key has the distance and the side of such a record: not those of a visit.
pub fn shows_distance(incident: &Incident) -> bool {
    !matches!(incident.category, Category::Contact | Category::Claim)
}

/// What the key lists.
pub struct Entries<'k, 'a> {
    /// The incidents with a number on the map, in its order.
    pub numbers: &'k [(&'a Incident, u32)],
    /// Those that are counted together on the map.
    pub counted: &'k [&'a Incident],
    /// Those of which only a region is known.
    pub areas: &'k [&'a Incident],
}

/// The key as blocks of a width: the numbered incidents in their order, those that are counted together, and those of which only a region is known.
pub fn blocks(
    dossier: &Case,
    entries: &Entries<'_, '_>,
    measured: &MeasuredById<'_, '_>,
    (wide, size): (f64, f64),
    has_sides: bool,
    style: &Style,
) -> Vec<Block> {
    let Entries { numbers, counted, areas } = *entries;
    let listed =
        numbers.iter().map(|(i, _)| *i).chain(counted.iter().chain(areas).copied()).filter(|i| shows_distance(i));
    measure_all(listed.filter_map(|i| measured.get(i.id.as_str()).copied()).collect::<Vec<_>>());
    let proximity =
        |i: &Incident| measured.get(i.id.as_str()).filter(|_| shows_distance(i)).and_then(|m| m.proximity());
    let one = |i: &Incident, number| entry(dossier, i, number, proximity(i), (wide, size), has_sides, style);
    let mut blocks = Vec::new();
    if !numbers.is_empty() {
        blocks.push(head(style.words().text("key-heading"), (wide, size * 1.1), style));
        blocks.extend(numbers.iter().map(|(i, n)| one(i, Some(*n))));
    }
    if !counted.is_empty() {
        blocks.push(head(style.words().text("legend-counted"), (wide, size * 1.1), style));
        blocks.extend(counted.iter().map(|i| one(i, None)));
    }
    if !areas.is_empty() {
        blocks.push(head(style.words().text("key-regions"), (wide, size * 1.1), style));
        blocks.extend(areas.iter().map(|i| one(i, None)));
    }
    blocks
}

/// One incident: its number and symbol in the margin; date and place; what happened; casualties, distance, side, grade.
fn entry(
    dossier: &Case,
    incident: &Incident,
    number: Option<u32>,
    proximity: Option<&Proximity>,
    (wide, size): (f64, f64),
    has_sides: bool,
    style: &Style,
) -> Block {
    let (words, phrases) = (style.words(), style.phrases());
    let margin = size * 3.2;
    let inner = wide - margin;
    let place = phrases.place(incident, &dossier.places);
    let first = format!("{} · {place}", phrases.date(&incident.date));
    // Titles are written in English: in another language the category says what happened.
    let what = if words.is_english() { incident.title.as_str() } else { words.category(incident.category) };
    let mut facts: Vec<String> = Vec::new();
    if !matches!(incident.category, Category::Contact | Category::Deployment | Category::Claim) {
        let (killed, wounded) = (phrases.casualties(&incident.killed), phrases.casualties(&incident.wounded));
        facts.push(words.fill("key-casualties", &[("killed", &killed), ("wounded", &wounded)]));
    }
    if let Some(p) = proximity {
        facts.push(phrases.short_distance(Some(&incident.location), p));
        if has_sides {
            facts.push(phrases.side(Some(&incident.location), Some(p), &dossier.border.facts.sides));
        }
        facts.extend(phrases.open_verdicts(p));
    }
    facts.push(words.fill("key-grade", &[("grade", &incident.grade.to_string())]));
    let small = (size * 0.92).max(style.least_letters);
    let theme = style.theme;
    let mut lines: Vec<(String, FontStyle, f64, Paint)> = Vec::new();
    for (words, font_style, size, paint) in [
        (first.as_str(), FontStyle::Bold, size, theme.ink),
        (what, FontStyle::Regular, size, theme.ink),
        (facts.join(" · ").as_str(), FontStyle::Regular, small, theme.quiet_ink),
    ] {
        lines.extend(
            wrapped(style.fonts, words, font_style, size, inner).into_iter().map(|l| (l, font_style, size, paint)),
        );
    }
    let height = lines.iter().map(|l| l.2 * 1.22).sum::<f64>() + 0.42 * size;
    let look = theme.mark(incident.category);
    let hollow = matches!(incident.status, Status::Disputed | Status::Denied);
    let draw = move |r: Rect, style: &Style| {
        let (x, anchor) = style.lead(r, margin);
        let mut items: Vec<Item> = Vec::new();
        let (edge, middle) = if style.is_mirrored() {
            (r.right() - size * 1.45, r.right() - size * 2.3)
        } else {
            (r.x + size * 1.45, r.x + size * 2.3)
        };
        if let Some(n) = number {
            let anchor = if style.is_mirrored() { Anchor::Start } else { Anchor::End };
            items.push(text(&style.number(n), (edge, r.y + size), anchor, FontStyle::Bold, size, theme.ink));
        }
        items.extend(symbol(&look, (middle, r.y + size * 0.64), size * 0.4, hollow, style, None));
        let mut y = r.y;
        for (i, (words, font_style, size, paint)) in lines.iter().enumerate() {
            y += if i == 0 { *size } else { size * 1.22 };
            items.push(text(words, (x, y), anchor, *font_style, *size, *paint));
        }
        items
    };
    Block { height, draw: Box::new(draw), stays_with_next: false }
}
