//! Breaks of a strip: where a part of the line ends and the next one begins in another place.

use super::scale::Kilometres;
use crate::compose::furniture::{BREAK, break_sign, rectangle};
use crate::compose::scene::{Layer, Stroke};
use crate::compose::style::Style;
use crate::measure::GeodesicLine;
use crate::project::Rect;

/// The border kilometres on the page at which the line goes on elsewhere, those left out that are nearer than `least` pixels to another.
pub fn breaks_km(line: &GeodesicLine, across: &Kilometres, least: f64) -> Vec<f64> {
    let mut breaks: Vec<f64> = Vec::new();
    for (_, stop_m) in line.part_measures_m() {
        let km = stop_m / 1000.0;
        let is_apart = |before: &f64| across.x(km) - across.x(*before) >= least;
        // At the edge of the page nothing goes on.
        let is_within = km > across.from_km + 1e-6 && km < across.to_km.min(across.length_km) - 1e-6;
        if across.shows(km) && is_within && breaks.last().is_none_or(is_apart) {
            breaks.push(km);
        }
    }
    breaks
}

/// The ground is interrupted, and the line ends and begins with a slanted stroke.
pub fn layer(breaks: &[f64], across: &Kilometres, (panel, line_y): (Rect, f64), style: &Style) -> Layer {
    let mut layer = Layer::new("breaks", "Breaks between the parts of the border");
    for km in breaks {
        layer.items.push(rectangle(
            gap(*km, across, panel, style),
            style.theme.paper,
            Stroke::solid(style.theme.paper, 0.0),
        ));
        layer.items.extend(break_sign((across.x(*km), line_y), style));
    }
    layer
}

/// The ranges of x that the signs of breaks take, and the room around them.
pub fn sign_ranges(breaks: &[f64], across: &Kilometres, style: &Style) -> Vec<(f64, f64)> {
    let half = style.px(BREAK) / 2.0 + style.px(7.0);
    breaks.iter().map(|km| (across.x(*km) - half, across.x(*km) + half)).collect()
}

/// The ground that a break interrupts.
pub fn gap(km: f64, across: &Kilometres, panel: Rect, style: &Style) -> Rect {
    Rect { x: across.x(km) - style.px(BREAK) / 2.0, width: style.px(BREAK), ..panel }
}

#[cfg(test)]
mod tests {
    use geo_types::{LineString, MultiLineString};

    use super::*;

    #[test]
    fn the_line_breaks_between_its_parts_and_not_at_its_end() {
        let part = |from: f64, to: f64| LineString::from(vec![(from, 0.0), (to, 0.0)]);
        // 111.3 km, then 1.1 km far away, then 111.3 km.
        let line = GeodesicLine::from(&MultiLineString(vec![part(0.0, 1.0), part(20.0, 20.01), part(3.0, 4.0)]));
        let length_km = line.length_m() / 1000.0;
        let across = Kilometres { from_km: 0.0, to_km: length_km, length_km, x: 0.0, width: 1000.0 };
        let breaks = breaks_km(&line, &across, 1.0);
        assert!(breaks.len() == 2 && (breaks[0] - 111.3).abs() < 0.1 && (breaks[1] - 112.4).abs() < 0.1, "{breaks:?}");
        assert_eq!(breaks_km(&line, &across, 10.0).len(), 1);
        assert!(breaks_km(&line, &Kilometres { from_km: 150.0, ..across }, 1.0).is_empty());
        // A strip of the second part alone has none.
        let parts = line.part_measures_m();
        let (from_km, to_km) = (parts[1].0 / 1000.0, parts[1].1 / 1000.0);
        assert!(breaks_km(&line, &Kilometres { from_km, to_km, ..across }, 1.0).is_empty());
    }
}
