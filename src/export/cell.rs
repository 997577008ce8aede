//! The value of a record in one column.

use serde_json::Value;

use super::number::json;

/// The value of a record in one column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Unknown.
    Empty,
    /// Text of the input, which may hold any character.
    Text(&'a str),
    /// A keyword of the program, which never needs quotes.
    Word(&'static str),
    /// A number and its decimals.
    Number(f64, u8),
}

impl Cell<'_> {
    /// The value as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        match self {
            Cell::Empty => Value::Null,
            Cell::Text(text) => Value::from(*text),
            Cell::Word(word) => Value::from(*word),
            Cell::Number(value, decimals) => json(*value, *decimals),
        }
    }
}
