//! From a sheet and the name of a border to a dossier with its figures, its table and its report, in one guided way.
//!
//! A person is asked where there is one; else what is guessed is taken, and listed. Every step says which command does it alone.
//! A step that fails leaves what was done before it, and the command that goes on is said.

mod border;
mod columns;
mod flow;
mod guide;
mod paths;
mod places;
mod products;
mod reading;
mod remarks;
mod request;
mod rows;

pub use columns::guessed_mapping;
pub use flow::{Started, start};
pub use request::StartRequest;
