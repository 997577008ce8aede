//! From the ellipsoid to the page: projections, fitting, clipping, densifying, warping pictures.
//!
//! What comes out of here is in page pixels, y down, and lines and areas lie inside the frame: no later stage clips
//! them.

mod clip;
mod epsg;
mod frame;
mod globe;
mod projection;
mod warp;

pub use clip::{
    clip_area, clip_flat_line, clip_line, clip_on_page, clip_ring_on_page, clip_ring_to_rings, clip_rings_to_rings,
    densified, is_in_rings, simplify,
};
pub use frame::{Frame, Page, Rect};
pub use globe::Globe;
pub use projection::{Kind, Projection, ProjectionError};
pub use warp::warp;
