//! The table for people.

use super::columns::{sides_agree, spread_m};
use super::record::{MeasuredRecord, Record};
use crate::measure::Among;
use crate::model::{Location, Sides};
use crate::phrase::Phrases;
use crate::terminal::line;

/// Measured records as a table of aligned columns.
///
/// Distances are rounded to the precision that the location radius allows. Where that of the point is not said
/// ([`Phrases::is_distance_said`]) a row shows its interval only.
///
/// # Arguments
///
/// * `limits` are the names of the distance limits.
/// * `sides` are the names of the sides of the border.
/// * `among` are the many borders to the nearest of which was measured, which have sides of their own.
/// * `phrases` give the language of the cells; the headings are in English.
#[must_use]
pub fn measured_table(
    records: &[MeasuredRecord<'_>],
    limits: &[String],
    (sides, among): (&Sides, Option<&Among>),
    phrases: Phrases<'_>,
) -> String {
    let with_dates = records.iter().any(|m| matches!(m.record, Record::Incident(_)));
    let compared = among.is_none() && records.iter().any(|m| !m.comparison.is_empty());
    let next = among.map_or(1, |among| among.nearest);
    let mut header = vec!["id"];
    if with_dates {
        header.extend(["date", "place"]);
    }
    header.extend(["distance", "interval"]);
    header.extend(among.map(|_| "border"));
    header.extend(["side", "border km"]);
    let mut header: Vec<String> = header.into_iter().map(str::to_owned).collect();
    header.extend(limits.iter().map(|l| format!("within {l}")));
    if compared {
        header.extend(["spread over lines".to_owned(), "sides".to_owned()]);
    }
    for number in 2..=next {
        header.extend([format!("border {number}"), format!("distance {number}")]);
    }
    if with_dates {
        header.extend(["killed".to_owned(), "wounded".to_owned()]);
    }
    let columns = header.len();
    if records.iter().any(|m| m.proximity.is_some_and(|p| p.judgements.is_some())) {
        header.extend(limits.iter().map(|l| format!("within {l}, by all lines")));
        header.push("side, by all lines".to_owned());
    }
    let shape = Shape { columns, with_dates, compared };
    let rows = records.iter().map(|m| row(m, shape, (sides, among), phrases));
    aligned(&std::iter::once(header).chain(rows).collect::<Vec<_>>())
}

/// The optional columns.
#[derive(Clone, Copy)]
struct Shape {
    columns: usize,
    with_dates: bool,
    compared: bool,
}

fn row(
    m: &MeasuredRecord<'_>,
    shape: Shape,
    (sides, among): (&Sides, Option<&Among>),
    phrases: Phrases<'_>,
) -> Vec<String> {
    let mut row = vec![m.id().to_owned()];
    let mut casualties = Vec::new();
    let mut location: Option<&Location> = None;
    match m.record {
        Record::Incident(i) => {
            row.extend([i.date.to_string(), i.location.name.clone()]);
            casualties = vec![phrases.casualties(&i.killed), phrases.casualties(&i.wounded)];
            location = Some(&i.location);
        }
        Record::Point(..) if shape.with_dates => row.extend([String::new(), String::new()]),
        Record::Point(..) => {}
    }
    match m.proximity {
        None => row.push("no place".to_owned()),
        Some(p) => {
            let radius = p.radius_m.unwrap_or(0.0);
            let is_evidence = Phrases::is_evidence(location);
            let distance = |metres: f64, radius_m: f64| phrases.point_distance(metres, radius_m);
            let is_said = Phrases::is_distance_said(location, p);
            row.push(if is_said { distance(p.nearest.distance_m, radius) } else { "–".to_owned() });
            row.push(phrases.interval_alone(p));
            let border = among.and_then(|among| among.borders.member_of(&p.nearest));
            row.extend(border.map(|border| border.id.clone()));
            // A side that the report names is one of another border.
            row.push(match border {
                Some(border) => phrases.side(None, Some(p), &border.sides),
                None => phrases.side(location, Some(p), sides),
            });
            row.push(phrases.border_kilometres(p));
            row.extend(p.within.iter().map(|w| match p.verdict(w) {
                "possible" => format!("possible ({})", phrases.probability(w.probability)),
                clear => clear.to_owned(),
            }));
            for next in m.comparison.iter().take(among.map_or(0, |among| among.nearest - 1)) {
                let border = among.and_then(|among| among.borders.member_of(next));
                row.extend(border.map(|border| border.id.clone()));
                row.push(if is_evidence { distance(next.distance_m, radius) } else { "–".to_owned() });
            }
            if shape.compared {
                row.push(distance(spread_m(p, m), 0.0));
                row.push(if sides_agree(p, m) { "agree".to_owned() } else { "differ".to_owned() });
            }
        }
    }
    let verdicts = m.proximity.and_then(|p| p.judgements.as_deref()).map(|j| phrases.verdicts(j)).unwrap_or_default();
    if !casualties.is_empty() {
        row.resize(shape.columns - casualties.len(), String::new());
        row.extend(casualties);
    }
    row.extend(verdicts);
    row
}

/// Rows with their columns aligned; long texts are cut, but never those of the first column: an id is there to be copied.
pub fn aligned(rows: &[Vec<String>]) -> String {
    const WIDEST: usize = 44;
    let cell = |(at, text): (usize, &String)| {
        let clean = line(text);
        let width = if clean.is_ascii() { clean.len() } else { clean.chars().count() };
        if at == 0 || width <= WIDEST {
            (clean, width)
        } else {
            (clean.chars().take(WIDEST - 1).chain(['…']).collect(), WIDEST)
        }
    };
    let cells: Vec<Vec<(String, usize)>> = rows.iter().map(|row| row.iter().enumerate().map(cell).collect()).collect();
    let mut widths = vec![0; rows.iter().map(Vec::len).max().unwrap_or(0)];
    for row in &cells {
        for (widest, (_, width)) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(*width);
        }
    }
    let mut out = String::new();
    for row in &cells {
        let start = out.len();
        for ((text, width), widest) in row.iter().zip(&widths) {
            out.push_str(text);
            out.extend(std::iter::repeat_n(' ', widest - width + 2));
        }
        out.truncate(start + out[start..].trim_end().len());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::measure::{GeodesicLine, ProximityContext, SidePolygons, uncertain_point};
    use crate::model::{Border, BorderFacts, LonLat};

    #[test]
    fn a_word_holds_for_the_whole_interval() {
        let of_accuracy = |accuracy_m: f64| {
            let ends = [(0.0, 0.0), (1.0, 0.0)].map(|(lon, lat)| LonLat::new(lon, lat).unwrap()).to_vec();
            let facts = BorderFacts { accuracy_m: Some(accuracy_m), ..BorderFacts::default() };
            let border = Border::new(String::new(), vec![ends], facts).unwrap();
            let (line, polygons) = (GeodesicLine::from(&border), SidePolygons::default());
            let limits_m = [1_000.0, 5_000.0, 9_000.0, 30_000.0];
            let context = ProximityContext { border: &border, line: &line, polygons: &polygons, limits_m: &limits_m };
            // 3.3 km from the line, give or take 3 km.
            let query = uncertain_point(LonLat::new(0.5, 0.03).unwrap(), Some(3_000.0), None);
            let p = context.proximities(&[query]).remove(0);
            p.within.iter().map(|w| p.verdict(w)).collect::<Vec<_>>()
        };
        assert_eq!(of_accuracy(0.0), ["possible", "possible", "yes", "yes"]);
        // Within 9 km of the line for certain, which itself may lie 10 km from the border.
        assert_eq!(of_accuracy(10_000.0), ["possible", "possible", "possible", "yes"]);
    }
}
