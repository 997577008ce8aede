//! The legend: only what is on this map, with counts.

use super::furniture::{panel, text, wrapped};
use super::scene::{Disc, Item, Layer, Shape, Stroke};
use super::style::{Theme, mark, symbol_radius};
use super::symbols::{Symbol, symbol, unknown_bar};
use crate::model::{Category, Status};
use crate::project::{Page, Rect};
use crate::typeface::{Cut, width};

/// What beside the incidents the legend explains.
pub struct Facts {
    pub border_name: String,
    pub has_uncertain_stretch: bool,
    pub has_radii: bool,
    pub has_tethers: bool,
}

/// A row: what is drawn at its left, and its words.
struct Row {
    words: Vec<String>,
    draw: Box<dyn Fn(Page) -> Vec<Item>>,
    /// The least height, in pixels.
    height: f64,
}

/// The legend, drawn with its upper left corner at the origin; [`Legend::at`] moves it.
pub struct Legend {
    rows: Vec<Row>,
    heads: Vec<(usize, &'static str)>,
    pub width: f64,
    pub height: f64,
    size: f64,
    unit: f64,
    theme: &'static Theme,
}

const PAD: f64 = 14.0;
const SLOT: f64 = 58.0;

impl Legend {
    pub fn new(symbols: &[Symbol<'_>], facts: &Facts, theme: &'static Theme, unit: f64) -> Self {
        let size = 15.5 * unit;
        let most = 255.0 * unit;
        let mut rows = Vec::new();
        let mut heads = vec![(0, "Incidents")];
        let mut row = |words: String, height: f64, draw: Box<dyn Fn(Page) -> Vec<Item>>| {
            rows.push(Row { words: wrapped(&words, Cut::Regular, size, most), draw, height });
        };
        for category in Category::ALL {
            let count = symbols.iter().filter(|s| s.incident.category == category).count();
            if count > 0 {
                let words = format!("{} ({count})", mark(category).name);
                let draw = move |at: Page| {
                    let look = mark(category);
                    symbol(&look, at, 8.5 * unit, false, theme, unit, None)
                };
                row(words, 22.0 * unit, Box::new(draw));
            }
        }
        let has = |test: &dyn Fn(&Symbol<'_>) -> bool| symbols.iter().any(test);
        if has(&|s| matches!(s.incident.status, Status::Disputed | Status::Denied)) {
            let draw = move |at: Page| symbol(&mark(Category::Clash), at, 8.5 * unit, true, theme, unit, None);
            row("Hollow: disputed or denied".to_owned(), 22.0 * unit, Box::new(draw));
        }
        let loud: Vec<&Symbol<'_>> = symbols.iter().filter(|s| mark(s.incident.category).loud).collect();
        if !loud.is_empty() {
            let most = loud.iter().filter_map(|s| s.incident.killed.best_or_least()).max().unwrap_or(0);
            let shown: Vec<u32> = [1, 2, 5, 10, 20, 50, 100].into_iter().filter(|n| *n <= most.max(1)).collect();
            let shown: Vec<u32> = match shown.as_slice() {
                [first, .., last] => vec![*first, *last],
                few => few.to_vec(),
            };
            let figures: Vec<String> = shown.iter().map(u32::to_string).collect();
            let r = move |n: u32| symbol_radius(true, Some(n), unit);
            let tallest = shown.iter().map(|n| r(*n)).fold(0.0, f64::max);
            let draw = move |at: Page| {
                let wide: f64 = shown.iter().map(|n| 2.0 * r(*n)).sum::<f64>() + 3.0 * unit;
                let mut x = at.0 - wide / 2.0;
                let mut items = Vec::new();
                for n in &shown {
                    items.push(Item::Disc(Disc {
                        centre: (x + r(*n), at.1),
                        radius: r(*n),
                        fill: Some(theme.quiet_ink.fade(0.55)),
                        stroke: None,
                    }));
                    x += 2.0 * r(*n) + 3.0 * unit;
                }
                items
            };
            let words = format!("{} dead, attackers included", figures.join(" and "));
            row(words, 2.0 * tallest + 4.0 * unit, Box::new(draw));
            if has(&|s| s.incident.killed.max > s.incident.killed.best_or_least() && s.incident.killed.min.is_some()) {
                let draw = move |at: Page| {
                    let disc = |radius, fill, stroke| Item::Disc(Disc { centre: at, radius, fill, stroke });
                    vec![
                        disc(r(2), None, Some(Stroke::solid(theme.quiet_ink, unit))),
                        disc(r(1), Some(theme.quiet_ink.fade(0.55)), None),
                    ]
                };
                row("Thin ring: the highest figure given".to_owned(), 27.0 * unit, Box::new(draw));
            }
            let unknown = loud.iter().any(|s| s.incident.killed.best_or_least().is_none());
            let none = loud.iter().any(|s| s.incident.killed.best_or_least() == Some(0));
            let small = symbol_radius(true, None, unit);
            if none {
                let draw = move |at: Page| {
                    vec![Item::Disc(Disc {
                        centre: at,
                        radius: small,
                        fill: Some(theme.quiet_ink.fade(0.55)),
                        stroke: None,
                    })]
                };
                row("No dead reported".to_owned(), 20.0 * unit, Box::new(draw));
            }
            if unknown {
                let draw = move |at: Page| {
                    let fill = Some(theme.quiet_ink.fade(0.55));
                    vec![
                        Item::Disc(Disc { centre: at, radius: small, fill, stroke: None }),
                        unknown_bar(at, small, theme.paper),
                    ]
                };
                row("Number of dead unknown".to_owned(), 20.0 * unit, Box::new(draw));
            }
        }
        heads.push((rows.len(), "How sure is the place"));
        let mut row = |words: &str, height: f64, draw: Box<dyn Fn(Page) -> Vec<Item>>| {
            rows.push(Row { words: wrapped(words, Cut::Regular, size, most), draw, height });
        };
        if facts.has_radii {
            let draw = move |at: Page| {
                let paint = theme.quiet_ink;
                vec![Item::Disc(Disc {
                    centre: at,
                    radius: 13.0 * unit,
                    fill: Some(paint.fade(0.05)),
                    stroke: Some(Stroke::solid(paint.fade(0.55), 0.9)),
                })]
            };
            row("Location radius: it happened somewhere inside", 30.0 * unit, Box::new(draw));
        }
        if facts.has_tethers {
            let draw = move |at: Page| {
                let (a, b) = ((at.0 - 13.0 * unit, at.1 + 5.0 * unit), (at.0 + 9.0 * unit, at.1 - 3.0 * unit));
                let mut items = vec![Item::Shape(Shape {
                    paths: vec![vec![a, b]],
                    fill: None,
                    stroke: Some(Stroke::solid(theme.quiet_ink.fade(0.75), 0.9 * unit)),
                    about: None,
                })];
                items.push(Item::Disc(Disc { centre: a, radius: 1.8 * unit, fill: Some(theme.ink), stroke: None }));
                items.extend(symbol(&mark(Category::Clash), b, 7.0 * unit, false, theme, unit, None));
                items
            };
            row("Moved aside; the thread leads to the reported spot", 22.0 * unit, Box::new(draw));
        }
        let line = move |at: Page, dash: Vec<f64>| {
            let path = vec![vec![(at.0 - 19.0 * unit, at.1), (at.0 + 19.0 * unit, at.1)]];
            let stroke = |paint, width, dash| {
                Item::Shape(Shape {
                    paths: path.clone(),
                    fill: None,
                    stroke: Some(Stroke { paint, width, dash }),
                    about: None,
                })
            };
            vec![stroke(theme.casing, 9.0 * unit, Vec::new()), stroke(theme.border, 3.8 * unit, dash)]
        };
        let words = format!("{}, with its kilometres", facts.border_name);
        row(&words, 22.0 * unit, Box::new(move |at| line(at, Vec::new())));
        if facts.has_uncertain_stretch {
            let dash = vec![7.0 * unit, 4.5 * unit];
            row("The same, position of the line uncertain", 22.0 * unit, Box::new(move |at| line(at, dash.clone())));
        }
        let heights: f64 = rows.iter().map(|r| r.tall(size)).sum();
        let widest = rows.iter().flat_map(|r| &r.words).map(|w| width(w, Cut::Regular, size, 0.0)).fold(0.0, f64::max);
        let heads_high = 29.0 * unit * if heads.len() > 1 { 2.0 } else { 1.0 };
        Self {
            rows,
            heads,
            width: widest + (SLOT + 2.0 * PAD + 6.0) * unit,
            height: heights + heads_high + 1.5 * PAD * unit,
            size,
            unit,
            theme,
        }
    }

    /// The legend with its upper left corner at a point.
    pub fn at(&self, (x, y): Page) -> Layer {
        let unit = self.unit;
        let mut layer = Layer::new("legend", "Legend");
        let bounds = Rect { x, y, width: self.width, height: self.height };
        let edge = Stroke::solid(self.theme.quiet_ink.fade(0.5), 0.8 * unit);
        layer.items.push(panel(bounds, self.theme.paper.fade(0.94), edge));
        let mut top = y + 0.55 * PAD * unit;
        for (i, row) in self.rows.iter().enumerate() {
            if let Some((_, head)) = self.heads.iter().find(|(at, _)| *at == i) {
                let at = (x + PAD * unit, top + 19.0 * unit);
                layer.items.push(text(head, at, Cut::Bold, self.size, self.theme.ink));
                top += 29.0 * unit;
            }
            let tall = row.tall(self.size);
            let middle = (x + (PAD + SLOT / 2.0) * unit, top + tall / 2.0);
            layer.items.extend((row.draw)(middle));
            let lines = f64::from(u32::try_from(row.words.len()).unwrap_or(1));
            let mut baseline = middle.1 - (lines - 1.0) * self.size * 0.6 + self.size * 0.36;
            for words in &row.words {
                let at = (x + (PAD + SLOT + 8.0) * unit, baseline);
                layer.items.push(text(words, at, Cut::Regular, self.size, self.theme.ink));
                baseline += self.size * 1.2;
            }
            top += tall;
        }
        layer
    }
}

impl Row {
    fn tall(&self, size: f64) -> f64 {
        let lines = f64::from(u32::try_from(self.words.len()).unwrap_or(1));
        self.height.max(lines * size * 1.2 + 0.35 * size)
    }
}
