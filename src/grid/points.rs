//! The points of a file as cells.

use std::path::Path;

use super::cell::{GridCell, MOST_CELLS, too_many};
use super::ground::Ground;
use super::limit::Limit;
use crate::error::{Error, unreadable};
use crate::export::GridId;
use crate::monitor::Monitor;
use crate::points::{PointInput, unusable};
use crate::read::{Severity, TableColumns};

/// The points that are asked for, how many were read, and how many of them cannot be used.
pub struct PointCells {
    pub cells: Vec<GridCell>,
    pub read: usize,
    pub rejected: usize,
}

/// Reads the points of a file, in their order.
///
/// # Errors
///
/// Where the file cannot be read or used, or holds more than [`MOST_CELLS`] that are asked for.
pub fn point_cells(
    path: &Path,
    columns: &TableColumns,
    ground: &Ground,
    limit: &Limit,
    monitor: &dyn Monitor,
) -> Result<PointCells, Error> {
    let input = PointInput::of(path)?;
    let name = input.name().to_owned();
    let mut source = input.points(columns, false, monitor)?;
    let parser = source.parser();
    let mut all = PointCells { cells: Vec::new(), read: 0, rejected: 0 };
    while let Some(block) = source.next_block().map_err(unreadable(path))? {
        let parsed = parser.parse(&block);
        monitor.problems(&parsed.problems);
        all.read += parsed.read;
        all.rejected += parsed.rejected;
        for point in parsed.points.iter().filter(|p| limit.is_in_box(p.at)) {
            let country = point.at.and_then(|at| ground.territories.country_at(at.into()));
            if limit.takes_country(ground.country(country)) {
                all.cells.push(GridCell { id: GridId::Point(point.id.to_string()), at: point.at, country });
            }
        }
        if all.cells.len() > MOST_CELLS {
            return Err(too_many(&name));
        }
        monitor.progress(all.read, block.len());
    }
    let around = source.problems_around();
    monitor.problems(&around);
    if around.iter().any(|p| p.severity == Severity::Error) {
        return Err(unusable(&name));
    }
    Ok(all)
}
