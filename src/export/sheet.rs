//! Values with their types, and the columns that hold them.

use serde_json::Value;

use super::cell::Cell;
use super::fields::{Field, Kind, stored_incident_field};
use super::number::rounded;
use super::stored::Form;

/// A value of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetValue {
    /// Unknown.
    Empty,
    /// Text.
    Text(String),
    /// A number, to be written with as many decimals as it needs.
    Number(f64),
    /// A number with a fixed number of decimals, at most 7.
    Fixed(f64, u8),
    /// True or false.
    Boolean(bool),
}

impl From<Cell<'_>> for SheetValue {
    fn from(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Empty => Self::Empty,
            Cell::Text(text) => Self::from(text),
            Cell::Word(word) => Self::from(word),
            Cell::Number(value, decimals) => Self::Fixed(value, decimals),
        }
    }
}

impl From<&str> for SheetValue {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<bool> for SheetValue {
    fn from(is_true: bool) -> Self {
        Self::Boolean(is_true)
    }
}

impl From<f64> for SheetValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<Option<f64>> for SheetValue {
    fn from(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Number)
    }
}

impl From<Option<&Value>> for SheetValue {
    fn from(value: Option<&Value>) -> Self {
        /// Beyond 2⁵³ a double does not hold every whole number.
        const MOST: f64 = 9_007_199_254_740_992.0;
        match value {
            None | Some(Value::Null) => Self::Empty,
            Some(Value::Bool(is_true)) => Self::Boolean(*is_true),
            Some(Value::String(text)) => Self::from(text.as_str()),
            Some(Value::Number(n)) => match n.as_f64().filter(|v| v.abs() <= MOST) {
                Some(value) => Self::Number(value),
                None => Self::Text(n.to_string()),
            },
            Some(other) => Self::Text(other.to_string()),
        }
    }
}

impl SheetValue {
    /// The value as CSV has it.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(value) => value.to_string(),
            Self::Fixed(value, decimals) => format!("{value:.*}", usize::from(*decimals)),
            Self::Boolean(is_true) => is_true.to_string(),
        }
    }

    /// Its number; `None` if it is none, or not finite.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        let number = match self {
            Self::Number(value) => *value,
            Self::Fixed(value, decimals) => rounded(*value, *decimals),
            _ => return None,
        };
        number.is_finite().then_some(number)
    }
}

/// What the texts of a column are in a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// Text.
    Text,
    /// Dates in EDTF: a whole day is a day of the calendar, the others are text.
    Days,
    /// The cells of a table that has no types: what is written as a number or as a whole day is one, the others are text.
    Untyped,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetColumn {
    /// Its description.
    pub field: Field,
    /// What its texts are.
    pub texts: Texts,
}

impl From<Field> for SheetColumn {
    fn from(field: Field) -> Self {
        let is_date = |name: &str| {
            stored_incident_field(name).is_some_and(|stored| matches!(stored.form, Form::Date | Form::NeededDate))
        };
        let texts = if field.kind == Kind::Date || is_date(&field.name) { Texts::Days } else { Texts::Text };
        Self { field, texts }
    }
}

impl SheetColumn {
    /// The head of the column: its name, and the unit of its numbers where the name does not end with it.
    #[must_use]
    pub fn head(&self) -> String {
        let Field { name, unit, .. } = &self.field;
        let short = match *unit {
            "" => return name.clone(),
            "metres" => "m",
            "kilometres" => "km",
            "degrees" => "deg",
            unit => unit,
        };
        let is_in_name = name.split('_').any(|part| part == short);
        if is_in_name { name.clone() } else { format!("{name} ({unit})") }
    }
}

/// Columns by name, type, unit and meaning.
pub(super) fn columns(all: &[(&str, Kind, &'static str, &str)]) -> Vec<SheetColumn> {
    all.iter().map(|(name, kind, unit, meaning)| Field::new(name, *kind, unit, "", meaning).into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_stands_once_in_the_head() {
        let head = |name: &str, unit| SheetColumn::from(Field::new(name, Kind::Real, unit, "", "")).head();
        assert_eq!([head("lon", "degrees"), head("bearing_deg", "degrees")], ["lon (degrees)", "bearing_deg"]);
        assert_eq!([head("distance_m", "metres"), head("distance_m_2", "metres")], ["distance_m", "distance_m_2"]);
        assert_eq!([head("border_km_min", "kilometres"), head("title", "")], ["border_km_min", "title"]);
    }
}
