//! Verifying a dossier against a seal, record by record and field by field; finding the seal of a file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use super::state::{Files, State};
use crate::dossier::{PROGRAM, Source, editions_in, read_file};
use crate::error::Error;
use crate::ledger::{self, Content, FileMark, Record, SealError, Seals, differences, sha256, verify_signature};
use crate::terminal;

/// The result of a verification.
pub struct Verification {
    /// What was verified, in words.
    pub about: String,
    /// Whether everything is unchanged.
    pub holds: bool,
    /// The differences.
    pub findings: Vec<Finding>,
    /// Further remarks, in words.
    pub remarks: Vec<String>,
}

/// A difference from the seal.
pub struct Finding {
    /// `chain`, `signature`, `record`, `parameter`, `input`, `output`, `companion`, `rebuilt` or `file`.
    kind: &'static str,
    /// `changed`, `missing`, `new`, or `bytes` if only the bytes differ and not the values.
    state: &'static str,
    file: String,
    id: Option<String>,
    /// A JSON pointer.
    at: Option<String>,
    old: Option<Value>,
    new: Option<Value>,
    /// The difference in words; key `told` in JSON.
    detail: Option<String>,
}

impl Finding {
    pub(super) fn new(kind: &'static str, state: &'static str, file: &str) -> Self {
        Self { kind, state, file: file.to_owned(), id: None, at: None, old: None, new: None, detail: None }
    }

    pub(super) fn with_detail(mut self, text: impl Into<String>) -> Self {
        self.detail = Some(text.into());
        self
    }

    fn line(&self) -> String {
        let mut out = format!("{:<10}{:<8}{}", self.kind, self.state, self.file);
        for part in [&self.id, &self.at].into_iter().flatten().filter(|part| !part.is_empty()) {
            out.push_str("  ");
            out.push_str(part);
        }
        let shown = |value: &Option<Value>| value.as_ref().map_or_else(|| "nothing".to_owned(), Value::to_string);
        if self.old.is_some() || self.new.is_some() {
            out.push_str(&format!(": {} -> {}", shown(&self.old), shown(&self.new)));
        }
        if let Some(detail) = &self.detail {
            out.push_str(": ");
            out.push_str(detail);
        }
        // The values of a record may contain control characters.
        terminal::line(&out) + "\n"
    }

    fn json(&self) -> Value {
        let mut all = json!({"kind": self.kind, "state": self.state, "file": self.file});
        if let Some(object) = all.as_object_mut() {
            let text = |t: &Option<String>| t.clone().map(Value::from);
            for (name, value) in [
                ("id", text(&self.id)),
                ("at", text(&self.at)),
                ("old", self.old.clone()),
                ("new", self.new.clone()),
                ("told", text(&self.detail)),
            ] {
                if let Some(value) = value {
                    object.insert(name.to_owned(), value);
                }
            }
        }
        all
    }
}

impl Verification {
    /// The result as text for people, one difference a line.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out: String = self.findings.iter().map(Finding::line).collect();
        self.remarks.iter().for_each(|remark| out.push_str(&format!("{remark}\n")));
        out.push_str(&format!("{}\n", self.about));
        out
    }

    /// The result as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        let findings: Vec<Value> = self.findings.iter().map(Finding::json).collect();
        json!({"holds": self.holds, "about": self.about, "findings": findings, "remarks": self.remarks})
    }
}

/// What somebody who verifies holds apart from the dossier.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// A public key, or its file, by which the signature is checked.
    pub key: Option<&'a str>,
    /// The SHA-256 of the manifest of the last seal, as somebody kept or published it: without it, seals that were all made anew verify.
    pub end: Option<&'a str>,
}

/// Verifies a dossier against a seal.
///
/// # Errors
///
/// If there is no such seal, or a file cannot be read.
pub fn since(folder: &Path, seals: &Seals, number: u32, known: Known<'_>) -> Result<Verification, Error> {
    let key = known.key;
    let mut findings: Vec<Finding> =
        seals.faults()?.into_iter().map(|fault| Finding::new("chain", "changed", "seals").with_detail(fault)).collect();
    let mut remarks = Vec::new();
    if let Some(end) = known.end {
        findings.extend(other_end(seals, end)?);
    }
    if let Some(key) = key {
        match signature(seals, number, &PublicKeyText::read(key)?)? {
            Ok(comment) => remarks.push(format!("signed: {comment}")),
            Err(finding) => findings.push(finding),
        }
    }
    let read = seals.read(number).and_then(|seal| Ok((seal.content, seals.read_records(number)?)));
    let (then, records) = match read {
        Ok(read) => read,
        Err(SealError::Missing(missing)) if missing == number && !seals.numbers().contains(&number) => {
            return Err(SealError::Missing(number).into());
        }
        // The broken seal is a finding already; there is nothing to compare with.
        Err(e) if !findings.is_empty() => {
            let about = format!("seal {number} cannot be used any more, and nothing was compared with it");
            return Ok(Verification { about, holds: false, findings, remarks: vec![e.to_string()] });
        }
        Err(e) => return Err(e.into()),
    };
    let files = wanted(folder, &then, &records);
    let now = State::of(folder, &files)?;
    if then.program != PROGRAM {
        remarks.push(format!("sealed by {}, this is {PROGRAM}", then.program));
    }
    compare(&then, &records, &now, &mut findings);
    let holds = findings.is_empty();
    let of = seals.numbers().len();
    let about = match findings.len() {
        0 => format!(
            "nothing changed since seal {number} of {of}, edition {}: {} records, {} inputs, {} outputs",
            then.edition,
            records.iter().filter(|r| r.id.is_some()).count(),
            then.inputs.len(),
            then.outputs.len()
        ),
        1 => format!("1 thing is not as it was in seal {number} of {of}, edition {}", then.edition),
        n => format!("{n} things are not as they were in seal {number} of {of}, edition {}", then.edition),
    };
    Ok(Verification { about, holds, findings, remarks })
}

/// The finding that the chain does not end where somebody says.
fn other_end(seals: &Seals, end: &str) -> Result<Option<Finding>, Error> {
    let end = end.trim().to_ascii_lowercase();
    if end.len() != 64 || !end.bytes().all(|b| b.is_ascii_hexdigit()) {
        let hint = "sha256sum of the last file seals/NUMBER.json shows it".to_owned();
        return Err(Error::request(format!("--end {end}: expected a SHA-256, 64 digits from 0 to f"), hint));
    }
    let numbers = seals.numbers();
    let mut found = None;
    for number in &numbers {
        if sha256(&seals.manifest_bytes(*number)?) == end {
            found = Some(*number);
        }
    }
    let detail = match found {
        found if found == numbers.last().copied() => return Ok(None),
        Some(number) => {
            let later = numbers.iter().filter(|n| **n > number).count();
            format!("it goes on after seal {number}, which has that SHA-256: {later} later")
        }
        None => "no seal has that SHA-256: this is another chain, or its end was taken away".to_owned(),
    };
    Ok(Some(Finding::new("chain", "changed", "seals").with_detail(detail)))
}

/// The files of the seal and those of the dossier.
fn wanted(folder: &Path, then: &Content, records: &[Record]) -> Files {
    let home = Source::Folder(folder.to_path_buf());
    // An unreadable manifest is a finding; the files of the seal are compared all the same.
    let mut files = home.manifest().and_then(|manifest| Files::of(&home, &manifest)).unwrap_or_default();
    files.records.extend(records.iter().map(|r| r.file.clone()).filter(|path| then.inputs.contains_key(path)));
    files.parameters.extend(then.parameters.keys().cloned());
    let others = then.inputs.keys().filter(|p| !files.parameters.contains(*p)).cloned();
    files.data.extend(others);
    files.data.retain(|path| !files.records.contains(path));
    files
}

fn compare(then: &Content, records: &[Record], now: &State, findings: &mut Vec<Finding>) {
    let mut explained: BTreeSet<&str> = BTreeSet::new();
    compare_records(records, now, &mut explained, findings);
    for path in then.parameters.keys().chain(now.parameters.keys()).collect::<BTreeSet<_>>() {
        let (Some(old), Some(new)) = (then.parameters.get(path), now.parameters.get(path)) else { continue };
        for difference in differences(old, new) {
            explained.insert(path);
            findings.push(Finding {
                at: Some(difference.at),
                old: difference.old,
                new: difference.new,
                ..Finding::new("parameter", "changed", path)
            });
        }
    }
    for (path, old, new) in pairs(&then.inputs, &now.inputs) {
        let has_records = then.parameters.contains_key(path) || records.iter().any(|r| r.file == path);
        match (old, new) {
            (Some(a), Some(b)) if a == b => {}
            (Some(_), Some(_)) if explained.contains(path) => {}
            (Some(_), Some(_)) if has_records => {
                let detail = "its bytes differ, what it says is the same";
                findings.push(Finding::new("input", "bytes", path).with_detail(detail));
            }
            pair => findings.extend(file(path, "input", pair)),
        }
    }
    for (path, old, new) in pairs(&then.outputs, &now.outputs) {
        // Links were not sealed before companions were.
        let is_unsealed = old.is_none() && then.companions.is_none() && now.links.contains(path);
        findings.extend(file(path, "output", (old, new)).filter(|_| !is_unsealed));
    }
    for (path, old, new) in then.companions.iter().flat_map(|sealed| pairs(sealed, &now.companions)) {
        findings.extend(file(path, "companion", (old, new)));
    }
}

fn compare_records<'a>(
    records: &'a [Record],
    now: &'a State,
    explained: &mut BTreeSet<&'a str>,
    findings: &mut Vec<Finding>,
) {
    for (path, why) in &now.unreadable {
        explained.insert(path);
        findings.push(Finding::new("input", "changed", path).with_detail(format!("it can no longer be read: {why}")));
    }
    let key = |r: &'a Record| (r.file.as_str(), r.id.as_deref());
    let (old, new): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (records.iter().map(|r| (key(r), r)).collect(), now.records.iter().map(|r| (key(r), r)).collect());
    for (path, id) in old.keys().chain(new.keys()).copied().collect::<BTreeSet<_>>() {
        if now.unreadable.contains_key(path) || !now.inputs.contains_key(path) {
            continue;
        }
        let finding = |state| Finding { id: id.map(str::to_owned), ..Finding::new("record", state, path) };
        match (old.get(&(path, id)), new.get(&(path, id))) {
            (Some(a), Some(b)) if a.sha256 == b.sha256 => {}
            (Some(a), Some(b)) => {
                for difference in differences(&a.feature, &b.feature) {
                    findings.push(Finding {
                        at: Some(difference.at),
                        old: difference.old,
                        new: difference.new,
                        ..finding("changed")
                    });
                }
                explained.insert(path);
            }
            (a, _) => {
                findings.push(finding(if a.is_some() { "missing" } else { "new" }));
                explained.insert(path);
            }
        }
    }
}

/// The values of two maps, joined by their keys.
fn pairs<'a>(
    old: &'a BTreeMap<String, FileMark>,
    new: &'a BTreeMap<String, FileMark>,
) -> impl Iterator<Item = (&'a str, Option<&'a FileMark>, Option<&'a FileMark>)> {
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    paths.into_iter().map(|path| (path.as_str(), old.get(path), new.get(path)))
}

fn file(path: &str, kind: &'static str, pair: (Option<&FileMark>, Option<&FileMark>)) -> Option<Finding> {
    match pair {
        (Some(old), Some(new)) if old == new => None,
        (Some(old), Some(new)) if old.bytes == new.bytes => Some(
            Finding::new(kind, "changed", path).with_detail(format!("{} bytes as before, and other ones", old.bytes)),
        ),
        (Some(old), Some(new)) => {
            Some(Finding::new(kind, "changed", path).with_detail(format!("{} bytes -> {}", old.bytes, new.bytes)))
        }
        (Some(_), None) => Some(Finding::new(kind, "missing", path)),
        (None, _) => Some(Finding::new(kind, "new", path)),
    }
}

fn name_of(path: &Path) -> String {
    format!("seals/{}", path.file_name().unwrap_or_default().to_string_lossy())
}

/// A public key as a person gives it.
struct PublicKeyText(String);

impl PublicKeyText {
    /// A key, or the file that it stands in.
    fn read(key: &str) -> Result<Self, Error> {
        let file = Path::new(key);
        let text = match file.exists() {
            true => String::from_utf8_lossy(&read_file(file)?).into_owned(),
            false => key.to_owned(),
        };
        match ledger::is_public_key(&text) {
            true => Ok(Self(text)),
            false => Err(Error::request(
                format!("--key {key}: there is no such file, and it is no public key of minisign either"),
                "give the file of a public key (minisign.pub), or its second line".to_owned(),
            )),
        }
    }
}

/// Verifies the signature of a seal: its trusted comment, or the finding of what is wrong with it.
fn signature(seals: &Seals, number: u32, key: &PublicKeyText) -> Result<Result<String, Finding>, Error> {
    let finding = |state| Finding::new("signature", state, &name_of(&seals.signature(number)));
    let Some(signature) = seals.read_signature(number)? else { return Ok(Err(finding("missing"))) };
    let verified = verify_signature(&key.0, &signature, &seals.manifest_bytes(number)?);
    Ok(verified.map_err(|reason| finding("changed").with_detail(reason.to_string())))
}

/// Finds the seal of a file: by its bytes, else by the edition that it names; `key` is a public key, or its file, by which one of the seals that have it
/// must be signed.
///
/// # Errors
///
/// If the file or a seal cannot be read.
pub fn whose(seals: &Seals, path: &Path, key: Option<&str>) -> Result<Verification, Error> {
    let bytes = read_file(path)?;
    let mark = FileMark::of(&bytes);
    let shown = path.display().to_string();
    let (mut same, mut made, mut holders) = (Vec::new(), Vec::new(), Vec::new());
    let carried = editions_in(&bytes);
    for number in seals.numbers() {
        let content = seals.read(number)?.content;
        for (name, sealed) in content.outputs.iter().chain(&content.inputs) {
            if *sealed == mark {
                same.push(format!("{shown} is {name} of seal {number}, byte for byte"));
                holders.push(number);
            }
        }
        if carried.contains(&content.edition) {
            made.push(number);
        }
    }
    let edition = carried.into_iter().collect::<Vec<_>>().join(", ");
    let mut findings = Vec::new();
    let (holds, about) = if !same.is_empty() {
        (true, same.join("\n"))
    } else {
        let detail = match (edition.is_empty(), made.is_empty()) {
            (true, _) => "no seal has these bytes, and it carries no edition".to_owned(),
            (false, true) => {
                format!("no seal has these bytes; it says that it was made from edition {edition}, which no seal has")
            }
            (false, false) => format!(
                "no seal has these bytes; it says that it was made from edition {edition}, that of seal {}",
                made.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
            ),
        };
        findings.push(Finding::new("file", "changed", &shown).with_detail(detail));
        (false, format!("{shown} is not as it was sealed"))
    };
    let mut remarks: Vec<String> =
        seals.faults()?.into_iter().map(|fault| format!("the chain of seals is broken: {fault}")).collect();
    let is_whole = remarks.is_empty();
    if let Some(key) = key {
        let key = PublicKeyText::read(key)?;
        holders.dedup();
        let (mut comments, mut unsigned) = (Vec::new(), Vec::new());
        for number in if holders.is_empty() { made } else { holders } {
            match signature(seals, number, &key)? {
                Ok(comment) => comments.push(format!("signed: {comment}")),
                Err(finding) => unsigned.push(finding),
            }
        }
        // A file may stand in many seals: one that is signed vouches for it.
        if comments.is_empty() {
            findings.append(&mut unsigned);
        }
        remarks.append(&mut comments);
    }
    let holds = holds && is_whole && findings.is_empty();
    Ok(Verification { about, holds, findings, remarks })
}
