//! Positions of GeoJSON geometries, with the mistakes that people make in them.

use serde_json::Value;

use super::Region;
use super::checker::Checker;
use crate::model::{LonLat, PairOrder, coordinates};

/// Reads one position `[lon, lat]` or `[lon, lat, height]` at a path below the feature; problems go to the checker.
pub fn position(value: &Value, path: &[&str], region: Option<&Region>, to: &mut Checker<'_, '_>) -> Option<LonLat> {
    let numbers: Option<Vec<f64>> = value.as_array().map(|a| a.iter().filter_map(Value::as_f64).collect());
    let count = value.as_array().map_or(0, Vec::len);
    let (lon, lat) = match numbers.as_deref() {
        Some([lon, lat] | [lon, lat, _]) if (2..=3).contains(&count) => (*lon, *lat),
        Some([lon, lat, ..]) if numbers.as_ref().is_some_and(|n| n.len() == count && count > 3) => {
            to.warning(path, "more than three numbers; only the first two are read", |p| {
                p.found(value.to_string()).expected("[longitude, latitude] or [longitude, latitude, height]")
            });
            (*lon, *lat)
        }
        _ => {
            to.error(path, "this is no position", |p| {
                p.found(value.to_string()).expected("[longitude, latitude] as two numbers")
            });
            return None;
        }
    };
    let swapped = LonLat::new(lat, lon);
    let hint = format!("longitude comes first in GeoJSON: is it [{lat}, {lon}]?");
    match LonLat::new(lon, lat) {
        Err(e) => {
            to.error(path, &e.to_string(), |p| {
                let p = p.found(value.to_string()).expected("longitude -180 to 180, latitude -90 to 90");
                if swapped.is_ok() { p.hint(hint) } else { p }
            });
            None
        }
        Ok(at) => match (region, swapped) {
            (Some(region), Ok(_)) if is_swapped(at, region) => {
                to.error(path, SWAPPED, |p| {
                    p.found(value.to_string()).expected("a position near the border").hint(hint)
                });
                None
            }
            _ => {
                if let Some((message, hint)) = region.and_then(|region| strange(at, Some(region))) {
                    to.warning(path, message, |p| p.found(value.to_string()).hint(hint));
                }
                Some(at)
            }
        },
    }
}

/// What a whole position in a cell says beside the position of two columns.
pub struct Compared {
    /// Its radius in metres, where it is the same position.
    pub radius_m: Option<f64>,
    /// What is to be said where it is another one, or none.
    pub difference: Option<String>,
}

/// Compares the text of a whole position with that of two columns, which counts: within 1e-4 degrees, 10 m or so, they are the same.
pub fn compared(at: LonLat, text: &str, order: PairOrder) -> Compared {
    match coordinates(text, order) {
        Ok(other) if (at.lon() - other.at.lon()).abs() < 1e-4 && (at.lat() - other.at.lat()).abs() < 1e-4 => {
            Compared { radius_m: other.radius_m, difference: None }
        }
        Ok(_) => {
            let message = "the position and the columns of longitude and latitude differ; the columns count";
            Compared { radius_m: None, difference: Some(message.to_owned()) }
        }
        Err(why) => {
            Compared { radius_m: None, difference: Some(format!("{why}; the columns of longitude and latitude count")) }
        }
    }
}

/// What is strange about a position that could be one: the two numbers look swapped beside a region, or both are 0.
pub fn strange(at: LonLat, region: Option<&Region>) -> Option<(&'static str, String)> {
    if region.is_some_and(|region| within(region, at)) {
        return None;
    }
    if at.lon().abs() < f64::EPSILON && at.lat().abs() < f64::EPSILON {
        let hint = "an empty position was filled with zeros? leave the cells empty where no position is known";
        return Some((NULL_ISLAND, hint.to_owned()));
    }
    let hint = format!("is it longitude {}, latitude {}? that lies near the border", at.lat(), at.lon());
    region.is_some_and(|region| is_swapped(at, region)).then_some((SWAPPED, hint))
}

/// Whether a position lies clearly outside a region, and inside with its numbers exchanged.
fn is_swapped(at: LonLat, region: &Region) -> bool {
    /// Nearer to the edge of the region than this share of its extent, as Cairo is to that of Egypt and Libya and Arkhangelsk to that of
    /// Kazakhstan and Russia, a position is more likely to be right.
    const CLEARLY: f64 = 0.1;
    let [west, south, east, north] = *region;
    let clearly = CLEARLY * (east - west).max(north - south);
    let wider = [west - clearly, south - clearly, east + clearly, north + clearly];
    !within(&wider, at) && LonLat::new(at.lat(), at.lon()).is_ok_and(|swapped| within(region, swapped))
}

/// What is said of a position whose numbers lie near the border the other way around.
pub const SWAPPED: &str = "longitude and latitude look swapped";

/// What is said of 0, 0.
pub const NULL_ISLAND: &str = "the position 0, 0 lies in the Gulf of Guinea";

fn within(region: &Region, at: LonLat) -> bool {
    let [west, south, east, north] = *region;
    (west..=east).contains(&at.lon()) && (south..=north).contains(&at.lat())
}

/// Reads a list of positions.
pub fn positions(value: &Value, path: &[&str], to: &mut Checker<'_, '_>) -> Vec<LonLat> {
    let Some(list) = value.as_array() else {
        to.error(path, "coordinates are missing", |p| p.expected("a list of positions"));
        return Vec::new();
    };
    let mut read = Vec::with_capacity(list.len());
    for (i, one) in list.iter().enumerate() {
        let i = i.to_string();
        let mut path = path.to_vec();
        path.push(&i);
        read.extend(position(one, &path, None, to));
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_swapped_where_they_lie_clearly_outside() {
        let at = |lon, lat| LonLat::new(lon, lat).unwrap();
        // Six degrees around the border of Egypt and Libya: Cairo lies 0.1° outside, and inside if it is swapped.
        let region = [18.7, 16.0, 31.15, 37.7];
        assert!(!is_swapped(at(31.2497, 30.0626), &region));
        // Tripoli, in either order.
        assert!(!is_swapped(at(13.19, 32.89), &region));
        // Around the border of Thailand and Cambodia: Phnom Penh.
        let region = [96.3, 5.6, 113.5, 20.4];
        assert!(!is_swapped(at(104.92, 11.56), &region) && is_swapped(at(11.56, 90.0), &[80.0, 5.6, 113.5, 20.4]));
    }

    #[test]
    fn only_what_lies_clearly_elsewhere_looks_swapped() {
        let at = |lon: f64, lat: f64| LonLat::new(lon, lat).unwrap();
        // Tajikistan and Afghanistan, Egypt and Libya, Kazakhstan and Russia: the boxes of the lines, six degrees wider.
        let (panj, desert, steppe) = ([61.8, 30.6, 81.0, 45.5], [19.0, 16.0, 31.2, 37.7], [40.5, 35.0, 93.4, 61.5]);
        assert!(is_swapped(at(38.56, 68.78), &panj) && !is_swapped(at(68.78, 38.56), &panj));
        // Cairo, beside the region, and Arkhangelsk, some degrees north of a long one.
        assert!(!is_swapped(at(31.24, 30.04), &desert) && !is_swapped(at(40.55, 64.55), &steppe));
        // Far off, and near the border the other way around.
        assert!(is_swapped(at(51.0, 71.4), &steppe) && !is_swapped(at(71.4, 51.0), &steppe));
    }
}
