//! The heat band of a strip: where very many incidents may have been, by kilometre and distance.

use geo::Point;

use super::scale::{Distances, Kilometres};
use crate::analyse::Event;
use crate::compose::scene::{Item, Layer, Shape};
use crate::compose::shades::{LEVELS, shade};
use crate::compose::style::Style;
use crate::measure::{Nearest, Side};
use crate::project::{Page, Rect};

/// More incidents than this on a strip are no longer drawn one by one.
pub const MOST_MARKS: usize = 150;
/// The width and the height of a cell, in units of the design.
const CELL: f64 = 9.0;

/// How many incidents may have been in each cell of a panel.
pub struct Sums {
    cells: Vec<f64>,
    columns: usize,
    /// Rows above the line.
    above: usize,
    panel: Rect,
    line: f64,
    cell: f64,
    /// How much of the border a cell is wide, in kilometres.
    pub cell_km: f64,
}

/// Counts the incidents, each spread over the sample of its positions.
///
/// # Arguments
///
/// `events` are the incidents with their weights, `side_of` the side on which the strip shows a position with its nearest point.
pub fn sums<'e>(
    events: impl Iterator<Item = (&'e Event<'e>, f64)>,
    side_of: &dyn Fn(&Nearest, Point) -> Side,
    (across, up): (&Kilometres, &Distances),
    panel: Rect,
    style: &Style,
) -> Sums {
    let cell = style.px(CELL);
    let columns = (panel.width / cell).ceil().max(1.0) as usize;
    let above = ((up.line - panel.y) / cell).ceil().max(0.0) as usize;
    let rows = above + ((panel.bottom() - up.line) / cell).ceil().max(0.0) as usize;
    let mut sums = vec![0.0; columns * rows];
    let mut add = |km: f64, signed_km: f64, weight: f64| {
        let column = ((across.x(km) - panel.x) / cell) as usize;
        let off = ((up.y(signed_km) - up.line) / cell).abs() as usize;
        // Left of the border is above the line.
        let row = if signed_km > 0.0 { above.checked_sub(off + 1) } else { Some(above + off) };
        if let Some(sum) =
            row.filter(|row| *row < rows).and_then(|row| sums.get_mut(row * columns + column.min(columns - 1)))
        {
            *sum += weight;
        }
    };
    for (event, weight) in events.filter(|(_, weight)| *weight > 0.0) {
        let each = weight / f64::from(u32::try_from(event.samples.len()).unwrap_or(u32::MAX)).max(1.0);
        for sample in event.samples.iter().filter(|s| across.shows(s.nearest.measure_km())) {
            let (km, far) = (sample.nearest.measure_km(), (sample.nearest.distance_m / 1000.0).max(1e-9));
            match side_of(&sample.nearest, sample.point) {
                Side::Left => add(km, far, each),
                Side::Right => add(km, -far, each),
                _ => [far, -far].into_iter().for_each(|signed| add(km, signed, each / 2.0)),
            }
        }
    }
    let cell_km = cell / across.width * (across.to_km - across.from_km);
    Sums { cells: sums, columns, above, panel, line: up.line, cell, cell_km }
}

impl Sums {
    /// The most of any cell.
    pub fn most(&self) -> f64 {
        self.cells.iter().copied().fold(0.0, f64::max)
    }
}

/// The cells of the band, the darker the more; the darkest stands for `most`.
pub fn layer(heat: &Sums, most: f64, style: &Style) -> Layer {
    let Sums { cells: sums, columns, above, panel, line, cell, .. } = heat;
    let (columns, above, cell, line) = (*columns, *above, *cell, *line);
    let rows = sums.len() / columns.max(1);
    let mut layer = Layer::new("heat", "Heat band of incidents");
    let level = |sum: f64| (f64::from(LEVELS) * (sum / most).sqrt()).ceil() as u8;
    for wanted in 1..=LEVELS {
        let mut paths: Vec<Vec<Page>> = Vec::new();
        for row in 0..rows {
            let offset = |row: usize| (row as f64 - above as f64) * cell;
            let (top, low) = ((line + offset(row)).max(panel.y), (line + offset(row + 1)).min(panel.bottom()));
            let mut column = 0;
            // Neighbours of one shade are one rectangle.
            while column < columns {
                let is_wanted =
                    |c: &usize| sums.get(row * columns + c).is_some_and(|s| *s > 0.0 && level(*s) == wanted);
                let run = (column..columns).take_while(is_wanted).count();
                if run > 0 {
                    let x = |c: usize| (panel.x + c as f64 * cell).min(panel.right());
                    let (a, b) = (x(column), x(column + run));
                    paths.push(vec![(a, top), (b, top), (b, low), (a, low)]);
                }
                column += run.max(1);
            }
        }
        if !paths.is_empty() {
            layer.items.push(Item::Shape(Shape { paths, fill: Some(shade(wanted, style)), stroke: None, about: None }));
        }
    }
    layer
}
