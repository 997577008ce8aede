//! The facts of a border as text and JSON: measured length, accuracy, published lengths; conversion between kilometre and position.

use serde_json::{Value, json};

use crate::error::Error;
use crate::measure::{BorderKilometres, GeodesicLine};
use crate::measured::MeasureContext;
use crate::model::{Border, Edges, LineStatus, LonLat, STRAIGHT_M, is_ring};
use crate::recipe::BorderKm;

/// The facts of a border as text for people. The measured length is that of its geodesics on WGS84, in kilometres.
#[must_use]
pub fn border_text(border: &Border) -> String {
    let line = GeodesicLine::from(border);
    let facts = &border.facts;
    let measured = line.length_m() / 1000.0;
    let count = |parts: &[Vec<LonLat>]| parts.iter().map(Vec::len).sum::<usize>();
    let (vertices, given) = (count(border.parts()), count(border.given_parts()));
    let name = |s: &crate::model::SideNames| match s.names.in_language("en") {
        Some(name) if name != s.code => format!("{name} ({})", s.code),
        _ => s.code.clone(),
    };
    let or_none = |t: &str| if t.is_empty() { "not said".to_owned() } else { t.to_owned() };
    let mut out = format!("{}\n\n", or_none(&facts.name));
    let mut row = |key: &str, value: String| out.push_str(&format!("{key:<18}{value}\n"));
    row("edition", or_none(&facts.edition));
    row("left", name(&facts.sides.left));
    row("right", name(&facts.sides.right));
    let is_straight = facts.edges == Some(Edges::Straight);
    row(
        "measured length",
        match is_straight {
            false => format!("{measured:.3} km on WGS84, every edge a geodesic"),
            true => format!("{measured:.3} km on WGS84"),
        },
    );
    row("parts, vertices", format!("{}, {given}", border.parts().len()));
    if border.parts().len() > 1 {
        for (n, (part, (from, to))) in border.given_parts().iter().zip(line.parts_km()).enumerate() {
            let ring = if is_ring(part) { ", a closed ring" } else { "" };
            let (n, length, vertices) = (n + 1, to - from, part.len());
            row("", format!("part {n} from km {from:.3} to km {to:.3}: {length:.3} km, {vertices} vertices{ring}"));
        }
    }
    if is_straight {
        let within_mm = STRAIGHT_M * 1000.0;
        row(
            "edges",
            format!(
                "straight in longitude and latitude (RFC 7946): geodesics between {vertices} positions along them keep within {within_mm} mm"
            ),
        );
    } else {
        row("longest edge", format!("{:.1} m", line.longest_edge_m()));
    }
    let accuracy = facts.accuracy_m.map_or("not said".to_owned(), |m| format!("{m} m"));
    row("accuracy", accuracy);
    for s in &facts.stretches {
        let status = (s.status != LineStatus::NotStated).then(|| s.status.as_str().replace('_', " "));
        let said: Vec<String> = s.accuracy_m.map(|m| format!("{m} m")).into_iter().chain(status).collect();
        let verified = if s.is_verified() { "" } else { " (not verified)" };
        row("", format!("{} from km {} to km {}: {}{verified}", said.join(", "), s.from_km, s.to_km, s.reason.text()));
        for source in &s.sources {
            row("", format!("  source: {}", source.line()));
        }
    }
    row("licence", or_none(&facts.licence));
    row("credit", or_none(&facts.attribution));
    if !facts.published_lengths.is_empty() {
        out.push_str("\npublished lengths (the measured one is never rescaled to any of them)\n");
        for p in &facts.published_lengths {
            let date = p.date.as_ref().map_or(String::new(), |d| format!(", {d}"));
            out.push_str(&format!("{:>9} km  {:>+8.1} km  {}{date}\n", p.km, p.km - measured, p.by));
        }
    }
    out
}

/// The facts of a border as JSON; lengths in metres.
#[must_use]
pub fn border_json(border: &Border) -> String {
    let line = GeodesicLine::from(border);
    let facts = &border.facts;
    let metres = thousandth;
    let mut facts = json!({
        "id": border.id,
        "name": facts.name,
        "edition": facts.edition,
        "sides": facts.sides,
        "length_m": metres(line.length_m()),
        "edges": "geodesics",
        "longest_edge_m": metres(line.longest_edge_m()),
        "parts": border.parts().len(),
        "vertices": border.given_parts().iter().map(Vec::len).sum::<usize>(),
        "accuracy_m": facts.accuracy_m,
        "stretches": facts.stretches,
        "published_lengths": facts.published_lengths,
        "licence": facts.licence,
        "attribution": facts.attribution,
    });
    if let (Some(Edges::Straight), Some(members)) = (border.facts.edges, facts.as_object_mut()) {
        members.insert("edges".to_owned(), "straight".into());
        members.insert("positions".to_owned(), border.parts().iter().map(Vec::len).sum::<usize>().into());
        members.insert("within_m".to_owned(), STRAIGHT_M.into());
    }
    if let (true, Some(members)) = (border.parts().len() > 1, facts.as_object_mut()) {
        let part = |(n, (part, (from, to))): (usize, (&Vec<LonLat>, (f64, f64)))| {
            json!({
                "part": n + 1, "from_km": thousandth(from), "to_km": thousandth(to), "vertices": part.len(),
                "closed_ring": is_ring(part),
            })
        };
        let parts: Vec<_> = border.given_parts().iter().zip(line.parts_km()).enumerate().map(part).collect();
        members.insert("part_list".to_owned(), parts.into());
    }
    format!("{facts:#}\n")
}

/// Linear referencing: the position at a border kilometre and the azimuth of the line there, in degrees, as JSON.
///
/// # Errors
///
/// [`Error::Request`] if the kilometre is not on the border, [`Error::Recipe`] if it is not on its part.
pub fn position_json(border: &Border, km: BorderKm) -> Result<String, Error> {
    let line = GeodesicLine::from(border);
    let parts = line.parts_km();
    let km = km.on("km", &parts)?;
    let Some((position, azimuth)) = line.at_km(km) else {
        let most = line.length_m() / 1000.0;
        return Err(Error::request(format!("kilometre {km} is not on the border: it runs from 0 to {most:.3}"), None));
    };
    let azimuth = azimuth.rem_euclid(360.0);
    let mut found = json!({
        "border_km": (km * 1e6).round() / 1e6,
        "lon": (position.lon() * 1e7).round() / 1e7, "lat": (position.lat() * 1e7).round() / 1e7,
        "azimuth_deg": (azimuth * 100.0).round() / 100.0, "edition": border.facts.edition,
    });
    // At the end of a part that is not the last the next one starts.
    let part = parts.iter().rposition(|(from, _)| *from <= km).unwrap_or_default();
    with_part(&mut found, &parts, (part + 1, km - parts.get(part).map_or(0.0, |(from, _)| *from)));
    Ok(format!("{found}\n"))
}

/// Linear referencing: the border kilometre of the nearest point of the border to a position, with distance and side, as JSON. The side is
/// that of [`MeasureContext::nearest`]: unknown on the ground of neither country.
#[must_use]
pub fn kilometre_json(context: &MeasureContext<'_>, point: LonLat) -> String {
    let (line, nearest) = (context.line(), context.nearest(point));
    let mut found = json!({
        "border_km": (nearest.measure_km() * 1000.0).round() / 1000.0,
        "distance_m": (nearest.distance_m * 1000.0).round() / 1000.0,
        "nearest_lon": (nearest.point.x() * 1e7).round() / 1e7,
        "nearest_lat": (nearest.point.y() * 1e7).round() / 1e7,
        "side": nearest.side.as_str(), "edition": context.border().facts.edition,
    });
    with_part(&mut found, &line.parts_km(), line.part_of(&nearest));
    format!("{found}\n")
}

/// On a border of several parts, which of them is meant, from 1, and the kilometre from its start.
fn with_part(found: &mut Value, parts_km: &[(f64, f64)], (part, km): (usize, f64)) {
    if let (true, Some(members)) = (parts_km.len() > 1, found.as_object_mut()) {
        members.insert("part".to_owned(), part.into());
        members.insert("part_km".to_owned(), thousandth(km).into());
    }
}

/// Kilometres to the metre, metres to the millimetre.
fn thousandth(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}
