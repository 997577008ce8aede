//! The layers of an export: which of them hold records, and which are computed.

use crate::export::{POSITION, Stored, stored_incident_field, stored_place_field};

/// What the rows of a layer are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerKind {
    /// Incidents of the dossier.
    Incidents,
    /// Its places.
    Places,
    /// Something computed, such as the kilometres of the border: edits of it are listed and not taken.
    Computed,
}

impl LayerKind {
    /// The kind of a layer, by its name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name {
            "incidents" => Self::Incidents,
            "places" => Self::Places,
            _ => Self::Computed,
        }
    }

    /// The stored field that a column stands for; `None` for a computed one.
    #[must_use]
    pub fn stored(self, column: &str) -> Option<Stored> {
        match self {
            Self::Incidents => stored_incident_field(column),
            Self::Places => stored_place_field(column),
            Self::Computed => None,
        }
    }

    /// Whether edits of a column are taken: it stands for a stored field, or is the point.
    #[must_use]
    pub fn is_own(self, column: &str) -> bool {
        (column == POSITION && self != Self::Computed) || self.stored(column).is_some()
    }
}
