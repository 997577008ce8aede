//! Measured records as Arrow columns: those of the command's tables, with unit and meaning of each.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::types::Date32Type;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field as ArrowField, Schema};
use chrono::NaiveDate;
use marz::export::{Cell, Field, Kind};
use pyo3::prelude::*;
use serde_json::Value;

use crate::errors::error;

/// One column being built.
enum Column {
    Text(StringBuilder),
    Integer(Int64Builder),
    Real(Float64Builder),
    Date(Date32Builder),
    Boolean(BooleanBuilder),
}

impl Column {
    fn new(kind: Kind, rows: usize) -> Self {
        match kind {
            Kind::Text => Self::Text(StringBuilder::with_capacity(rows, rows * 5)),
            Kind::Integer => Self::Integer(Int64Builder::with_capacity(rows)),
            Kind::Real => Self::Real(Float64Builder::with_capacity(rows)),
            Kind::Date => Self::Date(Date32Builder::with_capacity(rows)),
            Kind::Boolean => Self::Boolean(BooleanBuilder::with_capacity(rows)),
        }
    }

    fn put_cell(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Real(column), Cell::Number(value, _)) if value.is_finite() => column.append_value(value),
            (Self::Text(column), Cell::Text(text)) => column.append_value(text),
            (Self::Text(column), Cell::Word(word)) => column.append_value(word),
            (column, _) => column.put_null(),
        }
    }

    fn put_value(&mut self, value: &Value) {
        match (self, value) {
            (column, Value::Null) => column.put_null(),
            (Self::Text(column), Value::String(text)) => column.append_value(text),
            (Self::Text(column), other) => column.append_value(other.to_string()),
            (Self::Integer(column), other) => column.append_option(other.as_i64()),
            (Self::Real(column), other) => column.append_option(other.as_f64()),
            (Self::Boolean(column), other) => column.append_option(other.as_bool()),
            (Self::Date(column), other) => {
                let day = other.as_str().and_then(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok());
                column.append_option(day.map(Date32Type::from_naive_date));
            }
        }
    }

    fn put_null(&mut self) {
        match self {
            Self::Text(column) => column.append_null(),
            Self::Integer(column) => column.append_null(),
            Self::Real(column) => column.append_null(),
            Self::Date(column) => column.append_null(),
            Self::Boolean(column) => column.append_null(),
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Self::Text(mut column) => Arc::new(column.finish()),
            Self::Integer(mut column) => Arc::new(column.finish()),
            Self::Real(mut column) => Arc::new(column.finish()),
            Self::Date(mut column) => Arc::new(column.finish()),
            Self::Boolean(mut column) => Arc::new(column.finish()),
        }
    }
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Real => DataType::Float64,
        Kind::Date => DataType::Date32,
        Kind::Boolean => DataType::Boolean,
    }
}

/// A table being built, row by row.
pub struct TableBuilder {
    fields: Vec<Field>,
    columns: Vec<Column>,
}

impl TableBuilder {
    /// A table of these fields with room for so many rows.
    pub fn new(fields: Vec<Field>, rows: usize) -> Self {
        let columns = fields.iter().map(|f| Column::new(f.kind, rows)).collect();
        Self { fields, columns }
    }

    /// A row: measured cells for the first columns, the values of the record for the others.
    pub fn put<'c, 'v>(&mut self, cells: impl Iterator<Item = Cell<'c>>, values: impl Iterator<Item = &'v Value>) {
        let mut columns = self.columns.iter_mut();
        for (cell, column) in cells.zip(&mut columns) {
            column.put_cell(cell);
        }
        for (value, column) in values.zip(columns) {
            column.put_value(value);
        }
    }

    /// The table, with what is to be known of it as a whole.
    pub fn finish(self, about: HashMap<String, String>) -> PyResult<RecordBatch> {
        let field = |f: &Field| {
            let about =
                [("unit", f.unit), ("meaning", f.meaning.as_str())].into_iter().filter(|(_, text)| !text.is_empty());
            let about: HashMap<String, String> = about.map(|(key, text)| (key.to_owned(), text.to_owned())).collect();
            ArrowField::new(&f.name, data_type(f.kind), true).with_metadata(about)
        };
        let schema = Schema::new_with_metadata(self.fields.iter().map(field).collect::<Vec<_>>(), about);
        let columns = self.columns.into_iter().map(Column::finish).collect();
        RecordBatch::try_new(Arc::new(schema), columns)
            .map_err(|e| error(&format!("no table could be made: {e}"), None))
    }
}
