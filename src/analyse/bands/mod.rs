//! Bands: the shares of events and of the dead within distances, and how sure they are.
//!
//! ```text
//! measured events ─► members of groups ─┬─► least, most: what the intervals allow
//!                                       ├─► expected share; its interval, exact or drawn
//!                                       └─► share of the points
//! ```
//!
//! `docs/bands.md` gives the method with its sources.

mod member;
mod poisson_binomial;
mod simulate;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use rayon::prelude::*;
use serde::Serialize;
use thiserror::Error;

pub use poisson_binomial::PoissonBinomial;
pub use simulate::BAND_LEVEL;

use super::caveats::Caveats;
use super::counts::Row;
use super::event::is_event;
use super::rounded;
use crate::measure::{NearPlaces, Proximity, Side};
use crate::measured::MeasuredIncident;
use crate::model::{
    BandBy, BandKey, BandLimits, BandSide, BandTarget, Incident, Place, ReportedSide, Sides, axis_years, is_on_axis,
};
use member::{Counted, KilledRange, Member, Reached, expected_share, least_share, most_share, share_of_points};
use simulate::{DrawnIntervals, ENDS, drawn_intervals};

/// What is asked of bands.
#[derive(Debug, Clone, PartialEq)]
pub struct BandPlan {
    /// The distances.
    pub limits: BandLimits,
    /// By what events are grouped, beside all of them together.
    pub by: Vec<BandBy>,
    /// From what distances are measured.
    pub to: BandTarget,
}

impl Default for BandPlan {
    /// 5, 10, 20 and 50 km from the border, by side, year and category.
    fn default() -> Self {
        Self { limits: BandLimits::default(), by: BandBy::ALL.to_vec(), to: BandTarget::Border }
    }
}

/// Shares of events and of the dead within distances.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bands {
    /// From what distances are measured.
    pub to: BandTarget,
    /// The distances, in metres.
    pub within_m: Vec<f64>,
    /// Records that passed the filter.
    pub records: usize,
    /// Those of them that are events; the others are aggregates, statements, and visits or talks.
    pub events: usize,
    /// What is to be said beside the counts.
    #[serde(skip_serializing_if = "Caveats::is_none")]
    pub caveats: Caveats,
    /// Events without a place that can be measured: they are in no share.
    pub without_place: usize,
    /// Events whose point was set from the border, so that their point is no evidence of a distance.
    pub set_from_border: usize,
    /// Events with a place whose source gives a text for the dead that could not be read as a number.
    pub unread_dead: usize,
    /// The edition of the line; empty without events.
    pub border_edition: String,
    /// The level of the intervals of shares.
    pub level: f64,
    /// All events, then the groups.
    pub groups: Vec<BandGroup>,
}

impl Bands {
    /// The bands of no records.
    #[must_use]
    pub fn nothing(to: BandTarget) -> Self {
        Self {
            to,
            within_m: Vec::new(),
            records: 0,
            events: 0,
            caveats: Caveats::default(),
            without_place: 0,
            set_from_border: 0,
            unread_dead: 0,
            border_edition: String::new(),
            level: BAND_LEVEL,
            groups: Vec::new(),
        }
    }
}

/// A group of events.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BandGroup {
    /// The group.
    #[serde(skip)]
    pub group: BandKey,
    /// By what it is one: `all`, `side`, `year` or `category`.
    pub by: &'static str,
    /// The value that its events share, and the numbers of its events with a place and of their dead; fractional where the side or
    /// the year of an event is open.
    #[serde(flatten)]
    pub placed: Row,
    /// The same of its events without a place.
    pub without_place: Row,
    /// The shares, a distance each.
    pub bands: Vec<Band>,
}

impl BandGroup {
    /// Its shares of events, or of the dead, each with its distance in metres; none of what there is nothing to share of.
    pub fn shares(&self, of_dead: bool) -> impl Iterator<Item = (f64, Share)> {
        self.bands.iter().filter_map(move |b| Some((b.within_m, if of_dead { b.dead } else { b.events }?)))
    }

    /// How many of its events are in none of these shares: those without a place, or those of which nobody gives the number of dead.
    #[must_use]
    pub fn left_out(&self, of_dead: bool) -> f64 {
        if of_dead { self.placed.killed_unknown } else { self.without_place.events }
    }
}

/// The shares within one distance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// The distance, in metres.
    pub within_m: f64,
    /// Of the events with a place; `None` without any.
    pub events: Option<Share>,
    /// Of their dead, attackers included; `None` where nobody is known to have been killed.
    pub dead: Option<Share>,
}

/// A share, 0 to 1, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// Of the points, taken as exact, with the best figures of dead; `None` where no point is in the group.
    pub points: Option<f64>,
    /// The least that the intervals of places and tolls allow.
    pub least: f64,
    /// The lower end of the interval of [`BAND_LEVEL`].
    pub low: f64,
    /// The expected share: the expected number within the distance, divided by the expected number in all.
    pub expected: f64,
    /// The upper end of the interval.
    pub high: f64,
    /// The most that the intervals of places and tolls allow.
    pub most: f64,
    /// Whether the interval comes from seeded draws, and not from the exact Poisson binomial distribution.
    pub is_drawn: bool,
}

/// There is no place of the kind from which distances are to be measured.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("no place of a kind that --to {} means ({kinds}): nothing to measure from", to.as_str())]
pub struct NoPlaces {
    /// What was asked for.
    pub to: BandTarget,
    /// The kinds of places that it means.
    pub kinds: String,
}

/// Shares of the events among incidents within distances of the border, or of the places of a kind.
///
/// An event within a distance for every place that its radius, the side that its report names and the accuracy of the border leave open
/// counts for the least share; one within it for some such place counts for the most. The expected share and its interval take the
/// probabilities of [`Proximity::within`] and events as independent. Where neither the side nor the year of an event is open, the
/// number of events within a distance has a Poisson binomial distribution, and the interval is exact; of the dead, and where membership
/// of the group is open, it is drawn with a fixed seed.
///
/// # Arguments
///
/// `places` are those of the dossier; only a plan that measures from places uses them.
///
/// # Errors
///
/// [`NoPlaces`] if there is no place of the kind that the plan measures from.
///
/// # Example
///
/// ```
/// use marz::analyse::{BandPlan, bands};
/// use marz::{Dossier, Selection};
/// let dossier = Dossier::embedded()?;
/// let measured = dossier.measure(&Selection::default())?;
/// let found = bands(&measured.list(), &dossier.case().places, &BandPlan::default()).unwrap();
/// let near = found.groups[0].bands[0].events.unwrap();
/// assert!(near.least <= near.low && near.low <= near.high && near.high <= near.most);
/// # Ok::<(), marz::Error>(())
/// ```
pub fn bands(incidents: &[&MeasuredIncident<'_>], places: &[Place], plan: &BandPlan) -> Result<Bands, NoPlaces> {
    let kinds = plan.to.kinds();
    let chosen: Vec<&Place> = places.iter().filter(|p| kinds.contains(&p.kind)).collect();
    let target = NearPlaces::new(&chosen);
    if target.is_none() && plan.to != BandTarget::Border {
        let names = kinds.iter().filter_map(|k| serde_json::to_value(k).ok()?.as_str().map(str::to_owned));
        return Err(NoPlaces { to: plan.to, kinds: names.collect::<Vec<_>>().join(", ") });
    }
    let limits_m = plan.limits.metres();
    let events: Vec<&MeasuredIncident<'_>> =
        incidents.iter().copied().filter(|m| is_event(m.incident.category)).collect();
    let years = axis_years(events.iter().map(|m| m.incident));
    let question = Question { target: target.as_ref(), limits_m, by: &plan.by, years };
    let found: Vec<Vec<Membership<'_>>> = events.par_iter().map(|m| question.memberships(m)).collect();
    let mut groups: BTreeMap<BandKey, Group> = BTreeMap::new();
    for membership in found.iter().flatten() {
        groups.entry(membership.key).or_default().add(membership);
    }
    groups.entry(BandKey::All).or_default();
    let facts = events.first().map(|m| &m.context().border().facts);
    let no_sides = Sides::default();
    let sides = facts.map_or(&no_sides, |f| &f.sides);
    let is_placed = |of: &&Vec<Membership<'_>>| of.iter().any(|m| m.member.is_some());
    let with_place = found.iter().filter(is_placed).count();
    let unread_dead = events.iter().zip(&found).filter(|(m, of)| is_placed(of) && m.incident.has_unread_dead()).count();
    Ok(Bands {
        to: plan.to,
        within_m: limits_m.to_vec(),
        records: incidents.len(),
        events: events.len(),
        caveats: Caveats::of(events.iter().map(|m| m.incident)),
        without_place: events.len() - with_place,
        set_from_border: events.iter().filter(|m| m.incident.at.is_some() && m.is_set_from_border()).count(),
        unread_dead,
        border_edition: facts.map(|f| f.edition.clone()).unwrap_or_default(),
        level: BAND_LEVEL,
        groups: groups.into_iter().map(|(key, group)| group.bands(key, limits_m, sides)).collect(),
    })
}

/// What is asked of every event.
struct Question<'q> {
    target: Option<&'q NearPlaces>,
    limits_m: &'q [f64],
    by: &'q [BandBy],
    years: RangeInclusive<i16>,
}

/// An event in a group; without a place it is no member, and counted beside.
struct Membership<'a> {
    key: BandKey,
    weight: f64,
    incident: &'a Incident,
    member: Option<Member>,
}

/// A part of a group's events: the group, the probability of belonging there, whether the point and the first day do, and the side to
/// which the disc is cut where the group is one.
struct Part {
    key: BandKey,
    weight: f64,
    by_point: bool,
    cut: Option<Side>,
}

impl Part {
    fn whole(key: BandKey) -> Self {
        Self { key, weight: 1.0, by_point: true, cut: None }
    }
}

impl Question<'_> {
    /// The groups of an event.
    fn memberships<'a>(&self, m: &MeasuredIncident<'a>) -> Vec<Membership<'a>> {
        let proximity = m.proximity_on(None, self.limits_m);
        let whole = self.reached(m, None, proximity.as_ref());
        let mut parts = vec![Part::whole(BandKey::All)];
        // In this order and once each, however they were asked for: an event counted twice would be two.
        for by in BandBy::ALL.iter().filter(|by| self.by.contains(by)) {
            match by {
                BandBy::Side => parts.extend(sides(m, proximity.as_ref())),
                BandBy::Year => parts.extend(self.years_of(m.incident)),
                BandBy::Category => parts.push(Part::whole(BandKey::Category(m.incident.category))),
            }
        }
        let membership = |part: Part| {
            let of_side = |cut| self.reached(m, Some(cut), m.proximity_on(Some(cut), self.limits_m).as_ref());
            let reached = part.cut.map_or_else(|| whole.clone(), of_side);
            let toll = KilledRange::of(&m.incident.killed);
            let member = reached.map(|reached| Member { weight: part.weight, by_point: part.by_point, reached, toll });
            Membership { key: part.key, weight: part.weight, incident: m.incident, member }
        };
        parts.into_iter().map(membership).collect()
    }

    /// Whether an event lies within each distance; `None` without a place that can be measured. `to_border` is its proximity to the
    /// border, on the side to which its disc is cut.
    fn reached(
        &self,
        m: &MeasuredIncident<'_>,
        cut: Option<Side>,
        to_border: Option<&Proximity>,
    ) -> Option<Vec<Reached>> {
        let (point_m, min_m, max_m, within) = match self.target {
            Some(places) => {
                let open = m.distance_to(places, cut, self.limits_m)?;
                (open.point_m, open.min_m, open.max_m, open.within)
            }
            None => {
                let p = to_border?;
                (p.nearest.distance_m, p.distance_min_m, p.distance_max_m, p.within.clone())
            }
        };
        let mut below = 0.0;
        let reached = |(limit_m, within): (&f64, f64)| {
            let (surely, possibly) = (max_m <= *limit_m, min_m <= *limit_m);
            // What the interval says is certain, whatever the accuracy of a probability.
            below = match (surely, possibly) {
                (true, _) => 1.0,
                (_, false) => 0.0,
                _ => within.clamp(below, 1.0),
            };
            Reached { by_point: point_m <= *limit_m, surely, possibly, probability: below }
        };
        let all = self.limits_m.iter().zip(within.iter().map(|w| w.probability)).map(reached).collect();
        (min_m.is_finite() && max_m.is_finite()).then_some(all)
    }

    /// The years that a date may mean, each with its part.
    fn years_of(&self, incident: &Incident) -> Vec<Part> {
        if !is_on_axis(&incident.date, &self.years) {
            return vec![Part::whole(BandKey::UnexpectedYear)];
        }
        let mut years: BTreeMap<i16, f64> = BTreeMap::new();
        for ((year, _), part) in incident.date.months() {
            *years.entry(year).or_default() += part;
        }
        if let (Some((year, _)), 1) = (years.first_key_value(), years.len()) {
            return vec![Part::whole(BandKey::Year(*year))];
        }
        let first = years.keys().next().copied();
        let part = |(year, weight)| Part { key: BandKey::Year(year), weight, by_point: Some(year) == first, cut: None };
        years.into_iter().map(part).collect()
    }
}

/// The sides on which an event may have been, each with its probability.
fn sides(m: &MeasuredIncident<'_>, p: Option<&Proximity>) -> Vec<Part> {
    let whole = |side| vec![Part::whole(BandKey::Side(side))];
    if p.is_some_and(|p| p.nearest.side == Side::Disputed) {
        return whole(BandSide::Disputed);
    }
    match (m.reported_side(), p.and_then(|p| p.p_left)) {
        (Some(ReportedSide::Left), _) => whole(BandSide::Left),
        (Some(ReportedSide::Right), _) => whole(BandSide::Right),
        (Some(ReportedSide::Both), _) => whole(BandSide::Both),
        (None, None) => whole(BandSide::Unknown),
        (None, Some(p_left)) if p_left >= 1.0 => whole(BandSide::Left),
        (None, Some(p_left)) if p_left <= 0.0 => whole(BandSide::Right),
        (None, Some(p_left)) => {
            let point_left = match p.map(|p| p.nearest.side) {
                Some(Side::Left) => true,
                Some(Side::Right) => false,
                _ => p_left >= 0.5,
            };
            let part =
                |side, weight, by_point, cut| Part { key: BandKey::Side(side), weight, by_point, cut: Some(cut) };
            vec![
                part(BandSide::Left, p_left, point_left, Side::Left),
                part(BandSide::Right, 1.0 - p_left, !point_left, Side::Right),
            ]
        }
    }
}

/// The events of a group.
#[derive(Default)]
struct Group {
    members: Vec<Member>,
    placed: Row,
    without_place: Row,
}

impl Group {
    fn add(&mut self, membership: &Membership<'_>) {
        let row = if membership.member.is_some() { &mut self.placed } else { &mut self.without_place };
        row.add(&membership.incident.killed, membership.weight);
        self.members.extend(membership.member.clone());
    }

    fn bands(self, group: BandKey, limits_m: &[f64], sides: &Sides) -> BandGroup {
        let Self { members, placed, without_place } = self;
        let drawn = drawn_intervals(&members, limits_m.len());
        let band = |(i, within_m): (usize, &f64)| Band {
            within_m: *within_m,
            events: share(&members, i, Counted::Events, &drawn),
            dead: share(&members, i, Counted::Dead, &drawn),
        };
        let bands = limits_m.iter().enumerate().map(band).collect();
        let key = key(group, sides);
        BandGroup {
            group,
            by: group.by().map_or("all", BandBy::as_str),
            placed: Row { key: key.clone(), ..placed.rounded() },
            without_place: Row { key, ..without_place.rounded() },
            bands,
        }
    }
}

/// The share within the distance of number `band`; `None` for a share of nothing.
fn share(members: &[Member], band: usize, counted: Counted, drawn: &DrawnIntervals) -> Option<Share> {
    let is_exact = counted == Counted::Events && members.iter().all(Member::is_sure);
    let (low, high) = match counted {
        Counted::Events if is_exact => {
            let count = PoissonBinomial::new(members.iter().map(|m| m.reached[band].probability));
            let end = |level| count.quantile(level) as f64 / members.len().max(1) as f64;
            (end(ENDS[0]), end(ENDS[1]))
        }
        Counted::Events => drawn.events[band]?,
        Counted::Dead => drawn.dead[band]?,
    };
    Some(Share {
        points: share_of_points(members, band, counted).map(rounded),
        least: rounded(least_share(members, band, counted)?),
        low: rounded(low),
        expected: rounded(expected_share(members, band, counted)?),
        high: rounded(high),
        most: rounded(most_share(members, band, counted)?),
        is_drawn: !is_exact,
    })
}

/// A group as it is named in tables and JSON.
fn key(group: BandKey, sides: &Sides) -> String {
    match group {
        BandKey::All => "all".to_owned(),
        BandKey::Side(BandSide::Left) => sides.left.code.clone(),
        BandKey::Side(BandSide::Right) => sides.right.code.clone(),
        BandKey::Side(BandSide::Both) => "both".to_owned(),
        BandKey::Side(BandSide::Disputed) => "disputed".to_owned(),
        BandKey::Side(BandSide::Unknown) => "unknown".to_owned(),
        BandKey::Year(year) => year.to_string(),
        BandKey::UnexpectedYear => "unexpected year".to_owned(),
        BandKey::Category(category) => category.as_str().to_owned(),
    }
}
