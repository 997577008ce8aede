//! A finished map: what it consists of, layer by layer, and what there is to say about it.

use super::border::{Hero, border_name};
use super::foot::{self, Drawn};
use super::furniture::{around, corners, graticule, graticule_lines, rectangle, scale_range, strokes};
use super::ground::Ground;
use super::journeys::{self, Dates, Journey};
use super::labels::Placed;
use super::names::{self, Taken};
use super::places::{self, Named};
use super::scene::{Item, Layer, Scene, Stroke};
use super::shown::Shown;
use super::style::Style;
use super::symbols::{Symbol, anchors, drawn, tethers};
use super::unprintable::{Unprintable, unprintable};
use crate::measure::GeodesicLine;
use crate::model::{Border, Category, Dossier, Place, PlaceKind};
use crate::project::{Frame, Page, Rect};
use crate::recipe::{Choice, Graticule, Recipe};

/// A composed map and what there is to say about it.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What to paint.
    pub scene: Scene,
    /// The count of incidents.
    pub shown: Shown,
    /// What a person should know: names without room, a refused scale bar.
    pub remarks: Vec<String>,
    /// Texts with letters that no font has.
    pub unprintable: Vec<Unprintable>,
    /// How much the scale varies over the map, in percent of the least; nothing where the figure is no map.
    pub distortion: Option<f64>,
    /// Title, description and credits, for a caption.
    pub caption: String,
    /// Where labels, symbols and furniture stand, for checking that none covers another.
    pub boxes: Boxes,
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
    /// Legend, scale bar, locator and north arrow on the map.
    pub furniture: Vec<Rect>,
    /// Incidents in view without a label, a number in the key or a number inside their symbol.
    pub unnamed_incidents: Vec<String>,
    /// Capitals in view without a name.
    pub unnamed_capitals: Vec<String>,
}

/// A layout in which everything has its place.
pub struct Laid<'a> {
    pub frame: Frame,
    pub title: Vec<Item>,
    pub foot_top: f64,
    pub symbols: Vec<Symbol<'a>>,
    pub shown: Shown,
    pub journeys: Vec<Journey<'a>>,
    pub hero: Hero,
    pub radii: Layer,
    pub marked: Vec<(&'a Place, Page)>,
    pub ticks: Layer,
    pub tick_boxes: Vec<Rect>,
    pub furniture: Vec<Layer>,
    pub furniture_boxes: Vec<Rect>,
    pub named: Vec<Named>,
    pub placed: Placed,
    pub dates: Dates,
    pub remarks: Vec<String>,
    /// Incidents without label or number.
    pub missing: usize,
}

/// The ground beneath, the names of lands and waters, and the whole as a scene.
pub fn finished(
    laid: Laid<'_>,
    dossier: &Dossier,
    line: &GeodesicLine,
    recipe: &Recipe,
    page: Rect,
    style: &Style,
) -> Figure {
    let theme = style.theme;
    let show = &recipe.show;
    let frame = &laid.frame;
    let rect = frame.rect;
    let ground = Ground::new(dossier, line, frame, style.clone());
    let countries = ground.countries();
    let relief = if show.relief == Choice::Never { None } else { ground.relief() };
    let mut remarks = laid.remarks.clone();
    if show.relief == Choice::Always && relief.is_none() {
        remarks.push("no relief: its picture is too coarse for this scale, or the theme has none".to_owned());
    }
    let waters = ground.waters(show.rivers);
    let provinces = show.provinces.then(|| ground.provinces());
    let other_borders = ground.other_borders();

    // A dot without a name tells nothing; a sign that the legend explains does.
    let is_dropped = |i: usize, kind: PlaceKind| {
        !matches!(kind, PlaceKind::BorderCrossing | PlaceKind::MiningSite)
            && laid.placed.dropped.iter().any(|d| laid.named.get(*d) == Some(&Named::Place(i)))
    };
    let signs: Vec<(&Place, Page)> =
        laid.marked.iter().enumerate().filter(|(i, (p, _))| !is_dropped(*i, p.kind)).map(|(_, m)| *m).collect();

    // Names of the ground give way to all others: there is much land.
    let mut taken = Taken { frame: rect, boxes: laid.furniture_boxes.clone() };
    taken.boxes.extend(laid.symbols.iter().map(|s| s.bounds(style)));
    taken.boxes.extend(signs.iter().map(|(_, at)| around(*at, style.px(5.0))));
    taken.boxes.extend(laid.placed.taken().chain(laid.dates.placed.taken()).chain(&laid.tick_boxes));
    taken.boxes.extend(laid.journeys.iter().flat_map(Journey::boxes));
    taken.boxes.extend(laid.hero.paths.iter().flatten().step_by(3).map(|p| around(*p, style.px(8.0))));
    let is_close = rect.width / frame.pixels_per_metre() < 400_000.0;
    let country_names =
        names::countries(&countries.lands, is_close.then_some(laid.hero.paths.as_slice()), &mut taken, style);
    let mut water_names = names::rivers(&waters.courses, &mut taken, style);
    water_names.items.extend(names::lakes(&waters.lakes, &mut taken, style));
    let province_names = match show.provinces {
        true => names::provinces(&ground.province_pieces(), &mut taken, style),
        false => Layer::new("province-names", "Province names"),
    };

    let range = scale_range(frame);
    let distortion = (range.1 / range.0 - 1.0) * 100.0;
    let facts = Drawn {
        shown: &laid.shown,
        relief: relief.is_some(),
        provinces: show.provinces,
        rivers: waters.rivers > 0,
        lakes: !waters.lakes.is_empty(),
        world: countries.has_coarse || laid.furniture.iter().any(|l| l.id == "locator"),
        countries: true,
        projection: Some((&frame.projection, distortion)),
    };
    let wide = page.width - style.px(52.0);
    let foot_lines = foot::lines(dossier, &facts, wide, style);
    let credits = foot::credits(dossier, &facts);

    let mut paper = Layer::new("paper", "Paper");
    paper.items.push(rectangle(page, theme.paper, Stroke::solid(theme.paper, 0.0)));
    let mut edge = Layer::new("frame", "Frame");
    let mut ring = corners(rect).to_vec();
    ring.push((rect.x, rect.y));
    edge.items.push(strokes(vec![ring], Stroke::solid(theme.quiet_ink, style.px(1.2))));
    let mut words = Layer::new("title", "Title and foot");
    words.items.extend(laid.title);
    words.items.extend(foot::set(&foot_lines, page, laid.foot_top, style));
    let mut unnamed_incidents = unnamed(&laid.placed, &laid.named, |n| {
        if let Named::Incident(i) = n { laid.symbols.get(i).map(|s| s.incident.id.clone()) } else { None }
    });
    let undated = laid.dates.without_room.iter().filter_map(|i| laid.journeys.get(*i));
    unnamed_incidents.extend(undated.map(|j| j.incident.id.clone()));
    let boxes = Boxes {
        frame: Some(rect),
        labels: laid.placed.boxes.iter().chain(&laid.dates.placed.boxes).copied().collect(),
        leaders: laid.placed.leaders.iter().chain(&laid.dates.placed.leaders).copied().collect(),
        symbols: laid.symbols.iter().map(|s| s.bounds(style)).collect(),
        furniture: laid.furniture_boxes.clone(),
        unnamed_incidents,
        unnamed_capitals: unnamed(&laid.placed, &laid.named, |n| {
            let Named::Place(i) = n else { return None };
            laid.marked.get(i).filter(|(p, _)| p.kind == PlaceKind::Capital).map(|(p, _)| p.id.clone())
        }),
    };
    let lines = (show.graticule == Graticule::Lines).then(|| graticule_lines(frame, style));
    let figures = (show.graticule != Graticule::None).then(|| graticule(frame, style));
    let ground_layers =
        [Some(paper), Some(countries.layer), relief, Some(waters.layer), provinces, lines, Some(other_borders)];
    let name_layers = [Some(country_names), Some(province_names), Some(water_names)];
    let map_layers = [
        Some(laid.radii),
        Some(laid.hero.layer),
        Some(laid.ticks),
        Some(journeys::layer(&laid.journeys, style)),
        Some(places::signs(&signs, style)),
        Some(tethers(&laid.symbols, style)),
        Some(drawn(&laid.symbols, style)),
        Some(anchors(&laid.symbols, style)),
        Some(laid.placed.layer),
        Some(laid.dates.placed.layer),
        figures,
        Some(edge),
    ];
    let furniture = laid.furniture.into_iter().map(Some).chain([Some(words)]);
    let layers = ground_layers.into_iter().chain(name_layers).chain(map_layers).chain(furniture);
    let description = description(&recipe.title, &dossier.border, (&laid.symbols, &laid.journeys, &laid.shown), style);
    let disclaimer = style.name(&dossier.disclaimer);
    let coarse = foot::coarsened(dossier, style).map(|said| format!("{said}\n")).unwrap_or_default();
    let caption = format!("{}\n{description}\n{coarse}{disclaimer}\n{}.\n", recipe.title, credits.join("; "));
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
        layers: layers.flatten().filter(|l| !l.items.is_empty()).collect(),
    };
    let scene = scene.cleaned();
    let unprintable = unprintable(&scene, dossier, recipe);
    Figure { scene, shown: laid.shown, remarks, unprintable, distortion: Some(distortion), caption, boxes }
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
        symbols.iter().filter(|s| s.incident.category == c).count() + arrows
    };
    let counts: Vec<String> = Category::ALL
        .into_iter()
        .filter(|c| count(*c) > 0)
        .map(|c| format!("{} ({})", words.category(c), style.number(count(c))))
        .collect();
    let sides = &border.facts.sides;
    let (n, of) = (style.number(shown.shown), style.number(shown.of));
    words.fill(
        "map-description",
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

fn unnamed(placed: &Placed, named: &[Named], who: impl Fn(Named) -> Option<String>) -> Vec<String> {
    placed.dropped.iter().filter_map(|i| named.get(*i)).filter_map(|n| who(*n)).collect()
}
