//! Letters that figures cannot print.

use crate::compose::{Unprintable, unprintable_texts, unprintable_titles};
use crate::dossier::{MANIFEST, Source};
use crate::model::Case;
use crate::read::Problem;
use crate::recipe::{Manifest, Recipe};

/// Names and titles with letters that no font of the dossier has.
pub fn unprintable(source: &Source, manifest: &Manifest, case: &Case) -> Vec<Problem> {
    let (data, b) = (&manifest.data, &manifest.basemap);
    let file = |part: &str| match part {
        "border" => Some(&data.border),
        "incidents" => Some(&data.incidents),
        "places" => Some(&data.places),
        "countries" => b.countries.as_ref(),
        "provinces" => b.provinces.as_ref(),
        "lakes" => b.lakes.as_ref(),
        "rivers" => b.rivers.as_ref(),
        "contested" => b.contested.as_ref(),
        "world" => b.world.as_ref(),
        _ => None,
    };
    let problem = |one: Unprintable| {
        let part = one.source.as_ref().map_or("", |source| source.part);
        problem(&source.shown(file(part).map_or(MANIFEST, String::as_str)), one)
    };
    unprintable_texts(case).into_iter().filter_map(problem).collect()
}

/// Titles of a recipe, given with its path in the dossier, with letters that no font of the dossier has.
pub fn unprintable_recipe(source: &Source, (path, recipe): (&str, &Recipe), case: &Case) -> Vec<Problem> {
    let file = source.shown(path);
    unprintable_titles(case, recipe).into_iter().filter_map(|one| problem(&file, one)).collect()
}

fn problem(file: &str, one: Unprintable) -> Option<Problem> {
    let text = one.source?;
    let problem = Problem::warning(file, "no font has letters of this text: figures print empty boxes")
        .field(text.field)
        .found(format!("{} ({})", one.missing.text, one.missing.letters()))
        .expected("letters of the bundled fonts or of a font of the dossier")
        .hint(one.missing.remedy());
    Some(if text.record.is_empty() { problem } else { problem.feature(text.record) })
}
