//! How far from the border, on which side, at which kilometre, and how sure: the heart of marz.
//!
//! ```text
//! Border ─► BorderLine ─► nearest(point) ─► Nearest ─┐
//!                                  radius and side ──┴─► proximity ─► Proximity
//! ```
//!
//! Distances are shortest WGS84 geodesics in metres; every border edge is the geodesic between its two vertices (not
//! the straight longitude–latitude line of RFC 7946). The index only shortlists, by a bound that is proved in
//! [`arc`]; the answer comes from the geodesic. Nothing here reads files or draws, and all of it can be used without
//! the rest of marz:
//!
//! ```
//! use marz::measure::{BorderLine, Side};
//! use marz::model::{Border, BorderFacts, LonLat};
//!
//! let at = |lon, lat| LonLat::new(lon, lat).unwrap();
//! // The 49th parallel from the Lake of the Woods to the Strait of Georgia, as two vertices.
//! let border = Border::new("49".into(), vec![vec![at(-95.15, 49.0), at(-123.3, 49.0)]], BorderFacts::default());
//! let line = BorderLine::new(&border.unwrap());
//! let winnipeg = line.nearest(at(-97.138, 49.895));
//! // Walking west, the north is to the right; the geodesic bulges north of the parallel.
//! assert_eq!(winnipeg.side, Side::Right);
//! assert!(winnipeg.distance_m < 99_500.0);
//! ```

pub mod arc;
mod coarse;
mod disc;
mod ellipsoid;
mod exact;
mod geodesic;
mod grid;
mod index;
mod kilometre;
mod lands;
mod line;
mod nearest;
mod piece;
mod proximity;
mod side;
mod spots;
mod whereabouts;

pub use coarse::Cells;
pub use ellipsoid::{EQUATORIAL_RADIUS_M, Ecef, POLAR_RADIUS_M};
pub use geodesic::{Inverse, direct, distance_m, inverse};
pub use grid::{Sexagesimal, mgrs, sexagesimal};
pub use lands::Lands;
pub use line::BorderLine;
pub use nearest::{ACCURACY_M, FAR_ACCURACY, FAR_M, Nearest, ON_LINE_M};
pub use proximity::{Against, PROBABILITY_ACCURACY, Proximity, Query, Within, proximities, proximities_on_one_thread};
pub use side::Side;
pub use spots::{Spot, spots};
pub use whereabouts::{Away, Beside, CROSSING_M, Wind, beside, step_m};
