//! The land borders of the world, of [`marz_world`]: as borders of this library, as a list, and as the ground of a new dossier.

mod all;
mod border;
mod contested;
mod earlier;
mod frame;
mod ground;
mod list;
mod names;
mod pair;
mod sides;
mod status;
mod towns;
mod update;
mod worded;

pub use all::{all_borders, alpha2_of_name, country_code, is_country, is_world, territories};
pub use border::{WorldBorder, between, by_code, edition, is_code, is_code_like};
pub use earlier::earlier;
pub use frame::Frame;
pub use ground::{GroundFile, ground_files};
pub use list::{list_json, list_text};
pub use pair::{NamedCountry, beside, countries_of, is_upright};
pub use sides::{border_polygons, side_polygons};
pub use update::{folder, follow, reset, state_json, state_text, update};
pub use worded::{in_words, not_a_border};
