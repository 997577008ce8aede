//! What paragraphs and tables are written with.

use super::styles::Styles;

/// A picture of a report.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The PNG.
    pub png: Vec<u8>,
    /// Its width and height in pixels.
    pub size: (u32, u32),
}

/// What all parts are written with.
#[derive(Debug, Clone)]
pub struct Setting<'s> {
    /// The styles.
    pub styles: &'s Styles,
    /// Whether the language of the document is written from right to left.
    pub is_right_to_left: bool,
    /// The width of the text, in twips (1/1440 inch).
    pub width: u32,
}
