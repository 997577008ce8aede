//! The header of a table: below titles, above hashtags, in one row or in two.

use super::cells::Cells;
use super::columns::column;

/// A header that was found.
pub struct Header {
    /// The names of the columns as they are written.
    pub names: Vec<String>,
    /// How many of the rows stand above the first row of data.
    pub rows: usize,
    /// How many of the names are known.
    pub known: usize,
    /// The number of the row that holds them.
    pub at: usize,
}

/// The header among the first rows: the row with most known names, of equals the first; joined with a row above or below it where more
/// names are known so. `None` without rows.
pub fn header(rows: &[Cells], is_known: &dyn Fn(&str) -> bool) -> Option<Header> {
    let count = |names: &[String]| names.iter().filter(|n| is_known(&column(n))).count();
    let names = |row: &Cells| row.cells.iter().map(|c| c.trim().to_owned()).collect::<Vec<_>>();
    let (at, row) = rows.iter().enumerate().max_by_key(|(i, row)| (count(&names(row)), usize::MAX - i))?;
    let alone = names(row);
    let mut best = Header { known: count(&alone), names: alone, rows: at + 1, at };
    let pairs = [at.checked_sub(1).map(|above| (above, at)), Some((at, at + 1))];
    for (upper, lower) in pairs.into_iter().flatten() {
        let (Some(first), Some(second)) = (rows.get(upper), rows.get(lower)) else { continue };
        // A row of data has figures.
        if best.known == 0 || second.cells.iter().any(|c| c.contains(|c: char| c.is_ascii_digit())) {
            continue;
        }
        let joined = joined(&names(first), &names(second), is_known);
        let known = count(&joined);
        if known > best.known {
            best = Header { names: joined, rows: lower + 1, known, at: upper };
        }
    }
    if rows.get(best.rows).is_some_and(is_hashtags) {
        best.rows += 1;
    }
    Some(best)
}

/// The names of two rows: the lower one where it says something that is known, else the upper, else both.
fn joined(upper: &[String], lower: &[String], is_known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut over = "";
    let mut one = |i: usize| {
        let [above, below] = [upper, lower].map(|row| row.get(i).map_or("", String::as_str));
        // A title over several columns stands in the first of them.
        over = if above.is_empty() { over } else { above };
        match (above, below) {
            (_, "") => above.to_owned(),
            (_, below) if is_known(&column(below)) => below.to_owned(),
            (above, _) if is_known(&column(above)) => above.to_owned(),
            _ => format!("{over} {below}").trim().to_owned(),
        }
    };
    (0..upper.len().max(lower.len())).map(&mut one).collect()
}

/// A row of hashtags of the humanitarian exchange language (HXL) stands below the header.
fn is_hashtags(row: &Cells) -> bool {
    let mut filled = row.cells.iter().filter(|c| !c.trim().is_empty()).peekable();
    filled.peek().is_some() && filled.all(|c| c.trim().starts_with('#'))
}
