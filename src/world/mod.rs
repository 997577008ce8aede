//! The land borders of the world, of [`marz_world`]: as borders of this library, as a list, and as the ground of a new dossier.

mod border;
mod frame;
mod ground;
mod list;
mod towns;

pub use border::{WorldBorder, between, by_code, edition, is_code};
pub use frame::Frame;
pub use ground::{GroundFile, ground_files};
pub use list::{list_json, list_text};
