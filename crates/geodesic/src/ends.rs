//! Cells of a disc that an end of the line is near: what it leaves of the sides there.

use crate::disc::{Border, Disc, Probe, chord_distance2};
use crate::ellipsoid::Ecef;
use crate::nearest::EndOfLine;

/// A line of more ends has those looked at that are near a cell,
const FEW_ENDS: usize = 16;
/// and none where comparing the candidates with them would take longer than smaller cells.
const MOST_COMPARISONS: usize = 32_768;

impl Disc<'_> {
    /// A cell that the line does not cross is on one side if no end of the line can be the nearest point of any of its points, or
    /// if one is that of all of them. No point of the cell is farther from the line than `least_m` is from its middle.
    pub fn border_near_an_end(&mut self, probe: &Probe, least_m: f64) -> Border {
        let Probe { at, reach_m, .. } = *probe;
        let Some(list) = probe.list else { return Border::Mixed };
        let is_few = self.ends.len() <= FEW_ENDS;
        let ends: Vec<Ecef> = self.ends.iter().copied().filter(|end| is_few || end.chord_m(at) <= least_m).collect();
        let comparisons = list.len() * (1 + ends.len());
        if comparisons > MOST_COMPARISONS {
            return Border::Mixed;
        }
        self.effort.compare(comparisons);
        let line = self.line.line;
        let near = &self.buffers.near;
        let is_behind = |number: u32| self.is_behind_an_end(&ends, at, number, reach_m);
        // Few subsegments have an end of the line, so that this is decided soon for most cells.
        let never = near.numbers(list).all(|number| match line.ends_of_line(at, number, reach_m) {
            EndOfLine::Never => true,
            EndOfLine::Maybe => is_behind(number),
            EndOfLine::Always => false,
        });
        if never {
            return Border::Outside;
        }
        let (mut always, mut on_cut_side) = (true, false);
        for number in near.numbers(list) {
            let found = line.ends_of_line(at, number, reach_m);
            if found != EndOfLine::Always && !is_behind(number) {
                always = false;
                on_cut_side |= self.side.is_none_or(|side| line.may_be_on_side(at, number, reach_m, side));
                if on_cut_side {
                    break;
                }
            }
        }
        if always && (probe.answer.is_some() || self.rule_agrees(at, reach_m)) {
            Border::Outside
        } else if !on_cut_side && probe.answer == Some(None) {
            // Points whose nearest point is an end have no side.
            Border::Gone
        } else {
            Border::Mixed
        }
    }

    /// Whether an end of the line is nearer than any point of a subsegment for every point within `reach_m` of a point: the test
    /// of [`Circle`](crate::candidates::Circle) with that end.
    fn is_behind_an_end(&self, ends: &[Ecef], at: Ecef, number: u32, reach_m: f64) -> bool {
        let Some(chord) = self.line.line.index.chord(number) else { return false };
        let far_m = chord_distance2(at, chord).sqrt();
        let (start, stop) = (chord.0, chord.0.plus(chord.1));
        ends.iter().any(|end| {
            let near_m = end.chord_m(at);
            let apart_m = end.chord_m(start).max(end.chord_m(stop));
            near_m > reach_m && far_m > near_m + self.slack_m + reach_m * apart_m / (near_m.min(far_m) - reach_m)
        })
    }

    /// Whether the rule gives the same side around the middle of a cell: for a rule that does not say where it is uniform.
    fn rule_agrees(&self, at: Ecef, reach_m: f64) -> bool {
        /// In larger cells, as a share of the radius, an area on the other side might lie between the points.
        const LARGE: f64 = 1.0 / 3.0;
        let (east, north) = (self.frame.east.times(0.7 * reach_m), self.frame.north.times(0.7 * reach_m));
        let around = [at.plus(east), at.minus(east), at.plus(north), at.minus(north)];
        let here = self.line.answer(at.position());
        let is_same = |p: Ecef| self.line.answer(p.onto_ellipsoid().position()) == here;
        reach_m <= LARGE * self.radius_m && around.into_iter().all(is_same)
    }
}
