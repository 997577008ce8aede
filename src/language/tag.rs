//! Language tags of the data: which of them get a column of names.

use std::collections::BTreeSet;

use super::EMBEDDED;
use crate::model::Names;

/// The languages for which outputs have a column of names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameCodes {
    /// Those of the program, in their order, whether or not the data have such names.
    pub of_program: Vec<String>,
    /// The other tags of the data ([`is_tag`]), sorted; their columns stand at the end.
    pub of_data: Vec<String>,
}

/// The languages for which outputs have a column of names, where these are the names.
pub fn name_codes<'a>(names: impl Iterator<Item = &'a Names>) -> NameCodes {
    let of_program: Vec<String> = EMBEDDED.iter().map(|(code, _)| (*code).to_owned()).collect();
    let all: BTreeSet<&String> = names.flat_map(|n| n.0.keys()).collect();
    let of_data = all.into_iter().filter(|c| is_tag(c) && !of_program.contains(c)).cloned().collect();
    NameCodes { of_program, of_data }
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
