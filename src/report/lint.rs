//! The publication check: warnings about statements that the data do not support, before a report is published.
//!
//! Each warning follows a rule of `docs/report.md`; a check without warnings does not prove that a report is right.

use serde::Serialize;

use super::findings::ReportData;
use crate::analyse::{FEW, is_event};
use crate::language::{Language, Languages};
use crate::measure::{Proximity, Side};
use crate::measured::MeasuredIncident;
use crate::model::{Case, Incident, ReportedSide, Status, Stretch, different_publishers};
use crate::terminal::line;

/// The rule of a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// No sentence about boundaries.
    NoDisclaimer,
    /// A layer without a credit, or a record without a source that can be found.
    NoSource,
    /// Data without a date or an edition.
    NoDate,
    /// A figure more precise than the location.
    FalsePrecision,
    /// A side that the accuracy of the line leaves open.
    SideWithinAccuracy,
    /// A point on the other side than the report names.
    OtherSide,
    /// A point so far from the border that the record may belong to another one.
    FarFromBorder,
    /// A single publisher with a status that needs several.
    OneSourceAsFact,
    /// A title that speaks of a trend in too few events.
    TooFewForTrend,
    /// A possible name of a private person.
    PrivateName,
    /// A word that takes a side, where the status of the line or of ground is explained.
    LoadedWord,
    /// A catalogue of the dossier that lacks messages, or has some that nothing uses.
    IncompleteCatalogue,
}

/// A warning for an editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// The rule.
    pub rule: Rule,
    /// The record or recipe concerned; `None` for the whole report.
    pub of: Option<String>,
    /// What was found.
    pub message: String,
    /// The remedy.
    pub hint: &'static str,
}

impl Rule {
    /// The rule in kebab case, as in the output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::NoDisclaimer => "no-disclaimer",
            Rule::NoSource => "no-source",
            Rule::NoDate => "no-date",
            Rule::FalsePrecision => "false-precision",
            Rule::SideWithinAccuracy => "side-within-accuracy",
            Rule::OtherSide => "other-side",
            Rule::FarFromBorder => "far-from-border",
            Rule::OneSourceAsFact => "one-source-as-fact",
            Rule::TooFewForTrend => "too-few-for-trend",
            Rule::PrivateName => "private-name",
            Rule::LoadedWord => "loaded-word",
            Rule::IncompleteCatalogue => "incomplete-catalogue",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Rule::NoDisclaimer => "put a sentence about boundaries under 'disclaimer' in marz.toml",
            Rule::NoSource => "say who says so, and where it can be read",
            Rule::NoDate => "give the edition of the line, and dated records",
            Rule::FalsePrecision => "round it to what the location radius allows, or say where the figure comes from",
            Rule::SideWithinAccuracy => "write 'as reported', never as a finding",
            Rule::OtherSide => "move the point, or correct the side",
            Rule::FarFromBorder => {
                "if it belongs to another border, leave it out (--without ID); else correct the point"
            }
            Rule::OneSourceAsFact => "give it the status one_side, or a second publisher",
            Rule::TooFewForTrend => "tell the numbers, not a trend",
            Rule::PrivateName => "name officials in office only; else write 'a man', 'a resident'",
            Rule::LoadedWord => {
                "say who holds the ground, who claims it and since when, in words that both sides could print"
            }
            Rule::IncompleteCatalogue => "add the message to the catalogue; until then it is printed in English",
        }
    }
}

/// A headline that will be published over some of the records: the title of a recipe and how many events it shows.
#[derive(Debug, Clone)]
pub struct Headline {
    /// The file of its recipe.
    pub of: String,
    /// Its text.
    pub words: String,
    /// The number of events that it is about.
    pub events: usize,
}

/// Checks the records and headlines of a publication; the warnings are in the order of the rules.
#[must_use]
pub fn lint(found: &ReportData<'_>, headlines: &[Headline]) -> Vec<Warning> {
    let mut out = whole(found.dossier);
    out.extend(stated(found.dossier));
    for entry in &found.entries {
        out.extend(record(entry));
        out.extend(far(entry, found.dossier));
    }
    for h in headlines {
        if h.events < FEW && speaks_of_a_trend(&h.words) {
            let message = format!("\"{}\" rests on {} events; fewer than {FEW} show no trend", h.words, h.events);
            out.push(warning(Rule::TooFewForTrend, Some(&h.of), message));
        }
    }
    out.sort_by(|a, b| (a.rule, &a.of, &a.message).cmp(&(b.rule, &b.of, &b.message)));
    out
}

/// A warning for each missing, unknown or incomplete message of the catalogues.
#[must_use]
pub fn lint_languages(languages: &Languages) -> Vec<Warning> {
    let of = |language: &Language| {
        let file = format!("languages/{}.ftl", language.code());
        let warn = |key: String, what: &str| warning(Rule::IncompleteCatalogue, Some(&file), format!("{key}: {what}"));
        let missing = language.missing().into_iter().map(|key| warn(key, "missing"));
        let unknown = language.unknown().into_iter().map(|key| warn(key, "no message of this name is used"));
        let incomplete =
            language.incomplete().into_iter().map(|key| warn(key, "a variable of the English text is left out"));
        missing.chain(unknown).chain(incomplete).collect::<Vec<_>>()
    };
    languages.iter().flat_map(of).collect()
}

fn warning(rule: Rule, of: Option<&str>, message: String) -> Warning {
    Warning { rule, of: of.map(str::to_owned), message, hint: rule.hint() }
}

/// Checks disclaimer, credits, edition and dates.
fn whole(dossier: &Case) -> Vec<Warning> {
    let mut out = Vec::new();
    let is_empty = |text: &str| text.trim().is_empty();
    if dossier.disclaimer.0.values().all(|d| is_empty(d)) {
        out.push(warning(Rule::NoDisclaimer, None, "the dossier has no disclaimer".to_owned()));
    }
    let (facts, b) = (&dossier.border.facts, &dossier.basemap);
    let mut credits =
        vec![("the border", facts.attribution.as_str()), ("the incidents", &dossier.incidents_attribution)];
    let areas =
        [("countries", &b.countries), ("provinces", &b.provinces), ("lakes", &b.lakes), ("the world", &b.world)];
    credits.extend(areas.iter().filter_map(|(name, l)| l.as_ref().map(|l| (*name, l.attribution.as_str()))));
    credits.extend(b.contested.as_ref().map(|l| ("contested ground", l.attribution.as_str())));
    credits.extend(b.rivers.as_ref().map(|l| ("rivers", l.attribution.as_str())));
    credits.extend(b.relief.as_ref().map(|r| ("the relief", r.attribution.as_str())));
    for (layer, _) in credits.iter().filter(|(_, credit)| is_empty(credit)) {
        out.push(warning(Rule::NoSource, None, format!("{layer}: no credit")));
    }
    if !dossier.states_licence() {
        let message =
            "the incidents: no licence is stated; state one as \"licence\" at the head of their file".to_owned();
        out.push(warning(Rule::NoSource, None, message));
    }
    if is_empty(&facts.edition) {
        out.push(warning(Rule::NoDate, None, "the border has no edition".to_owned()));
    }
    if dossier.data_date().is_none() {
        out.push(warning(Rule::NoDate, None, "no record has a date: the data has none".to_owned()));
    }
    out
}

/// Checks the reasons of the line's status and of contested ground: their sources and their words.
fn stated(dossier: &Case) -> Vec<Warning> {
    let stretch = |s: &Stretch| format!("the border, km {} to {}", s.from_km, s.to_km);
    let of_line = dossier.border.stated().map(|s| (stretch(s), &s.reason, !s.is_verified()));
    let areas = dossier.basemap.contested.iter().flat_map(|l| &l.features).enumerate();
    let of_ground = areas.map(|(i, a)| (format!("contested area number {}", i + 1), &a.reason, !a.is_verified()));
    let mut out = Vec::new();
    for (what, reason, is_open) in of_line.chain(of_ground) {
        if is_open {
            let message = format!("{what}: the reason is not checked against a source");
            out.push(warning(Rule::NoSource, None, message));
        }
        for word in reason.0.0.values().flat_map(|text| loaded_words(text)) {
            out.push(warning(Rule::LoadedWord, None, format!("{what}: \"{word}\"")));
        }
    }
    out
}

/// Words that take a side; English, by their beginnings.
fn loaded_words(text: &str) -> Vec<String> {
    const LOADED: [&str; 17] = [
        "occup",
        "illegal",
        "unlawful",
        "annex",
        "invad",
        "invasion",
        "aggress",
        "terror",
        "regime",
        "puppet",
        "so-called",
        "liberat",
        "usurp",
        "rightful",
        "historic",
        "separatist",
        "bandit",
    ];
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let is_loaded = |w: &String| LOADED.iter().any(|start| w.to_lowercase().starts_with(start));
    text.split_whitespace().map(bare).filter(is_loaded).collect()
}

fn record(entry: &MeasuredIncident<'_>) -> Vec<Warning> {
    let i = entry.incident;
    let mut out = Vec::new();
    let mut warn = |rule, message: String| out.push(warning(rule, Some(&i.id), message));
    if i.sources.iter().all(|s| s.url.is_none() && s.title.is_none()) {
        warn(Rule::NoSource, "no source has a title or an address".to_owned());
    }
    let radius_m = f64::from(i.location.radius_m.unwrap_or(0));
    for (field, text) in texts(i) {
        for (words, unit_m) in border_distances(text) {
            // A figure more precise than a tenth of the radius is false precision.
            if unit_m * 10.0 < radius_m {
                let km = radius_m / 1000.0;
                warn(
                    Rule::FalsePrecision,
                    format!("{field}: \"{words}\" from a border, with a location radius of {km} km"),
                );
            }
        }
        for name in private_names(text) {
            warn(Rule::PrivateName, format!("{field}: \"{name}\""));
        }
    }
    let one_side = matches!(i.location.side, Some(ReportedSide::Left | ReportedSide::Right));
    let is_near = |p: &&Proximity| p.nearest.distance_m <= p.border_accuracy_m && p.nearest.side != Side::Disputed;
    if let Some(p) = entry.proximity().filter(|p| one_side && is_near(p)) {
        let accuracy = p.border_accuracy_m / 1000.0;
        warn(
            Rule::SideWithinAccuracy,
            format!(
                "the report names a side; the point lies within the {accuracy} km to which the line is known there"
            ),
        );
    }
    if one_side && entry.nearest().is_some_and(|n| n.side == Side::Disputed) {
        warn(Rule::SideWithinAccuracy, "the report names a side; the point lies on contested ground".to_owned());
    }
    if let Some(n) = entry.nearest().filter(|_| entry.contradicts_its_side()) {
        let at = n.distance_m / 1000.0;
        warn(
            Rule::OtherSide,
            format!("the point lies on the other side of the border than the report says, {at:.1} km from it"),
        );
    }
    let as_fact = matches!(i.status, Status::OfficiallyConfirmed | Status::MultipleMedia);
    if as_fact && different_publishers(&i.sources) == 1 && is_event(i.category) {
        warn(Rule::OneSourceAsFact, format!("status {}, by one publisher alone", i.status.as_str()));
    }
    out
}

/// Warns of a point far from the border whose country is known to be neither of the two, and of any that is very far.
fn far(entry: &MeasuredIncident<'_>, dossier: &Case) -> Option<Warning> {
    const FAR_M: f64 = 100_000.0;
    const VERY_FAR_M: f64 = 300_000.0;
    let (p, i) = (entry.proximity()?, entry.incident);
    let sides = &dossier.border.facts.sides;
    let is_of = |code: &String| [&sides.left.code, &sides.right.code].contains(&code);
    let is_elsewhere = i.location.country.as_ref().is_some_and(|code| !is_of(code));
    let limit_m = if is_elsewhere { FAR_M } else { VERY_FAR_M };
    let country = i.location.country.as_ref().filter(|_| is_elsewhere);
    let country = country.map(|code| format!(", in {code}")).unwrap_or_default();
    let km = p.nearest.distance_m / 1000.0;
    (p.distance_min_m > limit_m).then(|| {
        warning(Rule::FarFromBorder, Some(&i.id), format!("the point lies {km:.0} km from the border{country}"))
    })
}

/// The texts of a record that are published.
fn texts(i: &Incident) -> Vec<(&'static str, &str)> {
    let mut out = vec![("title", i.title.as_str()), ("summary", i.summary.as_str())];
    out.extend(i.status_note.as_deref().map(|t| ("status_note", t)));
    out.extend(i.notes.iter().map(|t| ("notes", t.as_str())));
    out
}

/// Distances that a text gives from a border or a frontier, with the unit of their last digit in metres: `300 m from the border`.
///
/// Only figures with a unit of length, followed within six words by "border" or "frontier" and joined to it by "from", "of", "to",
/// "inside" or "away"; English.
fn border_distances(text: &str) -> Vec<(String, f64)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let mut out = Vec::new();
    for (at, pair) in words.windows(2).enumerate() {
        let [figure, unit] = pair else { continue };
        let figure = figure.trim_matches(|c: char| !c.is_ascii_digit());
        let unit_m = match bare(unit).as_str() {
            "m" | "metre" | "metres" | "meter" | "meters" => 1.0,
            "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => 1_000.0,
            _ => continue,
        };
        let digits = figure.replace(',', "");
        if digits.parse::<f64>().is_err() {
            continue;
        }
        let after: Vec<String> = words.iter().skip(at + 2).take(6).map(|w| bare(w)).collect();
        let target = after.iter().position(|w| matches!(w.as_str(), "border" | "frontier"));
        let joined = |w: &String| matches!(w.as_str(), "from" | "of" | "to" | "inside" | "away");
        if !target.is_some_and(|t| after.iter().take(t).any(joined)) {
            continue;
        }
        let decimals = digits.split_once('.').map_or(0, |(_, d)| d.len());
        // Trailing zeros of a whole number are not significant: 300 m is given to 100 m.
        let noughts = if decimals == 0 { digits.len() - digits.trim_end_matches('0').len() } else { 0 };
        let power = i32::try_from(noughts).unwrap_or(0) - i32::try_from(decimals).unwrap_or(0);
        out.push((format!("{figure} {}", unit.trim_end_matches([',', '.', ';'])), unit_m * 10_f64.powi(power)));
    }
    out
}

/// Whether a headline speaks of a trend; English words, each whole.
fn speaks_of_a_trend(words: &str) -> bool {
    // A town may fall as well: only words that are used of numbers alone.
    const TREND: [&str; 20] = [
        "rise",
        "rises",
        "rising",
        "rose",
        "increase",
        "increases",
        "increasing",
        "decline",
        "declines",
        "declining",
        "falling",
        "grows",
        "growing",
        "surge",
        "surges",
        "doubled",
        "tripled",
        "escalates",
        "worsens",
        "trend",
    ];
    words.split(|c: char| !c.is_alphanumeric()).any(|w| TREND.contains(&w.to_lowercase().as_str()))
}

/// Possible names of private persons: two or three capitalised words behind a cue that reports of private people use
/// ("resident", "a man named", "identified as" …), or before an age ("Ivan Petrov, 34,").
///
/// Conservative: names without a cue, and offices ("President", "General"), are let pass; a person must still read the text.
fn private_names(text: &str) -> Vec<String> {
    const CUES: [&str; 17] = [
        "resident", "villager", "shepherd", "farmer", "driver", "miner", "worker", "labourer", "civilian", "man",
        "woman", "boy", "girl", "victim", "suspect", "smuggler", "detainee",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let is_name = |w: &str| {
        let w = bare(w);
        w.chars().count() > 1
            && w.starts_with(char::is_uppercase)
            && w.chars().skip(1).all(|c| c.is_lowercase() || c == '-' || c == '\'')
    };
    let ends = |w: &str| w.ends_with([',', '.', ';', ':', ')', '!', '?']);
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut end = at;
        while end < words.len() && end < at + 3 && is_name(words[end]) {
            end += 1;
            if ends(words[end - 1]) {
                break;
            }
        }
        if end < at + 2 {
            at += 1;
            continue;
        }
        let before =
            |back: usize| at.checked_sub(back).and_then(|i| words.get(i)).map(|w| (bare(w).to_lowercase(), ends(w)));
        let person = |back| before(back).is_some_and(|(w, ends)| !ends && CUES.contains(&w.as_str()));
        // Groups and places are named as well: only after a word for a person.
        let is_named = before(1).is_some_and(|(w, _)| w == "named" || w == "called");
        let cue = person(1)
            || (is_named && person(2))
            || before(1).zip(before(2)).is_some_and(|((a, _), (b, _))| a == "as" && b == "identified");
        let age = words.get(end).is_some_and(|w| {
            let n = w.trim_end_matches([',', '.', ';', ')']);
            w.len() > n.len() && words[end - 1].ends_with(',') && n.parse::<u8>().is_ok_and(|n| (5..=99).contains(&n))
        });
        if cue || age {
            out.push(words[at..end].iter().map(|w| bare(w)).collect::<Vec<_>>().join(" "));
        }
        at = end;
    }
    out
}

/// The check as text for people: by rule, each with what to do.
#[must_use]
pub fn lint_text(warnings: &[Warning]) -> String {
    listed(warnings, usize::MAX)
}

/// The same, short: the first three of each rule, and how many there are.
#[must_use]
pub fn lint_summary(warnings: &[Warning]) -> String {
    listed(warnings, 3)
}

/// At most so many warnings of each rule.
fn listed(warnings: &[Warning], most: usize) -> String {
    let mut out = String::new();
    for of_rule in warnings.chunk_by(|a, b| a.rule == b.rule) {
        let Some(first) = of_rule.first() else { continue };
        out.push_str(&format!("{} ({}): {}\n", first.rule.as_str(), of_rule.len(), first.hint));
        for w in of_rule.iter().take(most) {
            let of = w.of.as_deref().map(|o| format!("{o}: ")).unwrap_or_default();
            out.push_str(&format!("  {}\n", line(&format!("{of}{}", w.message))));
        }
        let others = of_rule.len().saturating_sub(most);
        if others > 0 {
            out.push_str(&format!("  and {others} more: marz lint lists them all\n"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_as_fine_as_their_last_digit() {
        let distances =
            |text| border_distances(text).into_iter().map(|(w, m)| format!("{w} = {m}")).collect::<Vec<_>>();
        assert_eq!(distances("a post 300 m from the border"), ["300 m = 100"]);
        assert_eq!(distances("fell 1.25 km inside the state border, at dawn"), ["1.25 km = 10"]);
        assert_eq!(distances("some 1,340 km of river"), Vec::<String>::new());
        assert_eq!(
            distances("12 km north of the town; the border was quiet"),
            Vec::<String>::new().into_iter().chain(["12 km = 1000".to_owned()]).collect::<Vec<_>>()
        );
    }

    #[test]
    fn only_names_behind_a_cue_are_taken_for_private() {
        assert_eq!(private_names("A shepherd Ivan Petrov was hurt"), ["Ivan Petrov"]);
        assert_eq!(private_names("He was identified as Anna Maria Berg."), ["Anna Maria Berg"]);
        assert_eq!(private_names("Ivan Petrov, 34, was hurt"), ["Ivan Petrov"]);
        assert!(private_names("President Anna Berg met Foreign Minister Ivan Petrov in New York on 3 May").is_empty());
        assert_eq!(private_names("a woman named Anna Berg"), ["Anna Berg"]);
        assert!(private_names("A battalion named Upper Side; he called President Berg").is_empty());
    }

    #[test]
    fn words_that_take_a_side_are_found_in_any_form() {
        assert_eq!(
            loaded_words("Illegally occupied since 1974; the so-called republic."),
            ["Illegally", "occupied", "so-called"]
        );
        assert!(loaded_words("Held by A since 1974 and claimed by B; the line of 1916 was never marked.").is_empty());
    }

    #[test]
    fn trends_are_recognised_by_whole_words() {
        assert!(speaks_of_a_trend("Clashes are rising") && !speaks_of_a_trend("Sunrise at the gate; a town falls"));
    }
}
