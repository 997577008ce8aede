//! The positions that a figure must show.

use crate::compose::is_shown;
use crate::error::Error;
use crate::measure::{BorderKilometres, GeodesicLine, direct};
use crate::model::{Case, Extent as LocationExtent, Incident, LonLat, Place};
use crate::recipe::{BorderKm, Extent, Recipe};

/// The positions that must be on the map.
pub fn extent(
    dossier: &Case,
    line: &GeodesicLine,
    recipe: &Recipe,
    incidents: &[&Incident],
) -> Result<Vec<LonLat>, Error> {
    let whole = || dossier.border.parts().iter().flatten().copied().collect::<Vec<LonLat>>();
    let mut points = match recipe.extent.resolve()? {
        Extent::Border => whole(),
        Extent::Incidents => {
            // What the map does not draw does not widen it.
            let is_drawn = |i: &&&Incident| {
                is_shown(i.category, recipe.show.claims, recipe.show.contacts)
                    && i.location.extent == LocationExtent::Point
            };
            let points: Vec<LonLat> = incidents.iter().filter(is_drawn).filter_map(|i| i.at).collect();
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
        Extent::Around(name, radius_m) => {
            let centre = named(dossier, &name)?.at;
            (0..36_u8).map(|i| direct(centre, f64::from(i) * 10.0, radius_m).0).collect()
        }
        Extent::Bbox([west, south, east, north]) => {
            // Parallels are curved on the map: corners alone would cut them.
            // A box whose west is greater than its east lies across the antimeridian.
            let wide = (east - west).rem_euclid(360.0);
            let along = |t: f64| [LonLat::wrapped(west + t * wide, south), LonLat::wrapped(west + t * wide, north)];
            (0..=16_u8).flat_map(|i| along(f64::from(i) / 16.0)).collect()
        }
    };
    for name in &recipe.extent.include {
        points.push(named(dossier, name)?.at);
    }
    Ok(points)
}

/// A place of the dossier by one of its names or its id.
fn named<'a>(dossier: &'a Case, name: &str) -> Result<&'a Place, Error> {
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
