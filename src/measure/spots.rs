//! Places spread evenly over the disc that a report leaves open: what counts and densities are made of.

use super::ellipsoid::{Ecef, Frame, POLAR_RADIUS_M};
use super::index::Shortlist;
use super::{Against, Nearest, Query, Side};
use crate::model::{LonLat, ReportedSide};

/// A place that may be the true one, with the nearest spot of the border.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The place.
    pub at: LonLat,
    /// Where the border is nearest to it.
    pub nearest: Nearest,
}

impl Against<'_> {
    /// So many places spread evenly over the disc of a point's radius, cut to the side that its report names: each stands
    /// for the same share of what is left of the disc.
    ///
    /// They follow a fixed sequence of low discrepancy (the generalised golden ratio in two dimensions), so that the same
    /// question has the same answer. A point without a radius is one place. Where the cut leaves little of the disc there
    /// are fewer places, and where it leaves nothing the whole disc is taken, as in [`Against::proximity`].
    ///
    /// # Accuracy
    ///
    /// The share of `count` places that have a property is good to about 1/`count`^0.75 for regions with smooth edges. Each
    /// place is set on the sphere that fits the ellipsoid in its direction: within 0.1 % of its way from the point.
    ///
    /// # References
    ///
    /// M. Roberts, The unreasonable effectiveness of quasirandom sequences, 2018; H. Niederreiter, Random number generation
    /// and quasi-Monte Carlo methods, SIAM 1992.
    #[must_use]
    pub fn spots(&self, query: &Query, count: u32) -> Vec<Spot> {
        /// The least share of the disc that a cut may leave and still be filled.
        const TRIES: u32 = 16;
        /// After so many places without one on the reported side there is none.
        const FRUITLESS: u32 = 64;
        let mut list = Shortlist::default();
        let mut look = |at: LonLat| Spot { at, nearest: self.with_land(at, self.line.nearest_with(at, &mut list)) };
        let Some(radius_m) = query.radius_m.filter(|r| *r > 0.0 && count > 1) else { return vec![look(query.at)] };
        let frame = Frame::at(query.at);
        let cut = query.side.filter(|s| *s != ReportedSide::Both);
        // Where the border is beyond the disc and no end of it near, the whole disc is on one side: a cut leaves all or nothing.
        let is_whole = cut.is_none() || {
            let distance_m = look(query.at).nearest.distance_m;
            let near_an_end = |e: &Ecef| e.chord_m(frame.origin) <= distance_m + 2.0 * radius_m;
            distance_m > radius_m * 1.001 && !self.line.ends.iter().any(near_an_end)
        };
        let is_out = |side: Side| !is_whole && cut.is_some_and(|s| !side.is_reported(s));
        let mut spots = Vec::with_capacity(count as usize);
        for i in 0..count * TRIES {
            // So little is left that it is nothing.
            if spots.is_empty() && i >= (2 * count).max(FRUITLESS) {
                break;
            }
            let spot = look(place(&frame, radius_m, i));
            if !is_out(spot.nearest.side) {
                spots.push(spot);
                if spots.len() >= count as usize {
                    break;
                }
            }
        }
        if spots.is_empty() {
            spots.extend((0..count).map(|i| look(place(&frame, radius_m, i))));
        }
        spots
    }
}

/// The place of a number in the disc around a frame's origin.
fn place(frame: &Frame, radius_m: f64, number: u32) -> LonLat {
    /// Powers of the inverse of the real root of x³ = x + 1.
    const STEPS: (f64, f64) = (0.754_877_666_246_692_8, 0.569_840_290_998_053_3);
    let n = f64::from(number) + 1.0;
    let (share, turn) = ((0.5 + STEPS.0 * n).fract(), (0.5 + STEPS.1 * n).fract());
    // Area on a sphere grows with the square of the sine of half the angle.
    let half = (radius_m / (2.0 * POLAR_RADIUS_M)).min(std::f64::consts::FRAC_PI_2).sin();
    let way_m = 2.0 * POLAR_RADIUS_M * (share.sqrt() * half).clamp(0.0, 1.0).asin();
    let azimuth_deg = 360.0 * turn;
    let curvature = frame.curvature(azimuth_deg);
    let (sin, cos) = (way_m * curvature).sin_cos();
    let step: Ecef = frame.along(azimuth_deg).times(sin / curvature).plus(frame.up.times((cos - 1.0) / curvature));
    frame.origin.plus(step).position()
}

/// The places of many points, in their order, on all cores: see [`Against::spots`].
#[must_use]
pub fn spots(against: &Against<'_>, queries: &[Query], count: u32) -> Vec<Vec<Spot>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(queries.len()).max(1);
    let share = queries.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let one = |chunk: &[Query]| chunk.iter().map(|q| against.spots(q, count)).collect::<Vec<_>>();
        let work: Vec<_> = queries.chunks(share).map(|chunk| scope.spawn(move || one(chunk))).collect();
        work.into_iter().flat_map(|handle| handle.join().unwrap_or_default()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::super::{BorderLine, Lands, distance_m};
    use super::*;
    use crate::model::{Border, BorderFacts};

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat::new(lon, lat).unwrap()
    }

    /// A line along the equator, walked east: north is left.
    fn told(query: &Query, count: u32) -> Vec<Spot> {
        let border =
            Border::new(String::new(), vec![vec![at(0.0, 0.0), at(10.0, 0.0)]], BorderFacts::default()).unwrap();
        let (line, lands) = (BorderLine::new(&border), Lands::default());
        Against { border: &border, line: &line, lands: &lands, limits_m: &[] }.spots(query, count)
    }

    #[test]
    fn places_fill_the_disc_evenly() {
        let centre = at(5.0, 0.02);
        let query = Query { at: centre, radius_m: Some(20_000.0), side: None };
        let spots = told(&query, 1000);
        assert_eq!(spots.len(), 1000);
        // Half the area lies within 1/√2 of the radius, and half to the east of the centre.
        let near = spots.iter().filter(|s| distance_m(centre, s.at) < 20_000.0 / 2.0_f64.sqrt()).count();
        let east = spots.iter().filter(|s| s.at.lon() > 5.0).count();
        assert!(near.abs_diff(500) <= 6 && east.abs_diff(500) <= 6, "{near} {east}");
        assert!(spots.iter().all(|s| distance_m(centre, s.at) < 20_020.0));
    }

    #[test]
    fn a_cut_keeps_the_number_of_places() {
        let query = Query { at: at(5.0, 0.0), radius_m: Some(20_000.0), side: Some(ReportedSide::Left) };
        let spots = told(&query, 256);
        assert_eq!(spots.len(), 256);
        assert!(spots.iter().all(|s| s.at.lat() >= 0.0));
        // Nothing of the disc lies on the reported side: the whole disc is taken.
        let wrong = Query { at: at(5.0, -1.0), radius_m: Some(20_000.0), side: Some(ReportedSide::Left) };
        assert_eq!(told(&wrong, 64).len(), 64);
        assert_eq!(told(&Query { at: at(5.0, 1.0), radius_m: None, side: None }, 64).len(), 1);
    }
}
