//! A workbook packed by hand, nothing in it compressed.

#![allow(dead_code, clippy::unwrap_used, reason = "tests; each uses its part")]

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// A workbook with one sheet, given as XML.
pub fn workbook(sheet: &[u8]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let rels = |what: &str, to: &str| {
        format!(
            "<Relationships xmlns=\"{RELS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/{what}\" Target=\"{to}\"/></Relationships>"
        )
    };
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut put = |name: &str, bytes: &[u8]| {
        zip.start_file(name, stored).unwrap();
        zip.write_all(bytes).unwrap();
    };
    put("_rels/.rels", rels("officeDocument", "xl/workbook.xml").as_bytes());
    put("xl/workbook.xml", workbook.as_bytes());
    put("xl/_rels/workbook.xml.rels", rels("worksheet", "worksheets/sheet1.xml").as_bytes());
    put(SHEET, sheet);
    zip.finish().unwrap().into_inner()
}

/// The sheet of such a workbook.
pub fn sheet_of(book: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(SHEET).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}
