//! What changed since a seal, record by record, field by field; whose a picture is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use super::state::{Files, State};
use crate::dossier::{PROGRAM, Source, editions_in, read_file};
use crate::error::Error;
use crate::ledger::{self, Content, FileMark, Record, SealError, Seals, differences, verify_signature};
use crate::terminal;

/// What verifying found.
pub struct Verification {
    /// What was asked, in words.
    pub about: String,
    /// Whether everything is as it was.
    pub holds: bool,
    /// Everything that is not as it was.
    pub findings: Vec<Finding>,
    /// What a person should know besides.
    pub remarks: Vec<String>,
}

/// Something that is not as it was.
pub struct Finding {
    /// `chain`, `signature`, `record`, `parameter`, `input`, `output` or `file`.
    kind: &'static str,
    /// `changed`, `missing`, `new`, or `bytes` where they alone differ.
    state: &'static str,
    file: String,
    id: Option<String>,
    /// A JSON pointer.
    at: Option<String>,
    old: Option<Value>,
    new: Option<Value>,
    /// In words.
    told: Option<String>,
}

impl Finding {
    fn new(kind: &'static str, state: &'static str, file: &str) -> Self {
        Self { kind, state, file: file.to_owned(), id: None, at: None, old: None, new: None, told: None }
    }

    fn told(mut self, text: impl Into<String>) -> Self {
        self.told = Some(text.into());
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
        if let Some(told) = &self.told {
            out.push_str(": ");
            out.push_str(told);
        }
        // What a record says may hold anything.
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
                ("told", text(&self.told)),
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
    /// As text for people, a finding a line.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out: String = self.findings.iter().map(Finding::line).collect();
        self.remarks.iter().for_each(|remark| out.push_str(&format!("{remark}\n")));
        out.push_str(&format!("{}\n", self.about));
        out
    }

    /// As JSON for machines.
    #[must_use]
    pub fn json(&self) -> Value {
        let findings: Vec<Value> = self.findings.iter().map(Finding::json).collect();
        json!({"holds": self.holds, "about": self.about, "findings": findings, "remarks": self.remarks})
    }
}

/// What changed since a seal; `key` is a public key, or its file, by which the signature is checked.
///
/// # Errors
///
/// Where there is no such seal, or a file cannot be read.
pub fn since(folder: &Path, seals: &Seals, number: u32, key: Option<&str>) -> Result<Verification, Error> {
    let mut findings: Vec<Finding> =
        seals.faults()?.into_iter().map(|told| Finding::new("chain", "changed", "seals").told(told)).collect();
    let mut remarks = Vec::new();
    if let Some(key) = key {
        match signature(seals, number, key)? {
            Ok(comment) => remarks.push(format!("signed: {comment}")),
            Err(told) => {
                findings.push(Finding::new("signature", "changed", &name_of(&seals.signature(number))).told(told))
            }
        }
    }
    let read = seals.read(number).and_then(|seal| Ok((seal.content, seals.read_records(number)?)));
    let (then, records) = match read {
        Ok(read) => read,
        Err(SealError::Missing(missing)) if missing == number && !seals.numbers().contains(&number) => {
            return Err(SealError::Missing(number).into());
        }
        // That it was tampered with is a finding already; there is nothing to compare with.
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

/// The files of the seal, and those of the dossier as it is.
fn wanted(folder: &Path, then: &Content, records: &[Record]) -> Files {
    let home = Source::Folder(folder.to_path_buf());
    // A manifest that cannot be read any more is a finding; the files of the seal are looked at all the same.
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
        let is_told_apart = then.parameters.contains_key(path) || records.iter().any(|r| r.file == path);
        match (old, new) {
            (Some(a), Some(b)) if a == b => {}
            (Some(_), Some(_)) if explained.contains(path) => {}
            (Some(_), Some(_)) if is_told_apart => {
                let told = "its bytes differ, what it says is the same";
                findings.push(Finding::new("input", "bytes", path).told(told));
            }
            pair => findings.extend(file(path, "input", pair)),
        }
    }
    for (path, old, new) in pairs(&then.outputs, &now.outputs) {
        findings.extend(file(path, "output", (old, new)));
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
        findings.push(Finding::new("input", "changed", path).told(format!("it can no longer be read: {why}")));
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

/// The values of two maps by their keys.
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
        (Some(old), Some(new)) if old.bytes == new.bytes => {
            Some(Finding::new(kind, "changed", path).told(format!("{} bytes as before, and other ones", old.bytes)))
        }
        (Some(old), Some(new)) => {
            Some(Finding::new(kind, "changed", path).told(format!("{} bytes -> {}", old.bytes, new.bytes)))
        }
        (Some(_), None) => Some(Finding::new(kind, "missing", path)),
        (None, _) => Some(Finding::new(kind, "new", path)),
    }
}

fn name_of(path: &Path) -> String {
    format!("seals/{}", path.file_name().unwrap_or_default().to_string_lossy())
}

/// Whether the signature of a seal holds: its comment, or what is wrong.
fn signature(seals: &Seals, number: u32, key: &str) -> Result<Result<String, String>, Error> {
    let file = Path::new(key);
    let key = match file.exists() {
        true => String::from_utf8_lossy(&read_file(file)?).into_owned(),
        false => key.to_owned(),
    };
    let path = seals.signature(number);
    let Some(bytes) = ledger::read(&path).map_err(|source| Error::Read { path, source })? else {
        return Ok(Err("there is none".to_owned()));
    };
    let told = verify_signature(&key, &String::from_utf8_lossy(&bytes), &seals.manifest_bytes(number)?);
    Ok(told.map_err(|e| e.to_string()))
}

/// Which seal a file belongs to.
///
/// # Errors
///
/// Where the file or a seal cannot be read.
pub fn whose(seals: &Seals, path: &Path) -> Result<Verification, Error> {
    let bytes = read_file(path)?;
    let mark = FileMark::of(&bytes);
    let shown = path.display().to_string();
    let (mut same, mut made) = (Vec::new(), Vec::new());
    let carried = editions_in(&bytes);
    for number in seals.numbers() {
        let content = seals.read(number)?.content;
        for (name, sealed) in content.outputs.iter().chain(&content.inputs) {
            if *sealed == mark {
                same.push(format!("{shown} is {name} of seal {number}, byte for byte"));
            }
        }
        if carried.contains(&content.edition) {
            made.push(number.to_string());
        }
    }
    let edition = carried.into_iter().collect::<Vec<_>>().join(", ");
    let mut findings = Vec::new();
    let (holds, about) = if !same.is_empty() {
        (true, same.join("\n"))
    } else {
        let told = match (edition.is_empty(), made.is_empty()) {
            (true, _) => "no seal has these bytes, and it carries no edition".to_owned(),
            (false, true) => {
                format!("no seal has these bytes; it says that it was made from edition {edition}, which no seal has")
            }
            (false, false) => format!(
                "no seal has these bytes; it says that it was made from edition {edition}, that of seal {}",
                made.join(", ")
            ),
        };
        findings.push(Finding::new("file", "changed", &shown).told(told));
        (false, format!("{shown} is not as it was sealed"))
    };
    let remarks: Vec<String> =
        seals.faults()?.into_iter().map(|fault| format!("the chain of seals is broken: {fault}")).collect();
    Ok(Verification { about, holds: holds && remarks.is_empty(), findings, remarks })
}
