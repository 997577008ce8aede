//! `marz grid`: border distances for the cells of a grid.

use super::args::{GridArgs, GridFileFormat};
use super::console::{Console, Failure, target};
use super::outcome::Outcome;
use marz::export::GridFormat;
use marz::grid::{GridRequest, grid};
use marz::recipe::FilterText;

pub fn run(args: &GridArgs, console: &Console) -> Result<Outcome, Failure> {
    let request = GridRequest {
        cells: args.cells.clone(),
        filter: FilterText { near: args.near.clone(), bbox: args.bbox, ..FilterText::default() },
        countries: args.country.clone(),
        sea: args.sea,
        columns: args.columns.with(&args.text),
    };
    let format = match args.format {
        GridFileFormat::Csv => GridFormat::Csv,
        GridFileFormat::Xlsx => GridFormat::Workbook,
        GridFileFormat::Gpkg => GridFormat::GeoPackage,
        GridFileFormat::Parquet => GridFormat::GeoParquet,
    };
    let account = grid(&request, format, &target(&args.output), &console.monitor(None, "cells"))?;
    console.note(&account.summary("cells"));
    Ok(Outcome::of(account.rejected > 0))
}
