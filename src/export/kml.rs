//! KML 2.2 (OGC 12-007r2) for globes: a styled placemark for every record with a point.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::columns::Columns;
use super::record::{MeasuredRecord, Record};
use crate::model::{Border, Category, Credit, LonLat};
use crate::xml::escaped;

/// The style of the placemarks of one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KmlStyle {
    /// The category.
    pub category: String,
    /// Its colour as red, green and blue.
    pub rgb: (u8, u8, u8),
}

/// The picture of a placemark, to which viewers give the colour of its category.
const ICON: &str = "http://maps.google.com/mapfiles/kml/shapes/placemark_circle.png";

/// A text as a description: viewers read it as HTML, so that it is escaped as HTML first.
fn described(text: &str) -> String {
    escaped(&escaped(text))
}

fn position(at: LonLat) -> String {
    format!("{:.7},{:.7}", at.lon(), at.lat())
}

/// The head of the file, before the placemarks of the records: the styles, and the name of the folder of the records.
///
/// `credit` is that of the records and the border, `edition` the edition of the data. The records come first, for programs that show one
/// layer.
#[must_use]
pub fn kml_head(border: &Border, credit: &Credit, styles: &[KmlStyle], edition: Option<&str>, records: &str) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n",
    );
    let _ = writeln!(out, "<name>{}</name>", escaped(&border.facts.name));
    let edition = edition.map(|e| format!(". {e}")).unwrap_or_default();
    let Credit { licence, attribution } = credit;
    let about = format!("{attribution}. Licence: {licence}{edition}");
    let _ = writeln!(out, "<description>{}</description>", described(&about));
    for style in styles {
        // KML colours are in the order alpha, blue, green, red.
        let (r, g, b) = style.rgb;
        let _ = writeln!(
            out,
            "<Style id=\"{}\"><IconStyle><color>ff{b:02x}{g:02x}{r:02x}</color><scale>0.9</scale><Icon><href>\
             {ICON}</href></Icon></IconStyle></Style>",
            escaped(&style.category)
        );
    }
    out.push_str("<Style id=\"border\"><LineStyle><color>ff33271b</color><width>3</width></LineStyle></Style>\n");
    let _ = writeln!(out, "<Folder><name>{}</name>", escaped(records));
    out
}

/// The tail of the file, behind the placemarks of the records: the border. Its lines follow the terrain (`tessellate`).
#[must_use]
pub fn kml_tail(border: &Border) -> String {
    let mut out = String::from("</Folder>\n<Folder><name>Border</name>\n");
    let _ = writeln!(
        out,
        "<Placemark><name>{}</name><styleUrl>#border</styleUrl><MultiGeometry>",
        escaped(&border.facts.name)
    );
    for part in border.parts() {
        let line: Vec<String> = part.iter().map(|p| position(*p)).collect();
        let _ = writeln!(
            out,
            "<LineString><tessellate>1</tessellate><coordinates>{}</coordinates></LineString>",
            line.join(" ")
        );
    }
    out.push_str("</MultiGeometry></Placemark>\n</Folder>\n</Document>\n</kml>\n");
    out
}

/// The placemark of a measured record; a record without a position gives a placemark without a point.
#[must_use]
pub fn kml_placemark(m: &MeasuredRecord<'_>, columns: &Columns) -> String {
    let mut out = String::new();
    let flat: Map<String, Value> = columns.flat(m);
    let text = |key: &str| flat.get(key).and_then(Value::as_str).unwrap_or_default();
    let name = if text("title").is_empty() { m.id() } else { text("title") };
    let _ = write!(out, "<Placemark id=\"i-{}\"><name>{}</name>", escaped(m.id()), escaped(name));
    if let Record::Incident(incident) = m.record {
        let _ = write!(out, "<description>{}</description>", described(&incident.summary));
        let (begin, end) = (incident.date.earliest(), incident.date.latest());
        let end_of = |name: &str, day: Option<String>| day.map_or(String::new(), |d| format!("<{name}>{d}</{name}>"));
        let (begin, end) = (end_of("begin", begin), end_of("end", end));
        if !(begin.is_empty() && end.is_empty()) {
            let _ = write!(out, "<TimeSpan>{begin}{end}</TimeSpan>");
        }
        // The head of the file has the styles of the categories of every dossier; another brings its own.
        match incident.category {
            Category::Added(added) => {
                let (r, g, b) = added.rgb;
                let _ = write!(
                    out,
                    "<Style><IconStyle><color>ff{b:02x}{g:02x}{r:02x}</color><scale>0.9</scale><Icon><href>{ICON}</href></Icon></IconStyle></Style>"
                );
            }
            first => {
                let _ = write!(out, "<styleUrl>#{}</styleUrl>", first.as_str());
            }
        }
    }
    out.push_str("<ExtendedData>");
    for (key, value) in &flat {
        let text = match value {
            Value::Null => continue,
            Value::String(text) => escaped(text),
            other => escaped(&other.to_string()),
        };
        let _ = write!(out, "<Data name=\"{}\"><value>{text}</value></Data>", escaped(key));
    }
    out.push_str("</ExtendedData>");
    if let Some(at) = m.at {
        let _ = write!(out, "<Point><coordinates>{}</coordinates></Point>", position(at));
    }
    out.push_str("</Placemark>\n");
    out
}
