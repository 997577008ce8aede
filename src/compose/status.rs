//! What is said about the line and its ground, as figures show it: dashes by status, and the sentences of the footer.

use std::collections::{BTreeMap, BTreeSet};

use super::footer::isolated;
use super::style::Style;
use crate::model::{Case, LineStatus, Names, Reason, Run};

/// The core of the border line on a map, in units of the design.
pub const CORE: f64 = 3.8;

/// The stretches of each status: from one border kilometre to another.
type Kilometres = BTreeMap<LineStatus, Vec<(f64, f64)>>;

/// What is said of the line and the ground of a dossier and stands in a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// The numbers of the stretches whose status is drawn.
    pub stretches: BTreeSet<usize>,
    /// Whether a part of the line is drawn of which no status is stated.
    pub has_unstated: bool,
    /// The numbers of the contested areas that are drawn.
    pub areas: BTreeSet<usize>,
    /// The rival lines that are drawn: their numbers and names.
    pub views: BTreeMap<usize, String>,
    /// The numbers of the rival lines of which the ground between them and the border is tinted.
    pub between: BTreeSet<usize>,
    /// Whether a part is drawn whose position is less certain than that of the rest, and that no status dashes otherwise.
    pub has_uncertain: bool,
}

impl Claims {
    /// All that a dossier says.
    pub fn all(dossier: &Case) -> Self {
        let stretches = dossier.border.facts.stretches.iter().enumerate();
        let stated = stretches.filter(|(_, s)| s.status != LineStatus::NotStated);
        let areas = dossier.basemap.contested.as_ref().map_or(0, |l| l.features.len());
        let views = (0..dossier.views.len()).map(|n| (n, String::new())).collect();
        Self { stretches: stated.map(|(i, _)| i).collect(), areas: (0..areas).collect(), views, ..Self::default() }
    }

    /// Notes a part of the line that is drawn; `usual_m` is the accuracy of the line where no stretch says otherwise.
    pub fn note(&mut self, run: &Run, usual_m: f64) {
        self.stretches.extend(run.stated);
        self.has_unstated |= run.stated.is_none();
        self.has_uncertain |= run.accuracy_m > usual_m && !run.status.is_open();
    }

    /// Adds what another figure shows.
    pub fn extend(&mut self, other: Self) {
        self.stretches.extend(other.stretches);
        self.areas.extend(other.areas);
        self.views.extend(other.views);
        self.has_unstated |= other.has_unstated;
        self.has_uncertain |= other.has_uncertain;
    }

    /// The statuses that are drawn, in the order of legends.
    pub fn statuses(&self, dossier: &Case) -> Vec<LineStatus> {
        let stretches = &dossier.border.facts.stretches;
        let of = |i: &usize| stretches.get(*i).map(|s| s.status);
        let all: BTreeSet<LineStatus> = self.stretches.iter().filter_map(of).collect();
        all.into_iter().collect()
    }

    /// A sentence for each reason, with the kilometres that it is about.
    pub fn sentences(&self, dossier: &Case, length_km: f64, style: &Style) -> Vec<String> {
        /// More reasons than these are left to the report.
        const MOST: usize = 8;
        /// A stretch that leaves out less than this of the line is about the whole of it.
        const WHOLE: f64 = 0.995;
        let words = style.words();
        let said = |reason: &Names, is_verified: bool| {
            let text = style.name(reason).trim().to_owned();
            let checked = if is_verified { String::new() } else { format!(" ({})", words.text("not-verified")) };
            let text = text.trim_end_matches('.');
            let sentence = format!("{text}{checked}.");
            // A sentence of the language may have Latin words in it.
            let language = style.language();
            let is_own = reason.0.contains_key(language.code()) || language.writes(text);
            if is_own { sentence } else { isolated(&sentence, style) }
        };
        // One reason for many stretches is one sentence.
        let mut grouped: Vec<(&Reason, bool, Kilometres)> = Vec::new();
        let stretches = self.stretches.iter().filter_map(|i| dossier.border.facts.stretches.get(*i));
        for s in stretches {
            let at = grouped
                .iter()
                .position(|(reason, is_verified, _)| (*reason, *is_verified) == (&s.reason, s.is_verified()));
            let km = (s.from_km, s.to_km.min(length_km));
            match at.and_then(|i| grouped.get_mut(i)) {
                Some((.., by_status)) => by_status.entry(s.status).or_default().push(km),
                None => grouped.push((&s.reason, s.is_verified(), BTreeMap::from([(s.status, vec![km])]))),
            }
        }
        let number = |km: f64| style.number(format!("{km:.0}"));
        let clause = |(status, kilometres): (&LineStatus, &Vec<(f64, f64)>)| {
            let status = style.phrases().status(*status).to_owned();
            let covered: f64 = kilometres.iter().map(|(from, to)| to - from).sum();
            if covered >= WHOLE * length_km {
                return words.fill("footer-status-whole", &[("status", &status)]);
            }
            let list: Vec<String> = kilometres.iter().map(|(a, b)| format!("{}–{}", number(*a), number(*b))).collect();
            words.fill("footer-status", &[("range", &list.join(words.text("comma"))), ("status", &status)])
        };
        let of_line = grouped.iter().map(|(reason, is_verified, by_status)| {
            let first_km = |(_, kilometres): &(_, &Vec<(f64, f64)>)| {
                kilometres.iter().map(|km| km.0).fold(f64::INFINITY, f64::min)
            };
            let mut in_order: Vec<_> = by_status.iter().collect();
            in_order.sort_by(|a, b| first_km(a).total_cmp(&first_km(b)));
            let clauses: Vec<String> = in_order.into_iter().map(clause).collect();
            format!("{}. {}", clauses.join(words.text("semicolon")), said(&reason.0, *is_verified))
        });
        let areas = dossier.basemap.contested.iter().flat_map(|l| &l.features).enumerate();
        let mut grounds: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (_, area) in areas.filter(|(i, _)| self.areas.contains(i)) {
            let name = Some(style.name(&area.names).to_owned()).filter(|name| !name.is_empty());
            grounds.entry(said(&area.reason.0, area.is_verified())).or_default().extend(name);
        }
        let of_ground = grounds.into_iter().map(|(reason, names)| match names.is_empty() {
            true => words.fill("footer-contested", &[("reason", &reason)]),
            false => {
                words.fill("footer-contested-named", &[("name", &names.join(words.text("comma"))), ("reason", &reason)])
            }
        });
        let mut all: Vec<String> = of_line.chain(of_ground).collect();
        let more = all.len().saturating_sub(MOST);
        if more > 0 {
            all.truncate(MOST);
            all.push(words.counted("footer-more-reasons", more, &[]));
        }
        all.extend(self.views_sentence(dossier, style));
        all
    }

    /// What rival lines are, and what they mean for the numbers beside them; `None` if none is drawn.
    fn views_sentence(&self, dossier: &Case, style: &Style) -> Option<String> {
        if self.views.is_empty() {
            return None;
        }
        let list = style.phrases().views(self.views.keys().filter_map(|n| dossier.views.get(*n)));
        let words = style.words();
        let what = words.fill("footer-views", &[("list", &list)]);
        Some(match dossier.incidents.is_empty() {
            true => what,
            false => format!("{what} {}", words.text("footer-verdicts")),
        })
    }
}

/// The dashes and gaps of a line of a status, in units of the design; empty for an unbroken line.
pub fn dashes(status: LineStatus) -> &'static [f64] {
    match status {
        LineStatus::NotStated | LineStatus::Agreed => &[],
        LineStatus::Disputed => &[15.0, 7.0],
        LineStatus::ControlLine => &[15.0, 4.5, 3.8, 4.5],
        LineStatus::Armistice => &[15.0, 4.5, 3.8, 4.5, 3.8, 4.5],
        LineStatus::Approximate => &[3.8, 4.2],
    }
}

/// The dashes of a run of the line: those of its status, or those of an uncertain position.
pub fn dashes_of(run: &Run, usual_m: f64, style: &Style) -> Vec<f64> {
    let of_run = match dashes(run.status) {
        [] if run.accuracy_m > usual_m => UNCERTAIN,
        own => own,
    };
    of_run.iter().map(|d| style.px(*d)).collect()
}

/// The dashes of a line whose position is less certain than usual.
pub const UNCERTAIN: &[f64] = &[7.0, 4.5];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_open_status_has_dashes_of_its_own() {
        let open: Vec<&[f64]> =
            LineStatus::ALL.into_iter().filter(|s| s.is_open()).map(dashes).chain([UNCERTAIN]).collect();
        for (i, dashes) in open.iter().enumerate() {
            assert!(!dashes.is_empty() && dashes.len() % 2 == 0 && !open[..i].contains(dashes), "{dashes:?}");
        }
        assert!(dashes(LineStatus::Agreed).is_empty() && dashes(LineStatus::NotStated).is_empty());
    }
}
