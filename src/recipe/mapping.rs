use std::collections::BTreeMap;

use serde::Deserialize;

use super::{RecipeError, from_toml};
use crate::model::Category;

/// What a spreadsheet of incidents can say, in the order of the template's columns: name, and what a cell holds.
pub const SPREADSHEET: [(&str, &str); 21] = [
    ("id", "a stable text without spaces; may be left empty"),
    ("date", "2026-04-17, 2026-04, or 2026-04-17/2026-04-18; ~ for about"),
    ("title", "one line that says what happened"),
    ("summary", "what happened, in your own words"),
    (
        "category",
        "clash, shelling, drone_attack, smuggling_clash, incursion, deployment, contact, claim, aggregate or other",
    ),
    ("place", "the name of the place, in any script"),
    ("district", "the district"),
    ("province", "the province or region"),
    ("country", "the country's code"),
    ("lon", "longitude in degrees; empty where the place is to be looked up"),
    ("lat", "latitude in degrees"),
    ("radius_m", "it happened within so many metres of that point"),
    ("side", "the side of the border that the report names: left, right or both"),
    ("first", "who took part on the one side"),
    ("second", "who took part on the other"),
    ("killed", "3, 2..4, 1.. for at least one, or empty for unknown"),
    ("wounded", "the same"),
    ("status", "officially_confirmed, multiple_media, one_side, disputed or denied"),
    ("grade", "both Admiralty axes, such as B3; empty for F6, cannot be judged"),
    ("source", "who says so: publisher, address and date where known"),
    ("note", "a remark or contradiction"),
];

/// Which column of a spreadsheet says what.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What is said ([`SPREADSHEET`]), and the header of the column that says it.
    pub columns: BTreeMap<String, String>,
    /// Words of the spreadsheet, and the category that each means.
    #[serde(default)]
    pub categories: BTreeMap<String, Category>,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    ///
    /// [`RecipeError::File`] where it is not TOML of this form, and [`RecipeError::Value`] where it maps what no incident has.
    pub fn parse(file: &str, text: &str) -> Result<Self, RecipeError> {
        let mapping: Self = from_toml(file, text)?;
        let known: Vec<&str> = SPREADSHEET.iter().map(|(name, _)| *name).collect();
        match mapping.columns.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => {
                Err(RecipeError::value(&format!("{file}: columns"), key, format!("one of {}", known.join(", "))))
            }
            None => Ok(mapping),
        }
    }

    /// A mapping file for the template: every column is called after what it says.
    #[must_use]
    pub fn template() -> String {
        let mut text = "# Which column of a spreadsheet says what: on the left what an incident has, on the right the column's header.\n\
            # Leave out what your spreadsheet does not have.\n\n[columns]\n"
            .to_owned();
        for (name, meaning) in SPREADSHEET {
            text.push_str(&format!("{:<22} # {meaning}\n", format!("{name} = \"{name}\"")));
        }
        text.push_str(
            "\n# Words of your spreadsheet, and the category that each means.\n[categories]\n# \"shooting\" = \"clash\"\n",
        );
        text
    }

    /// The template spreadsheet: its header and no row.
    #[must_use]
    pub fn spreadsheet() -> String {
        let names: Vec<&str> = SPREADSHEET.iter().map(|(name, _)| *name).collect();
        format!("{}\n", names.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_maps_every_column_of_the_spreadsheet() {
        let mapping = Mapping::parse("mapping.toml", &Mapping::template()).unwrap();
        let header = Mapping::spreadsheet();
        let columns: Vec<&str> = header.trim_end().split(',').collect();
        assert_eq!(columns.len(), mapping.columns.len());
        for (name, column) in &mapping.columns {
            assert!(name == column && columns.contains(&column.as_str()), "{name}");
        }
        for category in Category::ALL {
            assert!(SPREADSHEET.iter().any(|(name, says)| *name == "category" && says.contains(category.as_str())));
        }
    }

    #[test]
    fn what_no_incident_has_is_refused_by_name() {
        let told = |text: &str| Mapping::parse("m.toml", text).unwrap_err().to_string();
        assert!(told("[columns]\ndeaths = 'Deaths'").contains("deaths: expected one of id, date"));
        assert!(told("[columns]\n[categories]\nshooting = 'clsh'").contains("did you mean `clash`?"));
        assert!(told("[colums]").contains("colums"));
    }
}
