//! From what is asked for to a file with a row a cell.

use std::path::{Path, PathBuf};

use super::cell::GridCell;
use super::ground::Ground;
use super::h3::{H3Resolution, h3_cells};
use super::limit::Limit;
use super::points::point_cells;
use super::prio::prio_cells;
use crate::error::Error;
use crate::export::{GridColumns, GridFile, GridFormat, GridKind, Target};
use crate::measure::Nearest;
use crate::model::{Account, LonLat, PRIO_CELLS};
use crate::monitor::Monitor;
use crate::parallel::ordered;
use crate::read::TableColumns;
use crate::recipe::FilterText;

/// Which cells, and which of them.
#[derive(Debug, Clone, Default)]
pub struct GridRequest {
    /// `prio`, `h3:5` for a resolution of H3, or a file of points (`./prio` for one that is called so).
    pub cells: PathBuf,
    /// Of this `near` and `bbox` count.
    pub filter: FilterText,
    /// Countries by code or name: only cells whose centre lies in one of them.
    pub countries: Vec<String>,
    /// Cells at sea as well.
    pub sea: bool,
    /// The names of the columns of a table of points, if they are not the usual ones.
    pub columns: TableColumns,
}

/// What cells are taken from.
enum Source<'r> {
    Prio,
    H3(H3Resolution),
    Points(&'r Path),
}

impl GridRequest {
    fn source(&self) -> Result<Source<'_>, Error> {
        let source = match self.cells.to_str() {
            Some("prio") => Source::Prio,
            Some(text) => match text.strip_prefix("h3:") {
                Some(resolution) => Source::H3(H3Resolution::of(resolution)?),
                None => Source::Points(&self.cells),
            },
            None => Source::Points(&self.cells),
        };
        let is_file = matches!(source, Source::Points(_));
        let c = &self.columns;
        let of_tables = [
            ("--lon", c.lon.is_some()),
            ("--lat", c.lat.is_some()),
            ("--id", c.id.is_some()),
            ("--encoding", c.options.encoding.is_some()),
            ("--sheet", c.options.sheet.is_some()),
        ];
        let table_option = of_tables.into_iter().find(|(_, given)| *given);
        if let Some((option, _)) = table_option.filter(|_| !is_file) {
            let message = format!("{option} is for a file of points, and {} is a grid", self.cells.display());
            return Err(Error::request(message, "leave it out, or name a file".to_owned()));
        }
        if is_file && self.sea {
            let hint = "leave it out: all points of the file are measured".to_owned();
            return Err(Error::request(
                "--sea takes cells of a grid at sea as well, and a file has its own points",
                hint,
            ));
        }
        Ok(source)
    }
}

/// Writes a row for every cell that is asked for, in the order of the grid or of the file; returns what became of the cells.
///
/// Of a grid cells on land are taken, unless the sea is asked for as well: of PRIO-GRID those that meet the land of a country, as there; of H3 those
/// whose centre lies in one. The numbers of cells are those of the whole grid. Memory holds all cells that are asked for,
/// some 50 bytes each, and what they are measured against, about half a gigabyte.
///
/// # Errors
///
/// [`Error::Request`] for a resolution, country or box that there is not, for a limit within which no cell of a grid lies, and for more than
/// [`MOST_CELLS`](super::MOST_CELLS); where the file cannot be read or the target not written.
pub fn grid(
    request: &GridRequest,
    format: GridFormat,
    target: &Target,
    monitor: &dyn Monitor,
) -> Result<Account, Error> {
    let source = request.source()?;
    let limit = Limit::new(&request.filter, &request.countries, request.sea)?;
    let ground = Ground::new()?;
    let (kind, cells, read, rejected) = match source {
        Source::Prio => (GridKind::Prio, prio_cells(&ground, &limit), PRIO_CELLS as usize, 0),
        Source::H3(resolution) => (GridKind::H3, h3_cells(resolution, &ground, &limit)?, resolution.cell_count(), 0),
        Source::Points(path) => {
            let found = point_cells(path, &request.columns, &ground, &limit, monitor)?;
            (GridKind::Points, found.cells, found.read, found.rejected)
        }
    };
    let facts = &ground.borders.border().facts;
    let mut file = None;
    let columns = GridColumns::new(kind, &facts.edition);
    let mut used = 0;
    let mut blocks = blocks(cells);
    ordered(
        || Ok(blocks.next()),
        |block: Vec<GridCell>| {
            let at: Vec<LonLat> = block.iter().filter_map(|cell| cell.at).collect();
            let mut nearest = ground.borders.nearest_batch(&at).into_iter();
            let with_nearest = |cell: GridCell| {
                let nearest: Option<Nearest> = cell.at.and_then(|_| nearest.next());
                (cell, nearest)
            };
            let measured = block.into_iter().map(with_nearest);
            let near = measured.filter(|(_, nearest)| limit.is_near(nearest.map(|n| n.distance_m)));
            let rows: Vec<_> = near.map(|(cell, nearest)| ground.row(cell, nearest)).collect();
            (rows.len(), columns.rows(&rows, format))
        },
        |(count, rows)| {
            if count > 0 {
                let file = match &mut file {
                    Some(file) => file,
                    None => file.insert(GridFile::begin(target, format, &columns, facts)?),
                };
                file.put(rows)?;
            }
            used += count;
            monitor.progress(used, 0);
            Ok::<(), Error>(())
        },
    )?;
    let warning = match file {
        Some(file) => file.end()?,
        None if kind == GridKind::Points => GridFile::begin(target, format, &columns, facts)?.end()?,
        None => {
            let message = format!("{}: no cell lies within the limit; nothing is written", request.cells.display());
            return Err(Error::request(message, "widen --near, --bbox or --country".to_owned()));
        }
    };
    warning.iter().for_each(|warning| monitor.note(warning));
    Ok(Account { read, used, rejected, filtered: read - rejected - used, not_judged: Vec::new() })
}

/// The cells in blocks that are worth a thread.
fn blocks(cells: Vec<GridCell>) -> impl Iterator<Item = Vec<GridCell>> {
    const BLOCK: usize = 1_024;
    let mut rest = cells.into_iter();
    std::iter::from_fn(move || {
        let block: Vec<GridCell> = rest.by_ref().take(BLOCK).collect();
        (!block.is_empty()).then_some(block)
    })
}
