//! Texts with letters that no font of a dossier has: they would be printed as empty boxes, so that a user must know.

use std::collections::BTreeSet;

use super::scene::{Item, Scene};
use crate::model::{Case, Names};
use crate::recipe::Recipe;
use crate::typeface::{FontStyle, MissingGlyphs};

/// Where a text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSource {
    /// The part of the dossier, as `marz.toml` calls it: `incidents`, `places`, `border`, `countries` and so on;
    /// `manifest` for `marz.toml` itself, `recipe` for the recipe.
    pub part: &'static str,
    /// The id or code of the record; empty if the text belongs to the whole.
    pub record: String,
    /// The field, such as `names.th`.
    pub field: String,
}

/// A text that cannot be printed whole, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unprintable {
    /// The text and its letters without a glyph.
    pub missing: MissingGlyphs,
    /// Where it comes from; `None` if no field of the dossier or the recipe holds it.
    pub source: Option<TextSource>,
}

/// The texts of a dossier that figures print, each with its place.
struct Texts<'a>(Vec<(TextSource, &'a str)>);

impl<'a> Texts<'a> {
    fn of(dossier: &'a Case) -> Self {
        let mut all = Self(Vec::new());
        all.one("manifest", "", "title", &dossier.title);
        all.names("manifest", "", "disclaimer", &dossier.disclaimer);
        let facts = &dossier.border.facts;
        all.one("border", "", "name", &facts.name);
        all.names("border", "", "names", &facts.names);
        all.one("border", "", "attribution", &facts.attribution);
        all.names("border", "", "sides.left.names", &facts.sides.left.names);
        all.names("border", "", "sides.right.names", &facts.sides.right.names);
        if let Some(ends) = &facts.ends {
            all.names("border", "", "ends.start.names", &ends.start.names);
            all.names("border", "", "ends.end.names", &ends.end.names);
        }
        for (i, stretch) in facts.stretches.iter().enumerate() {
            all.names("border", "", &format!("stretches.{i}.reason"), &stretch.reason.0);
        }
        for incident in &dossier.incidents {
            all.one("incidents", &incident.id, "title", &incident.title);
            all.one("incidents", &incident.id, "location.name", &incident.location.name);
        }
        all.one("incidents", "", "attribution", &dossier.incidents_attribution);
        for place in &dossier.places {
            all.names("places", &place.id, "names", &place.names);
        }
        all.one("places", "", "attribution", &dossier.places_attribution);
        let b = &dossier.basemap;
        let areas =
            [("countries", &b.countries), ("provinces", &b.provinces), ("lakes", &b.lakes), ("world", &b.world)];
        for (part, layer) in areas {
            for area in layer.iter().flat_map(|l| &l.features) {
                all.names(part, &area.code, "names", &area.names);
            }
        }
        for (i, area) in b.contested.iter().flat_map(|l| &l.features).enumerate() {
            let number = format!("number {}", i + 1);
            all.names("contested", &number, "reason", &area.reason.0);
            all.names("contested", &number, "names", &area.names);
        }
        for river in b.rivers.iter().flat_map(|l| &l.features) {
            all.names("rivers", "", "names", &river.names);
        }
        all
    }

    fn of_recipe(recipe: &'a Recipe) -> Self {
        let mut all = Self(Vec::new());
        all.one("recipe", "", "title", &recipe.title);
        all.one("recipe", "", "subtitle", &recipe.subtitle);
        all
    }

    fn one(&mut self, part: &'static str, record: &str, field: &str, text: &'a str) {
        // All fonts have the letters of ASCII.
        if !text.is_ascii() {
            self.0.push((TextSource { part, record: record.to_owned(), field: field.to_owned() }, text));
        }
    }

    fn names(&mut self, part: &'static str, record: &str, field: &str, names: &'a Names) {
        for (language, name) in &names.0 {
            self.one(part, record, &format!("{field}.{language}"), name);
        }
    }
}

/// The names and titles of a dossier that its fonts cannot print whole, in the order of the dossier.
#[must_use]
pub fn unprintable_texts(dossier: &Case) -> Vec<Unprintable> {
    missing(Texts::of(dossier), dossier)
}

/// The titles of a recipe that the fonts of a dossier cannot print whole.
#[must_use]
pub fn unprintable_titles(dossier: &Case, recipe: &Recipe) -> Vec<Unprintable> {
    missing(Texts::of_recipe(recipe), dossier)
}

/// Those of some texts that the fonts of a dossier cannot print whole. Titles are bold.
fn missing(texts: Texts<'_>, dossier: &Case) -> Vec<Unprintable> {
    let missing = |(source, text): (TextSource, &str)| {
        let style =
            if source.field == "title" && source.part == "recipe" { FontStyle::Bold } else { FontStyle::Regular };
        Some(Unprintable { missing: dossier.fonts.missing(text, style)?, source: Some(source) })
    };
    texts.0.into_iter().filter_map(missing).collect()
}

/// The texts of a scene that its fonts cannot print whole, each once, in the order in which they are painted.
pub fn unprintable(scene: &Scene, dossier: &Case, recipe: &Recipe) -> Vec<Unprintable> {
    let mut found: Vec<Unprintable> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for item in scene.layers.iter().flat_map(|l| &l.items) {
        let Item::Text(text) = item else { continue };
        if text.words.is_ascii() || !seen.insert(&text.words) {
            continue;
        }
        found.extend(
            scene.fonts.missing(&text.words, text.font_style).map(|missing| Unprintable { missing, source: None }),
        );
    }
    if found.is_empty() {
        return found;
    }
    let mut texts = Texts::of_recipe(recipe);
    texts.0.extend(Texts::of(dossier).0);
    // A line of a figure is part of a text of the dossier, or such a text is part of the line.
    texts.0.retain(|(_, text)| scene.fonts.missing(text, FontStyle::Regular).is_some());
    for one in &mut found {
        let line = one.missing.text.trim_end_matches('…');
        let source = texts.0.iter().find(|(_, text)| text.contains(line) || line.contains(*text));
        one.source = source.map(|(source, _)| source.clone());
    }
    found
}

/// What a user must know of texts that cannot be printed whole, as lines; `None` if there are none.
#[must_use]
pub fn unprintable_warning(found: &[Unprintable]) -> Option<String> {
    /// Enough to see what is meant; `marz check` lists all.
    const MOST: usize = 5;
    let first = found.first()?;
    let mut lines = vec![format!(
        "{} with letters that no font has: empty boxes stand for them",
        match found.len() {
            1 => "1 text".to_owned(),
            n => format!("{n} texts"),
        }
    )];
    for one in found.iter().take(MOST) {
        let source = one.source.as_ref().map_or(String::new(), |s| {
            let record = if s.record.is_empty() { String::new() } else { format!(" '{}'", s.record) };
            format!("{}{record}, {}: ", s.part, s.field)
        });
        lines.push(format!("  {source}\"{}\" ({})", one.missing.text, one.missing.letters()));
    }
    if found.len() > MOST {
        lines.push(format!("  and {} more; marz check lists all of the dossier", found.len() - MOST));
    }
    lines.push(format!("  {}", first.missing.remedy()));
    Some(lines.join("\n"))
}
