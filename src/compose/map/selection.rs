//! What a map shows of the incidents: symbols, arrows, counts and the ground of their radii.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::spec::Map;
use crate::compose::arrangement::{MOST_APART, arrange, settle_in_cells};
use crate::compose::basemap::DrawnBasemap;
use crate::compose::bins;
use crate::compose::contested::ContestedGround;
use crate::compose::displacement::{Constraints, country_on_page};
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
#[derive(Clone)]
pub(super) struct Selected<'a> {
    pub(super) symbols: Vec<Symbol<'a>>,
    /// The symbols of its inset.
    pub(super) enlarged: Vec<Symbol<'a>>,
    pub(super) journeys: Vec<Journey<'a>>,
    pub(super) areas: Vec<&'a Incident>,
    pub(super) numbers: Vec<(&'a Incident, u32)>,
    pub(super) shown: Shown,
    /// Incidents of which no point of this map lies on the side that their report names.
    pub(super) left_out: Vec<&'a Incident>,
}

/// Among what symbols find their places.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'s> {
    pub(super) frame: &'s Frame,
    /// The width of the whole map: that of the frame, but for an inset.
    pub(super) width: f64,
    pub(super) contested: &'s ContestedGround,
    /// Signs that no symbol may cover: where they are, and their radius.
    pub(super) signs: &'s [(Page, f64)],
}

impl<'a> Selected<'a> {
    /// Numbers what is drawn by itself, on the map or in its inset, in date order.
    pub(super) fn number(&mut self, style: &Style) {
        let singles = self.all().filter(|s| s.is_single()).map(|s| s.incident);
        let mut order: Vec<_> = singles.chain(self.journeys.iter().map(|j| j.incident)).collect();
        order.sort_by_key(|i| (i.date.days().0, i.id.clone()));
        order.dedup_by(|a, b| a.id == b.id);
        self.numbers = order.into_iter().zip(1..).collect();
        let numbers = &self.numbers;
        let number = |i: &Incident| numbers.iter().find(|(n, _)| n.id == i.id).map(|(_, n)| *n);
        let all = self.symbols.iter_mut().chain(&mut self.enlarged);
        for symbol in all.filter(|s| s.is_single()) {
            symbol.number = number(symbol.incident);
        }
        for journey in &mut self.journeys {
            if let Some(n) = number(journey.incident) {
                journey.date = format!("{} · {}", style.number(n), journey.date);
            }
        }
    }

    /// The symbols of the map and of its inset.
    pub(super) fn all(&self) -> impl Iterator<Item = &Symbol<'a>> {
        self.symbols.iter().chain(&self.enlarged)
    }

    /// The symbols that the legend explains.
    pub(super) fn explained(&self) -> Cow<'_, [Symbol<'a>]> {
        match self.enlarged.is_empty() {
            true => Cow::Borrowed(&self.symbols),
            false => Cow::Owned(self.all().cloned().collect()),
        }
    }

    /// How many incidents have no symbol of their own, on the map or in its inset.
    pub(super) fn only_counted(&self) -> usize {
        let own: BTreeSet<&str> =
            self.enlarged.iter().filter(|s| s.is_single()).map(|s| s.incident.id.as_str()).collect();
        let counted = self.symbols.iter().filter(|s| !s.is_single()).flat_map(Symbol::incidents);
        counted.filter(|i| !own.contains(i.id.as_str())).count()
    }

    /// The size of its symbols, as a share of the usual one.
    pub(super) fn size(&self, style: &Style) -> f64 {
        self.symbols.iter().filter(|s| s.is_single()).map(|s| s.unit / style.unit).fold(1.0, f64::min)
    }
}

impl<'a> Map<'a> {
    /// The incidents that get a symbol or an arrow, with the count of the others.
    pub(super) fn select(&self, frame: &Frame) -> Selected<'a> {
        self.select_of(&self.incidents, frame)
    }

    /// Those of some incidents that get a symbol or an arrow, with the count of the others.
    pub(super) fn select_of(&self, incidents: &[&'a Incident], frame: &Frame) -> Selected<'a> {
        let style = &self.style;
        let show = &self.spec.recipe.show;
        let is_shown = |i: &&'a Incident| places::is_shown(i.category, show.claims, show.contacts);
        let incidents: Vec<&'a Incident> = incidents.iter().copied().filter(is_shown).collect();
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
            if !self.is_in_time(incident) {
                continue;
            }
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
                            let measured = self.measured.get(incident.id.as_str()).copied();
                            symbols.push(Symbol::new(incident, point, location_radius, style).on_side_of(measured));
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
        let (enlarged, numbers, left_out) = (Vec::new(), Vec::new(), Vec::new());
        Selected { symbols, enlarged, journeys, areas, numbers, shown, left_out }
    }

    /// Gives the symbols their places, on their sides of the border, in one of the `sizes`.
    pub(super) fn arrange(&self, selected: &mut Selected<'a>, among: Surroundings<'_>, sizes: &[f64]) {
        if !self.spec.recipe.show.displace {
            return;
        }
        selected.left_out = self.arranged(&mut selected.symbols, among, sizes);
        settle_in_cells(&mut selected.symbols, among.frame, self.dossier.coarsened_m);
        let counted = selected.left_out.iter().filter(|i| i.category.counts()).count();
        selected.shown.shown -= counted;
        selected.shown.outside += counted;
    }

    /// The same whatever the recipe says; returns what finds no place on its side.
    pub(super) fn arranged(
        &self,
        symbols: &mut Vec<Symbol<'a>>,
        among: Surroundings<'_>,
        sizes: &[f64],
    ) -> Vec<&'a Incident> {
        let Surroundings { frame, width, contested, signs } = among;
        let country_at = country_on_page(frame, self.measured.values().next().copied());
        let hexagons = !self.is_inset && frame.rect.width / frame.pixels_per_metre() / 1000.0 > CLOSE_KM;
        let unit = self.style.unit;
        let constraints =
            Constraints { frame: frame.rect, width, signs, country_at: &country_at, contested, unit, hexagons };
        arrange(symbols, &constraints, sizes, &self.style)
    }

    /// Moves what stands across the edge of a frame inside of it, where that is in the same country.
    pub(super) fn keep_inside(&self, symbols: &mut [Symbol<'a>], frame: &Frame) {
        let country_at = country_on_page(frame, self.measured.values().next().copied());
        let r = frame.rect;
        for s in symbols {
            let half = s.extent(&self.style).min(r.width / 2.0).min(r.height / 2.0);
            let at = (s.at.0.clamp(r.x + half, r.right() - half), s.at.1.clamp(r.y + half, r.bottom() - half));
            if country_at(at) == country_at(s.at) {
                s.at = at;
            }
        }
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
