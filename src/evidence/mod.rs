//! Chain of custody: sealing a dossier, and verifying it against a seal.

mod seal;
mod state;
mod verify;

pub use seal::{Sealed, seal};
pub use state::{Files, State};
pub use verify::{Finding, Verification, since, whose};
