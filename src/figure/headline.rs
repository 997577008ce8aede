//! The title of a recipe in the language of its figure, where it is made of what the border is called.

use std::borrow::Cow;

use crate::language::Language;
use crate::model::BorderFacts;
use crate::recipe::Recipe;

/// A recipe whose title is the border's English name, as that of a new dossier is, with the border's name in another language; and a subtitle that
/// gives the length as mapped with the words of that language.
pub(super) fn in_language<'r>(recipe: &'r Recipe, facts: &BorderFacts, language: &Language) -> Cow<'r, Recipe> {
    let own = facts.names.0.get(language.code()).filter(|_| !language.is_english());
    let Some(name) = own.filter(|_| recipe.title == facts.name) else { return Cow::Borrowed(recipe) };
    let subtitle = mapped_length(&recipe.subtitle, facts, language).unwrap_or_else(|| recipe.subtitle.clone());
    Cow::Owned(Recipe { title: name.clone(), subtitle, ..recipe.clone() })
}

/// The sentence about the length as mapped in another language; `None` for any other text.
fn mapped_length(text: &str, facts: &BorderFacts, language: &Language) -> Option<String> {
    /// Stands for the kilometres.
    const MARK: &str = "\u{1}";
    let sentence =
        |language: &Language, km: &str| language.fill("length-as-mapped", &[("km", km), ("edition", &facts.edition)]);
    let english = Language::english();
    let whole = sentence(&english, MARK);
    let (before, after) = whole.split_once(MARK)?;
    let km = text.strip_prefix(before)?.strip_suffix(after)?;
    let is_separator = |c: char| !c.is_ascii_digit();
    let km: f64 = km.replace(is_separator, "").parse().ok()?;
    Some(sentence(language, &language.decimal(km, 0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;
    use crate::model::Names;

    #[test]
    fn a_title_that_is_the_name_of_the_border_follows_the_language() {
        let mut facts =
            BorderFacts { name: "A–B border".into(), edition: "AAA-BBB@2026e".into(), ..BorderFacts::default() };
        facts.names = Names::english("A–B border");
        facts.names.0.insert("ru".into(), "Граница: А – Б".into());
        let mut recipe = Recipe::parse("r", "title = \"A–B border\"").unwrap();
        let (english, russian) = (Language::english(), Languages::embedded().find("ru").unwrap());
        recipe.subtitle =
            english.fill("length-as-mapped", &[("km", &english.decimal(12_345.4, 0)), ("edition", &facts.edition)]);
        assert!(matches!(in_language(&recipe, &facts, &english), Cow::Borrowed(_)));
        let own = in_language(&recipe, &facts, &russian);
        assert_eq!(own.title, "Граница: А – Б");
        assert!(own.subtitle.contains("км по данным OpenStreetMap, издание AAA-BBB@2026e"), "{}", own.subtitle);
        assert!(own.subtitle.chars().filter(char::is_ascii_digit).collect::<String>().starts_with("12345"));
        // Words of a person stay.
        recipe.subtitle = "By hand".into();
        assert_eq!(in_language(&recipe, &facts, &russian).subtitle, "By hand");
        recipe.title = "By hand".into();
        assert_eq!(in_language(&recipe, &facts, &russian).title, "By hand");
    }
}
