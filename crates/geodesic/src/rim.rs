//! The rim of a disc, and the measures of the nearest points of the disc that it tells.
//!
//! Where a nearest point lies in the disc, the measure still grows along the line; where it lies outside, the way to it crosses the rim at
//! a point with the same nearest point. So the least and the greatest measure over a disc are those of its rim, or of an end of a part of
//! the line within it.

use crate::candidates::List;
use crate::cell::mean;
use crate::disc::{Disc, Probe};
use crate::ellipsoid::Ecef;
use crate::nearest::Foot;
use crate::side::Side;

/// An arc of the rim, with what it inherits from the cell or the arc that it is a part of.
#[derive(Debug, Clone, Copy)]
pub struct Arc {
    pub turn_deg: (f64, f64),
    way_m: f64,
    pub list: Option<List>,
    /// The measures that the nearest point of a point of the arc can have, in metres.
    pub measures_m: (f64, f64),
    answer: Option<Option<Side>>,
}

/// The nearest point of the middle of an arc; the middle; how far from there the farthest point of the arc can be, in metres.
pub type ArcProbe = (Foot, Ecef, f64);

impl Disc<'_> {
    /// The part of the rim that a cell touches, with candidates of the cell.
    pub fn arc(&self, probe: &Probe, list: Option<List>) -> Arc {
        let Probe { cell, rings_m, measures_m, answer, .. } = *probe;
        Arc { turn_deg: cell.turn_deg, way_m: rings_m.1, list, measures_m, answer }
    }

    /// The nearest point of the middle of an arc of the rim; the middle, and how far from there the farthest point of the arc can be.
    pub fn probe_arc(&mut self, arc: &Arc) -> ArcProbe {
        let ray = self.ray(mean(arc.turn_deg));
        let (at, _) = self.at(&ray, arc.way_m);
        let mut foot = self.foot(at, arc.list);
        if self.side.is_some() {
            foot.side = self.ruled_side(&foot, at, arc.answer);
        }
        (foot, at, arc.way_m * (arc.turn_deg.1 - arc.turn_deg.0).to_radians() / 2.0)
    }

    /// The two halves of an arc of the rim whose middle was probed, with their candidates and the measures that these can have.
    pub fn halves(&mut self, arc: &Arc, (foot, at, reach_m): &ArcProbe) -> [Arc; 2] {
        let mut half = *arc;
        if let Some((list, extent)) = self.narrow(*at, foot, *reach_m, arc.list) {
            (half.list, half.measures_m) = (Some(list), self.measures_m(*at, foot, extent, *reach_m));
        }
        let (a, b) = arc.turn_deg;
        let middle = mean(arc.turn_deg);
        [Arc { turn_deg: (a, middle), ..half }, Arc { turn_deg: (middle, b), ..half }]
    }

    /// The measures that the nearest points of an arc of the rim can have, by the whole line.
    pub fn arc_measures_m(&self, (foot, at, reach_m): &ArcProbe) -> (f64, f64) {
        let limit_m = foot.at.chord_m(*at) + 2.0 * reach_m + self.slack_m;
        self.measures_m(*at, foot, self.line.line.index.extent(*at, limit_m), *reach_m)
    }

    /// The measures at those ends of parts of the line that lie in the disc.
    pub fn breaks_m(&self) -> impl Iterator<Item = f64> + '_ {
        let inside = |at: &Ecef| at.chord_m(self.frame.origin) <= self.radius_m;
        let both = self.line.line.parts.iter().flat_map(|(start, stop)| [start, stop]);
        both.filter(move |(at, _)| inside(at)).map(|(_, measure_m)| *measure_m)
    }
}
