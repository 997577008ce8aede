//! The places beside the line, by which its kilometres are named.

use marz_geodesic::GeodesicLine;

use crate::model::{Names, Place};
use crate::phrase::Phrases;

/// A place beside the line names a kilometre if it lies no further from it than this, in metres.
const BESIDE_M: f64 = 15_000.0;
/// A single kilometre is named by a place no further along the line than this, in kilometres.
const ALONG_KM: f64 = 25.0;

/// The places beside a line.
#[derive(Debug, Clone, Default)]
pub struct Posts(Vec<Post>);

/// A place beside the line.
#[derive(Debug, Clone)]
struct Post {
    names: Names,
    rank: u8,
    km: f64,
}

impl Posts {
    /// The places of a dossier that lie beside a line, in the order of its kilometres.
    #[must_use]
    pub fn of(places: &[Place], line: &GeodesicLine) -> Self {
        let at: Vec<_> = places.iter().map(|p| p.at).collect();
        let post = |(place, nearest): (&Place, marz_geodesic::Nearest)| {
            let is_beside = nearest.distance_m <= BESIDE_M;
            is_beside.then(|| Post { names: place.names.clone(), rank: place.rank, km: nearest.measure_km() })
        };
        let mut posts: Vec<Post> = places.iter().zip(line.nearest_batch(&at)).filter_map(post).collect();
        posts.sort_by(|a, b| a.km.total_cmp(&b.km));
        Self(posts)
    }

    /// A kilometre, or a range of them, with the place that it is near to: of a range the foremost within it, of a single kilometre the
    /// nearest along the line. `text` is how the kilometres are written.
    #[must_use]
    pub fn near(&self, text: &str, (from, to): (f64, f64), t: Phrases<'_>) -> String {
        let middle = f64::midpoint(from, to);
        let within = self.0.iter().filter(|p| (from..=to).contains(&p.km));
        let foremost =
            within.min_by(|a, b| a.rank.cmp(&b.rank).then((a.km - middle).abs().total_cmp(&(b.km - middle).abs())));
        let nearest = || {
            let near = self.0.iter().filter(|p| (p.km - middle).abs() <= ALONG_KM && to - from <= ALONG_KM);
            near.min_by(|a, b| (a.km - middle).abs().total_cmp(&(b.km - middle).abs()))
        };
        match foremost.or_else(nearest) {
            Some(post) => t.language.fill("kilometre-near", &[("km", text), ("place", t.name(&post.names))]),
            None => text.to_owned(),
        }
    }
}
