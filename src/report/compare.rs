//! Comparison of a period with the period of the same length before it: new, changed and withdrawn records.

use maud::{Markup, html};

use super::card::anchor;
use super::findings::MOST_LISTED;
use crate::analyse::{is_event, rates_differ};
use crate::model::{Category, Edtf, Incident, Status};
use crate::phrase::Phrases;

/// The significance level of the test of two rates.
const LEVEL: f64 = 0.05;

/// The comparison of two periods.
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
    /// The first and the last date of the period, and of the one before.
    pub periods: [(Edtf, Edtf); 2],
    /// Records of the period, and of the one before; a record whose date may lie in both is in both.
    pub records: [Vec<&'a Incident>; 2],
    /// Earlier records with a source published in the period, with the date of the latest such source.
    pub changed: Vec<(&'a Incident, Edtf)>,
    /// Those of them that are denied or disputed.
    pub withdrawn: Vec<(&'a Incident, Edtf)>,
}

impl<'a> Comparison<'a> {
    /// Compares the records of two periods.
    ///
    /// # Arguments
    ///
    /// `all` are the records that pass the filter whatever their date; those of them that ended before the period and have a
    /// source dated within it are changed, or withdrawn if their status is now `denied` or `disputed`.
    #[must_use]
    pub fn new(periods: [(Edtf, Edtf); 2], records: [Vec<&'a Incident>; 2], all: &[&'a Incident]) -> Self {
        let (since, until) = &periods[0];
        let with_new_source = |i: &&'a Incident| {
            let in_period = |d: &&Edtf| d.days().0 >= since.days().0 && d.days().1 <= until.days().1;
            let latest =
                i.sources.iter().filter_map(|s| s.date.as_ref()).filter(in_period).max_by_key(|d| d.days().1)?;
            (i.date.days().1 < since.days().0).then(|| (*i, latest.clone()))
        };
        let is_withdrawn = |i: &Incident| matches!(i.status, Status::Denied | Status::Disputed);
        let (withdrawn, changed) = all.iter().filter_map(with_new_source).partition(|(i, _)| is_withdrawn(i));
        Self { periods, records, changed, withdrawn }
    }

    /// Records of the period that are not also of the one before.
    #[must_use]
    pub fn new_records(&self) -> Vec<&'a Incident> {
        let [now, before] = &self.records;
        let known: std::collections::BTreeSet<&str> = before.iter().map(|i| i.id.as_str()).collect();
        now.iter().copied().filter(|i| !known.contains(i.id.as_str())).collect()
    }

    /// The rows of the table: the name, the number in the period, the number before.
    #[must_use]
    pub fn rows(&self, t: Phrases<'_>) -> Vec<(String, [usize; 2])> {
        let count = |is: &dyn Fn(&Incident) -> bool| [0, 1].map(|p| self.records[p].iter().filter(|i| is(i)).count());
        let mut rows = vec![(t.language.text("report-events").to_owned(), count(&|i| is_event(i.category)))];
        for category in Category::among(self.records.iter().flatten().map(|i| i.category)) {
            let n = count(&|i| i.category == category);
            if n != [0, 0] {
                rows.push((t.language.category(category).to_owned(), n));
            }
        }
        rows
    }

    /// The two periods in words.
    #[must_use]
    pub fn heading(&self, t: Phrases<'_>) -> String {
        let in_words = |(since, until): &(Edtf, Edtf)| {
            let [from, to] = [since, until].map(|d| t.date(d));
            t.language.fill("report-period", &[("from", &from), ("to", &to)])
        };
        let [now, before] = self.periods.each_ref().map(in_words);
        t.language.fill("report-compared", &[("a", &now), ("b", &before)])
    }

    /// A warning if the difference in events is not significant; `None` if it is.
    #[must_use]
    pub fn caution(&self, t: Phrases<'_>) -> Option<String> {
        let count = |p: usize| self.records[p].iter().filter(|i| is_event(i.category)).count();
        let (n, m) = (count(0), count(1));
        let days = |(since, until): &(Edtf, Edtf)| f64::from(until.days().1 - since.days().0 + 1);
        let [a, b] = self.periods.each_ref().map(days);
        let whole = |n: usize| u32::try_from(n).unwrap_or(u32::MAX / 2);
        let p = rates_differ(whole(n), whole(m), a, b);
        (p >= LEVEL).then(|| {
            let p_value = t.language.number(&format!("{p:.2}"));
            t.language.fill("report-compare-few", &[("n", &t.count(n)), ("m", &t.count(m)), ("p", &p_value)])
        })
    }

    /// The section of the report.
    pub(super) fn html(&self, t: Phrases<'_>) -> Markup {
        let words = t.language;
        let line = |i: &Incident| html! { a href={ "#" (anchor(i)) } { (t.date(&i.date)) " · " bdi { (i.title) } } };
        // The cards of earlier records are not on this page.
        let plain =
            |i: &Incident| html! { (t.date(&i.date)) " · " bdi { (i.title) } " [" (words.status(i.status)) "]" };
        let new = self.new_records();
        html! {
            p { (self.heading(t)) }
            div.scroll.narrow { table {
                thead { tr { th scope="col" { (words.text("report-category")) } th.n scope="col" { (words.text("report-this-period")) } th.n scope="col" { (words.text("report-period-before")) } th.n scope="col" { (words.text("report-change")) } } }
                tbody { @for (name, [now, before]) in self.rows(t) {
                    tr { th scope="row" { (name) } td.n { (t.count(now)) } td.n { (t.count(before)) } td.n { bdi { (difference(now, before, t)) } } }
                } }
            } }
            @if let Some(caution) = self.caution(t) { p.note { (caution) } p.quiet { (words.text("report-compare-note")) } }
            h3 { (words.text("report-new")) " (" (t.count(new.len())) ")" }
            @if new.is_empty() { p { (words.text("report-none")) } }
            ul { @for i in new.iter().rev().take(MOST_LISTED).rev() { li { (line(i)) } } }
            @for (heading, list) in [(words.text("report-changed"), &self.changed), (words.text("report-withdrawn"), &self.withdrawn)] {
                h3 { (heading) " (" (t.count(list.len())) ")" }
                @if list.is_empty() { p { (words.text("report-none")) } }
                ul { @for (i, day) in list.iter().take(MOST_LISTED) { li { (plain(i)) " – " (words.fill("report-changed-by", &[("date", &t.date(day))])) } } }
            }
        }
    }
}

/// A difference with its sign.
#[must_use]
pub fn difference(now: usize, before: usize, t: Phrases<'_>) -> String {
    let sign = match now.cmp(&before) {
        std::cmp::Ordering::Less => "−",
        std::cmp::Ordering::Equal => "",
        std::cmp::Ordering::Greater => "+",
    };
    format!("{sign}{}", t.count(now.abs_diff(before)))
}
