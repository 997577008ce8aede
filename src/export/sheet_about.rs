//! Where a table comes from: dossier, border, editions, method.

use super::fields::EDITION;
use crate::language::Language;
use crate::model::{Border, BorderFacts, Case};

/// Where a table comes from, as pairs of a name and a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetAbout {
    /// The pairs, in order.
    pub lines: Vec<(&'static str, String)>,
    /// The last day of the data, `YYYY-MM-DD`; `None` if they have none.
    pub newest: Option<String>,
}

impl SheetAbout {
    /// The edition of the dossier; `None` if the table is not of the dossier as it is.
    #[must_use]
    pub fn edition(&self) -> Option<&str> {
        self.lines.iter().find(|(name, _)| *name == EDITION).map(|(_, text)| text.as_str())
    }

    /// Of a table measured to a border.
    #[must_use]
    pub fn of(border: &Border) -> Self {
        Self::of_borders(&border.facts)
    }

    /// Of a table measured to borders of these facts.
    #[must_use]
    pub fn of_borders(facts: &BorderFacts) -> Self {
        let english = Language::english();
        let accuracy = facts.accuracy_m.map(|m| format!("{m} metres")).unwrap_or_default();
        let lines = [
            ("border", facts.name.clone()),
            ("border edition", facts.edition.clone()),
            ("border accuracy", accuracy),
            ("border source", facts.source.clone()),
            ("licence", facts.licence.clone()),
            ("attribution", facts.attribution.clone()),
            ("distances", english.text("report-method-distance").to_owned()),
            ("radii", english.text("report-method-radius").to_owned()),
            ("written by", format!("marz {}", env!("CARGO_PKG_VERSION"))),
        ];
        Self { lines: lines.into_iter().filter(|(_, text)| !text.is_empty()).collect(), newest: None }
    }

    /// Of a table of a dossier's incidents, measured to a border.
    #[must_use]
    pub fn of_case(case: &Case, border: &Border) -> Self {
        let licence = case.credit_measured_to(&border.facts).licence;
        let of_border = Self::of_borders(&BorderFacts { licence, ..border.facts.clone() });
        let newest = case.data_date();
        let coarsened = case.coarsened_to.as_ref().map(|size| format!("moved to the centres of cells of {size}"));
        let own = [
            ("dossier", Some(case.title.clone())),
            (EDITION, case.edition.clone()),
            ("date of the data", newest.clone()),
            ("positions", coarsened),
            ("incidents", Some(case.incidents_attribution.clone()).filter(|credit| !credit.is_empty())),
        ];
        let own = own.into_iter().filter_map(|(name, text)| Some((name, text?)));
        Self { lines: own.chain(of_border.lines).collect(), newest }
    }
}
