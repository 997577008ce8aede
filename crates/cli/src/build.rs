//! `marz build`: the main job.

use std::path::PathBuf;

use super::args::{BuildArgs, Global};
use super::console::{Console, Failure};
use super::outcome::Outcome;
use super::{editing, open};
use marz::build::build;
use marz::dossier::Source;

pub fn run(args: &BuildArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let source = open::source(global, console)?;
    // Two builds in one folder would mix their files where the data changed in between.
    let _lock = match (&args.output, &source) {
        (None, Source::Folder(folder)) => Some(editing::lock(folder, console)?),
        _ => None,
    };
    let dossier = open::loaded(source, console)?.with_edition()?;
    let folder = match (&args.output, dossier.source()) {
        (Some(folder), _) | (None, Source::Folder(folder)) => folder.clone(),
        (None, Source::Embedded | Source::New(..)) => PathBuf::new(),
    };
    let mut built = build(&dossier, &folder, &console.steps())?;
    console.note(&built.summary);
    let Some(last) = built.failures.pop() else { return Ok(Outcome::of(dossier.counts().errors > 0)) };
    built.failures.into_iter().for_each(|failure| console.failure(&failure.into()));
    Err(last.into())
}
