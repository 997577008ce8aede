//! What the words of a cell say of how an event is confirmed.

use crate::model::{Coding, Status};

/// Beginnings of words, in small letters, by the status that they mean. All words of an entry that are joined with `+` must be there.
const MEANT: [(Status, &[&str]); 5] = [
    (Status::OfficiallyConfirmed, &["official+confirm", "confirm+authorit", "официальн+подтвержд", "oficial+confirm"]),
    (
        Status::MultipleMedia,
        &["several+media", "multiple+media", "several+source", "multiple+source", "нескольк+сми", "varios+medios"],
    ),
    (Status::OneSide, &["one+side", "single+source", "one+source", "одн+сторон", "una+parte", "un+lado"]),
    (Status::Disputed, &["disputed", "contested", "оспарива", "disputad", "contesté"]),
    (Status::Denied, &["denied", "refuted", "отрица", "опроверг", "desmentid", "démenti"]),
];

/// Words after which a status is not meant.
const NOT: [&str; 8] = ["not", "no", "never", "nor", "isn", "не", "нет", "pas"];

/// The status that a cell means: one of ours by its name, or words that mean one of them and no other.
pub fn meant(cell: &str) -> Option<Status> {
    let key = Coding::key(cell).replace(' ', "_");
    if let Some(own) = Status::ALL.into_iter().find(|status| status.as_str() == key) {
        return Some(own);
    }
    let small = cell.to_lowercase();
    let words: Vec<&str> = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| NOT.contains(word)) {
        return None;
    }
    // Short words are whole ones: "one" is no beginning of "ones".
    let has = |start: &str| {
        words.iter().any(|word| if start.chars().count() <= 3 { *word == start } else { word.starts_with(start) })
    };
    let is_meant =
        |(status, all): &(Status, &[&str])| all.iter().any(|entry| entry.split('+').all(has)).then_some(*status);
    let mut found = MEANT.iter().filter_map(is_meant);
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_one_status_or_none() {
        for (cell, expected) in [
            ("officially_confirmed", Some(Status::OfficiallyConfirmed)),
            ("Officially confirmed", Some(Status::OfficiallyConfirmed)),
            ("confirmed by officials", Some(Status::OfficiallyConfirmed)),
            ("reported by several media", Some(Status::MultipleMedia)),
            ("one side only", Some(Status::OneSide)),
            ("Disputed", Some(Status::Disputed)),
            ("denied", Some(Status::Denied)),
            ("официально подтверждено", Some(Status::OfficiallyConfirmed)),
            ("not officially confirmed", None),
            ("officially unconfirmed", None),
            ("disputed by one side", None),
            ("confirmed", None),
            ("unconfirmed", None),
            ("media", None),
            ("", None),
        ] {
            assert_eq!(meant(cell), expected, "{cell}");
        }
    }
}
