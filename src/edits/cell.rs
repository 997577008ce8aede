//! Cells as they are compared: the same value in one form, whatever program wrote it.

use serde_json::{Number, Value, json};

use super::merge::Cells;
use crate::export::{Form, POSITION, Stored};

/// The value of a cell in the form in which it is compared; null if it is empty.
///
/// # Arguments
///
/// `stored` is the field that its column stands for; in a computed column a number that stands as text is a number.
#[must_use]
pub fn compared(stored: Option<&Stored>, value: &Value) -> Value {
    let is_json = stored.is_some_and(|s| s.form == Form::Json);
    match value {
        Value::Null => Value::Null,
        Value::Array(list) if list.is_empty() => Value::Null,
        Value::Bool(_) | Value::Number(_) if is_json => value.clone(),
        Value::String(text) if text.is_empty() => Value::Null,
        Value::Bool(is) => Value::from(u8::from(*is)),
        Value::Number(n) => n.as_f64().map_or(Value::Null, number),
        Value::String(text) => {
            let is_number = stored.is_none_or(|s| matches!(s.form, Form::Number | Form::NeededNumber | Form::Figure));
            match (text.trim().parse::<f64>(), text.as_str()) {
                (Ok(v), _) if is_number && v.is_finite() => number(v),
                (_, "true") if stored.is_none() => Value::from(1),
                (_, "false") if stored.is_none() => Value::from(0),
                _ => value.clone(),
            }
        }
        other => other.clone(),
    }
}

/// Whole numbers without decimals, others to twelve digits: programs write the last ones as they like.
#[allow(clippy::cast_possible_truncation, reason = "below 2^53")]
fn number(v: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if v.fract() == 0.0 && v.abs() < EXACT {
        return Value::from(v as i64);
    }
    let rounded = format!("{v:.11e}").parse().unwrap_or(v);
    Number::from_f64(rounded).map_or(Value::Null, Value::Number)
}

/// A position as it is compared: to seven decimals, as it is stored.
#[must_use]
pub fn position(lon: f64, lat: f64) -> Value {
    let round = |v: f64| (v * 1e7).round() / 1e7 + 0.0;
    json!([round(lon), round(lat)])
}

/// The cells of a row as they are compared; `stored` gives the field that a column stands for.
pub fn row(cells: &Cells, stored: &dyn Fn(&str) -> Option<Stored>) -> Cells {
    let one = |(column, value): (&String, &Value)| {
        let value = if column == POSITION { of_position(value) } else { compared(stored(column).as_ref(), value) };
        (!value.is_null()).then(|| (column.clone(), value))
    };
    cells.iter().filter_map(one).collect()
}

fn of_position(value: &Value) -> Value {
    let degrees = |i: usize| value.get(i).and_then(Value::as_f64);
    degrees(0).zip(degrees(1)).map_or(Value::Null, |(lon, lat)| position(lon, lat))
}

/// A value for people: as it stands in the cell, and long ones cut.
#[must_use]
pub fn shown(value: &Value) -> String {
    const MOST: usize = 80;
    let text = match value {
        Value::Null => return "nothing".to_owned(),
        Value::String(text) => format!("'{text}'"),
        Value::Array(pair) => pair.iter().map(Value::to_string).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    if text.chars().count() <= MOST { text } else { text.chars().take(MOST - 1).chain(['…']).collect() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn programs_write_the_same_value_in_many_ways() {
        let number = Stored::from(("killed.min", Form::Figure));
        let text = Stored::from(("title", Form::Needed));
        for (stored, a, b) in [
            (Some(&number), json!(5), json!("5")),
            (Some(&number), json!(5), json!(5.0)),
            (Some(&number), json!(null), json!("")),
            (None, json!(true), json!(1)),
            (None, json!(false), json!("false")),
            (None, json!(12_345.678_9), json!("12345.678900000001")),
            (Some(&text), json!(""), json!(null)),
        ] {
            assert_eq!(compared(stored, &a), compared(stored, &b), "{a} {b}");
        }
        // A text that looks like a number is a text where the field is one.
        assert_ne!(compared(Some(&text), &json!("05")), compared(Some(&text), &json!("5")));
        assert_ne!(compared(Some(&number), &json!(0)), compared(Some(&number), &json!(null)));
        assert_eq!(position(70.123_456_789, -0.0), json!([70.123_456_8, 0.0]));
    }
}
