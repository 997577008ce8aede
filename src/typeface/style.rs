//! The styles in which a text is set, and proportions of its letters.

/// A style of a family of fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontStyle {
    /// Upright.
    Regular,
    /// Upright and bold.
    Bold,
    /// Slanted: waters and areas.
    Italic,
}

/// The height above the baseline of a capital letter, as a share of the font size.
pub const CAP_HEIGHT: f64 = 0.714;
/// The depth below the baseline of a letter such as g, as a share of the font size.
pub const DESCENT: f64 = 0.24;
