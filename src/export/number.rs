//! Numbers as they are written: coordinates with 7 decimals, metres and kilometres with 3, and so on.

use serde_json::Value;

/// Decimals of coordinates in degrees: a centimetre.
pub const DEGREES: u8 = 7;
/// Decimals of metres and of border kilometres.
pub const METRES: u8 = 3;
/// Decimals of bearings in degrees.
pub const BEARING: u8 = 2;
/// Decimals of probabilities.
pub const PROBABILITY: u8 = 3;

/// A number rounded to so many decimals; never minus zero.
pub fn rounded(value: f64, decimals: u8) -> f64 {
    let factor = 10_f64.powi(i32::from(decimals));
    let r = (value * factor).round() / factor;
    if r == 0.0 { 0.0 } else { r }
}

/// A number as JSON, rounded; null where it is not finite.
pub fn json(value: f64, decimals: u8) -> Value {
    Value::from(rounded(value, decimals))
}

/// A number as text with just so many decimals.
pub fn text(value: f64, decimals: u8) -> String {
    format!("{:.*}", usize::from(decimals), rounded(value, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_their_decimals() {
        assert_eq!(text(-0.0001, METRES), "0.000");
        assert_eq!(json(68.123_456_789, DEGREES).to_string(), "68.1234568");
        assert_eq!(json(f64::INFINITY, METRES), Value::Null);
    }
}
