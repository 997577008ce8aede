//! The tables by which other people's codes are read.

use super::{RecipeError, from_toml};
use crate::model::{Coding, Dataset, Grade};

/// The text of the table of a dataset.
#[must_use]
pub fn coding_text(dataset: Dataset) -> &'static str {
    match dataset {
        Dataset::Acled => include_str!("coding/acled.toml"),
        Dataset::Ucdp => include_str!("coding/ucdp.toml"),
        Dataset::Gdelt => include_str!("coding/gdelt.toml"),
        Dataset::Table => include_str!("coding/table.toml"),
    }
}

/// The table of a dataset, with the entries of another table, given by name and text, put in their place.
///
/// # Errors
///
/// [`RecipeError`] with line and column where the other table is not TOML, or a key or value is unknown or wrong.
pub fn coding(dataset: Dataset, by: Option<(&str, &str)>) -> Result<Coding, RecipeError> {
    let own: Coding = from_toml("the table of the program", coding_text(dataset))?;
    let own = Coding::default().overridden(own);
    let Some((name, text)) = by else { return Ok(own) };
    let by: Coding = from_toml(name, text)?;
    if let Some(country) = by.country.values().find(|c| c.len() != 2) {
        return Err(RecipeError::value(name, country, "a country code of two letters (ISO 3166-1)"));
    }
    let known: Vec<&str> = Coding::FIELDS.iter().map(|(field, _)| *field).collect();
    if let Some(field) = by.columns.keys().find(|c| !known.contains(&c.as_str())) {
        return Err(RecipeError::value(&format!("{name}: columns"), field, format!("one of {}", known.join(", "))));
    }
    let grades = [&by.defaults.grade, &by.defaults.grade_of_several];
    if let Some(grade) = grades.into_iter().flatten().find(|g| g.parse::<Grade>().is_err()) {
        return Err(RecipeError::value(name, grade, "a grade such as B3"));
    }
    Ok(own.overridden(by))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_read_and_a_person_may_override_them() {
        for dataset in [Dataset::Acled, Dataset::Ucdp, Dataset::Gdelt, Dataset::Table] {
            coding(dataset, None).unwrap();
        }
        let text = "[precision.2]\nradius_m = 9000\nprecision = 2\nextent = 'point'\nmeaning = 'our own'";
        let mine = coding(Dataset::Acled, Some(("mine.toml", text))).unwrap();
        assert_eq!(mine.precision["2"].radius_m, Some(9_000));
        assert_eq!(mine.precision["1"].radius_m, Some(2_000));
        let wrong = coding(Dataset::Acled, Some(("mine.toml", "[category]\nBattles = 'clashh'")));
        let wrong = wrong.unwrap_err().to_string();
        assert!(wrong.contains("mine.toml") && wrong.contains("clashh"), "{wrong}");
    }
}
