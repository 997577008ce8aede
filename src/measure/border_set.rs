//! Many borders in one index: the nearest of all, and the nearest few.

use geo::{LineString, MultiLineString, Point};
use marz_geodesic::{GeodesicLine, GroupedLine, Nearest};

use super::side_polygons::SidePolygons;
use crate::model::{Border, BorderError, BorderFacts, LonLat, Sides, Stretch};

/// One border of a [`BorderSet`].
#[derive(Debug, Clone, PartialEq)]
pub struct SetMember {
    /// Its stable id, such as `KHM-THA`.
    pub id: String,
    /// Its name in English.
    pub name: String,
    /// The code of the country to the left of its line.
    pub left: String,
    /// The code of the country to the right.
    pub right: String,
    /// The names of the two, for tables that people read.
    pub sides: Sides,
    /// How far the true border may lie from the line, in metres.
    pub accuracy_m: f64,
}

/// Many borders, such as all land borders of the world, in one index.
///
/// # Accuracy
///
/// As of [`GeodesicLine::nearest`]: 0.1 mm within 1,000 km, 1e-9 of the distance beyond.
#[derive(Debug, Clone)]
pub struct BorderSet {
    /// All lines as one border: what is said about them together, and the accuracy by the running kilometre.
    border: Border,
    line: GroupedLine,
    members: Vec<SetMember>,
    /// None: the side is that of the line.
    polygons: SidePolygons,
}

impl BorderSet {
    /// Makes a set of borders with their parts, and of what is said about all of them.
    ///
    /// # Errors
    ///
    /// [`BorderError::NoEdge`] where no part has an edge.
    pub fn new(borders: Vec<(SetMember, Vec<Vec<LonLat>>)>, facts: BorderFacts) -> Result<Self, BorderError> {
        let part = |part: &Vec<LonLat>| part.iter().map(|p| geo::Coord::from(*p)).collect::<LineString>();
        let lines: Vec<MultiLineString> = borders.iter().map(|(_, parts)| parts.iter().map(part).collect()).collect();
        let line = GroupedLine::try_new(&lines).map_err(|_none| BorderError::NoEdge)?;
        let (members, parts): (Vec<SetMember>, Vec<_>) = borders.into_iter().unzip();
        let least_m = members.iter().map(|m| m.accuracy_m).fold(f64::INFINITY, f64::min);
        let stretch = |(group, member): (usize, &SetMember)| {
            let (from_m, to_m) = line.group_measures_m(group).filter(|_| member.accuracy_m > least_m)?;
            let (from_km, to_km) = (from_m / 1000.0, to_m / 1000.0);
            Some(Stretch { from_km, to_km, accuracy_m: Some(member.accuracy_m), ..Stretch::default() })
        };
        let stretches = members.iter().enumerate().filter_map(stretch).collect();
        let facts = BorderFacts { accuracy_m: Some(least_m), stretches, ..facts };
        let border = Border::new(String::new(), parts.into_iter().flatten().collect(), facts)?;
        Ok(Self { border, line, members, polygons: SidePolygons::default() })
    }

    /// All lines as one border.
    #[must_use]
    pub fn border(&self) -> &Border {
        &self.border
    }

    /// All lines as one.
    #[must_use]
    pub fn line(&self) -> &GeodesicLine {
        self.line.line()
    }

    /// No polygons: the side is that of the line.
    #[must_use]
    pub fn polygons(&self) -> &SidePolygons {
        &self.polygons
    }

    /// The borders, in the order in which they were given.
    #[must_use]
    pub fn members(&self) -> &[SetMember] {
        &self.members
    }

    /// The border that holds a nearest point; `None` for a point that has none.
    #[must_use]
    pub fn member_of(&self, nearest: &Nearest) -> Option<&SetMember> {
        self.members.get(self.line.group_of(nearest.edge)).filter(|_| !nearest.distance_m.is_nan())
    }

    /// The number of the border that holds a nearest point.
    #[must_use]
    pub fn number_of(&self, nearest: &Nearest) -> usize {
        self.line.group_of(nearest.edge)
    }

    /// A nearest point of [`BorderSet::line`] with the measure from the start of its own border.
    #[must_use]
    pub fn with_own_measure(&self, nearest: Nearest) -> Nearest {
        let start_m = self.line.group_measures_m(self.line.group_of(nearest.edge)).map_or(0.0, |(start_m, _)| start_m);
        Nearest { measure_m: (nearest.measure_m - start_m).max(0.0), ..nearest }
    }

    /// The nearest points of the nearest borders, nearest first, each with the measure from the start of its own border: at most `count` of those
    /// whose number `keep` says yes to.
    pub fn nearest(&self, at: impl Into<Point>, count: usize, keep: impl Fn(usize) -> bool) -> Vec<Nearest> {
        let found = self.line.nearest_groups(at, count, keep);
        found.into_iter().map(|(_, nearest)| self.with_own_measure(nearest)).collect()
    }

    /// The nearest points of the nearest borders to points, in order, with the measures from the starts of their borders.
    #[must_use]
    pub fn nearest_batch(&self, points: &[LonLat]) -> Vec<Nearest> {
        let found = self.line.line().nearest_batch(points);
        found.into_iter().map(|nearest| self.with_own_measure(nearest)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set() -> BorderSet {
        let at = |lon, lat| LonLat::new(lon, lat).unwrap();
        let member = |id: &str, accuracy_m| SetMember {
            id: id.to_owned(),
            name: String::new(),
            left: "N".to_owned(),
            right: "S".to_owned(),
            sides: Sides::default(),
            accuracy_m,
        };
        let borders = vec![
            (member("a", 500.0), vec![vec![at(0.0, 0.0), at(1.0, 0.0)], vec![at(2.0, 0.0), at(3.0, 0.0)]]),
            (member("b", 2_000.0), vec![vec![at(0.0, 5.0), at(1.0, 5.0)]]),
        ];
        BorderSet::new(borders, BorderFacts::default()).unwrap()
    }

    #[test]
    fn each_border_keeps_its_kilometres_and_its_accuracy() {
        let set = set();
        let found = set.nearest(Point::new(0.5, 4.0), 2, |_| true);
        assert_eq!(found.iter().map(|n| set.member_of(n).unwrap().id.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert!((found[0].measure_m - 55_454.0).abs() < 100.0, "{found:?}");
        assert_eq!(set.nearest_batch(&[LonLat::new(0.5, 4.0).unwrap()])[0], found[0]);
        // The running kilometre decides on the accuracy.
        let running = set.line().nearest(Point::new(0.5, 4.0));
        assert!(running.measure_m > 200_000.0);
        assert!((set.border().accuracy_m(running.measure_km()) - 2_000.0).abs() < 1e-9);
        assert!((set.border().accuracy_m(10.0) - 500.0).abs() < 1e-9);
        assert!(set.nearest(Point::new(0.5, 4.0), 2, |number| set.members()[number].id == "a").len() == 1);
    }
}
