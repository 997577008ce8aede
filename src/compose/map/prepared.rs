//! A layout of a map: the furniture at its place, the labels not yet.

use super::furnishing::Set;
use super::ground::Ground;
use super::inset::{InsetGround, InsetRoom, PreparedInset, Shared, share_panel};
use super::selection::Surroundings;
use super::spec::Map;
use crate::compose::arrangement::SIZES;
use crate::compose::border::border_name;
use crate::compose::contested::contested_ground;
use crate::compose::footer;
use crate::compose::furniture::latitude_room;
use crate::compose::journeys::Journey;
use crate::compose::layout::{self, LegendRoom, Panel, Plan, zones};
use crate::compose::legend::{Detail, Facts};
use crate::compose::panel::{Block, least_height};
use crate::compose::places;
use crate::compose::radii::beyond;
use crate::compose::style::Style;
use crate::compose::symbols::leader_lines;
use crate::model::Category;
use crate::project::{Frame, ProjectionError, Rect};
use crate::recipe::Graticule;

/// What is said where the key stands on pages of its own.
const APART: &str = "the list of incidents has no room beside the map: it follows on pages of its own, as PNG or SVG in files beside that of the map";
/// What is said where the legend does.
const LEGEND_APART: &str = "the legend has no room beside the map: it follows on pages of its own, as PNG or SVG in files beside that of the map; a larger page has room for it, or a filter leaves less to explain";
/// What is said there of an animated map, which is no PDF.
const NO_LEGEND: &str =
    "the legend has no room beside the map; a larger page has room for it, or a filter leaves less to explain";
/// The share of its zone that a map with its legend on it may leave blank, and of the width above a legend.
const MOST_BLANK: f64 = 0.12;

/// A layout in which the furniture has its place, and the labels have not yet.
pub(super) struct Prepared<'a> {
    pub(super) plan: Plan,
    /// The legend and the key if they stand on pages of their own.
    pub(super) apart: Vec<Block>,
    pub(super) ground: Ground<'a>,
    pub(super) set: Set,
    pub(super) inset: Option<PreparedInset<'a>>,
}

impl<'a> Map<'a> {
    /// A layout in which all furniture has its place, without an inset; `None` if there is no room.
    pub(super) fn attempt(
        &self,
        plan: Plan,
        body: Rect,
        is_filled: bool,
    ) -> Result<Option<Prepared<'a>>, ProjectionError> {
        self.attempt_with(plan, body, is_filled, None)
    }

    /// The same with the inset, as large as it has room.
    pub(super) fn attempt_inset(
        &self,
        plan: Plan,
        body: Rect,
        is_filled: bool,
    ) -> Result<Option<Prepared<'a>>, ProjectionError> {
        let without = self.attempt(plan, body, is_filled)?;
        // What has no room without an inset has none with it.
        let Some(mut without) = without.filter(|found| found.set.missing == 0) else { return Ok(None) };
        let found = self.inset_ground(&without.ground);
        let found =
            found.and_then(|ground| Self::inset_part(&ground, &without.ground.frame).map(|(part, _)| (ground, part)));
        let (ground, part) = match found {
            Ok(found) => found,
            Err(remark) => {
                without.set.remarks.push(remark);
                return Ok(Some(without));
            }
        };
        let rooms = self.inset_rooms(&without.ground, part).into_iter();
        for room in rooms.filter(|room| *room != InsetRoom::Beside || plan.panel != Panel::None) {
            let found = self.attempt_with(plan, body, is_filled, Some((room, &ground)))?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// The same with an inset of some ground in a room.
    fn attempt_with(
        &self,
        plan: Plan,
        body: Rect,
        is_filled: bool,
        inset: Option<(InsetRoom, &InsetGround<'_>)>,
    ) -> Result<Option<Prepared<'a>>, ProjectionError> {
        let style = &self.style;
        let show = &self.spec.recipe.show;
        let is_beside = matches!(inset, Some((InsetRoom::Beside, _)));
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
                _ => f64::from(u8::from(plan.at_left)),
            };
            let frame = self.edge.within(whole, &self.spec.extent, left);
            // The legend takes what the map leaves, below it the height alone.
            let (wide, high) = (frame.rect.width / zones.map.width, frame.rect.height / zones.map.height);
            let is_blank = match plan.panel {
                Panel::None => show.legend.is_shown() && 1.0 - wide * high > MOST_BLANK,
                Panel::Below(_) => 1.0 - wide > MOST_BLANK,
                Panel::Beside(_) => false,
            };
            if is_filled && is_blank {
                return Ok(None);
            }
            zones.follow(frame.rect, plan);
            let mut selected = self.select(&frame);
            let marked = self.marked(&frame);
            let signs = self.signs(&marked);
            let contested = contested_ground(self.dossier, &frame);
            let among = Surroundings { frame: &frame, width: frame.rect.width, contested: &contested, signs: &signs };
            let part = inset.map(|(room, ground)| Self::inset_part(ground, &frame).map(|part| (room, part)));
            let (part, remark) = match part {
                Some(Ok((room, (part, remark)))) => (Some((room, part)), remark),
                Some(Err(remark)) => (None, Some(remark)),
                None => (None, None),
            };
            // The panel without the part of it that the inset takes.
            let mut shared = Shared { slot: None, rest: zones.panel, plan };
            if let (Some((InsetRoom::Beside, part)), Some(panel)) = (part, zones.panel) {
                shared = share_panel(panel, plan, part, body.height, style);
            }
            zones.panel = shared.rest;
            let (mut ground, mut inset) = match part {
                Some((room, part)) => {
                    let found = self.enlarge(among, &selected, &marked, part, (room, shared.slot));
                    let Some((ground, inset)) = found else { return Ok(None) };
                    (ground, Some(inset))
                }
                None => {
                    self.arrange(&mut selected, among, &SIZES);
                    (self.ground(frame, selected, marked, contested), None)
                }
            };
            if let Some(inset) = &inset {
                ground.selected.enlarged.clone_from(&inset.ground.selected.symbols);
            }
            if plan.key {
                ground.selected.number(style);
            }
            if let Some(inset) = &mut inset {
                inset.ground.selected.symbols.clone_from(&ground.selected.enlarged);
            }
            let facts = self.facts(&ground, inset.as_ref().map(|i| &i.ground));
            let content = self.content(shared.plan, &zones, &ground.selected, &facts);
            if let (Panel::Below(_), Panel::Below(count)) = (plan.panel, shared.plan.panel) {
                let needed = shared.needed(least_height(&content, count), plan, style);
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
            let mut busy = ground.busy.clone();
            let mut taken = Vec::new();
            if let Some(inset) = &inset {
                // The part that is enlarged is marked.
                busy.push(inset.part.grown(style.px(4.0)));
                taken.extend((!is_beside).then_some(inset.ground.frame.rect.grown(style.px(4.0))));
                taken.push(inset.letters[0]);
            }
            let (frame, selected) = (&ground.frame, &ground.selected);
            let basemap =
                layout::DrawnBasemap { frame: frame.rect, busy: &busy, lines: &ground.border_layer.paths, taken };
            let Some(mut set) = self.furnish(shared.plan, &zones, frame, content, selected, &facts, basemap) else {
                return Ok(None);
            };
            self.clear(&mut ground.marked, &set.boxes);
            if plan.key && !plan.has_sides {
                set.remarks.push("no room for the sides in the key".to_owned());
            }
            let apart = self.apart(plan, &ground.selected, &facts);
            if plan.key && plan.is_apart {
                set.remarks.push(APART.to_owned());
            }
            if plan.legend == LegendRoom::Apart {
                let is_pdf = self.spec.recipe.animate.is_none();
                set.remarks.push(if is_pdf { LEGEND_APART } else { NO_LEGEND }.to_owned());
            }
            set.remarks.extend(remark);
            let inset = inset.and_then(|inset| self.furnish_inset(inset, plan, &facts));
            return Ok(Some(Prepared { plan, apart, ground, set, inset }));
        }
        Ok(None)
    }

    /// What the legend explains of a map and its inset.
    fn facts(&self, ground: &Ground<'a>, inset: Option<&Ground<'a>>) -> Facts {
        let style = &self.style;
        let Ground { frame, selected, claims, own, .. } = ground;
        let hexagon = selected.symbols.iter().flat_map(|s| &s.hexagons).next();
        let grounds = || std::iter::once(ground).chain(inset);
        let mut kinds: Vec<_> = grounds().flat_map(|g| places::kinds(&g.marked)).collect();
        kinds.sort();
        kinds.dedup();
        Facts {
            detail: Detail::of(self.spec.recipe, self.dossier),
            border_name: border_name(&self.dossier.border, style),
            has_border: !ground.border_layer.paths.is_empty(),
            has_kilometres: true,
            statuses: claims.statuses(self.dossier),
            claims: claims.clone(),
            has_radii: grounds().any(|g| !g.radii.items.is_empty()),
            radii_beyond: beyond(&selected.symbols, frame).len(),
            cells: footer::cell_size(self.dossier, style),
            hexagons: hexagon.map(|h| in_kilometres(h.width() / frame.pixels_per_metre(), style)),
            has_leader_lines: grounds().any(|g| !leader_lines(&g.selected.symbols, style).items.is_empty()),
            journeys: selected.journeys.iter().map(|j| j.incident.category).collect(),
            has_disputed_journey: selected.journeys.iter().any(Journey::is_disputed),
            example: selected.symbols.iter().map(|s| s.incident.category).min().unwrap_or(Category::Clash),
            has_key: !selected.numbers.is_empty(),
            has_inset: inset.is_some(),
            choropleth: self.choropleth.cloned(),
            kinds,
            own: own.signs.clone(),
            strip: None,
            timeline: None,
        }
    }
}

/// A length in metres as kilometres of two digits.
fn in_kilometres(metres: f64, style: &Style) -> String {
    let km = metres / 1000.0;
    let step = 10.0_f64.powf(km.max(0.1).log10().floor() - 1.0);
    let decimals = if step < 1.0 { 1 } else { 0 };
    format!("{}\u{A0}{}", style.number(format!("{:.decimals$}", (km / step).round() * step)), style.words().text("km"))
}
