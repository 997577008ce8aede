//! Which cells are asked for.

use geo::Point;

use super::ground::Ground;
use crate::error::Error;
use crate::measure::Territory;
use crate::model::{LonLat, Verdict};
use crate::recipe::{Filter, FilterText};
use crate::world::country_code;

/// Which cells are asked for: near a border, in a box, of some countries, at sea as well.
#[derive(Debug, Clone)]
pub struct Limit {
    filter: Filter,
    /// The codes of countries of which the centre must lie in one; all are taken if there are none.
    countries: Vec<String>,
    /// Whether cells at sea are taken too.
    pub sea: bool,
}

impl Limit {
    /// Reads what a person asks for.
    pub fn new(filter: &FilterText, countries: &[String], sea: bool) -> Result<Self, Error> {
        if sea && !countries.is_empty() {
            let hint = "leave out one of them".to_owned();
            return Err(Error::request("--sea takes cells at sea, and --country those of countries only", hint));
        }
        let countries = countries.iter().map(|text| country_code(text)).collect::<Result<_, Error>>()?;
        let filter = filter.resolve()?;
        if let Some([west, south, east, north]) = filter.bbox() {
            let is_box = south <= north && [south, north].iter().all(|v| (-90.0..=90.0).contains(v));
            let is_on_earth = [west, east].iter().all(|v| (-180.0..=180.0).contains(v));
            if !is_box || !is_on_earth {
                let found = format!("--bbox {west},{south},{east},{north} holds no place");
                let hint = "west,south,east,north in degrees; west may be greater than east, across the antimeridian";
                return Err(Error::request(found, hint.to_owned()));
            }
        }
        Ok(Self { filter, countries, sea })
    }

    /// Whether cells of the whole earth are taken, or of all its land.
    pub fn is_whole_earth(&self) -> bool {
        self.countries.is_empty() && self.filter.bbox().is_none() && self.filter.near_limit_m().is_none()
    }

    /// Whether a centre lies in the box.
    pub fn is_in_box(&self, at: Option<LonLat>) -> bool {
        self.filter.judge_position(at) == Verdict::Passes
    }

    /// Whether the country of a centre is asked for.
    pub fn takes_country(&self, country: Option<&Territory>) -> bool {
        self.countries.is_empty() || country.is_some_and(|c| self.countries.contains(&c.code))
    }

    /// Whether a distance to the nearest border is asked for.
    pub fn is_near(&self, distance_m: Option<f64>) -> bool {
        self.filter.near_limit_m().is_none_or(|near_m| distance_m.is_some_and(|d| d <= near_m))
    }

    /// Whether a point within a distance of a place may be asked for, as far as box and borders say: never no for one that is.
    pub fn may_hold(&self, at: LonLat, reach_m: f64, ground: &Ground) -> bool {
        let is_near = |near_m: f64| ground.borders.line().is_within(at, near_m + reach_m);
        self.filter.bbox().is_none_or(|bbox| may_meet(bbox, at.into(), reach_m))
            && self.filter.near_limit_m().is_none_or(is_near)
    }
}

/// Whether a box in degrees may come within a distance of a point: never no where it does.
fn may_meet([west, south, east, north]: [f64; 4], at: Point, reach_m: f64) -> bool {
    /// No degree of latitude is shorter.
    const DEGREE_M: f64 = 110_500.0;
    let high = reach_m / DEGREE_M;
    if at.y() < south - high || at.y() > north + high {
        return false;
    }
    let highest = at.y().abs() + high;
    if highest >= 89.0 {
        return true;
    }
    let wide = high / highest.to_radians().cos();
    let width = if west <= east { east - west } else { east - west + 360.0 };
    // How far east of the western edge less the reach.
    (at.x() - (west - wide)).rem_euclid(360.0) <= width + 2.0 * wide
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_met_from_all_sides_and_across_the_antimeridian() {
        let meets = |bbox, x, y, m| may_meet(bbox, Point::new(x, y), m);
        let here = [10.0, 40.0, 12.0, 42.0];
        assert!(meets(here, 11.0, 41.0, 0.0) && !meets(here, 13.0, 41.0, 0.0) && !meets(here, 11.0, 43.0, 1_000.0));
        assert!(
            meets(here, 9.99, 41.0, 2_000.0) && meets(here, 12.01, 41.0, 2_000.0) && meets(here, 11.0, 42.01, 2_000.0)
        );
        let across = [179.0, 0.0, -179.0, 1.0];
        assert!(meets(across, 180.0, 0.5, 0.0) && meets(across, -180.0, 0.5, 0.0) && !meets(across, 178.0, 0.5, 0.0));
        assert!(meets(across, -178.99, 0.5, 2_000.0) && !meets(across, 0.0, 0.5, 2_000.0));
        // About a pole every longitude is near.
        assert!(meets([100.0, 88.0, 101.0, 90.0], -80.0, 89.0, 120_000.0));
    }
}
