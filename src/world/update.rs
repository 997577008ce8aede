//! A newer edition of the world's data in the user's own folder: checked, kept there, and used from then on.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;
use flate2::read::GzDecoder;
use marz_world::{EARLIER_FILE, Edition, FILES};
use serde_json::{Value, json};

use crate::error::{Error, unreadable};
use crate::ledger::{self, sha256};

/// The file of checksums beside the others, as sha256sum writes it.
const SUMS: &str = "SHA256SUMS";

/// The file that names the edition in use, in the folder of all of them.
const IN_USE: &str = "in-use";

/// A file is refused above this many bytes; the largest of the embedded edition has 2.6 MB.
const MOST_BYTES: u64 = 64 << 20;

/// An archive is refused above this many entries, and not read beyond so many bytes, unpacked.
const MOST_ENTRIES: usize = 10_000;
const MOST_UNPACKED: u64 = 1 << 30;

type Files = BTreeMap<String, Vec<u8>>;

/// Where a user's editions are kept: `world` in the folder that `MARZ_DATA_DIR` names, or in the system's own folder for data of programs.
///
/// # Errors
///
/// [`Error::Request`] where the system names no such folder.
pub fn folder() -> Result<PathBuf, Error> {
    if let Some(named) = std::env::var_os("MARZ_DATA_DIR").filter(|name| !name.is_empty()) {
        return Ok(PathBuf::from(named).join("world"));
    }
    let none = |e: etcetera::HomeDirError| {
        Error::request(
            format!("there is no folder for the data of programs: {e}"),
            "name one in MARZ_DATA_DIR".to_owned(),
        )
    };
    Ok(etcetera::base_strategy::choose_native_strategy().map_err(none)?.data_dir().join("marz").join("world"))
}

/// The name of the edition that the user put in use; `None` without one.
fn own_name(folder: &Path) -> Result<Option<String>, Error> {
    let path = folder.join(IN_USE);
    let Some(bytes) = ledger::read(&path).map_err(unreadable(&path))? else { return Ok(None) };
    let name = String::from_utf8_lossy(&bytes).trim().to_owned();
    if (1..=16).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Ok(Some(name));
    }
    Err(broken(&path, "it names no edition"))
}

fn is_overtaken(name: &str) -> bool {
    name <= Edition::embedded().name()
}

fn broken(path: &Path, what: &str) -> Error {
    let hint = "go back to the edition inside the program with: marz world reset".to_owned();
    Error::request(format!("the user's edition of the world cannot be used: {}: {what}", path.display()), hint)
}

/// Puts the user's edition in use, where there is one, until the program ends. To be called before anything else of this module.
///
/// # Errors
///
/// [`Error::Request`] where its files are not as they were kept; the message says how to go back.
pub fn follow() -> Result<(), Error> {
    // A system without such a folder has no edition in it.
    let Ok(all) = folder() else { return Ok(()) };
    let Some(name) = own_name(&all)? else { return Ok(()) };
    // A program that brings the same edition, or a newer one, has overtaken it.
    if is_overtaken(&name) {
        return Ok(());
    }
    let folder = all.join(&name);
    let files = of_folder(&folder).and_then(|files| summed(files, &folder.display().to_string()));
    let files = files.map_err(|e| broken(&folder, &e.to_string()))?;
    let edition = Edition::of_files(files).map_err(|e| broken(&folder, &e.to_string()))?;
    let edition = edition.put_in_use();
    if edition.name() == name { Ok(()) } else { Err(broken(&folder, &format!("it holds edition {}", edition.name()))) }
}

/// The files of a folder, or of its folder `data`.
fn of_folder(folder: &Path) -> Result<Files, Error> {
    let inner = folder.join("data");
    let home = if inner.join(SUMS).is_file() { inner } else { folder.to_owned() };
    let mut files = Files::new();
    for name in FILES.into_iter().chain([SUMS]) {
        let path = home.join(name);
        if path.is_file() {
            let file = File::open(&path).map_err(unreadable(&path))?;
            files.insert(name.to_owned(), bounded(file, &path)?);
        }
    }
    Ok(files)
}

/// The files of a package: a tar archive packed by gzip, as packages of crates are.
fn of_archive(path: &Path) -> Result<Files, Error> {
    let file = File::open(path).map_err(unreadable(path))?;
    let mut archive = tar::Archive::new(GzDecoder::new(file).take(MOST_UNPACKED));
    let no_archive = |e: io::Error| {
        let hint =
            "marz world update takes a package of marz-world (.crate, .tar.gz) or a folder with its files".to_owned();
        Error::request(format!("{} is no such package: {e}", path.display()), hint)
    };
    let mut files = Files::new();
    for (number, entry) in archive.entries().map_err(no_archive)?.enumerate() {
        if number >= MOST_ENTRIES {
            return Err(no_archive(io::Error::other(format!("it has more than {MOST_ENTRIES} entries"))));
        }
        let entry = entry.map_err(no_archive)?;
        let name = entry.path().map_err(no_archive)?.file_name().map(|n| n.to_string_lossy().into_owned());
        let Some(name) = name.filter(|name| FILES.contains(&name.as_str()) || name == SUMS) else { continue };
        if files.contains_key(&name) {
            return Err(no_archive(io::Error::other(format!("{name} stands in it twice"))));
        }
        files.insert(name, bounded(entry, path)?);
    }
    Ok(files)
}

fn bounded(reader: impl Read, path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    reader.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable(path))?;
    if u64::try_from(bytes.len()).is_ok_and(|n| n <= MOST_BYTES) {
        return Ok(bytes);
    }
    Err(unreadable(path)(io::Error::other(format!("a file of it is larger than {} MiB", MOST_BYTES >> 20))))
}

/// The files but for that of the checksums, each as that one has it.
fn summed(mut files: Files, shown: &str) -> Result<Files, Error> {
    let hint = || "take the whole package again: all of its files and SHA256SUMS belong together".to_owned();
    let Some(sums) = files.remove(SUMS) else {
        return Err(Error::request(format!("{shown} is no edition of the world: {SUMS} is missing"), hint()));
    };
    let sums = String::from_utf8_lossy(&sums).into_owned();
    for name in FILES {
        let listed = sums.lines().filter_map(|line| line.split_once(char::is_whitespace));
        let expected = listed.filter(|(_, of)| of.trim_start_matches([' ', '*']) == name).map(|(sum, _)| sum).next();
        let found = files.get(name).map(|bytes| sha256(bytes));
        let what = match (expected, found) {
            (_, None) => format!("{name} is missing"),
            (None, _) => format!("{SUMS} has no line for {name}"),
            (Some(expected), Some(found)) if !expected.eq_ignore_ascii_case(&found) => {
                format!("{name} is damaged: its SHA-256 is {found}, and {SUMS} says {expected}")
            }
            _ => continue,
        };
        return Err(Error::request(format!("{shown}: {what}"), hint()));
    }
    Ok(files)
}

/// Checks a package or a folder with a newer edition wholly, keeps it in the user's folder, and puts it in use from the next run on. Returns
/// what was done, in words.
///
/// # Errors
///
/// [`Error::Request`] where it is damaged, incomplete, or no newer than the edition in use; nothing is changed then.
pub fn update(path: &Path) -> Result<String, Error> {
    let shown = path.display().to_string();
    let files = if path.is_dir() { of_folder(path)? } else { of_archive(path)? };
    let sums = files.get(SUMS).cloned().unwrap_or_default();
    let files = summed(files, &shown)?;
    let refused = |what: String| {
        Error::request(format!("{shown}: {what}"), "the edition in use stays: see marz world".to_owned())
    };
    let edition = Edition::of_files(files.clone()).map_err(|e| refused(e.to_string()))?;
    let name = edition.check().map_err(|e| refused(e.to_string()))?;
    let (before, embedded) = (Edition::in_use().name(), Edition::embedded().name());
    if name == embedded || name == before {
        let what = if name == embedded { "inside this program" } else { "in use" };
        return Err(refused(format!("edition {name} is {what} already")));
    }
    if name.as_str() < before.max(embedded) {
        return Err(refused(format!("edition {name} is older than {}", before.max(embedded))));
    }
    let all = folder()?;
    let own = all.join(&name);
    for (file, bytes) in files.iter().map(|(file, bytes)| (file.as_str(), bytes)).chain([(SUMS, &sums)]) {
        ledger::write(&own.join(file), bytes)?;
    }
    // With this the new edition counts; a run that is killed before leaves the old one in use.
    ledger::write(&all.join(IN_USE), format!("{name}\n").as_bytes())?;
    remove_others(&all, Some(&name));
    Ok(format!(
        "edition {name} is in use from now on, in place of {before}: {}; dossiers keep the ground they have; back with: marz world reset",
        own.display()
    ))
}

/// Goes back to the edition inside the program, and removes the user's. Returns what was done, in words.
///
/// # Errors
///
/// Where the file that names the edition cannot be removed.
pub fn reset() -> Result<String, Error> {
    let all = folder()?;
    let path = all.join(IN_USE);
    let embedded = Edition::embedded().name();
    match fs::remove_file(&path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return Ok(format!("edition {embedded} of the program is in use already"));
        }
        done => done.map_err(unreadable(&path))?,
    }
    remove_others(&all, None);
    Ok(format!("edition {embedded} of the program is in use again"))
}

/// Removes the files of editions that no longer count; what cannot be removed does no harm.
fn remove_others(all: &Path, kept: Option<&str>) {
    for entry in fs::read_dir(all).into_iter().flatten().filter_map(Result::ok) {
        let folder = entry.path();
        if !folder.is_dir() || kept.is_some_and(|kept| entry.file_name() == kept) {
            continue;
        }
        // A folder that was copied here whole also has the lines of the edition before.
        for name in FILES.into_iter().chain([SUMS, EARLIER_FILE]) {
            let _ = fs::remove_file(folder.join(name));
        }
        let _ = fs::remove_dir(folder);
    }
}

/// The user's edition, where the program has the same one or a newer one.
fn overtaken() -> Option<String> {
    own_name(&folder().ok()?).ok()?.filter(|name| is_overtaken(name))
}

/// The edition in use and where it comes from, as text for people.
#[must_use]
pub fn state_text() -> String {
    let (used, embedded) = (Edition::in_use(), Edition::embedded());
    let mut out = String::new();
    let mut row = |key: &str, value: String| out.push_str(&format!("{key:<20}{value}\n"));
    row("edition in use", used.name().to_owned());
    row("from", source(used));
    row("land borders", used.borders().len().to_string());
    row("in the program", embedded.name().to_owned());
    if let Some(older) = overtaken() {
        row("kept, not used", format!("{older}: the program has it, or a newer one; remove it with: marz world reset"));
    }
    row("user's folder", folder().map_or_else(|e| e.to_string(), |path| path.display().to_string()));
    out
}

/// The same as JSON.
#[must_use]
pub fn state_json() -> Value {
    let (used, embedded) = (Edition::in_use(), Edition::embedded());
    json!({
        "edition": used.name(),
        "from": source(used),
        "borders": used.borders().len(),
        "embedded_edition": embedded.name(),
        "overtaken_edition": overtaken(),
        "folder": folder().ok().map(|path| path.display().to_string()),
    })
}

fn source(edition: &'static Edition) -> String {
    match (std::ptr::eq(edition, Edition::embedded()), folder()) {
        (false, Ok(all)) => all.join(edition.name()).display().to_string(),
        _ => "the program".to_owned(),
    }
}
