//! What the maps of an atlas have beside others: the frames of its pages on the overview, and the numbers of a page's neighbours.

use super::border::turned_box;
use super::figure::Figure;
use super::furniture::{around, corners, rectangle, strokes, text};
use super::labels::text_box;
use super::map::Own;
use super::notes::outside;
use super::paper::paper;
use super::scene::{Anchor, Disc, Item, Layer, Shape, Stroke};
use super::sequel::AtlasPage;
use super::style::Style;
use crate::language::LanguagePair;
use crate::model::{Case, LonLat};
use crate::project::{Frame, Page, Rect, clip_line, is_in_rings};
use crate::recipe::Recipe;
use crate::typeface::{CAP_HEIGHT, FontStyle, Typefaces};

/// A page that shows how the border goes on beyond the frame of another.
#[derive(Debug, Clone)]
pub struct Neighbour {
    /// Its number.
    pub number: usize,
    /// The border from the stretch of the page onwards, towards the neighbour.
    pub onwards: Vec<LonLat>,
}

/// Draws the frames of the pages with their numbers onto an overview.
pub fn draw_pages(figure: &mut Figure, pages: &[AtlasPage], dossier: &Case, recipe: &Recipe, languages: LanguagePair) {
    let (style, _) = paper(recipe, languages, dossier);
    let Some(frame) = figure.boxes.map_frame.clone() else { return };
    let ink = style.theme.ink;
    let mut frames = Layer::new("page-frames", "Frames of the pages");
    let mut numbers = Layer::new("page-numbers", "Numbers of the pages");
    let b = &figure.boxes;
    let mut taken: Vec<Rect> =
        b.labels.iter().chain(&b.symbols).chain(&b.furniture).chain(&b.kilometres).copied().collect();
    // The names of countries, provinces and waters as well.
    let names = text_boxes(figure, &["country-names", "province-names", "water-names"], style.fonts);
    let labels: Vec<Rect> = b.labels.iter().map(|label| label.grown(style.px(2.0))).chain(names.clone()).collect();
    taken.extend(names);
    let size = style.letters(15.0);
    let radius = 0.8 * size;
    for page in pages {
        let paths: Vec<Vec<Page>> =
            clip_line(&frame, &page.outline).iter().flat_map(|path| parts_outside(path, &labels)).collect();
        frames.items.push(strokes(paths.clone(), Stroke::solid(style.theme.halo, style.px(4.0))));
        frames.items.push(strokes(paths, Stroke::solid(ink, style.px(1.5))));
    }
    let ring = |page: &AtlasPage| page.outline.iter().filter_map(|p| frame.place(p.lon(), p.lat())).collect();
    let rings: Vec<Vec<Page>> = pages.iter().map(ring).collect();
    for (n, (page, edge)) in pages.iter().zip(&rings).enumerate() {
        let inner = frame.rect.grown(-1.2 * radius);
        let free = |at: &Page| {
            let bounds = around(*at, radius);
            inner.contains(*at) && !taken.iter().any(|t| t.overlaps(&bounds))
        };
        let covered = |at: &Page| taken.iter().filter(|t| t.overlaps(&around(*at, radius))).count();
        // On the edge of its own frame, and in no frame of another where that can be.
        let others = |at: &Page| {
            let holds = |(m, ring): &(usize, &Vec<Page>)| *m != n && is_in_rings(std::slice::from_ref(*ring), *at);
            rings.iter().enumerate().filter(holds).count()
        };
        let best = edge.iter().filter(|at| free(at)).min_by_key(|at| others(at));
        let least = || edge.iter().filter(|at| inner.contains(**at)).min_by_key(|at| covered(at));
        let Some(at) = best.or_else(least).copied() else { continue };
        taken.push(around(at, radius));
        let stroke = Some(Stroke::solid(style.theme.halo, style.px(1.5)));
        numbers.items.push(Item::Disc(Disc { centre: at, radius, fill: Some(ink), stroke, about: None }));
        let baseline = (at.0, at.1 + 0.5 * CAP_HEIGHT * size);
        let words = style.number(page.number);
        numbers.items.push(text(&words, baseline, Anchor::Middle, FontStyle::Bold, size, style.theme.paper));
    }
    let layers = &mut figure.scene.layers;
    let below = |l: &Layer| ["leader-lines", "incidents", "anchors", "names"].contains(&l.id.as_str());
    let at = layers.iter().position(below).unwrap_or(layers.len());
    layers.insert(at, frames);
    layers.push(numbers);
}

/// The parts of a line that lie in none of some boxes.
fn parts_outside(path: &[Page], boxes: &[Rect]) -> Vec<Vec<Page>> {
    let mut parts: Vec<Vec<Page>> = Vec::new();
    for (a, b) in path.iter().zip(path.iter().skip(1)) {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let at = |t: f64| (a.0 + t * dx, a.1 + t * dy);
        let is_near = |r: &&Rect| {
            let beside = r.x > a.0.max(b.0) || r.right() < a.0.min(b.0);
            !beside && r.y <= a.1.max(b.1) && r.bottom() >= a.1.min(b.1)
        };
        // Where the edges of the boxes cut it; a division by none is outside of 0 to 1.
        let crossings = boxes
            .iter()
            .filter(is_near)
            .flat_map(|r| [(r.x - a.0) / dx, (r.right() - a.0) / dx, (r.y - a.1) / dy, (r.bottom() - a.1) / dy]);
        let mut cuts: Vec<f64> = crossings.filter(|t| (0.0..1.0).contains(t)).chain([0.0, 1.0]).collect();
        cuts.sort_by(f64::total_cmp);
        for (from, to) in cuts.iter().zip(cuts.iter().skip(1)).filter(|(from, to)| from < to) {
            if boxes.iter().any(|r| r.contains(at(f64::midpoint(*from, *to)))) {
                continue;
            }
            let (from, to) = (at(*from), if *to < 1.0 { at(*to) } else { *b });
            match parts.last_mut() {
                Some(part) if part.last() == Some(&from) => part.push(to),
                _ => parts.push(vec![from, to]),
            }
        }
    }
    parts
}

/// Draws the numbers of a page's neighbours at the edge of its map, where the border goes on.
pub fn draw_neighbours(
    figure: &mut Figure,
    neighbours: &[Neighbour],
    dossier: &Case,
    recipe: &Recipe,
    languages: LanguagePair,
) {
    let fonts = figure.scene.fonts.clone();
    let (style, _) = paper(recipe, languages, dossier);
    let Some(frame) = figure.boxes.map_frame.clone() else { return };
    let mut layer = Layer::new("neighbours", "Neighbouring pages");
    let mut taken = text_boxes(figure, &["graticule"], &fonts);
    for neighbour in neighbours {
        let leaves = neighbour.onwards.iter().map_while(|p| frame.shows(*p)).last();
        let Some(leaves) = leaves else { continue };
        let tab = tab(leaves, frame.rect, &taken, &style);
        taken.push(tab.bounds);
        layer.items.extend(drawn(&tab, neighbour.number, &style));
    }
    figure.scene.layers.push(layer);
}

/// What the texts of some layers take up.
fn text_boxes(figure: &Figure, ids: &[&str], fonts: &Typefaces) -> Vec<Rect> {
    let items = figure.scene.layers.iter().filter(|l| ids.contains(&l.id.as_str())).flat_map(|l| &l.items);
    let bounds = |item: &Item| match item {
        Item::Text(t) if t.turn.abs() < 1e-9 => {
            Some(text_box(fonts, &t.words, t.font_style, t.size, t.tracking, t.at, t.anchor))
        }
        // Along a river.
        Item::Text(t) => {
            Some(turned_box(t.at, fonts.width(&t.words, t.font_style, t.size, t.tracking), t.size, t.turn))
        }
        _ => None,
    };
    items.filter_map(bounds).collect()
}

/// A tab at the edge of a map.
struct Tab {
    bounds: Rect,
    /// Outwards: the side of the map on which it stands.
    out: Page,
}

/// The tab nearest to where the border leaves a map: outside its frame, beside the figures of the graticule.
fn tab(leaves: Page, frame: Rect, taken: &[Rect], style: &Style) -> Tab {
    let (along, across) = (style.letters(13.0) * 2.4, style.letters(13.0) * 1.25);
    let edges = [
        (leaves.0 - frame.x, (-1.0, 0.0)),
        (frame.right() - leaves.0, (1.0, 0.0)),
        (leaves.1 - frame.y, (0.0, -1.0)),
        (frame.bottom() - leaves.1, (0.0, 1.0)),
    ];
    let nearest = edges.into_iter().min_by(|a, b| a.0.total_cmp(&b.0));
    let out = nearest.map_or((1.0, 0.0), |(_, out)| out);
    let slid = |by: f64| match out {
        (0.0, _) => {
            let x = (leaves.0 - along / 2.0 + by).clamp(frame.x, frame.right() - along);
            Rect { x, y: if out.1 < 0.0 { frame.y - across } else { frame.bottom() }, width: along, height: across }
        }
        _ => {
            let y = (leaves.1 - along / 2.0 + by).clamp(frame.y, frame.bottom() - along);
            Rect { x: if out.0 < 0.0 { frame.x - across } else { frame.right() }, y, width: across, height: along }
        }
    };
    let steps = (0..=40_u8).flat_map(|i| [f64::from(i), -f64::from(i)]).map(|i| i * 0.15 * along);
    let free = |r: &Rect| !taken.iter().any(|t| t.grown(style.px(1.0)).overlaps(r));
    let bounds = steps.map(slid).find(free).unwrap_or_else(|| slid(0.0));
    Tab { bounds, out }
}

/// A tab with a number, and an arrow that points out of the map.
fn drawn(tab: &Tab, number: usize, style: &Style) -> Vec<Item> {
    let (r, size) = (tab.bounds, style.letters(13.0));
    let (ink, paper) = (style.theme.ink, style.theme.paper);
    let middle = (r.x + r.width / 2.0, r.y + r.height / 2.0);
    let (wide, high) = (0.26 * size, 0.36 * size);
    // Number and arrow beside each other, along the edge.
    let (number_at, tip) = match tab.out {
        (0.0, _) => ((middle.0 - 0.4 * size, middle.1), (middle.0 + 0.75 * size, middle.1)),
        _ => ((middle.0, middle.1 - 0.4 * size), (middle.0, middle.1 + 0.75 * size)),
    };
    let at = |forward: f64, side: f64| {
        let (dx, dy) = tab.out;
        (tip.0 + dx * forward - dy * side, tip.1 + dy * forward + dx * side)
    };
    let arrow = vec![at(wide, 0.0), at(-wide, high), at(-wide, -high)];
    let baseline = (number_at.0, number_at.1 + 0.5 * CAP_HEIGHT * size);
    let words = style.number(number);
    vec![
        rectangle(r, ink, Stroke::solid(ink, 0.0)),
        Item::Shape(Shape { paths: vec![arrow], fill: Some(paper), stroke: None, about: None }),
        text(&words, baseline, Anchor::Middle, FontStyle::Bold, size, paper),
    ]
}

/// What is said of notes and layers that lie on none of the pages.
pub fn on_no_page(own: &Own, pages: &[&Figure], style_of: (&Case, &Recipe, LanguagePair)) -> Vec<String> {
    let (dossier, recipe, languages) = style_of;
    let (style, _) = paper(recipe, languages, dossier);
    // Pages lie along the border.
    let wider = match recipe.extent.km {
        Some(_) => "widen extent.km",
        None => "the pages follow the whole border, and show no more ground",
    };
    let is_on = |at: LonLat| pages.iter().any(|p| p.boxes.map_frame.as_ref().is_some_and(|f| f.shows(at).is_some()));
    let notes = own.notes.iter().filter(|note| !is_on(note.at)).map(|note| outside(note, "pages", wider, &style));
    let is_drawn = |number: usize| {
        let id = format!("own-{}", number + 1);
        pages.iter().any(|p| p.scene.layers.iter().any(|l| l.id == id))
    };
    let layers = own.layers.iter().enumerate().filter(|(n, _)| !is_drawn(*n));
    notes.chain(layers.map(|(_, layer)| layer.nowhere("any page", wider))).collect()
}

/// Positions along the edge of a map, the last the same as the first.
pub fn outline(frame: &Frame) -> Vec<LonLat> {
    /// So many on each side: the edge is curved on another map.
    const STEPS: u8 = 24;
    let ring = corners(frame.rect);
    let sides = (0..4).map(|i| (ring[i], ring[(i + 1) % 4]));
    let along = |(a, b): (Page, Page)| {
        (0..STEPS).map(move |k| {
            let t = f64::from(k) / f64::from(STEPS);
            (a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1))
        })
    };
    let points = sides.flat_map(along).chain([ring[0]]);
    points.filter_map(|at| frame.position(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_does_not_run_through_labels() {
        let path = [(0.0, 0.0), (100.0, 0.0), (100.0, 50.0)];
        assert_eq!(parts_outside(&path, &[]), [path.to_vec()]);
        let label = Rect { x: 40.0, y: -5.0, width: 20.0, height: 10.0 };
        let found = parts_outside(&path, &[label]);
        assert_eq!(found, [vec![(0.0, 0.0), (40.0, 0.0)], vec![(60.0, 0.0), (100.0, 0.0), (100.0, 50.0)]]);
    }
}
