//! Reads TWKB (Tiny Well-Known Binary, the format of PostGIS): MultiLineString and MultiPolygon in two dimensions.

use geo::{Coord, LineString, MultiPolygon, Polygon};

const LINES: u8 = 5;
const AREAS: u8 = 6;

struct Reader<'a> {
    rest: std::slice::Iter<'a, u8>,
    scale: f64,
    last: [i64; 2],
}

impl<'a> Reader<'a> {
    /// Reads the head: the type, the number of decimals, and no box, size, list of ids or third dimension.
    fn new(bytes: &'a [u8], kind: u8) -> Option<Self> {
        let mut rest = bytes.iter();
        let (head, flags) = (*rest.next()?, *rest.next()?);
        if head & 15 != kind || flags != 0 {
            return None;
        }
        let digits = unzigzag(u64::from(head >> 4));
        Some(Self { rest, scale: 10_f64.powi(i32::try_from(digits).ok()?), last: [0; 2] })
    }

    fn varint(&mut self) -> Option<u64> {
        let (mut value, mut shift) = (0_u64, 0);
        loop {
            let byte = *self.rest.next()?;
            value |= u64::from(byte & 127).checked_shl(shift)?;
            if byte < 128 {
                return Some(value);
            }
            shift += 7;
        }
    }

    fn count(&mut self) -> Option<usize> {
        // Every member is at least a byte: a larger count is no count.
        self.varint().and_then(|n| usize::try_from(n).ok()).filter(|n| *n <= self.rest.len())
    }

    fn step(&mut self) -> Option<i64> {
        self.varint().map(unzigzag)
    }

    fn positions(&mut self) -> Option<Vec<Coord>> {
        let count = self.count()?;
        let mut line = Vec::with_capacity(count);
        for _ in 0..count {
            let (x, y) = (self.step()?, self.step()?);
            self.last = [self.last[0].wrapping_add(x), self.last[1].wrapping_add(y)];
            // Far below 2^53.
            let [x, y] = self.last.map(|whole| whole as f64 / self.scale);
            line.push(Coord { x, y });
        }
        Some(line)
    }
}

fn unzigzag(value: u64) -> i64 {
    let half = i64::try_from(value >> 1).unwrap_or(i64::MAX);
    if value & 1 == 0 { half } else { -half - 1 }
}

/// The parts of a MultiLineString; `None` if the bytes are none.
pub fn lines(bytes: &[u8]) -> Option<Vec<Vec<Coord>>> {
    let mut reader = Reader::new(bytes, LINES)?;
    let count = reader.count()?;
    (0..count).map(|_| reader.positions()).collect()
}

/// A MultiPolygon; `None` if the bytes are none.
pub fn areas(bytes: &[u8]) -> Option<MultiPolygon> {
    let mut reader = Reader::new(bytes, AREAS)?;
    let count = reader.count()?;
    let mut areas = Vec::with_capacity(count);
    for _ in 0..count {
        let rings = reader.count()?;
        let mut rings = (0..rings).map(|_| reader.positions()).collect::<Option<Vec<_>>>()?.into_iter().map(LineString);
        let exterior = rings.next()?;
        areas.push(Polygon::new(exterior, rings.collect()));
    }
    Some(MultiPolygon(areas))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_the_specification_writes_them() {
        // Precision 0: one line of (1, 1) and (5, 5), of the specification, as the only part.
        assert_eq!(
            lines(&[5, 0, 1, 2, 2, 2, 8, 8]),
            Some(vec![vec![Coord { x: 1.0, y: 1.0 }, Coord { x: 5.0, y: 5.0 }]])
        );
        // Two decimals, a negative step.
        assert_eq!(lines(&[0x45, 0, 1, 1, 201, 1, 1]), Some(vec![vec![Coord { x: -1.01, y: -0.01 }]]));
    }

    #[test]
    fn what_is_cut_off_or_another_type_is_none() {
        let whole = [5, 0, 1, 2, 2, 2, 8, 8];
        for n in 0..whole.len() {
            assert_eq!(lines(&whole[..n]), None, "{n}");
        }
        assert_eq!(lines(&[2, 0, 1, 2, 2, 2, 8, 8]), None);
        assert_eq!(lines(&[5, 1, 1, 2, 2, 2, 8, 8]), None);
        assert_eq!(areas(&whole), None);
        assert_eq!(lines(&[5, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]), None);
    }
}
