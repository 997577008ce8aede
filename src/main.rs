//! The `marz` program: see the library for everything.

use std::process::ExitCode;

fn main() -> ExitCode {
    marz::cli::run()
}
