use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Categories, Category, Extent, LetterO, Status};

/// A dataset of other people, or any spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dataset {
    /// ACLED: Armed Conflict Location & Event Data.
    Acled,
    /// Uppsala Conflict Data Program, Georeferenced Event Dataset.
    Ucdp,
    /// Global Database of Events, Language and Tone, version 2.
    Gdelt,
    /// Any spreadsheet: a table of the user's maps its columns to fields.
    Table,
}

impl Dataset {
    /// Its word in commands.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Acled => "acled",
            Self::Ucdp => "ucdp",
            Self::Gdelt => "gdelt",
            Self::Table => "table",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Acled => "ACLED",
            Self::Ucdp => "UCDP GED",
            Self::Gdelt => "GDELT",
            Self::Table => "a table",
        }
    }

    /// What the ids of its records begin with; `None` for a spreadsheet, which has ids of its own.
    #[must_use]
    pub fn id_prefix(self) -> Option<&'static str> {
        match self {
            Self::Acled => Some("acled-"),
            Self::Ucdp => Some("ucdp-"),
            Self::Gdelt => Some("gdelt-"),
            Self::Table => None,
        }
    }
}

/// How the codes of another dataset are read: radii, categories, countries, grades. A table that is data.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coding {
    /// Who publishes the dataset, as sources name it.
    #[serde(default)]
    pub publisher: String,
    /// Where it is published.
    #[serde(default)]
    pub url: Option<String>,
    /// What its terms ask for, in one sentence.
    #[serde(default)]
    pub terms: Option<String>,
    /// In what order a date of numbers has its parts, where it does not begin with a year of four digits; a date that contradicts it is refused.
    #[serde(default)]
    pub date_order: Option<DateOrder>,
    /// The calendar in which the dates of the table are written.
    #[serde(default)]
    pub calendar: Option<DateCalendar>,
    /// What the letter O means in positions; without it a position that has one is refused.
    #[serde(default)]
    pub letter_o: Option<LetterO>,
    /// Which column of a spreadsheet holds which of our fields.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    /// What the codes of precision mean.
    #[serde(default)]
    pub precision: BTreeMap<String, PrecisionCode>,
    /// Which category a code stands for.
    #[serde(default)]
    pub category: BTreeMap<String, Category>,
    /// Which status a word of the column of statuses means.
    #[serde(default)]
    pub status: BTreeMap<String, Status>,
    /// Which list the codes of countries are from; else ISO 3166-1.
    #[serde(default)]
    pub country_codes: Option<CountryCodes>,
    /// Which country (ISO 3166-1 alpha-2) a name or code stands for, where it is not the usual one.
    #[serde(default)]
    pub country: BTreeMap<String, String>,
    /// Which place, by its id, a name of the sheet means that several places have.
    #[serde(default)]
    pub place: BTreeMap<String, String>,
    /// The defaults where the dataset has no value.
    #[serde(default)]
    pub defaults: CodingDefaults,
    /// What the table of a person is called; empty without one.
    #[serde(skip)]
    pub table: String,
    /// The names of categories in legends, in every language, as keys: they count where neither the person nor the dossier says otherwise.
    #[serde(skip)]
    pub legend: BTreeMap<String, Category>,
    /// The categories that the dossier defines: a sheet may name them as they are.
    #[serde(skip)]
    pub own_categories: Categories,
}

/// A list of codes of countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountryCodes {
    /// ISO 3166-1, and names.
    Iso,
    /// FIPS 10-4: two letters that often mean another country than in ISO 3166-1.
    Fips,
}

/// What a code of precision means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrecisionCode {
    /// The location radius in metres; `None` if the point is of no use for proximity.
    pub radius_m: Option<u32>,
    /// Our own precision, 1 to 5.
    pub precision: u8,
    /// What the point stands for; `none` leaves it out.
    pub extent: Extent,
    /// The dataset's own words for it.
    pub meaning: String,
}

/// Defaults where a dataset has no value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodingDefaults {
    /// The category where no code gives one; else `other`.
    pub category: Option<Category>,
    /// The status of what one source reports; else `one_side`.
    pub status: Option<Status>,
    /// The status of what several sources report; else that of one source.
    pub status_of_several: Option<Status>,
    /// The grade of what one source reports, such as `B3`; else `F6`.
    pub grade: Option<String>,
    /// The grade of what several sources report; else that of one source.
    pub grade_of_several: Option<String>,
    /// Why.
    pub grade_reason: Option<String>,
    /// The location radius in metres where no code gives one.
    pub radius_m: Option<u32>,
}

/// In what order a date has its day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 24/8/2025.
    DayFirst,
    /// 8/24/2025.
    MonthFirst,
    /// 25/8/24.
    YearFirst,
}

/// The calendar of the dates of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateCalendar {
    /// The calendar of ISO 8601.
    #[default]
    Gregorian,
    /// The calendar of Afghanistan and Iran: `1404-06-02` is 24 August 2025.
    SolarHijri,
}

impl Coding {
    /// The fields of which a spreadsheet needs a column, each with those that do in its place: what happened, and when.
    pub const NEEDED: [(&str, &[&str]); 2] =
        [("title", &["summary", "category", "place", "count"]), ("date", &["year"])];

    /// The fields that a spreadsheet can have, in the order of a template's columns, each with what a cell of it holds.
    pub const FIELDS: [(&str, &str); 32] = [
        ("id", "a stable text without spaces; may be left empty"),
        ("date", "2026-04-17, 2026-04, or 2026-04-17/2026-04-18; ~ for about; also 17.4.2026 and many others"),
        ("title", "one line that says what happened"),
        ("summary", "what happened, in your own words"),
        (
            "category",
            "clash, shelling, drone_attack, smuggling_clash, incursion, deployment, contact, claim, aggregate or other",
        ),
        ("place", "the name of the place, in any script"),
        ("district", "the district"),
        ("province", "the province or region"),
        ("country", "the country's code or English name"),
        ("lon", "longitude in degrees; empty where the place is to be looked up"),
        ("lat", "latitude in degrees"),
        ("radius_m", "it happened within so many metres of that point"),
        ("precision", "a code that [precision] explains; 1 exact site to 5 country"),
        ("side", "the side of the border that the report names: left, right, both, or the code of its country"),
        ("first", "who took part on the one side; several with ;"),
        ("second", "who took part on the other"),
        ("other", "who else took part"),
        ("killed", "3, 2-4, 3+ for at least three, ~10 for about ten, or empty for unknown"),
        ("wounded", "the same"),
        ("status", "officially_confirmed, multiple_media, one_side, disputed or denied"),
        ("grade", "both Admiralty axes, such as B3; empty for the default"),
        ("grade_reason", "why"),
        ("source", "who says so; several with ;"),
        ("source_title", "the title of the report"),
        ("source_url", "its address"),
        ("source_date", "when it was published"),
        ("note", "a remark or contradiction"),
        ("position", "instead of lon and lat: 37.24, 69.10 (latitude first), degrees with minutes, WKT, or MGRS"),
        ("year", "where the date has columns of its own: its year"),
        ("month", "its month, 0 where it is not known"),
        ("day", "its day, 0 where it is not known"),
        ("count", "how many events the row stands for, where it sums up several"),
    ];

    /// A code or name as the tables are searched for it: without case, with single spaces, `6.0` as `6`.
    #[must_use]
    pub fn key(text: &str) -> String {
        let text = text.trim();
        let whole = text.strip_suffix(".0").filter(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit()));
        whole.unwrap_or(text).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The same with every entry of another table put in its place: what a person overrides.
    #[must_use]
    pub fn overridden(mut self, by: Coding) -> Self {
        let keyed = |key: String| Self::key(&key);
        if !by.publisher.is_empty() {
            self.publisher = by.publisher;
        }
        self.url = by.url.or(self.url);
        self.terms = by.terms.or(self.terms);
        self.date_order = by.date_order.or(self.date_order);
        self.country_codes = by.country_codes.or(self.country_codes);
        self.calendar = by.calendar.or(self.calendar);
        self.letter_o = by.letter_o.or(self.letter_o);
        self.columns.extend(by.columns);
        self.precision = self.precision.into_iter().chain(by.precision).map(|(k, v)| (keyed(k), v)).collect();
        self.category = self.category.into_iter().chain(by.category).map(|(k, v)| (keyed(k), v)).collect();
        self.status = self.status.into_iter().chain(by.status).map(|(k, v)| (keyed(k), v)).collect();
        self.country = self.country.into_iter().chain(by.country).map(|(k, v)| (keyed(k), v)).collect();
        self.place = self.place.into_iter().chain(by.place).map(|(k, v)| (keyed(k), v)).collect();
        let (own, by) = (self.defaults, by.defaults);
        self.defaults = CodingDefaults {
            category: by.category.or(own.category),
            status: by.status.or(own.status),
            status_of_several: by.status_of_several.or(own.status_of_several),
            grade: by.grade.or(own.grade),
            grade_of_several: by.grade_of_several.or(own.grade_of_several),
            grade_reason: by.grade_reason.or(own.grade_reason),
            radius_m: by.radius_m.or(own.radius_m),
        };
        self
    }
}
