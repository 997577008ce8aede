//! The points of a call, block by block: out of two arrays of numbers, or out of an Arrow stream.

use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{Array, RecordBatch, RecordBatchReader};
use arrow_pyarrow::PyArrowType;
use marz::measure::{UncertainPoint, uncertain_point};
use marz::model::{LonLat, ReportedSide};
use pyo3::prelude::*;

use crate::arrow_points::{Fault, PointColumns, Positions, check_crs, geometry_column, number_of, numbers, texts};
use crate::asked::{Radius, Side, reported_side};
use crate::errors::{error, row_error};

/// Where the points of a call come from.
pub enum Points<'a> {
    /// Longitudes and latitudes, and the rows that have none.
    Arrays { lon: &'a [f64], lat: &'a [f64], missing: Option<&'a [bool]>, next: usize },
    /// Batches of an Arrow stream.
    Stream { reader: RecordBatchStreamReader, columns: PointColumns, batch: Option<(RecordBatch, usize)>, next: usize },
}

/// Some points of a call in their order; a row without a position is `None`.
pub struct Block {
    pub points: Vec<Option<UncertainPoint>>,
}

/// What goes with the positions.
pub struct Beside<'a> {
    pub radius: &'a Radius<'a>,
    pub side: &'a Side,
    /// Whether a position of two NaN, or a radius of NaN, is none.
    pub nan_as_null: bool,
}

/// An exception about a table.
pub fn of_table(Fault { message, hint }: Fault) -> PyErr {
    error(&message, Some(&hint))
}

impl<'a> Points<'a> {
    /// The points of two arrays of one length.
    pub fn arrays(lon: &'a [f64], lat: &'a [f64], missing: Option<&'a [bool]>) -> PyResult<Self> {
        if lon.len() != lat.len() || missing.is_some_and(|m| m.len() != lon.len()) {
            let message = format!("found {} longitudes and {} latitudes; expected as many", lon.len(), lat.len());
            return Err(error(&message, None));
        }
        Ok(Self::Arrays { lon, lat, missing, next: 0 })
    }

    /// The points of an Arrow stream: of two columns, or of a geometry column, which is the only one if it has no name. `beside` are the
    /// other columns that are asked for.
    pub fn stream(
        PyArrowType(reader): PyArrowType<RecordBatchStreamReader>,
        lon_lat: Option<(String, String)>,
        geometry: Option<String>,
        is_wgs84: bool,
        beside: &[&str],
    ) -> PyResult<Self> {
        let schema = reader.schema();
        let columns = match (lon_lat, geometry) {
            (Some((lon, lat)), _) => PointColumns::LonLat(lon, lat),
            (None, Some(name)) => PointColumns::Geometry(name),
            (None, None) => PointColumns::Geometry(geometry_column(&schema).map_err(of_table)?),
        };
        // A stream of no batches has the columns as well.
        let number = |name: &str| number_of(&schema, name).map_err(of_table);
        match &columns {
            PointColumns::LonLat(lon, lat) => drop((number(lon)?, number(lat)?)),
            PointColumns::Geometry(name) => check_crs(schema.field(number(name)?), is_wgs84).map_err(of_table)?,
        }
        beside.iter().try_for_each(|name| number(name).map(drop))?;
        Ok(Self::Stream { reader, columns, batch: None, next: 0 })
    }

    /// The number of points, where that is known.
    pub fn total(&self) -> Option<usize> {
        match self {
            Self::Arrays { lon, .. } => Some(lon.len()),
            Self::Stream { .. } => None,
        }
    }

    /// The next points, at most `count`; `None` after the last.
    ///
    /// # Errors
    ///
    /// An exception that names the first row that cannot be used, counted from 0.
    pub fn next_block(&mut self, count: usize, beside: &Beside<'_>) -> PyResult<Option<Block>> {
        match self {
            Self::Arrays { lon, lat, missing, next } => {
                let rows = *next..(*next + count).min(lon.len());
                if rows.is_empty() {
                    return Ok(None);
                }
                *next = rows.end;
                let point = |row: usize| {
                    let position = match missing.is_some_and(|m| m[row]) {
                        true => None,
                        false => Some((lon[row], lat[row])),
                    };
                    beside.point(row, position, beside.radius.at(row)?, beside.side.at(row)?)
                };
                Ok(Some(Block { points: rows.map(point).collect::<PyResult<_>>()? }))
            }
            Self::Stream { reader, columns, batch, next } => {
                let (whole, from) = loop {
                    match batch.take().filter(|(whole, from)| *from < whole.num_rows()) {
                        Some(found) => break found,
                        None => match reader.next() {
                            None => return Ok(None),
                            Some(read) => {
                                *batch = Some((
                                    read.map_err(|e| error(&format!("the table cannot be read: {e}"), None))?,
                                    0,
                                ));
                            }
                        },
                    }
                };
                let part = whole.slice(from, count.min(whole.num_rows() - from));
                *batch = Some((whole, from + part.num_rows()));
                let first = *next;
                *next += part.num_rows();
                beside.block(&part, columns, first).map(Some)
            }
        }
    }
}

impl Beside<'_> {
    fn block(&self, batch: &RecordBatch, columns: &PointColumns, first: usize) -> PyResult<Block> {
        let positions = Positions::of(batch, columns).map_err(of_table)?;
        let radii = self.radius.column().map(|name| numbers(batch, name)).transpose().map_err(of_table)?;
        let sides = self.side.column().map(|name| texts(batch, name)).transpose().map_err(of_table)?;
        let point = |i: usize| {
            let row = first + i;
            let position = positions.at(i).map_err(|found| row_error(row, &found, Some(ONLY_POINTS)))?;
            let radius_m = match &radii {
                Some(radii) => radii.is_valid(i).then(|| radii.value(i)),
                None => self.radius.at(row)?,
            };
            let side = match &sides {
                Some(sides) => sides[i].as_deref().map(|text| reported_side(text, Some(row))).transpose()?,
                None => self.side.at(row)?,
            };
            self.point(row, position, radius_m, side)
        };
        Ok(Block { points: (0..batch.num_rows()).map(point).collect::<PyResult<_>>()? })
    }

    fn point(
        &self,
        row: usize,
        position: Option<(f64, f64)>,
        radius_m: Option<f64>,
        side: Option<ReportedSide>,
    ) -> PyResult<Option<UncertainPoint>> {
        let Some((lon, lat)) = position else { return Ok(None) };
        if lon.is_nan() && lat.is_nan() {
            return if self.nan_as_null {
                Ok(None)
            } else {
                Err(row_error(row, "longitude and latitude are NaN", Some(NAN)))
            };
        }
        let at = LonLat::new(lon, lat).map_err(|e| {
            let hint = if lon.is_nan() || lat.is_nan() {
                Some(NAN.to_owned())
            } else if LonLat::new(lat, lon).is_ok() {
                Some(format!("is it lat={lon}, lon={lat}? longitude is x, latitude is y"))
            } else if (180.0..=360.0).contains(&lon) {
                Some(format!("longitudes of 0 to 360 are refused: write {} for {lon}", lon - 360.0))
            } else {
                Some("expected degrees on WGS84; projected coordinates are transformed first".to_owned())
            };
            row_error(row, &e.to_string(), hint.as_deref())
        })?;
        let radius_m = radius_m.filter(|r| !(self.nan_as_null && r.is_nan()));
        if let Some(r) = radius_m.filter(|r| !(0.0..=MOST_RADIUS_M).contains(r)) {
            let hint = "leave it out (None), or nan_as_null=True for NaN, where it is not known";
            return Err(row_error(row, &format!("radius {r} m is outside 0 to {MOST_RADIUS_M}"), Some(hint)));
        }
        Ok(Some(uncertain_point(at, radius_m, side)))
    }
}

/// As in every file that marz reads.
const MOST_RADIUS_M: f64 = marz::model::MOST_RADIUS_M as f64;
const NAN: &str =
    "drop such rows, give None or an Arrow null for a position that is not known, or say nan_as_null=True";
const ONLY_POINTS: &str =
    "only points are measured: take others out first, or take a point of each, such as its centroid";
