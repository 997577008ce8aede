//! One recogniser of tables for all that reads them: the kind of a file, its encoding, its delimiter, its header, the names of its
//! columns. Text, workbooks and lists of JSON objects all become rows of cells.

#[cfg(feature = "import")]
mod biff;
mod cells;
mod columns;
#[cfg(feature = "import")]
mod date_format;
mod delimiter;
mod errors;
mod head;
mod header;
mod json;
mod kind;
mod layout;
#[cfg(feature = "import")]
mod ods;
mod rows;
mod text;
#[cfg(feature = "import")]
mod workbook;

pub use cells::Cells;
pub use columns::{
    COLUMN_SPELLINGS, Find, PROJECTED, PROJECTED_HINT, beside, column, find, is_projected, is_usual, nearest,
};
pub use head::{first_rows, header_of};
pub use json::is_geojson;
pub use kind::{FILE_KINDS, FileKind, kind, not_geojson};
pub use layout::{
    TOO_SHORT, TOO_WIDE, TableColumns, TableLayout, UNCLOSED, UNCLOSED_HINT, last_end, pair_order, too_short, too_wide,
};
pub use rows::{Rows, Wanted, opened};
pub use text::{ENCODING_HINT, Text};

/// How a table is opened where the file itself leaves it open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// The encoding by its name, such as `windows-1251`, if the text is neither UTF-8 nor UTF-16.
    pub encoding: Option<String>,
    /// The one sheet of a workbook that is read; else every visible sheet of the same columns.
    pub sheet: Option<String>,
}
