//! The point in the geometry of a GeoPackage (OGC 12-128r17, 2.1.3), as any program writes it.

use crate::export::geopackage_base::well_known_binary;

/// A point that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadPoint {
    /// Longitude and latitude in degrees.
    pub at: (f64, f64),
    /// Whether it has a height as well.
    pub has_height: bool,
}

/// The number of WGS84 longitude and latitude among the coordinate systems.
const WGS84: i32 = 4326;

/// The point of a geometry; `None` if it is empty.
///
/// # Errors
///
/// Why it is no point in longitude and latitude.
pub fn point(blob: &[u8]) -> Result<Option<ReadPoint>, String> {
    let broken = || "its geometry is no geometry of a GeoPackage".to_owned();
    let [b'G', b'P', _, flags, srs @ ..] = blob else { return Err(broken()) };
    let is_little = flags & 1 == 1;
    let srs: [u8; 4] = srs.get(..4).and_then(|b| b.try_into().ok()).ok_or_else(broken)?;
    let srs = if is_little { i32::from_le_bytes(srs) } else { i32::from_be_bytes(srs) };
    if srs != WGS84 {
        return Err(format!(
            "its geometry is in the coordinate system {srs}; expected {WGS84}, WGS84 longitude and latitude"
        ));
    }
    if flags >> 4 & 1 == 1 {
        return Ok(None);
    }
    of_well_known_binary(well_known_binary(blob)).ok_or_else(broken)?
}

/// `None` if it is cut short.
fn of_well_known_binary(bytes: &[u8]) -> Option<Result<Option<ReadPoint>, String>> {
    let (order, rest) = bytes.split_first()?;
    let word = |bytes: &[u8]| -> Option<u32> {
        let bytes: [u8; 4] = bytes.get(..4)?.try_into().ok()?;
        Some(if *order == 1 { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    let kind = word(rest)?;
    let rest = rest.get(4..)?;
    // ISO adds thousands for height and measure, older programs set the uppermost bits.
    let (plain, iso) = (kind & 0x0FFF_FFFF, kind & 0x0FFF_FFFF);
    let has_height = kind & 0x8000_0000 != 0 || matches!(iso / 1000, 1 | 3);
    match plain % 1000 {
        1 => {
            let real = |at: usize| -> Option<f64> {
                let bytes: [u8; 8] = rest.get(at..at + 8)?.try_into().ok()?;
                Some(if *order == 1 { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
            };
            let (x, y) = (real(0)?, real(8)?);
            // An empty point has no numbers.
            Some(Ok((!(x.is_nan() && y.is_nan())).then_some(ReadPoint { at: (x, y), has_height })))
        }
        4 => match word(rest)? {
            0 => Some(Ok(None)),
            1 => match of_well_known_binary(rest.get(4..)?)? {
                Ok(Some(point)) => Some(Ok(Some(point))),
                _ => None,
            },
            many => Some(Err(format!("its geometry has {many} points; a record has one"))),
        },
        other => Some(Err(format!("its geometry is of type {other}; expected 1, a point"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blob(flags: u8, srs: i32, kind: u32, reals: &[f64]) -> Vec<u8> {
        let mut out = vec![b'G', b'P', 0, flags];
        out.extend(srs.to_le_bytes());
        out.push(1);
        out.extend(kind.to_le_bytes());
        reals.iter().for_each(|v| out.extend(v.to_le_bytes()));
        out
    }

    #[test]
    fn points_of_all_programs_are_read_and_what_is_none_is_said() {
        let at = |has_height| Ok(Some(ReadPoint { at: (70.0, 37.5), has_height }));
        assert_eq!(point(&blob(1, 4326, 1, &[70.0, 37.5])), at(false));
        assert_eq!(point(&blob(1, 4326, 1001, &[70.0, 37.5, 900.0])), at(true));
        assert_eq!(point(&blob(1, 4326, 0x8000_0001, &[70.0, 37.5, 900.0])), at(true));
        assert_eq!(point(&blob(1, 4326, 1, &[f64::NAN, f64::NAN])), Ok(None));
        assert_eq!(point(&blob(0x11, 4326, 1, &[f64::NAN, f64::NAN])), Ok(None));
        let mut many = blob(1, 4326, 4, &[]);
        many.extend(1_u32.to_le_bytes());
        many.extend_from_slice(&blob(1, 4326, 1, &[70.0, 37.5])[8..]);
        assert_eq!(point(&many), at(false));
        // With bounds before it.
        let mut bounded = blob(3, 4326, 1, &[])[..8].to_vec();
        [70.0_f64, 70.0, 37.5, 37.5].iter().for_each(|v| bounded.extend(v.to_le_bytes()));
        bounded.extend_from_slice(&blob(1, 4326, 1, &[70.0, 37.5])[8..]);
        assert_eq!(point(&bounded), at(false));
        for (broken, why) in [
            (blob(1, 3857, 1, &[0.0, 0.0]), "3857"),
            (blob(1, 4326, 3, &[]), "type 3"),
            (blob(1, 4326, 1, &[70.0]), "no geometry"),
            (b"XX".to_vec(), "no geometry"),
        ] {
            assert!(point(&broken).is_err_and(|e| e.contains(why)), "{why}");
        }
        for length in 0..bounded.len() {
            let _ = point(&bounded[..length]);
        }
    }
}
