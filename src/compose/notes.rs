//! Notes of a recipe: text with an arrow to its point.

use super::furniture::{around, strokes, wrapped};
use super::labels::{Label, Placed};
use super::places::Named;
use super::remarks::WIDER;
use super::scene::{Item, Layer, Shape, Stroke};
use super::style::Style;
use super::symbols::Symbol;
use crate::model::{LonLat, Names};
use crate::project::{Frame, Page, Rect};
use crate::typeface::FontStyle;

/// A note of a recipe.
#[derive(Debug, Clone)]
pub struct Note {
    /// The note as messages name it, such as `note[0]`.
    pub key: String,
    /// What it says, by language.
    pub text: Names,
    /// The position that it points at.
    pub at: LonLat,
    /// The incident that it points at, by its id; `None` if it points at a position.
    pub incident: Option<String>,
    /// Whether an arrow leads from the text to its point.
    pub arrow: bool,
}

/// The text of notes, in units of the design: its size, and how wide a line is at most.
const SIZE: f64 = 14.5;
const WIDEST: f64 = 230.0;
/// How far the text of a note with an arrow stands off at least.
const ARROW: f64 = 26.0;
/// The length of an arrowhead.
const HEAD: f64 = 9.0;

/// Where a note points on a map: the middle of its symbol or its point, and how far around that is taken; `None` outside of the map.
fn target(note: &Note, frame: &Frame, symbols: &[Symbol<'_>], style: &Style) -> Option<(Page, f64)> {
    let is_about = |s: &&Symbol<'_>| note.incident.as_ref().is_some_and(|id| s.incidents().any(|i| i.id == *id));
    match symbols.iter().find(is_about) {
        Some(symbol) => Some((symbol.at, symbol.extent(style))),
        None => frame.shows(note.at).map(|at| (at, style.px(2.0))),
    }
}

/// What the furniture must leave free, so that no note points beneath it.
pub fn busy(notes: &[Note], frame: &Frame, symbols: &[Symbol<'_>], style: &Style) -> Vec<Rect> {
    let targets = notes.iter().filter_map(|note| target(note, frame, symbols, style));
    targets.map(|(at, radius)| around(at, radius.max(style.px(8.0)))).collect()
}

/// The labels of the notes on a map, which are placed before all others, and what is to be said of the others.
pub fn labels(
    notes: &[Note],
    frame: &Frame,
    symbols: &[Symbol<'_>],
    style: &Style,
) -> (Vec<(Named, Label)>, Vec<String>) {
    let (mut labels, mut remarks) = (Vec::new(), Vec::new());
    for (number, note) in notes.iter().enumerate() {
        let Some((at, edge)) = target(note, frame, symbols, style) else {
            remarks.push(outside(note, "map", WIDER, style));
            continue;
        };
        let clear = edge + style.px(if note.arrow { ARROW } else { 2.0 });
        let size = style.letters(SIZE);
        let lines = style.languages.names(&note.text).into_iter();
        let lines = lines.flat_map(|text| wrapped(style.fonts, text, FontStyle::Regular, size, style.px(WIDEST)));
        let label = Label {
            lines: lines.collect(),
            at,
            clear,
            extent: clear,
            edge: edge + style.px(2.0),
            symbols: Vec::new(),
            font_style: FontStyle::Regular,
            size,
            paint: style.theme.ink,
            // Not 0: its leader line, too, crosses nothing.
            rank: 1,
            leader: true,
            keeps_side: false,
            others: Vec::new(),
        };
        labels.push((Named::Note(number), label));
    }
    (labels, remarks)
}

/// What is said of a note that points outside of a map, or of all pages, and what shows more ground.
pub fn outside(note: &Note, of: &str, wider: &str, style: &Style) -> String {
    let shown = words(note, style).join(" ");
    let key = &note.key;
    format!("{key}: \"{shown}\" points outside of the {of}: {wider}, or move the note")
}

/// The text of a note in the languages of the figure.
fn words<'n>(note: &'n Note, style: &Style) -> Vec<&'n str> {
    style.languages.names(&note.text)
}

/// The texts of the notes that are on a map, for those who cannot see it.
pub fn texts(notes: &[Note], named: &[Named], placed: &Placed, style: &Style) -> Vec<String> {
    let is_placed = |i: &usize| !placed.dropped.contains(i);
    let numbers = named.iter().enumerate().filter(|(i, _)| is_placed(i)).filter_map(|(_, n)| match n {
        Named::Note(number) => notes.get(*number),
        _ => None,
    });
    numbers.map(|note| words(note, style).join(" ")).collect()
}

/// What is to be said of notes without room.
pub fn without_room(notes: &[Note], named: &[Named], placed: &Placed) -> Vec<String> {
    let dropped = placed.dropped.iter().filter_map(|i| match named.get(*i)? {
        Named::Note(number) => notes.get(*number),
        _ => None,
    });
    dropped
        .map(|note| {
            format!("{}: it has no room: shorten it, point it elsewhere, or take a larger page or extent", note.key)
        })
        .collect()
}

/// The arrows of the notes that have their place.
pub fn arrows(notes: &[Note], named: &[Named], labels: &[Label], placed: &Placed, style: &Style) -> Layer {
    let mut layer = Layer::new("note-arrows", "Arrows of notes");
    let mut boxes = placed.boxes.iter();
    for (i, (named, label)) in named.iter().zip(labels).enumerate() {
        // The boxes are those of the labels that have a place, in their order.
        let Some(bounds) = (!placed.dropped.contains(&i)).then(|| boxes.next()).flatten() else { continue };
        let Named::Note(number) = named else { continue };
        if !notes.get(*number).is_some_and(|note| note.arrow) {
            continue;
        }
        let leader = placed.leader_lines.iter().find(|(label, _)| *label == i).map(|(_, line)| *line);
        let (tip, tail) = leader.unwrap_or_else(|| short(label, bounds));
        let Some((dx, dy)) = direction(tail, tip) else { continue };
        let paint = label.paint;
        if leader.is_none() {
            let stroke = Stroke::solid(paint.fade(0.75), style.px(0.9));
            layer.items.push(strokes(vec![vec![tip, tail]], stroke));
        }
        let (long, half) = (style.px(HEAD), style.px(HEAD * 0.4));
        let base = (tip.0 - long * dx, tip.1 - long * dy);
        let head = vec![tip, (base.0 - half * dy, base.1 + half * dx), (base.0 + half * dy, base.1 - half * dx)];
        layer.items.push(Item::Shape(Shape { paths: vec![head], fill: Some(paint), stroke: None, about: None }));
    }
    layer
}

/// The arrow from the nearest point of a text to what it points at, as tip and tail.
fn short(label: &Label, bounds: &Rect) -> (Page, Page) {
    let tail = (label.at.0.clamp(bounds.x, bounds.right()), label.at.1.clamp(bounds.y, bounds.bottom()));
    let (dx, dy) = direction(label.at, tail).unwrap_or_default();
    ((label.at.0 + label.edge * dx, label.at.1 + label.edge * dy), tail)
}

/// The direction from a point to another; `None` if they are one.
fn direction(from: Page, to: Page) -> Option<(f64, f64)> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    (length > 0.5).then(|| (dx / length, dy / length))
}
