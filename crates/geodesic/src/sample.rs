//! Quasi-Monte Carlo samples of the disc of a location radius.

use geo::Point;

use crate::blocks::in_blocks;
use crate::ellipsoid::{Ecef, Frame, POLAR_RADIUS_M};
use crate::index::Shortlist;
use crate::line::GeodesicLine;
use crate::nearest::Nearest;
use crate::side::Side;
use crate::sided::SidedLine;
use crate::uncertain::UncertainPoint;

/// The largest displacement of a sample point from its place in a uniform distribution, as a share of its distance from the centre.
pub const SAMPLE_ACCURACY: f64 = 1e-3;

/// A point that may be the true place, with the nearest point of the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// The point: longitude and latitude in degrees.
    pub point: Point,
    /// The nearest point of the line to it.
    pub nearest: Nearest,
}

impl GeodesicLine {
    /// A quasi-Monte Carlo sample of `count` points of the disc of a point's location radius, cut to its side, each with its nearest
    /// point. All sample points have the same weight.
    ///
    /// The points follow the additive recurrence of the generalised golden ratio in two dimensions: the same input gives the same
    /// sample.
    ///
    /// # Range and special cases
    ///
    /// A point without a radius, or a count of 0 or 1, is one sample. Where the cut leaves little of the disc there may be fewer
    /// samples, and where it leaves nothing the whole disc is taken, as in [`GeodesicLine::proximity`]. Empty if the point is no
    /// position or the radius no length.
    ///
    /// # Accuracy
    ///
    /// The share of `count` samples that have a property is good to about 1/`count`^0.75 for regions with smooth edges. Each
    /// sample is placed on the sphere that fits the ellipsoid in its direction: within [`SAMPLE_ACCURACY`] of its distance.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{line_string, point};
    /// use marz_geodesic::{GeodesicLine, UncertainPoint};
    /// let line = GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 69.4, y: 37.1), (x: 71.6, y: 36.7)]);
    /// let samples = line.sample_disc(&UncertainPoint::new(point!(x: 69.4, y: 37.2)).radius_m(30_000.0), 200);
    /// let near = samples.iter().filter(|s| s.nearest.distance_m <= 10_000.0).count();
    /// assert!(samples.len() == 200 && (60..110).contains(&near));
    /// ```
    ///
    /// # References
    ///
    /// M. Roberts, The unreasonable effectiveness of quasirandom sequences, 2018; H. Niederreiter, Random number generation
    /// and quasi-Monte Carlo methods, SIAM 1992.
    #[must_use]
    pub fn sample_disc(&self, point: &UncertainPoint, count: u32) -> Vec<Sample> {
        self.alone().sample_disc(point, count)
    }

    /// [`GeodesicLine::sample_disc`] of many points, in their order; on all cores with the feature `rayon`.
    #[must_use]
    pub fn sample_disc_batch(&self, points: &[UncertainPoint], count: u32) -> Vec<Vec<Sample>> {
        self.alone().sample_disc_batch(points, count)
    }
}

impl SidedLine<'_> {
    /// See [`GeodesicLine::sample_disc`].
    #[must_use]
    pub fn sample_disc(&self, point: &UncertainPoint, count: u32) -> Vec<Sample> {
        /// The largest number of trials, as a multiple of the count: enough for a cut that leaves 1/16 of the disc.
        const TRIES: u32 = 16;
        /// The least number of trials before the cut counts as empty.
        const FRUITLESS: u32 = 64;
        let mut list = Shortlist::default();
        let first = Sample { point: point.point, nearest: self.nearest_with(point.point, &mut list) };
        if first.nearest.distance_m.is_nan() || !point.has_valid_radius() {
            return Vec::new();
        }
        let Some(radius_m) = point.radius_m.filter(|r| *r > 0.0 && count > 1) else { return vec![first] };
        let frame = Frame::at(point.point);
        let cut = point.cut();
        let may_overrule = first.nearest.distance_m + radius_m > self.overruled_from_m(first.nearest.measure_m);
        let answer = if may_overrule { self.uniform_answer(point.point, radius_m) } else { None };
        let mut sample = |point: Point| {
            let nearest = self.line.nearest_with(point, &mut list);
            let Nearest { side, distance_m, measure_m, .. } = nearest;
            let side = self.ruled_side(side, (distance_m, measure_m), answer, || point);
            Sample { point, nearest: Nearest { side, ..nearest } }
        };
        // Where the line is beyond the disc, no end of it near, and no rule parts it, the whole disc is on one side: a cut leaves all or nothing.
        let is_whole = cut.is_none() || {
            let distance_m = first.nearest.distance_m;
            let near_an_end = |e: &Ecef| e.chord_m(frame.origin) <= distance_m + 2.0 * radius_m;
            let is_parted = may_overrule && answer.is_none();
            distance_m > radius_m * 1.001 && !self.line.ends.iter().any(near_an_end) && !is_parted
        };
        let is_out = |side: Side| !is_whole && cut.is_some_and(|s| s.cuts_away(side));
        let mut samples = Vec::with_capacity(count as usize);
        for i in 0..count.saturating_mul(TRIES) {
            // The cut counts as empty.
            if samples.is_empty() && i >= count.saturating_mul(2).max(FRUITLESS) {
                break;
            }
            let found = sample(place(&frame, radius_m, i));
            if !is_out(found.nearest.side) {
                samples.push(found);
                if samples.len() >= count as usize {
                    break;
                }
            }
        }
        if samples.is_empty() {
            samples.extend((0..count).map(|i| sample(place(&frame, radius_m, i))));
        }
        samples
    }

    /// [`SidedLine::sample_disc`] of many points, in their order; on all cores with the feature `rayon`.
    #[must_use]
    pub fn sample_disc_batch(&self, points: &[UncertainPoint], count: u32) -> Vec<Vec<Sample>> {
        in_blocks(points, |block| block.iter().map(|p| self.sample_disc(p, count)).collect())
    }
}

/// The sample point of a number in the disc around the origin of a frame.
fn place(frame: &Frame, radius_m: f64, number: u32) -> Point {
    /// Powers of the inverse of the real root of x³ = x + 1.
    const STEPS: (f64, f64) = (0.754_877_666_246_692_8, 0.569_840_290_998_053_3);
    let n = f64::from(number) + 1.0;
    let (share, turn) = ((0.5 + STEPS.0 * n).fract(), (0.5 + STEPS.1 * n).fract());
    // Area on a sphere grows with the square of the sine of half the angle.
    let half = (radius_m / (2.0 * POLAR_RADIUS_M)).min(std::f64::consts::FRAC_PI_2).sin();
    let way_m = 2.0 * POLAR_RADIUS_M * (share.sqrt() * half).clamp(0.0, 1.0).asin();
    let azimuth_deg = 360.0 * turn;
    let curvature = frame.curvature(azimuth_deg);
    let (sin, cos) = (way_m * curvature).sin_cos();
    let step: Ecef = frame.along(azimuth_deg).times(sin / curvature).plus(frame.up.times((cos - 1.0) / curvature));
    frame.origin.plus(step).position()
}

#[cfg(test)]
mod tests {
    use geo::{Distance, Geodesic, line_string};

    use super::*;

    /// A line along the equator, going east: north is left.
    fn sample(point: &UncertainPoint, count: u32) -> Vec<Sample> {
        GeodesicLine::from(&line_string![(x: 0.0, y: 0.0), (x: 10.0, y: 0.0)]).sample_disc(point, count)
    }

    #[test]
    fn samples_fill_the_disc_evenly() {
        let centre = Point::new(5.0, 0.02);
        let samples = sample(&UncertainPoint::new(centre).radius_m(20_000.0), 1000);
        assert_eq!(samples.len(), 1000);
        // Half the area lies within 1/√2 of the radius, and half to the east of the centre.
        let near = samples.iter().filter(|s| Geodesic.distance(centre, s.point) < 20_000.0 / 2.0_f64.sqrt()).count();
        let east = samples.iter().filter(|s| s.point.x() > 5.0).count();
        assert!(near.abs_diff(500) <= 6 && east.abs_diff(500) <= 6, "{near} {east}");
        let most_m = 20_000.0 * (1.0 + SAMPLE_ACCURACY);
        assert!(samples.iter().all(|s| Geodesic.distance(centre, s.point) < most_m));
    }

    #[test]
    fn a_cut_keeps_the_number_of_samples() {
        let at = |lat| UncertainPoint::new((5.0, lat)).radius_m(20_000.0).on_side(Side::Left);
        let samples = sample(&at(0.0), 256);
        assert_eq!(samples.len(), 256);
        assert!(samples.iter().all(|s| s.point.y() >= 0.0));
        // Nothing of the disc lies on the given side: the whole disc is taken.
        assert_eq!(sample(&at(-1.0), 64).len(), 64);
        assert_eq!(sample(&UncertainPoint::new((5.0, 1.0)), 64).len(), 1);
        assert!(sample(&UncertainPoint::new((5.0, f64::NAN)), 64).is_empty());
    }
}
