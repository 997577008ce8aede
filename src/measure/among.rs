//! Many borders in place of one: the next nearest, and whether the nearest is sure.

use std::sync::Arc;

use marz_geodesic::{Nearest, UncertainPoint};

use super::border_set::BorderSet;
use super::proximity::Proximity;

/// Many borders in place of one, and how many of the nearest are asked for.
#[derive(Debug, Clone)]
pub struct Among {
    /// The borders.
    pub borders: Arc<BorderSet>,
    /// How many of the nearest; at least 1.
    pub nearest: usize,
}

impl Among {
    /// The nearest points of the borders after the nearest; at least one for a point with a radius, which may be nearer to another border.
    #[must_use]
    pub fn next(&self, point: &UncertainPoint) -> Vec<Nearest> {
        let count = if point.radius_m.is_some() { self.nearest.max(2) } else { self.nearest };
        if count < 2 {
            return Vec::new();
        }
        self.borders.nearest(point.point, count, |_| true).into_iter().skip(1).collect()
    }

    /// Whether the nearest border of a point is the nearest of all wherever in its disc the point lies, the accuracy of the lines counted;
    /// `next` as of [`Among::next`].
    #[must_use]
    pub fn is_sure(&self, proximity: &Proximity, next: &[Nearest]) -> bool {
        let Some(second) = next.first() else { return true };
        let accuracy_m = self.borders.member_of(second).map_or(0.0, |m| m.accuracy_m) + proximity.border_accuracy_m;
        // By as much as the one comes nearer the other may become farther.
        second.distance_m - proximity.nearest.distance_m > 2.0 * proximity.radius_m.unwrap_or(0.0) + accuracy_m
    }
}
