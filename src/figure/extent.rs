//! The positions that a figure must show.

use crate::compose::{FILLED_KM, InsetPart, is_shown};
use crate::error::Error;
use crate::measure::{BorderKilometres, GeodesicLine, direct, distance_m};
use crate::measured::MeasuredIncident;
use crate::model::{Case, Extent as LocationExtent, LonLat, Place, degrees_east};
use crate::recipe::{BorderKm, Extent, Inset, Recipe};

/// The positions that must be on the map.
pub fn extent(
    dossier: &Case,
    line: &GeodesicLine,
    recipe: &Recipe,
    measured: &[&MeasuredIncident<'_>],
) -> Result<Vec<LonLat>, Error> {
    // The whole border is shown with its rival lines, however far they go.
    let lines = || std::iter::once(&dossier.border).chain(dossier.views.iter().map(|v| &v.border));
    let whole = || lines().flat_map(|b| b.parts()).flatten().copied().collect::<Vec<LonLat>>();
    let mut points = match recipe.extent.resolve()? {
        Extent::Border => whole(),
        Extent::Incidents => {
            // What the map does not draw does not widen it.
            let is_drawn = |m: &&&MeasuredIncident<'_>| {
                is_shown(m.incident.category, recipe.show.claims, recipe.show.contacts)
                    && m.incident.location.extent == LocationExtent::Point
            };
            let drawn: Vec<&MeasuredIncident<'_>> = measured.iter().filter(is_drawn).copied().collect();
            let points = around_incidents(dossier, &drawn);
            if points.is_empty() {
                return Err(Error::request("no incident with a place passes the filter", None));
            }
            points
        }
        Extent::Km(from, to) => {
            let (from, to) = kilometres(line, from, to)?;
            let points: Vec<LonLat> = line.substring_km(from, to).into_iter().flatten().collect();
            if points.is_empty() {
                let most = line.length_m() / 1000.0;
                return Err(Error::request(format!("the border ends at kilometre {most:.3}"), None));
            }
            points
        }
        Extent::Around(name, radius_m) => surroundings(dossier, &name, radius_m)?,
        Extent::Bbox(bbox) => box_edge(bbox),
    };
    for name in &recipe.extent.include {
        points.push(named(dossier, name)?.at);
    }
    Ok(points)
}

/// The circle around a place of the dossier.
fn surroundings(dossier: &Case, name: &str, radius_m: f64) -> Result<Vec<LonLat>, Error> {
    let centre = named(dossier, name)?.at;
    Ok((0..36_u8).map(|i| direct(centre, f64::from(i) * 10.0, radius_m).0).collect())
}

/// Positions along the southern and the northern edge of a box in degrees. Parallels are curved on the map: corners alone would cut them.
fn box_edge([west, south, east, north]: [f64; 4]) -> Vec<LonLat> {
    // A box whose west is greater than its east lies across the antimeridian.
    let wide = (east - west).rem_euclid(360.0);
    let along = |t: f64| [LonLat::wrapped(west + t * wide, south), LonLat::wrapped(west + t * wide, north)];
    (0..=16_u8).flat_map(|i| along(f64::from(i) / 16.0)).collect()
}

/// The part of a map that its inset shows; `None` without an inset.
pub fn enlarged_part(dossier: &Case, recipe: &Recipe) -> Result<Option<InsetPart>, Error> {
    Ok(match recipe.inset.resolve()? {
        Some(Inset::Around(name, radius_m)) => Some(InsetPart::Positions(surroundings(dossier, &name, radius_m)?)),
        Some(Inset::Bbox(bbox)) => Some(InsetPart::Positions(box_edge(bbox))),
        Some(Inset::Auto) => Some(InsetPart::Crowded),
        None => None,
    })
}

/// The points of the incidents that lie no farther from the line than this, with the ground around them on which a symbol stands.
pub fn around_those_near(measured: &[&MeasuredIncident<'_>], near_m: f64) -> Vec<LonLat> {
    let is_near = |m: &&&MeasuredIncident<'_>| {
        m.incident.location.extent == LocationExtent::Point && m.nearest().is_some_and(|n| n.distance_m <= near_m)
    };
    let around = |at: LonLat| (0..4_u8).map(move |k| direct(at, f64::from(k) * 90.0, near_m / 10.0).0);
    measured.iter().filter(is_near).filter_map(|m| m.incident.at).flat_map(around).collect()
}

/// The least width and height of a map of incidents, in metres: one record alone is no extent.
const LEAST_M: f64 = 30_000.0;

/// What a map of incidents must show so that a reader knows where it is: their location radii, the border where it is nearest, a named place, and
/// 30 km at least. Empty if none has a point.
fn around_incidents(dossier: &Case, drawn: &[&MeasuredIncident<'_>]) -> Vec<LonLat> {
    /// What is known no better than this, in metres, would make a map of a province of one of a town.
    const MOST_RADIUS_M: f64 = 50_000.0;
    let circle = |at: LonLat, radius_m: f64| (0..8_u8).map(move |k| direct(at, f64::from(k) * 45.0, radius_m).0);
    let mut points: Vec<LonLat> = Vec::new();
    for incident in drawn.iter().map(|m| m.incident) {
        let Some(at) = incident.at else { continue };
        points.push(at);
        let radius_m = f64::from(incident.location.radius_m.unwrap_or(0));
        if radius_m > 0.0 {
            points.extend(circle(at, radius_m.min(MOST_RADIUS_M)));
        }
    }
    let nearest = drawn.iter().filter_map(|m| m.nearest()).min_by(|a, b| a.distance_m.total_cmp(&b.distance_m));
    points.extend(nearest.map(|n| LonLat::wrapped_point(n.point)));
    let Some((first, middle)) = points.first().copied().zip(middle(&points)) else { return points };
    let from_middle = |p: &Place| distance_m(p.at, middle);
    // Of those that a close map marks.
    let places = dossier.places.iter().filter(|p| p.kind.is_point() && p.rank <= 8);
    points.extend(places.min_by(|a, b| from_middle(a).total_cmp(&from_middle(b))).map(|p| p.at));
    let (low, high) = bounds(&points, first);
    let corner = |lon: f64, lat: f64| LonLat::wrapped(first.lon() + lon, lat);
    let middle = corner((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0);
    let wide = distance_m(corner(low.0, middle.lat()), corner(high.0, middle.lat()));
    let high_m = distance_m(corner(0.0, low.1), corner(0.0, high.1));
    if wide.max(high_m) < LEAST_M {
        points.extend(circle(middle, LEAST_M / 2.0));
    }
    points
}

/// The least and the greatest longitude, from that of a position on, and latitude of positions.
fn bounds(points: &[LonLat], first: LonLat) -> ((f64, f64), (f64, f64)) {
    points.iter().fold(((f64::MAX, f64::MAX), (f64::MIN, f64::MIN)), |(low, high), p| {
        let at = (degrees_east(first.lon(), p.lon()), p.lat());
        ((low.0.min(at.0), low.1.min(at.1)), (high.0.max(at.0), high.1.max(at.1)))
    })
}

/// Whether a map of what must be on it may be so close that it is filled from the wider stock of places.
pub fn is_close(points: &[LonLat]) -> bool {
    let Some(first) = points.first() else { return false };
    let (low, high) = bounds(points, *first);
    let parallel = ((low.1 + high.1) / 2.0).to_radians().cos();
    ((high.0 - low.0) * parallel).max(high.1 - low.1) * 111.2 < FILLED_KM
}

/// Whether what must be on the map is clearly taller than wide.
pub fn is_upright(points: &[LonLat]) -> bool {
    let Some(first) = points.first() else { return false };
    let (low, high) = bounds(points, *first);
    let parallel = ((low.1 + high.1) / 2.0).to_radians().cos();
    high.1 - low.1 > 1.25 * (high.0 - low.0) * parallel
}

/// The middle of the box of positions; `None` if there are none.
fn middle(points: &[LonLat]) -> Option<LonLat> {
    let first = points.first()?;
    let (low, high) = bounds(points, *first);
    Some(LonLat::wrapped(first.lon() + (low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0))
}

/// A place of the dossier by one of its names or its id.
pub fn named<'a>(dossier: &'a Case, name: &str) -> Result<&'a Place, Error> {
    let wanted = name.to_lowercase();
    let mut hits: Vec<&Place> = dossier.places.iter().filter(|p| p.is_called(name)).collect();
    hits.sort_by_key(|p| p.rank);
    match hits.as_slice() {
        [] => {
            let like = |p: &&Place| {
                let best =
                    p.names.0.values().chain(&p.variants).map(|n| strsim::jaro_winkler(&n.to_lowercase(), &wanted));
                best.fold(0.0_f64, f64::max)
            };
            let nearest = dossier.places.iter().max_by(|a, b| like(a).total_cmp(&like(b)));
            let hint = nearest.map(|p| format!("did you mean '{}'?", p.names.in_language("en").unwrap_or(&p.id)));
            Err(Error::request(format!("there is no place '{name}' in the dossier"), hint))
        }
        [place, ..] => Ok(place),
    }
}

/// The stretch of the border that a figure along its kilometres shows; `None` for all of it.
pub fn stretch(line: &GeodesicLine, recipe: &Recipe) -> Result<Option<(f64, f64)>, Error> {
    let Extent::Km(from, to) = recipe.extent.resolve()? else { return Ok(None) };
    let (from, to) = kilometres(line, from, to)?;
    let most = line.length_m() / 1000.0;
    if from >= most {
        return Err(Error::request(format!("the border ends at kilometre {most:.3}"), None));
    }
    Ok(Some((from, to)))
}

/// Running kilometres of an extent, which is longer than nothing.
fn kilometres(line: &GeodesicLine, from: BorderKm, to: BorderKm) -> Result<(f64, f64), Error> {
    let running = BorderKm::range_on("extent.km", (from, to), &line.parts_km())?;
    /// A metre of the line is no figure.
    const LEAST_KM: f64 = 0.001;
    if running.0 < 0.0 || running.1 - running.0 < LEAST_KM {
        return Err(Error::request(format!("from kilometre {from} to {to} there is nothing of the border"), None));
    }
    Ok(running)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Selection;
    use crate::dossier::Dossier;

    /// The width and the height of the box of what must be on the map, in kilometres.
    fn size_km(points: &[LonLat]) -> (f64, f64) {
        let (low, high) = bounds(points, points[0]);
        let scale = ((low.1 + high.1) / 2.0).to_radians().cos() * 111.2;
        ((high.0 - low.0) * scale, (high.1 - low.1) * 111.2)
    }

    #[test]
    fn one_record_has_the_border_a_place_and_its_radius_around_it() {
        let dossier = Dossier::embedded().unwrap();
        let measured = dossier.measure(&Selection::default()).unwrap();
        let mut seen = 0;
        for m in measured.iter().filter(|m| m.incident.location.extent == LocationExtent::Point) {
            let (Some(at), Some(nearest)) = (m.incident.at, m.nearest()) else { continue };
            let points = around_incidents(dossier.case(), &[m]);
            let (wide, high) = size_km(&points);
            assert!(wide.max(high) > 29.5, "{}: {wide} x {high}", m.incident.id);
            let (low, top) = bounds(&points, at);
            let holds = |p: LonLat| {
                let x = p.lon() - at.lon();
                (low.0 - 1e-9..=top.0 + 1e-9).contains(&x) && (low.1 - 1e-9..=top.1 + 1e-9).contains(&p.lat())
            };
            assert!(holds(LonLat::wrapped_point(nearest.point)), "{}: no border", m.incident.id);
            assert!(
                dossier.case().places.iter().any(|p| p.kind.is_point() && holds(p.at)),
                "{}: no place",
                m.incident.id
            );
            let radius_m = f64::from(m.incident.location.radius_m.unwrap_or(0)).min(50_000.0);
            assert!((0..4).all(|k| holds(direct(at, f64::from(k) * 90.0, radius_m).0)), "{}: radius", m.incident.id);
            seen += 1;
        }
        assert!(seen > 20, "{seen}");
    }

    #[test]
    fn a_line_from_north_to_south_is_upright() {
        let at = |lon: f64, lat: f64| LonLat::new(lon, lat).unwrap();
        assert!(is_upright(&[at(-69.0, -50.0), at(-70.0, -20.0)]));
        assert!(!is_upright(&[at(67.0, 36.0), at(75.0, 39.0)]) && !is_upright(&[at(179.0, 1.0), at(-179.0, 2.0)]));
    }
}
