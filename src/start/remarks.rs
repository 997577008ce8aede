//! Problems that repeat, said once with their rows.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::monitor::Monitor;
use crate::read::{Problem, Severity};

/// So many rows of one problem are named.
const MOST_NAMED: usize = 8;

/// A problem with the rows that have it as well.
struct Repeated {
    first: Problem,
    count: usize,
    rows: Vec<String>,
}

/// Keeps the problems and notes of an import, each kind of problem once.
#[derive(Default)]
pub struct Remarks {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    places: BTreeMap<(Severity, String, Option<String>), usize>,
    problems: Vec<Repeated>,
    notes: Vec<String>,
}

impl Remarks {
    /// The first error.
    pub fn first_error(&self) -> Option<Problem> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.problems.iter().map(|repeated| &repeated.first).find(|p| p.severity == Severity::Error).cloned()
    }

    /// Says all that was kept.
    pub fn pass_on(self, monitor: &dyn Monitor) {
        let kept = self.kept.into_inner().unwrap_or_else(PoisonError::into_inner);
        for Repeated { mut first, count, rows } in kept.problems {
            first.feature = first.feature.filter(|feature| !feature.is_empty());
            if count > 1 {
                let more = if count > rows.len() { " …" } else { "" };
                first.message = format!("{}, in {count} rows", first.message);
                (first.feature, first.found) = (None, Some(format!("in rows {}{more}", rows.join(", "))));
            }
            monitor.problems(&[first]);
        }
        kept.notes.iter().for_each(|note| monitor.note(note));
    }
}

/// The row of a problem, with what was found there.
fn row(problem: &Problem) -> String {
    let found = problem.found.as_ref().map(|found| format!(" '{found}'")).unwrap_or_default();
    format!("{}{found}", problem.line.unwrap_or(0))
}

impl Monitor for Remarks {
    fn problems(&self, problems: &[Problem]) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        for problem in problems {
            // What the guess has listed already, and that positions are missing, which are looked up.
            let is_known = ["columns", "lon, lat"].contains(&problem.field.as_deref().unwrap_or_default());
            if is_known && problem.severity == Severity::Warning {
                continue;
            }
            let key = (problem.severity, problem.message.clone(), problem.field.clone());
            let known = kept.places.get(&key).copied();
            match known.and_then(|at| kept.problems.get_mut(at)) {
                Some(repeated) => {
                    repeated.count += 1;
                    if repeated.rows.len() < MOST_NAMED {
                        repeated.rows.push(row(problem));
                    }
                }
                None => {
                    let at = kept.problems.len();
                    kept.places.insert(key, at);
                    kept.problems.push(Repeated { rows: vec![row(problem)], first: problem.clone(), count: 1 });
                }
            }
        }
    }

    fn note(&self, text: &str) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).notes.push(text.to_owned());
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Heard(Mutex<Vec<String>>);

    impl Monitor for Heard {
        fn problems(&self, problems: &[Problem]) {
            self.0
                .lock()
                .unwrap()
                .extend(problems.iter().map(|p| format!("{}: {}", p.message, p.found.clone().unwrap_or_default())));
        }
    }

    #[test]
    fn a_problem_of_many_rows_is_said_once() {
        let remarks = Remarks::default();
        for line in 2..30 {
            remarks.problems(&[Problem::warning("a.csv", "no such place").at(line, 1).field("place").found("X")]);
        }
        remarks.problems(&[Problem::warning("a.csv", "no date").at(5, 1).field("date")]);
        let heard = Heard::default();
        remarks.pass_on(&heard);
        let all = heard.0.into_inner().unwrap();
        assert_eq!(all.len(), 2);
        assert!(
            all[0].starts_with("no such place, in 28 rows: in rows 2 'X', 3 'X'") && all[0].ends_with(" …"),
            "{all:?}"
        );
        assert_eq!(all[1], "no date: ");
    }
}
