//! Validated values: what a dossier is made of.
//!
//! Everything here is checked when it is made, so that no later stage checks again: a [`LonLat`] is finite and in
//! range, an [`Edtf`] date exists in the calendar, a [`Border`] has at least one real edge. The types serialise to the
//! `properties` of the stored GeoJSON features, and the JSON Schemas in `data/schema/` are generated from them.
//! Nothing here reads a file or computes a distance.

mod band;
mod basemap;
mod border;
mod case;
mod category;
mod coding;
mod coordinates;
mod credit;
mod edtf;
mod house;
mod incident;
mod mgrs;
mod names;
mod place;
mod placeholder;
mod position;
mod prio_grid;
mod revision;
mod status;
mod unique_names;
mod verdict;
mod view;
mod years;
mod zone;

pub use band::{BandBy, BandKey, BandLimits, BandLimitsError, BandSide, BandTarget};
pub use basemap::{Area, Basemap, ContestedArea, Layer, Line, Raster, Relief};
pub use border::{
    Border, BorderError, BorderFacts, Edges, Ends, LineEnd, MOST_POSITIONS, PublishedLength, Run, STRAIGHT_M,
    SideNames, Sides, Stretch, is_ring,
};
pub use case::Case;
pub use category::{AddedCategory, Categories, Category, CategoryDefinition, CategoryError, Symbol};
pub use coding::{Coding, CodingDefaults, CountryCodes, Dataset, DateCalendar, DateOrder, PrecisionCode};
pub use coordinates::{Axis, COORDINATE_FORMS, Coordinates, LetterO, PairOrder, coordinates, degrees};
pub use credit::{Credit, NO_LICENCE};
pub use edtf::{Day, Edtf, EdtfError, OpenEnd, Span};
pub use house::{COLOUR_ROLES, House, Logo, Rgb};
pub use incident::{
    Actor, Basis, Casualties, CasualtiesError, Extent, Grade, GradeError, Incident, Location, MOST_RADIUS_M,
    REPORTED_BY, Reliability, ReportedSide, Role, Source, Status, different_publishers,
};
pub use mgrs::{mgrs, mgrs_square};
pub use names::Names;
pub use place::{Place, PlaceKind};
pub use placeholder::{PLACEHOLDERS, is_placeholder};
pub(crate) use position::degrees_east;
pub use position::{LonLat, PositionError};
pub use prio_grid::{PRIO_CELLS, PRIO_COLUMNS, PRIO_PER_DEGREE, PRIO_ROWS, PrioCell, prio_cell};
pub use revision::Revision;
pub use status::{Citation, LineStatus, Reason};
pub use unique_names::unique_names;
pub use verdict::{Account, Unjudged, Verdict, not_judged_in_words};
pub use view::View;
pub use years::{FIRST_EXPECTED_YEAR, UNEXPECTED_YEAR, axis_years, expected_years, is_on_axis, off_axis_in_words};
pub use zone::{Zone, ZoneError};
