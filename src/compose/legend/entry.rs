//! An entry of a legend.

use crate::compose::scene::Item;
use crate::compose::style::Style;
use crate::project::Page;

/// Draws the sign of an entry about its middle.
type Sign = dyn Fn(Page, &Style) -> Vec<Item>;

/// A sign and what it means.
pub struct Entry {
    pub words: String,
    /// The least height, in units of the design.
    pub height: f64,
    /// What is drawn around the middle of the slot.
    pub draw: Box<Sign>,
}

/// A sign, drawn about its middle, and what it means; `height` is the least, in units of the design.
pub fn entry(words: impl Into<String>, height: f64, draw: impl Fn(Page, &Style) -> Vec<Item> + 'static) -> Entry {
    Entry { words: words.into(), height, draw: Box::new(draw) }
}
