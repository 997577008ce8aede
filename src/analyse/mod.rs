//! From incidents to findings: how many, how dense along the border, and whether chance could have done it.
//!
//! ```text
//! incidents ─► events (places and days each may have had) ─┬─► counts
//!                                                          ├─► Profile, Reach: along the border
//!                                                          └─► Hot, Repeat: against chance
//! ```
//!
//! Uncertain places and dates are spread over what they leave open, never forced into one bin. Sums of events, statements,
//! and visits or talks are never counted. `docs/analysis.md` has the methods with their sources.

mod chance;
mod counts;
pub mod duplicates;
mod event;
mod findings;
mod hot;
mod profile;
mod rates;
mod reach;
mod repeat;
#[cfg(test)]
mod sample;

pub use counts::{By, Count, Row, count, total};
pub use event::{Event, events, is_event, kilometres, samples_each};
pub use findings::{Findings, Plan, findings};
pub use hot::{FEW, FEWEST, HOT_HALF_WIDTH_KM, Hot, HotStretch, LEVEL, hot, spread};
pub use profile::{HALF_WIDTH_KM, Post, Profile, shortest_stretch};
pub use rates::rates_differ;
pub use reach::{Reach, reach};
pub use repeat::{MOST, Repeat, repeat};

/// A number to six decimals: what lies below is the noise of sums.
fn told(v: f64) -> f64 {
    (v * 1e6).round() / 1e6
}
