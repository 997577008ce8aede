//! Positions of GeoJSON geometries, with the mistakes that people make in them.

use serde_json::Value;

use super::Region;
use super::checker::Checker;
use crate::model::LonLat;

/// Reads one position `[lon, lat]` or `[lon, lat, height]` at a path below the feature; problems go to the checker.
pub fn position(value: &Value, path: &[&str], region: Option<&Region>, to: &mut Checker<'_, '_>) -> Option<LonLat> {
    let numbers: Option<Vec<f64>> = value.as_array().map(|a| a.iter().filter_map(Value::as_f64).collect());
    let count = value.as_array().map_or(0, Vec::len);
    let (lon, lat) = match numbers.as_deref() {
        Some([lon, lat] | [lon, lat, _]) if (2..=3).contains(&count) => (*lon, *lat),
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
            (Some(region), Ok(other)) if !within(region, at) && within(region, other) => {
                to.error(path, "longitude and latitude look swapped", |p| {
                    p.found(value.to_string()).expected("a position near the border").hint(hint)
                });
                None
            }
            _ => Some(at),
        },
    }
}

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
