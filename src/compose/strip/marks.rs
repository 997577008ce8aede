//! Incidents on the strip: a symbol, how far its kilometre and its distance may range, and where it finds room.

use geo::Point;

use super::scale::{Distances, Kilometres};
use crate::analyse::Event;
use crate::compose::furniture::{rectangle, strokes};
use crate::compose::scene::{Layer, Stroke};
use crate::compose::style::Style;
use crate::compose::symbols::Symbol;
use crate::measure::{Nearest, Proximity, Side};
use crate::model::{Basis, ReportedSide};
use crate::phrase::is_side_computed;
use crate::project::Rect;

/// What a strip shows of one incident.
#[derive(Debug, Clone)]
pub struct Mark<'a> {
    pub symbol: Symbol<'a>,
    /// The border kilometre, and the least and greatest it may have.
    pub km: f64,
    pub km_range: (f64, f64),
    /// The distance, left of the border positive; `None` if only its range is known.
    pub signed_km: Option<f64>,
    /// The farthest to the right and to the left that it may lie, right of the border negative.
    pub range_km: (f64, f64),
    /// Whether it may lie on either side: then it stands at the line, in neither country.
    pub is_at_line: bool,
}

impl<'a> Mark<'a> {
    /// What is known of an incident; `side_of` gives the side on which the strip shows a position with its nearest point.
    pub fn new(event: &Event<'a>, p: &Proximity, side_of: &dyn Fn(&Nearest, Point) -> Side, style: &Style) -> Self {
        let i = event.incident;
        let km = p.nearest.measure_km();
        let slack_km = p.border_accuracy_m / 1000.0;
        let (near, far) = (p.distance_min_m / 1000.0, p.distance_max_m / 1000.0);
        // On contested ground the word of the report for the side does not say where it was.
        let is_contested = p.nearest.side == Side::Disputed;
        let reported = i.location.side.filter(|s| *s != ReportedSide::Both && !is_contested);
        let on_paper = i.at.map(|at| side_of(&p.nearest, Point::from(at)));
        let is_right = match on_paper {
            Some(Side::Right) => true,
            Some(Side::Left) => false,
            // Beyond an end of the line nothing but the report says on which side to draw it.
            _ => i.location.side == Some(ReportedSide::Right),
        };
        let range_km = match reported {
            Some(ReportedSide::Left) => (near, far),
            Some(_) => (-far, -near),
            None => {
                // The greatest distance to either side over the sampled positions.
                let farthest = |side: Side| {
                    let there = event.samples.iter().filter(|s| side_of(&s.nearest, s.point) == side);
                    there.map(|s| s.nearest.distance_m / 1000.0).fold(f64::NEG_INFINITY, f64::max) + slack_km
                };
                let (left, right) = (farthest(Side::Left), farthest(Side::Right));
                match (left.is_finite(), right.is_finite()) {
                    (true, false) if near > 0.0 => (near, far),
                    (false, true) if near > 0.0 => (-far, -near),
                    (true, false) => (-slack_km.min(far), far),
                    (false, true) => (-far, slack_km.min(far)),
                    (true, true) => (-right.clamp(0.0, far), left.clamp(0.0, far)),
                    (false, false) if is_right => (-far, -near),
                    (false, false) => (near, far),
                }
            }
        };
        let is_both = i.location.side == Some(ReportedSide::Both);
        let is_open = reported.is_none() && (is_both || !is_side_computed(Some(&i.location), p));
        let is_at_line = is_open && !is_contested;
        let signed = p.nearest.distance_m / 1000.0 * if is_right { -1.0 } else { 1.0 };
        Self {
            symbol: Symbol::new(i, (0.0, 0.0), 0.0, style),
            km,
            km_range: p.km_range.unwrap_or(((km - slack_km).max(0.0), km + slack_km)),
            signed_km: (i.location.basis != Basis::FromBorder && !is_at_line).then_some(signed),
            range_km: if is_at_line { (range_km.0.min(0.0), range_km.1.max(0.0)) } else { range_km },
            is_at_line,
        }
    }
}

/// Gives every mark its place: those whose distance is known at that distance, those that may lie on either side at the line, the others anywhere
/// within their range, so that none covers another or a sign. One that finds no room is moved aside, with a leader line to the middle of
/// its range.
pub fn set(marks: &mut [Mark<'_>], signs: &[Rect], across: &Kilometres, up: &Distances, panel: Rect, style: &Style) {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    let key = |m: &Mark<'_>| {
        (m.signed_km.is_none(), !m.is_at_line, m.symbol.incident.date.days().0, m.symbol.incident.id.clone())
    };
    order.sort_by_key(|i| key(&marks[*i]));
    let mut taken: Vec<Rect> = signs.to_vec();
    // The bars that are drawn already: their height, and from where to where.
    let mut bars: Vec<(f64, f64, f64)> = Vec::new();
    for i in order {
        let mark = &mut marks[i];
        let (x, radius) = (across.x(mark.km), mark.symbol.extent(style));
        let (top, low) = (up.y(mark.range_km.1), up.y(mark.range_km.0));
        let target = match mark.signed_km {
            Some(d) => up.y(d),
            None if mark.is_at_line => up.line,
            None => (top + low) / 2.0,
        };
        let span = (across.within(mark.km_range.0), across.within(mark.km_range.1));
        let room = panel.grown(-(radius + style.px(3.0)));
        let square =
            |at: (f64, f64)| Rect { x: at.0 - radius, y: at.1 - radius, width: 2.0 * radius, height: 2.0 * radius };
        let is_free = |at: (f64, f64)| {
            let own = square(at).grown(style.px(2.0));
            (room.y..=room.bottom()).contains(&at.1) && !taken.iter().any(|t| t.overlaps(&own))
        };
        // Bars at one height over the same kilometres would be read as one.
        let crowd = |y: f64| {
            let near = |b: &&(f64, f64, f64)| (b.0 - y).abs() < style.px(7.0) && b.1 < span.1 && span.0 < b.2;
            let through = |t: &&Rect| (t.y..=t.bottom()).contains(&y) && t.x < span.1 && span.0 < t.right();
            bars.iter().filter(near).count() * 3 + taken.iter().filter(through).count()
        };
        let step = style.px(4.0);
        let offsets = (0..400_i32).map(|k| f64::from((k + 1) / 2) * if k % 2 == 0 { 1.0 } else { -1.0 } * step);
        let all: Vec<f64> = offsets.map(|o| target + o).collect();
        let within = |y: &&f64| **y >= top - 0.01 && **y <= low + 0.01;
        let best = |list: Vec<f64>| {
            let free = list.into_iter().enumerate().filter(|(_, y)| is_free((x, *y)));
            let cost = |(k, y): &(usize, f64)| 6 * crowd(*y) + *k;
            free.min_by_key(cost).map(|(_, y)| y)
        };
        let is_known = mark.signed_km.is_some() || mark.is_at_line;
        let point = (x, target.clamp(panel.y, panel.bottom()));
        let found = match is_known && is_free(point) {
            true => Some(point.1),
            false => best(if is_known { Vec::new() } else { all.iter().filter(within).copied().collect() }),
        };
        // Along the line, as near as there is room; over another where there is none.
        let along_line = || {
            let shifts = (0..240_i32).map(|k| f64::from((k + 1) / 2) * if k % 2 == 0 { step } else { -step });
            let free = |at: &(f64, f64)| (room.x..=room.right()).contains(&at.0) && is_free(*at);
            shifts.map(|s| (x + s, up.line)).find(free).unwrap_or(point)
        };
        let moved = || {
            if mark.is_at_line {
                return along_line();
            }
            // Horizontally as well as vertically.
            let shifts = [0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0].map(|s| x + s * (radius + style.px(6.0)));
            let candidates = all.iter().flat_map(|y| shifts.map(|x| (x, *y)));
            let inside = |at: &(f64, f64)| (room.x..=room.right()).contains(&at.0) && is_free(*at);
            let far = |at: &(f64, f64)| ((at.0 - point.0).powi(2) + (at.1 - point.1).powi(2)).round() as i64;
            candidates.filter(inside).min_by_key(far).unwrap_or(point)
        };
        match found {
            Some(y) => (mark.symbol.point, mark.symbol.at) = ((x, y), (x, y)),
            None => (mark.symbol.point, mark.symbol.at) = (point, moved()),
        }
        taken.push(square(mark.symbol.at));
        bars.push((mark.symbol.point.1, span.0, span.1));
    }
}

/// How broad the column is that stands for a range without a point, in units of the design.
pub const COLUMN: f64 = 7.0;

/// The ranges of marks: bars with ends for what is measured, columns for what is only a range.
pub fn ranges(marks: &[Mark<'_>], across: &Kilometres, up: &Distances, panel: Rect, style: &Style) -> Layer {
    let mut layer = Layer::new("ranges", "What is left open");
    let cap = style.px(3.5);
    for mark in marks {
        let paint = style.theme.mark(mark.symbol.incident.category).paint;
        let (x, y) = mark.symbol.point;
        let (top, low) = (up.y(mark.range_km.1).max(panel.y), up.y(mark.range_km.0).min(panel.bottom()));
        let (left, right) = (across.within(mark.km_range.0), across.within(mark.km_range.1));
        let stroke = Stroke::solid(paint.fade(0.75), style.px(1.3));
        let mut bars = vec![vec![(left, y), (right, y)]];
        // An end that lies beyond the figure has no cap.
        bars.extend(across.shows(mark.km_range.0).then(|| vec![(left, y - cap), (left, y + cap)]));
        bars.extend(across.shows(mark.km_range.1).then(|| vec![(right, y - cap), (right, y + cap)]));
        if mark.signed_km.is_some() {
            bars.push(vec![(x, top), (x, low)]);
            bars.extend([top, low].map(|y| vec![(x - cap, y), (x + cap, y)]));
        } else if low > top {
            let wide = style.px(COLUMN);
            let column = Rect { x: x - wide / 2.0, y: top, width: wide, height: low - top };
            let edge = Stroke::solid(paint.fade(0.45), style.px(0.7));
            layer.items.push(rectangle(column, paint.fade(0.20), edge));
        }
        layer.items.push(strokes(bars, stroke));
    }
    layer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::events;
    use crate::language::{Language, LanguagePair};
    use crate::measure::{GeodesicLine, SidePolygons};
    use crate::measured::{MeasureContext, MeasuredIncident};
    use crate::model::{Border, BorderFacts, Incident, LonLat};
    use crate::recipe;
    use crate::theme::theme;

    fn incident(id: &str, lon: f64, lat: f64, side: &str, basis: &str) -> Incident {
        let text = format!(
            r#"{{"title":"t","summary":"s","category":"clash","date":"2025-08-24","location":{{"name":"n","radius_m":15000,
            "side":{side},"basis":"{basis}","extent":"point"}},"killed":{{"min":1,"max":1}},"wounded":{{"min":null,"max":null}},
            "status":"one_side","grade":{{"reliability":"B","credibility":2}},"sources":[{{"publisher":"p"}}]}}"#
        );
        let mut i: Incident = serde_json::from_str(&text).unwrap();
        (i.id, i.at) = (id.to_owned(), Some(LonLat::new(lon, lat).unwrap()));
        i
    }

    fn style() -> Style<'static> {
        Style {
            theme: theme(recipe::Theme::Print),
            unit: 1.0,
            least_letters: 0.0,
            languages: LanguagePair::only(Language::english()),
            fonts: crate::typeface::Typefaces::bundled(),
            house: crate::compose::sample::no_house(),
            logo: (0.0, 0.0),
            has_tints: false,
            selection: String::new(),
        }
    }

    /// The marks of incidents along the equator, walked east: north is left.
    fn marks(incidents: &[Incident]) -> Vec<Mark<'_>> {
        let at = |lon| LonLat::new(lon, 0.0).unwrap();
        let border = Border::new(String::new(), vec![vec![at(0.0), at(10.0)]], BorderFacts::default()).unwrap();
        let (line, lands) = (GeodesicLine::from(&border), SidePolygons::default());
        let context = std::sync::Arc::new(MeasureContext::new(&border, &line, &lands));
        let measured = MeasuredIncident::batch(incidents.iter(), &context);
        let mark = |(e, m): (Event<'_>, &MeasuredIncident<'_>)| {
            let e = Event {
                incident: incidents.iter().find(|i| i.id == e.incident.id).unwrap(),
                samples: e.samples,
                is_contested: false,
            };
            Mark::new(&e, m.proximity().unwrap(), &|nearest, _| nearest.side, &style())
        };
        events(&measured.iter().collect::<Vec<_>>()).into_iter().zip(&measured).map(mark).collect()
    }

    #[test]
    fn a_point_set_from_the_border_is_a_range_and_no_distance() {
        let list = [
            incident("left", 5.0, 0.01, "\"left\"", "from_border"),
            incident("both", 5.0, 0.01, "\"both\"", "from_border"),
            incident("right", 5.0, -0.2, "\"right\"", "gazetteer"),
        ];
        let marks = marks(&list);
        assert!(marks[0].signed_km.is_none() && marks[1].signed_km.is_none());
        // 1.1 km from the line, 15 km around: up to 16.1 km to the left, and to both sides where both are named.
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 0.15, "{found} {expected}");
        near(marks[0].range_km.0, 0.0);
        near(marks[0].range_km.1, 16.1);
        assert!(marks[1].range_km.0 < -12.0 && marks[1].range_km.1 > 15.0, "{:?}", marks[1].range_km);
        near(marks[2].signed_km.unwrap(), -22.1);
        near(marks[2].range_km.0, -37.1);
        near(marks[2].range_km.1, -7.1);
    }

    #[test]
    fn what_may_lie_on_either_side_stands_at_the_line() {
        // 1.1 km from the line with 15 km around: the computed side is uncertain, the reported one is not.
        let list: Vec<Incident> = [("a", "null"), ("b", "null"), ("c", "\"both\""), ("d", "\"left\""), ("e", "null")]
            .into_iter()
            .map(|(id, side)| incident(id, 5.0, if id == "e" { 0.3 } else { 0.01 }, side, "gazetteer"))
            .collect();
        let mut all = marks(&list);
        assert_eq!(all.iter().map(|m| m.is_at_line).collect::<Vec<_>>(), [true, true, true, false, false]);
        let panel = Rect { x: 0.0, y: 0.0, width: 1000.0, height: 500.0 };
        let across = Kilometres { from_km: 0.0, to_km: 1113.0, length_km: 1113.0, x: 0.0, width: 1000.0 };
        let up = Distances::fit(panel, 60.0, 60.0);
        set(&mut all, &[], &across, &up, panel, &style());
        for m in &all {
            let off = m.symbol.at.1 - up.line;
            assert_eq!(m.is_at_line, off.abs() < 0.01, "{}: {off}", m.symbol.incident.id);
        }
        let boxes: Vec<Rect> = all.iter().map(|m| m.symbol.bounds(&style())).collect();
        let covered = |(i, a): (usize, &Rect)| boxes.iter().skip(i + 1).any(|b| b.overlaps(a));
        assert!(!boxes.iter().enumerate().any(covered), "{boxes:?}");
    }

    #[test]
    fn symbols_stay_within_their_ranges_and_off_each_other() {
        let list: Vec<Incident> =
            (0..4).map(|i| incident(&format!("i{i}"), 5.0, 0.01, "\"left\"", "from_border")).collect();
        let mut all = marks(&list);
        let fixed = incident("fixed", 5.0, 0.09, "\"left\"", "gazetteer");
        let fixed = [fixed];
        all.extend(marks(&fixed));
        let panel = Rect { x: 0.0, y: 0.0, width: 1000.0, height: 500.0 };
        let across = Kilometres { from_km: 0.0, to_km: 1113.0, length_km: 1113.0, x: 0.0, width: 1000.0 };
        let up = Distances::fit(panel, 30.0, 30.0);
        set(&mut all, &[], &across, &up, panel, &style());
        for (i, a) in all.iter().enumerate() {
            let y = a.symbol.at.1;
            assert!(y >= up.y(a.range_km.1) - 0.1 && y <= up.y(a.range_km.0) + 0.1, "{i}: {y}");
            let bounds = a.symbol.bounds(&style());
            assert!(!all.iter().skip(i + 1).any(|b| b.symbol.bounds(&style()).overlaps(&bounds)), "{i}");
        }
        // 9.95 km: at its own distance, whoever else is there.
        assert!((all[4].symbol.at.1 - up.y(9.952)).abs() < 0.5);
    }
}
