//! What is in dispute about a border, and the sources that it was checked against.

use std::sync::LazyLock;

/// A border in each line: id, status, `whole` or `stretch`, `course` or `territory`, reason, parted by tabs. The lines under it that
/// begin with a tab are its sources (title, publisher, date, address) and what stays unchecked.
const TABLE: &str = include_str!("../data/disputes.txt");

/// The reasons in other languages: the id of a border in each line, and its reason.
const REASONS: [(&str, &str); 6] = [
    ("ar", include_str!("../data/reasons/ar.txt")),
    ("es", include_str!("../data/reasons/es.txt")),
    ("fa", include_str!("../data/reasons/fa.txt")),
    ("fr", include_str!("../data/reasons/fr.txt")),
    ("ru", include_str!("../data/reasons/ru.txt")),
    ("tg", include_str!("../data/reasons/tg.txt")),
];

static DISPUTES: LazyLock<Vec<Dispute>> = LazyLock::new(|| parsed(TABLE));

/// What is known to be in dispute about a border. Nothing here is a position on sovereignty.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dispute {
    /// The id of the border, such as `KHM-THA`.
    pub id: &'static str,
    /// What kind of line it is.
    pub status: DisputeStatus,
    /// Whether that goes for the whole line; `false` for a stretch of it, which the reason names.
    pub is_whole: bool,
    /// Whether the question is whose the land at the line is; `false` where it is how the line runs.
    pub is_about_territory: bool,
    /// What each side says, in one to three sentences of our own, in English.
    pub reason: &'static str,
    /// What the reason was checked against: two sources or more that do not depend on each other.
    pub sources: Vec<DisputeSource>,
    /// What no source was found for.
    pub unchecked: Vec<&'static str>,
}

impl Dispute {
    /// The reason in each language that it is written in, by language code, English among them. Native speakers have not read the others.
    ///
    /// ```
    /// let korea = marz_world::dispute("KOR-PRK").ok_or("none")?;
    /// let french = korea.reasons().find(|(language, _)| *language == "fr").ok_or("none")?;
    /// assert!(french.1.starts_with("Ligne de démarcation militaire"));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn reasons(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let in_language = |table: &'static str| {
            table
                .lines()
                .filter_map(|line| line.split_once('\t'))
                .find(|(id, _)| *id == self.id)
                .map(|(_, reason)| reason)
        };
        REASONS.iter().filter_map(move |(tag, table)| Some((*tag, in_language(table)?))).chain([("en", self.reason)])
    }
}

/// What kind of line a border is that is not simply agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DisputeStatus {
    /// Somebody claims that it runs elsewhere, or that the land at it is theirs.
    Disputed,
    /// It parts forces that face each other, by an agreement that is not about a border.
    ControlLine,
    /// It is the line of an armistice.
    Armistice,
    /// Nobody has fixed or marked it to the last, though nobody need quarrel over it.
    Approximate,
    /// It is agreed, and the reason says what is open beside it.
    NotDisputed,
}

impl DisputeStatus {
    /// Its name: `disputed`, `control_line`, `armistice`, `approximate`, `not_disputed`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::ControlLine => "control_line",
            Self::Armistice => "armistice",
            Self::Approximate => "approximate",
            Self::NotDisputed => "not_disputed",
        }
    }

    pub(crate) fn named(text: &str) -> Option<Self> {
        let all = [Self::Disputed, Self::ControlLine, Self::Armistice, Self::Approximate, Self::NotDisputed];
        all.into_iter().find(|status| status.name() == text)
    }
}

/// A public source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DisputeSource {
    /// Its title, or what it is about where it has none.
    pub title: &'static str,
    /// Who published or wrote it.
    pub publisher: &'static str,
    /// Its day, month or year; `no date` where it gives none.
    pub date: &'static str,
    /// Its address, or a repository with a path and a commit, or a package with its version.
    pub address: &'static str,
}

/// What is in dispute about the border of an id, such as `KHM-THA`; `None` where nothing is known, which is no evidence of agreement.
///
/// ```
/// let korea = marz_world::dispute("KOR-PRK").ok_or("none")?;
/// assert_eq!((korea.status.name(), korea.is_whole), ("armistice", true));
/// assert!(korea.sources.len() > 1 && marz_world::dispute("FIN-SWE").is_none());
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn dispute(id: &str) -> Option<&'static Dispute> {
    DISPUTES.iter().find(|d| d.id == id)
}

/// All of them, by id.
#[must_use]
pub fn disputes() -> &'static [Dispute] {
    &DISPUTES
}

/// The rows of a table; lines that are none are left out, and the tests see to it that there are none.
fn parsed(table: &'static str) -> Vec<Dispute> {
    let mut found: Vec<Dispute> = Vec::new();
    for line in table.lines() {
        let fields: Vec<&'static str> = line.split('\t').collect();
        match fields[..] {
            ["", "source", title, publisher, date, address] => {
                let source = DisputeSource { title, publisher, date, address };
                found.last_mut().into_iter().for_each(|dispute| dispute.sources.push(source));
            }
            ["", "unchecked", what] => {
                found.last_mut().into_iter().for_each(|dispute| dispute.unchecked.push(what));
            }
            [id, status, extent @ ("whole" | "stretch"), subject @ ("course" | "territory"), reason] => {
                found.extend(DisputeStatus::named(status).map(|status| Dispute {
                    id,
                    status,
                    is_whole: extent == "whole",
                    is_about_territory: subject == "territory",
                    reason,
                    sources: Vec::new(),
                    unchecked: Vec::new(),
                }));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let rows: usize = disputes().iter().map(|d| 1 + d.sources.len() + d.unchecked.len()).sum();
        assert_eq!(rows, TABLE.lines().count());
        assert!(disputes().is_sorted_by(|a, b| a.id < b.id));
        // A row that is cut short, or of a status that there is none of, is no row.
        assert!(parsed("KOR-PRK\tarmistice\twhole\tcourse").is_empty());
        assert!(parsed("KOR-PRK\tsettled\twhole\tcourse\tWhy.\n\tsource\ta\tb\tc\td").is_empty());
    }

    #[test]
    fn every_line_of_the_translations_is_read() {
        for (language, table) in REASONS {
            let ids: Vec<&str> = table.lines().filter_map(|line| Some(line.split_once('\t')?.0)).collect();
            assert_eq!(ids, disputes().iter().map(|d| d.id).collect::<Vec<_>>(), "{language}");
        }
        // A year, a length and a resolution are the same in each language.
        let digits = |text: &str| -> Vec<u32> {
            let value = |c: char| c.to_digit(10).or_else(|| ('۰'..='۹').contains(&c).then(|| c as u32 - '۰' as u32));
            let mut all: Vec<u32> = text.chars().filter_map(value).collect();
            all.sort_unstable();
            all
        };
        for dispute in disputes() {
            for (language, reason) in dispute.reasons() {
                assert_eq!(digits(reason), digits(dispute.reason), "{} {language}", dispute.id);
            }
        }
    }

    #[test]
    fn the_disputed_borders_have_one_and_no_other() {
        for border in crate::borders() {
            assert_eq!(dispute(&border.id).is_some(), border.disputed, "{}", border.id);
        }
        assert_eq!(disputes().len(), 57);
        assert_eq!(disputes().iter().filter(|d| d.status != DisputeStatus::Disputed).count(), 15);
    }

    #[test]
    fn each_is_checked_against_two_publishers() {
        for dispute in disputes() {
            let publisher = |s: &DisputeSource| s.publisher.split(" (").next().unwrap_or_default().to_owned();
            let publishers: BTreeSet<String> = dispute.sources.iter().map(publisher).collect();
            assert!(publishers.len() > 1, "{} {publishers:?}", dispute.id);
            for source in &dispute.sources {
                let known = ["http://", "https://", "github.com/"].iter().any(|p| source.address.starts_with(p));
                assert!(known && !source.title.is_empty() && !source.date.is_empty(), "{} {source:?}", dispute.id);
            }
        }
        let open: Vec<_> = disputes().iter().filter(|d| !d.unchecked.is_empty()).map(|d| d.id).collect();
        assert_eq!(open, ["DZA-MAR"]);
    }

    /// As many letters as three lines of a figure's foot hold.
    const LONGEST: usize = 450;

    /// Words that take a side, by their beginnings, in any of the languages.
    const LOADED: [&str; 20] = [
        "occup",
        "illegal",
        "annex",
        "invad",
        "terroris",
        "regime",
        "so-called",
        "ocup",
        "anex",
        "ilegal",
        "illégal",
        "оккуп",
        "аннекс",
        "незакон",
        "террорис",
        "ишғол",
        "احتل",
        "محتل",
        "اشغال",
        "الحاق",
    ];

    #[test]
    fn reasons_take_no_side_in_any_language_and_fit_a_foot() {
        for dispute in disputes() {
            let reasons: Vec<_> = dispute.reasons().collect();
            assert_eq!(reasons.iter().map(|r| r.0).collect::<Vec<_>>(), ["ar", "es", "fa", "fr", "ru", "tg", "en"]);
            for (language, reason) in reasons {
                let what = format!("{} {language}", dispute.id);
                assert!(reason.ends_with('.') && reason.chars().count() < LONGEST, "{what}");
                let words = reason.to_lowercase();
                assert!(LOADED.iter().all(|word| !words.contains(word)), "{what}");
            }
        }
        let kashmir = dispute("IND-PAK").unwrap();
        assert_eq!((kashmir.status, kashmir.is_whole), (DisputeStatus::ControlLine, false));
        let jordan = dispute("ISR-JOR").unwrap();
        assert_eq!((jordan.status, jordan.is_about_territory), (DisputeStatus::NotDisputed, false));
    }
}
