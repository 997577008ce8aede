//! Two lines of one border compared: where they part, how far, and what lies between them.
//!
//! ```
//! use marz::diff::BorderDiff;
//! use marz::model::{Border, BorderFacts, LonLat};
//! let at = |lon, lat| LonLat::new(lon, lat).unwrap();
//! let line = |vertices| Border::new(String::new(), vec![vertices], BorderFacts::default()).unwrap();
//! // From kilometre 111 to kilometre 223 the second one swings 5.5 km to the north.
//! let a = line(vec![at(0.0, 0.0), at(1.0, 0.0), at(1.5, 0.0), at(2.0, 0.0), at(3.0, 0.0)]);
//! let b = line(vec![at(0.0, 0.0), at(1.0, 0.0), at(1.5, 0.05), at(2.0, 0.0), at(3.0, 0.0)]);
//! let diff = BorderDiff::new(&a, &b, 25.0)?;
//! assert_eq!(diff.changes.len(), 1);
//! assert!((diff.greatest_m() - 5_529.0).abs() < 1.0 && (diff.area_km2() - 307.7).abs() < 0.2);
//! # Ok::<(), marz::diff::DiffError>(())
//! ```

mod area;
mod border_diff;
mod change;
mod incidents;
mod matched;

pub use crate::measure::{ENDS_ACCURACY_M, GREATEST_ACCURACY_M, MERGED_M, OverlapError as DiffError};
pub use border_diff::{BorderDiff, DiffSide};
pub use change::{APART_M, Change, ChangeKind};
pub use incidents::{ChangedIncident, DiffIncidents, IncidentAt};
