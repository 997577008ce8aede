use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Names;

/// What kind of thing an incident is: one of the list of the program, or one that it adds to it or a dossier defines.
#[derive(Debug, Clone, Copy)]
pub enum Category {
    /// An exchange of fire between the forces of the two sides.
    Clash,
    /// Rockets, shells or mortars.
    Shelling,
    /// An attack by drone.
    DroneAttack,
    /// Fighting between guards and smugglers.
    SmugglingClash,
    /// Armed people or troops crossing the line.
    Incursion,
    /// Troops, drills, posts.
    Deployment,
    /// Visits, talks, agreements.
    Contact,
    /// A statement about the situation, not an event.
    Claim,
    /// A sum over events that may be listed on their own: never added to them.
    Aggregate,
    /// Anything else.
    Other,
    /// One of [`Category::STOCK`], or of `[categories]` in a dossier's `marz.toml`.
    Added(AddedCategory),
}

/// A category beside those of the program's first list, with all that is known of it but its names.
#[derive(Debug, Clone, Copy)]
pub struct AddedCategory {
    key: Key,
    /// The symbol of its records.
    pub symbol: Symbol,
    /// Its colour as red, green and blue.
    pub rgb: (u8, u8, u8),
    /// Whether a record of it counts as one event.
    pub is_event: bool,
    /// Whether it is armed violence: its symbols grow with the dead, and their number is given.
    pub is_armed: bool,
    /// Whether it is defined, and not only named.
    is_defined: bool,
}

/// The longest key of a category, in bytes.
const LONGEST: usize = 31;

/// A key, held in place so that categories can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    bytes: [u8; LONGEST],
    length: u8,
}

impl Key {
    const fn of(text: &str) -> Self {
        let (from, mut bytes, mut at) = (text.as_bytes(), [0; LONGEST], 0);
        while at < from.len() && at < LONGEST {
            bytes[at] = from[at];
            at += 1;
        }
        Self { bytes, length: at as u8 }
    }

    fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.length)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

/// The form of a symbol, in the order of [`Symbol::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Symbol {
    /// A disc.
    Circle,
    /// A square.
    Square,
    /// A square that stands on a corner.
    Diamond,
    /// A triangle.
    Triangle,
    /// A triangle that stands on a corner.
    TriangleDown,
    /// A pentagon.
    Pentagon,
    /// A hexagon.
    Hexagon,
    /// An upright cross.
    Cross,
    /// A diagonal cross.
    Saltire,
    /// A circle that is not filled.
    Ring,
    /// A star of five points.
    Star,
    /// A star of four points.
    FourStar,
    /// An octagon.
    Octagon,
    /// A trapezoid, wide below.
    Trapezoid,
    /// The upper half of a disc.
    Dome,
    /// A triangle that points to the right.
    TriangleRight,
    /// A triangle that points to the left.
    TriangleLeft,
    /// An arrow that points up.
    Arrow,
}

impl Symbol {
    /// All symbols with their names in `marz.toml`.
    pub const ALL: [(&'static str, Symbol); 18] = [
        ("circle", Symbol::Circle),
        ("square", Symbol::Square),
        ("diamond", Symbol::Diamond),
        ("triangle", Symbol::Triangle),
        ("triangle_down", Symbol::TriangleDown),
        ("pentagon", Symbol::Pentagon),
        ("hexagon", Symbol::Hexagon),
        ("cross", Symbol::Cross),
        ("saltire", Symbol::Saltire),
        ("ring", Symbol::Ring),
        ("star", Symbol::Star),
        ("four_star", Symbol::FourStar),
        ("octagon", Symbol::Octagon),
        ("trapezoid", Symbol::Trapezoid),
        ("dome", Symbol::Dome),
        ("triangle_right", Symbol::TriangleRight),
        ("triangle_left", Symbol::TriangleLeft),
        ("arrow", Symbol::Arrow),
    ];
}

const fn stock(key: &str, symbol: Symbol, rgb: (u8, u8, u8), is_event: bool, is_armed: bool) -> Category {
    Category::Added(AddedCategory { key: Key::of(key), symbol, rgb, is_event, is_armed, is_defined: true })
}

impl Category {
    /// The categories of every dossier, in the order in which legends and tables list them.
    pub const ALL: [Category; 10] = [
        Category::Clash,
        Category::Shelling,
        Category::DroneAttack,
        Category::SmugglingClash,
        Category::Incursion,
        Category::Deployment,
        Category::Contact,
        Category::Claim,
        Category::Aggregate,
        Category::Other,
    ];

    /// More categories that may be used without being defined; they appear only where they are used.
    pub const STOCK: [Category; 7] = [
        stock("landmine", Symbol::FourStar, STOCK_COLOURS[0], true, true),
        stock("air_strike", Symbol::Star, STOCK_COLOURS[1], true, true),
        stock("cross_border_fire", Symbol::Arrow, STOCK_COLOURS[2], true, true),
        stock("arrest", Symbol::Trapezoid, STOCK_COLOURS[3], true, false),
        stock("crossing_closed", Symbol::Octagon, STOCK_COLOURS[6], true, false),
        stock("protest", Symbol::Dome, STOCK_COLOURS[5], true, false),
        stock("abduction", Symbol::TriangleRight, STOCK_COLOURS[4], true, false),
    ];

    /// The form of a key as a regular expression, for the schema.
    pub const PATTERN: &str = "^[a-z][a-z0-9_]{0,30}$";

    /// A category that is named and not defined.
    ///
    /// `None` if the text is no key: a small letter, then small letters, digits and `_`, at most 31.
    fn named(text: &str) -> Option<Self> {
        let is_key = text.len() <= LONGEST
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        is_key.then(|| {
            Self::Added(AddedCategory {
                key: Key::of(text),
                symbol: Symbol::Hexagon,
                rgb: (0x6C, 0x6C, 0x6C),
                is_event: true,
                is_armed: false,
                is_defined: false,
            })
        })
    }

    /// The category as it is written in the data.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Category::Clash => "clash",
            Category::Shelling => "shelling",
            Category::DroneAttack => "drone_attack",
            Category::SmugglingClash => "smuggling_clash",
            Category::Incursion => "incursion",
            Category::Deployment => "deployment",
            Category::Contact => "contact",
            Category::Claim => "claim",
            Category::Aggregate => "aggregate",
            Category::Other => "other",
            Category::Added(added) => added.key.as_str(),
        }
    }

    /// Whether a record of this category counts as one event in sums: claims and aggregates do not.
    #[must_use]
    pub fn counts(self) -> bool {
        match self {
            Category::Claim | Category::Aggregate => false,
            Category::Added(added) => added.is_event,
            _ => true,
        }
    }

    /// Whether it is armed violence.
    #[must_use]
    pub fn is_armed(self) -> bool {
        match self {
            Category::Clash
            | Category::Shelling
            | Category::DroneAttack
            | Category::SmugglingClash
            | Category::Incursion => true,
            Category::Added(added) => added.is_armed,
            _ => false,
        }
    }

    /// Whether it is one of the program's own lists, or was defined by a dossier.
    #[must_use]
    pub fn is_defined(self) -> bool {
        !matches!(self, Category::Added(added) if !added.is_defined)
    }

    /// Its place in the order of lists; those of dossiers stand last, all in one place.
    #[must_use]
    pub fn rank(self) -> usize {
        let place = |all: &[Category]| all.iter().position(|c| c.as_str() == self.as_str());
        place(&Self::ALL).or_else(|| Some(Self::ALL.len() + place(&Self::STOCK)?)).unwrap_or(usize::MAX)
    }

    /// The categories among these, each once, in the order of lists.
    #[must_use]
    pub fn among(all: impl Iterator<Item = Category>) -> Vec<Category> {
        let mut list: Vec<Category> = all.collect();
        list.sort_unstable();
        list.dedup();
        list
    }
}

impl PartialEq for Category {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Category {}

impl PartialOrd for Category {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Category {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.rank(), self.as_str()).cmp(&(other.rank(), other.as_str()))
    }
}

/// Why a text names no category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("small letters, digits and _, at most 31, such as clash or rocket_attack")]
pub struct CategoryError;

impl FromStr for Category {
    type Err = CategoryError;

    /// A category by its key; one that is not the program's own is named and not defined.
    fn from_str(text: &str) -> Result<Self, CategoryError> {
        let known = Self::ALL.into_iter().chain(Self::STOCK).find(|c| c.as_str() == text);
        known.or_else(|| Self::named(text)).ok_or(CategoryError)
    }
}

impl Serialize for Category {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Category {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(|e| serde::de::Error::custom(format!("{text}: expected {e}")))
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Category {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Category".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let known: Vec<String> = Self::ALL.into_iter().chain(Self::STOCK).map(|c| c.as_str().to_owned()).collect();
        schemars::json_schema!({
            "anyOf": [
                {"type": "string", "enum": known},
                {"description": "A key of [categories] in marz.toml.", "type": "string", "pattern": Self::PATTERN},
            ],
        })
    }
}

/// The categories that a dossier defines, by key, with their names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Categories(BTreeMap<String, (Category, Names)>);

impl Categories {
    /// Adds a definition; a later one of the same key counts.
    ///
    /// # Errors
    ///
    /// [`CategoryError`] if the key is none, or that of a category of every dossier.
    pub fn define(&mut self, key: &str, definition: CategoryDefinition) -> Result<(), CategoryError> {
        let own: Category = key.parse()?;
        let Category::Added(own) = own else { return Err(CategoryError) };
        let CategoryDefinition { names, symbol, rgb, is_event, is_armed } = definition;
        let added = AddedCategory { symbol, rgb, is_event, is_armed, is_defined: true, ..own };
        self.0.insert(key.to_owned(), (Category::Added(added), names));
        Ok(())
    }

    /// A category with what the dossier or the program says of it; `None` if neither defines it.
    #[must_use]
    pub fn resolve(&self, category: Category) -> Option<Category> {
        let own = self.0.get(category.as_str()).map(|(category, _)| *category);
        own.or(Some(category)).filter(|c| c.is_defined())
    }

    /// The keys that there are: those of every dossier, those that may be used without being defined, and the dossier's own.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        let own: Vec<Category> = self.iter().map(|(category, _)| category).collect();
        Category::among(Category::ALL.into_iter().chain(Category::STOCK).chain(own))
            .into_iter()
            .map(|c| c.as_str().to_owned())
    }

    /// The category of a name, in any of the languages of its definition, whatever its case.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Category> {
        let name = name.trim().to_lowercase();
        let is = |names: &Names| names.0.values().any(|n| n.to_lowercase() == name);
        self.iter().find(|(_, names)| is(names)).map(|(category, _)| category)
    }

    /// The definitions, with the names of each.
    pub fn iter(&self) -> impl Iterator<Item = (Category, &Names)> {
        self.0.values().map(|(category, names)| (*category, names))
    }
}

/// What a dossier says of a category.
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryDefinition {
    /// Its names by language.
    pub names: Names,
    /// The symbol of its records.
    pub symbol: Symbol,
    /// Its colour as red, green and blue.
    pub rgb: (u8, u8, u8),
    /// Whether a record of it counts as one event.
    pub is_event: bool,
    /// Whether it is armed violence.
    pub is_armed: bool,
}

/// The colours of [`Category::STOCK`], chosen so that they stay apart from each other and from those of every dossier.
const STOCK_COLOURS: [(u8, u8, u8); 7] =
    [(119, 1, 98), (39, 77, 255), (216, 73, 9), (97, 46, 175), (16, 4, 158), (194, 102, 219), (27, 188, 68)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_data() {
        for category in Category::ALL.into_iter().chain(Category::STOCK) {
            assert_eq!(serde_json::to_value(category).unwrap(), category.as_str());
            assert_eq!(serde_json::from_value::<Category>(category.as_str().into()).unwrap(), category);
            assert!(category.is_defined());
        }
        for wrong in ["", "Clash", "a b", "9mm", "_x", "überfall", &"x".repeat(32)] {
            assert!(serde_json::from_value::<Category>(wrong.into()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn lists_keep_the_order_of_the_program_and_put_own_ones_last() {
        let of = |text: &str| text.parse::<Category>().unwrap();
        let mixed = ["zebra", "other", "landmine", "arson", "clash", "landmine"].map(of);
        let keys: Vec<String> = Category::among(mixed.into_iter()).iter().map(|c| c.as_str().to_owned()).collect();
        assert_eq!(keys, ["clash", "other", "landmine", "arson", "zebra"]);
    }

    #[test]
    fn a_dossier_defines_its_own_and_may_change_the_stock_but_not_the_first_list() {
        let mut own = Categories::default();
        let definition = CategoryDefinition {
            names: Names::english("Rocket attack"),
            symbol: Symbol::Star,
            rgb: (1, 2, 3),
            is_event: false,
            is_armed: true,
        };
        own.define("rocket_attack", definition.clone()).unwrap();
        own.define("landmine", definition.clone()).unwrap();
        assert!(own.define("clash", definition.clone()).is_err() && own.define("A b", definition).is_err());
        let named: Category = "rocket_attack".parse().unwrap();
        assert!(!named.is_defined() && Categories::default().resolve(named).is_none());
        let resolved = own.resolve(named).unwrap();
        assert!(resolved == named && resolved.is_armed() && !resolved.counts());
        assert!(!own.resolve("landmine".parse().unwrap()).unwrap().counts());
        assert_eq!(own.resolve(Category::Clash), Some(Category::Clash));
        assert!(own.keys().any(|k| k == "rocket_attack"));
    }
}
