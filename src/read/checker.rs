//! Collects what is wrong with one feature, each problem with its place in the file.

use serde_json::Value;

use super::document::Spans;
use super::{Document, Problem, Severity};
use crate::model::Edtf;

/// Collects the problems of one feature.
pub struct Checker<'a, 's> {
    spans: &'s mut Option<Spans<'a>>,
    document: &'a Document,
    /// The path of the feature in the document.
    base: Vec<String>,
    /// Its id, or its number.
    feature: String,
    problems: Vec<Problem>,
}

impl<'a, 's> Checker<'a, 's> {
    /// Starts collecting for the feature at a path; the spans are made when the first problem is located.
    pub fn new(document: &'a Document, spans: &'s mut Option<Spans<'a>>, base: Vec<String>, feature: String) -> Self {
        Self { spans, document, base, feature, problems: Vec::new() }
    }

    /// The problems, in the order in which they were found.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Reports an error at a path below the feature; `more` adds what was found, expected and the hint.
    pub fn error(&mut self, path: &[&str], message: &str, more: impl FnOnce(Problem) -> Problem) {
        self.report(more(Problem::error(&self.document.name, message)), path);
    }

    /// Reports a warning.
    pub fn warning(&mut self, path: &[&str], message: &str, more: impl FnOnce(Problem) -> Problem) {
        self.report(more(Problem::warning(&self.document.name, message)), path);
    }

    fn report(&mut self, problem: Problem, path: &[&str]) {
        let steps: Vec<String> = self.base.iter().cloned().chain(path.iter().map(|s| (*s).to_owned())).collect();
        let shown: Vec<&str> = path.iter().copied().filter(|s| *s != "properties").collect();
        let problem = problem.feature(self.feature.clone());
        let problem = if shown.is_empty() { problem } else { problem.field(shown.join(".")) };
        let document = self.document;
        let spans = self.spans.get_or_insert_with(|| document.spans());
        self.problems.push(spans.locate(problem, &steps));
    }

    /// Reports where a date passes the form but not the calendar.
    pub fn date(&mut self, value: Option<&Value>, path: &[&str]) {
        if let Some(text) = value.and_then(Value::as_str)
            && let Err(e) = text.parse::<Edtf>()
        {
            self.error(path, &e.to_string(), |p| {
                p.found(format!("\"{text}\"")).expected("a day that exists, such as 2025-08-24, or a month or year")
            });
        }
    }

    /// Whether something was found that the feature cannot be used with.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|p| p.severity == Severity::Error)
    }
}
