//! The inset of a map: the part that it shows, where it stands, and what is on it.

use super::furnishing::Set;
use super::ground::Ground;
use super::selection::{Selected, Surroundings};
use super::spec::{InsetPart, Map};
use crate::compose::arrangement::{MOST_APART, SIZES, counted_within};
use crate::compose::contested::contested_ground;
use crate::compose::furniture::corners;
use crate::compose::inset_mark::letter_box;
use crate::compose::layout::{self, Panel, Plan, Zones};
use crate::compose::legend::Facts;
use crate::compose::style::Style;
use crate::compose::symbols::apart;
use crate::model::{Incident, LonLat, Place};
use crate::project::{Frame, Page, Rect};

/// Where an inset stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum InsetRoom {
    /// On the map, with such a share of its sides.
    OnMap(f64),
    /// In the panel beside the map, or below it.
    Beside,
}

/// The rooms that are tried, the best first.
const ROOMS: [InsetRoom; 4] =
    [InsetRoom::OnMap(LARGEST), InsetRoom::OnMap(0.34), InsetRoom::OnMap(0.28), InsetRoom::Beside];
const LARGEST: f64 = 0.41;
/// An inset has at least such sides, in units of the design, and enlarges so many times at least.
const LEAST: f64 = 170.0;
const LEAST_TIMES: f64 = 1.6;
/// The part in which symbols crowd is enlarged so many times: as a rule, and at most.
const TIMES: f64 = 4.0;
const MOST_TIMES: f64 = 14.0;
/// So many incidents at two places make a crowd.
const CROWD: usize = 3;
/// What is cut off the part of an inset at the edge of the map by less than this, in pixels, is not missed.
const CUT: f64 = 0.5;
/// Between an inset and the rest of its panel, in units of the design.
const GAP: f64 = 16.0;

/// The ground that an inset shows.
pub(super) enum InsetGround<'s> {
    /// Around positions.
    Positions(&'s [LonLat]),
    /// Where symbols crowd most: a part of the map without the inset, in its frame.
    Crowd(&'s Frame, Rect),
}

/// An inset that has its place, its labels not yet.
pub(super) struct PreparedInset<'a> {
    /// The part of the map that it shows.
    pub(super) part: Rect,
    /// Where the letter stands: at that part, and on the inset.
    pub(super) letters: [Rect; 2],
    pub(super) ground: Ground<'a>,
    pub(super) set: Set,
}

/// A panel that the inset shares with legend and key.
pub(super) struct Shared {
    pub(super) slot: Option<Rect>,
    pub(super) rest: Option<Rect>,
    /// The plan of the rest: with a column less where the inset has one to itself.
    pub(super) plan: Plan,
}

impl Shared {
    /// The height of a panel below the map in which the rest needs so much.
    pub(super) fn needed(&self, rest: f64, plan: Plan, style: &Style) -> f64 {
        let high = self.slot.map_or(0.0, |slot| slot.height);
        match self.slot.is_some() && self.plan == plan {
            true => rest + high + style.px(GAP),
            false => rest.max(high),
        }
    }
}

/// Parts a panel: the inset has its first column, or stands above the only one, no higher than half of the page's body.
pub(super) fn share_panel(panel: Rect, plan: Plan, part: Rect, body: f64, style: &Style) -> Shared {
    let (gap, above) = (style.px(24.0), style.px(GAP));
    let columns = if let Panel::Below(count) = plan.panel { count.max(1) } else { 1 };
    let n = f64::from(u32::try_from(columns).unwrap_or(1));
    let column = (panel.width - gap * (n - 1.0)) / n;
    let (wide, high) = fitted(part, column, 0.5 * body);
    let x = if style.is_mirrored() { panel.right() - wide } else { panel.x };
    let slot = Some(Rect { x, y: panel.y, width: wide, height: high });
    if columns == 1 {
        let rest = Rect { y: panel.y + high + above, height: (panel.height - high - above).max(0.0), ..panel };
        return Shared { slot, rest: Some(rest), plan };
    }
    let x = if style.is_mirrored() { panel.x } else { panel.x + column + gap };
    let rest = Rect { x, width: panel.width - column - gap, ..panel };
    Shared { slot, rest: Some(rest), plan: Plan { panel: Panel::Below(columns - 1), ..plan } }
}

/// The largest sides that are in the proportion of a part and no longer than these.
fn fitted(part: Rect, wide: f64, high: f64) -> (f64, f64) {
    let times = (wide / part.width).min(high / part.height);
    (part.width * times, part.height * times)
}

/// The sides of an inset that takes such a share of those of the map.
fn size_on_map(part: Rect, share: f64, frame: Rect) -> (f64, f64) {
    let side = share * (frame.width * frame.height).sqrt();
    let times = side / (part.width * part.height).sqrt();
    fitted(part, (part.width * times).min(0.5 * frame.width), (part.height * times).min(0.62 * frame.height))
}

/// The box of points; `None` without any.
fn bounds(points: impl Iterator<Item = Page>) -> Option<Rect> {
    points.map(|(x, y)| Rect { x, y, width: 0.0, height: 0.0 }).reduce(|all, dot| all.with(dot))
}

/// The part of a map with most places of a crowd; `None` if nothing is crowded, or all of it at one place, which stays one however large it is drawn.
///
/// # Arguments
///
/// `points` are those of incidents that have no room at their points; `side` is that of the inset, in pixels.
fn densest(points: &[Page], frame: Rect, side: f64, style: &Style) -> Option<Rect> {
    /// So many parts are looked at.
    const LOOKED_AT: usize = 400;
    /// Places so far apart are two in the inset, in units of the design.
    const TWO: f64 = 24.0;
    let half = side / TIMES / 2.0;
    let is_near = |a: &Page, b: &Page| (a.0 - b.0).abs() <= half && (a.1 - b.1).abs() <= half;
    let within = |middle: &Page| points.iter().copied().filter(|p| is_near(p, middle)).collect::<Vec<Page>>();
    let places = |crowd: &[Page]| {
        let mut found: Vec<Page> = Vec::new();
        for p in crowd {
            if found.iter().all(|f| apart(*f, *p) > style.px(TWO) / TIMES) {
                found.push(*p);
            }
        }
        found.len()
    };
    let mut best: Option<((usize, usize), Vec<Page>)> = None;
    for middle in points.iter().step_by(points.len() / LOOKED_AT + 1) {
        let crowd = within(middle);
        let rank = (places(&crowd), crowd.len());
        if rank.0 > 1 && rank.1 >= CROWD && best.as_ref().is_none_or(|(most, _)| rank > *most) {
            best = Some((rank, crowd));
        }
    }
    let crowd = bounds(best?.1.into_iter())?;
    let margin = 0.22 * crowd.width.max(crowd.height);
    let (least, longer) = (side / MOST_TIMES, crowd.width.max(crowd.height) + 2.0 * margin);
    let sides = [crowd.width, crowd.height].map(|s| (s + 2.0 * margin).max(0.75 * longer).max(least));
    let middle = (crowd.x + crowd.width / 2.0, crowd.y + crowd.height / 2.0);
    let [width, height] = sides;
    let inside = |low: f64, high: f64, at: f64, length: f64| (at - length / 2.0).min(high - length).max(low);
    Some(Rect {
        x: inside(frame.x, frame.right(), middle.0, width),
        y: inside(frame.y, frame.bottom(), middle.1, height),
        width,
        height,
    })
}

impl<'a> Map<'a> {
    /// The ground that the inset shows of a map whose ground without it this is; what keeps it from being drawn instead.
    pub(super) fn inset_ground<'s>(&'s self, ground: &'s Ground<'a>) -> Result<InsetGround<'s>, String> {
        if let Some(InsetPart::Positions(positions)) = &self.spec.own.inset {
            return Ok(InsetGround::Positions(positions));
        }
        let (frame, rect) = (&ground.frame, ground.frame.rect);
        let symbols = self.select(frame).symbols;
        let mut arranged = symbols.clone();
        let signs = self.signs(&ground.marked);
        let among = Surroundings { frame, width: rect.width, contested: &ground.contested, signs: &signs };
        self.arranged(&mut arranged, among, &SIZES);
        let without_room = arranged.iter().filter(|s| !s.is_single() || apart(s.at, s.point) > s.radius);
        let ids: Vec<&str> = without_room.flat_map(|s| s.incidents()).map(|i| i.id.as_str()).collect();
        let own = symbols.iter().filter(|s| ids.contains(&s.incident.id.as_str()));
        let crowded: Vec<Page> = own.map(|s| s.point).collect();
        let side = LARGEST * (rect.width * rect.height).sqrt();
        let part = densest(&crowded, rect, side, &self.style).ok_or_else(|| {
            "no inset: nowhere on this map are symbols of several places crowded; [inset] around or bbox names a part"
                .to_owned()
        })?;
        Ok(InsetGround::Crowd(frame, part))
    }

    /// Where a frame has the ground of the inset, with what is to be said of it; what keeps it from being drawn instead.
    pub(super) fn inset_part(ground: &InsetGround<'_>, frame: &Frame) -> Result<(Rect, Option<String>), String> {
        let rect = frame.rect;
        let whole = match ground {
            InsetGround::Positions(all) => bounds(all.iter().filter_map(|p| frame.place(p.lon(), p.lat()))),
            InsetGround::Crowd(other, part) => Some(frame.part_of(other, *part)),
        };
        let whole = whole.filter(|w| w.width > 0.0 && w.height > 0.0);
        let is_on = |w: &Rect| rect.contains((w.x + w.width / 2.0, w.y + w.height / 2.0));
        let is_cut = |part: Rect, w: Rect| w.width - part.width > CUT || w.height - part.height > CUT;
        let part = whole.filter(is_on).and_then(|w| w.common(rect).map(|part| (part, is_cut(part, w))));
        let Some((part, is_cut)) = part else {
            return Err("no inset: its part lies outside of the map, or at its edge: widen the extent".to_owned());
        };
        let times = size_on_map(part, LARGEST, rect).0 / part.width;
        if times < LEAST_TIMES {
            return Err(format!(
                "no inset: it would draw its part {:.2} times as large, less than {LEAST_TIMES}: give it a smaller radius or box",
                (times * 100.0).floor() / 100.0
            ));
        }
        Ok((part, is_cut.then(|| "the inset ends where the map ends".to_owned())))
    }

    /// The rooms that an inset of a part may have on a map whose ground without it this is.
    pub(super) fn inset_rooms(&self, ground: &Ground<'a>, part: Rect) -> Vec<InsetRoom> {
        let is_free = |room: &InsetRoom| match room {
            InsetRoom::OnMap(share) => self.free_slot(ground, part, *share).is_some(),
            InsetRoom::Beside => true,
        };
        ROOMS.into_iter().filter(is_free).collect()
    }

    /// The ground of the map with an inset's, symbols in one size on both; `None` if the inset has no room.
    ///
    /// # Arguments
    ///
    /// * `among` is what symbols of the map find their places among;
    /// * `marked` are the places of the map;
    /// * `part` is the part of the map that is enlarged;
    /// * `slot` is the place of an inset beside the map.
    pub(super) fn enlarge(
        &self,
        among: Surroundings<'_>,
        all: &Selected<'a>,
        marked: &[(&'a Place, Page)],
        part: Rect,
        (room, slot): (InsetRoom, Option<Rect>),
    ) -> Option<(Ground<'a>, PreparedInset<'a>)> {
        let (style, small) = (&self.style, self.inset.as_deref()?);
        let (frame, width) = (among.frame, among.width);
        let here = all.symbols.iter().filter(|s| part.contains(s.point));
        let incidents: Vec<&'a Incident> = here.flat_map(|s| s.incidents()).collect();
        let mut sizes = SIZES.to_vec();
        loop {
            let mut selected = all.clone();
            // Where a count stands for them, the incidents of the inset are left out of the map.
            if self.spec.recipe.show.displace && selected.symbols.len() <= MOST_APART {
                selected.symbols = counted_within(&selected.symbols, part, style);
            }
            self.arrange(&mut selected, among, &sizes);
            let ground = self.ground(frame.clone(), selected, marked.to_vec(), among.contested.clone());
            let slot = match room {
                InsetRoom::OnMap(share) => self.free_slot(&ground, part, share)?,
                InsetRoom::Beside => slot?,
            };
            if slot.width.min(slot.height) < style.px(LEAST) || slot.width < LEAST_TIMES * part.width {
                return None;
            }
            let inner = frame.enlarged(part, slot);
            let mut enlarged = small.select_of(&incidents, &inner);
            let places = small.marked(&inner);
            let size = ground.selected.size(style);
            let fitting: Vec<f64> = sizes.iter().copied().filter(|s| *s <= size + 1e-9).collect();
            let (contested, signs) = (contested_ground(self.dossier, &inner), small.signs(&places));
            let on_inset = Surroundings { frame: &inner, width, contested: &contested, signs: &signs };
            small.arrange(&mut enlarged, on_inset, &fitting);
            small.keep_inside(&mut enlarged.symbols, &inner);
            let own = enlarged.size(style);
            if own < size - 1e-9 && sizes.len() > 1 {
                // The area of a symbol means the same on both.
                sizes = vec![own];
                continue;
            }
            let letter = self.letter_of(&ground, part, (room != InsetRoom::Beside).then_some(slot));
            let letters = [letter, self.own_letter(&enlarged, slot, letter)];
            let mut own_ground = small.ground(inner, enlarged, places, contested);
            own_ground.own.remarks.clear();
            return Some((ground, PreparedInset { part, letters, ground: own_ground, set: Set::default() }));
        }
    }

    /// Where an inset of such a share hides no symbol, no main place, not the border and not its own part of the map.
    fn free_slot(&self, ground: &Ground<'a>, part: Rect, share: f64) -> Option<Rect> {
        let style = &self.style;
        let (wide, high) = size_on_map(part, share, ground.frame.rect);
        let mut busy = ground.busy.clone();
        // With room for the letter of the part.
        busy.push(part.grown(letter_box(style).0 * 1.1));
        let lines = &ground.border_layer.paths;
        let basemap = layout::DrawnBasemap { frame: ground.frame.rect, busy: &busy, lines, taken: Vec::new() };
        // The legend stands lower, at the trailing edge.
        let order = if style.is_mirrored() { [0, 3, 1, 2] } else { [1, 2, 0, 3] };
        basemap.free_rect(wide, high, &order, true, style.px(10.0))
    }

    /// Where the letter of a part stands: at a corner, on no symbol if that can be.
    fn letter_of(&self, ground: &Ground<'a>, part: Rect, slot: Option<Rect>) -> Rect {
        let (w, h) = letter_box(&self.style);
        let [a, b, c, d] = corners(part);
        let at = |(x, y): Page| Rect { x, y, width: w, height: h };
        let outside = [(a.0, a.1 - h), (b.0 - w, b.1 - h), (b.0, b.1), (c.0, c.1 - h), d, (c.0 - w, c.1)];
        let beside = [(a.0 - w, a.1), (d.0 - w, d.1 - h)];
        let inside = [a, (b.0 - w, b.1), (c.0 - w, c.1 - h), (d.0, d.1 - h)];
        let all: Vec<Rect> = outside.into_iter().chain(beside).chain(inside).map(at).collect();
        let room = ground.frame.rect;
        let holds = |r: &Rect| room.contains((r.x, r.y)) && room.contains((r.right(), r.bottom()));
        let on_line = |r: &Rect| ground.border_layer.paths.iter().flatten().any(|p| r.contains(*p));
        let is_free = |r: &&Rect| holds(r) && !ground.busy.iter().chain(&slot).any(|b| b.overlaps(r));
        let found = all.iter().filter(is_free).min_by_key(|r| on_line(r));
        found.or_else(|| all.iter().find(|r| holds(r))).copied().unwrap_or_else(|| at(a))
    }

    /// Where the letter of an inset stands on it: in the leading upper corner, or the next that no symbol takes.
    fn own_letter(&self, enlarged: &Selected<'a>, slot: Rect, letter: Rect) -> Rect {
        let (right, bottom) = (slot.right() - letter.width, slot.bottom() - letter.height);
        let (lead, trail) = if self.style.is_mirrored() { (right, slot.x) } else { (slot.x, right) };
        let corners = [(lead, slot.y), (trail, slot.y), (lead, bottom), (trail, bottom)];
        let all = corners.map(|(x, y)| Rect { x, y, ..letter });
        let is_free = |r: &&Rect| !enlarged.symbols.iter().any(|s| s.bounds(&self.style).overlaps(r));
        all.iter().find(is_free).copied().unwrap_or(all[0])
    }

    /// The inset with its own scale bar, and a north arrow where north is not up.
    pub(super) fn furnish_inset(
        &self,
        mut inset: PreparedInset<'a>,
        plan: Plan,
        facts: &Facts,
    ) -> Option<PreparedInset<'a>> {
        let small = self.inset.as_deref()?;
        let ground = &inset.ground;
        let rect = ground.frame.rect;
        let (lines, taken) = (&ground.border_layer.paths, vec![inset.letters[1]]);
        let basemap = layout::DrawnBasemap { frame: rect, busy: &ground.busy, lines, taken };
        let plan = Plan { panel: Panel::None, key: false, ..plan };
        let zones = Zones { map: rect, panel: None };
        inset.set = small.furnish(plan, &zones, &ground.frame, Vec::new(), &ground.selected, facts, basemap)?;
        small.clear(&mut inset.ground.marked, &inset.set.boxes);
        Some(inset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::sample::style;

    const FRAME: Rect = Rect { x: 0.0, y: 0.0, width: 1000.0, height: 600.0 };

    #[test]
    fn the_densest_part_is_that_with_most_places() {
        let style = style("en");
        let mut points = vec![(100.0, 100.0); 30];
        assert!(densest(&points, FRAME, 340.0, &style).is_none(), "one place stays one, however large it is drawn");
        points.extend([(700.0, 300.0), (712.0, 300.0), (724.0, 310.0)]);
        let part = densest(&points, FRAME, 340.0, &style).unwrap();
        assert!(part.contains((700.0, 300.0)) && part.contains((724.0, 310.0)) && !part.contains((100.0, 100.0)));
        assert!(part.width < 60.0 && part.height >= 0.74 * part.width, "{part:?}");
        // Two are no crowd.
        assert!(densest(&[(1.0, 1.0), (15.0, 1.0)], FRAME, 340.0, &style).is_none());
        // At the edge of the map the part stays on it.
        let corner = densest(&[(998.0, 598.0), (986.0, 598.0), (990.0, 588.0)], FRAME, 340.0, &style).unwrap();
        assert!(corner.right() <= 1000.0 && corner.bottom() <= 600.0, "{corner:?}");
    }

    #[test]
    fn a_panel_is_shared_without_overlap() {
        let part = Rect { x: 0.0, y: 0.0, width: 40.0, height: 40.0 };
        let panel = Rect { x: 100.0, y: 50.0, width: 300.0, height: 600.0 };
        for code in ["en", "fa"] {
            let style = style(code);
            for (kind, columns) in [(Panel::Beside(0.25), 1), (Panel::Below(1), 1), (Panel::Below(3), 2)] {
                let plan = layout::plans_apart(&style)[0][0];
                let shared = share_panel(panel, Plan { panel: kind, ..plan }, part, 700.0, &style);
                let (slot, rest) = (shared.slot.unwrap(), shared.rest.unwrap());
                assert!(!slot.overlaps(&rest) && panel.contains((slot.right(), slot.bottom())), "{code} {kind:?}");
                assert!(panel.contains((rest.x, rest.y)) && rest.right() <= panel.right() + 1e-9);
                let left = if let Panel::Below(count) = shared.plan.panel { count } else { 1 };
                assert_eq!(left, columns);
            }
        }
    }
}
