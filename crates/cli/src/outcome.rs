//! How a command ended.

/// Whether every record could be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All of them.
    Clean,
    /// Some were rejected, or problems were found.
    Rejected,
}

impl Outcome {
    pub fn of(rejected: bool) -> Self {
        if rejected { Self::Rejected } else { Self::Clean }
    }
}
