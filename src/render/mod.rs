//! A scene becomes bytes: SVG through plotters, and pixels from that SVG. No decision is made here.

mod backend;
mod paint;
mod pixels;

use thiserror::Error;

pub use paint::svg;
pub use pixels::png;

/// Why a picture could not be made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RenderError {
    /// The drawing library refused something.
    #[error("drawing failed: {0}")]
    Drawing(String),
    /// The SVG could not be read back.
    #[error("the SVG cannot be turned into pixels")]
    Svg(#[from] resvg::usvg::Error),
    /// There is not enough memory for so many pixels.
    #[error("{0} x {1} pixels are too many")]
    TooLarge(u32, u32),
    /// The pixels could not be packed.
    #[error("the PNG could not be written")]
    Png(#[from] ::png::EncodingError),
}
