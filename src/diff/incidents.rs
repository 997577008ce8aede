//! Which incidents lie elsewhere by another line of their border: in another band, on another side, at another kilometre.

use std::sync::Arc;

use crate::measure::{GeodesicLine, Proximity, Side, SidePolygons, Within, runs_against};
use crate::measured::{MeasureContext, MeasuredIncident};
use crate::model::{BandLimits, Border, Incident, LonLat};
use crate::recipe::{Length, distinct};

/// Border kilometres that differ by less than this are the same, in kilometres.
const SAME_KM: f64 = 0.1;

/// An incident as one line has it.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentAt {
    /// The distance of its point, in metres.
    pub distance_m: f64,
    /// The least and greatest distance that radius and accuracy allow, in metres.
    pub interval_m: (f64, f64),
    /// The kilometre of the line, counted in the direction of the first one.
    pub km: f64,
    /// The side, by the first line's left and right.
    pub side: Side,
    /// For each band whether it lies within: `yes`, `no`, `possible`.
    pub within: Vec<&'static str>,
}

/// An incident that lies elsewhere by the second line.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedIncident {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its point.
    pub position: LonLat,
    /// By the first line.
    pub a: IncidentAt,
    /// By the second line.
    pub b: IncidentAt,
    /// The numbers of the bands whose answer differs.
    pub bands: Vec<usize>,
    /// Whether the side differs.
    pub has_other_side: bool,
    /// Whether the kilometre differs by a tenth or more.
    pub has_other_km: bool,
}

/// The incidents of a dossier that lie elsewhere by the second line.
#[derive(Debug, Clone)]
pub struct DiffIncidents {
    /// The distances by which they are judged.
    pub bands: Vec<Length>,
    /// How many lie within the greatest of these of either line.
    pub near: usize,
    /// Those that change band, side or kilometre.
    pub changed: Vec<ChangedIncident>,
}

impl DiffIncidents {
    /// The incidents that lie elsewhere by the second line, judged by the first list of distances that is not empty, or else by those of
    /// [`BandLimits`]. A distance that stands twice is one.
    #[must_use]
    pub fn of(incidents: &[Incident], (a, b): (&Border, &Border), bands: [&[Length]; 2]) -> Self {
        let kilometres = |m: &f64| format!("{}km", m / 1000.0).parse().ok();
        let bands = match bands.into_iter().find(|list| !list.is_empty()) {
            Some(given) => distinct(given),
            None => BandLimits::default().metres().iter().filter_map(kilometres).collect(),
        };
        let (changed, near) = changed_incidents(incidents, (a, b), &bands);
        Self { bands, near, changed }
    }
}

/// The incidents within the widest band of either line that change band, side or kilometre, in their order, and how many there are within it.
///
/// Sides are those of the lines alone: what a report says of the side refers to the dossier's own border, and is left out.
fn changed_incidents(
    incidents: &[Incident],
    (a, b): (&Border, &Border),
    bands: &[Length],
) -> (Vec<ChangedIncident>, usize) {
    let without_sides: Vec<Incident> = incidents
        .iter()
        .cloned()
        .map(|mut incident| {
            incident.location.side = None;
            incident
        })
        .collect();
    let (line_a, line_b) = (GeodesicLine::from(a), GeodesicLine::from(b));
    let polygons = SidePolygons::default();
    let context = |border, line| Arc::new(MeasureContext::new(border, line, &polygons).within(bands));
    let (by_a, by_b) = (context(a, &line_a), context(b, &line_b));
    // Of a second line that runs the other way the kilometres are counted from its end.
    let turned_km = runs_against(&line_a, &line_b).then_some(line_b.length_m() / 1000.0);
    let widest_m = bands.iter().map(Length::metres).fold(0.0, f64::max);
    let mut near = 0;
    let changed = MeasuredIncident::batch(without_sides.iter(), &by_a)
        .iter()
        .zip(MeasuredIncident::batch(without_sides.iter(), &by_b))
        .filter_map(|(of_a, of_b)| {
            let (a, b) = (at(of_a.proximity()?, None), at(of_b.proximity()?, turned_km));
            if a.interval_m.0.min(b.interval_m.0) > widest_m {
                return None;
            }
            near += 1;
            let bands: Vec<usize> = (0..a.within.len()).filter(|i| a.within.get(*i) != b.within.get(*i)).collect();
            let (has_other_side, has_other_km) = (a.side != b.side, (a.km - b.km).abs() >= SAME_KM);
            let is_changed = !bands.is_empty() || has_other_side || has_other_km;
            let (id, title) = (of_a.incident.id.clone(), of_a.incident.title.clone());
            let position = of_a.incident.at?;
            is_changed.then_some(ChangedIncident { id, title, position, a, b, bands, has_other_side, has_other_km })
        })
        .collect();
    (changed, near)
}

/// An incident by one line; of a line that runs against the first one, its length in kilometres.
fn at(p: &Proximity, turned_km: Option<f64>) -> IncidentAt {
    let side = match (p.nearest.side, turned_km) {
        (Side::Left, Some(_)) => Side::Right,
        (Side::Right, Some(_)) => Side::Left,
        (side, _) => side,
    };
    let within = |w: &Within| p.verdict(w);
    IncidentAt {
        distance_m: p.nearest.distance_m,
        interval_m: (p.distance_min_m, p.distance_max_m),
        km: turned_km.map_or(p.nearest.measure_km(), |length_km| length_km - p.nearest.measure_km()),
        side,
        within: p.within.iter().map(within).collect(),
    }
}
