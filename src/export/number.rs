//! Number formatting: coordinates with 7 decimals, metres and kilometres with 3, bearings with 2, probabilities with 3.

use serde_json::Value;

/// Decimals of coordinates in degrees: a centimetre.
pub const DEGREES: u8 = 7;
/// Decimals of metres and of border kilometres.
pub const METRES: u8 = 3;
/// Decimals of bearings in degrees.
pub const BEARING: u8 = 2;
/// Decimals of probabilities.
pub const PROBABILITY: u8 = 3;

const POWERS: [f64; 8] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7];

fn factor(decimals: u8) -> f64 {
    POWERS.get(usize::from(decimals)).copied().unwrap_or(1e7)
}

/// A number rounded to `decimals` decimals, at most 7; never minus zero.
pub fn rounded(value: f64, decimals: u8) -> f64 {
    let r = (value * factor(decimals)).round() / factor(decimals);
    if r == 0.0 { 0.0 } else { r }
}

/// A number as JSON, rounded; null if it is not finite.
pub fn json(value: f64, decimals: u8) -> Value {
    Value::from(rounded(value, decimals))
}

/// A line of text in a fixed buffer, appended to the output in one copy.
#[derive(Debug)]
pub struct Line {
    bytes: [u8; Line::ROOM],
    len: usize,
}

impl Line {
    const ROOM: usize = 512;

    /// An empty line.
    pub fn new() -> Self {
        Self { bytes: [0; Self::ROOM], len: 0 }
    }

    /// The bytes of the line.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// Appends the line to others and empties it.
    pub fn flush(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.bytes());
        self.len = 0;
    }

    /// Puts one byte; there must be room.
    pub fn byte(&mut self, byte: u8) {
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// Whether `count` bytes and a number still fit.
    pub fn has_room(&self, count: usize) -> bool {
        self.len + count + 2 * ROOM <= Self::ROOM
    }

    /// Puts some bytes; there must be room.
    pub fn put(&mut self, bytes: &[u8]) {
        self.bytes[self.len..self.len + bytes.len()].copy_from_slice(bytes);
        self.len += bytes.len();
    }

    /// Puts a number with exactly `decimals` decimals, at most 7; nothing for a number that is not finite or too large
    /// for a double to resolve them.
    ///
    /// The text is that of `format!("{value:.*}")`, except that halves are rounded away from zero.
    pub fn number(&mut self, value: f64, decimals: u8) {
        /// Beyond this a double does not resolve units of the last decimal.
        const MOST: f64 = 9e15;
        let scaled = value.abs() * factor(decimals) + 0.5;
        if scaled.is_nan() || scaled >= MOST {
            return;
        }
        // Through the signed integer: one instruction.
        let units = (scaled as i64).unsigned_abs();
        let Some(text) = self.bytes.get_mut(self.len..self.len + ROOM).and_then(|t| t.first_chunk_mut::<ROOM>()) else {
            return;
        };
        if value < 0.0 && units > 0 {
            text[0] = b'-';
            self.len += 1;
            return self.number(-value, decimals);
        }
        // Divisors that the compiler knows: a division by any other number costs more than all the rest.
        let end = match decimals {
            0 => put(text, digits(units), units),
            3 => {
                let (whole, part) = (units / 1_000, (units % 1_000) as usize);
                let point = put(text, digits(whole), whole);
                text[point] = b'.';
                text[point + 1] = b'0' + (part / 100) as u8;
                text[point + 2..point + 4].copy_from_slice(&PAIRS[part % 100]);
                point + 4
            }
            7 => {
                let (whole, part) = (units / 10_000_000, (units % 10_000_000) as usize);
                let point = put(text, digits(whole), whole);
                let (high, low) = (part / 10_000, part % 10_000);
                text[point] = b'.';
                text[point + 1] = b'0' + (high / 100) as u8;
                text[point + 2..point + 4].copy_from_slice(&PAIRS[high % 100]);
                text[point + 4..point + 6].copy_from_slice(&PAIRS[low / 100]);
                text[point + 6..point + 8].copy_from_slice(&PAIRS[low % 100]);
                point + 8
            }
            other => {
                let divisor = WHOLE_POWERS.get(usize::from(other)).copied().unwrap_or(10_000_000);
                let (whole, part) = (units / divisor, units % divisor);
                let point = put(text, digits(whole), whole);
                let end = point + 1 + usize::from(other);
                text[point..end].fill(b'0');
                text[point] = b'.';
                put(text, end, part);
                end
            }
        };
        self.len += end;
    }
}

const WHOLE_POWERS: [u64; 8] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// More bytes than the longest number takes: a sign, sixteen digits, a point.
const ROOM: usize = 24;

/// The digits from 00 to 99.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut i = 0;
    while i < 100 {
        pairs[i as usize] = [b'0' + i / 10, b'0' + i % 10];
        i += 1;
    }
    pairs
};

/// The number of digits of a number; 1 for 0.
fn digits(n: u64) -> usize {
    match n {
        0..10 => 1,
        10..100 => 2,
        100..1_000 => 3,
        1_000..10_000 => 4,
        10_000..100_000 => 5,
        100_000..1_000_000 => 6,
        1_000_000..10_000_000 => 7,
        _ => n.ilog10() as usize + 1,
    }
}

/// Writes the digits of a number so that they end before a place; returns that place.
fn put(text: &mut [u8; ROOM], end: usize, n: u64) -> usize {
    let (mut at, mut n) = (end, n);
    while n >= 100 {
        text[at - 2..at].copy_from_slice(&PAIRS[(n % 100) as usize]);
        (at, n) = (at - 2, n / 100);
    }
    if n >= 10 {
        text[at - 2..at].copy_from_slice(&PAIRS[n as usize]);
    } else {
        text[at - 1] = b'0' + n as u8;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: f64, decimals: u8) -> String {
        let mut line = Line::new();
        line.number(value, decimals);
        String::from_utf8(line.bytes().to_vec()).unwrap()
    }

    #[test]
    fn numbers_are_written_with_their_decimals() {
        assert_eq!(text(-0.0001, METRES), "0.000");
        assert_eq!(text(-0.5, METRES), "-0.500");
        assert_eq!(text(1234.0, 0), "1234");
        assert_eq!(text(0.0, DEGREES), "0.0000000");
        assert_eq!(text(f64::NAN, METRES), "");
        assert_eq!(json(68.123_456_789, DEGREES).to_string(), "68.1234568");
        assert_eq!(json(f64::INFINITY, METRES), Value::Null);
        for i in 0..5_000_u32 {
            let value = (f64::from(i) - 2_500.0) * 7.912_345_678_91;
            for decimals in [0, 2, 3, 7] {
                assert_eq!(text(value, decimals), format!("{value:.*}", usize::from(decimals)), "{value}");
            }
        }
    }
}
