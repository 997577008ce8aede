//! The code tables of other datasets: countries, categories, precision.

use super::filter::unknown_category;
use super::{RecipeError, did_you_mean, from_toml};
use crate::model::{Categories, Coding, Dataset, Grade, MOST_RADIUS_M};

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
    // A file that was cut to nothing would be read as a table that changes nothing.
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        let message = "the file is empty: expected a table such as [category] or [columns]".to_owned();
        return Err(RecipeError::File { file: name.to_owned(), message });
    }
    let by: Coding = from_toml(name, text)?;
    if let Some(country) = by.country.values().find(|c| c.len() != 2) {
        return Err(RecipeError::value(name, country, "a country code of two letters (ISO 3166-1)"));
    }
    let radii = by.precision.values().filter_map(|p| p.radius_m).chain(by.defaults.radius_m);
    if let Some(radius) = radii.into_iter().find(|r| *r > MOST_RADIUS_M) {
        let expected = format!("metres, at most {MOST_RADIUS_M}");
        return Err(RecipeError::value(&format!("{name}: radius_m"), radius.to_string(), expected));
    }
    if let Some(code) = by.precision.values().find(|p| !(1..=5).contains(&p.precision)) {
        let found = code.precision.to_string();
        return Err(RecipeError::value(&format!("{name}: precision"), found, "1 exact site to 5 country or unknown"));
    }
    let known: Vec<&str> = Coding::FIELDS.iter().map(|(field, _)| *field).collect();
    if let Some(field) = by.columns.keys().find(|c| !known.contains(&c.as_str())) {
        let like = did_you_mean(field, known.iter().copied(), ["", ""]);
        let expected = format!("one of {}{like}", known.join(", "));
        return Err(RecipeError::value(&format!("{name}: columns"), field, expected));
    }
    let grades = [&by.defaults.grade, &by.defaults.grade_of_several];
    if let Some(grade) = grades.into_iter().flatten().find(|g| g.parse::<Grade>().is_err()) {
        return Err(RecipeError::value(name, grade, "a grade such as B3"));
    }
    Ok(Coding { table: name.to_owned(), ..own.overridden(by) })
}

/// Checks that each category of a table is one of the program or of the dossier.
///
/// # Errors
///
/// [`RecipeError::Value`] with the categories that there are, and the nearest.
pub fn check_categories(coding: &Coding, own: &Categories) -> Result<(), RecipeError> {
    let mut all = coding.category.values().chain(&coding.defaults.category);
    let unknown = all.find(|c| own.resolve(**c).is_none());
    unknown.map_or(Ok(()), |c| Err(unknown_category(own, &format!("{}: category", coding.table), c.as_str())))
}

/// A spreadsheet to fill in: its header and no row.
#[must_use]
pub fn spreadsheet_template() -> String {
    let names: Vec<&str> = Coding::FIELDS.iter().map(|(name, _)| *name).collect();
    format!("{}\n", names.join(","))
}

/// A table for that spreadsheet, to be changed for any other: every column has the name of its field.
#[must_use]
pub fn spreadsheet_table() -> String {
    let mut text = "# How a spreadsheet is read: marz import csv FILE --table import/mapping.toml\n\
        # Left is what an incident has, right the header of your column. Leave out what yours does not have.\n\n[columns]\n"
        .to_owned();
    for (name, meaning) in Coding::FIELDS {
        text.push_str(&format!("{:<30} # {meaning}\n", format!("{name} = \"{name}\"")));
    }
    text.push_str(
        "\n# Words of your spreadsheet, and the category that each means.\n[category]\n# \"shooting\" = \"clash\"\n\n\
         # What holds where a row says nothing.\n[defaults]\n# grade = \"C3\"\n# status = \"one_side\"\n# radius_m = 5000\n",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Category;

    #[test]
    fn the_template_maps_every_column_of_the_spreadsheet() {
        let table = spreadsheet_table();
        let mapping = coding(Dataset::Table, Some(("mapping.toml", &table))).unwrap();
        let header = spreadsheet_template();
        let columns: Vec<&str> = header.trim_end().split(',').collect();
        assert_eq!(columns.len(), mapping.columns.len());
        for (name, column) in &mapping.columns {
            assert!(name == column && columns.contains(&column.as_str()), "{name}");
        }
        for category in Category::ALL {
            assert!(
                Coding::FIELDS.iter().any(|(name, content)| *name == "category" && content.contains(category.as_str()))
            );
        }
    }

    #[test]
    fn what_no_incident_has_is_refused_by_name() {
        let message_of = |text: &str| coding(Dataset::Table, Some(("m.toml", text))).unwrap_err().to_string();
        assert!(message_of("[columns]\ndeaths = 'Deaths'").contains("deaths: expected one of id, date"));
        assert!(message_of("[category]\nshooting = 'A clash'").contains("small letters"));
        let misspelt = coding(Dataset::Table, Some(("m.toml", "[category]\nshooting = 'clsh'"))).unwrap();
        let message = check_categories(&misspelt, &Categories::default()).unwrap_err().to_string();
        assert!(message.starts_with("m.toml: category: clsh") && message.contains("did you mean clash?"), "{message}");
        assert!(message_of("[colums]").contains("colums"));
        assert!(message_of("[defaults]\ngrade = 'Z1'").contains("a grade such as B3"));
    }

    #[test]
    fn the_tables_are_read_and_a_person_may_override_them() {
        for dataset in [Dataset::Acled, Dataset::Ucdp, Dataset::Gdelt, Dataset::Table] {
            coding(dataset, None).unwrap();
        }
        let text = "[precision.2]\nradius_m = 9000\nprecision = 2\nextent = 'point'\nmeaning = 'our own'";
        let mine = coding(Dataset::Acled, Some(("mine.toml", text))).unwrap();
        assert_eq!(mine.precision["2"].radius_m, Some(9_000));
        assert_eq!(mine.precision["1"].radius_m, Some(2_000));
        let wrong = coding(Dataset::Acled, Some(("mine.toml", "[category]\nBattles = 'Clashh'")));
        let wrong = wrong.unwrap_err().to_string();
        assert!(wrong.contains("mine.toml") && wrong.contains("Clashh"), "{wrong}");
    }
}
