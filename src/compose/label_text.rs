//! The words of an incident's label, by the template of the recipe.

use super::furniture::wrapped;
use super::key::MeasuredById;
use super::style::Style;
use crate::model::{Case, Incident};
use crate::recipe::{LabelField, LabelPart, LabelTemplate};
use crate::typeface::FontStyle;

/// How wide a line of such a label is at most, in units of the design.
const WIDEST: f64 = 190.0;

/// The lines of the label of an incident.
pub fn lines(
    template: &LabelTemplate,
    incident: &Incident,
    dossier: &Case,
    measured: &MeasuredById<'_, '_>,
    style: &Style,
) -> Vec<String> {
    let (phrases, words) = (style.phrases(), style.words());
    let proximity = || measured.get(incident.id.as_str()).and_then(|m| m.proximity());
    let field = |field: LabelField| match field {
        LabelField::Date => phrases.date(&incident.date),
        LabelField::Place => phrases.place(incident, &dossier.places),
        LabelField::Title => incident.title.clone(),
        LabelField::Category => words.category(incident.category).to_owned(),
        LabelField::Killed => phrases.casualties(&incident.killed),
        LabelField::Wounded => phrases.casualties(&incident.wounded),
        LabelField::Distance => {
            proximity().map_or_else(|| "–".to_owned(), |p| phrases.short_distance(Some(&incident.location), p))
        }
        LabelField::Side => phrases.side(Some(&incident.location), proximity(), &dossier.border.facts.sides),
        LabelField::Id => incident.id.clone(),
    };
    let part = |part: &LabelPart| match part {
        LabelPart::Words(words) => words.clone(),
        LabelPart::Field(which) => field(*which),
    };
    let text: String = template.parts.iter().map(part).collect();
    wrapped(style.fonts, &text, FontStyle::Regular, style.letters(13.0), style.px(WIDEST))
}
