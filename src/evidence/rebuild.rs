//! Making the outputs of a dossier again: which of those that are there, or that a seal names, come out byte for byte.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::state::{Files, State, outputs};
use super::verify::{Finding, Verification};
use crate::build::build;
use crate::dossier::{Dossier, Inputs};
use crate::error::Error;
use crate::ledger::{Content, FileMark, TemporaryFolder};
use crate::monitor::Monitor;

/// Outputs beside those that the program makes of the dossier as it is now, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Made again byte for byte.
    pub same: Vec<String>,
    /// Made again with other bytes.
    pub different: Vec<String>,
    /// Made by the program, and not among the outputs.
    pub missing: Vec<String>,
    /// Not made by [`build`], such as a report of a quarter: nothing is known of them.
    pub other: Vec<String>,
}

/// The steps of a job without its notes: what figures have no room for was said when they were built.
struct Steps<'m>(&'m dyn Monitor);

impl Monitor for Steps<'_> {
    fn step(&self, done: usize, of: usize, what: &str) {
        self.0.step(done, of, what);
    }
}

/// Makes the outputs of a dossier in a folder for temporary files and compares them with others. The dossier must carry its edition
/// ([`Dossier::with_edition`]).
///
/// # Errors
///
/// As of [`build`], and where a figure cannot be made.
pub fn rebuilt(dossier: &Dossier, there: &BTreeMap<String, FileMark>, monitor: &dyn Monitor) -> Result<Rebuilt, Error> {
    let folder = TemporaryFolder::new().map_err(|e| Error::Data(format!("no folder for temporary files: {e}")))?;
    build(dossier, folder.path(), &Steps(monitor))?.complete()?;
    let mut made = BTreeMap::new();
    for output in outputs(folder.path())? {
        made.insert(output.path.clone(), output.mark(folder.path())?.0);
    }
    let mut all = Rebuilt::default();
    for path in there.keys().chain(made.keys()).collect::<BTreeSet<_>>() {
        let list = match (there.get(path), made.get(path)) {
            (Some(a), Some(b)) if a == b => &mut all.same,
            (Some(_), Some(_)) => &mut all.different,
            (None, _) => &mut all.missing,
            (_, None) => &mut all.other,
        };
        list.push(path.clone());
    }
    Ok(all)
}

/// What of the outputs in a folder is not what the program makes of the dossier as it is now, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outdated {
    /// Made of other data or recipes, or by another version of the program: they carry another edition or none.
    pub stale: Vec<String>,
    /// They carry the edition of the dossier, and other bytes than the program writes: something else wrote them since.
    pub edited: Vec<String>,
    /// Not there.
    pub missing: Vec<String>,
    /// Of no known making, and without an edition that could be compared.
    pub unknown: Vec<String>,
    /// Why the outputs cannot be made again, if so.
    pub unmade: Option<String>,
}

impl Outdated {
    /// Makes the outputs of a dossier again and compares those in its folder; where they cannot be made, as without `monitor`, by the
    /// edition that they carry alone. The dossier must carry its edition.
    ///
    /// # Errors
    ///
    /// If a file cannot be read.
    pub fn of(dossier: &Dossier, folder: &Path, monitor: Option<&dyn Monitor>) -> Result<Self, Error> {
        let now = State::of(folder, &Files::default())?;
        let edition = Inputs::of(dossier.source(), dossier.manifest())?.edition()?;
        let made = monitor.map(|monitor| rebuilt(dossier, &now.outputs, monitor));
        let unmade = made.as_ref().and_then(|made| made.as_ref().err()).map(ToString::to_string);
        let made = made.and_then(Result::ok);
        let is_compared = made.is_some();
        let unjudged = || Rebuilt { other: now.outputs.keys().cloned().collect(), ..Rebuilt::default() };
        let made = made.unwrap_or_else(unjudged);
        let mut all = Self { missing: made.missing, unmade, ..Self::default() };
        let carried = |path: &String| now.carried.get(path).cloned().unwrap_or_default();
        for path in made.different {
            let has = carried(&path);
            let is_ours = !has.is_empty() && has.iter().all(|e| *e == edition);
            if is_ours { all.edited.push(path) } else { all.stale.push(path) }
        }
        for path in made.other {
            let has = carried(&path);
            if has.iter().any(|e| *e != edition) {
                all.stale.push(path);
            } else if has.is_empty() && is_compared {
                all.unknown.push(path);
            }
        }
        all.stale.sort();
        Ok(all)
    }

    /// The same in words, one kind a line.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let kinds = [
            (
                &self.stale,
                "made from other data or recipes than these, or by another version (marz build makes them anew)",
            ),
            (&self.edited, "changed since marz build made them"),
            (&self.missing, "not there (marz build makes them)"),
            (&self.unknown, "not made by marz build, and without an edition"),
        ];
        let lines = kinds.into_iter().filter(|(paths, _)| !paths.is_empty());
        let unmade = self.unmade.iter().map(|why| format!("warning: the outputs cannot be made again: {why}"));
        unmade.chain(lines.map(|(paths, what)| format!("{what}: {}", paths.join(", "))))
    }
}

impl Verification {
    /// The same with the outputs of the seal made again: each must come out as it was sealed. The dossier must carry its edition.
    ///
    /// # Errors
    ///
    /// As of [`rebuilt`].
    pub fn with_rebuilt(mut self, sealed: &Content, dossier: &Dossier, monitor: &dyn Monitor) -> Result<Self, Error> {
        let made = rebuilt(dossier, &sealed.outputs, monitor)?;
        let detail = "the bytes that this program makes from what is here are not those that were sealed";
        let found = made.different.iter().map(|path| Finding::new("rebuilt", "changed", path).with_detail(detail));
        self.findings.extend(found);
        let beside = made
            .missing
            .iter()
            .map(|path| Finding::new("rebuilt", "new", path).with_detail("the seal has no such output"));
        self.findings.extend(beside);
        self.remarks.push(format!("{} outputs made again, byte for byte as they were sealed", made.same.len()));
        if !made.other.is_empty() {
            self.remarks.push(format!("not made by marz build, and not made again: {}", made.other.join(", ")));
        }
        self.holds = self.holds && self.findings.is_empty();
        Ok(self)
    }
}
