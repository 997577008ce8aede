//! The `marz` program: see the library of this crate, and the crate `marz` for everything that it does.

use std::process::ExitCode;

fn main() -> ExitCode {
    marz_cli::run()
}
