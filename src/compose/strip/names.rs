//! Names along the strip: provinces in a band, places and crossings with ticks, a side each.

use geo::{BoundingRect, Contains};

use super::scale::Kilometres;
use crate::compose::furniture::{strokes, text};
use crate::compose::labels::text_box;
use crate::compose::scene::{Anchor, Item, Layer, Stroke};
use crate::compose::style::Style;
use crate::measure::{BorderKilometres, GeodesicLine, Side, direct};
use crate::model::{Area, Case, LonLat, Place, PlaceKind};
use crate::project::{Page, Rect};
use crate::typeface::FontStyle;

/// How far from the border a place may lie to be named, in metres.
const NEAR_M: f64 = 15_000.0;
pub const PLACE_SIZE: f64 = 13.5;
const PROVINCE_SIZE: f64 = 13.5;

/// A place near the border.
pub struct Near<'a> {
    pub place: &'a Place,
    pub km: f64,
    /// Left of the border positive.
    pub signed_km: f64,
}

/// The places near the border that a strip can name, the most important first.
pub fn near<'a>(dossier: &'a Case, line: &GeodesicLine, across: &Kilometres) -> Vec<Near<'a>> {
    let named = |p: &&Place| p.kind.is_point() && p.kind != PlaceKind::BorderPost && p.rank <= 5;
    let mut list: Vec<Near<'a>> = Vec::new();
    for place in dossier.places.iter().filter(named) {
        let n = line.nearest(place.at);
        let sign = if n.side == Side::Right { -1.0 } else { 1.0 };
        if n.distance_m <= NEAR_M && across.shows(line.own_km(&n)) {
            list.push(Near { place, km: n.measure_km(), signed_km: sign * n.distance_m / 1000.0 });
        }
    }
    // A crossing or a mine before the town beside it.
    let is_sign = |n: &Near<'_>| matches!(n.place.kind, PlaceKind::BorderCrossing | PlaceKind::MiningSite);
    list.sort_by_key(|n| (!is_sign(n), n.place.rank, n.signed_km.abs().round() as i64, n.place.id.clone()));
    list
}

/// Rows of names along one edge of the strip.
pub struct Rows {
    pub layer: Layer,
    pub boxes: Vec<Rect>,
    /// Their extent from the edge of the strip, in pixels.
    pub extent: f64,
}

/// A candidate position of a name: its anchor, its box, and the box of its tick.
#[derive(Clone)]
struct Candidate {
    at: Page,
    bounds: Rect,
    stem: Rect,
}

impl Candidate {
    fn fits(&self, others: &[&Candidate]) -> bool {
        let clash = |o: &&&Candidate| {
            o.bounds.overlaps(&self.bounds) || o.bounds.overlaps(&self.stem) || o.stem.overlaps(&self.bounds)
        };
        !others.iter().any(|o| clash(&o))
    }
}

/// Sets names in rows above or below the strip, each with a tick from its row to the strip. A name that finds no room
/// may have another one moved.
///
/// # Arguments
///
/// `edge` is the edge of the strip; `up` is whether the rows stand above it.
pub fn rows(list: &[&Near<'_>], across: &Kilometres, edge: (f64, bool), count: u8, frame: Rect, style: &Style) -> Rows {
    let size = style.letters(PLACE_SIZE);
    let mut named: Vec<String> = Vec::new();
    let mut placed: Vec<(Vec<Candidate>, usize)> = Vec::new();
    for near in list {
        let names = style.languages.names(&near.place.names);
        // What stands in brackets is for a map, where there is room.
        let words = names.iter().map(|n| n.split(" (").next().unwrap_or(n)).collect::<Vec<_>>().join(" / ");
        // A town and its crossing of the same name are named once.
        if named.contains(&words) {
            continue;
        }
        let candidates = candidates(&words, across.x(near.km), edge, count, frame, style);
        let others: Vec<&Candidate> = placed.iter().map(|(candidates, i)| &candidates[*i]).collect();
        let found = candidates.iter().position(|w| w.fits(&others)).or_else(|| {
            // One name moved for another.
            let trade = (0..placed.len()).find_map(|moved| {
                let rest: Vec<&Candidate> = placed
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| *i != moved)
                    .map(|(_, (candidates, i))| &candidates[*i])
                    .collect();
                candidates.iter().enumerate().filter(|(_, w)| w.fits(&rest)).find_map(|(own, candidate)| {
                    let with: Vec<&Candidate> = rest.iter().copied().chain([candidate]).collect();
                    Some((moved, placed[moved].0.iter().position(|w| w.fits(&with))?, own))
                })
            });
            let (moved, to, own) = trade?;
            placed[moved].1 = to;
            Some(own)
        });
        if let Some(i) = found {
            placed.push((candidates, i));
            named.push(words);
        }
    }
    let mut out = Rows { layer: Layer::new("places", "Places"), boxes: Vec::new(), extent: 0.0 };
    for (words, (candidates, i)) in named.iter().zip(&placed) {
        let Candidate { at, bounds, stem } = &candidates[*i];
        let stroke = Stroke::solid(style.theme.quiet_ink.fade(0.7), style.px(0.9));
        let x = stem.x + stem.width / 2.0;
        out.layer.items.push(strokes(vec![vec![(x, stem.y), (x, stem.bottom())]], stroke));
        out.layer.items.push(text(words, *at, Anchor::Middle, FontStyle::Regular, size, style.theme.ink));
        out.extent = out.extent.max((bounds.y - edge.0).abs()).max((bounds.bottom() - edge.0).abs());
        out.boxes.push(*bounds);
    }
    out
}

/// The candidate positions of a name, the best first: near the strip, and centred on its kilometre.
fn candidates(words: &str, x: f64, (edge, up): (f64, bool), count: u8, frame: Rect, style: &Style) -> Vec<Candidate> {
    let size = style.letters(PLACE_SIZE);
    let wide = style.fonts.width(words, FontStyle::Regular, size, 0.0);
    let aside = wide / 2.0 - style.px(1.0);
    let mut candidates = Vec::new();
    for row in 0..count {
        let out_by = style.px(8.0) + f64::from(row) * 1.3 * size;
        let baseline = if up { edge - out_by } else { edge + out_by + size * 0.75 };
        for shift in [0.0, 0.5 * aside, -0.5 * aside, aside, -aside] {
            let at = (x + shift, baseline);
            let bounds =
                text_box(style.fonts, words, FontStyle::Regular, size, 0.0, at, Anchor::Middle).grown(style.px(2.0));
            let (top, low) = if up { (bounds.bottom(), edge) } else { (edge, bounds.y) };
            let stem = Rect { x: x - 1.0, y: top, width: 2.0, height: (low - top).max(0.0) };
            if bounds.x >= frame.x && bounds.right() <= frame.right() {
                candidates.push(Candidate { at, bounds, stem });
            }
        }
    }
    candidates
}

/// A province along the border, from one kilometre to another.
pub struct Run {
    pub name: String,
    pub from_km: f64,
    pub to_km: f64,
}

/// The provinces along one side of the border, sampled at positions some kilometres beside the line.
pub fn provinces(dossier: &Case, line: &GeodesicLine, across: &Kilometres, side: Side, style: &Style) -> Vec<Run> {
    /// The number of samples across the page, each taken at these distances from the line.
    const SAMPLES: u32 = 360;
    const BESIDE_M: [f64; 4] = [3_000.0, 6_000.0, 10_000.0, 1_500.0];
    let Some(layer) = &dossier.basemap.provinces else { return Vec::new() };
    let sides = &dossier.border.facts.sides;
    let across_it = if side == Side::Left { &sides.right.code } else { &sides.left.code };
    // The edges of provinces stray from the line: across it they are the other country's.
    let own = layer.features.iter().filter(|a| a.country() != Some(across_it));
    let boxed: Vec<_> = own.filter_map(|a| Some((a, a.shape.bounding_rect()?))).collect();
    let holder = |at: LonLat| -> Option<&Area> {
        let point = geo_types::Point::new(at.lon(), at.lat());
        let near = boxed.iter().filter(|(_, b)| holds(b, at));
        near.map(|(a, _)| *a).find(|a| a.shape.contains(&point))
    };
    let turn = if side == Side::Left { -90.0 } else { 90.0 };
    let step = (across.to_km - across.from_km) / f64::from(SAMPLES);
    let mut runs: Vec<Run> = Vec::new();
    for i in 0..SAMPLES {
        let km = across.from_km + (f64::from(i) + 0.5) * step;
        let Some((on_line, azimuth)) = line.at_km(km) else { continue };
        let beside = BESIDE_M.into_iter().find_map(|m| {
            let at = direct(on_line, azimuth + turn, m).0;
            (line.nearest(at).side == side).then(|| holder(at)).flatten()
        });
        let Some(area) = beside else { continue };
        let name = style.name(&area.names).split(" (").next().unwrap_or_default().to_owned();
        let (from_km, to_km) = (km - step / 2.0, km + step / 2.0);
        match runs.last_mut() {
            Some(run) if run.name == name => run.to_km = to_km,
            _ => runs.push(Run { name, from_km, to_km }),
        }
    }
    settled(runs, 3.1 * step)
}

fn holds(r: &geo_types::Rect<f64>, at: LonLat) -> bool {
    (r.min().x..=r.max().x).contains(&at.lon()) && (r.min().y..=r.max().y).contains(&at.lat())
}

/// Runs without those shorter than a length: a bend of the line can put a few samples into the next province.
fn settled(runs: Vec<Run>, least_km: f64) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for run in runs.into_iter().filter(|r| r.to_km - r.from_km >= least_km) {
        match out.last_mut() {
            Some(last) if last.name == run.name => last.to_km = run.to_km,
            Some(last) => {
                // What was left out between two is shared.
                let middle = (last.to_km + run.from_km) / 2.0;
                last.to_km = middle;
                out.push(Run { from_km: middle, ..run });
            }
            None => out.push(run),
        }
    }
    out
}

/// Where the middle of a name of some width lies between two ends and free of some ranges, the nearest to the middle of both; `None` without
/// room.
fn free_middle((from, to): (f64, f64), width: f64, taken: &[(f64, f64)]) -> Option<f64> {
    let (half, middle) = (width / 2.0, f64::midpoint(from, to));
    let is_free = |x: &f64| {
        x - half >= from && x + half <= to && taken.iter().all(|(low, high)| x + half <= *low || x - half >= *high)
    };
    // In the middle, or just beside a range.
    let beside = taken.iter().flat_map(|(low, high)| [low - half, high + half]);
    let free = std::iter::once(middle).chain(beside).filter(is_free);
    free.min_by(|a, b| (a - middle).abs().total_cmp(&(b - middle).abs()))
}

/// The band of provinces: a line with ends, and the name where it has room. `signs` are the ranges of x that the signs of breaks on the axis
/// take, which stands close below the lower band.
pub fn band(runs: &[Run], across: &Kilometres, (y, up): (f64, bool), signs: &[(f64, f64)], style: &Style) -> Layer {
    let mut layer = Layer::new("province-names", "Provinces");
    let size = style.letters(PROVINCE_SIZE);
    let paint = style.theme.province_ink;
    let tick = style.px(4.0) * if up { 1.0 } else { -1.0 };
    for run in runs {
        let (a, b) = (across.x(run.from_km) + style.px(2.0), across.x(run.to_km) - style.px(2.0));
        let bracket: Vec<Page> = vec![(a, y + tick), (a, y), (b, y), (b, y + tick)];
        layer.items.push(strokes(vec![bracket], Stroke::solid(paint.fade(0.7), style.px(1.0))));
        let tracking = if style.is_mirrored() { 0.0 } else { style.px(0.8) };
        let width = style.fonts.width(&run.name, FontStyle::Italic, size, tracking);
        if let Some(middle) = free_middle((a, b), width, if up { &[] } else { signs }) {
            let baseline = if up { y - style.px(5.0) } else { y + style.px(5.0) + 0.74 * size };
            let at = (middle + tracking / 2.0, baseline);
            let mut item = text(&run.name, at, Anchor::Middle, FontStyle::Italic, size, paint);
            if let Item::Text(t) = &mut item {
                t.tracking = tracking;
            }
            layer.items.push(item);
        }
    }
    layer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_clear_of_the_signs_of_breaks() {
        assert_eq!(free_middle((0.0, 100.0), 40.0, &[]), Some(50.0));
        assert_eq!(free_middle((0.0, 100.0), 40.0, &[(60.0, 64.0), (90.0, 94.0)]), Some(40.0));
        assert_eq!(free_middle((0.0, 100.0), 40.0, &[(45.0, 49.0)]), Some(69.0));
        assert_eq!(free_middle((0.0, 100.0), 40.0, &[(30.0, 34.0), (70.0, 74.0)]), None);
        assert_eq!(free_middle((0.0, 30.0), 40.0, &[]), None);
    }
}
