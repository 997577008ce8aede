//! The Python module `marz._marz`: what the package `marz` asks of the library, in buffers.
//!
//! The package beside it (`marz/*.py`) knows pandas, GeoPandas, shapely and Polars by how they behave and hands over arrays of numbers or an
//! Arrow stream. NumPy arrays are read in place through the crate `numpy`, because the stable ABI has buffers only from Python 3.11 on;
//! Arrow streams come and go by the PyCapsule interface. While it measures, the interpreter's lock is free.

mod arrow_points;
mod asked;
mod border_line;
mod command;
mod dossier;
mod errors;
mod figure;
mod filter;
mod points;
mod rounds;
mod table;
mod table_builder;
mod wkb_point;

use pyo3::prelude::*;

/// What the package `marz` is built on; use the package.
#[pymodule]
fn _marz(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("Error", module.py().get_type::<errors::Error>())?;
    module.add_class::<border_line::BorderLine>()?;
    module.add_class::<dossier::Dossier>()?;
    module.add_class::<figure::Figure>()?;
    module.add_class::<table::Table>()?;
    module.add_function(wrap_pyfunction!(command::command, module)?)?;
    module.add_function(wrap_pyfunction!(border_line::border_list, module)?)
}
