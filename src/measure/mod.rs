//! Distance from the border, side and border kilometre of an incident, and how certain they are.
//!
//! The geodesics are those of the crate [`marz_geodesic`], re-exported here: a [`Border`](crate::model::Border) becomes a
//! [`GeodesicLine`], a report an [`UncertainPoint`]. This module adds what belongs to borders and reports:
//!
//! ```text
//! Border ─► GeodesicLine ──┐
//! Border (accuracy) ───────┼─► ProximityContext ─► proximities(points) ─► Proximity
//! SidePolygons ────────────┘
//! ```
//!
//! * [`ProximityContext`]: the accuracy of the border, and the polygons ([`SidePolygons`]) that give the side beyond its ends
//!   and far from it
//! * [`BorderSet`]: many borders in one index, the nearest of all; [`Territories`]: the country of a point, the coasts of the others
//! * [`BorderKilometres`]: linear referencing by the border kilometre
//! * [`doubled_lines`]: lines that stand twice
//! * [`self_contacts`]: where a line meets itself, and has no sides
//! * [`Apart`]: how far one line is from another, all along it
//! * [`ViewLine`], [`Judgements`]: rival lines, and which verdicts hold under all of them
//! * [`CoarseningGrid`]: positions coarsened before they are published
//! * [`NearPlaces`]: the distance to the nearest of some places
//! * [`relative_position`]: the position relative to named places
//! * [`mgrs`], [`sexagesimal`]: a position in writing, no more precise than its radius
//!
//! ```
//! use marz::measure::{GeodesicLine, Side};
//! use marz::model::{Border, BorderFacts, LonLat};
//!
//! let at = |lon, lat| LonLat::new(lon, lat).unwrap();
//! // The 49th parallel from the Lake of the Woods to the Strait of Georgia, as two vertices.
//! let border = Border::new("49".into(), vec![vec![at(-95.15, 49.0), at(-123.3, 49.0)]], BorderFacts::default());
//! let line = GeodesicLine::from(&border.unwrap());
//! let winnipeg = line.nearest(at(-97.138, 49.895));
//! // Going west, the north is to the right; the geodesic bulges north of the parallel.
//! assert_eq!(winnipeg.side, Side::Right);
//! assert!(winnipeg.distance_m < 99_500.0);
//! ```

mod among;
mod apart;
mod bands;
mod border_set;
mod coarsening;
mod doubled;
mod flat;
mod geodesic;
mod grid;
mod ground_between;
mod judgement;
mod line;
mod near_places;
mod overlap;
mod proximity;
mod relative;
mod robust;
mod self_contact;
mod shared_edge;
mod side_polygons;
mod strands;
mod territories;
mod view_line;

pub use crate::model::mgrs;
pub use among::Among;
pub use apart::{Apart, ENDS_ACCURACY_M, GREATEST_ACCURACY_M, MERGED_M, Run, runs_against};
pub use border_set::{BorderSet, SetMember};
pub use coarsening::CoarseningGrid;
pub use doubled::{DOUBLED_M, DoubledLine, doubled_lines, doubled_within_m};
pub use geodesic::{circle, direct, distance_m, inverse};
pub use grid::{Sexagesimal, sexagesimal};
pub use ground_between::ground_between;
pub use judgement::{Judgement, Judgements, Robustness};
pub use line::BorderKilometres;
pub use marz_geodesic::{
    ACCURACY_M, BUFFER_DISTANCES_M, Ecef, FAR_ACCURACY, FAR_M, GeodesicLine, Inverse, Nearest, ON_LINE_M,
    PROBABILITY_ACCURACY, Sample, Side, UncertainPoint, Within,
};
pub use near_places::{NearPlaces, OpenDistance};
pub use overlap::{OVERLAP_M, OverlapError, check_overlap};
pub use proximity::{Proximity, ProximityContext, incident_point, is_reported, uncertain_point};
pub use relative::{ApproxDistance, CROSSING_M, Compass, NearbyPlace, relative_position, step_m};
pub use self_contact::{CONTACT_M, ContactKind, SelfContact, SelfContacts, self_contacts};
pub use shared_edge::{SHARED_M, apart_m, shared_edges};
pub use side_polygons::SidePolygons;
pub use territories::{Territories, Territory};
pub use view_line::ViewLine;
