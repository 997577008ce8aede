//! Two lines of a border compared, as a table for people, CSV, JSON and GeoJSON.

use geo::{LineString, MultiLineString, Point};
use serde::Deserialize;
use serde_json::{Value, json};

use super::geojson::{COLLECTION_TAIL, collection_head};
use super::number::{DEGREES, METRES, rounded};
use crate::diff::{BorderDiff, Change, ChangeKind, ChangedIncident, DiffIncidents, DiffSide, IncidentAt};
use crate::error::Error;
use crate::recipe::Length;
use crate::terminal::shown;

/// The formats of a comparison of two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DiffFormat {
    /// Text for people.
    Table,
    /// The stretches, one a row.
    Csv,
    /// One object with everything.
    Json,
    /// The stretches: both lines, and the ground between them; and the incidents.
    GeoJson,
}

/// A comparison of two lines, with the names that they are called by, and the incidents that it changes.
#[derive(Debug, Clone)]
pub struct DiffReport {
    /// What the two lines are called: a file, a code, an edition.
    pub names: [String; 2],
    /// Where they are apart.
    pub diff: BorderDiff,
    /// Who drew the two lines.
    pub credits: [String; 2],
    /// Under which licences.
    pub licences: [String; 2],
    /// What it changes of a dossier's incidents; `None` without a dossier.
    pub incidents: Option<DiffIncidents>,
}

/// So many stretches and incidents stand in the table for people; the other formats have all.
const MOST_ROWS: usize = 20;

const COLUMNS: [&str; 13] = [
    "change",
    "kind",
    "a_from_km",
    "a_to_km",
    "b_from_km",
    "b_to_km",
    "a_length_km",
    "b_length_km",
    "greatest_m",
    "greatest_lon",
    "greatest_lat",
    "greatest_of",
    "area_km2",
];

impl DiffReport {
    /// The comparison in a format.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] if a table cannot be written.
    pub fn written(&self, format: DiffFormat) -> Result<Vec<u8>, Error> {
        Ok(match format {
            DiffFormat::Table => shown(&self.table()).into_owned().into_bytes(),
            DiffFormat::Csv => self.csv().map_err(|e| Error::Data(e.to_string()))?,
            DiffFormat::Json => format!("{:#}\n", self.json()).into_bytes(),
            DiffFormat::GeoJson => self.geojson().into_bytes(),
        })
    }

    fn table(&self) -> String {
        let (diff, [a, b]) = (&self.diff, &self.names);
        let mut out = format!("A  {a}\nB  {b}\n\n");
        let mut row = |key: &str, of: [String; 3]| {
            let [a, b, more] = of;
            out.push_str(format!("{key:<26}{a:>14}{b:>14}  {more}").trim_end());
            out.push('\n');
        };
        let sides = |value: &dyn Fn(&DiffSide) -> String| [value(&diff.a), value(&diff.b)];
        let with = |[a, b]: [String; 2], more: String| [a, b, more];
        row("", ["A".to_owned(), "B".to_owned(), String::new()]);
        let longer = format!("{:+.3} km", diff.b.length_km - diff.a.length_km);
        row("length", with(sides(&|s| format!("{:.3} km", s.length_km)), longer));
        row("parts", with(sides(&|s| s.parts.to_string()), String::new()));
        let apart = |s: &DiffSide| format!("{:.1} km", s.apart_km);
        let share = |s: &DiffSide| format!("{:.1} %", s.apart_km / s.length_km * 100.0);
        row(&format!("further apart than {} m", diff.over_m), with(sides(&apart), String::new()));
        row("", with(sides(&share), String::new()));
        row("greatest distance", with(sides(&|s| format!("{:.1} m", s.greatest_m)), String::new()));
        row("area between", [format!("{:.2} km²", diff.area_km2()), String::new(), String::new()]);
        out.push('\n');
        match diff.changes.len() {
            0 => out.push_str(&format!("the lines are nowhere further apart than {} m\n", diff.over_m)),
            count => out.push_str(&self.stretches(count)),
        }
        if let Some(incidents) = &self.incidents {
            out.push('\n');
            out.push_str(&incidents.table());
        }
        out
    }

    fn stretches(&self, count: usize) -> String {
        let mut numbered: Vec<(usize, &Change)> = self.diff.changes.iter().enumerate().collect();
        let is_cut = count > MOST_ROWS;
        if is_cut {
            numbered.sort_by(|(_, x), (_, y)| y.greatest_m.total_cmp(&x.greatest_m));
            numbered.truncate(MOST_ROWS);
            numbered.sort_by_key(|(number, _)| *number);
        }
        let head = ["", "km of A", "km of B", "greatest", "at lon, lat", "area between", ""];
        let span = |(from, to): (f64, f64)| if to > from { format!("{from:.1}–{to:.1}") } else { "–".to_owned() };
        let rows = numbered.iter().map(|(number, c)| {
            [
                (number + 1).to_string(),
                span(c.a_km),
                span(c.b_km),
                format!("{:.0} m", c.greatest_m),
                format!("{:.4}, {:.4}", c.at.x(), c.at.y()),
                if c.area_km2 > 0.0 { format!("{:.2} km²", c.area_km2) } else { "–".to_owned() },
                match c.kind {
                    ChangeKind::Moved => "",
                    ChangeKind::OnlyInA => "only in A",
                    ChangeKind::OnlyInB => "only in B",
                }
                .to_owned(),
            ]
        });
        let mut text = aligned(&std::iter::once(head.map(str::to_owned)).chain(rows).collect::<Vec<_>>());
        if is_cut {
            text.push_str(&format!(
                "the {MOST_ROWS} of {count} stretches with the greatest distances; --format csv has all\n"
            ));
        }
        text
    }

    fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut sheet = csv::Writer::from_writer(Vec::new());
        sheet.write_record(COLUMNS)?;
        for (number, change) in self.diff.changes.iter().enumerate() {
            let facts = facts(number, change);
            let cell = |name: &&str| match facts.get(*name) {
                Some(Value::String(text)) => text.clone(),
                Some(Value::Null) | None => String::new(),
                Some(value) => value.to_string(),
            };
            sheet.write_record(COLUMNS.iter().map(cell))?;
        }
        sheet.into_inner().map_err(|e| csv::Error::from(e.into_error()))
    }

    fn json(&self) -> Value {
        let (diff, [a, b]) = (&self.diff, &self.names);
        let side = |name: &str, s: &DiffSide| {
            json!({
                "name": name, "length_km": rounded(s.length_km, METRES), "parts": s.parts,
                "apart_km": rounded(s.apart_km, METRES), "greatest_m": rounded(s.greatest_m, METRES),
            })
        };
        let mut all = json!({
            "a": side(a, &diff.a),
            "b": side(b, &diff.b),
            "over_m": diff.over_m,
            "greatest_m": rounded(diff.greatest_m(), METRES),
            "area_km2": rounded(diff.area_km2(), 6),
            "changes": diff.changes.iter().enumerate().map(|(n, c)| facts(n, c)).collect::<Vec<_>>(),
        });
        if let (Some(incidents), Some(members)) = (&self.incidents, all.as_object_mut()) {
            members.insert("incidents".to_owned(), incidents.json());
        }
        all
    }

    /// For every stretch the ground between both lines, the first line and the second one, as far as there are any; then the incidents that lie
    /// elsewhere.
    fn geojson(&self) -> String {
        let [a, b] = &self.names;
        let positions = |line: &LineString| -> Value { line.0.iter().map(|c| position(Point::from(*c))).collect() };
        let lines = |lines: &MultiLineString| {
            let all: Vec<Value> = lines.0.iter().map(positions).collect();
            json!({"type": "MultiLineString", "coordinates": all})
        };
        let mut features: Vec<String> = Vec::new();
        for (number, change) in self.diff.changes.iter().enumerate() {
            let mut put = |what: &str, line: Option<&String>, geometry: Value| {
                let mut properties = facts(number, change);
                if let Some(members) = properties.as_object_mut() {
                    members.insert("part".to_owned(), what.into());
                    members.insert("line".to_owned(), line.map_or(Value::Null, |l| l.as_str().into()));
                }
                let feature = json!({"type": "Feature", "properties": properties, "geometry": geometry});
                features.push(feature.to_string());
            };
            if !change.between.0.is_empty() {
                let rings = change.between.0.iter().map(|p| {
                    let rings = std::iter::once(p.exterior()).chain(p.interiors());
                    rings.map(positions).collect::<Vec<Value>>()
                });
                let areas: Vec<Vec<Value>> = rings.collect();
                put("between", None, json!({"type": "MultiPolygon", "coordinates": areas}));
            }
            for (what, line, geometry) in [("a", a, &change.a), ("b", b, &change.b)] {
                if !geometry.0.is_empty() {
                    put(what, Some(line), lines(geometry));
                }
            }
        }
        let incidents = self.incidents.iter().flat_map(|all| all.changed.iter().map(move |i| (i, all.changed_json(i))));
        for (incident, mut properties) in incidents {
            if let Some(members) = properties.as_object_mut() {
                members.insert("part".to_owned(), "incident".into());
            }
            let at = json!({"type": "Point", "coordinates": position(incident.position.into())});
            features.push(json!({"type": "Feature", "properties": properties, "geometry": at}).to_string());
        }
        let of_both = |texts: &[String; 2]| {
            let mut texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
            texts.dedup();
            texts.join("; ")
        };
        let head = collection_head(&format!("{a} and {b}"), &of_both(&self.licences), &of_both(&self.credits), None);
        format!("{head}{}\n{COLLECTION_TAIL}", features.join(",\n"))
    }
}

impl DiffIncidents {
    fn table(&self) -> String {
        let widest = self.bands.iter().max_by(|x, y| x.metres().total_cmp(&y.metres())).map(Length::to_string);
        let within = widest.unwrap_or_default();
        let mut out = match (self.near, self.changed.len()) {
            (0, _) => return format!("no incident of the dossier lies within {within} of either line\n"),
            (near, 0) => {
                return format!("none of the {near} incidents within {within} of either line lies elsewhere\n");
            }
            (near, n) => format!("{n} of the {near} incidents within {within} of either line lie elsewhere\n"),
        };
        let mut rows: Vec<[String; 4]> = vec![["", "distance", "kilometre", "what changes"].map(str::to_owned)];
        for i in self.changed.iter().take(MOST_ROWS) {
            let km = |m: f64| format!("{:.1}", m / 1000.0);
            rows.push([
                i.id.clone(),
                format!("{} → {} km", km(i.a.distance_m), km(i.b.distance_m)),
                format!("{:.1} → {:.1}", i.a.km, i.b.km),
                self.words(i).join("; "),
            ]);
        }
        out.push_str(&aligned(&rows));
        if self.changed.len() > MOST_ROWS {
            out.push_str(&format!("and {} more; --format json has all\n", self.changed.len() - MOST_ROWS));
        }
        out
    }

    fn words(&self, i: &ChangedIncident) -> Vec<String> {
        let answer = |at: &IncidentAt, band: usize| at.within.get(band).copied().unwrap_or_default();
        let band = |n: &usize| {
            let name = self.bands.get(*n).map(Length::to_string).unwrap_or_default();
            format!("within {name}: {} → {}", answer(&i.a, *n), answer(&i.b, *n))
        };
        let mut words: Vec<String> = i.bands.iter().map(band).collect();
        if i.has_other_side {
            words.push(format!("side: {} → {}", i.a.side.as_str(), i.b.side.as_str()));
        }
        if i.has_other_km {
            words.push("kilometre".to_owned());
        }
        words
    }

    /// An incident by both lines.
    fn changed_json(&self, i: &ChangedIncident) -> Value {
        let one = |at: &IncidentAt| {
            let within = self.bands.iter().zip(&at.within).map(|(b, w)| (b.to_string(), Value::from(*w)));
            json!({
                "distance_m": rounded(at.distance_m, METRES), "distance_min_m": rounded(at.interval_m.0, METRES),
                "distance_max_m": rounded(at.interval_m.1, METRES), "km": rounded(at.km, METRES),
                "side": at.side.as_str(), "within": within.collect::<serde_json::Map<_, _>>(),
            })
        };
        let bands: Vec<String> = i.bands.iter().filter_map(|n| self.bands.get(*n)).map(Length::to_string).collect();
        json!({
            "id": i.id, "title": i.title, "a": one(&i.a), "b": one(&i.b), "bands": bands,
            "side": i.has_other_side, "kilometre": i.has_other_km,
        })
    }

    fn json(&self) -> Value {
        let changed: Vec<Value> = self.changed.iter().map(|i| self.changed_json(i)).collect();
        json!({"near": self.near, "changed": changed})
    }
}

fn position(at: Point) -> Value {
    // Beyond the antimeridian, where an area crosses it, longitudes stay as they run on.
    json!([rounded(at.x(), DEGREES), rounded(at.y(), DEGREES)])
}

/// The facts of a stretch by the names of [`COLUMNS`]; of a line that is not there the kilometre alone.
fn facts(number: usize, c: &Change) -> Value {
    let km = |v: f64| rounded(v, METRES);
    json!({
        "change": number + 1,
        "kind": c.kind.as_str(),
        "a_from_km": km(c.a_km.0),
        "a_to_km": km(c.a_km.1),
        "b_from_km": km(c.b_km.0),
        "b_to_km": km(c.b_km.1),
        "a_length_km": km(c.a_km.1 - c.a_km.0),
        "b_length_km": km(c.b_km.1 - c.b_km.0),
        "greatest_m": km(c.greatest_m),
        "greatest_lon": rounded(c.at.x(), DEGREES),
        "greatest_lat": rounded(c.at.y(), DEGREES),
        "greatest_of": if c.is_at_b { "b" } else { "a" },
        "area_km2": rounded(c.area_km2, 6),
    })
}

/// Columns wide enough for their cells; all but the first and the last are set to the right.
fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
    let wide = |column: usize| rows.iter().filter_map(|r| r.get(column)).map(|c| c.chars().count()).max().unwrap_or(0);
    let wides: Vec<usize> = (0..N).map(wide).collect();
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(&wides).enumerate().map(|(n, (cell, wide))| {
            if n == 0 || n + 1 == N { format!("{cell:<wide$}") } else { format!("{cell:>wide$}") }
        });
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
