//! How far from the border, on which side, at which kilometre, and how sure: the heart of marz.
//!
//! ```text
//! Border ─► BorderLine ─► nearest(point) ─► Nearest ─┐
//!                                  radius and side ──┴─► proximity ─► Proximity
//! ```
//!
//! Distances are shortest WGS84 geodesics in metres; every border edge is the geodesic between its two vertices (not
//! the straight longitude–latitude line of RFC 7946). The index of [`BorderLine`] only shortlists: the answer always
//! comes from the geodesic. Nothing here reads files or draws.

mod ellipsoid;
mod frame;
mod geodesic;
mod index;
mod nearest;
mod proximity;
mod side;

pub use ellipsoid::{EQUATORIAL_RADIUS_M, Ecef, POLAR_RADIUS_M};
pub use geodesic::{Inverse, direct, distance_m, inverse};
pub use nearest::{ACCURACY_M, BorderLine, Nearest, ON_LINE_M};
pub use proximity::{PROBABILITY_ACCURACY, Proximity, Query, Within, proximities};
pub use side::Side;
