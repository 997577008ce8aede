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
    /// The border kilometre, and those it may have: from one to another on each part of the border that its radius reaches, in their order.
    pub km: f64,
    pub km_ranges: Vec<(f64, f64)>,
    /// The distance, left of the border positive; `None` if only its range is known.
    pub signed_km: Option<f64>,
    /// The farthest to the right and to the left that it may lie, right of the border negative.
    pub range_km: (f64, f64),
    /// Whether it may lie on either side: then it stands at the line, in neither country.
    pub is_at_line: bool,
}

impl<'a> Mark<'a> {
    /// What is known of an incident; `side_of` gives the side on which the strip shows a position with its nearest point, and `parts_km` the
    /// kilometres of the parts of the border.
    pub fn new(
        event: &Event<'a>,
        p: &Proximity,
        side_of: &dyn Fn(&Nearest, Point) -> Side,
        parts_km: &[(f64, f64)],
        style: &Style,
    ) -> Self {
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
            km_ranges: reached(event, p, parts_km),
            signed_km: (i.location.basis != Basis::FromBorder && !is_at_line).then_some(signed),
            range_km: if is_at_line { (range_km.0.min(0.0), range_km.1.max(0.0)) } else { range_km },
            is_at_line,
        }
    }
}

impl Mark<'_> {
    /// From the first to the last kilometre that it may have, on the page.
    pub fn span(&self, across: &Kilometres) -> (f64, f64) {
        let first = self.km_ranges.first().map_or(self.km, |r| r.0);
        let last = self.km_ranges.last().map_or(self.km, |r| r.1);
        (across.within(first), across.within(last))
    }

    /// The length of border on which its nearest point may lie, in kilometres.
    pub fn reach_km(&self) -> f64 {
        self.km_ranges.iter().map(|(from, to)| to - from).sum()
    }
}

/// The kilometres that an incident may have on each part of the border. Kilometres run on from part to part, so that the range from the least to the
/// greatest also goes over parts in other places, which its radius does not reach.
fn reached(event: &Event<'_>, p: &Proximity, parts_km: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let (km, slack_km) = (p.nearest.measure_km(), p.border_accuracy_m / 1000.0);
    let (least, most) = p.km_range.unwrap_or(((km - slack_km).max(0.0), km + slack_km));
    let met: Vec<(f64, f64)> = parts_km.iter().copied().filter(|(a, b)| least < *b && *a < most).collect();
    if met.len() < 2 {
        return vec![(least, most)];
    }
    let found: Vec<f64> = event.samples.iter().map(|s| s.nearest.measure_km()).chain([km, least, most]).collect();
    let on = |(a, b): (f64, f64)| {
        let here = found.iter().copied().filter(|km| (a..=b).contains(km));
        let (low, high) = here.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), km| (l.min(km), h.max(km)));
        // A kilometre at which one part ends and the next begins belongs to the one on which there are others.
        let is_joint = high - low < 1e-6 && (low - a < 1e-6 || b - high < 1e-6);
        (low.is_finite() && !is_joint).then(|| ((low - slack_km).max(a).max(least), (high + slack_km).min(b).min(most)))
    };
    let ranges: Vec<(f64, f64)> = met.into_iter().filter_map(on).collect();
    if ranges.is_empty() { vec![(least, most)] } else { ranges }
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
        let stroke = Stroke::solid(paint.fade(0.75), style.px(1.3));
        let mut bars = Vec::new();
        for (from, to) in mark.km_ranges.iter().filter(|(from, to)| *to >= across.from_km && *from <= across.to_km) {
            let (left, right) = (across.within(*from), across.within(*to));
            bars.push(vec![(left, y), (right, y)]);
            // An end that lies beyond the figure has no cap.
            bars.extend(across.shows(*from).then(|| vec![(left, y - cap), (left, y + cap)]));
            bars.extend(across.shows(*to).then(|| vec![(right, y - cap), (right, y + cap)]));
        }
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
    use crate::compose::strip::placement::{Ground, Placed, place};
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
        marks_along(incidents, vec![vec![at(0.0), at(10.0)]])
    }

    fn marks_along(incidents: &[Incident], parts: Vec<Vec<LonLat>>) -> Vec<Mark<'_>> {
        let border = Border::new(String::new(), parts, BorderFacts::default()).unwrap();
        let (line, lands) = (GeodesicLine::from(&border), SidePolygons::default());
        let context = std::sync::Arc::new(MeasureContext::new(&border, &line, &lands));
        let measured = MeasuredIncident::batch(incidents.iter(), &context);
        let parts_km: Vec<(f64, f64)> =
            line.part_measures_m().into_iter().map(|(a, b)| (a / 1000.0, b / 1000.0)).collect();
        let mark = |(e, m): (Event<'_>, &MeasuredIncident<'_>)| {
            let e = Event {
                incident: incidents.iter().find(|i| i.id == e.incident.id).unwrap(),
                samples: e.samples,
                is_contested: false,
            };
            Mark::new(&e, m.proximity().unwrap(), &|nearest, _| nearest.side, &parts_km, &style())
        };
        events(&measured.iter().collect::<Vec<_>>()).into_iter().zip(&measured).map(mark).collect()
    }

    /// The marks in their places on a strip that shows so many kilometres to either side.
    fn placed<'a>(all: &mut Vec<Mark<'a>>, most_km: f64) -> (Placed<'a>, Distances, Kilometres) {
        let panel = Rect { x: 0.0, y: 0.0, width: 1000.0, height: 500.0 };
        let across = Kilometres { from_km: 0.0, to_km: 1113.0, length_km: 1113.0, x: 0.0, width: 1000.0 };
        let up = Distances::fit(panel, most_km, most_km);
        let ground = Ground { across: &across, up, panel, signs: Vec::new() };
        let mut panels = [(ground, std::mem::take(all))];
        let placed = place(&mut panels, &style()).pop().unwrap();
        let [(_, marks)] = panels;
        *all = marks;
        (placed, up, across)
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
        let (found, up, _) = placed(&mut all, 60.0);
        for m in &all {
            let off = m.symbol.at.1 - up.line;
            assert_eq!(m.is_at_line, off.abs() < 0.01, "{}: {off}", m.symbol.incident.id);
        }
        // The three on the line are one count.
        assert_eq!(found.symbols.iter().filter(|s| s.is_single()).count(), 2);
        let boxes: Vec<Rect> = found.symbols.iter().map(|s| s.bounds(&style())).collect();
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
        let (_, up, _) = placed(&mut all, 30.0);
        for (i, a) in all.iter().enumerate() {
            let y = a.symbol.at.1;
            assert!(y >= up.y(a.range_km.1) - 0.1 && y <= up.y(a.range_km.0) + 0.1, "{i}: {y}");
            let bounds = a.symbol.bounds(&style());
            assert!(!all.iter().skip(i + 1).any(|b| b.symbol.bounds(&style()).overlaps(&bounds)), "{i}");
        }
        // 9.95 km: at its own distance, whoever else is there.
        assert!((all[4].symbol.at.1 - up.y(9.952)).abs() < 0.5);
    }

    #[test]
    fn a_crowd_keeps_its_kilometres_and_its_sides() {
        // 14 that may lie on either side, and 14 at 40 km, within 5 km of the border's length.
        let list: Vec<Incident> = (0..28_u8)
            .map(|i| {
                let (lon, is_far) = (5.0 + 0.003 * f64::from(i / 2), i % 2 == 1);
                let id = format!("i{i:02}");
                incident(&id, lon, if is_far { 0.36 } else { 0.01 }, "null", "gazetteer")
            })
            .collect();
        let mut all = marks(&list);
        let (found, up, across) = placed(&mut all, 60.0);
        assert_eq!(found.symbols.iter().flat_map(Symbol::incidents).count(), 28);
        assert!(found.covering.is_empty() && found.symbols.iter().any(|s| !s.is_single()), "{:?}", found.covering);
        for s in &found.symbols {
            for i in s.incidents() {
                let mark = all.iter().find(|m| m.symbol.incident.id == i.id).unwrap();
                let aside = (s.at.0 - across.x(mark.km)).abs();
                // A count lies near all whom it counts, which all lie within 5 pixels.
                assert!(aside <= s.radius + 5.0, "{}: {aside} of {}", i.id, s.radius);
                assert_eq!(mark.is_at_line, (s.at.1 - up.line).abs() < 0.01, "{}", i.id);
                assert!(mark.is_at_line || s.at.1 < up.line, "{}", i.id);
            }
        }
    }

    #[test]
    fn a_range_of_kilometres_leaves_out_the_parts_that_its_radius_does_not_reach() {
        // 111 km, then 111 km far in the east, then 111 km that begin where the first part ends.
        let at = |lon| LonLat::new(lon, 0.0).unwrap();
        let parts = [(0.0, 1.0), (20.0, 21.0), (1.0, 2.0)].map(|(a, b)| vec![at(a), at(b)]).to_vec();
        let list = [incident("a", 1.0, 0.01, "\"left\"", "gazetteer")];
        let all = marks_along(&list, parts);
        let [first, second] = all[0].km_ranges.as_slice() else { panic!("{:?}", all[0].km_ranges) };
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 0.5, "{found} {expected}");
        near(first.0, 111.3 - 15.0);
        near(first.1, 111.3);
        near(second.0, 222.6);
        near(second.1, 222.6 + 15.0);
        near(all[0].reach_km(), 30.0);
    }
}
