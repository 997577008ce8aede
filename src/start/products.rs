//! The last step: figures, table and report, and what may come next.

use std::io::{BufRead, Write};

use super::guide::Guide;
use super::paths::Paths;
use crate::build::build;
use crate::check::same_event_in_words;
use crate::dossier::{Dossier, WAITING, folder_of};
use crate::error::Error;
use crate::ledger::{Lock, command_line};
use crate::recipe::Period;

/// Figures and a report of more records than this are left to a command of their own: they take long, and nobody reads them.
const MOST_DRAWN: usize = 20_000;

/// Makes every product of the dossier, and says what may come next.
///
/// # Errors
///
/// Where a product cannot be made or written.
pub fn made<R: BufRead, W: Write>(paths: &Paths, guide: &Guide<'_, R, W>) -> Result<(), Error> {
    guide.begin_step();
    let _lock = Lock::take(&folder_of(&paths.folder), || guide.say(WAITING))?;
    let dossier = Dossier::open(&paths.folder)?.with_edition()?;
    let count = dossier.case().incidents.len();
    let doubled =
        same_event_in_words(&dossier.case().incidents, &|words| command_line(paths.command(words).into_iter()));
    if count > MOST_DRAWN {
        guide.say(&format!("  {count} records: figures and a report of so many take long, and are not made here"));
        guide.say_alone(&paths.command(&["build"]));
        say_next(paths, dossier.case().data_date().as_deref(), guide);
        doubled.iter().for_each(|line| guide.say(line));
        return Ok(());
    }
    let built = build(&dossier, &paths.folder, guide.monitor)?.complete()?;
    built.summary.lines().for_each(|line| guide.say(&format!("  {line}")));
    guide.say_alone(&paths.command(&["build"]));
    say_next(paths, dossier.case().data_date().as_deref(), guide);
    if !dossier.case().states_licence() {
        let file = paths.in_dossier(&dossier.manifest().data.incidents);
        guide.say(&format!(
            "before you publish: state the licence of your incidents, \"licence\" at the head of {file}"
        ));
    }
    doubled.iter().for_each(|line| guide.say(line));
    Ok(())
}

/// The commands that come next, to copy. `newest` is the date of the data.
fn say_next<R: BufRead, W: Write>(paths: &Paths, newest: Option<&str>, guide: &Guide<'_, R, W>) {
    let next =
        |what: &str, words: Vec<String>| guide.say(&format!("  {what}:\n    {}", command_line(words.into_iter())));
    guide.say("next");
    next("a map to print", paths.command(&["map", "overview", "--page", "a4", "--output", "map.pdf"]));
    let quarter = newest.and_then(quarter).unwrap_or_else(|| "last-quarter".to_owned());
    let words = ["report", "--during", &quarter, "--compare", "previous", "--output", "quarter.docx"];
    next("the last quarter beside the one before it, for a word processor", paths.command(&words));
    next("the same sheet again, corrected or longer", paths.again(&["--yes"]));
}

/// The quarter of a day, such as `2025-Q4`; `None` in its first month, when the one before is reported on.
fn quarter(day: &str) -> Option<String> {
    let (year, month) = (day.get(..4)?, day.get(5..7)?.parse::<u32>().ok()?);
    let quarter = format!("{year}-Q{}", month.div_ceil(3));
    (month % 3 != 1 && quarter.parse::<Period>().is_ok()).then_some(quarter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_reported_on_from_its_second_month() {
        for (day, expected) in [
            ("2026-01-31", None),
            ("2025-10-01", None),
            ("2026-02-01", Some("2026-Q1")),
            ("2025-12-31", Some("2025-Q4")),
            ("2025-00-01", None),
            ("2025", None),
        ] {
            assert_eq!(quarter(day), expected.map(str::to_owned), "{day}");
        }
    }
}
