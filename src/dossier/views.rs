//! The rival lines of a dossier's border: those that `marz.toml` names, and those that are asked for.

use std::collections::BTreeMap;
use std::path::Path;

use super::asked_border::{AskedBorder, LoadedBorder};
use super::{MANIFEST, Source};
use crate::error::Error;
use crate::measure::{GeodesicLine, OverlapError, ViewLine};
use crate::model::{Border, View};
use crate::read::{self, Document, Problem, Severity, Strictness};
use crate::recipe::{Manifest, ViewText};

/// Reads the views that a manifest names; one that cannot be used is left out, and an error is in the problems.
///
/// # Errors
///
/// Where a file cannot be read, or there is no border of a code.
pub fn views(
    home: &Source,
    manifest: &Manifest,
    border: Option<&Border>,
    problems: &mut Vec<Problem>,
    documents: &mut BTreeMap<String, Document>,
) -> Result<Vec<View>, Error> {
    let Some(border) = border.filter(|_| !manifest.views.is_empty()) else { return Ok(Vec::new()) };
    let line = GeodesicLine::from(border);
    let mut all = Vec::new();
    for (number, text) in manifest.views.iter().enumerate() {
        let Some(found) = read_view(home, text, problems, documents)? else { continue };
        let stem = text.file.as_deref().or(text.code.as_deref()).map(stem).unwrap_or_default();
        let mut view = View::of(found, &stem, text.accuracy_m);
        if !text.name.0.is_empty() {
            view.names = text.name.clone();
        }
        match ViewLine::new(&view, (border, &line)) {
            Ok(_) => all.push(view),
            Err(e) => {
                let named = text.file.clone().or(text.code.clone()).unwrap_or_default();
                let problem = Problem::error(&home.shown(MANIFEST), format!("the view is no line of this border: {e}"));
                problems.push(problem.field(format!("views[{number}]")).found(named).hint(HINT));
            }
        }
    }
    Ok(all)
}

const HINT: &str = "a view is a rival line of the same border: a claim, another map's line, an older edition";

fn read_view(
    home: &Source,
    text: &ViewText,
    problems: &mut Vec<Problem>,
    documents: &mut BTreeMap<String, Document>,
) -> Result<Option<Border>, Error> {
    if let Some(code) = &text.code {
        return Ok(AskedBorder::from(Path::new(code)).load()?.border);
    }
    let path = text.file.as_deref().unwrap_or_default();
    let name = home.shown(path);
    let document = match Document::parse(&name, &home.bytes(path)?) {
        Ok(document) => document,
        Err(problem) => {
            problems.push(*problem);
            return Ok(None);
        }
    };
    let read = read::border(&document, Strictness::AnyFile);
    documents.insert(name, document);
    let is_usable = read.problems.iter().all(|p| p.severity != Severity::Error);
    // A gap is part of what a view says.
    problems.extend(read.problems.into_iter().filter(|p| p.severity == Severity::Error));
    Ok(read.value.filter(|_| is_usable))
}

impl AskedBorder {
    /// The line as a view of a border, called by its own name or by its file's; `None` where it cannot be used. What was read of it comes with it.
    ///
    /// # Errors
    ///
    /// As [`AskedBorder::load`].
    pub fn load_view(&self) -> Result<(Option<View>, LoadedBorder), Error> {
        let mut loaded = self.load()?;
        let view = loaded.border.take().map(|border| {
            let is_earlier = border.facts.edition.contains('@') && self.path.to_string_lossy().contains('@');
            let (edition, stem) = (border.facts.edition.clone(), stem(&self.path.to_string_lossy()));
            let mut view = View::of(border, &stem, None);
            if is_earlier {
                // The name is that of the border itself, and the accuracy that of both lines to the ground.
                (view.names, view.accuracy_m) = (crate::model::Names::english(&edition), None);
            }
            view
        });
        Ok((view, loaded))
    }
}

/// Rival lines of a border, in their order, made ready for measuring.
///
/// # Errors
///
/// [`Error::Request`] for a line that is none of this border; it names the line.
pub fn view_lines(views: &[View], own: (&Border, &GeodesicLine)) -> Result<Vec<ViewLine>, Error> {
    views.iter().map(|view| ViewLine::new(view, own).map_err(|e| no_view(view, &e))).collect()
}

/// A view that is no line of the border, as an error.
fn no_view(view: &View, e: &OverlapError) -> Error {
    let name = view.names.in_language("en");
    Error::request(format!("the view {} is no line of this border: {e}", name.unwrap_or_default()), HINT.to_owned())
}

fn stem(path: &str) -> String {
    Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
