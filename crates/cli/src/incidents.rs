//! A dossier's incidents as a stream: read, measured and filtered on all cores in constant memory, their order kept.

use std::collections::{BTreeMap, HashMap};

use super::console::{Console, Failure};
use super::dossier::{Counts, Home, region_of};
use super::measure::passes;
use super::stream::ordered;
use super::withhold::Withheld;
use marz::export::{Measured, Record};
use marz::measure::{GeodesicLine, ProximityContext, SidePolygons, UncertainPoint, incident_point};
use marz::model::Dossier;
use marz::read::{IncidentSource, Problem, Severity, Streamed};
use marz::recipe::{Filter, Length, Manifest};

/// The incidents of a dossier and what is to be done with each.
pub struct Incidents<'a> {
    pub home: &'a Home,
    pub manifest: &'a Manifest,
    /// The dossier without its incidents.
    pub dossier: &'a Dossier,
    pub line: &'a GeodesicLine,
    pub within: &'a [Length],
    pub filter: &'a Filter,
    pub withheld: &'a Withheld,
}

/// What there was.
#[derive(Debug, Default)]
pub struct Told {
    pub counts: Counts,
    /// How many passed the filter.
    pub told: usize,
    /// The latest day of any incident, as `YYYY-MM-DD`.
    pub newest: Option<String>,
}

/// One feature, done.
struct Done<T> {
    number: usize,
    line: usize,
    id: Option<String>,
    problems: Vec<Problem>,
    /// Its latest day and what was made of it, nothing where the filter holds it back; or nothing where it is refused.
    made: Option<(String, Option<T>)>,
}

impl Incidents<'_> {
    /// Makes something of every incident that passes the filter and puts it out in the order of the file; problems are told.
    pub fn each<T: Send>(
        &self,
        console: &Console,
        make: impl Fn(&Measured<'_>) -> T + Sync,
        mut put: impl FnMut(T) -> Result<(), Failure> + Send,
    ) -> Result<Told, Failure> {
        let path = &self.manifest.data.incidents;
        let name = self.home.shown(path);
        let region = Some(region_of(&self.dossier.border));
        let mut source = IncidentSource::new(self.home.open(path)?, &name, region);
        let parser = source.parser();
        let limits: Vec<f64> = self.within.iter().map(Length::metres).collect();
        let countries = self.dossier.basemap.countries.as_ref().map_or(&[][..], |l| &l.features);
        let lands = SidePolygons::new(&self.dossier.border, countries);
        let context =
            ProximityContext { border: &self.dossier.border, line: self.line, lands: &lands, limits_m: &limits };

        let mut all = Told::default();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let bar = console.stream_progress(None);
        let work = |block| {
            let mut streamed = parser.parse(&block);
            streamed.iter_mut().filter_map(|s| s.incident.as_mut()).for_each(|i| self.withheld.apply(i));
            let known: Vec<UncertainPoint> =
                streamed.iter().filter_map(|s| s.incident.as_ref().and_then(incident_point)).collect();
            let mut found = context.proximities(&known).into_iter();
            let one = |streamed: Streamed| {
                let made = streamed.incident.as_ref().map(|incident| {
                    let measured = Measured {
                        record: Record::Incident(incident),
                        at: incident.at,
                        proximity: incident.at.and_then(|_| found.next()),
                        rivals: Vec::new(),
                    };
                    let made = passes(&measured, self.filter).then(|| make(&measured));
                    (incident.date.latest(), made)
                });
                let Streamed { number, line, id, problems, .. } = streamed;
                Done { number, line, id, problems, made }
            };
            streamed.into_iter().map(one).collect::<Vec<Done<T>>>()
        };
        let stream = ordered(
            || source.next_block().map_err(|source| Failure::Read { path: name.clone().into(), source }),
            work,
            |block| {
                for Done { number, line, id, mut problems, made } in block {
                    all.counts.read += 1;
                    let before = id.as_ref().and_then(|id| numbers.get(id)).copied();
                    let is_taken = before.is_some();
                    problems.extend(id.as_ref().zip(before).map(|(id, before)| parser.taken(id, line, before)));
                    numbers.extend(id.filter(|_| !is_taken).map(|id| (id, number)));
                    console.problems(&problems, &BTreeMap::new());
                    all.counts.errors += problems.iter().filter(|p| p.severity == Severity::Error).count();
                    let Some((latest, made)) = made.filter(|_| !is_taken) else {
                        all.counts.rejected += 1;
                        continue;
                    };
                    all.newest = all.newest.take().max(Some(latest));
                    if let Some(made) = made {
                        all.told += 1;
                        put(made)?;
                    }
                }
                bar.set_message(format!("{} incidents", all.counts.read));
                Ok(())
            },
        );
        bar.finish_and_clear();
        stream?;
        self.withheld.known(numbers.keys().map(String::as_str))?;
        Ok(all)
    }
}
