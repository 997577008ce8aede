//! The countries of the edition in use, their borders and their outlines.

use std::collections::BTreeMap;

use geo::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};

use crate::border::LandBorder;
use crate::country::{ArcRef, Country};
use crate::edition::{Edition, Layer};
use crate::outline;

/// All countries, by code.
#[must_use]
pub fn countries() -> &'static [Country] {
    Edition::in_use().countries()
}

/// The country of an alpha-3 or alpha-2 code, in capitals or not; `None` if there is none here.
#[must_use]
pub fn country(code: &str) -> Option<&'static Country> {
    Edition::in_use().country(code)
}

impl Country {
    /// Its land borders.
    pub fn borders(&self) -> impl Iterator<Item = &'static LandBorder> + '_ {
        self.home.edition().borders().iter().filter(|b| b.a == self.code || b.b == self.code)
    }

    /// The lines of its own coast, as its outline has them: all of the outline that is no land border, but for the straight lines that close it.
    #[must_use]
    pub fn coast(&self) -> MultiLineString {
        let edition = self.home.edition();
        let frame = edition.countries().iter().position(|c| c.code == self.code);
        let lines = frame.map(|frame| edition.pack(Layer::Countries).lines(frame + 1)).unwrap_or_default();
        lines.into_iter().map(LineString).collect()
    }

    /// Its outline, made of the parts of its borders, so that fill and line agree, and its coast of 2017 to 500 m; islands that have no
    /// land border and are smaller than 5 km² are left out.
    ///
    /// Borders named in `whole` keep every vertex of [`LandBorder::lines`]; the others, and the coast, are simplified by `metres`
    /// (Douglas and Peucker), each part by itself, so that neighbours meet whatever the country. A ring whose arcs do not meet is closed
    /// by a straight line.
    #[must_use]
    pub fn outline(&self, whole: &[&str], metres: f64) -> MultiPolygon {
        self.outline_of(&mut Arcs { whole, metres, borders: BTreeMap::new() })
    }

    /// Its outline of these arcs.
    pub(crate) fn outline_of<'c>(&'c self, arcs: &mut Arcs<'c>) -> MultiPolygon {
        let edition = self.home.edition();
        let Some(frame) = edition.countries().iter().position(|c| c.code == self.code) else {
            return MultiPolygon(Vec::new());
        };
        let coast = edition.pack(Layer::Countries).lines(frame + 1);
        let coast: Vec<Vec<Coord>> = coast.into_iter().map(|line| outline::simplified(line, arcs.metres)).collect();
        let mut is_used = vec![false; coast.len()];
        let mut rings = Vec::new();
        for ring in &self.rings {
            let mut joined: Vec<Coord> = Vec::new();
            for arc in ring {
                match arc {
                    ArcRef::Coast(i) => {
                        joined.extend(coast.get(*i).into_iter().flatten());
                        is_used.get_mut(*i).into_iter().for_each(|used| *used = true);
                    }
                    ArcRef::Border(id, part, turned) => {
                        let part = arcs.border(edition, id).get(*part).into_iter().flatten();
                        if *turned == 1 { joined.extend(part.rev()) } else { joined.extend(part) }
                    }
                }
            }
            rings.push(joined);
        }
        rings.extend(coast.into_iter().zip(is_used).filter(|(_, used)| !used).map(|(line, _)| line));
        assembled(rings)
    }
}

/// The lines that outlines are made of, as simple as they are asked for.
pub(crate) struct Arcs<'a> {
    /// The borders that keep every vertex.
    pub whole: &'a [&'a str],
    /// The others are simplified by so many metres.
    pub metres: f64,
    /// The parts of each border, which two countries share.
    pub borders: BTreeMap<&'a str, Vec<Vec<Coord>>>,
}

impl<'a> Arcs<'a> {
    fn border(&mut self, edition: &'static Edition, id: &'a str) -> &[Vec<Coord>] {
        if !self.borders.contains_key(id) {
            let is_whole = self.whole.contains(&id);
            let lines = edition.border(id).map(|border| border.lines().0).unwrap_or_default();
            let parts = lines
                .into_iter()
                .map(|part| if is_whole { part.0 } else { outline::simplified(part.0, self.metres) })
                .collect();
            self.borders.insert(id, parts);
        }
        self.borders.get(id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Polygons of closed rings: counter-clockwise ones are exteriors, the others holes of the smallest exterior around them.
fn assembled(rings: Vec<Vec<Coord>>) -> MultiPolygon {
    let mut exteriors: Vec<(f64, LineString, Vec<LineString>)> = Vec::new();
    let mut holes = Vec::new();
    for mut ring in rings {
        ring.dedup();
        if ring.first() == ring.last() {
            ring.pop();
        }
        if ring.len() < 3 {
            continue;
        }
        ring.extend(ring.first().copied());
        let area = outline::signed_area(&ring);
        if area > 0.0 {
            exteriors.push((area, LineString(ring), Vec::new()));
        } else if area < 0.0 {
            holes.push(ring);
        }
    }
    exteriors.sort_by(|a, b| a.0.total_cmp(&b.0));
    for hole in holes {
        let Some(at) = outline::inner_point(&hole) else { continue };
        if let Some((_, _, holes)) = exteriors.iter_mut().find(|(_, ring, _)| outline::contains(&ring.0, at)) {
            holes.push(LineString(hole));
        }
    }
    exteriors.reverse();
    MultiPolygon(exteriors.into_iter().map(|(_, ring, holes)| Polygon::new(ring, holes)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names() {
        let kosovo = country("xk").unwrap();
        assert_eq!((kosovo.code.as_str(), kosovo.english()), ("XKX", "Kosovo"));
        let thailand = country("THA").unwrap();
        assert_eq!((thailand.names["th"].as_str(), thailand.languages.as_slice()), ("ไทย", &["th".to_owned()][..]));
        assert_eq!(thailand.borders().count(), 4);
        assert!(country("ZZZ").is_none());
        assert!(countries().len() > 240 && countries().iter().all(|c| c.alpha2.len() == 2));
    }

    #[test]
    fn every_part_of_every_border_is_run_once_each_way() {
        let mut seen: BTreeMap<(&str, usize), [usize; 2]> = BTreeMap::new();
        for arc in countries().iter().flat_map(|c| &c.rings).flatten() {
            if let ArcRef::Border(id, part, turned) = arc {
                seen.entry((id, *part)).or_default()[usize::from(*turned)] += 1;
            }
        }
        assert_eq!(seen.len(), crate::borders().iter().map(|b| b.parts).sum::<usize>());
        let wrong: Vec<_> = seen.iter().filter(|(_, n)| **n != [1, 1]).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn the_first_country_of_a_line_lies_to_its_left() {
        // A ring runs counter-clockwise: its country is to the left of every part that it does not turn.
        for country in countries() {
            for arc in country.rings.iter().flatten() {
                if let ArcRef::Border(id, _, turned) = arc {
                    let border = crate::border(id).unwrap();
                    let side = if *turned == 0 { &border.left } else { &border.right };
                    assert_eq!(side, &country.code, "{id}");
                }
            }
        }
    }

    /// In thousands of square kilometres.
    fn outline_area(code: &str) -> f64 {
        use geo::ChamberlainDuquetteArea;
        // Ring by ring: the library adds holes that run clockwise.
        let area =
            |ring: &LineString| Polygon::new(ring.clone(), Vec::new()).chamberlain_duquette_unsigned_area() / 1e9;
        let of = |p: &Polygon| area(p.exterior()) - p.interiors().iter().map(area).sum::<f64>();
        country(code).unwrap().outline(&[], 250.0).iter().map(of).sum()
    }

    #[test]
    fn outlines_have_the_area_of_the_country() {
        // CIA World Factbook, land and water, in thousands of square kilometres.
        for (code, factbook) in [
            ("THA", 513.1),
            ("KHM", 181.0),
            ("ARM", 29.7),
            ("BEL", 30.5),
            ("TJK", 144.1),
            ("LSO", 30.4),
            ("ZAF", 1_219.1),
            ("DEU", 357.0),
            ("POL", 312.7),
            ("FIN", 338.1),
            ("SWE", 450.3),
            ("ARG", 2_780.4),
            ("VNM", 331.2),
            // Up to its bank: the estuary of the Río de la Plata is water.
            ("URY", 176.2),
        ] {
            let found = outline_area(code);
            assert!((found / factbook - 1.0).abs() < 0.03, "{code} {found}");
        }
    }
}
