//! A scene becomes bytes: SVG through plotters, and pixels and pages from that SVG. No decision is made here.

mod animation;
mod attributes;
mod backend;
mod error;
mod lettering;
mod logo;
mod page;
mod paint;
mod pixels;

pub use animation::{animated_gif, animated_png};
pub use error::RenderError;
pub use logo::logo;
pub use page::pdf;
pub use paint::{inline_svg, svg, svg_file, svg_of_page};
pub use pixels::{png, png_uri};
