//! `marz config`: the settings in force, and where each comes from.

use std::collections::BTreeMap;

use super::args::{ConfigArgs, Global, When};
use super::console::{Console, Failure, deliver_as};
use super::map::{filter_of, with_options};
use super::open;
use super::outcome::Outcome;
use marz::color;
use marz::dossier::{Source, old_key_warnings, old_recipe_warnings};
use marz::recipe::{Manifest, Origin, Recipe, Setting, SettingsInForce, lines};

pub fn run(args: &ConfigArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let source = open::source(global, console)?;
    let (manifest_file, manifest_text) = source.manifest_text()?;
    let manifest = Manifest::parse(&manifest_file, &manifest_text)?;
    let mut warnings = old_key_warnings(&source)?;
    if let Some(name) = &args.recipe {
        warnings.extend(old_recipe_warnings(&source, name)?);
    }
    console.problems(&warnings, &BTreeMap::new());
    let (recipe_file, recipe_text) = match &args.recipe {
        Some(name) => source.recipe_text(name)?,
        None => (String::new(), "title = \"\"".to_owned()),
    };
    let (before, filled) = Recipe::layered(&manifest.defaults, &recipe_file, &recipe_text)?;
    let recipe = with_options(before.clone(), &args.figure, console);
    recipe.check()?;
    args.figure.filter.redaction()?;
    filter_of(&recipe, &args.figure).resolve()?;
    let mut figure = recipe.settings(&before, &filled, &recipe_text, &manifest_text)?;
    if args.recipe.is_none() {
        // Without a recipe there is no file that a setting could come from.
        for setting in figure.iter_mut().filter(|s| s.from == Origin::Recipe) {
            (setting.from, setting.line) = (Origin::Default, None);
        }
    }
    // No recipe has it: it is said anew for each publication.
    figure.extend(args.figure.filter.coarsen.as_ref().map(|size| Setting {
        key: "coarsen".to_owned(),
        value: size.to_string().into(),
        from: Origin::Option,
        line: None,
    }));
    let own = lines(&manifest_file, &manifest_text)?.into_iter().filter(|(key, _)| !key.starts_with("defaults."));
    let mut dossier: Vec<Setting> =
        own.map(|(key, (line, value))| Setting { key, value, from: Origin::Dossier, line: Some(line) }).collect();
    dossier.sort_by_key(|s| s.line);
    let all = SettingsInForce {
        program: program(&source, global),
        dossier_file: manifest_file,
        dossier,
        recipe_file: args.recipe.as_ref().map(|_| recipe_file),
        figure,
        recipes: source.recipes()?,
    };
    deliver_as(args.output.to(), || all.text(), || all.value())?;
    Ok(Outcome::of(false))
}

/// What holds for the program as a whole: key, value, and where it comes from.
fn program(source: &Source, global: &Global) -> Vec<(&'static str, String, String)> {
    let found = match (source, &global.dossier) {
        (_, Some(_)) => "--dossier",
        (Source::Folder(_), None) => "the nearest marz.toml",
        (Source::Embedded | Source::New(..), None) => "no marz.toml here or above",
    };
    let (color, by) = match color::asked(global.color.into(), |name| std::env::var_os(name)) {
        Some((true, by)) => ("always", by),
        Some((false, by)) => ("never", by),
        None => ("auto", "default"),
    };
    debug_assert!(by != "default" || global.color == When::Auto, "an option decides");
    vec![("dossier", source.folder_shown(), found.to_owned()), ("color", color.to_owned(), by.to_owned())]
}
