//! The basemap: countries, relief, waters, provinces, the other borders.

use std::collections::{BTreeMap, HashMap};

use geo_types::{LineString, MultiPolygon, Polygon};

use super::data_edge::detailed;
use super::furniture::corners;
use super::scene::{Item, Layer, Paint, Picture, Shape, Stroke};
use super::style::Style;
use crate::measure::GeodesicLine;
use crate::model::{Area, Basemap, Border, Case, LonLat, degrees_east};
use crate::project::{Frame, Page, Rect, clip_area, clip_line, densified, warp};

/// What the basemap is drawn from.
pub struct DrawnBasemap<'a> {
    pub frame: &'a Frame,
    pub basemap: &'a Basemap,
    pub border: &'a Border,
    pub line: &'a GeodesicLine,
    pub style: Style<'a>,
}

/// Waters on the page.
pub struct Waters {
    pub layer: Layer,
    pub courses: Vec<Course>,
    pub lakes: Vec<Piece>,
    /// How many rivers are drawn.
    pub rivers: usize,
}

/// Whether an edge that two areas share is wanted.
type IsWanted<'a> = &'a dyn Fn(&Area, &Area) -> bool;

/// The visible part of an area with its name.
pub struct Piece {
    pub name: String,
    /// The code of its country; empty if it has none.
    pub country: String,
    pub rings: Vec<Vec<Page>>,
}

/// The visible course of a river with a name.
pub struct Course {
    pub name: String,
    pub paths: Vec<Vec<Page>>,
    /// How far off the course its name stands, in units of the design.
    pub lift: f64,
}

/// The countries on the page.
pub struct Countries {
    pub layer: Layer,
    pub lands: Vec<Land>,
    /// Whether some of the land is from the coarse world.
    pub has_coarse: bool,
}

/// The visible land of one country.
pub struct Land {
    pub name: String,
    pub code: String,
    /// Whether it is one of the border's two sides.
    pub is_side: bool,
    pub rings: Vec<Vec<Page>>,
}

/// An edge without a direction, its ends as whole 1e-5 degrees, about a metre.
type Edge = ((i64, i64), (i64, i64));

fn undirected(a: geo_types::Coord<f64>, b: geo_types::Coord<f64>) -> Edge {
    let whole = |c: geo_types::Coord<f64>| ((c.x * 1e5).round() as i64, (c.y * 1e5).round() as i64);
    let (a, b) = (whole(a), whole(b));
    if a <= b { (a, b) } else { (b, a) }
}

/// Whether any two areas have an edge in common, as those of one topology have.
fn share_edges(areas: &[&Area]) -> bool {
    let mut of: HashMap<Edge, usize> = HashMap::new();
    areas.iter().enumerate().any(|(number, area)| {
        let rings = area.shape.0.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
        let mut edges = rings.flat_map(|ring| ring.0.iter().zip(ring.0.iter().skip(1)));
        edges.any(|(a, b)| *of.entry(undirected(*a, *b)).or_insert(number) != number)
    })
}

/// An area without holes that simplification left as triangles: they look like no island.
fn without_triangles(shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let whole = |p: &Polygon<f64>| {
        let holes = p.interiors().iter().filter(|hole| hole.0.len() > 4).cloned().collect();
        Polygon::new(p.exterior().clone(), holes)
    };
    MultiPolygon(shape.0.iter().map(whole).collect())
}

fn area(rings: Vec<Vec<Page>>, fill: Paint) -> Item {
    Item::Shape(Shape { paths: rings, fill: Some(fill), stroke: None, about: None })
}

impl<'a> DrawnBasemap<'a> {
    pub fn new(dossier: &'a Case, line: &'a GeodesicLine, frame: &'a Frame, style: Style<'a>) -> Self {
        Self { frame, basemap: &dossier.basemap, border: &dossier.border, line, style }
    }

    /// The tints of the countries, and what of each can be seen.
    pub fn countries(&self) -> Countries {
        let mut layer = Layer::new("countries", "Countries");
        let mut lands = Vec::new();
        let sides = &self.border.facts.sides;
        // What no country covers is the sea; without countries nothing is known.
        let (basemap, theme) = (self.basemap, self.style.theme);
        let sea = basemap.countries.is_some() || basemap.world.is_some();
        let base = if sea { theme.water } else { theme.land_other };
        layer.items.push(area(vec![corners(self.frame.rect).to_vec()], base));
        let tint = |code: &str| match code {
            "" => (theme.land_other, false),
            code if code == sides.left.code => (theme.land_left, true),
            code if code == sides.right.code => (theme.land_right, true),
            _ => (theme.land_other, false),
        };
        let coarse = self.beyond_the_detail();
        let has_coarse = !coarse.is_empty();
        let detailed: Vec<&str> = basemap.countries.iter().flat_map(|l| &l.features).map(|c| c.code.as_str()).collect();
        for (code, paths) in coarse {
            // A country that the detailed layer has, whole or in part, has no edges here: they would be seen twice.
            let stroke = Stroke::solid(theme.other_border.fade(0.6), self.style.px(0.6));
            let stroke = Some(stroke).filter(|_| !detailed.contains(&code.as_str()));
            layer.items.push(Item::Shape(Shape { paths, fill: Some(tint(&code).0), stroke, about: None }));
        }
        for country in basemap.countries.iter().flat_map(|l| &l.features) {
            let (fill, is_side) = tint(&country.code);
            let rings = clip_area(self.frame, &country.shape);
            if rings.is_empty() {
                continue;
            }
            layer.items.push(area(rings.clone(), fill));
            let name = self.style.language().name(&country.names).unwrap_or(&country.code).to_owned();
            lands.push(Land { name, code: country.code.clone(), is_side, rings });
        }
        Countries { layer, lands, has_coarse }
    }

    /// The land, by country, where the map shows more than the detailed countries cover: from the coarse world.
    fn beyond_the_detail(&self) -> Vec<(String, Vec<Vec<Page>>)> {
        let cut = detailed(self.basemap);
        let r = self.frame.rect;
        let inside = |p: LonLat| {
            cut.is_some_and(|cut| {
                (cut.min().x..=cut.max().x).contains(&p.lon()) && (cut.min().y..=cut.max().y).contains(&p.lat())
            })
        };
        let seen: Vec<LonLat> = (0..=12_u8)
            .flat_map(|i| (0..=12_u8).map(move |j| (f64::from(i) / 12.0, f64::from(j) / 12.0)))
            .filter_map(|(x, y)| self.frame.position((r.x + x * r.width, r.y + y * r.height)))
            .collect();
        let Some(first) = seen.first().filter(|_| !seen.iter().copied().all(inside)) else { return Vec::new() };
        // What lies far away is left out: a projection may turn it inside out around the map.
        let turn = |lon: f64| degrees_east(first.lon(), lon);
        let range = |values: &mut dyn Iterator<Item = f64>| {
            values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)))
        };
        let (west, east) = range(&mut seen.iter().map(|p| turn(p.lon())));
        let (south, north) = range(&mut seen.iter().map(|p| p.lat()));
        let near = |polygon: &Polygon<f64>| {
            let ring = &polygon.exterior().0;
            let (left, right) = range(&mut ring.iter().map(|c| turn(c.x)));
            let (low, high) = range(&mut ring.iter().map(|c| c.y));
            left <= east && right >= west && low <= north && high >= south
        };
        let world = self.basemap.world.iter().flat_map(|l| &l.features);
        let land = world.map(|a| {
            let around = MultiPolygon(a.shape.0.iter().filter(|p| near(p)).cloned().collect());
            (a.code.clone(), clip_area(self.frame, &around))
        });
        land.filter(|(_, rings)| !rings.is_empty()).collect()
    }

    /// Whether the map shows more than the picture of the relief covers, beyond a narrow edge.
    pub fn is_beyond_relief(&self) -> bool {
        const STEPS: u8 = 10;
        /// Of 100 points.
        const MOST: usize = 8;
        let Some(relief) = self.basemap.relief.as_ref() else { return false };
        let [west, south, east, north] = relief.bbox;
        let holds = |p: LonLat| (west..=east).contains(&p.lon()) && (south..=north).contains(&p.lat());
        let (r, share) = (self.frame.rect, |i: u8| (f64::from(i) + 0.5) / f64::from(STEPS));
        let points = (0..STEPS).flat_map(|i| (0..STEPS).map(move |j| (share(i), share(j))));
        let seen = points.filter_map(|(x, y)| self.frame.position((r.x + x * r.width, r.y + y * r.height)));
        seen.filter(|p| !holds(*p)).count() > MOST
    }

    /// Shaded relief as a faint shadow; `None` if the picture is too coarse for the scale.
    pub fn relief(&self) -> Option<Layer> {
        /// One pixel of the source may cover so many of the page at most.
        const COARSEST_PX: f64 = 8.0;
        const COLUMNS: usize = 400;
        /// How far apart the levels of the shadow are, of 255.
        const STEP: f64 = 3.0;
        let deepest = self.style.theme.shadow * 255.0;
        if deepest <= 0.0 {
            return None;
        }
        let relief = self.basemap.relief.as_ref()?;
        let [_, south, _, north] = relief.bbox;
        let rows = u32::try_from(relief.picture.height).ok()?;
        let metres_a_pixel = (north - south) / f64::from(rows) * 111_000.0;
        if metres_a_pixel * self.frame.pixels_per_metre() > COARSEST_PX {
            return None;
        }
        let r = self.frame.rect;
        // The grid has the shape of the frame; both counts are small and positive.
        let rows = ((COLUMNS as f64) * r.height / r.width).round().clamp(1.0, 400.0) as usize;
        let grey = warp(self.frame, &relief.picture, relief.bbox, COLUMNS, rows);
        let flat = 215.0;
        let shadow = |v: Option<(u8, f64)>| {
            v.map_or(0.0, |(v, share)| ((flat - f64::from(v)) / flat).clamp(0.0, 1.0) * deepest * share)
        };
        // Few steps of so faint a shadow are not seen, and pack better.
        let stepped = |shadow: f64| ((shadow / STEP).round() * STEP) as u8;
        let grey_alpha = grey.into_iter().flat_map(|v| [0, stepped(shadow(v))]).collect();
        let mut layer = Layer::new("relief", "Relief");
        layer.items.push(Item::Picture(Picture {
            rect: r,
            columns: u32::try_from(COLUMNS).ok()?,
            rows: u32::try_from(rows).ok()?,
            grey_alpha,
        }));
        Some(layer)
    }

    /// Lakes and rivers; a river that runs with the border is drawn by the border.
    pub fn waters(&self, with_rivers: bool) -> Waters {
        let mut layer = Layer::new("waters", "Waters");
        let edge = |width: f64| Some(Stroke::solid(self.style.theme.water_edge, self.style.px(width)));
        let shape = |paths, fill, stroke| Item::Shape(Shape { paths, fill, stroke, about: None });
        let mut courses = Vec::new();
        let mut rivers = 0;
        for river in self.basemap.rivers.iter().flat_map(|l| &l.features).filter(|_| with_rivers) {
            let width = if river.level <= 2 { 1.8 } else { 1.1 } * self.style.theme.river;
            let mut drawn: Vec<Vec<Page>> = Vec::new();
            for part in river.parts.iter().flat_map(|p| self.away_from_border(p)) {
                drawn.extend(clip_line(self.frame, &part));
            }
            if !river.names.0.is_empty() {
                // Where it is the border its name stands off further.
                let whole = |l: &LineString<f64>| l.0.iter().map(|c| LonLat::wrapped(c.x, c.y)).collect::<Vec<_>>();
                let paths: Vec<Vec<Page>> = river.parts.iter().flat_map(|p| clip_line(self.frame, &whole(p))).collect();
                let lift = if drawn.is_empty() { 13.0 } else { 4.0 };
                courses.push(Course { name: self.style.name(&river.names).to_owned(), paths, lift });
            }
            if !drawn.is_empty() {
                rivers += 1;
                layer.items.push(shape(drawn, None, edge(width)));
            }
        }
        let mut lakes = Vec::new();
        for lake in self.basemap.lakes.iter().flat_map(|l| &l.features) {
            let rings = clip_area(self.frame, &without_triangles(&lake.shape));
            if !rings.is_empty() {
                let name = self.style.name(&lake.names).to_owned();
                lakes.push(Piece { name, country: String::new(), rings: rings.clone() });
                layer.items.push(shape(rings, Some(self.style.theme.water), edge(0.8)));
            }
        }
        Waters { layer, courses, lakes, rivers }
    }

    /// The visible land of every province, for its name.
    pub fn province_pieces(&self) -> Vec<Piece> {
        let areas = self.basemap.provinces.iter().flat_map(|l| &l.features);
        let piece = |a: &Area| Piece {
            name: self.style.name(&a.names).to_owned(),
            country: a.country().unwrap_or_default().to_owned(),
            rings: clip_area(self.frame, &a.shape),
        };
        areas.map(piece).filter(|p| !p.rings.is_empty()).collect()
    }

    /// The stretches of a river that do not run with the border.
    ///
    /// A vertex within 4 km of the line runs with it, unless fewer than four in a row do: a tributary may
    /// come up to the line.
    fn away_from_border(&self, river: &LineString<f64>) -> Vec<Vec<LonLat>> {
        const WITH_BORDER_M: f64 = 4_000.0;
        const RUN: usize = 4;
        let points: Vec<LonLat> = river.0.iter().map(|c| LonLat::wrapped(c.x, c.y)).collect();
        let close: Vec<bool> = points.iter().map(|p| self.line.is_within(*p, WITH_BORDER_M)).collect();
        let mut keep: Vec<bool> = close.iter().map(|c| !c).collect();
        let mut i = 0;
        while i < close.len() {
            let run = close.iter().skip(i).take_while(|c| **c).count();
            if run > 0 && run < RUN {
                keep.iter_mut().skip(i).take(run).for_each(|k| *k = true);
            }
            i += run.max(1);
        }
        let mut parts: Vec<Vec<LonLat>> = vec![Vec::new()];
        for (point, keep) in points.into_iter().zip(keep) {
            match (keep, parts.last_mut()) {
                (true, Some(part)) => part.push(point),
                (false, Some(part)) if !part.is_empty() => parts.push(Vec::new()),
                _ => {}
            }
        }
        parts.retain(|p| p.len() > 1);
        parts
    }

    /// Province lines, each drawn once, without those that are the border or an edge of the data.
    pub fn provinces(&self) -> Layer {
        let mut layer = Layer::new("provinces", "Province lines");
        let areas = self.basemap.provinces.iter().flat_map(|l| &l.features);
        // An edge of one province alone is the outline of the country, up to 0.8 km off the line in this data: the
        // borders draw it better. What two countries share is near the border itself; a little more is allowed for.
        // An edge that provinces of two countries share is a border, of another source and some kilometres off the line.
        let is_within_one = |a: &Area, b: &Area| a.country().zip(b.country()).is_none_or(|(a, b)| a == b);
        let is_border = |p| self.line.is_within(p, 2_500.0);
        let paths = self.common_edges(&areas.collect::<Vec<_>>(), Some(&is_within_one), is_border);
        let stroke = Stroke {
            paint: self.style.theme.province,
            width: self.style.unit,
            dash: vec![5.0 * self.style.unit, 3.0 * self.style.unit],
        };
        layer.items.push(Item::Shape(Shape { paths, fill: None, stroke: Some(stroke), about: None }));
        layer
    }

    /// The borders of the neighbours, lighter than the border layer.
    pub fn other_borders(&self) -> Layer {
        let mut layer = Layer::new("other-borders", "Other borders");
        let sides = &self.border.facts.sides;
        // The two sides have no other common edge than the border itself: the neighbours' edges are all others. An edge of one country
        // alone is a coast.
        let is_side = |c: &Area| c.code == sides.left.code || c.code == sides.right.code;
        let is_other = |a: &Area, b: &Area| !(is_side(a) && is_side(b));
        let countries: Vec<&Area> = self.basemap.countries.iter().flat_map(|l| &l.features).collect();
        let paths = if share_edges(&countries) {
            self.common_edges(&countries, Some(&is_other), |_| false)
        } else {
            // Outlines that do not share their vertices: nothing says which edges are coasts.
            let neighbours: Vec<&Area> = countries.into_iter().filter(|c| !is_side(c)).collect();
            self.common_edges(&neighbours, None, |_| false)
        };
        let u = self.style.unit;
        let stroke = Stroke {
            paint: self.style.theme.other_border,
            width: 1.6 * u,
            dash: vec![9.0 * u, 3.5 * u, 2.0 * u, 3.5 * u],
        };
        layer.items.push(Item::Shape(Shape { paths, fill: None, stroke: Some(stroke), about: None }));
        layer
    }

    /// The edges of areas in the frame, each once, without the straight edges where the data was cut off; with `shared` only those
    /// that two areas share of which it is true.
    fn common_edges(
        &self,
        areas: &[&Area],
        shared: Option<IsWanted<'_>>,
        drop: impl Fn(LonLat) -> bool,
    ) -> Vec<Vec<Page>> {
        let cut = detailed(self.basemap);
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
        let on_cut = |a: geo_types::Coord<f64>, b: geo_types::Coord<f64>| {
            let Some((low, high)) = cut.map(|c| (c.min(), c.max())) else { return false };
            [low.x, high.x].iter().any(|x| near(a.x, *x) && near(b.x, *x))
                || [low.y, high.y].iter().any(|y| near(a.y, *y) && near(b.y, *y))
        };
        // How often an edge has been met, and in which area first.
        let mut seen: BTreeMap<_, (u8, &Area)> = BTreeMap::new();
        let mut paths = Vec::new();
        for (area, polygon) in areas.iter().flat_map(|a| a.shape.0.iter().map(move |polygon| (*a, polygon))) {
            for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                let mut run: Vec<LonLat> = Vec::new();
                for pair in ring.0.windows(2) {
                    let [a, b] = pair else { continue };
                    let (times, first) = seen.entry(undirected(*a, *b)).or_insert((0, area));
                    *times = times.saturating_add(1);
                    let fresh = shared.map_or(*times == 1, |is_wanted| {
                        // A ring may run twice over its own edge.
                        *times == 2 && !std::ptr::eq(*first, area) && is_wanted(first, area)
                    });
                    let (pa, pb) = (LonLat::wrapped(a.x, a.y), LonLat::wrapped(b.x, b.y));
                    let on_page = self.frame.place(pa.lon(), pa.lat()).zip(self.frame.place(pb.lon(), pb.lat()));
                    let visible = on_page.is_some_and(|(p, q)| {
                        let dot = |(x, y): Page| Rect { x, y, width: 0.0, height: 0.0 };
                        dot(p).with(dot(q)).grown(1.0).overlaps(&self.frame.rect)
                    });
                    if fresh && visible && !on_cut(*a, *b) && !(drop(pa) && drop(pb)) {
                        if run.last() != Some(&pa) {
                            paths.extend(clip_line(self.frame, &run));
                            run = vec![pa];
                        }
                        let step = densified(&LineString(vec![*a, *b]));
                        run.extend(step.0.iter().skip(1).map(|c| LonLat::wrapped(c.x, c.y)));
                    }
                }
                paths.extend(clip_line(self.frame, &run));
            }
        }
        paths
    }
}
