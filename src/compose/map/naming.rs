//! The labels of a map, and what is said of those without room.

use super::ground::Ground;
use super::inset::PreparedInset;
use super::prepared::Prepared;
use super::spec::Map;
use crate::compose::basemap::DrawnBasemap;
use crate::compose::border::kilometres;
use crate::compose::furniture::around;
use crate::compose::inset_mark::edges;
use crate::compose::journeys::{self, Journey};
use crate::compose::label_text;
use crate::compose::labels::{INCIDENT_RANK, Label, Room, boxes_along, place};
use crate::compose::names::{self, Taken};
use crate::compose::notes;
use crate::compose::placed_map::{PlacedInset, PlacedMap};
use crate::compose::places::{self, Named};
use crate::compose::radii::beyond;
use crate::compose::remarks::{drawn_as_counts, not_on_their_side, radii_beyond, without_room};
use crate::compose::scene::Item;
use crate::compose::style::Style;
use crate::compose::symbols::{Symbol, apart};
use crate::language::date;
use crate::model::{Incident, Place};
use crate::project::Rect;

/// So far from its point a leader line of a symbol keeps labels off, in units of the design.
const LEADER_BEGINS: f64 = 12.0;
/// Of more labels without room than this, other positions of some help none.
const FEW: usize = 24;

/// What keeps labels off the leader lines of symbols: nothing stands on one. Its beginning lies within the sign of the place, which has its name;
/// at least the share `least` of the line is its beginning.
pub(super) fn boxes_of_leaders(symbols: &[Symbol<'_>], least: f64, style: &Style) -> Vec<Rect> {
    let begins = style.px(LEADER_BEGINS);
    let moved = symbols.iter().filter(|s| apart(s.at, s.point) > begins);
    let boxes = moved.flat_map(|s| {
        let share = (begins / apart(s.at, s.point)).max(least);
        let from = (s.point.0 + share * (s.at.0 - s.point.0), s.point.1 + share * (s.at.1 - s.point.1));
        boxes_along(from, s.at, style.unit)
    });
    boxes.collect()
}

impl<'a> Map<'a> {
    /// Places the labels.
    pub(super) fn name(&self, (title, body): &(Vec<Item>, Rect), prepared: Prepared<'a>) -> PlacedMap<'a> {
        let Prepared { plan, apart: blocks, ground, set, inset } = prepared;
        let Ground { frame, selected, border_layer, radii, cells, hexagons, marked, busy, own, contested, claims } =
            ground;
        let style = &self.style;
        let halo = style.theme.halo;
        let rect = frame.rect;
        let mut blocked = set.boxes.clone();
        blocked.extend(busy);
        blocked.extend(inset.iter().flat_map(|inset| edges(inset.part, style)));
        blocked.extend(marked.iter().filter(|(p, _)| p.is_small()).map(|(_, at)| around(*at, style.px(4.0))));
        let mut taken = set.boxes.clone();
        taken.extend(selected.symbols.iter().map(|s| s.bounds(style)));
        taken.extend(marked.iter().map(|(_, at)| around(*at, style.px(5.0))));
        let dates = journeys::dates(
            &selected.journeys,
            &Room { fonts: style.fonts, frame: rect, blocked: &taken, lines: &border_layer.paths },
            style,
        );
        let undated = dates.without_room.iter().filter_map(|i| selected.journeys.get(*i));
        let mut missing = dates.without_room.len();
        let mut remarks = set.remarks;
        let is_shared = self.spec.own.is_shared;
        remarks.extend(own.remarks.iter().filter(|_| !is_shared).cloned());
        remarks.extend(without_room("the dates of journeys ", &undated.map(|j| j.date.clone()).collect::<Vec<_>>()));
        blocked.extend(dates.placed.taken().copied());
        let mut ticks = kilometres(&frame, self.line, &border_layer.paths, &blocked, style);
        let asked = self.spec.recipe.extent.around.as_deref();
        let mut labels =
            places::labels(&marked, &selected.symbols, &border_layer.ends, &selected.journeys, asked, style);
        places::name_contested(&mut labels, &marked, &contested);
        let template = self.spec.own.label.as_ref();
        let words = |i: &Incident| match template {
            Some(template) => label_text::lines(template, i, self.dossier, &self.measured, style),
            None => vec![date(style.language(), &i.date)],
        };
        if self.spec.has_dates {
            labels.extend(places::incident_labels(&selected.symbols, &words, style));
        }
        let notes = &self.spec.own.notes;
        let (noted, outside) = notes::labels(notes, &frame, &selected.symbols, style);
        labels.extend(noted);
        remarks.extend(outside.into_iter().filter(|_| !is_shared));
        let (named, labels): (Vec<Named>, Vec<Label>) = labels.into_iter().unzip();
        let is_needed = |i: &&usize| labels.get(**i).is_some_and(|l| l.rank <= INCIDENT_RANK);
        let place_beside = |blocked: &[Rect]| {
            let attempt = |least: f64| {
                let mut blocked = blocked.to_vec();
                blocked.extend(boxes_of_leaders(&selected.symbols, least, style));
                let room = Room { fonts: style.fonts, frame: rect, blocked: &blocked, lines: &border_layer.paths };
                let placed = place(&labels, &room, halo, style.unit);
                let unnamed = placed.dropped.iter().filter(is_needed).count();
                (unnamed, placed)
            };
            let best = attempt(0.0);
            if !(1..=FEW).contains(&best.0) {
                return best.1;
            }
            // Rather over the half of a leader line that is nearer to the point than no date or no main place at all.
            let other = attempt(0.5);
            if other.0 < best.0 { other.1 } else { best.1 }
        };
        let mut placed = place_beside(&[blocked.as_slice(), ticks.boxes.as_slice()].concat());
        // The two sides are named before any place.
        let basemap = DrawnBasemap::new(self.dossier, self.line, &frame, style.clone());
        let symbols = selected.symbols.iter().map(|s| s.bounds(style)).collect();
        let mut fixed = Taken::new(rect, set.boxes.clone(), symbols, &basemap.waters(false).lakes, &contested);
        fixed.boxes.extend(marked.iter().map(|(_, at)| around(*at, style.px(5.0))));
        fixed.boxes.extend(dates.placed.taken());
        fixed.boxes.extend(selected.journeys.iter().flat_map(Journey::boxes));
        fixed.boxes.extend(border_layer.paths.iter().flatten().step_by(2).map(|p| around(*p, style.px(8.0))));
        let near = names::near(&frame, &border_layer.paths);
        // Beside dates and main places where that is possible.
        let standing = (0..labels.len()).filter(|i| !placed.dropped.contains(i)).zip(&placed.boxes);
        let needed: Vec<Rect> = standing.filter(|(i, _)| is_needed(&i)).map(|(_, b)| *b).collect();
        let reserved = names::reserved(
            basemap.countries().lands,
            near,
            fixed,
            (&needed, placed.taken().chain(&ticks.boxes)),
            style,
        );
        if !reserved.is_empty() {
            blocked.extend(reserved);
            ticks = kilometres(&frame, self.line, &border_layer.paths, &blocked, style);
            placed = place_beside(&[blocked.as_slice(), ticks.boxes.as_slice()].concat());
        }
        let ids: Vec<&str> = selected.left_out.iter().map(|i| i.id.as_str()).collect();
        remarks.extend(not_on_their_side(&ids));
        let counted = selected.only_counted();
        remarks.extend(drawn_as_counts(counted));
        let beyond = beyond(&selected.symbols, &frame);
        remarks.extend(radii_beyond(&beyond.iter().map(|i| i.id.as_str()).collect::<Vec<_>>()));
        if selected.symbols.is_empty() && selected.journeys.is_empty() && !self.dossier.incidents.is_empty() {
            remarks.push("no incident that passes the filter lies on this map".to_owned());
        }
        if border_layer.paths.is_empty() && !self.is_inset {
            remarks.push("the border is not on this map".to_owned());
        }
        let is_note = |i: &&usize| matches!(named.get(**i), Some(Named::Note(_)));
        remarks.extend(notes::without_room(notes, &named, &placed));
        let arrows = notes::arrows(notes, &named, &labels, &placed, style);
        let note_texts = notes::texts(notes, &named, &placed, style);
        // Those of incidents are named first.
        let (mut lost, others): (Vec<usize>, Vec<usize>) = placed
            .dropped
            .iter()
            .filter(|i| !is_note(i))
            .partition(|i| matches!(named.get(**i), Some(Named::Incident(_))));
        lost.extend(others);
        let lost: Vec<String> = lost.iter().filter_map(|i| labels.get(*i)).map(|l| l.lines.join(" ")).collect();
        remarks.extend(without_room("the labels ", &lost));
        let is_filling = |p: &Place| self.spec.filling.places.iter().any(|f| std::ptr::eq(f, p));
        let is_dropped = |i: usize| placed.dropped.iter().any(|d| named.get(*d) == Some(&Named::Place(i)));
        let has_filling = marked.iter().enumerate().any(|(i, (p, _))| is_filling(p) && !is_dropped(i));
        let stock = if has_filling { self.spec.filling.attribution.clone() } else { String::new() };
        let is_incident = |i: &&usize| matches!(named.get(**i), Some(Named::Incident(_) | Named::Note(_)));
        missing += placed.dropped.iter().filter(is_incident).count();
        let inset = self.inset.as_deref().zip(inset).map(|(small, inset)| {
            let PreparedInset { part, letters, ground, set } = inset;
            let slot = ground.frame.rect;
            let prepared = Prepared { plan, apart: Vec::new(), ground, set, inset: None };
            let map = Box::new(small.name(&(Vec::new(), slot), prepared));
            PlacedInset { part, letters, show: small.spec.recipe.show, map }
        });
        let mut inset = inset;
        if let Some(inset) = &mut inset {
            missing += inset.map.missing;
            remarks.extend(inset.map.remarks.drain(..).map(|remark| format!("inset: {remark}")));
        }
        PlacedMap {
            plan,
            apart: blocks,
            frame,
            title: title.clone(),
            footer_top: body.bottom(),
            symbols: selected.symbols,
            shown: selected.shown,
            journeys: selected.journeys,
            border_layer,
            radii,
            cells,
            hexagons,
            marked,
            ticks: ticks.layer,
            tick_boxes: ticks.boxes,
            furniture: set.layers,
            furniture_boxes: set.boxes,
            named,
            own,
            contested,
            claims,
            arrows,
            note_texts,
            stock,
            placed,
            dates,
            remarks,
            missing,
            counted,
            choropleth: self.choropleth,
            inset,
        }
    }
}
