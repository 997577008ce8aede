//! The layers of an export: which of them hold records, and which are computed.

use crate::export::{POSITION, Stored, stored_incident_field, stored_nested_field, stored_place_field};

/// What the rows of a layer are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LayerKind {
    /// Incidents of the dossier, with flat columns.
    Incidents,
    /// Incidents with the members of stored ones, each under a path such as `location.name`.
    NestedIncidents,
    /// Its places.
    Places,
    /// Something computed, such as the kilometres of the border: edits of it are listed and not taken.
    #[default]
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
            Self::NestedIncidents => stored_nested_field(column),
            Self::Places => stored_place_field(column),
            Self::Computed => None,
        }
    }

    /// Whether its rows are incidents.
    #[must_use]
    pub fn is_incidents(self) -> bool {
        matches!(self, Self::Incidents | Self::NestedIncidents)
    }

    /// Whether edits of a column are taken: it stands for a stored field, or is the point.
    #[must_use]
    pub fn is_own(self, column: &str) -> bool {
        (column == POSITION && self != Self::Computed) || self.stored(column).is_some()
    }
}
