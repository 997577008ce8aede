//! Settings in layers: an option overrides the recipe, the recipe the dossier's defaults, and those the
//! built-in defaults.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{ImageFormat, Page, ParameterFile, Recipe, RecipeError, Theme, from_toml, with_new_keys};

/// What a dossier sets once for all of its figures: the table `[defaults]` of `marz.toml`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// The language, or two of them; the report takes it too.
    pub lang: Option<String>,
    /// The colours.
    pub theme: Option<Theme>,
    /// Width and height in pixels.
    pub size: Option<(u32, u32)>,
    /// A page instead of a size.
    pub page: Option<Page>,
    /// Dots per inch.
    pub dpi: Option<u32>,
    /// How much larger letters and symbols are than usual, 0.5 to 3.
    pub text_scale: Option<f64>,
    /// What `build` writes.
    pub formats: Option<Vec<ImageFormat>>,
}

impl Defaults {
    /// Fills in the keys that a recipe does not set; returns those that were filled.
    ///
    /// Size and page are alternatives, and dots per inch belong to them: a recipe with one of them takes neither the
    /// size, the page nor the dots of the dossier.
    fn fill(&self, recipe: &mut Recipe, is_set: impl Fn(&str) -> bool) -> Vec<&'static str> {
        let has_own_size = is_set("size") || is_set("page");
        let mut filled = Vec::new();
        let mut take = |key: &'static str, is_given: bool| {
            let is_taken = is_given && !is_set(key) && !(has_own_size && ["size", "page", "dpi"].contains(&key));
            if is_taken {
                filled.push(key);
            }
            is_taken
        };
        if let Some(lang) = self.lang.as_ref().filter(|_| take("lang", true)) {
            recipe.lang.clone_from(lang);
        }
        if let Some(theme) = self.theme.filter(|_| take("theme", true)) {
            recipe.theme = theme;
        }
        if take("size", self.size.is_some()) {
            recipe.size = self.size;
        }
        if take("page", self.page.is_some()) {
            recipe.page = self.page;
        }
        if take("dpi", self.dpi.is_some()) {
            recipe.dpi = self.dpi;
        }
        if let Some(scale) = self.text_scale.filter(|_| take("text_scale", true)) {
            recipe.text_scale = scale;
        }
        if let Some(formats) = self.formats.as_ref().filter(|_| take("formats", true)) {
            recipe.formats.clone_from(formats);
        }
        filled
    }

    /// Refuses what no figure could use.
    pub(super) fn check(&self, file: &str) -> Result<(), RecipeError> {
        let named = |e: RecipeError| match e {
            RecipeError::Value { key, found, expected } => {
                RecipeError::Value { key: format!("{file}: defaults.{key}"), found, expected }
            }
            other => other,
        };
        let mut recipe: Recipe = from_toml(file, "title = \"\"")?;
        self.fill(&mut recipe, |key| key == "title");
        recipe.check().map_err(named)
    }
}

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// An option of the command.
    Option,
    /// The recipe.
    Recipe,
    /// `marz.toml`.
    Dossier,
    /// Built into the program.
    Default,
}

/// One setting in force.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Setting {
    /// The key as a recipe has it, such as `show.key`.
    pub key: String,
    /// Its value; null where there is none.
    pub value: Value,
    /// Where it comes from.
    pub from: Origin,
    /// The line in that file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
}

impl Recipe {
    /// Reads a recipe.
    ///
    /// # Errors
    ///
    /// [`RecipeError::File`] with line and column where it is not TOML or a key is missing, unknown or wrong, and
    /// [`RecipeError::Value`] where a number makes no picture.
    pub fn parse(file: &str, text: &str) -> Result<Self, RecipeError> {
        Self::layered(&Defaults::default(), file, text).map(|(recipe, _)| recipe)
    }

    /// Reads a recipe above the defaults of its dossier; also returns which keys these have set.
    ///
    /// # Errors
    ///
    /// As [`Recipe::parse`].
    pub fn layered(defaults: &Defaults, file: &str, text: &str) -> Result<(Self, Vec<&'static str>), RecipeError> {
        let text = with_new_keys(ParameterFile::Recipe, file, text)?;
        let mut recipe: Self = from_toml(file, &text)?;
        let table: toml::Table = from_toml(file, &text)?;
        let mut filled = defaults.fill(&mut recipe, |key| table.contains_key(key));
        if !table.contains_key("formats") && !recipe.fit_formats() {
            filled.retain(|key| *key != "formats");
        }
        recipe.check().map_err(|e| match e {
            RecipeError::Value { key, found, expected } => {
                RecipeError::Value { key: format!("{file}: {key}"), found, expected }
            }
            other => other,
        })?;
        Ok((recipe, filled))
    }

    /// Every setting of a figure with its origin. `before` is the recipe before the options changed it.
    ///
    /// # Errors
    ///
    /// [`RecipeError::File`] where a text is not TOML.
    pub fn settings(
        &self,
        before: &Self,
        filled: &[&str],
        recipe_text: &str,
        manifest_text: &str,
    ) -> Result<Vec<Setting>, RecipeError> {
        let own = lines("recipe", &with_new_keys(ParameterFile::Recipe, "recipe", recipe_text)?)?;
        let dossier = lines("marz.toml", &with_new_keys(ParameterFile::Manifest, "marz.toml", manifest_text)?)?;
        let was: BTreeMap<String, Value> = before.flat().into_iter().collect();
        let one = |(key, value): (String, Value)| {
            let (from, line) = if was.get(&key) != Some(&value) {
                (Origin::Option, None)
            } else if let Some((line, _)) = own.get(&key) {
                (Origin::Recipe, Some(*line))
            } else if filled.contains(&key.as_str()) {
                (Origin::Dossier, dossier.get(&format!("defaults.{key}")).map(|(line, _)| *line))
            } else {
                (Origin::Default, None)
            };
            Setting { key, value, from, line }
        };
        Ok(self.flat().into_iter().map(one).collect())
    }

    /// Every key with its value, as a recipe would have it; what follows from other keys is computed.
    fn flat(&self) -> Vec<(String, Value)> {
        let mut all = Vec::new();
        flatten("", &serde_json::to_value(self).unwrap_or_default(), &mut all);
        let says_extent = all.iter().any(|(k, v)| k.starts_with("extent.") && k != "extent.include" && !v.is_null());
        let (width, height) = self.pixels();
        for (key, value) in &mut all {
            match key.as_str() {
                "size" if self.page.is_none() => *value = serde_json::json!([width, height]),
                "dpi" => *value = self.dots().into(),
                "extent.border" if !says_extent => *value = true.into(),
                _ => {}
            }
        }
        all
    }
}

/// Every key that a TOML text sets, as `table.key`, with its line and its value.
///
/// # Errors
///
/// [`RecipeError::File`] where it is not TOML.
pub fn lines(file: &str, text: &str) -> Result<BTreeMap<String, (usize, Value)>, RecipeError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table =
        DeTable::parse(text).map_err(|e| RecipeError::File { file: file.to_owned(), message: e.to_string() })?;
    let mut all = BTreeMap::new();
    walk("", table.get_ref(), text, &mut all);
    // The values as they are read, without their places.
    let values: Value = from_toml(file, text)?;
    let mut flat = Vec::new();
    flatten("", &values, &mut flat);
    let values: BTreeMap<String, Value> = flat.into_iter().collect();
    let one = |(key, line): (String, usize)| {
        let value = values.get(&key).cloned().unwrap_or_default();
        (key, (line, value))
    };
    Ok(all.into_iter().map(one).collect())
}

fn walk(prefix: &str, table: &DeTable<'_>, text: &str, all: &mut BTreeMap<String, usize>) {
    for (key, value) in table.iter() {
        let name = joined(prefix, key.get_ref());
        match value.get_ref() {
            DeValue::Table(inner) => walk(&name, inner, text, all),
            _ => drop(all.insert(name, line_of(key, text))),
        }
    }
}

fn line_of<T>(spanned: &Spanned<T>, text: &str) -> usize {
    text.bytes().take(spanned.span().start).filter(|b| *b == b'\n').count() + 1
}

fn joined(prefix: &str, key: &str) -> String {
    if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") }
}

fn flatten(prefix: &str, value: &Value, all: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(k, v)| flatten(&joined(prefix, k), v, all)),
        leaf => all.push((prefix.to_owned(), leaf.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defaults(text: &str) -> Defaults {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn a_recipe_comes_before_the_dossier_and_that_before_what_is_usual() {
        let all = defaults("lang = 'ru'\ntheme = 'grey'\npage = 'a4'\ndpi = 200\ntext_scale = 1.2\nformats = ['svg']");
        let (recipe, filled) = Recipe::layered(&all, "m.toml", "title = 'x'\ntheme = 'dark'").unwrap();
        assert_eq!((recipe.lang.as_str(), recipe.theme, recipe.page), ("ru", Theme::Dark, Some(Page::A4)));
        assert_eq!((recipe.dots(), recipe.formats), (200, vec![ImageFormat::Svg]));
        assert_eq!(filled, ["lang", "page", "dpi", "text_scale", "formats"]);
        // A size of its own excludes the page and the dots of another.
        let (own, filled) = Recipe::layered(&all, "m.toml", "title = 'x'\nsize = [800, 600]").unwrap();
        assert_eq!((own.page, own.dpi, own.pixels()), (None, None, (800, 600)));
        assert!(!filled.contains(&"dpi") && !filled.contains(&"page"));
    }

    #[test]
    fn defaults_that_no_figure_could_use_are_named() {
        let message_of = |text: &str| defaults(text).check("marz.toml").unwrap_err().to_string();
        assert!(message_of("page = 'a4'\nsize = [800, 600]").contains("both size and page"));
        assert!(message_of("dpi = 5").contains("36 to 1200"));
    }

    #[test]
    fn each_setting_knows_its_file_and_line() {
        let manifest = "title = 'case'\n\n[defaults]\nlang = 'ru'\n";
        let text = "title = 'x'\n[filter]\nsince = '2025'\n[show]\nkey = true\n";
        let all = defaults("lang = 'ru'");
        let (before, filled) = Recipe::layered(&all, "m.toml", text).unwrap();
        let mut after = before.clone();
        after.theme = Theme::Dark;
        let settings = after.settings(&before, &filled, text, manifest).unwrap();
        let of = |key: &str| settings.iter().find(|s| s.key == key).map(|s| (s.from, s.line)).unwrap();
        assert_eq!(of("title"), (Origin::Recipe, Some(1)));
        assert_eq!(of("filter.since"), (Origin::Recipe, Some(3)));
        assert_eq!(of("show.key"), (Origin::Recipe, Some(5)));
        assert_eq!(of("lang"), (Origin::Dossier, Some(4)));
        assert_eq!(of("theme"), (Origin::Option, None));
        assert_eq!(of("show.relief"), (Origin::Default, None));
        let size = settings.iter().find(|s| s.key == "size").unwrap();
        assert_eq!(size.value, serde_json::json!([1600, 1200]));
    }
}
