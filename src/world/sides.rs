//! The countries of a border at full extent, for the side of points anywhere.

use geo::MultiLineString;
use marz_world::{Country, LandBorder};

use super::border::{SAME_VERTEX, vertices};
use super::contested::contested_areas;
use crate::measure::{GeodesicLine, SidePolygons, ground_between};
use crate::model::{Area, Border, LonLat, Names, SideNames, Sides};

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
/// the program's own, with the contested ground that concerns it; `None` for any other line, also for one that is called by such an edition
/// but was reversed, moved or cut: left and right of it are not those of the polygons.
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
    let stored = earlier.map_or_else(|| entry.lines(), |earlier| earlier.lines());
    if !runs_as(border, &stored) {
        return None;
    }
    let areas = areas_around(entry);
    let mut all = SidePolygons::new(border, line, &areas).uncut();
    if earlier.is_some() {
        all = all.except_on(&ground_between(&entry.lines(), &stored));
    }
    Some(all.and_contested(border, line, &contested_areas(entry, &areas)))
}

/// Whether a border has the vertices of a line in their order.
fn runs_as(border: &Border, line: &MultiLineString) -> bool {
    let (own, stored) = (border.given_parts().iter().flatten(), vertices(line));
    let is_same =
        |a: &LonLat, b: &LonLat| (a.lon() - b.lon()).abs() < SAME_VERTEX && (a.lat() - b.lat()).abs() < SAME_VERTEX;
    own.clone().count() == stored.iter().flatten().count()
        && own.zip(stored.iter().flatten()).all(|(a, b)| is_same(a, b))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::by_code;

    #[test]
    fn every_land_border_runs_as_it_is_stored_and_none_runs_so_backwards() {
        for entry in marz_world::borders() {
            let (border, line) = (by_code(&entry.id).unwrap().border, entry.lines());
            assert!(runs_as(&border, &line), "{}", entry.id);
            let back = |part: &Vec<LonLat>| part.iter().rev().copied().collect();
            let back = border.parts().iter().rev().map(back).collect();
            let back = Border::new(border.id.clone(), back, border.facts.clone()).unwrap();
            assert!(!runs_as(&back, &line), "{}", entry.id);
        }
    }
}
