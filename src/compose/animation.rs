//! An animated map: the incidents of a period in full colour, those before it paler, on a map that stands still.

use std::ops::RangeInclusive;

use super::furniture::{rectangle, text};
use super::paper::ComposeError;
use super::periods::Periods;
use super::remarks::without_room;
use super::scene::{Anchor, Item, Layer, Paint, Stroke};
use super::sequel::AnimationFrame;
use super::style::Style;
use super::symbols::{Symbol, anchors, drawn, leader_lines};
use crate::model::Incident;
use crate::project::Rect;
use crate::recipe::Step;
use crate::typeface::FontStyle;

/// The labels of a frame, and the words of those without room.
pub type FrameLabels = (Layer, Vec<String>);

/// A map whose symbols have their places.
pub struct Arranged<'m, 'a> {
    /// The years in which frames may lie.
    pub years: &'m RangeInclusive<i16>,
    pub style: &'m Style<'a>,
    pub symbols: Vec<Symbol<'a>>,
    /// The location radii, cells and hexagons of some of the symbols, shaded as among all.
    pub grounds: &'m dyn Fn(&[Symbol<'a>]) -> [Layer; 3],
    /// The labels of the symbols of a period among those before it.
    pub labels: &'m dyn Fn(&[Symbol<'a>], &[Symbol<'a>]) -> FrameLabels,
}

/// More frames than this nobody looks at.
const MOST_FRAMES: usize = 120;
/// How much longer the last frame is shown, in milliseconds.
const HOLD: u16 = 3_000;
/// How opaque the incidents of earlier periods are.
const PALER: f64 = 0.32;
/// The height of the band with the running title, in units of the design.
const BAND: f64 = 46.0;

/// The height of the band between subtitle and map that the running title takes.
pub fn band_height(style: &Style) -> f64 {
    style.px(BAND).max(style.letters(26.0) * 1.5)
}

/// What moves on a map, and how.
pub struct Moving<'a> {
    periods: Periods,
    step: Step,
    frames: Vec<Vec<Layer>>,
    incidents: Vec<&'a Incident>,
    /// What is said of labels without room.
    pub remarks: Vec<String>,
}

impl<'a> Moving<'a> {
    /// What moves on a map whose symbols have their places.
    ///
    /// # Errors
    ///
    /// [`ComposeError`] if no incident lies on the map, or the frames are too many.
    pub fn new(map: &Arranged<'_, 'a>, step: Step) -> Result<Self, ComposeError> {
        let incidents: Vec<&'a Incident> = map.symbols.iter().flat_map(Symbol::incidents).collect();
        let periods = Periods::around(incidents.iter().copied(), step.months(), map.years);
        let periods = periods.ok_or(ComposeError::NothingMoves)?;
        if periods.count() > MOST_FRAMES {
            return Err(ComposeError::TooManyFrames { found: periods.count(), most: MOST_FRAMES });
        }
        let (frames, lost): (Vec<Vec<Layer>>, Vec<Vec<String>>) =
            periods.numbers().map(|n| frame(map, &periods, n)).unzip();
        let without_room = |(n, lost): (i32, &Vec<String>)| {
            without_room(&format!("the labels of the frame {}: ", periods.name(n, map.style)), lost)
        };
        let remarks = periods.numbers().zip(&lost).filter_map(without_room).collect();
        Ok(Self { periods, step, frames, incidents, remarks })
    }

    /// The frames of the map; the running title stands in `band`.
    pub fn frames(self, band: Rect, style: &Style) -> Vec<AnimationFrame> {
        let Self { periods, step, frames, incidents, .. } = self;
        let count_of = |n: i32| incidents.iter().filter(|i| periods.holds(n, i)).count();
        let counts: Vec<usize> = periods.numbers().map(count_of).collect();
        let last = frames.len().saturating_sub(1);
        let one = |(at, (n, mut layers)): (usize, (i32, Vec<Layer>))| {
            let period = periods.name(n, style);
            layers.push(running_title(&period, &counts, at, band, style));
            let ids = |keep: &dyn Fn(&Incident) -> bool| {
                incidents.iter().filter(|i| keep(i)).map(|i| i.id.clone()).collect::<Vec<_>>()
            };
            let hold = if at == last { HOLD } else { 0 };
            AnimationFrame {
                layers,
                milliseconds: step.milliseconds() + hold,
                period,
                incidents: ids(&|i| periods.holds(n, i)),
                before: ids(&|i| is_before(&periods, n, i)),
            }
        };
        periods.numbers().zip(frames).enumerate().map(one).collect()
    }

    /// A sentence for those who cannot see the frames.
    pub fn description(&self, style: &Style) -> String {
        let (first, last) = self.periods.numbers().into_inner();
        let (from, to) = (self.periods.name(first, style), self.periods.name(last, style));
        let n = style.number(self.frames.len());
        style.words().fill("animation-description", &[("n", &n), ("from", &from), ("to", &to)])
    }
}

/// Whether an incident lies before a period, and not in it.
fn is_before(periods: &Periods, n: i32, incident: &Incident) -> bool {
    !periods.holds(n, incident) && periods.first_of(incident).is_some_and(|first| first < n)
}

/// The layers of one frame that are not the same in all, and the labels that have no room on it.
fn frame<'a>(map: &Arranged<'_, 'a>, periods: &Periods, n: i32) -> (Vec<Layer>, Vec<String>) {
    let style = map.style;
    let is_current = |i: &Incident| periods.holds(n, i);
    let is_seen = |i: &Incident| is_current(i) || is_before(periods, n, i);
    let seen: Vec<Symbol<'a>> = map.symbols.iter().filter_map(|s| s.of(is_seen, style)).collect();
    // A count with one incident of the period is of the period.
    let (current, before): (Vec<Symbol<'a>>, Vec<Symbol<'a>>) =
        seen.iter().cloned().partition(|s| s.incidents().any(is_current));
    let two = |layer: &dyn Fn(&[Symbol<'_>]) -> Layer| {
        let mut both = layer(&before);
        both.items.iter_mut().for_each(fade);
        both.items.extend(layer(&current).items);
        both
    };
    let [radii, ..] = (map.grounds)(&current);
    let [_, cells, hexagons] = (map.grounds)(&seen);
    let (labels, lost) = (map.labels)(&current, &before);
    let layers = vec![
        hexagons,
        cells,
        radii,
        two(&|symbols| leader_lines(symbols, style)),
        two(&|symbols| drawn(symbols, style)),
        two(&|symbols| anchors(symbols, style)),
        labels,
    ];
    (layers, lost)
}

/// Makes an item paler.
fn fade(item: &mut Item) {
    let paler = |paint: &mut Paint| paint.alpha *= PALER;
    match item {
        Item::Shape(shape) => {
            shape.fill.iter_mut().for_each(paler);
            shape.stroke.iter_mut().for_each(|s| paler(&mut s.paint));
        }
        Item::Disc(disc) => {
            disc.fill.iter_mut().for_each(paler);
            disc.stroke.iter_mut().for_each(|s| paler(&mut s.paint));
        }
        Item::Text(text) => paler(&mut text.paint),
        Item::Picture(_) | Item::Image(_) => {}
    }
}

/// The period in large letters with its count, and beside it the counts of all periods as bars.
fn running_title(period: &str, counts: &[usize], at: usize, band: Rect, style: &Style) -> Layer {
    let mut layer = Layer::new("running-title", "Running title");
    let theme = style.theme;
    let baseline = band.y + 0.66 * band.height;
    let (size, small) = (style.letters(26.0), style.letters(15.0));
    let (x, anchor) = style.lead(band, 0.0);
    layer.items.push(text(period, (x, baseline), anchor, FontStyle::Bold, size, theme.ink));
    let whole = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    // Bars at the trailing edge; the words between.
    let wide = (whole(counts.len()) * style.px(16.0)).min(0.4 * band.width);
    let each = wide / whole(counts.len().max(1));
    let high = 0.62 * band.height;
    let most = whole(counts.iter().copied().max().unwrap_or(1).max(1));
    let left = if style.is_mirrored() { band.x } else { band.right() - wide };
    for (i, count) in counts.iter().enumerate() {
        let place = if style.is_mirrored() { counts.len() - 1 - i } else { i };
        let height = (high * whole(*count) / most).max(style.px(1.6));
        let bar = Rect { x: left + whole(place) * each + 0.1 * each, y: baseline - height, width: 0.8 * each, height };
        let paint = match i.cmp(&at) {
            std::cmp::Ordering::Less => theme.quiet_ink.fade(0.6),
            std::cmp::Ordering::Equal => theme.border,
            std::cmp::Ordering::Greater => theme.quiet_ink.fade(0.22),
        };
        layer.items.push(rectangle(bar, paint, Stroke::solid(paint, 0.0)));
    }
    let count = counts.get(at).copied().unwrap_or_default();
    let words = style.words();
    let beside = format!("{} · {}", words.counted("multiples-count", count, &[]), words.text("animation-paler"));
    let after = style.fonts.width(period, FontStyle::Bold, size, 0.0) + style.px(16.0);
    let room = band.width - wide - after - style.px(16.0);
    if style.fonts.width(&beside, FontStyle::Regular, small, 0.0) <= room {
        let at = if style.is_mirrored() { (x - after, Anchor::End) } else { (x + after, Anchor::Start) };
        layer.items.push(text(&beside, (at.0, baseline), at.1, FontStyle::Regular, small, theme.quiet_ink));
    }
    layer
}
