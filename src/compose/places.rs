//! Places on the map: which are marked, their signs, and the labels of everything.

use super::contested::ContestedGround;
use super::furniture::strokes;
use super::journeys::Journey;
use super::labels::{INCIDENT_RANK, Label};
use super::scene::{Disc, Item, Layer, Shape, Stroke};
use super::style::Style;
use super::symbols::{Symbol, apart};
use crate::model::{Case, Category, Incident, Place, PlaceKind};
use crate::project::{Frame, Page, is_in_rings};
use crate::typeface::FontStyle;

/// The places that a map of this scale marks, with where they are on the page; the one that it is drawn around at any scale.
pub fn marked<'a>(dossier: &'a Case, frame: &Frame, around: Option<&str>) -> Vec<(&'a Place, Page)> {
    // Lesser places where there are few great ones.
    const ENOUGH: usize = 6;
    let seen = |most: u8| {
        let places = dossier.places.iter();
        places.filter(|p| p.kind.is_point() && p.rank <= most && frame.shows(p.at).is_some()).take(ENOUGH).count()
    };
    let most = match frame.rect.width / frame.pixels_per_metre() / 1000.0 {
        km if km > 1_500.0 => 2,
        km if km > 500.0 => 4,
        km if km > 150.0 => 5,
        _ => 8,
    };
    let most = (most..8).find(|most| seen(*most) == ENOUGH).unwrap_or(8);
    /// Villages stand at least so far apart, as a share of the short side of the map: about the length of a short name.
    const SMALL_APART: f64 = 0.065;
    /// The sign of a place lies wholly in the frame: its point is inside by this share of the short side, the radius of a sign.
    const INSIDE: f64 = 0.0075;
    let shown = dossier.places.iter().filter(|p| (p.kind.is_point() && p.rank <= most) || is_asked(p, around));
    let side = frame.rect.width.min(frame.rect.height);
    let inner = frame.rect.grown(-INSIDE * side);
    let mut marked: Vec<(&Place, Page)> =
        shown.filter_map(|p| Some((p, frame.shows(p.at).filter(|at| inner.contains(*at))?))).collect();
    keep_greatest(&mut marked, around);
    let mut kept: Vec<Page> = marked.iter().filter(|(p, _)| !gives_way(p, around)).map(|(_, at)| *at).collect();
    marked.retain(|(place, at)| {
        let is_kept = !gives_way(place, around) || kept.iter().all(|other| apart(*other, *at) >= SMALL_APART * side);
        kept.extend((is_kept && gives_way(place, around)).then_some(*at));
        is_kept
    });
    marked
}

/// So many places that are no villages are marked at most: no page has room for the names of more.
const MOST_MARKED: usize = 500;

/// Leaves out the lesser of very many places that do not give way to each other.
fn keep_greatest(marked: &mut Vec<(&Place, Page)>, around: Option<&str>) {
    let mut great: Vec<_> =
        marked.iter().filter(|(p, _)| !gives_way(p, around)).map(|(p, _)| greatness(p, around)).collect();
    if great.len() > MOST_MARKED {
        great.sort_unstable();
        let last = great.get(MOST_MARKED - 1).copied();
        marked.retain(|(p, _)| gives_way(p, around) || last.is_some_and(|last| greatness(p, around) <= last));
    }
}

/// The greater place first: the one that was asked for, then by rank, inhabitants and id.
fn greatness<'a>(place: &'a Place, around: Option<&str>) -> (bool, u8, std::cmp::Reverse<Option<u32>>, &'a str) {
    (!is_asked(place, around), place.rank, std::cmp::Reverse(place.population), place.id.as_str())
}

/// A map no wider than this is filled from the wider stock of places, in kilometres.
pub const FILLED_KM: f64 = 150.0;

/// The greatest places of the wider stock that a close map has room for where it marks few others; none on a wider one, and none where the language is
/// not written in Latin letters: the stock has its names in these.
pub fn filled<'a>(
    stock: &'a [Place],
    marked: &[(&Place, Page)],
    frame: &Frame,
    style: &Style,
) -> Vec<(&'a Place, Page)> {
    /// A close map that marks so many places is not bare.
    const ENOUGH: usize = 12;
    /// They stand at least so far apart from each other and from those that are marked, in units of the design.
    const APART: f64 = 110.0;
    let is_latin = style.words().text("legend-incidents").chars().any(|c| c.is_ascii_alphabetic());
    if frame.rect.width / frame.pixels_per_metre() / 1000.0 > FILLED_KM || !is_latin {
        return Vec::new();
    }
    let inner = frame.rect.grown(-style.px(24.0));
    let mut here: Vec<(&Place, Page)> =
        stock.iter().filter_map(|p| Some((p, frame.shows(p.at).filter(|at| inner.contains(*at))?))).collect();
    here.sort_by_key(|(p, _)| (std::cmp::Reverse(p.population), p.id.as_str()));
    let mut kept: Vec<Page> = marked.iter().map(|(_, at)| *at).collect();
    let is_marked = |p: &Place| marked.iter().any(|(m, _)| p.names.0.values().any(|name| m.is_called(name)));
    let mut found = Vec::new();
    for (place, at) in here {
        if kept.len() >= ENOUGH {
            break;
        }
        if !is_marked(place) && kept.iter().all(|other| apart(*other, at) >= style.px(APART)) {
            kept.push(at);
            found.push((place, at));
        }
    }
    found
}

/// A label of one line beside a symbol, off which it may stand with a leader line.
pub fn beside(symbol: &Symbol<'_>, words: String, style: &Style) -> Label {
    let extent = symbol.extent(style);
    Label {
        lines: vec![words],
        at: symbol.at,
        clear: extent,
        extent,
        edge: extent,
        symbols: vec![symbol.outline(style)],
        font_style: FontStyle::Regular,
        size: style.letters(12.5),
        paint: style.theme.ink,
        rank: INCIDENT_RANK,
        leader: true,
        keeps_side: false,
        others: Vec::new(),
    }
}

/// Whether a place is left out where something else needs its room: a village that was not asked for.
pub fn gives_way(place: &Place, around: Option<&str>) -> bool {
    place.is_small() && !is_asked(place, around)
}

/// Whether a map is drawn around this place.
pub fn is_asked(place: &Place, around: Option<&str>) -> bool {
    around.is_some_and(|name| place.is_called(name))
}

/// The signs of places.
pub fn signs(marked: &[(&Place, Page)], style: &Style) -> Layer {
    let mut layer = Layer::new("places", "Places");
    for (place, at) in marked {
        layer.items.extend(place_mark(place.kind, place.rank, *at, style));
    }
    layer
}

/// The radius of the sign of a place, in pixels.
pub fn sign_radius(place: &Place, style: &Style) -> f64 {
    style.px(match place.kind {
        PlaceKind::Capital | PlaceKind::MiningSite => 7.5,
        PlaceKind::BorderCrossing => 8.0,
        _ if place.rank <= 2 => 5.0,
        _ => 4.0,
    })
}

/// The sign of one place; also for the legend.
pub fn place_mark(kind: PlaceKind, rank: u8, at: Page, style: &Style) -> Vec<Item> {
    let theme = style.theme;
    let disc = |radius: f64, fill, stroke| {
        Item::Disc(Disc { centre: at, radius: style.px(radius), fill, stroke, about: None })
    };
    let edge = |width: f64| Stroke::solid(theme.place, style.px(width));
    let (x, y) = at;
    match kind {
        PlaceKind::Capital => {
            vec![disc(6.5, Some(theme.paper), Some(edge(1.8))), disc(3.2, Some(theme.place), None)]
        }
        PlaceKind::BorderCrossing => {
            // A bar across a dot: the way over the line.
            let bar = vec![vec![(x, y - style.px(8.0)), (x, y + style.px(8.0))]];
            vec![disc(4.2, Some(theme.paper), Some(edge(1.8))), strokes(bar, edge(1.8))]
        }
        PlaceKind::MiningSite => {
            let r = style.px(6.0);
            let ring = vec![(x - r, y + 0.8 * r), (x + r, y + 0.8 * r), (x, y - r)];
            vec![Item::Shape(Shape {
                paths: vec![ring],
                fill: Some(theme.paper),
                stroke: Some(edge(1.8)),
                about: None,
            })]
        }
        _ => vec![disc(if rank <= 2 { 4.2 } else { 3.2 }, Some(theme.paper), Some(edge(1.6)))],
    }
}

/// What a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// The place of this index.
    Place(usize),
    /// An end of the border.
    End,
    /// Incidents: the symbol of this index, or all unscaled ones at its point.
    Incident(usize),
    /// A note of the recipe, of this number.
    Note(usize),
}

/// The labels of places and ends of the border.
pub fn labels(
    marked: &[(&Place, Page)],
    symbols: &[Symbol<'_>],
    ends: &[(Page, String)],
    journeys: &[Journey<'_>],
    around: Option<&str>,
    style: &Style,
) -> Vec<(Named, Label)> {
    // Symbols around the point of a place move its name out if there is no free position beside the point.
    let is_around = |s: &Symbol<'_>, at: Page| apart(s.point, at) < style.px(6.0) && apart(s.at, at) < style.px(40.0);
    let extent_at = |at: Page, own: f64| {
        let there = symbols.iter().filter(|s| is_around(s, at));
        there.map(|s| apart(s.at, at) + s.radius).fold(own, f64::max)
    };
    // A leader line begins outside of a symbol that stands on the place.
    let stands_on = |s: &Symbol<'_>, at: Page| apart(s.at, at) < s.extent(style) + style.px(1.0);
    let edge_at = |at: Page| {
        let here = symbols.iter().filter(|s| stands_on(s, at));
        here.map(|s| apart(s.at, at) + s.extent(style) + style.px(1.0)).fold(style.px(8.0), f64::max)
    };
    let outlines_at = |at: Page| {
        let near = symbols.iter().filter(|s| stands_on(s, at) || is_around(s, at));
        near.map(|s| s.outline(style)).collect()
    };
    let mut labels: Vec<(Named, Label)> = Vec::new();
    for (i, (place, at)) in marked.iter().enumerate() {
        // An arrow needs both its ends named.
        let ends = journeys.iter().flat_map(|j| [j.from, j.to]);
        let is_end = ends.into_iter().any(|end| apart(end, *at) < style.px(8.0));
        let is_asked = is_asked(place, around);
        let (size, font_style) = match (place.kind, place.rank) {
            (PlaceKind::Capital, _) => (21.0, FontStyle::Bold),
            (_, 1) => (17.5, FontStyle::Bold),
            (_, 2) => (17.5, FontStyle::Regular),
            _ => (14.5, FontStyle::Regular),
        };
        let size = style.letters(size);
        let clear = style.px(if place.kind == PlaceKind::Capital { 7.0 } else { 5.0 });
        let label = Label {
            lines: name_lines(&style.languages.names(&place.names), font_style, size, style),
            at: *at,
            clear,
            extent: extent_at(*at, clear),
            edge: edge_at(*at),
            symbols: outlines_at(*at),
            font_style,
            size,
            paint: style.theme.ink,
            rank: if is_asked {
                0
            } else if is_end {
                1
            } else {
                place.rank
            },
            leader: is_end || is_asked || place.rank <= 2,
            keeps_side: !is_end && !is_asked && !matches!(place.kind, PlaceKind::BorderCrossing),
            others: marked.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, (_, at))| *at).collect(),
        };
        labels.push((Named::Place(i), label));
    }
    labels.extend(ends.iter().map(|(at, words)| {
        let size = style.letters(15.0);
        let label = Label {
            lines: name_lines(&[words.as_str()], FontStyle::Italic, size, style),
            at: *at,
            clear: style.px(7.0),
            extent: style.px(7.0),
            edge: style.px(7.0),
            symbols: Vec::new(),
            font_style: FontStyle::Italic,
            size,
            paint: style.theme.border,
            rank: 3,
            leader: true,
            keeps_side: false,
            others: Vec::new(),
        };
        (Named::End, label)
    }));
    labels
}

/// Ranks the name of the greatest place on each contested area, by which the area is known, before other towns; it may stand off with a line.
pub fn name_contested(labels: &mut [(Named, Label)], marked: &[(&Place, Page)], contested: &ContestedGround) {
    for (_, rings) in &contested.areas {
        let on = marked.iter().enumerate().filter(|(_, (_, at))| is_in_rings(rings, *at));
        let Some((greatest, _)) = on.min_by_key(|(_, (place, _))| greatness(place, None)) else { continue };
        for (_, label) in labels.iter_mut().filter(|(named, _)| *named == Named::Place(greatest)) {
            label.rank = label.rank.min(INCIDENT_RANK + 1);
            label.leader = true;
        }
    }
}

/// A name in lines: one for each language, a long one broken near its middle.
fn name_lines(names: &[&str], font_style: FontStyle, size: f64, style: &Style) -> Vec<String> {
    let most = style.px(190.0);
    let mut lines = Vec::new();
    for name in names {
        let wide = style.fonts.width(name, font_style, size, 0.0);
        if wide <= most {
            lines.push((*name).to_owned());
            continue;
        }
        // Before a bracket, or else the space nearest to the middle.
        let spaces = name.char_indices().filter(|(_, c)| *c == ' ').map(|(i, _)| i);
        let bracket = name.find(" (");
        match bracket.or_else(|| spaces.min_by_key(|i| (2 * i).abs_diff(name.len()))) {
            Some(at) => lines.extend([name[..at].to_owned(), name[at + 1..].to_owned()]),
            None => lines.push((*name).to_owned()),
        }
    }
    lines
}

/// The labels of incidents: their numbers where there is a key, else `words` of each, such as its date; unscaled symbols at one
/// point share one.
pub fn incident_labels(
    symbols: &[Symbol<'_>],
    words: &dyn Fn(&Incident) -> Vec<String>,
    style: &Style,
) -> Vec<(Named, Label)> {
    let label = |lines: Vec<String>, at: Page, clear: f64, font_style: FontStyle, size: f64| Label {
        lines,
        at,
        clear: clear + style.px(2.0),
        extent: clear + style.px(2.0),
        edge: clear,
        symbols: Vec::new(),
        font_style,
        size: style.letters(size),
        paint: style.theme.ink,
        rank: INCIDENT_RANK,
        leader: true,
        keeps_side: false,
        others: Vec::new(),
    };
    let of_one = |s: &Symbol<'_>, lines: Vec<String>, font_style: FontStyle, size: f64| Label {
        symbols: vec![s.outline(style)],
        ..label(lines, s.at, s.extent(style), font_style, size)
    };
    let mut labels = Vec::new();
    let mut grouped: Vec<usize> = Vec::new();
    // The number of a count stands inside it.
    for (i, s) in symbols.iter().enumerate().filter(|(_, s)| s.is_single()) {
        if let Some(n) = s.number {
            if !s.holds_number(style) {
                let words = vec![style.number(n)];
                labels.push((Named::Incident(i), of_one(s, words, FontStyle::Bold, 14.0)));
            }
        } else if s.is_scaled {
            labels.push((Named::Incident(i), of_one(s, words(s.incident), FontStyle::Regular, 13.0)));
        } else if !grouped.contains(&i) {
            let here = |(j, o): &(usize, &Symbol<'_>)| {
                !o.is_scaled && o.is_single() && !grouped.contains(j) && apart(o.point, s.point) < style.px(6.0)
            };
            let (found, mut group): (Vec<usize>, Vec<&Symbol<'_>>) = symbols.iter().enumerate().filter(here).unzip();
            grouped.extend(found);
            group.sort_by_key(|o| (o.incident.date.days().0, o.incident.id.clone()));
            let dates: Vec<String> = group.iter().flat_map(|o| words(o.incident)).collect();
            let middle = group.iter().fold((0.0, 0.0), |m, o| (m.0 + o.at.0, m.1 + o.at.1));
            let count = f64::from(u32::try_from(group.len()).unwrap_or(1));
            let middle = (middle.0 / count, middle.1 / count);
            let radius = group.iter().map(|o| apart(o.at, middle) + o.radius).fold(0.0, f64::max);
            labels.push((Named::Incident(i), label(dates, middle, radius, FontStyle::Regular, 12.5)));
        }
    }
    labels
}

/// The kinds of marked places that the legend explains.
pub fn kinds(marked: &[(&Place, Page)]) -> Vec<PlaceKind> {
    let mut kinds: Vec<PlaceKind> = marked.iter().map(|(p, _)| p.kind).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

/// Whether a category is drawn at all.
pub fn is_shown(category: Category, claims: bool, contacts: bool) -> bool {
    match category {
        Category::Claim => claims,
        Category::Contact => contacts,
        Category::Aggregate => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LonLat, Names};

    #[test]
    fn of_very_many_places_the_greatest_are_marked() {
        let place = |n: u16, rank: u8| Place {
            id: format!("p{n:05}"),
            at: LonLat::new(70.0, 37.0).unwrap(),
            kind: PlaceKind::Town,
            country: "TJ".to_owned(),
            names: Names::english(&format!("Place {n}")),
            variants: Vec::new(),
            admin: None,
            radius_m: None,
            population: Some(u32::from(n)),
            source: None,
            rank,
            note: None,
            history: Vec::new(),
        };
        let rank_of = |n: u16| [8, 2, 3, 4, 5, 1, 2, 3, 4, 5][usize::from(n % 10)];
        let places: Vec<Place> = (0..20_000).map(|n| place(n, rank_of(n))).collect();
        let kept = |around| {
            let mut marked: Vec<(&Place, Page)> = places.iter().map(|p| (p, (0.0, 0.0))).collect();
            keep_greatest(&mut marked, around);
            marked
        };
        let towns: Vec<&Place> = kept(None).into_iter().map(|(p, _)| p).filter(|p| !p.is_small()).collect();
        assert_eq!(towns.len(), MOST_MARKED);
        // Every tenth is of the first rank: those with the most inhabitants are left.
        assert!(towns.iter().all(|p| p.rank == 1 && p.population > Some(14_900)), "{:?}", towns.first());
        assert_eq!(kept(None).len() - towns.len(), 2_000);
        assert!(kept(Some("Place 7")).iter().any(|(p, _)| p.id == "p00007"));
    }
}
