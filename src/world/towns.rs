//! Which places a new dossier marks, and how they rank.

use marz_world::{Place, Seat};

use super::Frame;
use crate::measure::GeodesicLine;
use crate::model::{LonLat, PlaceKind};

/// How many places there are of each rank, from the second; capitals of countries are of the first.
const OF_RANK: [(u8, usize); 6] = [(2, 5), (3, 9), (4, 12), (5, 24), (6, 30), (7, 40)];

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
    let is_own = |p: &&Place| sides.contains(&p.country);
    let mut all: Vec<(f64, &Place)> = places.iter().filter(is_own).map(|p| (score(p), p)).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.id.cmp(&b.1.id)));
    let mut kept: Vec<(&Place, u8)> = places.iter().filter(|p| p.seat == Seat::Country).map(|p| (p, 1)).collect();
    let mut rest = all.into_iter().map(|(_, p)| p).filter(|p| p.seat != Seat::Country);
    for (rank, count) in OF_RANK {
        // Names of higher ranks are seen on wider maps.
        let apart_km = frame.km / if rank <= 4 { 18.0 } else { 50.0 };
        let mut left = count;
        for place in rest.by_ref() {
            let near = |other: &Place| {
                let scale = place.at.y.to_radians().cos();
                ((place.at.x - other.at.x) * scale).hypot(place.at.y - other.at.y) * 111.2 < apart_km
            };
            if !kept.iter().any(|(other, _)| near(other)) {
                kept.push((place, rank));
                left -= 1;
            }
            if left == 0 {
                break;
            }
        }
    }
    kept
}
