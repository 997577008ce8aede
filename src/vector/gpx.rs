//! GPX 1.0 and 1.1: waypoints, the points of routes and tracks, and both as lines; fields of other programs stand in `extensions`.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use geo_types::{Coord, LineString, MultiLineString, Point};
use serde_json::{Map, Value};

use super::layer::{Put, Reader};
use super::xml_reader::{Elements, Part};
use crate::error::{Error, unreadable};
use crate::read::LayerFeature;

/// The layers, as GDAL names them: the name, the element of a point, whether its points make lines.
const LAYERS: [(&str, &str, bool); 5] = [
    ("waypoints", "wpt", false),
    ("routes", "rtept", true),
    ("tracks", "trkpt", true),
    ("route_points", "rtept", false),
    ("track_points", "trkpt", false),
];

/// The layer that was asked for; else the waypoints, or else the points of the only kind that there is.
pub fn open(path: &Path, asked: Option<&str>) -> Result<Reader, Error> {
    let name = path.display().to_string();
    let file = || File::open(path).map(BufReader::new).map_err(unreadable(path));
    let found = match asked {
        Some(asked) => {
            let all = || LAYERS.map(|(name, ..)| name).join(", ");
            let found = LAYERS.into_iter().find(|(name, ..)| *name == asked);
            found.ok_or_else(|| {
                Error::request(format!("{name}: there is no layer '{asked}'"), format!("there may be {}", all()))
            })?
        }
        None => {
            let kinds = point_kinds(file()?).map_err(|why| Error::Data(format!("{name}: {why}")))?;
            match kinds.as_slice() {
                [] => return Err(Error::Data(format!("{name}: it has no point"))),
                ["wpt"] => LAYERS[0],
                ["rtept"] => LAYERS[3],
                ["trkpt"] => LAYERS[4],
                _ => {
                    let has = |point: &str| kinds.contains(&point);
                    let all: Vec<&str> = LAYERS.iter().filter(|(_, p, _)| has(p)).map(|(name, ..)| *name).collect();
                    let hint = format!("name one, such as {name}#{}; it has {}", all[0], all.join(", "));
                    return Err(Error::request(format!("{name}: it has several layers"), hint));
                }
            }
        }
    };
    let source = file()?;
    Ok(Box::new(move |put| features(source, found, put)))
}

/// The kinds of points that stand in a file.
fn point_kinds(source: BufReader<File>) -> Result<Vec<&'static str>, String> {
    let mut elements = Elements::new(source)?;
    let mut kinds = Vec::new();
    while let Some(part) = elements.next()? {
        if let Part::Start(name, _) = part
            && let Some(kind) = ["wpt", "rtept", "trkpt"].into_iter().find(|kind| *kind == name)
            && !kinds.contains(&kind)
        {
            kinds.push(kind);
        }
    }
    Ok(kinds)
}

fn features(source: BufReader<File>, (_, point, are_lines): (&str, &str, bool), put: Put<'_>) -> Result<(), String> {
    let mut elements = Elements::new(source)?;
    let mut path: Vec<String> = Vec::new();
    let (mut at, mut fields) = (None, Map::new());
    let (mut of_line, mut parts, mut line): (Map<String, Value>, Vec<LineString>, Vec<Coord>) = Default::default();
    let mut number = 0_u64;
    let whole = if point == "trkpt" { "trk" } else { "rte" };
    while let Some(part) = elements.next()? {
        match part {
            Part::Start(name, attributes) => {
                if name == point {
                    number += 1;
                    let line = elements.line();
                    let wrong =
                        || format!("line {line}: point {number}: expected the attributes lat and lon as numbers");
                    let number = |key: &str| attributes.iter().find(|(k, _)| k == key)?.1.trim().parse::<f64>().ok();
                    let (lon, lat) = number("lon").zip(number("lat")).ok_or_else(wrong)?;
                    at = Some(Coord { x: lon, y: lat });
                    fields = Map::new();
                } else if name == "link"
                    && let Some((_, address)) = attributes.iter().find(|(key, _)| key == "href")
                {
                    // Also the file, its author and points of other kinds have links.
                    let stands_in = |element: &str| path.iter().any(|p| p == element);
                    let of =
                        if stands_in(point) { Some(&mut fields) } else { stands_in(whole).then_some(&mut of_line) };
                    if let Some(of) = of {
                        of.entry(name.as_str()).or_insert_with(|| address.as_str().into());
                    }
                }
                path.push(name);
            }
            Part::End(name, text) => {
                path.pop();
                let parent = path.last().map(String::as_str).unwrap_or_default();
                let stands_in = |element: &str| path.iter().any(|p| p == element);
                // The text of an element with others in it is blank.
                let is_field_of = |owner: &str| {
                    !text.trim().is_empty() && (parent == owner || (stands_in(owner) && stands_in("extensions")))
                };
                if name == point {
                    match at.take() {
                        Some(at) if are_lines => line.push(at),
                        at => {
                            let geometry = at.map(|at| Point(at).into());
                            put(LayerFeature { id: None, geometry, properties: std::mem::take(&mut fields) })?;
                        }
                    }
                } else if is_field_of(point) {
                    fields.entry(name).or_insert_with(|| text.trim().into());
                } else if are_lines && (name == "trkseg" || name == whole) {
                    if !line.is_empty() {
                        parts.push(LineString::new(std::mem::take(&mut line)));
                    }
                    if name == whole {
                        let geometry = Some(MultiLineString::new(std::mem::take(&mut parts)).into());
                        put(LayerFeature { id: None, geometry, properties: std::mem::take(&mut of_line) })?;
                    }
                } else if are_lines && is_field_of(whole) {
                    of_line.entry(name).or_insert_with(|| text.trim().into());
                }
            }
        }
    }
    match path.is_empty() {
        true => Ok(()),
        false => Err("the file is cut short".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_track_has_its_own_link_and_no_other() {
        let link = |of: &str| format!("<link href=\"https://example.org/{of}\"/>");
        let track = |link: &str| {
            format!("<trk>{link}<trkseg><trkpt lat=\"1\" lon=\"2\"/><trkpt lat=\"1\" lon=\"3\"/></trkseg></trk>")
        };
        let text = format!(
            "<gpx><metadata>{}<author>{}</author></metadata><wpt lat=\"1\" lon=\"2\">{}</wpt>{}{}</gpx>",
            link("file"),
            link("author"),
            link("point"),
            track(&link("track")),
            track("")
        );
        let file = tempfile::Builder::new().suffix(".gpx").tempfile().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let mut links = Vec::new();
        let mut put = |feature: LayerFeature| {
            links.push(feature.properties.get("link").and_then(Value::as_str).map(str::to_owned));
            Ok(())
        };
        open(file.path(), Some("tracks")).unwrap()(&mut put).unwrap();
        assert_eq!(links, [Some("https://example.org/track".to_owned()), None]);
    }
}
