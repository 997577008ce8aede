//! Contested ground on a strip: where beside the line it lies, hatched.

use std::collections::BTreeSet;

use geo::{BoundingRect, Contains, Intersects};
use geo_types::Point;

use super::scale::{Distances, Kilometres};
use crate::compose::contested::hatching;
use crate::compose::furniture::strokes;
use crate::compose::scene::{Item, Layer, Shape, Stroke};
use crate::compose::style::Style;
use crate::measure::{BorderKilometres, GeodesicLine, Nearest, Side, direct};
use crate::model::{Case, ContestedArea};
use crate::project::{Page, Rect};

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

/// Samples the ground beside the line. A position counts where its nearest point is the one that it was reached from; inside of a bend
/// there is no such ground, and what lies nearer to the line there goes on.
pub fn contested(dossier: &Case, line: &GeodesicLine, across: &Kilometres) -> ContestedBeside {
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
    // Beyond a bend the nearest point may be this far along the line from the one below.
    let apart_km = (2.0 * step).max(2.0);
    for sign in [1.0, -1.0] {
        let mut columns = vec![[false; BESIDE_KM.len()]; ALONG];
        for (i, column) in columns.iter_mut().enumerate() {
            let km = across.from_km + (i as f64 + 0.5) * step;
            let Some((on_line, azimuth)) = line.at_km(km) else { continue };
            let mut goes_on = false;
            for (cell, beside_km) in column.iter_mut().zip(BESIDE_KM) {
                let at = direct(on_line, azimuth - sign * 90.0, beside_km * 1_000.0).0;
                let point = Point::new(at.lon(), at.lat());
                let area = boxed.iter().find(|(_, a, b)| b.intersects(&point) && a.shape.contains(&point));
                if area.is_some() != goes_on {
                    let n = line.nearest(at);
                    let is_below = (n.measure_km() - km).abs() < apart_km.max(beside_km)
                        && (n.side == Side::Right) == (sign < 0.0);
                    if is_below {
                        goes_on = area.is_some();
                        out.areas.extend(area.map(|(number, ..)| *number));
                    }
                }
                *cell = goes_on;
            }
        }
        closed(&mut columns);
        out.pieces.extend(pieces(&columns, sign, across.from_km, step));
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

/// The side on which a place is drawn: that of the line's direction where the ground is contested, so that it stands within the hatching.
pub fn side_on_paper(line: &GeodesicLine, nearest: &Nearest, at: Point) -> Side {
    if nearest.side == Side::Disputed { line.nearest(at).side } else { nearest.side }
}

/// The hatching of one panel.
pub fn layer(ground: &ContestedBeside, across: &Kilometres, up: &Distances, panel: Rect, style: &Style) -> Layer {
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
