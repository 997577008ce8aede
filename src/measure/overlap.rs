//! Whether two lines are lines of one border.

use geo::Point;
use marz_geodesic::GeodesicLine;
use thiserror::Error;

use crate::model::Border;

/// Lines whose points are all farther apart than this do not overlap, in metres.
pub const OVERLAP_M: f64 = 50_000.0;

/// Lines that run within [`OVERLAP_M`] of each other over less than this share of either do not overlap.
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
            format!("they run within {:.0} km of each other over less than a tenth of either", OVERLAP_M / 1000.0)
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

/// The least distance of the vertices of a line from another one, and the share of its length that is within [`OVERLAP_M`] of it.
fn nearness(line: &GeodesicLine, other: &GeodesicLine) -> (f64, f64) {
    let edge = |number: usize| {
        let ((a, b), (from_m, to_m)) = line.edge(number).zip(line.edge_measures_m(number))?;
        let far = |at: Point| other.nearest(at).distance_m;
        Some((far(a).min(far(b)), to_m - from_m))
    };
    let mut found = (f64::INFINITY, 0.0);
    for (far_m, length_m) in (0..line.edge_count()).filter_map(edge) {
        found.0 = f64::min(found.0, far_m);
        found.1 += if far_m <= OVERLAP_M { length_m } else { 0.0 };
    }
    (found.0, found.1 / line.length_m())
}
