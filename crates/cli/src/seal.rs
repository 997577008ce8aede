//! `marz seal`: what the dossier is now, by hashes, chained to the seal before.

use std::io::IsTerminal as _;
use std::path::Path;

use super::Outcome;
use super::args::{Global, SealArgs};
use super::console::{Console, Failure};
use super::dossier::{Home, load, read_file};
use super::editing;
use super::edition::Inputs;
use super::evidence::{Files, Now};
use marz::ledger::{self, Seals, SignatureError, sign};
use marz::terminal::line;

/// The password of the key, where nobody can be asked.
const PASSWORD: &str = "MARZ_KEY_PASSWORD";

pub fn run(args: &SealArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let home = Home::find(global, console)?;
    let Home::Folder(folder) = home.clone() else {
        let hint = "go to a dossier's folder, name one with --dossier DIR, or start one with: marz init".to_owned();
        return Err(Failure::usage("the embedded dossier cannot be sealed: it does not change", hint));
    };
    let key = args.key.as_deref().map(read_file).transpose()?;
    let _lock = editing::lock(&folder, console)?;
    let (home, manifest, dossier, counts) = load(home)?.usable(console)?;
    // A recipe that cannot be read is no parameter of anything.
    home.recipes()?.iter().try_for_each(|name| home.recipe(name).map(drop))?;
    let inputs = Inputs::of(&home, &manifest)?;
    let now = Now::of(&folder, &Files::of(&home, &manifest)?)?;
    if let Some((_, why)) = now.unreadable.first_key_value() {
        return Err(Failure::Data(format!("{why}; marz check tells more")));
    }
    if let Some(path) = manifest.files().find(|path| !now.inputs.contains_key(*path)) {
        return Err(Failure::Data(format!("{} is not there", home.shown(path))));
    }
    // The lock keeps our own edits away, not an editor's.
    if let Some((path, _)) = inputs.files.iter().find(|(path, mark)| now.inputs.get(*path) != Some(mark)) {
        let message = format!("{} was changed while this ran; nothing was sealed", home.shown(path));
        return Err(Failure::usage(message, "run it again".to_owned()));
    }
    let edition = inputs.edition()?;
    let stale: Vec<&str> = now
        .carried
        .iter()
        .filter(|(_, has)| has.iter().any(|e| *e != edition))
        .map(|(path, _)| path.as_str())
        .collect();
    if !stale.is_empty() {
        console.note(&format!(
            "made from other data or recipes than these: {}\nmarz build makes them anew",
            stale.join(", ")
        ));
    }
    let records = now.records.iter().filter(|r| r.id.is_some()).count();
    let summary = format!("{records} records, {} inputs, {} outputs", now.inputs.len(), now.outputs.len());
    let (content, lines) = now.content(&inputs, (&manifest.data.border, &dossier.border.facts.edition))?;
    let seals = Seals::of(&folder);
    let faults = seals.faults()?;
    if !faults.is_empty() {
        let hint =
            "marz verify tells what changed; take the seals as they were from your backup or from git".to_owned();
        return Err(Failure::usage(format!("the chain of seals is broken: {}", faults.join("; ")), hint));
    }
    let (number, is_new) = seals.append(content, &lines)?;
    let path = seals.manifest(number);
    match is_new {
        true => console.note(&format!("{}: seal {number}, edition {edition}: {summary}", path.display())),
        false => console.note(&format!("nothing changed since seal {number}: nothing was written")),
    }
    if let (Some(key), Some(file)) = (key, &args.key) {
        signed(&seals, number, &key, file, &dossier.title, console)?;
    }
    Ok(Outcome::of(counts.errors > 0))
}

/// Signs a seal.
fn signed(seals: &Seals, number: u32, key: &[u8], file: &Path, title: &str, console: &Console) -> Result<(), Failure> {
    let key = String::from_utf8_lossy(key);
    let bytes = seals.manifest_bytes(number)?;
    // A comment is one line.
    let comment = line(&format!("marz seal {number} of {title}"));
    let refused = |e: SignatureError| Failure::Data(format!("{}: {e}", file.display()));
    let given = std::env::var(PASSWORD).ok();
    let signature = match sign(&key, given, &bytes, &comment) {
        Err(SignatureError::NeedsPassword) => {
            if !std::io::stdin().is_terminal() {
                let hint = format!("set {PASSWORD}, or run this on a terminal");
                return Err(Failure::usage(format!("{} needs its password", file.display()), hint));
            }
            let asked = rpassword::prompt_password(format!("Password of {}: ", file.display()));
            let password = asked.map_err(|e| Failure::Data(format!("the password cannot be read: {e}")))?;
            sign(&key, Some(password), &bytes, &comment)
        }
        done => done,
    };
    let path = seals.signature(number);
    ledger::write(&path, signature.map_err(refused)?.as_bytes())?;
    console.note(&format!("{}: signed", path.display()));
    Ok(())
}
