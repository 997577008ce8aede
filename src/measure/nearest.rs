//! The nearest spot of the border.

use super::arc::MARGIN_TO_M;
use super::ellipsoid::{Ecef, Frame};
use super::exact::ExactFoot;
use super::index::Shortlist;
use super::line::{BorderLine, Edge};
use super::piece::{Foot, departure};
use super::side::{Side, side_of};
use crate::model::LonLat;

/// How exact a distance is, in metres, for points within [`FAR_M`] of the border.
pub const ACCURACY_M: f64 = 1e-4;

/// How exact a distance beyond [`FAR_M`] is, as a share of it.
pub const FAR_ACCURACY: f64 = 1e-9;

/// Beyond this distance, in metres, the plain route with Karney's algorithm answers.
pub const FAR_M: f64 = 1_000_000.0;

/// A point this near to the line is on it, in metres.
pub const ON_LINE_M: f64 = 1e-3;

/// Where the border is nearest to a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// The length of the shortest geodesic from the point to the border, in metres.
    pub distance_m: f64,
    /// Where it ends on the border.
    pub spot: LonLat,
    /// The border kilometre of that spot.
    pub border_km: f64,
    /// The azimuth from the point to that spot, in degrees clockwise from north, 0…360; nothing on the line itself.
    pub bearing_deg: Option<f64>,
    /// The side of the border on which the point lies.
    pub side: Side,
    /// The number of the edge, from 0 over all parts.
    pub edge: usize,
}

/// What a glance at the border tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glance {
    pub distance_m: f64,
    pub border_km: f64,
    pub side: Side,
}

impl BorderLine {
    /// The nearest spot of the border to a point.
    ///
    /// # Range and special cases
    ///
    /// Any position, poles and the antimeridian included. Where two spots are equally near, either is right. The side is
    /// told from the line around the nearest spot, at any distance, since the shortest way to the line does not cross it;
    /// it is [`Side::Unknown`] where that spot is an end of the line and [`Side::On`] within [`ON_LINE_M`].
    ///
    /// # Accuracy
    ///
    /// The distance: [`ACCURACY_M`] within [`FAR_M`], [`FAR_ACCURACY`] beyond. The spot may be
    /// off along the line by as much as changes the distance by no more than that: far away the distance is flat there.
    ///
    /// # Example
    ///
    /// ```
    /// # use marz::measure::{BorderLine, Side};
    /// # use marz::model::{Border, BorderFacts, LonLat};
    /// let at = |lon, lat| LonLat::new(lon, lat).unwrap();
    /// // Across the antimeridian between Fiji's islands, walking east.
    /// let border = Border::new(String::new(), vec![vec![at(179.0, -17.0), at(-179.0, -17.0)]], BorderFacts::default());
    /// let nearest = BorderLine::new(&border.unwrap()).nearest(at(180.0, -16.0));
    /// assert_eq!(nearest.side, Side::Left);
    /// assert!((nearest.border_km - 106.5).abs() < 0.1);
    /// ```
    ///
    /// # References
    ///
    /// C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013), 43–55, doi:10.1007/s00190-012-0578-z; S. Baselga &
    /// J. C. Martínez-Llario, Intersection and point-to-line solutions for geodesics on the ellipsoid, Stud. Geophys. Geod.
    /// 62 (2018), 353–363, doi:10.1007/s11200-017-1020-z. The fast route is this crate's own: see [`super::arc`].
    #[must_use]
    pub fn nearest(&self, point: LonLat) -> Nearest {
        self.nearest_with(point, &mut Shortlist::default())
    }

    /// The nearest spot for each of many points, in their order.
    ///
    /// Faster than one by one: the points are visited along a curve through space, so that the answer for one is a good
    /// first guess for the next. Uses one thread; cut the points into blocks to use more.
    #[must_use]
    pub fn nearest_batch(&self, points: &[LonLat]) -> Vec<Nearest> {
        // Place on the curve and number in one word: sorting words is quick. More points than fit go in portions.
        const PORTION: usize = 1 << 24;
        let mut found: Vec<Nearest> = points.iter().map(|p| nothing(*p)).collect();
        let mut list = Shortlist::default();
        for (portion, found) in points.chunks(PORTION).zip(found.chunks_mut(PORTION)) {
            let mut order: Vec<u64> =
                portion.iter().zip(0..).map(|(p, i): (_, u64)| along_curve(*p) << 24 | i).collect();
            order.sort_unstable();
            for word in order {
                let i = (word & (PORTION as u64 - 1)) as usize;
                found[i] = self.nearest_with(portion[i], &mut list);
            }
        }
        found
    }

    /// The nearest spot for each of any number of points, one by one, in their order.
    pub fn nearest_iter<'a>(
        &'a self,
        points: impl IntoIterator<Item = LonLat> + 'a,
    ) -> impl Iterator<Item = Nearest> + 'a {
        let mut list = Shortlist::default();
        points.into_iter().map(move |point| self.nearest_with(point, &mut list))
    }

    /// Whether the border comes within a distance of a point, to a metre: cheaper than [`BorderLine::nearest`].
    ///
    /// For distances up to some tens of kilometres: the straight distance through the earth is compared.
    #[must_use]
    pub fn is_near(&self, point: LonLat, limit_m: f64) -> bool {
        let mut near = false;
        self.index.visit(Ecef::on_ellipsoid(point), limit_m, |_, chord_m| {
            near |= chord_m <= limit_m;
            if near { -1.0 } else { limit_m }
        });
        near
    }

    pub(super) fn nearest_with(&self, point: LonLat, list: &mut Shortlist) -> Nearest {
        let frame = Frame::at(point);
        match self.foot(frame.origin, list) {
            Some((number, foot)) => self.told(&frame, number, &foot),
            // A border has at least one edge, so the plain route finds something.
            None => self.exact(point).map_or_else(|| nothing(point), |foot| self.told_exactly(&foot, frame.origin)),
        }
    }

    /// What [`BorderLine::nearest`] tells, without what takes turning back into longitude and latitude.
    pub(super) fn glance(&self, point: Ecef, list: &mut Shortlist) -> Glance {
        match self.foot(point, list) {
            Some((number, foot)) => Glance {
                distance_m: foot.distance_m,
                border_km: self.border_km(number, &foot),
                side: self.side(point, number, &foot),
            },
            None => {
                let Nearest { distance_m, border_km, side, .. } = self.nearest_with(point.position(), list);
                Glance { distance_m, border_km, side }
            }
        }
    }

    /// The nearest piece and the foot on it, by the fast route; nothing for points too far for it.
    fn foot(&self, point: Ecef, list: &mut Shortlist) -> Option<(u32, Foot)> {
        let (chord_m, pieces) = self.index.shortlist(point, list);
        if chord_m >= FAR_M.min(MARGIN_TO_M) {
            return None;
        }
        let mut best: Option<(u32, Foot)> = None;
        for number in pieces {
            let piece = &self.pieces[number as usize];
            let edge = &self.edges[piece.edge as usize];
            let ends = (
                if piece.middle_m <= piece.half_m { edge.start_ecef } else { piece.at(-piece.half_m) },
                if piece.middle_m + piece.half_m >= edge.length_m { edge.end_ecef } else { piece.at(piece.half_m) },
            );
            let known = best.as_ref().map(|(_, foot)| foot.at);
            let Some(foot) = piece.foot(point, ends, known) else { continue };
            // The shortlist has no order; equally near spots are decided by the kilometre.
            let nearer = |(n, b): &(u32, Foot)| {
                foot.distance_m < b.distance_m || (foot.distance_m <= b.distance_m && number < *n)
            };
            if best.as_ref().is_none_or(nearer) {
                best = Some((number, foot));
            }
        }
        best
    }

    fn edge_of(&self, number: u32) -> &Edge {
        &self.edges[self.pieces[number as usize].edge as usize]
    }

    fn border_km(&self, number: u32, foot: &Foot) -> f64 {
        let edge = self.edge_of(number);
        (edge.from_m + foot.along_m.clamp(0.0, edge.length_m)) / 1000.0
    }

    fn side(&self, point: Ecef, number: u32, foot: &Foot) -> Side {
        if foot.distance_m <= ON_LINE_M {
            return Side::On;
        }
        let edge = self.edge_of(number);
        let (at_start, at_end) = ends_at(foot, edge);
        let ways = self.ways(edge, at_start, at_end).or_else(|| {
            (!at_start && !at_end).then(|| {
                let piece = &self.pieces[number as usize];
                let way = piece.direction(foot.along_m - piece.middle_m);
                (way, way)
            })
        });
        let towards = departure(foot.at, point);
        // The point itself is near enough to the normal there for telling up from down.
        ways.map_or(Side::Unknown, |(a, b)| side_of(a, b, towards, normal(foot.at)))
    }

    fn told(&self, frame: &Frame, number: u32, foot: &Foot) -> Nearest {
        let edge = self.edge_of(number);
        let spot = match ends_at(foot, edge) {
            (true, _) => edge.start,
            (_, true) => edge.end,
            _ => foot.at.position(),
        };
        let bearing = departure(frame.origin, foot.at);
        let bearing_deg = bearing.dot(frame.east).atan2(bearing.dot(frame.north)).to_degrees();
        let side = self.side(frame.origin, number, foot);
        Nearest {
            distance_m: foot.distance_m,
            spot,
            border_km: self.border_km(number, foot),
            bearing_deg: if side == Side::On { None } else { Some(turned(bearing_deg)) },
            side,
            edge: self.pieces[number as usize].edge as usize,
        }
    }

    /// The ways that the line runs before and after an end of an edge; nothing at an end of the line.
    fn ways(&self, edge: &Edge, at_start: bool, at_end: bool) -> Option<(Ecef, Ecef)> {
        if at_start {
            edge.before.map(|i| (self.edges[i as usize].arriving, edge.leaving))
        } else if at_end {
            edge.after.map(|i| (edge.arriving, self.edges[i as usize].leaving))
        } else {
            None
        }
    }

    fn told_exactly(&self, foot: &ExactFoot, point: Ecef) -> Nearest {
        let edge = &self.edges[foot.edge as usize];
        let (at_start, at_end) = (foot.along_m <= 1e-6, foot.along_m >= edge.length_m - 1e-6);
        let back_deg = super::geodesic::inverse(foot.spot, point.position()).azimuth_deg;
        let here = Frame::at(foot.spot);
        let ways = if at_start || at_end {
            self.ways(edge, at_start, at_end)
        } else {
            let way = here.along(edge.at(foot.along_m).1);
            Some((way, way))
        };
        let on_line = foot.distance_m <= ON_LINE_M;
        let side = match ways {
            _ if on_line => Side::On,
            Some((a, b)) => side_of(a, b, here.along(back_deg), here.up),
            None => Side::Unknown,
        };
        Nearest {
            distance_m: foot.distance_m,
            spot: foot.spot,
            border_km: (edge.from_m + foot.along_m) / 1000.0,
            bearing_deg: if on_line { None } else { Some(turned(foot.bearing_deg)) },
            side,
            edge: foot.edge as usize,
        }
    }
}

/// Whether a foot is the start or the end of its edge: within a micrometre of a vertex the vertex's own turn decides the side.
fn ends_at(foot: &Foot, edge: &Edge) -> (bool, bool) {
    (foot.along_m <= 1e-6, foot.along_m >= edge.length_m - 1e-6)
}

fn nothing(point: LonLat) -> Nearest {
    let distance_m = f64::INFINITY;
    Nearest { distance_m, spot: point, border_km: 0.0, bearing_deg: None, side: Side::Unknown, edge: 0 }
}

/// An azimuth from 0 to 360.
fn turned(deg: f64) -> f64 {
    match deg {
        d if d < 0.0 => d + 360.0,
        d if d >= 360.0 => d - 360.0,
        d => d,
    }
}

/// Away from the earth at a point of the ellipsoid, up to a positive factor.
fn normal(at: Ecef) -> Ecef {
    Ecef { z: at.z * (1.0 + super::ellipsoid::EP2), ..at }
}

/// A place on a curve through longitude and latitude that keeps neighbours together (Morton order), in 40 bits.
fn along_curve(p: LonLat) -> u64 {
    let grid = |share: f64| (share * f64::from((1_u32 << 20) - 1)) as u32;
    interleave(grid((p.lon() + 180.0) / 360.0)) | interleave(grid((p.lat() + 90.0) / 180.0)) << 1
}

/// The lower 20 bits of a number, each followed by a zero.
fn interleave(v: u32) -> u64 {
    let mut x = u64::from(v);
    x = (x | x << 16) & 0x0000_FFFF_0000_FFFF;
    x = (x | x << 8) & 0x00FF_00FF_00FF_00FF;
    x = (x | x << 4) & 0x0F0F_0F0F_0F0F_0F0F;
    x = (x | x << 2) & 0x3333_3333_3333_3333;
    (x | x << 1) & 0x5555_5555_5555_5555
}
