//! Evidence: what a dossier is now, and what changed since a seal.

mod seal;
mod state;
mod verify;

pub use seal::{Sealed, seal};
pub use state::{Files, State};
pub use verify::{Finding, Verification, since, whose};
