//! What a location radius does to a distance: the interval, and the probabilities.

use super::geodesic::direct;
use super::side::contains;
use super::{BorderLine, Nearest, Side};
use crate::model::{Area, Border, LonLat, ReportedSide};

/// How exact a probability is.
pub const PROBABILITY_ACCURACY: f64 = 0.005;

/// A point with what its report says about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Query {
    /// The point.
    pub at: LonLat,
    /// It happened within so many metres of the point; nothing where the report says nothing.
    pub radius_m: Option<f64>,
    /// The side of the border that the report names.
    pub side: Option<ReportedSide>,
}

/// Distance, nearest spot, border kilometre and side of a point, with what its radius leaves open.
#[derive(Debug, Clone, PartialEq)]
pub struct Proximity {
    /// The nearest spot, and the exact distance of the point itself.
    pub nearest: Nearest,
    /// The location radius, in metres.
    pub radius_m: Option<f64>,
    /// The least distance that the radius and the accuracy of the border allow, in metres.
    pub distance_min_m: f64,
    /// The greatest distance that they allow, in metres.
    pub distance_max_m: f64,
    /// The accuracy of the border at the nearest spot, in metres.
    pub border_accuracy_m: f64,
    /// The probability of lying within each distance asked for.
    pub within: Vec<Within>,
    /// The probability of lying to the left; nothing where no side can be told.
    pub p_left: Option<f64>,
    /// Whether `p_left` is what the report says and not computed.
    pub side_as_reported: bool,
}

/// The probability of lying within a distance of the border.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Within {
    /// The distance in metres.
    pub limit_m: f64,
    /// The probability, 0…1.
    pub probability: f64,
}

/// Measures points against a border.
///
/// The true place is taken as uniform in the disc of the radius, cut to the side that the report names. Probabilities
/// are for what is left of the disc, to [`PROBABILITY_ACCURACY`]; the interval is the distance less and plus the radius
/// and the border's own accuracy at the nearest spot, never below 0. A point without radius is taken as exact.
///
/// # Arguments
///
/// `limits_m` are the distances for [`Proximity::within`], in metres. `countries` tell the side of points beyond the ends
/// of the line, by the codes of the border's two sides.
#[must_use]
pub fn proximities(
    border: &Border,
    line: &BorderLine,
    countries: &[Area],
    limits_m: &[f64],
    queries: &[Query],
) -> Vec<Proximity> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(queries.len()).max(1);
    let share = queries.len().div_ceil(threads).max(1);
    let one = |query: &Query| proximity(border, line, countries, limits_m, query);
    if threads == 1 {
        return queries.iter().map(one).collect();
    }
    std::thread::scope(|scope| {
        let work: Vec<_> =
            queries.chunks(share).map(|chunk| scope.spawn(move || chunk.iter().map(one).collect::<Vec<_>>())).collect();
        work.into_iter().flat_map(|handle| handle.join().unwrap_or_default()).collect()
    })
}

fn proximity(border: &Border, line: &BorderLine, countries: &[Area], limits_m: &[f64], query: &Query) -> Proximity {
    let told = |at: LonLat| {
        let mut nearest = line.nearest(at);
        if nearest.side == Side::Unknown {
            nearest.side = country_side(border, countries, at);
        }
        nearest
    };
    let nearest = told(query.at);
    let radius_m = query.radius_m.unwrap_or(0.0);
    let border_accuracy_m = border.accuracy_m(nearest.border_km);
    let slack_m = radius_m + border_accuracy_m;
    let reported = query.side.filter(|s| *s != ReportedSide::Both);
    let (d, r) = (nearest.distance_m, radius_m);
    // Only a disc that reaches across a limit or the line has to be looked into.
    let open = r > 0.0 && (d < r || limits_m.iter().any(|x| (d - r..d + r).contains(x)));
    let disc: Vec<Nearest> = if open { disc(query.at, r).into_iter().map(told).collect() } else { vec![nearest] };
    let kept: Vec<&Nearest> = match reported {
        Some(side) => {
            let there: Vec<&Nearest> = disc.iter().filter(|n| n.side.is_reported(side)).collect();
            // Nothing of the disc on the reported side: report and point contradict; `check` says so.
            if there.is_empty() { disc.iter().collect() } else { there }
        }
        None => disc.iter().collect(),
    };
    let share = |test: &dyn Fn(&Nearest) -> bool| {
        let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        count(kept.iter().filter(|n| test(n)).count()) / count(kept.len().max(1))
    };
    let within = limits_m
        .iter()
        .map(|&limit_m| Within {
            limit_m,
            probability: if d + r <= limit_m {
                1.0
            } else if d - r > limit_m {
                0.0
            } else {
                share(&|n| n.distance_m <= limit_m)
            },
        })
        .collect();
    let p_left = match reported {
        Some(side) => Some(if side == ReportedSide::Left { 1.0 } else { 0.0 }),
        None if kept.iter().any(|n| matches!(n.side, Side::Left | Side::Right)) => {
            let (left, right) = (share(&|n| n.side == Side::Left), share(&|n| n.side == Side::Right));
            Some(left / (left + right))
        }
        None => None,
    };
    Proximity {
        nearest,
        radius_m: query.radius_m,
        distance_min_m: (d - slack_m).max(0.0),
        distance_max_m: d + slack_m,
        border_accuracy_m,
        within,
        p_left,
        side_as_reported: reported.is_some(),
    }
}

/// The side of a point beyond an end of the line, from the country it lies in.
fn country_side(border: &Border, countries: &[Area], at: LonLat) -> Side {
    let sides = &border.facts.sides;
    let lies_in = |code: &str| countries.iter().any(|c| c.code == code && contains(&c.shape, at));
    match (lies_in(&sides.left.code), lies_in(&sides.right.code)) {
        (true, false) => Side::Left,
        (false, true) => Side::Right,
        _ => Side::Unknown,
    }
}

/// Spots spread evenly over a disc: rings of equal area, each with equally many spots, turned against each other.
///
/// The midpoint rule on 4,096 cells of equal area. A smooth edge across the disc cuts about 4·√4096 cells, whose errors
/// cancel for the most part; `tests/uncertainty.rs` holds the result to [`PROBABILITY_ACCURACY`].
fn disc(centre: LonLat, radius_m: f64) -> Vec<LonLat> {
    const RINGS: u32 = 32;
    const SPOKES: u32 = 128;
    /// The golden angle keeps spots of different rings from lining up.
    const TURN: f64 = 137.507_764_050_037_85;
    let mut spots = Vec::with_capacity((RINGS * SPOKES) as usize);
    for ring in 0..RINGS {
        let reach = radius_m * ((f64::from(ring) + 0.5) / f64::from(RINGS)).sqrt();
        for spoke in 0..SPOKES {
            let azimuth = (f64::from(spoke) * 360.0 / f64::from(SPOKES) + f64::from(ring) * TURN) % 360.0;
            spots.push(direct(centre, azimuth, reach).0);
        }
    }
    spots
}
