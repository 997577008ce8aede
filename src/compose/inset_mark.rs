//! What joins an inset to its map: the frame of the part that it shows, and the same letter at both.

use super::furniture::{corners, rectangle, strokes, text};
use super::placed_map::PlacedInset;
use super::scene::{Anchor, Item, Layer, Stroke};
use super::style::Style;
use crate::project::Rect;
use crate::typeface::{CAP_HEIGHT, FontStyle};

/// The frame of a part of the map, as it looks on the map and in the legend.
fn mark(part: Rect, style: &Style) -> Vec<Item> {
    let ring = || {
        let mut ring = corners(part).to_vec();
        ring.push((part.x, part.y));
        vec![ring]
    };
    vec![
        strokes(ring(), Stroke::solid(style.theme.halo, style.px(4.4))),
        strokes(ring(), Stroke::solid(style.theme.ink, style.px(1.7))),
    ]
}

/// Boxes along the edges of a part of the map, which names keep off.
pub fn edges(part: Rect, style: &Style) -> [Rect; 4] {
    let half = style.px(2.2);
    let (x, y) = (part.x - half, part.y - half);
    let across = Rect { x, y, width: part.width + 2.0 * half, height: 2.0 * half };
    let down = Rect { x, y, width: 2.0 * half, height: part.height + 2.0 * half };
    [across, Rect { y: part.bottom() - half, ..across }, down, Rect { x: part.right() - half, ..down }]
}

/// The size of the letter, in units of the design, and how much higher its box is.
const SIZE: f64 = 15.0;
const BOX: f64 = 1.3;

/// Width and height of the box of the letter, whose size is given in pixels.
fn box_of(size: f64, style: &Style) -> (f64, f64) {
    let wide = style.fonts.width(style.words().text("inset-letter"), FontStyle::Bold, size, 0.0);
    ((wide + 0.5 * size).max(BOX * size), BOX * size)
}

/// Width and height of the box of the letter on a map.
pub fn letter_box(style: &Style) -> (f64, f64) {
    box_of(style.letters(SIZE), style)
}

/// A letter in its box.
fn letter(bounds: Rect, style: &Style) -> Vec<Item> {
    let ink = style.theme.ink;
    let size = bounds.height / BOX;
    let at = (bounds.x + bounds.width / 2.0, bounds.y + bounds.height / 2.0 + 0.5 * CAP_HEIGHT * size);
    let words = style.words().text("inset-letter");
    vec![
        rectangle(bounds, ink, Stroke::solid(ink, 0.0)),
        text(words, at, Anchor::Middle, FontStyle::Bold, size, style.theme.paper),
    ]
}

/// The frame of the part with its letter, for the map.
pub fn part_layer(inset: &PlacedInset<'_>, style: &Style) -> Layer {
    let mut layer = Layer::new("inset-part", "The part that the inset shows");
    layer.items = mark(inset.part, style);
    layer.items.extend(letter(inset.letters[0], style));
    layer
}

/// The layers of an inset on a sheet of their own, framed and with its letter.
pub fn framed(inset: &PlacedInset<'_>, layers: Vec<Layer>, style: &Style) -> Vec<Layer> {
    let slot = inset.map.frame.rect;
    let mut sheet = Layer::new("inset-sheet", "Inset: sheet");
    let paper = style.theme.paper;
    sheet.items.push(rectangle(slot.grown(style.px(4.0)), paper, Stroke::solid(paper, 0.0)));
    let mut frame = Layer::new("inset-letter", "Inset: letter");
    frame.items = mark(slot, style);
    frame.items.extend(letter(inset.letters[1], style));
    let named =
        |layer: Layer| Layer { id: format!("inset-{}", layer.id), label: format!("Inset: {}", layer.label), ..layer };
    std::iter::once(sheet).chain(layers.into_iter().map(named)).chain([frame]).collect()
}

/// A sample of the frame for the legend.
pub fn mark_sample(bounds: Rect, style: &Style) -> Vec<Item> {
    let (width, height) = box_of(style.letters(10.0), style);
    let more = (height - bounds.height).max(0.0) / 2.0;
    let bounds = Rect { y: bounds.y - more, height: bounds.height + 2.0 * more, ..bounds };
    let mut items = mark(bounds, style);
    items.extend(letter(Rect { width, height, ..bounds }, style));
    items
}
