//! The figure of two lines of a border: a map of one stretch where they are apart.

use crate::compose::Figure;
use crate::diff::{BorderDiff, Change, ChangedIncident};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::model::{Border, Names, View};
use crate::phrase::Phrases;
use crate::recipe::{ExtentText, Recipe};

/// The least width and height of the map, in degrees: a few kilometres.
const LEAST_DEG: f64 = 0.05;

/// How much ground stands around the stretch, as a share of its size.
const MARGIN: f64 = 0.35;

impl Dossier {
    /// The map of a stretch where two lines are apart, on the ground of this dossier, with those of its incidents that lie elsewhere by the second.
    ///
    /// # Arguments
    ///
    /// * `names` are what the two lines are called.
    /// * `lines` are the first, which is drawn as a rival line, and the second, which is drawn as the border.
    /// * `changed` are the incidents that lie elsewhere.
    /// * `number` is that of a change, from 1; `None` for the one with the greatest distance.
    /// * `lang` is the language of the words, or two such as `tg+fa`; `None` for English.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] where the lines are nowhere apart, or there is no such change; as [`FigureBuilder::compose`](super::FigureBuilder::compose).
    pub fn diff_figure(
        self,
        names: &[String; 2],
        lines: [Border; 2],
        diff: &BorderDiff,
        changed: &[ChangedIncident],
        number: Option<usize>,
        lang: Option<&str>,
    ) -> Result<Figure, Error> {
        let change = change_of(diff, number)?;
        let [a, mut b] = lines;
        let named = |name: &String, line: &Border| {
            let edition = &line.facts.edition;
            if edition.starts_with(&format!("{name}@")) { edition.clone() } else { name.clone() }
        };
        let (name_a, name_b) = (&named(&names[0], &a), &named(&names[1], &b));
        (b.facts.name, b.facts.names) = (name_b.clone(), Names::default());
        let between = diff.changes.iter().flat_map(|c| c.between.0.iter().cloned()).collect();
        let view = View { names: Names::english(name_a), border: a, accuracy_m: None, between };
        let mut recipe = Recipe::parse("figure", "title = \"\"")?;
        recipe.lang = lang.map_or(recipe.lang, str::to_owned);
        let mut incidents = self.case().incidents.clone();
        incidents.retain(|incident| changed.iter().any(|c| c.id == incident.id));
        let dossier = self.with_incidents(incidents).under(b).seen_by(vec![view])?;
        let pair = recipe.languages(dossier.languages())?;
        let (words, phrases) = (&pair.first, Phrases::new(&pair.first));
        recipe.title = words.fill("diff-title", &[("a", name_a), ("b", name_b)]);
        let apart = phrases.length(change.greatest_m);
        let area = words.grouped(&format!("{:.*}", if change.area_km2 < 10.0 { 2 } else { 0 }, change.area_km2));
        recipe.subtitle = match change.area_km2 > 0.0 {
            true => words.fill("diff-subtitle", &[("d", &apart), ("area", &area)]),
            false => words.fill("diff-subtitle-alone", &[("d", &apart)]),
        };
        recipe.extent = extent(change);
        dossier.figure_of(recipe).compose()
    }
}

fn change_of(diff: &BorderDiff, number: Option<usize>) -> Result<&Change, Error> {
    let count = diff.changes.len();
    let found = match number {
        Some(number) => number.checked_sub(1).and_then(|n| diff.changes.get(n)),
        None => diff.greatest(),
    };
    found.ok_or_else(|| match count {
        0 => Error::request(
            format!("the lines are nowhere further apart than {} m: there is nothing to draw", diff.over_m),
            "a lower threshold: --over 5m".to_owned(),
        ),
        _ => Error::request(
            format!("there is no change {}: they are numbered from 1 to {count}", number.unwrap_or(0)),
            None,
        ),
    })
}

/// A box around both lines, with ground beside them.
fn extent(change: &Change) -> ExtentText {
    let all = change.a.0.iter().chain(&change.b.0).flat_map(|line| line.0.iter());
    let (mut west, mut south, mut east, mut north) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
    for at in all {
        (west, east) = (west.min(at.x), east.max(at.x));
        (south, north) = (south.min(at.y), north.max(at.y));
    }
    if west > east || east - west > 180.0 {
        return ExtentText { border: Some(true), ..ExtentText::default() };
    }
    let wide = (MARGIN * (east - west).max(north - south)).max(LEAST_DEG / 2.0);
    let (south, north) = ((south - wide).max(-90.0), (north + wide).min(90.0));
    ExtentText { bbox: Some([west - wide, south, east + wide, north]), ..ExtentText::default() }
}
