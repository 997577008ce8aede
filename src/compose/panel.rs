//! Blocks of text and signs that flow through columns: the legend and the key.

use super::furniture::{rectangle, text, wrapped};
use super::scene::{Item, Stroke};
use super::style::Style;
use crate::project::Rect;
use crate::typeface::FontStyle;

/// Draws a block into a box.
pub type Draw = dyn Fn(Rect, &Style) -> Vec<Item>;

/// A piece that is never broken; it is drawn into a box of its column's width.
pub struct Block {
    pub height: f64,
    pub draw: Box<Draw>,
    /// Whether the next block must stand below it in the same column.
    pub stays_with_next: bool,
}

/// The headline of a group of blocks, in lines of a width.
pub fn head(words: &str, (wide, size): (f64, f64), style: &Style) -> Block {
    let lines = wrapped(style.fonts, words, FontStyle::Bold, size, wide);
    let leading = size * 1.22;
    let below_first = leading * lines.len().saturating_sub(1) as f64;
    let draw = move |r: Rect, style: &Style| {
        let (x, anchor) = style.lead(r, 0.0);
        let mut y = r.y + style.px(20.0) - leading;
        let line = |line: &String| {
            y += leading;
            text(line, (x, y), anchor, FontStyle::Bold, size, style.theme.ink)
        };
        lines.iter().map(line).collect()
    };
    Block { height: style.px(28.0) + below_first, draw: Box::new(draw), stays_with_next: true }
}

/// How many blocks from `from` on fit below each other, and how high they are.
fn fitting(blocks: &[Block], from: usize, height: f64) -> (usize, f64) {
    let mut used = 0.0;
    let mut count = 0;
    // Up to here the column may be broken.
    let mut kept = (0, 0.0);
    for block in &blocks[from.min(blocks.len())..] {
        if used + block.height > height + 0.01 {
            break;
        }
        used += block.height;
        count += 1;
        if !block.stays_with_next {
            kept = (count, used);
        }
    }
    kept
}

/// How many blocks the columns hold.
pub fn held(blocks: &[Block], columns: &[Rect]) -> usize {
    columns.iter().fold(0, |from, column| from + fitting(blocks, from, column.height).0)
}

/// The blocks from `first` on, drawn into columns as far as they fit.
pub fn flow(blocks: &[Block], columns: &[Rect], style: &Style) -> Vec<Item> {
    let mut from = 0;
    let mut items = Vec::new();
    for column in columns {
        let (count, _) = fitting(blocks, from, column.height);
        let mut y = column.y;
        for block in blocks.iter().skip(from).take(count) {
            items.extend((block.draw)(Rect { y, height: block.height, ..*column }, style));
            y += block.height;
        }
        from += count;
    }
    items
}

/// The least height at which so many columns hold all blocks.
pub fn least_height(blocks: &[Block], columns: usize) -> f64 {
    let total: f64 = blocks.iter().map(|b| b.height).sum();
    let tallest = blocks.iter().map(|b| b.height).fold(0.0, f64::max);
    let count = f64::from(u32::try_from(columns.max(1)).unwrap_or(1));
    let mut height = (total / count).max(tallest);
    let column = |height| Rect { x: 0.0, y: 0.0, width: 0.0, height };
    while height < total && held(blocks, &vec![column(height); columns]) < blocks.len() {
        height += total / 100.0;
    }
    height.min(total)
}

/// So many columns side by side in a box, the first at its leading edge.
pub fn columns(bounds: Rect, count: usize, gap: f64, style: &Style) -> Vec<Rect> {
    let n = f64::from(u32::try_from(count.max(1)).unwrap_or(1));
    let width = (bounds.width - gap * (n - 1.0)) / n;
    let mut all: Vec<Rect> = (0..count.max(1))
        .map(|i| Rect { x: bounds.x + f64::from(u32::try_from(i).unwrap_or(0)) * (width + gap), width, ..bounds })
        .collect();
    if style.is_mirrored() {
        all.reverse();
    }
    all
}

/// The sheet on which blocks stand that lie on the map.
pub fn sheet(bounds: Rect, style: &Style) -> Item {
    let edge = Stroke::solid(style.theme.quiet_ink.fade(0.5), style.px(0.8));
    rectangle(bounds, style.theme.paper, edge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::sample;

    fn blocks(list: &[(f64, bool)]) -> Vec<Block> {
        let block = |(height, stays_with_next): &(f64, bool)| Block {
            height: *height,
            draw: Box::new(|_, _| Vec::new()),
            stays_with_next: *stays_with_next,
        };
        list.iter().map(block).collect()
    }

    #[test]
    fn a_headline_is_not_left_alone_at_the_end_of_a_column() {
        let list = blocks(&[(10.0, false), (10.0, true), (10.0, false)]);
        let column = |height| Rect { x: 0.0, y: 0.0, width: 1.0, height };
        assert_eq!(held(&list, &[column(25.0)]), 1);
        assert_eq!(held(&list, &[column(25.0), column(25.0)]), 3);
        assert!((least_height(&list, 1) - 30.0).abs() < 1e-9);
        assert!((least_height(&list, 2) - 20.0).abs() < 0.5);
    }

    #[test]
    fn a_headline_has_the_lines_that_its_width_needs() {
        let style = sample::style("en");
        let words = "So many incidents counted together";
        let lines = |wide: f64| {
            let block = head(words, (wide, 16.0), &style);
            let items = (block.draw)(Rect { x: 0.0, y: 0.0, width: wide, height: block.height }, &style);
            let lines: Vec<(String, f64)> = items
                .iter()
                .map(|item| match item {
                    Item::Text(text) => (text.words.clone(), text.at.1),
                    _ => panic!("a headline is text"),
                })
                .collect();
            (block.height, lines)
        };
        let (low, one) = lines(1_000.0);
        assert_eq!(one, [(words.to_owned(), 20.0)]);
        let (high, several) = lines(120.0);
        let joined: Vec<&str> = several.iter().map(|(line, _)| line.as_str()).collect();
        assert!(joined.len() > 1 && joined.join(" ") == words, "{joined:?}");
        assert!(several.windows(2).all(|pair| pair[1].1 > pair[0].1 + 16.0));
        assert!((high - low - 16.0 * 1.22 * (several.len() - 1) as f64).abs() < 1e-9);
    }
}
