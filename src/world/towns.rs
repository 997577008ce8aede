//! Which places a new dossier marks, and how they rank.

use marz_world::{Place, Seat};

use super::Frame;
use super::frame::KM_A_DEGREE;
use crate::measure::{GeodesicLine, distance_m};
use crate::model::{LonLat, PlaceKind};

/// How many places there are of each rank, from the second; capitals of countries are of the first.
const OF_RANK: [(u8, usize); 6] = [(2, 6), (3, 10), (4, 12), (5, 24), (6, 30), (7, 40)];

/// The same for a frame wider than [`WIDE_KM`], whose overview names places of the second rank at most.
const OF_RANK_WIDE: [(u8, usize); 6] = [(2, 24), (3, 14), (4, 16), (5, 30), (6, 30), (7, 40)];

/// From this width of the frame on, in kilometres, an overview names few ranks.
const WIDE_KM: f64 = 1_500.0;

/// Towns this near to the line are marked on the closest maps, however near to one another they lie.
const BESIDE_M: f64 = 30_000.0;

/// The smallest of them come by these distances from the line.
const NEAR_BANDS_M: [f64; 3] = [1_000.0, 3_000.0, 10_000.0];

/// The rank of those.
const BESIDE: u8 = 8;

/// So many places are marked at most.
const MOST: usize = 400;

/// Two towns on either side, each this near to the line and to the other one, have a crossing between them that an overview is to name.
const TWINS_M: f64 = 12_000.0;

/// Each of them has at least so many inhabitants.
const TWIN_PEOPLE: u32 = 5_000;

/// So many such pairs are named at most: those with the most inhabitants in the lesser of the two.
const TWIN_PAIRS: usize = 3;

/// Places this near to the line count for more.
const NEAR_M: f64 = 40_000.0;

/// The kind that the dossier gives a place.
pub fn kind(place: &Place) -> PlaceKind {
    match (place.seat, place.population.unwrap_or(0)) {
        (Seat::Country, _) => PlaceKind::Capital,
        (Seat::Province, _) => PlaceKind::ProvinceCentre,
        (_, 100_000..) => PlaceKind::City,
        (Seat::District, 0..5_000) => PlaceKind::DistrictCentre,
        (_, 5_000..) => PlaceKind::Town,
        _ => PlaceKind::Village,
    }
}

/// The places to mark, each with its rank: by inhabitants, seat and nearness to the line, and not closer together than names allow.
///
/// Each side is chosen for itself, so that a town does not give way to its twin across the border, and a place that was too near to one of
/// a higher rank has its turn again in the next: closer maps have room for both.
pub fn chosen<'a>(places: &'a [Place], sides: [&str; 2], line: &GeodesicLine, frame: &Frame) -> Vec<(&'a Place, u8)> {
    let at = |p: &Place| LonLat::wrapped(p.at.x, p.at.y);
    let score = |p: &Place| {
        let people = f64::from(p.population.unwrap_or(300).max(300)).log10();
        let seat = match p.seat {
            Seat::Province => 0.8,
            Seat::District => 0.3,
            _ => 0.0,
        };
        let near = if line.is_within(at(p), NEAR_M) { 1.2 } else { 0.0 };
        people + seat + near
    };
    let is_own = |p: &&Place| sides.contains(&p.country) && p.seat != Seat::Country;
    let mut pool: Vec<(f64, &Place)> = places.iter().filter(is_own).map(|p| (score(p), p)).collect();
    pool.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.id.cmp(&b.1.id)));
    // Capitals of others only on the ground beside the line: a box of a long border spans half a continent.
    let is_capital = |p: &&Place| {
        p.seat == Seat::Country && (sides.contains(&p.country) || line.is_within(at(p), frame.km * 1000.0 / 3.0))
    };
    let mut kept: Vec<(&Place, u8)> = places.iter().filter(is_capital).map(|p| (p, 1)).collect();
    let twins = twins(&pool, sides, line, frame);
    for (rank, count) in if frame.km > WIDE_KM { OF_RANK_WIDE } else { OF_RANK } {
        // Names of higher ranks are seen on wider maps.
        let apart_km = frame.km / if rank <= 4 { 18.0 } else { 50.0 };
        for (side, share) in sides.into_iter().zip([count / 2, count - count / 2]) {
            let mut left = share;
            pool.retain(|(_, place)| {
                let is_near = |other: &Place| {
                    let scale = place.at.y.to_radians().cos();
                    let way_km = ((place.at.x - other.at.x) * scale).hypot(place.at.y - other.at.y) * KM_A_DEGREE;
                    // A capital is named anyway, and takes less room from the greatest towns.
                    way_km < if other.seat == Seat::Country { apart_km / 2.0 } else { apart_km }
                        && (other.country == place.country || other.seat == Seat::Country)
                };
                if left == 0 || place.country != side || kept.iter().any(|(other, _)| is_near(other)) {
                    return true;
                }
                kept.push((place, rank));
                left -= 1;
                false
            });
        }
    }
    // Raised last, so that they take no other town's turn.
    for twin in twins {
        pool.retain(|(_, place)| place.id != twin.id);
        match kept.iter_mut().find(|(place, _)| place.id == twin.id) {
            Some((_, rank)) => *rank = 2.min(*rank),
            None => kept.push((twin, 2)),
        }
    }
    let mut beside: Vec<&Place> = pool.iter().map(|(_, p)| *p).filter(|p| line.is_within(at(p), BESIDE_M)).collect();
    let room = MOST.saturating_sub(kept.len());
    // Half of them by inhabitants and seat, half by nearness: a village on the line itself may be what a report is about.
    if let Some(smaller) = beside.get_mut(room / 2..) {
        let band = |p: &&Place| NEAR_BANDS_M.iter().filter(|m| !line.is_within(at(p), **m)).count();
        smaller.sort_by_cached_key(band);
    }
    kept.extend(beside.into_iter().take(room).map(|p| (p, BESIDE)));
    kept
}

/// The greatest pairs of towns with a crossing between them, apart from each other.
fn twins<'a>(pool: &[(f64, &'a Place)], sides: [&str; 2], line: &GeodesicLine, frame: &Frame) -> Vec<&'a Place> {
    let at = |p: &Place| LonLat::wrapped(p.at.x, p.at.y);
    let is_town = |p: &&Place| p.population.is_some_and(|n| n >= TWIN_PEOPLE) && line.is_within(at(p), TWINS_M);
    let towns: Vec<&Place> = pool.iter().map(|(_, p)| *p).filter(is_town).collect();
    let of = |side: &str| -> Vec<&'a Place> { towns.iter().copied().filter(|p| p.country == side).collect() };
    let [left, right] = sides.map(of);
    let lesser = |(a, b): &(&Place, &Place)| a.population.min(b.population);
    let pairs = left.iter().flat_map(|a| right.iter().map(|b| (*a, *b)));
    let mut pairs: Vec<(&'a Place, &'a Place)> = pairs.filter(|(a, b)| distance_m(at(a), at(b)) <= TWINS_M).collect();
    pairs.sort_by(|p, q| lesser(q).cmp(&lesser(p)).then((p.0.id, p.1.id).cmp(&(q.0.id, q.1.id))));
    let mut found: Vec<&'a Place> = Vec::new();
    for (a, b) in pairs {
        let is_apart = |other: &&Place| distance_m(at(a), at(other)) >= frame.km * 1000.0 / 6.0;
        if found.len() < 2 * TWIN_PAIRS && found.iter().all(is_apart) {
            found.extend([a, b]);
        }
    }
    found
}
