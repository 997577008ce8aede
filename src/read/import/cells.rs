/// A row: its cells, and the line of the file (or the row of the sheet) on which it begins.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    pub line: usize,
    pub cells: csv::StringRecord,
    /// Whether a cell held bytes that are not UTF-8.
    pub is_garbled: bool,
}
