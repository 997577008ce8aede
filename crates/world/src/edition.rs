//! An edition of the data: the one inside this crate, or another one of the same files.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{LazyLock, OnceLock};

use thiserror::Error;

use crate::border::{Index, LandBorder};
use crate::country::Country;
use crate::home::Home;
use crate::pack::Pack;
use crate::tile::Head;

/// The files of an edition, by name.
pub const FILES: [&str; 9] = [
    "borders.pack",
    "contested.pack",
    "countries.pack",
    "lakes.pack",
    "places.pack",
    "provinces.pack",
    "relief.pack",
    "rivers.pack",
    "world.pack",
];

/// The layers, in the order of [`FILES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    Borders,
    Contested,
    Countries,
    Lakes,
    Places,
    Provinces,
    Relief,
    Rivers,
    World,
}

/// An edition: its files, and what was unpacked of them.
pub struct Edition {
    packs: [Pack; FILES.len()],
    index: OnceLock<Index>,
    countries: OnceLock<Vec<Country>>,
    place_countries: OnceLock<Vec<String>>,
    province_countries: OnceLock<Vec<String>>,
    relief_head: OnceLock<Head>,
}

/// Why files are no edition.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EditionError {
    /// A file is not there.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A file is not what it should be.
    #[error("{file} cannot be used: {what}")]
    Broken {
        /// Its name.
        file: &'static str,
        /// What is wrong, and in which of its frames.
        what: String,
    },
}

static EMBEDDED: LazyLock<Edition> = LazyLock::new(|| {
    Edition::of([
        Pack::embedded(include_bytes!("../data/borders.pack")),
        Pack::embedded(include_bytes!("../data/contested.pack")),
        Pack::embedded(include_bytes!("../data/countries.pack")),
        Pack::embedded(include_bytes!("../data/lakes.pack")),
        Pack::embedded(include_bytes!("../data/places.pack")),
        Pack::embedded(include_bytes!("../data/provinces.pack")),
        Pack::embedded(include_bytes!("../data/relief.pack")),
        Pack::embedded(include_bytes!("../data/rivers.pack")),
        Pack::embedded(include_bytes!("../data/world.pack")),
    ])
});

static IN_USE: OnceLock<&'static Edition> = OnceLock::new();

impl Edition {
    fn of(packs: [Pack; FILES.len()]) -> Self {
        let (index, countries, relief_head) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        let (place_countries, province_countries) = (OnceLock::new(), OnceLock::new());
        Self { packs, index, countries, place_countries, province_countries, relief_head }
    }

    /// The edition inside this crate.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The edition of which the functions of this crate speak: the embedded one, until another is put in use.
    #[must_use]
    pub fn in_use() -> &'static Self {
        IN_USE.get().copied().unwrap_or_else(Self::embedded)
    }

    /// The editions at hand: the one in use first, then the embedded one.
    #[must_use]
    pub fn at_hand() -> Vec<&'static Self> {
        let (in_use, embedded) = (Self::in_use(), Self::embedded());
        if std::ptr::eq(in_use, embedded) { vec![embedded] } else { vec![in_use, embedded] }
    }

    /// The edition of a name, such as `2026e`; `None` where it is not at hand.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::at_hand().into_iter().find(|edition| edition.name() == name)
    }

    /// The edition of files with their bytes, by the names in [`FILES`]. Nothing is unpacked yet: see [`NewEdition::check`].
    ///
    /// # Errors
    ///
    /// [`EditionError::Missing`] for a file that is not there.
    pub fn of_files(mut files: BTreeMap<String, Vec<u8>>) -> Result<NewEdition, EditionError> {
        let mut packs = [const { Pack::embedded(&[]) }; FILES.len()];
        for (pack, name) in packs.iter_mut().zip(FILES) {
            *pack = Pack::read(files.remove(name).ok_or(EditionError::Missing(name))?);
        }
        Ok(NewEdition(Box::new(Self::of(packs))))
    }

    pub(crate) fn pack(&self, layer: Layer) -> &Pack {
        &self.packs[layer as usize]
    }

    fn index(&'static self) -> &'static Index {
        self.index.get_or_init(|| {
            let mut index: Index = self.pack(Layer::Borders).json(0);
            index.borders.iter_mut().for_each(|border| border.home = Home::of(self));
            index
        })
    }

    /// Its name, such as `2026e`.
    #[must_use]
    pub fn name(&'static self) -> &'static str {
        &self.index().edition
    }

    /// Its land borders, by id.
    #[must_use]
    pub fn borders(&'static self) -> &'static [LandBorder] {
        &self.index().borders
    }

    /// The border of an id, such as `KHM-THA`; `None` if there is none.
    #[must_use]
    pub fn border(&'static self, id: &str) -> Option<&'static LandBorder> {
        self.borders().iter().find(|b| b.id == id)
    }

    /// Its countries, by code.
    #[must_use]
    pub fn countries(&'static self) -> &'static [Country] {
        self.countries.get_or_init(|| {
            let mut all: Vec<Country> = self.pack(Layer::Countries).json(0);
            all.iter_mut().for_each(|country| country.home = Home::of(self));
            all
        })
    }

    /// The country of an alpha-3 or alpha-2 code, in capitals or not; `None` if there is none here.
    #[must_use]
    pub fn country(&'static self, code: &str) -> Option<&'static Country> {
        let is = |c: &&Country| c.code.eq_ignore_ascii_case(code) || c.alpha2.eq_ignore_ascii_case(code);
        self.countries().iter().find(is)
    }

    pub(crate) fn place_countries(&self) -> &[String] {
        self.place_countries.get_or_init(|| self.pack(Layer::Places).json(0))
    }

    pub(crate) fn province_countries(&self) -> &[String] {
        self.province_countries.get_or_init(|| self.pack(Layer::Provinces).json(0))
    }

    pub(crate) fn relief_head(&self) -> &Head {
        let read = || serde_json::from_slice(self.pack(Layer::Relief).stored(0)).unwrap_or_default();
        self.relief_head.get_or_init(read)
    }
}

/// An edition that is not in use yet: there are never more than two whose borders and countries are asked for, the embedded one and the one in use.
#[derive(Debug)]
pub struct NewEdition(pub(crate) Box<Edition>);

impl NewEdition {
    /// Puts this edition in use until the program ends, and returns the one in use: this, unless another was put in use before. To be called
    /// before anything else of this crate, so that all answers are of one edition.
    #[must_use]
    pub fn put_in_use(self) -> &'static Edition {
        IN_USE.get_or_init(|| Box::leak(self.0))
    }
}

impl fmt::Debug for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Edition").field("files", &FILES).finish_non_exhaustive()
    }
}

impl Home {
    fn of(edition: &'static Edition) -> Self {
        if std::ptr::eq(edition, Edition::embedded()) { Self::Embedded } else { Self::InUse }
    }

    pub fn edition(self) -> &'static Edition {
        match self {
            Self::Embedded => Edition::embedded(),
            Self::InUse => Edition::in_use(),
        }
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> BTreeMap<String, Vec<u8>> {
        let read = |name: &str| std::fs::read(format!("{}/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        FILES.iter().map(|name| ((*name).to_owned(), read(name))).collect()
    }

    #[test]
    fn the_embedded_edition_is_whole() {
        assert_eq!(Edition::of_files(files()).unwrap().check().as_deref(), Ok("2026e"));
        assert!(std::ptr::eq(Edition::in_use(), Edition::embedded()) && Edition::at_hand().len() == 1);
        assert!(Edition::named("2026e").is_some() && Edition::named("2026c").is_none());
    }

    #[test]
    fn every_damage_is_found() {
        let mut without = files();
        without.remove("rivers.pack");
        assert_eq!(Edition::of_files(without).err(), Some(EditionError::Missing("rivers.pack")));
        for name in FILES {
            let whole = files()[name].clone();
            let mut flipped = whole.clone();
            // The magic number of the first frame, or the first letter of the list of tiles.
            let head = 4 + 4 * usize::try_from(u32::from_le_bytes(whole[..4].try_into().unwrap())).unwrap();
            flipped[head] ^= 0x55;
            let other = files()[if name == "lakes.pack" { "rivers.pack" } else { "lakes.pack" }].clone();
            let mut longer = whole.clone();
            longer.push(0);
            let damages = [Vec::new(), whole[..3].to_vec(), whole[..whole.len() - 1].to_vec(), longer, flipped, other];
            for (number, damage) in damages.into_iter().enumerate() {
                let mut all = files();
                all.insert(name.to_owned(), damage);
                let error = Edition::of_files(all).unwrap().check().expect_err(name);
                let EditionError::Broken { file, .. } = &error else { panic!("{error}") };
                // Countries and borders name each other: either may be found first.
                assert!(*file == name || ["borders.pack", "countries.pack"].contains(file), "{name} {number}: {error}");
            }
        }
    }
}
