//! The names of lands and waters: along the land, and along the course.

use std::collections::BTreeSet;

use super::basemap::{Course, Land, Piece};
use super::border::turned_box;
use super::contested::ContestedGround;
use super::labels::text_box;
use super::scene::{Anchor, Item, Layer, Paint, Text};
use super::style::Style;
use super::symbols::apart;
use crate::project::{Frame, Page, Rect, clip_rings_to_rings, is_in_rings, simplify};
use crate::typeface::{CAP_HEIGHT, FontStyle};

/// The boxes that names of the basemap must not cover.
#[derive(Clone)]
pub struct Taken {
    pub frame: Rect,
    pub boxes: Vec<Rect>,
    /// Symbols of incidents: the name of a side stands under some rather than nowhere.
    pub symbols: Vec<Rect>,
    /// The lakes: names of land stand beside them.
    lakes: Vec<Outline>,
    /// Contested ground: the name of a country or a province on it would say whose it is.
    contested: Vec<Outline>,
}

/// The rings of an area, with the rectangle around them.
type Outline = (Rect, Vec<Vec<Page>>);

fn outline(rings: &[Vec<Page>]) -> Option<Outline> {
    let dots = rings.iter().flatten().map(|p| Rect { x: p.0, y: p.1, width: 0.0, height: 0.0 });
    Some((dots.reduce(|all, dot| all.with(dot))?, rings.to_vec()))
}

impl Taken {
    pub fn new(
        frame: Rect,
        boxes: Vec<Rect>,
        symbols: Vec<Rect>,
        lakes: &[Piece],
        contested: &ContestedGround,
    ) -> Self {
        let lakes = lakes.iter().filter_map(|lake| outline(&lake.rings)).collect();
        // To a pixel: the letters keep more room around them.
        let of = |rings: &[Vec<Page>]| outline(&rings.iter().map(|r| simplify(r, 1.0)).collect::<Vec<_>>());
        let contested = contested.areas.iter().filter_map(|(_, rings)| of(rings)).collect();
        Self { frame, boxes, symbols, lakes, contested }
    }

    fn is_free(&self, b: &Rect, inset: f64) -> bool {
        self.has_room(b, inset) && self.covered(b) == 0
    }

    /// Whether nothing but symbols is in the way.
    fn has_room(&self, b: &Rect, inset: f64) -> bool {
        let room = self.frame.grown(-inset);
        room.contains((b.x, b.y)) && room.contains((b.right(), b.bottom())) && !self.boxes.iter().any(|o| o.overlaps(b))
    }

    /// How many symbols stand there.
    fn covered(&self, b: &Rect) -> usize {
        self.symbols.iter().filter(|o| o.overlaps(b)).count()
    }

    /// Whether a name there stands on its ground.
    fn is_on(&self, ground: Ground, b: &Rect) -> bool {
        match ground {
            Ground::Dry => is_beside(&self.lakes, b) && self.is_uncontested(b),
            Ground::OwnLand => self.is_uncontested(b),
            Ground::Any => true,
        }
    }

    /// Whether a name there stands on no contested ground, however small.
    fn is_uncontested(&self, b: &Rect) -> bool {
        let vertices = self.contested.iter().flat_map(|(_, rings)| rings).flatten();
        is_beside(&self.contested, b) && !vertices.into_iter().any(|p| b.contains(*p))
    }
}

/// Whether a name stands on none of some areas.
fn is_beside(areas: &[Outline], b: &Rect) -> bool {
    let mut near = areas.iter().filter(|(bounds, _)| bounds.overlaps(b));
    near.all(|(_, rings)| !sample(b).iter().any(|p| is_in_rings(rings, *p)))
}

/// The sizes in which a name of the basemap may be set: font size and tracking in units of the design, the largest
/// first.
type Sizes = &'static [(f64, f64)];

/// The names of the countries in spaced capitals, where their land has room.
///
/// On a map of a small extent the names of the two sides stand near the line `near`.
pub fn countries(lands: &[Land], near: Option<&[Vec<Page>]>, taken: &mut Taken, style: &Style) -> AreaNames {
    const SIDE: Sizes = &[(38.0, 15.0), (32.0, 11.0), (26.0, 8.0), (20.0, 5.0), (16.0, 3.0)];
    /// A side is named small rather than not at all.
    const SMALL_SIDE: Sizes = &[(14.0, 1.5), (12.0, 0.5)];
    /// And in small letters rather than not at all.
    const SMALLEST_SIDE: Sizes = &[(12.0, 0.0), (10.5, 0.0)];
    const OTHER: Sizes = &[(21.0, 6.0), (17.0, 4.0), (14.0, 2.0)];
    let mut names = AreaNames { layer: Layer::new("country-names", "Country names"), named: Vec::new() };
    let mut order: Vec<&Land> = lands.iter().collect();
    order.sort_by_key(|l| !l.is_side);
    for land in order {
        let set = Set {
            words: land.name.to_uppercase(),
            font_style: FontStyle::Bold,
            sizes: if land.is_side { SIDE } else { OTHER },
            step: 18.0,
            paint: style.theme.country_ink,
            near: near.filter(|_| land.is_side),
            ground: Ground::Dry,
            country: None,
            is_over_symbols: false,
        };
        let mut found = set.within(&land.rings, taken, style);
        let anywhere = Set { ground: Ground::OwnLand, ..set };
        if found.is_empty() {
            found = anywhere.within(&land.rings, taken, style);
        }
        if found.is_empty() && land.is_side {
            let small = Set { sizes: SMALL_SIDE, step: 9.0, ..anywhere };
            found = small.within(&land.rings, taken, style);
            if found.is_empty() {
                found = Set { is_over_symbols: true, ..small }.within(&land.rings, taken, style);
            }
            if found.is_empty() {
                let words = land.name.clone();
                let last = Set { words, sizes: SMALLEST_SIDE, step: 5.0, is_over_symbols: true, ..anywhere };
                found = last.within(&land.rings, taken, style);
            }
        }
        names.add(found, &land.name, &land.code, style);
    }
    names
}

/// The lines near which the sides are named on a map of a small extent.
pub fn near<'p>(frame: &Frame, border: &'p [Vec<Page>]) -> Option<&'p [Vec<Page>]> {
    const CLOSE_M: f64 = 400_000.0;
    (frame.rect.width / frame.pixels_per_metre() < CLOSE_M).then_some(border)
}

/// The names of the two sides that a map does not have, although their land has a fair share of its frame.
///
/// Contested ground, on which a name may not stand, is not in the share.
pub fn unnamed_sides(lands: &[Land], names: &AreaNames, contested: &ContestedGround, frame: Rect) -> Vec<String> {
    const FAIR: f64 = 0.05;
    let doubled = |ring: &[Page]| -> f64 {
        ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
    };
    // Holes turn the other way.
    let area = |rings: &[Vec<Page>]| rings.iter().map(|r| doubled(r)).sum::<f64>().abs() / 2.0;
    let own = |l: &Land| {
        let parts = contested.areas.iter().map(|(_, rings)| area(&clip_rings_to_rings(rings, &l.rings)));
        area(&l.rings) - parts.sum::<f64>()
    };
    let share = |l: &Land| own(l) / (frame.width * frame.height);
    let is_named = |l: &Land| names.named.iter().any(|(_, code, _)| *code == l.code);
    lands.iter().filter(|l| l.is_side && !is_named(l) && share(l) > FAIR).map(|l| l.name.clone()).collect()
}

/// What a figure remarks of a side that it does not name.
pub fn without_room(name: &String) -> String {
    format!("no room for the name {name}")
}

/// Boxes to be kept for the names of the two sides, which other names would leave without room; empty if they have it.
///
/// # Arguments
///
/// `taken` is what stands already without the other names, whose boxes are `others`; the sides stand beside those of them that are `needed` if they can.
pub fn reserved<'r>(
    lands: Vec<Land>,
    near: Option<&[Vec<Page>]>,
    mut taken: Taken,
    (needed, others): (&[Rect], impl Iterator<Item = &'r Rect>),
    style: &Style,
) -> Vec<Rect> {
    let sides: Vec<Land> = lands.into_iter().filter(|l| l.is_side).collect();
    let boxes: Vec<Rect> = taken.boxes.iter().copied().chain(others.copied()).collect();
    let mut crowded = Taken { boxes, ..taken.clone() };
    let count = |names: &AreaNames| names.named.iter().map(|(_, code, _)| code).collect::<BTreeSet<_>>().len();
    if count(&countries(&sides, near, &mut crowded, style)) == sides.len() {
        return Vec::new();
    }
    let mut beside = taken.clone();
    beside.boxes.extend(needed);
    let mut names = countries(&sides, near, &mut beside, style);
    if count(&names) < sides.len() {
        names = countries(&sides, near, &mut taken, style);
    }
    names.named.iter().map(|(_, _, b)| b.grown(style.px(ROOM))).collect()
}

/// Names of areas, with the boxes of their letters.
pub struct AreaNames {
    pub layer: Layer,
    /// The name, the code of its country, and the box of its letters.
    pub named: Vec<(String, String, Rect)>,
}

impl AreaNames {
    fn add(&mut self, found: Vec<(Item, Rect)>, name: &str, country: &str, style: &Style) {
        for (item, bounds) in found {
            self.layer.items.push(item);
            self.named.push((name.to_owned(), country.to_owned(), bounds.grown(-style.px(ROOM))));
        }
    }
}

/// The names of provinces, where there is room left inside them and inside the land of their country, which is known better than their outlines.
pub fn provinces(pieces: &[Piece], lands: &[Land], taken: &mut Taken, style: &Style) -> AreaNames {
    let mut names = AreaNames { layer: Layer::new("province-names", "Province names"), named: Vec::new() };
    let sizes: Sizes = &[(15.0, 1.6), (13.0, 0.8)];
    for piece in pieces {
        let country = lands.iter().find(|l| l.code == piece.country).map(|l| l.rings.as_slice());
        let found = inside(piece, country, sizes, 22.0, (style.theme.province_ink, Ground::Dry), taken, style);
        names.add(found, &piece.name, &piece.country, style);
    }
    names
}

/// The names of lakes, where they have room inside.
pub fn lakes(pieces: &[Piece], taken: &mut Taken, style: &Style) -> Vec<Item> {
    let sizes: Sizes = &[(14.0, 0.8), (12.0, 0.0)];
    let ink = (style.theme.water_ink, Ground::Any);
    let found = pieces.iter().flat_map(|p| inside(p, None, sizes, 8.0, ink, taken, style));
    found.map(|(item, _)| item).collect()
}

fn inside(
    piece: &Piece,
    country: Option<&[Vec<Page>]>,
    sizes: Sizes,
    step: f64,
    (paint, ground): (Paint, Ground),
    taken: &mut Taken,
    style: &Style,
) -> Vec<(Item, Rect)> {
    let (words, font_style) = (piece.name.clone(), FontStyle::Italic);
    let set = Set { words, font_style, sizes, step, paint, near: None, country, ground, is_over_symbols: false };
    set.within(&piece.rings, taken, style)
}

/// Room around the letters of a name, in units of the design.
const ROOM: f64 = 6.0;

struct Set<'a> {
    words: String,
    font_style: FontStyle,
    sizes: Sizes,
    /// The spacing of the candidate positions, in units of the design.
    step: f64,
    paint: Paint,
    /// Lines to which the name shall be near.
    near: Option<&'a [Vec<Page>]>,
    /// Land inside of which the name must stand as well.
    country: Option<&'a [Vec<Page>]>,
    ground: Ground,
    /// Whether it may stand under symbols, as few as there are.
    is_over_symbols: bool,
}

/// Where a name may stand.
#[derive(Clone, Copy, PartialEq)]
enum Ground {
    /// Beside the lakes and contested ground: on one it would name it.
    Dry,
    /// Beside contested ground; on a lake too.
    OwnLand,
    Any,
}

impl Set<'_> {
    /// The name, set as large as the land has room for it, in two lines where it is larger so, each with its box; nothing where there is no room.
    fn within(&self, rings: &[Vec<Page>], taken: &mut Taken, style: &Style) -> Vec<(Item, Rect)> {
        // The outline to a pixel or two is enough to see where there is room.
        let rings: Vec<Vec<Page>> = rings.iter().map(|r| simplify(r, style.px(2.0))).filter(|r| r.len() > 3).collect();
        let bounds = rings.iter().flatten().fold(None, |b: Option<Rect>, p| {
            let dot = Rect { x: p.0, y: p.1, width: 0.0, height: 0.0 };
            Some(b.map_or(dot, |b| b.with(dot)))
        });
        let Some(bounds) = bounds else { return Vec::new() };
        let middle = (bounds.x + bounds.width / 2.0, bounds.y + bounds.height / 2.0);
        let line: Vec<Page> = self.near.into_iter().flatten().flatten().step_by(8).copied().collect();
        let far = |at: &Page| {
            let from = |p: &Page| (at.0 - p.0).powi(2) + (1.5 * (at.1 - p.1)).powi(2);
            let near = line.iter().map(from).fold(f64::INFINITY, f64::min);
            // Near the line, but not against it: some 90 units away.
            let best = style.px(90.0);
            if near.is_finite() { (near.sqrt() - best).abs().round() as i64 } else { from(&middle).round() as i64 }
        };
        let mut candidates = grid(bounds, style.px(self.step));
        let is_inside = |at: Page| is_in_rings(&rings, at) && self.country.is_none_or(|land| is_in_rings(land, at));
        candidates.retain(|at| is_inside(*at));
        candidates.sort_by_cached_key(far);
        for (size, tracking) in self.sizes {
            let (size, tracking) = (style.letters(*size), style.px(*tracking));
            // Joined letters cannot be spaced.
            let tracking = if style.is_mirrored() { 0.0 } else { tracking };
            for lines in self.settings() {
                // Shaped once for every size, however many candidates there are.
                let leading = LEADING * size;
                let line_box = |i: usize| {
                    let words = lines.get(i).copied().unwrap_or_default();
                    let b = text_box(style.fonts, words, self.font_style, size, tracking, (0.0, 0.0), Anchor::Middle);
                    Rect { y: b.y + leading * i as f64, ..b }.grown(style.px(ROOM))
                };
                let own: Vec<Rect> = (0..lines.len()).map(line_box).collect();
                let has_room = |b: &Rect| {
                    let is_free = match self.is_over_symbols {
                        true => taken.has_room(b, style.px(2.0)),
                        false => taken.is_free(b, style.px(2.0)),
                    };
                    is_free && sample(b).into_iter().all(is_inside) && taken.is_on(self.ground, b)
                };
                let moved = |at: &Page| -> Vec<Rect> {
                    own.iter().map(|b| Rect { x: b.x + at.0, y: b.y + at.1, ..*b }).collect()
                };
                let mut free =
                    candidates.iter().map(|at| (at, moved(at))).filter(|(_, boxes)| boxes.iter().all(&has_room));
                let found = match self.is_over_symbols {
                    true => free.min_by_key(|(_, boxes)| boxes.iter().map(|b| taken.covered(b)).sum::<usize>()),
                    false => free.next(),
                };
                if let Some((at, moved)) = found {
                    taken.boxes.extend(moved.iter().copied());
                    let text = |(i, words): (usize, &&str)| {
                        Item::Text(Text {
                            words: (*words).to_owned(),
                            // Tracking stands after the last letter as well: half of it is given back.
                            at: (at.0 + tracking / 2.0, at.1 + leading * i as f64),
                            anchor: Anchor::Middle,
                            font_style: self.font_style,
                            size,
                            tracking,
                            turn: 0.0,
                            paint: self.paint,
                            halo: style.basemap_halo().map(|paint| (paint, style.px(3.0))),
                        })
                    };
                    return lines.iter().enumerate().map(text).zip(moved).collect();
                }
            }
        }
        Vec::new()
    }

    /// The name in one line, and in two where it is long.
    fn settings(&self) -> Vec<Vec<&str>> {
        /// Shorter names stay in one line.
        const LONG: usize = 16;
        let words = self.words.as_str();
        let mut settings = vec![vec![words]];
        if words.chars().count() >= LONG {
            let spaces = words.char_indices().filter(|(_, c)| *c == ' ').map(|(i, _)| i);
            let middle = spaces.min_by_key(|i| (2 * i).abs_diff(words.len()));
            settings.extend(middle.and_then(|i| words.split_at_checked(i)).map(|(a, b)| vec![a, b.trim_start()]));
        }
        settings
    }
}

/// The second line of a name is so far below the first, in font sizes.
const LEADING: f64 = 1.3;

/// The names of rivers, set along a straight part of their course, just above it; each once.
pub fn rivers(courses: &[Course], taken: &mut Taken, style: &Style) -> Layer {
    let mut layer = Layer::new("water-names", "Names of waters");
    let size = style.letters(14.0);
    let tracking = if style.is_mirrored() { 0.0 } else { style.px(0.8) };
    for Course { name, paths, lift } in courses {
        let wide = style.fonts.width(name, FontStyle::Italic, size, tracking);
        let mut best: Option<(i64, Page, f64, Vec<Rect>)> = None;
        for path in paths {
            for (from, to, bow) in straights(path, wide + style.px(8.0)) {
                // A border that is a river winds more than its name can: there it stands further off.
                if bow > style.px(if *lift > 10.0 { 13.0 } else { 7.0 }) {
                    continue;
                }
                // Read from left to right.
                let (from, to) = if from.0 <= to.0 { (from, to) } else { (to, from) };
                let turn = (to.1 - from.1).atan2(to.0 - from.0);
                let (sin, cos) = turn.sin_cos();
                let lift = style.px(*lift) + bow;
                let middle = ((from.0 + to.0) / 2.0 + lift * sin, (from.1 + to.1) / 2.0 - lift * cos);
                let cap = CAP_HEIGHT * size;
                // A turned text is kept free by a chain of small boxes.
                let parts = (wide / cap).ceil().clamp(1.0, 40.0) as u8;
                let boxes: Vec<Rect> = (0..parts)
                    .map(|i| {
                        let along = ((f64::from(i) + 0.5) / f64::from(parts) - 0.5) * wide;
                        let up = cap / 2.0;
                        let at = (middle.0 + along * cos + up * sin, middle.1 + along * sin - up * cos);
                        turned_box(at, wide / f64::from(parts), cap * 1.5, turn.to_degrees()).grown(style.px(1.0))
                    })
                    .collect();
                let steep = (turn.to_degrees().abs() - 55.0).max(0.0);
                let cost = ((bow + steep) * 100.0).round() as i64;
                if best.as_ref().is_none_or(|b| cost < b.0) && boxes.iter().all(|b| taken.is_free(b, style.px(2.0))) {
                    best = Some((cost, middle, turn.to_degrees(), boxes));
                }
            }
        }
        if let Some((_, at, turn, boxes)) = best {
            taken.boxes.extend(boxes);
            layer.items.push(Item::Text(Text {
                words: name.clone(),
                at,
                anchor: Anchor::Middle,
                font_style: FontStyle::Italic,
                size,
                tracking,
                turn,
                paint: style.theme.water_ink,
                halo: Some((style.theme.halo.fade(0.8), style.px(2.5))),
            }));
        }
    }
    layer
}

/// Pieces of a path as long as a name: their ends, and how far the path bows out from the chord between them.
fn straights(path: &[Page], long: f64) -> Vec<(Page, Page, f64)> {
    let mut out = Vec::new();
    for (i, from) in path.iter().enumerate().step_by(2) {
        let Some(to) = path.iter().skip(i + 1).find(|p| apart(*from, **p) >= long) else { continue };
        let chord = apart(*from, *to);
        let between = path.iter().skip(i).take_while(|p| *p != to);
        let off = |p: &Page| ((to.0 - from.0) * (p.1 - from.1) - (to.1 - from.1) * (p.0 - from.0)).abs() / chord;
        let bow = between.map(off).fold(0.0, f64::max);
        out.push((*from, *to, bow));
    }
    out
}

fn grid(bounds: Rect, step: f64) -> Vec<Page> {
    let mut out = Vec::new();
    let mut y = bounds.y + step / 2.0;
    while y < bounds.bottom() {
        let mut x = bounds.x + step / 2.0;
        while x < bounds.right() {
            out.push((x, y));
            x += step;
        }
        y += step;
    }
    out
}

/// Corners, edge points and middle of a rectangle.
pub fn sample(b: &Rect) -> Vec<Page> {
    let mut out = Vec::new();
    for i in 0..=6_u8 {
        for j in 0..=2_u8 {
            out.push((b.x + b.width * f64::from(i) / 6.0, b.y + b.height * f64::from(j) / 2.0));
        }
    }
    out
}
