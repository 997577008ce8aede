//! Layers that a recipe adds to its map: zones, closures, buffers of the border, rings around a place.

use geo_types::{LineString, MultiLineString, MultiPolygon};

use super::contested::hatching;
use super::furniture::{corners, strokes};
use super::remarks::WIDER;
use super::scene::{About, Item, Layer, Paint, Shape, Stroke};
use super::style::Style;
use crate::model::LonLat;
use crate::project::{Frame, Page, Rect, clip_area, clip_line, densified};

/// A layer of a recipe.
#[derive(Debug, Clone)]
pub struct OwnLayer {
    /// The layer as messages name it, such as `layer[0]`.
    pub key: String,
    /// What it is called in the legend.
    pub label: String,
    /// Its areas, each filled by itself: those of nested buffers add up.
    pub areas: Vec<MultiPolygon>,
    /// Its lines.
    pub lines: MultiLineString,
    /// How it looks.
    pub look: OwnLook,
    /// Whom the map credits for it; empty for nobody.
    pub credit: String,
}

/// How a layer of a recipe looks.
#[derive(Debug, Clone)]
pub struct OwnLook {
    /// The colour on white paper; `None` for a quiet one of the theme.
    pub rgb: Option<(u8, u8, u8)>,
    /// How opaque areas are filled, 0 to 1.
    pub tint: f64,
    /// Whether areas are hatched.
    pub hatching: bool,
    /// How wide lines and edges are, in units of the design.
    pub width: f64,
    /// Lengths of dashes and gaps, in units of the design.
    pub dash: Vec<f64>,
}

/// The layers of a recipe on one map.
#[derive(Debug, Clone, Default)]
pub struct DrawnOwn {
    /// What is drawn.
    pub layers: Vec<Layer>,
    /// Their signs in the legend.
    pub signs: Vec<OwnSign>,
    /// Whom the map credits for them.
    pub credits: Vec<String>,
    /// Layers that have nothing on the map.
    pub remarks: Vec<String>,
}

/// The sign of a layer in the legend.
#[derive(Debug, Clone)]
pub struct OwnSign {
    /// What the layer is called.
    pub label: String,
    look: OwnLook,
    has_areas: bool,
}

/// What of the layers a map shows, in their order.
pub fn draw(layers: &[OwnLayer], frame: &Frame, style: &Style) -> DrawnOwn {
    let mut all = DrawnOwn::default();
    for (number, own) in (1..).zip(layers) {
        let mut layer = Layer::new(&format!("own-{number}"), &own.label);
        let mut edges: Vec<Vec<Page>> = Vec::new();
        let clipped = |line: &LineString| {
            let positions: Vec<LonLat> = densified(line).0.iter().map(|c| LonLat::wrapped(c.x, c.y)).collect();
            clip_line(frame, &positions)
        };
        for area in &own.areas {
            let rings = clip_area(frame, area);
            layer.items.extend(own.look.filled(&rings, &own.label, style));
            // The edge of the frame is no edge of the area: the rings themselves are clipped as lines.
            let outlines = area.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
            edges.extend(outlines.flat_map(clipped));
        }
        edges.extend(own.lines.iter().flat_map(clipped));
        if own.look.width > 0.0 && !edges.is_empty() {
            let stroke = own.look.stroke(style);
            let about = Some(About::other(own.label.clone()));
            layer.items.push(Item::Shape(Shape { paths: edges, fill: None, stroke: Some(stroke), about }));
        }
        if layer.items.is_empty() {
            all.remarks.push(own.nowhere("this map", WIDER));
            continue;
        }
        all.layers.push(layer);
        all.credits.extend(Some(own.credit.clone()).filter(|c| !c.is_empty()));
        let has_areas = !own.areas.is_empty();
        all.signs.push(OwnSign { label: own.label.clone(), look: own.look.clone(), has_areas });
    }
    all
}

impl OwnLayer {
    /// What is said of a layer of which nothing lies on a map, or on any page, and what shows more ground.
    pub fn nowhere(&self, on: &str, wider: &str) -> String {
        let Self { key, label, .. } = self;
        format!(
            "{key}: nothing of \"{label}\" lies on {on}: {wider}, or look whether longitude and latitude are swapped"
        )
    }
}

impl OwnLook {
    fn paint(&self, style: &Style) -> Paint {
        self.rgb.map_or(style.theme.quiet_ink, |rgb| style.theme.on_paper(rgb))
    }

    fn stroke(&self, style: &Style) -> Stroke {
        let dash = self.dash.iter().map(|d| style.px(*d)).collect();
        Stroke { paint: self.paint(style), width: style.px(self.width), dash }
    }

    /// The tint and the hatching of rings.
    fn filled(&self, rings: &[Vec<Page>], label: &str, style: &Style) -> Vec<Item> {
        let paint = self.paint(style);
        let mut items = Vec::new();
        if rings.is_empty() {
            return items;
        }
        /// In a theme of lines alone a tint that is stronger than this is a hatching.
        const FAINT: f64 = 0.1;
        let has_tints = style.theme.radius_fill > 0.0;
        if self.tint > 0.0 && has_tints {
            let about = Some(About::other(label.to_owned()));
            items.push(Item::Shape(Shape {
                paths: rings.to_vec(),
                fill: Some(paint.fade(self.tint)),
                stroke: None,
                about,
            }));
        }
        if self.hatching || (self.tint > FAINT && !has_tints) {
            let lines = hatching(rings, style);
            if !lines.is_empty() {
                items.push(strokes(lines, Stroke::solid(paint.fade(0.7), style.px(1.0))));
            }
        }
        items
    }
}

impl OwnSign {
    /// The sign about its middle.
    pub fn draw(&self, at: Page, style: &Style) -> Vec<Item> {
        let stroke = self.look.stroke(style);
        let half = style.px(19.0);
        if !self.has_areas {
            return vec![strokes(vec![vec![(at.0 - half, at.1), (at.0 + half, at.1)]], stroke)];
        }
        let high = style.px(17.0);
        let bounds = Rect { x: at.0 - half, y: at.1 - high / 2.0, width: 2.0 * half, height: high };
        let ring = corners(bounds).to_vec();
        let mut items = self.look.filled(std::slice::from_ref(&ring), &self.label, style);
        if self.look.width > 0.0 {
            let closed = ring.iter().copied().chain(ring.first().copied()).collect();
            items.push(strokes(vec![closed], stroke));
        }
        items
    }
}
