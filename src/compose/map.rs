//! A map, composed: layout, what is shown, and in which order.

use super::border::{hero, kilometres};
use super::foot::{Drawn, foot};
use super::furniture::{country_names, graticule, panel, scale_bar, scale_range, text, wrapped};
use super::ground::Ground;
use super::labels::{self, Label, place, text_box};
use super::legend::{Facts, Legend};
use super::scene::{Disc, Item, Layer, Scene, Shape, Stroke};
use super::style::{PRINT, Theme, mark};
use super::symbols::{Symbol, drawn, is_shown, reaches, spread, tethers};
use crate::measure::BorderLine;
use crate::model::{Category, Dossier, Extent, Incident, LonLat, Place, PlaceKind};
use crate::project::{Frame, Page, Projection, ProjectionError, Rect};
use crate::typeface::Cut;

/// What a map shall show, resolved from a recipe.
#[derive(Debug, Clone)]
pub struct MapSpec {
    /// What the map finds.
    pub title: String,
    /// What it shows, and when.
    pub subtitle: String,
    /// The positions that must be on the map.
    pub extent: Vec<LonLat>,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Dots per inch.
    pub dpi: u32,
    /// Shaded relief.
    pub relief: bool,
    /// Statements about the situation.
    pub claims: bool,
    /// Visits and talks.
    pub contacts: bool,
}

/// How many incidents a map shows, and what became of the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Events that passed the filter; claims and aggregates are not counted.
    pub of: usize,
    /// How many of them have a symbol.
    pub shown: usize,
    /// How many have no place.
    pub no_place: usize,
    /// How many stand for an area and are not drawn as a spot.
    pub areas: usize,
    /// How many lie outside the frame.
    pub outside: usize,
}

/// A composed map and what there is to say about it.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What to paint.
    pub scene: Scene,
    /// The count of incidents.
    pub shown: Shown,
    /// What a person should know: names without room, a refused scale bar.
    pub remarks: Vec<String>,
}

/// Composes a map of the incidents that passed a filter.
///
/// # Errors
///
/// [`ProjectionError`] where the extent is empty.
pub fn compose_map(
    dossier: &Dossier,
    line: &BorderLine,
    incidents: &[&Incident],
    spec: &MapSpec,
) -> Result<Figure, ProjectionError> {
    let theme: &'static Theme = &PRINT;
    // The design is made for 1600 pixels; the smaller of both sides decides.
    let unit = (f64::from(spec.size.0) / 1600.0).min(f64::from(spec.size.1) / 1100.0);
    let page = Rect { x: 0.0, y: 0.0, width: f64::from(spec.size.0), height: f64::from(spec.size.1) };
    let mut remarks = Vec::new();
    let (head, head_bottom) = title_block(spec, page, theme, unit);
    // The foot needs the frame's credits; its height is that of its lines.
    const FOOT_LINES: f64 = 4.0;
    let foot_top = page.bottom() - (FOOT_LINES * 18.0 + 16.0) * unit;
    // Room for the figures of the graticule.
    let left = 70.0 * unit;
    let rect = Rect {
        x: left,
        y: head_bottom,
        width: page.width - left - 26.0 * unit,
        height: foot_top - 26.0 * unit - head_bottom,
    };
    let frame = Frame::fit(Projection::fitted(&spec.extent)?, rect, &spec.extent, 0.045)?;
    let ground = Ground { frame: &frame, basemap: &dossier.basemap, border: &dossier.border, line, theme, unit };

    let (countries, lands) = ground.countries();
    let relief = if spec.relief { ground.relief() } else { None };
    let waters = ground.waters();
    let provinces = ground.provinces();
    let other_borders = ground.other_borders();
    let hero = hero(&frame, &dossier.border, line, theme, unit);

    let (mut symbols, shown) = select(incidents, &frame, spec, unit);
    spread(&mut symbols, rect, unit);
    let radii = reaches(&symbols, rect);
    let threads = tethers(&symbols, theme, unit);
    let marks = drawn(&symbols, theme, unit);

    let marked: Vec<(&Place, Page)> = dossier
        .places
        .iter()
        .filter(|p| p.kind.is_spot() && p.rank <= most_rank(&frame))
        .filter_map(|p| frame.shows(p.at).map(|at| (p, at)))
        .collect();
    let facts = Facts {
        border_name: dossier.border.facts.name.clone(),
        has_uncertain_stretch: hero.is_broken,
        has_radii: !radii.items.is_empty(),
        has_tethers: !threads.items.is_empty(),
    };
    let legend = Legend::new(&symbols, &facts, theme, unit);
    let mut busy: Vec<Rect> = symbols.iter().map(|s| s.bounds().grown(2.0 * unit)).collect();
    busy.extend(marked.iter().map(|(_, at)| around(*at, 4.0 * unit)));
    let corner = free_corner(rect, legend.width, legend.height, &busy, &hero.paths, unit);
    let legend_box = Rect { x: corner.0, y: corner.1, width: legend.width, height: legend.height };

    let mut blocked = vec![legend_box.grown(4.0 * unit)];
    let bar_at = bar_corner(rect, legend_box, &busy, &hero.paths, unit);
    let bar = match scale_bar(&frame, bar_at, theme, unit) {
        Ok((layer, bounds)) => {
            blocked.push(bounds);
            Some(layer)
        }
        Err(reason) => {
            remarks.push(format!("no scale bar: {reason}"));
            None
        }
    };
    blocked.extend(busy.iter().copied());
    let ticks = kilometres(&frame, line, &blocked, theme, unit);
    for item in ticks.items.iter().chain(&head) {
        if let Item::Text(t) = item {
            blocked.push(text_box(&t.words, t.cut, t.size, t.tracking, t.at, t.anchor).grown(2.0 * unit));
        }
    }
    let labels = names(&marked, &symbols, &hero.ends, theme, unit);
    let mut placed = place(&labels, rect, &blocked, &hero.paths, theme.halo, unit);
    // A dot without a name tells nothing.
    let named: Vec<(&Place, Page)> =
        marked.iter().filter(|(p, _)| !placed.dropped.iter().any(|w| w == english(p))).copied().collect();
    let spots = place_marks(&named, theme, unit);
    // Country names are large and there is much land: they give way to all others.
    blocked.extend(placed.boxes.iter().copied());
    blocked.extend(hero.paths.iter().flatten().step_by(3).map(|p| around(*p, 8.0 * unit)));
    let country_layer = country_names(&lands, rect, &blocked, theme, unit);
    if !placed.dropped.is_empty() {
        remarks.push(format!("no room for the labels {}", placed.dropped.join(", ")));
    }

    let range = scale_range(&frame);
    let drawn = Drawn { relief: relief.is_some(), distortion: (range.1 / range.0 - 1.0) * 100.0 };
    let foot = foot(dossier, &frame, &shown, &drawn, page, foot_top, unit);

    let mut paper = Layer::new("paper", "Paper");
    paper.items.push(panel(page, theme.paper, Stroke::solid(theme.paper, 0.0)));
    let mut edge = Layer::new("frame", "Frame");
    let ring = vec![
        (rect.x, rect.y),
        (rect.right(), rect.y),
        (rect.right(), rect.bottom()),
        (rect.x, rect.bottom()),
        (rect.x, rect.y),
    ];
    edge.items.push(Item::Shape(Shape {
        paths: vec![ring],
        fill: None,
        stroke: Some(Stroke::solid(theme.quiet_ink, 1.2 * unit)),
        about: None,
    }));
    let mut title = Layer::new("title", "Title and foot");
    title.items.extend(head);
    title.items.extend(foot);
    let layers = [
        Some(paper),
        Some(countries),
        relief,
        Some(waters),
        Some(provinces),
        Some(other_borders),
        Some(country_layer),
        Some(radii),
        Some(hero.layer),
        Some(ticks),
        Some(spots),
        Some(threads),
        Some(marks),
        Some(labels::layer(&mut placed)),
        Some(graticule(&frame, theme, unit)),
        Some(edge),
        bar,
        Some(legend.at(corner)),
        Some(title),
    ];
    let scene = Scene {
        width: spec.size.0,
        height: spec.size.1,
        dpi: spec.dpi,
        title: spec.title.clone(),
        description: description(dossier, spec, &symbols, &shown),
        metadata: vec![
            ("Border edition".to_owned(), dossier.border.facts.edition.clone()),
            ("Data date".to_owned(), dossier.data_date().unwrap_or_default()),
            ("Projection".to_owned(), frame.projection.definition.clone()),
            ("Software".to_owned(), format!("marz {}", env!("CARGO_PKG_VERSION"))),
        ],
        layers: layers.into_iter().flatten().filter(|l| !l.items.is_empty()).collect(),
    };
    Ok(Figure { scene, shown, remarks })
}

fn around(at: Page, r: f64) -> Rect {
    Rect { x: at.0 - r, y: at.1 - r, width: 2.0 * r, height: 2.0 * r }
}

fn title_block(spec: &MapSpec, page: Rect, theme: &Theme, unit: f64) -> (Vec<Item>, f64) {
    let left = 26.0 * unit;
    let most = page.width - 2.0 * left;
    let mut items = Vec::new();
    let mut y = 24.0 * unit;
    for line in wrapped(&spec.title, Cut::Bold, 38.0 * unit, most) {
        y += 34.0 * unit;
        items.push(text(&line, (left, y), Cut::Bold, 38.0 * unit, theme.ink));
        y += 10.0 * unit;
    }
    for line in wrapped(&spec.subtitle, Cut::Regular, 21.0 * unit, most) {
        y += 20.0 * unit;
        items.push(text(&line, (left, y), Cut::Regular, 21.0 * unit, theme.quiet_ink));
        y += 8.0 * unit;
    }
    (items, y + 14.0 * unit)
}

/// The incidents that get a symbol, with the count of the others.
fn select<'a>(incidents: &[&'a Incident], frame: &Frame, spec: &MapSpec, unit: f64) -> (Vec<Symbol<'a>>, Shown) {
    let mut shown = Shown::default();
    let mut symbols = Vec::new();
    for incident in incidents.iter().filter(|i| is_shown(i.category, spec.claims, spec.contacts)) {
        let counted = usize::from(incident.category.counts());
        shown.of += counted;
        match (incident.location.extent, incident.at) {
            (Extent::Point, Some(at)) => match frame.shows(at) {
                Some(spot) => {
                    shown.shown += counted;
                    let reach = f64::from(incident.location.radius_m.unwrap_or(0)) * frame.pixels_per_metre();
                    symbols.push(Symbol::new(incident, spot, reach, unit));
                }
                None => shown.outside += counted,
            },
            (Extent::Area, Some(_)) => shown.areas += counted,
            _ => shown.no_place += counted,
        }
    }
    (symbols, shown)
}

/// The least important place that is still named, by how much ground the map covers.
fn most_rank(frame: &Frame) -> u8 {
    match frame.rect.width / frame.pixels_per_metre() / 1000.0 {
        km if km > 1_500.0 => 2,
        km if km > 500.0 => 4,
        km if km > 150.0 => 5,
        _ => 8,
    }
}

fn place_marks(marked: &[(&Place, Page)], theme: &Theme, unit: f64) -> Layer {
    let mut layer = Layer::new("places", "Places");
    for (place, at) in marked {
        let disc = |radius: f64, fill, stroke| Item::Disc(Disc { centre: *at, radius: radius * unit, fill, stroke });
        let edge = |width: f64| Some(Stroke::solid(theme.place, width * unit));
        match place.kind {
            PlaceKind::Capital => {
                layer.items.push(disc(6.5, Some(theme.paper), edge(1.8)));
                layer.items.push(disc(3.2, Some(theme.place), None));
            }
            PlaceKind::BorderCrossing => {
                // A bar across a dot: the way over the line.
                layer.items.push(disc(4.2, Some(theme.paper), edge(1.8)));
                let (x, y) = *at;
                let bar = vec![vec![(x, y - 8.0 * unit), (x, y + 8.0 * unit)]];
                layer.items.push(Item::Shape(Shape { paths: bar, fill: None, stroke: edge(1.8), about: None }));
            }
            PlaceKind::MiningSite => {
                let (x, y) = *at;
                let r = 6.0 * unit;
                let ring = vec![(x - r, y + 0.8 * r), (x + r, y + 0.8 * r), (x, y - r)];
                layer.items.push(Item::Shape(Shape {
                    paths: vec![ring],
                    fill: Some(theme.paper),
                    stroke: edge(1.8),
                    about: None,
                }));
            }
            _ => {
                let r = if place.rank <= 2 { 4.2 } else { 3.2 };
                layer.items.push(disc(r, Some(theme.paper), edge(1.6)));
            }
        }
    }
    layer
}

fn names(
    marked: &[(&Place, Page)],
    symbols: &[Symbol<'_>],
    ends: &[(Page, String)],
    theme: &Theme,
    unit: f64,
) -> Vec<Label> {
    // A name keeps clear of the symbols that stand around its very spot.
    let clear = |at: Page, own: f64| {
        let far = |a: Page| (a.0 - at.0).hypot(a.1 - at.1);
        let there = symbols.iter().filter(|s| far(s.spot) < 6.0 * unit && far(s.at) < 40.0 * unit);
        there.map(|s| far(s.at) + s.radius).fold(own, f64::max)
    };
    let mut labels: Vec<Label> = marked
        .iter()
        .map(|(place, at)| {
            let (size, cut) = match place.rank {
                1 => (21.0, Cut::Bold),
                2 => (18.0, Cut::Regular),
                _ => (15.0, Cut::Regular),
            };
            Label {
                words: english(place).to_owned(),
                at: *at,
                clear: clear(*at, if place.kind == PlaceKind::Capital { 7.0 * unit } else { 5.0 * unit }),
                edge: 8.0 * unit,
                cut,
                size: size * unit,
                paint: theme.ink,
                rank: place.rank,
                leader: place.rank <= 2,
                keeps_side: !matches!(place.kind, PlaceKind::BorderCrossing),
            }
        })
        .collect();
    labels.extend(ends.iter().map(|(at, words)| Label {
        words: words.clone(),
        at: *at,
        clear: 7.0 * unit,
        edge: 7.0 * unit,
        cut: Cut::Italic,
        size: 15.0 * unit,
        paint: theme.border,
        rank: 3,
        leader: true,
        keeps_side: false,
    }));
    labels.extend(symbols.iter().filter(|s| mark(s.incident.category).loud).map(|s| Label {
        words: s.incident.date.in_english(),
        at: s.at,
        clear: 1.15 * s.radius + 2.0 * unit,
        edge: 1.1 * s.radius,
        cut: Cut::Regular,
        size: 13.0 * unit,
        paint: theme.ink,
        rank: DATE_RANK,
        leader: true,
        keeps_side: false,
    }));
    labels
}

fn english(place: &Place) -> &str {
    place.names.in_language("en").unwrap_or(&place.id)
}

/// Dates of incidents are placed before the names of the lesser places.
const DATE_RANK: u8 = 3;

/// The corner of the frame where a box hides least, and never an incident if that can be.
fn free_corner(frame: Rect, width: f64, height: f64, busy: &[Rect], lines: &[Vec<Page>], unit: f64) -> Page {
    let inset = 10.0 * unit;
    let (x0, y0) = (frame.x + inset, frame.y + inset);
    let (x1, y1) = (frame.right() - width - inset, frame.bottom() - height - inset);
    let corners = [(x1, y1), (x0, y1), (x1, y0), (x0, y0)];
    let hidden = |at: &Page| {
        let b = Rect { x: at.0, y: at.1, width, height };
        let symbols = busy.iter().filter(|r| r.overlaps(&b)).count();
        let vertices = lines.iter().flatten().filter(|p| b.contains(**p)).count();
        symbols * 1000 + vertices
    };
    corners.into_iter().min_by_key(hidden).unwrap_or((x1, y1))
}

/// Where the scale bar stands: a lower corner that the legend leaves free, or an upper one.
fn bar_corner(frame: Rect, legend: Rect, busy: &[Rect], lines: &[Vec<Page>], unit: f64) -> Page {
    let (width, height) = (300.0 * unit, 80.0 * unit);
    let xs = [frame.x + 8.0 * unit, frame.right() - width - 8.0 * unit];
    let ys = [frame.bottom() - height - 8.0 * unit, frame.y + 8.0 * unit];
    let corners = ys.into_iter().flat_map(|y| xs.into_iter().map(move |x| (x, y)));
    let hidden = |at: &Page| {
        let b = Rect { x: at.0, y: at.1, width, height };
        let symbols = busy.iter().filter(|r| r.overlaps(&b)).count();
        let vertices = lines.iter().flatten().filter(|p| b.contains(**p)).count();
        usize::from(b.overlaps(&legend)) * 1_000_000 + symbols * 1000 + vertices
    };
    let (x, y) = corners.min_by_key(hidden).unwrap_or((frame.x, frame.y));
    (x + 16.0 * unit, y + 32.0 * unit)
}

/// A sentence or two for those who cannot see the map.
fn description(dossier: &Dossier, spec: &MapSpec, symbols: &[Symbol<'_>], shown: &Shown) -> String {
    let counts: Vec<String> = Category::ALL
        .into_iter()
        .filter_map(|c| {
            let n = symbols.iter().filter(|s| s.incident.category == c).count();
            (n > 0).then(|| format!("{n} {}", c.as_str().replace('_', " ")))
        })
        .collect();
    let sides = &dossier.border.facts.sides;
    let name = |s: &crate::model::SideNames| s.names.in_language("en").unwrap_or(&s.code).to_owned();
    format!(
        "{}. Map of the {} between {} and {} with {} of {} incidents: {}.",
        spec.title.trim_end_matches('.'),
        dossier.border.facts.name,
        name(&sides.left),
        name(&sides.right),
        shown.shown,
        shown.of,
        counts.join(", "),
    )
}
