//! The command `marz`, as `pip install` puts it on the path.

use std::ffi::OsString;
use std::io::Write;

use pyo3::prelude::*;

/// Runs the command on its words, the name of the program first; returns its exit code: 0 done, 1 done with records rejected, 2 wrong
/// usage or failure. Once a process.
#[pyfunction]
pub fn command(py: Python<'_>, words: Vec<OsString>) -> u8 {
    py.detach(|| {
        let code = marz_cli::run(words);
        // A library is not flushed when the process ends.
        let _ = std::io::stdout().flush();
        code
    })
}
