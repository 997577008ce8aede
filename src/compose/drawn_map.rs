//! A placed map, drawn: the layers of its basemap and of what lies on it, the names of lands and waters placed last.

use super::basemap::DrawnBasemap;
use super::data_edge::DataEdge;
use super::figure::{AreaName, Boxes, placed_symbols};
use super::furniture::{around, corners, graticule, graticule_lines, strokes};
use super::inset_mark::{edges, part_layer};
use super::journeys::{self, Journey};
use super::labels::Placed;
use super::names::{self, Taken};
use super::placed_map::PlacedMap;
use super::places::{self, Named};
use super::scene::{Layer, Stroke};
use super::status::Claims;
use super::style::Style;
use super::symbols::{anchors, apart, drawn, leader_lines};
use crate::measure::GeodesicLine;
use crate::model::{Case, Place, PlaceKind};
use crate::project::{Page, Rect};
use crate::recipe::{Choice, Graticule, Show};

/// Where more than this share of the map shows coarse land, the detailed basemap ends on it.
const MOST_COARSE: f64 = 0.08;

/// The layers of a map with what its page says of them.
pub struct DrawnMap {
    pub layers: Vec<Layer>,
    pub boxes: Boxes,
    pub remarks: Vec<String>,
    /// What is said of the line and its ground.
    pub claims: Claims,
    pub has_relief: bool,
    pub has_rivers: bool,
    pub has_lakes: bool,
    pub has_contested: bool,
    /// Whether something is from the coarse world: some of the land, or the locator.
    pub has_world: bool,
}

/// Draws a placed map, whose layers and remarks are taken out of it; of its inset the mark alone. On an inset itself no name stands under symbols:
/// the map has it.
pub fn draw(
    placed_map: &mut PlacedMap<'_>,
    dossier: &Case,
    line: &GeodesicLine,
    (show, is_inset): (&Show, bool),
    style: &Style,
) -> DrawnMap {
    let theme = style.theme;
    let frame = placed_map.frame.clone();
    let frame = &frame;
    let rect = frame.rect;
    let basemap = DrawnBasemap::new(dossier, line, frame, style.clone());
    let countries = basemap.countries();
    let mut remarks = std::mem::take(&mut placed_map.remarks);
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
    let contested = &placed_map.contested;
    let lands: Vec<Vec<Vec<Page>>> = countries.lands.iter().map(|l| l.rings.clone()).collect();
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
    let mut taken = Taken::new(rect, placed_map.furniture_boxes.clone(), symbols, &waters.lakes, contested);
    // Where what was moved truly is, a dot stands.
    let moved = placed_map.symbols.iter().filter(|s| apart(s.at, s.point) > s.radius);
    taken.symbols.extend(moved.map(|s| around(s.point, style.px(4.0))));
    if is_inset {
        taken.boxes.append(&mut taken.symbols);
    }
    taken.boxes.extend(signs.iter().map(|(_, at)| around(*at, style.px(5.0))));
    taken.boxes.extend(placed_map.placed.taken().chain(placed_map.dates.placed.taken()).chain(&placed_map.tick_boxes));
    taken.boxes.extend(placed_map.inset.iter().flat_map(|inset| edges(inset.part, style)));
    taken.boxes.extend(placed_map.journeys.iter().flat_map(Journey::boxes));
    taken.boxes.extend(placed_map.border_layer.paths.iter().flatten().step_by(2).map(|p| around(*p, style.px(8.0))));
    let near = names::near(frame, &placed_map.border_layer.paths);
    let country_names = names::countries(&countries.lands, near, &mut taken, style);
    let unnamed_sides = names::unnamed_sides(&countries.lands, &country_names, contested, rect);
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

    let mut edge = Layer::new("frame", "Frame");
    let mut ring = corners(rect).to_vec();
    ring.push((rect.x, rect.y));
    edge.items.push(strokes(vec![ring], Stroke::solid(theme.quiet_ink, style.px(1.2))));
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
        inset: None,
    };
    let lines = (show.graticule == Graticule::Lines).then(|| graticule_lines(frame, style));
    let figures = (show.graticule != Graticule::None).then(|| graticule(frame, style));
    let own_lands: Vec<_> = countries.lands.iter().map(|l| (l.code.clone(), l.rings.clone())).collect();
    let tints = placed_map.choropleth.map(|c| c.layer(dossier, &own_lands, frame, style));
    let has_relief = relief.is_some();
    let basemap_layers =
        [Some(countries.layer), tints, Some(contested.tint(&lands, style)), relief, Some(waters.layer), provinces];
    let taken = |layer: &mut Layer| std::mem::replace(layer, Layer::new("", ""));
    let own = std::mem::take(&mut placed_map.own.layers);
    let edges = std::iter::once(Some(contested.hatching(style)))
        .chain(own.into_iter().map(Some))
        .chain([lines, Some(other_borders)]);
    let name_layers = [Some(country_names.layer), Some(province_names.layer), Some(water_names)];
    let map_layers = [
        Some(taken(&mut placed_map.hexagons)),
        Some(taken(&mut placed_map.cells)),
        Some(taken(&mut placed_map.radii)),
        Some(taken(&mut placed_map.border_layer.views)),
        Some(taken(&mut placed_map.border_layer.layer)),
        Some(taken(&mut placed_map.ticks)),
        Some(journeys::layer(&placed_map.journeys, style)),
        Some(places::signs(&signs, style)),
        placed_map.inset.as_ref().map(|inset| part_layer(inset, style)),
        Some(leader_lines(&placed_map.symbols, style)),
        Some(drawn(&placed_map.symbols, style)),
        Some(anchors(&placed_map.symbols, style)),
        Some(taken(&mut placed_map.arrows)),
        Some(taken(&mut placed_map.placed.layer)),
        Some(taken(&mut placed_map.dates.placed.layer)),
        figures,
        Some(edge),
    ];
    let furniture = std::mem::take(&mut placed_map.furniture);
    let has_world = countries.has_coarse || furniture.iter().any(|l| l.id == "locator");
    let furniture = furniture.into_iter().map(Some);
    let layers = basemap_layers.into_iter().chain(edges).chain(name_layers).chain(map_layers).chain(furniture);
    DrawnMap {
        layers: layers.flatten().collect(),
        boxes,
        remarks,
        claims: placed_map.claims.clone(),
        has_relief,
        has_rivers: waters.rivers > 0,
        has_lakes: !waters.lakes.is_empty(),
        has_contested: !contested.areas.is_empty(),
        has_world,
    }
}

fn unnamed(placed: &Placed, named: &[Named], who: impl Fn(Named) -> Option<String>) -> Vec<String> {
    placed.dropped.iter().filter_map(|i| named.get(*i)).filter_map(|n| who(*n)).collect()
}
