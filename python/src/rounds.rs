//! Measuring in rounds: all cores work on a round without the interpreter's lock; between two the caller may look and interrupt.

use std::collections::HashMap;

use arrow_array::RecordBatch;
use marz::export::{Columns, Field, MeasuredRecord, Record};
use marz::measure::{Nearest, Proximity, UncertainPoint};
use marz::measured::MeasureContext;
use pyo3::prelude::*;
use rayon::prelude::*;
use serde_json::{Map, Value};

use crate::points::{Beside, Points};
use crate::table_builder::TableBuilder;

/// The columns that every call gives.
const OF_NEAREST: [&str; 8] =
    ["lon", "lat", "distance_m", "nearest_lon", "nearest_lat", "border_km", "side", "bearing_deg"];
/// The columns of the command that stand elsewhere: the index of the caller is the id, the edition is metadata of the table.
const ELSEWHERE: [&str; 2] = ["id", "border_edition"];
/// The columns that the interval brings.
const OF_INTERVAL: [&str; 9] = [
    "radius_m",
    "distance_min_m",
    "distance_max_m",
    "p_left",
    "p_left_basis",
    "border_km_min",
    "border_km_max",
    "nearest_border_sure",
    "border_accuracy_m",
];

/// Which columns a call gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Nearest,
    Proximity,
}

impl Answer {
    fn gives(self, field: &Field) -> bool {
        let name = field.name.as_str();
        if ELSEWHERE.contains(&name) {
            return false;
        }
        self == Self::Proximity || OF_NEAREST.contains(&name) || !OF_INTERVAL.contains(&name)
    }
}

/// Measures all points, in their order.
///
/// # Errors
///
/// The exception of the first row that cannot be used, of the progress callback, or of a signal such as Ctrl-C.
pub fn measure(
    context: &MeasureContext<'_>,
    points: &mut Points<'_>,
    beside: &Beside<'_>,
    answer: Answer,
    progress: Option<&Py<PyAny>>,
) -> PyResult<RecordBatch> {
    let columns = Columns::of(context);
    let fields: Vec<Field> = columns.fields();
    let is_given: Vec<bool> = fields.iter().map(|f| answer.gives(f)).collect();
    let total = points.total();
    let given = fields.into_iter().zip(&is_given).filter(|(_, is)| **is).map(|(f, _)| f).collect();
    let mut table = TableBuilder::new(given, total.unwrap_or(0));
    let (nothing, mut done) = (Map::new(), 0);
    while let Some(block) = points.next_block(round(beside), beside)? {
        let placed: Vec<UncertainPoint> = block.points.iter().flatten().copied().collect();
        let measured = on_all_cores(context, &placed, beside);
        let mut measured = measured.iter().flatten();
        for point in &block.points {
            let found = point.as_ref().and_then(|p| Some((p, measured.next()?)));
            let record = MeasuredRecord {
                record: Record::Point("", &nothing),
                at: found.map(|(p, _)| marz::model::LonLat::wrapped_point(p.point)),
                proximity: found.map(|(_, (proximity, _))| proximity),
                comparison: found.map_or(&[], |(_, (_, next))| next.as_slice()),
            };
            let cells = columns.cells(&record).zip(&is_given).filter(|(_, is)| **is).map(|(cell, _)| cell);
            table.put(cells, std::iter::empty::<&Value>());
        }
        done += block.points.len();
        Python::attach(|py| {
            py.check_signals()?;
            progress.map_or(Ok(()), |callback| callback.call1(py, (done, total)).map(drop))
        })?;
    }
    table.finish(about(context))
}

/// So many points that a round takes some tenths of a second: a disc takes as long as a hundred nearest points.
fn round(beside: &Beside<'_>) -> usize {
    const NEAREST: usize = 32_768;
    const DISCS: usize = 256;
    rayon::current_num_threads() * if beside.radius.is_given() { DISCS } else { NEAREST }
}

fn on_all_cores(
    context: &MeasureContext<'_>,
    points: &[UncertainPoint],
    beside: &Beside<'_>,
) -> Vec<Vec<(Proximity, Vec<Nearest>)>> {
    let share = if beside.radius.is_given() { 16 } else { 4_096 };
    points.par_chunks(share).map(|part| context.measure_points(part)).collect()
}

/// What is to be known of a table: where the line is from and what using it asks for.
pub fn about(context: &MeasureContext<'_>) -> HashMap<String, String> {
    let facts = &context.border().facts;
    let known = [
        ("border", &facts.name),
        ("border_edition", &facts.edition),
        ("licence", &facts.licence),
        ("attribution", &facts.attribution),
    ];
    known.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (key.to_owned(), text.clone())).collect()
}
