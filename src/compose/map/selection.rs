//! What a map shows of the incidents: symbols, arrows, counts and the ground of their radii.

use super::spec::Map;
use crate::compose::arrangement::{MOST_APART, arrange, settle_in_cells};
use crate::compose::basemap::DrawnBasemap;
use crate::compose::bins;
use crate::compose::contested::contested_ground;
use crate::compose::displacement::{Constraints, side_on_page};
use crate::compose::hexagons::CLOSE_KM;
use crate::compose::journeys::{self, Journey};
use crate::compose::map_scale::scale_at;
use crate::compose::places;
use crate::compose::radii::{cells, location_radii};
use crate::compose::scene::Layer;
use crate::compose::shown::Shown;
use crate::compose::style::Style;
use crate::compose::symbols::Symbol;
use crate::measure::{CoarseningGrid, Side};
use crate::model::{Extent, Incident, ReportedSide};
use crate::project::{Frame, Page};

/// What a layout shows before anything has its place.
pub(super) struct Selected<'a> {
    pub(super) symbols: Vec<Symbol<'a>>,
    pub(super) journeys: Vec<Journey<'a>>,
    pub(super) areas: Vec<&'a Incident>,
    pub(super) numbers: Vec<(&'a Incident, u32)>,
    pub(super) shown: Shown,
    /// Incidents of which no point of this map lies on the side that their report names.
    pub(super) left_out: Vec<&'a Incident>,
}

impl Selected<'_> {
    /// Numbers what is drawn by itself, in date order.
    pub(super) fn number(&mut self, style: &Style) {
        let singles = self.symbols.iter().filter(|s| s.is_single()).map(|s| s.incident);
        let mut order: Vec<_> = singles.chain(self.journeys.iter().map(|j| j.incident)).collect();
        order.sort_by_key(|i| (i.date.days().0, i.id.clone()));
        self.numbers = order.into_iter().zip(1..).collect();
        let numbers = &self.numbers;
        let number = |i: &Incident| numbers.iter().find(|(n, _)| n.id == i.id).map(|(_, n)| *n);
        for symbol in self.symbols.iter_mut().filter(|s| s.is_single()) {
            symbol.number = number(symbol.incident);
        }
        for journey in &mut self.journeys {
            if let Some(n) = number(journey.incident) {
                journey.date = format!("{} · {}", style.number(n), journey.date);
            }
        }
    }
}

impl<'a> Map<'a> {
    /// The incidents that get a symbol or an arrow, with the count of the others.
    pub(super) fn select(&self, frame: &Frame) -> Selected<'a> {
        let style = &self.style;
        let show = &self.spec.recipe.show;
        let is_shown = |i: &&'a Incident| places::is_shown(i.category, show.claims, show.contacts);
        let incidents: Vec<&'a Incident> = self.incidents.iter().copied().filter(is_shown).collect();
        let journeys =
            if show.journeys { journeys::journeys(self.dossier, &incidents, frame, style) } else { Vec::new() };
        let mut shown = Shown::default();
        let mut symbols: Vec<Symbol<'a>> = Vec::new();
        // Of very many, which are counted together, no location radius is drawn.
        let in_view = incidents.iter().filter(|i| i.location.extent == Extent::Point);
        let in_view = in_view.filter(|i| i.at.is_some_and(|at| frame.shows(at).is_some()));
        let has_radii = in_view.take(MOST_APART + 1).count() <= MOST_APART;
        let mut areas = Vec::new();
        for incident in incidents {
            let counted = usize::from(incident.category.counts());
            shown.of += counted;
            match (incident.location.extent, incident.at) {
                (Extent::Point, Some(at)) => match frame.shows(at) {
                    Some(point) => {
                        shown.shown += counted;
                        // An arrow replaces the symbol.
                        if !journeys.iter().any(|j| j.incident.id == incident.id) {
                            let scale = if has_radii { scale_at(frame, point) } else { None };
                            let (least, most) = scale.unwrap_or_default();
                            let radius_km = f64::from(incident.location.radius_m.unwrap_or(0)) / 1000.0;
                            let location_radius = radius_km * (least * most).sqrt();
                            let side =
                                self.measured.get(incident.id.as_str()).map_or(Side::Unknown, |m| m.drawn_side());
                            symbols.push(Symbol::new(incident, point, location_radius, style).on_side(side));
                        }
                    }
                    None => shown.outside += counted,
                },
                (Extent::Area, Some(at)) => {
                    shown.areas += counted;
                    if frame.shows(at).is_some() {
                        areas.push(incident);
                    }
                }
                _ => shown.no_place += counted,
            }
        }
        areas.sort_by_key(|i: &&Incident| (i.date.days().0, i.id.clone()));
        Selected { symbols, journeys, areas, numbers: Vec::new(), shown, left_out: Vec::new() }
    }

    /// Gives the symbols their places, on their sides of the border.
    pub(super) fn arrange(&self, selected: &mut Selected<'a>, frame: &Frame, signs: &[(Page, f64)]) {
        if !self.spec.recipe.show.displace {
            return;
        }
        let side_at = side_on_page(frame, self.measured.values().next().copied());
        let hexagons = frame.rect.width / frame.pixels_per_metre() / 1000.0 > CLOSE_KM;
        let constraints = Constraints {
            frame: frame.rect,
            signs,
            side_at: &side_at,
            contested: &contested_ground(self.dossier, frame),
            unit: self.style.unit,
            hexagons,
        };
        selected.left_out = arrange(&mut selected.symbols, &constraints, &self.style);
        settle_in_cells(&mut selected.symbols, frame, self.dossier.coarsened_m);
        let counted = selected.left_out.iter().filter(|i| i.category.counts()).count();
        selected.shown.shown -= counted;
        selected.shown.outside += counted;
    }

    /// The rings of the location radii, at close extents cut to the side that the report names, the cells of coarsened positions, and the hexagons
    /// in which incidents are counted, shaded against the `densest`.
    pub(super) fn radii(
        &self,
        symbols: &[Symbol<'_>],
        frame: &Frame,
        border: &[Vec<Page>],
        densest: f64,
    ) -> [Layer; 3] {
        let is_close = frame.rect.width / frame.pixels_per_metre() / 1000.0 < CLOSE_KM;
        let sides = &self.dossier.border.facts.sides;
        let basemap = DrawnBasemap::new(self.dossier, self.line, frame, self.style.clone());
        let has_hexagons = symbols.iter().any(|s| !s.hexagons.is_empty());
        let lands = if is_close || has_hexagons { basemap.countries().lands } else { Vec::new() };
        let land = |code: &str| lands.iter().find(|l| l.code == code).map(|l| l.rings.clone());
        let land_of = |incident: &Incident| {
            let code = match incident.location.side? {
                ReportedSide::Left => &sides.left.code,
                ReportedSide::Right => &sides.right.code,
                ReportedSide::Both => return None,
            };
            land(code).filter(|_| is_close)
        };
        let side_land = |side: Side| match side {
            Side::Left => land(&sides.left.code),
            Side::Right => land(&sides.right.code),
            _ => None,
        };
        let hexagons = bins::hexagons(symbols, densest, frame.rect, border, side_land, &self.style);
        let grid = self.dossier.coarsened_m.and_then(CoarseningGrid::new);
        let outlines = grid.map_or_else(|| Layer::new("cells", ""), |grid| cells(symbols, frame, grid, &self.style));
        [location_radii(symbols, frame, &self.style, grid, land_of), outlines, hexagons]
    }
}
