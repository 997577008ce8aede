//! Which incidents, as keyword arguments: the filter of the command.

use marz::Selection;
use marz::recipe::{BorderKm, FilterText};
use pyo3::prelude::*;

use crate::asked::lengths;
use crate::errors::{error, of};

/// The filter of a call as the package hands it over; every member is text as on the command line.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct AskedFilter {
    since: Option<String>,
    until: Option<String>,
    during: Option<String>,
    today: Option<String>,
    category: Vec<String>,
    status: Vec<String>,
    near: Option<String>,
    km: Option<(String, String)>,
    bbox: Option<[f64; 4]>,
    min_grade: Option<String>,
    without: Vec<String>,
}

impl AskedFilter {
    /// The filter as it would stand in a recipe.
    pub fn text(self) -> PyResult<FilterText> {
        let kilometre = |text: &String| text.parse::<BorderKm>().map_err(|e| error(&format!("km {e}"), None));
        let km = self.km.as_ref().map(|(from, to)| Ok::<_, PyErr>((kilometre(from)?, kilometre(to)?))).transpose()?;
        let Self { since, until, during, today, category, status, near, bbox, min_grade, without, .. } = self;
        Ok(FilterText { since, until, during, today, category, status, near, km, bbox, min_grade, without })
    }

    /// The incidents that pass, and the distances for which probabilities are computed.
    pub fn selection(self, within: &[String]) -> PyResult<Selection> {
        Ok(Selection { filter: self.text()?.resolve().map_err(of)?, within: lengths(within)? })
    }
}
