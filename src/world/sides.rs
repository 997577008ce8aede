//! The countries of a border at full extent, for the side of points anywhere.

use marz_world::{Country, LandBorder};

use crate::measure::SidePolygons;
use crate::model::{Area, Names, SideNames, Sides};

/// The polygons of the two countries of a border and of their neighbours, by the edition of the border such as `KHM-THA@2026e`; `None`
/// where it is no border of an edition at hand.
#[must_use]
pub fn side_polygons(edition: &str) -> Option<SidePolygons> {
    let (id, asked) = edition.split_once('@')?;
    let edition = marz_world::Edition::named(asked)?;
    let entry = edition.border(id)?;
    let (left, right) = (entry.left_country()?, entry.right_country()?);
    let side = |c: &Country| SideNames { code: c.alpha2.clone(), names: Names::default() };
    let sides = Sides { left: side(left), right: side(right) };
    let codes = |b: &'static LandBorder| [b.a.as_str(), b.b.as_str()];
    let mut all: Vec<&str> = left.borders().chain(right.borders()).flat_map(codes).collect();
    all.sort_unstable();
    all.dedup();
    let area = |c: &'static Country| Area {
        code: c.alpha2.clone(),
        names: Names::default(),
        // Every vertex, so that neighbours agree on every edge.
        shape: c.outline(&[], 0.0),
    };
    let areas: Vec<Area> = all.into_iter().filter_map(|code| edition.country(code)).map(area).collect();
    Some(SidePolygons::of_sides(&sides, &areas).uncut())
}
