//! All cartographic decisions: what is drawn, where, and how it looks. Measured incidents in, a [`Scene`] out.

mod border;
mod figure;
mod foot;
mod furniture;
mod ground;
mod journeys;
mod key;
mod labels;
mod layout;
mod legend;
mod legible;
mod locator;
mod map;
mod multiples;
mod names;
mod panel;
mod paper;
mod places;
mod scene;
mod sheet;
mod strip;
mod style;
mod symbols;
mod timeline;

pub use figure::{Boxes, Figure, Shown};
pub use labels::{Label, Placed, Room, place as place_labels};
pub use legible::{LEGIBLE, legible};
pub use map::{MapSpec, compose_map};
pub use multiples::compose_multiples;
pub use paper::ComposeError;
pub use places::is_shown;
pub use scene::{About, Anchor, Disc, Item, Layer, Paint, Picture, Scene, Shape, Stroke, Text};
pub use strip::{StripSpec, compose_strip};
pub use style::{CategoryLook, category_looks, ground_colors};
pub use timeline::compose_timeline;
