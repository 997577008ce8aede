//! The parts of the file, their types and their relations (Open Packaging Conventions).

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::body::Body;
use super::relation::{HEAD, OFFICE, Relation, addresses, beside, relations};
use super::section::Section;
use super::setting::{Picture, Setting};
use super::styles::Styles;
use super::template::WordTemplate;
use crate::error::{Error, unmade};
use crate::xml::escaped;

const MIME: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// The namespaces of our own parts, by prefix.
const NAMESPACES: [(&str, &str); 5] = [
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("r", OFFICE),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// The file.
pub struct Package<'p> {
    pub language: &'p str,
    pub title: &'p str,
    pub edition: Option<&'p str>,
    pub body: Body<'p>,
    pub section: Section,
    pub styles: &'p Styles,
    pub template: Option<&'p WordTemplate>,
    pub pictures: &'p [Picture],
}

impl Package<'_> {
    /// Its bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Unmade`] if the archive cannot be written.
    pub fn written(&self) -> Result<Vec<u8>, Error> {
        let mut parts = self.parts();
        let types = self.types(&parts);
        parts.insert(0, ("[Content_Types].xml".to_owned(), types.into_bytes()));
        zipped(&parts).map_err(unmade(Path::new("the Word document")))
    }

    /// The path of the main part, and its folder with `/`.
    fn main(&self) -> (&str, String) {
        let main = self.template.map_or("word/document.xml", |t| t.main.as_str());
        (main, main.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default())
    }

    fn parts(&self) -> Vec<(String, Vec<u8>)> {
        let (main, folder) = self.main();
        let at = |name: &str| format!("{folder}{name}");
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        let mut put = |path: String, text: String| parts.push((path, text.into_bytes()));
        put(
            "_rels/.rels".to_owned(),
            relations(&[
                Relation::inner("rId1", "officeDocument", main),
                Relation::inner(
                    "rId2",
                    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                    "docProps/core.xml",
                ),
                Relation::inner("rId3", "extended-properties", "docProps/app.xml"),
                Relation::inner("rId4", "custom-properties", "docProps/custom.xml"),
            ]),
        );
        put(
            main.to_owned(),
            format!(
                "{HEAD}<w:document {}><w:body>{}{}</w:body></w:document>",
                self.namespaces(),
                self.body.xml,
                self.section.xml
            ),
        );
        put(beside(main), relations(&self.main_relations()));
        put(at("marzStyles.xml"), self.in_language(&self.styles.xml));
        put(at("marzNumbering.xml"), self.styles.numbering.clone());
        put(at("marzSettings.xml"), self.settings());
        put(at("marzFootnotes.xml"), self.footnotes());
        if !self.body.note_links.0.is_empty() {
            put(beside(&at("marzFootnotes.xml")), relations(&addresses(&self.body.note_links.0)));
        }
        if self.section.has_own_footer {
            put(at("marzFooter.xml"), self.footer());
        }
        let marz = concat!("marz ", env!("CARGO_PKG_VERSION"));
        put(
            "docProps/core.xml".to_owned(),
            format!(
                "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{marz}</dc:creator>\
             <dc:language>{}</dc:language></cp:coreProperties>",
                escaped(self.title),
                escaped(self.language)
            ),
        );
        put(
            "docProps/app.xml".to_owned(),
            format!(
                "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
             <Application>{marz}</Application></Properties>"
            ),
        );
        put(
            "docProps/custom.xml".to_owned(),
            format!(
                "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
             xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">\
             <property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"2\" name=\"edition\"><vt:lpwstr>{}</vt:lpwstr></property>\
             </Properties>",
                escaped(self.edition.unwrap_or_default())
            ),
        );
        for (i, picture) in self.pictures.iter().enumerate() {
            parts.push((format!("{folder}media/marzPicture{}.png", i + 1), picture.png.clone()));
        }
        parts.extend(self.template.iter().flat_map(|t| &t.parts).map(|(path, bytes)| (path.clone(), bytes.clone())));
        parts
    }

    fn main_relations(&self) -> Vec<Relation> {
        let mut all = vec![
            Relation::inner("marzStyles", "styles", "marzStyles.xml"),
            Relation::inner("marzNumbering", "numbering", "marzNumbering.xml"),
            Relation::inner("marzSettings", "settings", "marzSettings.xml"),
            Relation::inner("marzFootnotes", "footnotes", "marzFootnotes.xml"),
        ];
        if self.section.has_own_footer {
            all.push(Relation::inner("marzFooter", "footer", "marzFooter.xml"));
        }
        let picture = |i| Relation::inner(&format!("marzPicture{i}"), "image", &format!("media/marzPicture{i}.png"));
        all.extend((1..=self.pictures.len()).map(picture));
        all.extend(addresses(&self.body.links.0));
        all.extend(self.template.iter().flat_map(|t| &t.relations).cloned());
        all
    }

    fn types(&self, parts: &[(String, Vec<u8>)]) -> String {
        let (main, folder) = self.main();
        let mut own: BTreeMap<String, String> = BTreeMap::new();
        own.insert(main.to_owned(), format!("{MIME}.document.main+xml"));
        for (name, kind) in [
            ("Styles", "styles"),
            ("Numbering", "numbering"),
            ("Settings", "settings"),
            ("Footnotes", "footnotes"),
            ("Footer", "footer"),
        ] {
            own.insert(format!("{folder}marz{name}.xml"), format!("{MIME}.{kind}+xml"));
        }
        own.insert(
            "docProps/core.xml".to_owned(),
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        );
        for (name, kind) in [("app", "extended"), ("custom", "custom")] {
            own.insert(
                format!("docProps/{name}.xml"),
                format!("application/vnd.openxmlformats-officedocument.{kind}-properties+xml"),
            );
        }
        own.extend(self.template.iter().flat_map(|t| &t.types).map(|(path, kind)| (path.clone(), kind.clone())));
        let there = |path: &&String| parts.iter().any(|(p, _)| p == *path);
        let of = |path: &String| {
            own.get(path)
                .map(|kind| format!("<Override PartName=\"/{}\" ContentType=\"{}\"/>", escaped(path), escaped(kind)))
        };
        let overrides: String = own.keys().filter(there).filter_map(of).collect();
        format!(
            "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
             {overrides}</Types>"
        )
    }

    /// The namespaces of the main part: our own, and those that the section of a template may name.
    fn namespaces(&self) -> String {
        let mut all: BTreeMap<&str, &str> = BTreeMap::new();
        all.extend(self.template.iter().flat_map(|t| &t.namespaces).map(|(p, ns)| (p.as_str(), ns.as_str())));
        all.extend(NAMESPACES);
        all.iter().map(|(prefix, ns)| format!("xmlns:{prefix}=\"{ns}\"")).collect::<Vec<_>>().join(" ")
    }

    /// The styles with the language of the report as that of the text.
    fn in_language(&self, styles: &str) -> String {
        let code = escaped(self.language);
        let language = format!("<w:lang w:val=\"{code}\" w:eastAsia=\"{code}\" w:bidi=\"{code}\"/>");
        let Some(begin) = styles.find("<w:rPrDefault>") else { return styles.to_owned() };
        let Some(end) = styles.get(begin..).and_then(|rest| rest.find("</w:rPrDefault>")).map(|at| begin + at) else {
            return styles.to_owned();
        };
        let (before, defaults, after) = (&styles[..begin], &styles[begin..end], &styles[end..]);
        let defaults = match (defaults.find("<w:lang"), defaults.rfind("</w:rPr>")) {
            (Some(at), _) => {
                let length = defaults.get(at..).and_then(|rest| rest.find("/>")).map_or(0, |n| n + 2);
                format!("{}{language}{}", &defaults[..at], &defaults[at + length..])
            }
            (None, Some(at)) => format!("{}{language}{}", &defaults[..at], &defaults[at..]),
            (None, None) => format!("<w:rPrDefault><w:rPr>{language}</w:rPr>"),
        };
        format!("{before}{defaults}{after}")
    }

    fn settings(&self) -> String {
        let even = if self.template.is_some_and(|t| t.has_even_pages) { "<w:evenAndOddHeaders/>" } else { "" };
        let code = escaped(self.language);
        format!(
            "{HEAD}<w:settings xmlns:w=\"{}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"708\"/>{even}\
             <w:characterSpacingControl w:val=\"doNotCompress\"/>\
             <w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
             <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
             <w:themeFontLang w:val=\"{code}\" w:bidi=\"{code}\"/></w:settings>",
            NAMESPACES[0].1
        )
    }

    fn footnotes(&self) -> String {
        let line = |id: &str, kind: &str, mark: &str| {
            format!(
                "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>\
                 <w:r><w:{mark}/></w:r></w:p></w:footnote>"
            )
        };
        format!(
            "{HEAD}<w:footnotes xmlns:w=\"{}\" xmlns:r=\"{OFFICE}\">{}{}{}</w:footnotes>",
            NAMESPACES[0].1,
            line("-1", "separator", "separator"),
            line("0", "continuationSeparator", "continuationSeparator"),
            self.body.notes
        )
    }

    /// The program, the edition, and the number of the page.
    fn footer(&self) -> String {
        let setting: &Setting<'_> = self.body.setting();
        let edition = self.edition.map(|e| format!(", {e}")).unwrap_or_default();
        let text = setting.runs(&format!("marz {}{edition}", env!("CARGO_PKG_VERSION")), "");
        let field = |name: &str| {
            format!(
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {name} </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
            )
        };
        let tab = format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs>", setting.width);
        let runs = format!(
            "{text}<w:r><w:tab/></w:r>{}<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>{}",
            field("PAGE"),
            field("NUMPAGES")
        );
        let paragraph = setting.paragraph_with("footer", [&tab, ""], &runs);
        format!("{HEAD}<w:ftr xmlns:w=\"{}\" xmlns:r=\"{OFFICE}\">{paragraph}</w:ftr>", NAMESPACES[0].1)
    }
}

fn zipped(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in parts {
        // Pictures are packed already; and whoever looks for the edition in the bytes finds it.
        let is_as_it_is = path.ends_with(".png") || path == "docProps/custom.xml";
        let method = if is_as_it_is { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        archive.start_file(path.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
