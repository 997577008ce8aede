//! The table that a person reads.

use super::columns::{sides_agree, spread_m, verdict};
use super::record::{MeasuredRecord, Record};
use crate::measure::{Proximity, Side};
use crate::terminal::line;

/// Measured records as a table of aligned columns.
///
/// Distances are rounded to what the radius allows. The distance of a point that was set from the border is no evidence:
/// such a row shows its interval only.
///
/// # Arguments
///
/// `limits` are the names of the distances asked for.
#[must_use]
pub fn measured_table(records: &[MeasuredRecord<'_>], limits: &[String]) -> String {
    let with_dates = records.iter().any(|m| matches!(m.record, Record::Incident(_)));
    let compared = records.iter().any(|m| !m.comparison.is_empty());
    let mut header = vec!["id"];
    if with_dates {
        header.extend(["date", "place"]);
    }
    header.extend(["distance", "interval", "side", "border km"]);
    let mut header: Vec<String> = header.into_iter().map(str::to_owned).collect();
    header.extend(limits.iter().map(|l| format!("within {l}")));
    if compared {
        header.extend(["spread over lines".to_owned(), "sides".to_owned()]);
    }
    let rows = records.iter().map(|m| row(m, with_dates, compared));
    aligned(&std::iter::once(header).chain(rows).collect::<Vec<_>>())
}

fn row(m: &MeasuredRecord<'_>, with_dates: bool, compared: bool) -> Vec<String> {
    let mut row = vec![m.id().to_owned()];
    match m.record {
        Record::Incident(i) => row.extend([i.date.to_string(), i.location.name.clone()]),
        Record::Point(..) if with_dates => row.extend([String::new(), String::new()]),
        Record::Point(..) => {}
    }
    let Some(p) = m.proximity else {
        row.push("no place".to_owned());
        return row;
    };
    let radius = p.radius_m.unwrap_or(0.0);
    row.push(if m.is_set_from_border() { "–".to_owned() } else { distance(p.nearest.distance_m, radius) });
    row.push(interval(p.distance_min_m, p.distance_max_m));
    row.push(side(p));
    row.push(border_km(p));
    row.extend(p.within.iter().map(|w| match verdict(p, w) {
        "possible" => format!("possible ({:.2})", w.probability),
        clear => clear.to_owned(),
    }));
    if compared {
        row.push(distance(spread_m(p, m), 0.0));
        row.push(if sides_agree(p, m) { "agree".to_owned() } else { "differ".to_owned() });
    }
    row
}

/// A distance with as many digits as the radius of its place allows.
#[must_use]
pub fn distance(metres: f64, radius_m: f64) -> String {
    match radius_m {
        r if r >= 5_000.0 => format!("about {:.0} km", metres / 1000.0),
        r if r >= 500.0 => format!("about {:.1} km", metres / 1000.0),
        _ if metres < 1_000.0 => format!("{metres:.0} m"),
        _ => format!("{:.2} km", metres / 1000.0),
    }
}

/// An interval of distances, widened to whole tenths of a kilometre.
#[must_use]
pub fn interval(min_m: f64, max_m: f64) -> String {
    if max_m - min_m < 1.0 {
        return "exact".to_owned();
    }
    let (low, high) = ((min_m / 100.0).floor() / 10.0, (max_m / 100.0).ceil() / 10.0);
    format!("{low}–{high} km")
}

fn border_km(p: &Proximity) -> String {
    match p.km_range {
        Some((low, high)) if high - low >= 1.0 => format!("{:.0}–{:.0}", low.floor(), high.ceil()),
        _ => format!("{:.1}", p.nearest.measure_km()),
    }
}

fn side(p: &Proximity) -> String {
    let side = p.nearest.side;
    match p.p_left {
        Some(left) if p.side_as_reported => format!("{} as reported", if left > 0.5 { "left" } else { "right" }),
        _ if p.nearest.distance_m <= p.border_accuracy_m && side != Side::Unknown => "side uncertain".to_owned(),
        Some(left) if left > 0.005 && left < 0.995 => format!("left {left:.2}"),
        _ => side.as_str().to_owned(),
    }
}

pub fn aligned(rows: &[Vec<String>]) -> String {
    const WIDEST: usize = 44;
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |text: &str| {
        let clean = line(text);
        if clean.chars().count() > WIDEST { clean.chars().take(WIDEST - 1).chain(['…']).collect() } else { clean }
    };
    let width = |i: usize| rows.iter().filter_map(|r| r.get(i)).map(|t| cell(t).chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let line: Vec<String> = row.iter().zip(&widths).map(|(t, w)| format!("{:<w$}", cell(t), w = *w)).collect();
        out.push_str(line.join("  ").trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{GeodesicLine, ProximityContext, SidePolygons, uncertain_point};
    use crate::model::{Border, BorderFacts, LonLat};

    #[test]
    fn no_more_digits_than_the_radius_allows() {
        assert_eq!(distance(19_812.3, 20_000.0), "about 20 km");
        assert_eq!(distance(812.3, 1_000.0), "about 0.8 km");
        assert_eq!(distance(812.3, 0.0), "812 m");
        assert_eq!(interval(0.0, 4_200.0), "0–4.2 km");
    }

    #[test]
    fn a_word_holds_for_the_whole_interval() {
        let of_accuracy = |accuracy_m: f64| {
            let ends = [(0.0, 0.0), (1.0, 0.0)].map(|(lon, lat)| LonLat::new(lon, lat).unwrap()).to_vec();
            let facts = BorderFacts { accuracy_m: Some(accuracy_m), ..BorderFacts::default() };
            let border = Border::new(String::new(), vec![ends], facts).unwrap();
            let (line, lands) = (GeodesicLine::from(&border), SidePolygons::default());
            let limits_m = [1_000.0, 5_000.0, 9_000.0, 30_000.0];
            let context = ProximityContext { border: &border, line: &line, lands: &lands, limits_m: &limits_m };
            // 3.3 km from the line, give or take 3 km.
            let query = uncertain_point(LonLat::new(0.5, 0.03).unwrap(), Some(3_000.0), None);
            let p = context.proximities(&[query]).remove(0);
            p.within.iter().map(|w| verdict(&p, w)).collect::<Vec<_>>()
        };
        assert_eq!(of_accuracy(0.0), ["possible", "possible", "yes", "yes"]);
        // Surely within 9 km of the line as drawn, which itself may lie 10 km off.
        assert_eq!(of_accuracy(10_000.0), ["possible", "possible", "possible", "yes"]);
    }
}
