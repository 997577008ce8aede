//! The incidents of a large file, read on all cores as they stream by, without keeping its text.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::Source;
use crate::error::{Error, unreadable};
use crate::model::{Categories, Incident};
use crate::parallel::ordered;
use crate::read::{Document, IncidentSource, Problem, Reading, Region, Streamed};

/// Below this many bytes streaming a file is not measurably faster than reading it whole.
const LARGE: u64 = 4 << 20;

/// From this many bytes on a file with problems is not read whole for their sake: messages name the line and do not show it. To show it takes some
/// 25 bytes of memory for each of the file.
const SHOWN: u64 = 128 << 20;

/// So many problems of such a file are listed, and the others counted.
const MOST_LISTED: usize = 10_000;

/// What a large file has.
pub(super) struct Large {
    pub reading: Reading<Vec<Incident>>,
    /// What stands around the incidents, as of [`IncidentSource::around`].
    pub around: Option<Result<Document, Box<Problem>>>,
}

/// The incidents of a large file; `None` if the file is small, or if there is a problem to report that messages are to show in the text.
pub(super) fn large(
    home: &Source,
    path: &str,
    region: Option<Region>,
    categories: &Categories,
) -> Result<Option<Large>, Error> {
    let Source::Folder(folder) = home else { return Ok(None) };
    let bytes = fs::metadata(folder.join(path)).map_or(0, |m| m.len());
    if bytes < LARGE {
        return Ok(None);
    }
    streamed(home, path, (region, categories), bytes < SHOWN)
}

fn streamed(
    home: &Source,
    path: &str,
    (region, categories): (Option<Region>, &Categories),
    is_shown: bool,
) -> Result<Option<Large>, Error> {
    let name = home.shown(path);
    let failed = |source| unreadable(Path::new(&name))(source);
    let mut source = IncidentSource::new(home.open(path)?, &name, region).with_categories(categories);
    let parser = source.parser();
    let mut reading = Reading { value: Vec::new(), read: 0, rejected: 0, problems: Vec::new() };
    let (mut numbers, mut unlisted): (HashMap<String, usize>, usize) = (HashMap::new(), 0);
    let is_faultless = AtomicBool::new(true);
    ordered(
        || if is_faultless.load(Relaxed) || !is_shown { source.next_block().map_err(failed) } else { Ok(None) },
        |block| parser.parse(&block),
        |block: Vec<Streamed>| {
            for Streamed { number, line, id, incident, mut problems } in block {
                let before = id.as_ref().and_then(|id| numbers.get(id)).copied();
                problems.extend(id.as_ref().zip(before).map(|(id, before)| parser.taken(id, line, before)));
                is_faultless.fetch_and(id.is_some() && problems.is_empty(), Relaxed);
                reading.read += 1;
                match incident.filter(|_| before.is_none()) {
                    Some(incident) => reading.value.push(incident),
                    None => reading.rejected += 1,
                }
                if before.is_none() {
                    numbers.extend(id.map(|id| (id, number)));
                }
                let room = MOST_LISTED.saturating_sub(reading.problems.len());
                unlisted += problems.len().saturating_sub(room);
                // The text is not there to show them in.
                let listed = problems.into_iter().take(room).map(|p| Problem { span: None, ..p });
                reading.problems.extend(listed);
            }
            Ok(())
        },
    )?;
    let around = source.around().map_err(failed)?;
    if is_shown && !(is_faultless.into_inner() && matches!(around, Some(Ok(_)))) {
        return Ok(None);
    }
    if unlisted > 0 {
        let hint = format!("mend the first {MOST_LISTED}, and run it again");
        reading.problems.push(Problem::error(&name, format!("{unlisted} more problems are not listed")).hint(hint));
    }
    Ok(Some(Large { reading, around }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is too large to be shown has the same problems, by their lines.
    #[test]
    fn problems_of_a_file_that_is_not_shown_are_those_of_the_whole_text() {
        let record = |id: &str, date: &str| {
            format!(
                r#"{{"type":"Feature","id":"{id}","geometry":{{"type":"Point","coordinates":[70.1,37.5]}},"properties":{{"title":"T","summary":"S","category":"clash","date":"{date}","location":{{"name":"N","radius_m":5,"method":"m","side":null,"basis":"reported","extent":"point"}},"actors":[],"killed":{{"min":null,"best":null,"max":null}},"wounded":{{"min":null,"best":null,"max":null}},"status":"one_side","status_note":"n","grade":{{"reliability":"B","credibility":2,"reason":"r"}},"sources":[{{"publisher":"P","title":"t","url":"https://example.org/","date":"2025-08-24"}}]}}}}"#
            )
        };
        let read = |records: &[String]| {
            let folder = tempfile::tempdir().unwrap();
            let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}", records.join(",\n"));
            fs::write(folder.path().join("i.geojson"), &text).unwrap();
            let home = Source::Folder(folder.path().to_path_buf());
            let whole =
                crate::read::incidents(&Document::parse(&home.shown("i.geojson"), text.as_bytes()).unwrap(), None);
            let found = |is_shown| streamed(&home, "i.geojson", (None, &Categories::default()), is_shown).unwrap();
            (whole, found(true), found(false).unwrap())
        };
        let good = [record("a", "2025-08-24"), record("b", "2025-08-25")];
        let (whole, shown, not_shown) = read(&good);
        assert_eq!(
            (whole.problems.len(), shown.unwrap().reading.value.len(), not_shown.reading.value.len()),
            (0, 2, 2)
        );
        let bad = [record("a", "2025-08-24"), record("b", "2025-02-31"), record("a", "2025-08-26")];
        let (whole, shown, not_shown) = read(&bad);
        assert!(shown.is_none());
        let about = |p: &Problem| (p.line, p.feature.clone(), p.message.clone());
        let (there, here): (Vec<_>, Vec<_>) =
            (whole.problems.iter().map(about).collect(), not_shown.reading.problems.iter().map(about).collect());
        assert_eq!(here, there);
        let Reading { value, read: count, rejected, problems } = not_shown.reading;
        assert_eq!((value, count, rejected), (whole.value, whole.read, whole.rejected));
        assert!(problems.iter().all(|p| p.span.is_none()));
        // Very many are counted.
        let many: Vec<String> = (0..MOST_LISTED + 5).map(|n| record(&format!("r{n}"), "2025-02-31")).collect();
        let (.., not_shown) = read(&many);
        assert_eq!(not_shown.reading.problems.len(), MOST_LISTED + 1);
        assert_eq!(not_shown.reading.problems.last().unwrap().message, "5 more problems are not listed");
        assert_eq!(not_shown.reading.rejected, MOST_LISTED + 5);
    }
}
