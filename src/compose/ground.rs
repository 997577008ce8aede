//! The ground: countries, relief, waters, provinces, the other borders.

use std::collections::BTreeSet;

use geo_types::LineString;

use super::scene::{Item, Layer, Paint, Picture, Shape, Stroke};
use super::style::Theme;
use crate::measure::BorderLine;
use crate::model::{Area, Basemap, Border, LonLat};
use crate::project::{Frame, Page, clip_area, clip_line, densified, warp};

/// What the ground needs to know.
pub struct Ground<'a> {
    pub frame: &'a Frame,
    pub basemap: &'a Basemap,
    pub border: &'a Border,
    pub line: &'a BorderLine,
    pub theme: &'a Theme,
    /// Page pixels to one unit of the design.
    pub unit: f64,
}

/// The visible land of one country.
pub struct Land {
    pub name: String,
    /// Whether it is one of the border's two sides.
    pub is_side: bool,
    pub rings: Vec<Vec<Page>>,
}

fn area(rings: Vec<Vec<Page>>, fill: Paint) -> Item {
    Item::Shape(Shape { paths: rings, fill: Some(fill), stroke: None, about: None })
}

impl Ground<'_> {
    /// The tints of the countries, and what of each can be seen.
    pub fn countries(&self) -> (Layer, Vec<Land>) {
        let mut layer = Layer::new("countries", "Countries");
        let mut lands = Vec::new();
        let sides = &self.border.facts.sides;
        let r = self.frame.rect;
        let corners = vec![(r.x, r.y), (r.right(), r.y), (r.right(), r.bottom()), (r.x, r.bottom())];
        layer.items.push(area(vec![corners], self.theme.land_other));
        for country in self.basemap.countries.iter().flat_map(|l| &l.features) {
            let (fill, is_side) = match &country.code {
                code if *code == sides.left.code => (self.theme.land_left, true),
                code if *code == sides.right.code => (self.theme.land_right, true),
                _ => (self.theme.land_other, false),
            };
            let rings = clip_area(self.frame, &country.shape);
            if rings.is_empty() {
                continue;
            }
            if is_side {
                layer.items.push(area(rings.clone(), fill));
            }
            let name = country.names.in_language("en").unwrap_or(&country.code).to_owned();
            lands.push(Land { name, is_side, rings });
        }
        (layer, lands)
    }

    /// Shaded relief as a faint shadow; nothing where the picture is too coarse for the scale.
    pub fn relief(&self) -> Option<Layer> {
        /// One pixel of the source may cover so many of the page at most.
        const COARSEST_PX: f64 = 8.0;
        const COLUMNS: usize = 400;
        /// How dark the deepest shadow may get, 0 to 255.
        const DEEPEST: f64 = 36.0;
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
        let shadow = |v: Option<u8>| v.map_or(0.0, |v| ((flat - f64::from(v)) / flat).clamp(0.0, 1.0) * DEEPEST);
        let grey_alpha = grey.into_iter().flat_map(|v| [0, shadow(v).round() as u8]).collect();
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
    pub fn waters(&self) -> Layer {
        let mut layer = Layer::new("waters", "Waters");
        let river = |width: f64| Some(Stroke::solid(self.theme.water_edge, width * self.unit));
        for line in self.basemap.rivers.iter().flat_map(|l| &l.features) {
            let width = if line.level <= 2 { 1.8 } else { 1.1 };
            for part in line.parts.iter().flat_map(|p| self.away_from_border(p)) {
                let paths = clip_line(self.frame, &part);
                if !paths.is_empty() {
                    layer.items.push(Item::Shape(Shape { paths, fill: None, stroke: river(width), about: None }));
                }
            }
        }
        for lake in self.basemap.lakes.iter().flat_map(|l| &l.features) {
            let rings = clip_area(self.frame, &lake.shape);
            if !rings.is_empty() {
                layer.items.push(Item::Shape(Shape {
                    paths: rings,
                    fill: Some(self.theme.water),
                    stroke: river(0.8),
                    about: None,
                }));
            }
        }
        layer
    }

    /// The stretches of a river that do not run with the border.
    ///
    /// A vertex within 4 km of the line runs with it, unless fewer than four in a row do: a tributary may
    /// come up to the line.
    fn away_from_border(&self, river: &LineString<f64>) -> Vec<Vec<LonLat>> {
        const WITH_BORDER_M: f64 = 4_000.0;
        const RUN: usize = 4;
        let points: Vec<LonLat> = river.0.iter().map(|c| LonLat::wrapped(c.x, c.y)).collect();
        let close: Vec<bool> = points.iter().map(|p| self.line.is_near(*p, WITH_BORDER_M)).collect();
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
        // Up to 0.8 km off the line in this data; a little more is allowed for.
        let paths = self.common_edges(areas, |p| self.line.is_near(p, 2_500.0));
        let stroke =
            Stroke { paint: self.theme.province, width: self.unit, dash: vec![5.0 * self.unit, 3.0 * self.unit] };
        layer.items.push(Item::Shape(Shape { paths, fill: None, stroke: Some(stroke), about: None }));
        layer
    }

    /// The borders of the neighbours, lighter than the hero.
    pub fn other_borders(&self) -> Layer {
        let mut layer = Layer::new("other-borders", "Other borders");
        let sides = &self.border.facts.sides;
        // The two sides have no other common edge than the border itself: the neighbours' edges are all others.
        let neighbours = self
            .basemap
            .countries
            .iter()
            .flat_map(|l| &l.features)
            .filter(|c| c.code != sides.left.code && c.code != sides.right.code);
        let paths = self.common_edges(neighbours, |_| false);
        let u = self.unit;
        let stroke =
            Stroke { paint: self.theme.other_border, width: 1.6 * u, dash: vec![9.0 * u, 3.5 * u, 2.0 * u, 3.5 * u] };
        layer.items.push(Item::Shape(Shape { paths, fill: None, stroke: Some(stroke), about: None }));
        layer
    }

    /// The edges of areas in the frame, each once, without the straight edges where the data was cut off.
    fn common_edges<'b>(&self, areas: impl Iterator<Item = &'b Area>, drop: impl Fn(LonLat) -> bool) -> Vec<Vec<Page>> {
        use geo::BoundingRect;
        let areas: Vec<&Area> = areas.collect();
        let all = self.basemap.countries.iter().flat_map(|l| &l.features).chain(areas.iter().copied());
        let boxes = all.filter_map(|a| a.shape.bounding_rect());
        let Some(cut) = boxes.reduce(|a, b| {
            let min = (a.min().x.min(b.min().x), a.min().y.min(b.min().y));
            let max = (a.max().x.max(b.max().x), a.max().y.max(b.max().y));
            geo_types::Rect::new(min, max)
        }) else {
            return Vec::new();
        };
        // Positions are compared as whole 1e-5 degrees, about a metre.
        let whole = |c: geo_types::Coord<f64>| ((c.x * 1e5).round() as i64, (c.y * 1e5).round() as i64);
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
        let on_cut = |a: geo_types::Coord<f64>, b: geo_types::Coord<f64>| {
            let (low, high) = (cut.min(), cut.max());
            [low.x, high.x].iter().any(|x| near(a.x, *x) && near(b.x, *x))
                || [low.y, high.y].iter().any(|y| near(a.y, *y) && near(b.y, *y))
        };
        let mut seen = BTreeSet::new();
        let mut paths = Vec::new();
        for polygon in areas.iter().flat_map(|a| &a.shape.0) {
            for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                let mut run: Vec<LonLat> = Vec::new();
                for pair in ring.0.windows(2) {
                    let [a, b] = pair else { continue };
                    let (ka, kb) = (whole(*a), whole(*b));
                    let fresh = seen.insert(if ka <= kb { (ka, kb) } else { (kb, ka) });
                    let (pa, pb) = (LonLat::wrapped(a.x, a.y), LonLat::wrapped(b.x, b.y));
                    let visible = self.frame.shows(pa).is_some() || self.frame.shows(pb).is_some();
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
