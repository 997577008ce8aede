//! What lies on the ground of a map, in a frame: symbols in their places, signs of places, the border and its kilometres.

use super::selection::Selected;
use super::spec::Map;
use crate::compose::bins;
use crate::compose::border::{BorderLayer, border_layer};
use crate::compose::contested::ContestedGround;
use crate::compose::furniture::around;
use crate::compose::journeys::Journey;
use crate::compose::notes;
use crate::compose::own_layers::{self, DrawnOwn};
use crate::compose::places;
use crate::compose::scene::Layer;
use crate::compose::status::Claims;
use crate::compose::symbols::apart;
use crate::model::{Place, PlaceKind};
use crate::project::{Frame, Page, Rect};

/// What a map shows in a frame, but for furniture and names.
pub(super) struct Ground<'a> {
    pub(super) frame: Frame,
    pub(super) selected: Selected<'a>,
    pub(super) border_layer: BorderLayer,
    pub(super) radii: Layer,
    pub(super) cells: Layer,
    pub(super) hexagons: Layer,
    pub(super) marked: Vec<(&'a Place, Page)>,
    /// What the furniture must leave free.
    pub(super) busy: Vec<Rect>,
    pub(super) own: DrawnOwn,
    pub(super) contested: ContestedGround,
    /// What is said of the line and the ground in the frame.
    pub(super) claims: Claims,
}

impl<'a> Map<'a> {
    /// The place that the map is drawn around.
    fn asked(&self) -> Option<&'a str> {
        self.spec.recipe.extent.around.as_deref()
    }

    /// The places that a frame marks.
    pub(super) fn marked(&self, frame: &Frame) -> Vec<(&'a Place, Page)> {
        let mut marked = places::marked(self.dossier, frame, self.asked());
        marked.extend(places::filled(&self.spec.filling.places, &marked, frame, &self.style));
        marked
    }

    /// Whether the sign of a place stays free: those of great places and of kinds that the legend explains; lesser ones give way.
    fn stays(&self, place: &Place) -> bool {
        place.rank <= 2 || places::is_asked(place, self.asked()) || place.kind == PlaceKind::MiningSite
    }

    /// The signs that no symbol may cover: where they are, and their radius.
    pub(super) fn signs(&self, marked: &[(&Place, Page)]) -> Vec<(Page, f64)> {
        let free = marked.iter().filter(|(p, _)| self.stays(p));
        free.map(|(p, at)| (*at, places::sign_radius(p, &self.style))).collect()
    }

    /// The ground under symbols that have their places.
    pub(super) fn ground(
        &self,
        frame: Frame,
        selected: Selected<'a>,
        marked: Vec<(&'a Place, Page)>,
        contested: ContestedGround,
    ) -> Ground<'a> {
        let style = &self.style;
        // A lesser place under a symbol that does not belong to it would name the symbol.
        let covered = |at: Page| selected.symbols.iter().any(|s| apart(s.at, at) < s.radius + style.px(1.0));
        let marked: Vec<(&Place, Page)> = marked.into_iter().filter(|(p, at)| self.stays(p) || !covered(*at)).collect();
        let border_layer = border_layer(&frame, self.dossier, self.line, &self.flat_views, style);
        let mut claims = border_layer.claims.clone();
        claims.areas.extend(contested.areas.iter().map(|(i, _)| *i));
        let [radii, cells, hexagons] =
            self.radii(&selected.symbols, &frame, &border_layer.paths, bins::densest(&selected.symbols));
        let own = own_layers::draw(&self.spec.own.layers, &frame, style);
        let gives_way = |p: &Place| places::gives_way(p, self.asked());
        let busy: Vec<Rect> = selected
            .symbols
            .iter()
            .map(|s| s.bounds(style).grown(style.px(2.0)))
            .chain(marked.iter().filter(|(p, _)| !gives_way(p)).map(|(_, at)| around(*at, style.px(4.0))))
            .chain(border_layer.ends.iter().map(|(at, _)| around(*at, style.px(8.0))))
            .chain(selected.journeys.iter().flat_map(Journey::boxes))
            .chain(notes::busy(&self.spec.own.notes, &frame, &selected.symbols, style))
            .collect();
        Ground { frame, selected, border_layer, radii, cells, hexagons, marked, busy, own, contested, claims }
    }

    /// Leaves out villages under furniture, to which they give way.
    pub(super) fn clear(&self, marked: &mut Vec<(&'a Place, Page)>, furniture: &[Rect]) {
        let hidden = |at: Page| furniture.iter().any(|b| b.grown(self.style.px(5.0)).contains(at));
        marked.retain(|(p, at)| !places::gives_way(p, self.asked()) || !hidden(*at));
    }
}
