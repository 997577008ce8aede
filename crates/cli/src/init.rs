//! `marz init`: a dossier for another border, in an empty folder.

use std::path::{Path, PathBuf};

use super::args::InitArgs;
use super::console::{Console, Failure};
use super::outcome::Outcome;
use marz::dossier::{Beginning, begin};

pub fn run(args: &InitArgs, console: &Console) -> Result<Outcome, Failure> {
    let folder = args.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    let (title, accuracy, left, right) =
        (args.title.clone(), args.accuracy.clone(), args.left.clone(), args.right.clone());
    let asked = Beginning { title, file: String::new(), accuracy, left, right };
    let begun = begin(&folder, args.line.asked(), args.between.as_deref(), asked)?;
    console.problems(&begun.problems, &begun.documents);
    let unusable = || Failure::data("the file holds no border that can be used; see above");
    let new = begun.dossier.ok_or_else(unusable)?;
    new.write(&folder)?;
    new.files.iter().for_each(|(path, _)| console.detail(&folder.join(path).display().to_string()));
    let is_here = folder == Path::new(".");
    let shown = if is_here { String::new() } else { format!(" in {}", folder.display()) };
    console.note(&format!("started the dossier '{}'{shown}: {} files", new.title, new.files.len()));
    new.remarks.iter().for_each(|remark| console.note(remark));
    let there = if is_here { String::new() } else { format!("go to {}; ", folder.display()) };
    console.note(&format!("next: {there}{}", new.next));
    Ok(Outcome::of(false))
}
