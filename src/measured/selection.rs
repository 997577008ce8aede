//! Which incidents to measure.

use crate::recipe::{Filter, Length};

/// Which incidents to measure, and the distances for which to compute probabilities.
///
/// The default selects all incidents and no distances.
///
/// # Example
///
/// ```
/// use marz::{Dossier, Selection};
/// let dossier = Dossier::embedded()?;
/// let near = dossier.measure(&Selection::default().near_m(50_000.0))?;
/// assert!(near.iter().all(|m| m.nearest().is_some_and(|n| n.distance_m <= 50_000.0)));
/// # Ok::<(), marz::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// The filter that incidents must pass.
    pub filter: Filter,
    /// The distances to the border for which [`Proximity::within`](crate::measure::Proximity::within) gives a probability.
    pub within: Vec<Length>,
}

impl Selection {
    /// Selects the incidents that pass a filter.
    #[must_use]
    pub fn of(filter: Filter) -> Self {
        Self { filter, within: Vec::new() }
    }

    /// Selects only incidents whose point lies at most `metres` metres from the border.
    #[must_use]
    pub fn near_m(mut self, metres: f64) -> Self {
        self.filter = self.filter.near_m(metres);
        self
    }

    /// Also computes the probability of lying within this distance of the border.
    #[must_use]
    pub fn within(mut self, limit: Length) -> Self {
        self.within.push(limit);
        self
    }
}
