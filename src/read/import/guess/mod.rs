//! What the columns of a sheet that nobody described hold: guessed by their names and by their cells, each guess with its reason.

mod categories;
mod cells;
mod correction;
mod doubts;
mod guessed;
mod letter_o;
mod mapping;
mod names;
mod numbering;
mod sample;
mod text;

pub use correction::FORMS as CORRECTIONS;
pub use mapping::{MappedColumn, Mapping};
pub use sample::{Evidence, Sample, SampleColumn};
