//! Measured incidents: the records of a dossier with their distance, side and border kilometre.
//!
//! Figures, tables, exports, analysis and report read [`MeasuredIncident`] only: every measurement is made here, in one
//! [`MeasureContext`], which also decides how the side that a report names restricts its location.

mod all;
mod answers;
mod context;
mod incident;
mod selection;

pub use all::Measured;
pub use context::MeasureContext;
pub use incident::{MeasuredIncident, measure_all};
pub use selection::Selection;
