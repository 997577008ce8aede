//! From a recipe to pictures: the joint of `recipe`, `compose` and `render`.

use super::console::Failure;
use super::measure::{filtered, measured};
use crate::compose::{Figure, MapSpec, compose_map};
use crate::export::Record;
use crate::measure::{BorderLine, direct};
use crate::model::{Dossier, Incident, LonLat, Place};
use crate::recipe::{Extent, ImageFormat, Recipe};
use crate::render;

/// Composes the figure of a recipe.
pub fn figure(dossier: &Dossier, line: &BorderLine, recipe: &Recipe) -> Result<Figure, Failure> {
    recipe.check()?;
    let filter = recipe.filter.resolve()?;
    let all: Vec<&Incident> = dossier.incidents.iter().collect();
    let incidents: Vec<&Incident> = if filter.needs_place() {
        let records = filtered(measured(dossier, line, &[], &all, &[]), &filter);
        records.iter().filter_map(|m| if let Record::Incident(i) = m.record { Some(i) } else { None }).collect()
    } else {
        all.into_iter().filter(|i| filter.passes(i)).collect()
    };
    let spec = MapSpec {
        title: recipe.title.clone(),
        subtitle: recipe.subtitle.clone(),
        extent: extent(dossier, line, recipe, &incidents)?,
        size: recipe.size,
        dpi: recipe.dpi,
        relief: recipe.show.relief,
        claims: recipe.show.claims,
        contacts: recipe.show.contacts,
    };
    Ok(compose_map(dossier, line, &incidents, &spec)?)
}

/// The bytes of a figure.
pub fn rendered(figure: &Figure, format: ImageFormat) -> Result<Vec<u8>, Failure> {
    let svg = render::svg(&figure.scene)?;
    Ok(match format {
        ImageFormat::Svg => svg.into_bytes(),
        ImageFormat::Png => render::png(&figure.scene, &svg)?,
    })
}

/// The positions that must be on the map.
fn extent(
    dossier: &Dossier,
    line: &BorderLine,
    recipe: &Recipe,
    incidents: &[&Incident],
) -> Result<Vec<LonLat>, Failure> {
    let whole = || dossier.border.parts().iter().flatten().copied().collect::<Vec<LonLat>>();
    let mut points = match recipe.extent.resolve()? {
        Extent::Border => whole(),
        Extent::Incidents => {
            let points: Vec<LonLat> = incidents.iter().filter_map(|i| i.at).collect();
            if points.is_empty() {
                return Err(Failure::usage("no incident with a place passes the filter", None));
            }
            points
        }
        Extent::Km(from, to) => {
            let points: Vec<LonLat> = line.stretch(from, to).into_iter().flatten().collect();
            if points.is_empty() {
                let most = line.length_m() / 1000.0;
                return Err(Failure::usage(format!("the border ends at kilometre {most:.3}"), None));
            }
            points
        }
        Extent::Around(name, radius_m) => {
            let centre = named(dossier, &name)?.at;
            (0..36_u8).map(|i| direct(centre, f64::from(i) * 10.0, radius_m).0).collect()
        }
        Extent::Bbox([west, south, east, north]) => {
            // Parallels are curved on the map: corners alone would cut them.
            let along = |t: f64| {
                [LonLat::wrapped(west + t * (east - west), south), LonLat::wrapped(west + t * (east - west), north)]
            };
            (0..=16_u8).flat_map(|i| along(f64::from(i) / 16.0)).collect()
        }
    };
    for name in &recipe.extent.include {
        points.push(named(dossier, name)?.at);
    }
    Ok(points)
}

/// A place of the dossier by one of its names or its id.
fn named<'a>(dossier: &'a Dossier, name: &str) -> Result<&'a Place, Failure> {
    let wanted = name.to_lowercase();
    let is = |text: &str| text.to_lowercase() == wanted;
    let matches = |p: &&Place| is(&p.id) || p.names.0.values().any(|n| is(n)) || p.variants.iter().any(|n| is(n));
    let mut hits: Vec<&Place> = dossier.places.iter().filter(matches).collect();
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
            Err(Failure::usage(format!("there is no place '{name}' in the dossier"), hint))
        }
        [place, ..] => Ok(place),
    }
}
