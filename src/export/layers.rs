//! The layers of the export package: named tables of features with typed fields, from which GIS files are written.

use serde_json::{Map, Value};

use super::buffers::{BUFFERS, BUFFERS_KM, buffer_areas, buffer_label};
use super::columns::Columns;
use super::fields::{Field, Kind, record_fields};
use super::geojson::{StatusPart, border_features, cited, place_features, status_parts};
use super::number::{METRES, json};
use super::place_fields::place_fields;
use super::record::{MeasuredRecord, Record};
use crate::language::name_codes;
use crate::measure::{BorderKilometres, GeodesicLine, direct, inverse};
use crate::model::{self, Area, Case, ContestedArea, Extent, LonLat, Names};
use crate::parallel::mapped;

/// The type of geometry of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Geometry {
    /// Points.
    Point,
    /// Lines of one or more parts.
    MultiLineString,
    /// Areas of one or more polygons.
    MultiPolygon,
}

/// The geometry of one feature; longitude and latitude, WGS84.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A point.
    Point(LonLat),
    /// Lines.
    Lines(Vec<Vec<LonLat>>),
    /// Polygons, each an outer ring (counterclockwise) and its holes (clockwise), closed.
    Areas(Vec<Vec<Vec<LonLat>>>),
}

/// One feature: its geometry, if it has one, and its values in the order of the fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The geometry; `None` for a record without a place.
    pub shape: Option<Shape>,
    /// The values of the fields, in order.
    pub values: Vec<Value>,
}

/// A named table of features.
#[derive(Debug, Clone)]
pub struct Layer {
    /// The name of the table.
    pub name: &'static str,
    /// Its title in English.
    pub title: String,
    /// The type of its geometry.
    pub geometry: Geometry,
    /// Its fields; the first is the id.
    pub fields: Vec<Field>,
    /// The SPDX id of its licence.
    pub licence: String,
    /// The credit that must accompany it.
    pub attribution: String,
    /// Its features.
    pub rows: Vec<Row>,
    /// The edition of the data; `None` if it is not to be written.
    pub edition: Option<String>,
}

impl Layer {
    /// The layer without its features: all that a style or a project asks about.
    #[must_use]
    pub fn without_rows(&self) -> Self {
        Self {
            name: self.name,
            title: self.title.clone(),
            geometry: self.geometry,
            fields: self.fields.clone(),
            licence: self.licence.clone(),
            attribution: self.attribution.clone(),
            rows: Vec::new(),
            edition: self.edition.clone(),
        }
    }
}

/// The points of a circle on the ellipsoid, counterclockwise and closed.
fn circle(centre: LonLat, radius_m: f64) -> Vec<LonLat> {
    const POINTS: u16 = 72;
    let at = |i: u16| direct(centre, -360.0 * f64::from(i % POINTS) / f64::from(POINTS), radius_m).0;
    (0..=POINTS).map(at).collect()
}

/// The geodesic between two positions, with a point at least every 20 km.
fn geodesic(from: LonLat, to: LonLat) -> Vec<LonLat> {
    const STEP_M: f64 = 20_000.0;
    let way = inverse(from, to);
    let steps = (way.distance_m / STEP_M).ceil().clamp(1.0, 2_000.0);
    let mut out = vec![from];
    let mut k = 1.0;
    while k < steps {
        out.push(direct(from, way.azimuth_deg, way.distance_m * k / steps).0);
        k += 1.0;
    }
    out.push(to);
    out
}

/// All layers, from the lowest to the uppermost: countries, provinces, lakes, rivers, contested ground, buffers of the border, the border, its
/// kilometres, location radii,
/// links to the border, places, incidents. A layer without data in the dossier is left out.
///
/// The layers made of incidents have no rows yet: [`IncidentRows`] makes these one incident at a time.
#[must_use]
pub fn layers(dossier: &Case, line: &GeodesicLine, columns: &Columns) -> Vec<Layer> {
    assembled(dossier, line, columns, true)
}

/// One of these layers, without making the buffers; `None` if the dossier has no such layer.
#[must_use]
pub fn layer_of_records(dossier: &Case, line: &GeodesicLine, columns: &Columns, name: &str) -> Option<Layer> {
    assembled(dossier, line, columns, false).into_iter().find(|layer| layer.name == name)
}

fn assembled(dossier: &Case, line: &GeodesicLine, columns: &Columns, with_buffers: bool) -> Vec<Layer> {
    let b = &dossier.basemap;
    let mut all = Vec::new();
    let areas = [
        ("countries", "Countries", &b.countries),
        ("provinces", "Provinces", &b.provinces),
        ("lakes", "Lakes", &b.lakes),
    ];
    for (name, title, layer) in areas {
        if let Some(layer) = layer {
            all.push(basemap_layers(name, title, &layer.attribution, &layer.features));
        }
    }
    if let Some(rivers) = &b.rivers {
        let codes = name_codes(rivers.features.iter().map(|r| &r.names));
        let mut fields = name_fields(&codes.always);
        fields.splice(0..0, code_fields());
        fields.push(Field::new("level", Kind::Integer, "", "", "Importance, 1 is first"));
        fields.extend(name_fields(&codes.of_data));
        let rows = rivers.features.iter().enumerate().map(|(i, river)| {
            let mut values = vec![Value::from(i + 1), Value::Null];
            values.extend(names(&river.names, &codes.always));
            values.push(Value::from(river.level));
            values.extend(names(&river.names, &codes.of_data));
            let part = |l: &geo_types::LineString<f64>| l.0.iter().map(|c| LonLat::wrapped(c.x, c.y)).collect();
            Row { shape: Some(Shape::Lines(river.parts.iter().map(part).collect())), values }
        });
        all.push(Layer {
            name: "rivers",
            title: "Rivers".to_owned(),
            geometry: Geometry::MultiLineString,
            fields,
            licence: "see attribution".to_owned(),
            attribution: rivers.attribution.clone(),
            rows: rows.collect(),
            edition: None,
        });
    }
    all.extend(b.contested.as_ref().filter(|l| !l.features.is_empty()).map(contested));
    all.extend(with_buffers.then(|| buffers(dossier, line)));
    all.extend(border(dossier, line));
    all.extend(incidents(dossier, &IncidentRows::new(columns)));
    all.iter_mut().for_each(|layer| layer.edition.clone_from(&dossier.edition));
    all
}

fn code_fields() -> [Field; 2] {
    [
        Field::new("id", Kind::Text, "", "", "Its number in the file"),
        Field::new("code", Kind::Text, "", "", "A code such as ISO 3166"),
    ]
}

fn name_fields(codes: &[String]) -> Vec<Field> {
    let field = |code: &String| {
        let meaning = format!("Its name in the language {code} (ISO 639-1)");
        Field::new(&format!("name_{code}"), Kind::Text, "", "", &meaning)
    };
    codes.iter().map(field).collect()
}

fn names<'a>(names: &'a Names, codes: &'a [String]) -> impl Iterator<Item = Value> + 'a {
    codes.iter().map(|code| names.0.get(code).map_or(Value::Null, |n| Value::from(n.as_str())))
}

fn basemap_layers(name: &'static str, title: &str, attribution: &str, areas: &[Area]) -> Layer {
    let codes = name_codes(areas.iter().map(|a| &a.names));
    let codes = [codes.always, codes.of_data].concat();
    let rows = areas.iter().enumerate().map(|(i, area)| {
        let mut values = vec![Value::from((i + 1).to_string()), Value::from(area.code.as_str())];
        values.extend(names(&area.names, &codes));
        Row { shape: Some(Shape::Areas(rings(&area.shape))), values }
    });
    Layer {
        name,
        title: title.to_owned(),
        geometry: Geometry::MultiPolygon,
        fields: code_fields().into_iter().chain(name_fields(&codes)).collect(),
        licence: "see attribution".to_owned(),
        attribution: attribution.to_owned(),
        rows: rows.collect(),
        edition: None,
    }
}

/// Contested ground: who claims each area, and why.
fn contested(layer: &model::Layer<ContestedArea>) -> Layer {
    let codes = name_codes(layer.features.iter().map(|a| &a.names));
    let codes = [codes.always, codes.of_data].concat();
    let text = |name: &str, meaning: &str| Field::new(name, Kind::Text, "", "", meaning);
    let mut fields = vec![
        text("id", "Its number in the file"),
        text("between", "The codes of the countries that claim it, joined with '; '"),
        text("reason", "Why, in English or else in another language"),
        text("reason_verified", "Whether the reason was checked against a source: yes or no"),
        text("reason_sources", "Where it can be read, joined with '; '"),
    ];
    fields.extend(name_fields(&codes));
    let row = |(i, area): (usize, &ContestedArea)| {
        let verified = if area.is_verified() { "yes" } else { "no" };
        let own = [
            (i + 1).to_string(),
            area.between.join("; "),
            area.reason.text().to_owned(),
            verified.to_owned(),
            cited(&area.sources),
        ];
        let values = own.into_iter().map(Value::from).chain(names(&area.names, &codes)).collect();
        Row { shape: Some(Shape::Areas(rings(&area.shape))), values }
    };
    Layer {
        name: "contested",
        title: "Contested ground".to_owned(),
        geometry: Geometry::MultiPolygon,
        fields,
        licence: "see attribution".to_owned(),
        attribution: layer.attribution.clone(),
        rows: layer.features.iter().enumerate().map(row).collect(),
        edition: None,
    }
}

/// The rings of polygons, outer ones counterclockwise and holes clockwise.
fn rings(shape: &geo_types::MultiPolygon<f64>) -> Vec<Vec<Vec<LonLat>>> {
    let ring = |line: &geo_types::LineString<f64>, outer: bool| {
        let twice: f64 = line.0.windows(2).map(|w| w[0].x * w[1].y - w[1].x * w[0].y).sum();
        let mut points: Vec<LonLat> = line.0.iter().map(|c| LonLat::wrapped(c.x, c.y)).collect();
        if (twice > 0.0) != outer {
            points.reverse();
        }
        points
    };
    let polygon = |p: &geo_types::Polygon<f64>| {
        std::iter::once(ring(p.exterior(), true)).chain(p.interiors().iter().map(|h| ring(h, false))).collect()
    };
    shape.0.iter().map(polygon).collect()
}

/// The ground within some distances of the border; a row without a shape says which has none.
fn buffers(dossier: &Case, line: &GeodesicLine) -> Layer {
    let facts = &dossier.border.facts;
    let row = |km: f64| {
        let areas = buffer_areas(km, line);
        let without = areas.as_ref().err().map_or(String::new(), |why| format!(": not drawn: {why}"));
        let values = vec![Value::from(format!("{}{without}", buffer_label(km))), json(km, METRES)];
        Row { shape: areas.ok().map(Shape::Areas), values }
    };
    Layer {
        name: BUFFERS,
        title: "Buffers of the border".to_owned(),
        geometry: Geometry::MultiPolygon,
        fields: vec![
            Field::new("id", Kind::Text, "", "", "What lies in it"),
            Field::new(
                "distance_km",
                Kind::Real,
                "kilometres",
                "",
                "How far its edge is from the border, on the ellipsoid, to 1 in 2000",
            ),
        ],
        licence: facts.licence.clone(),
        attribution: facts.attribution.clone(),
        rows: mapped(BUFFERS_KM.to_vec(), row),
        edition: None,
    }
}

fn border(dossier: &Case, line: &GeodesicLine) -> Vec<Layer> {
    let facts = &dossier.border.facts;
    let layer = |name, title: &str, geometry, fields, rows| Layer {
        name,
        title: title.to_owned(),
        geometry,
        fields,
        licence: facts.licence.clone(),
        attribution: facts.attribution.clone(),
        rows,
        edition: None,
    };
    let text = |name: &str, meaning: &str| Field::new(name, Kind::Text, "", "", meaning);
    let real = |name: &str, unit, meaning: &str| Field::new(name, Kind::Real, unit, "", meaning);
    let fields = vec![
        text("id", "The stable id of the border"),
        text("name", "What it is called"),
        text("left", "The code of the side to the left, walking from its start"),
        text("right", "The code of the side to the right"),
        real("length_km", "kilometres", "Its measured length"),
        real("accuracy_m", "metres", "How far the true border may lie from the line"),
        text("edition", "The edition of the line"),
        text("licence", "The SPDX id of its licence"),
        text("attribution", "The credit that goes with it"),
        real("from_km", "kilometres", "The border kilometre where it begins"),
        real("to_km", "kilometres", "The border kilometre where it ends"),
        text(
            "status",
            "Whether the two sides agree on it: not_stated, agreed, disputed, control_line, armistice, approximate",
        ),
        text("reason", "Why, in English or else in another language"),
        text("reason_verified", "Whether the reason was checked against a source: yes or no"),
        text("reason_sources", "Where it can be read, joined with '; '"),
    ];
    let features = border_features(&dossier.border, line);
    let row = |(feature, part): (geojson::Feature, StatusPart)| {
        let id = match &feature.id {
            Some(geojson::feature::Id::String(id)) => id.clone(),
            _ => dossier.border.id.clone(),
        };
        let value = |f: &Field| feature.property(&f.name).cloned().unwrap_or(Value::Null);
        let values = std::iter::once(Value::from(id)).chain(fields.iter().skip(1).map(value)).collect();
        Row { shape: Some(Shape::Lines(part.lines)), values }
    };
    let rows: Vec<Row> = features.into_iter().zip(status_parts(&dossier.border, line)).map(row).collect();
    const MARK_KM: f64 = 10.0;
    let mark_fields = vec![
        text("id", "The border kilometre as text"),
        real("km", "kilometres", "The border kilometre, from the start of the line"),
        real("accuracy_m", "metres", "How far the true border may lie from the line here"),
    ];
    let mark = |(km, at): (f64, LonLat)| Row {
        shape: Some(Shape::Point(at)),
        values: vec![Value::from(format!("{km:.0}")), json(km, METRES), json(dossier.border.accuracy_m(km), METRES)],
    };
    vec![
        layer("border", &facts.name, Geometry::MultiLineString, fields, rows),
        layer(
            "border_km",
            "Border kilometres",
            Geometry::Point,
            mark_fields,
            line.kilometre_marks(MARK_KM).into_iter().map(mark).collect(),
        ),
    ]
}

/// The fields of the layers made of incidents, and their rows.
#[derive(Debug, Clone)]
pub struct IncidentRows {
    columns: Columns,
    points: Vec<Field>,
    discs: Vec<Field>,
    links: Vec<Field>,
}

impl IncidentRows {
    /// The fields for the measured columns of one run.
    #[must_use]
    pub fn new(columns: &Columns) -> Self {
        // The id comes first; longitude and latitude are the geometry.
        let measured: Vec<Field> =
            columns.fields().into_iter().filter(|f| !["lon", "lat"].contains(&f.name.as_str())).collect();
        let mut points: Vec<Field> = measured.iter().take(1).cloned().collect();
        points.extend(record_fields());
        let known: Vec<String> = points.iter().map(|f| f.name.clone()).collect();
        points.extend(measured.into_iter().skip(1).filter(|f| !known.contains(&f.name)));
        let chosen = |names: &[&str]| -> Vec<Field> {
            let always = ["id", "title", "category", "status", "date_begin", "date_end"];
            always.iter().chain(names).filter_map(|n| points.iter().find(|f| f.name == *n)).cloned().collect()
        };
        Self {
            columns: columns.clone(),
            discs: chosen(&["radius_m", "distance_min_m", "distance_max_m", "border_km_min", "border_km_max"]),
            links: chosen(&["distance_m", "border_km", "side", "basis"]),
            points,
        }
    }

    /// The rows of an incident, each with the name of its layer: its point (without a geometry if it has no place), the disc of its
    /// location radius and the geodesic to the border, if it has them.
    #[must_use]
    pub fn rows(&self, m: &MeasuredRecord<'_>) -> Vec<(&'static str, Row)> {
        let mut flat: Map<String, Value> = self.columns.flat(m);
        flat.insert("id".to_owned(), Value::from(m.id()));
        let picked = |fields: &[Field]| -> Vec<Value> {
            fields.iter().map(|f| flat.get(&f.name).cloned().unwrap_or(Value::Null)).collect()
        };
        let mut rows = vec![("incidents", Row { shape: m.at.map(Shape::Point), values: picked(&self.points) })];
        let Some(at) = m.at else { return rows };
        // A record that stands for a region is measured with its radius, but not drawn as a disc.
        if let Record::Incident(incident) = m.record
            && incident.location.extent == Extent::Point
            && let Some(radius) = incident.location.radius_m.filter(|r| *r > 0)
        {
            let shape = Shape::Areas(vec![vec![circle(at, f64::from(radius))]]);
            rows.push(("incidents_uncertainty", Row { shape: Some(shape), values: picked(&self.discs) }));
        }
        if let Some(p) = m.proximity {
            let shape = Shape::Lines(vec![geodesic(at, LonLat::wrapped_point(p.nearest.point))]);
            rows.push(("links", Row { shape: Some(shape), values: picked(&self.links) }));
        }
        rows
    }
}

/// The layers made of incidents, without their rows, and the places between them.
fn incidents(dossier: &Case, fields: &IncidentRows) -> Vec<Layer> {
    // Nearest points are taken from the border; of places nothing is.
    let measured = dossier.measured_licence();
    let layer = |name, title: &str, geometry, fields, (attribution, licence): (&str, &str), rows| Layer {
        name,
        title: title.to_owned(),
        geometry,
        fields,
        licence: licence.to_owned(),
        attribution: attribution.to_owned(),
        rows,
        edition: None,
    };
    let place_features = place_features(&dossier.places);
    let codes = name_codes(dossier.places.iter().map(|p| &p.names));
    let place_fields = place_fields(name_fields(&codes.always), name_fields(&codes.of_data));
    let place = |(place, feature): (&model::Place, &geojson::Feature)| {
        let properties = feature.properties.as_ref();
        let value = |f: &Field| properties.and_then(|p| p.get(&f.name)).cloned().unwrap_or(Value::Null);
        Row { shape: Some(Shape::Point(place.at)), values: place_fields.iter().map(value).collect() }
    };
    let places: Vec<Row> = dossier.places.iter().zip(&place_features).map(place).collect();

    let credit = (dossier.incidents_attribution.as_str(), measured.as_str());
    let of_places = (dossier.places_attribution.as_str(), dossier.licence_of_places());
    let none = Vec::new;
    vec![
        layer("incidents_uncertainty", "Location radii", Geometry::MultiPolygon, fields.discs.clone(), credit, none()),
        layer("links", "Shortest ways to the border", Geometry::MultiLineString, fields.links.clone(), credit, none()),
        layer("places", "Places", Geometry::Point, place_fields, of_places, places),
        layer("incidents", "Incidents", Geometry::Point, fields.points.clone(), credit, none()),
    ]
}
