//! Well-known binary (OGC 06-103r4, section 8), little-endian, longitude before latitude.

use super::layers::Shape;
use crate::model::LonLat;

/// A geometry as well-known binary.
pub fn wkb(shape: &Shape) -> Vec<u8> {
    let mut out = Vec::new();
    let real = |out: &mut Vec<u8>, v: f64| out.extend(v.to_le_bytes());
    let head = |out: &mut Vec<u8>, kind: u32| {
        out.push(1);
        out.extend(kind.to_le_bytes());
    };
    let count = |out: &mut Vec<u8>, n: usize| out.extend(u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes());
    let line = |out: &mut Vec<u8>, points: &[LonLat]| {
        count(out, points.len());
        for p in points {
            real(out, p.lon());
            real(out, p.lat());
        }
    };
    match shape {
        Shape::Point(at) => {
            head(&mut out, 1);
            real(&mut out, at.lon());
            real(&mut out, at.lat());
        }
        Shape::Lines(lines) => {
            head(&mut out, 5);
            count(&mut out, lines.len());
            for part in lines {
                head(&mut out, 2);
                line(&mut out, part);
            }
        }
        Shape::Areas(areas) => {
            head(&mut out, 6);
            count(&mut out, areas.len());
            for rings in areas {
                head(&mut out, 3);
                count(&mut out, rings.len());
                rings.iter().for_each(|ring| line(&mut out, ring));
            }
        }
    }
    out
}

/// West, south, east and north; `None` for a shape without vertices.
pub fn bounds(shape: &Shape) -> Option<[f64; 4]> {
    let all: Box<dyn Iterator<Item = &LonLat>> = match shape {
        Shape::Point(at) => Box::new(std::iter::once(at)),
        Shape::Lines(lines) => Box::new(lines.iter().flatten()),
        Shape::Areas(areas) => Box::new(areas.iter().flatten().flatten()),
    };
    all.map(|p| [p.lon(), p.lat(), p.lon(), p.lat()]).reduce(around)
}

/// Bounds around two bounds.
pub fn around(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}
