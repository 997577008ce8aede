use std::ops::Range;

use serde::Serialize;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The record or file cannot be used.
    Error,
    /// The record is used, but somebody should look.
    Warning,
}

/// One thing that is wrong with the data, with all that is needed to put it right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The name of the file.
    pub file: String,
    /// The line, from 1; `None` if the problem is of the file as a whole.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: Option<usize>,
    /// The bytes of the text that are meant.
    #[serde(skip)]
    pub span: Option<Range<usize>>,
    /// The id of the feature, or its number in the file where it has none.
    pub feature: Option<String>,
    /// The path of the field, such as `killed.min`.
    pub field: Option<String>,
    /// What the column of the field is called in a table, where it is called otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// What is wrong, in one line without a final stop.
    pub message: String,
    /// What was found there.
    pub found: Option<String>,
    /// What was expected.
    pub expected: Option<String>,
    /// What to do.
    pub hint: Option<String>,
}

impl Problem {
    /// The message, with the feature and the field that it is about before it.
    #[must_use]
    pub fn title(&self) -> String {
        let field = self.field.as_ref().map(|field| match &self.heading {
            Some(heading) => format!("{field} (column '{heading}')"),
            None => field.clone(),
        });
        let about = self.feature.iter().chain(&field);
        about.chain([&self.message]).map(String::as_str).collect::<Vec<_>>().join(": ")
    }

    /// What was found, and what was expected; empty where neither is known.
    #[must_use]
    pub fn found_and_expected(&self) -> String {
        let found = self.found.iter().map(|found| format!("found {found}"));
        let expected = self.expected.iter().map(|expected| format!("expected {expected}"));
        found.chain(expected).collect::<Vec<_>>().join("; ")
    }

    /// An error about a file as a whole; the other parts are added with the methods below.
    #[must_use]
    pub fn error(file: &str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            file: file.to_owned(),
            line: None,
            column: None,
            span: None,
            feature: None,
            field: None,
            heading: None,
            message: message.into(),
            found: None,
            expected: None,
            hint: None,
        }
    }

    /// The same, as a warning.
    #[must_use]
    pub fn warning(file: &str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(file, message) }
    }

    /// Sets the feature.
    #[must_use]
    pub fn feature(mut self, id: impl Into<String>) -> Self {
        self.feature = Some(id.into());
        self
    }

    /// Sets the field.
    #[must_use]
    pub fn field(mut self, path: impl Into<String>) -> Self {
        self.field = Some(path.into());
        self
    }

    /// Sets what was found.
    #[must_use]
    pub fn found(mut self, found: impl Into<String>) -> Self {
        self.found = Some(shortened(found.into()));
        self
    }

    /// Sets what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Sets what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Sets the position: a line and column from 1.
    #[must_use]
    pub fn at(mut self, line: usize, column: usize) -> Self {
        (self.line, self.column) = (Some(line), Some(column));
        self
    }

    /// Sets what the column of the field is called; its number in characters says nothing of a table then.
    #[must_use]
    pub fn under(mut self, heading: impl Into<String>) -> Self {
        (self.heading, self.column) = (Some(heading.into()), None);
        self
    }

    /// Counts the lines of a piece of a file from the line on which it begins there; its own spans are dropped.
    pub(super) fn moved_to(&mut self, line: usize) {
        self.line = Some(line + self.line.unwrap_or(1) - 1);
        self.span = None;
    }
}

/// Long values are cut for messages.
fn shortened(text: String) -> String {
    const MOST: usize = 80;
    if text.chars().count() <= MOST { text } else { text.chars().take(MOST - 1).chain(['…']).collect() }
}

/// What a reader could use, with all that was wrong; read = used + rejected.
#[derive(Debug, Clone)]
pub struct Reading<T> {
    /// What could be used.
    pub value: T,
    /// How many records were read.
    pub read: usize,
    /// How many of them were left out because of an error.
    pub rejected: usize,
    /// Everything that was wrong, in file order.
    pub problems: Vec<Problem>,
}

impl<T> Reading<T> {
    /// Whether any problem is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|p| p.severity == Severity::Error)
    }
}
