use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Citation, LineStatus, LonLat, Names, Reason};

/// An oriented line with two sides; left and right are as seen walking from its start to its end.
///
/// Made of one or more parts in order; every part has at least one edge of more than zero length, and no vertex twice
/// in a row. Parts are not bridged: the border kilometre runs on from part to part without the gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct Border {
    /// The stable slug of the feature; empty where the file gives none.
    pub id: String,
    parts: Vec<Vec<LonLat>>,
    /// The parts as they were given, where positions were added to them.
    given: Option<Vec<Vec<LonLat>>>,
    /// From which border kilometre to which the line has no left and no right, in order.
    without_sides: Vec<(f64, f64)>,
    /// The properties of the line: names, sides, ends, accuracy, source.
    pub facts: BorderFacts,
}

/// Why lines make no border.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BorderError {
    /// No part has an edge of more than zero length.
    #[error("a border needs a line with at least two different positions")]
    NoEdge,
    /// Edges are straight in longitude and latitude, and too long for the positions that this takes.
    #[error(
        "straight in longitude and latitude these edges take more than {MOST_POSITIONS} positions to be measured within a millimetre"
    )]
    TooLong,
    /// The line is longer than any border, as one is that runs to and fro without end.
    #[error("the line is longer than {LONGEST_KM:.0} km")]
    Endless,
}

/// The greatest length of a border, in kilometres: ten times all land borders of the world.
pub const LONGEST_KM: f64 = 3_000_000.0;

/// A border whose edges are straight in longitude and latitude is parted into so many positions at most.
pub const MOST_POSITIONS: usize = 2_000_000;

/// The geodesics of a border whose edges are straight in longitude and latitude keep within so many metres of those.
pub const STRAIGHT_M: f64 = 0.001;

/// How the edges of a line run from vertex to vertex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Edges {
    /// By the shortest way on the ellipsoid.
    Geodesic,
    /// Straight in longitude and latitude (RFC 7946): the 49th parallel of two points is the parallel.
    Straight,
}

impl Edges {
    /// The word for it, as files have it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Geodesic => "geodesic",
            Self::Straight => "straight",
        }
    }
}

/// The length of an edge on a sphere, in kilometres.
fn about_km(edge: &[LonLat]) -> f64 {
    const RADIUS_KM: f64 = 6_371.0;
    let [a, b] = edge else { return 0.0 };
    let (from, to) = (a.lat().to_radians(), b.lat().to_radians());
    let turn = ((b.lon() - a.lon()).to_radians() / 2.0).sin();
    let half = ((to - from) / 2.0).sin().powi(2) + from.cos() * to.cos() * turn * turn;
    2.0 * RADIUS_KM * half.sqrt().min(1.0).asin()
}

impl Border {
    /// Makes a border of its parts, each a list of vertices in order.
    ///
    /// A vertex equal to the one before it is dropped (see [`LonLat::is_same_place`]), and so is a part that is left without an edge. Where the
    /// facts say that edges are straight in longitude and latitude, positions are added so that its geodesics keep within [`STRAIGHT_M`] of
    /// them; [`Border::given_parts`] has the parts without those.
    ///
    /// # Errors
    ///
    /// [`BorderError::NoEdge`] where nothing is left, [`BorderError::TooLong`] where straight edges take too many positions,
    /// [`BorderError::Endless`] beyond 3,000,000 km.
    pub fn new(id: String, parts: Vec<Vec<LonLat>>, facts: BorderFacts) -> Result<Self, BorderError> {
        let parts: Vec<Vec<LonLat>> = parts
            .into_iter()
            .map(|mut part| {
                part.dedup_by(|a, b| a.is_same_place(*b));
                part
            })
            .filter(|part| part.len() > 1)
            .collect();
        if parts.is_empty() {
            return Err(BorderError::NoEdge);
        }
        if parts.iter().flat_map(|part| part.windows(2)).map(about_km).sum::<f64>() > LONGEST_KM {
            return Err(BorderError::Endless);
        }
        if facts.edges != Some(Edges::Straight) {
            return Ok(Self { id, parts, given: None, without_sides: Vec::new(), facts });
        }
        let along = parted(&parts)?;
        Ok(Self { id, parts: along, given: Some(parts), without_sides: Vec::new(), facts })
    }

    /// The same line with its edges run otherwise.
    ///
    /// # Errors
    ///
    /// [`BorderError::TooLong`] where straight edges take too many positions.
    pub fn with_edges(self, edges: Edges) -> Result<Self, BorderError> {
        let facts = BorderFacts { edges: Some(edges), ..self.facts };
        Self::new(self.id, self.given.unwrap_or(self.parts), facts)
    }

    /// The same line, with no left and no right on some stretches, from a border kilometre to another, because it meets itself there.
    #[must_use]
    pub fn without_sides_on(self, without_sides: Vec<(f64, f64)>) -> Self {
        Self { without_sides, ..self }
    }

    /// Whether the line has a left and a right everywhere.
    #[must_use]
    pub fn has_sides_everywhere(&self) -> bool {
        self.without_sides.is_empty()
    }

    /// Whether the line has a left and a right at a border kilometre.
    #[must_use]
    pub fn has_sides(&self, km: f64) -> bool {
        !self.without_sides.iter().any(|(from, to)| (*from..=*to).contains(&km))
    }

    /// The parts as the file has them, without the positions that were added to straight edges.
    #[must_use]
    pub fn given_parts(&self) -> &[Vec<LonLat>] {
        self.given.as_deref().unwrap_or(&self.parts)
    }

    /// The parts in order, each with at least two vertices.
    #[must_use]
    pub fn parts(&self) -> &[Vec<LonLat>] {
        &self.parts
    }

    /// Whether a part is a closed ring around ground of the other side.
    #[must_use]
    pub fn has_enclaves(&self) -> bool {
        self.parts.iter().any(|part| is_ring(part))
    }

    /// Where the line starts and where it ends: the last vertex of the last part that is no closed ring, since enclaves come last; `None`
    /// for a border of rings alone.
    #[must_use]
    pub fn end_positions(&self) -> Option<[LonLat; 2]> {
        let mut open = self.parts.iter().filter(|part| !is_ring(part));
        let first = open.next()?;
        Some([*first.first()?, *open.next_back().unwrap_or(first).last()?])
    }

    /// The accuracy of the line at a border kilometre, in metres; 0 where the file gives none.
    #[must_use]
    pub fn accuracy_m(&self, km: f64) -> f64 {
        let stretch = self.facts.stretches.iter().filter(|s| s.contains(km)).find_map(|s| s.accuracy_m);
        stretch.or(self.facts.accuracy_m).unwrap_or(0.0)
    }

    /// The status of the line at a border kilometre.
    #[must_use]
    pub fn status(&self, km: f64) -> LineStatus {
        self.stated().find(|s| s.contains(km)).map_or(LineStatus::NotStated, |s| s.status)
    }

    /// The stretches that state a status, in the order of the file.
    pub fn stated(&self) -> impl Iterator<Item = &Stretch> {
        self.facts.stretches.iter().filter(|s| s.status != LineStatus::NotStated)
    }

    /// The line from one border kilometre to another in parts of one accuracy and one status, cut at the ends of the stretches that matter.
    #[must_use]
    pub fn runs(&self, from_km: f64, to_km: f64, matters: impl Fn(&Stretch) -> bool) -> Vec<Run> {
        let mut cuts = vec![from_km, to_km];
        let ends = self.facts.stretches.iter().filter(|s| matters(s)).flat_map(|s| [s.from_km, s.to_km]);
        cuts.extend(ends.filter(|km| *km > from_km && *km < to_km));
        cuts.sort_by(f64::total_cmp);
        cuts.dedup();
        let run = |(from, to): (&f64, &f64)| {
            let middle = (from + to) / 2.0;
            let stated =
                self.facts.stretches.iter().position(|s| s.status != LineStatus::NotStated && s.contains(middle));
            let status = self.status(middle);
            Run { from_km: *from, to_km: *to, accuracy_m: self.accuracy_m(middle), status, stated }
        };
        cuts.iter().zip(cuts.iter().skip(1)).map(run).collect()
    }
}

/// A part of a border's line of one accuracy and one status: see [`Border::runs`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Run {
    /// Border kilometre where it begins.
    pub from_km: f64,
    /// Border kilometre where it ends.
    pub to_km: f64,
    /// How far the true border may lie from the line, in metres.
    pub accuracy_m: f64,
    /// Whether the two sides agree on the line.
    pub status: LineStatus,
    /// The number of the stretch that states it; `None` if none does.
    pub stated: Option<usize>,
}

/// Parts whose edges are straight in longitude and latitude, with positions added.
fn parted(parts: &[Vec<LonLat>]) -> Result<Vec<Vec<LonLat>>, BorderError> {
    /// The bound holds to about a percent.
    const WITHIN_M: f64 = STRAIGHT_M * 0.99;
    let mut count = 0;
    let mut all = Vec::with_capacity(parts.len());
    for part in parts {
        let mut along = Vec::with_capacity(part.len());
        for (i, to) in part.iter().enumerate() {
            if let Some(from) = i.checked_sub(1).and_then(|before| part.get(before)) {
                let between = marz_geodesic::straight_edge((*from).into(), (*to).into(), WITHIN_M);
                along.extend(between.take(MOST_POSITIONS).map(|c| LonLat::wrapped(c.x, c.y)));
            }
            along.push(*to);
            if count + along.len() > MOST_POSITIONS {
                return Err(BorderError::TooLong);
            }
        }
        count += along.len();
        all.push(along);
    }
    Ok(all)
}

/// Whether a part of a border is a closed ring.
#[must_use]
pub fn is_ring(part: &[LonLat]) -> bool {
    part.first() == part.last()
}

/// What is said about a border: its `properties`. A dossier's border has all of it, another file may have none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BorderFacts {
    /// Its name.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub name: String,
    /// Its name by language.
    #[serde(default)]
    pub names: Names,
    /// The two sides.
    pub sides: Sides,
    /// What stands at the two ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Ends>,
    /// Whole lengths that have been published, and by whom.
    pub published_lengths: Vec<PublishedLength>,
    /// How far the true border may lie from the line, in metres.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1_000_000.0), required))]
    pub accuracy_m: Option<f64>,
    /// What that figure rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy_note: Option<String>,
    /// Where the line is less accurate, disputed or known to be agreed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stretches: Vec<Stretch>,
    /// How its edges run; geodesic where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edges: Option<Edges>,
    /// Where the line comes from.
    pub source: String,
    /// SPDX id of its licence.
    pub licence: String,
    /// The credit that a map must carry.
    pub attribution: String,
    /// Which edition of the line this is, so that a kilometre can be quoted and found again.
    pub edition: String,
}

/// The two sides of a border.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sides {
    /// The side to the left of the line.
    pub left: SideNames,
    /// The side to the right of the line.
    pub right: SideNames,
}

impl Default for Sides {
    fn default() -> Self {
        let side = |name: &str| SideNames { code: name.to_owned(), names: Names::english(name) };
        Self { left: side("left"), right: side("right") }
    }
}

/// The code and names of one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SideNames {
    /// A short code, such as ISO 3166-1 alpha-2.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub code: String,
    /// Its names by language.
    #[serde(default)]
    pub names: Names,
}

/// What stands at the two ends of a border.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ends {
    /// At kilometre 0.
    pub start: LineEnd,
    /// At the last kilometre.
    pub end: LineEnd,
}

/// What stands at one end of a border: a tripoint, a coast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineEnd {
    /// Its names by language.
    pub names: Names,
}

/// A whole length that somebody published; shown beside the measured one, never used to correct it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishedLength {
    /// The length in kilometres.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 40_000.0)))]
    pub km: f64,
    /// Who published it.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub by: String,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A stretch of the border with an accuracy or a status of its own, or both.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stretch {
    /// Border kilometre where it begins.
    #[cfg_attr(test, schemars(range(min = 0.0)))]
    pub from_km: f64,
    /// Border kilometre where it ends.
    #[cfg_attr(test, schemars(range(min = 0.0)))]
    pub to_km: f64,
    /// How far the true border may lie from the line there, in metres; that of the whole line where it is left out.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1_000_000.0)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy_m: Option<f64>,
    /// Whether the two sides agree on the line there.
    #[serde(default, skip_serializing_if = "is_not_stated")]
    pub status: LineStatus,
    /// Why.
    pub reason: Reason,
    /// Where that can be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
    /// Whether nobody has checked the reason against a source.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unverified: bool,
}

impl Stretch {
    /// Whether the reason was checked; that of a status against a source that is named.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        !self.unverified && (self.status == LineStatus::NotStated || !self.sources.is_empty())
    }
}

fn is_not_stated(status: &LineStatus) -> bool {
    *status == LineStatus::NotStated
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

impl Stretch {
    /// Whether a border kilometre lies on it, its ends included.
    #[must_use]
    pub fn contains(&self, km: f64) -> bool {
        (self.from_km..=self.to_km).contains(&km)
    }
}
