//! A new record by question and answer: what options have not given is asked for, and each answer is checked.

mod answers;
mod asker;
mod place;

pub use answers::Answers;
pub use asker::Asker;
pub use place::{GivenPlace, PlaceLookup};
