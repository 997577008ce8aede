//! A picture in plate carrée, brought onto the page.

use super::Frame;
use crate::model::Raster;

/// The grey value at a place of a picture, between pixel centres; nothing outside.
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

/// A picture of the ground seen through the frame, on a grid of at most `columns` by `rows`.
///
/// # Arguments
///
/// `west`, `north`, `east`, `south` are the edges of the picture in degrees.
///
/// Returns the grey values and, for each, whether the picture covers it.
#[must_use]
pub fn warp(
    frame: &Frame,
    source: &Raster,
    [west, south, east, north]: [f64; 4],
    columns: usize,
    rows: usize,
) -> Vec<Option<u8>> {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let (wide, high) = (number(source.width), number(source.height));
    let mut out = Vec::with_capacity(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let page = (
                frame.rect.x + frame.rect.width * (number(column) + 0.5) / number(columns),
                frame.rect.y + frame.rect.height * (number(row) + 0.5) / number(rows),
            );
            let grey = frame.position(page).and_then(|at| {
                let x = (at.lon() - west) / (east - west) * wide;
                let y = (north - at.lat()) / (north - south) * high;
                sample(source, x, y)
            });
            // Means of bytes stay within a byte.
            out.push(grey.map(|g| g.round().clamp(0.0, 255.0) as u8));
        }
    }
    out
}
