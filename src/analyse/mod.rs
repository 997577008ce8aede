//! From incidents to findings: how many, how dense along the border, and whether chance could have done it.
//!
//! ```text
//! incidents ─► events (places and days each may have had) ─► Profile
//! ```
//!
//! Uncertain places and dates are spread over what they leave open, never forced into one bin. Sums of events, statements,
//! and visits or talks are never counted. `docs/analysis.md` has the methods with their sources.

mod event;
mod profile;

pub use event::{Event, events, is_event, kilometres, spots_each};
pub use profile::{HALF_WIDTH_KM, Profile, shortest_stretch};
