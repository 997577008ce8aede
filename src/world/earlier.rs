//! The line that a border of the world had in the edition before, for comparing.

use marz_world::LandBorder;

use super::border::{by_code, refused, rounded};
use crate::error::Error;
use crate::model::{Border, BorderFacts, LonLat};

/// The line of a border in the edition before the program's own, such as `BRA-VEN@2026c`; `None` if the text names no edition, or another.
///
/// Its names, sides and accuracy are those of the border today. Stretches are left out: their kilometres are those of today's line.
///
/// # Errors
///
/// [`Error::Request`] where there is no such border, or its line did not change.
pub fn earlier(text: &str) -> Result<Option<Border>, Error> {
    let Some(line) = marz_world::earlier(text).map_err(|e| refused(&e))? else { return Ok(None) };
    let LandBorder { id, .. } = line.border;
    let now = by_code(&format!("{id}@{}", line.border.edition().name()))?.border;
    let vertex = |c: &geo::Coord| LonLat::wrapped(rounded(c.x), rounded(c.y));
    let parts = line.lines().0.iter().map(|part| part.0.iter().map(vertex).collect()).collect();
    let facts = BorderFacts {
        stretches: Vec::new(),
        source: format!("{id} of marz-world in edition {}, simplified by 10 m", line.edition),
        edition: format!("{id}@{}", line.edition),
        ..now.facts
    };
    Border::new(now.id, parts, facts).map(Some).map_err(|e| Error::Data(format!("{id}: {e}")))
}
