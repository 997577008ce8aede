//! What a figure has beside its scene: the frames of an animated map, the pages of an atlas.

use super::scene::{Layer, Scene};
use crate::model::LonLat;

/// One picture of an animated map.
#[derive(Debug, Clone)]
pub struct AnimationFrame {
    /// What it has in place of the layers of the same name; one without an item is left out. The running title is added to them.
    pub layers: Vec<Layer>,
    /// How long it is shown, in milliseconds.
    pub milliseconds: u16,
    /// Its period, in the language of the figure.
    pub period: String,
    /// The ids of the incidents that may lie in the period, in order.
    pub incidents: Vec<String>,
    /// The ids of those before it, which are paler.
    pub before: Vec<String>,
}

impl AnimationFrame {
    /// What to paint, on the scene with everything at once.
    #[must_use]
    pub fn scene(&self, still: &Scene) -> Scene {
        let mut scene = still.clone();
        let is_same = |a: &Layer, b: &Layer| a.id == b.id;
        for layer in &mut scene.layers {
            if let Some(own) = self.layers.iter().find(|own| is_same(own, layer)) {
                layer.items.clone_from(&own.items);
            }
        }
        let added = self.layers.iter().filter(|own| !still.layers.iter().any(|l| is_same(own, l)));
        scene.layers.extend(added.cloned());
        scene.layers.retain(|l| !l.items.is_empty());
        scene.cleaned()
    }
}

/// One page of an atlas.
#[derive(Debug, Clone)]
pub struct AtlasPage {
    /// Its number, from 1.
    pub number: usize,
    /// The stretch of the border that it is made for, in border kilometres.
    pub km: (f64, f64),
    /// The ids of the incidents whose place lies in its frame, in order.
    pub incidents: Vec<String>,
    /// Positions along the edge of its frame, the last the same as the first.
    pub outline: Vec<LonLat>,
    /// Whether the page stands upright.
    pub is_upright: bool,
    /// Which page of the PDF it is, from 1: the overview is the first, and a key may follow a page.
    pub pdf_page: usize,
}
