//! A layout of a map: the furniture at its place, the labels not yet.

use super::furnishing::Set;
use super::selection::Selected;
use super::spec::Map;
use crate::compose::border::{BorderLayer, border_layer, border_name};
use crate::compose::contested::contested_ground;
use crate::compose::footer;
use crate::compose::furniture::{around, latitude_room};
use crate::compose::journeys::Journey;
use crate::compose::layout::{self, LegendRoom, Panel, Plan, zones};
use crate::compose::legend::Facts;
use crate::compose::notes;
use crate::compose::own_layers::{self, DrawnOwn};
use crate::compose::panel::{Block, least_height};
use crate::compose::places;
use crate::compose::scene::Layer;
use crate::compose::style::Style;
use crate::compose::symbols::{apart, leader_lines};
use crate::model::{Category, Place, PlaceKind};
use crate::project::{Frame, Page, ProjectionError, Rect};
use crate::recipe::Graticule;

/// What is said where the key stands on pages of its own.
const APART: &str = "the list of incidents has no room beside the map: as PDF it follows on pages of its own, and export --to csv has it as a table";
/// What is said where the legend does.
const LEGEND_APART: &str = "the legend has no room beside the map: as PDF it follows on pages of its own; a larger page has room for it, or a filter leaves less to explain";
/// The share of its zone that a map with its legend on it may leave blank, and of the width above a legend.
const MOST_BLANK: f64 = 0.12;

/// A layout in which the furniture has its place, and the labels have not yet.
pub(super) struct Prepared<'a> {
    /// The legend and the key if they stand on pages of their own.
    pub(super) apart: Vec<Block>,
    pub(super) frame: Frame,
    pub(super) selected: Selected<'a>,
    pub(super) border_layer: BorderLayer,
    pub(super) radii: Layer,
    pub(super) cells: Layer,
    pub(super) hexagons: Layer,
    pub(super) marked: Vec<(&'a Place, Page)>,
    pub(super) busy: Vec<Rect>,
    pub(super) own: DrawnOwn,
    pub(super) set: Set,
}

impl<'a> Map<'a> {
    /// A layout in which all furniture has its place; `None` if there is no room.
    pub(super) fn attempt(
        &self,
        plan: Plan,
        body: Rect,
        is_filled: bool,
    ) -> Result<Option<Prepared<'a>>, ProjectionError> {
        let style = &self.style;
        let show = &self.spec.recipe.show;
        let asked = self.spec.recipe.extent.around.as_deref();
        let latitudes = if show.graticule == Graticule::None { 0.0 } else { latitude_room(style) };
        let mut below = 0.0;
        // A panel below the map is as high as its content, which depends on what the map shows.
        for _ in 0..5 {
            let mut zones = zones(body, plan, below, latitudes, style);
            if zones.map.width < style.px(260.0) || zones.map.height < style.px(220.0) {
                return Ok(None);
            }
            let whole = Frame::fit(self.projection.clone(), zones.map, &self.spec.extent, 0.045)?;
            // Above a panel a map that does not fill the width stands in its middle, else at the leading edge.
            let left = match plan.panel {
                Panel::Below(_) => 0.5,
                _ => f64::from(u8::from(style.is_mirrored())),
            };
            let frame = self.edge.within(whole, &self.spec.extent, left);
            // The legend takes what the map leaves, below it the height alone.
            let (wide, high) = (frame.rect.width / zones.map.width, frame.rect.height / zones.map.height);
            let is_blank = match plan.panel {
                Panel::None => show.legend && 1.0 - wide * high > MOST_BLANK,
                Panel::Below(_) => 1.0 - wide > MOST_BLANK,
                Panel::Beside(_) => false,
            };
            if is_filled && is_blank {
                return Ok(None);
            }
            zones.follow(frame.rect, plan.panel, style);
            let mut selected = self.select(&frame);
            let mut marked = places::marked(self.dossier, &frame, asked);
            marked.extend(places::filled(&self.spec.filling.places, &marked, &frame, style));
            // The signs of great places and of those that the legend explains stay free; lesser ones give way.
            let stays = |p: &Place| p.rank <= 2 || places::is_asked(p, asked) || p.kind == PlaceKind::MiningSite;
            let free = marked.iter().filter(|(p, _)| stays(p));
            let signs: Vec<(Page, f64)> = free.map(|(p, at)| (*at, places::sign_radius(p, style))).collect();
            self.arrange(&mut selected, &frame, &signs);
            if plan.key {
                selected.number(style);
            }
            // A lesser place under a symbol that does not belong to it would name the symbol.
            let covered = |at: Page| selected.symbols.iter().any(|s| apart(s.at, at) < s.radius + style.px(1.0));
            let marked: Vec<(&Place, Page)> = marked.into_iter().filter(|(p, at)| stays(p) || !covered(*at)).collect();
            let border_layer = border_layer(&frame, self.dossier, self.line, &self.flat_views, style);
            let mut claims = border_layer.claims.clone();
            claims.areas.extend(contested_ground(self.dossier, &frame).areas.iter().map(|(i, _)| *i));
            let [radii, cells, hexagons] = self.radii(&selected.symbols, &frame, &border_layer.paths);
            let own = own_layers::draw(&self.spec.own.layers, &frame, style);
            let hexagon = selected.symbols.iter().flat_map(|s| &s.hexagons).next();
            let facts = Facts {
                border_name: border_name(&self.dossier.border, style),
                has_border: !border_layer.paths.is_empty(),
                has_kilometres: true,
                statuses: claims.statuses(self.dossier),
                claims: claims.clone(),
                has_radii: !radii.items.is_empty(),
                cells: footer::cell_size(self.dossier, style),
                hexagons: hexagon.map(|h| in_kilometres(h.width() / frame.pixels_per_metre(), style)),
                has_leader_lines: !leader_lines(&selected.symbols, style).items.is_empty(),
                journeys: selected.journeys.iter().map(|j| j.incident.category).collect(),
                has_disputed_journey: selected.journeys.iter().any(Journey::is_disputed),
                example: selected.symbols.iter().map(|s| s.incident.category).min().unwrap_or(Category::Clash),
                has_key: !selected.numbers.is_empty(),
                kinds: places::kinds(&marked),
                own: own.signs.clone(),
                strip: None,
                timeline: None,
            };
            let gives_way = |p: &Place| places::gives_way(p, asked);
            let busy: Vec<Rect> = selected
                .symbols
                .iter()
                .map(|s| s.bounds(style).grown(style.px(2.0)))
                .chain(marked.iter().filter(|(p, _)| !gives_way(p)).map(|(_, at)| around(*at, style.px(4.0))))
                .chain(border_layer.ends.iter().map(|(at, _)| around(*at, style.px(8.0))))
                .chain(selected.journeys.iter().flat_map(Journey::boxes))
                .chain(notes::busy(&self.spec.own.notes, &frame, &selected.symbols, style))
                .collect();
            let basemap =
                layout::DrawnBasemap { frame: frame.rect, busy: &busy, lines: &border_layer.paths, taken: Vec::new() };
            let content = self.content(plan, &zones, &selected, &facts);
            if let Panel::Below(count) = plan.panel {
                let needed = least_height(&content, count);
                if needed > 0.72 * body.height && plan.legend == LegendRoom::Usual {
                    return Ok(None);
                }
                // A lower map may show less and need a shorter legend, and so on and on: where room is short that stays blank.
                let is_enough = plan.legend == LegendRoom::Large && needed <= below;
                if (needed - below).abs() > 0.5 && !is_enough {
                    below = needed;
                    continue;
                }
            }
            let Some(mut set) = self.furnish(plan, &zones, &frame, content, &selected, &facts, basemap) else {
                return Ok(None);
            };
            // Villages give way to the furniture.
            let hidden = |at: Page| set.boxes.iter().any(|b| b.grown(style.px(5.0)).contains(at));
            let marked = marked.into_iter().filter(|(p, at)| !gives_way(p) || !hidden(*at)).collect();
            if plan.key && !plan.has_sides {
                set.remarks.push("no room for the sides in the key".to_owned());
            }
            let apart = self.apart(plan, &selected, &facts);
            if plan.key && plan.is_apart {
                set.remarks.push(APART.to_owned());
            }
            if plan.legend == LegendRoom::Apart {
                set.remarks.push(LEGEND_APART.to_owned());
            }
            return Ok(Some(Prepared {
                apart,
                frame,
                selected,
                border_layer,
                radii,
                cells,
                hexagons,
                marked,
                busy,
                own,
                set,
            }));
        }
        Ok(None)
    }
}

/// A length in metres as kilometres of two digits.
fn in_kilometres(metres: f64, style: &Style) -> String {
    let km = metres / 1000.0;
    let step = 10.0_f64.powf(km.max(0.1).log10().floor() - 1.0);
    let decimals = if step < 1.0 { 1 } else { 0 };
    format!("{}\u{A0}{}", style.number(format!("{:.decimals$}", (km / step).round() * step)), style.words().text("km"))
}
