//! A house's template: its styles, theme, fonts, numbering, page, header and footer; none of its text.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::markup::{elements, value};
use super::relation::{Relation, beside};
use super::styles::Styles;
use crate::dossier::file_like;
use crate::error::{Error, unreadable};

/// The largest part of a template that is read, in bytes.
const MOST_PART: u64 = 64 << 20;
/// The namespace of the main parts, which `w` must mean.
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// What is taken of a document, by the last part of the type of its relation.
const TAKEN: [&str; 6] = ["styles", "theme", "numbering", "fontTable", "header", "footer"];

/// A template for reports in Word.
#[derive(Debug, Clone)]
pub struct WordTemplate {
    /// The path of its main part.
    pub(super) main: String,
    /// The parts that are taken, by their paths.
    pub(super) parts: BTreeMap<String, Vec<u8>>,
    /// The types of those parts, by their paths.
    pub(super) types: BTreeMap<String, String>,
    /// The relations of its main part to them.
    pub(super) relations: Vec<Relation>,
    /// The properties of its last section, as they are written.
    pub(super) section: String,
    /// The namespaces of its main part, by prefix.
    pub(super) namespaces: BTreeMap<String, String>,
    /// Whether left and right pages have headers of their own.
    pub(super) has_even_pages: bool,
    styles: Styles,
}

impl WordTemplate {
    /// Reads a template: a document (DOCX), or a template of Word (DOTX).
    ///
    /// # Errors
    ///
    /// [`Error::Read`] if the file cannot be read; [`Error::Request`] if it is no such document, with what it is.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let bytes = std::fs::read(path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => {
                let like = file_like(path).map(|like| format!("did you mean '{}'?", like.display()));
                let hint = like.unwrap_or_else(|| {
                    "name a Word document (.docx) whose styles, header and footer the report takes; without --template it has its own"
                        .to_owned()
                });
                Error::request(format!("--template {}: there is no such file", path.display()), hint)
            }
            _ => unreadable(path)(source),
        })?;
        Self::read(&bytes).map_err(|found| {
            let hint = "save it in Word or LibreOffice as a Word document (.docx) and name that".to_owned();
            Error::request(format!("--template {}: this is no Word document (DOCX), but {found}", path.display()), hint)
        })
    }

    /// The styles of the template, with those that it lacks.
    pub(super) fn styles(&self) -> Styles {
        self.styles.clone()
    }

    /// Reads a template; the error says what the bytes are instead.
    fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut archive = Archive::open(bytes)?;
        let root = archive.relations("");
        let is_main = |r: &&Relation| r.kind.ends_with("/officeDocument");
        let main = root.iter().find(is_main).map(|r| absolute("", &r.target));
        let main = main.ok_or("a ZIP archive without a document")?;
        let text = archive.text(&main)?;
        let Main { namespaces, section } = main_part(&text)?;
        if namespaces.get("w").map(String::as_str) != Some(MAIN) {
            let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
            let is_strict = namespaces.values().any(|ns| ns == strict);
            let found = if is_strict {
                "a strict Open XML document"
            } else {
                "an Office document of another program than Word"
            };
            return Err(found.to_owned());
        }
        let (defaults, overrides) = archive.types();
        let (mut parts, mut types, mut relations) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        let all = archive.relations(&main);
        let kind = |r: &Relation| r.kind.rsplit('/').next().unwrap_or_default().to_owned();
        let mut waiting: Vec<String> = Vec::new();
        let of_section = |r: &Relation| section.contains(&format!("\"{}\"", r.id));
        for relation in all.iter().filter(|r| !r.is_external && TAKEN.contains(&kind(r).as_str())) {
            if ["header", "footer"].contains(&kind(relation).as_str()) && !of_section(relation) {
                continue;
            }
            waiting.push(absolute(&main, &relation.target));
            relations.push(relation.clone());
        }
        // Pictures of a header, embedded fonts, and the relations that lead to them.
        let mut seen = BTreeSet::new();
        while let Some(path) = waiting.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let Some(content) = archive.part(&path)? else { continue };
            parts.insert(path.clone(), content);
            let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
            if let Some(kind) = overrides.get(&path).or_else(|| defaults.get(&ending)) {
                types.insert(path.clone(), kind.clone());
            }
            for below in archive.relations(&path).iter().filter(|r| !r.is_external) {
                waiting.push(absolute(&path, &below.target));
            }
            let beside = beside(&path);
            if let Some(content) = archive.part(&beside)? {
                parts.insert(beside, content);
            }
        }
        let path_of = |of: &str| relations.iter().find(|r| kind(r) == of).map(|r| absolute(&main, &r.target));
        let text_of = |path: Option<&String>| {
            path.and_then(|p| parts.get(p)).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        };
        let (styles_at, numbering_at) = (path_of("styles"), path_of("numbering"));
        let styles = Styles::of_template(text_of(styles_at.as_ref()), text_of(numbering_at.as_ref()));
        let settings = all.iter().find(|r| kind(r) == "settings").map(|r| absolute(&main, &r.target));
        let settings = settings.map(|path| archive.part(&path)).transpose()?.flatten().unwrap_or_default();
        let has_even_pages = String::from_utf8_lossy(&settings).contains("<w:evenAndOddHeaders/>");
        // Written anew, with what they lack.
        for path in [&styles_at, &numbering_at].into_iter().flatten() {
            parts.remove(path);
        }
        relations.retain(|r| !["styles", "numbering"].contains(&kind(r).as_str()));
        Ok(Self { main, parts, types, relations, section, namespaces, has_even_pages, styles })
    }
}

/// The parts of a file.
struct Archive<'a>(zip::ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Archive<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let begins = |with: &[u8]| bytes.starts_with(with);
        let found = match bytes {
            [] => "an empty file",
            _ if begins(b"%PDF") => "a PDF",
            _ if begins(&[0xD0, 0xCF, 0x11, 0xE0]) => "a document of Word 97 to 2003, or one with a password",
            _ if begins(b"{\\rtf") => "rich text (RTF)",
            _ if begins(b"<") || begins(b"\xEF\xBB\xBF<") => "markup (HTML or XML)",
            _ if begins(b"PK") => "a ZIP archive that cannot be read",
            _ => "something else",
        };
        zip::ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|_jargon| found.to_owned())
    }

    /// A part; `None` if there is none.
    fn part(&mut self, path: &str) -> Result<Option<Vec<u8>>, String> {
        let Ok(file) = self.0.by_name(path) else { return Ok(None) };
        let mut out = Vec::new();
        let read = file.take(MOST_PART + 1).read_to_end(&mut out);
        match read {
            Ok(_) if out.len() as u64 <= MOST_PART => Ok(Some(out)),
            Ok(_) => Err(format!("one whose part {path} is larger than 64 MiB")),
            Err(_) => Err(format!("a damaged one: its part {path} cannot be read")),
        }
    }

    fn text(&mut self, path: &str) -> Result<String, String> {
        let bytes = self.part(path)?.ok_or_else(|| format!("a ZIP archive without its part {path}"))?;
        String::from_utf8(bytes).map_err(|e| format!("one whose part {path} is not UTF-8 ({e})"))
    }

    /// The relations of a part, or of the whole.
    fn relations(&mut self, path: &str) -> Vec<Relation> {
        let Ok(Some(bytes)) = self.part(&beside(path)) else { return Vec::new() };
        let mut out = Vec::new();
        elements(&String::from_utf8_lossy(&bytes), |e| {
            if let (Some(id), Some(kind), Some(target)) = (value(e, "Id"), value(e, "Type"), value(e, "Target")) {
                out.push(Relation {
                    id,
                    kind,
                    target,
                    is_external: value(e, "TargetMode").as_deref() == Some("External"),
                });
            }
        });
        out
    }

    /// The types by ending and by path.
    fn types(&mut self) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
        let bytes = self.part("[Content_Types].xml").ok().flatten().unwrap_or_default();
        let (mut defaults, mut overrides) = (BTreeMap::new(), BTreeMap::new());
        elements(&String::from_utf8_lossy(&bytes), |e| {
            match (value(e, "Extension"), value(e, "PartName"), value(e, "ContentType")) {
                (Some(ending), _, Some(kind)) => _ = defaults.insert(ending.to_lowercase(), kind),
                (_, Some(path), Some(kind)) => _ = overrides.insert(path.trim_start_matches('/').to_owned(), kind),
                _ => {}
            }
        });
        (defaults, overrides)
    }
}

/// What is taken of a main part.
struct Main {
    namespaces: BTreeMap<String, String>,
    section: String,
}

fn main_part(text: &str) -> Result<Main, String> {
    let mut reader = Reader::from_str(text);
    let (mut namespaces, mut section, mut depth, mut begun) = (BTreeMap::new(), String::new(), 0_usize, None);
    let at = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    loop {
        let before = at(&reader);
        let event = reader.read_event().map_err(|e| format!("a damaged one: its main part is no XML ({e})"))?;
        match event {
            Event::Start(e) | Event::Empty(e) if depth == 0 => {
                for a in e.attributes().with_checks(false).flatten() {
                    if let Some(prefix) = a.key.as_ref().strip_prefix("xmlns:") {
                        namespaces.insert(prefix.to_owned(), a.value.into_owned());
                    }
                }
                depth = 1;
            }
            Event::Start(e) => {
                // The last section is a child of the body; the others are in paragraphs.
                if depth == 2 && e.name().as_ref() == "w:sectPr" {
                    begun = Some(before);
                }
                depth += 1;
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 2
                    && let Some(begin) = begun.take()
                {
                    section = text.get(begin..at(&reader)).unwrap_or_default().to_owned();
                }
            }
            Event::Eof => return Ok(Main { namespaces, section }),
            _ => {}
        }
    }
}

/// The path that a target means, seen from a part.
fn absolute(from: &str, target: &str) -> String {
    if let Some(path) = target.strip_prefix('/') {
        return path.to_owned();
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => _ = folders.pop(),
            step => folders.push(step),
        }
    }
    folders.join("/")
}
