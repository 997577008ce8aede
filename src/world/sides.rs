//! The countries of a border at full extent, for the side of points anywhere.

use marz_world::{Country, LandBorder};

use super::contested::contested_areas;
use crate::measure::{GeodesicLine, SidePolygons, ground_between};
use crate::model::{Area, Border, Names, SideNames, Sides};

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
    Some(SidePolygons::of_sides(&sides, &areas_around(entry)).uncut())
}

/// The polygons that give the side for a border as it is in an edition of the world's data, such as `KHM-THA@2026e`, or in the one before
/// the program's own, with the contested ground that concerns it; `None` for any other line.
///
/// The sides are those that the border names. Of an edition before, the countries are today's, but for the ground between its line and
/// today's.
#[must_use]
pub fn border_polygons(border: &Border, line: &GeodesicLine) -> Option<SidePolygons> {
    let text = &border.facts.edition;
    let earlier = marz_world::earlier(text).ok().flatten();
    let entry = match earlier {
        Some(line) => line.border,
        None => {
            let (id, asked) = text.split_once('@')?;
            marz_world::Edition::named(asked)?.border(id)?
        }
    };
    let areas = areas_around(entry);
    let mut all = SidePolygons::new(border, line, &areas).uncut();
    if let Some(earlier) = earlier {
        all = all.except_on(&ground_between(&entry.lines(), &earlier.lines()));
    }
    Some(all.and_contested(border, line, &contested_areas(entry, &areas)))
}

/// The two countries of a border and their neighbours.
fn areas_around(entry: &'static LandBorder) -> Vec<Area> {
    let edition = entry.edition();
    let codes = |b: &'static LandBorder| [b.a.as_str(), b.b.as_str()];
    let countries = [entry.left_country(), entry.right_country()];
    let mut all: Vec<&str> = countries.into_iter().flatten().flat_map(Country::borders).flat_map(codes).collect();
    all.sort_unstable();
    all.dedup();
    let area = |c: &'static Country| Area {
        code: c.alpha2.clone(),
        names: Names::default(),
        // Every vertex, so that neighbours agree on every edge.
        shape: c.outline(&[], 0.0),
    };
    all.into_iter().filter_map(|code| edition.country(code)).map(area).collect()
}
