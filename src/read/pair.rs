//! Two countries in a file of many: their polygons, or the lines that name the countries beside them.

use std::collections::{BTreeMap, BTreeSet};

use geo::{BoundingRect as _, Contains as _, InteriorPoint as _, Intersects as _};
use geo_types::{Geometry, MultiPolygon, Rect};
use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::basemap::shape;
use super::checker::Checker;
use super::features::features;
use super::gathered::{Gathered, agreed, edges, edges_of_collection, gather};
use super::{Document, Problem};
use crate::model::{Edges, LonLat};

/// How files may name a country.
#[derive(Debug, Clone)]
pub struct CountryNames {
    /// How messages name it, such as `Cambodia (KH)`.
    pub shown: String,
    codes: Vec<String>,
    names: BTreeSet<String>,
}

/// What a file has of two countries.
#[derive(Debug, Clone)]
pub enum Between {
    /// The polygons of each, and of how many features.
    Areas([MultiPolygon; 2], [usize; 2]),
    /// The lines between them.
    Lines(Vec<PairLine>),
}

/// A line between two countries.
#[derive(Debug, Clone)]
pub struct PairLine {
    /// Its parts, as the file has them.
    pub parts: Vec<Vec<LonLat>>,
    /// Which of the two countries is to its left by the file, 0 or 1; `None` where it does not say.
    pub left: Option<usize>,
}

/// Members whose value is a country's code wherever they stand; compared as small letters and digits.
const CODE_KEYS: [&str; 23] = [
    "iso",
    "iso2",
    "iso3",
    "isoa2",
    "isoa3",
    "isoa2eh",
    "isoa3eh",
    "isocode",
    "iso2code",
    "iso3code",
    "iso31661",
    "iso31661alpha2",
    "iso31661alpha3",
    "alpha2",
    "alpha3",
    "cca2",
    "cca3",
    "adm0a3",
    "gid0",
    "shapegroup",
    "cntrid",
    "adm0iso",
    "adm0pcode",
];

/// Members that may hold a country's code, or another one.
const LOOSE_KEYS: [&str; 5] = ["code", "id", "countrycode", "a2", "a3"];

/// Members that say which country a feature belongs to, by code or name, whatever the feature itself is called.
const COUNTRY_KEYS: [&str; 6] = ["admin", "country", "countryname", "cntrname", "adm0name", "adm0en"];

/// Members that hold the name of a feature, perhaps a country; so do `name` and a language.
const NAME_KEYS: [&str; 3] = ["shapename", "label", "englishname"];

impl CountryNames {
    /// A country by its codes and its names in whatever language.
    #[must_use]
    pub fn new(shown: String, codes: Vec<String>, names: impl IntoIterator<Item = String>) -> Self {
        Self { shown, codes, names: names.into_iter().map(|name| folded(&name)).collect() }
    }

    fn has_code(&self, text: &str) -> bool {
        self.codes.iter().any(|code| code.eq_ignore_ascii_case(text.trim()))
    }

    fn has_name(&self, text: &str) -> bool {
        self.names.contains(&folded(text))
    }

    fn is(&self, text: &str) -> bool {
        self.has_code(text) || self.has_name(text)
    }
}

/// A text for comparing: small letters without marks, words parted by one space, no article.
fn folded(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let parted = plain.replace(|c: char| !c.is_alphanumeric(), " ");
    parted.split_whitespace().filter(|word| *word != "the").collect::<Vec<_>>().join(" ")
}

/// A member's name as the lists above have it.
fn key_of(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The country that a code stands for: of a division such as `TH-27` the country; nothing of `-99`.
fn country_code(value: &str) -> Option<(&str, bool)> {
    let value = value.trim();
    let is_code = |code: &str| (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphabetic());
    match value.split_once('-') {
        Some((country, _)) if country.len() == 2 && is_code(country) => Some((country, true)),
        _ if is_code(value) => Some((value, false)),
        _ => None,
    }
}

/// What a feature with an area says about its country.
#[derive(Default)]
struct Identity<'a> {
    codes: Vec<&'a str>,
    countries: Vec<&'a str>,
    loose: Vec<&'a str>,
    names: Vec<&'a str>,
}

impl<'a> Identity<'a> {
    fn of(feature: &'a Value) -> Self {
        let mut all = Self::default();
        all.loose.extend(feature.get("id").and_then(Value::as_str).and_then(country_code).map(|(code, _)| code));
        for (name, value) in members(feature) {
            let key = key_of(name);
            match value {
                Value::String(text) if CODE_KEYS.contains(&key.as_str()) => {
                    all.codes.extend(country_code(text).map(|(code, _)| code));
                }
                Value::String(text) if LOOSE_KEYS.contains(&key.as_str()) => match country_code(text) {
                    // The code of a division names its country; its name is not that of a country.
                    Some((code, true)) => all.codes.push(code),
                    Some((code, false)) => all.loose.push(code),
                    None => {}
                },
                Value::String(text) if COUNTRY_KEYS.contains(&key.as_str()) => all.countries.push(text),
                Value::String(text)
                    if NAME_KEYS.contains(&key.as_str()) || (key.starts_with("name") && key.len() <= 8) =>
                {
                    all.names.push(text);
                }
                Value::Object(names) if key == "names" => all.names.extend(names.values().filter_map(Value::as_str)),
                _ => {}
            }
        }
        all
    }

    /// Codes come first, then the country that the feature says it belongs to: a province may have the name of a country.
    fn is(&self, country: &CountryNames) -> bool {
        if !self.codes.is_empty() {
            return self.codes.iter().any(|code| country.has_code(code));
        }
        if !self.countries.is_empty() {
            return self.countries.iter().any(|text| country.is(text));
        }
        self.loose.iter().any(|code| country.has_code(code)) || self.names.iter().any(|name| country.has_name(name))
    }

    fn label(&self) -> Option<&'a str> {
        self.codes.iter().chain(&self.countries).chain(&self.loose).chain(&self.names).next().copied()
    }
}

fn members(feature: &Value) -> impl Iterator<Item = (&String, &Value)> {
    feature.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

/// The two countries that a line names; whether the first is to its left.
struct Beside<'a> {
    pair: [&'a str; 2],
    is_sided: bool,
}

/// The words of a member's name: `ADM0_A3_L`, `leftName`, `country2`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in name.chars() {
        let begins = !c.is_alphanumeric()
            || (c.is_uppercase() && before.is_lowercase())
            || (c.is_ascii_digit() && matches!(c, '1' | '2') && before.is_alphabetic());
        if begins {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().into_iter().for_each(|word| word.extend(c.to_lowercase()));
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Every pair that a feature with a line names: by members of the left and the right, by two numbered ones, by a text with both.
fn beside(feature: &Value) -> Vec<Beside<'_>> {
    let mut sided: BTreeMap<String, [Option<&str>; 2]> = BTreeMap::new();
    let mut numbered: BTreeMap<String, [Option<&str>; 2]> = BTreeMap::new();
    let mut texts: Vec<&str> = feature.get("id").and_then(Value::as_str).into_iter().collect();
    for (name, value) in members(feature) {
        if let (true, Some(sides)) = (name == "sides", value.as_object()) {
            let code = |side: &str| sides.get(side).and_then(|s| s.get("code")).and_then(Value::as_str);
            sided.insert("sides".to_owned(), [code("left"), code("right")]);
        }
        let Some(text) = value.as_str() else { continue };
        let mut words = words(name);
        let is_last = |word: &str| words.len() > 1 && words.last().is_some_and(|last| last == word);
        let side = |whole: &str, letter: &str| words.iter().any(|w| w == whole) || is_last(letter);
        let number = |digit: &str, letter: &str| is_last(digit) || words.last().is_some_and(|last| last == letter);
        let (group, at) = match () {
            () if side("left", "l") => (&mut sided, 0),
            () if side("right", "r") => (&mut sided, 1),
            () if number("1", "a") => (&mut numbered, 0),
            () if number("2", "b") => (&mut numbered, 1),
            () => {
                texts.extend(["id", "name", "code", "pair", "border"].contains(&key_of(name).as_str()).then_some(text));
                continue;
            }
        };
        words.retain(|word| !["left", "right", "l", "r", "1", "2", "a", "b"].contains(&word.as_str()));
        group.entry(words.join(" ")).or_default()[at] = Some(text);
    }
    let mut all = Vec::new();
    for (group, is_sided) in [(sided, true), (numbered, false)] {
        let pairs = group.into_values().filter_map(|[a, b]| a.zip(b));
        all.extend(pairs.map(|(a, b)| Beside { pair: [a, b], is_sided }));
    }
    all.extend(texts.into_iter().flat_map(parted).map(|(a, b)| Beside { pair: [a, b], is_sided: false }));
    all
}

/// The two countries that a line names as its left and its right one, in the order of the alphabet.
pub(super) fn sides_of(feature: &Value) -> Option<[String; 2]> {
    let mut pair = beside(feature).into_iter().find(|beside| beside.is_sided)?.pair.map(str::to_owned);
    pair.sort();
    Some(pair)
}

/// Pairs of countries as messages list them.
pub(super) fn some_of(pairs: &BTreeSet<[String; 2]>) -> String {
    listed(&pairs.iter().map(|pair| pair.join("–")).collect())
}

/// A text such as `KHM-THA` or `Cambodia – Thailand border`, parted at each of its marks.
fn parted(text: &str) -> impl Iterator<Item = (&str, &str)> {
    /// Bytes: the names of two countries are not longer.
    const LONGEST: usize = 200;
    let text = text.trim();
    let whole = [" border", " boundary"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let is_short = whole.len() <= LONGEST;
    let marks = whole.char_indices().filter(move |(_, c)| is_short && "-–—/|,;:_&".contains(*c));
    marks.filter_map(|(at, c)| Some((whole.get(..at)?.trim(), whole.get(at + c.len_utf8()..)?.trim())))
}

/// How many names a message lists.
const MOST_LISTED: usize = 40;

fn listed(all: &BTreeSet<String>) -> String {
    let first = all.iter().take(MOST_LISTED).cloned().collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(MOST_LISTED) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// The polygons of two countries, or the lines between them, out of a GeoJSON document of many.
///
/// # Errors
///
/// Every problem, where the file has not both; the message lists what it has.
pub fn between(document: &Document, countries: &[CountryNames; 2]) -> Result<(Between, Option<Edges>), Vec<Problem>> {
    let list = features(document).map_err(|problem| vec![*problem])?;
    let mut areas: [Vec<MultiPolygon>; 2] = [Vec::new(), Vec::new()];
    let mut counts = [0, 0];
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    let mut there = There::default();
    let (mut spans, mut run) = (None, None);
    let mut own = Checker::new(document, &mut spans, Vec::new(), String::new());
    agreed(&mut run, edges_of_collection(document, &mut own), &mut own);
    problems.extend(own.into_problems());
    for (number, (base, feature)) in list.into_iter().enumerate() {
        let mut to = Checker::new(document, &mut spans, base, format!("number {}", number + 1));
        let kind = feature.pointer("/geometry/type").and_then(Value::as_str).unwrap_or_default();
        there.keys.extend(members(feature).map(|(name, _)| name.clone()));
        if kind.ends_with("Polygon") {
            let identity = Identity::of(feature);
            there.areas.extend(identity.label().map(str::to_owned));
            for (country, (areas, count)) in countries.iter().zip(areas.iter_mut().zip(&mut counts)) {
                if identity.is(country) {
                    areas.push(polygons(document, number, feature).map_err(|problem| vec![*problem])?);
                    *count += 1;
                    let own = edges(feature, &mut to);
                    agreed(&mut run, own, &mut to);
                }
            }
        } else if kind.ends_with("LineString") {
            let pairs = beside(feature);
            let found = pairs.iter().find_map(|beside| {
                let is = |i: usize, j: usize| countries[i].is(beside.pair[0]) && countries[j].is(beside.pair[1]);
                let first = if is(0, 1) {
                    0
                } else if is(1, 0) {
                    1
                } else {
                    return None;
                };
                Some(beside.is_sided.then_some(first))
            });
            there.lines.extend(pairs.first().map(|b| b.pair.map(str::to_owned)));
            let Some(left) = found else { continue };
            let own = edges(feature, &mut to);
            agreed(&mut run, own, &mut to);
            let mut gathered = Gathered { is_loose: true, ..Gathered::default() };
            gather(feature.get("geometry"), &["geometry"], &mut to, &mut gathered);
            lines.push(PairLine { parts: gathered.lines, left });
        }
        problems.extend(to.into_problems());
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    if !lines.is_empty() {
        return Ok((Between::Lines(lines), run));
    }
    if counts.contains(&0) {
        return Err(vec![there.missing(document, countries, counts)]);
    }
    if let Some((country, _)) = countries.iter().zip(&areas).find(|(_, all)| has_ground_twice(all)) {
        let problem = Problem::error(&document.name, format!("features of {} lie over each other", country.shown));
        return Err(vec![problem.hint("a country and its provinces in one file? keep one level of them")]);
    }
    let whole = areas.map(|all| MultiPolygon(all.into_iter().flat_map(|one| one.0).collect()));
    Ok((Between::Areas(whole, counts), run))
}

/// Whether one of the areas lies over another: its edge would count twice.
fn has_ground_twice(all: &[MultiPolygon]) -> bool {
    let boxes: Vec<Option<Rect>> = all.iter().map(MultiPolygon::bounding_rect).collect();
    all.iter().enumerate().any(|(i, one)| {
        let Some(at) = one.interior_point() else { return false };
        let lies_over = |(other, frame): (&MultiPolygon, &Option<Rect>)| {
            frame.is_some_and(|frame| frame.intersects(&at)) && other.contains(&at)
        };
        all.iter().zip(&boxes).enumerate().any(|(j, other)| i != j && lies_over(other))
    })
}

fn polygons(document: &Document, number: usize, feature: &Value) -> Result<MultiPolygon, Box<Problem>> {
    match shape(&document.name, number, feature.get("geometry").unwrap_or(&Value::Null))? {
        Geometry::Polygon(one) => Ok(MultiPolygon(vec![one])),
        Geometry::MultiPolygon(many) => Ok(many),
        _ => Ok(MultiPolygon(Vec::new())),
    }
}

/// What a file has, for messages.
#[derive(Default)]
struct There {
    areas: BTreeSet<String>,
    lines: BTreeSet<[String; 2]>,
    keys: BTreeSet<String>,
}

impl There {
    /// Why the file gives no line between two countries.
    fn missing(&self, document: &Document, countries: &[CountryNames; 2], counts: [usize; 2]) -> Problem {
        let [a, b] = countries;
        let error = |message: String| Problem::error(&document.name, message);
        if self.areas.is_empty() && self.lines.is_empty() {
            return error("nothing in the file says which country is which".to_owned())
                .found(match self.keys.is_empty() {
                    true => "features without properties".to_owned(),
                    false => format!("the properties {}", listed(&self.keys)),
                })
                .expected("polygons with a code or a name of their country (iso_a2, ISO_A3, ADM0_A3, name …), or lines with the two beside them (ADM0_LEFT and ADM0_RIGHT)")
                .hint("a file that has the line of this border alone needs no --pair");
        }
        if self.areas.is_empty() {
            let of = |country: &CountryNames| -> BTreeSet<String> {
                let other = |[x, y]: &[String; 2]| match (country.is(x), country.is(y)) {
                    (true, _) => Some(y.clone()),
                    (_, true) => Some(x.clone()),
                    _ => None,
                };
                self.lines.iter().filter_map(other).collect()
            };
            let found = countries.iter().map(|c| match of(c) {
                none if none.is_empty() => format!("none of {}", c.shown),
                others => format!("of {} those with {}", c.shown, listed(&others)),
            });
            let found = found.collect::<Vec<_>>().join("; ");
            let found = if found.matches("none of").count() == 2 { some_of(&self.lines) } else { found };
            return error(format!("there is no line between {} and {}", a.shown, b.shown)).found(found);
        }
        let missing: Vec<&str> =
            countries.iter().zip(counts).filter(|(_, n)| *n == 0).map(|(c, _)| c.shown.as_str()).collect();
        error(format!("there is no polygon of {}", missing.join(" and none of ")))
            .found(listed(&self.areas))
            .expected(format!("both {} and {}", a.shown, b.shown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn countries() -> [CountryNames; 2] {
        let of = |name: &str, codes: [&str; 2], own: &str| {
            CountryNames::new(name.to_owned(), codes.map(str::to_owned).to_vec(), [name.to_owned(), own.to_owned()])
        };
        [of("Cambodia", ["KH", "KHM"], "កម្ពុជា"), of("Thailand", ["TH", "THA"], "ไทย")]
    }

    fn of(features: &[(&str, &str)]) -> Result<Between, Vec<Problem>> {
        let line = r#"{"type":"LineString","coordinates":[[0,0],[1,0]]}"#;
        let area = r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#;
        let one = |(kind, properties): &(&str, &str)| {
            let geometry = if *kind == "line" { line } else { area };
            format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
        };
        let all = features.iter().map(one).collect::<Vec<_>>().join(",");
        let text = format!(r#"{{"type":"FeatureCollection","features":[{all}]}}"#);
        between(&Document::parse("world.geojson", text.as_bytes()).unwrap(), &countries()).map(|(found, _)| found)
    }

    #[test]
    fn polygons_are_known_by_codes_and_by_names_in_any_script() {
        let both = |a: &str, b: &str| matches!(of(&[("area", a), ("area", b)]), Ok(Between::Areas(_, [1, 1])));
        assert!(both(r#"{"ISO_A3":"KHM"}"#, r#"{"iso_a2":"th"}"#));
        assert!(both(r#"{"ISO_A3":"-99","NAME":"Cambodia"}"#, r#"{"ADMIN":"THAILAND"}"#));
        assert!(both(r#"{"name":"កម្ពុជា"}"#, r#"{"NAME_TH":"ไทย"}"#));
        assert!(both(r#"{"code":"KH","names":{"en":"Kampuchea"}}"#, r#"{"shapeGroup":"THA","shapeName":"x"}"#));
        assert!(both(r#"{"code":"KH-2","names":{"en":"Thailand"}}"#, r#"{"GID_0":"THA"}"#));
        // A province with a country's name is in the country of its code.
        assert!(of(&[("area", r#"{"iso_a2":"MM","name":"Thailand"}"#), ("area", r#"{"iso_a2":"KH"}"#)]).is_err());
    }

    #[test]
    fn lines_are_known_by_left_and_right_or_by_both_names() {
        let left = |properties: &str| match of(&[("line", properties)]) {
            Ok(Between::Lines(lines)) => Some(lines[0].left),
            _ => None,
        };
        assert_eq!(left(r#"{"ADM0_LEFT":"Thailand","ADM0_RIGHT":"Cambodia"}"#), Some(Some(1)));
        assert_eq!(left(r#"{"adm0_a3_l":"KHM","adm0_a3_r":"THA","adm0_left":"K.","adm0_right":"T."}"#), Some(Some(0)));
        assert_eq!(left(r#"{"sides":{"left":{"code":"TH"},"right":{"code":"KH"}}}"#), Some(Some(1)));
        assert_eq!(left(r#"{"leftCountry":"TH","rightCountry":"KH"}"#), Some(Some(1)));
        assert_eq!(left(r#"{"country1":"Thailand","country2":"Cambodia"}"#), Some(None));
        assert_eq!(left(r#"{"a":"THA","b":"KHM"}"#), Some(None));
        assert_eq!(left(r#"{"name":"Thailand–Cambodia border"}"#), Some(None));
        assert_eq!(left(r#"{"adm0_left":"Thailand","adm0_right":"Laos"}"#), None);
    }

    #[test]
    fn what_is_missing_is_said_with_what_there_is() {
        let said = |features: &[(&str, &str)]| {
            let problem = of(features).unwrap_err().remove(0);
            format!("{} | {}", problem.message, problem.found.unwrap_or_default())
        };
        assert_eq!(
            said(&[("area", r#"{"ISO_A2":"TH"}"#), ("area", r#"{"ISO_A2":"LA"}"#)]),
            "there is no polygon of Cambodia | LA, TH"
        );
        assert_eq!(
            said(&[("area", r#"{"area":1}"#)]),
            "nothing in the file says which country is which | the properties area"
        );
        assert_eq!(
            said(&[("line", r#"{"adm0_left":"THA","adm0_right":"LAO"}"#)]),
            "there is no line between Cambodia and Thailand | none of Cambodia; of Thailand those with LAO"
        );
    }
}
