//! Whether the two countries agree on a land border of the world, as its dossier states it.

use marz_world::{DisputeSource, DisputeStatus, LandBorder, StretchEnd};

use crate::measure::GeodesicLine;
use crate::model::{Border, Citation, LineStatus, LonLat, Stretch};
use crate::order::sort_by;

/// The stretches of a border's line that are not simply agreed, by kilometre; none where nothing is known.
pub fn stated(entry: &LandBorder, border: &Border) -> Vec<Stretch> {
    let Some(known) = known(entry) else { return Vec::new() };
    let line = GeodesicLine::from(border);
    let length_km = line.length_m() / 1_000.0;
    // To a metre; upwards, so that a stretch to the end leaves nothing of the line.
    let rounded = |km: f64| (km * 1_000.0).ceil() / 1_000.0;
    let km = |end: StretchEnd| match end {
        StretchEnd::Start => 0.0,
        StretchEnd::End => length_km,
        StretchEnd::Near(at) => line.nearest(LonLat::wrapped(at.x, at.y)).measure_km(),
    };
    let mut all: Vec<Stretch> = entry
        .disputed_stretches()
        .into_iter()
        .map(|stretch| {
            let [a, b] = stretch.ends.map(km);
            Stretch {
                from_km: rounded(a.min(b)),
                to_km: rounded(a.max(b)),
                accuracy_m: None,
                status: line_status(stretch.status),
                reason: known.reason.as_str().into(),
                sources: known.sources.iter().map(citation).collect(),
                unverified: !known.unchecked.is_empty(),
            }
        })
        .filter(|s| s.from_km < s.to_km)
        .collect();
    sort_by(&mut all, |a, b| a.from_km.total_cmp(&b.from_km));
    all
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
pub struct Known {
    pub reason: String,
    pub sources: &'static [DisputeSource],
    /// What no source was found for.
    pub unchecked: Vec<String>,
    /// The kinds of line that are drawn, as the model calls them, each once.
    pub statuses: Vec<LineStatus>,
    /// Whether one of them is drawn over the whole line.
    pub is_whole: bool,
}

/// What is known about the line of a border that is not simply agreed: of the program's own table, or, for a border that is new there, what its
/// edition says; `None` where its edition knows of nothing.
pub fn known(entry: &LandBorder) -> Option<Known> {
    if !entry.disputed {
        return None;
    }
    let drawn = entry.disputed_stretches();
    let mut statuses: Vec<LineStatus> = drawn.iter().map(|s| line_status(s.status)).collect();
    statuses.dedup();
    let is_whole = drawn.iter().any(|s| s.ends == [StretchEnd::Start, StretchEnd::End]);
    let (reason, sources, unchecked) = match marz_world::dispute(&entry.id) {
        Some(d) => (d.reason.to_owned(), d.sources.as_slice(), d.unchecked.iter().map(|u| (*u).to_owned()).collect()),
        None => {
            let reason = entry.disputed_reason.clone().unwrap_or_else(|| "No reason is given.".to_owned());
            (reason, &[] as &[_], vec!["the whole of it".to_owned()])
        }
    };
    Some(Known { reason, sources, unchecked, statuses, is_whole })
}

impl Known {
    /// The kinds of line in words: `disputed`, `control line and disputed, on stretches`.
    pub fn status_in_words(&self) -> String {
        let kinds: Vec<String> = self.statuses.iter().map(|s| s.as_str().replace('_', " ")).collect();
        let extent = match (self.is_whole, self.statuses.len()) {
            (true, _) => "",
            (false, 1) => ", on a stretch",
            _ => ", on stretches",
        };
        kinds.join(" and ") + extent
    }

    /// The same with the reason, in one sentence for the person who asked for the border.
    pub fn sentence(&self) -> String {
        let checked = if self.unchecked.is_empty() {
            String::new()
        } else {
            format!(" (not checked: {})", self.unchecked.join("; "))
        };
        format!("the line is drawn as {}: {}{checked}", self.status_in_words(), self.reason)
    }
}
