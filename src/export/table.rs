//! The table that a person reads.

use super::record::{Measured, Record};
use crate::measure::Side;

/// Measured records as a table of aligned columns.
///
/// Distances are rounded to what the radius allows. The distance of a point that was set from the border is no evidence:
/// such a row shows its interval only. `limits` are the names of the distances asked for.
#[must_use]
pub fn measured_table(records: &[Measured<'_>], limits: &[String]) -> String {
    let with_dates = records.iter().any(|m| matches!(m.record, Record::Incident(_)));
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut header = vec!["id"];
    if with_dates {
        header.extend(["date", "place"]);
    }
    header.extend(["distance", "interval", "side", "border km"]);
    let mut header: Vec<String> = header.into_iter().map(str::to_owned).collect();
    header.extend(limits.iter().map(|l| format!("within {l}")));
    rows.push(header);
    for m in records {
        let mut row = vec![m.id().to_owned()];
        if let Record::Incident(i) = m.record {
            row.extend([i.date.to_string(), i.location.name.clone()]);
        }
        match &m.proximity {
            None => row.push("no place".to_owned()),
            Some(p) => {
                let radius = p.radius_m.unwrap_or(0.0);
                let distance =
                    if m.is_set_from_border() { "–".to_owned() } else { distance(p.nearest.distance_m, radius) };
                row.push(distance);
                row.push(interval(p.distance_min_m, p.distance_max_m));
                row.push(side(
                    p.nearest.side,
                    p.side_as_reported,
                    p.p_left,
                    p.nearest.distance_m <= p.border_accuracy_m,
                ));
                row.push(border_km(p.nearest.border_km, radius));
                row.extend(p.within.iter().map(|w| possible(w.probability)));
            }
        }
        rows.push(row);
    }
    aligned(&rows)
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

fn border_km(km: f64, radius_m: f64) -> String {
    if radius_m >= 500.0 { format!("about {km:.0}") } else { format!("{km:.1}") }
}

fn side(side: Side, reported: bool, p_left: Option<f64>, within_accuracy: bool) -> String {
    match (reported, p_left) {
        (true, Some(p)) => format!("{} as reported", if p > 0.5 { "left" } else { "right" }),
        (false, _) if within_accuracy && side != Side::Unknown => "side uncertain".to_owned(),
        (_, Some(p)) if p > 0.005 && p < 0.995 => format!("left {p:.2}"),
        _ => side.as_str().to_owned(),
    }
}

fn possible(p: f64) -> String {
    if p >= 0.9995 {
        "yes".to_owned()
    } else if p < 0.0005 {
        "no".to_owned()
    } else {
        format!("possible ({p:.2})")
    }
}

fn aligned(rows: &[Vec<String>]) -> String {
    const WIDEST: usize = 44;
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |text: &str| {
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
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

    #[test]
    fn no_more_digits_than_the_radius_allows() {
        assert_eq!(distance(19_812.3, 20_000.0), "about 20 km");
        assert_eq!(distance(812.3, 1_000.0), "about 0.8 km");
        assert_eq!(distance(812.3, 0.0), "812 m");
        assert_eq!(interval(0.0, 4_200.0), "0–4.2 km");
    }

    #[test]
    fn probabilities_are_said_in_words() {
        assert_eq!([possible(1.0), possible(0.0), possible(0.43)], ["yes", "no", "possible (0.43)"]);
    }
}
