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

use super::Problem;

pub use cells::Cells;
pub use columns::{
    COLUMN_SPELLINGS, Find, PROJECTED, PROJECTED_HINT, beside, column, find, is_projected, is_usual, nearest,
    plain as plain_name,
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

impl TableOptions {
    /// Refuses an option that does not apply to this kind of file.
    ///
    /// # Errors
    ///
    /// A [`Problem`] that names the option.
    pub fn fits(&self, kind: FileKind, name: &str) -> Result<(), Box<Problem>> {
        let kind_in_words = match kind {
            FileKind::Text => "text (CSV)",
            FileKind::Workbook => "a workbook",
            FileKind::Json => "JSON",
        };
        let refused = |option: &str, value: &str, of: &str| {
            let problem =
                Problem::error(name, format!("{option} is for {of}, and this is {kind_in_words}")).field(option);
            Err(Box::new(problem.found(value.to_owned()).hint("leave it out".to_owned())))
        };
        match (&self.encoding, &self.sheet) {
            (Some(encoding), _) if kind != FileKind::Text => refused("--encoding", encoding, "text (CSV)"),
            (_, Some(sheet)) if kind != FileKind::Workbook => refused("--sheet", sheet, "a workbook"),
            _ => Ok(()),
        }
    }
}
