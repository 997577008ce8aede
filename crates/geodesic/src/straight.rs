//! Edges that are straight in longitude and latitude (RFC 7946), as lines of geodesics.

use geo::Coord;

/// The positions between the two ends of an edge that is straight in longitude and latitude, so many and evenly spaced that the geodesics
/// from one to the next keep within `metres` of it, to about a percent. None where the geodesic of the whole edge does so.
///
/// Such an edge goes the shorter way around: from 179° to −179° it crosses the antimeridian. Its positions grow with its length and with the
/// root of 1 / `metres`: a parallel of 2,000 km at 49° takes 10,000 of them for a millimetre. `metres` is above 0; else there are none.
///
/// # How
///
/// A line of constant slope in longitude and latitude has the geodesic curvature (sin α tan φ) / R + dα/ds, α its azimuth; over an edge
/// of Δλ and Δφ radians it leaves its geodesic by at most R Δλ sin φ (Δλ cos φ + 2 Δφ) / 8 in the middle, with the greatest sine and
/// cosine along the edge. Pieces divide that by the square of their number.
///
/// # Example
///
/// ```
/// use geo::Coord;
/// // The geodesic between two points of a parallel bulges towards the pole; half a degree takes 55 pieces for a centimetre.
/// let between = marz_geodesic::straight_edge(Coord { x: 70.0, y: 49.0 }, Coord { x: 70.5, y: 49.0 }, 0.01);
/// assert_eq!(between.count(), 54);
/// ```
pub fn straight_edge(from: Coord, to: Coord, metres: f64) -> impl Iterator<Item = Coord> {
    const RADIUS_M: f64 = 6_378_137.0;
    /// What is rounded is no piece more.
    const ROUNDED: f64 = 1e-6;
    let east = match to.x - from.x {
        east if east > 180.0 => east - 360.0,
        east if east < -180.0 => east + 360.0,
        east => east,
    };
    let (wide, high) = (east.abs().to_radians(), (to.y - from.y).abs().to_radians());
    let far = from.y.abs().max(to.y.abs()).to_radians();
    let near = if from.y * to.y < 0.0 { 0.0 } else { from.y.abs().min(to.y.abs()).to_radians() };
    let most = RADIUS_M * wide * far.sin() * (wide * near.cos() + 2.0 * high) / 8.0;
    let pieces = ((most / metres).sqrt() - ROUNDED).ceil();
    let pieces = if metres > 0.0 && pieces.is_finite() { pieces } else { 0.0 };
    // The cast cuts a float below 0 to 0 and one beyond the greatest number to that.
    (1..(pieces as u64).max(1)).map(move |k| {
        let t = k as f64 / pieces;
        let x = from.x + t * east;
        let x = match x {
            x if x > 180.0 => x - 360.0,
            x if x < -180.0 => x + 360.0,
            x => x,
        };
        Coord { x, y: from.y + t * (to.y - from.y) }
    })
}

#[cfg(test)]
mod tests {
    use geo::{Distance, Geodesic, InterpolatePoint, Point};

    use super::*;

    fn c(x: f64, y: f64) -> Coord {
        Coord { x, y }
    }

    #[test]
    fn geodesics_keep_to_the_straight_edge() {
        // Parallels of Egypt and Sudan and of Canada, an oblique one between Algeria and Mali, a steep one, one far north, one across the
        // antimeridian, one across the equator.
        for (a, b) in [
            (c(25.0, 22.0), c(33.17, 22.0)),
            (c(-123.3, 49.0), c(-95.15, 49.0)),
            (c(-4.83, 25.0), c(1.17, 21.1)),
            (c(24.0, 10.0), c(25.0, 22.0)),
            (c(20.0, 69.0), c(28.0, 68.0)),
            (c(179.0, 60.0), c(-178.0, 61.0)),
            (c(10.0, -3.0), c(20.0, 5.0)),
        ] {
            let east = (b.x - a.x + 540.0).rem_euclid(360.0) - 180.0;
            for metres in [1.0, 0.01, 0.001] {
                let line: Vec<Coord> = [a].into_iter().chain(straight_edge(a, b, metres)).chain([b]).collect();
                let mut most = 0.0_f64;
                for pair in line.windows(2) {
                    let middle = Geodesic.point_at_ratio_between(Point(pair[0]), Point(pair[1]), 0.5);
                    let gone = (middle.x() - a.x + 540.0).rem_euclid(360.0) - 180.0;
                    let t = if east.abs() > (b.y - a.y).abs() { gone / east } else { (middle.y() - a.y) / (b.y - a.y) };
                    let straight = Point::new(a.x + t * east, a.y + t * (b.y - a.y));
                    most = most.max(Geodesic.distance(middle, straight));
                }
                assert!(most <= metres * 1.01, "{most} {metres} {}", line.len());
                // Not many more than are needed, where the bound is near: on parallels.
                assert!((a.y - b.y).abs() > 1e-9 || most > metres * 0.8, "{most} {metres} {}", line.len());
                assert!(line.len() < 11_000 && line.iter().all(|c| c.x.abs() <= 180.0), "{}", line.len());
            }
        }
    }

    #[test]
    fn an_edge_that_needs_nothing_gets_nothing() {
        // Along a meridian and along the equator straight lines are geodesics; so is what has no length or no sense.
        for (a, b, metres) in [
            (c(10.0, 0.0), c(10.0, 80.0), 1e-6),
            (c(0.0, 0.0), c(90.0, 0.0), 1e-6),
            (c(5.0, 50.0), c(5.0, 50.0), 1e-6),
            (c(5.0, 50.0), c(5.001, 50.0), 0.001),
            (c(5.0, 50.0), c(15.0, 50.0), 0.0),
            (c(f64::NAN, 50.0), c(15.0, 50.0), 1.0),
        ] {
            assert_eq!(straight_edge(a, b, metres).count(), 0, "{a:?} {b:?}");
        }
        // What was parted once is not parted again.
        let (a, b) = (c(-123.3, 49.0), c(-95.15, 49.0));
        let line: Vec<Coord> = [a].into_iter().chain(straight_edge(a, b, 0.001)).chain([b]).collect();
        assert!(line.windows(2).all(|pair| straight_edge(pair[0], pair[1], 0.001).count() == 0));
    }
}
