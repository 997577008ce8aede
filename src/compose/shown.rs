//! The counts of a figure: incidents shown and left out.

use crate::language::Language;

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
    /// How many are shown, and why the others are not.
    pub(crate) fn in_words(&self, words: &Language) -> String {
        let of = words.grouped(&self.of.to_string());
        let others =
            [(self.no_place, "footer-no-place"), (self.areas, "footer-areas"), (self.outside, "footer-outside")];
        let others = others.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| words.counted(key, n, &[]));
        let shown = words.counted("footer-shown", self.shown, &[("of", &of)]);
        std::iter::once(shown).chain(others).collect::<Vec<_>>().join(words.text("semicolon"))
    }

    /// Counts as long in words as those of so many incidents may be.
    pub(crate) fn many(incidents: usize) -> Self {
        let (most, few) = (incidents.max(999), incidents.max(99));
        Self { of: most, shown: most, no_place: few, areas: few, outside: few }
    }
}
