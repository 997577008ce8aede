//! Whether two lines are lines of one border.

use geo::{Geodesic, Length as _};
use marz_geodesic::GeodesicLine;
use thiserror::Error;

use crate::model::Border;

/// Lines whose points are all farther apart than this do not overlap, in metres.
pub const OVERLAP_M: f64 = 50_000.0;

/// Lines that run along each other, within [`OVERLAP_M`], over less than this share of either do not overlap.
const LEAST_SHARE: f64 = 0.1;

/// Why two lines are not lines of one border.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum OverlapError {
    /// They part different countries.
    #[error("the two lines are two different borders: {a}, and {b}")]
    DifferentBorders {
        /// The name or the sides of the first.
        a: String,
        /// The name or the sides of the second.
        b: String,
    },
    /// They do not run along each other.
    #[error(
        "the two lines do not overlap: {}",
        if *least_km > 0.0 { format!("they come as near as {least_km:.0} km") } else {
            format!("they run along each other, within {:.0} km, over less than a tenth of either", OVERLAP_M / 1000.0)
        }
    )]
    Apart {
        /// The least distance between them, in kilometres; 0 where they come near each other over a short way.
        least_km: f64,
    },
}

/// Refuses two lines that are not lines of one border: their sides are of different countries, or they do not run along each other.
///
/// # Errors
///
/// [`OverlapError`].
pub fn check_overlap(
    (a, line_a): (&Border, &GeodesicLine),
    (b, line_b): (&Border, &GeodesicLine),
) -> Result<(), OverlapError> {
    of_one_border(a, b)?;
    let (least_a, share_a) = nearness(line_a, line_b);
    let (least_b, share_b) = nearness(line_b, line_a);
    let least_m = least_a.min(least_b);
    if least_m > OVERLAP_M {
        return Err(OverlapError::Apart { least_km: least_m / 1000.0 });
    }
    if share_a.max(share_b) < LEAST_SHARE {
        return Err(OverlapError::Apart { least_km: 0.0 });
    }
    Ok(())
}

/// Refuses lines that are said to part different countries.
fn of_one_border(a: &Border, b: &Border) -> Result<(), OverlapError> {
    let sides = |border: &Border| {
        let sides = &border.facts.sides;
        let mut codes = [sides.left.code.to_uppercase(), sides.right.code.to_uppercase()];
        codes.sort();
        codes
    };
    let (of_a, of_b) = (sides(a), sides(b));
    // Words such as left, or codes of another alphabet, say nothing.
    let is_code = |code: &String| code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic());
    if of_a != of_b && of_a.iter().chain(&of_b).all(is_code) {
        let named = |border: &Border, codes: [String; 2]| match border.facts.name.as_str() {
            "" => codes.join(" and "),
            name => name.to_owned(),
        };
        return Err(OverlapError::DifferentBorders { a: named(a, of_a), b: named(b, of_b) });
    }
    Ok(())
}

/// The least distance of the vertices of a line from another one, and the share of its length that runs along that: within [`OVERLAP_M`] of it, and
/// beside it, not beyond one of its ends. Neighbouring borders share an end, and do not run along each other.
fn nearness(line: &GeodesicLine, other: &GeodesicLine) -> (f64, f64) {
    const MOST_STEP_M: f64 = 10_000.0;
    /// Of the length: the share is good to about as much.
    const STEP_SHARE: f64 = 0.01;
    /// Nearer than this to its end, the nearest point is the end.
    const AT_END_M: f64 = 1e-3;
    let parts = other.part_measures_m();
    let is_end = |measure_m: f64| {
        parts.iter().any(|(from_m, to_m)| [from_m, to_m].iter().any(|end_m| (measure_m - *end_m).abs() < AT_END_M))
    };
    let (mut least_m, mut along_m) = (f64::INFINITY, 0.0);
    for part in line.densified((line.length_m() * STEP_SHARE).min(MOST_STEP_M)).0 {
        for edge in part.lines() {
            let nearest = other.nearest(edge.start_point());
            least_m = f64::min(least_m, nearest.distance_m);
            if nearest.distance_m <= OVERLAP_M && !is_end(nearest.measure_m) {
                along_m += Geodesic.length(&edge);
            }
        }
        if let Some(end) = part.points().next_back() {
            least_m = least_m.min(other.nearest(end).distance_m);
        }
    }
    (least_m, along_m / line.length_m())
}
