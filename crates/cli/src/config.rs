//! `marz config`: the settings in force, and where each comes from.

use serde_json::{Value, json};

use super::args::{CheckFormat, ConfigArgs, Global, When};
use super::console::{Console, Failure, deliver};
use super::dossier::Home;
use super::map::with_options;
use super::{Outcome, color};
use marz::recipe::{Manifest, Origin, Recipe, Setting, lines};

pub fn run(args: &ConfigArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let home = Home::find(global, console)?;
    let (manifest_file, manifest_text) = home.manifest_text()?;
    let manifest = Manifest::parse(&manifest_file, &manifest_text)?;
    let (recipe_file, recipe_text) = match &args.recipe {
        Some(name) => home.recipe_text(name)?,
        None => (String::new(), "title = \"\"".to_owned()),
    };
    let (before, filled) = Recipe::layered(&manifest.defaults, &recipe_file, &recipe_text)?;
    let recipe = with_options(before.clone(), &args.figure);
    recipe.check()?;
    let mut figure = recipe.settings(&before, &filled, &recipe_text, &manifest_text)?;
    if args.recipe.is_none() {
        // The figure that says nothing is no file.
        for setting in figure.iter_mut().filter(|s| s.from == Origin::Recipe) {
            (setting.from, setting.line) = (Origin::Default, None);
        }
    }
    let own = lines(&manifest_file, &manifest_text)?.into_iter().filter(|(key, _)| !key.starts_with("defaults."));
    let mut dossier: Vec<Setting> =
        own.map(|(key, (line, value))| Setting { key, value, from: Origin::Dossier, line: Some(line) }).collect();
    dossier.sort_by_key(|s| s.line);
    let all = All {
        program: program(&home, global),
        dossier_file: manifest_file,
        dossier,
        recipe_file: args.recipe.as_ref().map(|_| recipe_file),
        figure,
        recipes: home.recipes()?,
    };
    let product = match args.format {
        CheckFormat::Text => all.text(),
        CheckFormat::Json => format!("{:#}\n", all.value()),
    };
    deliver(&args.output, product.as_bytes())?;
    Ok(Outcome::of(false))
}

/// What holds for the program as a whole: key, value, and where it comes from.
fn program(home: &Home, global: &Global) -> Vec<(&'static str, String, String)> {
    let folder = match home {
        Home::Folder(folder) if folder.as_os_str().is_empty() => ".".to_owned(),
        Home::Folder(folder) => folder.display().to_string(),
        Home::Embedded => "embedded".to_owned(),
    };
    let found = match (home, &global.dossier) {
        (_, Some(_)) => "--dossier",
        (Home::Folder(_), None) => "the nearest marz.toml",
        (Home::Embedded, None) => "no marz.toml here or above",
    };
    let (color, by) = match color::asked(global.color, |name| std::env::var_os(name)) {
        Some((true, by)) => ("always", by),
        Some((false, by)) => ("never", by),
        None => ("auto", "default"),
    };
    debug_assert!(by != "default" || global.color == When::Auto, "an option decides");
    vec![("dossier", folder, found.to_owned()), ("color", color.to_owned(), by.to_owned())]
}

struct All {
    program: Vec<(&'static str, String, String)>,
    dossier_file: String,
    dossier: Vec<Setting>,
    recipe_file: Option<String>,
    figure: Vec<Setting>,
    recipes: Vec<String>,
}

impl All {
    fn value(&self) -> Value {
        let program: Vec<Value> =
            self.program.iter().map(|(key, value, from)| json!({"key": key, "value": value, "from": from})).collect();
        json!({
            "program": program,
            "dossier": {"file": self.dossier_file, "settings": self.dossier},
            "figure": {"file": self.recipe_file, "settings": self.figure},
            "recipes": self.recipes,
        })
    }

    fn text(&self) -> String {
        let from = |s: &Setting| {
            let place = |file: &str| match s.line {
                Some(line) => format!("{file}:{line}"),
                None => file.to_owned(),
            };
            match s.from {
                Origin::Option => "option".to_owned(),
                Origin::Recipe => place(self.recipe_file.as_deref().unwrap_or_default()),
                Origin::Dossier => place(&self.dossier_file),
                Origin::Default => "default".to_owned(),
            }
        };
        let rows = |settings: &[Setting]| -> Vec<[String; 3]> {
            settings.iter().map(|s| [s.key.clone(), shown(&s.value), from(s)]).collect()
        };
        let program: Vec<[String; 3]> =
            self.program.iter().map(|(key, value, by)| [(*key).to_owned(), value.clone(), by.clone()]).collect();
        let figure = self.recipe_file.as_deref().unwrap_or("a figure whose recipe says nothing");
        format!(
            "program\n{}\ndossier: {}\n{}\nfigure: {figure}\n{}\nrecipes: {}\n",
            table(&program),
            self.dossier_file,
            table(&rows(&self.dossier)),
            table(&rows(&self.figure)),
            if self.recipes.is_empty() { "none".to_owned() } else { self.recipes.join(", ") },
        )
    }
}

/// A value as TOML has it; a dash where there is none.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        other => other.to_string(),
    }
}

/// Aligned columns; a long value does not push the last one away from the others.
fn table(rows: &[[String; 3]]) -> String {
    const WIDEST: usize = 44;
    let wide = |i: usize| rows.iter().map(|r| r[i].chars().count()).filter(|n| *n <= WIDEST).max().unwrap_or(0);
    let (key, value) = (wide(0), wide(1));
    rows.iter().map(|[k, v, from]| format!("  {k:<key$}  {v:<value$}  {from}\n")).collect()
}
