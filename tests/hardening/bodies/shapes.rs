//! Shapes that the bytes describe: lines and points on the ellipsoid, lines on a page, names around points.

use arbitrary::{Arbitrary as _, Unstructured};
use marz::compose::{Label, Paint, Room, place_labels};
use marz::measure::{ACCURACY_M, FAR_ACCURACY, FAR_M, GeodesicLine, distance_m};
use marz::model::{Border, BorderFacts, LonLat};
use marz::project::{Page, Rect, clip_on_page, clip_ring_on_page, clip_ring_to_rings, simplify};
use marz::typeface::{FontStyle, Typefaces};

#[path = "../../../crates/geodesic/tests/support/mod.rs"]
pub mod support;

/// A number between two, in steps of a 65,535th.
fn within(of: &mut Unstructured<'_>, low: f64, high: f64) -> f64 {
    low + (high - low) * f64::from(u16::arbitrary(of).unwrap_or(0)) / f64::from(u16::MAX)
}

fn below(of: &mut Unstructured<'_>, n: usize) -> usize {
    of.int_in_range(0..=n - 1).unwrap_or(0)
}

/// A position anywhere, with a liking for the poles, the antimeridian, and the neighbourhood of another.
fn position(of: &mut Unstructured<'_>, near: LonLat) -> LonLat {
    let step = [1e-7, 1e-4, 0.01, 1.0, 20.0][below(of, 5)];
    match below(of, 8) {
        0 => LonLat::wrapped(180.0 + within(of, -step, step), within(of, -89.0, 89.0)),
        1 => LonLat::wrapped(within(of, -180.0, 180.0), 90.0 - step * within(of, 0.0, 1.0)),
        2 => LonLat::wrapped(within(of, -180.0, 180.0), -90.0 + step * within(of, 0.0, 1.0)),
        3 => LonLat::wrapped(within(of, -180.0, 180.0), within(of, -90.0, 90.0)),
        _ => LonLat::wrapped(near.lon() + within(of, -step, step), near.lat() + within(of, -step, step)),
    }
}

pub fn nearest(bytes: &[u8]) {
    let of = &mut Unstructured::new(bytes);
    let mut at = LonLat::wrapped(70.0, 37.0);
    let mut next = |of: &mut Unstructured<'_>| {
        at = position(of, at);
        at
    };
    let mut parts = Vec::new();
    for _ in 0..1 + below(of, 3) {
        let count = 2 + below(of, 6);
        parts.push((0..count).map(|_| next(of)).collect());
    }
    let Ok(border) = Border::new("b".to_owned(), parts, BorderFacts::default()) else { return };
    // Between points nearly opposite each other the shortest way is not one alone: such edges are no border's.
    let edges = || border.parts().iter().flat_map(|p| p.windows(2));
    if edges().any(|pair| distance_m(pair[0], pair[1]) > 15_000_000.0) {
        return;
    }
    let line = GeodesicLine::from(&border);
    let points = |part: &Vec<LonLat>| part.iter().map(|p| geo::Point::from(*p)).collect();
    let shape = support::lines(border.parts().iter().map(points).collect());
    for _ in 0..3 {
        let point = next(of);
        let found = line.nearest(point);
        let truth = support::brute_force_m(&shape, point.into());
        if truth > 15_000_000.0 {
            continue;
        }
        let allowed = if truth <= FAR_M { ACCURACY_M } else { FAR_ACCURACY * truth };
        let off = (found.distance_m - truth).abs();
        assert!(off <= allowed, "{off} m off at {truth} m: {point:?} {border:?}");
        let to_point = distance_m(point, LonLat::wrapped_point(found.point));
        assert!((to_point - found.distance_m).abs() <= allowed + 1e-6, "{to_point} {found:?}");
        assert!((0.0..=line.length_m() + 1e-6).contains(&found.measure_m), "{found:?}");
        assert!(found.bearing_deg.is_none_or(|b| (0.0..360.0).contains(&b)), "{found:?}");
        assert!(line.is_within(point, truth + 1.0 + allowed));
    }
}

fn rect(of: &mut Unstructured<'_>) -> Rect {
    Rect {
        x: within(of, -50.0, 50.0),
        y: within(of, -50.0, 50.0),
        width: within(of, 1.0, 900.0),
        height: within(of, 1.0, 900.0),
    }
}

/// Points on a page: near the rectangle, on its edges, far outside.
fn path(of: &mut Unstructured<'_>, rect: Rect, most: usize) -> Vec<Page> {
    let one = |of: &mut Unstructured<'_>, from: f64, to: f64| match below(of, 8) {
        0 => from,
        1 => to,
        2 => within(of, -1e7, 1e7),
        3 => from + within(of, -1e-9, 1e-9),
        _ => within(of, from - 100.0, to + 100.0),
    };
    let count = below(of, most);
    (0..count).map(|_| (one(of, rect.x, rect.right()), one(of, rect.y, rect.bottom()))).collect()
}

/// How far a point is from a line.
fn away(p: Page, line: &[Page]) -> f64 {
    let segment = |(a, b): (Page, Page)| {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let long = dx * dx + dy * dy;
        let t = if long > 0.0 { (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / long).clamp(0.0, 1.0) } else { 0.0 };
        (p.0 - a.0 - t * dx).hypot(p.1 - a.1 - t * dy)
    };
    line.iter().copied().zip(line.iter().copied().skip(1)).map(segment).fold(f64::INFINITY, f64::min)
}

fn area(ring: &[Page]) -> f64 {
    let next = ring.iter().skip(1).chain(ring.first());
    (ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0).abs()
}

pub fn clip(bytes: &[u8]) {
    const NEAR: f64 = 1e-6;
    let of = &mut Unstructured::new(bytes);
    let rect = rect(of);
    let line = path(of, rect, 24);
    let parts = clip_on_page(rect, &line);
    let room = rect.grown(NEAR);
    for part in &parts {
        assert!(part.len() > 1);
        for p in part {
            assert!(room.contains(*p), "{p:?} is not in {rect:?}");
            assert!(away(*p, &line) < 1e-5, "{p:?} is not on the line");
        }
    }
    // What of the line lies well inside is kept.
    let inner = rect.grown(-0.01);
    for (a, b) in line.iter().zip(line.iter().skip(1)) {
        for t in [0.0, 0.25, 0.5, 0.75, 1.0] {
            let p = (a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1));
            if inner.width > 0.0 && inner.height > 0.0 && inner.contains(p) && a != b {
                let nearest = parts.iter().map(|part| away(p, part)).fold(f64::INFINITY, f64::min);
                assert!(nearest < 1e-5, "{p:?} is lost: {nearest}");
            }
        }
    }
    let ring = path(of, rect, 16);
    for part in clip_ring_on_page(rect, &ring) {
        // The library works on a grid over all that it is given: its step grows with the ring's reach.
        assert!(part.iter().all(|p| rect.grown(0.1).contains(*p)), "{part:?} is not in {rect:?}");
        let room = rect.grown(0.1);
        assert!(area(&part) <= room.width * room.height * 1.001, "{part:?} is larger than {rect:?}");
    }
    let other = path(of, rect, 16);
    for part in clip_ring_to_rings(&ring, &[other]) {
        assert!(part.iter().all(|p| p.0.is_finite() && p.1.is_finite()));
    }
    let reach = line.iter().map(|p| p.0.abs().max(p.1.abs())).fold(1.0, f64::max);
    let simple = simplify(&line, 0.1);
    assert!(simple.len() <= line.len().max(1));
    assert!(line.len() < 2 || line.iter().all(|p| away(*p, &simple) <= 0.1 + 1e-9 * reach));
}

/// Words of every script, of no width, of great length.
const WORDS: [&str; 8] = [
    "Panj",
    "",
    "Хоруғ",
    "فیض‌آباد",
    "\u{202E}\u{200F}\u{301}",
    "A name of several words",
    "W\u{0}\u{1B}[31m",
    "نهر شاهی",
];

pub fn labels(bytes: &[u8]) {
    let of = &mut Unstructured::new(bytes);
    let frame = rect(of);
    let unit = within(of, 0.5, 3.0);
    let lines = [path(of, frame, 12)];
    let blocked: Vec<Rect> = (0..below(of, 4)).map(|_| rect(of)).collect();
    let mut labels = Vec::new();
    for _ in 0..below(of, 14) {
        let word = WORDS[below(of, WORDS.len())];
        let words = if below(of, 16) == 0 { word.repeat(200) } else { word.to_owned() };
        let clear = within(of, 0.0, 12.0);
        labels.push(Label {
            lines: if below(of, 5) == 0 { vec![words, "two".to_owned()] } else { vec![words] },
            at: path(of, frame, 2).pop().unwrap_or((frame.x, frame.y)),
            clear,
            extent: clear + within(of, 0.0, 60.0),
            edge: clear,
            symbols: Vec::new(),
            font_style: [FontStyle::Regular, FontStyle::Bold, FontStyle::Italic][below(of, 3)],
            size: within(of, 4.0, 40.0),
            paint: Paint::hex(0),
            rank: u8::arbitrary(of).unwrap_or(1),
            leader: below(of, 2) == 0,
            keeps_side: below(of, 2) == 0,
            others: path(of, frame, 3),
        });
    }
    let room = Room { frame, blocked: &blocked, lines: &lines, fonts: Typefaces::bundled() };
    let placed = place_labels(&labels, &room, Paint::hex(0xFF_FFFF), unit);
    assert_eq!(placed.boxes.len() + placed.dropped.len(), labels.len());
    for (i, a) in placed.boxes.iter().enumerate() {
        assert!(placed.boxes.iter().skip(i + 1).all(|b| !a.overlaps(b)), "names cover each other");
        assert!(blocked.iter().all(|b| !b.overlaps(a)), "a name covers what may not be covered");
        let inside = frame.contains((a.x, a.y)) && frame.contains((a.right(), a.bottom()));
        assert!(inside, "{a:?} is not in {frame:?}");
    }
}
