use std::sync::Arc;

/// A row: its cells, and the line of the file (or the row of the sheet) on which it begins.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    pub line: usize,
    pub cells: csv::StringRecord,
    /// Whether a cell held bytes that are no text in the encoding of the file.
    pub is_garbled: bool,
    /// Whether the file ends inside a quote that this row opens.
    pub is_unclosed: bool,
    /// Whether the workbook counts its days from 1904.
    pub is_1904: bool,
    /// The sheet, if the file has several that are read.
    pub sheet: Option<Arc<str>>,
    /// What is strange about single cells of a workbook.
    pub remarks: Vec<Remark>,
}

/// What is strange about a cell of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Its column, from 0.
    pub column: usize,
    /// Its name, such as `C5`.
    pub cell: String,
    /// What is wrong, in one line.
    pub message: &'static str,
    /// What was found there.
    pub found: String,
}
