//! Where a line meets itself: crossings, stretches that run twice, ends that touch the line.
//!
//! A line that meets itself parts no ground in two there. Edges are compared as straight in longitude and latitude.

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Coord, Line};
use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};

use super::doubled::{Beside, DOUBLED_M, beside_themselves};
use super::flat::{Plane, unwrapped};
use super::geodesic::distance_m;
use super::strands::{Place, Strands};
use crate::model::{Border, LonLat};

/// Lines that come this near to each other, in metres, lie on each other; an end that comes this near to a line touches it.
pub const CONTACT_M: f64 = 1.0;

/// A stretch that runs twice is at least so long, in metres, or as long as its shorter edge.
const OVERLAP_M: f64 = 10.0;

/// So many pairs of edges that lie near each other are compared at most: an ordinary line has few more than vertices.
const MOST_PAIRS: usize = 20_000_000;

/// So many contacts are kept at most.
const MOST_CONTACTS: usize = 10_000;

/// Contacts nearer than this along the line are one, in kilometres.
const NEAR_KM: f64 = 0.005;

/// How two stretches of a line meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactKind {
    /// One goes over to the other side of the other.
    Crossing,
    /// They run along each other, the same way.
    Overlap,
    /// They run along each other, one against the other.
    Reversal,
    /// The end of a part lies on the line.
    Touch,
}

/// A place where a line meets itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SelfContact {
    /// How.
    pub kind: ContactKind,
    /// Where; of stretches that run twice, where the contact begins.
    pub at: LonLat,
    /// The two border kilometres of the place, the lower one first; of stretches that run twice, the first and the last.
    pub km: (f64, f64),
}

/// What [`self_contacts`] finds of a line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SelfContacts {
    /// The places, by their kilometres; contacts of neighbouring edges are one. A part's loops and spikes that are shorter than its accuracy are
    /// left out.
    pub places: Vec<SelfContact>,
    /// The stretches on which the line has no left and no right, from a border kilometre to another, in order: the loop that a crossing closes, and
    /// of two parts that cross, touch or run against each other the shorter one. Without them the rest of the line has its two sides.
    pub without_sides: Vec<(f64, f64)>,
    /// Whether the line was looked at whole: not where edges are so many in one place that this would take too long.
    pub is_whole: bool,
}

/// Finds where a border's line meets itself.
///
/// # Example
///
/// ```
/// use marz::measure::{ContactKind, self_contacts};
/// use marz::model::{Border, BorderFacts, LonLat};
/// let at = |(lon, lat): (f64, f64)| LonLat::new(lon, lat).unwrap();
/// // East along the 37th parallel, and back across it.
/// let line = [(70.0, 37.0), (72.0, 37.0), (72.0, 38.0), (71.0, 38.0), (71.0, 36.0)].map(at);
/// let border = Border::new("loop".into(), vec![line.to_vec()], BorderFacts::default()).unwrap();
/// let found = self_contacts(&border);
/// assert_eq!((found.places.len(), found.places[0].kind), (1, ContactKind::Crossing));
/// // The loop from the crossing to the crossing has no sides: 89 km + 111 km + 88 km + 111 km.
/// let (from_km, to_km) = found.without_sides[0];
/// assert!((from_km - 89.0).abs() < 1.0 && (to_km - from_km - 399.0).abs() < 2.0);
/// ```
#[must_use]
pub fn self_contacts(border: &Border) -> SelfContacts {
    let edges = edges_of(border.parts());
    let mut met: Vec<Met> = Vec::new();
    let is_whole = pairs_near(&edges, |i, j| {
        met.extend(meeting(&edges, i, j));
        met.len() < MOST_CONTACTS
    });
    let strands = Strands::new(border.parts());
    let beside = if is_whole { beside_themselves(&strands, border.parts().len()) } else { Vec::new() };
    let is_whole = is_whole && !strands.is_exhausted();
    if met.is_empty() && beside.is_empty() && is_whole {
        // The usual case, without measuring every edge.
        return SelfContacts { is_whole, ..SelfContacts::default() };
    }
    let measures = Measures::of(&edges);
    // A loop or spike shorter than the accuracy of the line decides nothing that this leaves open; nor do two lines that go across each other and back.
    let accuracy_km = |km: f64| border.accuracy_m(km) / 1000.0;
    met.retain(|m| m.edges_are_apart(&measures, accuracy_km));
    let met = without_pairs(met, &measures, accuracy_km);
    let mut places: Vec<SelfContact> = met.iter().filter_map(|m| m.place(&measures)).collect();
    let mut without_sides: Vec<(f64, f64)> = met.iter().filter_map(|m| m.without_sides(&measures)).collect();
    for (place, stretches, without) in beside.iter().filter_map(|b| of_stretches(b, &measures)) {
        let is_short = place.km.1 - place.km.0 <= accuracy_km(place.km.0);
        if without == Some(place.km) && is_short {
            continue;
        }
        let slack_km = 2.0 * DOUBLED_M / 1000.0;
        let runs = |p: &SelfContact| matches!(p.kind, ContactKind::Overlap | ContactKind::Reversal);
        // Two lines beside each other may cross many times; and what lies exactly on the line was found already.
        places.retain(|p| runs(p) || !is_within(p.km, stretches));
        if !places.iter().any(|p| runs(p) && p.km.0 <= place.km.0 + slack_km && p.km.1 >= place.km.1 - slack_km) {
            places.push(place);
        }
        without_sides.extend(without);
    }
    places.sort_by(|a, b| a.km.0.total_cmp(&b.km.0).then(a.km.1.total_cmp(&b.km.1)).then(a.kind.cmp(&b.kind)));
    if !is_whole {
        without_sides.push((0.0, measures.whole_km()));
    }
    SelfContacts { places: one_of_neighbours(places), without_sides: merged(without_sides), is_whole }
}

/// An edge, with longitudes that run on across the antimeridian.
#[derive(Debug, Clone, Copy)]
struct Edge {
    line: Line,
    part: usize,
    /// Whether the part begins or ends with it, and is no ring.
    is_first: bool,
    is_last: bool,
}

fn edges_of(parts: &[Vec<LonLat>]) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    for (part, coords) in unwrapped(parts).enumerate() {
        let is_open = coords.first() != coords.last();
        let count = coords.len().saturating_sub(1);
        let of = |(i, (a, b)): (usize, (&Coord, &Coord))| Edge {
            line: Line::new(*a, *b),
            part,
            is_first: is_open && i == 0,
            is_last: is_open && i + 1 == count,
        };
        edges.extend(coords.iter().zip(coords.iter().skip(1)).enumerate().map(of));
    }
    edges
}

/// Calls for every pair of edges whose boxes come within [`CONTACT_M`], the earlier edge first, until the call says no; whether all pairs were seen.
fn pairs_near(edges: &[Edge], mut each: impl FnMut(usize, usize) -> bool) -> bool {
    let boxed = |(number, e): (usize, &Edge)| {
        let (a, b) = (e.line.start, e.line.end);
        let (wide, high) = Plane::at(a.y.abs().max(b.y.abs())).reach(CONTACT_M);
        let low = [a.x.min(b.x) - wide, a.y.min(b.y) - high];
        GeomWithData::new(Rectangle::from_corners(low, [a.x.max(b.x) + wide, a.y.max(b.y) + high]), number)
    };
    let tree = RTree::bulk_load(edges.iter().enumerate().map(boxed).collect());
    let mut seen = 0;
    // Every pair comes twice, and every edge with itself.
    for (a, b) in tree.intersection_candidates_with_other_tree(&tree).filter(|(a, b)| a.data < b.data) {
        seen += 1;
        if seen > MOST_PAIRS || !each(a.data, b.data) {
            return false;
        }
    }
    true
}

/// Two edges that meet, with the places of the contact along either, as fractions.
struct Met {
    kind: ContactKind,
    edges: (usize, usize),
    from: (f64, f64),
    to: (f64, f64),
    at: Coord,
}

/// How two edges meet, the earlier one first; `None` for neighbours that go on and for edges that only come near.
fn meeting(edges: &[Edge], i: usize, j: usize) -> Option<Met> {
    let (e, f) = (edges.get(i)?, edges.get(j)?);
    let plane = Plane::at(e.line.start.y);
    let one_after = e.part == f.part && j == i + 1;
    // The last edge of a ring is before its first one.
    let round = e.part == f.part && e.line.start == f.line.end;
    let are_neighbours = one_after || round;
    if let Some(met) = along_each_other(plane, (i, e), (j, f), are_neighbours) {
        return Some(met);
    }
    if are_neighbours {
        return None;
    }
    let met = |kind, at: Coord| {
        let (on_e, on_f) = (plane.along(e.line, at).0, plane.along(f.line, at).0);
        Met { kind, edges: (i, j), from: (on_e, on_f), to: (on_e, on_f), at }
    };
    let ends = |edge: &Edge| {
        [edge.is_first.then_some(edge.line.start), edge.is_last.then_some(edge.line.end)].into_iter().flatten()
    };
    // What is between the two is longer than a slip of drawing.
    let is_apart = |least_m: f64| {
        e.part != f.part || edges.get(i + 1..j).is_some_and(|between| is_longer(plane, between, least_m))
    };
    if !is_apart(CONTACT_M) {
        return None;
    }
    let touch = |edge: &Edge, other: Line| ends(edge).find(|end| plane.along(other, *end).1 <= CONTACT_M);
    // A part that begins a little before the end of another one goes on from it: the stretch between runs twice, and both have their sides.
    let goes_on = |at: Coord, other: &Edge| {
        e.part != f.part && other.is_first && plane.length_m(Line::new(other.line.start, at)) <= DOUBLED_M
    };
    let touching = || {
        let of = |edge: &Edge, other: &Edge| {
            let end = touch(edge, other.line)?;
            let is_overlap = edge.is_last && end == edge.line.end && goes_on(end, other);
            Some((if is_overlap { ContactKind::Overlap } else { ContactKind::Touch }, end))
        };
        of(e, f).or_else(|| of(f, e)).filter(|_| is_apart(OVERLAP_M))
    };
    match line_intersection(e.line, f.line) {
        Some(LineIntersection::SinglePoint { intersection, is_proper: true }) => {
            Some(met(ContactKind::Crossing, intersection))
        }
        Some(LineIntersection::SinglePoint { intersection, is_proper: false }) => match touching() {
            Some((kind, end)) => Some(met(kind, end)),
            None => is_crossed_at(edges, (i, j), intersection).then(|| met(ContactKind::Crossing, intersection)),
        },
        _ => touching().map(|(kind, end)| met(kind, end)),
    }
}

/// Two edges that run along each other within [`CONTACT_M`].
fn along_each_other(plane: Plane, (i, e): (usize, &Edge), (j, f): (usize, &Edge), are_neighbours: bool) -> Option<Met> {
    let on = |line: Line, at: Coord| Some(plane.along(line, at)).filter(|(_, away_m)| *away_m <= CONTACT_M);
    // The ends of the stretch that both have, as fractions of the first edge.
    let mut ends: Vec<(f64, Coord)> =
        [f.line.start, f.line.end].into_iter().filter_map(|at| Some((on(e.line, at)?.0, at))).collect();
    ends.extend([(0.0, e.line.start), (1.0, e.line.end)].into_iter().filter(|(_, at)| on(f.line, *at).is_some()));
    let low = ends.iter().copied().min_by(|a, b| a.0.total_cmp(&b.0))?;
    let high = ends.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let shorter_m = plane.length_m(e.line).min(plane.length_m(f.line));
    let least_m = if are_neighbours { OVERLAP_M } else { OVERLAP_M.min(0.9 * shorter_m).max(2.0 * CONTACT_M) };
    if (high.0 - low.0) * plane.length_m(e.line) < least_m {
        return None;
    }
    let (from_f, to_f) = (plane.along(f.line, low.1).0, plane.along(f.line, high.1).0);
    let kind = if from_f <= to_f { ContactKind::Overlap } else { ContactKind::Reversal };
    Some(Met { kind, edges: (i, j), from: (low.0, from_f), to: (high.0, to_f), at: low.1 })
}

/// Whether the two strands that meet at a vertex of either go across each other there: the ways of one lie on both sides of the other.
fn is_crossed_at(edges: &[Edge], (i, j): (usize, usize), at: Coord) -> bool {
    let ways = |n: usize| {
        let edge = edges.get(n)?;
        let neighbour = |m: Option<usize>| m.and_then(|m| edges.get(m)).filter(|other| other.part == edge.part);
        if edge.line.start == at {
            // Counted once, with the edge that begins at the vertex.
            let before =
                neighbour(n.checked_sub(1)).or_else(|| edges.iter().find(|o| o.part == edge.part && o.line.end == at));
            return Some((before?.line.start, edge.line.end));
        }
        (edge.line.end != at).then_some((edge.line.start, edge.line.end))
    };
    let (Some(one), Some(other)) = (ways(i), ways(j)) else { return false };
    let angle = |to: Coord| (to.y - at.y).atan2(to.x - at.x);
    let turn = |from: f64, to: f64| (to - from).rem_euclid(std::f64::consts::TAU);
    let (start, end) = (angle(one.0), angle(one.1));
    let (a, b) = (angle(other.0), angle(other.1));
    // A way shared with the other strand is an overlap.
    let is_shared = [a, b].into_iter().any(|way| turn(start, way) < 1e-9 || turn(end, way) < 1e-9);
    !is_shared && (turn(start, a) < turn(start, end)) != (turn(start, b) < turn(start, end))
}

fn is_longer(plane: Plane, edges: &[Edge], limit_m: f64) -> bool {
    let mut sum_m = 0.0;
    edges.iter().any(|e| {
        sum_m += plane.length_m(e.line);
        sum_m > limit_m
    })
}

/// The kilometres of every edge.
struct Measures {
    starts_km: Vec<f64>,
    parts: Vec<usize>,
}

impl Measures {
    fn of(edges: &[Edge]) -> Self {
        let mut km = 0.0;
        let mut starts_km = vec![0.0];
        for edge in edges {
            let at = |c: Coord| LonLat::wrapped(c.x, c.y);
            km += distance_m(at(edge.line.start), at(edge.line.end)) / 1000.0;
            starts_km.push(km);
        }
        Self { starts_km, parts: edges.iter().map(|e| e.part).collect() }
    }

    fn whole_km(&self) -> f64 {
        self.starts_km.last().copied().unwrap_or(0.0)
    }

    fn km(&self, edge: usize, fraction: f64) -> Option<f64> {
        let (from, to) = (self.starts_km.get(edge)?, self.starts_km.get(edge + 1)?);
        Some(from + fraction * (to - from))
    }

    /// From where to where the part of an edge goes.
    fn part(&self, edge: usize) -> Option<(f64, f64)> {
        let part = self.parts.get(edge)?;
        let first = self.parts.partition_point(|p| p < part);
        let end = self.parts.partition_point(|p| p <= part);
        Some((*self.starts_km.get(first)?, *self.starts_km.get(end)?))
    }
}

impl Met {
    fn kms(&self, measures: &Measures) -> Option<[f64; 4]> {
        let ((i, j), (from, to)) = (self.edges, (self.from, self.to));
        Some([measures.km(i, from.0)?, measures.km(i, to.0)?, measures.km(j, from.1)?, measures.km(j, to.1)?])
    }

    fn place(&self, measures: &Measures) -> Option<SelfContact> {
        let kms = self.kms(measures)?;
        let km = kms.into_iter().fold((f64::MAX, f64::MIN), |(low, high), km| (low.min(km), high.max(km)));
        Some(SelfContact { kind: self.kind, at: LonLat::wrapped(self.at.x, self.at.y), km })
    }

    /// Whether the line between the two is longer than it is accurate, in kilometres, or they are of two parts.
    fn edges_are_apart(&self, measures: &Measures, accuracy_km: impl Fn(f64) -> f64) -> bool {
        let is_one_part = measures.part(self.edges.0) == measures.part(self.edges.1);
        self.place(measures).is_none_or(|p| !is_one_part || p.km.1 - p.km.0 > accuracy_km(p.km.0))
    }

    fn without_sides(&self, measures: &Measures) -> Option<(f64, f64)> {
        let (one, other) = (measures.part(self.edges.0)?, measures.part(self.edges.1)?);
        if one == other {
            return self.place(measures).map(|place| place.km);
        }
        without_sides_of_parts(self.kind, [one, other])
    }
}

/// The contact of two stretches that run beside each other, their kilometres, and the stretch that has no sides.
type OfStretches = (SelfContact, [(f64, f64); 2], Option<(f64, f64)>);

fn of_stretches(beside: &Beside, measures: &Measures) -> Option<OfStretches> {
    let km = |place: &Place| measures.km(place.edge, place.fraction);
    let (own, other) = ((km(&beside.own.0)?, km(&beside.own.1)?), (km(&beside.other.0)?, km(&beside.other.1)?));
    let kind = if beside.is_against() { ContactKind::Reversal } else { ContactKind::Overlap };
    let other = (other.0.min(other.1), other.0.max(other.1));
    let at = beside.own.0.at;
    let place = SelfContact { kind, at: LonLat::wrapped(at.x, at.y), km: (own.0, own.1.max(other.1)) };
    let without = match beside.own.0.line == beside.other.0.line {
        true => Some(place.km),
        false => without_sides_of_parts(kind, [measures.part(beside.own.0.edge)?, measures.part(beside.other.0.edge)?]),
    };
    Some((place, [own, other], without))
}

/// Whether a contact of two kilometres lies on two stretches.
fn is_within(km: (f64, f64), [one, other]: [(f64, f64); 2]) -> bool {
    let is_on = |(from, to): (f64, f64), km: f64| from - NEAR_KM <= km && km <= to + NEAR_KM;
    is_on(one, km.0) && is_on(other, km.1)
}

/// Of two parts that cross, touch or run against each other the shorter one has no sides.
fn without_sides_of_parts(kind: ContactKind, [one, other]: [(f64, f64); 2]) -> Option<(f64, f64)> {
    (kind != ContactKind::Overlap).then_some(if one.1 - one.0 < other.1 - other.0 { one } else { other })
}

/// Contacts without the crossings that the next one undoes: the same two stretches cross again within the accuracy of the line, along either.
fn without_pairs(met: Vec<Met>, measures: &Measures, accuracy_km: impl Fn(f64) -> f64) -> Vec<Met> {
    let (mut crossings, mut all): (Vec<Met>, Vec<Met>) = met.into_iter().partition(|m| m.kind == ContactKind::Crossing);
    let km = |m: &Met| m.place(measures).map_or((0.0, 0.0), |place| place.km);
    crossings.sort_by(|a, b| km(a).0.total_cmp(&km(b).0));
    let mut open: Vec<Met> = Vec::new();
    for crossing in crossings {
        let (a, b) = km(&crossing);
        let undone = |before: &Met| {
            let (c, d) = km(before);
            (a - c).abs() <= accuracy_km(a) && (b - d).abs() <= accuracy_km(b)
        };
        match open.iter().rev().take(8).position(undone) {
            Some(back) => drop(open.remove(open.len() - 1 - back)),
            None => open.push(crossing),
        }
    }
    all.append(&mut open);
    all
}

/// Contacts of one kind that begin within some metres of each other, or go on from one to the next, as one.
fn one_of_neighbours(places: Vec<SelfContact>) -> Vec<SelfContact> {
    let runs = |kind| matches!(kind, ContactKind::Overlap | ContactKind::Reversal);
    let is_near = |a: f64, b: f64| (a - b).abs() < NEAR_KM;
    let mut all: Vec<SelfContact> = Vec::new();
    for place in places {
        let goes_on = |last: &&mut SelfContact| match runs(place.kind) {
            true => runs(last.kind) && place.km.0 <= last.km.1 + NEAR_KM,
            false => last.kind == place.kind && is_near(place.km.0, last.km.0) && is_near(place.km.1, last.km.1),
        };
        match all.iter_mut().rev().take(8).find(goes_on) {
            Some(last) => {
                last.km.1 = last.km.1.max(place.km.1);
                last.kind = last.kind.max(place.kind);
            }
            None => all.push(place),
        }
    }
    all
}

fn merged(mut ranges: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    ranges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut all: Vec<(f64, f64)> = Vec::new();
    for (from, to) in ranges {
        match all.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => all.push((from, to)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use marz_geodesic::GeodesicLine;

    use super::*;
    use crate::model::{BorderFacts, Edges};

    /// Parts of a line, or stretches of its kilometres.
    type Pairs<'a> = &'a [(f64, f64)];

    fn border(parts: &[Pairs<'_>]) -> Border {
        let at = |(lon, lat): &(f64, f64)| LonLat::new(*lon, *lat).unwrap();
        let parts = parts.iter().map(|part| part.iter().map(at).collect()).collect();
        Border::new("b".into(), parts, BorderFacts::default()).unwrap()
    }

    #[test]
    fn every_kind_of_contact_is_found_with_the_stretch_that_has_no_sides() {
        use ContactKind::{Crossing, Overlap, Reversal, Touch};
        let loops: [(&[Pairs<'_>], &[ContactKind], Pairs<'_>); 11] = [
            // A loop to the north, crossed from north to south.
            (&[&[(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, -1.0)]], &[Crossing], &[(111.3, 555.1)]),
            // The same through a vertex, and with a vertex of both.
            (
                &[&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, -1.0)]],
                &[Crossing],
                &[(111.3, 555.1)],
            ),
            (
                &[&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.0), (1.0, -1.0)]],
                &[Crossing],
                &[(111.3, 555.1)],
            ),
            // A vertex of both, and back to the same side: nothing is crossed.
            (&[&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 0.0), (0.0, 1.0)]], &[], &[]),
            // Out and back, whole and for a stretch.
            (&[&[(0.0, 0.0), (1.0, 0.0), (0.0, 0.0)]], &[Reversal], &[(0.0, 222.6)]),
            (&[&[(0.0, 0.0), (1.0, 0.0), (0.5, 0.0), (2.0, 0.0)]], &[Reversal], &[(55.7, 222.6)]),
            // Parts that run on over the same stretch, and parts of which one runs against the other.
            (&[&[(0.0, 0.0), (1.0, 0.0)], &[(0.9, 0.0), (2.0, 0.0)]], &[Overlap], &[]),
            (&[&[(0.0, 0.0), (2.0, 0.0)], &[(1.5, 0.0), (1.0, 0.0)]], &[Reversal], &[(222.6, 278.3)]),
            // A third line at a junction; one that ends a hand's breadth before it.
            (&[&[(0.0, 0.0), (2.0, 0.0)], &[(1.0, 0.0), (1.0, 1.0)]], &[Touch], &[(222.6, 333.2)]),
            (&[&[(0.0, 0.0), (2.0, 0.0)], &[(1.0, 1e-6), (1.0, 1.0)]], &[Touch], &[(222.6, 333.2)]),
            // Across the antimeridian.
            (
                &[&[(179.0, 0.0), (-179.0, 0.0), (-179.0, 1.0), (180.0, 1.0), (180.0, -1.0)]],
                &[Crossing],
                &[(111.3, 555.1)],
            ),
        ];
        for (parts, kinds, without) in loops {
            let found = self_contacts(&border(parts));
            let of: Vec<ContactKind> = found.places.iter().map(|p| p.kind).collect();
            assert_eq!((of.as_slice(), found.is_whole), (kinds, true), "{parts:?}: {found:?}");
            assert_eq!(found.without_sides.len(), without.len(), "{parts:?}: {found:?}");
            for (range, expected) in found.without_sides.iter().zip(without) {
                let off = (range.0 - expected.0).abs().max((range.1 - expected.1).abs());
                assert!(off < 0.5, "{parts:?}: {range:?}, not {expected:?}");
            }
        }
    }

    #[test]
    fn lines_that_only_come_near_to_themselves_do_not_meet() {
        let ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)];
        // Rings that share a vertex, a narrow bend, and a line that goes on in the next part.
        let other = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0)];
        for parts in [
            &[&ring[..], &other[..]][..],
            &[&[(0.0, 0.0), (1.0, 0.0), (1.0, 0.000_2), (0.0, 0.000_4)]],
            &[&[(0.0, 0.0), (1.0, 0.0)], &[(1.001, 0.0), (2.0, 0.0)]],
        ] {
            assert!(self_contacts(&border(parts)).places.is_empty(), "{parts:?}");
        }
    }

    #[test]
    fn kilometres_of_straight_edges_are_those_of_the_border() {
        let border = border(&[&[(0.0, 49.0), (20.0, 49.0), (20.0, 51.0), (10.0, 51.0), (10.0, 47.0)]]);
        let border = border.with_edges(Edges::Straight).unwrap();
        let found = self_contacts(&border).places;
        let at = GeodesicLine::from(&border).nearest(LonLat::new(9.9, 49.0).unwrap());
        // A tenth of a degree of the parallel before the crossing; the geodesic of the whole edge passes 16 km to the north.
        assert!(found.len() == 1 && (found[0].km.0 - at.measure_km() - 7.31).abs() < 0.01, "{found:?} {at:?}");
    }

    #[test]
    fn a_tangle_is_looked_at_within_bounds() {
        // Every edge crosses nearly every other one.
        let knot: Vec<(f64, f64)> = (0..20_001)
            .map(|i| (f64::from(i % 2) * 0.2, if i % 2 == 0 { 0.3 - f64::from(i) * 1e-5 } else { f64::from(i) * 1e-5 }))
            .collect();
        let found = self_contacts(&border(&[&knot]));
        assert!(!found.is_whole && found.without_sides.len() == 1 && found.without_sides[0].0 == 0.0);
    }
}
