//! The result of looking up a place name, as text and as JSON.

use serde_json::json;

use crate::gazetteer::{Answer, Candidate};
use crate::measure::GeodesicLine;

fn verdict(name: &str, answer: &Answer<'_>) -> String {
    match answer {
        Answer::Sure { best, .. } => format!("'{name}' is {}", shown_name(best)),
        Answer::Unsure(all) if all.len() == 1 => format!("'{name}' is not sure; it may be"),
        Answer::Unsure(all) => format!("'{name}' is not sure; it may be one of {}", all.len()),
        Answer::Nothing => format!(
            "nothing is called '{name}' or anything like it: try another spelling, the district's seat or a place near by; \
             a record may have a position of its own"
        ),
    }
}

fn shown_name(candidate: &Candidate<'_>) -> String {
    candidate.entry.place.names.in_language("en").unwrap_or(&candidate.entry.place.id).to_owned()
}

/// The result as text for people; at most `limit` candidates.
#[must_use]
pub fn found_text(name: &str, answer: &Answer<'_>, line: &GeodesicLine, limit: usize) -> String {
    let all = answer.candidates();
    let mut out = format!("{}\n", verdict(name, answer));
    for (i, candidate) in all.iter().take(limit).enumerate() {
        let place = &candidate.entry.place;
        let also = if i > 0 && matches!(answer, Answer::Sure { .. }) { "also " } else { "" };
        let admin = place.admin.as_ref().or(candidate.entry.provinces.first());
        let lies = admin.map(|a| format!("{a}, ")).unwrap_or_default();
        let radius = candidate.radius_m.map(|m| format!(", radius {} km", f64::from(m) / 1000.0)).unwrap_or_default();
        let nearest = line.nearest(place.at);
        out.push_str(&format!(
            "\n  {also}{} · {} · {lies}{}\n    {}\n    {:.4}, {:.4}{radius} · {:.1} km from the border at km {:.1}\n    {}\n",
            shown_name(candidate),
            kind(candidate),
            place.country,
            place.id,
            place.at.lon(),
            place.at.lat(),
            nearest.distance_m / 1000.0,
            nearest.measure_km(),
            candidate.reasons.join("; "),
        ));
    }
    if all.len() > limit {
        out.push_str(&format!("\n  and {} more: --limit\n", all.len() - limit));
    }
    if matches!(answer, Answer::Unsure(_)) {
        out.push_str("\nName its --country or --province, or ask by another spelling.\n");
    }
    out
}

/// The kind of a place in words.
fn kind(candidate: &Candidate<'_>) -> String {
    let word = serde_json::to_value(candidate.entry.place.kind).unwrap_or_default();
    word.as_str().unwrap_or_default().replace('_', " ")
}

/// The result as JSON; at most `limit` candidates.
#[must_use]
pub fn found_json(name: &str, answer: &Answer<'_>, line: &GeodesicLine, limit: usize) -> serde_json::Value {
    let word = match answer {
        Answer::Sure { .. } => "sure",
        Answer::Unsure(_) => "unsure",
        Answer::Nothing => "nothing",
    };
    let all = answer.candidates();
    let candidate_json = |c: &&Candidate<'_>| {
        let place = &c.entry.place;
        let nearest = line.nearest(place.at);
        json!({
            "id": place.id, "names": place.names, "kind": place.kind, "country": place.country, "admin": place.admin,
            "provinces": c.entry.provinces, "lon": place.at.lon(), "lat": place.at.lat(), "radius_m": c.radius_m,
            "distance_m": (nearest.distance_m * 1000.0).round() / 1000.0,
            "border_km": (nearest.measure_km() * 1000.0).round() / 1000.0,
            "matched": c.matched, "how": c.how.as_str(), "likeness": (c.likeness * 1000.0).round() / 1000.0,
            "reasons": c.reasons, "own": c.entry.own, "source": place.source,
        })
    };
    let candidates: Vec<serde_json::Value> = all.iter().take(limit).map(candidate_json).collect();
    json!({ "name": name, "answer": word, "count": all.len(), "candidates": candidates })
}
