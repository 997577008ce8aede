//! The counts of a figure: incidents shown and left out.

/// How many incidents a map shows, and the counts of the others by reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Events that passed the filter; claims and aggregates are not counted.
    pub of: usize,
    /// How many of them have a symbol.
    pub shown: usize,
    /// How many have no place.
    pub no_place: usize,
    /// How many stand for an area and are not drawn as a point.
    pub areas: usize,
    /// How many lie outside the frame.
    pub outside: usize,
}

impl Shown {
    /// Counts as long in words as those of so many incidents may be.
    pub(crate) fn many(incidents: usize) -> Self {
        let (most, few) = (incidents.max(999), incidents.max(99));
        Self { of: most, shown: most, no_place: few, areas: few, outside: few }
    }
}
