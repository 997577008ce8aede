//! From the ellipsoid to the page: projections, fitting, clipping, densifying, warping pictures.
//!
//! What comes out of here is in page pixels, y down, and lies inside the frame: no later stage clips.

mod clip;
mod frame;
mod projection;
mod warp;

pub use clip::{clip_area, clip_line, clip_on_page, clip_ring_on_page, coarse, densified};
pub use frame::{Frame, Page, Rect};
pub use projection::{Projection, ProjectionError};
pub use warp::warp;
