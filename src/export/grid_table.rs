//! The table of a grid: its columns, and a row a cell.

use serde_json::Value;

use super::cell::Cell;
use super::fields::{Field, Kind};
use super::layers::{Row, Shape};
use super::number::{DEGREES, METRES};
use super::of_border::OfBorder;
use super::sheet::SheetValue;
use super::spreadsheet::{push_cells, push_names};
use crate::measure::{Nearest, SetMember, Territory};
use crate::model::{LonLat, PrioCell};

/// The formats of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridFormat {
    /// CSV.
    Csv,
    /// GeoPackage, with a layer of the centres.
    GeoPackage,
    /// GeoParquet, if the feature `geoparquet` is on.
    GeoParquet,
    /// A workbook (XLSX).
    Workbook,
}

/// Rows in a format of text, for a layer, or for a workbook.
#[derive(Debug)]
pub enum GridRows {
    /// As text.
    Text(Vec<u8>),
    /// As rows of a layer.
    Layer(Vec<Row>),
    /// As the values of a workbook.
    Values(Vec<Vec<SheetValue>>),
}

/// What a grid's cells are called by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridKind {
    /// By the number, row and column of PRIO-GRID.
    Prio,
    /// By the index of H3, in hexadecimal.
    H3,
    /// By the ids of a file's points.
    Points,
}

/// What a cell is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GridId {
    /// A cell of PRIO-GRID.
    Prio(PrioCell),
    /// The index of an H3 cell.
    H3(u64),
    /// The id of a point.
    Point(String),
}

/// A cell with what is known of it. Kilometres are those of the border named beside them.
#[derive(Debug, Clone)]
pub struct GridRow<'g> {
    /// What it is called.
    pub id: GridId,
    /// Its centre; `None` for a point without a place.
    pub at: Option<LonLat>,
    /// The country that the centre lies in; `None` at sea.
    pub country: Option<&'g Territory>,
    /// The nearest land border of all, and its nearest point.
    pub nearest: Option<(&'g SetMember, Nearest)>,
    /// The nearest land border of the country that the centre lies in; `None` for one without land borders.
    pub own: Option<(&'g SetMember, Nearest)>,
    /// The nearest other country, and its distance in metres.
    pub other: Option<(&'g Territory, f64)>,
}

/// The columns of a grid, in order.
#[derive(Debug, Clone)]
pub struct GridColumns {
    kind: GridKind,
    edition: String,
}

impl GridColumns {
    /// The columns for the cells of a kind, measured to borders of an edition.
    #[must_use]
    pub fn new(kind: GridKind, edition: &str) -> Self {
        Self { kind, edition: edition.to_owned() }
    }

    /// The description of each column, in order.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        let text = |name: &str, meaning: &str| Field::new(name, Kind::Text, "", "", meaning);
        let whole = |name: &str, meaning: &str| Field::new(name, Kind::Integer, "", "", meaning);
        let real = |name: &str, unit, meaning: &str| Field::new(name, Kind::Real, unit, "", meaning);
        let mut all = match self.kind {
            GridKind::Prio => vec![
                whole(
                    "gid",
                    "The number of the cell, 1 to 259200, from the south-west to the east and then to the north",
                ),
                whole("row", "Its row, 1 in the south to 360 in the north"),
                whole("col", "Its column, 1 in the west to 720 in the east"),
            ],
            GridKind::H3 => vec![text("h3", "The index of the cell")],
            GridKind::Points => vec![text("id", "The id of the point")],
        };
        all.extend([
            real("lon", "degrees", "Longitude of the centre, WGS84"),
            real("lat", "degrees", "Latitude of the centre, WGS84"),
            text("country", "The ISO 3166-1 alpha-3 code of the country that the centre lies in; empty at sea"),
            text("country_name", "Its name in English"),
            real(
                "distance_m",
                "metres",
                "The shortest WGS84 geodesic from the centre to the nearest land border of all",
            ),
        ]);
        let places = OfBorder::PLACE.into_iter().filter(|(of, _)| *of != OfBorder::Distance);
        all.extend(OfBorder::NAMES.into_iter().chain(places).map(|(of, name)| {
            let (kind, unit, hxl, meaning) = of.meaning();
            Field::new(name, kind, unit, hxl, meaning)
        }));
        all.extend([
            text("own_border", "The code of the nearest land border of that country; empty at sea and for one without"),
            real("own_border_m", "metres", "The distance from the centre to it"),
            text("other_country", "The code of the nearest country but the one that the centre lies in"),
            text("other_country_name", "Its name in English"),
            real(
                "other_country_m",
                "metres",
                "The distance from the centre to its land border or coast, whichever is nearer",
            ),
            text("border_edition", "The edition of the borders"),
        ]);
        all
    }

    /// The rows of cells in a format.
    #[must_use]
    pub fn rows(&self, rows: &[GridRow<'_>], format: GridFormat) -> GridRows {
        if format == GridFormat::Csv {
            let mut out = Vec::new();
            rows.iter().for_each(|row| push_cells(self.cells(row, &index_of(row)).into_iter(), &mut out));
            return GridRows::Text(out);
        }
        if format == GridFormat::Workbook {
            let values = |row| self.cells(row, &index_of(row)).into_iter().map(SheetValue::from).collect();
            return GridRows::Values(rows.iter().map(values).collect());
        }
        let kinds: Vec<Kind> = self.fields().iter().map(|f| f.kind).collect();
        let value = |(cell, kind): (Cell<'_>, &Kind)| match (cell, kind) {
            // Below 2⁵³.
            (Cell::Number(number, _), Kind::Integer) => Value::from(number as i64),
            (cell, _) => cell.json(),
        };
        let row = |row: &GridRow<'_>| Row {
            shape: row.at.map(Shape::Point),
            values: self.cells(row, &index_of(row)).into_iter().zip(&kinds).map(value).collect(),
        };
        GridRows::Layer(rows.iter().map(row).collect())
    }

    /// The header row of CSV.
    pub(super) fn header(&self) -> Vec<u8> {
        let mut out = Vec::new();
        push_names(self.fields().iter().map(|f| f.name.as_str()), &mut out);
        out
    }

    fn cells<'r>(&'r self, row: &'r GridRow<'_>, index: &'r str) -> Vec<Cell<'r>> {
        let (text, metres) = (|text: &'r str| Cell::Text(text), |value: f64| Cell::Number(value, METRES));
        let mut all = match &row.id {
            GridId::Prio(cell) => [cell.gid, cell.row, cell.col].map(|n| Cell::Number(f64::from(n), 0)).to_vec(),
            GridId::H3(_) => vec![text(index)],
            GridId::Point(id) => vec![text(id)],
        };
        let degrees = |value: f64| Cell::Number(value, DEGREES);
        all.extend(row.at.map_or([Cell::Empty; 2], |at| [degrees(at.lon()), degrees(at.lat())]));
        all.extend(row.country.map_or([Cell::Empty; 2], |c| [text(&c.code), text(&c.name)]));
        let of = |of: OfBorder| row.nearest.as_ref().map_or(Cell::Empty, |(border, nearest)| of.cell(border, nearest));
        let places = OfBorder::PLACE.into_iter().filter(|(of, _)| *of != OfBorder::Distance);
        all.push(of(OfBorder::Distance));
        all.extend(OfBorder::NAMES.into_iter().chain(places).map(|(column, _)| of(column)));
        all.extend(row.own.as_ref().map_or([Cell::Empty; 2], |(b, n)| [text(&b.id), metres(n.distance_m)]));
        all.extend(row.other.map_or([Cell::Empty; 3], |(c, m)| [text(&c.code), text(&c.name), metres(m)]));
        all.push(row.nearest.as_ref().map_or(Cell::Empty, |_| text(&self.edition)));
        all
    }
}

/// The index of an H3 cell as text, as H3 writes it; empty for others.
fn index_of(row: &GridRow<'_>) -> String {
    match row.id {
        GridId::H3(index) => format!("{index:x}"),
        _ => String::new(),
    }
}
