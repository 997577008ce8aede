//! The ground of a box: countries, provinces, lakes, rivers, places and relief.

use std::collections::BTreeMap;

use geo::{BoundingRect, Coord, MultiLineString, MultiPolygon, Polygon, Rect};
use serde::Deserialize;

use crate::edition::{Edition, Layer};
use crate::land::Arcs;
use crate::pack::multi;
use crate::place::Place;
use crate::relief::Relief;
use crate::{Country, outline, place, relief};

/// The ground of a box in degrees, cut to it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Ground {
    /// The countries with land in the box.
    pub countries: Vec<CountryArea>,
    /// The provinces of the countries that were named.
    pub provinces: Vec<Province>,
    /// Lakes; the source has no names.
    pub lakes: Vec<MultiPolygon>,
    /// Rivers with their level, 1 the largest, to 4; the source has no names.
    pub rivers: Vec<(u8, MultiLineString)>,
    /// Places, the most important first.
    pub places: Vec<Place>,
}

/// The land of a country inside a box.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CountryArea {
    /// The country.
    pub country: &'static Country,
    /// Its land there.
    pub area: MultiPolygon,
}

/// A first-order division. Its edges are Natural Earth's and stray up to about a kilometre from the border lines.
#[derive(Debug, Clone, Deserialize)]
#[non_exhaustive]
pub struct Province {
    /// ISO 3166-2, where the source gives one.
    pub code: String,
    /// Its names by language; `local` is its own spelling.
    pub names: BTreeMap<String, String>,
    areas: usize,
    /// Its land in the box.
    #[serde(skip, default = "nothing")]
    pub area: MultiPolygon,
}

impl Province {
    /// How many areas it has.
    pub(crate) fn areas(&self) -> usize {
        self.areas
    }
}

fn nothing() -> MultiPolygon {
    MultiPolygon(Vec::new())
}

/// What of the ground is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The box, in degrees; it does not cross the antimeridian.
    pub cut: Rect,
    /// The border whose line the outlines keep whole, by id.
    pub border: &'a str,
    /// The alpha-3 codes of the countries whose provinces are wanted.
    pub provinces_of: &'a [&'a str],
    /// Outlines, provinces, lakes and rivers are simplified by so many metres.
    pub simplified_m: f64,
}

/// The ground of a box. Decodes what lies near it and nothing else.
#[must_use]
pub fn ground(request: Request<'_>) -> Ground {
    Edition::in_use().ground(request)
}

impl Edition {
    /// The same of this edition.
    #[must_use]
    pub fn ground(&'static self, request: Request<'_>) -> Ground {
        let Request { cut, border, provinces_of, simplified_m } = request;
        let whole = [border];
        let mut arcs = Arcs { whole: &whole, metres: simplified_m, borders: BTreeMap::new() };
        let areas = self.countries().iter().filter(|c| c.is_near(cut));
        let areas = areas.filter_map(|country| {
            let area = outline::cut_area(&country.outline_of(&mut arcs), cut);
            (!area.0.is_empty()).then_some(CountryArea { country, area })
        });
        let countries: Vec<CountryArea> = areas.collect();
        let codes: Vec<&str> = countries.iter().map(|c| c.country.code.as_str()).collect();
        Ground {
            provinces: provinces_of.iter().flat_map(|code| provinces(self, code, cut)).collect(),
            lakes: lakes(self, cut, simplified_m),
            rivers: rivers(self, cut, simplified_m),
            places: place::inside(self, &codes, cut),
            countries,
        }
    }

    /// Its shaded relief of a box, widened to whole degrees.
    #[must_use]
    pub fn shaded_relief(&self, cut: Rect) -> Relief {
        relief::inside(self, cut)
    }

    /// Its countries with their land, to about 10 km, without the smallest. For locators.
    #[must_use]
    pub fn coarse_world(&'static self) -> Vec<CountryArea> {
        let pack = self.pack(Layer::World);
        let facts: Vec<(String, usize)> = pack.json(0);
        let mut areas = pack.areas(1).0.into_iter();
        let of = |(code, count): &(String, usize)| {
            let area = MultiPolygon(areas.by_ref().take(*count).collect());
            self.country(code).map(|country| CountryArea { country, area })
        };
        facts.iter().filter_map(of).collect()
    }

    /// Its contested areas of 3 km² and more.
    #[must_use]
    pub fn contested_areas(&self) -> Vec<ContestedArea> {
        let pack = self.pack(Layer::Contested);
        let mut all: Vec<ContestedArea> = pack.json(0);
        for (i, one) in all.iter_mut().enumerate() {
            one.area = pack.areas(i + 1);
        }
        all
    }
}

/// The shaded relief of a box, widened to whole degrees.
#[must_use]
pub fn shaded_relief(cut: Rect) -> Relief {
    Edition::in_use().shaded_relief(cut)
}

/// All countries with their land, to about 10 km, without the smallest. For locators.
#[must_use]
pub fn coarse_world() -> Vec<CountryArea> {
    Edition::in_use().coarse_world()
}

fn provinces(edition: &Edition, country: &str, cut: Rect) -> Vec<Province> {
    let countries = edition.province_countries();
    let Some(i) = countries.iter().position(|c| c == country) else { return Vec::new() };
    let pack = edition.pack(Layer::Provinces);
    let facts: Vec<Province> = pack.json(2 * i + 1);
    let mut areas = pack.areas(2 * i + 2).0.into_iter();
    let cut_out = |mut province: Province| {
        let whole = MultiPolygon(areas.by_ref().take(province.areas).collect());
        province.area = outline::cut_area(&whole, cut);
        (!province.area.0.is_empty()).then_some(province)
    };
    facts.into_iter().filter_map(cut_out).collect()
}

fn lakes(edition: &Edition, cut: Rect, metres: f64) -> Vec<MultiPolygon> {
    let near = edition
        .pack(Layer::Lakes)
        .areas(0)
        .0
        .into_iter()
        .filter(|p| p.bounding_rect().is_some_and(|b| outline::meet(b, cut)));
    let coarser = |lake: Polygon| MultiPolygon(vec![outline::coarser(&lake, metres)]);
    near.map(|lake| outline::cut_area(&coarser(lake), cut)).filter(|l| !l.0.is_empty()).collect()
}

fn rivers(edition: &Edition, cut: Rect, metres: f64) -> Vec<(u8, MultiLineString)> {
    let mut all = Vec::new();
    for level in 1..=4_u8 {
        for line in edition.pack(Layer::Rivers).lines(usize::from(level) - 1) {
            if outline::bounds(line.iter()).is_some_and(|b| outline::meet(b, cut)) {
                let parts: Vec<Vec<Coord>> =
                    outline::cut_line(&line, cut).into_iter().map(|part| outline::simplified(part, metres)).collect();
                if !parts.is_empty() {
                    all.push((level, multi(parts)));
                }
            }
        }
    }
    all
}

/// An area that both countries of a border map as theirs in OpenStreetMap, or that one of them holds and the other claims.
#[derive(Debug, Clone, Deserialize)]
#[non_exhaustive]
pub struct ContestedArea {
    /// The alpha-3 code of the first country.
    pub a: String,
    /// Of the second.
    pub b: String,
    /// In square kilometres.
    pub area_km2: f64,
    /// Whose edge the line follows there.
    pub line_follows: String,
    /// How much of it is land, 0 to 1.
    pub land_share: f64,
    /// Who holds what the other claims; `None` for an area that both map as theirs.
    #[serde(default)]
    pub held_by: Option<String>,
    /// Its names by language; may be empty.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// What its edges are taken from beside the lines of borders; empty for an area that both map as theirs.
    #[serde(default)]
    pub source: String,
    /// The area.
    #[serde(skip, default = "nothing")]
    pub area: MultiPolygon,
}

/// The contested areas of 3 km² and more.
#[must_use]
pub fn contested_areas() -> Vec<ContestedArea> {
    Edition::in_use().contested_areas()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::border;

    #[test]
    fn every_frame_of_every_layer_is_whole() {
        let edition = Edition::embedded();
        let codes = edition.province_countries();
        for (layer, frames) in [
            (Layer::Provinces, 2 * codes.len() + 1),
            (Layer::Lakes, 1),
            (Layer::Rivers, 4),
            (Layer::Contested, 22),
            (Layer::World, 2),
        ] {
            let pack = edition.pack(layer);
            assert_eq!(pack.count(), frames);
            assert!((0..frames).all(|i| !pack.bytes(i).is_empty()));
        }
        for (i, code) in codes.iter().enumerate() {
            let all = Rect::new((-180.0, -90.0), (180.0, 90.0));
            let listed: Vec<Province> = edition.pack(Layer::Provinces).json(2 * i + 1);
            assert!(provinces(edition, code, all).len() + 3 >= listed.len(), "{code}");
        }
        // Those with more than 2,000 km².
        assert_eq!(coarse_world().len(), 176);
        assert!(coarse_world().iter().all(|c| !c.area.0.is_empty()));
        assert!(contested_areas().iter().all(|c| !c.area.0.is_empty()));
    }

    #[test]
    fn the_line_is_the_edge_of_both_outlines() {
        let lines = border("KHM-THA").unwrap().lines();
        let around = outline::bounds(lines.0.iter().flatten()).unwrap();
        let cut = Rect::new((around.min().x - 1.0, around.min().y - 1.0), (around.max().x + 1.0, around.max().y + 1.0));
        let found = ground(Request { cut, border: "KHM-THA", provinces_of: &["KHM", "THA"], simplified_m: 100.0 });
        let codes: Vec<&str> = found.countries.iter().map(|c| c.country.code.as_str()).collect();
        assert_eq!(codes, ["KHM", "LAO", "THA", "VNM"]);
        for code in ["KHM", "THA"] {
            let land = &found.countries.iter().find(|c| c.country.code == code).unwrap().area;
            let vertices: std::collections::BTreeSet<[u64; 2]> = land
                .iter()
                .flat_map(|p| p.exterior().0.iter().chain(p.interiors().iter().flatten()))
                .map(|c| [c.x.to_bits(), c.y.to_bits()])
                .collect();
            assert!(lines.0.iter().flatten().all(|c| vertices.contains(&[c.x.to_bits(), c.y.to_bits()])), "{code}");
        }
        assert!(found.provinces.len() > 25 && !found.lakes.is_empty() && !found.rivers.is_empty());
        assert_eq!(found.places.iter().filter(|p| p.name == "Aranyaprathet").count(), 1);
    }
}
