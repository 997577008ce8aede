//! Whether the two countries agree on a land border of the world, as its dossier states it.

use marz_world::{DisputeSource, DisputeStatus, LandBorder, StretchEnd};

use crate::measure::GeodesicLine;
use crate::model::{Border, Citation, LineStatus, LonLat, Stretch};

/// The stretches of a border's line that are not simply agreed, by kilometre; none where nothing is known.
pub fn stated(entry: &LandBorder, border: &Border) -> Vec<Stretch> {
    let Some(dispute) = marz_world::dispute(&entry.id) else { return Vec::new() };
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
                reason: dispute.reason.into(),
                sources: dispute.sources.iter().map(citation).collect(),
                unverified: !dispute.unchecked.is_empty(),
            }
        })
        .filter(|s| s.from_km < s.to_km)
        .collect();
    all.sort_by(|a, b| a.from_km.total_cmp(&b.from_km));
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

/// What is in dispute about a border, in one sentence for the person who asked for it; `None` where nothing is known to be.
pub fn in_dispute(entry: &LandBorder) -> Option<String> {
    let dispute = marz_world::dispute(&entry.id)?;
    let extent = if dispute.is_whole { "the line is drawn as" } else { "a stretch of the line is drawn as" };
    let status = line_status(dispute.status).as_str().replace('_', " ");
    let checked = match dispute.unchecked.as_slice() {
        [] => String::new(),
        open => format!(" (not checked: {})", open.join("; ")),
    };
    Some(format!("{extent} {status}: {}{checked}", dispute.reason))
}
