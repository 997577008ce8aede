//! The report: one file with the findings of a dossier and their uncertainty, as HTML or Markdown.
//!
//! [`ReportDraft`] measures and draws; the other modules put measured records and drawn figures into words and pages.
//! `docs/report.md` gives the method of each statement.

mod bands;
mod card;
mod compare;
mod counts;
mod document;
mod findings;
mod lint;
mod make;
mod markdown;
mod method;
mod page;
mod summary;

pub use compare::Comparison;
pub use document::{Block, Line, Piece, Table, document};
pub use findings::{Illustration, MOST_DRAWN, MOST_LISTED, ReportData};
pub use lint::{Headline, Rule, Warning, lint, lint_languages, lint_text};
pub use make::{ReportDraft, comparison, period, warnings, whole};
pub use markdown::markdown;
pub use page::{Report, html_page};
pub use summary::{publishers, sentences};
