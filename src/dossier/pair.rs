//! The line of two countries out of a file of many: the edge that their polygons share, or the lines between them.

use std::collections::HashSet;

use geo::{Coord, MultiPolygon};

use crate::error::Error;
#[cfg(feature = "world")]
use crate::measure::GeodesicLine;
use crate::measure::{SHARED_M, apart_m, inverse, shared_edges};
use crate::model::{Border, BorderFacts, LonLat, Names, SideNames, Sides, degrees_east};
use crate::read::{
    Between, CountryNames, DistinctLines, Document, PairLine, Problem, Reading, between, gaps, joined, turn,
    turned_around,
};

/// A country of the pair: of the catalogue, or as the person wrote it.
struct Country {
    /// By which the two are put in order, and by which the catalogue knows it.
    code: String,
    is_known: bool,
    name: String,
    side: SideNames,
    names: CountryNames,
}

/// The line between two countries; `remarks` gets what the person should know of it.
///
/// Whatever their order, the line runs from west to east, or from north to south where it is taller than wide, as the lines of the world
/// do; closed rings come last.
///
/// # Errors
///
/// [`Error::Request`] for a name of several countries, and for one country twice.
pub fn line_between(
    document: &Document,
    texts: [&str; 2],
    remarks: &mut Vec<String>,
) -> Result<Reading<Option<Border>>, Error> {
    let mut pair = countries(texts)?;
    if pair[0].code == pair[1].code {
        return Err(Error::request(
            format!("--pair {},{}: {} twice", texts[0], texts[1], pair[0].names.shown),
            "name the two countries that the border divides, such as: --pair TH,KH".to_owned(),
        ));
    }
    pair.sort_by(|a, b| a.code.cmp(&b.code));
    let none = |problems| Reading { value: None, read: 0, rejected: 0, problems };
    let (found, edges) = match between(document, &[pair[0].names.clone(), pair[1].names.clone()]) {
        Ok(found) => found,
        Err(problems) => return Ok(none(problems.into_iter().map(|p| unknown(p, &pair)).collect())),
    };
    let file = document.name.as_str();
    let line = match found {
        Between::Areas(areas, counts) => shared(file, &areas, counts, &pair, remarks),
        Between::Lines(lines) => Ok(sided(file, lines, &pair, remarks)),
    };
    let mut line = match line {
        Ok(line) => line,
        Err(problem) => return Ok(none(vec![*problem])),
    };
    let is_turned = order(&mut line.parts, known_upright(&pair));
    line.problems.extend(gaps(file, &line.parts));
    let facts = facts(document, &pair, line.is_first_left.map(|is_first| is_first != is_turned));
    let facts = BorderFacts { edges, ..facts };
    let value = match Border::new(String::new(), line.parts, facts) {
        Ok(border) => Some(border),
        Err(e) => {
            line.problems.push(Problem::error(file, e.to_string()));
            None
        }
    };
    Ok(Reading { value, read: 1, rejected: 0, problems: line.problems })
}

fn countries(texts: [&str; 2]) -> Result<[Country; 2], Error> {
    let unknown = |text: &str| {
        let text = text.trim();
        let names = CountryNames::new(format!("'{text}'"), vec![text.to_owned()], [text.to_owned()]);
        let side = SideNames { code: text.to_owned(), names: Names::english(text) };
        Country { code: text.to_owned(), is_known: false, name: text.to_owned(), side, names }
    };
    let [a, b] = texts.map(unknown);
    #[cfg(feature = "world")]
    let [a, b] = {
        let known = |found: Option<crate::world::NamedCountry>, unknown: Country| match found {
            Some(crate::world::NamedCountry { code, name, side, names }) => {
                Country { code, is_known: true, name, side, names }
            }
            None => unknown,
        };
        let [first, second] = crate::world::countries_of(texts)?;
        [known(first, a), known(second, b)]
    };
    Ok([a, b])
}

/// A country that neither the file nor the catalogue knows is a slip of the pen.
fn unknown(problem: Problem, pair: &[Country; 2]) -> Problem {
    let unknown: Vec<&str> = pair.iter().filter(|c| !c.is_known).map(|c| c.names.shown.as_str()).collect();
    if unknown.is_empty() || problem.hint.is_some() {
        return problem;
    }
    problem.hint(format!("{} is no country of the catalogue either: see marz border list", unknown.join(" and ")))
}

/// A line whose parts run one way.
struct Line {
    parts: Vec<Vec<LonLat>>,
    /// Whether the first country of the pair is to its left; `None` where nothing says so.
    is_first_left: Option<bool>,
    problems: Vec<Problem>,
}

/// The edge that the polygons of both share.
fn shared(
    file: &str,
    areas: &[MultiPolygon; 2],
    counts: [usize; 2],
    pair: &[Country; 2],
    remarks: &mut Vec<String>,
) -> Result<Line, Box<Problem>> {
    let [a, b] = areas;
    let [first, second] = pair.each_ref().map(|c| c.names.shown.as_str());
    for (country, count) in pair.iter().zip(counts).filter(|(_, count)| *count > 1) {
        remarks.push(format!("{count} features of {} are taken together", country.names.shown));
    }
    let position = |c: Coord| LonLat::wrapped(c.x, c.y);
    let edges = shared_edges(a, b);
    if edges.is_empty() {
        let message = format!("the outlines of {first} and {second} share no edge");
        let found = match apart_m(a, b) {
            None => "they are more than 1,000 km apart".to_owned(),
            Some(m) if m < 1_000.0 => format!("they come as near as {m:.1} m"),
            Some(m) => format!("they are {:.0} km apart", m / 1000.0),
        };
        let problem = Problem::error(file, message)
            .found(found)
            .expected(format!("outlines that run along each other within {SHARED_M} m"))
            .hint(
                "where each outline was drawn or simplified by itself there is no common line to take: use a file made of common \
                 lines (topology), the line of one of them by another program, or a border's code: marz border list",
            );
        return Err(Box::new(problem));
    }
    let parts = joined(edges.into_iter().map(|line| line.into_iter().map(position).collect()).collect());
    remarks.push(format!("the line is the edge that the polygons of {first} and {second} share within {SHARED_M} m"));
    Ok(Line { parts, is_first_left: Some(true), problems: Vec::new() })
}

/// The lines between both, joined, with the first country to the left.
fn sided(file: &str, lines: Vec<PairLine>, pair: &[Country; 2], remarks: &mut Vec<String>) -> Line {
    let [first, second] = pair.each_ref().map(|c| c.names.shown.as_str());
    remarks.push(format!("the line is made of {} feature(s) between {first} and {second}", lines.len()));
    // Every edge for which the file says what is left of it, as it runs with the first country to the left.
    let mut directed = HashSet::new();
    let mut seen = HashSet::new();
    let (mut all, mut doubled) = (DistinctLines::default(), 0);
    let key = |from: LonLat, to: LonLat| [from.lon(), from.lat(), to.lon(), to.lat()].map(f64::to_bits);
    let edges =
        |part: &[LonLat]| -> Vec<(LonLat, LonLat)> { part.iter().copied().zip(part.iter().copied().skip(1)).collect() };
    for PairLine { parts, left } in lines {
        for mut part in parts {
            if left == Some(1) {
                part.reverse();
            }
            // Each country may list its border as its own: as the same line, or as one cut otherwise, of which every edge is known.
            let own = edges(&part);
            let news = own.iter().filter(|(a, b)| seen.insert(key(*a, *b).min(key(*b, *a)))).count();
            let mut word = if left.is_some() { own } else { Vec::new() };
            if news == 0 {
                doubled += 1;
            } else if let Some((stands, is_against)) = all.add(part) {
                doubled += 1;
                // What is said of the other holds for the one that stands.
                word = if left.is_some() { edges(stands) } else { Vec::new() };
                if is_against {
                    word.iter_mut().for_each(|(a, b)| std::mem::swap(a, b));
                }
            }
            directed.extend(word.into_iter().map(|(a, b)| key(a, b)));
        }
    }
    if doubled > 0 {
        remarks.push(format!("{doubled} line(s) that stand twice are taken once"));
    }
    let mut parts = joined(all.into_lines());
    let mut contradicted_m = 0.0;
    let mut has_word = Vec::new();
    for part in &mut parts {
        let (mut with_m, mut against_m) = (0.0, 0.0);
        for (a, b) in part.iter().zip(part.iter().skip(1)) {
            let has = |from, to| directed.contains(&key(from, to));
            let length = || inverse(*a, *b).distance_m;
            match (has(*a, *b), has(*b, *a)) {
                (true, false) => with_m += length(),
                (false, true) => against_m += length(),
                // Two features say the opposite of the same edge.
                (true, true) => contradicted_m += length(),
                (false, false) => {}
            }
        }
        contradicted_m += f64::min(with_m, against_m);
        has_word.push(with_m > 0.0 || against_m > 0.0);
        if against_m > with_m {
            part.reverse();
        }
    }
    let mut line = Line { parts, is_first_left: (!directed.is_empty()).then_some(true), problems: Vec::new() };
    if contradicted_m > 0.0 {
        let problem = Problem::warning(file, "pieces of one line name their left and right the other way round")
            .found(format!("{:.1} km of them", contradicted_m / 1000.0));
        line.problems.push(problem.hint("the longer part decides: look at left and right in marz border info"));
    }
    #[cfg(feature = "world")]
    by_outlines(file, &mut line, pair, &mut has_word);
    if has_word.contains(&true) && has_word.contains(&false) {
        let without: Vec<String> =
            (1..).zip(&has_word).filter(|(_, has)| !**has).map(|(n, _): (usize, _)| n.to_string()).collect();
        let problem = Problem::warning(file, "nothing says which country is to the left of some parts of the line")
            .found(format!("part {} of {}", without.join(", "), line.parts.len()));
        line.problems.push(problem.hint("they are taken to run on as the parts next to them"));
    }
    let turned = turn(&mut line.parts, &has_word);
    if turned > 0 {
        line.problems.push(turned_around(file, turned, line.parts.len()));
    }
    if line.is_first_left.is_none() {
        let problem = Problem::warning(file, "nothing says which country is to the left of the line")
            .expected("members such as ADM0_LEFT and ADM0_RIGHT");
        line.problems.push(problem.hint("say it with --left and --right of marz init"));
    }
    line
}

/// Compares left and right with the outlines of the world, which are right where a file has them exchanged or says nothing.
#[cfg(feature = "world")]
fn by_outlines(file: &str, line: &mut Line, pair: &[Country; 2], has_word: &mut [bool]) {
    /// Fewer points beside the line, or less than such a share of them, decide nothing.
    const LEAST: usize = 8;
    const SHARE: usize = 3;
    if pair.iter().any(|c| !c.is_known) {
        return;
    }
    // Each part by itself: without a word about left and right each runs as it was drawn.
    let said = line.is_first_left;
    let mut turned = Vec::new();
    for ((number, part), has_word) in (1..).zip(&mut line.parts).zip(has_word) {
        let Ok(border) = Border::new(String::new(), vec![part.clone()], BorderFacts::default()) else { continue };
        let (agree, differ) = crate::world::beside(&GeodesicLine::from(&border), &pair[0].code, &pair[1].code);
        let is_clear = agree.max(differ) >= LEAST.max(agree.min(differ) * SHARE);
        if is_clear && differ > agree {
            part.reverse();
            turned.extend(has_word.then(|| number.to_string()));
        }
        *has_word |= is_clear;
        line.is_first_left = line.is_first_left.or(is_clear.then_some(true));
    }
    let [first, second] = pair.each_ref().map(|c| c.names.shown.as_str());
    if said.is_some() && !turned.is_empty() {
        let problem = Problem::warning(file, "the file has left and right exchanged, by the outlines of the world")
            .found(format!(
                "part {} of {} of the line between {first} and {second}",
                turned.join(", "),
                line.parts.len()
            ))
            .hint("taken as the outlines have it: see left and right in marz border info");
        line.problems.push(problem);
    }
}

/// Whether the world's line between the two runs from north to south; `None` where there is none.
fn known_upright(pair: &[Country; 2]) -> Option<bool> {
    let codes = pair.each_ref().map(|c| c.code.as_str());
    #[cfg(feature = "world")]
    return crate::world::is_upright(codes);
    #[cfg(not(feature = "world"))]
    codes.first().and(None)
}

/// Puts parts into their order and direction; returns whether they run against the direction that they had. A line that is about as
/// tall as wide runs as that of the world does.
fn order(parts: &mut [Vec<LonLat>], known_upright: Option<bool>) -> bool {
    let Some(first) = parts.first().and_then(|part| part.first()).copied() else { return false };
    // From the first vertex on, so that a line may cross the antimeridian.
    let east = |p: LonLat| degrees_east(first.lon(), p.lon());
    let range = |of: &dyn Fn(LonLat) -> f64| {
        parts.iter().flatten().fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(of(*p)), high.max(of(*p))))
    };
    let ((west, right), (south, north)) = (range(&east), range(&|p| p.lat()));
    let is_taller = || north - south > (right - west) * f64::midpoint(north, south).to_radians().cos();
    let is_upright = known_upright.unwrap_or_else(is_taller);
    let along = |p: LonLat| if is_upright { -p.lat() } else { east(p) };
    let ends = |part: &[LonLat]| Some((along(*part.first()?), along(*part.last()?)));
    let is_ring = |part: &[LonLat]| part.first() == part.last();
    let open = || parts.iter().filter(|part| !is_ring(part)).filter_map(|part| ends(part));
    let is_turned = open().map(|(from, to)| to - from).sum::<f64>() < 0.0;
    if is_turned {
        parts.iter_mut().for_each(|part| part.reverse());
    }
    let place = |part: &Vec<LonLat>| (is_ring(part), ends(part).map_or(0.0, |(from, to)| from + to));
    parts.sort_by(|a, b| {
        let (a, b) = (place(a), place(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    is_turned
}

/// What is said of the line: names of the catalogue, and what the file says of itself.
fn facts(document: &Document, pair: &[Country; 2], is_first_left: Option<bool>) -> BorderFacts {
    let [first, second] = pair;
    let member = |key: &str| document.value.get(key).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
    let file = document.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = format!("{}–{} border", first.name, second.name);
    let (left, right) = if is_first_left == Some(false) { (second, first) } else { (first, second) };
    let sides = Sides { left: left.side.clone(), right: right.side.clone() };
    BorderFacts {
        names: Names::english(&name),
        name,
        sides: if is_first_left.is_some() { sides } else { Sides::default() },
        source: format!("The line between {} and {} in {file}", first.name, second.name),
        licence: member("licence"),
        attribution: member("attribution"),
        edition: format!("{file} {}-{}", first.code, second.code),
        ..BorderFacts::default()
    }
}
