//! Progress and messages of long operations.

use crate::read::Problem;

/// Receives the problems, the progress and the messages of long operations. All methods do nothing by default.
pub trait Monitor: Sync {
    /// Problems of records just read, without the text of the file.
    fn problems(&self, _problems: &[Problem]) {}

    /// Progress: the number of records processed so far, and of bytes read since the last call.
    fn progress(&self, _records: usize, _bytes: usize) {}

    /// The steps done of a job, and what comes next.
    fn step(&self, _done: usize, _of: usize, _what: &str) {}

    /// A message for the user.
    fn note(&self, _text: &str) {}

    /// A detailed message, for verbose output.
    fn detail(&self, _text: &str) {}
}

/// A monitor that ignores everything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Monitor for Silent {}
