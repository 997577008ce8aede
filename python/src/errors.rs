//! Exceptions: the text of the command, with its hint and its problems as attributes.

use std::collections::BTreeMap;
use std::io;

use marz::dossier::file_like;
use marz::read::{Document, Problem, Severity};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

pyo3::create_exception!(
    marz,
    Error,
    PyValueError,
    "Why marz could not do its work: what is wrong, where, and what to do.\n\n\
     The text is that of the command. Attributes: `hint` (str or None), `problems` (a list of dicts, one for each problem of a file), \
     `row` (int or None: the row of a table, from 0)."
);

/// An exception with a message and what to do.
pub fn error(message: &str, hint: Option<&str>) -> PyErr {
    raised(message, hint, None, &[])
}

/// An exception about one row of a table, counted from 0.
pub fn row_error(row: usize, message: &str, hint: Option<&str>) -> PyErr {
    raised(&format!("row {row}: {message}"), hint, Some(row), &[])
}

/// An error of the library as an exception.
pub fn of(error: impl Into<marz::Error>) -> PyErr {
    let error = error.into();
    let hint = match &error {
        marz::Error::Read { path, source } if source.kind() == io::ErrorKind::NotFound => {
            file_like(path).map(|like| format!("did you mean '{}'?", like.display()))
        }
        other => other.hint().map(str::to_owned),
    };
    raised(&error.to_string(), hint.as_deref(), None, &[])
}

/// Problems of files, shown as the command shows them, and what they made impossible.
pub fn of_problems(message: &str, problems: &[Problem], documents: &BTreeMap<String, Document>) -> PyErr {
    let errors: Vec<Problem> = problems.iter().filter(|p| p.severity == Severity::Error).cloned().collect();
    let shown = marz_cli::rendered_all(&errors, documents);
    raised(&format!("{shown}{message}"), None, None, problems)
}

fn raised(message: &str, hint: Option<&str>, row: Option<usize>, problems: &[Problem]) -> PyErr {
    let text = hint.map_or_else(|| message.to_owned(), |hint| format!("{message}\nhint: {hint}"));
    let raised = Error::new_err(text);
    Python::attach(|py| {
        let value = raised.value(py);
        let set = || -> PyResult<()> {
            value.setattr("hint", hint)?;
            value.setattr("row", row)?;
            value.setattr("problems", listed(py, problems)?)
        };
        set().err().unwrap_or(raised)
    })
}

/// Problems as a list of dicts.
pub fn listed<'py>(py: Python<'py>, problems: &[Problem]) -> PyResult<Bound<'py, PyList>> {
    let one = |p: &Problem| {
        let dict = PyDict::new(py);
        dict.set_item("severity", if p.severity == Severity::Error { "error" } else { "warning" })?;
        dict.set_item("file", &p.file)?;
        dict.set_item("line", p.line)?;
        dict.set_item("column", p.column)?;
        dict.set_item("feature", &p.feature)?;
        dict.set_item("field", &p.field)?;
        dict.set_item("message", &p.message)?;
        dict.set_item("found", &p.found)?;
        dict.set_item("expected", &p.expected)?;
        dict.set_item("hint", &p.hint)?;
        Ok::<_, PyErr>(dict)
    };
    PyList::new(py, problems.iter().map(one).collect::<PyResult<Vec<_>>>()?)
}
