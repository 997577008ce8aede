//! Which column of a table holds which field: as a person's own table names it, by the name of the field, or by a usual spelling.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Coding, Dataset};
use crate::read::Problem;
use crate::read::table::{Find, beside, column, find, nearest};

/// The columns of the fields, by their number from 0.
#[derive(Debug, Clone, Default)]
pub struct FieldColumns(BTreeMap<&'static str, usize>);

/// Where the position of a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PositionFields {
    /// Longitude and latitude in columns of their own.
    Two,
    /// Both in one column.
    One,
}

/// The fields whose usual spellings mean nothing else, so that no warning lists them.
const SURE: [&str; 7] = ["lon", "lat", "position", "radius_m", "id", "date", "title"];

/// The column with the words to codes of a field in a column of its own, as GTD has them: `country_txt` beside `country`.
fn in_words(header: &[String], field: &str) -> Option<usize> {
    let words = format!("{field}_txt");
    header.iter().position(|h| *h == words).filter(|_| header.iter().any(|h| h == field))
}

/// Whether a name in small letters is that of a field, or of a column that the table names.
pub fn is_field(coding: &Coding, name: &str) -> bool {
    Coding::FIELDS.iter().any(|(field, _)| *field == name)
        || coding.columns.values().any(|c| !c.is_empty() && column(c) == name)
}

impl FieldColumns {
    /// Finds the columns in a header; columns that nothing reads, and a position that is missing, are warned about.
    ///
    /// # Errors
    ///
    /// A [`Problem`] where the table names a column that the header has not.
    pub fn new(
        header: &[String],
        coding: &Coding,
        file: &str,
        warnings: &mut Vec<Problem>,
    ) -> Result<Self, Box<Problem>> {
        let named = &coding.columns;
        let place = |name: &str| header.iter().position(|h| *h == column(name));
        let missing: Vec<(&String, &String)> =
            named.iter().filter(|(_, name)| !name.is_empty() && place(name).is_none()).collect();
        if let Some((field, name)) = missing.first() {
            let likes = missing.iter().filter_map(|(_, name)| {
                Some(format!("'{name}' may be '{}'", nearest(name, header.iter().map(String::as_str))?))
            });
            let likes: Vec<String> = likes.collect();
            let all: Vec<&str> = missing.iter().map(|(_, name)| name.as_str()).collect();
            let problem = Problem::error(file, "the table names a column that the file does not have")
                .at(1, 1)
                .field(if missing.len() == 1 { format!("columns.{field}") } else { "columns".to_owned() })
                .found(if missing.len() == 1 { (*name).clone() } else { all.join(", ") })
                .expected(format!("one of {}", header.join(", ")));
            let hint = if likes.is_empty() {
                "leave out of [columns] what the file does not have".to_owned()
            } else {
                likes.join("; ")
            };
            return Err(Box::new(problem.hint(hint)));
        }
        let mut fields = BTreeMap::new();
        let mut guessed = Vec::new();
        // A field with an empty name has no column, whatever a column is called.
        let is_open = |field: &&str| named.get(*field).is_none_or(|name| !name.is_empty());
        for field in Coding::FIELDS.iter().map(|(field, _)| *field).filter(is_open) {
            // A position is of one pair of columns, whatever each of them is called.
            let is_of_pair = ["lon", "lat"].contains(&field);
            let by_name = || if is_of_pair { None } else { in_words(header, field).or_else(|| place(field)) };
            let own = named.get(field).map_or_else(by_name, |name| place(name));
            let at = match own {
                Some(at) => Some(at),
                None => match find(header, field) {
                    Find::Several(several) => {
                        let names: Vec<&str> =
                            several.iter().filter_map(|i| header.get(*i)).map(String::as_str).collect();
                        let problem = Problem::warning(file, format!("several columns could be {field}; none is read"));
                        let problem = problem.at(1, 1).field(field).found(names.join(", "));
                        warnings.push(problem.hint("name the right one under [columns] of a table: --table FILE"));
                        None
                    }
                    found => found.one(),
                },
            };
            if let (Some(name), None) = (at.and_then(|at| header.get(at)), own)
                && !SURE.contains(&field)
            {
                guessed.push(format!("{name} as {field}"));
            }
            fields.extend(at.map(|at| (field, at)));
        }
        if !guessed.is_empty() {
            // All of them: what is found is cut where it is long.
            let message = format!("columns that are taken by their usual spellings: {}", guessed.join(", "));
            let problem = Problem::warning(file, message).at(1, 1).field("columns");
            warnings.push(problem.hint("[columns] of a table, --table FILE, says otherwise"));
        }
        if !fields.contains_key("title") {
            let problem = Problem::warning(
                file,
                "no column of a title: titles are made of the summary, or of category and place",
            );
            warnings.push(
                problem
                    .at(1, 1)
                    .field("title")
                    .hint("name one: with marz start --column 'title = …', else under [columns] in --table FILE"),
            );
        }
        if let (None, Some(lat)) = (fields.get("radius_m"), fields.get("lat"))
            && let Some(at) = beside(header, *lat)
        {
            fields.insert("radius_m", at);
        }
        let columns = Self(fields);
        warnings.extend(columns.unread(header, file));
        Ok(columns)
    }

    /// The column of a field.
    pub fn get(&self, field: &str) -> Option<usize> {
        self.0.get(field).copied()
    }

    /// Where the position stands; `None` if nowhere.
    pub fn position(&self) -> Option<PositionFields> {
        match (self.get("lon"), self.get("lat"), self.get("position")) {
            (Some(_), Some(_), _) => Some(PositionFields::Two),
            (_, _, Some(_)) => Some(PositionFields::One),
            _ => None,
        }
    }

    /// What is to be said of the columns once.
    fn unread(&self, header: &[String], file: &str) -> Vec<Problem> {
        let mut warnings = Vec::new();
        let read: BTreeSet<usize> = self.0.values().copied().collect();
        let unread: Vec<&str> =
            (0..).zip(header).filter(|(i, h)| !h.is_empty() && !read.contains(i)).map(|(_, h)| h.as_str()).collect();
        let warning = |message: &str| Problem::warning(file, message).at(1, 1);
        if !unread.is_empty() {
            let problem = warning("columns that nothing reads").field("columns").found(unread.join(", "));
            warnings.push(problem.hint("name those that are wanted under [columns] of a table: --table FILE; marz import table --explain shows one"));
        }
        if self.position().is_none() {
            let problem =
                warning("no column of position was found: records are stored without a point").field("lon, lat");
            let problem = problem.found(header.join(", ")).expected("lon and lat, latitude and longitude, or position");
            warnings
                .push(problem.hint(
                    "name the columns under [columns] of a table: --table FILE; --geocode place looks places up",
                ));
        }
        warnings
    }
}

/// What to do where neither a radius nor a precision is known.
pub const RADIUS_HINT: &str = "fill in a column radius_m or precision, or say how exact all are: with marz start --column 'radius = 5 km', else radius_m under [defaults] in --table FILE";

/// The radius that is assumed for a whole file because it has no column of precision.
pub fn assumed_radius(
    dataset: Dataset,
    header: &[String],
    fields: &FieldColumns,
    coding: &Coding,
    file: &str,
) -> Option<Problem> {
    let lacks = |name: &str| !header.iter().any(|h| h == name);
    let (column, taken) = match dataset {
        Dataset::Acled if lacks("geo_precision") => ("geo_precision", coding.precision.get("3")?),
        Dataset::Ucdp if lacks("where_prec") => ("where_prec", coding.precision.get("5")?),
        Dataset::Table
            if fields.get("radius_m").is_none() && fields.get("precision").is_none() && fields.position().is_some() =>
        {
            let Some(radius) = coding.defaults.radius_m else {
                // A position in one cell may bring its own accuracy: each row says what it lacks.
                let is_bare = fields.position() == Some(PositionFields::Two) && fields.get("position").is_none();
                let message = "no column of a radius or precision: every position counts as exact";
                let problem = Problem::warning(file, message).at(1, 1).field("radius_m").found(header.join(", "));
                return is_bare.then(|| problem.hint(RADIUS_HINT));
            };
            let problem =
                Problem::warning(file, "no column of a radius or precision: the default is assumed for every row");
            return Some(problem.at(1, 1).field("radius_m").found(format!("radius_m = {radius} of [defaults]")));
        }
        _ => return None,
    };
    let radius = taken.radius_m.map_or_else(|| "no point".to_owned(), |m| format!("a radius of {m} m"));
    let problem = Problem::warning(file, "no column of precision: the coarsest one is assumed for every row");
    Some(problem.at(1, 1).field(column).found(format!("{radius}: {}", taken.meaning)))
}
