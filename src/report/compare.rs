//! Comparison of a period with another: events, dead and wounded with their intervals; new, changed and withdrawn records.

use std::collections::BTreeSet;
use std::str::FromStr;

use super::count_interval::CountInterval;
use crate::analyse::{is_event, rates_differ};
use crate::evidence::SinceSeal;
use crate::model::{Casualties, Category, Edtf, Incident};
use crate::phrase::Phrases;
use crate::recipe::Period;

/// The significance level of the test of two rates.
const LEVEL: f64 = 0.05;
/// A period of which the records reach less than this share is not compared: a generous limit, since where events are rare the records may go
/// on after the last of them.
const LEAST_COVERED: f64 = 0.25;
/// Periods whose lengths differ by more than this share are not compared by their sums.
const SAME_LENGTH: f64 = 0.05;

/// What a period is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComparedTo {
    /// The period of the same length before.
    Previous,
    /// Another period.
    Period(Period),
    /// The last seal: what is new, corrected and withdrawn since.
    Sealed,
}

impl FromStr for ComparedTo {
    type Err = String;

    /// Reads `previous`, `sealed` or a period such as `2025-Q3`.
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "previous" => Ok(Self::Previous),
            "sealed" => Ok(Self::Sealed),
            period => period.parse().map(Self::Period).map_err(|e: String| {
                format!("{e}; expected previous, sealed, or a period such as 2025-Q3 or last-year")
            }),
        }
    }
}

/// The comparison of two periods.
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
    /// The first and the last date of the period, and of the one that it is compared with.
    pub periods: [(Edtf, Edtf); 2],
    /// Records of the period, and of the other; a record whose date may lie in both is in both.
    pub records: [Vec<&'a Incident>; 2],
    /// Earlier records with a source published in the period, with the date of the latest such source.
    pub changed: Vec<(&'a Incident, Edtf)>,
    /// Those of them that are denied or disputed.
    pub withdrawn: Vec<(&'a Incident, Edtf)>,
    /// Whether the other is the period of the same length before.
    pub is_previous: bool,
    /// Whether there are earlier records and none of them has a dated source: nobody can say which are changed.
    pub is_change_unknown: bool,
    /// The first and the last day of any event of the dossier (of any record where it has no event): what lies outside is not
    /// covered.
    ends: Option<(Edtf, Edtf)>,
}

/// The comparisons of a report.
#[derive(Debug, Clone, Default)]
pub struct Comparisons<'a> {
    /// With another period.
    pub period: Option<Comparison<'a>>,
    /// With the last seal.
    pub sealed: Option<SinceSeal>,
}

impl<'a> Comparison<'a> {
    /// Compares the records of two periods.
    ///
    /// # Arguments
    ///
    /// `all` are the records that pass the filter whatever their date; those of them that ended before the period and have a
    /// source dated within it are changed, or withdrawn if their status is now `denied` or `disputed`. `ends` are the
    /// first and the last day of any event of the dossier.
    #[must_use]
    pub fn new(
        periods: [(Edtf, Edtf); 2],
        records: [Vec<&'a Incident>; 2],
        all: &[&'a Incident],
        ends: Option<(Edtf, Edtf)>,
    ) -> Self {
        let (since, until) = &periods[0];
        let is_earlier = |i: &&'a Incident| i.date.days().1 < since.days().0;
        let with_new_source = |i: &&'a Incident| {
            let in_period = |d: &&Edtf| d.days().0 >= since.days().0 && d.days().1 <= until.days().1;
            let latest =
                i.sources.iter().filter_map(|s| s.date.as_ref()).filter(in_period).max_by_key(|d| d.days().1)?;
            is_earlier(i).then(|| (*i, latest.clone()))
        };
        let mut earlier = all.iter().filter(|i| is_earlier(i)).peekable();
        let is_change_unknown =
            earlier.peek().is_some() && !earlier.any(|i| i.sources.iter().any(|s| s.date.is_some()));
        let (withdrawn, changed) = all.iter().filter_map(with_new_source).partition(|(i, _)| i.status.is_withdrawn());
        let before = Edtf::period_before(since, until);
        let is_previous = before.is_some_and(|(a, b)| (a.days().0, b.days().1) == whole(&periods[1]));
        Self { periods, records, changed, withdrawn, is_previous, is_change_unknown, ends }
    }

    /// How many days of a period lie not after the last event of the dossier, and how many it has.
    fn days_to_the_end(&self, period: usize) -> (i32, i32) {
        let (since, until) = whole(&self.periods[period]);
        let all = until - since + 1;
        let last = self.ends.as_ref().map_or(until, |(_, last)| last.days().1);
        ((last - since + 1).clamp(0, all), all)
    }

    /// Whether a period ends before the first event of the dossier.
    fn is_before_the_records(&self, period: usize) -> bool {
        self.ends.as_ref().is_some_and(|(first, _)| whole(&self.periods[period]).1 < first.days().0)
    }

    /// Whether a period lies before the first event of the dossier or after the last: it has no number, not even 0.
    fn is_outside_the_records(&self, period: usize) -> bool {
        self.is_before_the_records(period) || self.days_to_the_end(period).0 == 0
    }

    /// Whether the records reach too little of a period to compare it with a whole one.
    fn is_cut_short(&self, period: usize) -> bool {
        let (days, all) = self.days_to_the_end(period);
        f64::from(days) < LEAST_COVERED * f64::from(all)
    }

    /// Whether the dossier has records of both periods' time.
    fn is_covered(&self) -> bool {
        [0, 1].iter().all(|p| !self.is_before_the_records(*p) && !self.is_cut_short(*p))
    }

    /// What is said where the earlier of the two periods is not covered, or not from its first day; and where the later is not to its last.
    fn of_coverage(&self, t: Phrases<'_>) -> Vec<String> {
        let Some((first, last)) = &self.ends else { return Vec::new() };
        let earlier = usize::from(whole(&self.periods[1]).0 < whole(&self.periods[0]).0);
        let later = 1 - earlier;
        let begin = match self.is_before_the_records(earlier) {
            true => Some("report-compare-before"),
            false => (whole(&self.periods[earlier]).0 < first.days().0).then_some("report-compare-part"),
        };
        let (days, all) = self.days_to_the_end(later);
        let end = match self.is_cut_short(later) {
            true => Some("report-compare-after"),
            false => (days < all).then_some("report-compare-part-after"),
        };
        let [n, of] = [days, all].map(|days| t.count(usize::try_from(days).unwrap_or(0)));
        let said = |key: &str, date: &Edtf, period: usize| {
            let (since, until) = &self.periods[period];
            let values =
                [("date", t.date(date)), ("period", t.period(since, until)), ("n", n.clone()), ("of", of.clone())];
            t.language.fill(key, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
        };
        begin.map(|key| said(key, first, earlier)).into_iter().chain(end.map(|key| said(key, last, later))).collect()
    }

    /// Records of the period that are not also of the other.
    #[must_use]
    pub fn new_records(&self) -> Vec<&'a Incident> {
        let [now, before] = &self.records;
        let known: BTreeSet<&str> = before.iter().map(|i| i.id.as_str()).collect();
        let mut new: Vec<&Incident> = now.iter().copied().filter(|i| !known.contains(i.id.as_str())).collect();
        // As the table of records has them.
        new.sort_by_cached_key(|i| (i.date.days(), i.id.clone()));
        new
    }

    /// The number of records of each period.
    fn numbers(&self, is: impl Fn(&Incident) -> bool) -> [CountInterval; 2] {
        [0, 1].map(|p| CountInterval::of_records(self.records[p].iter().copied().filter(|i| is(i)), &self.periods[p]))
    }

    /// The casualties of the events of each period.
    fn casualties(&self, of: impl Fn(&Incident) -> &Casualties) -> [CountInterval; 2] {
        let events = |p: usize| self.records[p].iter().copied().filter(|i| is_event(i.category));
        [0, 1].map(|p| CountInterval::of_casualties(events(p), &self.periods[p], &of))
    }

    fn events(&self) -> [CountInterval; 2] {
        self.numbers(|i| is_event(i.category))
    }

    /// The rows of the table: the name, the number in the period, in the other, the difference.
    #[must_use]
    pub fn rows(&self, t: Phrases<'_>) -> Vec<[String; 4]> {
        let words = t.language;
        let mut all = vec![(words.text("report-events"), self.events())];
        for category in Category::among(self.records.iter().flatten().map(|i| i.category)) {
            let both = self.numbers(|i| i.category == category);
            if both.iter().any(|n| n.most > 0) {
                all.push((words.category(category), both));
            }
        }
        all.push((words.text("report-killed"), self.casualties(|i| &i.killed)));
        all.push((words.text("report-wounded"), self.casualties(|i| &i.wounded)));
        let row = |(name, both): (&str, [CountInterval; 2])| {
            let dash = || "–".to_owned();
            let of = |p: usize| if self.is_outside_the_records(p) { dash() } else { both[p].in_words(t) };
            let change = if self.is_covered() { both[0].minus(both[1], t) } else { dash() };
            [name.to_owned(), of(0), of(1), change]
        };
        all.into_iter().map(row).collect()
    }

    /// The heading of the section.
    #[must_use]
    pub fn title(&self, t: Phrases<'_>) -> String {
        t.language.text(if self.is_previous { "report-comparison" } else { "report-comparison-other" }).to_owned()
    }

    /// The two periods in words.
    #[must_use]
    pub fn heading(&self, t: Phrases<'_>) -> String {
        let [now, before] = self.periods.each_ref().map(|(since, until)| t.period(since, until));
        let key = if self.is_previous { "report-compared" } else { "report-compared-other" };
        t.language.fill(key, &[("a", &now), ("b", &before)])
    }

    /// The headings of the table.
    #[must_use]
    pub fn heads(&self, t: Phrases<'_>) -> [String; 4] {
        let before = match self.is_previous {
            true => t.language.text("report-period-before").to_owned(),
            false => t.period(&self.periods[1].0, &self.periods[1].1),
        };
        let [category, now, change] =
            ["report-category", "report-this-period", "report-change"].map(|key| t.language.text(key).to_owned());
        [category, now, before, change]
    }

    /// Whether both periods are covered and either has an event, without which there is nothing to compare.
    #[must_use]
    pub fn is_tested(&self) -> bool {
        self.is_covered() && self.events().iter().any(|n| n.most > 0)
    }

    /// What stands where a list of changed records is empty.
    #[must_use]
    pub fn none_changed<'t>(&self, t: Phrases<'t>) -> &'t str {
        t.language.text(if self.is_change_unknown { "report-no-dated-source" } else { "report-none" })
    }

    /// What may be said of the difference: more or fewer only where the intervals and chance leave nothing else;
    /// nothing without events or of a period that the records do not cover.
    #[must_use]
    pub fn sentences(&self, t: Phrases<'_>) -> Vec<String> {
        let lengths = self.periods.each_ref().map(|p| f64::from(whole(p).1 - whole(p).0 + 1));
        let coverage = self.of_coverage(t);
        if !self.is_tested() {
            return coverage;
        }
        let is_alike = (lengths[0] / lengths[1] - 1.0).abs() <= SAME_LENGTH;
        let deaths = if is_alike { self.of_the_dead(t) } else { t.language.text("report-compare-length").to_owned() };
        let [a, b] = self.records.each_ref().map(|all| all.iter().map(|i| i.id.as_str()).collect::<BTreeSet<_>>());
        let both = a.intersection(&b).count();
        let in_both = (both > 0).then(|| t.language.fill("report-compare-both", &[("n", &t.count(both))]));
        coverage.into_iter().chain([self.of_events(lengths, t), deaths]).chain(in_both).collect()
    }

    fn of_events(&self, [a, b]: [f64; 2], t: Phrases<'_>) -> String {
        let [now, before] = self.events();
        let whole = |n: u64| u32::try_from(n).unwrap_or(u32::MAX / 2);
        let differ = |n: u64, m: u64| rates_differ(whole(n), whole(m), a, b);
        let is_more = |n: u64, m: u64| n as f64 / a > m as f64 / b;
        let is_fewer = |n: u64, m: u64| (n as f64 / a) < m as f64 / b;
        let key_and_p = [
            ("report-compare-more", is_more(now.least, before.most), differ(now.least, before.most)),
            ("report-compare-fewer", is_fewer(now.most, before.least), differ(now.most, before.least)),
        ];
        let sure = key_and_p.into_iter().find(|(_, is_so, p)| *is_so && *p < LEVEL);
        let (key, p) =
            sure.map_or_else(|| ("report-compare-few", differ(now.most, before.most)), |(key, _, p)| (key, p));
        let p = if p < 0.0005 { "< 0.001".to_owned() } else { format!("= {p:.3}") };
        let values = [now.in_words(t), before.in_words(t), t.language.number(&p)];
        let [n, m, p] = values.each_ref().map(String::as_str);
        t.language.fill(key, &[("n", n), ("m", m), ("p", p)])
    }

    fn of_the_dead(&self, t: Phrases<'_>) -> String {
        let [now, before] = self.casualties(|i| &i.killed);
        let key = if now.exceeds(before) {
            "report-compare-dead-more"
        } else if before.exceeds(now) {
            "report-compare-dead-fewer"
        } else if now.is_bounded() && now.least == now.most && now == before {
            "report-compare-dead-same"
        } else {
            "report-compare-dead-open"
        };
        t.language.fill(key, &[("n", &now.in_words(t)), ("m", &before.in_words(t))])
    }
}

/// The first and the last day of a period.
fn whole((since, until): &(Edtf, Edtf)) -> (i32, i32) {
    (since.days().0, until.days().1)
}
