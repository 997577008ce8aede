//! Language tags of the data: which of them get a column of names.

use std::collections::BTreeSet;

use crate::model::Names;

/// The languages of names that have a column in every output, also where the data have no such name: programs that read the tables
/// count on them.
const ALWAYS: [&str; 4] = ["en", "tg", "fa", "ru"];

/// The languages for which outputs have a column of names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameCodes {
    /// English, Tajik, Dari and Russian, whether or not the data have such names.
    pub always: Vec<String>,
    /// The other tags of the data ([`is_tag`]), sorted; their columns stand at the end.
    pub of_data: Vec<String>,
}

/// The languages for which outputs have a column of names, where these are the names.
pub fn name_codes<'a>(names: impl Iterator<Item = &'a Names>) -> NameCodes {
    let always: Vec<String> = ALWAYS.map(str::to_owned).to_vec();
    let all: BTreeSet<&String> = names.flat_map(|n| n.0.keys()).collect();
    let of_data = all.into_iter().filter(|c| is_tag(c) && !always.contains(c)).cloned().collect();
    NameCodes { always, of_data }
}

/// Whether a text has the shape of a language tag (BCP 47, RFC 5646): `th`, `zh-Hant`, `sr-Latn-RS`.
///
/// Whether such a language is registered is not looked up.
#[must_use]
pub fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_first = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    let is_other = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    text.len() <= MAX_TAG && parts.next().is_some_and(is_first) && parts.all(is_other)
}

/// The longest language tag: RFC 5646, section 4.4.1, recommends room for 35 characters.
const MAX_TAG: usize = 35;
