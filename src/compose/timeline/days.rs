//! The days of a timeline across the page.

use crate::model::{Edtf, Incident};
use crate::project::Rect;

/// A month as year and number.
pub(super) type Month = (i16, u8);

/// Days across the page; in a language that is written from right to left they run that way.
pub(super) struct Days {
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) rect: Rect,
    pub(super) mirrored: bool,
}

impl Days {
    /// Where a day begins.
    pub(super) fn x(&self, day: f64) -> f64 {
        let share = (day - f64::from(self.from)) / f64::from(self.to - self.from);
        let share = if self.mirrored { 1.0 - share } else { share };
        self.rect.x + share * self.rect.width
    }

    /// The part of a date that the axis has: an end that is open goes to the edge.
    pub(super) fn clipped(&self, date: &Edtf) -> (i32, i32) {
        let (first, last) = date.days();
        (first.clamp(self.from, self.to - 1), last.clamp(self.from, self.to - 1))
    }

    /// Where a range of days lies, left edge first.
    pub(super) fn span(&self, first: i32, last: i32) -> (f64, f64) {
        let (a, b) = (self.x(f64::from(first)), self.x(f64::from(last + 1)));
        (a.min(b), a.max(b))
    }
}

/// All months from the first to the last that an incident may have had, with their first and last day.
pub(super) fn months(events: &[&Incident]) -> Vec<(Month, (i32, i32))> {
    let all = events.iter().flat_map(|i| i.date.months()).map(|(m, _)| m);
    let (Some(first), Some(last)) = (all.clone().min(), all.max()) else { return Vec::new() };
    let number = |(y, m): Month| i32::from(y) * 12 + i32::from(m) - 1;
    let month = |n: i32| {
        let (year, month) = (n.div_euclid(12), n.rem_euclid(12) + 1);
        let days = format!("{year:04}-{month:02}").parse::<Edtf>().ok()?.days();
        Some(((i16::try_from(year).ok()?, u8::try_from(month).ok()?), days))
    };
    (number(first)..=number(last)).filter_map(month).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_run_with_the_script() {
        let rect = Rect { x: 100.0, y: 0.0, width: 200.0, height: 10.0 };
        let mut days = Days { from: 0, to: 100, rect, mirrored: false };
        assert!((days.x(25.0) - 150.0).abs() < 1e-9);
        days.mirrored = true;
        assert!((days.x(25.0) - 250.0).abs() < 1e-9);
        assert_eq!(days.span(0, 49), (200.0, 300.0));
    }
}
