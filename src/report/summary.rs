//! The summary: sentences with measured or counted numbers only.

use super::findings::ReportData;
use crate::analyse::{Caveats, Event, FEW, is_event, kilometres, shortest_interval, total};
use crate::measure::{Judgements, Robustness};
use crate::model::{Category, Extent, Incident, Status, different_publishers};
use crate::phrase::Phrases;

/// The sentences of the summary, in order. `docs/report.md` gives the rule of each.
#[must_use]
pub fn sentences(found: &ReportData<'_>, t: Phrases<'_>) -> Vec<String> {
    let words = t.language;
    let all: Vec<&Incident> = found.entries.iter().map(|e| e.incident).collect();
    let selection = t.selection(&found.filter);
    if all.is_empty() {
        return std::iter::once(words.text("report-nothing").to_owned()).chain(selection).collect();
    }
    let count = |is: &dyn Fn(&Incident) -> bool| all.iter().filter(|i| is(i)).count();
    let kinds = [
        ("report-kind-event", count(&|i| is_event(i.category))),
        ("report-kind-contact", count(&|i| i.category == Category::Contact)),
        ("report-kind-claim", count(&|i| i.category == Category::Claim)),
        ("report-kind-aggregate", count(&|i| i.category == Category::Aggregate)),
    ];
    let list: Vec<String> =
        kinds.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| words.counted(key, n, &[])).collect();
    let separator = words.text("semicolon");
    let mut out = vec![words.counted("report-records", all.len(), &[("list", &list.join(separator))])];
    out.extend(selection);
    out.extend(
        found
            .span
            .as_ref()
            .map(|(from, to)| words.fill("report-dated", &[("from", &found.day(from, t)), ("to", &found.day(to, t))])),
    );
    let events = found.events.len();
    if events > 0 {
        out.extend(of_events(found, t));
    }
    let published = found.dossier.border.facts.published_lengths.iter().map(|p| p.km);
    let (low, high) = published.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), km| (a.min(km), b.max(km)));
    if low <= high {
        let km = |v: f64| t.language.grouped(&format!("{v}"));
        // The line is not as exact as its length could be written.
        let measured = t.language.decimal(found.length_km, 0);
        let key = if km(low) == km(high) { "report-length-one" } else { "report-length" };
        out.push(words.fill(key, &[("km", &measured), ("a", &km(low)), ("b", &km(high))]));
    }
    out
}

/// The sentences about events: casualties, location, distance, certainty.
fn of_events(found: &ReportData<'_>, t: Phrases<'_>) -> Vec<String> {
    let words = t.language;
    let events = &found.events;
    let of = t.count(events.len());
    let mut out = Vec::new();
    let sum = total(events);
    let number = |v: f64| t.language.decimal(v, 0);
    let mut range = match (sum.killed_max - sum.killed_min).abs() < 0.5 {
        true => number(sum.killed_min),
        false => format!("{}–{}", number(sum.killed_min), number(sum.killed_max)),
    };
    if sum.killed_is_about {
        range = words.fill("casualties-about", &[("n", &range)]);
    }
    if sum.killed_is_least {
        range = t.language.fill("or-more", &[("range", &range)]);
    }
    // The sum is of whole events.
    let unknown = sum.killed_unknown.round() as usize;
    if unknown < events.len() {
        out.push(words.fill("report-dead", &[("range", &range)]));
    }
    // A figure that was given and could not be read is not one that nobody gives.
    let unread = events.iter().filter(|e| e.incident.has_unread_dead()).count();
    if unknown > unread {
        out.push(words.counted("report-dead-unknown", unknown - unread, &[("of", &of)]));
    }
    if unread > 0 {
        out.push(words.counted("report-dead-unread", unread, &[("of", &of)]));
    }
    let placed = events.iter().filter(|e| !e.samples.is_empty()).count();
    // Records that stand for a region are left out of the half interval, as on the strip; so are those far away.
    let far_m = found.limits_m.iter().copied().fold(Event::FAR_M, f64::max);
    let is_beside = |e: &&Event<'_>| e.incident.location.extent == Extent::Point && !e.is_beyond(far_m);
    let points: Vec<Event<'_>> = events.iter().filter(is_beside).cloned().collect();
    if points.len() >= 4
        && let Some((a, b)) = shortest_interval(kilometres(&points), 0.5)
    {
        let share = ((b - a) / found.length_km * 100.0).max(1.0);
        let end = |km: f64| found.landmarks.near(&number(km), (km, km), t);
        let values = [t.count(points.len()), end(a), end(b), number(share)];
        let [n, a, b, p] = values.each_ref().map(String::as_str);
        out.push(words.fill("report-half", &[("n", n), ("a", a), ("b", b), ("p", p)]));
    }
    for limit_m in &found.limits_m {
        let ranges = || found.entries.iter().filter(|e| is_event(e.incident.category)).filter_map(|e| e.proximity());
        let surely = ranges().filter(|p| p.distance_max_m <= *limit_m).count();
        let possibly = ranges().filter(|p| p.distance_min_m <= *limit_m).count();
        let values = [t.length(*limit_m), t.count(surely), t.count(possibly), t.count(placed)];
        let [d, n, m, of] = values.each_ref().map(String::as_str);
        let key = if surely == possibly { "report-near-sure" } else { "report-near" };
        out.push(words.fill(key, &[("d", d), ("n", n), ("m", m), ("of", of)]));
    }
    out.extend(verdicts(found, t));
    let share = |key: &str, n: usize| (n > 0).then(|| words.counted(key, n, &[("of", &of)]));
    out.extend(share("report-no-position", events.len() - placed));
    out.extend(share(
        "report-one-source",
        events.iter().filter(|e| different_publishers(&e.incident.sources) == 1).count(),
    ));
    let contested = |i: &Incident| matches!(i.status, Status::Disputed | Status::Denied);
    out.extend(share("report-contested", events.iter().filter(|e| contested(e.incident)).count()));
    out.extend(t.caveats(Caveats::of(events.iter().map(|e| e.incident))));
    if events.len() < FEW {
        out.push(words.counted("report-few", events.len(), &[]));
    }
    out
}

/// How many answers hold by all lines, for each distance and for the side; nothing where there are no views.
fn verdicts(found: &ReportData<'_>, t: Phrases<'_>) -> Vec<String> {
    let events = found.entries.iter().filter(|e| is_event(e.incident.category));
    let judged: Vec<&Judgements> = events.filter_map(|e| e.proximity()?.judgements.as_deref()).collect();
    if judged.is_empty() {
        return Vec::new();
    }
    let sentence = |key: &str, d: &str, of: &dyn Fn(&Judgements) -> Option<Robustness>| {
        let count = |asked: Robustness| t.count(judged.iter().filter(|j| of(j) == Some(asked)).count());
        let [robust, place, line, none] = Robustness::ALL.map(count);
        let of = t.count(judged.len());
        let values = [("d", d), ("of", &of), ("robust", &robust), ("place", &place), ("line", &line), ("none", &none)];
        t.language.fill(key, &values)
    };
    let within = found.limits_m.iter().enumerate().map(|(i, limit_m)| {
        let of = |j: &Judgements| j.within.get(i).map(|j| j.robustness);
        sentence("report-verdicts-within", &t.length(*limit_m), &of)
    });
    let side = sentence("report-verdicts-side", "", &|j: &Judgements| Some(j.side.robustness));
    within.chain([side]).collect()
}
