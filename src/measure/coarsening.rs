//! Coarsening of positions to a grid, so that a record can be published without its exact place.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

use marz_geodesic::{ECCENTRICITY_SQUARED, EQUATORIAL_RADIUS_M};

use super::geodesic::{direct, distance_m};
use crate::model::LonLat;

/// A grid over the whole earth, in metres: rows of equal height along the meridian, counted from the equator, each parted into
/// as many equal cells as fit along its middle parallel, counted from the antimeridian.
///
/// The grid depends only on the cell size: not on the other points, the border, or any order. A point moves to
/// the centre of its cell, and its location radius grows so far that the new disc contains the old one wherever in the cell the
/// point was. Where in its cell a point lay cannot be recovered: the centre is that of the cell, and the growth depends
/// on the cell alone.
///
/// # Example
///
/// ```
/// use marz::measure::CoarseningGrid;
/// use marz::model::LonLat;
/// let grid = CoarseningGrid::new(10_000.0).unwrap();
/// let (centre, radius_m) = grid.coarsen(LonLat::new(70.1234567, 37.7654321).unwrap(), Some(500.0));
/// assert_eq!((centre.lon(), centre.lat()), (70.126, 37.797));
/// assert_eq!(radius_m, 7_700.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoarseningGrid {
    size_m: f64,
}

/// From the equator to a pole along the meridian of WGS84, in metres.
const QUARTER_M: f64 = 10_001_965.729_3;

impl CoarseningGrid {
    /// The least and the greatest size of a cell, in metres.
    pub const SIZES_M: std::ops::RangeInclusive<f64> = 100.0..=1_000_000.0;

    /// The grid of a cell size in metres; `None` outside of [`Self::SIZES_M`].
    #[must_use]
    pub fn new(size_m: f64) -> Option<Self> {
        Self::SIZES_M.contains(&size_m).then_some(Self { size_m })
    }

    /// The size of a cell in metres.
    #[must_use]
    pub fn size_m(self) -> f64 {
        self.size_m
    }

    /// The centre of the cell of a position, and a location radius in metres that holds the disc of the old one.
    ///
    /// The centre is rounded to as many decimals of a degree as are finer than a fiftieth of the cell. The radius is the old one
    /// (0 if there is none) and the distance from the centre to the farthest corner of the cell, with a margin of a
    /// half percent, rounded up to a hundredth of the cell. A position that is the centre of its cell already, with a radius that
    /// holds the cell, stays as it is: coarsening is idempotent.
    #[must_use]
    pub fn coarsen(self, at: LonLat, radius_m: Option<f64>) -> (LonLat, f64) {
        let cell = self.cell(at);
        let centre = cell.centre;
        let corners =
            [(cell.west, cell.south), (cell.west, cell.north), (cell.east, cell.south), (cell.east, cell.north)];
        // Along a parallel and along a meridian the ends of a cell are its farthest points from its centre.
        let far = corners.into_iter().map(|(lon, lat)| distance_m(centre, LonLat::wrapped(lon, lat)));
        // The remaining row at a pole has smaller cells: they must coarsen no less.
        let least_m = self.size_m * FRAC_1_SQRT_2;
        let half_m = far.fold(least_m, f64::max) * 1.005 + 1.0;
        let is_centre = (at.lon() - centre.lon()).abs() < 1e-9 && (at.lat() - centre.lat()).abs() < 1e-9;
        if let Some(radius_m) = radius_m.filter(|r| is_centre && *r >= half_m) {
            return (at, radius_m);
        }
        let step = self.size_m / 100.0;
        let radius_m = ((radius_m.unwrap_or(0.0).max(0.0) + half_m) / step).ceil() * step;
        (centre, radius_m.ceil())
    }

    /// The outline of the cell of a position, closed: parallels and meridians in steps of an eighth of the cell.
    #[must_use]
    pub fn outline(self, at: LonLat) -> Vec<LonLat> {
        let Cell { west, south, east, north, .. } = self.cell(at);
        let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)];
        let along = |(a, b): (&(f64, f64), &(f64, f64))| {
            let (a, b) = (*a, *b);
            let step = move |k: u8| {
                let t = f64::from(k) / 8.0;
                LonLat::wrapped(a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1))
            };
            (0..8_u8).map(step)
        };
        let edges = corners.iter().zip(corners.iter().skip(1));
        edges.flat_map(along).chain([LonLat::wrapped(west, south)]).collect()
    }

    fn cell(self, at: LonLat) -> Cell {
        let row = (northing_m(at.lat()) / self.size_m).floor();
        let lat_at = |northing_m: f64| latitude(northing_m.clamp(-QUARTER_M, QUARTER_M));
        let middle = lat_at((row + 0.5) * self.size_m);
        let columns = (parallel_m(middle) / self.size_m).floor().max(1.0);
        // 180° and −180° are the same meridian.
        let lon = if at.lon() >= 180.0 { -180.0 } else { at.lon() };
        let column = ((lon + 180.0) / 360.0 * columns).floor().min(columns - 1.0);
        let lon_at = |column: f64| column / columns * 360.0 - 180.0;
        let centre = LonLat::wrapped(self.rounded(lon_at(column + 0.5)), self.rounded(middle));
        Cell {
            centre,
            west: lon_at(column),
            east: lon_at(column + 1.0),
            south: lat_at(row * self.size_m),
            north: lat_at((row + 1.0) * self.size_m),
        }
    }

    /// Rounded to as many decimals as resolve a fiftieth of a cell.
    fn rounded(self, degrees: f64) -> f64 {
        const DEGREE_M: f64 = 111_320.0;
        let decimals = (DEGREE_M * 50.0 / self.size_m).log10().ceil().clamp(0.0, 7.0);
        let scale = 10_f64.powf(decimals);
        (degrees * scale).round() / scale
    }
}

struct Cell {
    centre: LonLat,
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

/// The meridian distance from the equator to a latitude, in metres.
fn northing_m(lat: f64) -> f64 {
    distance_m(LonLat::wrapped(0.0, 0.0), LonLat::wrapped(0.0, lat)).copysign(lat)
}

fn latitude(northing_m: f64) -> f64 {
    let azimuth = if northing_m < 0.0 { 180.0 } else { 0.0 };
    direct(LonLat::wrapped(0.0, 0.0), azimuth, northing_m.abs()).0.lat()
}

/// The length of a parallel, in metres.
fn parallel_m(lat: f64) -> f64 {
    let (sin, cos) = lat.to_radians().sin_cos();
    2.0 * PI * EQUATORIAL_RADIUS_M * cos / (1.0 - ECCENTRICITY_SQUARED * sin * sin).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat::new(lon, lat).unwrap()
    }

    /// Pseudorandom numbers (SplitMix64).
    fn random(seed: &mut u64) -> f64 {
        *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = *seed;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn points() -> Vec<LonLat> {
        let mut seed = 7;
        let mut all: Vec<LonLat> =
            (0..2_000).map(|_| at(random(&mut seed) * 360.0 - 180.0, random(&mut seed) * 180.0 - 90.0)).collect();
        let near_the_pole = |_| at(random(&mut seed) * 360.0 - 180.0, 90.0 - random(&mut seed) * 0.3);
        all.extend((0..500).map(near_the_pole));
        all.extend(
            [(0.0, 90.0), (0.0, -90.0), (180.0, 0.0), (-180.0, 0.0), (0.0, 0.0), (179.999_999, -0.000_001)]
                .map(|(x, y)| at(x, y)),
        );
        all
    }

    #[test]
    fn the_new_disc_holds_the_old_one_and_coarsening_is_idempotent() {
        for size_m in [100.0, 1_000.0, 10_000.0, 33_000.0, 250_000.0, 1_000_000.0] {
            let grid = CoarseningGrid::new(size_m).unwrap();
            for (i, p) in points().into_iter().enumerate() {
                let old = [None, Some(0.0), Some(400.0), Some(25_000.0)][i % 4];
                let (centre, radius_m) = grid.coarsen(p, old);
                let moved = distance_m(p, centre);
                assert!(moved + old.unwrap_or(0.0) <= radius_m, "{size_m} {p:?} {old:?}: moved {moved}, {radius_m}");
                // At least the cell, and not much more than its half diagonal but near the poles, where cells are wider.
                assert!(radius_m >= size_m / 2.0, "{size_m} {p:?}: {radius_m}");
                if p.lat().abs() < 70.0 {
                    assert!(radius_m - old.unwrap_or(0.0) < size_m * 0.95 + 20.0, "{size_m} {p:?}: {radius_m}");
                }
                assert_eq!(grid.coarsen(centre, Some(radius_m)), (centre, radius_m), "{size_m} {p:?}");
            }
        }
    }

    /// Two points of a cell become the same point: nothing distinguishes them.
    #[test]
    fn all_points_of_a_cell_become_one() {
        for size_m in [1_000.0, 10_000.0] {
            let grid = CoarseningGrid::new(size_m).unwrap();
            for p in points().into_iter().filter(|p| p.lat().abs() < 80.0) {
                let (centre, radius_m) = grid.coarsen(p, Some(300.0));
                for azimuth in [10.0, 130.0, 250.0] {
                    let other = direct(centre, azimuth, size_m * 0.4).0;
                    assert_eq!(grid.coarsen(other, Some(300.0)), (centre, radius_m), "{p:?}");
                }
            }
        }
    }

    #[test]
    fn cells_are_of_equal_size_in_metres() {
        let grid = CoarseningGrid::new(10_000.0).unwrap();
        for p in points().into_iter().filter(|p| p.lat().abs() < 75.0) {
            let cell = grid.cell(p);
            let high = northing_m(cell.north) - northing_m(cell.south);
            let wide = parallel_m((cell.south + cell.north) / 2.0) * (cell.east - cell.west) / 360.0;
            assert!((high - 10_000.0).abs() < 0.01, "{high}");
            assert!((9_990.0..10_100.0).contains(&wide), "{p:?}: {wide}");
        }
    }

    #[test]
    fn sizes_that_hide_nothing_or_everything_are_refused() {
        assert!(
            CoarseningGrid::new(99.0).is_none()
                && CoarseningGrid::new(f64::NAN).is_none()
                && CoarseningGrid::new(2e6).is_none()
        );
        assert!((northing_m(90.0) - QUARTER_M).abs() < 1e-3, "{}", northing_m(90.0));
    }
}
