//! What the reader of cells leaves out of an OpenDocument spreadsheet: cells that are merged over several rows, and how exactly dates
//! are shown.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read, Write};

use calamine::Dimensions;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::date_format::{DatePrecision, DatePrecisions, MOST_CELLS_KEPT};

/// A sheet, its cells by row and column from 0.
#[derive(Debug, Default)]
pub struct SheetFormat {
    /// The cells that are merged over several rows.
    pub merged: Vec<Dimensions>,
    /// The cells that show less of a date than its day.
    pub dates: DatePrecisions,
}

/// The styles of cells that a spreadsheet defines.
#[derive(Default)]
pub struct Styles {
    /// The format that is being read: its name; whether it shows the year, the month, and less than that.
    open: Option<(String, [bool; 3])>,
    /// The format around a condition that leads to another.
    around: Option<String>,
    dates: HashMap<String, DatePrecision>,
    cells: HashMap<String, DatePrecision>,
}

/// The sheets of a `content.xml`, in their order, to the end or the first fault of its XML; none of a `styles.xml`, which is read before it.
/// The styles of both are collected.
pub fn formats(xml: impl Read, styles: &mut Styles) -> Vec<SheetFormat> {
    let mut reader = Reader::from_reader(BufReader::new(xml));
    reader.config_mut().expand_empty_elements = true;
    let (mut sheets, mut buffer) = (Vec::new(), Vec::new());
    let mut sheet: Option<Sheet> = None;
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(e)) => match e.name().as_ref() {
                "table:table" if sheet.is_none() => sheet = Some(Sheet::default()),
                name => match &mut sheet {
                    Some(sheet) => sheet.begin(name, &e, styles),
                    None => styles.begin(name, &e),
                },
            },
            Ok(Event::End(e)) => match e.name().as_ref() {
                "table:table" => sheets.extend(sheet.take().map(|s| s.format)),
                "table:table-row" => sheet.iter_mut().for_each(Sheet::end_row),
                "number:date-style" => styles.end_date(),
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return sheets,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

/// The same spreadsheet without the white space that indents its elements, as GDAL writes it: the reader of cells takes it for content of
/// rows, and refuses the file (findings/calamine_ods_indents.sh). `None` for what is no spreadsheet in this form.
pub fn without_indents(bytes: &[u8], most: u64) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    for name in ["mimetype", "META-INF/manifest.xml", "content.xml"] {
        let mut entry = archive.by_name(name).ok()?.take(most);
        out.start_file(name, options).ok()?;
        match name {
            "content.xml" => unindented(BufReader::new(entry), &mut out)?,
            _ => drop(std::io::copy(&mut entry, &mut out).ok()?),
        }
    }
    Some(out.finish().ok()?.into_inner())
}

/// XML without the white space outside of paragraphs.
fn unindented(xml: impl std::io::BufRead, to: impl Write) -> Option<()> {
    let (mut reader, mut writer) = (Reader::from_reader(xml), Writer::new(to));
    let (mut buffer, mut paragraphs) = (Vec::new(), 0_usize);
    loop {
        let event = reader.read_event_into(&mut buffer).ok()?;
        match &event {
            Event::Eof => return Some(()),
            Event::Start(e) if e.name().as_ref() == "text:p" => paragraphs += 1,
            Event::End(e) if e.name().as_ref() == "text:p" => paragraphs = paragraphs.saturating_sub(1),
            _ => {}
        }
        let is_indent =
            paragraphs == 0 && matches!(&event, Event::Text(text) if text.bytes().all(|b| b.is_ascii_whitespace()));
        if !is_indent {
            writer.write_event(event).ok()?;
        }
        buffer.clear();
    }
}

/// The value of an attribute.
fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = e.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == name)?;
    Some(found.value.into_owned())
}

/// How often an element stands, or over how many it spans.
fn count(e: &BytesStart<'_>, name: &str) -> u32 {
    attribute(e, name).and_then(|n| n.parse().ok()).unwrap_or(1)
}

impl Styles {
    fn begin(&mut self, name: &str, e: &BytesStart<'_>) {
        if name.starts_with("number:") && name.ends_with("-style") {
            self.around = attribute(e, "style:name");
        }
        match (name, &mut self.open) {
            ("number:date-style", _) => self.open = attribute(e, "style:name").map(|n| (n, [false; 3])),
            ("number:year", Some((_, [year, ..]))) => *year = true,
            ("number:month", Some((_, [_, month, _]))) => *month = true,
            ("number:day" | "number:hours" | "number:minutes" | "number:seconds", Some((_, [.., less]))) => {
                *less = true
            }
            // A format with sections: LibreOffice keeps that of dates under a name of its own.
            ("style:map", _) => {
                let applied = attribute(e, "style:apply-style-name").and_then(|n| self.dates.get(&n).copied());
                if let (Some(name), Some(shown)) = (self.around.clone(), applied) {
                    self.dates.entry(name).or_insert(shown);
                }
            }
            ("number:quarter" | "number:week-of-year", Some((_, [.., less]))) => *less = true,
            ("style:style", _) => {
                let own = attribute(e, "style:data-style-name");
                let format = match own {
                    Some(name) => Some(self.dates.get(&name).copied().unwrap_or(DatePrecision::Day)),
                    None => self.named(e, "style:parent-style-name"),
                };
                if let (Some(name), Some(format)) = (attribute(e, "style:name"), format) {
                    self.cells.insert(name, format);
                }
            }
            _ => {}
        }
    }

    fn end_date(&mut self) {
        if let Some((name, [year, month, less])) = self.open.take() {
            self.dates.insert(name, DatePrecision::of_parts(year, month, less));
        }
    }

    /// What the style shows that an attribute names; `None` if it names none.
    fn named(&self, e: &BytesStart<'_>, attribute_name: &str) -> Option<DatePrecision> {
        let name = attribute(e, attribute_name)?;
        Some(self.cells.get(&name).copied().unwrap_or(DatePrecision::Day))
    }
}

/// A sheet that is being read.
#[derive(Default)]
struct Sheet {
    format: SheetFormat,
    /// Up to which column, and what it shows where a cell has no style of its own.
    columns: Vec<(u32, Option<DatePrecision>)>,
    row: u32,
    row_count: u32,
    row_shows: Option<DatePrecision>,
    column: u32,
}

impl Sheet {
    fn begin(&mut self, name: &str, e: &BytesStart<'_>, styles: &Styles) {
        match name {
            "table:table-column" => {
                let before = self.columns.last().map_or(0, |(end, _)| *end);
                let end = before.saturating_add(count(e, "table:number-columns-repeated"));
                self.columns.push((end, styles.named(e, "table:default-cell-style-name")));
            }
            "table:table-row" => {
                self.row_count = count(e, "table:number-rows-repeated");
                self.row_shows = styles.named(e, "table:default-cell-style-name");
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(e, styles),
            _ => {}
        }
    }

    fn cell(&mut self, e: &BytesStart<'_>, styles: &Styles) {
        let (first, rows) = (self.column, count(e, "table:number-rows-spanned"));
        self.column = first.saturating_add(count(e, "table:number-columns-repeated"));
        if rows > 1 {
            let end = (self.row.saturating_add(rows - 1), first + count(e, "table:number-columns-spanned").max(1) - 1);
            self.format.merged.push(Dimensions { start: (self.row, first), end });
        }
        if attribute(e, "office:value-type").as_deref() != Some("date") {
            return;
        }
        let of_column = || self.columns.iter().find(|(end, _)| first < *end).and_then(|(_, shown)| *shown);
        let shown =
            styles.named(e, "table:style-name").or(self.row_shows).or_else(of_column).unwrap_or(DatePrecision::Day);
        if shown != DatePrecision::Day {
            let rows = self.row..self.row.saturating_add(self.row_count);
            let cells = rows.flat_map(|row| (first..self.column).map(move |column| (row, column)));
            let left = MOST_CELLS_KEPT.saturating_sub(self.format.dates.len());
            self.format.dates.extend(cells.take(left).map(|at| (at, shown)));
        }
    }

    fn end_row(&mut self) {
        self.row = self.row.saturating_add(self.row_count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_take_their_format_from_their_own_style_their_row_or_their_column() {
        let content = r#"<office:document-content><office:automatic-styles>
            <number:date-style style:name="N1"><number:month number:textual="true"/><number:text> </number:text><number:year/></number:date-style>
            <number:date-style style:name="N2"><number:day/><number:text>.</number:text><number:month/></number:date-style>
            <style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>
            <style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>
            <style:style style:name="year" style:family="table-cell" style:parent-style-name="base"/>
            </office:automatic-styles><office:body><office:spreadsheet><table:table table:name="a">
            <table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="month"/>
            <table:table-row table:number-rows-repeated="2"><table:table-cell table:style-name="month" office:value-type="string"/>
              <table:table-cell table:style-name="year" office:value-type="date"/><table:table-cell office:value-type="date"/></table:table-row>
            <table:table-row><table:table-cell table:number-columns-repeated="2" table:number-rows-spanned="3"/>
              <table:table-cell table:style-name="day" office:value-type="date"/></table:table-row>
            <table:table-row table:default-cell-style-name="day"><table:table-cell/><table:table-cell/>
              <table:table-cell office:value-type="date"/></table:table-row>
            </table:table><table:table table:name="b"/></office:spreadsheet></office:body></office:document-content>"#;
        let mut styles = Styles::default();
        let defined = r#"<office:document-styles><number:date-style style:name="N3"><number:year/></number:date-style>
            <style:style style:name="base" style:family="table-cell" style:data-style-name="N3"/></office:document-styles>"#;
        assert!(formats(defined.as_bytes(), &mut styles).is_empty());
        let sheets = formats(content.as_bytes(), &mut styles);
        let mut shown: Vec<_> = sheets[0].dates.iter().map(|(at, shown)| (*at, *shown)).collect();
        shown.sort_by_key(|(at, _)| *at);
        use DatePrecision::{Month, Year};
        assert_eq!(shown, [((0, 1), Year), ((0, 2), Month), ((1, 1), Year), ((1, 2), Month)]);
        assert_eq!(sheets[0].merged, [Dimensions { start: (2, 0), end: (4, 0) }]);
        assert!(sheets.len() == 2 && sheets[1].dates.is_empty() && formats(&b"<a><b"[..], &mut styles).is_empty());
    }
}
