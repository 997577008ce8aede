//! The scale of a map: what it is at a point, how much it varies, and the bar that shows it or why none can.

use super::furniture::{LATITUDE, degrees, strokes};
use super::labels::text_box;
use super::scene::{Anchor, Item, Layer, Stroke, Text};
use super::style::Style;
use crate::measure::{direct, distance_m};
use crate::project::{Frame, Page, Rect};
use crate::typeface::FontStyle;

/// The lengths that a scale bar is tried in, as shares of the usual one.
pub const LENGTHS: [f64; 3] = [1.0, 0.6, 0.35];

/// How long a scale bar of such a share may be on a map.
fn scale_bar_room(frame: &Frame, share: f64, style: &Style) -> f64 {
    share * style.px(210.0).min(0.25 * frame.rect.width)
}

/// How large the box of a scale bar of such a share is at most.
pub fn scale_bar_size(frame: &Frame, share: f64, style: &Style) -> (f64, f64) {
    // The words under it may be longer than the bar where letters are large.
    let rect = frame.rect;
    let statement = true_at(frame, (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0), style);
    let (size, at) = (style.letters(14.0), (0.0, 0.0));
    let words = text_box(style.fonts, &statement, FontStyle::Regular, size, 0.0, at, Anchor::Start);
    let wide = (scale_bar_room(frame, share, style) + style.px(90.0)).max(words.width + style.px(32.0));
    (wide, style.px(80.0))
}

/// The statement of the latitude at which a bar is true.
fn true_at(frame: &Frame, at: Page, style: &Style) -> String {
    let lat = frame.position(at).map_or(0.0, |p| p.lat());
    style.words().fill("scale-true-at", &[("at", &degrees(lat, 1, LATITUDE, style))])
}

/// A scale bar of a share of the usual length in a box whose upper left corner is given, true at the latitude where it stands.
///
/// Returns the reason instead if the scale varies by more than [`SCALE_VARIES`] over the map.
pub fn scale_bar(frame: &Frame, corner: Page, share: f64, style: &Style) -> Result<(Layer, Rect), String> {
    let at = (corner.0 + style.px(16.0), corner.1 + style.px(32.0));
    let here = scale_along_row(frame, at).ok_or("no scale can be given where the bar would stand")?;
    let (least, most) = scale_range(frame);
    if most / least > 1.0 + SCALE_VARIES {
        let varies = (most / least - 1.0) * 100.0;
        return Err(format!("the scale varies by {varies:.0} % over the map: no one bar is true"));
    }
    let mut layer = Layer::new("scale-bar", "Scale bar");
    let room = scale_bar_room(frame, share, style);
    let steps = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 250.0, 500.0, 1000.0, 2000.0];
    let longest = |per: f64| steps.into_iter().rev().find(|s| s * per <= room).unwrap_or(0.1);
    const KM_A_MILE: f64 = 1.609_344;
    let (km, miles) = (longest(here), longest(here * KM_A_MILE));
    let (wide_km, wide_miles) = (km * here, miles * here * KM_A_MILE);
    let (x, y) = at;
    let size = style.letters(14.0);
    let ink = style.theme.ink;
    let halo = Some((style.theme.halo, style.px(4.0)));
    let tooth = style.px(7.0);
    let bar = vec![vec![(x, y - tooth), (x, y), (x + wide_km, y), (x + wide_km, y - tooth)]];
    let below = vec![vec![(x, y), (x, y + tooth)], vec![(x + wide_miles, y), (x + wide_miles, y + tooth)]];
    let line = vec![vec![(x, y), (x + wide_km.max(wide_miles), y)]];
    for (paint, width) in [(style.theme.halo, 5.0), (ink, 1.6)] {
        let paths = [bar.clone(), below.clone(), line.clone()].concat();
        layer.items.push(strokes(paths, Stroke::solid(paint, style.px(width))));
    }
    let mut bounds = Rect { x: x - style.px(4.0), y: y - tooth, width: wide_km.max(wide_miles), height: 2.0 * tooth };
    let mut put = |words: String, at: Page, anchor: Anchor| {
        bounds = bounds.with(text_box(style.fonts, &words, FontStyle::Regular, size, 0.0, at, anchor));
        let font_style = FontStyle::Regular;
        layer.items.push(Item::Text(Text {
            words,
            at,
            anchor,
            font_style,
            size,
            tracking: 0.0,
            turn: 0.0,
            paint: ink,
            halo,
        }));
    };
    let words = style.words();
    let cap = size * 0.72;
    put(style.number(0), (x, y - style.px(11.0)), Anchor::Middle);
    put(format!("{} {}", style.number(km), words.text("km")), (x + wide_km, y - style.px(11.0)), Anchor::Middle);
    let miles_at = (x + wide_miles, y + style.px(11.0) + cap);
    put(format!("{} {}", style.number(miles), words.text("miles")), miles_at, Anchor::Middle);
    put(true_at(frame, at, style), (x, y + style.px(31.0) + cap), Anchor::Start);
    Ok((layer, bounds.grown(style.px(4.0))))
}

/// More variation of the scale than this over the map, and no bar is drawn.
pub const SCALE_VARIES: f64 = 0.05;

/// Pixels to a true kilometre at a point along the row of the page.
fn scale_along_row(frame: &Frame, at: Page) -> Option<f64> {
    const STEP_PX: f64 = 20.0;
    let m = distance_m(frame.position(at)?, frame.position((at.0 + STEP_PX, at.1))?);
    (m > 0.0).then(|| STEP_PX / m * 1000.0)
}

/// The least and the greatest scale at a point in any direction, in pixels to a true kilometre: the semi-axes of Tissot's indicatrix, which are
/// the singular values of the projection's Jacobian. Their product is the scale of areas.
///
/// The Jacobian is of central differences over some pixels, to the east and to the north on the ellipsoid.
///
/// Reference: Tissot (1881), Mémoire sur la représentation des surfaces; Snyder (1987), Map Projections: A Working Manual, pp. 20–26.
pub fn scale_at(frame: &Frame, at: Page) -> Option<(f64, f64)> {
    const STEP_PX: f64 = 10.0;
    let here = frame.position(at)?;
    let step_m = (STEP_PX / frame.pixels_per_metre()).min(100_000.0);
    let towards = |azimuth: f64| {
        let ends = [azimuth, azimuth + 180.0].map(|a| {
            let to = direct(here, a, step_m).0;
            frame.place(to.lon(), to.lat())
        });
        let (a, b) = ends[0].zip(ends[1])?;
        let km = 2.0 * step_m / 1000.0;
        Some(((a.0 - b.0) / km, (a.1 - b.1) / km))
    };
    let (east, north) = (towards(90.0)?, towards(0.0)?);
    let squares = east.0 * east.0 + east.1 * east.1 + north.0 * north.0 + north.1 * north.1;
    let area = (east.0 * north.1 - east.1 * north.0).abs();
    let (sum, difference) = ((squares + 2.0 * area).sqrt(), (squares - 2.0 * area).max(0.0).sqrt());
    let (least, most) = ((sum - difference) / 2.0, (sum + difference) / 2.0);
    // At an edge of the projection the two ends lie on opposite sides of the page.
    (least.is_finite() && least > 0.0 && most < 1000.0 * least).then_some((least, most))
}

/// The least and the greatest scale over the frame in any direction, in pixels to a true kilometre.
pub fn scale_range(frame: &Frame) -> (f64, f64) {
    let r = frame.rect;
    let mut range = (f64::INFINITY, 0.0_f64);
    for i in 0..=8_u8 {
        for j in 0..=8_u8 {
            let at = (r.x + r.width * f64::from(i) / 8.0, r.y + r.height * f64::from(j) / 8.0);
            if let Some((least, most)) = scale_at(frame, at) {
                range = (range.0.min(least), range.1.max(most));
            }
        }
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::sample::{frame, style};

    #[test]
    fn the_scale_bar_is_true_to_half_a_percent() {
        const WITHIN: f64 = 0.005;
        for (definition, corners) in [
            ("auto", [(67.0, 34.5), (75.0, 38.6)]),
            ("auto", [(69.9, 37.4), (70.3, 37.6)]),
            ("auto", [(-60.0, -43.0), (-58.0, -36.0)]),
            ("auto", [(20.0, 66.0), (30.0, 70.0)]),
            ("EPSG:32642", [(67.0, 36.0), (71.0, 38.0)]),
            ("EPSG:3857", [(69.0, 37.0), (71.0, 38.0)]),
        ] {
            let frame = frame(definition, corners);
            let (layer, _) = scale_bar(&frame, (90.0, 900.0), 1.0, &style("en")).unwrap();
            let Item::Shape(bar) = &layer.items[0] else { panic!("the bar comes first") };
            let Item::Text(label) = layer.items.iter().filter(|i| matches!(i, Item::Text(_))).nth(1).unwrap() else {
                panic!("texts alone were kept")
            };
            let km: f64 = label.words.strip_suffix(" km").unwrap().parse().unwrap();
            let (left, right) = (bar.paths[0][1], bar.paths[0][2]);
            let m = distance_m(frame.position(left).unwrap(), frame.position(right).unwrap());
            assert!((m / 1000.0 / km - 1.0).abs() < WITHIN, "{definition} {corners:?}: {km} km is {m} m");
        }
    }

    #[test]
    fn no_bar_is_drawn_where_none_is_true() {
        let world = frame("+proj=merc +datum=WGS84", [(-120.0, -60.0), (120.0, 70.0)]);
        let reason = scale_bar(&world, (90.0, 900.0), 1.0, &style("en")).map(drop).unwrap_err();
        assert!(reason.contains("the scale varies"), "{reason}");
        // Plate carrée: at 38 degrees a kilometre to the east is longer on the map than one to the north.
        let plate = frame("+proj=eqc +datum=WGS84", [(69.0, 37.8), (70.0, 38.2)]);
        assert!(scale_bar(&plate, (90.0, 900.0), 1.0, &style("en")).is_err());
    }

    #[test]
    fn the_scale_varies_by_direction_too() {
        // pyproj 3.7: Proj(...).get_factors(70, 38): tissot_semimajor and tissot_semiminor.
        for (definition, most, least) in [
            ("EPSG:8857", 1.173_505, 0.852_148),
            ("+proj=merc +datum=WGS84", 1.267_407, 1.267_407),
            ("EPSG:32642", 0.999_695, 0.999_695),
        ] {
            let frame = frame(definition, [(69.8, 37.9), (70.2, 38.1)]);
            let at = frame.place(70.0, 38.0).unwrap();
            let (a, b) = scale_at(&frame, at).unwrap();
            let per = frame.pixels_per_metre() * 1000.0;
            assert!(
                (b / per - most).abs() < 2e-4 && (a / per - least).abs() < 2e-4,
                "{definition}: {} {}",
                b / per,
                a / per
            );
        }
        let (least, most) = scale_range(&frame("EPSG:8857", [(67.0, 36.0), (75.0, 39.0)]));
        // pyproj over the same box without the margin: 1.417.
        assert!(most / least > 1.4, "{}", most / least);
    }
}
