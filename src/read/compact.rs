//! JSON values whose arrays have no room to spare.
//!
//! An array that grows has room for four values at least, and most arrays of a GeoJSON file are pairs: the values of a border of a million
//! vertices would take twice the memory.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// A JSON value as serde_json reads it, in less memory.
pub struct Compact(pub Value);

impl<'de> Deserialize<'de> for Compact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue).map(Self)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Compact(value)) = list.next_element()? {
            if values.is_empty() {
                // A pair fits at once.
                values.reserve_exact(2);
            }
            values.push(value);
        }
        values.shrink_to_fit();
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((key, Compact(value))) = members.next_entry::<String, Compact>()? {
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_of_serde_json() {
        for text in [
            r#"{"a": [1, -2, 3.5, 1e300, 18446744073709551615, true, null, "ё\n"], "b": {"c": []}, "a": [[1.5, 2]]}"#,
            "[[], [[]], {}]",
            "-0.0",
        ] {
            let Compact(value) = serde_json::from_str(text).unwrap();
            assert_eq!(value, serde_json::from_str::<Value>(text).unwrap(), "{text}");
            assert_eq!(value.to_string(), serde_json::from_str::<Value>(text).unwrap().to_string());
        }
        for text in ["[1,", "[1 2]", "{\"a\":}", "1e999", &"[".repeat(1_000)] {
            let found = serde_json::from_str::<Compact>(text).map(|c| c.0).unwrap_err().to_string();
            assert_eq!(found, serde_json::from_str::<Value>(text).unwrap_err().to_string());
        }
    }

    #[test]
    fn a_pair_has_no_room_to_spare() {
        let Compact(value) = serde_json::from_str("[[1, 2], [3, 4, 5]]").unwrap();
        let Value::Array(list) = value else { panic!() };
        let room: Vec<usize> =
            list.into_iter().map(|v| if let Value::Array(a) = v { a.capacity() } else { 0 }).collect();
        assert_eq!(room, [2, 3]);
    }
}
