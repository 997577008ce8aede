//! The words of an incident's label, by the template of the recipe.

use super::furniture::wrapped;
use super::key::MeasuredById;
use super::style::Style;
use crate::model::{Case, Casualties, Category, Incident};
use crate::recipe::{LabelField, LabelPart, LabelTemplate};
use crate::typeface::FontStyle;

/// How wide a line of such a label is at most, in units of the design.
const WIDEST: f64 = 190.0;

/// What parts the clauses of a template.
const SEPARATORS: [char; 7] = [',', ';', ':', '·', '(', '،', '؛'];

/// The lines of the label of an incident.
///
/// A clause that names what is not known of the incident is left out: nobody reads "unknown killed" rightly. Where nothing is left, the label
/// is its date.
pub fn lines(
    template: &LabelTemplate,
    incident: &Incident,
    dossier: &Case,
    measured: &MeasuredById<'_, '_>,
    style: &Style,
) -> Vec<String> {
    let (phrases, words) = (style.phrases(), style.words());
    let proximity = || measured.get(incident.id.as_str()).and_then(|m| m.proximity());
    // As in the key: a visit has no dead.
    let is_violent = !matches!(incident.category, Category::Contact | Category::Deployment | Category::Claim);
    let number = |casualties: &Casualties| {
        let is_known = casualties.min.or(casualties.max).or(casualties.best).is_some();
        (is_known && is_violent).then(|| phrases.casualties(casualties))
    };
    let field = |field: LabelField| match field {
        LabelField::Date => Some(phrases.date(&incident.date)),
        LabelField::Place => Some(phrases.place(incident, &dossier.places)),
        LabelField::Title => Some(incident.title.clone()),
        LabelField::Category => Some(words.category(incident.category).to_owned()),
        LabelField::Killed => number(&incident.killed),
        LabelField::Wounded => number(&incident.wounded),
        LabelField::Distance => proximity().map(|p| phrases.short_distance(Some(&incident.location), p)),
        LabelField::Side => Some(phrases.side(Some(&incident.location), proximity(), &dossier.border.facts.sides)),
        LabelField::Id => Some(incident.id.clone()),
    };
    let text = filled(template, field).unwrap_or_else(|| phrases.date(&incident.date));
    wrapped(style.fonts, &text, FontStyle::Regular, style.letters(13.0), style.px(WIDEST))
}

/// A template with its fields, without the clauses of which one is not known; `None` if nothing is left.
fn filled(template: &LabelTemplate, field: impl Fn(LabelField) -> Option<String>) -> Option<String> {
    let mut clauses: Vec<Option<String>> = vec![Some(String::new())];
    // Which of them have a field: words alone say nothing of the incident.
    let mut with_field: Vec<usize> = Vec::new();
    let mut add = |text: Option<String>, is_new: bool| {
        if is_new {
            clauses.push(Some(String::new()));
        }
        if let Some(last) = clauses.last_mut() {
            *last = last.take().zip(text).map(|(before, text)| before + &text);
        }
        clauses.len() - 1
    };
    for part in &template.parts {
        match part {
            LabelPart::Field(which) => with_field.push(add(field(*which), false)),
            LabelPart::Words(words) => {
                let mut rest = words.as_str();
                while let Some((at, separator)) = rest.char_indices().find(|(_, c)| SEPARATORS.contains(c)) {
                    add(Some(rest.get(..at).unwrap_or_default().to_owned()), false);
                    add(Some(separator.to_string()), true);
                    rest = rest.get(at + separator.len_utf8()..).unwrap_or_default();
                }
                add(Some(rest.to_owned()), false);
            }
        }
    }
    let is_mark = |c: char| c.is_whitespace() || SEPARATORS.contains(&c) || c == ')';
    if !with_field.is_empty() && with_field.iter().all(|clause| clauses[*clause].is_none()) {
        return None;
    }
    let is_kept = |clause: &Option<String>| clause.as_ref().is_some_and(|text| !text.is_empty());
    let is_cut = clauses.iter().take_while(|clause| !is_kept(clause)).any(Option::is_none);
    let whole: String = clauses.into_iter().flatten().collect();
    // What parted a clause that is left out from the next one stands at the beginning.
    let whole = if is_cut { whole.trim_start_matches(is_mark) } else { whole.trim_start() }.trim_end();
    (!whole.is_empty()).then(|| whole.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_without_their_number_are_left_out() {
        let fill = |text: &str, killed: Option<&str>| {
            let template = LabelTemplate::parse("label", text).unwrap();
            filled(&template, |f| match f {
                LabelField::Killed => killed.map(str::to_owned),
                _ => Some("Dovang".to_owned()),
            })
        };
        assert_eq!(fill("{place}, {killed} killed", Some("4–6")).as_deref(), Some("Dovang, 4–6 killed"));
        assert_eq!(fill("{place}, {killed} killed", None).as_deref(), Some("Dovang"));
        assert_eq!(fill("{killed} killed: {place}", None).as_deref(), Some("Dovang"));
        assert_eq!(fill("{place} ({killed} killed)", None).as_deref(), Some("Dovang"));
        assert_eq!(fill("{killed} killed", None), None);
        assert_eq!(fill("({title}) {place}", None).as_deref(), Some("(Dovang) Dovang"));
        assert_eq!(fill("({killed} killed), {place}", None).as_deref(), Some("Dovang"));
        assert_eq!(fill("{killed} killed, of both sides", None), None);
        assert_eq!(fill("{killed}/{title} killed/wounded", None), None);
    }
}
