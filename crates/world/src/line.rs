//! The land borders of the edition in use, and their lines.

use geo::MultiLineString;

use crate::border::{EDGE_M, LandBorder};
use crate::country::Country;
use crate::edition::{Edition, Layer};
use crate::outline;
use crate::pack::multi;

/// The edition in use, such as `2026e`: boundaries as mapped in OpenStreetMap in October 2026.
#[must_use]
pub fn edition() -> &'static str {
    Edition::in_use().name()
}

/// All land borders, by id.
#[must_use]
pub fn borders() -> &'static [LandBorder] {
    Edition::in_use().borders()
}

/// The border of an id, such as `KHM-THA`; `None` if there is none. [`crate::find`] takes codes as people write them.
#[must_use]
pub fn border(id: &str) -> Option<&'static LandBorder> {
    Edition::in_use().border(id)
}

impl LandBorder {
    /// The country to the left.
    #[must_use]
    pub fn left_country(&self) -> Option<&'static Country> {
        self.edition().country(&self.left)
    }

    /// The country to the right.
    #[must_use]
    pub fn right_country(&self) -> Option<&'static Country> {
        self.edition().country(&self.right)
    }

    /// Its line: parts in order, longitude and latitude in degrees.
    ///
    /// The source means its edges straight in longitude and latitude. Here positions are added so that the geodesics between them keep
    /// within [`EDGE_M`] of those; all vertices are within [`SIMPLIFIED_M`](crate::SIMPLIFIED_M) of the unsimplified line.
    #[must_use]
    pub fn lines(&self) -> MultiLineString {
        let edition = self.edition();
        let Some(frame) = edition.borders().iter().position(|b| b.id == self.id) else { return multi(Vec::new()) };
        multi(
            edition.pack(Layer::Borders).lines(frame + 1).iter().map(|part| outline::densified(part, EDGE_M)).collect(),
        )
    }

    /// The edition that it belongs to.
    #[must_use]
    pub fn edition(&self) -> &'static Edition {
        self.home.edition()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_border_has_its_parts_and_its_length() {
        use geo::{Geodesic, Length};
        assert_eq!((edition(), borders().len()), ("2026e", 325));
        let mut total = 0.0;
        for border in borders() {
            let lines = border.lines();
            assert_eq!(lines.0.len(), border.parts, "{}", border.id);
            assert_eq!(lines.0.iter().filter(|l| l.is_closed()).count(), border.enclave_rings, "{}", border.id);
            // Simplifying shortens a bent line a little.
            let km = Geodesic.length(&lines) / 1000.0;
            assert!(
                km <= border.length_km * 1.000_1 + 0.02 && km >= border.length_km * 0.96 - 0.03,
                "{} {km} {}",
                border.id,
                border.length_km
            );
            assert!(border.disputed == border.disputed_reason.is_some(), "{}", border.id);
            assert!(border.left_country().is_some() && border.right_country().is_some(), "{}", border.id);
            total += border.length_km;
        }
        assert!((total - 276_981.0).abs() < 2.0, "{total}");
    }

    #[test]
    fn long_edges_are_those_of_the_source() {
        // The border of Egypt and Sudan is the 22nd parallel, one edge of 843 km: its geodesic would stray 5.6 km.
        let lines = border("EGY-SDN").unwrap().lines();
        let along: Vec<_> = lines.0.iter().flatten().filter(|c| (25.0..33.0).contains(&c.x)).collect();
        assert!(along.len() > 70 && along.iter().all(|c| (c.y - 22.0).abs() < 2e-4));
    }
}
