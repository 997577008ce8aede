//! Who visited whom: arrows from the seat of the visitors to the place of the meeting.

use super::furniture::around;
use super::labels::{INCIDENT_RANK, Label, Obstructed, Placed, Room, place_among};
use super::scene::{About, Item, Layer, Shape, Stroke};
use super::style::Style;
use crate::language::date;
use crate::model::{Case, Extent, Incident, Status};
use crate::project::{Frame, Page, Rect};
use crate::typeface::FontStyle;

/// One journey on the page.
#[derive(Clone)]
pub struct Journey<'a> {
    pub incident: &'a Incident,
    /// The seat of the visitors.
    pub from: Page,
    /// Where they went.
    pub to: Page,
    /// Its path, bent so that journeys between the same two places lie apart.
    pub path: Vec<Page>,
    /// When, for the label.
    pub date: String,
}

impl Journey<'_> {
    /// Whether it is disputed or denied.
    pub fn is_disputed(&self) -> bool {
        matches!(self.incident.status, Status::Disputed | Status::Denied)
    }

    /// Small boxes along the path.
    pub fn boxes(&self) -> Vec<Rect> {
        let dots = self.path.iter().zip(self.path.iter().skip(1));
        dots.flat_map(|(a, b)| [*a, ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)]).map(|p| around(p, 2.5)).collect()
    }

    /// Where the date may be set: from the middle of the path outwards, but not near the ends.
    fn stations(&self) -> Vec<Page> {
        let middle = self.path.len() / 2;
        let outwards = (0..=middle * 2 / 3).flat_map(|i| [middle + i, middle - i]).skip(1);
        outwards.filter_map(|i| self.path.get(i).copied()).collect()
    }
}

/// The journeys of which both ends are in the frame; those between the same two places fan out, in date order.
pub fn journeys<'a>(dossier: &Case, incidents: &[&'a Incident], frame: &Frame, style: &Style) -> Vec<Journey<'a>> {
    let mut found: Vec<(Page, Page, &'a Incident)> = Vec::new();
    // One to a region has no end that could be drawn.
    for incident in incidents.iter().filter(|i| i.location.extent == Extent::Point) {
        let seat = incident.visitors_from.as_ref().and_then(|id| dossier.places.iter().find(|p| p.id == *id));
        let ends = seat.zip(incident.at).and_then(|(s, at)| frame.shows(s.at).zip(frame.shows(at)));
        if let Some((from, to)) = ends {
            found.push((from, to, incident));
        }
    }
    found.sort_by(|a, b| a.2.date.days().0.cmp(&b.2.date.days().0).then_with(|| a.2.id.cmp(&b.2.id)));
    let near = |a: Page, b: Page| (a.0 - b.0).abs() + (a.1 - b.1).abs() < style.px(8.0);
    let pairs: Vec<(Page, Page)> = found.iter().map(|f| (f.0, f.1)).collect();
    let bent = |i: usize, from: Page, to: Page| {
        // Journeys the same way bend to their right; so journeys back bend the other way on the page.
        let before = pairs.iter().take(i).filter(|w| near(w.0, from) && near(w.1, to)).count();
        0.10 + 0.13 * f64::from(u32::try_from(before).unwrap_or(0))
    };
    let journey = |(i, (from, to, incident)): (usize, &(Page, Page, &'a Incident))| Journey {
        incident,
        from: *from,
        to: *to,
        path: arc(*from, *to, bent(i, *from, *to), style.px(13.0)),
        date: date(style.language(), &incident.date),
    };
    found.iter().enumerate().map(journey).collect()
}

/// A parabola between two points that leaves a gap at both; `bend` is its height as a share of its length.
fn arc(from: Page, to: Page, bend: f64, gap: f64) -> Vec<Page> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt().max(1.0);
    let gap_share = (gap / length).min(0.3);
    (0..=32_u8)
        .map(|i| {
            let t = gap_share + (1.0 - 2.0 * gap_share) * f64::from(i) / 32.0;
            let lift = 4.0 * bend * t * (1.0 - t);
            (from.0 + t * dx - lift * dy, from.1 + t * dy + lift * dx)
        })
        .collect()
}

/// The dates of journeys, and which journeys found no room for theirs.
pub struct Dates {
    pub placed: Placed,
    pub without_room: Vec<usize>,
}

/// Places each date beside its path, or with a leader line if there is no room along it.
pub fn dates(journeys: &[Journey<'_>], room: &Room<'_>, style: &Style) -> Dates {
    let label = |j: &Journey<'_>, at: Page| Label {
        lines: vec![j.date.clone()],
        at,
        clear: style.px(6.0),
        extent: style.px(6.0),
        edge: 0.0,
        symbols: Vec::new(),
        font_style: FontStyle::Regular,
        size: style.letters(14.0),
        paint: style.theme.journey,
        rank: INCIDENT_RANK,
        leader: false,
        keeps_side: false,
        others: Vec::new(),
    };
    let mut room = Obstructed::new(room);
    journeys.iter().for_each(|journey| room.block(&journey.boxes()));
    let layer = Layer::new("journey-dates", "Dates of journeys");
    let (boxes, leaders, leader_lines, dropped) = Default::default();
    let placed = Placed { layer, boxes, leaders, leader_lines, dropped };
    let mut all = Dates { placed, without_room: Vec::new() };
    for (i, journey) in journeys.iter().enumerate() {
        let stations = journey.stations();
        let off = stations.first().map(|at| Label { leader: true, ..label(journey, *at) });
        let tried = stations.into_iter().map(|at| label(journey, at)).chain(off);
        let set = |label: Label| place_among(&[label], &room, style.theme.halo, style.unit);
        let Some(found) = tried.map(set).find(|p| p.dropped.is_empty()) else {
            all.without_room.push(i);
            continue;
        };
        room.block(&found.boxes);
        room.block(&found.leaders);
        all.placed.boxes.extend(found.boxes);
        all.placed.leaders.extend(found.leaders);
        all.placed.layer.items.extend(found.layer.items);
    }
    all
}

/// The arrows.
pub fn layer(journeys: &[Journey<'_>], style: &Style) -> Layer {
    let mut layer = Layer::new("journeys", "Journeys");
    for journey in journeys {
        let about = Some(About::incident(journey.incident));
        layer.items.extend(arrow(&journey.path, journey.is_disputed(), about, style));
    }
    layer
}

/// A line with a head at its end, on a casing.
fn arrow(path: &[Page], disputed: bool, about: Option<About>, style: &Style) -> Vec<Item> {
    let [.., before, tip] = path else { return Vec::new() };
    let (dx, dy) = (tip.0 - before.0, tip.1 - before.1);
    let length = (dx * dx + dy * dy).sqrt().max(1e-9);
    let (ux, uy) = (dx / length, dy / length);
    let at = |along: f64, across: f64| {
        let (a, c) = (style.px(along), style.px(across));
        (tip.0 + a * ux - c * uy, tip.1 + a * uy + c * ux)
    };
    let head = vec![at(2.0, 0.0), at(-11.0, 5.5), at(-8.5, 0.0), at(-11.0, -5.5)];
    let mut line = path.to_vec();
    if let Some(last) = line.last_mut() {
        *last = at(-8.0, 0.0);
    }
    let paint = style.theme.journey;
    let stroke = |paint, width| Some(Stroke::solid(paint, style.px(width)));
    let dash = if disputed { vec![style.px(7.0), style.px(5.0)] } else { Vec::new() };
    let core = Some(Stroke { paint, width: style.px(2.0), dash });
    let shape = |paths, fill, stroke, about| Item::Shape(Shape { paths, fill, stroke, about });
    vec![
        shape(vec![line.clone()], None, stroke(style.theme.casing.fade(0.85), 4.6), None),
        shape(vec![line], None, core, about),
        shape(vec![head], Some(paint), stroke(style.theme.casing, 0.8), None),
    ]
}

/// A short arrow for the legend.
pub fn arrow_sample(at: Page, disputed: bool, style: &Style) -> Vec<Item> {
    let x = |dx: f64| at.0 + style.px(if style.is_mirrored() { -dx } else { dx });
    arrow(&[(x(-19.0), at.1), (x(0.0), at.1), (x(19.0), at.1)], disputed, None, style)
}
