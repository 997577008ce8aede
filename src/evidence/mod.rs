//! Chain of custody: sealing a dossier, and verifying it against a seal.

mod changes;
#[cfg(all(feature = "export", feature = "report"))]
mod rebuild;
mod seal;
mod state;
mod verify;

pub use changes::{ChangeKind, RecordChange, SinceSeal};
#[cfg(all(feature = "export", feature = "report"))]
pub use rebuild::{Outdated, Rebuilt, rebuilt};
pub use seal::{Sealed, seal};
pub use state::{Files, State};
pub use verify::{Finding, Known, Verification, since, whose};
