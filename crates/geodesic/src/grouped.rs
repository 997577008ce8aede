//! Many lines in one index: the nearest of all, or the nearest few of them.

use geo::{MultiLineString, Point};

use crate::arc::MARGIN_TO_M;
use crate::ellipsoid::{Ecef, Frame};
use crate::exact::{ExactProjection, chord_for, project};
use crate::index::Step;
use crate::line::{GeodesicLine, LineError};
use crate::nearest::{FAR_M, Nearest};
use crate::position::position;
use crate::subsegment::{Projection, Subsegment};

/// Many lines, such as all land borders of the world, in one index: groups of consecutive edges of one [`GeodesicLine`].
///
/// [`GroupedLine::line`] answers for all of them at once, and [`GroupedLine::group_of`] says which of them holds the nearest point.
///
/// # Example
///
/// ```
/// use geo::{line_string, point, MultiLineString};
/// use marz_geodesic::GroupedLine;
/// let north = MultiLineString::new(vec![line_string![(x: 10.0, y: 2.0), (x: 20.0, y: 2.0)]]);
/// let south = MultiLineString::new(vec![line_string![(x: 10.0, y: -1.0), (x: 20.0, y: -1.0)]]);
/// let both = GroupedLine::try_new([&north, &south])?;
/// let nearest = both.line().nearest(point!(x: 15.0, y: 0.0));
/// assert_eq!(both.group_of(nearest.edge), 1);
/// let found = both.nearest_groups(point!(x: 15.0, y: 0.0), 2, |_| true);
/// assert!(found[0] == (1, nearest) && found[1].0 == 0);
/// # Ok::<(), marz_geodesic::LineError>(())
/// ```
#[derive(Debug, Clone)]
pub struct GroupedLine {
    line: GeodesicLine,
    /// The first edge of each group, and the number of all edges.
    firsts: Vec<usize>,
    /// The group of each subsegment of the line.
    groups: Vec<u32>,
}

/// The nearest point of one group so far.
struct Found {
    group: usize,
    number: u32,
    distance_m: f64,
    projection: Either,
}

/// A projection by the closed formula, or by Karney's algorithm.
enum Either {
    Near(Projection),
    Far(ExactProjection),
}

impl GroupedLine {
    /// Makes a line of groups, each the parts of one line in order; longitude and latitude in degrees.
    ///
    /// A group without an edge keeps its number and is never found.
    ///
    /// # Errors
    ///
    /// As [`GeodesicLine::try_new`], the parts counted over all groups.
    pub fn try_new<'a>(groups: impl IntoIterator<Item = &'a MultiLineString>) -> Result<Self, LineError> {
        let (mut ends, mut parts) = (Vec::new(), Vec::new());
        for group in groups {
            parts.extend(&group.0);
            ends.push(parts.len());
        }
        // The number of edges before each part.
        let mut before = Vec::with_capacity(parts.len() + 1);
        let line = GeodesicLine::of_parts(parts, |edges| before.push(edges))?;
        before.push(line.edge_count());
        let starts = std::iter::once(0).chain(ends);
        let firsts = starts.map(|part| before.get(part).copied().unwrap_or(line.edge_count())).collect();
        let mut grouped = Self { line, firsts, groups: Vec::new() };
        // There are fewer groups than edges, whose numbers have as many bits.
        let group = |s: &Subsegment| u32::try_from(grouped.group_of(s.edge as usize)).unwrap_or(u32::MAX);
        grouped.groups = grouped.line.subsegments.iter().map(group).collect();
        Ok(grouped)
    }

    /// The line of all groups. Its measure runs on from group to group.
    #[must_use]
    pub fn line(&self) -> &GeodesicLine {
        &self.line
    }

    /// The number of groups.
    #[must_use]
    pub fn group_count(&self) -> usize {
        self.firsts.len().saturating_sub(1)
    }

    /// The group of an edge, such as [`Nearest::edge`]; both are numbered from 0.
    #[must_use]
    pub fn group_of(&self, edge: usize) -> usize {
        self.firsts.partition_point(|first| *first <= edge).saturating_sub(1)
    }

    /// The measures of the line of all at which a group starts and stops, in metres; `None` if it has no edge.
    #[must_use]
    pub fn group_measures_m(&self, group: usize) -> Option<(f64, f64)> {
        let (first, next) = (self.firsts.get(group)?, self.firsts.get(group + 1)?);
        let last = next.checked_sub(1).filter(|last| last >= first)?;
        Some((self.line.edge_measures_m(*first)?.0, self.line.edge_measures_m(last)?.1))
    }

    /// The nearest points of the nearest groups, nearest first: at most `count` of those that `keep` says yes to.
    ///
    /// As [`GroupedLine::nearest_groups_within`] at any distance.
    pub fn nearest_groups(
        &self,
        point: impl Into<Point>,
        count: usize,
        keep: impl Fn(usize) -> bool,
    ) -> Vec<(usize, Nearest)> {
        self.nearest_groups_within(point, count, f64::INFINITY, keep)
    }

    /// The nearest points of the nearest groups, nearest first: at most `count` of those that `keep` says yes to, and none farther than
    /// `most_m` metres. The smaller that distance, the faster.
    ///
    /// # Range and special cases
    ///
    /// As [`GeodesicLine::nearest`], whose answer the first is if all groups are kept. The list is shorter if fewer groups are kept or
    /// have edges, and empty for a point that is no position and for `count` 0.
    ///
    /// # Accuracy
    ///
    /// That of [`GeodesicLine::nearest`].
    pub fn nearest_groups_within(
        &self,
        point: impl Into<Point>,
        count: usize,
        most_m: f64,
        keep: impl Fn(usize) -> bool,
    ) -> Vec<(usize, Nearest)> {
        let Some(point) = position(point.into()).filter(|_| count > 0 && most_m >= 0.0) else { return Vec::new() };
        let (line, frame) = (&self.line, Frame::at(point));
        let p = frame.origin;
        let group_of = |number: u32| self.groups.get(number as usize).map_or(0, |group| *group as usize);
        let mut best: Vec<Found> = Vec::new();
        line.index.visit_boxes(p, straight_limit_m(most_m), |step, limit_m| {
            let of_group = |best: &[Found], group: usize| best.iter().position(|f| f.group == group);
            match step {
                Step::Below { first, last, least_m: box_m, bounds } => {
                    let group = group_of(first);
                    let is_one = group == group_of(last);
                    let is_known = |best: &[Found]| of_group(best, group).is_some_and(|i| best[i].distance_m < box_m);
                    let farthest = best.last().filter(|f| best.len() >= count && f.distance_m > FAR_M);
                    let is_too_far = farthest.is_some_and(|f| bounds.far_at_least_m(p) > f.distance_m);
                    !(is_too_far || is_one && (!keep(group) || is_known(&best)))
                }
                Step::Subsegment(number, chord_m) => {
                    let group = group_of(number);
                    let known = of_group(&best, group);
                    let farthest_m = best.last().filter(|_| best.len() >= count).map(|f| f.distance_m);
                    let least_m = known.map(|i| best[i].distance_m).or(farthest_m).unwrap_or(most_m);
                    if chord_m <= least_m + SLACK_M
                        && keep(group)
                        && let Some(found) = self.found(p, point, (group, number), (chord_m, least_m))
                        && found.distance_m <= most_m
                    {
                        // Of equally near places that of the lower subsegment is taken, as for one line.
                        let order =
                            |f: &Found| f.distance_m.total_cmp(&found.distance_m).then(f.number.cmp(&found.number));
                        if known.is_none_or(|i| order(&best[i]).is_gt()) {
                            if let Some(i) = known {
                                best.remove(i);
                            }
                            let at = best.partition_point(|f| order(f).is_lt());
                            best.insert(at, found);
                            best.truncate(count);
                            if let Some(farthest) = best.get(count - 1) {
                                *limit_m = straight_limit_m(farthest.distance_m).min(*limit_m);
                            }
                        }
                    }
                    true
                }
            }
        });
        let nearest = |found: Found| {
            let nearest = match found.projection {
                Either::Near(projection) => line.nearest_of(&frame, found.number, &projection),
                Either::Far(projection) => line.nearest_of_exact(&projection, p),
            };
            (found.group, nearest)
        };
        best.into_iter().map(nearest).collect()
    }

    /// The projection onto a subsegment whose chord is so far; `None` if that is surely farther than `most_m`.
    fn found(
        &self,
        p: Ecef,
        point: Point,
        (group, number): (usize, u32),
        (chord_m, most_m): (f64, f64),
    ) -> Option<Found> {
        let subsegment = self.line.subsegments.get(number as usize)?;
        if chord_m < FAR_M.min(MARGIN_TO_M) {
            let projection = subsegment.project(p, self.line.ends_of(number), None)?;
            let distance_m = projection.distance_m;
            return Some(Found { group, number, distance_m, projection: Either::Near(projection) });
        }
        if subsegment.far_at_least_m(p) > most_m {
            return None;
        }
        let projection = project(point, self.line.edges.get(subsegment.edge as usize)?, subsegment);
        let distance_m = projection.distance_m;
        Some(Found { group, number, distance_m, projection: Either::Far(projection) })
    }
}

/// For the rounding of coordinates, in metres.
const SLACK_M: f64 = 1e-3;

/// The straight distance beyond which nothing is as near as a geodesic distance.
fn straight_limit_m(distance_m: f64) -> f64 {
    // No geodesic is shorter than its chord; far away that bound is loose.
    if distance_m > FAR_M && distance_m.is_finite() { chord_for(distance_m) } else { distance_m + SLACK_M }
}
