//! How many incidents or dead each province has, with what is not sure of it, in classes.

use geo::Intersects;
use geo_types::{Coord, LineString, MultiLineString};

use super::key::MeasuredById;
use crate::measure::{GeodesicLine, Side};
use crate::measured::MeasuredIncident;
use crate::model::{Area, Border, Case, Incident, LonLat, ReportedSide};
use crate::recipe;

/// A province on the data may end so far off the border: a point between them lies in the nearest, in metres.
const OFF_M: f64 = 5_000.0;
/// So many classes at most.
const MOST_CLASSES: usize = 4;
/// Points whose distances to two provinces differ by no more than this, in metres, belong to both: they are nearest to a vertex that both share.
const AS_NEAR_M: f64 = 1.0;
/// The end of a last class that has none.
pub const OPEN: u32 = u32::MAX;
/// The greatest number of each class, rounded as people count.
const ROUND: [u32; 17] =
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000, 1_000_000, 10_000_000, OPEN];

/// What a province has at least and at most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Range {
    pub least: u32,
    pub most: u32,
    /// Whether it may be more, as a source says "at least".
    pub is_open: bool,
}

/// The count of each province, and of what could not be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choropleth {
    pub of: recipe::Choropleth,
    /// In the order of the provinces of the basemap.
    pub counts: Vec<Range>,
    /// The most of each class, from the first that is tinted.
    pub classes: Vec<u32>,
    /// Incidents that are counted in some province.
    pub counted: usize,
    /// Of these, those that may lie in more than one, or in none.
    pub several: usize,
    /// Incidents without a place in a province.
    pub nowhere: usize,
    /// Of those that are counted, those whose number of dead is unknown.
    pub unknown: usize,
}

/// A province with its edge.
struct Province<'a> {
    area: &'a Area,
    edge: GeodesicLine,
}

impl<'a> Province<'a> {
    fn new(area: &'a Area) -> Self {
        let rings = area.shape.0.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
        let edge = MultiLineString::new(rings.cloned().collect::<Vec<LineString>>());
        Self { area, edge: GeodesicLine::from(&edge) }
    }

    fn holds(&self, at: LonLat) -> bool {
        self.area.shape.intersects(&Coord { x: at.lon(), y: at.lat() })
    }

    fn is_called(&self, name: &str) -> bool {
        let is = |own: &str| own.to_lowercase() == name.to_lowercase();
        is(&self.area.code) || self.area.names.0.values().any(|own| is(own))
    }
}

/// Where an incident lies.
enum Lies {
    In(usize),
    /// In one of these, or in none.
    InOneOf(Vec<usize>),
    Nowhere,
}

impl Choropleth {
    /// Counts incidents by province; `None` if the basemap has no provinces.
    pub fn new(
        of: recipe::Choropleth,
        case: &Case,
        incidents: &[&Incident],
        measured: &MeasuredById<'_, '_>,
    ) -> Option<Self> {
        let provinces: Vec<Province<'_>> =
            case.basemap.provinces.as_ref()?.features.iter().map(Province::new).collect();
        let mut all = Self {
            of,
            counts: vec![Range::default(); provinces.len()],
            classes: Vec::new(),
            counted: 0,
            several: 0,
            nowhere: 0,
            unknown: 0,
        };
        // Nobody counts the dead of a visit; where a report does, they count.
        let is_counted = |i: &&&Incident| {
            of != recipe::Choropleth::Killed || i.category.is_armed() || i.killed.least_and_most().is_some()
        };
        for incident in incidents.iter().filter(is_counted) {
            let side = measured.get(incident.id.as_str()).and_then(|m| sure_side(m));
            let lies = lies(incident, side, &provinces, &case.border);
            let Some(amount) = amount(of, incident) else {
                match lies {
                    Lies::Nowhere => all.nowhere += 1,
                    _ => (all.counted, all.unknown) = (all.counted + 1, all.unknown + 1),
                }
                continue;
            };
            match lies {
                Lies::In(number) => {
                    all.counted += 1;
                    all.counts[number].add(amount);
                }
                Lies::InOneOf(some) => {
                    (all.counted, all.several) = (all.counted + 1, all.several + 1);
                    some.into_iter().for_each(|number| all.counts[number].add(Range { least: 0, ..amount }));
                }
                Lies::Nowhere => all.nowhere += 1,
            }
        }
        all.classes = classes(all.counts.iter().map(|c| c.most).max().unwrap_or(0));
        Some(all)
    }

    /// The classes of what a province has at least and at most, which is the next where it may be more; 0 for none, which is not tinted.
    pub fn class(&self, number: usize) -> (usize, usize) {
        let count = self.counts.get(number).copied().unwrap_or_default();
        let of = |n: u32| if n == 0 { 0 } else { 1 + self.classes.iter().take_while(|most| n > **most).count() };
        let most = of(count.most) + usize::from(count.is_open);
        (of(count.least), most.min(self.classes.len()))
    }
}

impl Range {
    fn add(&mut self, other: Self) {
        self.least = self.least.saturating_add(other.least);
        self.most = self.most.saturating_add(other.most);
        self.is_open |= other.is_open;
    }
}

/// What an incident counts; `None` if its number of dead is unknown.
fn amount(of: recipe::Choropleth, incident: &Incident) -> Option<Range> {
    match of {
        recipe::Choropleth::Killed => {
            let killed = &incident.killed;
            let (least, most) = killed.least_and_most()?;
            let finite = most.or(killed.best).unwrap_or(least).max(least);
            Some(Range { least, most: finite, is_open: most.is_none() })
        }
        _ => Some(Range { least: 1, most: 1, is_open: false }),
    }
}

/// Up to four classes with round ends, of which the last holds the most.
fn classes(most: u32) -> Vec<u32> {
    let last = ROUND.iter().position(|end| *end >= most).unwrap_or(ROUND.len() - 1);
    let ends = ROUND.get(..=last).unwrap_or(&ROUND);
    match most {
        0 => Vec::new(),
        _ => ends[ends.len().saturating_sub(MOST_CLASSES)..].to_vec(),
    }
}

/// The side on which an incident surely lies: the one that is reported, else that of its whole disc.
fn sure_side(m: &MeasuredIncident<'_>) -> Option<ReportedSide> {
    let of = |side| match side {
        Side::Left => Some(ReportedSide::Left),
        Side::Right => Some(ReportedSide::Right),
        _ => None,
    };
    match m.reported_side() {
        Some(ReportedSide::Both) => None,
        Some(side) => Some(side),
        None => {
            let p = m.proximity()?;
            p.p_left.filter(|p| *p <= 0.0 || *p >= 1.0).and_then(|_| of(p.nearest.side))
        }
    }
}

/// The province of an incident: the one that its report names where its disc reaches it, else all that its disc reaches on its side.
fn lies(incident: &Incident, side: Option<ReportedSide>, provinces: &[Province<'_>], border: &Border) -> Lies {
    let location = &incident.location;
    let sides = &border.facts.sides;
    let country = match side {
        Some(ReportedSide::Left) => Some(sides.left.code.as_str()),
        Some(ReportedSide::Right) => Some(sides.right.code.as_str()),
        _ => None,
    };
    let is_own = |p: &Province<'_>| country.zip(p.area.country()).is_none_or(|(own, of)| own == of);
    let own: Vec<usize> = (0..provinces.len()).filter(|n| is_own(&provinces[*n])).collect();
    let in_country = |n: &usize| {
        let stated = location.country.as_deref().zip(provinces[*n].area.country());
        stated.is_none_or(|(stated, of)| stated == of)
    };
    let is_named = |n: &usize| location.province.as_ref().is_some_and(|name| provinces[*n].is_called(name));
    let named: Vec<usize> = own.iter().copied().filter(|n| in_country(n) && is_named(n)).collect();
    let Some(at) = incident.at else {
        return match named.as_slice() {
            [one] => Lies::In(*one),
            _ => Lies::Nowhere,
        };
    };
    let radius_m = f64::from(location.radius_m.unwrap_or(0));
    let holding: Vec<usize> = own.iter().copied().filter(|n| provinces[*n].holds(at)).collect();
    let is_off = holding.is_empty() && country.is_some();
    let reach_m = if is_off { radius_m.max(OFF_M) } else { radius_m };
    let reaches = |n: &usize| holding.contains(n) || (reach_m > 0.0 && provinces[*n].edge.is_within(at, reach_m));
    let mut reached: Vec<usize> = own.iter().copied().filter(reaches).collect();
    if let [one] = named.as_slice()
        && reached.contains(one)
    {
        return Lies::In(*one);
    }
    if is_off && radius_m < OFF_M {
        keep_nearest(&mut reached, at, provinces);
    }
    match reached.as_slice() {
        [] => Lies::Nowhere,
        // Beyond the border and the coast of its side it cannot lie.
        [one] if country.is_some() || !provinces[*one].edge.is_within(at, radius_m) => Lies::In(*one),
        some => Lies::InOneOf(some.to_vec()),
    }
}

/// Keeps the nearest of some provinces: more than one where a point beside the border is nearest to where they meet.
fn keep_nearest(some: &mut Vec<usize>, at: LonLat, provinces: &[Province<'_>]) {
    let off_m = |n: &usize| provinces[*n].edge.nearest(at).distance_m;
    let least = some.iter().map(off_m).fold(f64::MAX, f64::min);
    some.retain(|n| off_m(n) <= least + AS_NEAR_M);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Selection;
    use crate::dossier::Dossier;
    use crate::measure::direct;
    use crate::model::Extent;

    /// The count of some incidents of the embedded dossier.
    fn count(dossier: &Dossier, of: recipe::Choropleth, incidents: &[&Incident]) -> Choropleth {
        let measured = dossier.measure(&Selection::default()).unwrap();
        let by_id: MeasuredById<'_, '_> = measured.iter().map(|m| (m.incident.id.as_str(), m)).collect();
        Choropleth::new(of, dossier.case(), incidents, &by_id).unwrap()
    }

    fn counting(dossier: &Dossier) -> Vec<&Incident> {
        dossier.case().incidents.iter().filter(|i| i.category.counts()).collect()
    }

    #[test]
    fn every_incident_is_counted_once_or_in_a_range() {
        let dossier = Dossier::embedded().unwrap();
        let all = counting(&dossier);
        let found = count(&dossier, recipe::Choropleth::Incidents, &all);
        assert_eq!(found.counted + found.nowhere, all.len());
        let least: u32 = found.counts.iter().map(|c| c.least).sum();
        assert_eq!(usize::try_from(least).unwrap(), found.counted - found.several);
        assert!(found.several > 3 && found.counts.iter().all(|c| c.least <= c.most && !c.is_open));
        assert!(found.counts.iter().map(|c| c.most).max() <= found.classes.last().copied());
        let killed = count(&dossier, recipe::Choropleth::Killed, &all);
        assert!(killed.unknown > 0 && killed.counted < found.counted && killed.counts.iter().any(|c| c.is_open));
    }

    #[test]
    fn no_province_that_a_disc_reaches_is_left_out() {
        let dossier = Dossier::embedded().unwrap();
        let areas = &dossier.case().basemap.provinces.as_ref().unwrap().features;
        let sides = &dossier.case().border.facts.sides;
        let (mut seen, mut several) = (0, 0);
        for incident in counting(&dossier).into_iter().filter(|i| i.location.extent == Extent::Point) {
            // The report itself names the province of most.
            let mut unnamed = incident.clone();
            unnamed.location.province = None;
            let found = count(&dossier, recipe::Choropleth::Incidents, &[&unnamed]);
            let Some(at) = incident.at else { continue };
            let country = match incident.location.side {
                Some(ReportedSide::Left) => Some(&sides.left.code),
                Some(ReportedSide::Right) => Some(&sides.right.code),
                _ => None,
            };
            let radius_m = f64::from(incident.location.radius_m.unwrap_or(0));
            let ring =
                |share: f64| (0..36_u8).map(move |k| direct(at, f64::from(k) * 10.0, share * radius_m * 0.999).0);
            let inside = [0.0, 0.3, 0.6, 0.9, 1.0].into_iter().flat_map(ring);
            for (number, area) in areas.iter().enumerate() {
                let is_own = country.zip(area.country()).is_none_or(|(own, of)| own == of);
                let reached = inside.clone().any(|p| area.shape.intersects(&Coord { x: p.lon(), y: p.lat() }));
                assert!(!(is_own && reached) || found.counts[number].most == 1, "{} in {}", incident.id, area.code);
            }
            seen += 1;
            several += found.several;
        }
        assert!(seen > several && several > 0, "{seen} {several}");
    }

    #[test]
    fn beside_the_border_the_nearest_province_is_meant_and_both_where_they_meet() {
        let square = |x: f64| Area {
            code: String::new(),
            names: crate::model::Names::default(),
            shape: geo::Rect::new((x, 0.0), (x + 1.0, 1.0)).to_polygon().into(),
        };
        let areas = [square(1.0), square(0.0)];
        let provinces: Vec<Province<'_>> = areas.iter().map(Province::new).collect();
        let kept = |lon: f64| {
            let mut some = vec![0, 1];
            keep_nearest(&mut some, LonLat::new(lon, 1.01).unwrap(), &provinces);
            some
        };
        // 110 m off the meridian where they meet, and on it.
        assert_eq!((kept(0.999), kept(1.001), kept(1.0)), (vec![1], vec![0], vec![0, 1]));
    }

    #[test]
    fn a_province_that_the_report_names_is_certain_and_one_without_a_place_is_said() {
        let dossier = Dossier::embedded().unwrap();
        let areas = &dossier.case().basemap.provinces.as_ref().unwrap().features;
        let takhar = areas.iter().position(|a| a.code == "AF-TAK").unwrap();
        let all = counting(&dossier);
        let named = all.iter().find(|i| i.location.name == "Takhar province").unwrap();
        let found = count(&dossier, recipe::Choropleth::Incidents, &[named]);
        assert_eq!(found.counts[takhar], Range { least: 1, most: 1, is_open: false });
        // The same without the name: its disc of 70 km reaches other provinces.
        let mut unnamed = (*named).clone();
        unnamed.location.province = None;
        let found = count(&dossier, recipe::Choropleth::Incidents, &[&unnamed]);
        assert_eq!((found.several, found.counts[takhar].least, found.counts[takhar].most), (1, 0, 1));
        let sides = &dossier.case().border.facts.sides;
        for (area, count) in areas.iter().zip(&found.counts).filter(|(_, c)| c.most > 0) {
            assert_eq!(area.country(), Some(sides.right.code.as_str()), "{} {count:?}", area.code);
        }
        unnamed.at = None;
        assert_eq!(count(&dossier, recipe::Choropleth::Incidents, &[&unnamed]).nowhere, 1);
    }

    #[test]
    fn classes_end_at_round_numbers_and_what_may_be_more_reaches_the_next() {
        let of = |most| classes(most);
        assert_eq!((of(0), of(1), of(3), of(21)), (vec![], vec![1], vec![1, 2, 5], vec![5, 10, 20, 50]));
        assert_eq!(of(300_000), [5_000, 10_000, 100_000, 1_000_000]);
        assert_eq!(of(u32::MAX), [100_000, 1_000_000, 10_000_000, u32::MAX]);
        let range = |least, most, is_open| Range { least, most, is_open };
        let counts = vec![range(0, 0, false), range(5, 6, false), range(3, 5, true), range(21, 21, true)];
        let all = Choropleth {
            of: recipe::Choropleth::Killed,
            counts,
            classes: of(21),
            counted: 4,
            several: 0,
            nowhere: 0,
            unknown: 0,
        };
        assert_eq!((0..4).map(|n| all.class(n)).collect::<Vec<_>>(), [(0, 0), (1, 2), (1, 2), (4, 4)]);
    }
}
