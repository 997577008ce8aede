//! Facts as a reader of a language expects them: distances, sides, tolls, places, no finer than what is known.

use crate::language::{Language, ReportWords, fill};
use crate::measure::{ApproxDistance, NearbyPlace, Proximity, Sexagesimal, Side, mgrs, relative_position, sexagesimal};
use crate::model::{Basis, Border, Extent, Incident, Names, Place, ReportedSide, Toll};

/// Tells things in one language.
#[derive(Debug, Clone, Copy)]
pub struct Telling {
    /// The language.
    pub language: Language,
}

impl Telling {
    /// The words of the report.
    #[must_use]
    pub fn words(self) -> &'static ReportWords {
        self.language.report()
    }

    /// A whole number.
    #[must_use]
    pub fn count(self, n: usize) -> String {
        self.language.grouped(&n.to_string())
    }

    /// A name.
    #[must_use]
    pub fn name(self, names: &Names) -> &str {
        names.in_language(self.language.code()).unwrap_or_default()
    }

    /// A length in metres: whole metres below a kilometre, then kilometres without needless decimals.
    #[must_use]
    pub fn length(self, metres: f64) -> String {
        if metres < 1_000.0 {
            return fill(self.words().metres, &[("n", &self.language.grouped(&format!("{metres:.0}")))]);
        }
        let km = metres / 1_000.0;
        let decimals = usize::from((km * 10.0).round() % 10.0 > 0.5);
        format!("{}\u{A0}{}", self.language.grouped(&format!("{km:.decimals$}")), self.language.words().km)
    }

    /// The least and the greatest distance to the border, in kilometres, widened to whole ones, or to tenths where they lie within
    /// one: `3–19`, `up to 19`.
    #[must_use]
    pub fn range(self, p: &Proximity) -> String {
        let (low, high, decimals) = widened(p);
        let number = |v: f64| self.language.grouped(&format!("{v:.decimals$}"));
        match low <= 0.0 {
            true => fill(self.words().up_to, &[("n", &number(high))]),
            false => format!("{}–{}", number(low), number(high)),
        }
    }

    /// The distance of an incident to the border with its range. A point that was set from the border, or stands for a region, tells
    /// its range alone: its own distance is no evidence.
    #[must_use]
    pub fn distance(self, incident: &Incident, p: &Proximity) -> String {
        let (.., decimals) = widened(p);
        let range = self.range(p);
        if incident.location.basis == Basis::FromBorder || incident.location.extent == Extent::Area {
            return fill(self.words().interval_only, &[("range", &range)]);
        }
        let n = self.language.grouped(&format!("{:.decimals$}", p.nearest.distance_m / 1000.0));
        let template = if p.distance_max_m - p.distance_min_m < 1.0 {
            self.words().distance_exact
        } else {
            self.words().distance_told
        };
        fill(template, &[("n", &n), ("range", &range)])
    }

    /// A probability to a hundredth; what is neither surely nor never is not told as 0 or 1.
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

    /// The kilometres of the border at which it may have been.
    #[must_use]
    pub fn kilometres(self, p: &Proximity) -> String {
        let number = |v: f64| self.language.grouped(&format!("{v:.0}"));
        match p.km_range {
            Some((low, high)) if high - low >= 1.0 => format!("{}–{}", number(low.floor()), number(high.ceil())),
            _ => number(p.nearest.measure_km()),
        }
    }

    /// The side of the border, and whether it is the report or the point that says so.
    #[must_use]
    pub fn side(self, border: &Border, incident: &Incident, p: Option<&Proximity>) -> String {
        let (words, sides) = (self.words(), &border.facts.sides);
        let named = |left: bool| {
            let side = if left { &sides.left } else { &sides.right };
            let name = self.name(&side.names);
            if name.is_empty() { side.code.clone() } else { name.to_owned() }
        };
        let told = |template: &str, left: bool| fill(template, &[("side", &named(left))]);
        match (incident.location.side, p) {
            (Some(ReportedSide::Left), _) => told(words.side_reported, true),
            (Some(ReportedSide::Right), _) => told(words.side_reported, false),
            (Some(ReportedSide::Both), _) => words.both_sides.to_owned(),
            (None, None) => "–".to_owned(),
            (None, Some(p)) => {
                let is_sure = p.nearest.distance_m > p.border_accuracy_m
                    && incident.location.basis != Basis::FromBorder
                    && p.p_left.is_some_and(|p| !(0.005..=0.995).contains(&p));
                match p.nearest.side {
                    Side::Left if is_sure => told(words.side_measured, true),
                    Side::Right if is_sure => told(words.side_measured, false),
                    _ => words.side_unsure.to_owned(),
                }
            }
        }
    }

    /// How many people, as it is known.
    #[must_use]
    pub fn toll(self, toll: &Toll) -> String {
        let words = self.language.words();
        let number = |n: u32| self.language.grouped(&n.to_string());
        match (toll.min, toll.max) {
            (Some(min), Some(max)) if min == max => number(min),
            (Some(min), Some(max)) => format!("{}–{}", number(min), number(max)),
            (Some(min), None) => fill(words.at_least, &[("n", &number(min))]),
            (None, Some(max)) => fill(words.at_most, &[("n", &number(max))]),
            (None, None) => words.unknown.to_owned(),
        }
    }

    /// Where it happened, beside what has a name: "about 12 km north-west of Qalai Khumb, 4 km from the Ruzvay crossing".
    ///
    /// A record that stands for a region is told as one, and one without a point by its words alone.
    #[must_use]
    pub fn whereabouts(self, incident: &Incident, places: &[Place]) -> String {
        let words = self.words();
        let radius_m = incident.location.radius_m.map(f64::from);
        let Some(at) = incident.at else { return words.no_place.to_owned() };
        if incident.location.extent == Extent::Area {
            let n = self.length(radius_m.unwrap_or_default());
            return fill(words.region, &[("place", &self.place(incident, places)), ("n", &n)]);
        }
        let (place, crossing) = relative_position(at, radius_m, places);
        let told = [
            place.map(|b| self.beside(&b, [words.about_wind, words.about_place, words.within_place])),
            crossing.map(|b| self.beside(&b, [words.about_crossing, words.about_crossing, words.within_crossing])),
        ];
        told.into_iter().flatten().collect::<Vec<_>>().join(self.language.words().comma)
    }

    fn beside(self, beside: &NearbyPlace<'_>, [with_wind, without, within]: [&str; 3]) -> String {
        let name = self.name(&beside.place.names);
        // In English a name that ends in a common noun has an article: the Ruzvay crossing.
        let is_common =
            name.split(' ').next_back().is_some_and(|w| w.starts_with(char::is_lowercase)) && name.contains(' ');
        let place = if self.language == Language::En && is_common { format!("the {name}") } else { name.to_owned() };
        match beside.distance {
            ApproxDistance::Within(m) => fill(within, &[("n", &self.length(m)), ("place", &place)]),
            ApproxDistance::About(m, Some(wind)) => {
                let wind = self.words().winds[wind.number().min(7)];
                fill(with_wind, &[("n", &self.length(m)), ("wind", wind), ("place", &place)])
            }
            ApproxDistance::About(m, None) => fill(without, &[("n", &self.length(m)), ("place", &place)]),
        }
    }

    /// The name of an incident's place: in another language than English that of the dossier's place of the same name, or else the
    /// first of the report's own variants in that script.
    #[must_use]
    pub fn place(self, incident: &Incident, places: &[Place]) -> String {
        let name = &incident.location.name;
        if self.language == Language::En {
            return name.clone();
        }
        let same = |p: &&Place| p.names.0.values().any(|n| n == name) || p.variants.contains(name);
        let known = places.iter().filter(same).min_by_key(|p| p.rank).map(|p| self.name(&p.names));
        let variant = || incident.location.variants.iter().find(|v| self.language.writes(v)).map(String::as_str);
        known.or_else(variant).unwrap_or(name).to_owned()
    }

    /// The point in degrees, minutes and seconds, and its MGRS square, both no finer than the radius; nothing without a point.
    #[must_use]
    pub fn position(self, incident: &Incident) -> Option<(String, String)> {
        let radius_m = incident.location.radius_m.map(f64::from);
        let at = incident.at?;
        let [lat, lon] = sexagesimal(at, radius_m);
        let one = |s: Sexagesimal, [positive, negative]: [&str; 2]| {
            let seconds = s.seconds.map(|s| format!("{s:02}″")).unwrap_or_default();
            format!("{}°{:02}′{seconds}{}", s.degrees, s.minutes, if s.is_positive { positive } else { negative })
        };
        Some((format!("{} {}", one(lat, ["N", "S"]), one(lon, ["E", "W"])), mgrs(at, radius_m)))
    }
}

/// Least and greatest distance in kilometres, widened, and the decimals that they deserve.
fn widened(p: &Proximity) -> (f64, f64, usize) {
    let (least, most) = (p.distance_min_m / 1000.0, p.distance_max_m / 1000.0);
    if most - least < 1.0 && most < 10.0 {
        ((least * 10.0).floor() / 10.0, (most * 10.0).ceil() / 10.0, 1)
    } else {
        (least.floor(), most.ceil(), 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{GeodesicLine, ProximityContext, SidePolygons, uncertain_point};
    use crate::model::{BorderFacts, LonLat};

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
    fn places_are_told_in_words() {
        let en = Telling { language: Language::En };
        // 12.0 km to the south-east of the incident; 4.0 km to its north.
        let places =
            [place("town", "Lower Town", 5.0763, 0.0233), place("border_crossing", "North crossing", 5.0, 0.1362)];
        let told = |r, basis, extent| en.whereabouts(&incident(r, basis, extent), &places);
        assert_eq!(
            told(1_000, "gazetteer", "point"),
            "about 12\u{A0}km north-west of Lower Town, 4\u{A0}km from the North crossing"
        );
        assert_eq!(
            told(5_000, "gazetteer", "point"),
            "about 10\u{A0}km west of Lower Town, within 10\u{A0}km of the North crossing"
        );
        assert_eq!(
            told(90_000, "estimate", "area"),
            "Somewhere in Upper Side, within 90\u{A0}km of its middle; no spot is known"
        );
        let ru = Telling { language: Language::Ru };
        assert_eq!(
            ru.whereabouts(&incident(1_000, "gazetteer", "point"), &places[..1]),
            "около 12\u{A0}км к северо-западу от пункта Имя"
        );
    }

    #[test]
    fn a_point_set_from_the_border_tells_no_distance() {
        let border =
            Border::new(String::new(), vec![vec![at(0.0, 0.0), at(10.0, 0.0)]], BorderFacts::default()).unwrap();
        let line = GeodesicLine::from(&border);
        let lands = SidePolygons::default();
        let context = ProximityContext { border: &border, line: &line, lands: &lands, limits_m: &[] };
        let en = Telling { language: Language::En };
        let told = |i: &Incident| {
            let query = uncertain_point(i.at.unwrap(), Some(5_000.0), None);
            en.distance(i, &context.proximities(&[query])[0])
        };
        assert_eq!(told(&incident(5_000, "gazetteer", "point")), "11 km (6–17)");
        assert_eq!(told(&incident(5_000, "from_border", "point")), "6–17 km (range only)");
        assert_eq!(told(&incident(5_000, "estimate", "area")), "6–17 km (range only)");
    }

    #[test]
    fn positions_are_no_finer_than_their_radius() {
        let en = Telling { language: Language::En };
        let position = |r| en.position(&incident(r, "gazetteer", "point")).unwrap();
        assert_eq!(position(0), ("0°06′00″N 5°00′00″E".to_owned(), "31N GA 2259 1105".to_owned()));
        assert_eq!(position(5_000), ("0°06′N 5°00′E".to_owned(), "31N GA 22 11".to_owned()));
    }
}
