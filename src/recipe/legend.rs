//! How much of a legend a figure has and where, and its locator: a word, or `true` and `false`.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::with_nearest;

/// The legend of a figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Legend {
    /// Of what is on the figure, where it has room: `true`.
    #[default]
    Auto,
    /// None: `false`.
    None,
    /// The categories and the lines alone, without how they are read: `short`.
    Short,
    /// All categories that the dossier has, also those that are not on the figure: `long`.
    Long,
    /// Of what is on a map, in a column at its left: `left`.
    Left,
    /// In a column at its right: `right`.
    Right,
    /// Below it: `below`.
    Below,
}

/// The locator of a map.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Locator {
    /// The small globe: `true`.
    #[default]
    Plain,
    /// None: `false`.
    None,
    /// The globe with the capitals of the two countries: `named`.
    Named,
}

/// A value that is a word, or `true` and `false`.
trait WordOrBool: Copy + PartialEq + 'static {
    /// All values, as they are written.
    const WORDS: &'static [(&'static str, Self)];

    fn as_word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, value)| *value == self).map_or("true", |(word, _)| word)
    }

    fn of_word(word: &str) -> Result<Self, String> {
        let found = Self::WORDS.iter().find(|(known, _)| *known == word);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let known: Vec<String> = Self::WORDS.iter().map(|(word, _)| format!("`{word}`")).collect();
            format!("unknown variant `{word}`, expected one of {}", known.join(", "))
        })
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Either::<Self>(PhantomData))
    }

    fn written<S: Serializer>(self, to: S) -> Result<S::Ok, S::Error> {
        match self.as_word() {
            "true" => to.serialize_bool(true),
            "false" => to.serialize_bool(false),
            word => to.serialize_str(word),
        }
    }
}

struct Either<T>(PhantomData<T>);

impl<T: WordOrBool> Visitor<'_> for Either<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
        f.write_str(&known.join(", "))
    }

    fn visit_bool<E: serde::de::Error>(self, v: bool) -> Result<T, E> {
        T::of_word(if v { "true" } else { "false" }).map_err(E::custom)
    }

    fn visit_str<E: serde::de::Error>(self, v: &str) -> Result<T, E> {
        // A word between quotation marks is no truth value.
        match v {
            "true" | "false" => Err(E::custom(format!("\"{v}\" between quotation marks: expected {v} without them"))),
            word => T::of_word(word).map_err(E::custom),
        }
    }
}

impl WordOrBool for Legend {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("true", Legend::Auto),
        ("false", Legend::None),
        ("short", Legend::Short),
        ("long", Legend::Long),
        ("left", Legend::Left),
        ("right", Legend::Right),
        ("below", Legend::Below),
    ];
}

impl WordOrBool for Locator {
    const WORDS: &'static [(&'static str, Self)] =
        &[("true", Locator::Plain), ("false", Locator::None), ("named", Locator::Named)];
}

impl Legend {
    /// Whether there is one.
    #[must_use]
    pub fn is_shown(self) -> bool {
        self != Legend::None
    }

    /// Whether it is `true` or `false`, which every figure knows.
    #[must_use]
    pub fn is_plain(self) -> bool {
        matches!(self, Legend::Auto | Legend::None)
    }

    /// The legend as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.as_word()
    }

    /// Whether its place is chosen.
    #[must_use]
    pub fn is_placed(self) -> bool {
        matches!(self, Legend::Left | Legend::Right | Legend::Below)
    }
}

impl Serialize for Legend {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.written(to)
    }
}

impl<'de> Deserialize<'de> for Legend {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::read(from)
    }
}

impl FromStr for Legend {
    type Err = String;

    /// Reads the word of an option.
    fn from_str(text: &str) -> Result<Self, String> {
        Self::of_word(text).map_err(with_nearest)
    }
}

impl Serialize for Locator {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.written(to)
    }
}

impl<'de> Deserialize<'de> for Locator {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::read(from)
    }
}

impl FromStr for Locator {
    type Err = String;

    /// Reads the word of an option.
    fn from_str(text: &str) -> Result<Self, String> {
        Self::of_word(text).map_err(with_nearest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipe::Recipe;

    #[test]
    fn a_truth_value_and_a_word_are_read_and_written_as_they_were() {
        let of = |text: &str| Recipe::parse("m.toml", &format!("title='x'\n[show]\n{text}"));
        for (text, legend) in [
            ("legend=true", Legend::Auto),
            ("legend=false", Legend::None),
            ("legend='short'", Legend::Short),
            ("legend='below'", Legend::Below),
        ] {
            assert_eq!(of(text).unwrap().show.legend, legend);
        }
        assert_eq!(of("locator='named'").unwrap().show.locator, Locator::Named);
        assert_eq!(
            serde_json::to_string(&[Legend::Auto, Legend::None, Legend::Left]).unwrap(),
            r#"[true,false,"left"]"#
        );
        let message = of("legend='shrot'").unwrap_err().to_string();
        assert!(message.contains("line 3") && message.contains("did you mean `short`?"), "{message}");
        assert!(of("legend='true'").is_err() && of("locator='left'").is_err());
        assert_eq!(("true".parse(), "left".parse()), (Ok(Legend::Auto), Ok(Legend::Left)));
        let message = "belwo".parse::<Legend>().unwrap_err();
        assert!(message.ends_with("did you mean `below`?"), "{message}");
    }
}
