//! The report: one file with the findings of a dossier and their uncertainty, as HTML, Markdown or a Word document.
//!
//! [`ReportDraft`] measures and draws; the other modules put measured records and drawn figures into words and pages.
//! `docs/report.md` gives the method of each statement.

mod bands;
mod card;
mod compare;
mod compared;
mod count_interval;
mod counts;
mod document;
mod docx;
mod findings;
mod landmarks;
mod lint;
mod make;
mod markdown;
mod method;
mod page;
mod summary;
mod written;

pub use compare::{ComparedTo, Comparison, Comparisons};
pub use count_interval::CountInterval;
pub use document::{Block, Inline, Line, Table, document};
pub use docx::{Picture, WordTemplate, word};
pub use findings::{Illustration, MOST_DRAWN, MOST_LISTED, MOST_MONTHS, ReportData};
pub use landmarks::Landmarks;
pub use lint::{Headline, Rule, Warning, lint, lint_languages, lint_summary, lint_text};
pub use make::{ReportDraft, comparisons, warnings, whole};
pub use markdown::markdown;
pub use page::{Report, html_page};
pub use summary::sentences;
pub use written::{ReportForm, report_files};
