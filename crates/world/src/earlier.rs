//! The lines of the edition before the embedded one, where they differ: for comparing editions, not for measuring.

use std::sync::LazyLock;

use geo::{Coord, MultiLineString};
use serde::Deserialize;

use crate::border::{EDGE_M, LandBorder};
use crate::edition::{Edition, Layer};
use crate::lookup::{LookupError, edition_asked, find_in, names_at_hand};
use crate::outline;
use crate::pack::{Pack, multi};

/// The file of the lines.
pub const EARLIER_FILE: &str = "earlier.pack";

/// The line that a land border had in the edition before the embedded one.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct EarlierLine {
    /// The border in the embedded edition; its sides and direction are those of the earlier line as well.
    pub border: &'static LandBorder,
    /// The name of the earlier edition, such as `2026c`.
    pub edition: &'static str,
    /// The length of the unsimplified line in kilometres, on the WGS84 ellipsoid, without gaps.
    pub length_km: f64,
    stored: &'static Stored,
}

#[derive(Debug, Default, Deserialize)]
struct Index {
    edition: String,
    borders: Vec<Stored>,
}

/// A line: each of its parts as pieces, which are runs of the embedded line's vertices or lines of their own.
#[derive(Debug, Deserialize)]
struct Stored {
    id: String,
    length_km: f64,
    parts: Vec<Vec<Vec<usize>>>,
}

static PACK: Pack = Pack::embedded(include_bytes!("../data/earlier.pack"));

static INDEX: LazyLock<Index> = LazyLock::new(|| PACK.json(0));

/// The name of the edition before the embedded one, such as `2026c`, of which the lines that changed are kept.
#[must_use]
pub fn earlier_edition() -> &'static str {
    &INDEX.edition
}

/// The line of a border in the edition before the embedded one, such as `BRA-VEN@2026c`; `None` if the text names no edition, or another one.
///
/// # Errors
///
/// [`LookupError::NotKept`] for a border that changed by no more than [`crate::KEPT_FROM_M`]; as [`crate::find`] where there is no such border.
///
/// # Example
///
/// ```
/// let earlier = marz_world::earlier("BRA-VEN@2026c")?.unwrap();
/// assert!((earlier.length_km - earlier.border.length_km - 29.5).abs() < 0.1);
/// assert!(marz_world::earlier("BRA-VEN@2026e")?.is_none());
/// # Ok::<(), marz_world::LookupError>(())
/// ```
pub fn earlier(text: &str) -> Result<Option<EarlierLine>, LookupError> {
    if edition_asked(text) != Some(earlier_edition()) || Edition::named(earlier_edition()).is_some() {
        return Ok(None);
    }
    let found = find_in(text, Edition::embedded())?;
    let not_kept = || LookupError::NotKept {
        id: found.border.id.clone(),
        asked: earlier_edition().to_owned(),
        there: names_at_hand(),
    };
    let stored = INDEX.borders.iter().find(|b| b.id == found.border.id).ok_or_else(not_kept)?;
    Ok(Some(EarlierLine { border: found.border, edition: earlier_edition(), length_km: stored.length_km, stored }))
}

impl EarlierLine {
    /// Its line: parts in order, as [`LandBorder::lines`].
    #[must_use]
    pub fn lines(&self) -> MultiLineString {
        let embedded = Edition::embedded();
        let frame = embedded.borders().iter().position(|b| b.id == self.stored.id).unwrap_or_default() + 1;
        let (now, own) = (embedded.pack(Layer::Borders).lines(frame), PACK.lines(1));
        let piece = |piece: &Vec<usize>| -> Vec<Coord> {
            let run = |part: usize, from: usize, to: usize| {
                let mut run = now.get(part)?.get(from.min(to)..=from.max(to))?.to_vec();
                if to < from {
                    run.reverse();
                }
                Some(run)
            };
            match piece[..] {
                [part, from, to] => run(part, from, to),
                [line] => own.get(line).cloned(),
                _ => None,
            }
            .unwrap_or_default()
        };
        let part = |pieces: &Vec<Vec<usize>>| pieces.iter().flat_map(piece).collect::<Vec<Coord>>();
        multi(self.stored.parts.iter().map(|pieces| outline::densified(&part(pieces), EDGE_M)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_earlier_line_is_whole() {
        use geo::{Geodesic, Length};
        assert_eq!((earlier_edition(), INDEX.borders.len()), ("2026c", 78));
        for stored in &INDEX.borders {
            let line = earlier(&format!("{}@2026c", stored.id)).unwrap().unwrap();
            let lines = line.lines();
            let km = Geodesic.length(&lines) / 1000.0;
            assert!(km <= line.length_km * 1.000_1 + 0.02 && km >= line.length_km * 0.96 - 0.03, "{}", stored.id);
            // A run whose ends do not fit would leave a leap.
            let leap = lines.0.iter().flat_map(|l| l.lines()).map(|l| Geodesic.length(&l)).fold(0.0, f64::max);
            let now = line.border.lines().0.iter().flat_map(|l| l.lines().collect::<Vec<_>>()).collect::<Vec<_>>();
            let longest = now.iter().map(|l| Geodesic.length(l)).fold(0.0, f64::max);
            assert!(leap <= longest * 2.0 + 5_000.0, "{}: {leap} {longest}", stored.id);
        }
    }

    #[test]
    fn a_line_that_did_not_change_is_not_kept() {
        let error = earlier("tj-af@2026c").unwrap_err().to_string();
        assert!(error.starts_with("there is no edition '2026c' here, only 2026e"), "{error}");
        assert!(error.contains("AFG-TJK did not change by more than 25 m"), "{error}");
        assert!(earlier("KHM-THA").unwrap().is_none() && earlier("KHM-THA@2025a").unwrap().is_none());
        assert!(earlier("XXX-YYY@2026c").is_err());
    }
}
