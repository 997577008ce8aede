//! Bands: shares of events within distances of a border, or of the places of a kind.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Category, PlaceKind};

/// The distances of bands, in metres, each above 0, in ascending order.
///
/// # Example
///
/// ```
/// use marz::model::BandLimits;
/// let limits = BandLimits::new(&[20_000.0, 5_000.0])?;
/// assert_eq!(limits.metres(), [5_000.0, 20_000.0]);
/// assert!(BandLimits::new(&[0.0]).is_err());
/// # Ok::<(), marz::model::BandLimitsError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct BandLimits(Vec<f64>);

/// Why distances make no bands.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
#[non_exhaustive]
pub enum BandLimitsError {
    /// There is no distance.
    #[error("no distance")]
    None,
    /// A distance is not a length above 0 that the earth has.
    #[error("{0} m")]
    NoLength(f64),
    /// A distance is given twice.
    #[error("{0} m twice")]
    Twice(f64),
    /// There are too many distances.
    #[error("{0} distances")]
    TooMany(usize),
}

impl BandLimits {
    /// The largest number of distances.
    pub const MOST: usize = 12;

    /// Bands of distances in metres, in any order.
    ///
    /// # Errors
    ///
    /// [`BandLimitsError`] without a distance, for one that is 0 or below, no number or longer than 40,000 km, for one given
    /// twice, and for more than [`BandLimits::MOST`].
    pub fn new(metres: &[f64]) -> Result<Self, BandLimitsError> {
        const LONGEST_M: f64 = 40_000_000.0;
        if metres.is_empty() {
            return Err(BandLimitsError::None);
        }
        if metres.len() > Self::MOST {
            return Err(BandLimitsError::TooMany(metres.len()));
        }
        let is_length = |m: &f64| *m > 0.0 && *m <= LONGEST_M;
        if let Some(wrong) = metres.iter().find(|m| !is_length(m)) {
            return Err(BandLimitsError::NoLength(*wrong));
        }
        let mut sorted = metres.to_vec();
        sorted.sort_by(f64::total_cmp);
        let twice = sorted.windows(2).find(|pair| pair[0].total_cmp(&pair[1]).is_eq());
        twice.map_or(Ok(()), |pair| Err(BandLimitsError::Twice(pair[0])))?;
        Ok(Self(sorted))
    }

    /// The distances in metres, the smallest first.
    #[must_use]
    pub fn metres(&self) -> &[f64] {
        &self.0
    }
}

impl Default for BandLimits {
    /// 5, 10, 20 and 50 km.
    fn default() -> Self {
        Self(vec![5_000.0, 10_000.0, 20_000.0, 50_000.0])
    }
}

/// By what the events of bands are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BandBy {
    /// The side of the border.
    Side,
    /// The year of the date.
    Year,
    /// The category.
    Category,
}

impl BandBy {
    /// All of them, in the order of tables.
    pub const ALL: [Self; 3] = [Self::Side, Self::Year, Self::Category];

    /// The attribute as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Side => "side",
            Self::Year => "year",
            Self::Category => "category",
        }
    }
}

/// A group of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BandKey {
    /// All events.
    All,
    /// Those on a side of the border.
    Side(BandSide),
    /// Those of a year.
    Year(i16),
    /// Those dated outside of the years that are expected.
    UnexpectedYear,
    /// Those of a category.
    Category(Category),
}

/// The side of the border on which an event was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BandSide {
    /// Left, as reported or measured.
    Left,
    /// Right, as reported or measured.
    Right,
    /// Both sides, as reported.
    Both,
    /// Contested ground.
    Disputed,
    /// Not known.
    Unknown,
}

impl BandKey {
    /// By what the group is one; `None` for all events.
    #[must_use]
    pub fn by(self) -> Option<BandBy> {
        match self {
            Self::All => None,
            Self::Side(_) => Some(BandBy::Side),
            Self::Year(_) | Self::UnexpectedYear => Some(BandBy::Year),
            Self::Category(_) => Some(BandBy::Category),
        }
    }
}

/// From what bands are measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BandTarget {
    /// The border.
    #[default]
    Border,
    /// The nearest border crossing.
    Crossing,
    /// The nearest border post.
    Post,
    /// The nearest town: a capital, city, town, or centre of a province or district.
    Town,
}

impl BandTarget {
    /// The target as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Border => "border",
            Self::Crossing => "crossing",
            Self::Post => "post",
            Self::Town => "town",
        }
    }

    /// The kinds of places that it stands for; none for the border.
    #[must_use]
    pub fn kinds(self) -> &'static [PlaceKind] {
        match self {
            Self::Border => &[],
            Self::Crossing => &[PlaceKind::BorderCrossing],
            Self::Post => &[PlaceKind::BorderPost],
            Self::Town => &[
                PlaceKind::Capital,
                PlaceKind::City,
                PlaceKind::Town,
                PlaceKind::ProvinceCentre,
                PlaceKind::DistrictCentre,
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_band_is_refused() {
        let of = |metres: &[f64]| BandLimits::new(metres).unwrap_err();
        assert_eq!(of(&[]), BandLimitsError::None);
        for wrong in [0.0, -5.0, f64::INFINITY, 1e9] {
            assert_eq!(of(&[5_000.0, wrong]), BandLimitsError::NoLength(wrong));
        }
        assert!(matches!(of(&[f64::NAN]), BandLimitsError::NoLength(m) if m.is_nan()));
        assert_eq!(of(&[5.0, 7.0, 5.0]), BandLimitsError::Twice(5.0));
        assert_eq!(of(&[1.0; 13]), BandLimitsError::TooMany(13));
        assert_eq!(BandLimits::default().metres(), &[5e3, 1e4, 2e4, 5e4][..]);
    }
}
