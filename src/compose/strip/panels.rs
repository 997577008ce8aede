//! The panels of a strip: one for all, or one for each year, on common scales.

use std::ops::RangeInclusive;

use super::breaks;
use super::contested::{self, ContestedBeside};
use super::density::{self, UNIT_KM};
use super::heat;
use super::marks::{self, Mark};
use super::names::{self, Near, Run};
use super::placement::{self, Ground};
use super::scale::{Distances, Kilometres, round_up};
use crate::analyse::{Event, HALF_WIDTH_KM, Profile};
use crate::compose::furniture::{around, break_sign, fitted, rectangle, strokes, text};
use crate::compose::labels::{Label, Room, place, text_box};
use crate::compose::places::{beside, place_mark, sign_radius};
use crate::compose::remarks::{drawn_as_counts, without_room};
use crate::compose::scene::{Anchor, Item, Layer, Stroke};
use crate::compose::status::{Claims, dashes_of};
use crate::compose::style::{Style, most_dead};
use crate::compose::symbols::{Symbol, anchors, drawn, leader_lines};
use crate::language::date;
use crate::measure::{GeodesicLine, Nearest};
use crate::model::{Case, PlaceKind, axis_years, is_on_axis, off_axis_in_words};
use crate::project::{Page, Rect};
use crate::typeface::FontStyle;

/// Room for figures at the leading edge, in units of the design; with years, for these as well.
pub const MARGIN: f64 = 64.0;
pub const MARGIN_OF_YEARS: f64 = 92.0;

/// The largest radius of a symbol, as a share of the height of a panel.
const LARGEST: f64 = 0.13;

/// What is drawn between title and legend.
pub struct Plan<'p> {
    pub dossier: &'p Case,
    pub line: &'p GeodesicLine,
    pub across: Kilometres,
    pub near: &'p [Near<'p>],
    /// To the left and to the right of the border.
    pub provinces: &'p [Vec<Run>; 2],
    /// The kilometres at which the line goes on elsewhere.
    pub breaks: &'p [f64],
    pub contested: &'p ContestedBeside,
    pub by_year: bool,
    /// Whether a heat band stands for the incidents.
    pub is_heat: bool,
}

/// The panels, ready to be painted.
pub struct Panel<'a> {
    pub layers: Vec<Layer>,
    pub labels: Vec<Rect>,
    pub leaders: Vec<Rect>,
    pub remarks: Vec<String>,
    /// The symbols of all panels.
    pub symbols: Vec<Symbol<'a>>,
    /// Incidents without a label.
    pub unnamed: Vec<String>,
    /// How many incidents have no symbol of their own, or one that covers another.
    pub crowded: usize,
    /// What the darkest shade of a heat band stands for: so many incidents on so many kilometres of the border.
    pub darkest: Option<(f64, f64)>,
}

/// The year of each panel, or one panel for all.
fn years(events: &[Event<'_>], by_year: bool, axis: &RangeInclusive<i16>) -> Vec<Option<i16>> {
    let on_axis = events.iter().filter(|e| is_on_axis(&e.incident.date, axis));
    let all = on_axis.flat_map(|e| e.incident.date.months()).map(|((year, _), _)| year);
    match (by_year, all.clone().min(), all.max()) {
        (true, Some(first), Some(last)) => (first..=last).map(Some).collect(),
        _ => vec![None],
    }
}

/// The part of a date that lies in a year; 1 if no year is given.
fn share(event: &Event<'_>, year: Option<i16>) -> f64 {
    let in_year = |y: i16| event.incident.date.months().iter().filter(|((m, _), _)| *m == y).map(|(_, s)| s).sum();
    year.map_or(1.0, in_year)
}

/// The numbers of the marks whose date may lie in a year; of all if no year is given.
fn of_year(marks: &[Mark<'_>], events: &[Event<'_>], year: Option<i16>) -> Vec<usize> {
    let is_in = |i: &usize| {
        let dated = events.iter().find(|e| e.incident.id == marks[*i].symbol.incident.id);
        dated.is_some_and(|e| share(e, year) > 0.0)
    };
    (0..marks.len()).filter(is_in).collect()
}

/// How far the scale of distances goes to the left and to the right, in kilometres.
pub fn reach_km(marks: &[Mark<'_>]) -> (f64, f64) {
    let most_km = |far: &dyn Fn(&Mark<'_>) -> f64| round_up(marks.iter().map(far).fold(5.0, f64::max) * 1.02);
    (most_km(&|m| m.range_km.1), most_km(&|m| -m.range_km.0))
}

/// Draws the panels into the body of the page; `None` if they have no room.
pub fn panels<'a>(
    plan: &Plan<'_>,
    events: &[Event<'a>],
    marks: &mut [Mark<'a>],
    body: Rect,
    style: &Style,
) -> Option<Panel<'a>> {
    let on_axis = axis_years(plan.dossier.incidents.iter());
    let years = years(events, plan.by_year, &on_axis);
    let across = &plan.across;
    let count = f64::from(u32::try_from(years.len()).unwrap_or(u32::MAX));
    // Provinces and rows of names above and below, the kilometres at the bottom.
    let rows = 2_u8;
    // The height of the names does not depend on where they stand on the page.
    let names_of = |is_up: bool, edge: f64| {
        let list: Vec<&Near<'_>> = plan.near.iter().filter(|n| plan.belongs(n, is_up)).collect();
        let frame = Rect { x: across.x, width: across.width, ..body };
        names::rows(&list, across, (edge, is_up), rows, frame, style)
    };
    let name_bands = [true, false].map(|is_up| names_of(is_up, 0.0).extent + style.px(4.0));
    let has_provinces = plan.provinces.iter().any(|p| !p.is_empty());
    let province_band = if has_provinces { style.px(24.0) } else { 0.0 };
    let axis = style.px(44.0);
    let head = if events.is_empty() { 0.0 } else { style.px(24.0) };
    let free = body.height - name_bands[0] - name_bands[1] - 2.0 * province_band - axis - head;
    let gap = if plan.by_year { style.px(12.0) } else { style.px(6.0) };
    let each = (free - gap * (count - 1.0)) / count;
    // Without incidents there is no density to draw.
    let has_curve = !events.is_empty();
    let curve_high = if has_curve { (each * 0.22).min(style.px(150.0)) } else { 0.0 };
    if each < style.px(90.0) {
        return None;
    }
    let (left_km, right_km) = reach_km(marks);
    // No symbol is so large that it hides the panel.
    let most = most_dead(LARGEST * (each - curve_high), style.unit);
    marks.iter_mut().for_each(|m| m.symbol.most_dead = most);

    let profile = |year: Option<i16>| {
        let weighted = events.iter().flat_map(|e| {
            let weight = share(e, year) / f64::from(u32::try_from(e.samples.len()).unwrap_or(u32::MAX)).max(1.0);
            e.samples.iter().map(move |s| (s.nearest.measure_km(), weight))
        });
        Profile::new(weighted.filter(|(_, w)| *w > 0.0), across.length_km, HALF_WIDTH_KM)
    };
    let profiles: Vec<Profile> = years.iter().map(|y| profile(*y)).collect();
    let in_view = |p: &Profile| p.points().filter(|(km, _)| across.shows(*km)).map(|(_, v)| v).fold(0.0, f64::max);
    let most = density::round_up(profiles.iter().map(in_view).fold(0.0, f64::max) * UNIT_KM);

    let mut out = Panel {
        layers: Vec::new(),
        labels: Vec::new(),
        leaders: Vec::new(),
        remarks: Vec::new(),
        symbols: Vec::new(),
        unnamed: Vec::new(),
        crowded: 0,
        darkest: None,
    };
    if plan.by_year {
        let off: Vec<&str> =
            events.iter().filter(|e| !is_on_axis(&e.incident.date, &on_axis)).map(|e| e.incident.id.as_str()).collect();
        out.remarks.extend(off_axis_in_words(&off, &on_axis));
    }
    let mut heats: Vec<(usize, heat::Sums)> = Vec::new();
    // In the first panel the names of the left side stand between curve and strip, in the last those of the right below.
    let first_y = body.y + head;
    let rects = |row: usize| {
        let above = row == 0;
        let (most, least) = (name_bands[0] + province_band, style.px(4.0));
        let step = each + gap;
        let y = first_y + step * f64::from(u32::try_from(row).unwrap_or(u32::MAX)) + if above { 0.0 } else { most };
        let curve = Rect { x: across.x, y, width: across.width, height: curve_high };
        let band = if above { most } else { least };
        let height = each - curve_high - if above { 0.0 } else { least };
        (curve, Rect { x: across.x, y: curve.bottom() + band, width: across.width, height })
    };
    let heading = style.words().text("strip-density");
    let size = style.letters(13.5);
    let (x, anchor) =
        if style.is_mirrored() { (across.x + across.width, Anchor::End) } else { (across.x, Anchor::Start) };
    let mut titles = Layer::new("headings", "Headings");
    if has_curve {
        let at = (x, body.y + style.px(10.0));
        titles.items.push(text(heading, at, anchor, FontStyle::Bold, size, style.theme.quiet_ink));
    }
    let heres: Vec<Vec<usize>> = years.iter().map(|year| of_year(marks, events, *year)).collect();
    let signs_of: Vec<_> =
        (0..years.len()).map(|row| signs(plan, &Distances::fit(rects(row).1, left_km, right_km))).collect();
    let grounds = heres.iter().zip(&signs_of).enumerate().map(|(row, (here, signs))| {
        let panel = rects(row).1;
        let signs = signs.iter().map(|(n, at)| around(*at, sign_radius(n.place, style))).collect();
        let ground = Ground { across, up: Distances::fit(panel, left_km, right_km), panel, signs };
        let drawn_here = here.iter().filter(|_| !plan.is_heat);
        (ground, drawn_here.map(|i| marks[*i].clone()).collect::<Vec<Mark<'_>>>())
    });
    let mut grounds: Vec<(Ground<'_>, Vec<Mark<'_>>)> = grounds.collect();
    let placed = placement::place(&mut grounds, style);
    let covering: Vec<&str> = placed.iter().flat_map(|p| p.covering.iter().map(String::as_str)).collect();
    out.remarks.extend(without_room("what covers another: ", &covering));
    let counted = placed.iter().flat_map(|p| &p.symbols).filter(|s| !s.is_single());
    let counted = counted.map(|s| s.incidents().count()).sum();
    out.remarks.extend(drawn_as_counts(counted));
    out.crowded = covering.len() + counted;
    let rows = years.iter().zip(&profiles).zip(heres).zip(signs_of.iter().zip(grounds).zip(placed)).enumerate();
    let mut bottom = first_y;
    for (row, (((year, profile), here), ((signs, (ground, own)), placed))) in rows {
        let (above, below) = (row == 0, row + 1 == years.len());
        let (curve, panel) = rects(row);
        let up = ground.up;
        if has_curve {
            let even = events.iter().map(|e| share(e, *year)).sum::<f64>() / across.length_km * UNIT_KM;
            out.layers.push(density::curve(profile, across, curve, most, even, style));
            titles.items.extend(density::scale(curve, most, style));
        }
        if let Some(year) = year {
            titles.items.extend(heading_of(*year, curve, style));
        }
        let [land, hatching, grid, border_layer, gaps] = basemap_layers(plan, panel, &up, (left_km, right_km), style);
        out.layers.extend([land, hatching]);
        if plan.is_heat {
            let side_of = |nearest: &Nearest, at| contested::side_on_paper(plan.line, nearest, at);
            let weighted = events.iter().map(|e| (e, share(e, *year)));
            heats.push((out.layers.len(), heat::sums(weighted, &side_of, (across, &up), panel, style)));
            out.layers.push(Layer::new("heat", ""));
        }
        out.layers.extend([grid, border_layer, gaps]);
        let edges = [(above, true, panel.y), (below, false, panel.bottom())];
        for (side, (is_here, is_up, edge)) in edges.into_iter().enumerate() {
            if !is_here {
                continue;
            }
            let sign = if is_up { 1.0 } else { -1.0 };
            let named = names_of(is_up, edge);
            out.labels.extend(named.boxes.iter().copied());
            out.layers.push(named.layer);
            let band_y = edge - sign * (name_bands[side] + style.px(2.0));
            let signs = breaks::sign_ranges(plan.breaks, across, style);
            out.layers.push(names::band(&plan.provinces[side], across, (band_y, is_up), &signs, style));
        }
        out.layers.push(marks::ranges(&own, across, &up, panel, style));
        let symbols = placed.symbols;
        out.layers.push(leader_lines(&symbols, style));
        let mut sign_layer = Layer::new("signs", "Crossings and mines");
        // A crossing under a symbol keeps its name and the tick to its kilometre.
        let is_free = |sign: &Rect| !symbols.iter().any(|s| s.bounds(style).overlaps(sign));
        for ((near, at), _) in signs.iter().zip(&ground.signs).filter(|(_, sign)| is_free(sign)) {
            sign_layer.items.extend(place_mark(near.place.kind, near.place.rank, *at, style));
        }
        out.layers.push(sign_layer);
        out.layers.push(drawn(&symbols, style));
        out.layers.push(anchors(&symbols, style));
        let (names_layer, name_boxes) = side_names(plan, panel, (&own, &symbols), &up, style);
        out.layers.push(names_layer);
        let taken = [name_boxes, ground.signs].concat();
        named(&symbols, panel, &up, &taken, &mut out, style);
        out.symbols.extend(symbols);
        if here.is_empty() {
            let at = (panel.x + panel.width / 2.0, up.line - style.px(8.0));
            let quiet = style.theme.quiet_ink;
            titles.items.push(text(
                style.words().text("strip-nothing"),
                at,
                Anchor::Middle,
                FontStyle::Italic,
                size,
                quiet,
            ));
        }
        // With a heat band none has its place.
        for (i, mark) in here.into_iter().zip(own) {
            marks[i] = mark;
        }
        bottom = panel.bottom();
    }
    let footer = bottom + name_bands[1] + province_band;
    out.layers.push(kilometres(plan, footer, style));
    out.layers.push(titles);
    // One scale for all years.
    let darkest = heats.iter().map(|(_, sums)| sums.most()).fold(0.0, f64::max);
    out.darkest = heats.first().map(|(_, sums)| (darkest, sums.cell_km));
    for (place, sums) in &heats {
        if let Some(layer) = out.layers.get_mut(*place) {
            *layer = heat::layer(sums, darkest, style);
        }
    }
    Some(out)
}

impl Plan<'_> {
    /// Whether a place is named above, with the left side, or below.
    fn belongs(&self, near: &Near<'_>, is_left: bool) -> bool {
        let sides = &self.dossier.border.facts.sides;
        let of = |code: &str| near.place.country.split('/').any(|c| c == code);
        match (of(&sides.left.code), of(&sides.right.code)) {
            (true, false) => is_left,
            (false, true) => !is_left,
            // On the line itself: crossings are named above.
            _ if near.place.kind == PlaceKind::BorderCrossing => is_left,
            _ => (near.signed_km >= 0.0) == is_left,
        }
    }
}

/// The year of a panel, in the margin.
fn heading_of(year: i16, curve: Rect, style: &Style) -> Vec<Item> {
    let (x, anchor) = if style.is_mirrored() {
        (curve.right() + style.px(MARGIN_OF_YEARS), Anchor::End)
    } else {
        (curve.x - style.px(MARGIN_OF_YEARS), Anchor::Start)
    };
    let words = style.number(year);
    vec![text(&words, (x, curve.bottom()), anchor, FontStyle::Bold, style.letters(24.0), style.theme.ink)]
}

/// The tints of the two sides, the scale of distances, the accuracy of the line, and the line itself.
fn basemap_layers(
    plan: &Plan<'_>,
    panel: Rect,
    up: &Distances,
    (left_km, right_km): (f64, f64),
    style: &Style,
) -> [Layer; 5] {
    let theme = style.theme;
    let across = &plan.across;
    let mut land = Layer::new("sides", "The two sides");
    let none = Stroke::solid(theme.paper, 0.0);
    let above = Rect { height: up.line - panel.y, ..panel };
    let below = Rect { y: up.line, height: panel.bottom() - up.line, ..panel };
    land.items.push(rectangle(above, theme.land_left, none.clone()));
    land.items.push(rectangle(below, theme.land_right, none.clone()));
    let mut grid = Layer::new("grid", "Scale of distances");
    let hair = Stroke::solid(theme.quiet_ink.fade(0.2), style.px(0.7));
    let size = style.letters(12.5);
    let (edge, out, anchor) =
        if style.is_mirrored() { (panel.right(), 1.0, Anchor::Start) } else { (panel.x, -1.0, Anchor::End) };
    let mut figure = |km: f64, y: f64| {
        let words = format!("{} {}", style.number(km), style.words().text("km"));
        let at = (edge + out * style.px(8.0), y + 0.36 * size);
        grid.items.push(strokes(
            vec![vec![(edge, y), (edge + out * style.px(5.0), y)]],
            Stroke::solid(theme.quiet_ink, style.px(0.9)),
        ));
        grid.items.push(text(&words, at, anchor, FontStyle::Regular, size, theme.quiet_ink));
        grid.items.push(strokes(vec![vec![(panel.x, y), (panel.right(), y)]], hair.clone()));
    };
    figure(0.0, up.line);
    for (most, sign) in [(left_km, 1.0), (right_km, -1.0)] {
        for km in up.ticks(most, style.px(17.0)) {
            figure(km, up.y(sign * km));
        }
    }
    let mut columns = Vec::new();
    for km in across.ticks(style.px(70.0)) {
        columns.push(vec![(across.x(km), panel.y), (across.x(km), panel.bottom())]);
    }
    grid.items.push(strokes(columns, hair));
    let mut border_layer = Layer::new("border", "The border");
    let border = &plan.dossier.border;
    let usual = border.facts.accuracy_m.unwrap_or(0.0);
    let mut cores = Vec::new();
    for run in border.runs(across.from_km, across.to_km, |_| true) {
        let (a, b) = (across.x(run.from_km), across.x(run.to_km));
        let (top, low) = (up.y(run.accuracy_m / 1000.0), up.y(-run.accuracy_m / 1000.0));
        let band = Rect { x: a, y: top, width: b - a, height: low - top };
        border_layer.items.push(rectangle(band, theme.quiet_ink.fade(0.28), none.clone()));
        let core = Stroke { dash: dashes_of(&run, usual, style), ..Stroke::solid(theme.border, style.px(3.0)) };
        cores.push(strokes(vec![vec![(a, up.line), (b, up.line)]], core));
    }
    border_layer.items.extend(cores);
    let breaks = breaks::layer(plan.breaks, across, (panel, up.line), style);
    let hatching = contested::layer(plan.contested, across, up, panel, style);
    [land, hatching, grid, border_layer, breaks]
}

/// What is said of the kilometres that a strip shows.
pub fn claims(dossier: &Case, across: &Kilometres) -> Claims {
    let usual = dossier.border.facts.accuracy_m.unwrap_or(0.0);
    let mut claims = Claims::default();
    for run in dossier.border.runs(across.from_km, across.to_km, |_| true) {
        claims.note(&run, usual);
    }
    claims
}

/// Crossings on the line and mines beside it: where their signs stand.
fn signs<'p>(plan: &Plan<'p>, up: &Distances) -> Vec<(&'p Near<'p>, Page)> {
    let sign_at = |near: &'p Near<'p>| {
        let y = match near.place.kind {
            PlaceKind::BorderCrossing => up.line,
            PlaceKind::MiningSite => up.y(near.signed_km),
            _ => return None,
        };
        Some((near, (plan.across.x(near.km), y)))
    };
    plan.near.iter().filter_map(sign_at).collect()
}

/// The names of the two sides in spaced capitals, in a corner that is free.
fn side_names(
    plan: &Plan<'_>,
    panel: Rect,
    (marks, symbols): (&[Mark<'_>], &[Symbol<'_>]),
    up: &Distances,
    style: &Style,
) -> (Layer, Vec<Rect>) {
    let across = &plan.across;
    let mut layer = Layer::new("side-names", "Names of the sides");
    let mut boxes = Vec::new();
    let size = style.letters(17.0);
    let tracking = if style.is_mirrored() { 0.0 } else { style.px(5.0) };
    let sides = &plan.dossier.border.facts.sides;
    let ranges = marks.iter().flat_map(|m| {
        let (x, y) = m.symbol.point;
        let (a, b) = m.span(across);
        let bar = Rect { x: a, y: y - 2.0, width: b - a, height: 4.0 };
        let (top, low) = (up.y(m.range_km.1), up.y(m.range_km.0));
        let column = Rect { x: x - style.px(5.0), y: top, width: style.px(10.0), height: low - top };
        [bar, column]
    });
    let symbols = symbols.iter().map(|s| s.bounds(style));
    let gaps = plan.breaks.iter().map(|km| breaks::gap(*km, across, panel, style));
    let busy: Vec<Rect> = ranges.chain(symbols).chain(gaps).collect();
    for (names, is_left) in [(&sides.left.names, true), (&sides.right.names, false)] {
        let room = panel.width - style.px(40.0);
        let words = fitted(style.fonts, &style.name(names).to_uppercase(), FontStyle::Bold, size, tracking, room);
        let wide = style.fonts.width(&words, FontStyle::Bold, size, tracking);
        let baseline = if is_left { panel.y + style.px(10.0) + 0.72 * size } else { panel.bottom() - style.px(10.0) };
        let free = panel.width - wide - style.px(20.0);
        // Where few incidents lie: tried from the trailing end to the leading one.
        let free_x = (0..=20_u8).map(|i| panel.x + style.px(10.0) + free * (1.0 - f64::from(i) / 20.0)).find(|x| {
            let bounds = text_box(style.fonts, &words, FontStyle::Bold, size, tracking, (*x, baseline), Anchor::Start);
            !busy.iter().any(|b| b.overlaps(&bounds.grown(style.px(6.0))))
        });
        let Some(x) = free_x else { continue };
        let bounds = text_box(style.fonts, &words, FontStyle::Bold, size, tracking, (x, baseline), Anchor::Start);
        let mut item = text(&words, (x, baseline), Anchor::Start, FontStyle::Bold, size, style.theme.country_ink);
        if let Item::Text(t) = &mut item {
            t.tracking = tracking;
        }
        layer.items.push(item);
        boxes.push(bounds.grown(style.px(4.0)));
    }
    (layer, boxes)
}

/// The dates of incidents beside their symbols; a count has none.
fn named(symbols: &[Symbol<'_>], panel: Rect, up: &Distances, taken: &[Rect], out: &mut Panel<'_>, style: &Style) {
    let mut blocked: Vec<Rect> = taken.to_vec();
    blocked.extend(symbols.iter().map(|s| s.bounds(style).grown(style.px(1.0))));
    let line: Vec<Page> = (0..=200_u8).map(|i| (panel.x + panel.width * f64::from(i) / 200.0, up.line)).collect();
    let dated = |s: &&Symbol<'_>| beside(s, date(style.language(), &s.incident.date), style);
    let singles: Vec<&Symbol<'_>> = symbols.iter().filter(|s| s.is_single()).collect();
    let labels: Vec<Label> = singles.iter().map(dated).collect();
    let lines = [line];
    let room = Room { fonts: style.fonts, frame: panel, blocked: &blocked, lines: &lines };
    let placed = place(&labels, &room, style.theme.halo, style.unit);
    let lost: Vec<String> =
        placed.dropped.iter().filter_map(|i| singles.get(*i)).map(|s| s.incident.id.clone()).collect();
    out.remarks.extend(without_room("the dates of ", &lost));
    out.unnamed.extend(lost);
    out.labels.extend(placed.boxes);
    out.leaders.extend(placed.leaders);
    out.layers.push(placed.layer);
}

/// The kilometre axis at the bottom, with its title and the names of the border's ends.
fn kilometres(plan: &Plan<'_>, y: f64, style: &Style) -> Layer {
    let mut layer = Layer::new("border-km", "Border kilometres");
    let (across, theme, words) = (&plan.across, style.theme, style.words());
    let size = style.letters(13.5);
    let stroke = Stroke::solid(theme.border, style.px(1.2));
    layer.items.push(strokes(vec![vec![(across.x, y), (across.x + across.width, y)]], stroke.clone()));
    for km in across.ticks(style.px(70.0)) {
        let x = across.x(km);
        layer.items.push(strokes(vec![vec![(x, y), (x, y + style.px(6.0))]], stroke.clone()));
        let at = (x, y + style.px(8.0) + 0.75 * size);
        layer.items.push(text(
            &style.number(format!("{km:.0}")),
            at,
            Anchor::Middle,
            FontStyle::Regular,
            size,
            theme.border,
        ));
    }
    layer.items.extend(plan.breaks.iter().flat_map(|km| break_sign((across.x(*km), y), style)));
    let baseline = y + style.px(12.0) + 1.05 * size + 0.75 * size;
    let middle = across.x + across.width / 2.0;
    layer.items.push(text(
        words.text("border-kilometre"),
        (middle, baseline),
        Anchor::Middle,
        FontStyle::Bold,
        size,
        theme.quiet_ink,
    ));
    if let Some(ends) = &plan.dossier.border.facts.ends {
        // Where enclaves come last, the axis ends with one of them.
        let ends_open = !plan.dossier.border.has_enclaves();
        for (km, end, anchor) in [(0.0, &ends.start, Anchor::Start), (across.length_km, &ends.end, Anchor::End)] {
            if across.shows(km) && (ends_open || km <= 0.0) {
                let at = (across.x(km), baseline);
                // The name of the axis stands between the two.
                let name =
                    fitted(style.fonts, style.name(&end.names), FontStyle::Italic, size, 0.0, across.width * 0.38);
                layer.items.push(text(&name, at, anchor, FontStyle::Italic, size, theme.border));
            }
        }
    }
    layer
}
