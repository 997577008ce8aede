//! What must not be known: records left out by name, positions made coarse before anything is computed from them.

use std::collections::BTreeSet;

use super::args::FilterArgs;
use super::console::Failure;
use marz::measure::CoarseningGrid;
use marz::model::{Dossier, Incident, MOST_RADIUS_M};
use marz::recipe::{Filter, Length, closest};

/// What is done to records before they are told of.
#[derive(Debug, Clone, Default)]
pub struct Withheld {
    /// The cells that positions move to, and their size as it was written.
    cells: Option<(CoarseningGrid, Length)>,
    /// The ids of records that are left out.
    without: BTreeSet<String>,
}

impl Withheld {
    /// What the options ask for.
    pub fn of(args: &FilterArgs) -> Result<Self, Failure> {
        let cells = match &args.coarsen {
            None => None,
            Some(size) => {
                let cells = CoarseningGrid::new(size.metres()).ok_or_else(|| {
                    let hint = "--coarsen takes 100m to 1000km, such as 10km".to_owned();
                    Failure::usage(format!("--coarsen {size}: no size of cells"), hint)
                })?;
                Some((cells, size.clone()))
            }
        };
        Ok(Self { cells, without: args.without.iter().map(|id| id.trim().to_owned()).collect() })
    }

    /// What a recipe leaves out.
    pub fn by(filter: &Filter) -> Self {
        Self { cells: None, without: filter.without().iter().cloned().collect() }
    }

    /// Whether nothing is withheld.
    pub fn is_nothing(&self) -> bool {
        self.cells.is_none() && self.without.is_empty()
    }

    /// The cells, where positions are made coarse.
    pub fn cells(&self) -> Option<CoarseningGrid> {
        self.cells.as_ref().map(|(cells, _)| *cells)
    }

    /// A dossier as it may be shown. Every number is computed from what this leaves.
    pub fn from(&self, mut dossier: Dossier) -> Result<Dossier, Failure> {
        self.known(dossier.incidents.iter().map(|i| i.id.as_str()))?;
        dossier.incidents.iter_mut().for_each(|i| self.apply(i));
        dossier.coarsened_m = self.cells().map(CoarseningGrid::size_m);
        Ok(self.without_edition(dossier))
    }

    /// Takes the edition from a dossier of which something is withheld: a hash of the whole tells whether a guess of the rest
    /// is right.
    pub fn without_edition(&self, mut dossier: Dossier) -> Dossier {
        if !self.is_nothing() {
            dossier.edition = None;
        }
        dossier
    }

    /// A record as it may be shown.
    ///
    /// How its point was found may tell where it was, and is replaced. What names the place in words stays.
    pub fn apply(&self, incident: &mut Incident) {
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
        location.method = Some(format!("coarsened to the centre of a cell of {size}"));
    }

    /// What a file says of itself where its positions are coarse.
    pub fn credit(&self, attribution: &mut String) {
        if let Some((_, size)) = &self.cells {
            let separator = if attribution.is_empty() { "" } else { ". " };
            *attribution =
                format!("{}{separator}Positions coarsened to cells of {size}", attribution.trim_end_matches('.'));
        }
    }

    /// Refuses the name of a record that is not there: a slip of the pen must not publish what was to be left out.
    pub fn known<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
        if self.without.is_empty() {
            return Ok(());
        }
        let all: BTreeSet<&str> = ids.collect();
        match self.without.iter().find(|id| !all.contains(id.as_str())) {
            None => Ok(()),
            Some(id) => {
                let hint = closest(id, all).map(|like| format!("did you mean '{like}'?"));
                Err(Failure::usage(format!("--without {id}: there is no such record"), hint))
            }
        }
    }

    /// Whether records are left out by name, so that it must be known whether there are such.
    pub fn names(&self) -> &BTreeSet<String> {
        &self.without
    }
}
