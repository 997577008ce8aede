//! A scene becomes bytes: SVG through plotters, and pixels and pages from that SVG. No decision is made here.

mod animation;
mod backend;
mod error;
mod page;
mod paint;
mod pixels;

pub use animation::{animated_gif, animated_png};
pub use error::RenderError;
pub use page::pdf;
pub use paint::{inline_svg, svg};
pub use pixels::png;
