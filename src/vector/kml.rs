//! KML 2.2 and 2.3 (OGC 12-007r2), with the tracks of `gx`; KMZ.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::path::Path;

use geo_types::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon,
};
use memchr::memmem;
use serde_json::{Map, Value};

use super::archive;
use super::layer::{Put, Reader};
use super::xml_reader::{Elements, Part};
use crate::error::{Error, unreadable};
use crate::read::LayerFeature;

pub fn open(path: &Path, remarks: &mut Vec<String>) -> Result<Reader, Error> {
    let mut file = BufReader::new(File::open(path).map_err(unreadable(path))?);
    if has_links(&mut file).and_then(|found| file.rewind().map(|()| found)).map_err(unreadable(path))? {
        remarks.push(LINKED.to_owned());
    }
    Ok(Box::new(move |put| placemarks(file, put)))
}

/// What names another file to be fetched.
const LINK: &[u8] = b"<NetworkLink";
const LINKED: &str = "its <NetworkLink> names other files, often on a server, and what is linked is not read: save it from a program that \
                      shows it, and give that file";

/// Whether any part of a file is elsewhere.
fn has_links(file: &mut impl Read) -> io::Result<bool> {
    let mut block = vec![0; 1 << 16];
    // What may be the beginning of the name stays for the next look.
    let mut kept = 0;
    loop {
        let count = file.read(block.get_mut(kept..).unwrap_or_default())?;
        let seen = block.get(..kept + count).unwrap_or_default();
        if count == 0 || names_link(seen) {
            return Ok(count > 0);
        }
        let filled = kept + count;
        kept = filled.min(LINK.len());
        block.copy_within(filled - kept..filled, 0);
    }
}

/// Whether the element stands in some bytes, with the byte after its name: `<NetworkLinkControl>` names no other file.
fn names_link(bytes: &[u8]) -> bool {
    let ends = |at: usize| bytes.get(at + LINK.len()).is_some_and(|after| !after.is_ascii_alphanumeric());
    memmem::find_iter(bytes, LINK).any(ends)
}

/// All KML files of an archive.
pub fn open_kmz(path: &Path, remarks: &mut Vec<String>) -> Result<Reader, Error> {
    let files = archive::kml_files(path)?;
    if files.iter().any(|(_, bytes)| names_link(bytes)) {
        remarks.push(LINKED.to_owned());
    }
    Ok(Box::new(move |put| {
        let mut all = files.into_iter();
        all.try_for_each(|(name, bytes)| placemarks(Cursor::new(bytes), put).map_err(|why| format!("{name}: {why}")))
    }))
}

/// A placemark as far as it was read.
#[derive(Default)]
struct Placemark {
    id: Option<String>,
    properties: Map<String, Value>,
    /// The name of the data that a value belongs to.
    field: Option<String>,
    parts: Vec<Geometry>,
    rings: Vec<LineString>,
    track: Vec<Coord>,
    line: Vec<Coord>,
}

fn placemarks(source: impl Read + 'static, put: Put<'_>) -> Result<(), String> {
    let mut elements = Elements::new(source)?;
    let (mut open, mut folders): (Option<Placemark>, Vec<Option<String>>) = (None, Vec::new());
    let mut path: Vec<String> = Vec::new();
    let mut number = 0_u64;
    while let Some(part) = elements.next()? {
        match part {
            Part::Start(name, attributes) => {
                let attribute = |key: &str| attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
                match (name.as_str(), &mut open) {
                    ("Placemark", None) => {
                        number += 1;
                        open = Some(Placemark { id: attribute("id"), ..Placemark::default() });
                    }
                    ("Folder" | "Document", None) => folders.push(None),
                    ("Data" | "SimpleData", Some(mark)) => mark.field = attribute("name"),
                    ("Polygon", Some(mark)) => mark.rings.clear(),
                    _ => {}
                }
                path.push(name);
            }
            Part::End(name, text) => {
                path.pop();
                let parent = path.last().map(String::as_str).unwrap_or_default();
                match (name.as_str(), &mut open) {
                    ("Placemark", Some(_)) => {
                        let folder = folders.iter().rev().flatten().next();
                        if let Some(mark) = open.take() {
                            put(mark.feature(folder))?;
                        }
                    }
                    ("Folder" | "Document", None) => drop(folders.pop()),
                    ("name", None) if matches!(parent, "Folder") => {
                        if let Some(last) = folders.last_mut() {
                            *last = Some(text.trim().to_owned());
                        }
                    }
                    (name, Some(mark)) => {
                        let line = elements.line();
                        mark.end(name, parent, &text)
                            .map_err(|why| format!("line {line}: placemark {number}: {why}"))?;
                    }
                    _ => {}
                }
            }
        }
    }
    match path.is_empty() {
        true => Ok(()),
        false => Err("the file is cut short".to_owned()),
    }
}

impl Placemark {
    /// An element in it ends.
    fn end(&mut self, name: &str, parent: &str, text: &str) -> Result<(), String> {
        let value = || Value::from(text.trim());
        match (name, parent) {
            ("name" | "description" | "address", "Placemark") => {
                self.properties.insert(name.to_owned(), value());
            }
            ("when", "TimeStamp") => drop(self.properties.insert("timestamp".to_owned(), value())),
            ("begin" | "end", "TimeSpan") => drop(self.properties.insert(name.to_owned(), value())),
            ("value", "Data") | ("SimpleData", _) => {
                if let Some(field) = self.field.take() {
                    self.properties.insert(field, typed(text.trim()));
                }
            }
            ("coordinates", _) => self.line = coordinates(text)?,
            ("coord", "Track") => self.track.push(position(text, char::is_whitespace)?),
            ("Point", _) => {
                let at = std::mem::take(&mut self.line).first().copied().ok_or("a point without coordinates")?;
                self.parts.push(Point(at).into());
            }
            ("LineString", _) => self.parts.push(LineString::new(std::mem::take(&mut self.line)).into()),
            ("Track", _) => self.parts.push(LineString::new(std::mem::take(&mut self.track)).into()),
            ("LinearRing", "outerBoundaryIs" | "innerBoundaryIs") => {
                self.rings.push(LineString::new(std::mem::take(&mut self.line)));
            }
            ("LinearRing", _) => self.parts.push(LineString::new(std::mem::take(&mut self.line)).into()),
            ("Polygon", _) => {
                let mut rings = std::mem::take(&mut self.rings).into_iter();
                let outer = rings.next().ok_or("a polygon without an outer ring")?;
                self.parts.push(Polygon::new(outer, rings.collect()).into());
            }
            _ => {}
        }
        Ok(())
    }

    fn feature(mut self, folder: Option<&String>) -> LayerFeature {
        if let Some(folder) = folder.filter(|_| !self.properties.contains_key("folder")) {
            self.properties.insert("folder".to_owned(), folder.as_str().into());
        }
        LayerFeature { id: self.id.map(Value::from), geometry: gathered(self.parts), properties: self.properties }
    }
}

/// A number where the text is how a number is written; so `007` stays text.
fn typed(text: &str) -> Value {
    let whole = text.parse::<i64>().ok().filter(|n| n.to_string() == text).map(Value::from);
    let real = || {
        let number = serde_json::Number::from_f64(text.parse().ok()?)?;
        (number.to_string() == text).then_some(Value::Number(number))
    };
    whole.or_else(real).unwrap_or_else(|| text.into())
}

/// Parts as one geometry: of one kind where they are.
fn gathered(mut parts: Vec<Geometry>) -> Option<Geometry> {
    if parts.len() < 2 {
        return parts.pop();
    }
    let all = || parts.iter().cloned();
    let points: Result<Vec<Point>, _> = all().map(Point::try_from).collect();
    let lines: Result<Vec<LineString>, _> = all().map(LineString::try_from).collect();
    let polygons: Result<Vec<Polygon>, _> = all().map(Polygon::try_from).collect();
    Some(match (points, lines, polygons) {
        (Ok(points), ..) => MultiPoint::new(points).into(),
        (_, Ok(lines), _) => MultiLineString::new(lines).into(),
        (.., Ok(polygons)) => MultiPolygon::new(polygons).into(),
        _ => Geometry::GeometryCollection(GeometryCollection::new_from(parts)),
    })
}

/// Positions set apart by white space, their numbers by commas.
fn coordinates(text: &str) -> Result<Vec<Coord>, String> {
    text.split_whitespace().map(|tuple| position(tuple, |c| c == ',')).collect()
}

fn position(text: &str, is_between: impl Fn(char) -> bool) -> Result<Coord, String> {
    let mut numbers = text.split(is_between).filter(|n| !n.is_empty()).map(str::parse::<f64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(x)), Some(Ok(y))) => Ok(Coord { x, y }),
        _ => Err(format!("'{}' is no position; expected longitude,latitude", text.trim())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_placemark_is_said_with_its_line() {
        let read = |second: &str| {
            let point = "<Point><coordinates>69.1,37.2</coordinates></Point>";
            let text = format!(
                "<kml><!--\n--><Document>\n<Placemark\n id='a'>{point}</Placemark>\n<Placemark>\n<MultiGeometry>{point}\n{second}\n\
                 </MultiGeometry></Placemark></Document></kml>"
            );
            placemarks(Cursor::new(text.into_bytes()), &mut |_| Ok(()))
        };
        assert_eq!(read("<Point/>"), Err("line 7: placemark 2: a point without coordinates".to_owned()));
        assert!(read("<Point><coordinates>69.1</coordinates></Point>").is_err_and(|why| why.starts_with("line 7: ")));
        assert!(read("<Point>&nothing;</Point>").is_err_and(|why| why.starts_with("line 7: ")));
        assert_eq!(read("<Point><coordinates>70,38</coordinates></Point>"), Ok(()));
    }

    #[test]
    fn links_are_found_wherever_a_look_ends_and_what_only_begins_so_is_none() {
        let before = |count: usize, text: &str| format!("{}{text}", " ".repeat(count));
        for count in (1 << 16) - 16..(1 << 16) + 2 {
            for (text, is_link) in [
                ("<NetworkLink><Link/></NetworkLink>", true),
                ("<NetworkLink\n id='a'>", true),
                ("<NetworkLinkControl><cookie/></NetworkLinkControl>", false),
            ] {
                let text = before(count, text);
                assert_eq!(has_links(&mut text.as_bytes()).unwrap(), is_link, "{}", &text[count..]);
            }
        }
    }
}
