//! `marz map`: one figure.

use std::path::{Path, PathBuf};

use super::Outcome;
use super::args::{Global, MapArgs};
use super::console::{Console, Failure, deliver};
use super::dossier::{Home, load};
use super::picture::{figure, rendered};
use crate::measure::BorderLine;
use crate::recipe::{ExtentText, ImageFormat, Recipe};

pub fn run(args: &MapArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let output = args.output.clone().unwrap_or_else(|| {
        let stem = Path::new(&args.recipe).file_stem().unwrap_or_default();
        PathBuf::from(stem).with_extension("png")
    });
    let format = format(&output)?;
    let home = Home::find(global, console)?;
    let recipe = with_options(home.recipe(&args.recipe)?, args);
    recipe.check()?;
    let (_, _, dossier, counts) = load(home)?.usable(console)?;
    let line = BorderLine::new(&dossier.border);
    let figure = figure(&dossier, &line, &recipe)?;
    deliver(&output, &rendered(&figure, format)?)?;
    for remark in &figure.remarks {
        console.note(remark);
    }
    let s = &figure.shown;
    console.note(&format!(
        "{}: {} of {} incidents shown, {} without a place, {} for a region only, {} outside the frame",
        output.display(),
        s.shown,
        s.of,
        s.no_place,
        s.areas,
        s.outside
    ));
    Ok(Outcome::of(counts.errors > 0))
}

fn format(output: &Path) -> Result<ImageFormat, Failure> {
    let ending = output.extension().map(|e| e.to_ascii_lowercase());
    match ending.as_deref().and_then(|e| e.to_str()) {
        _ if output.as_os_str() == "-" => Ok(ImageFormat::Svg),
        Some("png") => Ok(ImageFormat::Png),
        Some("svg") => Ok(ImageFormat::Svg),
        _ => Err(Failure::usage(
            format!("{}: no picture format has this ending", output.display()),
            "use .png or .svg".to_owned(),
        )),
    }
}

fn with_options(mut recipe: Recipe, args: &MapArgs) -> Recipe {
    recipe.title = args.title.clone().unwrap_or(recipe.title);
    recipe.subtitle = args.subtitle.clone().unwrap_or(recipe.subtitle);
    recipe.size = args.size.unwrap_or(recipe.size);
    recipe.dpi = args.dpi.unwrap_or(recipe.dpi);
    recipe.show.relief = args.relief.unwrap_or(recipe.show.relief);
    recipe.show.claims = args.claims.unwrap_or(recipe.show.claims);
    recipe.show.contacts = args.contacts.unwrap_or(recipe.show.contacts);
    // On a map a stretch or a box is what is shown, not only what is let through.
    let (km, bbox) = (args.filter.km, args.filter.bbox);
    if args.whole_border || args.incidents || args.around.is_some() || km.is_some() || bbox.is_some() {
        recipe.extent = ExtentText {
            border: args.whole_border.then_some(true),
            incidents: args.incidents.then_some(true),
            km,
            around: args.around.clone(),
            radius: args.radius.clone(),
            bbox,
            include: Vec::new(),
        };
    }
    let mut filter = args.filter.text();
    (filter.km, filter.bbox) = (None, None);
    recipe.filter = recipe.filter.overridden_by(filter);
    recipe
}
