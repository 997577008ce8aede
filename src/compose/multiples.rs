//! Small multiples: the same map for each period or category, at one scale and with one legend.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::arrangement::{SIZES, arrange, settle_in_cells};
use super::basemap::{DrawnBasemap, Land};
use super::border::{border_layer, border_name};
use super::contested::{ContestedGround, contested_ground};
use super::data_edge::DataEdge;
use super::displacement::{Constraints, country_on_page};
use super::figure::{Figure, placed_symbols};
use super::footer::{self, Drawn};
use super::furniture::{around, corners, strokes, text};
use super::key::MeasuredById;
use super::labels::{Room, place};
use super::layout;
use super::legend::{self, Detail, Facts};
use super::map::MapSpec;
use super::map_scale::{LENGTHS, scale_at, scale_bar, scale_bar_size, scale_range};
use super::multiples_frames::frames;
use super::names::{self, Taken};
use super::paper::{ComposeError, paper, too_small};
use super::periods::Periods;
use super::places;
use super::radii::{beyond, cells, location_radii};
use super::remarks::{drawn_as_counts, not_on_their_side, radii_beyond};
use super::scene::{Anchor, Layer, Stroke};
use super::sheet::{Content, Sheet};
use super::shown::Shown;
use super::status::Claims;
use super::style::{MOST_DEATHS, Style, most_dead, symbol_radius};
use super::symbols::{Symbol, anchors, apart, drawn, leader_lines};
use super::views::FlatViews;
use crate::language::date;
use crate::measure::{CoarseningGrid, GeodesicLine};
use crate::measured::MeasuredIncident;
use crate::model::{
    Case, Category, Edtf, Extent, Incident, Place, PlaceKind, axis_years, is_on_axis, off_axis_in_words,
};
use crate::project::{Frame, Page, Projection, Rect};
use crate::recipe::{By, Recipe, judge_period};
use crate::typeface::FontStyle;

/// One of the multiples: what it is called, and its incidents.
struct Multiple<'a> {
    name: String,
    incidents: Vec<&'a Incident>,
}

/// More maps than this are no small multiples.
const MOST: usize = 24;
/// The largest radius of a symbol, as a share of the shorter side of a map: it must not hide the border.
const LARGEST: f64 = 0.08;

/// Composes a map for each period or category of the incidents that passed a filter.
///
/// An incident whose date may lie in two periods stands in both.
///
/// # Errors
///
/// [`ComposeError`] if the extent is empty, the page too small, or the maps too many.
pub fn compose_multiples(
    dossier: &Case,
    line: &GeodesicLine,
    measured: &[&MeasuredIncident<'_>],
    spec: &MapSpec<'_>,
) -> Result<Figure, ComposeError> {
    let recipe = spec.recipe;
    let projection = match &spec.projection {
        Some(given) => given.clone(),
        None => Projection::fitted(&spec.extent)?,
    };
    let show = &recipe.show;
    let mut shown = Shown::default();
    let mut located: Vec<&Incident> = Vec::new();
    let by_id: MeasuredById<'_, '_> = measured.iter().map(|m| (m.incident.id.as_str(), *m)).collect();
    for i in measured.iter().map(|m| m.incident).filter(|i| places::is_shown(i.category, show.claims, show.contacts)) {
        let counted = usize::from(i.category.counts());
        shown.of += counted;
        match (i.location.extent, i.at) {
            (Extent::Point, Some(_)) => located.push(i),
            (Extent::Area, Some(_)) => shown.areas += counted,
            _ => shown.no_place += counted,
        }
    }
    let length_km = line.length_m() / 1000.0;
    let facts_of = |shown, (world, contested), distortion, claims| Drawn {
        shown,
        relief: false,
        provinces: false,
        rivers: false,
        lakes: true,
        world,
        countries: true,
        projection: Some((&projection, distortion)),
        stock: "",
        contested,
        own: &[],
        claims,
    };
    // The footer is reserved at its greatest height.
    let many = Shown::many(measured.len());
    let (style, _) = paper(recipe, spec.languages.clone(), dossier);
    let all = Claims::all(dossier).sentences(dossier, length_km, &style);
    let mut sheet = Sheet::new(recipe, spec.languages.clone(), dossier, &facts_of(&many, (true, true), 99.9, &all));
    let (by, years) = (recipe.by.unwrap_or(By::Year), axis_years(dossier.incidents.iter()));
    let multiples = match spec.periods.as_slice() {
        [] => multiples(&located, by, &years, &style),
        periods => of_periods(&located, periods, &style),
    };
    if multiples.len() > MOST {
        return Err(ComposeError::TooMany { found: multiples.len(), most: MOST });
    }
    let fitted = |rect: Rect| Frame::fit(projection.clone(), rect, &spec.extent, 0.045);
    // What is on the maps, and must be explained, shows when everything has its place.
    let unit = Some(style.unit);
    let mut seen =
        Seen { unit, most_dead: MOST_DEATHS, ids: located.iter().map(|i| i.id.as_str()).collect(), ..Seen::default() };
    let (flat_views, edge) = (FlatViews::new(dossier, &projection), DataEdge::new(&dossier.basemap));
    let mut explained: Vec<Symbol<'_>> = located.iter().map(|i| Symbol::new(i, (0.0, 0.0), 0.0, &style)).collect();
    for last in [false, true] {
        let in_view: Vec<&Incident> = located.iter().copied().filter(|i| seen.ids.contains(i.id.as_str())).collect();
        let facts = facts(recipe, dossier, &in_view, &seen, &style);
        let blocks = if show.legend.is_shown() {
            legend::blocks(&explained, &facts, sheet.column(), &style)
        } else {
            Vec::new()
        };
        let body = sheet.body(&blocks);
        let ground = (&edge, spec.extent.as_slice());
        let frames = frames(body, multiples.len(), &fitted, ground, &style)?.ok_or_else(|| too_small(recipe))?;
        let mut work = Work {
            dossier,
            line,
            flat_views: &flat_views,
            style: &style,
            measured: &by_id,
            displaces: show.displace,
            content: Content::default(),
            seen: Seen::default(),
            has_coarse: false,
        };
        let (mut distortion, mut has_bar) = (0.0, false);
        let contested: Vec<ContestedGround> = frames.iter().map(|frame| contested_ground(dossier, frame)).collect();
        let grounds: Vec<(&Frame, &ContestedGround)> = frames.iter().zip(&contested).collect();
        let symbols: Vec<Vec<Symbol<'_>>> = work.symbols(&multiples, &grounds);
        if let Some(ground) = grounds.first().copied() {
            let first = ground.0;
            let range = scale_range(first);
            distortion = (range.1 / range.0 - 1.0) * 100.0;
            let taken: Vec<Rect> =
                frames.iter().zip(&symbols).flat_map(|(f, s)| on_first(first, f, s, &style)).collect();
            let common = work.common(ground, &taken);
            has_bar = common.bar.is_some();
            for (i, (multiple, (ground, symbols))) in multiples.iter().zip(grounds.iter().zip(&symbols)).enumerate() {
                work.draw(multiple, *ground, symbols, &common, i == 0);
            }
        }
        if work.seen != seen && !last {
            seen = work.seen;
            explained = symbols.into_iter().flatten().collect();
            continue;
        }
        let Work { mut content, seen, has_coarse, .. } = work;
        let is_seen = |i: &&&Incident| seen.ids.contains(i.id.as_str());
        let counted: Vec<&Incident> = located.iter().copied().filter(|i| i.category.counts()).collect();
        shown.shown = counted.iter().filter(is_seen).count();
        shown.outside = counted.len() - shown.shown;
        content.remarks.extend(drawn_as_counts(seen.counted.len()));
        content.remarks.extend(radii_beyond(&seen.beyond.iter().copied().collect::<Vec<_>>()));
        content.description = description(dossier, &multiples, &shown, &recipe.title, &style);
        if !has_bar {
            content.remarks.push("no room for a scale bar, or the scale varies too much for one".to_owned());
        }
        if by != By::Category && spec.periods.is_empty() {
            let off: Vec<&str> =
                located.iter().filter(|i| !is_on_axis(&i.date, &years)).map(|i| i.id.as_str()).collect();
            content.remarks.extend(off_axis_in_words(&off, &years));
        }
        let sentences = seen.claims.sentences(dossier, length_km, &style);
        sheet.set_footer(&facts_of(&shown, (has_coarse, !seen.claims.areas.is_empty()), distortion, &sentences));
        let mut figure = sheet.figure(content, &blocks, shown.clone())?;
        figure.distortion = Some(distortion);
        return Ok(figure);
    }
    Err(too_small(recipe))
}

/// The maps that are asked for, in order; periods without an incident have one too.
fn multiples<'a>(located: &[&'a Incident], by: By, years: &RangeInclusive<i16>, style: &Style) -> Vec<Multiple<'a>> {
    if by == By::Category {
        let of = |c: Category| located.iter().copied().filter(|i| i.category == c).collect::<Vec<_>>();
        return Category::among(located.iter().map(|i| i.category))
            .into_iter()
            .map(|c| Multiple { name: style.words().category(c).to_owned(), incidents: of(c) })
            .collect();
    }
    let Some(all) = Periods::around(located.iter().copied(), if by == By::Quarter { 3 } else { 12 }, years) else {
        return Vec::new();
    };
    let of = |n: i32| located.iter().copied().filter(|i| all.holds(n, i)).collect();
    all.numbers().take(MOST + 1).map(|n| Multiple { name: all.name(n, style), incidents: of(n) }).collect()
}

/// The maps of periods that are asked for.
fn of_periods<'a>(located: &[&'a Incident], periods: &[(Edtf, Edtf)], style: &Style) -> Vec<Multiple<'a>> {
    let one = |(since, until): &(Edtf, Edtf)| {
        let text = if since == until { since.to_string() } else { format!("{since}/{until}") };
        let name = text.parse::<Edtf>().map_or(text, |d| date(style.language(), &d));
        let is_in = |i: &&Incident| judge_period(&i.date, Some(since), Some(until)).passes();
        Multiple { name, incidents: located.iter().copied().filter(is_in).collect() }
    };
    periods.iter().map(one).collect()
}

/// What is on the maps, for the legend.
#[derive(Default, PartialEq)]
struct Seen<'a> {
    /// Incidents that have a symbol on some map.
    ids: BTreeSet<&'a str>,
    /// Those whose location radius goes beyond the map on all sides.
    beyond: BTreeSet<&'a str>,
    /// The size of symbols, in pixels to a unit of the design; `None` if there are only counts.
    unit: Option<f64>,
    /// More dead than this are drawn as this many.
    most_dead: u32,
    /// Those that are counted together.
    counted: BTreeSet<&'a str>,
    /// Whether any is moved aside.
    moved: bool,
    /// The kinds of places that are marked with a sign of their own.
    kinds: BTreeSet<PlaceKind>,
    /// What is said of the line and its ground.
    claims: Claims,
}

/// What is collected map by map.
struct Work<'w, 'a> {
    dossier: &'a Case,
    line: &'a GeodesicLine,
    flat_views: &'w FlatViews,
    style: &'w Style<'w>,
    measured: &'w MeasuredById<'w, 'a>,
    /// Whether symbols are moved aside where they would cover each other.
    displaces: bool,
    content: Content,
    seen: Seen<'a>,
    /// Whether some land is from the coarse world.
    has_coarse: bool,
}

/// What is the same on every map, placed on the first.
struct Common<'a> {
    rect: Rect,
    signs: Vec<(&'a Place, Page)>,
    /// The names of countries, and those of places.
    names: [Layer; 2],
    labels: Vec<Rect>,
    leaders: Vec<Rect>,
    bar: Option<Layer>,
}

/// The boxes of the symbols of a map, where they would lie on the first.
fn on_first(first: &Frame, frame: &Frame, symbols: &[Symbol<'_>], style: &Style) -> Vec<Rect> {
    let by = (first.rect.x - frame.rect.x, first.rect.y - frame.rect.y);
    symbols.iter().map(|s| moved(s.bounds(style).grown(style.px(2.0)), by)).collect()
}

fn moved(r: Rect, by: Page) -> Rect {
    Rect { x: r.x + by.0, y: r.y + by.1, ..r }
}

impl<'a> Work<'_, 'a> {
    /// The symbols of all maps in their places, in the first of the sizes in which all find one: the same size means the same on every map.
    fn symbols(&mut self, multiples: &[Multiple<'a>], grounds: &[(&Frame, &ContestedGround)]) -> Vec<Vec<Symbol<'a>>> {
        let (most_dead, sizes) = self.sizes(grounds);
        let mut found: Vec<(Vec<Symbol<'a>>, Vec<&'a Incident>)> = Vec::new();
        for size in &sizes {
            found = multiples
                .iter()
                .zip(grounds)
                .map(|(m, ground)| self.arranged(m, *ground, (most_dead, *size)))
                .collect();
            let is_whole = |(s, out): &(Vec<Symbol<'_>>, Vec<_>)| s.iter().all(Symbol::is_single) && out.is_empty();
            if !self.displaces || found.iter().all(is_whole) {
                break;
            }
        }
        let left_out: BTreeSet<&str> = found.iter().flat_map(|(_, out)| out).map(|i| i.id.as_str()).collect();
        self.content.remarks.extend(not_on_their_side(&left_out.into_iter().collect::<Vec<_>>()));
        let found: Vec<Vec<Symbol<'a>>> = found.into_iter().map(|(symbols, _)| symbols).collect();
        for (symbols, (frame, _)) in found.iter().zip(grounds) {
            self.seen.ids.extend(symbols.iter().flat_map(Symbol::incidents).map(|i| i.id.as_str()));
            self.seen.beyond.extend(beyond(symbols, frame).iter().map(|i| i.id.as_str()));
            let counts = symbols.iter().filter(|s| !s.is_single());
            self.seen.counted.extend(counts.flat_map(Symbol::incidents).map(|i| i.id.as_str()));
            self.seen.moved |= symbols.iter().any(|s| apart(s.at, s.point) > 1.0);
        }
        self.seen.most_dead = most_dead;
        self.seen.unit = found.iter().flatten().find(|s| s.is_single()).map(|s| s.unit);
        found
    }

    /// How many dead the largest symbol stands for, and the sizes that symbols are tried in: smaller where even that would hide its map. What
    /// decides is the size of the maps alone, so that one incident does not make all others small.
    fn sizes(&self, grounds: &[(&Frame, &ContestedGround)]) -> (u32, Vec<f64>) {
        let side = grounds.first().map_or(f64::INFINITY, |(frame, _)| frame.rect.width.min(frame.rect.height));
        let most = most_dead(LARGEST * side, self.style.unit);
        let factor = (LARGEST * side / symbol_radius(true, Some(most), self.style.unit)).min(1.0);
        (most, SIZES.into_iter().map(|size| size * factor).collect())
    }

    /// The symbols of one map in their places, in one size, and what has none on its side of the border.
    fn arranged(
        &self,
        multiple: &Multiple<'a>,
        (frame, contested): (&Frame, &ContestedGround),
        (most_dead, size): (u32, f64),
    ) -> (Vec<Symbol<'a>>, Vec<&'a Incident>) {
        let style = self.style;
        let mut symbols: Vec<Symbol<'a>> = Vec::new();
        for incident in &multiple.incidents {
            let Some(point) = incident.at.and_then(|at| frame.shows(at)) else { continue };
            let (least, most) = scale_at(frame, point).unwrap_or_default();
            let location_radius = f64::from(incident.location.radius_m.unwrap_or(0)) / 1000.0 * (least * most).sqrt();
            let measured = self.measured.get(incident.id.as_str()).copied();
            let mut symbol = Symbol::new(incident, point, location_radius, style).on_side_of(measured);
            symbol.most_dead = most_dead;
            symbol.resize(style.unit * size);
            symbols.push(symbol);
        }
        let mut left_out = Vec::new();
        if self.displaces {
            let country_at = country_on_page(frame, self.measured.values().next().copied());
            let constraints = Constraints {
                frame: frame.rect,
                width: frame.rect.width,
                signs: &[],
                country_at: &country_at,
                contested,
                unit: style.unit,
                hexagons: false,
            };
            left_out = arrange(&mut symbols, &constraints, &[size], style);
            settle_in_cells(&mut symbols, frame, self.dossier.coarsened_m);
        }
        (symbols, left_out)
    }

    /// The places, the names and the scale bar where no map has a symbol: each map has the same.
    fn common(&mut self, (frame, contested): (&Frame, &ContestedGround), symbols: &[Rect]) -> Common<'a> {
        let style = self.style;
        let rect = frame.rect;
        let basemap = DrawnBasemap::new(self.dossier, self.line, frame, style.clone());
        // A sign at the edge of the map has no room for its name.
        let inner = rect.grown(-style.px(10.0));
        let covered = |at: Page| symbols.iter().any(|s| s.grown(style.px(1.0)).contains(at));
        let is_marked = |(p, at): &(&Place, Page)| p.rank <= 2 && !covered(*at) && inner.contains(*at);
        let marked: Vec<(&'a Place, Page)> =
            places::marked(self.dossier, frame, None).into_iter().filter(is_marked).collect();
        let border_layer = border_layer(frame, self.dossier, self.line, self.flat_views, style);
        let mut busy = symbols.to_vec();
        busy.extend(marked.iter().map(|(_, at)| around(*at, style.px(4.0))));
        let signs = marked.iter().map(|(_, at)| around(*at, style.px(4.0))).collect();
        let mut taken = Taken::new(rect, signs, symbols.to_vec(), &basemap.waters(false).lakes, contested);
        taken.boxes.extend(border_layer.paths.iter().flatten().step_by(3).map(|p| around(*p, style.px(6.0))));
        let free = layout::DrawnBasemap { frame: rect, busy: &busy, lines: &border_layer.paths, taken: Vec::new() };
        let slot = LENGTHS.into_iter().find_map(|share| {
            let (wide, high) = scale_bar_size(frame, share, style);
            Some((free.free_rect(wide, high, &[2, 3, 1, 0], true, style.px(8.0))?, share))
        });
        let bar = slot.and_then(|(s, share)| scale_bar(frame, (s.x, s.y), share, style).ok());
        if let Some((_, bounds)) = &bar {
            taken.boxes.push(*bounds);
            busy.push(*bounds);
        }
        // The two sides are named before any place.
        let lands = basemap.countries().lands;
        let (sides, others): (Vec<Land>, Vec<Land>) = lands.into_iter().partition(|l| l.is_side);
        let mut country_names = names::countries(&sides, None, &mut taken, style);
        self.content.unnamed_sides = names::unnamed_sides(&sides, &country_names, contested, rect);
        self.content.remarks.extend(self.content.unnamed_sides.iter().map(names::without_room));
        busy.extend(country_names.named.iter().map(|(_, _, bounds)| *bounds));
        let labels = places::labels(&marked, &[], &[], &[], None, style);
        let labels: Vec<_> = labels.into_iter().map(|(_, l)| l).collect();
        let room = Room { fonts: style.fonts, frame: rect, blocked: &busy, lines: &border_layer.paths };
        let placed = place(&labels, &room, style.theme.halo, style.unit);
        taken.boxes.extend(placed.boxes.iter().copied());
        country_names.layer.items.extend(names::countries(&others, None, &mut taken, style).layer.items);
        let country_names = country_names.layer;
        // A dot is drawn only with its name.
        let signs: Vec<(&Place, Page)> =
            marked.iter().enumerate().filter(|(i, _)| !placed.dropped.contains(i)).map(|(_, m)| *m).collect();
        self.seen.kinds.extend(signs.iter().map(|(p, _)| p.kind));
        let (names, bar) = ([country_names, placed.layer], bar.map(|(layer, _)| layer));
        Common { rect, signs, names, labels: placed.boxes, leaders: placed.leaders, bar }
    }

    fn draw(
        &mut self,
        multiple: &Multiple<'a>,
        (frame, contested): (&Frame, &ContestedGround),
        symbols: &[Symbol<'a>],
        common: &Common<'a>,
        is_first: bool,
    ) {
        let style = self.style;
        let rect = frame.rect;
        let by = (rect.x - common.rect.x, rect.y - common.rect.y);
        let basemap = DrawnBasemap::new(self.dossier, self.line, frame, style.clone());
        let countries = basemap.countries();
        self.has_coarse |= countries.has_coarse;
        let border_layer = border_layer(frame, self.dossier, self.line, self.flat_views, style);
        let lands: Vec<Vec<Vec<Page>>> = countries.lands.iter().map(|l| l.rings.clone()).collect();
        self.seen.claims.extend(border_layer.claims.clone());
        self.seen.claims.areas.extend(contested.areas.iter().map(|(i, _)| *i));
        let waters = basemap.waters(false);
        let signs: Vec<(&Place, Page)> = common.signs.iter().map(|(p, at)| (*p, (at.0 + by.0, at.1 + by.1))).collect();
        let grid = self.dossier.coarsened_m.and_then(CoarseningGrid::new);
        let mut edge = Layer::new("frame", "Frame");
        let mut ring = corners(rect).to_vec();
        ring.push((rect.x, rect.y));
        edge.items.push(strokes(vec![ring], Stroke::solid(style.theme.quiet_ink, style.px(1.0))));
        let (x, anchor) = style.lead(rect, 0.0);
        let head = (x, rect.y - style.px(9.0));
        let (x, end) = if style.is_mirrored() { (rect.x, Anchor::Start) } else { (rect.right(), Anchor::End) };
        let incidents = symbols.iter().flat_map(Symbol::incidents).count();
        let (size, small) = (style.letters(19.0), style.letters(14.0));
        // What has no room beside the name is the number alone, and a longer name is smaller.
        let of_name = |size: f64| style.fonts.width(&multiple.name, FontStyle::Bold, size, 0.0);
        let room = |count: &str| rect.width - style.fonts.width(count, FontStyle::Regular, small, 0.0) - style.px(10.0);
        let in_words = style.words().counted("multiples-count", incidents, &[]);
        let count = if of_name(size) <= room(&in_words) { in_words } else { style.number(incidents) };
        let size = (size * room(&count) / of_name(size)).clamp(style.least_letters, size);
        edge.items.push(text(&multiple.name, head, anchor, FontStyle::Bold, size, style.theme.ink));
        edge.items.push(text(&count, (x, head.1), end, FontStyle::Regular, small, style.theme.quiet_ink));
        let [country_names, place_names] = &common.names;
        let layers = [
            Some(countries.layer),
            Some(contested.tint(&lands, style)),
            Some(waters.layer),
            Some(contested.hatching(style)),
            Some(basemap.other_borders()),
            Some(country_names.moved(by)),
            grid.map(|grid| cells(symbols, frame, grid, style)),
            Some(location_radii(symbols, frame, style, grid, |_| None)),
            Some(border_layer.views),
            Some(border_layer.layer),
            Some(places::signs(&signs, style)),
            Some(leader_lines(symbols, style)),
            Some(drawn(symbols, style)),
            Some(anchors(symbols, style)),
            Some(place_names.moved(by)),
            common.bar.clone().filter(|_| is_first),
            Some(edge),
        ];
        self.content.layers.extend(layers.into_iter().flatten());
        self.content.labels.extend(common.labels.iter().map(|r| moved(*r, by)));
        self.content.leaders.extend(common.leaders.iter().map(|r| moved(*r, by)));
        self.content.placed.extend(placed_symbols(symbols, frame));
        self.content.symbols.extend(symbols.iter().map(|s| s.bounds(style)));
    }
}

/// What the legend explains.
fn facts(recipe: &Recipe, dossier: &Case, located: &[&Incident], seen: &Seen<'_>, style: &Style) -> Facts {
    Facts {
        detail: Detail::of(recipe, dossier),
        border_name: border_name(&dossier.border, style),
        has_border: true,
        has_kilometres: false,
        statuses: seen.claims.statuses(dossier),
        claims: seen.claims.clone(),
        has_radii: located.iter().any(|i| i.location.radius_m.is_some_and(|r| r > 0)),
        radii_beyond: seen.beyond.len(),
        cells: footer::cell_size(dossier, style),
        hexagons: None,
        has_leader_lines: seen.moved,
        journeys: Vec::new(),
        has_disputed_journey: false,
        example: located.iter().map(|i| i.category).min().unwrap_or(Category::Clash),
        has_key: false,
        has_inset: false,
        choropleth: None,
        kinds: seen.kinds.iter().copied().collect(),
        own: Vec::new(),
        strip: None,
        timeline: None,
    }
}

/// The description of the figure: the count on each map.
fn description(dossier: &Case, multiples: &[Multiple<'_>], shown: &Shown, title: &str, style: &Style) -> String {
    let words = style.words();
    let one = |m: &Multiple<'_>| format!("{} ({})", m.name, style.number(m.incidents.len()));
    let list: Vec<String> = multiples.iter().map(one).collect();
    let sides = &dossier.border.facts.sides;
    words.counted(
        "multiples-description",
        shown.shown,
        &[
            ("title", title.trim_end_matches('.')),
            ("border", &border_name(&dossier.border, style)),
            ("left", style.name(&sides.left.names)),
            ("right", style.name(&sides.right.names)),
            ("n", &style.number(shown.shown)),
            ("of", &style.number(shown.of)),
            ("list", &list.join(words.text("comma"))),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_period_between_has_a_map_and_an_uncertain_date_two() {
        let style = crate::compose::sample::style("en");
        let incident = |date: &str| -> Incident {
            let text = format!(
                r#"{{"title":"t","summary":"s","category":"clash","date":"{date}","location":{{"name":"n","basis":"gazetteer",
                "extent":"point"}},"killed":{{"min":null,"max":null}},"wounded":{{"min":null,"max":null}},
                "status":"one_side","grade":{{"reliability":"B","credibility":2}},"sources":[{{"publisher":"p"}}]}}"#
            );
            serde_json::from_str(&text).unwrap()
        };
        let list = [incident("2021-12/2022-01"), incident("2024-05-03")];
        let located: Vec<&Incident> = list.iter().collect();
        let counts_by = |by| -> Vec<(String, usize)> {
            multiples(&located, by, &(1800..=9_999), &style).into_iter().map(|m| (m.name, m.incidents.len())).collect()
        };
        let years: Vec<(String, usize)> =
            [("2021", 1), ("2022", 1), ("2023", 0), ("2024", 1)].map(|(y, n)| (y.to_owned(), n)).to_vec();
        assert_eq!(counts_by(By::Year), years);
        let quarters = counts_by(By::Quarter);
        assert_eq!((quarters.len(), quarters[0].0.as_str()), (11, "Oct – Dec 2021"));
        assert_eq!(counts_by(By::Category), [("Armed clash".to_owned(), 2)]);
    }
}
