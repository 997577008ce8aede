//! A land border of the world as a border of this library, with all that is known of it.

use std::collections::BTreeMap;

use geo::{Coord, MultiLineString};
use marz_world::{AccuracyClass, Country, Edition, Found, LandBorder, LookupError};

use super::status::{dispute_of, stated};
use crate::error::Error;
use crate::language::{Language, Languages};
use crate::model::{Border, BorderFacts, Ends, LineEnd, LonLat, Names, PublishedLength, SideNames, Sides};

pub use marz_world::{edition, is_code, is_code_like};

/// A land border of the world, ready to be measured, with its facts in the catalogue.
#[derive(Debug, Clone)]
pub struct WorldBorder {
    /// Its line and what is said about it.
    pub border: Border,
    /// Its entry in the catalogue.
    pub entry: &'static LandBorder,
    /// The official languages of its two countries, those of the left one first.
    pub languages: Vec<String>,
    /// Remarks for the person who asked for it: the order of its codes, an assumed accuracy, parts.
    pub remarks: Vec<String>,
}

/// The border of a code as people write it, such as `KHM-THA`, `th-kh` or `KHM-THA@2026e`.
///
/// # Errors
///
/// [`Error::Request`] where there is none; the message names what is near.
pub fn by_code(text: &str) -> Result<WorldBorder, Error> {
    if let Some(kept) = marz_world::earlier(text).map_err(|e| refused(&e))? {
        let message = format!(
            "{} of edition {} is kept for comparing only; in use is {}",
            kept.border.id,
            kept.edition,
            edition()
        );
        let hint =
            "marz border diff takes it, and --border of marz measure and marz map; a new dossier has the line in use";
        return Err(Error::request(message, hint.to_owned()));
    }
    let found = marz_world::find(text).map_err(|e| refused(&e))?;
    let mut border = WorldBorder::of(found)?;
    border.remarks.splice(0..0, other_code(text, found.border));
    Ok(border)
}

/// The border between two countries, given by codes or names in any language, with a comma between them.
///
/// # Errors
///
/// As [`by_code`], and where there are not two names, or one is that of several countries.
pub fn between(text: &str) -> Result<WorldBorder, Error> {
    let two = || {
        let one = text.trim_matches(|c: char| c == ',' || c.is_whitespace());
        let neighbours = marz_world::country_named(one).ok().and_then(neighbours);
        let hint = neighbours.unwrap_or_else(|| "such as: --between Thailand,Cambodia".to_owned());
        Error::request(format!("--between {text}: expected two countries"), hint)
    };
    let (a, b) = text.split_once(',').ok_or_else(two)?;
    if a.trim().is_empty() || b.trim().is_empty() || b.contains(',') {
        return Err(two());
    }
    let found = marz_world::between(a, b).map_err(|e| refused(&e))?;
    let several = [a, b].into_iter().filter(|name| marz_world::country_named(name).is_err());
    let taken = several.map(|name| format!("of the countries called {} one alone has this border", name.trim()));
    let taken: Vec<String> = taken.collect();
    let mut border = WorldBorder::of(found)?;
    border.remarks.splice(0..0, taken);
    Ok(border)
}

/// The borders of a country, in words; `None` if it has none.
pub(super) fn neighbours(country: &Country) -> Option<String> {
    let ids: Vec<&str> = country.borders().map(|b| b.id.as_str()).collect();
    let name = country.english();
    match ids[..] {
        [] => None,
        [one] => Some(format!("{name} has one land border: {one}")),
        _ => Some(format!("{name} has the land borders {}", ids.join(", "))),
    }
}

/// What is said where a border was asked for by other codes than its own.
pub(super) fn other_code(text: &str, border: &LandBorder) -> Option<String> {
    let pair = text.split_once('@').map_or(text, |(pair, _)| pair).trim();
    (!pair.eq_ignore_ascii_case(&border.id))
        .then(|| format!("{pair} is the border {}, and its line runs as that one's does", border.id))
}

/// How many of its parts are rings, and how far apart they lie; nothing of what is none.
pub(super) fn parts_in_words(border: &LandBorder) -> String {
    let rings = match border.enclave_rings {
        0 => String::new(),
        1 => ", 1 of them a closed ring".to_owned(),
        n => format!(", {n} of them closed rings"),
    };
    let gaps =
        if border.gap_km < 0.05 { String::new() } else { format!("; {:.1} km between successive ones", border.gap_km) };
    rings + &gaps
}

pub(super) fn refused(error: &LookupError) -> Error {
    let list = |q: &str| format!("list them with: marz border list {q}");
    let hint = match error {
        LookupError::NoCode(_) => "or name a file that has the line".to_owned(),
        LookupError::NoCountry { like, .. } if !like.is_empty() => {
            format!("did you mean {}? all of them: marz border list", like.join(" or "))
        }
        LookupError::NoCountry { .. } => {
            "ISO 3166-1 codes of two or three letters, or names of countries: see marz border list".to_owned()
        }
        LookupError::NoLine { name, .. } => list(name),
        LookupError::Ambiguous { .. } => "say which, by its code".to_owned(),
        LookupError::NoEdition { .. } => format!(
            "of {} the lines that changed since are kept for comparing; the line of another edition can be given as a file",
            marz_world::earlier_edition()
        ),
        LookupError::NotNeighbours { a, .. } => list(a),
        _ => list(""),
    };
    Error::request(error.to_string(), hint)
}

impl WorldBorder {
    fn of(found: Found) -> Result<Self, Error> {
        let entry = found.border;
        let (lines, edition) = (entry.lines(), entry.edition());
        let country = |c: Option<&'static Country>| c.ok_or_else(|| Error::Data(format!("{}: no country", entry.id)));
        let (left, right) = (country(entry.left_country())?, country(entry.right_country())?);
        let tags = languages(left, right);
        let accuracy = entry.accuracy.assumed_m();
        let english = Language::english();
        let note = english.text(match entry.accuracy {
            AccuracyClass::A => "accuracy-shared",
            AccuracyClass::B => "accuracy-overlap",
            AccuracyClass::C => "accuracy-other-source",
        });
        let published = entry.published.iter().map(|p| PublishedLength {
            km: p.km,
            by: p.by.clone(),
            url: None,
            date: Some(p.as_of.clone()),
            note: Some(english.fill("length-page", &[("country", &p.page)])),
        });
        let name = english_name(entry);
        let parts = vertices(&lines);
        let facts = BorderFacts {
            names: spoken(&tags, |l| {
                let english = name.clone();
                let between = |a: &str, b: &str| l.fill("border-between", &[("a", a), ("b", b)]);
                if l.is_english() {
                    Some(english)
                } else {
                    Some(between(name_of(edition, &entry.a, l)?, name_of(edition, &entry.b, l)?))
                }
            }),
            name,
            sides: Sides { left: side(left, &tags), right: side(right, &tags) },
            ends: ends(entry, &lines.0.iter().map(|l| &l.0[..]).collect::<Vec<_>>(), &tags),
            published_lengths: published.collect(),
            accuracy_m: Some(accuracy),
            accuracy_note: Some(note.to_owned()),
            stretches: Vec::new(),
            edges: None,
            source: format!("{}; {} of marz-world, simplified by 10 m", entry.source, entry.id),
            licence: LICENCE.to_owned(),
            attribution: ATTRIBUTION.to_owned(),
            edition: format!("{}@{}", entry.id, entry.edition().name()),
        };
        let mut border = Border::new(entry.id.to_lowercase(), parts, facts)
            .map_err(|e| Error::Data(format!("{}: {e}", entry.id)))?;
        border.facts.stretches = stated(entry, &border);
        let mut remarks = vec![format!(
            "the accuracy of the line is assumed from its class {:?}: {accuracy} m; say better with accuracy_m in the border's file",
            entry.accuracy
        )];
        if entry.parts > 1 {
            remarks.push(format!(
                "the border has {} parts{}; border kilometres run on from part to part, without what lies between them",
                entry.parts,
                parts_in_words(entry)
            ));
        }
        remarks.extend(dispute_of(entry).map(|known| known.sentence()));
        let mut official: Vec<String> = Vec::new();
        for tag in left.languages.iter().chain(&right.languages) {
            if !official.contains(tag) {
                official.push(tag.clone());
            }
        }
        Ok(Self { border, entry, languages: official, remarks })
    }
}

/// The licence of the lines, and the credit that goes with them.
pub(super) const LICENCE: &str = "ODbL-1.0";
pub(super) const ATTRIBUTION: &str = "Border © OpenStreetMap contributors (ODbL)";

/// What a border is called in English: its two countries by the alphabet of codes, as in its id; the line does not make one of them the first.
pub(super) fn english_name(entry: &'static LandBorder) -> String {
    let edition = entry.edition();
    let short = |code: &'static str| edition.country(code).map_or(code, Country::english).trim_start_matches("The ");
    format!("{}–{} border", short(&entry.a), short(&entry.b))
}

/// The parts of a line as this library has them.
pub(super) fn vertices(lines: &MultiLineString) -> Vec<Vec<LonLat>> {
    let vertex = |c: &Coord| LonLat::wrapped(rounded(c.x), rounded(c.y));
    lines.0.iter().map(|part| part.0.iter().map(vertex).collect()).collect()
}

/// Vertices less than so many degrees apart are one: the last of five decimals may be rounded differently.
pub(super) const SAME_VERTEX: f64 = 3e-5;

/// To 0.1 m: line and outlines are rounded alike, so that they agree in a file.
pub(super) fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

/// The languages of names: those of the two countries, and those that the library speaks.
pub(super) fn languages(left: &Country, right: &Country) -> Vec<String> {
    let own = left.languages.iter().chain(&right.languages).cloned();
    let spoken = Languages::embedded().iter().map(|l| l.code().to_owned());
    let mut all: Vec<String> = own.chain(spoken).collect();
    all.sort();
    all.dedup();
    all
}

/// A name in each language that the library speaks, of those that are asked for.
fn spoken(tags: &[String], name: impl Fn(&Language) -> Option<String>) -> Names {
    let asked = Languages::embedded().iter().filter(|l| tags.iter().any(|t| t == l.code()));
    Names(asked.filter_map(|l| Some((l.code().to_owned(), name(l)?))).collect())
}

/// What a language calls the country of a code; `None` if that is not known.
fn name_of(edition: &'static Edition, code: &str, language: &Language) -> Option<&'static str> {
    edition.country(code)?.names.get(language.code()).map(String::as_str)
}

/// A country's names in some languages.
pub(super) fn names_in(country: &Country, tags: &[String]) -> Names {
    let named = country.names.iter().filter(|(tag, _)| tags.contains(tag));
    Names(named.map(|(tag, name)| (tag.clone(), name.clone())).collect::<BTreeMap<_, _>>())
}

pub(super) fn side(country: &Country, tags: &[String]) -> SideNames {
    SideNames { code: country.alpha2.clone(), names: names_in(country, tags) }
}

/// What stands at the first vertex and at the last one before the enclaves: a tripoint, where a third border ends at the same vertex.
fn ends(entry: &LandBorder, parts: &[&[Coord]], tags: &[String]) -> Option<Ends> {
    let open: Vec<_> = parts.iter().filter(|p| p.first() != p.last()).collect();
    let (start, end) = (open.first()?.first()?, open.last()?.last()?);
    let others = entry.edition().borders().iter().filter(|b| {
        let has = |code: &str| b.a == code || b.b == code;
        b.id != entry.id && (has(&entry.a) || has(&entry.b))
    });
    let (mut at_start, mut at_end) = (None, None);
    for other in others {
        for part in other.lines().0 {
            let Some((first, last)) = part.0.first().zip(part.0.last()) else { continue };
            let is_at = |c: &Coord, at: &Coord| (c.x - at.x).abs() < SAME_VERTEX && (c.y - at.y).abs() < SAME_VERTEX;
            let meets = |at: &Coord| [first, last].iter().any(|c| is_at(c, at));
            let third = || {
                let is_own = other.a == entry.a || other.a == entry.b;
                let code = if is_own { &other.b } else { &other.a };
                Some(code.as_str())
            };
            if meets(start) {
                at_start = third();
            }
            if meets(end) {
                at_end = third();
            }
        }
    }
    let named = |third: Option<&str>| {
        let name = |l: &Language| match third {
            Some(code) => Some(l.fill("tripoint-with", &[("country", name_of(entry.edition(), code, l)?)])),
            None => Some(l.text("end-of-line").to_owned()),
        };
        LineEnd { names: spoken(tags, name) }
    };
    Some(Ends { start: named(at_start), end: named(at_end) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{doubled_lines, doubled_within_m, self_contacts};

    #[test]
    fn no_land_border_meets_itself_or_stands_twice() {
        let meets = Edition::embedded().borders().iter().filter_map(|land| {
            let border = by_code(&land.id).unwrap().border;
            let found = self_contacts(&border);
            let doubled = doubled_lines(border.parts(), doubled_within_m(f64::INFINITY));
            let is_simple = found.places.is_empty() && found.is_whole && doubled.is_empty();
            (!is_simple).then(|| format!("{}: {found:?} {doubled:?}", land.id))
        });
        assert_eq!(meets.collect::<Vec<_>>(), Vec::<String>::new());
    }
}
