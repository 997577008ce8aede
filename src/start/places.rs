//! The third step: names that several places have, and positions that lie far away.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Write};

use super::guide::Guide;
use super::rows::row_of;
use crate::dossier::Dossier;
use crate::error::Error;
use crate::gazetteer::{Answer, Gazetteer, Query};
use crate::ledger::command_line;
use crate::measure::BorderSet;
use crate::model::{Basis, Incident, LonLat};
use crate::world;

/// Positions this far from the border, in metres, are said to be far.
const FAR_M: f64 = 100_000.0;

/// So many places of a name are offered, and so many rows named.
const MOST_LISTED: usize = 6;

/// So many names that were looked up are shown.
const MOST_SHOWN: usize = 12;

/// A name with the province and the country of its rows, and whether it is that of their district.
type AskedPlace<'i> = (&'i str, Option<&'i str>, Option<&'i str>, bool);

/// Asks which place is meant by each name that several places have, and says the others; returns the answers, by name.
///
/// # Errors
///
/// If the answers end.
pub fn chosen<R: BufRead, W: Write>(
    incidents: &[Incident],
    gazetteer: &Gazetteer,
    find: &dyn Fn(&str) -> Vec<String>,
    guide: &Guide<'_, R, W>,
) -> Result<BTreeMap<String, String>, Error> {
    let mut rows: BTreeMap<AskedPlace<'_>, Vec<String>> = BTreeMap::new();
    for incident in incidents.iter().filter(|i| i.at.is_none() && i.location.name != "unknown") {
        let place = &incident.location;
        let is_district = place.district.as_deref() == Some(&place.name);
        let asked = (place.name.as_str(), place.province.as_deref(), place.country.as_deref(), is_district);
        rows.entry(asked).or_default().extend(row_of(incident).map(|row| row.to_string()));
    }
    let mut answers = BTreeMap::new();
    for ((name, province, country, is_district), rows) in rows {
        let query = Query { name, province, country, is_district };
        let Answer::Unsure(candidates) = gazetteer.find(&query) else { continue };
        let offered = candidates.get(..candidates.len().min(MOST_LISTED)).unwrap_or_default();
        guide.say(&format!("  '{name}' (row {}) may be:", rows.join(", ")));
        offered
            .iter()
            .zip(1..)
            .for_each(|(candidate, n)| guide.say(&format!("    {n}  {}  {candidate}", candidate.entry.place.id)));
        let number = |text: &str| match text.parse::<usize>() {
            _ if text.is_empty() => Ok(None),
            Ok(n) if (1..=offered.len()).contains(&n) => Ok(Some(n - 1)),
            _ => Err(format!("expected a number from 1 to {}, or nothing", offered.len())),
        };
        let answer = guide.ask("  Which (a number; empty: none of them)", number)?.flatten();
        match answer.and_then(|at| offered.get(at)) {
            Some(candidate) => drop(answers.insert(name.to_owned(), candidate.entry.place.id.clone())),
            None => guide.say(&format!(
                "    left without a position; to choose one: '{name}' = 'its id' under [place] of the mapping; more: {}",
                command_line(find(name).into_iter())
            )),
        }
    }
    Ok(answers)
}

/// Says which place each name was looked up as.
pub fn say_looked_up<R: BufRead, W: Write>(incidents: &[Incident], guide: &Guide<'_, R, W>) {
    let found = |i: &Incident| {
        let method = i.location.method.as_deref()?.strip_prefix("looked up as ")?;
        (i.at.is_some() && i.location.basis == Basis::Gazetteer).then(|| format!("    {} = {method}", i.location.name))
    };
    let lines: BTreeSet<String> = incidents.iter().filter_map(found).collect();
    lines.iter().take(MOST_SHOWN).for_each(|line| guide.say(line));
    if lines.len() > MOST_SHOWN {
        guide.say(&format!("    … and {} more", lines.len() - MOST_SHOWN));
    }
}

/// Says which positions lie far from the border, and which border of the world is nearest to them; `without` is the command that leaves
/// them out. Returns a warning for the end.
///
/// # Errors
///
/// Where the borders of the world cannot be read.
pub fn say_far<R: BufRead, W: Write>(
    dossier: &Dossier,
    incidents: &[Incident],
    without: &[String],
    guide: &Guide<'_, R, W>,
) -> Result<Option<String>, Error> {
    let far: Vec<(&Incident, LonLat)> = incidents
        .iter()
        .filter_map(|i| i.at.map(|at| (i, at)))
        .filter(|(_, at)| !dossier.line().is_within(*at, FAR_M))
        .collect();
    if far.is_empty() {
        return Ok(None);
    }
    // Records of a dataset have its ids, and no rows.
    let name = |incident: &Incident| row_of(incident).map_or_else(|| incident.id.clone(), |row| row.to_string());
    let rows: Vec<String> = far.iter().take(MOST_LISTED).map(|(i, _)| name(i)).collect();
    let what = if far.iter().any(|(i, _)| row_of(i).is_some()) { "rows" } else { "records" };
    let more = if far.len() > rows.len() { " …" } else { "" };
    guide.say(&format!(
        "  {} of {} positions lie more than {:.0} km from this border: {what} {}{more}",
        far.len(),
        incidents.iter().filter(|i| i.at.is_some()).count(),
        FAR_M / 1000.0,
        rows.join(", ")
    ));
    let world: BorderSet = world::all_borders("world")?;
    let points: Vec<LonLat> = far.iter().map(|(_, at)| *at).collect();
    let mut nearest: BTreeMap<&str, usize> = BTreeMap::new();
    for member in world.nearest_batch(&points).iter().filter_map(|nearest| world.member_of(nearest)) {
        *nearest.entry(member.id.as_str()).or_default() += 1;
    }
    let mut nearest: Vec<(&str, usize)> = nearest.into_iter().collect();
    nearest.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let own = &dossier.case().border.facts.sides;
    let ids: BTreeSet<String> = [format!("{}-{}", own.left.code, own.right.code)].into();
    let listed: Vec<String> = nearest
        .iter()
        .filter(|(id, _)| !ids.contains(*id))
        .take(MOST_LISTED)
        .map(|(id, count)| format!("{id} ({count})"))
        .collect();
    guide.say(&format!("    nearest to them: {}; they are imported, and measured to this border", listed.join(", ")));
    guide.say(
        "    if it is the right border, and the latitude stands before the longitude, an import may leave them out:",
    );
    guide.say(&format!("    {}", command_line(without.iter().cloned())));
    Ok(Some(format!(
        "warning: {} of the imported records lie more than {:.0} km from this border ({what} {}{more}); without them: marz undo, then\n  {}",
        far.len(),
        FAR_M / 1000.0,
        rows.join(", "),
        command_line(without.iter().cloned())
    )))
}
