//! Which records a product is made of, in words: what a filter leaves.

use super::Phrases;
use crate::recipe::{BorderKm, Filter};

impl Phrases<'_> {
    /// What a filter asks for, in one sentence; `None` for a filter that every record passes.
    ///
    /// Records that are left out by their ids are not named.
    ///
    /// # Arguments
    ///
    /// `filter` has the days that its relative periods mean ([`Filter::on_calendar`]).
    #[must_use]
    pub fn selection(self, filter: &Filter) -> Option<String> {
        let words = self.language;
        let comma = words.text("comma");
        let named = |names: Vec<&str>| Some(names.join(comma)).filter(|names| !names.is_empty());
        let (since, until) = filter.ends();
        let period = match (since, until) {
            (Some(since), Some(until)) => Some(self.period(since, until)),
            (Some(since), None) => Some(words.fill("date-since", &[("date", &self.date(since))])),
            (None, Some(until)) => Some(words.fill("date-until", &[("date", &self.date(until))])),
            (None, None) => None,
        };
        let near = filter.near_limit_m().map(|m| words.fill("selection-near", &[("n", &self.length(m))]));
        let km = filter.kilometres().map(|(from, to)| {
            let written = |km: BorderKm| words.number(&km.to_string());
            words.fill("selection-km", &[("range", &format!("{}–{}", written(from), written(to)))])
        });
        let area = filter.bbox().map(|bbox| {
            let [west, south, east, north] = bbox.map(|degrees| words.number(&degrees.to_string()));
            words.fill("selection-box", &[("west", &west), ("south", &south), ("east", &east), ("north", &north)])
        });
        let grade = filter.min_grade().map(|grade| words.fill("selection-grade", &[("grade", &grade.to_string())]));
        let parts = [
            named(filter.categories().iter().map(|c| words.category(*c)).collect()),
            named(filter.statuses().iter().map(|s| words.status(*s)).collect()),
            grade,
            period,
            near,
            km,
            area,
        ];
        let list: Vec<String> = parts.into_iter().flatten().collect();
        (!list.is_empty()).then(|| words.fill("selection", &[("list", &list.join(words.text("semicolon")))]))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use crate::language::Languages;
    use crate::model::{Category, Status};
    use crate::phrase::Phrases;
    use crate::recipe::{Filter, FilterText};

    #[test]
    fn every_part_of_a_filter_is_named_in_every_language() {
        let filter = FilterText {
            during: Some("2026-H1".to_owned()),
            category: vec!["clash".to_owned(), "shelling".to_owned()],
            status: vec!["disputed".to_owned()],
            near: Some("100km".to_owned()),
            min_grade: Some("B3".to_owned()),
            km: Some(("100".parse().unwrap(), "250.5".parse().unwrap())),
            bbox: Some([27.5, 9.0, 30.0, 11.0]),
            ..FilterText::default()
        };
        let resolved = filter.resolve().unwrap().on_calendar(None).unwrap();
        let english = "Selection: Armed clash, Rockets or shelling; disputed; graded B3 or better; Jan 2026 to Jun 2026; up to \
                       100\u{a0}km from the border; border kilometre 100–250.5; longitude 27.5 to 30, latitude 9 to 11.";
        for language in Languages::embedded().iter() {
            let of = |filter: &Filter| Phrases::new(language).selection(filter);
            let words = of(&resolved).unwrap();
            if language.is_english() {
                assert_eq!(words, english);
            }
            let number = |n: &str| language.number(n);
            let km = format!("{}–{}", number("100"), number("250.5"));
            for part in [
                language.category(Category::Clash),
                language.category(Category::Shelling),
                language.status(Status::Disputed),
                "B3",
                &number("2026"),
                &Phrases::new(language).length(100_000.0),
                &km,
                &number("27.5"),
                &number("11"),
            ] {
                assert!(words.contains(part), "{part}: {words}");
            }
            assert!(!words.contains('{'), "{words}");
            assert_eq!(of(&FilterText::default().resolve().unwrap()), None);
        }
        let since = FilterText { since: Some("2026".to_owned()), ..FilterText::default() };
        let english = Languages::embedded().find("en").unwrap();
        let words = Phrases::new(&english).selection(&since.resolve().unwrap());
        assert_eq!(words.as_deref(), Some("Selection: since 2026."));
    }
}
