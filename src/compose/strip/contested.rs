//! Contested ground on a strip: where beside the line it lies, hatched.

use geo::{BoundingRect, Contains};
use geo_types::Point;

use super::scale::{Distances, Kilometres};
use crate::compose::contested::hatching;
use crate::compose::furniture::strokes;
use crate::compose::scene::{Layer, Stroke};
use crate::compose::style::Style;
use crate::measure::{BorderKilometres, GeodesicLine, Nearest, Side, direct};
use crate::model::{Case, ContestedArea};
use crate::project::{Page, Rect};

/// A piece of contested ground: from one border kilometre to another, and between two distances, right of the border negative.
#[derive(Debug, Clone, Copy)]
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
    pub areas: Vec<usize>,
}

/// Samples the ground beside the line; a position counts where its nearest point is the one that it was reached from.
pub fn contested(dossier: &Case, line: &GeodesicLine, across: &Kilometres) -> ContestedBeside {
    /// The number of positions along the line across the page.
    const ALONG: u32 = 300;
    /// How far beside the line it is sampled, in kilometres.
    const BESIDE_KM: [f64; 22] = [
        0.3, 0.7, 1.2, 2.0, 3.0, 4.5, 6.0, 8.0, 10.0, 13.0, 16.0, 20.0, 25.0, 31.0, 38.0, 46.0, 56.0, 70.0, 85.0, 100.0,
        125.0, 150.0,
    ];
    let sides = &dossier.border.facts.sides;
    let concerns = |a: &&ContestedArea| a.concerns(&[&sides.left.code, &sides.right.code]);
    let all = dossier.basemap.contested.iter().flat_map(|l| &l.features).enumerate();
    let boxed: Vec<_> =
        all.filter(|(_, a)| concerns(a)).filter_map(|(i, a)| Some((i, a, a.shape.bounding_rect()?))).collect();
    let mut out = ContestedBeside::default();
    if boxed.is_empty() {
        return out;
    }
    let step = (across.to_km - across.from_km) / f64::from(ALONG);
    // Beyond a bend the nearest point may be this far along the line from the one below.
    let apart_km = (2.0 * step).max(2.0);
    for i in 0..ALONG {
        let km = across.from_km + (f64::from(i) + 0.5) * step;
        let Some((on_line, azimuth)) = line.at_km(km) else { continue };
        for sign in [1.0, -1.0] {
            let mut last_km = 0.0;
            for beside_km in BESIDE_KM {
                let at = direct(on_line, azimuth - sign * 90.0, beside_km * 1_000.0).0;
                let point = Point::new(at.lon(), at.lat());
                let holds = |b: &geo_types::Rect<f64>| {
                    (b.min().x..=b.max().x).contains(&point.x()) && (b.min().y..=b.max().y).contains(&point.y())
                };
                let area = boxed.iter().find(|(_, a, b)| holds(b) && a.shape.contains(&point));
                let is_below = || {
                    let n = line.nearest(at);
                    (n.measure_km() - km).abs() < apart_km.max(beside_km) && (n.side == Side::Right) == (sign < 0.0)
                };
                if let Some((number, ..)) = area.filter(|_| is_below()) {
                    let (from_km, to_km) = (km - step / 2.0, km + step / 2.0);
                    out.pieces.push(Beside { from_km, to_km, near_km: sign * last_km, far_km: sign * beside_km });
                    if !out.areas.contains(number) {
                        out.areas.push(*number);
                    }
                }
                last_km = beside_km;
            }
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
    let lines = hatching(&rings, style);
    if !lines.is_empty() {
        layer.items.push(strokes(lines, Stroke::solid(style.theme.border.fade(0.5), style.px(1.1))));
    }
    layer
}
