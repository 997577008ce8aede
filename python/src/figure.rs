//! A figure, composed and ready to be drawn in any format.

use marz::compose;
use marz::figure::rendered;
use marz::recipe::ImageFormat;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::errors::{error, of};

/// A composed figure.
#[pyclass(frozen, module = "marz._marz")]
pub struct Figure {
    composed: compose::Figure,
}

impl From<compose::Figure> for Figure {
    fn from(composed: compose::Figure) -> Self {
        Self { composed }
    }
}

#[pymethods]
impl Figure {
    /// The figure as a file of a format: png, svg or pdf; png or gif of an animated map, pdf of an atlas.
    fn render<'py>(&self, py: Python<'py>, format: &str) -> PyResult<Bound<'py, PyBytes>> {
        let found = ImageFormat::of_path(format!("figure.{format}").as_ref()).ok_or_else(|| {
            error(&format!("{format}: no picture format has this ending"), Some("use .png, .svg or .pdf"))
        })?;
        let bytes = py.detach(|| rendered(&self.composed, found)).map_err(of)?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// What the figure shows, in words.
    #[getter]
    fn caption(&self) -> String {
        self.composed.caption.clone()
    }

    /// Remarks for the person who makes it, such as what could not be shown.
    #[getter]
    fn remarks(&self) -> Vec<String> {
        let unprintable = compose::unprintable_warning(&self.composed.unprintable);
        unprintable.into_iter().chain(self.composed.remarks.iter().cloned()).collect()
    }

    /// What was drawn, as the command says it.
    #[getter]
    fn summary(&self) -> String {
        self.composed.summary()
    }
}
