//! A map, composed: what is shown, in which layout, and in which order.

use super::arrangement::{MOST_APART, arrange, settle_in_cells};
use super::basemap::DrawnBasemap;
use super::bins;
use super::border::{BorderLayer, border_layer, border_name, kilometres};
use super::contested::contested_ground;
use super::data_edge::DataEdge;
use super::displacement::{Constraints, side_on_page};
use super::figure::{Figure, PlacedMap, finished};
use super::footer::{self, Drawn};
use super::furniture::{NORTH_IS_UP, around, latitude_room, north_arrow, north_turn, title_block};
use super::hexagons::CLOSE_KM;
use super::journeys::{self, Journey};
use super::key::{self, MeasuredById};
use super::key_pages;
use super::labels::{Label, Room, place};
use super::layout::{self, Panel, Plan, Zones, zones};
use super::legend::{self, Facts};
use super::locator::{self, locator};
use super::map_scale::{scale_at, scale_bar, scale_bar_size};
use super::panel::{Block, columns, flow, held, least_height, sheet};
use super::paper::{ComposeError, paper, too_small};
use super::places::{self, Named};
use super::radii::{cells, location_radii};
use super::scene::{Item, Layer};
use super::shown::Shown;
use super::status::Claims;
use super::style::Style;
use super::symbols::{Symbol, apart, leader_lines};
use crate::language::LanguagePair;
use crate::measure::{CoarseningGrid, GeodesicLine, Side};
use crate::measured::MeasuredIncident;
use crate::model::{Case, Category, Extent, Incident, LonLat, Place, PlaceKind, ReportedSide};
use crate::project::{Frame, Page, Projection, ProjectionError, Rect};
use crate::recipe::{Choice, Graticule, Recipe};

/// What a map shall show: a recipe, with its extent as positions.
#[derive(Debug, Clone)]
pub struct MapSpec<'a> {
    /// Everything that can be chosen.
    pub recipe: &'a Recipe,
    /// The positions that must be on the map.
    pub extent: Vec<LonLat>,
    /// The projection; `None` for the one that fits the extent.
    pub projection: Option<Projection>,
    /// The language of the figure.
    pub languages: LanguagePair,
    /// Places that fill a close map.
    pub filling: Filling,
}

/// Places by whose size a close map is filled where the dossier's own leave it bare.
#[derive(Debug, Clone, Default)]
pub struct Filling {
    /// The places.
    pub places: Vec<Place>,
    /// The credit that the map carries where it draws any.
    pub attribution: String,
}

/// What is said where the key stands on pages of its own.
const APART: &str = "the list of incidents has no room beside the map: as PDF it follows on pages of its own, and export --to csv has it as a table";
/// The share of the body that a map with its legend on it may leave blank.
const MOST_BLANK: f64 = 0.12;
/// More incidents than this make no key.
const MOST_ENTRIES: usize = 200;

/// Composes a map of the incidents that passed a filter.
///
/// # Errors
///
/// [`ComposeError`] if the extent is empty or the page too small.
pub fn compose_map(
    dossier: &Case,
    line: &GeodesicLine,
    measured: &[&MeasuredIncident<'_>],
    spec: &MapSpec<'_>,
) -> Result<Figure, ComposeError> {
    let recipe = spec.recipe;
    let (style, page) = paper(recipe, spec.languages.clone(), &dossier.fonts);
    let projection = match &spec.projection {
        Some(given) => given.clone(),
        None => Projection::fitted(&spec.extent)?,
    };
    let incidents: &[&Incident] = &measured.iter().map(|m| m.incident).collect::<Vec<_>>();
    let measured: MeasuredById<'_, '_> = measured.iter().map(|m| (m.incident.id.as_str(), *m)).collect();
    let edge = DataEdge::new(&dossier.basemap);
    let map = Map { dossier, line, incidents, spec, style, page, projection, measured, edge };
    let placed_map = map.choose_layout()?.ok_or_else(|| too_small(recipe))?;
    Ok(finished(placed_map, dossier, line, recipe, page, &map.style))
}

/// What stays the same whatever the layout.
struct Map<'a> {
    dossier: &'a Case,
    line: &'a GeodesicLine,
    incidents: &'a [&'a Incident],
    spec: &'a MapSpec<'a>,
    style: Style<'a>,
    page: Rect,
    projection: Projection,
    /// What is measured of the incidents, for the key.
    measured: MeasuredById<'a, 'a>,
    /// Where the detailed basemap ends.
    edge: DataEdge<'a>,
}

/// A layout in which the furniture has its place, and the labels have not yet.
struct Prepared<'a> {
    /// The key on pages of its own; empty if it stands beside the map, or there is none.
    key: Vec<Block>,
    frame: Frame,
    selected: Selected<'a>,
    border_layer: BorderLayer,
    radii: Layer,
    cells: Layer,
    hexagons: Layer,
    marked: Vec<(&'a Place, Page)>,
    busy: Vec<Rect>,
    set: Set,
}

/// What a layout shows before anything has its place.
struct Selected<'a> {
    symbols: Vec<Symbol<'a>>,
    journeys: Vec<Journey<'a>>,
    areas: Vec<&'a Incident>,
    numbers: Vec<(&'a Incident, u32)>,
    shown: Shown,
    /// Incidents of which no point of this map lies on the side that their report names.
    left_out: Vec<&'a Incident>,
}

impl Selected<'_> {
    /// Numbers what is drawn by itself, in date order.
    fn number(&mut self, style: &Style) {
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
    /// The layout with the largest map that leaves nothing out, or else the one that leaves out least.
    fn choose_layout(&self) -> Result<Option<PlacedMap<'a>>, ProjectionError> {
        let key = self.spec.recipe.show.key;
        let body = self.body();
        // So many entries have room on no page, and measuring them would take its time.
        let fits = self.incidents.len() <= MOST_ENTRIES;
        let groups = layout::plans(self.page, &self.style, key != Choice::Always, key != Choice::Never && fits);
        let found = self.choose_among(&groups, &body, true)?;
        // Blank paper beside the map is better than no map.
        let found = if found.is_none() { self.choose_among(&groups, &body, false)? } else { found };
        let is_asked = key == Choice::Always && found.is_none();
        Ok(if is_asked { self.choose_among(&layout::plans_apart(), &body, false)? } else { found })
    }

    /// The layout of groups that is taken; without paper that is left blank beside a map whose legend lies on it, if `is_filled`.
    fn choose_among(
        &self,
        groups: &[Vec<Plan>],
        body: &(Vec<Item>, Rect),
        is_filled: bool,
    ) -> Result<Option<PlacedMap<'a>>, ProjectionError> {
        let mut best: Option<PlacedMap<'a>> = None;
        for group in groups {
            let mut prepared = Vec::new();
            for plan in group {
                prepared.extend(self.attempt(*plan, body.1, is_filled)?);
            }
            prepared.sort_by(|a, b| b.frame.pixels_per_metre().total_cmp(&a.frame.pixels_per_metre()));
            for one in prepared {
                // A legend or a key that is cut off is worse than a name without room.
                if one.set.missing > 0 {
                    continue;
                }
                let placed_map = self.name(body, one);
                if best.as_ref().is_none_or(|b| placed_map.missing < b.missing) {
                    let is_whole = placed_map.missing == 0;
                    best = Some(placed_map);
                    if is_whole {
                        return Ok(best);
                    }
                }
            }
        }
        Ok(best)
    }

    /// The title and the body between title and footer; the footer is reserved at its greatest height.
    fn body(&self) -> (Vec<Item>, Rect) {
        let recipe = self.spec.recipe;
        let (title, top) = title_block(&recipe.title, &recipe.subtitle, self.page, &self.style);
        let many = Shown::many(self.incidents.len());
        let show = &recipe.show;
        let (relief, provinces, rivers) = (show.relief != Choice::Never, show.provinces, show.rivers);
        let drawn = Drawn {
            shown: &many,
            relief,
            provinces,
            rivers,
            lakes: true,
            world: true,
            countries: true,
            projection: Some((&self.projection, 99.9)),
            stock: &self.spec.filling.attribution,
            contested: true,
            claims: &Claims::all(self.dossier).sentences(self.dossier, self.line.length_m() / 1000.0, &self.style),
        };
        let wide = self.page.width - self.style.px(52.0);
        let lines = footer::lines(self.dossier, &drawn, wide, &self.style);
        let bottom = self.page.bottom() - footer::height(lines.len(), &self.style);
        (title, Rect { y: top, height: (bottom - top).max(0.0), ..self.page })
    }

    /// A layout in which all furniture has its place; `None` if there is no room.
    fn attempt(&self, plan: Plan, body: Rect, is_filled: bool) -> Result<Option<Prepared<'a>>, ProjectionError> {
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
            let frame = self.edge.within(whole, &self.spec.extent, style.is_mirrored());
            // The legend takes what the map leaves.
            let blank = 1.0 - frame.rect.width * frame.rect.height / (zones.map.width * zones.map.height);
            if is_filled && show.legend && plan.panel == Panel::None && blank > MOST_BLANK {
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
            let border_layer = border_layer(&frame, &self.dossier.border, self.line, style);
            let mut claims = border_layer.claims.clone();
            claims.areas.extend(contested_ground(self.dossier, &frame).areas.iter().map(|(i, _)| *i));
            let [radii, cells, hexagons] = self.radii(&selected.symbols, &frame, &border_layer.paths);
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
                .collect();
            let basemap =
                layout::DrawnBasemap { frame: frame.rect, busy: &busy, lines: &border_layer.paths, taken: Vec::new() };
            let content = self.content(plan, &zones, &selected, &facts);
            if let Panel::Below(count) = plan.panel {
                let needed = least_height(&content, count);
                if needed > 0.72 * body.height {
                    return Ok(None);
                }
                if (needed - below).abs() > 0.5 {
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
            let apart = plan.key && plan.is_apart;
            let wide = key_pages::column_width(self.spec.recipe, self.page, style);
            let key = if apart { self.key(&selected, plan, wide) } else { Vec::new() };
            if apart {
                set.remarks.push(APART.to_owned());
            }
            return Ok(Some(Prepared {
                key,
                frame,
                selected,
                border_layer,
                radii,
                cells,
                hexagons,
                marked,
                busy,
                set,
            }));
        }
        Ok(None)
    }

    /// The entries of the key, so wide.
    fn key(&self, selected: &Selected<'a>, plan: Plan, wide: f64) -> Vec<Block> {
        let size = self.style.letters(plan.size);
        let counted = selected.symbols.iter().filter(|s| !s.is_single()).flat_map(Symbol::incidents);
        // Beside the map only what has a number there is listed.
        let mut counted: Vec<&Incident> = counted.filter(|_| plan.is_apart).collect();
        counted.sort_by(|a, b| a.date.days().0.cmp(&b.date.days().0).then_with(|| a.id.cmp(&b.id)));
        let entries = key::Entries { numbers: &selected.numbers, counted: &counted, areas: &selected.areas };
        key::blocks(self.dossier, &entries, &self.measured, (wide, size), plan.has_sides, &self.style)
    }

    /// What stands in the panel: the key, then the legend.
    fn content(&self, plan: Plan, zones: &Zones, selected: &Selected<'a>, facts: &Facts) -> Vec<Block> {
        let style = &self.style;
        let Some(panel) = zones.panel else { return Vec::new() };
        let count = if let Panel::Below(count) = plan.panel { count } else { 1 };
        let wide = columns(panel, count, style.px(24.0), style).first().map_or(panel.width, |c| c.width);
        let mut content = Vec::new();
        if plan.key && !plan.is_apart {
            content = self.key(selected, plan, wide);
        }
        if self.spec.recipe.show.legend {
            content.extend(legend::blocks(&selected.symbols, facts, wide, style));
        }
        content
    }

    /// Legend, key, scale bar, locator and north arrow, each at its place.
    #[allow(clippy::too_many_arguments, reason = "one step of the layout, split from it to be read")]
    fn furnish(
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
                if show.legend { legend::blocks(&selected.symbols, facts, 1.0, style).len() } else { 0 };
            let keyed = content.len() - legend_blocks;
            if plan.key
                && held(&content, &boxes) < content.len()
                && held(&content, &boxes) >= keyed
                && legend_blocks > 0
            {
                // The key alone has the panel; the legend goes onto the map.
                content.truncate(keyed);
                self.legend_on_map(selected, facts, &lower, &upper, &mut basemap, &mut legend_layer, &mut set)?;
            }
            set.missing += content.len() - held(&content, &boxes);
            legend_layer.items.extend(flow(&content, &boxes, style));
        } else if show.legend {
            self.legend_on_map(selected, facts, &lower, &upper, &mut basemap, &mut legend_layer, &mut set)?;
        }
        let (wide, high) = scale_bar_size(frame, style);
        let bar_corners = [lower[1], lower[0], upper[1], upper[0]];
        match basemap.free_rect(wide, high, &bar_corners, true, style.px(8.0)) {
            Some(slot) => match scale_bar(frame, (slot.x, slot.y), style) {
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
        let world = self.dossier.basemap.world.as_ref().filter(|_| show.locator);
        if let Some(world) = world {
            let side = 2.0 * style.px(locator::RADIUS + 4.0);
            let corners = [upper[0], upper[1], lower[0], lower[1]];
            // A globe over a quarter of a small map hides too much of it.
            let fits = side < 0.26 * frame.rect.width && side < 0.34 * frame.rect.height;
            if let Some(slot) = basemap.free_rect(side, side, &corners, true, inset).filter(|_| fits) {
                let middle = (slot.x + side / 2.0, slot.y + side / 2.0);
                if let Some(layer) = locator(&world.features, self.line, frame, middle, style) {
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
            let wide = legend::natural_width(&selected.symbols, facts, widest, style);
            let blocks = legend::blocks(&selected.symbols, facts, wide, style);
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

    /// The incidents that get a symbol or an arrow, with the count of the others.
    fn select(&self, frame: &Frame) -> Selected<'a> {
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
    fn arrange(&self, selected: &mut Selected<'a>, frame: &Frame, signs: &[(Page, f64)]) {
        if !self.spec.recipe.show.displace {
            return;
        }
        let side_at = side_on_page(frame, self.measured.values().next().copied());
        let hexagons = frame.rect.width / frame.pixels_per_metre() / 1000.0 > CLOSE_KM;
        let constraints = Constraints { frame: frame.rect, signs, side_at: &side_at, unit: self.style.unit, hexagons };
        selected.left_out = arrange(&mut selected.symbols, &constraints, &self.style);
        settle_in_cells(&mut selected.symbols, frame, self.dossier.coarsened_m);
        let counted = selected.left_out.iter().filter(|i| i.category.counts()).count();
        selected.shown.shown -= counted;
        selected.shown.outside += counted;
    }

    /// The rings of the location radii, at close extents cut to the side that the report names, the cells of coarsened positions, and the hexagons
    /// in which incidents are counted.
    fn radii(&self, symbols: &[Symbol<'_>], frame: &Frame, border: &[Vec<Page>]) -> [Layer; 3] {
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
        let hexagons = bins::hexagons(symbols, frame.rect, border, side_land, &self.style);
        let grid = self.dossier.coarsened_m.and_then(CoarseningGrid::new);
        let outlines = grid.map_or_else(|| Layer::new("cells", ""), |grid| cells(symbols, frame, grid, &self.style));
        [location_radii(symbols, frame, &self.style, grid, land_of), outlines, hexagons]
    }

    /// Places the labels.
    fn name(&self, (title, body): &(Vec<Item>, Rect), prepared: Prepared<'a>) -> PlacedMap<'a> {
        let Prepared { key, frame, selected, border_layer, radii, cells, hexagons, marked, busy, set } = prepared;
        let style = &self.style;
        let halo = style.theme.halo;
        let rect = frame.rect;
        let mut blocked = set.boxes.clone();
        blocked.extend(busy);
        blocked.extend(marked.iter().filter(|(p, _)| p.is_small()).map(|(_, at)| around(*at, style.px(4.0))));
        let mut taken = set.boxes.clone();
        taken.extend(selected.symbols.iter().map(|s| s.bounds(style)));
        taken.extend(marked.iter().map(|(_, at)| around(*at, style.px(5.0))));
        let dates = journeys::dates(
            &selected.journeys,
            &Room { fonts: style.fonts, frame: rect, blocked: &taken, lines: &border_layer.paths },
            style,
        );
        let undated = dates.without_room.iter().filter_map(|i| selected.journeys.get(*i));
        let mut missing = dates.without_room.len();
        let mut remarks = set.remarks;
        remarks.extend(undated.map(|j| format!("no room for the date {} of a journey", j.date)));
        blocked.extend(dates.placed.taken().copied());
        let ticks = kilometres(&frame, self.line, &border_layer.paths, &blocked, style);
        blocked.extend(ticks.boxes.iter().copied());
        let asked = self.spec.recipe.extent.around.as_deref();
        let mut labels =
            places::labels(&marked, &selected.symbols, &border_layer.ends, &selected.journeys, asked, style);
        labels.extend(places::incident_labels(&selected.symbols, style));
        let (named, labels): (Vec<Named>, Vec<Label>) = labels.into_iter().unzip();
        let room = Room { fonts: style.fonts, frame: rect, blocked: &blocked, lines: &border_layer.paths };
        let placed = place(&labels, &room, halo, style.unit);
        if !selected.left_out.is_empty() {
            let ids: Vec<&str> = selected.left_out.iter().map(|i| i.id.as_str()).collect();
            remarks.push(format!("no room on the side of the border where they belong: {}", ids.join(", ")));
        }
        let counted: usize = selected.symbols.iter().filter(|s| !s.is_single()).map(|s| s.incidents().count()).sum();
        if counted > 0 {
            remarks.push(format!("{counted} incidents have no room for symbols of their own and are drawn as counts"));
        }
        if selected.symbols.is_empty() && selected.journeys.is_empty() && !self.dossier.incidents.is_empty() {
            remarks.push("no incident that passes the filter lies on this map".to_owned());
        }
        if border_layer.paths.is_empty() {
            remarks.push("the border is not on this map".to_owned());
        }
        let lost: Vec<String> =
            placed.dropped.iter().filter_map(|i| labels.get(*i)).map(|l| l.lines.join(" ")).collect();
        if !lost.is_empty() {
            /// So many are named in a remark.
            const NAMED: usize = 12;
            let more = match lost.len().saturating_sub(NAMED) {
                0 => String::new(),
                n => format!(" and {n} more"),
            };
            let named = lost.get(..NAMED).unwrap_or(&lost).join("; ");
            remarks.push(format!("no room for the labels {named}{more}"));
        }
        let is_filling = |p: &Place| self.spec.filling.places.iter().any(|f| std::ptr::eq(f, p));
        let is_dropped = |i: usize| placed.dropped.iter().any(|d| named.get(*d) == Some(&Named::Place(i)));
        let has_filling = marked.iter().enumerate().any(|(i, (p, _))| is_filling(p) && !is_dropped(i));
        let stock = if has_filling { self.spec.filling.attribution.clone() } else { String::new() };
        let is_incident = |i: &&usize| matches!(named.get(**i), Some(Named::Incident(_)));
        missing += placed.dropped.iter().filter(is_incident).count();
        PlacedMap {
            key,
            frame,
            title: title.clone(),
            footer_top: body.bottom(),
            symbols: selected.symbols,
            shown: selected.shown,
            journeys: selected.journeys,
            border_layer,
            radii,
            cells,
            hexagons,
            marked,
            ticks: ticks.layer,
            tick_boxes: ticks.boxes,
            furniture: set.layers,
            furniture_boxes: set.boxes,
            named,
            stock,
            placed,
            dates,
            remarks,
            missing,
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

/// Furniture that has its place.
#[derive(Default)]
struct Set {
    layers: Vec<Layer>,
    boxes: Vec<Rect>,
    remarks: Vec<String>,
    /// Entries of the legend or the key without room.
    missing: usize,
}
