//! Rival lines on a map.

use std::collections::BTreeSet;

use super::furniture::{corners, strokes};
use super::scene::{About, Item, Layer, Shape, Stroke};
use super::status::Claims;
use super::style::Style;
use crate::measure::{BorderKilometres, GeodesicLine};
use crate::model::{Case, LonLat, View};
use crate::project::{Frame, Page, Projection, Rect, clip_area, clip_flat_line};

/// The core of a rival line, in units of the design: thinner than the border, which alone is measured.
const CORE: f64 = 2.4;

/// The edge around it.
const CASING: f64 = 5.2;

/// The dashes of rival lines in their order, in units of the design; more lines than these begin again.
const DASHES: [&[f64]; 4] = [&[11.0, 3.5], &[2.4, 3.2], &[9.0, 3.0, 2.4, 3.0], &[6.0, 2.6]];

/// How much of its colour the ground between a line and the border has.
const GROUND: f64 = 0.2;

/// A projected line, in metres; `None` where the projection has no point.
type FlatLine = Vec<Option<(f64, f64)>>;

/// The lines of the views of a dossier, projected once: a map is laid out many times before it is drawn.
pub struct FlatViews(Vec<Vec<FlatLine>>);

impl FlatViews {
    pub fn new(dossier: &Case, projection: &Projection) -> Self {
        /// Edges are geodesics: longer ones are densified.
        const STEP_KM: f64 = 20.0;
        let flat = |part: &Vec<LonLat>| part.iter().map(|p| projection.forward(p.lon(), p.lat())).collect();
        let of = |view: &View| {
            let line = GeodesicLine::from(&view.border);
            let whole = line.densified_km(0.0, line.length_m() / 1000.0, STEP_KM);
            whole.iter().map(flat).collect()
        };
        Self(dossier.views.iter().map(of).collect())
    }
}

/// Draws the views of a dossier as far as they are in the frame, and notes them; returns their visible lines as well. Their gaps stay open.
pub fn view_layer(
    frame: &Frame,
    dossier: &Case,
    flat: &FlatViews,
    claims: &mut Claims,
    style: &Style,
) -> (Layer, Vec<Vec<Page>>) {
    let mut layer = Layer::new("views", "Rival lines");
    let (mut casings, mut cores) = (Vec::new(), Vec::new());
    let mut paths_drawn = Vec::new();
    for (number, (view, lines)) in dossier.views.iter().zip(&flat.0).enumerate() {
        let paths: Vec<Vec<Page>> = lines.iter().flat_map(|line| clip_flat_line(frame, line)).collect();
        if paths.is_empty() {
            continue;
        }
        let name = style.name(&view.names).to_owned();
        claims.views.insert(number, name.clone());
        let (ground, fill) = (clip_area(frame, &view.between), stroke(number, style).paint.fade(GROUND));
        if !ground.is_empty() {
            claims.between.insert(number);
            layer.items.push(Item::Shape(Shape { paths: ground, fill: Some(fill), stroke: None, about: None }));
        }
        casings.push(Item::Shape(Shape {
            paths: paths.clone(),
            fill: None,
            stroke: Some(Stroke::solid(style.theme.casing.fade(0.85), style.px(CASING))),
            about: Some(About::other(name)),
        }));
        cores.push(strokes(paths.clone(), stroke(number, style)));
        paths_drawn.extend(paths);
    }
    // No line is hidden by the edge of another one that runs where it does.
    layer.items.extend(casings.into_iter().chain(cores));
    (layer, paths_drawn)
}

fn stroke(number: usize, style: &Style) -> Stroke {
    let dash = DASHES[number % DASHES.len()].iter().map(|d| style.px(*d)).collect();
    Stroke { dash, ..Stroke::solid(style.theme.views[number % style.theme.views.len()], style.px(CORE)) }
}

/// A sample of the ground between the border and rival lines, each in its tint, for the legend.
pub fn between_sample(numbers: &BTreeSet<usize>, bounds: Rect, style: &Style) -> Vec<Item> {
    let wide = bounds.width / numbers.len().max(1) as f64;
    let one = |(i, number): (usize, &usize)| {
        let part = Rect { x: bounds.x + i as f64 * wide, width: wide, ..bounds };
        let fill = |paint| Shape { paths: vec![corners(part).to_vec()], fill: Some(paint), stroke: None, about: None };
        [fill(style.theme.land_other), fill(stroke(*number, style).paint.fade(GROUND))].map(Item::Shape)
    };
    numbers.iter().enumerate().flat_map(one).collect()
}

/// A sample of a rival line for the legend.
pub fn sample(number: usize, at: Page, style: &Style) -> Vec<Item> {
    let path = vec![vec![(at.0 - style.px(19.0), at.1), (at.0 + style.px(19.0), at.1)]];
    let casing = Stroke::solid(style.theme.casing, style.px(CASING));
    vec![strokes(path.clone(), casing), strokes(path, stroke(number, style))]
}
