//! The report into its files: one HTML page, a Word document, or Markdown with its images beside it.

use std::ffi::OsStr;
use std::path::Path;

use super::docx::{WordTemplate, word};
use super::make::ReportDraft;
use super::markdown::markdown;
use super::page::{Report, html_page};
use crate::error::Error;
use crate::export::Target;
use crate::figure::rendered;
use crate::recipe::ImageFormat;

/// The forms of a written report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportForm {
    /// One HTML page that needs nothing else.
    Html,
    /// Markdown with its images beside it.
    Markdown,
    /// A Word document.
    Word,
}

impl ReportForm {
    /// The form that the ending of a path names; `None` if it names none.
    #[must_use]
    pub fn of_ending(path: &Path) -> Option<Self> {
        match path.extension().and_then(OsStr::to_str)?.to_ascii_lowercase().as_str() {
            "html" | "htm" => Some(Self::Html),
            "md" => Some(Self::Markdown),
            "docx" => Some(Self::Word),
            _ => None,
        }
    }
}

/// Writes a report in a form; `draft` has the pictures of `report`, `template` the styles of a Word document.
///
/// # Errors
///
/// If a file cannot be written or a figure drawn; for Markdown into a stream, whose images would have no place.
pub fn write_report(
    draft: &ReportDraft<'_>,
    report: &Report<'_>,
    form: ReportForm,
    target: &Target,
    template: Option<&WordTemplate>,
) -> Result<(), Error> {
    match form {
        ReportForm::Html => target.write(html_page(report).as_bytes()),
        ReportForm::Word => target.write(&word(report, &draft.pictures()?, template)?),
        ReportForm::Markdown if !target.is_file() => {
            let hint = "name a file: the images are written beside it".to_owned();
            Err(Error::request("Markdown has images in files of their own and cannot go to a stream".to_owned(), hint))
        }
        ReportForm::Markdown => {
            let stem = target.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let image = |name: &str| format!("{stem}-{name}.png");
            for (name, figure) in &draft.figures {
                let beside = Target::file(target.path().with_file_name(image(name)));
                beside.write(&rendered(figure, ImageFormat::Png)?)?;
            }
            // An address must not hold a space; the file name may.
            target.write(markdown(report, &|name| format!("<{}>", image(name))).as_bytes())
        }
    }
}
