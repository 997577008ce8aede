//! XLSX (ECMA-376): a table as a sheet, and a sheet that explains its columns.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook as Book, Worksheet, XlsxError};

use super::sheet::{SheetColumn, SheetValue, Texts};
use super::sheet_about::SheetAbout;
use super::sheet_rows::SheetRows;
use super::sink::Target;
use crate::error::{Error, unmade};
use crate::ledger::TempFile;

/// The largest number of rows of a sheet, the head included.
const MOST_ROWS: u32 = 1_048_576;
/// The largest number of columns of a sheet.
const MOST_COLUMNS: usize = 16_384;
/// The largest number of characters of a cell, in UTF-16.
const MOST_CHARACTERS: usize = 32_767;
/// The widest column, in characters: a longer text runs on beside it or is read in its cell.
const WIDEST: usize = 48;
/// The narrowest column, in characters.
const NARROWEST: usize = 8;
/// The style of a day, the second of the sheet after the bold head.
const DAY_STYLE: u32 = 2;

/// A workbook being written. Rows go to a temporary file beside the target: the memory does not depend on their number.
pub struct Workbook {
    name: &'static str,
    columns: Vec<SheetColumn>,
    widths: Vec<usize>,
    below: SheetRows,
    rows: u32,
    replaced: usize,
    temp: TempFile,
    target: Target,
}

impl Workbook {
    /// Begins a workbook with a sheet of these columns.
    ///
    /// # Errors
    ///
    /// If the target cannot be written, or there are more columns than a sheet can have.
    pub fn begin(target: &Target, name: &'static str, columns: Vec<SheetColumn>) -> Result<Self, Error> {
        if columns.len() > MOST_COLUMNS {
            return Err(too_large(
                target.path(),
                &format!("{} columns; a sheet of XLSX has {MOST_COLUMNS}", columns.len()),
            ));
        }
        let (temp, below) = (target.temp_file()?, SheetRows::begin(target, columns.len())?);
        // A filter's arrow covers the end of the head.
        let widths = columns.iter().map(|c| c.head().chars().count() + 3).collect();
        Ok(Self { name, columns, widths, below, rows: 1, replaced: 0, temp, target: target.clone() })
    }

    /// Adds rows, their values in the order of the columns.
    ///
    /// # Errors
    ///
    /// If the temporary file cannot be written, or a row or a text is too much for a sheet.
    pub fn put(&mut self, rows: Vec<Vec<SheetValue>>) -> Result<(), Error> {
        rows.into_iter().try_for_each(|row| self.row(row))
    }

    fn row(&mut self, values: Vec<SheetValue>) -> Result<(), Error> {
        if self.rows == MOST_ROWS {
            return Err(too_large(
                self.target.path(),
                "more than 1,048,575 rows below the head; a sheet of XLSX has 1,048,576 in all",
            ));
        }
        for (i, (value, column)) in values.into_iter().zip(&self.columns).enumerate() {
            let width = match &value {
                SheetValue::Empty => continue,
                SheetValue::Boolean(is_true) => {
                    self.below.boolean(i, *is_true);
                    5
                }
                SheetValue::Number(_) | SheetValue::Fixed(..) => {
                    let Some(number) = value.number() else { continue };
                    self.below.number(i, number, 0);
                    10
                }
                SheetValue::Text(text) => match typed(text, column.texts) {
                    Typed::Number(number) => {
                        self.below.number(i, number, 0);
                        text.len()
                    }
                    Typed::Day(day) => {
                        self.below.number(i, day.to_excel(), DAY_STYLE);
                        10
                    }
                    Typed::Text => {
                        let kept = kept(text, &mut self.replaced);
                        let length = kept.encode_utf16().count();
                        if length > MOST_CHARACTERS {
                            let (name, line) = (&column.field.name, self.rows + 1);
                            let what = format!(
                                "row {line}, column {name}: {length} characters; a cell of XLSX holds {MOST_CHARACTERS}"
                            );
                            return Err(too_large(self.target.path(), &what));
                        }
                        self.below.text(i, &kept);
                        kept.lines().map(|l| l.chars().count()).max().unwrap_or(0)
                    }
                },
            };
            if let Some(widest) = self.widths.get_mut(i) {
                *widest = (*widest).max(width + 1);
            }
        }
        self.rows += 1;
        self.below.end_row()
    }

    /// Adds the sheet that explains the columns, ends the workbook and moves it to its target; returns a warning if something of it
    /// could not be kept.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn end(mut self, about: &SheetAbout) -> Result<Option<String>, Error> {
        let path = self.target.path().to_path_buf();
        let book = self.without_rows(about).map_err(unmade(&path))?;
        self.below.put_into(book, self.temp.path())?;
        self.target.commit_temp_file(self.temp)?;
        let replaced = self.replaced;
        Ok((replaced > 0).then(|| {
            format!(
                "warning: {}: {replaced} control characters, which XLSX cannot hold, are written as \u{FFFD}; CSV holds them",
                path.display()
            )
        }))
    }

    /// The workbook with the head of its table, and a day in the last cell so that its size and the style of days are known.
    fn without_rows(&mut self, about: &SheetAbout) -> Result<Vec<u8>, XlsxError> {
        let (mut book, mut sheet) = (Book::new(), Worksheet::new());
        head(&mut sheet, self.name, self.columns.iter().map(SheetColumn::head), &mut self.replaced)?;
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        if self.rows > 1 {
            let day = Format::new().set_num_format("yyyy-mm-dd");
            sheet.write_number_with_format(self.rows - 1, last, 1, &day)?;
        }
        sheet.autofilter(0, 0, self.rows - 1, last)?;
        widen(&mut sheet, &self.widths)?;
        let fields = fields(&self.columns, about, &mut self.replaced)?;
        // The day of the data, so that the same data give the same bytes.
        let made = about.newest.as_deref().and_then(day).map_or_else(|| ExcelDateTime::from_ymd(1980, 1, 1), Ok)?;
        let mut properties = DocProperties::new().set_creation_datetime(&made);
        let of = |name: &str| about.lines.iter().find(|(n, _)| *n == name).map(|(_, text)| text);
        for (name, text) in &about.lines {
            if matches!(*name, "edition" | "border edition") {
                properties = properties.set_custom_property(*name, text.as_str());
            }
        }
        if let Some(title) = of("dossier").or_else(|| of("border")) {
            properties = properties.set_title(kept(title, &mut self.replaced));
        }
        book.set_properties(&properties);
        book.push_worksheet(sheet);
        book.push_worksheet(fields);
        book.save_to_buffer()
    }
}

/// The sheet that explains the columns, and says where the table comes from.
fn fields(columns: &[SheetColumn], about: &SheetAbout, replaced: &mut usize) -> Result<Worksheet, XlsxError> {
    let (mut sheet, wrapped) = (Worksheet::new(), Format::new().set_text_wrap().set_align(FormatAlign::Top));
    head(&mut sheet, "fields", ["column", "type", "unit", "meaning"].into_iter().map(str::to_owned), replaced)?;
    let mut widths = [20, 9, 11];
    let mut row = 0;
    let mut put = |cells: [&str; 4]| {
        row += 1;
        for (at, cell) in (0_u16..).zip(cells) {
            // A text about a table is far shorter than a cell may be; if not, its beginning says enough.
            let cell: String = kept(cell, replaced).chars().take(MOST_CHARACTERS / 2).collect();
            if let Some(width) = widths.get_mut(usize::from(at)) {
                *width = (*width).max(cell.chars().count() + 1);
            }
            sheet.write_string_with_format(row, at, cell, &wrapped)?;
        }
        Ok::<(), XlsxError>(())
    };
    for column in columns {
        let kind = format!("{:?}", column.field.kind).to_lowercase();
        put([&column.field.name, &kind, column.field.unit, &column.field.meaning])?;
    }
    put(["", "", "", ""])?;
    for (name, text) in &about.lines {
        put([name, "", "", text])?;
    }
    widen(&mut sheet, &widths)?;
    sheet.set_column_width(3, 90)?;
    Ok(sheet)
}

/// Names a sheet and writes its head row, which stays in sight.
fn head(
    sheet: &mut Worksheet,
    name: &str,
    heads: impl Iterator<Item = String>,
    replaced: &mut usize,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (at, head) in (0_u16..).zip(heads) {
        let head: String = kept(&head, replaced).chars().take(MOST_CHARACTERS / 2).collect();
        sheet.write_string_with_format(0, at, head, &bold)?;
    }
    Ok(())
}

fn widen(sheet: &mut Worksheet, widths: &[usize]) -> Result<(), XlsxError> {
    for (at, width) in (0_u16..).zip(widths) {
        // At most 48.
        let width = u8::try_from((*width).clamp(NARROWEST, WIDEST)).unwrap_or(u8::MAX);
        sheet.set_column_width(at, f64::from(width))?;
    }
    Ok(())
}

/// What a text is in its column.
enum Typed {
    Text,
    Number(f64),
    Day(ExcelDateTime),
}

fn typed(text: &str, texts: Texts) -> Typed {
    if texts == Texts::Text {
        return Typed::Text;
    }
    if let Some(day) = day(text) {
        return Typed::Day(day);
    }
    match number(text) {
        Some(number) if texts == Texts::Untyped => Typed::Number(number),
        _ => Typed::Text,
    }
}

/// A number that is written as a program writes it, so that nothing of the text is lost: no leading zero or plus, no more digits than
/// a double holds.
fn number(text: &str) -> Option<f64> {
    const DIGITS: usize = 15;
    let number: f64 = text.parse().ok()?;
    let is_plain =
        text.bytes().filter(u8::is_ascii_digit).count() <= DIGITS && number.to_string() == text && text != "-0";
    (is_plain && number.is_finite()).then_some(number)
}

/// A whole day `YYYY-MM-DD` of the calendar of workbooks, which begins with 1900.
fn day(text: &str) -> Option<ExcelDateTime> {
    let shape: Vec<usize> = text.split('-').map(str::len).collect();
    if shape != [4, 2, 2] || text.contains('+') {
        return None;
    }
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let year = year.parse().ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A text without the characters that XML forbids or discourages (XML 1.0, section 2.2); a line of it ends with a line feed.
fn kept(text: &str, replaced: &mut usize) -> String {
    let is_forbidden = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    *replaced += text.chars().filter(|c| is_forbidden(*c)).count();
    text.replace(is_forbidden, "\u{FFFD}")
}

fn too_large(path: &Path, what: &str) -> Error {
    Error::request(format!("{}: {what}", path.display()), "write CSV, which has no such limit: --format csv".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::fields::{Field, Kind};
    use super::*;

    #[test]
    fn only_what_a_number_says_whole_becomes_one() {
        assert_eq!(["3", "-12.5", "0.25", "0"].map(number), [Some(3.0), Some(-12.5), Some(0.25), Some(0.0)]);
        for text in ["007", "+3", "1e5", "1,5", "1.50", "12345678901234567", "NaN", "inf", "-0", ""] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        assert!(day("2025-08-24").is_some() && day("1900-01-01").is_some());
        for text in ["2025-08", "2025-02-30", "1899-12-31", "2025-8-24", "2021~", "2025-11-15/2025-11-17", "+025-08-24"]
        {
            assert!(day(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_row_too_many_is_refused_with_the_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.xlsx");
        let column = SheetColumn::from(Field::new("n", Kind::Integer, "", "", ""));
        let mut file = Workbook::begin(&Target::file(&path), "t", vec![column]).unwrap();
        let rows = |n: usize| vec![vec![SheetValue::Number(1.0)]; n];
        file.put(rows(1_048_575)).unwrap();
        let error = file.put(rows(1)).unwrap_err();
        assert!(error.to_string().contains("1,048,576") && error.hint().unwrap().contains("csv"), "{error}");
        drop(file);
        assert!(!path.exists());
    }

    #[test]
    fn what_xml_cannot_hold_is_counted() {
        let mut replaced = 0;
        assert_eq!(kept("a\r\nb\u{1}c\td\u{FFFF}", &mut replaced), "a\nb\u{FFFD}c\td\u{FFFD}");
        assert_eq!(replaced, 2);
    }
}
