//! Redaction: records left out by name, positions coarsened before anything is computed from them.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::measure::CoarseningGrid;
use crate::model::{Basis, Case, Incident, MOST_RADIUS_M};
use crate::recipe::{Filter, Length, closest};

/// Changes to records before anything is computed from them.
#[derive(Debug, Clone, Default)]
pub struct Redaction {
    /// The cells that positions move to, and their size as it was written.
    cells: Option<(CoarseningGrid, Length)>,
    /// The ids of records that are left out.
    without: BTreeSet<String>,
}

impl Redaction {
    /// Positions moved to the centres of cells of a size, if any, and records left out by id.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] where the size is out of range.
    pub fn new(coarsen: Option<&Length>, without: &[String]) -> Result<Self, Error> {
        let cells = match coarsen {
            None => None,
            Some(size) => {
                let cells = CoarseningGrid::new(size.metres()).ok_or_else(|| {
                    let hint = "--coarsen takes 100m to 1000km, such as 10km".to_owned();
                    Error::request(format!("--coarsen {size}: no size of cells"), hint)
                })?;
                Some((cells, size.clone()))
            }
        };
        Ok(Self { cells, without: without.iter().map(|id| id.trim().to_owned()).collect() })
    }

    /// What a filter leaves out by id.
    #[must_use]
    pub fn of_filter(filter: &Filter) -> Self {
        Self { cells: None, without: filter.without().iter().cloned().collect() }
    }

    /// Whether nothing is redacted.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.cells.is_none() && self.without.is_empty()
    }

    /// The coarsening grid, where positions are coarsened.
    #[must_use]
    pub fn cells(&self) -> Option<CoarseningGrid> {
        self.cells.as_ref().map(|(cells, _)| *cells)
    }

    /// The data as they may be shown. Every number is computed from what this leaves.
    ///
    /// # Errors
    ///
    /// As [`Redaction::check_ids`].
    pub fn applied(&self, mut dossier: Case) -> Result<Case, Error> {
        self.check_ids(dossier.ids())?;
        // Nothing is to be seen of a record that is left out, not even that the data reach to its day.
        dossier.incidents.retain(|i| !self.without.contains(&i.id));
        dossier.withheld.extend(self.without.iter().cloned());
        dossier.incidents.iter_mut().for_each(|i| self.apply(i));
        dossier.coarsened_m = self.cells().map(CoarseningGrid::size_m).or(dossier.coarsened_m);
        Ok(self.without_edition(dossier))
    }

    /// Removes the edition of a redacted dossier: a hash of the whole would confirm a right guess of the redacted
    /// part. The size of the cells is kept with it.
    #[must_use]
    pub fn without_edition(&self, mut dossier: Case) -> Case {
        if !self.is_nothing() {
            dossier.edition = None;
        }
        dossier.coarsened_to = self.cells.as_ref().map(|(_, size)| size.to_string()).or(dossier.coarsened_to);
        dossier
    }

    /// A record as it may be shown.
    ///
    /// How its point was found may reveal it: the note is replaced, and a point set on the border is an estimate. The names of the place stay.
    pub fn apply(&self, incident: &mut Incident) {
        // The hash of a file that showed more would confirm a right guess of what is withheld.
        if !self.is_nothing() {
            incident.history.clear();
        }
        if !self.without.is_empty() {
            incident.same_event_as.retain(|id| !self.without.contains(id));
        }
        let (Some((cells, size)), Some(at)) = (&self.cells, incident.at) else { return };
        let location = &mut incident.location;
        let (centre, radius_m) = cells.coarsen(at, location.radius_m.map(f64::from));
        incident.at = Some(centre);
        let radius_m = radius_m.clamp(0.0, f64::from(MOST_RADIUS_M)) as u32;
        location.radius_m = Some(radius_m);
        let coarse = match radius_m {
            0..5_000 => 2,
            5_000..50_000 => 3,
            _ => 4,
        };
        location.precision = location.precision.map(|p| p.max(coarse));
        // Beside a border that is known, a point set on it would give itself away.
        if location.basis == Basis::FromBorder {
            location.basis = Basis::Estimate;
        }
        location.method = Some(format!("coarsened to the centre of a cell of {size}"));
    }

    /// The credit line of a file with coarsened positions.
    pub fn credit(&self, attribution: &mut String) {
        if let Some((_, size)) = &self.cells {
            let separator = if attribution.is_empty() { "" } else { ". " };
            *attribution =
                format!("{}{separator}Positions coarsened to cells of {size}", attribution.trim_end_matches('.'));
        }
    }

    /// Refuses the name of a record that is not there: a mistyped id must not publish what was to be left out.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] with the nearest id.
    pub fn check_ids<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Result<(), Error> {
        if self.without.is_empty() {
            return Ok(());
        }
        let all: BTreeSet<&str> = ids.collect();
        match self.without.iter().find(|id| !all.contains(id.as_str())) {
            None => Ok(()),
            Some(id) => {
                let hint = closest(id, all).map(|like| format!("did you mean '{like}'?"));
                Err(Error::request(format!("--without {id}: there is no such record"), hint))
            }
        }
    }

    /// Whether records are left out by name, so that it must be known whether there are such.
    #[must_use]
    pub fn ids(&self) -> &BTreeSet<String> {
        &self.without
    }
}
