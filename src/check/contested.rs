//! Whether the countries that a dossier's contested ground names are those of the dossier.

use crate::model::Case;
use crate::read::Problem;

/// Codes of claimants that no country of the dossier has: such ground would change no side, without a word.
pub fn unknown_claimants(file: &str, case: &Case) -> Vec<Problem> {
    let sides = &case.border.facts.sides;
    let countries =
        case.basemap.countries.iter().chain(&case.basemap.world).flat_map(|l| &l.features).map(|c| c.code.as_str());
    let known: Vec<&str> = countries.chain([sides.left.code.as_str(), sides.right.code.as_str()]).collect();
    let areas = case.basemap.contested.iter().flat_map(|l| &l.features).enumerate();
    let unknown =
        areas.flat_map(|(i, a)| a.between.iter().filter(|code| !known.contains(&code.as_str())).map(move |c| (i, c)));
    let problem = |(i, code): (usize, &String)| {
        Problem::warning(file, "no country of the dossier has this code")
            .feature(format!("number {}", i + 1))
            .field("between")
            .found(code.clone())
            .expected(format!("codes as the sides have them, such as {} and {}", sides.left.code, sides.right.code))
            .hint("ground that neither side claims changes no side: correct the code, or leave between out")
    };
    unknown.map(problem).collect()
}
