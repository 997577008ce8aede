//! Layers that a recipe adds to its map: a file of the dossier, buffers of the border, rings around a place.

use serde::{Deserialize, Serialize};

use super::colour::{COLOUR, rgb};
use super::inside::leads_out;
use super::view::names;
use super::{Length, RecipeError};
use crate::model::Names;

/// So many layers a map may have, and so many buffers or rings a layer.
const MOST_LAYERS: usize = 20;
const MOST_DISTANCES: usize = 8;
/// The least and the greatest distance of a buffer or a ring, in metres: those for which buffers are made.
pub(crate) const LAYER_DISTANCES_M: (f64, f64) = (10.0, 1e6);

/// A layer of a map: an entry of `[[layer]]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerText {
    /// A GeoJSON file of lines and areas, as a path below the dossier's folder.
    pub file: Option<String>,
    /// Distances around the border.
    #[serde(default)]
    pub buffers: Vec<Length>,
    /// Distances around the place of `around`.
    #[serde(default)]
    pub rings: Vec<Length>,
    /// The place that the rings are drawn around, by one of its names or its id.
    pub around: Option<String>,
    /// What it is called in the legend: English, or a table by language.
    #[serde(default, deserialize_with = "names")]
    pub name: Names,
    /// How opaque areas are filled, 0 to 1.
    pub tint: Option<f64>,
    /// Whether areas are hatched.
    #[serde(default)]
    pub hatching: bool,
    /// The colour on white paper, such as `#7a3e9d`.
    pub colour: Option<String>,
    /// How wide lines and edges are, in units of the design (a pixel of 1600 by 1200 at 200 dots an inch, more where letters are larger); 0 for areas without an edge.
    pub width: Option<f64>,
    /// Lengths of dashes and gaps in the same units.
    #[serde(default)]
    pub dash: Vec<f64>,
    /// Whom the map credits for it; without it the `attribution` of the file.
    pub credit: Option<String>,
}

/// What a layer is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum LayerSource<'a> {
    /// A file of the dossier.
    File(&'a str),
    /// Distances around the border.
    Buffers(&'a [Length]),
    /// Distances around a place.
    Rings(&'a str, &'a [Length]),
}

impl LayerText {
    /// What it is made of.
    ///
    /// # Arguments
    ///
    /// * `key` is the layer as messages name it, such as `layer[0]`.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] where it is not one of `file`, `buffers`, and `rings` with `around`.
    pub fn source(&self, key: &str) -> Result<LayerSource<'_>, RecipeError> {
        let wrong = |found: &str| {
            let expected = "one of file = \"data/zones.geojson\", buffers = [\"5km\"], and rings = [\"25km\"] with around = \"PLACE\"";
            Err(RecipeError::value(key, found, expected))
        };
        match (&self.file, self.buffers.as_slice(), self.rings.as_slice(), &self.around) {
            (Some(file), [], [], None) => Ok(LayerSource::File(file)),
            (None, buffers @ [_, ..], [], None) => Ok(LayerSource::Buffers(buffers)),
            (None, [], rings @ [_, ..], Some(place)) => Ok(LayerSource::Rings(place, rings)),
            (None, [], [_, ..], None) => wrong("rings without around"),
            (_, _, [], Some(_)) => wrong("around without rings"),
            (None, [], [], None) => wrong("none of them"),
            _ => wrong("several of them"),
        }
    }

    /// Refuses what makes no layer.
    fn check(&self, key: &str) -> Result<(), RecipeError> {
        let wrong = |field: &str, found: String, expected: &str| {
            Err(RecipeError::value(&format!("{key}.{field}"), found, expected))
        };
        let (field, lengths) = match self.source(key)? {
            LayerSource::File(path) if leads_out(path) => {
                return wrong("file", path.to_owned(), "a path inside the dossier");
            }
            LayerSource::File(_) if self.name.0.is_empty() => {
                return wrong("name", "none".to_owned(), "what the legend calls it, as text or by language");
            }
            LayerSource::File(_) => ("file", [].as_slice()),
            LayerSource::Buffers(lengths) => ("buffers", lengths),
            LayerSource::Rings(_, lengths) => ("rings", lengths),
        };
        if lengths.len() > MOST_DISTANCES {
            return wrong(field, format!("{} distances", lengths.len()), "at most 8");
        }
        let (least_m, most_m) = LAYER_DISTANCES_M;
        if let Some(length) = lengths.iter().find(|l| !(least_m..=most_m).contains(&l.metres())) {
            return wrong(field, length.to_string(), "lengths of 10 m to 1000 km");
        }
        if lengths
            .iter()
            .enumerate()
            .any(|(n, l)| lengths.iter().take(n).any(|o| o.metres().to_bits() == l.metres().to_bits()))
        {
            return wrong(field, "a distance twice".to_owned(), "each distance once");
        }
        if let Some(text) = self.name.0.values().find(|text| text.trim().is_empty() || text.chars().count() > 120) {
            return wrong("name", format!("'{text}'"), "1 to 120 characters in each language");
        }
        if let Some(tint) = self.tint.filter(|t| !(0.0..=1.0).contains(t)) {
            return wrong("tint", tint.to_string(), "0 (not filled) to 1 (opaque)");
        }
        if let Some(width) = self.width.filter(|w| !(0.0..=20.0).contains(w)) {
            return wrong("width", width.to_string(), "0 to 20");
        }
        if self.dash.len() > 6 || self.dash.iter().any(|d| !(0.5..=100.0).contains(d)) {
            return wrong("dash", format!("{:?}", self.dash), "at most 6 lengths of 0.5 to 100");
        }
        match self.colour.as_ref().filter(|c| rgb(c).is_none()) {
            Some(colour) => wrong("colour", colour.clone(), COLOUR),
            None => Ok(()),
        }
    }
}

/// Refuses layers of which one cannot be used, or which are too many.
pub(super) fn check_layers(layers: &[LayerText]) -> Result<(), RecipeError> {
    if layers.len() > MOST_LAYERS {
        return Err(RecipeError::value("layer", format!("{} layers", layers.len()), format!("at most {MOST_LAYERS}")));
    }
    layers.iter().enumerate().try_for_each(|(number, layer)| layer.check(&format!("layer[{number}]")))
}
