//! Symbols apart, smaller, or counted together: whichever keeps each near its point and on its side of the border.

use std::collections::BTreeMap;

use super::displacement::{Constraints, displace};
use super::hexagons::HexagonGrid;
use super::style::Style;
use super::symbols::{Symbol, apart};
use crate::measure::{CoarseningGrid, Side};
use crate::model::Incident;
use crate::project::{Frame, Page, Rect};

/// More symbols than this are counted by cluster from the start: nobody reads so many one by one.
pub const MOST_APART: usize = 150;
/// What lies so near to a symbol of a cluster without room is counted with it, from edge to edge, in units of the design.
pub const REACH: f64 = 20.0;
/// The cells within which very many symbols are counted, in units of the design.
const CELL: f64 = 84.0;
/// The sizes that symbols are tried in.
pub const SIZES: [f64; 3] = [1.0, 0.8, 0.65];

/// Gives all symbols their places, as [`displace`] does, in the first of the sizes in which all find one. What lies across the border from its side
/// and finds no place there is returned and not drawn.
pub fn arrange<'a>(
    symbols: &mut Vec<Symbol<'a>>,
    constraints: &Constraints<'_>,
    sizes: &[f64],
    style: &Style,
) -> Vec<&'a Incident> {
    let mut failed = Vec::new();
    if symbols.len() > MOST_APART {
        symbols.iter_mut().for_each(|s| s.resize(style.unit * sizes.first().unwrap_or(&1.0)));
        *symbols = match constraints.hexagons {
            true => merged(by_hexagon(symbols, constraints, style), style),
            false => merged(by_cell(symbols, constraints.frame, style), style),
        };
        failed = displace(symbols, constraints);
    } else {
        for size in sizes {
            symbols.iter_mut().for_each(|s| s.resize(style.unit * size));
            failed = displace(symbols, constraints);
            if failed.is_empty() {
                break;
            }
        }
    }
    // Every round leaves fewer symbols.
    while let Some(next) = together(symbols, &failed, style) {
        *symbols = next;
        failed = displace(symbols, constraints);
    }
    // The middle of a hexagon is no point that a line could lead to.
    for s in symbols.iter_mut().filter(|s| s.hexagons.iter().any(|h| h.contains(s.at))) {
        s.point = s.at;
    }
    let mut left_out = Vec::new();
    for i in failed.into_iter().flatten() {
        let s = &symbols[i];
        if !constraints.keeps_side(s, s.point) {
            left_out.extend(s.incidents());
        }
    }
    symbols.retain(|s| !s.incidents().any(|i| left_out.iter().any(|gone: &&Incident| gone.id == i.id)));
    left_out
}

/// Takes symbols that stand within the cell of their coarsened position as not moved: its centre is no point that a line could lead to.
pub fn settle_in_cells(symbols: &mut [Symbol<'_>], frame: &Frame, coarsened_m: Option<f64>) {
    let Some(grid) = coarsened_m.and_then(CoarseningGrid::new) else { return };
    for s in symbols {
        let cell = s.incident.at.map(|at| grid.outline(at));
        if frame.position(s.at).is_some_and(|at| Some(grid.outline(at)) == cell) {
            s.point = s.at;
        }
    }
}

/// The symbols with those of clusters without room, and what lies near them, counted together by side; `None` if there is nothing to count.
fn together<'a>(symbols: &[Symbol<'a>], failed: &[Vec<usize>], style: &Style) -> Option<Vec<Symbol<'a>>> {
    let reach = REACH * style.unit;
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for members in failed {
        let near = |s: &Symbol<'_>| {
            members.iter().map(|i| &symbols[*i]).any(|m| apart(m.point, s.point) < reach + m.radius + s.radius)
        };
        let mut group: Vec<usize> = (0..symbols.len()).filter(|i| near(&symbols[*i])).collect();
        let (shared, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(|g| g.iter().any(|i| group.contains(i)));
        group.extend(shared.into_iter().flatten());
        group.sort_unstable();
        group.dedup();
        groups = others;
        groups.push(group);
    }
    let is_grouped = |i: usize| groups.iter().any(|g| g.contains(&i));
    let rest = symbols.iter().enumerate().filter(|(i, _)| !is_grouped(*i)).map(|(_, s)| s.clone());
    let counted = groups.iter().flat_map(|g| by_side(&g.iter().map(|i| &symbols[*i]).collect::<Vec<_>>(), style));
    let all = merged(rest.chain(counted).collect(), style);
    (all.len() < symbols.len()).then_some(all)
}

/// Counts that overlap a symbol of their side become one with it, those that overlap most first.
fn merged<'a>(mut symbols: Vec<Symbol<'a>>, style: &Style) -> Vec<Symbol<'a>> {
    let gap = style.px(2.0);
    loop {
        let mut most: Option<(f64, usize, usize)> = None;
        for (j, b) in symbols.iter().enumerate() {
            for (i, a) in symbols.iter().enumerate().take(j) {
                let overlap = a.radius + b.radius + gap - apart(a.point, b.point);
                let is_count = !(a.is_single() && b.is_single()) && ground_of(a) == ground_of(b);
                if is_count && overlap > most.map_or(0.0, |(o, ..)| o) {
                    most = Some((overlap, i, j));
                }
            }
        }
        let Some((_, i, j)) = most else { return symbols };
        let second = symbols.remove(j);
        symbols[i] = Symbol::counted(&[&symbols[i], &second], style);
    }
}

/// Symbols counted together within the cells of a grid, by side.
fn by_cell<'a>(symbols: &[Symbol<'a>], frame: Rect, style: &Style) -> Vec<Symbol<'a>> {
    let cell = CELL * style.unit;
    let of = |at: Page| (((at.1 - frame.y) / cell).floor() as i64, ((at.0 - frame.x) / cell).floor() as i64);
    let mut cells: BTreeMap<(i64, i64), Vec<&Symbol<'a>>> = BTreeMap::new();
    for s in symbols {
        cells.entry(of(s.point)).or_default().push(s);
    }
    cells.values().flat_map(|here| by_side(here, style)).collect()
}

/// Symbols counted together within hexagons, by side: in the middle where that lies on their side.
fn by_hexagon<'a>(symbols: &[Symbol<'a>], constraints: &Constraints<'_>, style: &Style) -> Vec<Symbol<'a>> {
    let points: Vec<Page> = symbols.iter().map(|s| s.point).collect();
    let grid = HexagonGrid::fit(&points, constraints.frame, style.unit);
    let mut cells: BTreeMap<((i64, i64), Ground), Vec<&Symbol<'a>>> = BTreeMap::new();
    for s in symbols {
        cells.entry((grid.cell(s.point), ground_of(s))).or_default().push(s);
    }
    let count = |((cell, _), here): (&((i64, i64), Ground), &Vec<&Symbol<'a>>)| {
        let hexagon = grid.hexagon(*cell);
        let mut one = Symbol::counted(here, style);
        one.hexagons = vec![hexagon];
        let room = constraints.frame.grown(-(one.radius + style.px(2.0)));
        let is_own = constraints.keeps_side(&one, hexagon.centre);
        if is_own && room.contains(hexagon.centre) {
            (one.point, one.at) = (hexagon.centre, hexagon.centre);
        }
        one
    };
    cells.iter().map(count).collect()
}

/// What is counted apart: the sides, and beyond both each third country.
type Ground = (u8, Option<usize>);

/// On what ground a symbol is counted.
fn ground_of(s: &Symbol<'_>) -> Ground {
    match s.side {
        Side::Left => (0, None),
        Side::Right => (1, None),
        Side::Disputed => (2, None),
        Side::On => (3, None),
        Side::Unknown => (4, s.third),
    }
}

/// The symbols with those whose points lie in a part of the page counted together by side.
pub fn counted_within<'a>(symbols: &[Symbol<'a>], part: Rect, style: &Style) -> Vec<Symbol<'a>> {
    let (inside, outside): (Vec<&Symbol<'a>>, Vec<&Symbol<'a>>) = symbols.iter().partition(|s| part.contains(s.point));
    outside.into_iter().cloned().chain(by_side(&inside, style)).collect()
}

/// One symbol for those of each side; one alone stays as it is.
fn by_side<'a>(symbols: &[&Symbol<'a>], style: &Style) -> Vec<Symbol<'a>> {
    let mut grounds: BTreeMap<Ground, Vec<&Symbol<'a>>> = BTreeMap::new();
    for s in symbols {
        grounds.entry(ground_of(s)).or_default().push(s);
    }
    let one = |here: &Vec<&Symbol<'a>>| match here.as_slice() {
        [only] => (*only).clone(),
        many => Symbol::counted(many, style),
    };
    grounds.values().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::contested::ContestedGround;
    use crate::compose::displacement::Country;

    /// So many incidents with one dead each.
    fn incidents(count: usize) -> Vec<Incident> {
        let text = r#"{"title":"t","summary":"s","category":"clash","date":"2025-08-24","location":{"name":"n","basis":"gazetteer",
            "extent":"point"},"killed":{"min":1,"max":1},"wounded":{"min":null,"max":null},"status":"one_side",
            "grade":{"reliability":"B","credibility":2},"sources":[{"publisher":"p"}]}"#;
        let one: Incident = serde_json::from_str(text).unwrap();
        (0..count).map(|i| Incident { id: format!("i{i:05}"), ..one.clone() }).collect()
    }

    fn on_side<'i>(incident: &'i Incident, at: Page, side: Side, style: &Style) -> Symbol<'i> {
        let mut symbol = Symbol::new(incident, at, 0.0, style);
        symbol.side = side;
        symbol
    }

    /// Arranges incidents at points on a page whose upper half is the left side.
    fn arranged(points: &[(Page, Side)], hexagons: bool) -> Vec<(Page, f64, Side, usize)> {
        let style = crate::compose::sample::style("en");
        let list = incidents(points.len());
        let mut symbols: Vec<Symbol<'_>> =
            list.iter().zip(points).map(|(i, (at, side))| on_side(i, *at, *side, &style)).collect();
        let side_at = |at: Page| if at.1 < 300.0 { Side::Left } else { Side::Right };
        let country_at = |at: Page| Country { side: side_at(at), third: None };
        let frame = Rect { x: 0.0, y: 0.0, width: 1000.0, height: 600.0 };
        let contested = ContestedGround { areas: Vec::new() };
        let constraints = Constraints {
            frame,
            width: frame.width,
            signs: &[],
            country_at: &country_at,
            contested: &contested,
            unit: 1.0,
            hexagons,
        };
        assert!(arrange(&mut symbols, &constraints, &SIZES, &style).is_empty());
        for (i, s) in symbols.iter().enumerate() {
            assert!(s.side == Side::Unknown || side_at(s.at) == s.side, "{:?} at {:?}", s.side, s.at);
            assert!(symbols.iter().skip(i + 1).all(|o| apart(o.at, s.at) >= o.radius + s.radius), "{i}");
        }
        assert_eq!(symbols.iter().flat_map(Symbol::incidents).count(), points.len());
        symbols.iter().map(|s| (s.at, s.radius, s.side, s.incidents().count())).collect()
    }

    #[test]
    fn symbols_at_the_line_stay_on_their_sides() {
        // Eight to the left and eight to the right of one point, which is itself a hair to the right.
        let points: Vec<(Page, Side)> =
            (0..16).map(|i| ((500.0, 301.0), if i % 2 == 0 { Side::Left } else { Side::Right })).collect();
        let found = arranged(&points, false);
        assert_eq!(found.len(), 16);
        assert!(found.iter().all(|(at, ..)| apart(*at, (500.0, 301.0)) < 95.0));
        // A single one is not moved.
        assert_eq!(arranged(&[((500.0, 320.0), Side::Right)], false)[0].0, (500.0, 320.0));
    }

    #[test]
    fn what_is_of_both_sides_is_not_moved_far_across_the_line() {
        // A crowd to the right of the line, and one of both sides in its middle.
        for below in [302.0, 310.0, 330.0] {
            let mut points = vec![((500.0, below), Side::Right); 7];
            points.push(((500.0, below), Side::Unknown));
            let found = arranged(&points, false);
            let (at, ..) = found.iter().find(|(_, _, side, _)| *side == Side::Unknown).unwrap();
            assert!(at.1 >= 300.0 || apart(*at, (500.0, below)) <= 22.0, "{at:?}");
            assert!(found.iter().all(|(at, ..)| apart(*at, (500.0, below)) <= 60.0));
        }
    }

    #[test]
    fn what_is_moved_stands_wholly_on_contested_ground_or_wholly_beside_it() {
        let style = crate::compose::sample::style("en");
        let ring = vec![(480.0, 200.0), (700.0, 200.0), (700.0, 400.0), (480.0, 400.0)];
        let contested = ContestedGround { areas: vec![(0, vec![ring])] };
        let country_at = |at: Page| {
            let side = if contested.contains(at) { Side::Disputed } else { Side::Left };
            Country { side, third: None }
        };
        // Three just outside of its edge, three just inside, and one of no certain side.
        let points: Vec<(Page, Side)> = [(474.0, Side::Left), (490.0, Side::Disputed)]
            .into_iter()
            .flat_map(|(x, side)| [((x, 300.0), side); 3])
            .chain([((476.0, 260.0), Side::Unknown); 2])
            .collect();
        let list = incidents(points.len());
        let across = |known: &ContestedGround| -> usize {
            let one = |(i, (at, side)): (_, &(Page, Side))| on_side(i, *at, *side, &style);
            let mut symbols: Vec<Symbol<'_>> = list.iter().zip(&points).map(one).collect();
            let frame = Rect { x: 0.0, y: 0.0, width: 1000.0, height: 600.0 };
            let constraints = Constraints {
                frame,
                width: frame.width,
                signs: &[],
                country_at: &country_at,
                contested: known,
                unit: 1.0,
                hexagons: false,
            };
            assert!(arrange(&mut symbols, &constraints, &SIZES, &style).is_empty());
            assert_eq!(symbols.len(), points.len());
            symbols.iter().filter(|s| contested.parts_from(s.point, (s.at, s.radius))).count()
        };
        assert_eq!(across(&contested), 0);
        // Where nothing says where it lies, sides alone are kept.
        assert!(across(&ContestedGround { areas: Vec::new() }) > 0);
    }

    #[test]
    fn what_has_no_room_is_counted_together() {
        let mut points = vec![((500.0, 250.0), Side::Left); 80];
        points.push(((200.0, 200.0), Side::Left));
        let found = arranged(&points, true);
        assert_eq!(found.iter().map(|f| f.3).collect::<Vec<_>>().iter().max(), Some(&80));
        assert_eq!(found.len(), 2);
        // Thousands, both sides of the line.
        let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
        let mut random = move |below: u64| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            f64::from(u32::try_from((seed >> 20) % below).unwrap())
        };
        let points: Vec<(Page, Side)> = (0..5_000)
            .map(|_| {
                let at = (40.0 + random(920), 40.0 + random(520));
                (at, if at.1 < 300.0 { Side::Left } else { Side::Right })
            })
            .collect();
        for hexagons in [false, true] {
            let found = arranged(&points, hexagons);
            assert!((20..=110).contains(&found.len()), "{}", found.len());
        }
    }
}
