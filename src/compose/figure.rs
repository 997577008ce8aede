//! A composed figure: its scene, its pages, and where things stand on it.

use super::scene::Scene;
use super::sequel::{AnimationFrame, AtlasPage};
use super::shown::Shown;
use super::symbols::Symbol;
use super::unprintable::Unprintable;
use crate::model::LonLat;
use crate::project::{Frame, Page, Rect};

/// A composed figure with its counts, remarks and caption.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What to paint.
    pub scene: Scene,
    /// Pages that follow it in a PDF: the key, where it has no room beside the map.
    pub pages: Vec<Scene>,
    /// The frames of an animated map, of which the scene shows everything at once; empty for a figure that stands still.
    pub frames: Vec<AnimationFrame>,
    /// The pages of an atlas, of which the scene is the overview; empty for another figure.
    pub atlas: Vec<AtlasPage>,
    /// The count of incidents.
    pub shown: Shown,
    /// What a person should know: names without room, a refused scale bar.
    pub remarks: Vec<String>,
    /// Texts with letters that no font has.
    pub unprintable: Vec<Unprintable>,
    /// How much the scale varies over the map, in percent of the least; `None` if the figure is no map.
    pub distortion: Option<f64>,
    /// Title, description and credits, for a caption.
    pub caption: String,
    /// Where labels, symbols and furniture stand, for checking that none covers another.
    pub boxes: Boxes,
}

impl Figure {
    /// Adds a sentence to the description, wherever it stands.
    pub(crate) fn describe(&mut self, sentence: &str) {
        let longer = format!("{} {sentence}", self.scene.description);
        self.caption = self.caption.replacen(&self.scene.description, &longer, 1);
        self.scene.description = longer;
    }

    /// What became of the incidents, and how much the scale varies, in a line for the person who made it.
    #[must_use]
    pub fn summary(&self) -> String {
        let Shown { of, shown, no_place, areas, outside } = self.shown;
        let varies = self.distortion.map(|d| format!("; the scale varies by {d:.1} %")).unwrap_or_default();
        format!(
            "{shown} of {of} incidents shown, {no_place} without a place, {areas} for a region only, {outside} outside the frame{varies}"
        )
    }
}

/// Where things stand on a composed map, in pixels.
#[derive(Debug, Clone, Default)]
pub struct Boxes {
    /// The frame of the map.
    pub frame: Option<Rect>,
    /// Small boxes along the leader lines of labels.
    pub leaders: Vec<Rect>,
    /// Labels of places, incidents and journeys.
    pub labels: Vec<Rect>,
    /// Symbols of incidents.
    pub symbols: Vec<Rect>,
    /// The same symbols with their points, on a map.
    pub placed: Vec<PlacedSymbol>,
    /// The kilometre figures along the border of a map.
    pub kilometres: Vec<Rect>,
    /// Legend, scale bar, locator and north arrow on the map.
    pub furniture: Vec<Rect>,
    /// Incidents in view without a label, a number in the key or a number inside their symbol.
    pub unnamed_incidents: Vec<String>,
    /// Capitals in view without a name.
    pub unnamed_capitals: Vec<String>,
    /// Names of countries and provinces.
    pub area_names: Vec<AreaName>,
    /// The frame of a map, by which positions on the ground are found on the page.
    pub map_frame: Option<Frame>,
    /// The two sides whose land has a fair share of a map that does not name them.
    pub unnamed_sides: Vec<String>,
    /// The same of its inset; `None` without one.
    pub inset: Option<Box<Boxes>>,
}

/// The name of a country or a province on a composed map.
#[derive(Debug, Clone)]
pub struct AreaName {
    /// The name.
    pub name: String,
    /// The code of its country; empty if it has none.
    pub country: String,
    /// Positions on the ground under the corners, the edges and the middle of its letters.
    pub positions: Vec<LonLat>,
}

/// A symbol on a composed map with the point that it stands for.
#[derive(Debug, Clone)]
pub struct PlacedSymbol {
    /// The ids of its incidents: one, or all that a count stands for.
    pub ids: Vec<String>,
    /// The point of its incident on the page.
    pub point: Page,
    /// Where it is drawn.
    pub at: Page,
    /// The radius of the circle that has its area, in pixels.
    pub radius: f64,
    /// The position on the ground over which it is drawn; `None` if the projection has none there.
    pub position: Option<LonLat>,
}

/// The symbols of a map with their points.
pub fn placed_symbols(symbols: &[Symbol<'_>], frame: &Frame) -> Vec<PlacedSymbol> {
    let placed = |s: &Symbol<'_>| PlacedSymbol {
        ids: s.incidents().map(|i| i.id.clone()).collect(),
        point: s.point,
        at: s.at,
        radius: s.radius,
        position: frame.position(s.at),
    };
    symbols.iter().map(placed).collect()
}
