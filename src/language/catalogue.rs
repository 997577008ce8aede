//! A catalogue: the messages of figures and reports in one language, as a Project Fluent file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use rustc_hash::FxHashMap;
use thiserror::Error;

/// The size of a catalogue, in bytes, that is not exceeded by any sensible one.
const MOST_BYTES: usize = 1 << 20;
/// Braces may be nested so deep: the parser of Fluent is recursive, and deeper ones would overflow its stack.
const MOST_BRACES: usize = 16;
/// The variable that chooses the plural form of a number; a language without plurals does not need it.
const COUNT: &str = "count";

/// Why a catalogue cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}:{line}: {}{reason}", key.as_ref().map(|k| format!("{k}: ")).unwrap_or_default())]
pub struct CatalogueError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The message in which it was found; `None` if no message could be read there.
    pub key: Option<String>,
    /// What is wrong, and what to do.
    pub reason: String,
}

/// The messages of one language, ready to be formatted.
pub(super) struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    /// The messages without variables, formatted once.
    texts: FxHashMap<String, String>,
    /// The messages that choose no plural form: tables of a million rows fill them in without the formatter.
    templates: FxHashMap<String, Vec<Piece>>,
    /// The variables of every message.
    variables: BTreeMap<String, BTreeSet<String>>,
    /// Words that lose their vowel before another.
    elided: Vec<String>,
    /// How its numbers and names are written, where it states that.
    pub writing: Writing,
}

/// A piece of a message that chooses no plural form.
enum Piece {
    Text(String),
    Variable(String),
}

/// How a language is written; `None` if its catalogue does not state it.
#[derive(Debug, Clone, Default)]
pub(super) struct Writing {
    pub is_right_to_left: Option<bool>,
    pub digits: Option<[char; 10]>,
    /// From so many digits on thousands are set apart.
    pub grouping_from: Option<usize>,
    pub letters: Option<Vec<RangeInclusive<u32>>>,
    pub name_fallback: Option<Vec<String>>,
    pub language_names: Vec<String>,
}

impl Catalogue {
    /// Reads a catalogue.
    ///
    /// # Arguments
    ///
    /// * `file` is its name for messages, and `code` the language that it is for.
    /// * `reference` is the English catalogue, whose messages define the variables; `None` for itself.
    pub fn parse(file: &str, code: &str, text: &str, reference: Option<&Self>) -> Result<Self, CatalogueError> {
        let wrong = |at: usize, key: Option<&str>, reason: String| CatalogueError {
            file: file.to_owned(),
            line: line_of(text, at),
            key: key.map(str::to_owned),
            reason,
        };
        if text.len() > MOST_BYTES {
            return Err(wrong(0, None, format!("larger than {MOST_BYTES} bytes: no catalogue of a language")));
        }
        if let Some(at) = too_deep(text) {
            return Err(wrong(at, None, format!("more than {MOST_BRACES} braces within each other; close them")));
        }
        let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
            let error = errors.into_iter().next();
            let (at, reason) = error.map_or((0, "cannot be read".to_owned()), |e| (e.pos.start, e.kind.to_string()));
            let key = text.get(..at).and_then(|before| key_before(before));
            wrong(at, key, format!("{reason}; see https://projectfluent.org/fluent/guide for how a message is written"))
        })?;
        let position = |key: &str| key_position(text, key);
        let mut templates = FxHashMap::default();
        let mut variables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            let key = message.id.name;
            let Some(pattern) = &message.value else {
                return Err(wrong(position(key), Some(key), "has no text of its own".to_owned()));
            };
            let mut used = Used::default();
            used.pattern(pattern);
            if let Some(other) = used.unknown {
                let reason =
                    format!("{other} is not known here; a text is made of words, {{ $variables }} and plural forms");
                return Err(wrong(position(key), Some(key), reason));
            }
            if let Some(known) = reference.and_then(|r| r.variables.get(key))
                && let Some(unknown) = used.variables.iter().find(|v| !known.contains(*v))
            {
                let there_are: Vec<String> = known.iter().map(|v| format!("${v}")).collect();
                let there_are = if there_are.is_empty() { "none".to_owned() } else { there_are.join(", ") };
                let reason = format!("there is no variable ${unknown}; this message has {there_are}");
                return Err(wrong(position(key), Some(key), reason));
            }
            if let Some(pieces) = pieces(pattern) {
                templates.insert(key.to_owned(), pieces);
            }
            if variables.insert(key.to_owned(), used.variables).is_some() {
                return Err(wrong(position(key), Some(key), "stands twice; keep one of them".to_owned()));
            }
        }
        let Ok(language) = code.parse() else {
            return Err(wrong(0, None, format!("'{code}' is no language code; name the file by one, such as th.ftl")));
        };
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Texts are set line by line with their own direction; marks around values would be printed as boxes.
        bundle.set_use_isolating(false);
        // Nothing stands twice: that was looked for above.
        let _ = bundle.add_resource(resource);
        let (texts, elided, writing) = (FxHashMap::default(), Vec::new(), Writing::default());
        let mut all = Self { bundle, texts, templates, variables, elided, writing };
        let constant: Vec<String> =
            all.variables.iter().filter(|(_, v)| v.is_empty()).map(|(key, _)| key.clone()).collect();
        for key in constant {
            let text = all.format(&key, None).unwrap_or_default();
            all.texts.insert(key, text);
        }
        all.elided = all.list("elided-before-vowel").unwrap_or_default();
        all.writing = all.read_writing().map_err(|(key, reason)| wrong(position(key), Some(key), reason))?;
        Ok(all)
    }

    /// A message without variables; `None` if there is none of this key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// A message with its variables filled in; `None` if there is none of this key.
    pub fn format(&self, key: &str, values: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        // Variables were compared with those of English, so that nothing can be missing.
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, values, &mut errors).into_owned())
    }

    /// The same for a message that chooses no plural form; `None` if it does, if a value is missing, or if there is none of this key.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> Option<String> {
        let mut filled = String::new();
        for piece in self.templates.get(key)? {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Variable(name) => {
                    let value = values.iter().find(|(n, _)| n == name)?.1;
                    self.elided.iter().for_each(|word| elide(&mut filled, word, value));
                    filled.push_str(value);
                }
            }
        }
        Some(filled)
    }

    /// The variables of every message, by key.
    pub fn variables(&self) -> &BTreeMap<String, BTreeSet<String>> {
        &self.variables
    }

    /// Whether a message has other variables than that of the same key in another catalogue; the one that chooses a plural
    /// form is not compared.
    pub fn differs(&self, key: &str, other: &Self) -> bool {
        let of = |c: &Self| -> BTreeSet<String> {
            c.variables.get(key).into_iter().flatten().filter(|v| *v != COUNT).cloned().collect()
        };
        of(self) != of(other)
    }

    /// A message that is a list with commas.
    fn list(&self, key: &str) -> Option<Vec<String>> {
        let parts = self.text(key)?.split(',').map(|p| p.trim().to_owned());
        Some(parts.filter(|p| !p.is_empty()).collect())
    }

    fn read_writing(&self) -> Result<Writing, (&'static str, String)> {
        let is_right_to_left = match self.text("direction") {
            None => None,
            Some("ltr") => Some(false),
            Some("rtl") => Some(true),
            Some(other) => return Err(("direction", format!("'{other}': expected ltr or rtl"))),
        };
        let digits = match self.text("digits") {
            None => None,
            Some(text) => {
                let digits: Result<[char; 10], _> = text.chars().collect::<Vec<char>>().try_into();
                let expected =
                    |_| ("digits", format!("'{text}': expected ten digits from zero to nine, without spaces"));
                Some(digits.map_err(expected)?)
            }
        };
        let range = |text: &String| {
            let expected = || ("letters", format!("'{text}': expected a range such as U+0E00-0E7F"));
            let (from, to) =
                text.strip_prefix("U+").map(|t| t.split_once('-').unwrap_or((t, t))).ok_or_else(expected)?;
            match (u32::from_str_radix(from, 16), u32::from_str_radix(to, 16)) {
                (Ok(from), Ok(to)) if from <= to => Ok(from..=to),
                _ => Err(expected()),
            }
        };
        let grouping_from = match self.text("grouping-from").map(|text| (text, text.parse())) {
            None => None,
            Some((_, Ok(digits @ 4..=9))) => Some(digits),
            Some((text, _)) => {
                return Err(("grouping-from", format!("'{text}': expected a number of digits from 4 to 9")));
            }
        };
        let letters = self.list("letters").map(|ranges| ranges.iter().map(range).collect()).transpose()?;
        Ok(Writing {
            is_right_to_left,
            digits,
            grouping_from,
            letters,
            name_fallback: self.list("name-fallback"),
            language_names: self.list("language-names").unwrap_or_default(),
        })
    }
}

/// Cuts the vowel of a word at the end of a text, where what follows begins with a vowel: `de` before `Agadir` is `d’`.
///
/// Of h and y nothing is known: whether they count depends on the name.
fn elide(text: &mut String, word: &str, next: &str) {
    let is_vowel = |c: char| "aàâäæeéèêëiîïoôöœuùûüáíóúå".contains(c);
    if !next.chars().next().is_some_and(|c| c.to_lowercase().any(is_vowel)) {
        return;
    }
    let before = text.strip_suffix(' ').and_then(|t| t.strip_suffix(word));
    let is_whole = before.is_some_and(|t| !t.ends_with(char::is_alphanumeric));
    let (Some(before), Some((last, _))) = (before.filter(|_| is_whole), word.char_indices().next_back()) else {
        return;
    };
    text.truncate(before.len() + last);
    text.push('’');
}

/// The pieces of a pattern of words and variables alone.
fn pieces(pattern: &Pattern<&str>) -> Option<Vec<Piece>> {
    let piece = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Some(Piece::Text((*value).to_owned())),
        PatternElement::Placeable { expression: Expression::Inline(InlineExpression::VariableReference { id }) } => {
            Some(Piece::Variable(id.name.to_owned()))
        }
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().map(piece).collect()
}

/// What a pattern refers to.
#[derive(Default)]
struct Used {
    variables: BTreeSet<String>,
    /// A function, a term or another message: none of these is known.
    unknown: Option<String>,
}

impl Used {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                variants.iter().for_each(|v| self.pattern(&v.value));
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => drop(self.variables.insert(id.name.to_owned())),
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::FunctionReference { id, .. } => self.unknown = Some(format!("the function {}", id.name)),
            InlineExpression::MessageReference { id, .. } => self.unknown = Some(format!("the message {}", id.name)),
            InlineExpression::TermReference { id, .. } => self.unknown = Some(format!("the term -{}", id.name)),
        }
    }
}

/// The line of a byte, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}

/// The first brace that stands within too many others, if there is one.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    text.bytes().enumerate().find_map(|(at, byte)| {
        match byte {
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        (open > MOST_BRACES).then_some(at)
    })
}

fn key_of(line: &str) -> Option<&str> {
    let key = line.split_once('=')?.0.trim_end();
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    is_key.then_some(key)
}

/// The last key before the end of a text.
fn key_before(text: &str) -> Option<&str> {
    text.lines().rev().find_map(key_of)
}

/// Where the message of a key begins.
fn key_position(text: &str, key: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if key_of(line) == Some(key) {
            return at;
        }
        at += line.len();
    }
    0
}
