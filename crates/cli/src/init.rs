//! `marz init`: a dossier for another border, in an empty folder.

use std::path::{Path, PathBuf};

use super::args::InitArgs;
use super::console::{Console, Failure};
use super::open;
use super::outcome::Outcome;
use marz::dossier::{Beginning, border_facts, new_files, orientation};
use marz::ledger;

pub fn run(args: &InitArgs, console: &Console) -> Result<Outcome, Failure> {
    let border = open::border(&args.border, console)?;
    if border.parts().len() > 1 {
        let message = format!("{} has {} parts that do not meet", args.border.display(), border.parts().len());
        let hint = "a dossier's border is one line: join the parts, or take one of them".to_owned();
        return Err(Failure::usage(message, hint));
    }
    let given = args.border.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = args.border.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let named = Some(border.facts.name.clone()).filter(|n| !n.is_empty());
    let title = args.title.clone().or(named).unwrap_or(stem);
    let (accuracy, left, right) = (args.accuracy.clone(), args.left.clone(), args.right.clone());
    let facts = border_facts(&border, &Beginning { title: title.clone(), file: given, accuracy, left, right });
    let files = new_files(&border, &facts, &title);
    let folder = args.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    if let Some((path, _)) = files.iter().find(|(path, _)| folder.join(path).exists()) {
        let message = format!("{} is there already; nothing was written", folder.join(path).display());
        return Err(Failure::usage(message, "marz init starts a dossier in a folder that has none".to_owned()));
    }
    for (path, text) in &files {
        ledger::write(&folder.join(path), text.as_bytes())?;
        console.detail(&folder.join(path).display().to_string());
    }
    let shown = shown(&folder);
    console.note(&format!("started the dossier '{title}'{shown}: {} files", files.len()));
    console.note(&orientation(&border, &facts));
    if facts.accuracy_note.is_some() && args.accuracy.is_none() {
        let km = facts.accuracy_m.unwrap_or_default() / 1000.0;
        console.note(&format!(
            "the line is taken to be accurate to {km} km: say better with accuracy_m in data/border.geojson"
        ));
    }
    let there = if shown.is_empty() { String::new() } else { format!("go to {}; ", folder.display()) };
    console.note(&format!(
        "next: {there}say in data/border.geojson who made the line and under which licence; then marz add, marz map, marz check"
    ));
    Ok(Outcome::of(false))
}

fn shown(folder: &Path) -> String {
    if folder == Path::new(".") { String::new() } else { format!(" in {}", folder.display()) }
}
