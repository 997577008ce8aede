//! A line to measure to: a border of the world, that of a file, or any line.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_pyarrow::PyArrowType;
use geo::MultiLineString;
use marz::Dossier;
use marz::dossier::{AskedBorder, LoadedBorder};
use marz::measure::{BorderSet, GeodesicLine, SidePolygons};
use marz::measured::MeasureContext;
use marz::read::{Document, Problem};
use numpy::PyReadonlyArray1;
use pyo3::prelude::*;
use pyo3::types::PyList;

use crate::asked::{Radius, Side, lengths, slice};
use crate::errors::{error, listed, of, of_problems, row_error};
use crate::points::{Beside, Points};
use crate::rounds::{Answer, measure};
use crate::table::Table;

/// What is measured to.
enum Reference {
    /// A border with the ground beside it.
    Ground(Box<Dossier>),
    /// A line alone.
    Line(Box<marz::model::Border>, GeodesicLine),
    /// All land borders, and to how many of the nearest.
    World(Arc<BorderSet>, usize),
}

/// A line made ready for measuring.
#[pyclass(frozen, module = "marz._marz")]
pub struct BorderLine {
    reference: Reference,
    polygons: SidePolygons,
    remarks: Vec<String>,
    problems: Vec<Problem>,
}

impl BorderLine {
    fn new(reference: Reference, remarks: Vec<String>, problems: Vec<Problem>) -> Self {
        Self { reference, polygons: SidePolygons::default(), remarks, problems }
    }

    fn of_loaded(loaded: LoadedBorder, name: &str) -> PyResult<Self> {
        let LoadedBorder { border, problems, documents, remarks } = loaded;
        let Some(border) = border else {
            return Err(of_problems(
                &format!("{name} holds no border that can be used; see above"),
                &problems,
                &documents,
            ));
        };
        let line = GeodesicLine::from(&border);
        Ok(Self::new(Reference::Line(Box::new(border), line), remarks, problems))
    }

    fn context(&self) -> PyResult<MeasureContext<'_>> {
        match &self.reference {
            Reference::Ground(dossier) => Ok(dossier.context()),
            Reference::Line(border, line) => Ok(MeasureContext::new(border, line, &self.polygons)),
            Reference::World(borders, nearest) => MeasureContext::among(borders, *nearest).map_err(of),
        }
    }

    fn line(&self) -> PyResult<&GeodesicLine> {
        Ok(self.context()?.line())
    }

    fn run(
        &self,
        py: Python<'_>,
        points: PyResult<Points<'_>>,
        (radius, side, nan_as_null): (Radius<'_>, Side, bool),
        (answer, within): (Answer, Vec<String>),
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Table> {
        let mut points = points?;
        let context = self.context()?.within(&lengths(&within)?);
        let beside = Beside { radius: &radius, side: &side, nan_as_null };
        py.detach(|| measure(&context, &mut points, &beside, answer, progress.as_ref())).map(Table::from)
    }
}

/// `proximity` with intervals, or `nearest`.
fn answer(with_interval: bool) -> Answer {
    if with_interval { Answer::Proximity } else { Answer::Nearest }
}

#[pymethods]
impl BorderLine {
    /// A border by its code or out of a file, or that of two countries out of a file of many.
    #[staticmethod]
    #[pyo3(signature = (asked, pair = None, nearest = None))]
    fn open(py: Python<'_>, asked: PathBuf, pair: Option<(String, String)>, nearest: Option<usize>) -> PyResult<Self> {
        py.detach(|| {
            let name = asked.display().to_string();
            let asked = AskedBorder { path: asked, pair };
            if let Some(borders) = asked.all_borders().map_err(of)? {
                let line = Self::new(Reference::World(Arc::new(borders), nearest.unwrap_or(1)), Vec::new(), Vec::new());
                line.context()?;
                return Ok(line);
            }
            if nearest.is_some() {
                return Err(error("nearest is for many borders", Some("with marz.border(\"world\")")));
            }
            if let Some(dossier) = Dossier::of_code(&asked).map_err(of)? {
                let remarks = dossier.remarks().to_vec();
                return Ok(Self::new(Reference::Ground(Box::new(dossier)), remarks, Vec::new()));
            }
            Self::of_loaded(asked.load().map_err(of)?, &name)
        })
    }

    /// A line out of the text of a GeoJSON, which messages call by this name.
    #[staticmethod]
    fn of_geojson(py: Python<'_>, name: &str, text: &str) -> PyResult<Self> {
        py.detach(|| Self::of_loaded(LoadedBorder::read(name, text.as_bytes(), None).map_err(of)?, name))
    }

    /// Measures the points of two arrays.
    #[pyo3(signature = (lon, lat, missing, radius, side, *, interval, within, nan_as_null, progress))]
    #[expect(clippy::too_many_arguments, reason = "the package names them all")]
    fn measure_arrays(
        &self,
        py: Python<'_>,
        lon: PyReadonlyArray1<'_, f64>,
        lat: PyReadonlyArray1<'_, f64>,
        missing: Option<PyReadonlyArray1<'_, bool>>,
        radius: AskedRadius<'_>,
        side: AskedSide,
        interval: bool,
        within: Vec<String>,
        nan_as_null: bool,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Table> {
        let missing = missing.as_ref().map(slice).transpose()?;
        let points = Points::arrays(slice(&lon)?, slice(&lat)?, missing);
        self.run(py, points, (radius.get()?, side.get()?, nan_as_null), (answer(interval), within), progress)
    }

    /// Measures the points of an Arrow stream.
    #[pyo3(signature = (stream, lon_lat, geometry, is_wgs84, radius, side, *, interval, within, nan_as_null, progress))]
    #[expect(clippy::too_many_arguments, reason = "the package names them all")]
    fn measure_stream(
        &self,
        py: Python<'_>,
        stream: PyArrowType<RecordBatchStreamReader>,
        lon_lat: Option<(String, String)>,
        geometry: Option<String>,
        is_wgs84: bool,
        radius: AskedRadius<'_>,
        side: AskedSide,
        interval: bool,
        within: Vec<String>,
        nan_as_null: bool,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Table> {
        let (radius, side) = (radius.get()?, side.get()?);
        let beside: Vec<&str> = radius.column().into_iter().chain(side.column()).collect();
        let points = Points::stream(stream, lon_lat, geometry, is_wgs84, &beside);
        self.run(py, points, (radius, side, nan_as_null), (answer(interval), within), progress)
    }

    /// The length of the line in metres, without the gaps between its parts.
    #[getter]
    fn length_m(&self) -> PyResult<f64> {
        Ok(self.line()?.length_m())
    }

    /// Longitude, latitude and azimuth of the line at each measure in metres.
    fn interpolate(&self, measures_m: Vec<f64>) -> PyResult<Vec<(f64, f64, f64)>> {
        let line = self.line()?;
        let at = |(row, measure_m): (usize, f64)| {
            line.point_at_measure(measure_m).map(|(point, azimuth_deg)| (point.x(), point.y(), azimuth_deg)).ok_or_else(
                || {
                    let message = format!("there is no measure {measure_m} m on the line");
                    row_error(row, &message, Some(&format!("expected 0 to {} m", line.length_m())))
                },
            )
        };
        measures_m.into_iter().enumerate().map(at).collect()
    }

    /// The positions of the line from one measure to another, part by part.
    #[pyo3(signature = (from_m, to_m, max_segment_m = None))]
    fn substring(&self, from_m: f64, to_m: f64, max_segment_m: Option<f64>) -> PyResult<Vec<Vec<(f64, f64)>>> {
        let line = self.line()?;
        if !(from_m <= to_m && to_m >= 0.0 && from_m <= line.length_m()) {
            let message = format!("there is nothing of the line from {from_m} to {to_m} m");
            return Err(error(
                &message,
                Some(&format!("expected two measures of 0 to {} m, the smaller first", line.length_m())),
            ));
        }
        let MultiLineString(parts) = line.densified_substring(from_m, to_m, max_segment_m.unwrap_or(f64::INFINITY));
        Ok(parts.into_iter().map(|part| part.0.into_iter().map(|c| (c.x, c.y)).collect()).collect())
    }

    /// What is known of the border, as the JSON of `marz border info`.
    fn info(&self) -> PyResult<String> {
        Ok(marz::export::border_json(self.context()?.border()))
    }

    /// What else is to be known: assumptions, and what is disputed.
    #[getter]
    fn remarks(&self) -> Vec<String> {
        self.remarks.clone()
    }

    /// The problems of the file that do not keep the line from being used.
    #[getter]
    fn problems<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        listed(py, &self.problems)
    }

    /// The same problems as one text, as the command shows them; empty if there are none.
    #[getter]
    fn problems_text(&self) -> String {
        marz_cli::rendered_all(&self.problems, &BTreeMap::<String, Document>::new())
    }
}

/// The land borders of the world, as the JSON of `marz border list`.
#[pyfunction]
pub fn border_list(query: &str) -> PyResult<String> {
    marz::world::list_json(query).map_err(of)
}

/// Location radii as the package hands them over: one for all, a column, or an array and which of its rows are missing.
#[derive(FromPyObject)]
pub struct AskedRadius<'py>(
    Option<f64>,
    Option<String>,
    Option<PyReadonlyArray1<'py, f64>>,
    Option<PyReadonlyArray1<'py, bool>>,
);

impl AskedRadius<'_> {
    fn get(&self) -> PyResult<Radius<'_>> {
        Ok(match self {
            Self(Some(metres), ..) => Radius::Same(*metres),
            Self(_, Some(name), ..) => Radius::Column(name.clone()),
            Self(_, _, Some(rows), missing) => Radius::Rows(slice(rows)?, missing.as_ref().map(slice).transpose()?),
            _ => Radius::None,
        })
    }
}

/// Reported sides as the package hands them over: one for all, a column, or one a row.
#[derive(FromPyObject)]
pub struct AskedSide(Option<String>, Option<String>, Option<Vec<Option<String>>>);

impl AskedSide {
    fn get(&self) -> PyResult<Side> {
        Side::of(self.0.as_deref(), self.2.as_deref(), self.1.clone())
    }
}
