//! Spatial statistics of incidents along a border: counts, kernel density, and Monte Carlo tests against chance.
//!
//! ```text
//! incidents ─► events (with samples of place and days)    ─┬─► counts
//!                                                          ├─► Profile, Reach: along the border
//!                                                          └─► Hot, Repeat: against chance
//! incidents ─► Bands: shares within distances, with what places and tolls leave open
//! ```
//!
//! Uncertain places and dates count fractionally in every bin that they may belong to, never wholly in one. Aggregates,
//! statements, and visits or talks are not counted. `docs/analysis.md` gives the methods with their sources.

mod bands;
mod caveats;
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

pub use bands::{BAND_LEVEL, Band, BandGroup, BandPlan, Bands, NoPlaces, PoissonBinomial, Share, bands};
pub use caveats::Caveats;
pub use counts::{By, Count, Row, count, total, total_of};
pub use event::{Event, events, is_event, kilometres, samples_each};
pub use findings::{Findings, Plan, findings};
pub use hot::{FEW, FEWEST, HOT_HALF_WIDTH_KM, Hot, HotSection, LEVEL, hot, spread};
pub use profile::{DensityPoint, HALF_WIDTH_KM, Profile, shortest_interval};
pub use rates::rates_differ;
pub use reach::{Reach, reach};
pub use repeat::{MOST, Repeat, repeat};

/// Rounded to six decimals: further digits are rounding errors of sums.
fn rounded(v: f64) -> f64 {
    (v * 1e6).round() / 1e6
}
