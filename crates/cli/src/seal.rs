//! `marz seal`: what the dossier is now, by hashes, chained to the seal before.

use std::io::IsTerminal as _;
use std::path::Path;

use super::args::{Global, SealArgs};
use super::console::{Console, Failure};
use super::outcome::Outcome;
use super::{editing, open};
use marz::dossier::{Source, read_file};
use marz::evidence::{Outdated, seal};
use marz::ledger::{Seals, SignatureError, sign};
use marz::monitor::Monitor;
use marz::terminal::line;

/// The password of the key, where nobody can be asked.
const PASSWORD: &str = "MARZ_KEY_PASSWORD";

pub fn run(args: &SealArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let source = open::source(global, console)?;
    let Source::Folder(folder) = source.clone() else {
        let hint = "go to a dossier's folder, name one with --dossier DIR, or start one with: marz init".to_owned();
        return Err(Failure::usage("the embedded dossier cannot be sealed: it does not change", hint));
    };
    let key = args.key.as_deref().map(read_file).transpose()?;
    let _lock = editing::lock(&folder, console)?;
    let dossier = open::loaded(source, console)?.with_edition()?;
    let steps = console.steps();
    let monitor: Option<&dyn Monitor> = if args.no_rebuild { None } else { Some(&steps) };
    Outdated::of(&dossier, &folder, monitor)?.lines().for_each(|line| console.note(&line));
    drop(steps);
    let sealed = seal(&dossier, &folder)?;
    let (number, seals) = (sealed.number, Seals::of(&folder));
    let path = seals.manifest(number);
    match sealed.is_new {
        true => {
            console.note(&format!("{}: seal {number}, edition {}: {}", path.display(), sealed.edition, sealed.summary))
        }
        false => console.note(&format!("nothing changed since seal {number}: nothing was written")),
    }
    if let (Some(key), Some(file)) = (key, &args.key) {
        signed(&seals, number, &key, file, &dossier.case().title, console)?;
    }
    Ok(Outcome::of(dossier.counts().errors > 0))
}

/// Signs a seal.
fn signed(seals: &Seals, number: u32, key: &[u8], file: &Path, title: &str, console: &Console) -> Result<(), Failure> {
    let key = String::from_utf8_lossy(key);
    let bytes = seals.manifest_bytes(number)?;
    // A comment is one line.
    let comment = line(&format!("marz seal {number} of {title}"));
    let refused = |e: SignatureError| Failure::data(format!("{}: {e}", file.display()));
    let given = std::env::var(PASSWORD).ok();
    let signature = match sign(&key, given, &bytes, &comment) {
        Err(SignatureError::NeedsPassword) => {
            if !std::io::stdin().is_terminal() {
                let hint = format!("set {PASSWORD}, or run this on a terminal");
                return Err(Failure::usage(format!("{} needs its password", file.display()), hint));
            }
            let asked = rpassword::prompt_password(format!("Password of {}: ", file.display()));
            let password = asked.map_err(|e| Failure::data(format!("the password cannot be read: {e}")))?;
            sign(&key, Some(password), &bytes, &comment)
        }
        done => done,
    };
    let path = seals.write_signature(number, &signature.map_err(refused)?)?;
    console.note(&format!("{}: signed", path.display()));
    Ok(())
}
