//! What a figure says of how many incidents it shows.

/// How many incidents a map shows, and what became of the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Events that passed the filter; claims and aggregates are not counted.
    pub of: usize,
    /// How many of them have a symbol.
    pub shown: usize,
    /// How many have no place.
    pub no_place: usize,
    /// How many stand for an area and are not drawn as a spot.
    pub areas: usize,
    /// How many lie outside the frame.
    pub outside: usize,
}
