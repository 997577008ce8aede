//! Which tiles of the relief there are.

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Head {
    /// Degrees.
    pub tile: i32,
    pub per_degree: u32,
    /// The south-west corners.
    pub tiles: Vec<(i32, i32)>,
}

impl Head {
    /// The width and height of a tile in pixels; `None` for more than any has.
    pub fn side(&self) -> Option<usize> {
        const MOST: usize = 4_096;
        /// The relief of the whole world then takes 233 MB.
        const MOST_PER_DEGREE: u32 = 60;
        if self.per_degree > MOST_PER_DEGREE {
            return None;
        }
        let side = usize::try_from(self.tile).ok()?.checked_mul(usize::try_from(self.per_degree).ok()?)?;
        (1..=MOST).contains(&side).then_some(side)
    }
}
