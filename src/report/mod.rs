//! The report: one file that tells a reader everything that was found, and how sure that is.
//!
//! Facts come measured and figures drawn; here they are put into words, and the words into a page. Nothing is measured,
//! nothing is read, nothing is drawn. `docs/report.md` has the method of each statement.

mod card;
mod compare;
mod findings;
mod lint;
mod make;
mod markdown;
mod method;
mod page;
mod summary;

pub use compare::Comparison;
pub use findings::{Illustration, MOST_DRAWN, MOST_LISTED, ReportData};
pub use lint::{Headline, Rule, Warning, lint, lint_languages, lint_text};
pub use make::{ReportDraft, comparison, period, warnings, whole};
pub use markdown::markdown;
pub use page::{Report, html_page};
pub use summary::{publishers, sentences};
