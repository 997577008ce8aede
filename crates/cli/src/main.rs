//! The `marz` program: see the library of this crate, and the crate `marz` for everything that it does.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(marz_cli::run(std::env::args_os().collect()))
}
