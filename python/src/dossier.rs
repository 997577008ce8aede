//! A dossier: opened, checked, measured, drawn, exported.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use marz::analyse::{BandPlan, bands};
use marz::check;
use marz::dossier::{Source, load};
use marz::export::{self, Columns, ExportFormat, Field, GeoParquetVersion, MeasuredRecord, Target, record_fields};
use marz::model::{BandBy, Edtf};
use marz::monitor::Silent;
use marz::read::Severity;
use marz::recipe::band_limits;
use marz::report::{ComparedTo, ReportDraft, ReportForm, comparisons, report_files};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use serde_json::Value;

use crate::asked::lengths;
use crate::errors::{error, listed, of, of_problems};
use crate::figure::Figure;
use crate::filter::AskedFilter;
use crate::rounds::about;
use crate::table::Table;
use crate::table_builder::TableBuilder;

/// A dossier that can be used.
#[pyclass(frozen, module = "marz._marz")]
pub struct Dossier {
    dossier: marz::Dossier,
}

impl Dossier {
    fn of_source(source: Source) -> PyResult<Self> {
        let loaded = load(source).map_err(of)?;
        if loaded.case.is_none() {
            let message = "without its border the dossier cannot be used; see above";
            return Err(of_problems(message, &loaded.problems, &loaded.documents));
        }
        let dossier = marz::Dossier::from_loaded(loaded).and_then(marz::Dossier::with_edition).map_err(of)?;
        Ok(Self { dossier })
    }
}

#[pymethods]
impl Dossier {
    /// Opens the dossier in a folder, or the one inside the library for None.
    #[staticmethod]
    fn open(py: Python<'_>, folder: Option<PathBuf>) -> PyResult<Self> {
        py.detach(|| {
            Self::of_source(match folder {
                Some(folder) => Source::folder(&folder).map_err(of)?,
                None => Source::Embedded,
            })
        })
    }

    /// The dossier of a land border of the world, with its ground and without incidents.
    #[staticmethod]
    fn for_border(py: Python<'_>, code: &str) -> PyResult<(Self, Vec<String>)> {
        py.detach(|| {
            let dossier = marz::Dossier::for_border(code).map_err(of)?;
            let remarks = dossier.remarks().to_vec();
            Ok((Self { dossier }, remarks))
        })
    }

    /// The incidents that pass a filter, measured, with all their fields; and what became of all of them, in words.
    fn measure(&self, py: Python<'_>, filter: AskedFilter, within: Vec<String>) -> PyResult<(Table, String)> {
        py.detach(|| {
            let measured = self.dossier.measure(&filter.selection(&within)?).map_err(of)?;
            let columns = Columns::of(measured.context());
            let mut fields = columns.fields();
            let taken = fields.len();
            let own = record_fields().into_iter().filter(|f| !columns.names().any(|name| name == f.name));
            fields.extend(own);
            let names: Vec<String> = fields.iter().skip(taken).map(|f: &Field| f.name.clone()).collect();
            let mut table = TableBuilder::new(fields, measured.len());
            for m in &measured {
                let record = MeasuredRecord::from(m);
                let values = record.properties();
                table.put(columns.cells(&record), names.iter().map(|name| values.get(name).unwrap_or(&Value::Null)));
            }
            let mut about = about(measured.context());
            about.extend(self.dossier.case().edition.clone().map(|edition| ("edition".to_owned(), edition)));
            let summary = measured.account(self.dossier.counts().rejected).summary("incidents");
            Ok((Table::from(table.finish(about)?), summary))
        })
    }

    /// A figure by the name of its recipe, with a filter above that of the recipe.
    #[pyo3(signature = (recipe, filter, lang = None, title = None))]
    fn figure(
        &self,
        py: Python<'_>,
        recipe: &str,
        filter: AskedFilter,
        lang: Option<String>,
        title: Option<String>,
    ) -> PyResult<Figure> {
        py.detach(|| {
            let named = if recipe.ends_with(".toml") { recipe.to_owned() } else { format!("maps/{recipe}.toml") };
            let mut recipe = self.dossier.recipe(recipe).map_err(of)?;
            if let Some(title) = title {
                // A subtitle belongs to its title.
                (recipe.title, recipe.subtitle) = (title, String::new());
            }
            recipe.lang = lang.unwrap_or(recipe.lang);
            let asked = filter.text()?;
            recipe.filter = recipe.filter.overridden_by(asked.clone());
            let stated = asked.resolve().map_err(|e| of(marz::Error::from(e).of_recipe(&named)))?;
            let figure = self.dossier.figure_of(recipe).stating(stated);
            let composed = figure.compose().map_err(|e| of(e.of_recipe(&named)))?;
            Ok(Figure::from(composed))
        })
    }

    /// Shares of events and of the dead within distances, as the JSON of `marz bands`; and what became of all records, in words.
    fn bands(
        &self,
        py: Python<'_>,
        filter: AskedFilter,
        within: Vec<String>,
        by: Option<Vec<String>>,
        to: &str,
    ) -> PyResult<(String, String)> {
        py.detach(|| {
            let given = lengths(&within)?;
            let limits = band_limits("within", Some(given.as_slice()).filter(|l| !l.is_empty())).map_err(of)?;
            let wrong = |e: serde_json::Error| error(&format!("bands: {e}"), None);
            let by = by.map(|by| serde_json::from_value(Value::from(by)).map_err(wrong)).transpose()?;
            let to = serde_json::from_value(Value::from(to)).map_err(wrong)?;
            let plan = BandPlan { limits, by: by.unwrap_or_else(|| BandBy::ALL.to_vec()), to };
            let filter = filter.text()?.resolve().map_err(of)?;
            let measured = self.dossier.measure(&marz::Selection { filter, within: given }).map_err(of)?;
            let found = bands(&measured.list(), &self.dossier.case().places, &plan);
            let found = found.map_err(|e| error(&e.to_string(), None))?;
            let summary = measured.account(self.dossier.counts().rejected).summary("incidents");
            Ok((serde_json::to_string(&found).map_err(wrong)?, summary))
        })
    }

    /// Writes the report in the form of the path's ending; returns its summary.
    #[pyo3(signature = (path, filter, within, compare, lang = None))]
    fn report(
        &self,
        py: Python<'_>,
        path: PathBuf,
        filter: AskedFilter,
        within: Vec<String>,
        compare: Vec<String>,
        lang: Option<&str>,
    ) -> PyResult<String> {
        let Some(form) = ReportForm::of_ending(&path) else {
            let message = format!("{}: the ending names no form of a report", path.display());
            return Err(error(&message, Some("give a path that ends in .html, .docx or .md")));
        };
        py.detach(|| {
            let text = filter.text()?;
            let filter = text.resolve().map_err(of)?;
            let languages = self.dossier.asked_or_english(lang).map_err(of)?;
            let within = match within.is_empty() {
                true => self.dossier.manifest().within.clone(),
                false => lengths(&within)?,
            };
            let measured = self.dossier.measure(&marz::Selection { filter, within }).map_err(of)?;
            let draft = ReportDraft::new(&self.dossier, &measured, &text, &languages, &Silent).map_err(of)?;
            let wrong = |e: String| error(&format!("compare: {e}"), None);
            let against = compare.iter().map(|c| c.parse().map_err(wrong)).collect::<PyResult<Vec<ComparedTo>>>()?;
            let page = draft.report(comparisons(&self.dossier, &text, &against).map_err(of)?);
            for (path, bytes) in report_files(&draft, &page, (form, &path), None).map_err(of)? {
                Target::file(&path).write(&bytes).map_err(of)?;
            }
            Ok(draft.summary(&path))
        })
    }

    /// Writes the measured incidents in a format, that of the path's ending if it is None; returns its summary.
    #[pyo3(signature = (path, format, filter, within))]
    fn export(
        &self,
        py: Python<'_>,
        path: PathBuf,
        format: Option<&str>,
        filter: AskedFilter,
        within: Vec<String>,
    ) -> PyResult<String> {
        let format = export_format(&path, format)?;
        py.detach(|| {
            let measured = self.dossier.measure(&filter.selection(&within)?).map_err(of)?;
            export::export(&measured, format, &Target::file(&path)).map_err(of)
        })
    }

    /// Every problem of its files: counts, problems, and pairs that may be one event.
    #[pyo3(signature = (today = None))]
    fn check<'py>(&self, py: Python<'py>, today: Option<&str>) -> PyResult<Bound<'py, PyDict>> {
        let today = today
            .map(|text| text.parse::<Edtf>().map_err(|e| error(&format!("today {text}: {e}"), None)))
            .transpose()?;
        // Looked at anew: the files may have changed.
        let found = py
            .detach(|| load(self.dossier.source().clone()).and_then(|loaded| check::dossier(loaded, today.as_ref())))
            .map_err(of)?;
        let (dict, pairs) = (PyDict::new(py), PyList::empty(py));
        for pair in &found.same_event {
            let one = PyDict::new(py);
            one.set_item("records", &pair.records)?;
            one.set_item("score", pair.score)?;
            one.set_item("reasons", &pair.reasons)?;
            pairs.append(one)?;
        }
        dict.set_item("read", found.read)?;
        dict.set_item("rejected", found.rejected)?;
        dict.set_item("problems", listed(py, &found.problems)?)?;
        dict.set_item("same_event", pairs)?;
        dict.set_item("text", marz_cli::rendered_all(&found.problems, &found.documents))?;
        Ok(dict)
    }

    /// The names of its recipes.
    #[getter]
    fn recipes(&self) -> PyResult<Vec<String>> {
        self.dossier.recipes().map_err(of)
    }

    /// Its title.
    #[getter]
    fn title(&self) -> String {
        self.dossier.manifest().title.clone()
    }

    /// How many incidents were read, how many rejected, and how many errors its files have.
    #[getter]
    fn counts(&self) -> (usize, usize, usize) {
        let counts = self.dossier.counts();
        (counts.read, counts.rejected, counts.errors)
    }

    /// The errors that were found when it was opened, as one text, as the command shows them; empty if there are none.
    #[getter]
    fn problems_text(&self) -> String {
        let errors: Vec<_> =
            self.dossier.problems().iter().filter(|p| p.severity == Severity::Error).cloned().collect();
        marz_cli::rendered_all(&errors, self.dossier.documents())
    }
}

/// The format that is named, or that of a path's ending.
fn export_format(path: &Path, format: Option<&str>) -> PyResult<ExportFormat> {
    let ending = || path.extension().and_then(OsStr::to_str).unwrap_or_default();
    match format.unwrap_or_else(ending) {
        "qgis" => Ok(ExportFormat::Qgis),
        "gpkg" => Ok(ExportFormat::GeoPackage),
        "geojson" => Ok(ExportFormat::GeoJson),
        "geojsonseq" | "geojsonl" => Ok(ExportFormat::GeoJsonSeq),
        "csv" => Ok(ExportFormat::Csv),
        "fgb" => Ok(ExportFormat::FlatGeobuf),
        "kml" => Ok(ExportFormat::Kml),
        "parquet" | "geoparquet" => Ok(ExportFormat::GeoParquet(GeoParquetVersion::default())),
        other => {
            let message = format!("{}: '{other}' is no format of an export", path.display());
            Err(error(&message, Some("use gpkg, qgis (a folder), geojson, geojsonseq, csv, fgb, parquet or kml")))
        }
    }
}
