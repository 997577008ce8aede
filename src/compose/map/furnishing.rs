//! Legend, key, scale bar, locator and north arrow of a map, each at its place.

use super::selection::Selected;
use super::spec::Map;
use crate::compose::furniture::{NORTH_IS_UP, north_arrow, north_turn};
use crate::compose::layout::{self, LegendRoom, Panel, Plan, Zones};
use crate::compose::legend::{self, Facts};
use crate::compose::locator::{self, locator};
use crate::compose::map_scale::{LENGTHS, scale_bar, scale_bar_size};
use crate::compose::panel::{Block, columns, flow, held, sheet};
use crate::compose::scene::Layer;
use crate::compose::symbols::Symbol;
use crate::compose::{key, key_pages};
use crate::model::Incident;
use crate::project::{Frame, Rect};
use crate::recipe::Locator;

/// Furniture that has its place.
#[derive(Default)]
pub(super) struct Set {
    pub(super) layers: Vec<Layer>,
    pub(super) boxes: Vec<Rect>,
    pub(super) remarks: Vec<String>,
    /// Entries of the legend or the key without room.
    pub(super) missing: usize,
}

impl<'a> Map<'a> {
    /// The entries of the key, so wide.
    fn key(&self, selected: &Selected<'a>, plan: Plan, wide: f64) -> Vec<Block> {
        let size = self.style.letters(plan.size);
        let counted = selected.symbols.iter().filter(|s| !s.is_single()).flat_map(Symbol::incidents);
        // Beside the map only what has a number there is listed.
        let is_numbered = |i: &&Incident| selected.numbers.iter().any(|(n, _)| n.id == i.id);
        let mut counted: Vec<&Incident> = counted.filter(|i| plan.is_apart && !is_numbered(i)).collect();
        counted.sort_by(|a, b| a.date.days().0.cmp(&b.date.days().0).then_with(|| a.id.cmp(&b.id)));
        let entries = key::Entries { numbers: &selected.numbers, counted: &counted, areas: &selected.areas };
        key::blocks(self.dossier, &entries, &self.measured, (wide, size), plan.has_sides, &self.style)
    }

    /// Whether the legend stands on the page of the map.
    fn has_legend_beside(&self, plan: Plan) -> bool {
        self.spec.recipe.show.legend.is_shown() && plan.legend != LegendRoom::Apart
    }

    /// What stands on pages of its own: the legend, then the key; empty if both stand beside the map.
    pub(super) fn apart(&self, plan: Plan, selected: &Selected<'a>, facts: &Facts) -> Vec<Block> {
        let wide = key_pages::column_width(self.spec.recipe, self.page, &self.style);
        let mut blocks = Vec::new();
        if plan.legend == LegendRoom::Apart {
            blocks = legend::blocks(&selected.explained(), facts, wide, &self.style);
        }
        if plan.key && plan.is_apart {
            blocks.extend(self.key(selected, plan, wide));
        }
        blocks
    }

    /// What stands in the panel: the key, then the legend.
    pub(super) fn content(&self, plan: Plan, zones: &Zones, selected: &Selected<'a>, facts: &Facts) -> Vec<Block> {
        let style = &self.style;
        let Some(panel) = zones.panel else { return Vec::new() };
        let count = if let Panel::Below(count) = plan.panel { count } else { 1 };
        let wide = columns(panel, count, style.px(24.0), style).first().map_or(panel.width, |c| c.width);
        let mut content = Vec::new();
        if plan.key && !plan.is_apart {
            content = self.key(selected, plan, wide);
        }
        if self.has_legend_beside(plan) {
            content.extend(legend::blocks(&selected.explained(), facts, wide, style));
        }
        content
    }

    /// Legend, key, scale bar, locator and north arrow, each at its place.
    #[allow(clippy::too_many_arguments, reason = "one step of the layout, split from it to be read")]
    pub(super) fn furnish(
        &self,
        plan: Plan,
        zones: &Zones,
        frame: &Frame,
        content: Vec<Block>,
        selected: &Selected<'a>,
        facts: &Facts,
        mut basemap: layout::DrawnBasemap<'_>,
    ) -> Option<Set> {
        let style = &self.style;
        let show = &self.spec.recipe.show;
        let has_legend = self.has_legend_beside(plan);
        let mut set = Set::default();
        // The trailing lower corner first; mirrored, the leading one is on the right.
        let (lower, upper) = if style.is_mirrored() { ([3, 2], [0, 1]) } else { ([2, 3], [1, 0]) };
        let inset = style.px(10.0);
        let mut legend_layer = Layer::new("legend", "Legend");
        let mut content = content;
        if let Some(panel) = zones.panel {
            let count = if let Panel::Below(count) = plan.panel { count } else { 1 };
            let boxes = columns(panel, count, style.px(24.0), style);
            let legend_blocks =
                if has_legend { legend::blocks(&selected.explained(), facts, 1.0, style).len() } else { 0 };
            let keyed = content.len() - legend_blocks;
            if plan.key
                && held(&content, &boxes) < content.len()
                && held(&content, &boxes) >= keyed
                && legend_blocks > 0
                && !show.legend.is_placed()
            {
                // The key alone has the panel; the legend goes onto the map.
                content.truncate(keyed);
                self.legend_on_map(selected, facts, &lower, &upper, &mut basemap, &mut legend_layer, &mut set)?;
            }
            set.missing += content.len() - held(&content, &boxes);
            legend_layer.items.extend(flow(&content, &boxes, style));
        } else if has_legend {
            self.legend_on_map(selected, facts, &lower, &upper, &mut basemap, &mut legend_layer, &mut set)?;
        }
        let bar_corners = [lower[1], lower[0], upper[1], upper[0]];
        // A shorter one rather than none.
        let slot = LENGTHS.into_iter().find_map(|share| {
            let (wide, high) = scale_bar_size(frame, share, style);
            Some((basemap.free_rect(wide, high, &bar_corners, true, style.px(8.0))?, share))
        });
        match slot {
            Some((slot, share)) => match scale_bar(frame, (slot.x, slot.y), share, style) {
                Ok((layer, bounds)) => {
                    basemap.taken.push(bounds);
                    set.layers.push(layer);
                }
                Err(reason) => set.remarks.push(format!("no scale bar: {reason}")),
            },
            None => set.remarks.push("no room for a scale bar".to_owned()),
        }
        let turn = north_turn(frame);
        if turn.abs() > NORTH_IS_UP {
            let corners = [upper[1], upper[0], lower[1], lower[0]];
            if let Some(slot) = basemap.free_rect(style.px(40.0), style.px(64.0), &corners, true, inset) {
                let (layer, bounds) = north_arrow(turn, (slot.x, slot.y), style);
                basemap.taken.push(bounds);
                set.layers.push(layer);
            } else {
                set.remarks.push(format!("no room for a north arrow: north is {turn:.1}° from up"));
            }
        }
        let world = self.dossier.basemap.world.as_ref().filter(|_| show.locator != Locator::None);
        if let Some(world) = world {
            let capitals = match show.locator {
                Locator::Named => locator::capitals(self.dossier, style),
                _ => Vec::new(),
            };
            if show.locator == Locator::Named && capitals.is_empty() {
                set.remarks.push("no capital of either side is among the places: the locator has no names".to_owned());
            }
            let side = 2.0 * (locator::radius(&capitals, style) + style.px(4.0));
            let corners = [upper[0], upper[1], lower[0], lower[1]];
            // A globe over a quarter of a small map hides too much of it.
            let fits = side < 0.26 * frame.rect.width && side < 0.34 * frame.rect.height;
            if let Some(slot) = basemap.free_rect(side, side, &corners, true, inset).filter(|_| fits) {
                let middle = (slot.x + side / 2.0, slot.y + side / 2.0);
                let drawn = locator(&world.features, &capitals, self.line, frame, middle, style);
                if let Some((layer, unnamed)) = drawn {
                    set.remarks
                        .extend(unnamed.iter().map(|name| format!("no room for the name {name} on the locator")));
                    basemap.taken.push(slot);
                    set.layers.push(layer);
                }
            } else {
                set.remarks.push("no room for the locator".to_owned());
            }
        }
        set.layers.push(legend_layer);
        set.boxes = basemap.taken;
        Some(set)
    }

    /// The legend on a sheet of its own, in the corner where it hides least; `None` if it has no room.
    #[allow(clippy::too_many_arguments, reason = "one step of the layout, split from it to be read")]
    fn legend_on_map(
        &self,
        selected: &Selected<'a>,
        facts: &Facts,
        lower: &[u8; 2],
        upper: &[u8; 2],
        basemap: &mut layout::DrawnBasemap<'_>,
        layer: &mut Layer,
        set: &mut Set,
    ) -> Option<()> {
        let style = &self.style;
        let pad = style.px(14.0);
        let corners = [lower[0], lower[1], upper[0], upper[1]];
        let found = legend::WIDEST.into_iter().find_map(|widest| {
            let wide = legend::natural_width(&selected.explained(), facts, widest, style);
            let blocks = legend::blocks(&selected.explained(), facts, wide, style);
            let high: f64 = blocks.iter().map(|b| b.height).sum();
            if blocks.is_empty() {
                return Some((blocks, 0.0, 0.0, None));
            }
            let (w, h) = (wide + 2.0 * pad, high + 1.4 * pad);
            let fits = w <= 0.42 * basemap.frame.width && h <= 0.75 * basemap.frame.height;
            let slot = basemap.free_rect(w, h, &corners, false, style.px(10.0)).filter(|_| fits)?;
            Some((blocks, wide, high, Some(slot)))
        });
        let (blocks, wide, high, slot) = found?;
        // With nothing to explain there is no sheet.
        let Some(slot) = slot else { return Some(()) };
        basemap.taken.push(slot.grown(style.px(4.0)));
        layer.items.push(sheet(slot, style));
        let inner = Rect { x: slot.x + pad, y: slot.y + 0.5 * pad, width: wide, height: high };
        layer.items.extend(flow(&blocks, &[inner], style));
        set.missing += blocks.len() - held(&blocks, &[inner]);
        Some(())
    }
}
