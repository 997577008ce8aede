//! A point in well-known binary, also with the SRID of PostGIS; everything else is named and refused.

/// A point in WKB: longitude and latitude; `None` for an empty point.
///
/// # Errors
///
/// What was found instead, for a message.
pub fn point(bytes: &[u8]) -> Result<Option<(f64, f64)>, String> {
    const SRID: u32 = 0x2000_0000;
    const HEIGHT: u32 = 0x8000_0000;
    const MEASURE: u32 = 0x4000_0000;
    let cut = || format!("found WKB of {} bytes, which is cut off; expected a point of 21 bytes", bytes.len());
    let (order, rest) = bytes.split_first().ok_or_else(cut)?;
    let is_little = match order {
        0 => false,
        1 => true,
        other => return Err(format!("found a byte order of {other}; expected WKB, which begins with 0 or 1")),
    };
    let word = |at: usize| -> Option<u32> {
        let four = rest.get(at..at + 4)?.try_into().ok()?;
        Some(if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    };
    let number = |at: usize| -> Option<f64> {
        let eight = rest.get(at..at + 8)?.try_into().ok()?;
        Some(if is_little { f64::from_le_bytes(eight) } else { f64::from_be_bytes(eight) })
    };
    let code = word(0).ok_or_else(cut)?;
    let (kind, start) = (code & 0xffff, if code & SRID == 0 { 4 } else { 8 });
    if kind % 1000 != 1 {
        return Err(format!("found a {}; expected a point", name(kind % 1000)));
    }
    if kind > 1000 || code & (HEIGHT | MEASURE) != 0 {
        return Err("found a point with a height or a measure; expected longitude and latitude alone".to_owned());
    }
    let (lon, lat) = number(start).zip(number(start + 8)).ok_or_else(cut)?;
    if rest.len() != start + 16 {
        return Err(format!("found WKB of {} bytes; expected a point of {}", bytes.len(), start + 17));
    }
    // An empty point is written as two NaN.
    Ok((!(lon.is_nan() && lat.is_nan())).then_some((lon, lat)))
}

fn name(kind: u32) -> &'static str {
    match kind {
        2 => "LineString",
        3 => "Polygon",
        4 => "MultiPoint",
        5 => "MultiLineString",
        6 => "MultiPolygon",
        7 => "GeometryCollection",
        _ => "geometry of another kind",
    }
}
