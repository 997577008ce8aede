/// What a filter says of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is asked for.
    Passes,
    /// It is not asked for.
    Filtered,
    /// It cannot be said: the record lacks what the filter asks about. It is left out, and counted apart.
    NotJudged(Unjudged),
}

/// What a filter could not judge by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unjudged {
    /// The record has no point, or none that the filter may use.
    Place,
    /// Its country is not given, or not known.
    Country,
    /// Its date leaves open whether it lies in the period.
    Date,
}

impl Unjudged {
    /// The reason in words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Place => "no place",
            Self::Country => "country not known",
            Self::Date => "date not known",
        }
    }
}

impl Verdict {
    /// The verdict of a condition that can be judged.
    #[must_use]
    pub fn of(passes: bool) -> Self {
        if passes { Self::Passes } else { Self::Filtered }
    }

    /// Both conditions together: what one of them filters out is filtered out, whatever the other cannot judge.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Filtered, _) | (_, Self::Filtered) => Self::Filtered,
            (Self::NotJudged(why), _) | (_, Self::NotJudged(why)) => Self::NotJudged(why),
            (Self::Passes, Self::Passes) => Self::Passes,
        }
    }

    /// Whether the record is asked for.
    #[must_use]
    pub fn passes(self) -> bool {
        self == Self::Passes
    }
}

/// What became of the records of a file: read = used + identical + rejected + filtered + not judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// Records read.
    pub read: usize,
    /// Records that came through.
    pub used: usize,
    /// Records that cannot be used.
    pub rejected: usize,
    /// Records that the filter holds back.
    pub filtered: usize,
    /// The ids of the records that the filter could not judge, each with what it lacks: left out as well.
    pub not_judged: Vec<(String, Unjudged)>,
}

impl Account {
    /// The counts in words, and below them the ids that were not judged; `what` names the records, such as "incidents".
    #[must_use]
    pub fn summary(&self, what: &str) -> String {
        let Self { read, used, rejected, filtered, not_judged } = self;
        let ids = not_judged_in_words(not_judged).map(|ids| format!("\n{ids}")).unwrap_or_default();
        let count = not_judged.len();
        let what = if *read == 1 { what.strip_suffix('s').unwrap_or(what) } else { what };
        format!(
            "{read} {what} read, {used} used, {rejected} rejected, {filtered} filtered out, {count} not judged{ids}"
        )
    }
}

/// The records that a filter could not judge, as a line of text; `None` if there are none.
#[must_use]
pub fn not_judged_in_words(records: &[(String, Unjudged)]) -> Option<String> {
    /// So many are named: the rest of a long list helps nobody.
    const MOST: usize = 100;
    let named: Vec<String> = records.iter().take(MOST).map(|(id, why)| format!("{id} ({})", why.as_str())).collect();
    let more = records.len().saturating_sub(MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let all = format!("left out, since the filter cannot judge them: {}{more}", named.join(", "));
    (!records.is_empty()).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filtered_out_needs_no_other_judgement() {
        let open = Verdict::NotJudged(Unjudged::Country);
        assert_eq!(Verdict::Filtered.and(open), Verdict::Filtered);
        assert_eq!(open.and(Verdict::Filtered), Verdict::Filtered);
        assert_eq!(Verdict::Passes.and(open), open);
        assert_eq!(open.and(Verdict::NotJudged(Unjudged::Place)), open);
        assert!(Verdict::Passes.and(Verdict::Passes).passes() && !open.passes());
    }

    #[test]
    fn a_long_list_is_cut() {
        assert_eq!(not_judged_in_words(&[]), None);
        let many = vec![("a".to_owned(), Unjudged::Place); 103];
        let words = not_judged_in_words(&many).unwrap();
        assert!(words.contains(": a (no place), ") && words.ends_with("and 3 more"), "{words}");
    }
}
