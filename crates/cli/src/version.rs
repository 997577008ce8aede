//! `marz version`: the program, and the editions of the data inside it.

use super::args::VersionArgs;
use super::console::{Failure, deliver_as};
use super::outcome::Outcome;
use marz::dossier::{program_json, program_text};

pub fn run(args: &VersionArgs) -> Result<Outcome, Failure> {
    let (text, json) = (program_text()?, program_json()?);
    deliver_as(args.output.to(), || text, || json)?;
    Ok(Outcome::of(false))
}

/// The text of `--version`.
pub fn long() -> Result<String, Failure> {
    marz::world::follow()?;
    Ok(program_text()?)
}
