//! What programs of spreadsheets leave in a cell whose formula failed.

use super::cells::{Cells, Remark};

/// What is said of such a cell, whatever the kind of file.
pub const CELL_ERROR: &str = "the cell holds an error; taken as empty";

/// The errors of Excel, LibreOffice and Google Sheets in their languages, in capitals, sorted. `#N/A` is not among them: people write it for
/// "there is nothing", and it is a placeholder.
const ERRORS: &[&str] = &[
    "#BEZUG!",
    "#BLOCKED!",
    "#BUSY!",
    "#CALC!",
    "#CONNECT!",
    "#DIV/0!",
    "#ERROR!",
    "#FIELD!",
    "#GETTING_DATA",
    "#NAME?",
    "#NOM?",
    "#NOMBRE!",
    "#NUL!",
    "#NULL!",
    "#NUM!",
    "#PYTHON!",
    "#REF!",
    "#SPILL!",
    "#UNKNOWN!",
    "#VALEUR!",
    "#VALUE!",
    "#WERT!",
    "#ZAHL!",
    "#¡DIV/0!",
    "#¡NULO!",
    "#¡NUM!",
    "#¡REF!",
    "#¡VALOR!",
    "#¿NOMBRE?",
    "#ДЕЛ/0!",
    "#ЗНАЧ!",
    "#ИМЯ?",
    "#ПУСТО!",
    "#ССЫЛКА!",
    "#ЧИСЛО!",
];

/// Whether a cell holds the error of a formula: `#REF!`, `Err:502`.
pub fn is_cell_error(text: &str) -> bool {
    // Nearly all cells begin with another sign.
    if !matches!(text.trim_ascii_start().as_bytes().first(), Some(b'#' | b'E' | b'F' | 0x80..)) {
        return false;
    }
    let text = text.trim();
    if text.starts_with('#') {
        return text.len() <= 32 && ERRORS.binary_search(&text.to_uppercase().as_str()).is_ok();
    }
    let number = ["Err:", "Fehler:", "Erreur:", "Ошибка:"].iter().find_map(|word| text.strip_prefix(word));
    number.is_some_and(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Takes the cells with an error as empty, each with a remark.
pub fn emptied(row: &mut Cells) {
    if !row.cells.iter().any(is_cell_error) {
        return;
    }
    let line = row.line;
    for (column, text) in row.cells.iter().enumerate().filter(|(_, text)| is_cell_error(text)) {
        let found = text.trim().to_owned();
        row.remarks.push(Remark { column, cell: format!("line {line}"), message: CELL_ERROR, found });
    }
    row.cells = row.cells.iter().map(|text| if is_cell_error(text) { "" } else { text }).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_formulas_are_known_and_nothing_else() {
        assert!(ERRORS.is_sorted());
        for text in ["#REF!", "#name?", " #DIV/0! ", "#ССЫЛКА!", "#¿NOMBRE?", "Err:502", "Ошибка:508", "#GETTING_DATA"]
        {
            assert!(is_cell_error(text), "{text}");
        }
        for text in
            ["", "#", "#N/A", "#date", "#adm1+name", "#5", "Err:", "Err: 502", "Error", "Erratum:502", "REF!", "#REF"]
        {
            assert!(!is_cell_error(text), "{text}");
        }
        let cells = csv::StringRecord::from(vec!["a", "#REF!", "5"]);
        let mut row = Cells { line: 3, cells, ..Cells::default() };
        emptied(&mut row);
        assert_eq!(row.cells, vec!["a", "", "5"]);
        assert_eq!(row.remarks.iter().map(|r| (r.column, r.found.as_str())).collect::<Vec<_>>(), [(1, "#REF!")]);
    }
}
