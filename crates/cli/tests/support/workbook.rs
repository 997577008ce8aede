//! A workbook made in a test: one sheet, with texts, numbers and days.

use std::io::{Cursor, Write as _};

/// A cell: a text that is a number is stored as one, and one that begins with `#` as a day of the spreadsheet that shows as a date.
pub fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut sheet = String::new();
    for (r, row) in (1..).zip(rows) {
        sheet.push_str(&format!("<row r=\"{r}\">"));
        for (c, value) in row.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            let name = format!("{}{r}", char::from(b'A' + u8::try_from(c).unwrap()));
            let escaped = value.replace('&', "&amp;").replace('<', "&lt;");
            match (value.strip_prefix('#'), value.parse::<f64>()) {
                (Some(day), _) => sheet.push_str(&format!("<c r=\"{name}\" s=\"1\"><v>{day}</v></c>")),
                (None, Ok(number)) => sheet.push_str(&format!("<c r=\"{name}\"><v>{number}</v></c>")),
                (None, Err(_)) => {
                    sheet.push_str(&format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{escaped}</t></is></c>"));
                }
            }
        }
        sheet.push_str("</row>");
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let files = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{kind}.styles+xml\"/>\
                 <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{kind}.worksheet+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Incidents\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                 <Relationship Id=\"r2\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>\
                 <cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>")),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, text) in files {
        zip.start_file(name, options).unwrap();
        zip.write_all(format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{text}").as_bytes())
            .unwrap();
    }
    zip.finish().unwrap().into_inner()
}
