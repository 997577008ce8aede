//! The summary of a build, in words.

use std::path::PathBuf;

use crate::language::Language;
use crate::measured::Measured;
use crate::phrase::Phrases;

/// The summary of a build: records read and rejected, nearest and farthest event, length of the border, files written.
#[must_use]
pub fn build_summary(measured: &Measured<'_>, (read, rejected): (usize, usize), files: &[PathBuf]) -> String {
    let case = measured.case();
    let without = measured.iter().filter(|m| m.incident.at.is_none()).count();
    let mut out = format!(
        "{}\n\nincidents   {} read, {} used, {} rejected; {without} without a place\n",
        case.title,
        read,
        read - rejected,
        rejected
    );
    // Events whose distance is said: not set from the border, not a region, not beyond the line; no statements.
    let events = measured.iter().filter(|m| m.incident.category.counts());
    let placed = events.filter_map(|m| Some((m.incident, m.proximity()?)));
    let mut ranked: Vec<_> = placed.filter(|(i, p)| Phrases::is_distance_said(Some(&i.location), p)).collect();
    ranked
        .sort_by(|(i, p), (j, q)| p.nearest.distance_m.total_cmp(&q.nearest.distance_m).then_with(|| i.id.cmp(&j.id)));
    let english = Language::english();
    let phrases = Phrases::new(&english);
    for (what, found) in [("nearest", ranked.first()), ("farthest", ranked.last())] {
        if let Some((i, p)) = found {
            let distance = phrases.distance(Some(&i.location), p);
            out.push_str(&format!("{what:<12}{distance}: {}, {}: {}\n", i.date, i.location.name, i.title));
        }
    }
    if !ranked.is_empty() {
        out.push_str("            among events with a point of their own, not set from the border\n");
    }
    let measured_km = measured.context().line().length_m() / 1000.0;
    let mut published: Vec<f64> = case.border.facts.published_lengths.iter().map(|p| p.km).collect();
    published.sort_by(f64::total_cmp);
    published.dedup();
    let list: Vec<String> = published.iter().map(f64::to_string).collect();
    let published = if list.is_empty() { String::new() } else { format!("; published: {} km", list.join(", ")) };
    out.push_str(&format!("length      {measured_km:.3} km measured{published}\n"));
    let written: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
    out.push_str(&format!("written     {}\n", written.join("\n            ")));
    out
}
