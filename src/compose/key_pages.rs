//! The key on pages of its own, where it has no room beside the map.

use super::furniture::{rectangle, title_block};
use super::panel::{Block, columns, flow, held};
use super::scene::{Layer, Scene, Stroke};
use super::style::Style;
use crate::project::Rect;
use crate::recipe::Recipe;

/// The columns of a page below its title.
fn boxes(recipe: &Recipe, page: Rect, style: &Style) -> Vec<Rect> {
    let (outer, gap) = (style.px(26.0), style.px(24.0));
    let (_, top) = title_block(&recipe.title, &recipe.subtitle, page, style);
    let wide = page.width - 2.0 * outer;
    let count = (wide / style.letters(14.0) / 24.0).floor().clamp(1.0, 5.0) as usize;
    let body = Rect { x: page.x + outer, y: top, width: wide, height: (page.bottom() - outer - top).max(0.0) };
    columns(body, count, gap, style)
}

/// How wide an entry of the key is on such a page.
pub fn column_width(recipe: &Recipe, page: Rect, style: &Style) -> f64 {
    boxes(recipe, page, style).first().map_or(page.width, |b| b.width)
}

/// The blocks of a key on as many pages as they need, each with the title of the map, `first`.
pub fn key_pages(blocks: &[Block], first: &Scene, recipe: &Recipe, page: Rect, style: &Style) -> Vec<Scene> {
    let boxes = boxes(recipe, page, style);
    let mut pages = Vec::new();
    let mut left = blocks;
    // An entry that is higher than a page ends the list: it has room nowhere.
    while let Some((here, after)) = left.split_at_checked(held(left, &boxes)).filter(|(here, _)| !here.is_empty()) {
        let mut paper = Layer::new("paper", "Paper");
        paper.items.push(rectangle(page, style.theme.paper, Stroke::solid(style.theme.paper, 0.0)));
        let mut words = Layer::new("key", "Key");
        words.items.extend(title_block(&recipe.title, &recipe.subtitle, page, style).0);
        words.items.extend(flow(here, &boxes, style));
        let scene = Scene {
            width: first.width,
            height: first.height,
            dpi: first.dpi,
            language: first.language.clone(),
            is_right_to_left: first.is_right_to_left,
            title: first.title.clone(),
            description: style.words().text("key-heading").to_owned(),
            metadata: first.metadata.clone(),
            fonts: first.fonts.clone(),
            text_as: first.text_as,
            layers: vec![paper, words],
        };
        pages.push(scene.cleaned());
        left = after;
    }
    pages
}
