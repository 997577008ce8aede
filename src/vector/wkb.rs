//! Well-known binary (ISO 13249-3, OGC 06-103r4; also with the flags of EWKB): bounds are checked before anything is made.

use geo_types::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon,
};

/// How deep collections may be nested.
const DEEPEST: usize = 8;

/// The geometry of well-known binary; `None` for an empty point.
///
/// # Errors
///
/// What is wrong with the bytes.
pub fn geometry(bytes: &[u8]) -> Result<Option<Geometry>, String> {
    let mut reader = Bytes { rest: bytes };
    let found = reader.geometry(0)?;
    match reader.rest.is_empty() {
        true => Ok(found),
        false => Err(format!("{} bytes behind the geometry", reader.rest.len())),
    }
}

struct Bytes<'a> {
    rest: &'a [u8],
}

/// What a geometry begins with.
#[derive(Clone, Copy)]
struct Shape {
    is_little: bool,
    /// Numbers of a position.
    dimensions: usize,
}

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], String> {
        let (head, rest) = self.rest.split_first_chunk::<N>().ok_or("the geometry is cut short")?;
        self.rest = rest;
        Ok(*head)
    }

    fn number(&mut self, is_little: bool) -> Result<u32, String> {
        let bytes = self.take::<4>()?;
        Ok(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn coord(&mut self, shape: Shape) -> Result<Coord, String> {
        let mut all = [0.0; 2];
        for i in 0..shape.dimensions {
            let bytes = self.take::<8>()?;
            let value = if shape.is_little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) };
            if let Some(kept) = all.get_mut(i) {
                *kept = value;
            }
        }
        Ok(Coord { x: all[0], y: all[1] })
    }

    /// How many parts follow, each of at least so many bytes.
    fn count(&mut self, shape: Shape, least: usize) -> Result<usize, String> {
        let count = self.number(shape.is_little)? as usize;
        match count.checked_mul(least).is_some_and(|bytes| bytes <= self.rest.len()) {
            true => Ok(count),
            false => Err(format!("the geometry says that it has {count} parts, and is too short for them")),
        }
    }

    fn line(&mut self, shape: Shape) -> Result<LineString, String> {
        let count = self.count(shape, shape.dimensions * 8)?;
        (0..count).map(|_| self.coord(shape)).collect::<Result<Vec<_>, _>>().map(LineString::new)
    }

    fn polygon(&mut self, shape: Shape) -> Result<Polygon, String> {
        let count = self.count(shape, 4)?;
        let mut rings = (0..count).map(|_| self.line(shape)).collect::<Result<Vec<_>, _>>()?.into_iter();
        let outer = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
        Ok(Polygon::new(outer, rings.collect()))
    }

    fn parts(&mut self, shape: Shape, depth: usize) -> Result<Vec<Geometry>, String> {
        let count = self.count(shape, 5)?;
        let all = (0..count).map(|_| self.geometry(depth + 1)).collect::<Result<Vec<_>, _>>()?;
        Ok(all.into_iter().flatten().collect())
    }

    fn geometry(&mut self, depth: usize) -> Result<Option<Geometry>, String> {
        const EWKB_Z: u32 = 0x8000_0000;
        const EWKB_M: u32 = 0x4000_0000;
        const EWKB_SRID: u32 = 0x2000_0000;
        if depth > DEEPEST {
            return Err(format!("collections are nested deeper than {DEEPEST}"));
        }
        let [order] = self.take::<1>()?;
        let is_little = match order {
            0 => false,
            1 => true,
            other => return Err(format!("the byte order is {other}, expected 0 or 1")),
        };
        let code = self.number(is_little)?;
        if code & EWKB_SRID != 0 {
            self.number(is_little)?;
        }
        let flags = usize::from(code & EWKB_Z != 0) + usize::from(code & EWKB_M != 0);
        let iso = match (code & 0xFFFF) / 1000 {
            0 => 0,
            1 | 2 => 1,
            3 => 2,
            _ => return Err(format!("there is no geometry of the code {code}")),
        };
        let shape = Shape { is_little, dimensions: 2 + flags.max(iso) };
        let wrong = |e: geo_types::Error| format!("a part of the geometry is of another kind: {e}");
        Ok(Some(match (code & 0xFFFF) % 1000 {
            1 => {
                let at = self.coord(shape)?;
                if at.x.is_nan() && at.y.is_nan() {
                    return Ok(None);
                }
                Geometry::Point(Point(at))
            }
            2 => Geometry::LineString(self.line(shape)?),
            3 => Geometry::Polygon(self.polygon(shape)?),
            4 => {
                let all = self.parts(shape, depth)?.into_iter();
                let points = all.map(|g| Point::try_from(g).map_err(wrong)).collect::<Result<Vec<_>, _>>()?;
                Geometry::MultiPoint(MultiPoint::new(points))
            }
            5 => {
                let all = self.parts(shape, depth)?.into_iter();
                let lines = all.map(|g| LineString::try_from(g).map_err(wrong)).collect::<Result<Vec<_>, _>>()?;
                Geometry::MultiLineString(MultiLineString::new(lines))
            }
            6 => {
                let all = self.parts(shape, depth)?.into_iter();
                let polygons = all.map(|g| Polygon::try_from(g).map_err(wrong)).collect::<Result<Vec<_>, _>>()?;
                Geometry::MultiPolygon(MultiPolygon::new(polygons))
            }
            7 => Geometry::GeometryCollection(GeometryCollection::new_from(self.parts(shape, depth)?)),
            other => return Err(format!("a geometry of the code {other} (a curve or a surface) is not read")),
        }))
    }
}
