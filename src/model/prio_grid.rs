//! The cells of PRIO-GRID: half a degree by half a degree, numbered from the south-west.

use super::LonLat;

/// The cells of a row.
pub const PRIO_COLUMNS: u32 = 720;
/// The rows.
pub const PRIO_ROWS: u32 = 360;

/// The cells of the whole earth.
pub const PRIO_CELLS: u32 = PRIO_COLUMNS * PRIO_ROWS;

/// The cells of a degree.
pub const PRIO_PER_DEGREE: f64 = 2.0;

/// A cell of PRIO-GRID.
///
/// Gid 1 is the cell at 180° W, 90° S; numbers go on to the east along a row of 720, then row by row to the north.
///
/// # References
///
/// A. F. Tollefsen, H. Strand, H. Buhaug, PRIO-GRID: A unified spatial data structure, J. Peace Research 49 (2012), 363–374,
/// doi:10.1177/0022343311431287; the numbering as in the package's own code (`create_pg_indices`, github.com/prio-data/priogrid).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrioCell {
    /// Its number, 1 to 259,200.
    pub gid: u32,
    /// Its row, 1 in the south to 360 in the north.
    pub row: u32,
    /// Its column, 1 in the west to 720 in the east.
    pub col: u32,
}

impl PrioCell {
    /// The cell of a number; `None` if there is none.
    #[must_use]
    pub fn of_gid(gid: u32) -> Option<Self> {
        let before = gid.checked_sub(1).filter(|before| *before < PRIO_CELLS)?;
        Some(Self { gid, row: before / PRIO_COLUMNS + 1, col: before % PRIO_COLUMNS + 1 })
    }

    /// Its centre.
    #[must_use]
    pub fn centre(self) -> LonLat {
        let middle = |number: u32, from: f64| from + (f64::from(number) - 0.5) / PRIO_PER_DEGREE;
        LonLat::wrapped(middle(self.col, -180.0), middle(self.row, -90.0))
    }
}

/// The cell in which a position lies; the one to the north and east on an edge, the last one at 180° and at the north pole.
#[must_use]
pub fn prio_cell(at: LonLat) -> PrioCell {
    let (col, row) = (index(at.lon() + 180.0, PRIO_COLUMNS), index(at.lat() + 90.0, PRIO_ROWS));
    PrioCell { gid: row * PRIO_COLUMNS + col + 1, row: row + 1, col: col + 1 }
}

/// The number from 0 of a row or column, of degrees from the first edge.
fn index(degrees: f64, count: u32) -> u32 {
    // The cast turns a float below 0 into 0.
    ((degrees * PRIO_PER_DEGREE) as u32).min(count - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_numbered_as_prio_grid_numbers_them() {
        // The corners of `create_pg_indices(720, 360)`: south-west, south-east, north-west, north-east.
        for (gid, row, col, lon, lat) in [
            (1, 1, 1, -179.75, -89.75),
            (720, 1, 720, 179.75, -89.75),
            (258_481, 360, 1, -179.75, 89.75),
            (259_200, 360, 720, 179.75, 89.75),
            (721, 2, 1, -179.75, -89.25),
        ] {
            let cell = PrioCell::of_gid(gid).unwrap();
            assert_eq!((cell.row, cell.col, cell.centre()), (row, col, LonLat::new(lon, lat).unwrap()));
            assert_eq!(prio_cell(cell.centre()), cell);
        }
        assert!(PrioCell::of_gid(0).is_none() && PrioCell::of_gid(259_201).is_none());
        // Oslo lies in the cell from 10.5 to 11 and 59.5 to 60: row 300, column 382, as row 300 begins at 59.5.
        let oslo = prio_cell(LonLat::new(10.75, 59.91).unwrap());
        assert_eq!((oslo.gid, oslo.row, oslo.col), (299 * 720 + 382, 300, 382));
        assert_eq!(prio_cell(LonLat::new(180.0, 90.0).unwrap()).gid, 259_200);
    }
}
