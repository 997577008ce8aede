//! The report as a Word document (DOCX, ECMA-376 transitional): the blocks of the document in real styles, with footnotes, and in the
//! style of a house where a template is given.
//!
//! The parts are written directly: `docx-rs` 0.4.22 has no alternative text of pictures, no repeated head rows, no tables and runs from
//! right to left, no links in footnotes, and takes no styles of a template.

mod body;
mod markup;
mod package;
mod paragraph;
mod relation;
mod section;
mod setting;
mod styles;
mod table;
mod template;

pub use setting::Picture;
pub use template::WordTemplate;

use body::Body;
use package::Package;
use section::Section;
use setting::Setting;
use styles::Styles;

use super::document::document;
use super::page::Report;
use crate::error::Error;

/// The report as a Word document; the same report gives the same bytes, and no clock is read.
///
/// # Arguments
///
/// `pictures` are those of the figures of the report, in order; `template` gives the styles, the page, its header and its footer.
///
/// # Errors
///
/// [`Error::Unmade`] if the archive cannot be written.
pub fn word(report: &Report<'_>, pictures: &[Picture], template: Option<&WordTemplate>) -> Result<Vec<u8>, Error> {
    let language = report.phrases.language;
    let is_right_to_left = language.is_right_to_left();
    let styles = template.map_or_else(Styles::own, WordTemplate::styles);
    let section = Section::new(template, is_right_to_left);
    let setting = Setting { styles: &styles, is_right_to_left, width: section.width() };
    let blocks = document(report);
    let mut body = Body::new(report, pictures, setting);
    body.blocks(&blocks);
    let title = &report.found.title(report.phrases);
    let edition = report.found.dossier.edition.as_deref();
    Package { language: language.code(), title, edition, body, section, styles: &styles, template, pictures }.written()
}
