//! What a call says beside its points: location radii, reported sides, limits.

use marz::model::ReportedSide;
use marz::recipe::Length;
use numpy::PyReadonlyArray1;
use pyo3::prelude::*;

use crate::errors::{error, of, row_error};

/// The location radii, in metres.
pub enum Radius<'a> {
    None,
    /// The same for all.
    Same(f64),
    /// One a row, and the rows that have none.
    Rows(&'a [f64], Option<&'a [bool]>),
    /// A column of the table.
    Column(String),
}

impl Radius<'_> {
    /// The radius of a row; `None` if it has none.
    pub fn at(&self, row: usize) -> PyResult<Option<f64>> {
        match self {
            Self::None | Self::Column(_) => Ok(None),
            Self::Same(metres) => Ok(Some(*metres)),
            Self::Rows(all, missing) => {
                let found = all.get(row).ok_or_else(|| too_few("radius_m", all.len()))?;
                Ok((!missing.is_some_and(|m| m.get(row).copied().unwrap_or(false))).then_some(*found))
            }
        }
    }

    /// The name of the column.
    pub fn column(&self) -> Option<&str> {
        if let Self::Column(name) = self { Some(name) } else { None }
    }

    /// Whether any point has one.
    pub fn is_given(&self) -> bool {
        !matches!(self, Self::None)
    }
}

/// The sides that reports name.
pub enum Side {
    None,
    Same(ReportedSide),
    Rows(Vec<Option<ReportedSide>>),
    Column(String),
}

impl Side {
    /// One text for all, or one a row.
    pub fn of(same: Option<&str>, rows: Option<&[Option<String>]>, column: Option<String>) -> PyResult<Self> {
        if let Some(column) = column {
            return Ok(Self::Column(column));
        }
        if let Some(text) = same {
            return Ok(Self::Same(reported_side(text, None)?));
        }
        let Some(rows) = rows else { return Ok(Self::None) };
        let one =
            |(row, text): (usize, &Option<String>)| text.as_deref().map(|t| reported_side(t, Some(row))).transpose();
        Ok(Self::Rows(rows.iter().enumerate().map(one).collect::<PyResult<_>>()?))
    }

    /// The side of a row.
    pub fn at(&self, row: usize) -> PyResult<Option<ReportedSide>> {
        match self {
            Self::None | Self::Column(_) => Ok(None),
            Self::Same(side) => Ok(Some(*side)),
            Self::Rows(all) => all.get(row).copied().ok_or_else(|| too_few("side", all.len())),
        }
    }

    /// The name of the column.
    pub fn column(&self) -> Option<&str> {
        if let Self::Column(name) = self { Some(name) } else { None }
    }
}

/// The side that a text names.
pub fn reported_side(text: &str, row: Option<usize>) -> PyResult<ReportedSide> {
    match text {
        "left" => Ok(ReportedSide::Left),
        "right" => Ok(ReportedSide::Right),
        "both" => Ok(ReportedSide::Both),
        other => {
            let message = format!("'{other}' is no side; expected left, right or both");
            let hint = Some("sides are those of the line, walking from its start; None where the report names none");
            Err(row.map_or_else(|| error(&message, hint), |row| row_error(row, &message, hint)))
        }
    }
}

/// Distances as texts, such as `5km`; what is no length is refused.
pub fn lengths(texts: &[String]) -> PyResult<Vec<Length>> {
    let one = |text: &String| text.parse::<Length>().map_err(|e| error(&e.to_string(), None));
    let lengths: Vec<Length> = texts.iter().map(one).collect::<PyResult<_>>()?;
    marz::export::Columns::distinct(&lengths).map_err(of)?;
    Ok(lengths)
}

fn too_few(what: &str, count: usize) -> PyErr {
    error(&format!("found {count} values of {what}; expected one for each point"), None)
}

/// A contiguous array in place.
pub fn slice<'a, T: numpy::Element>(array: &'a PyReadonlyArray1<'_, T>) -> PyResult<&'a [T]> {
    array.as_slice().map_err(|e| error(&format!("the array is not contiguous: {e}"), None))
}
