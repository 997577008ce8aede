//! Border distances for the cells of a grid: PRIO-GRID, H3, or the points of any file.
//!
//! For every cell centre: the nearest land border of the world with its two sides, the country that the centre lies in, its distance to the nearest
//! border of that country, and to the nearest other country.
//!
//! ```no_run
//! use marz::export::{GridFormat, Target};
//! use marz::grid::{GridRequest, grid};
//! use marz::monitor::Silent;
//! let request = GridRequest { cells: "prio".into(), countries: vec!["KHM".into()], ..GridRequest::default() };
//! let account = grid(&request, GridFormat::Csv, &Target::file("grid.csv"), &Silent)?;
//! assert_eq!(account.read, 259_200);
//! # Ok::<(), marz::Error>(())
//! ```

mod cell;
mod ground;
mod h3;
mod limit;
mod points;
mod prio;
mod run;

pub use cell::MOST_CELLS;
pub use run::{GridRequest, grid};
