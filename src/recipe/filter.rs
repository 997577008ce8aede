use serde::{Deserialize, Serialize};

use super::period::{self, Period};
use super::{BorderKm, Length, RecipeError, did_you_mean};
use crate::model::{
    Categories, Category, CategoryError, Edtf, Grade, Incident, LonLat, OpenEnd, Reliability, Status, Unjudged, Verdict,
};

/// A filter as it is written in a recipe or as options; [`FilterText::resolve`] checks it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilterText {
    /// Nothing that ended before this date.
    pub since: Option<String>,
    /// Nothing that began after this date.
    pub until: Option<String>,
    /// Only these categories.
    #[serde(default)]
    pub category: Vec<String>,
    /// Only these statuses.
    #[serde(default)]
    pub status: Vec<String>,
    /// Only within this distance of the border.
    pub near: Option<String>,
    /// Only between two border kilometres.
    pub km: Option<(BorderKm, BorderKm)>,
    /// Only within west, south, east, north.
    pub bbox: Option<[f64; 4]>,
    /// Only with this grade or better on both axes.
    pub min_grade: Option<String>,
    /// Not these records, by id.
    #[serde(default)]
    pub without: Vec<String>,
    /// Only this period, such as `2025-Q4` or `last-month`: since its first day, until its last.
    pub during: Option<String>,
    /// The day that relative periods count from; the date of the data if there is none.
    pub today: Option<String>,
}

/// Which incidents to take; everything passes an empty filter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    since: Option<Period>,
    until: Option<Period>,
    today: Option<String>,
    category: Vec<Category>,
    status: Vec<Status>,
    near: Option<Length>,
    km: Option<(BorderKm, BorderKm)>,
    bbox: Option<[f64; 4]>,
    min_grade: Option<Grade>,
    without: Vec<String>,
}

impl FilterText {
    /// The first part, as an option, that asks for what incidents have and bare points have not.
    #[must_use]
    pub fn needs_incidents(&self) -> Option<&'static str> {
        let asked = [
            ("--since", self.since.is_some()),
            ("--until", self.until.is_some()),
            ("--during", self.during.is_some()),
            ("--category", !self.category.is_empty()),
            ("--status", !self.status.is_empty()),
            ("--min-grade", self.min_grade.is_some()),
        ];
        asked.into_iter().find(|(_, asked)| *asked).map(|(option, _)| option)
    }

    /// The first part that chooses among incidents by what they are or where they lie, by its option; `None` if there is none.
    #[must_use]
    pub fn chooses(&self) -> Option<&'static str> {
        let asked = [("--near", self.near.is_some()), ("--km", self.km.is_some()), ("--bbox", self.bbox.is_some())];
        let by_place = asked.into_iter().find(|(_, asked)| *asked).map(|(option, _)| option);
        self.needs_incidents().or(by_place)
    }

    /// The filter with the parts that `over` sets in place of its own.
    #[must_use]
    pub fn overridden_by(self, over: Self) -> Self {
        let list = |own: Vec<String>, over: Vec<String>| if over.is_empty() { own } else { over };
        // A period is both ends: who asks for one asks for no end of another.
        let has_end = over.since.is_some() || over.until.is_some();
        let (since, until) = if over.during.is_some() { (None, None) } else { (self.since, self.until) };
        Self {
            since: over.since.or(since),
            until: over.until.or(until),
            during: over.during.or(if has_end { None } else { self.during }),
            today: over.today.or(self.today),
            category: list(self.category, over.category),
            status: list(self.status, over.status),
            near: over.near.or(self.near),
            km: over.km.or(self.km),
            bbox: over.bbox.or(self.bbox),
            min_grade: over.min_grade.or(self.min_grade),
            // What either leaves out is left out.
            without: self.without.into_iter().chain(over.without).collect(),
        }
    }

    /// The periods of both ends.
    fn period(&self) -> Result<(Option<Period>, Option<Period>), RecipeError> {
        let Some(during) = period::asked("during", self.during.as_ref())? else {
            return Ok((period::asked("since", self.since.as_ref())?, period::asked("until", self.until.as_ref())?));
        };
        match self.since.is_some() || self.until.is_some() {
            true => Err(RecipeError::value("during", "since or until beside it", "one period, or its two ends")),
            false => Ok((Some(during.clone()), Some(during))),
        }
    }

    /// Checks every part.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] naming the part, what was found and what was expected.
    pub fn resolve(&self) -> Result<Filter, RecipeError> {
        let (since, until) = self.period()?;
        let is_relative = [&since, &until].into_iter().flatten().any(Period::is_relative);
        let today = self.today.as_ref().map(|text| day("today", text)).transpose()?;
        if today.is_some() && !is_relative {
            let expected = "a period that counts from it, such as during last-month";
            return Err(RecipeError::value("today", self.today.clone().unwrap_or_default(), expected));
        }
        let near = match &self.near {
            None => None,
            Some(text) => Some(
                text.parse::<Length>().ok().ok_or_else(|| RecipeError::value("near", text, "a length such as 10km"))?,
            ),
        };
        if let Some((BorderKm::Running(from), BorderKm::Running(to))) = self.km
            && !(from.is_finite() && to.is_finite() && from <= to)
        {
            return Err(RecipeError::value("km", format!("{from}..{to}"), "two kilometres, the smaller first"));
        }
        if let Some([west, south, east, north]) = self.bbox {
            let corners = LonLat::new(west, south).and(LonLat::new(east, north));
            if corners.is_err() || south > north {
                let found = format!("{west},{south},{east},{north}");
                return Err(RecipeError::value("bbox", found, "west,south,east,north in degrees"));
            }
        }
        Ok(Filter {
            since,
            until,
            today,
            category: self.category.iter().map(|text| category(text)).collect::<Result<_, _>>()?,
            status: names("status", &self.status, &Status::ALL, Status::as_str)?,
            near,
            km: self.km,
            bbox: self.bbox,
            min_grade: self.min_grade.as_deref().map(grade).transpose()?,
            without: self.without.iter().map(|id| id.trim().to_owned()).collect(),
        })
    }
}

/// A whole day, as `YYYY-MM-DD`.
fn day(key: &str, text: &str) -> Result<String, RecipeError> {
    let days =
        text.trim().parse::<Edtf>().ok().and_then(|d| d.earliest().filter(|first| d.latest().as_ref() == Some(first)));
    days.ok_or_else(|| RecipeError::value(key, text, "a day such as 2026-03-31"))
}

/// The error of a category that neither the program nor the dossier has.
pub fn unknown_category(own: &Categories, key: &str, found: &str) -> RecipeError {
    let known: Vec<String> = own.keys().collect();
    let like = did_you_mean(found, known.iter().map(String::as_str), ["", ""]);
    let expected = format!("one of {}, or one that [categories] in marz.toml defines{like}", known.join(", "));
    RecipeError::value(key, found, expected)
}

fn category(text: &str) -> Result<Category, RecipeError> {
    let wrong = |_: CategoryError| unknown_category(&Categories::default(), "category", text);
    text.parse().map_err(wrong)
}

fn names<T: Copy>(key: &str, texts: &[String], all: &[T], name: fn(T) -> &'static str) -> Result<Vec<T>, RecipeError> {
    let one = |text: &String| {
        let known = || all.iter().map(|t| name(*t)).collect::<Vec<_>>().join(", ");
        let like = || did_you_mean(text, all.iter().map(|t| name(*t)), ["", ""]);
        let wrong = || RecipeError::value(key, text, format!("one of {}{}", known(), like()));
        all.iter().copied().find(|t| name(*t) == text).ok_or_else(wrong)
    };
    texts.iter().map(one).collect()
}

fn grade(text: &str) -> Result<Grade, RecipeError> {
    let wrong = || RecipeError::value("min-grade", text, "a letter A to E and a digit 1 to 5, such as B3");
    // What cannot be judged is no least grade.
    text.parse().ok().filter(|g: &Grade| g.reliability != Reliability::F && g.credibility != 6).ok_or_else(wrong)
}

impl Filter {
    /// The same with a greatest distance to the border, in metres.
    #[must_use]
    pub fn near_m(mut self, metres: f64) -> Self {
        self.near = Some(Length::of_metres(metres));
        self
    }

    /// What the conditions that need no measurement say of a record.
    #[must_use]
    pub fn judge(&self, incident: &Incident) -> Verdict {
        let passes = (self.category.is_empty() || self.category.contains(&incident.category))
            && (self.status.is_empty() || self.status.contains(&incident.status))
            && self.min_grade.as_ref().is_none_or(|least| incident.grade.passes(least))
            && self.passes_id(&incident.id);
        Verdict::of(passes).and(self.judge_date(&incident.date)).and(self.judge_position(incident.at))
    }

    /// What the period says of a date.
    fn judge_date(&self, date: &Edtf) -> Verdict {
        let (since, until) = (self.since.as_ref(), self.until.as_ref());
        if self.is_relative() {
            return Verdict::Filtered;
        }
        judge_period(date, since.and_then(Period::since), until.and_then(Period::until))
    }

    /// Whether a period of it counts from a day that is not known yet.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        [&self.since, &self.until].into_iter().flatten().any(Period::is_relative)
    }

    /// The same with the days that relative periods mean; a filter that is judged without it lets nothing pass where it has one.
    ///
    /// # Arguments
    ///
    /// `data_date` is the date of the data, as `YYYY-MM-DD`: periods count from it where the filter names no day.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] for a relative period without a day to count from.
    pub fn on_calendar(mut self, data_date: Option<&str>) -> Result<Self, RecipeError> {
        let today = self.today.as_deref().or(data_date);
        for (key, period) in [("since", &mut self.since), ("until", &mut self.until)] {
            if let Some(asked) = period {
                let wrong = |found| {
                    RecipeError::value(key, found, "today with the day that it counts from, such as 2026-03-31")
                };
                let (since, until) = asked.ends(today).map_err(wrong)?;
                *asked = Period::Dates(since, until);
            }
        }
        Ok(self)
    }

    /// The first and the last date of the period; `None` if not both ends are given and known.
    #[must_use]
    pub fn period(&self) -> Option<(Edtf, Edtf)> {
        let (since, until) = self.ends();
        since.cloned().zip(until.cloned())
    }

    /// The same for another period.
    #[must_use]
    pub fn in_period(mut self, period: Option<(Edtf, Edtf)>) -> Self {
        (self.since, self.until) = match period {
            Some((since, until)) => {
                (Some(Period::Dates(since.clone(), since)), Some(Period::Dates(until.clone(), until)))
            }
            None => (None, None),
        };
        self
    }

    /// Checks that each of its categories is one of the program or of the dossier.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] with the categories that there are, and the nearest.
    pub fn check_categories(&self, own: &Categories) -> Result<(), RecipeError> {
        let unknown = self.category.iter().find(|c| own.resolve(**c).is_none());
        unknown.map_or(Ok(()), |c| Err(unknown_category(own, "category", c.as_str())))
    }

    /// The same with kilometres from the start of the border in place of those of its parts, which start and stop at these kilometres. A
    /// filter by kilometres of parts that is judged without it lets nothing pass.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] for a part or kilometre that the border has not, and where the second is not beyond the first.
    pub fn on_border(mut self, parts_km: &[(f64, f64)]) -> Result<Self, RecipeError> {
        if let Some(given) = self.km {
            let (from, to) = BorderKm::range_on("km", given, parts_km)?;
            self.km = Some((BorderKm::Running(from), BorderKm::Running(to)));
        }
        Ok(self)
    }

    /// The ids of the records that are left out.
    #[must_use]
    pub fn without(&self) -> &[String] {
        &self.without
    }

    /// Whether a record of this id is not left out.
    #[must_use]
    pub fn passes_id(&self, id: &str) -> bool {
        self.without.iter().all(|left_out| left_out != id)
    }

    /// The categories that are taken; of all if empty.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.category
    }

    /// The statuses that are taken; of all if empty.
    #[must_use]
    pub fn statuses(&self) -> &[Status] {
        &self.status
    }

    /// The least grade; `None` if any is taken.
    #[must_use]
    pub fn min_grade(&self) -> Option<&Grade> {
        self.min_grade.as_ref()
    }

    /// The border kilometres between which is taken; `None` for the whole border.
    #[must_use]
    pub fn kilometres(&self) -> Option<(BorderKm, BorderKm)> {
        self.km
    }

    /// The first and the last date, each where it is given and known.
    #[must_use]
    pub fn ends(&self) -> (Option<&Edtf>, Option<&Edtf>) {
        (self.since.as_ref().and_then(Period::since), self.until.as_ref().and_then(Period::until))
    }

    /// The greatest distance to the border, in metres; `None` if any is taken.
    #[must_use]
    pub fn near_limit_m(&self) -> Option<f64> {
        self.near.as_ref().map(Length::metres)
    }

    /// The box: west, south, east, north in degrees, west greater than east across the antimeridian; `None` if any place is taken.
    #[must_use]
    pub fn bbox(&self) -> Option<[f64; 4]> {
        self.bbox
    }

    /// What the conditions on the position alone say of a point.
    #[must_use]
    pub fn judge_position(&self, at: Option<LonLat>) -> Verdict {
        match (self.bbox, at) {
            (None, _) => Verdict::Passes,
            (Some(_), None) => Verdict::NotJudged(Unjudged::Place),
            (Some(bbox), Some(at)) => Verdict::of(inside(bbox, at)),
        }
    }

    /// Whether the filter asks for a distance or border kilometre, so that a record without a place cannot be judged.
    #[must_use]
    pub fn needs_place(&self) -> bool {
        self.near.is_some() || self.km.is_some()
    }

    /// Whether the filter asks for a border kilometre.
    #[must_use]
    pub fn asks_km(&self) -> bool {
        self.km.is_some()
    }

    /// What it says of a distance in metres and a border kilometre; `None` if the record has no place.
    #[must_use]
    pub fn judge_measured(&self, nearest: Option<(f64, f64)>) -> Verdict {
        match nearest {
            _ if !self.needs_place() => Verdict::Passes,
            None => Verdict::NotJudged(Unjudged::Place),
            Some((distance_m, border_km)) => {
                let is_between = match self.km {
                    Some((BorderKm::Running(from), BorderKm::Running(to))) => (from..=to).contains(&border_km),
                    // Kilometres of parts are known with the border: see `on_border`.
                    Some(_) => false,
                    None => true,
                };
                Verdict::of(is_between && self.near.as_ref().is_none_or(|near| distance_m <= near.metres()))
            }
        }
    }
}

/// What a period says of a date. An interval whose end is not known may have ended before the period began, and one whose
/// beginning is not known may have begun after its end: such a date is judged by its other end alone, where that settles it.
#[must_use]
pub fn judge_period(date: &Edtf, since: Option<&Edtf>, until: Option<&Edtf>) -> Verdict {
    let since = since.map_or(Verdict::Passes, |since| match date.open_end() {
        Some((OpenEnd::UnknownEnd, start)) if !start.not_before(since) => Verdict::NotJudged(Unjudged::Date),
        _ => Verdict::of(date.not_before(since)),
    });
    let until = until.map_or(Verdict::Passes, |until| match date.open_end() {
        Some((OpenEnd::UnknownStart, end)) if !end.not_after(until) => Verdict::NotJudged(Unjudged::Date),
        _ => Verdict::of(date.not_after(until)),
    });
    since.and(until)
}

/// A box may cross the antimeridian: then its west is larger than its east.
fn inside([west, south, east, north]: [f64; 4], at: LonLat) -> bool {
    let lon = if west <= east { (west..=east).contains(&at.lon()) } else { at.lon() >= west || at.lon() <= east };
    lon && (south..=north).contains(&at.lat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_parts_are_named() {
        let message_of = |text: FilterText| text.resolve().unwrap_err().to_string();
        let text = FilterText { since: Some("yesterday".into()), ..FilterText::default() };
        assert!(message_of(text).starts_with("since: yesterday"));
        let text = FilterText { category: vec!["Clsh".into()], ..FilterText::default() };
        assert!(message_of(text).contains("clash, shelling"));
        // Whether a dossier has another is known with the dossier.
        let filter = FilterText { category: vec!["clsh".into()], ..FilterText::default() }.resolve().unwrap();
        let message = filter.check_categories(&Categories::default()).unwrap_err().to_string();
        assert!(message.contains("clash, shelling") && message.contains("did you mean clash?"), "{message}");
        let text = FilterText { min_grade: Some("F6".into()), ..FilterText::default() };
        assert!(message_of(text).starts_with("min-grade: F6"));
        let text =
            FilterText { km: Some((BorderKm::Running(440.0), BorderKm::Running(260.0))), ..FilterText::default() };
        assert!(message_of(text).starts_with("km: 440..260"));
    }

    #[test]
    fn an_end_that_is_not_known_leaves_open_whether_a_date_lies_in_the_period() {
        let filter = FilterText { since: Some("2020".into()), until: Some("2022".into()), ..FilterText::default() };
        let filter = filter.resolve().unwrap();
        let open = Verdict::NotJudged(Unjudged::Date);
        for (date, verdict) in [
            ("2021", Verdict::Passes),
            ("2019", Verdict::Filtered),
            ("2018/", open),
            ("2021/", Verdict::Passes),
            ("2023/", Verdict::Filtered),
            ("/2024", open),
            ("/2021", Verdict::Passes),
            ("/2019", Verdict::Filtered),
            ("2018/..", Verdict::Passes),
            ("../2024", Verdict::Passes),
        ] {
            assert_eq!(filter.judge_date(&date.parse().unwrap()), verdict, "{date}");
        }
    }

    #[test]
    fn boxes_may_cross_the_antimeridian() {
        let at = |lon| LonLat::new(lon, 0.0).unwrap();
        assert!(inside([170.0, -1.0, -170.0, 1.0], at(179.0)) && inside([170.0, -1.0, -170.0, 1.0], at(-179.0)));
        assert!(!inside([170.0, -1.0, -170.0, 1.0], at(0.0)));
    }
}
