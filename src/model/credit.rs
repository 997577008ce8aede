use super::BorderFacts;

/// SPDX for a licence that nobody stated.
pub const NO_LICENCE: &str = "NOASSERTION";

/// On what terms data may be used, and whom to name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Credit {
    /// The licence as an SPDX expression; empty where nothing is stated, [`NO_LICENCE`] where nobody stated one.
    pub licence: String,
    /// Whom to name; empty where nobody is.
    pub attribution: String,
}

impl From<&BorderFacts> for Credit {
    fn from(facts: &BorderFacts) -> Self {
        Self { licence: facts.licence.clone(), attribution: facts.attribution.clone() }
    }
}

impl Credit {
    /// The credit of what is made of both.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        Self {
            licence: both_licences(&self.licence, &other.licence),
            attribution: both_attributions(&self.attribution, &other.attribution),
        }
    }
}

/// Whom two attributions name, each once.
fn both_attributions(own: &str, other: &str) -> String {
    match (own, other) {
        (one, "") | ("", one) => one.to_owned(),
        _ if own.contains(other) => own.to_owned(),
        _ => format!("{}. {other}", own.trim_end_matches('.')),
    }
}

/// The SPDX expression of what is under two licences at once. [`NO_LICENCE`] stands only alone: beside it nothing is known of the whole.
fn both_licences(own: &str, other: &str) -> String {
    let is_in = |part: &str, whole: &str| {
        part == whole
            || !whole.contains(['(', ')']) && !whole.contains(" OR ") && whole.split(" AND ").any(|one| one == part)
    };
    let in_brackets = |side: &str| if side.contains(" OR ") { format!("({side})") } else { side.to_owned() };
    match (own, other) {
        (one, "") | ("", one) => one.to_owned(),
        (NO_LICENCE, _) | (_, NO_LICENCE) => NO_LICENCE.to_owned(),
        _ if is_in(other, own) => own.to_owned(),
        _ if is_in(own, other) => other.to_owned(),
        _ => format!("{} AND {}", in_brackets(own), in_brackets(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::{both_attributions, both_licences};

    #[test]
    fn two_licences_are_one_expression() {
        for (own, other, expected) in [
            ("", "ODbL-1.0", "ODbL-1.0"),
            ("CC-BY-4.0", "", "CC-BY-4.0"),
            ("ODbL-1.0", "ODbL-1.0", "ODbL-1.0"),
            ("CC-BY-4.0", "ODbL-1.0", "CC-BY-4.0 AND ODbL-1.0"),
            ("NOASSERTION", "ODbL-1.0", "NOASSERTION"),
            ("CC-BY-4.0", "NOASSERTION", "NOASSERTION"),
            ("MIT OR CC-BY-4.0", "ODbL-1.0", "(MIT OR CC-BY-4.0) AND ODbL-1.0"),
            ("MIT", "CC0-1.0 OR ODbL-1.0", "MIT AND (CC0-1.0 OR ODbL-1.0)"),
            ("CC-BY-4.0 AND ODbL-1.0", "ODbL-1.0", "CC-BY-4.0 AND ODbL-1.0"),
            ("ODbL-1.0", "CC-BY-4.0 AND ODbL-1.0", "CC-BY-4.0 AND ODbL-1.0"),
            // A part of a choice is not the choice.
            (
                "CC-BY-4.0 AND ODbL-1.0 OR MIT",
                "ODbL-1.0 OR MIT",
                "(CC-BY-4.0 AND ODbL-1.0 OR MIT) AND (ODbL-1.0 OR MIT)",
            ),
        ] {
            assert_eq!(both_licences(own, other), expected, "{own} with {other}");
        }
    }

    #[test]
    fn each_is_named_once() {
        for (own, other, expected) in [
            ("", "Border: A", "Border: A"),
            ("Records: B", "", "Records: B"),
            ("Records: B.", "Border: A", "Records: B. Border: A"),
            ("Records: B. Border: A", "Border: A", "Records: B. Border: A"),
        ] {
            assert_eq!(both_attributions(own, other), expected, "{own} with {other}");
        }
    }
}
