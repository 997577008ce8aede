//! Lines into a border: parts joined where their ends meet, gaps reported.

use std::collections::BTreeSet;

use serde_json::Value;

use super::checker::Checker;
use super::doubled::{DistinctLines, taken_once};
use super::features::{collect, features, properties};
use super::gathered::{Gathered, agreed, edges, edges_of_collection, gather};
use super::pair::{sides_of, some_of};
use super::vertex::{JOIN_M, metres, same};
use super::{Document, Problem, Reading, Severity, schema, stretches};
use crate::model::{Border, BorderError, BorderFacts, LonLat};

/// How complete a border file must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// A dossier's own border: all facts as the schema has them; parts that do not meet are meant so.
    Dossier,
    /// Any file with lines: facts are taken where they are there, a gap is a warning.
    AnyFile,
}

/// Reads a border from a GeoJSON document with LineStrings or MultiLineStrings.
///
/// Parts are joined where ends meet within a metre, also across ±180°, turning a part around where only its other
/// end fits. Parts that meet nothing stand as they are, in file order.
#[must_use]
pub fn border(document: &Document, strictness: Strictness) -> Reading<Option<Border>> {
    let mut lines = Gathered { is_loose: strictness == Strictness::AnyFile, ..Gathered::default() };
    let mut id = String::new();
    let mut facts = None;
    let mut reading = match strictness {
        Strictness::Dossier => {
            let read = collect(document, &schema::BORDER, |feature_id, feature, to| {
                gather(feature.get("geometry"), &["geometry"], to, &mut lines);
                let mut read: BorderFacts = properties(feature, to)?;
                stretches::check(&read.stretches, to);
                read.edges = edges(feature, to);
                (id, facts) = (feature_id, Some(read));
                Some(())
            });
            Reading { value: (), read: read.read, rejected: read.rejected, problems: read.problems }
        }
        Strictness::AnyFile => loose(document, &mut lines, &mut id, &mut facts),
    };
    if strictness == Strictness::Dossier && reading.read > 1 {
        let problem = Problem::error(&document.name, "a dossier has one border");
        reading.problems.push(problem.found(format!("{} features", reading.read)).expected("one feature"));
    }
    let mut distinct = DistinctLines::default();
    let doubles = lines.lines.into_iter().filter_map(|line| distinct.add(line).map(drop)).count();
    let accuracy_m = facts.as_ref().and_then(|facts| facts.accuracy_m);
    let (lines, mut said) = taken_once(distinct.into_lines(), accuracy_m);
    // What was drawn twice in pieces is seen where these are joined.
    let (mut parts, more) = taken_once(joined(lines), accuracy_m);
    said.extend(more);
    reading.problems.extend(twice(&document.name, doubles, &said));
    // The parts of a dossier run as they are written.
    let turned = if strictness == Strictness::AnyFile { turn(&mut parts, &[]) } else { 0 };
    let is_one = strictness == Strictness::AnyFile && !reading.has_errors();
    if is_one && turned > 0 {
        reading.problems.push(turned_around(&document.name, turned, parts.len()));
    }
    // A dossier's border of several parts is meant so: it is written as one geometry of parts.
    if is_one {
        reading.problems.extend(gaps(&document.name, &parts));
    }
    let value = match Border::new(id, parts, facts.unwrap_or_default()) {
        Ok(border) => Some(border),
        Err(e) => {
            if !reading.has_errors() {
                let problem = Problem::error(&document.name, e.to_string());
                reading.problems.push(match e {
                    BorderError::TooLong => {
                        problem.field("edges").hint("simplify the line, or take its edges as geodesics")
                    }
                    _ => problem.expected("a LineString or MultiLineString").hint("is this the file of the border?"),
                });
            }
            None
        }
    };
    let value = if reading.has_errors() { None } else { value };
    Reading { value, read: reading.read, rejected: reading.rejected, problems: reading.problems }
}

fn shown(at: LonLat) -> String {
    format!("[{}, {}]", at.lon(), at.lat())
}

/// A warning of lines that stand twice: so many have the vertices of others, and what is said of the rest; `None` where there are none.
#[must_use]
pub fn twice(file: &str, same: usize, said: &[String]) -> Option<Problem> {
    /// So many are listed.
    const LISTED: usize = 4;
    if said.is_empty() {
        let problem = Problem::warning(file, "lines that stand twice are taken once");
        let found = || format!("{same} line(s) with the vertices of another, within {JOIN_M} m");
        return (same > 0).then(|| problem.found(found()));
    }
    let mut hints: Vec<String> = said.iter().take(LISTED).cloned().collect();
    hints.extend((said.len() > LISTED).then(|| format!("and {} more", said.len() - LISTED)));
    hints.push(
        "the longer one is kept, in the direction of the first: check which side is left, with marz border info"
            .to_owned(),
    );
    let problem = Problem::warning(file, "lines that stand twice are taken once");
    Some(problem.found(format!("{} line(s)", same + said.len())).hint(hints.join("; ")))
}

/// A warning of the gaps between parts; `None` for one part.
#[must_use]
pub fn gaps(file: &str, parts: &[Vec<LonLat>]) -> Option<Problem> {
    let gap = |pair: &[Vec<LonLat>]| {
        let [a, b] = pair else { return None };
        let (from, to) = (*a.last()?, *b.first()?);
        Some(format!("{:.1} km from {} to {}", metres(from, to) / 1000.0, shown(from), shown(to)))
    };
    let list: Vec<String> = parts.windows(2).filter_map(gap).collect();
    let problem = Problem::warning(file, "the line has gaps")
        .found(format!("{} parts that do not meet", parts.len()))
        .expected("parts whose ends meet within 1 m")
        .hint(format!("gaps are not bridged and not counted in the border kilometre: {}", list.join("; ")));
    (!list.is_empty()).then_some(problem)
}

/// Reads any file with lines: whatever facts it has in our form are taken.
fn loose(document: &Document, lines: &mut Gathered, id: &mut String, facts: &mut Option<BorderFacts>) -> Reading<()> {
    let list = match features(document) {
        Ok(list) => list,
        Err(problem) => return Reading { value: (), read: 0, rejected: 0, problems: vec![*problem] },
    };
    let mut reading = Reading { value: (), read: list.len(), rejected: 0, problems: Vec::new() };
    let (mut spans, mut pairs, mut run) = (None, BTreeSet::new(), None);
    let mut own = Checker::new(document, &mut spans, Vec::new(), String::new());
    agreed(&mut run, edges_of_collection(document, &mut own), &mut own);
    reading.problems.append(&mut own.into_problems());
    for (number, (base, feature)) in list.into_iter().enumerate() {
        pairs.extend(sides_of(feature));
        let mut to = Checker::new(document, &mut spans, base, format!("number {}", number + 1));
        let (geometry, path): (_, &[&str]) = match feature.get("type").and_then(Value::as_str) {
            Some("Feature") => (feature.get("geometry"), &["geometry"]),
            _ => (Some(feature), &[]),
        };
        gather(geometry, path, &mut to, lines);
        let own = edges(feature, &mut to);
        agreed(&mut run, own, &mut to);
        if facts.is_none() {
            let read = loose_facts(feature.get("properties").unwrap_or(&Value::Null));
            let given = feature.pointer("/properties/stretches").filter(|s| !s.is_null());
            if let Some(given) = given
                .filter(|s| read.stretches.is_empty() && !["[]", "\"[]\"", "\"\""].contains(&s.to_string().as_str()))
            {
                to.warning(&["properties", "stretches"], "these stretches cannot be read and are passed over", |p| {
                    p.found(given.to_string())
                        .expected("a list, each with from_km, to_km, reason, and accuracy_m or status")
                });
            }
            let given = feature.pointer("/properties/accuracy_m").filter(|a| !a.is_null());
            if let Some(given) = given.filter(|_| read.accuracy_m.is_none()) {
                to.warning(&["properties", "accuracy_m"], "this accuracy cannot be read and is passed over", |p| {
                    p.found(given.to_string()).expected("metres, a number from 0 to 1000000")
                });
            }
            stretches::check(&read.stretches, &mut to);
            *facts = Some(read);
            feature.get("id").and_then(Value::as_str).unwrap_or_default().clone_into(id);
        }
        let mut problems = to.into_problems();
        reading.rejected += usize::from(problems.iter().any(|p| p.severity == Severity::Error));
        reading.problems.append(&mut problems);
    }
    if let Some(facts) = facts {
        facts.edges = run;
    }
    let (points, areas) = (lines.points, lines.areas);
    let has_lines = !lines.lines.is_empty();
    let passed = |count: usize, what: &str| {
        Problem::warning(&document.name, format!("{what} beside the lines are passed over")).found(count.to_string())
    };
    if has_lines && pairs.len() > 1 {
        let problem = Problem::error(&document.name, "these are the lines of several borders")
            .found(some_of(&pairs))
            .expected("the line of one border")
            .hint("name its two countries: --pair TH,KH");
        reading.problems.push(problem);
    } else if has_lines {
        reading.problems.extend((points > 0).then(|| passed(points, "points")));
        reading.problems.extend((areas > 0).then(|| passed(areas, "polygons")));
    } else if areas > 0 {
        let problem =
            Problem::error(&document.name, "these are polygons, as of countries, and not the line between two of them")
                .found(format!("{areas} polygon(s)"))
                .expected("a LineString or MultiLineString")
                .hint("name the two countries, and the line that they share is taken: --pair TH,KH");
        reading.problems.push(problem);
    } else if points > 0 {
        let problem = Problem::error(&document.name, "a border is made of lines").found(format!("{points} point(s)"));
        reading
            .problems
            .push(problem.expected("LineString or MultiLineString").hint("is this the file of the border?"));
    }
    reading
}

/// A line of a larger accuracy says nothing, in metres.
const MOST_ACCURACY_M: f64 = 1e6;

fn loose_facts(properties: &Value) -> BorderFacts {
    fn given<T: serde::de::DeserializeOwned>(properties: &Value, key: &str) -> Option<T> {
        let value = properties.get(key)?;
        // Programs without lists and objects in their tables write them as JSON text.
        let of_text = || serde_json::from_str(value.as_str()?).ok();
        T::deserialize(value).ok().or_else(of_text)
    }
    fn field<T: serde::de::DeserializeOwned + Default>(properties: &Value, key: &str) -> T {
        given(properties, key).unwrap_or_default()
    }
    let accuracy_m: Option<f64> = field(properties, "accuracy_m");
    BorderFacts {
        name: field(properties, "name"),
        names: field(properties, "names"),
        sides: field(properties, "sides"),
        ends: field(properties, "ends"),
        published_lengths: field(properties, "published_lengths"),
        accuracy_m: accuracy_m.filter(|m| (0.0..=MOST_ACCURACY_M).contains(m)),
        accuracy_note: field(properties, "accuracy_note"),
        stretches: field(properties, "stretches"),
        edges: None,
        source: field(properties, "source"),
        licence: field(properties, "licence"),
        attribution: field(properties, "attribution"),
        edition: field(properties, "edition"),
    }
}

/// Lines joined where their ends meet within a metre, in file order, turned around where only the other end fits.
#[must_use]
pub fn joined(lines: Vec<Vec<LonLat>>) -> Vec<Vec<LonLat>> {
    let mut parts: Vec<Vec<LonLat>> = Vec::new();
    let mut rest: std::collections::VecDeque<Vec<LonLat>> = lines.into_iter().filter(|l| l.len() > 1).collect();
    while let Some(mut part) = rest.pop_front() {
        // Grow at both ends until nothing meets; file order decides between several that do.
        while let (Some(start), Some(end)) = (part.first().copied(), part.last().copied()) {
            if same(start, end) && part.iter().any(|p| !same(*p, start)) {
                break; // closed, and not merely shorter than a metre
            }
            let fits = |line: &Vec<LonLat>| {
                let (first, last) = (line.first().copied()?, line.last().copied()?);
                if same(first, last) && line.iter().any(|p| !same(*p, first)) {
                    return None; // a ring that touches the line is none of its parts
                }
                // The ways that keep the direction of both come first: a line of under a metre meets at both of its ends.
                let meets = [same(end, first), same(start, last), same(end, last), same(start, first)];
                meets.iter().position(|m| *m)
            };
            let Some((i, how)) = rest.iter().enumerate().find_map(|(i, line)| fits(line).map(|how| (i, how))) else {
                break;
            };
            let Some(mut line) = rest.remove(i) else { break };
            if how > 1 {
                line.reverse();
            }
            if matches!(how, 0 | 2) {
                part.extend(line.into_iter().skip(1));
            } else {
                line.extend(part.into_iter().skip(1));
                part = line;
            }
        }
        parts.push(part);
    }
    parts
}

/// Turns around every part whose nearest ends to the parts whose direction is known are of the same kind, start to start or end to end:
/// along one line an end is followed by a start. The directions of those of `fixed` are known (without any, that of the first part), and of
/// those that were looked at before. Returns how many were turned.
pub fn turn(parts: &mut [Vec<LonLat>], fixed: &[bool]) -> usize {
    let open_ends = |part: &Vec<LonLat>| {
        let ends = (part.first().copied()?, part.last().copied()?);
        (!same(ends.0, ends.1)).then_some(ends)
    };
    let is_fixed = |i: usize| fixed.get(i) == Some(&true);
    let has_fixed = fixed.contains(&true);
    let (sure, open): (Vec<usize>, Vec<usize>) =
        (0..parts.len()).partition(|i| if has_fixed { is_fixed(*i) } else { *i == 0 });
    let mut known: Vec<(LonLat, LonLat)> = sure.into_iter().filter_map(|i| open_ends(parts.get(i)?)).collect();
    let mut turned = 0;
    for i in open {
        let Some(part) = parts.get_mut(i) else { continue };
        let Some((first, last)) = open_ends(part) else { continue };
        let pairs = known.iter().flat_map(|(start, end)| {
            let pair = |a, b, is_against| (metres(a, b), is_against);
            [pair(*end, first, false), pair(*start, last, false), pair(*end, last, true), pair(*start, first, true)]
        });
        let is_against = pairs.min_by(|a, b| a.0.total_cmp(&b.0)).is_some_and(|(_, is_against)| is_against);
        if is_against {
            part.reverse();
            turned += 1;
        }
        known.push(if is_against { (last, first) } else { (first, last) });
    }
    turned
}

/// The warning of parts that were turned around, of so many.
#[must_use]
pub fn turned_around(file: &str, turned: usize, parts: usize) -> Problem {
    Problem::warning(file, "parts run against the others, and are turned around")
        .found(format!("{turned} of {parts} parts"))
        .hint("so that one side is the left one throughout: check which, with marz border info and a point whose side is known")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str, strictness: Strictness) -> Reading<Option<Border>> {
        border(&Document::parse("b.geojson", json.as_bytes()).unwrap(), strictness)
    }

    fn parts(json: &str) -> (Vec<usize>, usize) {
        let read = read(json, Strictness::AnyFile);
        let lengths = read.value.unwrap().parts().iter().map(Vec::len).collect();
        (lengths, read.problems.len())
    }

    #[test]
    fn parts_are_joined_where_ends_meet() {
        let forward = r#"{"type":"MultiLineString","coordinates":[[[0,0],[1,0]],[[1,0],[2,0]]]}"#;
        assert_eq!(parts(forward), (vec![3], 0));
        let turned = r#"{"type":"MultiLineString","coordinates":[[[0,0],[1,0]],[[2,0],[1,0]],[[3,0],[2,0]]]}"#;
        assert_eq!(parts(turned), (vec![4], 0));
        let before = r#"{"type":"MultiLineString","coordinates":[[[1,0],[2,0]],[[0,0],[1,0]]]}"#;
        assert_eq!(parts(before), (vec![3], 0));
        let antimeridian = r#"{"type":"MultiLineString","coordinates":[[[179,0],[180,0]],[[-180,0],[-179,0]]]}"#;
        assert_eq!(parts(antimeridian), (vec![3], 0));
    }

    #[test]
    fn gaps_are_reported_and_not_bridged() {
        let gap = r#"{"type":"MultiLineString","coordinates":[[[0,0],[1,0]],[[1.1,0],[2,0]]]}"#;
        assert_eq!(parts(gap), (vec![2, 2], 1));
        let read = read(gap, Strictness::AnyFile);
        assert!(!read.has_errors());
        assert!(read.problems[0].hint.as_ref().unwrap().contains("11.1 km from [1, 0] to [1.1, 0]"));
    }

    #[test]
    fn parts_that_do_not_meet_run_the_same_way() {
        let starts = |json: &str| -> Vec<f64> {
            read(json, Strictness::AnyFile).value.unwrap().parts().iter().map(|p| p[0].lon()).collect()
        };
        let of = |a: &str, b: &str| format!(r#"{{"type":"MultiLineString","coordinates":[{a},{b}]}}"#);
        // East to east, whatever way either part was drawn.
        assert_eq!(starts(&of("[[0,0],[1,0]]", "[[2,0],[3,0]]")), [0.0, 2.0]);
        assert_eq!(starts(&of("[[0,0],[1,0]]", "[[3,0],[2,0]]")), [0.0, 2.0]);
        assert_eq!(starts(&of("[[1,0],[0,0]]", "[[2,0],[3,0]]")), [1.0, 3.0]);
        assert_eq!(starts(&of("[[1,0],[0,0]]", "[[3,0],[2,0]]")), [1.0, 3.0]);
        let read = read(&of("[[0,0],[1,0]]", "[[3,0],[2,0]]"), Strictness::AnyFile);
        assert!(read.problems.iter().any(|p| p.message.contains("turned around")));
    }

    #[test]
    fn a_part_of_under_a_metre_is_not_closed() {
        let first =
            r#"{"type":"MultiLineString","coordinates":[[[1,0],[1.000004,0]],[[0,0],[1,0]],[[1.000004,0],[2,0]]]}"#;
        let parts = read(first, Strictness::AnyFile).value.unwrap();
        assert_eq!(parts.parts().len(), 1);
        let ends: Vec<f64> = parts.parts()[0].iter().map(|p| p.lon()).collect();
        assert_eq!((ends.first(), ends.last()), (Some(&0.0), Some(&2.0)));
    }

    #[test]
    fn what_stands_beside_the_lines_is_passed_over_with_a_word() {
        let of = |more: &str| {
            format!(
                r#"{{"type":"GeometryCollection","geometries":[{{"type":"LineString","coordinates":[[0,0],[1,0]]}},{more}]}}"#
            )
        };
        let stone = read(&of(r#"{"type":"Point","coordinates":[0.5,0]}"#), Strictness::AnyFile);
        assert!(stone.value.is_some() && stone.problems[0].message.contains("points beside the lines"));
        let strict = read(r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#, Strictness::AnyFile);
        assert!(strict.value.is_none());
        assert!(
            strict.problems[0].message.contains("polygons")
                && strict.problems[0].hint.as_ref().unwrap().contains("--pair")
        );
    }

    #[test]
    fn a_file_without_lines_is_no_border() {
        let point = read(r#"{"type":"Point","coordinates":[1,2]}"#, Strictness::AnyFile);
        assert!(point.value.is_none() && point.has_errors());
        let short = read(r#"{"type":"LineString","coordinates":[[1,2],[1,2]]}"#, Strictness::AnyFile);
        assert!(short.value.is_none() && short.has_errors());
    }

    #[test]
    fn sides_may_be_named_anyhow() {
        let json = r#"{"type":"Feature","properties":{"sides":{"left":{"code":"north"},"right":{"code":"Südtirol"}}},
            "geometry":{"type":"LineString","coordinates":[[0,0],[1,0]]}}"#;
        let border = read(json, Strictness::AnyFile).value.unwrap();
        assert_eq!(border.facts.sides.right.code, "Südtirol");
        let bare = r#"{"type":"LineString","coordinates":[[0,0],[1,0]]}"#;
        assert_eq!(read(bare, Strictness::AnyFile).value.unwrap().facts.sides.left.code, "left");
    }
}
