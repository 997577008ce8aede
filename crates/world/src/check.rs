//! Whether the files of an edition are whole: every frame unpacked, read, and compared with what the others say of it.

use std::collections::BTreeMap;

use geo::Coord;
use serde::de::DeserializeOwned;

use crate::border::Index;
use crate::edition::{Edition, EditionError, FILES, Layer, NewEdition};
use crate::ground::{ContestedArea, Province};
use crate::place::Place;
use crate::relief;
use crate::tile::Head;
use crate::{Country, twkb};

impl NewEdition {
    /// Unpacks and reads every frame of every file, and compares them with one another. Returns the name of the edition.
    ///
    /// # Errors
    ///
    /// [`EditionError::Broken`], which names the first file that cannot be used and why.
    pub fn check(&self) -> Result<String, EditionError> {
        whole(&self.0)
    }
}

/// The files of an edition are whole; returns its name.
fn whole(edition: &Edition) -> Result<String, EditionError> {
    for layer in ALL {
        let file = File::of(edition, layer);
        file.edition.pack(layer).check_head().map_err(|what| file.broken(what))?;
    }
    let index = borders(edition)?;
    countries(edition, &index)?;
    provinces(edition)?;
    places(edition)?;
    relief(edition)?;
    let lakes = File::of(edition, Layer::Lakes);
    lakes.has_frames(1)?;
    lakes.areas(0)?;
    let rivers = File::of(edition, Layer::Rivers);
    rivers.has_frames(4)?;
    (0..4).try_for_each(|level| rivers.lines(level).map(drop))?;
    let world = File::of(edition, Layer::World);
    world.has_frames(2)?;
    let counts: Vec<(String, usize)> = world.json(0)?;
    world.has_areas(1, counts.iter().map(|(_, count)| count).sum())?;
    let contested = File::of(edition, Layer::Contested);
    let facts: Vec<ContestedArea> = contested.json(0)?;
    contested.has_frames(facts.len() + 1)?;
    (0..facts.len()).try_for_each(|i| contested.areas(i + 1).map(drop))?;
    Ok(index.edition)
}

const ALL: [Layer; FILES.len()] = [
    Layer::Borders,
    Layer::Contested,
    Layer::Countries,
    Layer::Lakes,
    Layer::Places,
    Layer::Provinces,
    Layer::Relief,
    Layer::Rivers,
    Layer::World,
];

/// One file of an edition that is being checked.
struct File<'a> {
    edition: &'a Edition,
    layer: Layer,
}

impl<'a> File<'a> {
    fn of(edition: &'a Edition, layer: Layer) -> Self {
        Self { edition, layer }
    }

    fn broken(&self, what: impl Into<String>) -> EditionError {
        EditionError::Broken { file: FILES[self.layer as usize], what: what.into() }
    }

    fn frame(&self, i: usize, what: &str) -> EditionError {
        self.broken(format!("frame {i} {what}"))
    }

    fn has_frames(&self, expected: usize) -> Result<(), EditionError> {
        match self.edition.pack(self.layer).count() {
            found if found == expected => Ok(()),
            found => Err(self.broken(format!("it has {found} frames, and its first says {expected}"))),
        }
    }

    fn bytes(&self, i: usize) -> Result<Vec<u8>, EditionError> {
        self.edition.pack(self.layer).unpacked(i).map_err(|what| self.frame(i, &what))
    }

    fn json<T: DeserializeOwned>(&self, i: usize) -> Result<T, EditionError> {
        serde_json::from_slice(&self.bytes(i)?).map_err(|e| self.frame(i, &format!("is not as expected: {e}")))
    }

    fn lines(&self, i: usize) -> Result<Vec<Vec<Coord>>, EditionError> {
        let lines = twkb::lines(&self.bytes(i)?).ok_or_else(|| self.frame(i, "has no lines (TWKB)"))?;
        self.sound(i, lines.iter().flatten())?;
        Ok(lines)
    }

    fn areas(&self, i: usize) -> Result<usize, EditionError> {
        let areas = twkb::areas(&self.bytes(i)?).ok_or_else(|| self.frame(i, "has no areas (TWKB)"))?;
        self.sound(i, areas.iter().flat_map(|p| p.exterior().0.iter().chain(p.interiors().iter().flatten())))?;
        Ok(areas.0.len())
    }

    fn has_areas(&self, i: usize, expected: usize) -> Result<(), EditionError> {
        match self.areas(i)? {
            found if found == expected => Ok(()),
            found => Err(self.frame(i, &format!("has {found} areas, and the one before it says {expected}"))),
        }
    }

    fn sound<'c>(&self, i: usize, mut positions: impl Iterator<Item = &'c Coord>) -> Result<(), EditionError> {
        // Outlines may go a little beyond the antimeridian.
        match positions.find(|c| c.x.abs() > 180.1 || c.y.abs() > 90.0) {
            None => Ok(()),
            Some(c) => Err(self.frame(i, &format!("has a position that is none: {}, {}", c.x, c.y))),
        }
    }
}

/// Four digits and a letter, so that editions can be put in order by their names.
fn is_name(name: &str) -> bool {
    let (year, letter) = name.split_at_checked(4).unwrap_or_default();
    year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && matches!(letter.as_bytes(), [b'a'..=b'z'])
}

fn borders(edition: &Edition) -> Result<Index, EditionError> {
    let file = File::of(edition, Layer::Borders);
    let index: Index = file.json(0)?;
    if !is_name(&index.edition) {
        let found = index.edition.chars().take(40).collect::<String>();
        return Err(file.broken(format!("its edition is called '{found}', expected a year and a letter such as 2026e")));
    }
    if index.borders.is_empty() {
        return Err(file.broken("it has no border"));
    }
    file.has_frames(index.borders.len() + 1)?;
    if !index.borders.is_sorted_by(|a, b| a.id < b.id) {
        return Err(file.broken("its borders are not in the order of their ids, each once"));
    }
    for (i, border) in (1..).zip(&index.borders) {
        let sides = [&border.left, &border.right];
        let is_named = border.id == format!("{}-{}", border.a, border.b) && border.a < border.b;
        if !is_named || !(sides == [&border.a, &border.b] || sides == [&border.b, &border.a]) {
            return Err(file.broken(format!("{} is not between {} and {}", border.id, border.left, border.right)));
        }
        let lines = file.lines(i)?;
        if lines.len() != border.parts || lines.iter().any(|part| part.len() < 2) {
            return Err(file.frame(i, &format!("has not the {} parts of {}", border.parts, border.id)));
        }
        let rings = lines.iter().filter(|part| part.first() == part.last()).count();
        let is_direction = ["west to east", "north to south"].contains(&border.direction.as_str());
        if border.length_km.is_nan() || border.length_km <= 0.0 || rings != border.enclave_rings || !is_direction {
            return Err(file.frame(i, &format!("does not agree with the length, direction or rings of {}", border.id)));
        }
    }
    Ok(index)
}

fn countries(edition: &Edition, index: &Index) -> Result<(), EditionError> {
    let file = File::of(edition, Layer::Countries);
    let all: Vec<Country> = file.json(0)?;
    file.has_frames(all.len() + 1)?;
    let parts: BTreeMap<&str, usize> = index.borders.iter().map(|b| (b.id.as_str(), b.parts)).collect();
    for (i, country) in (1..).zip(&all) {
        if country.code.len() != 3 || country.alpha2.len() != 2 || !country.names.contains_key("en") {
            return Err(file.frame(i, &format!("of '{}': a code or the English name is missing", country.code)));
        }
        let coast = file.lines(i)?.len();
        if let Some(what) = country.stray_arc(&parts, coast) {
            return Err(file.frame(i, &format!("of {}: {what}", country.code)));
        }
    }
    let is_known = |code: &String| all.iter().any(|c| c.code == *code);
    match index.borders.iter().find(|b| !is_known(&b.a) || !is_known(&b.b)) {
        Some(border) => Err(file.broken(format!("it has not both countries of {}", border.id))),
        None => Ok(()),
    }
}

fn provinces(edition: &Edition) -> Result<(), EditionError> {
    let file = File::of(edition, Layer::Provinces);
    let countries: Vec<String> = file.json(0)?;
    file.has_frames(2 * countries.len() + 1)?;
    (0..countries.len()).try_for_each(|i| {
        let all: Vec<Province> = file.json(2 * i + 1)?;
        file.has_areas(2 * i + 2, all.iter().map(Province::areas).sum())
    })
}

fn places(edition: &Edition) -> Result<(), EditionError> {
    let file = File::of(edition, Layer::Places);
    let countries: Vec<String> = file.json(0)?;
    file.has_frames(countries.len() + 1)?;
    for i in 1..=countries.len() {
        let text = String::from_utf8(file.bytes(i)?).map_err(|e| file.frame(i, &format!("is no text: {e}")))?;
        let is_sound = |p: &Place| p.at.x.abs() <= 180.0 && p.at.y.abs() <= 90.0 && !p.name.is_empty();
        if let Some(line) = text.lines().find(|line| !Place::read(line, "").is_some_and(|place| is_sound(&place))) {
            let found: String = line.chars().take(60).collect();
            return Err(file.frame(i, &format!("has a line that is no place: {found}")));
        }
    }
    Ok(())
}

fn relief(edition: &Edition) -> Result<(), EditionError> {
    let file = File::of(edition, Layer::Relief);
    let pack = edition.pack(Layer::Relief);
    let head: Head = serde_json::from_slice(pack.stored(0)).map_err(|e| file.frame(0, &e.to_string()))?;
    let side = head.side().ok_or_else(|| file.frame(0, "has tiles of an impossible size"))?;
    file.has_frames(head.tiles.len() + 1)?;
    (1..=head.tiles.len()).try_for_each(|i| match relief::decoded(pack.stored(i), side * side) {
        Some(_) => Ok(()),
        None => Err(file.frame(i, &format!("is no picture (WebP) of {side} by {side} pixels"))),
    })
}
