//! Incidents counted by period, where they are too many to be told apart on their dates.

use std::collections::BTreeMap;

use super::days::{Days, Month};
use crate::analyse::total_of;
use crate::compose::furniture::{rectangle, text};
use crate::compose::scene::{Anchor, Item, Layer, Stroke};
use crate::compose::style::Style;
use crate::compose::symbols::{Symbol, drawn};
use crate::project::Rect;
use crate::typeface::{CAP_HEIGHT, FontStyle};

/// Where of so many incidents more than one covers another, they are counted together, and by a longer period.
pub(super) const LEGIBLE: usize = 10;

/// What a count adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    Week,
    Month,
    Quarter,
    Year,
}

impl Period {
    /// The shortest first.
    pub(super) const ALL: [Self; 4] = [Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The name in a remark.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The heading of the panel.
    pub(super) fn heading<'s>(self, style: &'s Style<'_>) -> &'s str {
        style.words().text(match self {
            Self::Week => "timeline-counted-week",
            Self::Month => "timeline-counted-month",
            Self::Quarter => "timeline-counted-quarter",
            Self::Year => "timeline-counted-year",
        })
    }

    /// The days of the period in which a day lies; of a month that the axis has not, the day itself.
    fn around(self, day: i32, months: &[(Month, (i32, i32))]) -> (i32, i32) {
        let length = match self {
            Self::Week => {
                // 1 January 1970 was a Thursday, and weeks begin on Monday.
                let monday = day - (day + 3).rem_euclid(7);
                return (monday, monday + 6);
            }
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        };
        let number = |(year, month): Month| (i32::from(year) * 12 + i32::from(month) - 1).div_euclid(length);
        let own = months.iter().find(|(_, (first, last))| (*first..=*last).contains(&day)).map(|(m, _)| number(*m));
        let within = || months.iter().filter(|(m, _)| Some(number(*m)) == own).map(|(_, days)| *days);
        let (first, last) = (within().map(|d| d.0).min(), within().map(|d| d.1).max());
        (first.unwrap_or(day), last.unwrap_or(day))
    }
}

/// The incidents of one period, or all those whose dates leave it open.
pub(super) struct Count<'a> {
    pub(super) symbol: Symbol<'a>,
    /// The days of the period; where it is open, all those that their dates may mean.
    days: (i32, i32),
    /// The middle of their own dates, in days.
    middle: f64,
    /// Whether their dates leave the period open.
    pub(super) is_open: bool,
    /// Their dead, in lines.
    words: Vec<String>,
    label: Rect,
}

/// The size of the letters of a sum, in units of the design, and how long its lines are where it has more than one word.
const SIZE: f64 = 12.5;
const LINE: f64 = 60.0;
/// From one line to the next, in letters.
const LEADING: f64 = 1.12;

/// The incidents counted by a period: those that lie in one, in its order, and then together all those whose dates range over several. Apart, these
/// would be nearly as many counts as dates, each with a bar across the others.
pub(super) fn counts<'a>(
    symbols: &[Symbol<'a>],
    period: Period,
    months: &[(Month, (i32, i32))],
    days: &Days,
    style: &Style,
) -> Vec<Count<'a>> {
    let mut groups: BTreeMap<(bool, (i32, i32)), Vec<&Symbol<'a>>> = BTreeMap::new();
    for s in symbols {
        let (first, last) = days.clipped(&s.incident.date);
        let (from, to) = (period.around(first, months), period.around(last, months));
        let key = if from == to { (false, from) } else { (true, (days.from, days.to - 1)) };
        groups.entry(key).or_default().push(s);
    }
    let one = |((is_open, whole), here): ((bool, (i32, i32)), Vec<&Symbol<'a>>)| {
        let own = here.iter().map(|s| days.clipped(&s.incident.date));
        let middle = own.clone().map(|(a, b)| f64::from(a + b + 1) / 2.0).sum::<f64>() / here.len() as f64;
        let ranged = own.reduce(|all, d| (all.0.min(d.0), all.1.max(d.1)));
        let whole = ranged.filter(|_| is_open).unwrap_or(whole);
        let symbol = match here.as_slice() {
            [only] => (*only).clone(),
            many => Symbol::counted(many, style),
        };
        let dead = style.phrases().dead(&total_of(here.iter().map(|s| s.incident)));
        // Beside what is open stands nothing, and its row shall be low.
        let words = if is_open { vec![dead] } else { lines_of(&dead, style) };
        let within = (whole.0.clamp(days.from, days.to - 1), whole.1.clamp(days.from, days.to - 1));
        Count { symbol, days: within, middle, is_open, words, label: Rect { x: 0.0, y: 0.0, width: 0.0, height: 0.0 } }
    };
    groups.into_iter().map(one).collect()
}

/// A sum in short lines. A range of figures is one word.
fn lines_of(dead: &str, style: &Style) -> Vec<String> {
    let (size, most) = (style.letters(SIZE), style.px(LINE));
    let mut lines: Vec<String> = Vec::new();
    for word in dead.split(' ').filter(|w| !w.is_empty()) {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        let fits = |line: &String| style.fonts.width(line, FontStyle::Bold, size, 0.0) <= most;
        match (longer.filter(fits), lines.last_mut()) {
            (Some(longer), Some(last)) => *last = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Whether nearly all periods are so wide that of neighbours no more than every other one must stand above or below its row. Years are always taken,
/// as there is nothing longer, and weeks only where few dates leave them open: many are known by the month.
pub(super) fn are_legible(period: Period, counts: &[Count<'_>], days: &Days, style: &Style) -> bool {
    let number = |is_open: bool| -> usize {
        counts.iter().filter(|c| c.is_open == is_open).map(|c| c.symbol.incidents().count()).sum()
    };
    let (closed, open) = (number(false), number(true));
    if period == Period::Week && open * LEGIBLE > closed + open {
        return false;
    }
    let is_narrow = |c: &&Count<'_>| {
        let (a, b) = days.span(c.days.0, c.days.1);
        let is_whole = c.days.0 > days.from && c.days.1 < days.to - 1;
        is_whole && 2.0 * (b - a) < c.width(style) + style.px(6.0)
    };
    let all = counts.iter().filter(|c| !c.is_open);
    period == Period::Year || all.clone().filter(is_narrow).count() * LEGIBLE <= all.count()
}

impl Count<'_> {
    fn width(&self, style: &Style) -> f64 {
        self.label_box(0.0, style).width.max(2.0 * self.symbol.extent(style))
    }

    /// What the dead take up below a point across the page, from its upper edge at 0.
    fn label_box(&self, x: f64, style: &Style) -> Rect {
        let size = style.letters(SIZE);
        let wide = |line: &String| style.fonts.width(line, FontStyle::Bold, size, 0.0);
        let width = self.words.iter().map(wide).fold(0.0, f64::max);
        let below = self.words.len().saturating_sub(1) as f64 * LEADING * size;
        Rect { x: x - width / 2.0, y: 0.0, width, height: below + (CAP_HEIGHT + 0.25) * size }
    }
}

/// Gives counts their places in the middle of their dates, the dead below each, and returns the ids of those that cover another. What is open has a
/// row of its own below the others, where its bar crosses none of them.
pub(super) fn set(counts: &mut [Count<'_>], days: &Days, rect: Rect, style: &Style) -> Vec<String> {
    let (step, gap) = (style.px(6.0), style.px(3.0));
    let row = |c: &Count<'_>| 2.0 * c.symbol.extent(style) + c.label_box(0.0, style).height + 3.0 * gap;
    let open = counts.iter().filter(|c| c.is_open).map(row).fold(0.0, f64::max);
    let room = Rect { height: rect.height - open, ..rect };
    let mut taken: Vec<Rect> = Vec::new();
    let mut lost = Vec::new();
    for c in counts {
        let r = c.symbol.extent(style);
        // The first and the last one stand within the panel, and so do their words.
        let x = days.x(c.middle).clamp(rect.x + r, (rect.right() - r).max(rect.x + r));
        let words = c.label_box(x, style);
        let left = words.x.clamp(rect.x, (rect.right() - words.width).max(rect.x));
        let boxes = |y: f64| {
            let own = Rect { x: x - r, y: y - r, width: 2.0 * r, height: 2.0 * r };
            [own, Rect { x: left, y: y + r + gap, ..words }]
        };
        let covered = |y: f64| {
            let own = boxes(y).map(|b| b.grown(gap));
            taken.iter().filter(|t| own.iter().any(|o| o.overlaps(t))).count()
        };
        let is_inside = |y: &f64| {
            let [sign, words] = boxes(*y);
            sign.y >= room.y && words.bottom() <= room.bottom()
        };
        let middle = room.y + (room.height - words.height) / 2.0;
        let offsets = (0..200_i32).map(|k| f64::from((k + 1) / 2) * if k % 2 == 0 { 1.0 } else { -1.0 } * step);
        let heights: Vec<f64> = offsets.map(|o| middle + o).filter(is_inside).collect();
        let y = if c.is_open {
            rect.bottom() - words.height - 2.0 * gap - r
        } else {
            heights.iter().copied().find(|y| covered(*y) == 0).unwrap_or_else(|| {
                lost.extend(c.symbol.incidents().map(|i| i.id.clone()));
                heights.iter().copied().min_by_key(|y| covered(*y)).unwrap_or(middle)
            })
        };
        (c.symbol.point, c.symbol.at) = ((x, y), (x, y));
        c.label = boxes(y)[1];
        taken.extend(boxes(y));
    }
    lost
}

/// The counts: a bar over the days where their dates leave the period open, the signs, and the dead.
pub(super) fn layers(counts: &[Count<'_>], days: &Days, style: &Style) -> Vec<Layer> {
    let theme = style.theme;
    let mut bars = Layer::new("date-bars", "Days it may have been");
    for c in counts.iter().filter(|c| c.is_open) {
        let (a, b) = days.span(c.days.0, c.days.1);
        let one = theme.mark(c.symbol.incident.category).paint;
        let paint = if c.symbol.is_single() { one } else { theme.quiet_ink };
        let bar = Rect { x: a, y: c.symbol.at.1 - style.px(3.5), width: b - a, height: style.px(7.0) };
        bars.items.push(rectangle(bar, paint.fade(0.22), Stroke::solid(paint.fade(0.6), style.px(0.8))));
    }
    let symbols: Vec<Symbol<'_>> = counts.iter().map(|c| c.symbol.clone()).collect();
    let mut sums = Layer::new("dead-of-counts", "The dead of each count");
    let size = style.letters(SIZE);
    for c in counts {
        let x = c.label.x + c.label.width / 2.0;
        for (i, line) in c.words.iter().enumerate() {
            let at = (x, c.label.y + CAP_HEIGHT * size + i as f64 * LEADING * size);
            let mut item = text(line, at, Anchor::Middle, FontStyle::Bold, size, theme.ink);
            if let Item::Text(t) = &mut item {
                t.halo = Some((theme.halo, style.px(3.0)));
            }
            sums.items.push(item);
        }
    }
    vec![bars, drawn(&symbols, style), sums]
}

/// Where the dead of the counts stand.
pub(super) fn labels<'c>(counts: &'c [Count<'_>]) -> impl Iterator<Item = Rect> + 'c {
    counts.iter().map(|c| c.label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::sample;
    use crate::compose::timeline::days::months;
    use crate::model::Incident;

    fn incident(date: &str, killed: &str) -> Incident {
        let text = format!(
            r#"{{"title":"t","summary":"s","category":"clash","date":"{date}","location":{{"name":"n","basis":"gazetteer",
            "extent":"point"}},"killed":{{"min":{killed},"max":{killed}}},"wounded":{{"min":null,"max":null}},
            "status":"one_side","grade":{{"reliability":"B","credibility":2}},"sources":[{{"publisher":"p"}}]}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_period_has_the_days_of_its_calendar() {
        let list = [incident("2024-01-31", "1"), incident("2025-02-01", "1")];
        let months = months(&list.iter().collect::<Vec<_>>());
        let day = |text: &str| text.parse::<crate::model::Edtf>().unwrap().days().0;
        let around = |period: Period, text: &str| period.around(day(text), &months);
        // 29 February 2024 was a Thursday.
        assert_eq!(around(Period::Week, "2024-02-29"), (day("2024-02-26"), day("2024-03-03")));
        assert_eq!(around(Period::Month, "2024-02-10"), (day("2024-02-01"), day("2024-02-29")));
        assert_eq!(around(Period::Quarter, "2024-05-10"), (day("2024-04-01"), day("2024-06-30")));
        // No longer than the axis.
        assert_eq!(around(Period::Year, "2025-01-10"), (day("2025-01-01"), day("2025-02-28")));
    }

    #[test]
    fn an_open_date_is_counted_apart_and_an_unknown_toll_leaves_the_sum_open() {
        let list = [
            incident("2024-01-03", "4"),
            incident("2024-01-30", "null"),
            incident("2024-02-11", "null"),
            incident("2024-01-20/2024-02-10", "2"),
            incident("2024-01-08/2024-02-02", "1"),
        ];
        let (style, events) = (sample::style("en"), list.iter().collect::<Vec<_>>());
        let months = months(&events);
        let rect = Rect { x: 0.0, y: 0.0, width: 1000.0, height: 300.0 };
        let (from, to) = (months[0].1.0, months[months.len() - 1].1.1 + 1);
        let days = Days { from, to, rect, mirrored: false };
        let symbols: Vec<Symbol<'_>> = events.iter().map(|i| Symbol::new(i, (0.0, 0.0), 0.0, &style)).collect();
        let mut found = counts(&symbols, Period::Month, &months, &days, &style);
        let said: Vec<(usize, bool, String)> =
            found.iter().map(|c| (c.symbol.incidents().count(), c.is_open, c.words.join(" "))).collect();
        let expected = [(2, false, "4 or more"), (1, false, "unknown"), (2, true, "3")];
        assert_eq!(said, expected.map(|(n, is_open, words)| (n, is_open, words.to_owned())));
        assert!(set(&mut found, &days, rect, &style).is_empty());
        let boxes: Vec<Rect> = found.iter().flat_map(|c| [c.symbol.bounds(&style), c.label]).collect();
        for (i, a) in boxes.iter().enumerate() {
            assert!(!boxes[i + 1..].iter().any(|b| b.overlaps(a)), "{i}: {boxes:?}");
            assert!(a.y >= rect.y && a.bottom() <= rect.bottom() && a.x >= rect.x && a.right() <= rect.right());
        }
    }

    #[test]
    fn open_dates_are_one_count_below_the_others_and_edges_stay_within_the_panel() {
        let month = |m: u8| format!("2024-{m:02}");
        let closed = (1..=12).flat_map(|m| [format!("{}-01", month(m)), format!("{}-28", month(m))]);
        let open = (1..=11).map(|m| format!("{}-20/{}-09", month(m), month(m + 1))).chain(["2024".to_owned()]);
        let dates: Vec<String> = closed.chain(open).chain(["2024-12-31".to_owned()]).collect();
        let list: Vec<Incident> = dates.iter().map(|d| incident(d, "null")).collect();
        let (style, events) = (sample::style("en"), list.iter().collect::<Vec<_>>());
        let months = months(&events);
        let rect = Rect { x: 50.0, y: 0.0, width: 1200.0, height: 300.0 };
        let days = Days { from: months[0].1.0, to: months[11].1.1 + 1, rect, mirrored: false };
        let symbols: Vec<Symbol<'_>> = events.iter().map(|i| Symbol::new(i, (0.0, 0.0), 0.0, &style)).collect();
        let mut found = counts(&symbols, Period::Month, &months, &days, &style);
        let numbers: Vec<usize> = found.iter().map(|c| c.symbol.incidents().count()).collect();
        assert_eq!(numbers, [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 12]);
        assert!(are_legible(Period::Month, &found, &days, &style));
        assert!(set(&mut found, &days, rect, &style).is_empty());
        let (open, closed) = found.split_last().unwrap();
        // Its bar reaches over the whole year, and below all else.
        assert!(open.is_open && open.days == (days.from, days.to - 1));
        let lowest = closed.iter().map(|c| c.label.bottom()).fold(0.0, f64::max);
        assert!(lowest < open.symbol.bounds(&style).y, "{lowest}");
        // A sign stands at the middle of its own dates: the last days of December weigh more than its first.
        let december = closed.last().unwrap();
        assert!(december.symbol.at.0 > days.x(f64::from(days.to) - 15.5));
        // One on the last day alone keeps within the panel.
        let last = [symbols[symbols.len() - 1].clone()];
        let mut last = counts(&last, Period::Week, &months, &days, &style);
        set(&mut last, &days, rect, &style);
        let own = last[0].symbol.bounds(&style);
        assert!(own.right() <= rect.right() + 1e-9 && own.x > rect.right() - 60.0, "{own:?}");
        // Weeks are too many, and most open dates leave them open.
        let weeks = counts(&symbols, Period::Week, &months, &days, &style);
        assert!(!are_legible(Period::Week, &weeks, &days, &style));
    }
}
