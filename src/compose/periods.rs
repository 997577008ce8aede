//! Periods of equal length along the calendar, which incidents fill one after the other.

use std::ops::RangeInclusive;

use super::style::Style;
use crate::language::date;
use crate::model::{Edtf, Incident, is_on_axis};

/// The periods from the first incident to the last, also those without one.
#[derive(Debug, Clone)]
pub struct Periods {
    months: i32,
    /// The numbers of the periods, counted from the year 0.
    numbers: RangeInclusive<i32>,
}

impl Periods {
    /// Periods of so many months around the dates that lie within the years; `None` if there is none.
    pub fn around<'i>(
        incidents: impl Iterator<Item = &'i Incident>,
        months: i32,
        years: &RangeInclusive<i16>,
    ) -> Option<Self> {
        let on_axis = incidents.filter(|i| is_on_axis(&i.date, years));
        let all: Vec<i32> = on_axis.flat_map(|i| i.date.months()).map(|(m, _)| number(m, months)).collect();
        let (first, last) = (*all.iter().min()?, *all.iter().max()?);
        Some(Self { months, numbers: first..=last })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.numbers().count()
    }

    /// Their numbers, in order.
    pub fn numbers(&self) -> RangeInclusive<i32> {
        self.numbers.clone()
    }

    /// What one is called, as the language writes it.
    pub fn name(&self, n: i32, style: &Style) -> String {
        let (a, b) = (n * self.months, n * self.months + self.months - 1);
        let month = |m: i32| format!("{:04}-{:02}", m.div_euclid(12), m.rem_euclid(12) + 1);
        let text = if a == b { month(a) } else { format!("{}/{}", month(a), month(b)) };
        text.parse::<Edtf>().map(|d| date(style.language(), &d)).unwrap_or_default()
    }

    /// Whether an incident may lie in one.
    pub fn holds(&self, n: i32, incident: &Incident) -> bool {
        incident.date.months().iter().any(|(m, _)| number(*m, self.months) == n)
    }

    /// The first in which an incident may lie.
    pub fn first_of(&self, incident: &Incident) -> Option<i32> {
        incident.date.months().iter().map(|(m, _)| number(*m, self.months)).min()
    }
}

/// The number of the period of a month.
fn number((year, month): (i16, u8), months: i32) -> i32 {
    (i32::from(year) * 12 + i32::from(month) - 1).div_euclid(months)
}
