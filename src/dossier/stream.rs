//! A dossier's incidents as a stream: read, measured and filtered on all cores in constant memory, their order kept.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::load::region_of;
use super::{Counts, Dossier, Redaction};
use crate::error::{Error, unreadable};
use crate::measured::{MeasuredIncident, Selection};
use crate::model::{Account, Incident, Unjudged, Verdict};
use crate::monitor::Monitor;
use crate::parallel::ordered;
use crate::read::{IncidentSource, Problem, Severity, Streamed};
use crate::recipe::Filter;

/// What was streamed.
#[derive(Debug, Default)]
pub struct Streaming {
    /// How many incidents were read and rejected, and how many errors there were.
    pub counts: Counts,
    /// How many passed the filter.
    pub used: usize,
    /// The ids of those that the filter could not judge, each with what it lacks.
    pub not_judged: Vec<(String, Unjudged)>,
    /// The latest day of any incident, as `YYYY-MM-DD`.
    pub newest: Option<String>,
}

impl Streaming {
    /// What became of the records of the file.
    #[must_use]
    pub fn account(&self) -> Account {
        let Self { counts, used, not_judged, .. } = self;
        let (read, rejected) = (counts.read, counts.rejected);
        let filtered = read - used - rejected - not_judged.len();
        Account { read, used: *used, rejected, filtered, not_judged: not_judged.clone() }
    }
}

/// One feature, worked on.
struct Done<T> {
    number: usize,
    line: usize,
    id: Option<String>,
    problems: Vec<Problem>,
    /// Its latest day and what was made of it, or why the filter holds it back; `None` if it is rejected.
    made: Option<(Option<String>, Result<T, Verdict>)>,
}

impl Dossier {
    /// The last day that an incident can mean, without those that a filter leaves out, which set no date; of a dossier whose incidents are
    /// streamed they are read for it.
    pub(super) fn data_date(&self, filter: &Filter) -> Result<Option<String>, Error> {
        let day = |i: &Incident| filter.passes_id(&i.id).then(|| i.date.last_known_day()).flatten();
        if !self.case.incidents.is_empty() {
            return Ok(self.case.incidents.iter().filter_map(day).max());
        }
        let path = &self.manifest.data.incidents;
        let name = self.source.shown(path);
        let mut source =
            IncidentSource::new(self.source.open(path)?, &name, None).with_categories(&self.case.categories);
        let (parser, mut latest) = (source.parser(), None);
        ordered(
            || source.next_block().map_err(unreadable(Path::new(&name))),
            |block| parser.parse(&block).iter().filter_map(|s| day(s.incident.as_ref()?)).max(),
            |of_block| {
                latest = latest.take().max(of_block);
                Ok(())
            },
        )?;
        Ok(latest)
    }

    /// Makes something of every incident in the file that passes a selection and puts it out in the order of the file.
    ///
    /// For files of any size: [`load_around`](super::load_around) reads the rest of the dossier. `make` is called on all cores, `put`
    /// one after the other. Problems go to the monitor as they are found.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, a record is to be left out that there is not, or `put` fails.
    pub fn stream<T: Send, E: From<Error> + Send>(
        &self,
        selection: &Selection,
        redaction: &Redaction,
        monitor: &dyn Monitor,
        make: impl Fn(&MeasuredIncident<'_>) -> T + Sync,
        mut put: impl FnMut(T) -> Result<(), E> + Send,
    ) -> Result<Streaming, E> {
        let filter = self.own_filter(selection.filter.clone())?;
        let path = &self.manifest.data.incidents;
        let name = self.source.shown(path);
        let region = Some(region_of(&self.case.border));
        let mut source =
            IncidentSource::new(self.source.open(path)?, &name, region).with_categories(&self.case.categories);
        let parser = source.parser();
        let context = Arc::new(self.context().within(&selection.within));

        let mut all = Streaming::default();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let work = |block| {
            let mut streamed = parser.parse(&block);
            streamed.iter_mut().filter_map(|s| s.incident.as_mut()).for_each(|i| redaction.apply(i));
            let incidents: Vec<&Incident> = streamed.iter().filter_map(|s| s.incident.as_ref()).collect();
            let made: Vec<(Option<String>, Result<T, Verdict>)> = {
                let measured = MeasuredIncident::batch(incidents.into_iter(), &context);
                let one = |m: &MeasuredIncident<'_>| {
                    let made = match m.judge(&filter) {
                        Verdict::Passes => Ok(make(m)),
                        other => Err(other),
                    };
                    (m.incident.date.last_known_day(), made)
                };
                measured.iter().map(one).collect()
            };
            let mut made = made.into_iter();
            let one = |streamed: Streamed| {
                let made = streamed.incident.as_ref().and_then(|_| made.next());
                let Streamed { number, line, id, problems, .. } = streamed;
                Done { number, line, id, problems, made }
            };
            streamed.into_iter().map(one).collect::<Vec<Done<T>>>()
        };
        ordered(
            || source.next_block().map_err(|e| E::from(unreadable(Path::new(&name))(e))),
            work,
            |block| {
                for Done { number, line, id, mut problems, made } in block {
                    all.counts.read += 1;
                    let before = id.as_ref().and_then(|id| numbers.get(id)).copied();
                    let is_taken = before.is_some();
                    problems.extend(id.as_ref().zip(before).map(|(id, before)| parser.taken(id, line, before)));
                    numbers.extend(id.clone().filter(|_| !is_taken).map(|id| (id, number)));
                    monitor.problems(&problems);
                    all.counts.errors += problems.iter().filter(|p| p.severity == Severity::Error).count();
                    let Some((latest, made)) = made.filter(|_| !is_taken) else {
                        all.counts.rejected += 1;
                        continue;
                    };
                    // Nothing is to be seen of what is left out by name: no count has it, as though it had never been there.
                    if id.as_ref().is_some_and(|id| redaction.ids().contains(id) || !filter.passes_id(id)) {
                        all.counts.read -= 1;
                        continue;
                    }
                    all.newest = all.newest.take().max(latest);
                    match made {
                        Ok(made) => {
                            all.used += 1;
                            put(made)?;
                        }
                        Err(Verdict::NotJudged(why)) => all.not_judged.push((id.unwrap_or_default(), why)),
                        Err(_) => {}
                    }
                }
                monitor.progress(all.counts.read, 0);
                Ok(())
            },
        )?;
        redaction.check_ids(numbers.keys().map(String::as_str))?;
        Ok(all)
    }
}
