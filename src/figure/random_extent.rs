//! Extents of maps drawn at random, the same in every run, for what must hold on any of them.

use crate::model::Place;
use crate::recipe::{BorderKm, ExtentText, Length};

/// Marsaglia's xorshift with one seed.
pub struct Random(u64);

impl Random {
    pub fn new() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }

    /// A whole number below another.
    pub fn below(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 20).unwrap() % below
    }

    /// Kilometres of the border (0), the surroundings of a place (1), or a box (2).
    pub fn extent(&mut self, kind: usize, places: &[&Place]) -> ExtentText {
        match kind {
            0 => {
                let from = self.below(1200) as f64;
                let km = [from, from + 10.0 + self.below(300) as f64].map(BorderKm::Running);
                ExtentText { km: Some(km.into()), ..ExtentText::default() }
            }
            1 => ExtentText {
                around: Some(places[self.below(places.len())].id.clone()),
                radius: Some(format!("{}km", 5 + self.below(200)).parse::<Length>().unwrap()),
                ..ExtentText::default()
            },
            _ => {
                let (west, south) = (66.5 + self.below(60) as f64 / 10.0, 34.0 + self.below(40) as f64 / 10.0);
                let (wide, high) = (0.4 + self.below(30) as f64 / 10.0, 0.4 + self.below(20) as f64 / 10.0);
                ExtentText { bbox: Some([west, south, west + wide, south + high]), ..ExtentText::default() }
            }
        }
    }
}
