//! Tables: points, and rows of other datasets as text and as workbooks.

use std::io::{Cursor, Read};

use marz::model::{Dataset, Incident, Names, SideNames, Sides, Verdict};
use marz::read::import::{Context, Import, RowOutcome};
use marz::read::{PointRecord, PointSource, TableColumns};
use marz::recipe::coding;

use super::geojson::{same_again, sound_problems};
use super::packed;

/// A reader that gives little at a time, as a pipe does.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let n = self.0.len().min(7).min(to.len());
        to[..n].copy_from_slice(&self.0[..n]);
        self.0 = &self.0[n..];
        Ok(n)
    }
}

type Plain = (String, Option<(f64, f64)>, Option<f64>);

/// All points of a file, each in short, and how many were read and rejected.
fn all(reader: impl Read, name: &str, bytes: &[u8]) -> Option<(Vec<Plain>, usize, usize)> {
    let mut source = match PointSource::open(reader, name, &TableColumns::default(), true).unwrap() {
        Ok(source) => source,
        Err(problem) => {
            sound_problems(&[*problem], bytes);
            return None;
        }
    };
    let parser = source.parser();
    let (mut points, mut count, mut rejected) = (Vec::new(), 0, 0);
    while let Some(block) = source.next_block().unwrap() {
        let parsed = parser.parse(&block);
        assert_eq!(parsed.read, parsed.points.len() + parsed.rejected);
        assert!(parsed.problems.len() >= parsed.rejected, "rejected without a word");
        sound_problems(&parsed.problems, bytes);
        let plain = |p: &PointRecord<'_>| (p.id.to_string(), p.at.map(|at| (at.lon(), at.lat())), p.radius_m);
        points.extend(parsed.points.iter().map(plain));
        count += parsed.read;
        rejected += parsed.rejected;
    }
    let _ = source.problems_around();
    Some((points, count, rejected))
}

pub fn points(bytes: &[u8]) {
    for name in ["p.csv", "-"] {
        let whole = all(bytes, name, bytes);
        assert_eq!(all(Drip(bytes), name, bytes), whole, "the reader's pace matters");
        let Some((points, ..)) = whole else { continue };
        // Written as a table of our own they are read the same.
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(["id", "lon", "lat", "radius_m"]).unwrap();
        let placed: Vec<Plain> = points.into_iter().filter(|p| p.1.is_some()).collect();
        for (id, at, radius) in &placed {
            assert!(!id.is_empty() && radius.is_none_or(|r| r.is_finite() && r >= 0.0));
            let (lon, lat) = at.unwrap();
            let radius = radius.map(|r| r.to_string()).unwrap_or_default();
            table.write_record([id, &lon.to_string(), &lat.to_string(), &radius]).unwrap();
        }
        let text = table.into_inner().unwrap();
        let (again, _, rejected) = all(text.as_slice(), "again.csv", &text).unwrap();
        assert_eq!(rejected, 0);
        for (a, b) in placed.iter().zip(&again) {
            // Blanks around an id are no part of it in a table.
            assert!((a.1, a.2) == (b.1, b.2) && (a.0.trim() == b.0.trim() || a.0.trim().is_empty()), "{a:?} {b:?}");
        }
        assert_eq!(placed.len(), again.len());
    }
}

fn context(dataset: Dataset) -> Context {
    let side = |code: &str| SideNames { code: code.to_owned(), names: Names::english(code) };
    Context {
        file: "f".to_owned(),
        coding: coding(dataset, None).unwrap(),
        sides: Some(Sides { left: side("TJ"), right: side("AF") }),
        accessed: None,
        ..Context::default()
    }
}

/// Every row is reported, and what is kept would pass as if a person had written it.
pub fn import(bytes: &[u8], dataset: Dataset, context: Context) {
    let mut file = match Import::open(Box::new(Cursor::new(bytes.to_vec())), dataset, context).unwrap() {
        Ok(file) => file,
        Err(problem) => return assert!(!problem.message.is_empty()),
    };
    let reader = file.reader();
    while let Some(block) = file.next_block().unwrap() {
        for printed in reader.read(&block, &|_| Verdict::Passes) {
            match printed.outcome {
                RowOutcome::Kept(incident, _) => kept(*incident),
                RowOutcome::Rejected => {
                    assert!(!printed.problems.is_empty(), "rejected without a word: line {}", printed.line)
                }
                RowOutcome::Filtered | RowOutcome::NotJudged(_) => panic!("everything passes"),
            }
        }
    }
}

fn kept(incident: Incident) {
    same_again(&[incident]);
}

pub fn acled(bytes: &[u8]) {
    import(bytes, Dataset::Acled, context(Dataset::Acled));
}

pub fn ucdp(bytes: &[u8]) {
    import(bytes, Dataset::Ucdp, context(Dataset::Ucdp));
}

pub fn gdelt(bytes: &[u8]) {
    import(bytes, Dataset::Gdelt, context(Dataset::Gdelt));
}

/// A workbook as it is, or the bytes as the sheet of one.
pub fn workbook(bytes: &[u8]) {
    if bytes.starts_with(b"PK") || bytes.starts_with(b"\xD0\xCF") {
        acled(bytes);
    } else {
        acled(&packed::workbook(bytes));
    }
}
