//! What a map is composed from: what was asked for, and what stays the same whatever the layout.

use std::ops::RangeInclusive;

use crate::compose::choropleth::Choropleth;
use crate::compose::data_edge::DataEdge;
use crate::compose::key::MeasuredById;
use crate::compose::notes::Note;
use crate::compose::own_layers::OwnLayer;
use crate::compose::style::Style;
use crate::compose::views::FlatViews;
use crate::language::LanguagePair;
use crate::measure::GeodesicLine;
use crate::model::{Case, Edtf, Incident, LonLat, Place};
use crate::project::{Projection, Rect};
use crate::recipe::{LabelTemplate, Recipe};

/// What a map shall show: a recipe, with its extent as positions.
#[derive(Debug, Clone)]
pub struct MapSpec<'a> {
    /// Everything that can be chosen.
    pub recipe: &'a Recipe,
    /// The positions that must be on the map.
    pub extent: Vec<LonLat>,
    /// The projection; `None` for the one that fits the extent.
    pub projection: Option<Projection>,
    /// The language of the figure.
    pub languages: LanguagePair,
    /// Places that fill a close map.
    pub filling: Filling,
    /// The periods of small multiples, as their first and last dates; empty where they follow the calendar.
    pub periods: Vec<(Edtf, Edtf)>,
    /// Whether the dates or numbers of incidents stand beside them.
    pub has_dates: bool,
    /// What the recipe adds.
    pub own: Own,
}

/// What a recipe adds to its map.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// Layers drawn under the incidents, in their order.
    pub layers: Vec<OwnLayer>,
    /// Notes.
    pub notes: Vec<Note>,
    /// The labels of incidents; `None` for dates or numbers.
    pub label: Option<LabelTemplate>,
    /// The part that is drawn larger beside the map; `None` without an inset.
    pub inset: Option<InsetPart>,
    /// Whether it belongs to several maps, as to those of an atlas: on one of them not all of it lies.
    pub is_shared: bool,
}

/// The part of a map that its inset shows.
#[derive(Debug, Clone)]
pub enum InsetPart {
    /// Where symbols crowd most.
    Crowded,
    /// Around positions.
    Positions(Vec<LonLat>),
}

/// Places by whose size a close map is filled where the dossier's own leave it bare.
#[derive(Debug, Clone, Default)]
pub struct Filling {
    /// The places.
    pub places: Vec<Place>,
    /// The credit that the map carries where it draws any.
    pub attribution: String,
}

/// What stays the same whatever the layout.
pub(super) struct Map<'a> {
    pub(super) dossier: &'a Case,
    pub(super) line: &'a GeodesicLine,
    pub(super) incidents: Vec<&'a Incident>,
    pub(super) spec: &'a MapSpec<'a>,
    pub(super) style: Style<'a>,
    pub(super) page: Rect,
    pub(super) projection: Projection,
    pub(super) flat_views: FlatViews,
    /// What is measured of the incidents, for the key.
    pub(super) measured: MeasuredById<'a, 'a>,
    /// Where the detailed basemap ends.
    pub(super) edge: DataEdge<'a>,
    /// What the tints of provinces count; `None` without tints.
    pub(super) choropleth: Option<&'a Choropleth>,
    /// What its inset is composed from; `None` without one.
    pub(super) inset: Option<Box<Map<'a>>>,
    /// Whether it is the inset of another map.
    pub(super) is_inset: bool,
    /// The years in which the frames of an animated map may lie.
    pub(super) years: RangeInclusive<i16>,
}
