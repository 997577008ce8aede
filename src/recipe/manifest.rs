use std::collections::BTreeMap;

use serde::Deserialize;

use super::colour::{COLOUR, rgb};
use super::inside::leads_out;
use super::view::names;
use super::{Defaults, HouseText, Length, ParameterFile, RecipeError, ViewText, from_toml, with_new_keys};
use crate::model::{Categories, Category, CategoryDefinition, Edges, LonLat, Names, Symbol, Zone};

/// `marz.toml`: what a dossier is called and which files it is made of.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// What the case is called.
    pub title: String,
    /// The sentence about boundaries that every figure must carry: English, or a table by language.
    #[serde(deserialize_with = "names")]
    pub disclaimer: Names,
    /// The distances for which `build` computes the probability of lying within.
    #[serde(default)]
    pub within: Vec<Length>,
    /// Defaults of figures whose recipe has no value of its own.
    #[serde(default)]
    pub defaults: Defaults,
    /// Categories beside those of the program, by the key that records have.
    #[serde(default)]
    pub categories: BTreeMap<String, CategoryText>,
    /// The time zone, by its IANA name, into which times with an offset are turned on import.
    #[serde(default)]
    pub timezone: Option<Zone>,
    /// TrueType and OpenType files for scripts that the bundled fonts lack, as paths below the dossier's folder.
    #[serde(default)]
    pub fonts: Vec<String>,
    /// The style of the house.
    #[serde(default)]
    pub style: HouseText,
    /// How the border's file is read.
    #[serde(default)]
    pub border: BorderSettings,
    /// Rival lines of the border.
    #[serde(default)]
    pub views: Vec<ViewText>,
    /// The dossier's own files.
    pub data: DataFiles,
    /// The basemap; every layer may be left out.
    #[serde(default)]
    pub basemap: BasemapFiles,
}

/// A category as `marz.toml` defines it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryText {
    /// What it is called: English, or a table by language.
    #[serde(deserialize_with = "names")]
    pub name: Names,
    /// The symbol of its records.
    pub symbol: Symbol,
    /// Its colour on white paper, such as `#c4261a`.
    pub colour: String,
    /// Whether a record of it counts as one event.
    #[serde(default = "yes")]
    pub event: bool,
    /// Whether it is armed violence: its symbols grow with the dead.
    #[serde(default)]
    pub armed: bool,
}

fn yes() -> bool {
    true
}

/// How the border's file is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BorderSettings {
    /// How the edges of the line run, where its file does not say; geodesic where nothing does.
    pub edges: Option<Edges>,
}

/// The dossier's own files, as paths below its folder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataFiles {
    /// The border.
    pub border: String,
    /// What happened.
    pub incidents: String,
    /// Named places.
    pub places: String,
    /// A wider stock of populated places, which shows that a name has homonyms.
    pub gazetteer: Option<String>,
}

/// The files of the basemap, as paths below the dossier's folder.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasemapFiles {
    /// Polygons with `code` and `names`.
    pub countries: Option<String>,
    /// Polygons with `code` and `names`.
    pub provinces: Option<String>,
    /// Polygons with `names`.
    pub lakes: Option<String>,
    /// Lines with `names` and `level`.
    pub rivers: Option<String>,
    /// Polygons with `reason`, and perhaps `names`, `between`, `sources` and `unverified`: contested ground.
    pub contested: Option<String>,
    /// Polygons with `code` and `names`, coarse.
    pub world: Option<String>,
    /// A grey picture.
    pub relief: Option<ReliefFile>,
}

/// So many characters a title may have.
const MOST_TITLE: usize = 2_000;

/// So many distances may be asked for: each is a column of every table.
const MOST_DISTANCES: usize = 100;

/// A grey picture of the relief in plate carrée.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReliefFile {
    /// The PNG file.
    pub file: String,
    /// Its west, south, east and north edge in degrees.
    pub bbox: [f64; 4],
    /// The credit, as it stands on a map.
    pub attribution: String,
}

impl CategoryText {
    /// Adds it to others; else the field that is wrong, what was found and what was expected.
    fn define(&self, key: &str, to: &mut Categories) -> Result<(), (&'static str, String, String)> {
        let Some(rgb) = rgb(&self.colour) else {
            return Err(("colour", self.colour.clone(), COLOUR.to_owned()));
        };
        let is_plain = |name: &String| !name.trim().is_empty() && !name.contains(['{', '}', '\n', '\r']);
        if self.name.0.is_empty() || !self.name.0.values().all(is_plain) {
            let found = format!("{:?}", self.name.0.values().collect::<Vec<_>>());
            return Err(("name", found, "a name on one line without braces, in each language".to_owned()));
        }
        let definition = CategoryDefinition {
            names: self.name.clone(),
            symbol: self.symbol,
            rgb,
            is_event: self.event,
            is_armed: self.armed,
        };
        let first = Category::ALL.map(|c| c.as_str().to_owned()).join(", ");
        let expected = |e| format!("{e}, and none of {first}, which stay as they are");
        to.define(key, definition).map_err(|e| ("", key.to_owned(), expected(e)))
    }
}

impl Manifest {
    /// Reads `marz.toml`.
    ///
    /// # Errors
    ///
    /// [`RecipeError::File`] with line and column where it is not TOML or a key is missing, unknown or wrong, and
    /// [`RecipeError::Value`] where a path leads out of the dossier or no figure could use a default.
    pub fn parse(file: &str, text: &str) -> Result<Self, RecipeError> {
        let manifest: Self = from_toml(file, &with_new_keys(ParameterFile::Manifest, file, text)?)?;
        for path in manifest.files() {
            if leads_out(path) {
                return Err(RecipeError::value(file, path, "a path inside the dossier"));
            }
        }
        let length = manifest.title.chars().count();
        for (key, count, most, what) in [
            ("title", length, MOST_TITLE, "characters"),
            ("within", manifest.within.len(), MOST_DISTANCES, "distances"),
        ] {
            if count > most {
                let expected = format!("at most {most}");
                return Err(RecipeError::value(&format!("{file}: {key}"), format!("{count} {what}"), expected));
            }
        }
        for (number, view) in manifest.views.iter().enumerate() {
            view.check(file, number)?;
        }
        manifest.defaults.check(file)?;
        manifest.style.resolve(file)?;
        let mut categories = Categories::default();
        for (key, text) in &manifest.categories {
            text.define(key, &mut categories).map_err(|(field, found, expected)| {
                let at = if field.is_empty() { String::new() } else { format!(".{field}") };
                RecipeError::value(&format!("{file}: categories.{key}{at}"), found, expected)
            })?;
        }
        if let Some([west, south, east, north]) = manifest.basemap.relief.as_ref().map(|r| r.bbox) {
            let corners = LonLat::new(west, south).and(LonLat::new(east, north));
            if corners.is_err() || west >= east || south >= north {
                let found = format!("{west}, {south}, {east}, {north}");
                return Err(RecipeError::value(
                    &format!("{file}: basemap.relief.bbox"),
                    found,
                    "west, south, east, north in degrees",
                ));
            }
        }
        Ok(manifest)
    }

    /// The categories that it defines; [`Manifest::parse`] found them to be sound.
    #[must_use]
    pub fn categories(&self) -> Categories {
        let mut all = Categories::default();
        for (key, text) in &self.categories {
            let _ = text.define(key, &mut all);
        }
        all
    }

    /// The paths of all files of data, and of the fonts.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let b = &self.basemap;
        let own = [&self.data.border, &self.data.incidents, &self.data.places];
        let layers = [&b.countries, &b.provinces, &b.lakes, &b.rivers, &b.contested, &b.world];
        own.into_iter()
            .chain(&self.data.gazetteer)
            .chain(layers.into_iter().flatten())
            .chain(b.relief.as_ref().map(|r| &r.file))
            .chain(&self.fonts)
            .chain(&self.style.fonts)
            .chain(self.style.logo.as_ref().map(|logo| &logo.file))
            .chain(self.views.iter().filter_map(|v| v.file.as_ref()))
            .map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_dossier() {
        for path in ["../secret.geojson", "/etc/passwd", "C:\\x", "a/../../b", ""] {
            let text = format!(
                "title=''\ndisclaimer=''\n[data]\nborder={path:?}\nincidents='data/i.geojson'\nplaces='data/p.geojson'"
            );
            assert!(matches!(Manifest::parse("marz.toml", &text), Err(RecipeError::Value { .. })), "{path}");
        }
    }

    #[test]
    fn categories_are_checked_and_the_first_list_stays() {
        let of = |text: &str| {
            let data = "[data]\nborder='data/b.geojson'\nincidents='data/i.geojson'\nplaces='data/p.geojson'\n";
            Manifest::parse("marz.toml", &format!("title=''\ndisclaimer=''\n{data}[categories.{text}"))
        };
        let good = of("rocket]\nname={en='Rocket',ru='Ракета'}\nsymbol='star'\ncolour='#c4261A'\narmed=true").unwrap();
        let own = good.categories();
        let rocket = own.resolve("rocket".parse().unwrap()).unwrap();
        assert!(rocket.is_armed() && rocket.counts());
        for (text, expected) in [
            ("clash]\nname='x'\nsymbol='star'\ncolour='#000000'", "categories.clash"),
            ("Rocket]\nname='x'\nsymbol='star'\ncolour='#000000'", "small letters"),
            ("a]\nname='x'\nsymbol='star'\ncolour='red'", "categories.a.colour: red: expected # and six"),
            ("a]\nname='x'\nsymbol='star'\ncolour='#12345é'", "categories.a.colour"),
            ("a]\nname=' '\nsymbol='star'\ncolour='#000000'", "categories.a.name"),
            ("a]\nname='x {y}'\nsymbol='star'\ncolour='#000000'", "categories.a.name"),
            ("a]\nname='x'\nsymbol='sphere'\ncolour='#000000'", "sphere"),
            ("a]\nsymbol='star'\ncolour='#000000'", "name"),
            ("a]\nname='x'\nsymbol='star'\ncolor='#000000'", "color"),
        ] {
            let error = of(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn a_time_zone_has_a_name_of_the_database() {
        let text = |zone: &str| {
            format!("title=''\ndisclaimer=''\ntimezone={zone:?}\n[data]\nborder='b'\nincidents='i'\nplaces='p'")
        };
        assert!(Manifest::parse("marz.toml", &text("Asia/Dushanbe")).is_ok_and(|m| m.timezone.is_some()));
        let error = Manifest::parse("marz.toml", &text("Dushanbe")).unwrap_err().to_string();
        assert!(error.contains("line 3") && error.contains("'Dushanbe' is no time zone"), "{error}");
    }

    #[test]
    fn mistakes_are_shown_with_their_line() {
        let error = Manifest::parse("marz.toml", "title = 'x'\ndisclaimr = 'y'\n").unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("disclaimr"), "{error}");
    }
}
