//! Reprojection of a raster in plate carrée onto the page.

use super::Frame;
use crate::model::Raster;

/// The grey value at a place of a picture by bilinear interpolation between pixel centres; `None` outside.
fn sample(picture: &Raster, x: f64, y: f64) -> Option<f64> {
    let (x, y) = (x - 0.5, y - 0.5);
    if !(x >= -0.5 && y >= -0.5) {
        return None;
    }
    let (x, y) = (x.max(0.0), y.max(0.0));
    // Both are finite and not negative here; what is too large is outside.
    let (col, row) = (x as usize, y as usize);
    if col >= picture.width || row >= picture.height {
        return None;
    }
    let at = |c: usize, r: usize| {
        let i = r.min(picture.height - 1) * picture.width + c.min(picture.width - 1);
        picture.grey.get(i).map_or(0.0, |v| f64::from(*v))
    };
    let (fx, fy) = (x - x.floor(), y - y.floor());
    let top = at(col, row) * (1.0 - fx) + at(col + 1, row) * fx;
    let bottom = at(col, row + 1) * (1.0 - fx) + at(col + 1, row + 1) * fx;
    Some(top * (1.0 - fy) + bottom * fy)
}

/// The edge of a picture fades over so many of its pixels.
const FEATHER: f64 = 12.0;

/// A raster of relief reprojected into the frame, on a grid of at most `columns` by `rows`.
///
/// # Arguments
///
/// `west`, `north`, `east`, `south` are the edges of the picture in degrees.
///
/// Returns the grey values where the picture covers the map, `None` elsewhere, each with a share that falls from 1 to 0
/// over the last twelve pixels before its edge, so that no edge is seen.
#[must_use]
pub fn warp(
    frame: &Frame,
    source: &Raster,
    [west, south, east, north]: [f64; 4],
    columns: usize,
    rows: usize,
) -> Vec<Option<(u8, f64)>> {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let (wide, high) = (number(source.width), number(source.height));
    let page = |column: f64, row: f64| {
        let (x, y) = (column / number(columns), row / number(rows));
        (frame.rect.x + frame.rect.width * x, frame.rect.y + frame.rect.height * y)
    };
    // Positions are computed at every eighth cell, and between them in proportion: far finer than the picture.
    const STEP: usize = 8;
    let nodes_wide = columns.div_ceil(STEP) + 1;
    let nodes_high = rows.div_ceil(STEP) + 1;
    let node = |i: usize| {
        let (column, row) = (number(i % nodes_wide * STEP), number(i / nodes_wide * STEP));
        frame.position(page(column, row)).map(|p| (p.lon(), p.lat()))
    };
    let nodes: Vec<Option<(f64, f64)>> = (0..nodes_wide * nodes_high).map(node).collect();
    let position = |column: usize, row: usize| {
        let at = |c: usize, r: usize| nodes.get(r * nodes_wide + c).copied().flatten();
        let (c, r) = (column / STEP, row / STEP);
        let (a, b, d, e) = (at(c, r)?, at(c + 1, r)?, at(c, r + 1)?, at(c + 1, r + 1)?);
        // Around a pole or the antimeridian proportions mean nothing.
        let lons = [a.0, b.0, d.0, e.0];
        if lons.iter().any(|l| (l - a.0).abs() > 90.0) {
            return frame.position(page(number(column) + 0.5, number(row) + 0.5)).map(|p| (p.lon(), p.lat()));
        }
        let (x, y) = ((number(column % STEP) + 0.5) / number(STEP), (number(row % STEP) + 0.5) / number(STEP));
        let between =
            |a: f64, b: f64, d: f64, e: f64| (1.0 - y) * ((1.0 - x) * a + x * b) + y * ((1.0 - x) * d + x * e);
        Some((between(a.0, b.0, d.0, e.0), between(a.1, b.1, d.1, e.1)))
    };
    let mut out = Vec::with_capacity(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let grey = position(column, row).and_then(|(lon, lat)| {
                let x = (lon - west) / (east - west) * wide;
                let y = (north - lat) / (north - south) * high;
                let inside = x.min(wide - x).min(y).min(high - y) / FEATHER;
                Some((sample(source, x, y)?, inside.clamp(0.0, 1.0)))
            });
            // Means of bytes stay within a byte.
            out.push(grey.map(|(g, share)| (g.round().clamp(0.0, 255.0) as u8, share)));
        }
    }
    out
}
