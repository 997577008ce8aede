//! Whether the two countries agree on a land border of the world, as its dossier states it.

use marz_world::{DisputeSource, DisputeStatus, LandBorder, StretchEnd};

use crate::measure::GeodesicLine;
use crate::model::{Border, Citation, LineStatus, LonLat, Names, Reason, Stretch};

/// The stretches of a border's line that are not simply agreed, by kilometre (the order of the table); none where nothing is known.
pub fn stated(entry: &LandBorder, border: &Border) -> Vec<Stretch> {
    let Some(known) = dispute_of(entry) else { return Vec::new() };
    let line = GeodesicLine::from(border);
    let length_km = line.length_m() / 1_000.0;
    // To a metre; upwards, so that a stretch to the end leaves nothing of the line.
    let rounded = |km: f64| (km * 1_000.0).ceil() / 1_000.0;
    let km = |end: StretchEnd| match end {
        StretchEnd::Start => 0.0,
        StretchEnd::End => length_km,
        StretchEnd::Near(at) => line.nearest(LonLat::wrapped(at.x, at.y)).measure_km(),
    };
    entry
        .disputed_stretches()
        .into_iter()
        .map(|stretch| {
            let [a, b] = stretch.ends.map(km);
            Stretch {
                from_km: rounded(a.min(b)),
                to_km: rounded(a.max(b)),
                accuracy_m: None,
                status: line_status(stretch.status),
                reason: Reason(known.reasons.clone()),
                sources: known.sources.iter().map(citation).collect(),
                unverified: !known.unchecked.is_empty(),
            }
        })
        .filter(|s| s.from_km < s.to_km)
        .collect()
}

/// The status of a line in the words of the model.
pub fn line_status(status: DisputeStatus) -> LineStatus {
    match status {
        DisputeStatus::ControlLine => LineStatus::ControlLine,
        DisputeStatus::Armistice => LineStatus::Armistice,
        DisputeStatus::Approximate => LineStatus::Approximate,
        DisputeStatus::NotDisputed => LineStatus::Agreed,
        _ => LineStatus::Disputed,
    }
}

fn citation(source: &DisputeSource) -> Citation {
    let address = source.address;
    // A repository with a path is no address that can be followed.
    let url = if address.contains(' ') { None } else { Some(address.to_owned()) };
    let title = if url.is_some() { source.title.to_owned() } else { format!("{} ({address})", source.title) };
    let date = Some(source.date).filter(|date| *date != "no date").map(str::to_owned);
    Citation { by: source.publisher.to_owned(), title: Some(title), url, date }
}

/// What is known about the line of a border that is not simply agreed.
pub struct LineDispute {
    /// The reason in English.
    pub reason: String,
    /// The same by language, English among them.
    pub reasons: Names,
    pub sources: &'static [DisputeSource],
    /// What no source was found for.
    pub unchecked: Vec<String>,
    /// The kinds of line that are drawn, as the model calls them; of neighbours that are alike one.
    pub statuses: Vec<LineStatus>,
    /// Whether one of them is drawn over the whole line.
    pub is_whole: bool,
    /// Within how many kilometres a second source agrees on the ends of each stretch, `None` where none was at hand; of a whole line, nothing.
    pub ends_verified_km: Vec<Option<f64>>,
}

/// What is known about the line of a border that is not simply agreed: of the program's own table, or, for a border that is new there, what its
/// edition says; `None` where its edition knows of nothing.
pub fn dispute_of(entry: &LandBorder) -> Option<LineDispute> {
    if !entry.disputed {
        return None;
    }
    let drawn = entry.disputed_stretches();
    let mut statuses: Vec<LineStatus> = drawn.iter().map(|s| line_status(s.status)).collect();
    statuses.dedup();
    let is_whole = drawn.iter().any(|s| s.ends == [StretchEnd::Start, StretchEnd::End]);
    let ends_verified_km = if is_whole { Vec::new() } else { drawn.iter().map(|s| s.verified_km).collect() };
    let (reason, reasons, sources, unchecked) = match marz_world::dispute(&entry.id) {
        Some(d) => {
            let reasons = d.reasons().map(|(language, reason)| (language.to_owned(), reason.to_owned()));
            let unchecked = d.unchecked.iter().map(|u| (*u).to_owned()).collect();
            (d.reason.to_owned(), Names(reasons.collect()), d.sources.as_slice(), unchecked)
        }
        None => {
            let reason = entry.disputed_reason.clone().unwrap_or_else(|| "No reason is given.".to_owned());
            let reasons = Names::english(&reason);
            (reason, reasons, &[] as &[_], vec!["the whole of it".to_owned()])
        }
    };
    Some(LineDispute { reason, reasons, sources, unchecked, statuses, is_whole, ends_verified_km })
}

impl LineDispute {
    /// The kinds of line in words: `disputed`, `control line and disputed, on stretches`.
    pub fn status_in_words(&self) -> String {
        let kinds: Vec<String> = self.statuses.iter().map(|s| s.as_str().replace('_', " ")).collect();
        let extent = match (self.is_whole, self.ends_verified_km.len()) {
            (true, _) => "",
            (false, 1) => ", on a stretch",
            _ => ", on stretches",
        };
        kinds.join(" and ") + extent
    }

    /// How far the ends of its stretches are verified; `None` for a whole line.
    pub fn ends_in_words(&self) -> Option<String> {
        let one = |km: &Option<f64>| km.map_or("not verified".to_owned(), |km| format!("verified within {km} km"));
        let mut all: Vec<String> = self.ends_verified_km.iter().map(one).collect();
        if all.iter().all(|ends| Some(ends) == all.first()) {
            all.truncate(1);
        }
        let of_each = if all.len() > 1 { "in the order of the line's kilometres: " } else { "" };
        (!all.is_empty()).then(|| format!("{of_each}{}", all.join(", ")))
    }

    /// The same with the reason, for the person who asked for the border.
    pub fn sentence(&self) -> String {
        let checked = if self.unchecked.is_empty() {
            String::new()
        } else {
            format!(" (not checked: {})", self.unchecked.join("; "))
        };
        let ends = self.ends_in_words().map(|ends| format!(" Where its stretches end: {ends}.")).unwrap_or_default();
        format!("the line is drawn as {}: {}{checked}{ends}", self.status_in_words(), self.reason)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn stretches_stand_in_the_order_of_the_line() {
        let mut several = 0;
        for entry in marz_world::Edition::embedded().borders() {
            let stretches = crate::world::by_code(&entry.id).unwrap().border.facts.stretches;
            let starts: Vec<f64> = stretches.iter().map(|s| s.from_km).collect();
            assert!(starts.is_sorted(), "{}: {starts:?}", entry.id);
            several += usize::from(starts.len() > 1);
        }
        assert!(several > 4, "{several}");
    }
}
