use thiserror::Error;

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
    /// The PDF could not be written.
    #[error("the PDF could not be written: {0}")]
    Pdf(String),
    /// The pixels could not be compressed.
    #[error("the pixels could not be compressed")]
    Packing(#[from] std::io::Error),
    /// The GIF could not be put together.
    #[error("the GIF could not be written")]
    Gif(#[from] gif::EncodingError),
    /// The PNG could not be put together.
    #[error("the PNG could not be written")]
    Png(#[from] png::EncodingError),
}
