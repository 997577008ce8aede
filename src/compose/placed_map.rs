//! A map in which everything has its place, before it is drawn.

use super::border::BorderLayer;
use super::choropleth::Choropleth;
use super::contested::ContestedGround;
use super::journeys::{Dates, Journey};
use super::labels::Placed;
use super::layout::Plan;
use super::own_layers::DrawnOwn;
use super::panel::Block;
use super::places::Named;
use super::scene::{Item, Layer};
use super::shown::Shown;
use super::status::Claims;
use super::symbols::Symbol;
use crate::model::Place;
use crate::project::{Frame, Page, Rect};
use crate::recipe::Show;

/// A layout in which everything has its place.
pub struct PlacedMap<'a> {
    pub plan: Plan,
    /// The legend and the key if they stand on pages of their own.
    pub apart: Vec<Block>,
    pub frame: Frame,
    pub title: Vec<Item>,
    pub footer_top: f64,
    pub symbols: Vec<Symbol<'a>>,
    pub shown: Shown,
    pub journeys: Vec<Journey<'a>>,
    pub border_layer: BorderLayer,
    pub radii: Layer,
    pub cells: Layer,
    pub hexagons: Layer,
    pub marked: Vec<(&'a Place, Page)>,
    pub ticks: Layer,
    pub tick_boxes: Vec<Rect>,
    pub furniture: Vec<Layer>,
    pub furniture_boxes: Vec<Rect>,
    pub named: Vec<Named>,
    /// The layers that the recipe adds.
    pub own: DrawnOwn,
    pub contested: ContestedGround,
    /// What is said of the line and the ground.
    pub claims: Claims,
    /// The arrows of notes, and what the notes say.
    pub arrows: Layer,
    pub note_texts: Vec<String>,
    /// The credit of places of the wider stock; empty if none is drawn.
    pub stock: String,
    pub placed: Placed,
    pub dates: Dates,
    pub remarks: Vec<String>,
    /// Incidents without label or number, on the map or in its inset.
    pub missing: usize,
    /// Incidents that have no symbol of their own, on the map or in its inset.
    pub counted: usize,
    /// What the tints of provinces count.
    pub choropleth: Option<&'a Choropleth>,
    pub inset: Option<PlacedInset<'a>>,
}

/// An inset in which everything has its place.
pub struct PlacedInset<'a> {
    /// The part of the map that it shows.
    pub part: Rect,
    /// Where the letter stands: at that part, and on the inset.
    pub letters: [Rect; 2],
    /// What it shows beside its incidents.
    pub show: Show,
    pub map: Box<PlacedMap<'a>>,
}

impl PlacedMap<'_> {
    /// How many incidents cannot be read off by themselves: those without label or number, and those counted with others for want of room.
    pub fn unread(&self) -> usize {
        self.missing + self.counted
    }
}
