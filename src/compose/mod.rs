//! All cartographic decisions: what is drawn, where, and how it looks. Measured incidents in, a [`Scene`] out.

mod border;
mod foot;
mod furniture;
mod ground;
mod labels;
mod legend;
mod map;
mod scene;
mod style;
mod symbols;

pub use map::{Figure, MapSpec, Shown, compose_map};
pub use scene::{Anchor, Disc, Item, Layer, Paint, Picture, Scene, Shape, Stroke, Text};
