//! Texts of records that are not what they look like: blank ones, and characters that a screen obeys instead of showing.

use crate::model::Incident;
use crate::read::Problem;
use crate::terminal::drives;

/// Warnings about the texts of incidents.
pub fn problems(file: &str, incidents: &[Incident]) -> Vec<Problem> {
    incidents.iter().flat_map(|incident| of_one(file, incident)).collect()
}

fn of_one(file: &str, incident: &Incident) -> Vec<Problem> {
    let one = |field: &'static str, text: &str| {
        let warning = |message: &str| Problem::warning(file, message).feature(&incident.id).field(field);
        if let Some(c) = text.chars().find(|c| drives(*c)) {
            let found = format!("U+{:04X}", u32::from(c));
            let message = "a character that a screen obeys instead of showing it; it is shown as U+FFFD";
            return Some(warning(message).found(found).hint("delete it"));
        }
        let is_blank = !text.is_empty() && text.chars().all(char::is_whitespace);
        is_blank.then(|| warning("this is blank").expected("some text"))
    };
    let texts =
        [("title", &incident.title), ("summary", &incident.summary), ("location.name", &incident.location.name)];
    let sources = incident.sources.iter().flat_map(|s| [Some(&s.publisher), s.title.as_ref()]).flatten();
    let more = sources
        .map(|text| ("sources", text))
        .chain(incident.notes.iter().map(|text| ("notes", text)))
        .chain(incident.actors.iter().map(|actor| ("actors", &actor.name)))
        .chain(incident.tags.iter().map(|text| ("tags", text)));
    let mut found: Vec<Problem> = Vec::new();
    for (field, text) in texts.into_iter().chain(more) {
        // One of a kind is enough: a list may have a hundred thousand.
        if found.last().is_none_or(|p| p.field.as_deref() != Some(field)) {
            found.extend(one(field, text));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Dossier;

    #[test]
    fn blank_texts_and_orders_to_the_screen_are_found() {
        let mut all = Dossier::embedded().unwrap().case().incidents.clone();
        assert!(problems("i", &all).is_empty());
        all.truncate(4);
        all[0].title = "\u{1b}[31mred".to_owned();
        all[1].notes = vec!["\u{202e}turned".to_owned(), "\u{202e}again".to_owned()];
        all[2].title = "\n \n".to_owned();
        all[3].location.name = "فیض\u{200c}آباد".to_owned();
        let found: Vec<_> = problems("i", &all).into_iter().map(|p| (p.field.unwrap(), p.found)).collect();
        let expected = [("title", Some("U+001B")), ("notes", Some("U+202E")), ("title", None)];
        assert_eq!(found, expected.map(|(field, found)| (field.to_owned(), found.map(str::to_owned))));
    }
}
