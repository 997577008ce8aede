use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Category, Edtf, LonLat, Revision};

/// The largest location radius, in metres: half around the earth.
pub const MOST_RADIUS_M: u32 = 20_000_000;

/// Something that happened, or is said to have happened: when, where, who, what it cost, who says so.
///
/// `id` and `at` are the feature's id and geometry; the rest serialises to its `properties`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// The stable slug of the feature.
    #[serde(skip)]
    pub id: String,
    /// The point; `None` if no place is known.
    #[serde(skip)]
    pub at: Option<LonLat>,
    /// One line that says what happened.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub title: String,
    /// What happened, in our own words.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub summary: String,
    /// What kind of thing it is.
    pub category: Category,
    /// When, as far as it is known.
    pub date: Edtf,
    /// When it was reported, where that is all an aggregate has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_on: Option<Edtf>,
    /// Where, as far as it is known.
    pub location: Location,
    /// Who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Actor>,
    /// For a visit, the id of the place where the visitors have their seat: says who visited whom, not by which road.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visitors_from: Option<String>,
    /// The dead, attackers included.
    pub killed: Casualties,
    /// The wounded, attackers included.
    pub wounded: Casualties,
    /// How many events an aggregate stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// How well it is established.
    pub status: Status,
    /// Why it has that status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_note: Option<String>,
    /// Both Admiralty axes, never merged into one number.
    pub grade: Grade,
    /// Contradictions and remarks, kept and shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Who says so.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub sources: Vec<Source>,
    /// Free words to select by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Ids of other records that tell of the same event, as a person judged; one of the two names the other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_event_as: Vec<String>,
    /// What stood in a cell of the table that the record comes from, by field, where the field does not say all of it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub original: BTreeMap<String, String>,
    /// What was taken from exported files that came back edited, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Revision>,
}

impl Incident {
    /// Whether a cell held a text for the dead that could not be read as figures, so that there is no figure: not that nobody gives one.
    #[must_use]
    pub fn has_unread_dead(&self) -> bool {
        let has_text = |field: &&str| self.original.contains_key(*field);
        self.killed.is_unknown() && ["killed", "fatalities", "low", "best", "high"].iter().any(has_text)
    }

    /// The days on which its sources were read or published.
    pub fn source_dates(&self) -> impl Iterator<Item = &Edtf> {
        self.sources.iter().flat_map(|s| s.accessed.iter().chain(&s.date))
    }
}

/// The location of an incident, as its report gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Location {
    /// The name in the report.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub name: String,
    /// Other spellings and scripts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<String>,
    /// The district or districts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// The province or region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    /// The country code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The location radius in metres: it happened within so many metres of the point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(range(min = 0, max = super::MOST_RADIUS_M)))]
    pub radius_m: Option<u32>,
    /// 1 exact site, 2 near a named place, 3 district, 4 province, 5 country or unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(range(min = 1, max = 5)))]
    pub precision: Option<u8>,
    /// How the point was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The side of the border that the report names; never taken from the geometry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<ReportedSide>,
    /// What the point rests on.
    pub basis: Basis,
    /// What the point stands for.
    pub extent: Extent,
}

/// The side of the border that a report names, as seen walking along the border from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportedSide {
    /// The left side.
    Left,
    /// The right side.
    Right,
    /// Across the border.
    Both,
}

/// What a point rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A gazetteer entry.
    Gazetteer,
    /// Coordinates in a report.
    Reported,
    /// An estimate.
    Estimate,
    /// Set on or beside the border by hand: its distance to the border is no evidence.
    FromBorder,
}

/// What a point stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// A point.
    Point,
    /// A region: measured with its radius, never a symbol with a disc.
    Area,
    /// No place is known; the feature has no geometry.
    None,
}

/// Somebody who took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The name of the group or agency.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub name: String,
    /// On which side of the event.
    pub role: Role,
}

/// On which side of an event an actor stood; the order implies nothing about who attacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// One side.
    First,
    /// The other side.
    Second,
    /// Anybody else.
    Other,
}

/// How many people; no figure = unknown, 0 = sources report none, a least without a most = "at least".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, schemars(rename = "Toll"))]
pub struct Casualties {
    /// The least that a source gives.
    pub min: Option<u32>,
    /// The figure held most likely, where there is one.
    #[serde(default)]
    pub best: Option<u32>,
    /// The most that a source gives.
    pub max: Option<u32>,
    /// Whom the figures count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
}

impl std::str::FromStr for Casualties {
    type Err = CasualtiesError;

    /// `3`, `2..4`, `1..` (at least one), `..5`, or `unknown`.
    fn from_str(text: &str) -> Result<Self, CasualtiesError> {
        let text = text.trim();
        let number = |t: &str| match t.trim() {
            "" => Ok(None),
            t => t.parse::<u32>().ok().map(Some).ok_or(CasualtiesError),
        };
        if text == "unknown" {
            return Ok(Self::default());
        }
        let (min, max) = match text.split_once("..") {
            Some((min, max)) => (number(min)?, number(max)?),
            None => (number(text)?, number(text)?),
        };
        if (min, max) == (None, None) || min.zip(max).is_some_and(|(min, max)| min > max) {
            return Err(CasualtiesError);
        }
        Ok(Self { min, best: min.filter(|_| min == max), max, who: None })
    }
}

/// The error of a text that is no number of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("3, 2..4, 1.. for at least one, or unknown")]
pub struct CasualtiesError;

impl Casualties {
    /// The best figure, or else the least; `None` if the number is unknown.
    #[must_use]
    pub fn best_or_least(&self) -> Option<u32> {
        self.best.or(self.min)
    }

    /// The least and the most that the figures leave open, for sums: a figure of about ten is ten, at most five begins at 0, and at
    /// least three has no most. `None` if there is no figure at all.
    #[must_use]
    pub fn least_and_most(&self) -> Option<(u32, Option<u32>)> {
        match (self.min, self.max) {
            (None, None) => self.best.map(|best| (best, Some(best))),
            (min, max) => Some((min.unwrap_or(0), max)),
        }
    }

    /// Whether the figure is an approximate one, without bounds: about ten.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.best.is_some() && self.min.is_none() && self.max.is_none()
    }

    /// Whether there is no figure at all.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.min.is_none() && self.best.is_none() && self.max.is_none()
    }

    /// The figures as a reader expects them: `3`, `2–4`, `at least 1`, `unknown`.
    #[must_use]
    pub fn in_words(&self) -> String {
        match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => min.to_string(),
            (Some(min), Some(max)) => format!("{min}–{max}"),
            (Some(min), None) => format!("at least {min}"),
            (None, Some(max)) => format!("at most {max}"),
            (None, None) => self.best.map_or_else(|| "unknown".to_owned(), |best| format!("about {best}")),
        }
    }
}

/// How well an incident is established.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A competent state body put it on record, which may still be one side's account.
    OfficiallyConfirmed,
    /// Several sources report it: media, or statements of more than one body.
    MultipleMedia,
    /// One side or one source alone reports it.
    OneSide,
    /// Accounts contradict each other.
    Disputed,
    /// It was reported and denied.
    Denied,
}

impl Status {
    /// All statuses, from the best established to the least.
    pub const ALL: [Status; 5] =
        [Status::OfficiallyConfirmed, Status::MultipleMedia, Status::OneSide, Status::Disputed, Status::Denied];

    /// The status as it is written in the data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Status::OfficiallyConfirmed => "officially_confirmed",
            Status::MultipleMedia => "multiple_media",
            Status::OneSide => "one_side",
            Status::Disputed => "disputed",
            Status::Denied => "denied",
        }
    }

    /// Whether a report counts a record that came to have the status as withdrawn.
    #[must_use]
    pub fn is_withdrawn(self) -> bool {
        matches!(self, Status::Denied | Status::Disputed)
    }
}

/// Both axes of the Admiralty (NATO AJP-2.1) grading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Reliability of the source.
    pub reliability: Reliability,
    /// Credibility of the information, 1 confirmed to 5 improbable; 6 cannot be judged.
    #[cfg_attr(test, schemars(range(min = 1, max = 6)))]
    pub credibility: u8,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Grade {
    /// Whether both axes are as good as `least` or better; F and 6 (cannot be judged) never pass.
    #[must_use]
    pub fn passes(&self, least: &Grade) -> bool {
        self.reliability != Reliability::F
            && self.credibility != 6
            && self.reliability <= least.reliability
            && self.credibility <= least.credibility
    }
}

impl std::str::FromStr for Grade {
    type Err = GradeError;

    fn from_str(text: &str) -> Result<Self, GradeError> {
        let mut rest = text.trim().chars();
        let reliability = match rest.next().map(|c| c.to_ascii_uppercase()) {
            Some('A') => Reliability::A,
            Some('B') => Reliability::B,
            Some('C') => Reliability::C,
            Some('D') => Reliability::D,
            Some('E') => Reliability::E,
            Some('F') => Reliability::F,
            _ => return Err(GradeError),
        };
        let credibility = rest.as_str().parse().ok().filter(|c| (1..=6).contains(c)).ok_or(GradeError)?;
        Ok(Self { reliability, credibility, reason: None })
    }
}

/// Why a text is no grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a letter A to F and a digit 1 to 6, such as B3")]
pub struct GradeError;

impl std::fmt::Display for Grade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}{}", self.reliability, self.credibility)
    }
}

/// Reliability of a source, from A (completely reliable) to E (unreliable); F cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "the letters are the names")]
pub enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F,
}

/// One report of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Who published it.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub publisher: String,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether the title was seen or rebuilt from the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_basis: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Edtf>,
    /// When it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessed: Option<Edtf>,
    /// A remark on the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What stands in the note of a dataset's source before the publishers that the dataset names, which `; ` sets apart.
pub const REPORTED_BY: &str = "reported by ";

impl Source {
    /// A source as a person types it: a publisher, with its address and date where they are known, such as `Asia-Plus https://… 2025-08-25`.
    ///
    /// # Errors
    ///
    /// What was found and what was expected.
    pub fn typed(text: &str) -> Result<Self, String> {
        let (mut url, mut date) = (None, None);
        let mut publisher = Vec::new();
        for word in text.split_whitespace() {
            if word.starts_with("https://") || word.starts_with("http://") {
                if url.replace(word.to_owned()).is_some() {
                    return Err(format!("'{text}' has two addresses; give each source on its own"));
                }
            } else if let (Ok(read), None, false) = (word.parse::<Edtf>(), &date, publisher.is_empty()) {
                date = Some(read);
            } else {
                publisher.push(word);
            }
        }
        let publisher = publisher.join(" ");
        if super::is_placeholder(&publisher) {
            return Err(format!(
                "'{text}' names no publisher; expected such as: Asia-Plus https://asiaplustj.info/… 2025-08-25"
            ));
        }
        Ok(Source { publisher, title: None, title_basis: None, url, date, accessed: None, note: None })
    }

    /// The publishers that it stands for: those that a dataset names as its own sources, or else its own publisher.
    pub fn publishers(&self) -> impl Iterator<Item = &str> {
        let named = self.note.as_deref().and_then(|note| note.split_once(REPORTED_BY)).map(|(_, names)| names);
        // Behind them stands the file that they were imported from.
        let names = named.into_iter().flat_map(|names| names.split("; ")).map(str::trim);
        let names: Vec<&str> = names.filter(|n| !n.is_empty() && !n.starts_with("from ")).collect();
        let own = names.is_empty().then_some(self.publisher.as_str());
        names.into_iter().chain(own)
    }
}

/// The number of different publishers of sources; names are compared without their spaces and capitals.
#[must_use]
pub fn different_publishers(sources: &[Source]) -> usize {
    let plain = |name: &str| name.to_lowercase().split_whitespace().collect::<String>();
    sources.iter().flat_map(|source| source.publishers().map(plain).collect::<Vec<_>>()).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_a_publisher_with_what_is_known() {
        let typed = |text: &str| Source::typed(text);
        let read = typed("Radio Ozodi https://ozodi.org/a/1.html 2025-08-25").unwrap();
        assert_eq!((read.publisher.as_str(), read.url.as_deref()), ("Radio Ozodi", Some("https://ozodi.org/a/1.html")));
        assert_eq!(read.date.unwrap().as_str(), "2025-08-25");
        assert_eq!(typed("8am").unwrap().publisher, "8am");
        // A year that begins a publisher's name is no date.
        assert_eq!(typed("1843 magazine").unwrap().publisher, "1843 magazine");
        assert!(typed("https://x.org").is_err() && typed("A https://x.org https://y.org").is_err());
    }

    #[test]
    fn names_are_those_of_the_data() {
        for status in Status::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
    }

    #[test]
    fn casualties_are_written_as_they_are_known() {
        let casualties = |min, max| Casualties { min, best: None, max, who: None }.in_words();
        assert_eq!(casualties(Some(2), Some(2)), "2");
        assert_eq!(casualties(Some(2), Some(4)), "2–4");
        assert_eq!(casualties(Some(1), None), "at least 1");
        assert_eq!(casualties(None, None), "unknown");
        let about = Casualties { best: Some(10), ..Casualties::default() };
        assert_eq!((about.in_words().as_str(), about.least_and_most()), ("about 10", Some((10, Some(10)))));
    }

    #[test]
    fn what_cannot_be_judged_passes_no_grade() {
        let grade = |reliability, credibility| Grade { reliability, credibility, reason: None };
        let least = grade(Reliability::B, 3);
        assert!(grade(Reliability::A, 3).passes(&least) && grade(Reliability::B, 1).passes(&least));
        assert!(!grade(Reliability::C, 1).passes(&least) && !grade(Reliability::A, 4).passes(&least));
        let any = grade(Reliability::F, 6);
        assert!(!grade(Reliability::F, 1).passes(&any) && !grade(Reliability::A, 6).passes(&any));
    }
}
