//! A table of answers: handed on by the Arrow PyCapsule interface without a copy.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch, RecordBatchIterator};
use arrow_schema::DataType;
use arrow_schema::ffi::FFI_ArrowSchema;
use numpy::PyArray1;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};

use crate::errors::error;

/// Rows and columns in Arrow's memory layout.
#[pyclass(frozen, subclass, module = "marz._marz")]
pub struct Table {
    batch: RecordBatch,
}

impl From<RecordBatch> for Table {
    fn from(batch: RecordBatch) -> Self {
        Self { batch }
    }
}

impl Table {
    fn array(&self, name: &str) -> PyResult<&Arc<dyn Array>> {
        self.batch.column_by_name(name).ok_or_else(|| {
            let names: Vec<String> = self.column_names();
            PyKeyError::new_err(format!("no column '{name}'; there are {}", names.join(", ")))
        })
    }
}

#[pymethods]
impl Table {
    /// A table over the columns of another one, without a copy.
    #[new]
    fn new(other: &Self) -> Self {
        Self { batch: other.batch.clone() }
    }

    /// The number of rows.
    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    /// The names of the columns, in order.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.batch.schema_ref().fields().iter().map(|f| f.name().clone()).collect()
    }

    /// What is to be known of the table as a whole, such as the edition and the licence of the border.
    #[getter]
    fn metadata<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let (dict, metadata) = (PyDict::new(py), self.batch.schema_ref().metadata());
        let mut keys: Vec<&String> = metadata.keys().collect();
        keys.sort();
        keys.into_iter().try_for_each(|key| dict.set_item(key, metadata.get(key)))?;
        Ok(dict)
    }

    /// The unit and the meaning of a column; the unit is empty where there is none.
    fn describe(&self, name: &str) -> PyResult<(String, String)> {
        self.array(name)?;
        let schema = self.batch.schema_ref();
        let field = schema.field_with_name(name).map_err(|e| error(&e.to_string(), None))?;
        let get = |key: &str| field.metadata().get(key).cloned().unwrap_or_default();
        Ok((get("unit"), get("meaning")))
    }

    /// A column of numbers as a NumPy array of doubles, nulls as NaN; any other as a list, nulls as None.
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let array = self.array(name)?;
        match array.data_type() {
            DataType::Float64 => {
                let numbers = array.as_primitive::<Float64Type>();
                let found = match numbers.null_count() {
                    0 => PyArray1::from_slice(py, numbers.values()),
                    _ => PyArray1::from_iter(py, numbers.iter().map(|v| v.unwrap_or(f64::NAN))),
                };
                Ok(found.into_any())
            }
            _ => Ok(self.values(py, name)?.into_any()),
        }
    }

    /// A column as a list, nulls as None.
    fn values<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        let array = self.array(name)?;
        match array.data_type() {
            DataType::Float64 => PyList::new(py, array.as_primitive::<Float64Type>().iter().collect::<Vec<_>>()),
            DataType::Int64 => PyList::new(py, array.as_primitive::<Int64Type>().iter().collect::<Vec<_>>()),
            DataType::Boolean => PyList::new(py, array.as_boolean().iter().collect::<Vec<_>>()),
            DataType::Utf8 => PyList::new(py, array.as_string::<i32>().iter().collect::<Vec<_>>()),
            DataType::Date32 => {
                let days = array.as_primitive::<Date32Type>();
                let date = py.import("datetime")?.getattr("date")?;
                let epoch = date.call1((1970, 1, 1))?.call_method0("toordinal")?.extract::<i64>()?;
                let day =
                    |d: Option<i32>| d.map(|d| date.call_method1("fromordinal", (epoch + i64::from(d),))).transpose();
                PyList::new(py, days.iter().map(day).collect::<PyResult<Vec<_>>>()?)
            }
            other => Err(error(&format!("a column of {other} is not known"), None)),
        }
    }

    /// The table as an Arrow stream of one batch (Arrow PyCapsule interface); its memory is shared.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Another schema may be asked for, and need not be given.
        drop(requested_schema);
        let batches = RecordBatchIterator::new([Ok(self.batch.clone())], self.batch.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), c"arrow_array_stream")
    }

    /// The schema of the table (Arrow PyCapsule interface).
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema =
            FFI_ArrowSchema::try_from(self.batch.schema_ref().as_ref()).map_err(|e| error(&e.to_string(), None))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }
}
