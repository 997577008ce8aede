//! A layer of lines and areas that a recipe draws on its map.

use geo_types::{Geometry, MultiLineString, MultiPolygon};

use super::basemap::{IN_DEGREES, shape};
use super::features::features;
use super::{Document, Problem};

/// The lines and areas of a file, with its credit.
#[derive(Debug, Clone, PartialEq)]
pub struct LinesAndAreas {
    /// The areas.
    pub areas: MultiPolygon,
    /// The lines.
    pub lines: MultiLineString,
    /// The credit, from the file's member `attribution`; empty if it has none.
    pub attribution: String,
    /// How many features have no geometry, which GeoJSON allows; they are left out.
    pub without_geometry: usize,
}

/// Reads lines and areas out of GeoJSON in WGS84 longitude and latitude.
///
/// # Errors
///
/// A [`Problem`] where the document is no GeoJSON, is in another coordinate reference system (with the command that transforms it), or has
/// a geometry that is neither line nor area.
pub fn lines_and_areas(document: &Document) -> Result<LinesAndAreas, Box<Problem>> {
    let name = document.name.as_str();
    let member = document.value.get("attribution").and_then(|v| v.as_str());
    let attribution = member.unwrap_or_default().to_owned();
    let (areas, lines) = (MultiPolygon(Vec::new()), MultiLineString(Vec::new()));
    let mut all = LinesAndAreas { areas, lines, attribution, without_geometry: 0 };
    for (number, (_, feature)) in features(document)?.into_iter().enumerate() {
        let value = feature.get("geometry").unwrap_or(feature);
        if value.is_null() {
            all.without_geometry += 1;
            continue;
        }
        let geometry = shape(name, number, value).map_err(|problem| {
            if problem.expected.as_deref() != Some(IN_DEGREES) {
                return problem;
            }
            let hint = format!(
                "where the file is in metres of a projection, transform it: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES wgs84.geojson {name}"
            );
            Box::new(problem.hint(hint))
        })?;
        add(&mut all, geometry).map_err(|found| {
            let problem = Problem::error(name, "a layer of a map is lines and areas").found(found);
            let problem = problem.feature(format!("number {}", number + 1)).field("geometry");
            let problem = problem.expected("LineString, MultiLineString, Polygon or MultiPolygon");
            Box::new(problem.hint("points are incidents, places or notes: incidents and places have files of their own, a note is [[note]] in the recipe"))
        })?;
    }
    if all.areas.0.is_empty() && all.lines.0.is_empty() {
        return Err(Box::new(Problem::error(name, "the file has no lines and no areas").expected("at least one")));
    }
    Ok(all)
}

/// Adds a geometry; else the name of its kind.
fn add(all: &mut LinesAndAreas, geometry: Geometry) -> Result<(), &'static str> {
    match geometry {
        Geometry::Polygon(one) => all.areas.0.push(one),
        Geometry::MultiPolygon(many) => all.areas.0.extend(many),
        Geometry::LineString(one) => all.lines.0.push(one),
        Geometry::MultiLineString(many) => all.lines.0.extend(many),
        Geometry::GeometryCollection(many) => many.into_iter().try_for_each(|one| add(all, one))?,
        Geometry::Point(_) | Geometry::MultiPoint(_) => return Err("points"),
        _ => return Err("another geometry"),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<LinesAndAreas, Box<Problem>> {
        lines_and_areas(&Document::parse("zones.geojson", text.as_bytes()).unwrap())
    }

    #[test]
    fn lines_and_areas_are_read_and_all_else_is_refused_with_what_to_do() {
        let line = r#"{"type":"LineString","coordinates":[[69,37],[70,38]]}"#;
        let area = r#"{"type":"Polygon","coordinates":[[[69,37],[70,37],[70,38],[69,37]]]}"#;
        let both = format!(
            r#"{{"type":"FeatureCollection","attribution":"© A","features":[{{"type":"Feature","properties":{{}},"geometry":{line}}},{{"type":"Feature","properties":null,"geometry":{area}}}]}}"#
        );
        let read_both = read(&both).unwrap();
        assert_eq!((read_both.lines.0.len(), read_both.areas.0.len()), (1, 1));
        assert_eq!(read_both.attribution, "© A");
        assert_eq!(read_both.without_geometry, 0);
        assert_eq!(read(area).unwrap().areas.0.len(), 1);
        // RFC 7946, 3.2: a feature that is nowhere.
        let nowhere = r#"{"type":"Feature","properties":{},"geometry":null}"#;
        let with = read(&both.replacen("[{", &format!("[{nowhere},{{"), 1)).unwrap();
        assert_eq!((with.lines.0.len(), with.areas.0.len(), with.without_geometry), (1, 1, 1));
        let crs =
            both.replacen('{', r#"{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32642"}},"#, 1);
        let wrong = |text: &str| {
            let problem = read(text).unwrap_err();
            format!("{} {} {}", problem.title(), problem.found_and_expected(), problem.hint.unwrap_or_default())
        };
        assert!(wrong(&crs).contains("EPSG::32642") && wrong(&crs).contains("ogr2ogr -t_srs EPSG:4326"));
        let metres = area.replace("69,37", "500000,4100000");
        assert!(wrong(&metres).contains("ogr2ogr -t_srs EPSG:4326"), "{}", wrong(&metres));
        assert!(wrong(r#"{"type":"Point","coordinates":[69,37]}"#).contains("[[note]]"));
        assert!(wrong(r#"{"type":"FeatureCollection","features":[]}"#).contains("no lines and no areas"));
        assert!(wrong(nowhere).contains("no lines and no areas"));
        for broken in [r#"{"type":"Polygon","coordinates":[[[69]]]}"#, r#"{"type":"Polygon","coordinates":[[69]]}"#] {
            assert!(wrong(broken).contains("geometry") && !wrong(broken).contains("ogr2ogr"), "{}", wrong(broken));
        }
    }
}
