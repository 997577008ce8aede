//! Contested ground on a strip: where beside the line it lies, hatched.

use std::collections::BTreeSet;

use geo::{BoundingRect, Contains, Intersects};
use geo_types::{Point, Rect};

use super::scale::{Distances, Kilometres};
use crate::compose::contested::hatching;
use crate::compose::furniture::strokes;
use crate::compose::scene::{Item, Layer, Shape, Stroke};
use crate::compose::style::Style;
use crate::measure::{BorderKilometres, GeodesicLine, Nearest, Side, direct};
use crate::model::{Case, ContestedArea, LonLat};
use crate::project::{self, Page};

/// A piece of contested ground: from one border kilometre to another, and between two distances, right of the border negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beside {
    from_km: f64,
    to_km: f64,
    near_km: f64,
    far_km: f64,
}

/// The contested ground of the two sides beside the kilometres that a strip shows.
#[derive(Debug, Clone, Default)]
pub struct ContestedBeside {
    pub pieces: Vec<Beside>,
    /// The numbers of its areas.
    pub areas: BTreeSet<usize>,
}

/// The number of positions along the line across the page.
const ALONG: usize = 300;
/// How far beside the line the ground is sampled, in kilometres.
const BESIDE_KM: [f64; 22] = [
    0.3, 0.7, 1.2, 2.0, 3.0, 4.5, 6.0, 8.0, 10.0, 13.0, 16.0, 20.0, 25.0, 31.0, 38.0, 46.0, 56.0, 70.0, 85.0, 100.0,
    125.0, 150.0,
];

/// Samples the ground beside the line, and takes the positions of incidents on such ground: each stands where an incident at it would, at
/// the kilometre and the distance of its nearest point.
///
/// `reach_km`: how far the scale goes to the left and to the right.
pub fn contested(
    dossier: &Case,
    line: &GeodesicLine,
    across: &Kilometres,
    reach_km: (f64, f64),
    incidents: &[LonLat],
) -> ContestedBeside {
    let sides = &dossier.border.facts.sides;
    let concerns = |a: &&ContestedArea| a.concerns(&[&sides.left.code, &sides.right.code]);
    let all = dossier.basemap.contested.iter().flat_map(|l| &l.features).enumerate();
    let boxed: Vec<_> =
        all.filter(|(_, a)| concerns(a)).filter_map(|(i, a)| Some((i, a, a.shape.bounding_rect()?))).collect();
    let mut out = ContestedBeside::default();
    if boxed.is_empty() {
        return out;
    }
    let step = (across.to_km - across.from_km) / ALONG as f64;
    let mut sides = [1.0, -1.0].map(|sign| (sign, vec![[false; BESIDE_KM.len()]; ALONG]));
    let mut take = |at: LonLat| {
        let point = Point::new(at.lon(), at.lat());
        let is_there =
            |(_, a, b): &&(usize, &ContestedArea, Rect<f64>)| b.intersects(&point) && a.shape.contains(&point);
        let Some((number, ..)) = boxed.iter().find(is_there) else { return };
        let n = line.nearest(at);
        let (km, beside_km, is_right) = (n.measure_km(), n.distance_m / 1_000.0, n.side == Side::Right);
        if !across.shows(km) || beside_km > if is_right { reach_km.1 } else { reach_km.0 } {
            return;
        }
        let row = BESIDE_KM.partition_point(|far| *far < beside_km - 1e-6);
        // A kilometre that is shown is not before the first.
        let column = (((km - across.from_km) / step) as usize).min(ALONG - 1);
        let [left, right] = &mut sides;
        let columns = if is_right { &mut right.1 } else { &mut left.1 };
        if let Some(cell) = columns.get_mut(column).and_then(|column| column.get_mut(row)) {
            *cell = true;
            out.areas.insert(*number);
        }
    };
    incidents.iter().for_each(|at| take(*at));
    for i in 0..ALONG {
        let km = across.from_km + (i as f64 + 0.5) * step;
        let Some((on_line, azimuth)) = line.at_km(km) else { continue };
        for (turn, reach_km) in [(-90.0, reach_km.0), (90.0, reach_km.1)] {
            // One beyond the end of the scale: the nearest point of it may be nearer than the one that it was reached from.
            let rows = BESIDE_KM.partition_point(|beside| *beside < reach_km) + 1;
            for beside_km in BESIDE_KM.iter().take(rows) {
                take(direct(on_line, azimuth + turn, beside_km * 1_000.0).0);
            }
        }
    }
    for (sign, columns) in &mut sides {
        closed(columns);
        out.pieces.extend(pieces(columns, *sign, across.from_km, step));
    }
    out
}

/// Fills gaps of a few columns, which a bend of the line makes.
fn closed(columns: &mut [[bool; BESIDE_KM.len()]]) {
    const WIDEST: usize = 5;
    for row in 0..BESIDE_KM.len() {
        let held: Vec<usize> = (0..columns.len()).filter(|i| columns[*i][row]).collect();
        for pair in held.windows(2) {
            if let [from, to] = pair
                && to - from <= WIDEST + 1
            {
                columns[*from..*to].iter_mut().for_each(|column| column[row] = true);
            }
        }
    }
}

/// The cells that hold contested ground, as few pieces as neighbouring columns of one extent allow.
fn pieces(columns: &[[bool; BESIDE_KM.len()]], sign: f64, from_km: f64, step: f64) -> Vec<Beside> {
    let mut out: Vec<Beside> = Vec::new();
    for (i, column) in columns.iter().enumerate() {
        let km = from_km + i as f64 * step;
        let mut row = 0;
        while row < column.len() {
            let run = column.iter().skip(row).take_while(|held| **held).count();
            if let Some(far) = (row + run).checked_sub(1).and_then(|last| BESIDE_KM.get(last)).filter(|_| run > 0) {
                let near = row.checked_sub(1).and_then(|r| BESIDE_KM.get(r)).copied().unwrap_or(0.0);
                let piece = Beside { from_km: km, to_km: km + step, near_km: sign * near, far_km: sign * far };
                let goes_on = |b: &&mut Beside| {
                    (b.near_km, b.far_km) == (piece.near_km, piece.far_km) && (b.to_km - km).abs() < 0.5 * step
                };
                match out.iter_mut().rev().take(4).find(goes_on) {
                    Some(before) => before.to_km = piece.to_km,
                    None => out.push(piece),
                }
            }
            row += run.max(1);
        }
    }
    out
}

/// The side on which a place is drawn: that of the line's direction where the ground is contested, so that it stands within the hatching, or
/// of neither country.
pub fn side_on_paper(line: &GeodesicLine, nearest: &Nearest, at: Point) -> Side {
    if matches!(nearest.side, Side::Disputed | Side::Unknown) { line.nearest(at).side } else { nearest.side }
}

/// The hatching of one panel.
pub fn layer(
    ground: &ContestedBeside,
    across: &Kilometres,
    up: &Distances,
    panel: project::Rect,
    style: &Style,
) -> Layer {
    let mut layer = Layer::new("contested-hatching", "Contested ground, hatched");
    let ring = |piece: &Beside| -> Option<Vec<Page>> {
        let (left, right) = (across.x(piece.from_km), across.x(piece.to_km));
        let within = |km: f64| up.y(km).clamp(panel.y, panel.bottom());
        let (near, far) = (within(piece.near_km), within(piece.far_km));
        ((near - far).abs() > 0.01).then(|| vec![(left, near), (right, near), (right, far), (left, far)])
    };
    let rings: Vec<Vec<Page>> = ground.pieces.iter().filter_map(ring).collect();
    // Neither side's tint, as on maps.
    layer.items.extend(rings.iter().map(|ring| {
        Item::Shape(Shape { paths: vec![ring.clone()], fill: Some(style.theme.land_other), stroke: None, about: None })
    }));
    let lines = hatching(&rings, style);
    if !lines.is_empty() {
        layer.items.push(strokes(lines, Stroke::solid(style.theme.border.fade(0.5), style.px(1.1))));
    }
    layer
}
