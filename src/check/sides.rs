//! Whether the two sides of a border are its sides: names, codes and polygons of the countries must agree with left and right.

use crate::measure::{GeodesicLine, SidePolygons};
use crate::model::{Area, Case, SideNames};
use crate::read::Problem;

/// Sides that the dossier's polygons or names give the other way round.
pub fn exchanged(file: &str, case: &Case, (line, polygons): (&GeodesicLine, &SidePolygons)) -> Vec<Problem> {
    let sides = &case.border.facts.sides;
    let (left, right) = (called(&sides.left), called(&sides.right));
    let problem = |message: String, field: &str, found: String, expected: String| {
        Problem::error(file, message)
            .field(field)
            .found(found)
            .expected(expected)
            .hint("exchange left and right in the border's file, or turn the line")
    };
    let (agree, differ) = polygons.beside(line);
    if differ > agree {
        return vec![problem(
            format!(
                "left and right are exchanged: the land on the left of the line is {right}, that on the right {left}"
            ),
            "sides",
            format!(
                "left {left}, right {right}; {differ} of {} points beside the line lie in the other's polygons",
                agree + differ
            ),
            format!("left {right}, right {left}"),
        )];
    }
    // A code with the name of the other country.
    let countries = case.basemap.countries.iter().flat_map(|l| &l.features);
    let of = |code: &str| countries.clone().find(|c| c.code == code);
    let (Some(at_left), Some(at_right)) = (of(&sides.left.code), of(&sides.right.code)) else { return Vec::new() };
    let is_named = |side: &SideNames, land: &Area| {
        side.names.0.iter().any(|(tag, name)| land.names.0.get(tag).is_some_and(|own| own.eq_ignore_ascii_case(name)))
    };
    [(&sides.left, "sides.left", at_left, at_right), (&sides.right, "sides.right", at_right, at_left)]
        .into_iter()
        .filter(|(side, _, own, other)| is_named(side, other) && !is_named(side, own))
        .map(|(side, field, own, other)| {
            problem(
                format!("the side {} carries the name of {}", called(side), land_called(other)),
                field,
                called(side),
                land_called(own),
            )
        })
        .collect()
}

fn called(side: &SideNames) -> String {
    match side.names.in_language("en") {
        Some(name) if *name != side.code => format!("{name} ({})", side.code),
        _ => side.code.clone(),
    }
}

fn land_called(land: &Area) -> String {
    land.names.in_language("en").map_or_else(|| land.code.clone(), |name| format!("{name} ({})", land.code))
}
