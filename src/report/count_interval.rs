//! What a period surely has and what it may have: events, dead, wounded, as two numbers.

use crate::model::{Casualties, Edtf, Incident};
use crate::phrase::Phrases;

/// A number that is known as an interval.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CountInterval {
    /// The least.
    pub least: u64,
    /// The most; no bound where some figure is a lower one only.
    pub most: u64,
    /// Whether there is no most.
    pub is_open: bool,
    /// Whether some figure is an approximate one: the ends are approximate too.
    pub is_about: bool,
    /// Events of which nobody gives a number: they are in neither.
    pub unknown: usize,
    /// How many events gave a number.
    pub known: usize,
}

impl CountInterval {
    /// The number of records of a period: at least those whose date lies in it wholly.
    #[must_use]
    pub fn of_records<'i>(records: impl Iterator<Item = &'i Incident>, period: &(Edtf, Edtf)) -> Self {
        records.fold(Self::default(), |sum, i| Self {
            least: sum.least + u64::from(lies_in(&i.date, period)),
            most: sum.most + 1,
            known: sum.known + 1,
            ..sum
        })
    }

    /// The casualties of the events of a period: those of an event that may lie outside are none at the least.
    #[must_use]
    pub fn of_casualties<'i>(
        events: impl Iterator<Item = &'i Incident>,
        period: &(Edtf, Edtf),
        of: impl Fn(&Incident) -> &Casualties,
    ) -> Self {
        events.fold(Self::default(), |sum, i| match of(i).least_and_most() {
            None => Self { unknown: sum.unknown + 1, ..sum },
            Some((least, most)) => Self {
                least: sum.least + if lies_in(&i.date, period) { u64::from(least) } else { 0 },
                most: sum.most + u64::from(most.unwrap_or(least)),
                is_open: sum.is_open || most.is_none(),
                is_about: sum.is_about || of(i).is_approximate(),
                known: sum.known + 1,
                ..sum
            },
        })
    }

    /// Whether it has some value, whatever the figures.
    #[must_use]
    pub fn is_bounded(self) -> bool {
        !self.is_open && self.unknown == 0
    }

    /// The interval in words: `3`, `2–4`, `3 or more`, `unknown`.
    #[must_use]
    pub fn in_words(self, t: Phrases<'_>) -> String {
        if self.known == 0 && self.unknown > 0 {
            return t.language.text("casualties-unknown").to_owned();
        }
        let number = |n: u64| t.count(usize::try_from(n).unwrap_or(usize::MAX));
        let range = match self.least == self.most {
            true => number(self.least),
            false => format!("{}–{}", number(self.least), number(self.most)),
        };
        let range = about(range, self.is_about, t);
        if self.is_bounded() { range } else { t.language.fill("or-more", &[("range", &range)]) }
    }

    /// The difference to another, with its sign: an interval where either is one; in words where it has no bound.
    #[must_use]
    pub fn minus(self, before: Self, t: Phrases<'_>) -> String {
        if !self.is_bounded() || !before.is_bounded() {
            return t.language.text("report-change-open").to_owned();
        }
        let (low, high) = (difference(self.least, before.most, t), difference(self.most, before.least, t));
        let change =
            if low == high { low } else { t.language.fill("report-change-range", &[("a", &low), ("b", &high)]) };
        about(change, self.is_about || before.is_about, t)
    }

    /// Whether it is more than another whatever the figures.
    #[must_use]
    pub fn exceeds(self, before: Self) -> bool {
        before.is_bounded() && !self.is_about && !before.is_about && self.least > before.most
    }
}

fn about(number: String, is_about: bool, t: Phrases<'_>) -> String {
    if is_about { t.language.fill("casualties-about", &[("n", &number)]) } else { number }
}

/// Whether a date lies in a period wholly; one of which an end is not known does not.
fn lies_in(date: &Edtf, (since, until): &(Edtf, Edtf)) -> bool {
    date.open_end().is_none() && date.days().0 >= since.days().0 && date.days().1 <= until.days().1
}

/// A difference with its sign.
fn difference(now: u64, before: u64, t: Phrases<'_>) -> String {
    let sign = match now.cmp(&before) {
        std::cmp::Ordering::Less => "−",
        std::cmp::Ordering::Equal => "",
        std::cmp::Ordering::Greater => "+",
    };
    // Between letters from right to left the sign would stand behind its number.
    let mark = if t.language.is_right_to_left() && !sign.is_empty() { "\u{200E}" } else { "" };
    format!("{mark}{sign}{}", t.count(usize::try_from(now.abs_diff(before)).unwrap_or(usize::MAX)))
}

#[cfg(test)]
mod tests {
    use super::{CountInterval, difference};
    use crate::language::{Language, Languages};
    use crate::phrase::Phrases;

    #[test]
    fn a_sign_stands_before_its_number_also_between_letters_from_right_to_left() {
        for (code, more, fewer) in [("ar", "\u{200E}+9", "\u{200E}−1"), ("en", "+9", "−1")] {
            let language = Languages::embedded().find(code).unwrap();
            let t = Phrases::new(&language);
            assert_eq!([difference(23, 14, t), difference(0, 1, t), difference(2, 2, t)], [more, fewer, "0"]);
        }
    }

    #[test]
    fn differences_keep_the_intervals() {
        let english = Language::english();
        let t = Phrases::new(&english);
        let of = |least, most| CountInterval { least, most, known: 1, ..CountInterval::default() };
        let open = CountInterval { is_open: true, ..of(3, 3) };
        let unknown = CountInterval { unknown: 1, ..of(2, 2) };
        assert_eq!(of(3, 5).minus(of(1, 1), t), "+2 to +4");
        assert_eq!(of(3, 5).minus(of(4, 6), t), "−3 to +1");
        assert_eq!(of(2, 2).minus(of(2, 2), t), "0");
        assert_eq!(open.minus(of(1, 1), t), "open");
        assert_eq!((open.in_words(t).as_str(), unknown.in_words(t).as_str()), ("3 or more", "2 or more"));
        assert_eq!(CountInterval { unknown: 2, ..CountInterval::default() }.in_words(t), "unknown");
        let about = CountInterval { is_about: true, ..of(28, 28) };
        assert_eq!((about.in_words(t).as_str(), about.minus(of(1, 1), t).as_str()), ("about 28", "about +27"));
        assert!(!about.exceeds(of(1, 2)));
        // More is sure without a most of its own, fewer is not.
        assert!(
            open.exceeds(of(1, 2)) && !open.exceeds(of(1, 3)) && !of(9, 9).exceeds(open) && !of(9, 9).exceeds(unknown)
        );
    }
}
