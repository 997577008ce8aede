//! What long work says while it goes on: problems as they are found, and how far it is.

use crate::read::Problem;

/// Receives what long work has to say; all of it may be ignored.
pub trait Monitor: Sync {
    /// Problems of records just read, without their text.
    fn problems(&self, _problems: &[Problem]) {}

    /// How many records were worked on so far, and how many bytes were read since the last call.
    fn progress(&self, _records: usize, _bytes: usize) {}

    /// Something a person should know.
    fn note(&self, _text: &str) {}

    /// Something only a curious person wants to know.
    fn detail(&self, _text: &str) {}
}

/// A monitor that ignores everything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Monitor for Silent {}
