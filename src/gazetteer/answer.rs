//! From matches to an answer: sure, unsure, or nothing.

use std::cmp::Reverse;
use std::fmt;

use geo::{Distance as _, Haversine};

use super::Entry;
use super::entry::Written;
use super::kind::Class;
use super::sound::Sound;

/// How a name was recognised, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// Written as in the data.
    Name,
    /// The same after folding: case, marks, letter variants, spaces.
    Folded,
    /// It sounds the same: another script or romanisation.
    Sound,
    /// One name is a whole-word part of the other. Never sure.
    Part,
    /// The spelling is like it, and the place lies near the border or in the province that was named. Never sure.
    Alike,
}

impl Match {
    /// The match in one word, for machines.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Folded => "folded",
            Self::Sound => "sound",
            Self::Part => "part",
            Self::Alike => "alike",
        }
    }
}

/// A place that a name may mean, and why.
#[derive(Debug, Clone)]
pub struct Candidate<'g> {
    /// The place.
    pub entry: &'g Entry,
    /// Its name that was recognised.
    pub matched: String,
    /// How.
    pub how: Match,
    /// How alike the two are, 0 to 1; 1 for the three sure ways.
    pub likeness: f64,
    /// The location radius that the name warrants, in metres: the place's own, and a district's where a district was named and
    /// only its centre is known.
    pub radius_m: Option<u32>,
    /// Why it is a candidate, in words, the weightiest first.
    pub reasons: Vec<String>,
    /// Whether what was recognised is a main name.
    pub(super) main: bool,
    /// Whether the spelling is one that only the wider stock has for the dossier's own place.
    borrowed: bool,
    /// Whether it is another name altogether than the main ones, which only the wider stock has: there it may be that of the town beside it.
    is_unlike: bool,
    /// Whether the question, which names no kind, is the last word of a province's name.
    half_a_province: bool,
    /// Whether country or province were given and fit.
    pub(super) named: bool,
    /// Whether a district was asked for.
    is_district: bool,
}

/// The radius of a district of which only the centre is known, in metres. The districts of the first dossier are drawn with 10 to
/// 40 km.
pub const DISTRICT_M: u32 = 25_000;

/// Spellings less alike than this (Jaro–Winkler) are not listed.
const LEAST_LIKENESS: f64 = 0.85;

/// Longer texts, in letters, are no names: nothing is like them.
const LONGEST: usize = 100;

/// Two points of one name and country that lie this near are one place, in metres, where their radii are smaller.
const SAME_M: f64 = 5_000.0;

/// A place of the wider stock that lies this near to one of the dossier's and shares a name is that place, in metres.
const TWIN_M: f64 = 2_000.0;

/// A crossing is called after a town that may lie this far from it, in metres.
const CROSSING_M: f64 = 30_000.0;

/// What a name means.
#[derive(Debug, Clone)]
#[must_use]
pub enum Answer<'g> {
    /// One place, and what else of the same name lies there: the river at the town, the province around its centre.
    Sure {
        /// The place.
        best: Candidate<'g>,
        /// Wider or lesser places of the name at the same point.
        also: Vec<Candidate<'g>>,
    },
    /// What it may mean, the likeliest first: several places have the name, or none has exactly this one.
    Unsure(Vec<Candidate<'g>>),
    /// Nothing is like it.
    Nothing,
}

/// Whether two names are written or sound the same.
pub(super) fn same_name(a: &Written, b: &Written) -> bool {
    a.key == b.key || a.sounds.iter().any(|x| b.sounds.iter().any(|y| x.is_comparable(y) && x.distance(y) == 0))
}

/// Whether the one is a row of whole words of the other.
pub(super) fn is_part(part: &Written, whole: &Written) -> bool {
    part.words.len() < whole.words.len() && whole.words.windows(part.words.len().max(1)).any(|w| w == part.words)
}

/// Whether a name is, in any script, the last word of a province's: two provinces may share it, one with a word before it.
fn ends_a_province(entry: &Entry, name: &Written, question: &Written) -> bool {
    let last = if name.words.len() > 1 { name.words.last() } else { None };
    let sounds = |word: &String| {
        let last = Sound::readings(word);
        question.sounds.iter().any(|q| last.iter().any(|l| l.is_comparable(q) && l.distance(q) == 0))
    };
    entry.class() == Class::Province && name.main && last.is_some_and(sounds)
}

/// Names of one place less alike than this are different names.
const ONE_NAME: f64 = 0.5;

/// Whether another spelling of a place of the wider stock is no spelling of any of its main names, as far as both can be heard.
fn is_unlike(entry: &Entry, name: &Written) -> bool {
    if entry.own || name.main {
        return false;
    }
    let main = entry.names.iter().filter(|main| main.main).flat_map(|main| &main.sounds);
    let best = main.flat_map(|main| name.sounds.iter().map(|sound| sound.likeness(main))).max_by(f64::total_cmp);
    best.is_some_and(|likeness| likeness < ONE_NAME)
}

/// Whether a place of the wider stock is one of the dossier's own: a settlement that lies nearly at its point and shares a name.
pub(super) fn is_twin(wider: &Entry, own: &Entry) -> bool {
    let point = |e: &Entry| geo_types::Point::from(e.place.at);
    own.class() == Class::Settlement
        && own.shares_country(wider)
        && Haversine.distance(point(wider), point(own)) <= TWIN_M
        && wider.names.iter().any(|a| own.names.iter().any(|b| same_name(a, b)))
}

impl fmt::Display for Candidate<'_> {
    /// On one line: name, province, country and reasons.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = &self.entry.place;
        let name = place.names.in_language("en").unwrap_or(&place.id);
        let admin = place.admin.as_ref().or(self.entry.provinces.first());
        let lies = admin.map(|a| format!("{a}, ")).unwrap_or_default();
        write!(f, "{name}, {lies}{} ({})", place.country, self.reasons.join("; "))
    }
}

impl<'g> Candidate<'g> {
    fn new(entry: &'g Entry, name: &Written, question: &Written, how: Match, likeness: f64) -> Self {
        let asked = question.text.trim();
        let matched = name.text.clone();
        let reason = match how {
            Match::Name => format!("written '{matched}' in the data"),
            Match::Folded => format!("'{matched}' but for marks, case or letter variants"),
            Match::Sound => format!("sounds like {}", as_asked(entry, &matched, asked)),
            Match::Part if question.words.len() < name.words.len() => format!("part of '{matched}'"),
            Match::Part => format!("'{matched}' is part of '{asked}'"),
            Match::Alike => format!("only like {} ({likeness:.2})", as_asked(entry, &matched, asked)),
        };
        let mut candidate = Self {
            entry,
            matched,
            how,
            likeness,
            radius_m: entry.place.radius_m,
            reasons: vec![reason],
            main: name.main,
            borrowed: false,
            is_unlike: how <= Match::Sound && is_unlike(entry, name),
            half_a_province: how == Match::Part
                && entry.class() == Class::Province
                && question.class.is_none()
                && question.words.len() < name.words.len(),
            named: false,
            is_district: question.class == Some(Class::District),
        };
        if candidate.is_unlike {
            candidate.reasons.push("another name than its own: a place beside it may be meant".to_owned());
        }
        candidate.stand_for_district();
        candidate
    }

    /// Gives a town the radius of a district where one was asked for.
    fn stand_for_district(&mut self) {
        if self.is_district && self.entry.class() == Class::Settlement {
            self.radius_m = Some(self.entry.place.radius_m.unwrap_or(0).max(DISTRICT_M));
            self.reasons.push("a district was named: its centre, with the radius of a district".to_owned());
        }
    }

    /// A place that was asked for by its id.
    pub(super) fn chosen(entry: &'g Entry, is_district: bool) -> Self {
        let mut chosen = Self {
            entry,
            matched: entry.place.id.clone(),
            how: Match::Name,
            likeness: 1.0,
            radius_m: entry.place.radius_m,
            reasons: vec!["asked for by its id".to_owned()],
            main: true,
            borrowed: false,
            is_unlike: false,
            half_a_province: false,
            named: true,
            is_district,
        };
        chosen.stand_for_district();
        chosen
    }

    /// The same letters, or a whole-word part of them.
    pub(super) fn by_writing(entry: &'g Entry, name: &Written, question: &Written) -> Option<Self> {
        let fits = question.class.is_none_or(|class| class.may_mean(entry.class()));
        let how = if name.key != question.key {
            let part = is_part(question, name) || is_part(name, question) || ends_a_province(entry, name, question);
            part.then_some(Match::Part)?
        } else if !fits {
            Match::Part
        } else if name.text.trim().eq_ignore_ascii_case(question.text.trim())
            || (question.class.is_some() && name.words == question.words)
        {
            Match::Name
        } else {
            Match::Folded
        };
        let likeness = if how == Match::Part { share(name, question) } else { 1.0 };
        Some(Self::new(entry, name, question, how, likeness))
    }

    /// The same sound, where both are long enough to be compared.
    pub(super) fn by_sound(entry: &'g Entry, name: &Written, question: &Written, sound: &Sound) -> Option<Self> {
        if question.class.is_some_and(|class| !class.may_mean(entry.class())) {
            return None;
        }
        let same = name.sounds.iter().any(|s| s.is_comparable(sound) && s.distance(sound) == 0);
        same.then(|| Self::new(entry, name, question, Match::Sound, 1.0))
    }

    /// A sound that is nearly the same.
    pub(super) fn by_likeness(entry: &'g Entry, name: &Written, question: &Written) -> Option<Self> {
        if question.key.chars().count() > LONGEST {
            return None;
        }
        let pairs = name.sounds.iter().flat_map(|s| question.sounds.iter().map(move |q| s.likeness(q)));
        let likeness = pairs.max_by(f64::total_cmp)?;
        (likeness >= LEAST_LIKENESS).then(|| Self::new(entry, name, question, Match::Alike, likeness))
    }

    /// The same match, reported as the dossier's own place where the one that was recognised is its twin in the wider stock.
    pub(super) fn reported_as(mut self, own: &'g Entry) -> Self {
        if own.place.id != self.entry.place.id {
            // A district's radius was given to what has none.
            self.radius_m = self.radius_m.max(own.place.radius_m);
            self.entry = own;
            (self.main, self.borrowed) = (false, true);
            self.reasons.push("by a spelling of the wider stock".to_owned());
        }
        self
    }

    /// What comes first in a list of candidates.
    pub(super) fn order(&self) -> impl Ord + use<> {
        let tenth_of_percent = (self.likeness * 1000.0).round() as u32;
        let place = &self.entry.place;
        // A borrowed spelling comes after every sure way to the dossier's own.
        let how = if self.borrowed { self.how.max(Match::Sound) } else { self.how };
        let standing = (!self.entry.own, !self.main, self.entry.class(), place.rank);
        (how, self.borrowed, Reverse(tenth_of_percent), standing, Reverse(place.population), place.id.clone())
    }

    /// Whether the match is certain: the name is a name of this place.
    fn is_sure(&self) -> bool {
        let written = self.how <= Match::Folded;
        match self.entry.own {
            true if self.borrowed => self.named && written && !self.is_unlike,
            true => self.how <= Match::Sound,
            // Far from the border a name is common, and other spellings in a wide stock are often slips.
            false if self.named => (written && !self.is_unlike) || (self.main && self.how == Match::Sound),
            false => self.entry.near && written && self.main,
        }
    }

    /// Whether the match is good enough to put another in doubt: any of the dossier's own, a main name of the wider stock, and
    /// another spelling there where the dossier itself does not write the name so.
    fn contests(&self, written: bool) -> bool {
        let heard = self.how <= Match::Sound;
        match self.entry.own {
            true if self.borrowed => !written && self.how <= Match::Folded,
            true => heard || self.half_a_province,
            false => (self.main && heard) || (!written && self.how <= Match::Folded) || self.is_sure(),
        }
    }

    /// Whether two places of one name are one location for a reader: the same country, and one inside the other's radius.
    fn is_at(&self, other: &Self) -> bool {
        let radius = |c: &Self| f64::from(c.entry.place.radius_m.unwrap_or(0));
        let is_crossing = |c: &Self| c.entry.class() == Class::Crossing;
        let least = if is_crossing(self) || is_crossing(other) { CROSSING_M } else { SAME_M };
        let reach = radius(self).max(radius(other)).max(least);
        let point = |c: &Self| geo_types::Point::from(c.entry.place.at);
        self.entry.shares_country(other.entry) && Haversine.distance(point(self), point(other)) <= reach
    }
}

/// A name that was recognised, after one of the place in the script of the question where it is in another.
fn as_asked(entry: &Entry, matched: &str, asked: &str) -> String {
    let readable = |name: &&&str| script(name) == script(asked);
    let names = entry.place.names.latin_first();
    match names.iter().find(readable).filter(|_| script(matched) != script(asked)) {
        Some(own) => format!("'{own}' ('{matched}')"),
        None => format!("'{matched}'"),
    }
}

/// The script of a name, by its first letter, as far as names are compared across scripts.
fn script(name: &str) -> Option<&'static str> {
    name.chars().find(|c| c.is_alphabetic()).map(|c| match c {
        '\u{0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => "Latin",
        '\u{400}'..='\u{52F}' => "Cyrillic",
        '\u{600}'..='\u{77F}' | '\u{FB50}'..='\u{FEFF}' => "Arabic",
        _ => "another",
    })
}

/// How much of the longer of two names the shorter is, in letters.
fn share(a: &Written, b: &Written) -> f64 {
    let (a, b) = (a.key.chars().count(), b.key.chars().count());
    a.min(b) as f64 / a.max(b).max(1) as f64
}

impl<'g> Answer<'g> {
    /// Weighs candidates; `elsewhere` have the name and lie in another country or province than the question gives.
    pub(super) fn of(mut here: Vec<Candidate<'g>>, mut elsewhere: Vec<Candidate<'g>>) -> Self {
        here.sort_by_cached_key(Candidate::order);
        elsewhere.sort_by_cached_key(Candidate::order);
        let written = here.iter().any(|c| c.entry.own && !c.borrowed && c.how <= Match::Sound);
        let provinces = here.iter().filter(|c| c.how <= Match::Sound).all(|c| c.entry.class() == Class::Province);
        // A district is called after its seat: a larger town of the name, if only by another spelling, may be meant.
        let is_own = |c: &&Candidate<'g>| c.entry.own && !c.borrowed && c.how <= Match::Sound;
        let largest = here.iter().filter(is_own).filter_map(|c| c.entry.place.population).max();
        let is_seat = |c: &Candidate<'g>| {
            c.is_district
                && c.named
                && c.how <= Match::Folded
                && largest.is_some_and(|n| c.entry.place.population > Some(n))
        };
        // The name of a place goes before what a lesser one is called as well.
        let is_main = |c: &&Candidate<'g>| c.main && c.how <= Match::Folded;
        let greatest = here.iter().filter(is_main).map(|c| c.entry.place.population).max();
        let is_lesser =
            |c: &Candidate<'g>| c.is_unlike && greatest.is_some_and(|greatest| c.entry.place.population <= greatest);
        let contests = |c: &&Candidate<'g>| {
            (c.contests(written) && !is_lesser(c) || is_seat(c)) && (c.how <= Match::Sound || provinces)
        };
        let contested: Vec<&Candidate<'g>> = here.iter().filter(contests).collect();
        // A district before its centre: where a report may mean either, the wider radius is the honest one.
        let best =
            contested.iter().filter(|c| c.is_sure()).min_by_key(|c| (!c.entry.own, c.entry.class().level(), c.order()));
        if let Some(best) = best
            && contested.iter().all(|c| c.is_at(best))
        {
            let id = &best.entry.place.id;
            let also = contested.iter().filter(|c| c.entry.place.id != *id);
            return Self::Sure { best: (*best).clone(), also: also.map(|c| (*c).clone()).collect() };
        }
        // Where something has the name, what has a part of it is noise.
        if here.iter().any(|c| c.how <= Match::Sound) {
            let contested: Vec<String> = contested.iter().map(|c| c.entry.place.id.clone()).collect();
            here.retain(|c| c.how <= Match::Sound || contested.contains(&c.entry.place.id));
        }
        // The name itself elsewhere is likelier meant than something like it here.
        let at = here.iter().position(|c| c.how > Match::Sound).unwrap_or(here.len());
        here.splice(at..at, elsewhere);
        if here.is_empty() { Self::Nothing } else { Self::Unsure(here) }
    }

    /// All candidates, the answer first where there is one.
    #[must_use]
    pub fn candidates(&self) -> Vec<&Candidate<'g>> {
        match self {
            Self::Sure { best, also } => std::iter::once(best).chain(also).collect(),
            Self::Unsure(all) => all.iter().collect(),
            Self::Nothing => Vec::new(),
        }
    }
}
