//! Measurements and facts in the words of a language: distances, sides, casualties, places, no more precise than the data.
//!
//! Tables, map keys, report cards and captions all take their words from here, so that they agree.

mod band;
mod caveats;
mod selection;

mod verdict;

use crate::language::{Language, date};
use crate::measure::{ApproxDistance, NearbyPlace, Proximity, Sexagesimal, Side, mgrs, relative_position, sexagesimal};
use crate::model::{
    Basis, Casualties, Edtf, Extent, Incident, LineStatus, Location, Names, Place, ReportedSide, Sides,
};

/// A side counts as known if the probability of the left side lies outside this range.
const UNCERTAIN_P_LEFT: std::ops::RangeInclusive<f64> = 0.005..=0.995;

/// Whether the computed side of a point counts as known: beyond the accuracy of the border, of a point that was not set from it, and for nearly
/// all of its disc.
///
/// # Arguments
///
/// * `location` is the location of the record; `None` for a point of any file.
#[must_use]
pub fn is_side_computed(location: Option<&Location>, p: &Proximity) -> bool {
    p.nearest.distance_m > p.border_accuracy_m
        && location.is_none_or(|l| l.basis != Basis::FromBorder)
        && p.p_left.is_some_and(|p| !UNCERTAIN_P_LEFT.contains(&p))
}

/// The distance is given as exact if its interval is narrower than this, in metres.
const EXACT_M: f64 = 1.0;

/// The phrases of one language.
///
/// # Example
///
/// ```
/// use marz::language::Languages;
/// use marz::phrase::Phrases;
///
/// let languages = Languages::embedded();
/// let (english, russian) = (languages.find("en")?, languages.find("ru")?);
/// assert_eq!(Phrases::new(&english).length(12_400.0), "12.4\u{A0}km");
/// assert_eq!(Phrases::new(&russian).length(12_400.0), "12,4\u{A0}км");
/// # Ok::<(), marz::language::LanguageError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Phrases<'a> {
    /// The language.
    pub language: &'a Language,
}

impl<'l> Phrases<'l> {
    /// The phrases of a language.
    #[must_use]
    pub fn new(language: &'l Language) -> Self {
        Self { language }
    }

    /// A whole number.
    #[must_use]
    pub fn count(self, n: usize) -> String {
        self.language.grouped(&n.to_string())
    }

    /// A name.
    #[must_use]
    pub fn name(self, names: &Names) -> &str {
        self.language.name(names).unwrap_or_default()
    }

    /// A date.
    #[must_use]
    pub fn date(self, day: &Edtf) -> String {
        date(self.language, day)
    }

    /// A period, by its first and its last date; one date where both are the same.
    #[must_use]
    pub fn period(self, since: &Edtf, until: &Edtf) -> String {
        match since == until {
            true => self.date(since),
            false => self.language.fill("report-period", &[("from", &self.date(since)), ("to", &self.date(until))]),
        }
    }

    /// A length in metres: whole metres below a kilometre, then kilometres to a tenth, without a trailing zero.
    #[must_use]
    pub fn length(self, metres: f64) -> String {
        if metres < 1_000.0 {
            return self.language.fill("metres", &[("n", &self.language.decimal(metres, 0))]);
        }
        let km = metres / 1_000.0;
        let decimals = u8::from((km * 10.0).round() % 10.0 > 0.5);
        format!("{}\u{A0}{}", self.language.decimal(km, decimals), self.language.text("km"))
    }

    /// The distance of a point, with as many digits as its location radius allows; both in metres.
    #[must_use]
    pub fn point_distance(self, metres: f64, radius_m: f64) -> String {
        let about = |decimals: u8| {
            let n = self.language.decimal(metres / 1000.0, decimals);
            self.language.fill("distance-about", &[("n", &n)])
        };
        match radius_m {
            r if r >= 5_000.0 => about(0),
            r if r >= 500.0 => about(1),
            _ if metres < 1_000.0 => self.language.fill("metres", &[("n", &self.language.decimal(metres, 0))]),
            _ => self.exact_distance(metres),
        }
    }

    fn exact_distance(self, metres: f64) -> String {
        let n = self.language.decimal(metres / 1000.0, 2);
        self.language.fill("distance-exact", &[("n", &n)])
    }

    /// Whether the distance of the point itself is evidence: not if the point was derived from the border, or stands for a region.
    #[must_use]
    pub fn is_evidence(location: Option<&Location>) -> bool {
        location.is_none_or(|l| l.basis != Basis::FromBorder && l.extent == Extent::Point)
    }

    /// Whether the distance of the point is said beside its interval: it is evidence, and not beyond the interval, as that of a point on
    /// the other side than its report names may be, whose interval is of the reported side alone.
    #[must_use]
    pub fn is_distance_said(location: Option<&Location>, p: &Proximity) -> bool {
        Self::is_evidence(location) && p.nearest.distance_m <= p.distance_max_m
    }

    /// The least and the greatest distance to the border, in kilometres, rounded outwards to whole ones, or to tenths if they lie
    /// within one or below two: `3–19`, `up to 19`.
    #[must_use]
    pub fn interval(self, p: &Proximity) -> String {
        let (low, high, decimals) = widened(p);
        let number = |v: f64| self.language.decimal(v, decimals);
        match low <= 0.0 {
            true => self.language.fill("interval-up-to", &[("n", &number(high))]),
            false => format!("{}–{}", number(low), number(high)),
        }
    }

    /// The interval with its unit; the word for exact if there is no interval.
    #[must_use]
    pub fn interval_alone(self, p: &Proximity) -> String {
        if is_exact(p) {
            return self.language.text("interval-exact").to_owned();
        }
        self.language.fill("interval-alone", &[("range", &self.interval(p))])
    }

    /// The distance of an incident to the border with its interval; the interval only if the distance of the point is not said
    /// ([`Phrases::is_distance_said`]).
    ///
    /// # Arguments
    ///
    /// `location` is the location of the record; `None` for a point of any file.
    #[must_use]
    pub fn distance(self, location: Option<&Location>, p: &Proximity) -> String {
        if !Self::is_distance_said(location, p) {
            return self.language.fill("distance-interval-only", &[("range", &self.interval(p))]);
        }
        if is_exact(p) {
            return self.exact_distance(p.nearest.distance_m);
        }
        self.language
            .fill("distance-with-interval", &[("n", &self.kilometres_of_point(p)), ("range", &self.interval(p))])
    }

    /// The distance of an incident to the border in a list that says so elsewhere: `11 (6–17) km`. The interval only, `up to 17 km`, if
    /// it begins at the border or the distance of the point is not said ([`Phrases::is_distance_said`]).
    #[must_use]
    pub fn short_distance(self, location: Option<&Location>, p: &Proximity) -> String {
        let is_said = Self::is_distance_said(location, p);
        if is_said && is_exact(p) {
            return self.exact_distance(p.nearest.distance_m);
        }
        let (interval, (low, ..)) = (self.interval(p), widened(p));
        let range = match is_said && low > 0.0 {
            true => format!("{} ({interval})", self.kilometres_of_point(p)),
            false => interval,
        };
        self.language.fill("interval-alone", &[("range", &range)])
    }

    /// The distance of the point itself in kilometres, with as many decimals as the interval.
    fn kilometres_of_point(self, p: &Proximity) -> String {
        let (.., decimals) = widened(p);
        self.language.decimal(p.nearest.distance_m / 1000.0, decimals)
    }

    /// A probability to a hundredth; one between 0 and 1 is not rounded to 0 or 1: `<0.01`, `>0.99`.
    #[must_use]
    pub fn probability(self, p: f64) -> String {
        let number = |text: &str| self.language.number(text);
        match p {
            p if p <= 0.0 => number("0"),
            p if p >= 1.0 => number("1"),
            p if p < 0.01 => format!("<{}", number("0.01")),
            p if p > 0.99 => format!(">{}", number("0.99")),
            p => number(&format!("{p:.2}")),
        }
    }

    /// The range of border kilometres of an incident, rounded outwards to whole ones; a single kilometre to a tenth.
    #[must_use]
    pub fn border_kilometres(self, p: &Proximity) -> String {
        let number = |v: f64| self.language.decimal(v, 0);
        match p.km_range {
            Some((low, high)) if high - low >= 1.0 => format!("{}–{}", number(low.floor()), number(high.ceil())),
            _ => self.language.decimal(p.nearest.measure_km(), 1),
        }
    }

    /// The side of the border, and whether the report names it or the point lies there.
    ///
    /// A measured side is given only if it is known: the distance exceeds the accuracy of the border, the point was not set from
    /// the border, and the probability of the left side is below 0.005 or above 0.995. A reported side is given
    /// unless the measurement left it out, as with another line than that of the report. On contested ground the side is disputed, whatever
    /// is reported.
    ///
    /// # Arguments
    ///
    /// * `location` is the location of the record; `None` for a point of any file.
    /// * `p` is the measured proximity; `None` without a point.
    /// * `sides` are the names of the sides of the border.
    #[must_use]
    pub fn side(self, location: Option<&Location>, p: Option<&Proximity>, sides: &Sides) -> String {
        let reported = location.and_then(|l| l.side);
        let counts = p.is_none_or(|p| p.side_as_reported);
        if p.is_some_and(|p| p.nearest.side == Side::Disputed) {
            let disputed = self.language.text("side-disputed");
            let as_reported = match reported {
                None => return disputed.to_owned(),
                Some(ReportedSide::Both) => self.language.text("side-both").to_owned(),
                Some(side) => self.with_side("side-reported", sides, side == ReportedSide::Left),
            };
            return format!("{disputed} ({as_reported})");
        }
        match (reported, p) {
            (Some(ReportedSide::Both), _) => self.language.text("side-both").to_owned(),
            (Some(ReportedSide::Left), _) if counts => self.with_side("side-reported", sides, true),
            (Some(ReportedSide::Right), _) if counts => self.with_side("side-reported", sides, false),
            (_, None) => "–".to_owned(),
            (_, Some(p)) => {
                let is_known = is_side_computed(location, p);
                match p.nearest.side {
                    Side::Left if is_known => self.with_side("side-measured", sides, true),
                    Side::Right if is_known => self.with_side("side-measured", sides, false),
                    _ => self.language.text("side-uncertain").to_owned(),
                }
            }
        }
    }

    /// A message about a side: by its name, else its code, else "left" or "right".
    fn with_side(self, key: &str, sides: &Sides, is_left: bool) -> String {
        let (side, word) = if is_left { (&sides.left, "side-left") } else { (&sides.right, "side-right") };
        let known = [self.name(&side.names), &side.code].into_iter().find(|name| !name.is_empty());
        self.language.fill(key, &[("side", known.unwrap_or_else(|| self.language.text(word)))])
    }

    /// Whether the two sides agree on a line, in a few words that continue a sentence.
    #[must_use]
    pub fn status(self, status: LineStatus) -> &'l str {
        self.language.text(match status {
            LineStatus::NotStated => "line-not-stated",
            LineStatus::Agreed => "line-agreed",
            LineStatus::Disputed => "line-disputed",
            LineStatus::ControlLine => "line-control-line",
            LineStatus::Armistice => "line-armistice",
            LineStatus::Approximate => "line-approximate",
        })
    }

    /// The number of people killed or wounded, with its range.
    #[must_use]
    pub fn casualties(self, casualties: &Casualties) -> String {
        let number = |n: u32| self.language.grouped(&n.to_string());
        match (casualties.min, casualties.max) {
            (Some(min), Some(max)) if min == max => number(min),
            (Some(min), Some(max)) => format!("{}–{}", number(min), number(max)),
            (Some(min), None) => self.language.fill("casualties-at-least", &[("n", &number(min))]),
            (None, Some(max)) => self.language.fill("casualties-at-most", &[("n", &number(max))]),
            (None, None) => match casualties.best {
                Some(best) => self.language.fill("casualties-about", &[("n", &number(best))]),
                None => self.language.text("casualties-unknown").to_owned(),
            },
        }
    }

    /// The position relative to named places: "about 12 km north-west of Qalai Khumb, 4 km from the Ruzvay crossing".
    ///
    /// A record that stands for a region gives the region and its radius; one without a point the word for an unknown place.
    #[must_use]
    pub fn relative_position(self, incident: &Incident, places: &[Place]) -> String {
        let radius_m = incident.location.radius_m.map(f64::from);
        let Some(at) = incident.at else { return self.language.text("place-unknown").to_owned() };
        if incident.location.extent == Extent::Area {
            let n = self.length(radius_m.unwrap_or_default());
            return self.language.fill("place-region", &[("place", &self.place(incident, places)), ("n", &n)]);
        }
        let (place, crossing) = relative_position(at, radius_m, places);
        let parts = [
            place.map(|b| self.nearby(&b, ["place-about-direction", "place-about", "place-within"])),
            crossing.map(|b| self.nearby(&b, ["crossing-about", "crossing-about", "crossing-within"])),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(self.language.text("comma"))
    }

    fn nearby(self, nearby: &NearbyPlace<'_>, [with_direction, without, within]: [&str; 3]) -> String {
        /// The principal points of the compass, from north clockwise.
        const DIRECTIONS: [&str; 8] = [
            "compass-north",
            "compass-north-east",
            "compass-east",
            "compass-south-east",
            "compass-south",
            "compass-south-west",
            "compass-west",
            "compass-north-west",
        ];
        let name = self.name(&nearby.place.names);
        // A name that ends in a common noun has an article in some languages: the Ruzvay crossing.
        let ends_in_common_noun =
            name.split(' ').next_back().is_some_and(|w| w.starts_with(char::is_lowercase)) && name.contains(' ');
        let place = match ends_in_common_noun {
            true => self.language.fill("name-ending-in-common-noun", &[("name", name)]),
            false => name.to_owned(),
        };
        let (ApproxDistance::Within(m) | ApproxDistance::About(m, _)) = nearby.distance;
        let n = self.length(m);
        match nearby.distance {
            // At the place itself.
            ApproxDistance::Within(_) if n == self.length(0.0) => name.to_owned(),
            ApproxDistance::About(_, Some(direction)) => {
                let direction = self.language.text(DIRECTIONS[direction.number().min(7)]);
                self.language.fill(with_direction, &[("n", &n), ("direction", direction), ("place", &place)])
            }
            ApproxDistance::About(..) => self.language.fill(without, &[("n", &n), ("place", &place)]),
            ApproxDistance::Within(_) => self.language.fill(within, &[("n", &n), ("place", &place)]),
        }
    }

    /// The name of an incident's place: in another language than English that of the dossier's place of the same name, or else the
    /// first of the report's own variants in that script.
    #[must_use]
    pub fn place(self, incident: &Incident, places: &[Place]) -> String {
        let name = &incident.location.name;
        if self.language.is_english() {
            return name.clone();
        }
        let same = |p: &&Place| p.names.0.values().any(|n| n == name) || p.variants.contains(name);
        let known = places.iter().filter(same).min_by_key(|p| p.rank).map(|p| self.name(&p.names));
        let variant = || incident.location.variants.iter().find(|v| self.language.writes(v)).map(String::as_str);
        known.or_else(variant).unwrap_or(name).to_owned()
    }

    /// The point in degrees, minutes and seconds, and its MGRS square, both no more precise than the location radius; `None`
    /// without a point.
    #[must_use]
    pub fn position(self, incident: &Incident) -> Option<(String, String)> {
        let radius_m = incident.location.radius_m.map(f64::from);
        let at = incident.at?;
        let [lat, lon] = sexagesimal(at, radius_m);
        let written = |s: Sexagesimal, [positive, negative]: [&str; 2]| {
            let seconds = s.seconds.map(|s| format!("{s:02}″")).unwrap_or_default();
            format!("{}°{:02}′{seconds}{}", s.degrees, s.minutes, if s.is_positive { positive } else { negative })
        };
        Some((format!("{} {}", written(lat, ["N", "S"]), written(lon, ["E", "W"])), mgrs(at, radius_m)))
    }
}

fn is_exact(p: &Proximity) -> bool {
    p.distance_max_m - p.distance_min_m < EXACT_M
}

/// The least and the greatest distance in kilometres, rounded outwards, and the number of their decimals: tenths where they lie within a
/// kilometre, or so near to the border that whole kilometres would say nothing.
fn widened(p: &Proximity) -> (f64, f64, u8) {
    let (least, most) = (p.distance_min_m / 1000.0, p.distance_max_m / 1000.0);
    if most < 2.0 || (most - least < 1.0 && most < 10.0) {
        ((least * 10.0).floor() / 10.0, (most * 10.0).ceil() / 10.0, 1)
    } else {
        (least.floor(), most.ceil(), 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;
    use crate::measure::{GeodesicLine, ProximityContext, SidePolygons, UncertainPoint};
    use crate::model::{Border, BorderFacts, LonLat};

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat::new(lon, lat).unwrap()
    }

    fn incident(radius_m: u32, basis: &str, extent: &str) -> Incident {
        let text = format!(
            r#"{{"title":"t","summary":"s","category":"clash","date":"2025","location":{{"name":"Upper Side","radius_m":{radius_m},
            "basis":"{basis}","extent":"{extent}"}},"killed":{{"min":1,"max":null}},"wounded":{{"min":null,"max":null}},
            "status":"one_side","grade":{{"reliability":"B","credibility":2}},"sources":[{{"publisher":"p"}}]}}"#
        );
        let mut i: Incident = serde_json::from_str(&text).unwrap();
        // 11.06 km north of a border along the equator.
        i.at = Some(at(5.0, 0.1));
        i
    }

    fn place(kind: &str, name: &str, lon: f64, lat: f64) -> Place {
        let text = format!(r#"{{"kind":"{kind}","country":"X","names":{{"en":"{name}","ru":"Имя"}},"rank":1}}"#);
        let mut p: Place = serde_json::from_str(&text).unwrap();
        (p.id, p.at) = (name.to_owned(), at(lon, lat));
        p
    }

    #[test]
    fn places_are_named_in_words() {
        let english = Language::english();
        let en = Phrases::new(&english);
        // 12.0 km to the south-east of the incident; 4.0 km to its north.
        let places =
            [place("town", "Lower Town", 5.0763, 0.0233), place("border_crossing", "North crossing", 5.0, 0.1362)];
        let phrase = |r, basis, extent| en.relative_position(&incident(r, basis, extent), &places);
        assert_eq!(
            phrase(1_000, "gazetteer", "point"),
            "about 12\u{A0}km north-west of Lower Town, 4\u{A0}km from the North crossing"
        );
        assert_eq!(
            phrase(5_000, "gazetteer", "point"),
            "about 10\u{A0}km west of Lower Town, within 10\u{A0}km of the North crossing"
        );
        assert_eq!(
            phrase(90_000, "estimate", "area"),
            "Somewhere in Upper Side, within 90\u{A0}km of its middle; no point is known"
        );
        let russian = Languages::embedded().find("ru").unwrap();
        let ru = Phrases::new(&russian);
        assert_eq!(
            ru.relative_position(&incident(1_000, "gazetteer", "point"), &places[..1]),
            "около 12\u{A0}км к северо-западу от пункта Имя"
        );
    }

    #[test]
    fn a_point_set_from_the_border_has_no_distance_of_its_own() {
        let border =
            Border::new(String::new(), vec![vec![at(0.0, 0.0), at(10.0, 0.0)]], BorderFacts::default()).unwrap();
        let line = GeodesicLine::from(&border);
        let polygons = SidePolygons::default();
        let context = ProximityContext { border: &border, line: &line, polygons: &polygons, limits_m: &[] };
        let english = Language::english();
        let en = Phrases::new(&english);
        let phrase = |i: &Incident| {
            let point = UncertainPoint::new(i.at.unwrap()).radius_m(5_000.0);
            en.distance(Some(&i.location), &context.proximities(&[point])[0])
        };
        assert_eq!(phrase(&incident(5_000, "gazetteer", "point")), "11 km (6–17)");
        let short = |radius_m: u32, basis: &str| {
            let i = incident(radius_m, basis, "point");
            let point = UncertainPoint::new(i.at.unwrap()).radius_m(f64::from(radius_m));
            en.short_distance(Some(&i.location), &context.proximities(&[point])[0])
        };
        assert_eq!(short(5_000, "gazetteer"), "11 (6–17) km");
        assert_eq!(short(5_000, "from_border"), "6–17 km");
        assert_eq!(short(20_000, "gazetteer"), "up to 32 km");
        assert_eq!(short(0, "gazetteer"), "11.06 km");
        assert_eq!(phrase(&incident(5_000, "from_border", "point")), "6–17 km (range only)");
        assert_eq!(phrase(&incident(5_000, "estimate", "area")), "6–17 km (range only)");
    }

    #[test]
    fn a_distance_has_no_more_digits_than_the_radius_allows() {
        let english = Language::english();
        let phrase = |metres, radius_m| Phrases::new(&english).point_distance(metres, radius_m);
        assert_eq!(phrase(19_812.3, 20_000.0), "about 20 km");
        assert_eq!(phrase(812.3, 1_000.0), "about 0.8 km");
        assert_eq!(phrase(812.3, 0.0), "812 m");
        assert_eq!(phrase(19_812.3, 0.0), "19.81 km");
    }

    #[test]
    fn positions_are_no_finer_than_their_radius() {
        let english = Language::english();
        let en = Phrases::new(&english);
        let position = |r| en.position(&incident(r, "gazetteer", "point")).unwrap();
        assert_eq!(position(0), ("0°06′00″N 5°00′00″E".to_owned(), "31N GA 2259 1105".to_owned()));
        assert_eq!(position(5_000), ("0°06′N 5°00′E".to_owned(), "31N GA 22 11".to_owned()));
    }
}
