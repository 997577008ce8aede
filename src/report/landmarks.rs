//! The places beside the line, by which its kilometres are named.

use marz_geodesic::GeodesicLine;

use crate::model::{Names, Place};
use crate::phrase::Phrases;

/// A place beside the line names a kilometre if it lies no further from it than this, in metres.
const BESIDE_M: f64 = 15_000.0;
/// A kilometre is near to a place no further along the line than this, and so is a range of at most twice as many, in kilometres.
const ALONG_KM: f64 = 25.0;

/// The places beside a line.
#[derive(Debug, Clone, Default)]
pub struct Landmarks(Vec<Landmark>);

/// A place beside the line.
#[derive(Debug, Clone)]
struct Landmark {
    names: Names,
    rank: u8,
    km: f64,
}

impl Landmarks {
    /// The places of a dossier that lie beside a line, in the order of its kilometres.
    #[must_use]
    pub fn of(places: &[Place], line: &GeodesicLine) -> Self {
        let at: Vec<_> = places.iter().map(|p| p.at).collect();
        let landmark = |(place, nearest): (&Place, marz_geodesic::Nearest)| {
            let is_beside = place.kind.is_point() && nearest.distance_m <= BESIDE_M;
            // A number such as 1A names a post for those who know it, and reads as a mistake beside a number of
            // kilometres.
            let letters = |name: &String| name.chars().filter(|c| c.is_alphabetic()).count();
            let is_named = place.names.0.values().any(|name| letters(name) > 1);
            (is_beside && is_named).then(|| Landmark {
                names: place.names.clone(),
                rank: place.rank,
                km: nearest.measure_km(),
            })
        };
        let mut landmarks: Vec<Landmark> = places.iter().zip(line.nearest_batch(&at)).filter_map(landmark).collect();
        landmarks.sort_by(|a, b| a.km.total_cmp(&b.km));
        Self(landmarks)
    }

    /// A kilometre, or a range of them, with the nearest place along the line; without one where the range is too wide or no place is near.
    /// `text` is how the kilometres are written.
    #[must_use]
    pub fn near(&self, text: &str, (from, to): (f64, f64), t: Phrases<'_>) -> String {
        let middle = f64::midpoint(from, to);
        let away = |p: &&Landmark| (p.km - middle).abs();
        let near = self.0.iter().filter(|p| away(p) <= ALONG_KM && to - from <= 2.0 * ALONG_KM);
        match near.min_by(|a, b| away(a).total_cmp(&away(b))) {
            Some(landmark) => t.language.fill("kilometre-near", &[("km", text), ("place", t.name(&landmark.names))]),
            None => text.to_owned(),
        }
    }

    /// A section of the border with its foremost place, by rank.
    #[must_use]
    pub fn section(&self, text: &str, (from, to): (f64, f64), t: Phrases<'_>) -> String {
        let within = self.0.iter().filter(|p| (from..to).contains(&p.km));
        match within.min_by_key(|p| p.rank) {
            Some(landmark) => format!("{text} ({})", t.name(&landmark.names)),
            None => text.to_owned(),
        }
    }
}
