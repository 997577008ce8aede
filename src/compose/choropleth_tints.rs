//! A choropleth on the page: the tints of provinces, and what is said of them.

use super::choropleth::{Choropleth, OPEN, Range};
use super::contested::hatching;
use super::furniture::{corners, rectangle};
use super::legend::{Entry, entry};
use super::scene::{Item, Layer, Paint, Shape, Stroke};
use super::style::Style;
use crate::model::Case;
use crate::project::{Frame, Page, Rect, clip_area, clip_rings_to_rings};
use crate::recipe;

/// How opaque the tints of the first and the last class are.
const TINTS: (f64, f64) = (0.09, 0.34);
/// The stripes of a province between two classes: so much of their distance is striped.
const STRIPED: f64 = 0.5;

/// How opaque the tint of a class is, of so many.
fn opacity(class: usize, of: usize) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    match (class, of) {
        (0, _) => 0.0,
        (_, 1) => (TINTS.0 + TINTS.1) / 2.0,
        _ => TINTS.0 + (TINTS.1 - TINTS.0) * count(class - 1) / count(of - 1),
    }
}

/// Rings in the tint of a class, striped with that of a higher one.
fn tinted(rings: &[Vec<Page>], (low, high): (usize, usize), of: usize, style: &Style) -> Vec<Item> {
    let paint: Paint = style.theme.border;
    let mut items = Vec::new();
    if low > 0 {
        let fill = Some(paint.fade(opacity(low, of)));
        items.push(Item::Shape(Shape { paths: rings.to_vec(), fill, stroke: None, about: None }));
    }
    if high > low {
        // Leaning the other way than the hatching of contested ground.
        let mirrored = |path: &Vec<Page>| path.iter().map(|(x, y)| (-x, *y)).collect::<Vec<Page>>();
        let lines = hatching(&rings.iter().map(mirrored).collect::<Vec<_>>(), style);
        // Over the lower tint the stripes come to the higher one.
        let over = 1.0 - (1.0 - opacity(high, of)) / (1.0 - opacity(low, of));
        let width = style.px(super::contested::APART * STRIPED);
        let stroke = Some(Stroke::solid(paint.fade(over), width));
        let paths: Vec<Vec<Page>> = lines.iter().map(mirrored).collect();
        if !paths.is_empty() {
            items.push(Item::Shape(Shape { paths, fill: None, stroke, about: None }));
        }
    }
    items
}

impl Choropleth {
    /// The tints in a frame, of each province on the land of its country.
    pub fn layer(&self, case: &Case, lands: &[(String, Vec<Vec<Page>>)], frame: &Frame, style: &Style) -> Layer {
        let mut layer = Layer::new("choropleth", "Provinces by count");
        for (number, area) in case.basemap.provinces.iter().flat_map(|l| &l.features).enumerate() {
            let class = self.class(number);
            let rings = if class.1 > 0 { clip_area(frame, &area.shape) } else { Vec::new() };
            if rings.is_empty() {
                continue;
            }
            // The edge of a province is not quite the border.
            let land = lands.iter().find(|(code, _)| area.country() == Some(code.as_str()));
            let rings = land.map_or(rings.clone(), |(_, land)| clip_rings_to_rings(&rings, land));
            layer.items.extend(tinted(&rings, class, self.classes.len(), style));
        }
        layer
    }

    /// The heading of its group in the legend.
    pub fn head(&self, style: &Style) -> String {
        let key = match self.of {
            recipe::Choropleth::Killed => "legend-choropleth-killed",
            _ => "legend-choropleth-incidents",
        };
        style.words().text(key).to_owned()
    }

    /// The classes with their tints for the legend.
    pub fn entries(&self, style: &Style) -> Vec<Entry> {
        let of = self.classes.len();
        let swatch = move |at: Page, class: (usize, usize), style: &Style| {
            let (wide, high) = (style.px(38.0), style.px(17.0));
            let bounds = Rect { x: at.0 - wide / 2.0, y: at.1 - high / 2.0, width: wide, height: high };
            let ring = corners(bounds).to_vec();
            // Its halves are the lands of the two sides: the same tint looks otherwise on either.
            let (left, right) = (style.theme.land_left, style.theme.land_right);
            let (first, second) = if style.is_mirrored() { (right, left) } else { (left, right) };
            let half = Rect { width: wide / 2.0, ..bounds };
            let none = Stroke::solid(first, 0.0);
            let mut items =
                vec![rectangle(half, first, none.clone()), rectangle(Rect { x: at.0, ..half }, second, none)];
            items.extend(tinted(std::slice::from_ref(&ring), class, of, style));
            let edge = Some(Stroke::solid(style.theme.quiet_ink.fade(0.5), style.px(0.8)));
            items.push(Item::Shape(Shape { paths: vec![ring], fill: None, stroke: edge, about: None }));
            items
        };
        let mut from = 1;
        let mut list = Vec::new();
        for (number, most) in (1..).zip(self.classes.iter().copied()) {
            let is_open = most == OPEN;
            let words = between(Range { least: from, most: if is_open { from } else { most }, is_open }, style);
            list.push(entry(words, 22.0, move |at, style| swatch(at, (number, number), style)));
            from = most.saturating_add(1);
        }
        let is_between = |n: &usize| {
            let (low, high) = self.class(*n);
            low < high
        };
        if let Some(example) = (0..self.counts.len()).find(is_between) {
            let class = self.class(example);
            let words = style.words().text("legend-choropleth-between");
            list.push(entry(words, 24.0, move |at, style| swatch(at, class, style)));
        }
        list
    }

    /// What is counted, and what could not be, in a sentence.
    pub fn sentence(&self, style: &Style) -> String {
        let words = style.words();
        let key = match self.of {
            recipe::Choropleth::Killed => "choropleth-killed",
            _ => "choropleth-incidents",
        };
        let parts = [
            (self.several, "choropleth-several"),
            (self.unknown, "choropleth-unknown"),
            (self.nowhere, "choropleth-nowhere"),
        ];
        let parts = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| words.counted(key, n, &[]));
        let all: Vec<String> = std::iter::once(words.counted(key, self.counted, &[])).chain(parts).collect();
        format!("{}.", all.join(words.text("semicolon")))
    }

    /// The provinces that have any, those with most first, for those who cannot see the map.
    pub fn list(&self, case: &Case, style: &Style) -> String {
        let areas = case.basemap.provinces.iter().flat_map(|l| &l.features);
        let mut all: Vec<(&str, Range)> =
            areas.map(|a| style.name(&a.names)).zip(self.counts.iter().copied()).collect();
        all.retain(|(_, count)| count.most > 0 || count.is_open);
        all.sort_by_key(|(name, count)| (std::cmp::Reverse((count.most, count.least)), name.to_owned()));
        let one = |(name, count): &(&str, Range)| format!("{name} {}", between(*count, style));
        let named: Vec<String> = all.iter().map(one).collect();
        match named.is_empty() {
            true => String::new(),
            false => style.words().fill("choropleth-list", &[("list", &named.join(style.words().text("comma")))]),
        }
    }
}

/// A range of numbers as it is written.
fn between(range: Range, style: &Style) -> String {
    let Range { least, most, is_open } = range;
    let [low, high] = [least, most].map(|n| style.language().grouped(&n.to_string()));
    let range = if least == most { low } else { format!("{low}–{high}") };
    if is_open { style.words().fill("or-more", &[("range", &range)]) } else { range }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::is_in_rings;
    use crate::theme::theme;

    #[test]
    fn the_tints_of_classes_are_told_apart_on_either_land() {
        let over = |ground: Paint, paint: Paint, alpha: f64| {
            let mix = |a: u8, b: u8| (f64::from(a) * (1.0 - alpha) + f64::from(b) * alpha).round() as u8;
            let ((a, b, c), (d, e, f)) = (ground.rgb, paint.rgb);
            Paint { rgb: (mix(a, d), mix(b, e), mix(c, f)), alpha: 1.0 }
        };
        for name in [recipe::Theme::Print, recipe::Theme::Grey, recipe::Theme::Dark] {
            let theme = theme(name);
            for land in [theme.land_left, theme.land_right] {
                for of in 1..=4 {
                    let tints: Vec<Paint> = (0..=of).map(|c| over(land, theme.border, opacity(c, of))).collect();
                    for pair in tints.windows(2) {
                        assert!(pair[0].difference(pair[1]) > 4.0, "{name:?} {of}: {}", pair[0].difference(pair[1]));
                    }
                    // The border stands out from the darkest.
                    assert!(theme.border.contrast(tints[of]) > 3.0, "{name:?} {}", theme.border.contrast(tints[of]));
                }
            }
        }
    }

    #[test]
    fn numbers_are_written_as_ranges() {
        let style = crate::compose::sample::style("en");
        let of = |least, most, is_open| between(Range { least, most, is_open }, &style);
        assert_eq!((of(3, 3, false), of(0, 2, false), of(4, 4, true)), ("3".into(), "0–2".into(), "4 or more".into()));
    }

    fn tinted_by(most: u32, classes: Vec<u32>, provinces: usize) -> Choropleth {
        let counts = vec![Range { least: most, most, is_open: false }; provinces];
        let of = recipe::Choropleth::Killed;
        Choropleth { of, counts, classes, counted: provinces, several: 0, nowhere: 0, unknown: 0 }
    }

    #[test]
    fn a_class_without_an_end_says_from_where() {
        let style = crate::compose::sample::style("en");
        let entries = tinted_by(20_000_000, vec![1_000_000, 10_000_000, u32::MAX], 1).entries(&style);
        let words: Vec<&str> = entries.iter().map(|e| e.words.as_str()).collect();
        assert_eq!(words, ["1–1,000,000", "1,000,001–10,000,000", "10,000,001 or more"]);
    }

    #[test]
    fn a_swatch_lies_on_the_lands_of_both_sides_as_the_provinces_do() {
        for code in ["en", "fa"] {
            let style = crate::compose::sample::style(code);
            let all = tinted_by(2, vec![1, 2], 1);
            let items = (all.entries(&style)[1].draw)((100.0, 50.0), &style);
            // The fills under a point, from below.
            let fills = |x: f64| -> Vec<Paint> {
                let shapes = items.iter().filter_map(|i| if let Item::Shape(s) = i { Some(s) } else { None });
                shapes.filter(|s| is_in_rings(&s.paths, (x, 50.0))).filter_map(|s| s.fill).collect()
            };
            let tint = style.theme.border.fade(opacity(2, 2));
            let [leading, trailing] = if style.is_mirrored() { [110.0, 90.0] } else { [90.0, 110.0] };
            assert_eq!(fills(leading), [style.theme.land_left, tint], "{code}");
            assert_eq!(fills(trailing), [style.theme.land_right, tint], "{code}");
        }
    }

    #[test]
    fn the_caption_lists_every_province_that_has_any() {
        let dossier = crate::dossier::Dossier::embedded().unwrap();
        let case = dossier.case();
        let style = crate::compose::sample::style("en");
        let areas = &case.basemap.provinces.as_ref().unwrap().features;
        assert!(areas.len() > 12);
        let list = tinted_by(1, vec![1], areas.len()).list(case, &style);
        assert!(areas.iter().all(|a| list.contains(style.name(&a.names))), "{list}");
    }
}
