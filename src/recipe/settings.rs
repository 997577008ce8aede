//! The settings in force as text and as JSON.

use serde_json::{Value, json};

use super::{Origin, Setting};

/// The settings in force, and where each comes from.
pub struct SettingsInForce {
    /// What holds for the program as a whole: key, value, and where it comes from.
    pub program: Vec<(&'static str, String, String)>,
    /// The file of the manifest.
    pub dossier_file: String,
    /// Its settings.
    pub dossier: Vec<Setting>,
    /// The file of the recipe, if one was named.
    pub recipe_file: Option<String>,
    /// The settings of the figure.
    pub figure: Vec<Setting>,
    /// The names of the recipes.
    pub recipes: Vec<String>,
}

impl SettingsInForce {
    /// As JSON for machines.
    #[must_use]
    pub fn value(&self) -> Value {
        let program: Vec<Value> =
            self.program.iter().map(|(key, value, from)| json!({"key": key, "value": value, "from": from})).collect();
        json!({
            "program": program,
            "dossier": {"file": self.dossier_file, "settings": self.dossier},
            "figure": {"file": self.recipe_file, "settings": self.figure},
            "recipes": self.recipes,
        })
    }

    /// As text for people.
    #[must_use]
    pub fn text(&self) -> String {
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
