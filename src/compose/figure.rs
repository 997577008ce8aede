//! A finished map: what it consists of, layer by layer, and its description.

use super::basemap::DrawnBasemap;
use super::border::{BorderLayer, border_name};
use super::contested::contested_ground;
use super::data_edge::DataEdge;
use super::footer::{self, Drawn};
use super::furniture::{around, corners, graticule, graticule_lines, rectangle, strokes};
use super::journeys::{self, Dates, Journey};
use super::key_pages::key_pages;
use super::labels::Placed;
use super::map_scale::scale_range;
use super::names::{self, Taken};
use super::own_layers::{DrawnOwn, OwnSign};
use super::panel::Block;
use super::places::{self, Named};
use super::scene::{Item, Layer, Scene, Stroke};
use super::sequel::{AnimationFrame, AtlasPage};
use super::shown::Shown;
use super::style::Style;
use super::symbols::{Symbol, anchors, drawn, leader_lines};
use super::unprintable::{Unprintable, unprintable};
use crate::measure::GeodesicLine;
use crate::model::{Border, Case, Category, LonLat, Place, PlaceKind};
use crate::project::{Frame, Page, Rect};
use crate::recipe::{Choice, Graticule, Recipe};

/// A composed figure with its counts, remarks and caption.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What to paint.
    pub scene: Scene,
    /// Pages that follow it in a PDF: the key, where it has no room beside the map.
    pub pages: Vec<Scene>,
    /// The frames of an animated map, of which the scene shows everything at once; empty for a figure that stands still.
    pub frames: Vec<AnimationFrame>,
    /// The pages of an atlas, of which the scene is the overview; empty for another figure.
    pub atlas: Vec<AtlasPage>,
    /// The count of incidents.
    pub shown: Shown,
    /// What a person should know: names without room, a refused scale bar.
    pub remarks: Vec<String>,
    /// Texts with letters that no font has.
    pub unprintable: Vec<Unprintable>,
    /// How much the scale varies over the map, in percent of the least; `None` if the figure is no map.
    pub distortion: Option<f64>,
    /// Title, description and credits, for a caption.
    pub caption: String,
    /// Where labels, symbols and furniture stand, for checking that none covers another.
    pub boxes: Boxes,
}

impl Figure {
    /// Adds a sentence to the description, wherever it stands.
    pub(crate) fn describe(&mut self, sentence: &str) {
        let longer = format!("{} {sentence}", self.scene.description);
        self.caption = self.caption.replacen(&self.scene.description, &longer, 1);
        self.scene.description = longer;
    }

    /// What became of the incidents, and how much the scale varies, in a line for the person who made it.
    #[must_use]
    pub fn summary(&self) -> String {
        let Shown { of, shown, no_place, areas, outside } = self.shown;
        let varies = self.distortion.map(|d| format!("; the scale varies by {d:.1} %")).unwrap_or_default();
        format!(
            "{shown} of {of} incidents shown, {no_place} without a place, {areas} for a region only, {outside} outside the frame{varies}"
        )
    }
}

/// Where things stand on a composed map, in pixels.
#[derive(Debug, Clone, Default)]
pub struct Boxes {
    /// The frame of the map.
    pub frame: Option<Rect>,
    /// Small boxes along the leader lines of labels.
    pub leaders: Vec<Rect>,
    /// Labels of places, incidents and journeys.
    pub labels: Vec<Rect>,
    /// Symbols of incidents.
    pub symbols: Vec<Rect>,
    /// The same symbols with their points, on a map.
    pub placed: Vec<PlacedSymbol>,
    /// The kilometre figures along the border of a map.
    pub kilometres: Vec<Rect>,
    /// Legend, scale bar, locator and north arrow on the map.
    pub furniture: Vec<Rect>,
    /// Incidents in view without a label, a number in the key or a number inside their symbol.
    pub unnamed_incidents: Vec<String>,
    /// Capitals in view without a name.
    pub unnamed_capitals: Vec<String>,
    /// Names of countries and provinces.
    pub area_names: Vec<AreaName>,
    /// The frame of a map, by which positions on the ground are found on the page.
    pub map_frame: Option<Frame>,
    /// The two sides whose land has a fair share of a map that does not name them.
    pub unnamed_sides: Vec<String>,
}

/// The name of a country or a province on a composed map.
#[derive(Debug, Clone)]
pub struct AreaName {
    /// The name.
    pub name: String,
    /// The code of its country; empty if it has none.
    pub country: String,
    /// Positions on the ground under the corners, the edges and the middle of its letters.
    pub positions: Vec<LonLat>,
}

/// A symbol on a composed map with the point that it stands for.
#[derive(Debug, Clone)]
pub struct PlacedSymbol {
    /// The ids of its incidents: one, or all that a count stands for.
    pub ids: Vec<String>,
    /// The point of its incident on the page.
    pub point: Page,
    /// Where it is drawn.
    pub at: Page,
    /// The radius of the circle that has its area, in pixels.
    pub radius: f64,
    /// The position on the ground over which it is drawn; `None` if the projection has none there.
    pub position: Option<LonLat>,
}

/// The symbols of a map with their points.
pub fn placed_symbols(symbols: &[Symbol<'_>], frame: &Frame) -> Vec<PlacedSymbol> {
    let placed = |s: &Symbol<'_>| PlacedSymbol {
        ids: s.incidents().map(|i| i.id.clone()).collect(),
        point: s.point,
        at: s.at,
        radius: s.radius,
        position: frame.position(s.at),
    };
    symbols.iter().map(placed).collect()
}

/// Where more than this share of the map shows coarse land, the detailed basemap ends on it.
const MOST_COARSE: f64 = 0.08;

/// A layout in which everything has its place.
pub struct PlacedMap<'a> {
    /// The legend and the key if they stand on pages of their own.
    pub apart: Vec<Block>,
    pub frame: Frame,
    pub title: Vec<Item>,
    pub footer_top: f64,
    pub symbols: Vec<Symbol<'a>>,
    pub shown: Shown,
    pub journeys: Vec<Journey<'a>>,
    pub border_layer: BorderLayer,
    pub radii: Layer,
    pub cells: Layer,
    pub hexagons: Layer,
    pub marked: Vec<(&'a Place, Page)>,
    pub ticks: Layer,
    pub tick_boxes: Vec<Rect>,
    pub furniture: Vec<Layer>,
    pub furniture_boxes: Vec<Rect>,
    pub named: Vec<Named>,
    /// The layers that the recipe adds.
    pub own: DrawnOwn,
    /// The arrows of notes, and what the notes say.
    pub arrows: Layer,
    pub note_texts: Vec<String>,
    /// The credit of places of the wider stock; empty if none is drawn.
    pub stock: String,
    pub placed: Placed,
    pub dates: Dates,
    pub remarks: Vec<String>,
    /// Incidents without label or number.
    pub missing: usize,
}

impl PlacedMap<'_> {
    /// How many incidents cannot be read off by themselves: those without label or number, and those counted with others for want of room.
    pub fn unread(&self) -> usize {
        let counted = self.symbols.iter().filter(|s| !s.is_single()).map(|s| s.incidents().count());
        self.missing + counted.sum::<usize>()
    }
}

/// Adds the basemap and its names to a placed map and assembles the scene.
pub fn finished(
    placed_map: PlacedMap<'_>,
    dossier: &Case,
    line: &GeodesicLine,
    recipe: &Recipe,
    page: Rect,
    style: &Style,
) -> Figure {
    let theme = style.theme;
    let show = &recipe.show;
    let frame = &placed_map.frame;
    let rect = frame.rect;
    let basemap = DrawnBasemap::new(dossier, line, frame, style.clone());
    let countries = basemap.countries();
    let mut remarks = placed_map.remarks.clone();
    // A relief that ends in the middle of the map would look like a plain.
    let mut relief = (show.relief != Choice::Never).then(|| basemap.relief()).flatten();
    if relief.is_some() && basemap.is_beyond_relief() {
        let is_kept = show.relief == Choice::Always;
        let cut = if is_kept {
            "the relief ends within the map, where its picture ends"
        } else {
            "no relief: the map shows more than its picture covers"
        };
        remarks.push(cut.to_owned());
        relief = relief.filter(|_| is_kept);
    }
    if show.relief == Choice::Always && relief.is_none() {
        remarks.push("no relief: its picture is too coarse for this scale, or the theme has none".to_owned());
    }
    let contested = contested_ground(dossier, frame);
    let lands: Vec<Vec<Vec<Page>>> = countries.lands.iter().map(|l| l.rings.clone()).collect();
    let mut claims = placed_map.border_layer.claims.clone();
    claims.areas.extend(contested.areas.iter().map(|(i, _)| *i));
    let sentences = claims.sentences(dossier, line.length_m() / 1000.0, style);
    // Rivers that end with their data would end in the middle of the map.
    let is_beyond = DataEdge::new(&dossier.basemap).coarse_share(frame) > MOST_COARSE;
    if show.rivers && is_beyond && dossier.basemap.rivers.is_some() {
        remarks.push("no rivers: the map shows more than their data cover".to_owned());
    }
    let waters = basemap.waters(show.rivers && !is_beyond);
    let provinces = show.provinces.then(|| basemap.provinces());
    let other_borders = basemap.other_borders();

    // A dot is drawn only with its name; a sign that the legend explains also without.
    let is_dropped = |i: usize, kind: PlaceKind| {
        !matches!(kind, PlaceKind::BorderCrossing | PlaceKind::MiningSite)
            && placed_map.placed.dropped.iter().any(|d| placed_map.named.get(*d) == Some(&Named::Place(i)))
    };
    let signs: Vec<(&Place, Page)> =
        placed_map.marked.iter().enumerate().filter(|(i, (p, _))| !is_dropped(*i, p.kind)).map(|(_, m)| *m).collect();

    // Names of the basemap are placed last: they have the most room.
    let symbols = placed_map.symbols.iter().map(|s| s.bounds(style)).collect();
    let mut taken = Taken::new(rect, placed_map.furniture_boxes.clone(), symbols, &waters.lakes);
    taken.boxes.extend(signs.iter().map(|(_, at)| around(*at, style.px(5.0))));
    taken.boxes.extend(placed_map.placed.taken().chain(placed_map.dates.placed.taken()).chain(&placed_map.tick_boxes));
    taken.boxes.extend(placed_map.journeys.iter().flat_map(Journey::boxes));
    taken.boxes.extend(placed_map.border_layer.paths.iter().flatten().step_by(2).map(|p| around(*p, style.px(8.0))));
    let near = names::near(frame, &placed_map.border_layer.paths);
    let country_names = names::countries(&countries.lands, near, &mut taken, style);
    let unnamed_sides = names::unnamed_sides(&countries.lands, &country_names, rect);
    remarks.extend(unnamed_sides.iter().map(names::without_room));
    let mut water_names = names::rivers(&waters.courses, &mut taken, style);
    water_names.items.extend(names::lakes(&waters.lakes, &mut taken, style));
    let province_names = match show.provinces {
        true => names::provinces(&basemap.province_pieces(), &countries.lands, &mut taken, style),
        false => names::provinces(&[], &[], &mut taken, style),
    };
    let area_name = |(name, country, bounds): &(String, String, Rect)| AreaName {
        name: name.clone(),
        country: country.clone(),
        positions: names::sample(bounds).into_iter().filter_map(|at| frame.position(at)).collect(),
    };
    let area_names = country_names.named.iter().chain(&province_names.named).map(area_name).collect();

    let range = scale_range(frame);
    let distortion = (range.1 / range.0 - 1.0) * 100.0;
    let facts = Drawn {
        shown: &placed_map.shown,
        relief: relief.is_some(),
        provinces: show.provinces,
        rivers: waters.rivers > 0,
        lakes: !waters.lakes.is_empty(),
        world: countries.has_coarse || placed_map.furniture.iter().any(|l| l.id == "locator"),
        countries: true,
        projection: Some((&frame.projection, distortion)),
        stock: placed_map.stock.as_str(),
        contested: !contested.areas.is_empty(),
        own: &placed_map.own.credits,
        claims: &sentences,
    };
    let wide = page.width - style.px(52.0);
    let footer_lines = footer::lines(dossier, &facts, wide, style);
    let credits = footer::credits(dossier, &facts, style.language());

    let mut paper = Layer::new("paper", "Paper");
    paper.items.push(rectangle(page, theme.paper, Stroke::solid(theme.paper, 0.0)));
    let mut edge = Layer::new("frame", "Frame");
    let mut ring = corners(rect).to_vec();
    ring.push((rect.x, rect.y));
    edge.items.push(strokes(vec![ring], Stroke::solid(theme.quiet_ink, style.px(1.2))));
    let mut words = Layer::new("title", "Title and foot");
    words.items.extend(placed_map.title);
    words.items.extend(footer::set(&footer_lines, page, placed_map.footer_top, style));
    let mut unnamed_incidents = unnamed(&placed_map.placed, &placed_map.named, |n| {
        if let Named::Incident(i) = n { placed_map.symbols.get(i).map(|s| s.incident.id.clone()) } else { None }
    });
    let undated = placed_map.dates.without_room.iter().filter_map(|i| placed_map.journeys.get(*i));
    unnamed_incidents.extend(undated.map(|j| j.incident.id.clone()));
    let boxes = Boxes {
        frame: Some(rect),
        labels: placed_map.placed.boxes.iter().chain(&placed_map.dates.placed.boxes).copied().collect(),
        leaders: placed_map.placed.leaders.iter().chain(&placed_map.dates.placed.leaders).copied().collect(),
        symbols: placed_map.symbols.iter().map(|s| s.bounds(style)).collect(),
        placed: placed_symbols(&placed_map.symbols, frame),
        kilometres: placed_map.tick_boxes.clone(),
        furniture: placed_map.furniture_boxes.clone(),
        unnamed_incidents,
        unnamed_capitals: unnamed(&placed_map.placed, &placed_map.named, |n| {
            let Named::Place(i) = n else { return None };
            placed_map.marked.get(i).filter(|(p, _)| p.kind == PlaceKind::Capital).map(|(p, _)| p.id.clone())
        }),
        area_names,
        map_frame: Some(frame.clone()),
        unnamed_sides,
    };
    let lines = (show.graticule == Graticule::Lines).then(|| graticule_lines(frame, style));
    let figures = (show.graticule != Graticule::None).then(|| graticule(frame, style));
    let basemap_layers = [
        Some(paper),
        Some(countries.layer),
        Some(contested.tint(&lands, style)),
        relief,
        Some(waters.layer),
        provinces,
    ];
    let own = placed_map.own;
    let edges = std::iter::once(Some(contested.hatching(style)))
        .chain(own.layers.into_iter().map(Some))
        .chain([lines, Some(other_borders)]);
    let name_layers = [Some(country_names.layer), Some(province_names.layer), Some(water_names)];
    let map_layers = [
        Some(placed_map.hexagons),
        Some(placed_map.cells),
        Some(placed_map.radii),
        Some(placed_map.border_layer.views),
        Some(placed_map.border_layer.layer),
        Some(placed_map.ticks),
        Some(journeys::layer(&placed_map.journeys, style)),
        Some(places::signs(&signs, style)),
        Some(leader_lines(&placed_map.symbols, style)),
        Some(drawn(&placed_map.symbols, style)),
        Some(anchors(&placed_map.symbols, style)),
        Some(placed_map.arrows),
        Some(placed_map.placed.layer),
        Some(placed_map.dates.placed.layer),
        figures,
        Some(edge),
    ];
    let furniture = placed_map.furniture.into_iter().map(Some).chain([Some(words)]);
    let layers = basemap_layers.into_iter().chain(edges).chain(name_layers).chain(map_layers).chain(furniture);
    let description = description(
        &recipe.title,
        &dossier.border,
        (&placed_map.symbols, &placed_map.journeys, &placed_map.shown),
        style,
    ) + &added(&own.signs, &placed_map.note_texts, style);
    let disclaimer = style.name(&dossier.disclaimer);
    let coarse = footer::coarsened(dossier, style).map(|sentence| format!("{sentence}\n")).unwrap_or_default();
    let stated = footer::stated(&sentences);
    let edition = footer::edition(dossier);
    let caption =
        format!("{}\n{description}\n{stated}{coarse}{disclaimer}\n{}.\n{edition}", recipe.title, credits.join("; "));
    let mut facts = vec![
        ("Border edition".to_owned(), dossier.border.facts.edition.clone()),
        ("Data date".to_owned(), dossier.data_date().unwrap_or_default()),
        ("Projection".to_owned(), frame.projection.definition.clone()),
        ("Credits".to_owned(), credits.join("; ")),
        ("Software".to_owned(), format!("marz {}", env!("CARGO_PKG_VERSION"))),
    ];
    facts.extend(dossier.edition.clone().map(|edition| ("Edition".to_owned(), edition)));
    let scene = Scene {
        width: recipe.pixels().0,
        height: recipe.pixels().1,
        dpi: recipe.dots(),
        language: style.language().code().to_owned(),
        is_right_to_left: style.is_mirrored(),
        title: recipe.title.clone(),
        description,
        metadata: facts,
        fonts: style.fonts.clone(),
        text_as: recipe.text_as,
        layers: layers.flatten().filter(|l| !l.items.is_empty()).collect(),
    };
    let scene = scene.cleaned();
    let unprintable = unprintable(&scene, dossier, recipe);
    let pages = key_pages(&placed_map.apart, &scene, recipe, page, style);
    Figure {
        scene,
        pages,
        frames: Vec::new(),
        atlas: Vec::new(),
        shown: placed_map.shown,
        remarks,
        unprintable,
        distortion: Some(distortion),
        caption,
        boxes,
    }
}

/// A sentence or two for those who cannot see the map.
fn description(
    title: &str,
    border: &Border,
    (symbols, journeys, shown): (&[Symbol<'_>], &[Journey<'_>], &Shown),
    style: &Style,
) -> String {
    let words = style.words();
    let count = |c: Category| {
        let arrows = journeys.iter().filter(|j| j.incident.category == c).count();
        symbols.iter().flat_map(Symbol::incidents).filter(|i| i.category == c).count() + arrows
    };
    let all = symbols
        .iter()
        .flat_map(Symbol::incidents)
        .map(|i| i.category)
        .chain(journeys.iter().map(|j| j.incident.category));
    let counts: Vec<String> = Category::among(all)
        .into_iter()
        .map(|c| format!("{} ({})", words.category(c), style.number(count(c))))
        .collect();
    let sides = &border.facts.sides;
    let (n, of) = (style.number(shown.shown), style.number(shown.of));
    words.fill(
        if counts.is_empty() { "map-description-none" } else { "map-description" },
        &[
            ("title", title.trim_end_matches('.')),
            ("border", &border_name(border, style)),
            ("left", style.name(&sides.left.names)),
            ("right", style.name(&sides.right.names)),
            ("n", &n),
            ("of", &of),
            ("list", &counts.join(words.text("comma"))),
        ],
    )
}

/// What the recipe has added, for those who cannot see the map: a sentence of the layers and one of the notes.
fn added(layers: &[OwnSign], notes: &[String], style: &Style) -> String {
    let words = style.words();
    let labels: Vec<&str> = layers.iter().map(|sign| sign.label.as_str()).collect();
    let sentence = |key: &str, list: String| match list.is_empty() {
        true => String::new(),
        false => format!(" {}", words.fill(key, &[("list", &list)])),
    };
    sentence("map-layers", labels.join(words.text("comma")))
        + &sentence("map-notes", notes.join(words.text("semicolon")))
}

fn unnamed(placed: &Placed, named: &[Named], who: impl Fn(Named) -> Option<String>) -> Vec<String> {
    placed.dropped.iter().filter_map(|i| named.get(*i)).filter_map(|n| who(*n)).collect()
}
