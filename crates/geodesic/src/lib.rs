//! Points and lines on the WGS84 ellipsoid, on the types of [geo]: the nearest point of a line, its side and measure, and the
//! uncertainty that a location radius adds.
//!
//! ```
//! use geo::{line_string, point};
//! use marz_geodesic::{GeodesicLine, UncertainPoint};
//! let line = GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 69.4, y: 37.1), (x: 71.6, y: 36.7)]);
//! let n = line.nearest(point!(x: 68.857, y: 36.729));    // distance_m, point, measure_m, side, bearing_deg
//! let p = line.proximity(&UncertainPoint::new(point!(x: 69.4, y: 37.5)).radius_m(15_000.0), &[5_000.0]);
//! # assert!((45_000.0..47_000.0).contains(&n.distance_m) && p.within[0].probability < 0.005);
//! ```
//!
//! geo measures between points on the ellipsoid ([`geo::Geodesic`]); from a point to a *line* it measures in the plane or on
//! the sphere. This crate adds the line: its edges are geodesics, an index finds the nearest one, and the answer is good
//! to [`ACCURACY_M`] everywhere, at the poles and across the antimeridian too. Between two points use geo: `Distance`, `Bearing`,
//! `Destination`, `Length` of [`geo::Geodesic`].
//!
//! * [`GeodesicLine::nearest`]: distance, nearest point, measure, side, bearing; `nearest_batch`, `nearest_iter`, `is_within`
//! * [`GeodesicLine::point_at_measure`], `substring`, `densified`; `line_locate_point`, `line_interpolate_point`, `closest_point` as in
//!   geo: linear referencing
//! * [`GeodesicLine::proximity`]: the interval of the distance, probabilities and side of a point with a location radius;
//!   [`GeodesicLine::sample_disc`]: samples of its disc
//! * [`GeodesicLine::with_side_beyond_ends`]: a rule for the side beyond the ends of the line, and far from it
//! * [`GeodesicLine::buffer`]: everything within a distance of the line, as polygons; [`circle`](circle()): the ring around a point
//! * [`GroupedLine`]: many lines in one index, the nearest of all and the nearest few
//! * [`straight_edge`]: an edge that is straight in longitude and latitude, parted so that its geodesics keep to it
//! * [`arc`]: the closed formula from chord to geodesic, and proved bounds
//!
//! Coordinates are longitude (x) and latitude (y) in degrees; distances and measures are metres; azimuths are degrees clockwise
//! from north. The index only shortlists, by a bound that is proved in [`arc`]; the answer comes from the geodesic.
//!
//! # Accuracy
//!
//! | what | constant |
//! |---|---|
//! | distance to 1,000 km | [`ACCURACY_M`] up to [`FAR_M`] |
//! | distance beyond | [`FAR_ACCURACY`] |
//! | `is_within` | [`IS_WITHIN_ACCURACY_M`] |
//! | point of a measure | [`MEASURE_ACCURACY_M`] |
//! | probability | [`PROBABILITY_ACCURACY`] |
//! | range of measures | [`MEASURE_RANGE_ACCURACY`] |
//! | sample of a disc | [`SAMPLE_ACCURACY`] |
//! | boundary of a buffer | [`BUFFER_ACCURACY`], [`BUFFER_LEAST_ACCURACY_M`] |
//! | closed formula | [`arc::FORMULA_ACCURACY_M`] |
//! | point in space | [`ECEF_ACCURACY_M`] |
//!
//! # Features
//!
//! `rayon` (off by default): long lines are made, and batches of proximities and samples answered, on all cores. The answers are the same.

/// The README's own examples, run by the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub mod arc;
mod blocks;
mod buffer;
mod candidates;
mod cell;
mod circle;
mod disc;
mod edge;
mod effort;
mod ellipsoid;
mod ends;
mod exact;
mod geodesic;
mod grouped;
mod index;
mod line;
mod linear;
mod nearest;
mod position;
mod proximity;
mod rim;
mod sample;
mod side;
mod sided;
mod spread;
mod straight;
mod subsegment;
mod turn;
mod uncertain;

pub use buffer::{BUFFER_ACCURACY, BUFFER_DISTANCES_M, BUFFER_LEAST_ACCURACY_M, BufferError, buffer_accuracy_m};
pub use circle::circle;
pub use ellipsoid::{ECCENTRICITY_SQUARED, ECEF_ACCURACY_M, EQUATORIAL_RADIUS_M, Ecef, FLATTENING, POLAR_RADIUS_M};
pub use geodesic::{Inverse, direct, inverse};
pub use grouped::GroupedLine;
pub use line::{GeodesicLine, LONGEST_M, LineError};
pub use linear::MEASURE_ACCURACY_M;
pub use nearest::{ACCURACY_M, FAR_ACCURACY, FAR_M, IS_WITHIN_ACCURACY_M, Nearest, ON_LINE_M};
pub use proximity::{PROBABILITY_ACCURACY, Proximity, Within};
pub use sample::{SAMPLE_ACCURACY, Sample};
pub use side::Side;
pub use sided::{FarFrom, SideRule, SidedLine, UniformSide};
pub use spread::{DISC_EVALUATIONS, MEASURE_RANGE_ACCURACY};
pub use straight::straight_edge;
pub use uncertain::UncertainPoint;
