//! The labels of incidents on the frames of an animated map, by a template of the recipe.

use super::naming::boxes_of_leaders;
use super::spec::Map;
use crate::compose::animation::FrameLabels;
use crate::compose::figure::AreaName;
use crate::compose::furniture::around;
use crate::compose::label_text;
use crate::compose::labels::{Label, Room, place};
use crate::compose::placed_map::PlacedMap;
use crate::compose::places;
use crate::compose::scene::Layer;
use crate::compose::style::Style;
use crate::compose::symbols::Symbol;
use crate::model::Incident;
use crate::project::{Frame, Page, Rect};

/// What stands still on an animated map, and the symbols in their places.
pub(super) struct Still<'a> {
    pub(super) symbols: Vec<Symbol<'a>>,
    pub(super) frame: Frame,
    /// The border on the page.
    pub(super) border: Vec<Vec<Page>>,
    /// What no label may cover: names, furniture and kilometre figures.
    taken: Vec<Rect>,
}

impl<'a> Still<'a> {
    /// Of a map in which everything has its place, but for the names of countries and provinces.
    pub(super) fn of(placed: &PlacedMap<'a>, style: &Style) -> Self {
        let mut taken = [placed.furniture_boxes.as_slice(), &placed.tick_boxes].concat();
        taken.extend(placed.placed.taken());
        taken.extend(placed.marked.iter().map(|(_, at)| around(*at, style.px(4.0))));
        let (symbols, frame) = (placed.symbols.clone(), placed.frame.clone());
        Self { symbols, frame, border: placed.border_layer.paths.clone(), taken }
    }

    /// Keeps labels off the names of countries and provinces as well.
    pub(super) fn keep_off(&mut self, names: &[AreaName]) {
        for name in names {
            let dots = name.positions.iter().filter_map(|p| self.frame.place(p.lon(), p.lat()));
            let dots = dots.map(|(x, y)| Rect { x, y, width: 0.0, height: 0.0 });
            self.taken.extend(dots.reduce(|all, dot| all.with(dot)));
        }
    }
}

impl<'a> Map<'a> {
    /// The labels of the incidents of a period, and the words of those that have no room beside what stands still; nothing without a template.
    pub(super) fn frame_labels(&self, still: &Still<'a>, current: &[Symbol<'a>], before: &[Symbol<'a>]) -> FrameLabels {
        let style = &self.style;
        let mut layer = Layer::new("incident-labels", "Labels of incidents");
        let Some(template) = &self.spec.own.label else { return (layer, Vec::new()) };
        let words = |i: &Incident| label_text::lines(template, i, self.dossier, &self.measured, style);
        let labels: Vec<Label> =
            places::incident_labels(current, &words, style).into_iter().map(|(_, label)| label).collect();
        let mut blocked = still.taken.clone();
        for symbols in [current, before] {
            blocked.extend(symbols.iter().map(|s| s.bounds(style).grown(style.px(2.0))));
            blocked.extend(boxes_of_leaders(symbols, 0.0, style));
        }
        let room = Room { fonts: style.fonts, frame: still.frame.rect, blocked: &blocked, lines: &still.border };
        let found = place(&labels, &room, style.theme.halo, style.unit);
        let lost = found.dropped.iter().filter_map(|i| labels.get(*i)).map(|l| l.lines.join(" "));
        layer.items = found.layer.items;
        (layer, lost.collect())
    }
}
