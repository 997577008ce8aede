//! The foot of a map: small, quiet, complete.

use super::furniture::{SCALE_VARIES, text, wrapped};
use super::map::Shown;
use super::scene::Item;
use super::style::PRINT;
use crate::model::Dossier;
use crate::project::{Frame, Rect};
use crate::typeface::Cut;

/// What the foot says of the drawing itself.
pub struct Drawn {
    pub relief: bool,
    /// How much the scale varies over the map, in percent.
    pub distortion: f64,
}

/// The lines below the map: counts, date and disclaimer; credits of the layers drawn; projection, edition, program.
pub fn foot(
    dossier: &Dossier,
    frame: &Frame,
    shown: &Shown,
    drawn: &Drawn,
    page: Rect,
    top: f64,
    unit: f64,
) -> Vec<Item> {
    let b = &dossier.basemap;
    let mut credits = vec![dossier.border.facts.attribution.clone(), dossier.incidents_attribution.clone()];
    let layers = [&b.countries, &b.lakes, &b.provinces];
    credits.extend(layers.into_iter().flatten().map(|l| l.attribution.clone()));
    credits.extend(b.rivers.iter().map(|l| l.attribution.clone()));
    credits.push(dossier.places_attribution.clone());
    credits.extend(b.relief.iter().filter(|_| drawn.relief).map(|r| r.attribution.clone()));
    let credits = merged(&credits);
    let mut counts = vec![format!("{} of {} incidents shown", shown.shown, shown.of)];
    let extras =
        [(shown.no_place, "no place"), (shown.areas, "only a region"), (shown.outside, "a place outside this map")];
    counts.extend(extras.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| {
        let verb = if n == 1 { "has" } else { "have" };
        format!("{n} {verb} {what}")
    }));
    let date = dossier.data_date().unwrap_or_default();
    let paragraphs = [
        format!("{}. Data to {date}. {}", counts.join("; "), dossier.disclaimer),
        format!("Sources: {}.", credits.join(" · ")),
        format!(
            "Projection: {}; the scale varies by {:.1} % over the map (up to {:.0} % are allowed for a scale bar). Border edition: {}. marz {}.",
            frame.projection.name,
            drawn.distortion,
            SCALE_VARIES * 100.0,
            dossier.border.facts.edition,
            env!("CARGO_PKG_VERSION"),
        ),
    ];
    let size = 14.0 * unit;
    let mut y = top;
    let mut items = Vec::new();
    for line in paragraphs.iter().flat_map(|p| wrapped(p, Cut::Regular, size, page.width - 52.0 * unit)) {
        y += 18.0 * unit;
        items.push(text(&line, (26.0 * unit, y), Cut::Regular, size, PRINT.quiet_ink));
    }
    items
}

/// Credits without repetition: what is owed to the same holder is said together.
fn merged(credits: &[String]) -> Vec<String> {
    let mut out: Vec<(Vec<&str>, &str)> = Vec::new();
    for credit in credits.iter().flat_map(|c| c.split("; ")).map(str::trim).filter(|c| !c.is_empty()) {
        let (what, holder) = credit.split_once(" © ").unwrap_or(("", credit));
        match out.iter_mut().find(|(_, h)| *h == holder) {
            Some((list, _)) if list.contains(&what) => {}
            Some((list, _)) => list.push(what),
            None => out.push((vec![what], holder)),
        }
    }
    let told = |(list, holder): (Vec<&str>, &str)| match list.as_slice() {
        [""] => holder.to_owned(),
        [first, rest @ ..] => {
            let lower: Vec<String> = rest.iter().map(|w| w.to_lowercase()).collect();
            let all: Vec<&str> = std::iter::once(*first).chain(lower.iter().map(String::as_str)).collect();
            match all.split_last() {
                Some((last, before)) if !before.is_empty() => format!("{} and {last} © {holder}", before.join(", ")),
                _ => format!("{first} © {holder}"),
            }
        }
        [] => holder.to_owned(),
    };
    out.into_iter().map(told).collect()
}
