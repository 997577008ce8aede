//! The report into its files: one HTML page, a Word document, or Markdown with its images beside it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::docx::{WordTemplate, word};
use super::make::ReportDraft;
use super::markdown::markdown;
use super::page::{Report, html_page};
use crate::error::Error;
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

/// The files of a report in a form, by their names, that of the report last; `draft` has the pictures of `report`, `template` the styles of a
/// Word document.
///
/// # Errors
///
/// If a figure cannot be drawn.
pub fn report_files(
    draft: &ReportDraft<'_>,
    report: &Report<'_>,
    (form, path): (ReportForm, &Path),
    template: Option<&WordTemplate>,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Error> {
    let mut files = Vec::new();
    let text = match form {
        ReportForm::Html => html_page(report).into_bytes(),
        ReportForm::Word => word(report, &draft.pictures()?, template)?,
        ReportForm::Markdown => {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let image = |name: &str| format!("{stem}-{name}.png");
            for (name, figure) in &draft.figures {
                files.push((path.with_file_name(image(name)), rendered(figure, ImageFormat::Png)?));
            }
            // An address must not hold a space; the file name may.
            markdown(report, &|name| format!("<{}>", image(name))).into_bytes()
        }
    };
    files.push((path.to_path_buf(), text));
    Ok(files)
}
