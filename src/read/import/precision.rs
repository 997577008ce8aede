//! The code of precision of a row.

use super::row::{Notes, Row};
use crate::model::Coding;

/// The code of precision of a row; the coarsest where the cell is empty, with a warning of the radius that is assumed. A file without
/// the column is warned about once.
pub fn precision_code(row: &Row<'_>, column: &str, coarsest: &str, coding: &Coding, notes: &mut Notes<'_>) -> String {
    let code = row.get(column);
    if code.is_none() && row.has(column) {
        let radius = coding.precision.get(coarsest).and_then(|code| code.radius_m).unwrap_or(0);
        notes.warning(column, "no code of precision; the coarsest one is assumed", |p| {
            p.found("nothing").expected(format!("a code; {coarsest} is a radius of {radius} m"))
        });
    }
    code.unwrap_or(coarsest).to_owned()
}
