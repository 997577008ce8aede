//! Shaded relief, in tiles of 10 by 10 degrees around the land borders.

use std::io::Cursor;

use geo::Rect;

use crate::edition::{Edition, Layer};

/// A grey picture in plate carrée.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Relief {
    /// West, south, east and north edge, in whole degrees.
    pub bbox: [i32; 4],
    /// Columns: 30 a degree.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Grey values, row by row from the upper left; flat land is 215 or so.
    pub grey: Vec<u8>,
}

/// The grey of flat land, where there is no tile.
const FLAT: u8 = 215;

/// The relief of a box, widened to whole degrees.
pub(crate) fn inside(edition: &Edition, cut: Rect) -> Relief {
    let (head, pack) = (edition.relief_head(), edition.pack(Layer::Relief));
    let whole = |v: f64, least: f64, most: f64| v.clamp(least, most) as i32;
    let (low, high) = (cut.min(), cut.max());
    let (west, south) = (whole(low.x.floor(), -180.0, 179.0), whole(low.y.floor(), -90.0, 89.0));
    let (east, north) =
        (whole(high.x.ceil(), f64::from(west) + 1.0, 180.0), whole(high.y.ceil(), f64::from(south) + 1.0, 90.0));
    let pixels = |degrees: i32| {
        usize::try_from(degrees.max(0)).unwrap_or_default() * usize::try_from(head.per_degree).unwrap_or_default()
    };
    let (width, height) = (pixels(east - west), pixels(north - south));
    let mut grey = vec![FLAT; width * height];
    for (i, (left, bottom)) in head.tiles.iter().enumerate() {
        let (right, top) = (left + head.tile, bottom + head.tile);
        if *left >= east || right <= west || *bottom >= north || top <= south {
            continue;
        }
        let side = pixels(head.tile);
        let Some(tile) = decoded(pack.stored(i + 1), side * side) else { continue };
        let (from, to) = (west.max(*left), east.min(right));
        // Rows are counted from the pole.
        let (first, start, end) = (pixels(90 - top), pixels(90 - north), pixels(90 - south));
        for (row, line) in tile.chunks_exact(side.max(1)).enumerate() {
            let y = first + row;
            if (start..end).contains(&y) {
                let part = line.get(pixels(from - left)..pixels(to - left)).unwrap_or_default();
                let at = (y - start) * width + pixels(from - west);
                grey.get_mut(at..at + part.len()).into_iter().for_each(|out| out.copy_from_slice(part));
            }
        }
    }
    let size = |n: usize| u32::try_from(n).unwrap_or_default();
    Relief { bbox: [west, south, east, north], width: size(width), height: size(height), grey }
}

/// The first channel of a WebP picture of so many pixels.
pub(crate) fn decoded(bytes: &[u8], count: usize) -> Option<Vec<u8>> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) != u64::try_from(count).ok()? {
        return None;
    }
    let mut pixels = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut pixels).ok()?;
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    Some(pixels.chunks_exact(channels).filter_map(|p| p.first().copied()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tile_is_a_picture() {
        let edition = Edition::embedded();
        let (head, pack) = (edition.relief_head(), edition.pack(Layer::Relief));
        assert_eq!(pack.count(), head.tiles.len() + 1);
        let side = head.side().unwrap();
        for i in 1..pack.count() {
            assert_eq!(decoded(pack.stored(i), side * side).unwrap().len(), side * side, "{i}");
        }
    }

    #[test]
    fn pictures_of_two_boxes_agree_where_they_meet() {
        let inside = |cut| inside(Edition::embedded(), cut);
        let small = inside(Rect::new((86.2, 27.3), (87.9, 28.8)));
        let large = inside(Rect::new((77.0, 22.5), (96.5, 33.5)));
        assert_eq!((small.bbox, large.bbox), ([86, 27, 88, 29], [77, 22, 97, 34]));
        let at = |relief: &Relief, lon: i32, lat: i32| {
            let [west, _, _, north] = relief.bbox;
            let per = Edition::embedded().relief_head().per_degree;
            let (x, y) = (u32::try_from(lon - west).unwrap() * per, u32::try_from(north - lat).unwrap() * per);
            relief.grey[usize::try_from(y * relief.width + x).unwrap()]
        };
        assert_eq!(at(&small, 86, 29), at(&large, 86, 29));
        assert_eq!(at(&small, 87, 28), at(&large, 87, 28));
        // The Himalaya has shadows, and no row is shifted: the rows on both sides of 30° N, of two tiles, are alike.
        assert!(large.grey.iter().any(|g| *g < 120));
    }
}
