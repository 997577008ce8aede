//! `marz map`: one figure.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::{FigureArgs, Global, MapArgs};
use super::console::{Console, Failure, deliver_data, deliver_text};
use super::open;
use super::outcome::Outcome;
use marz::Error;
use marz::dossier::old_recipe_warnings;
use marz::figure::{page_file, rendered_pages};
use marz::recipe::{ExtentText, FilterText, ImageFormat, Recipe, Show};

pub fn run(args: &MapArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let named = args.output.as_deref().map(format).transpose()?;
    let (dossier, border) = open::dossier_or_code(args.line.asked(), global, console)?;
    let mut recipe = dossier.source().recipe(&args.recipe)?;
    console.problems(&old_recipe_warnings(dossier.source(), &args.recipe)?, &BTreeMap::new());
    let dossier =
        open::under(dossier.with_edition()?.redacted(&args.figure.filter.redaction()?)?, border.clone(), console)?;
    let dossier = open::seen_by(dossier, &args.views, console)?;
    if let Some(asked) = border {
        recipe = recipe.for_other_border(&dossier.case().border.facts.name, &asked.path);
    }
    let recipe = with_options(recipe, &args.figure, console);
    recipe.check()?;
    let format = named.unwrap_or_else(|| recipe.usual_format());
    let output = args.output.clone().unwrap_or_else(|| {
        let name = Path::new(&args.recipe).file_name().unwrap_or_default().to_string_lossy();
        PathBuf::from(format!("{}.{}", name.strip_suffix(".toml").unwrap_or(&name), format.ending()))
    });
    recipe.can_be(format).map_err(|e| Failure::usage(format!("{}: {e}", output.display()), None))?;
    if args.figure.text_as.is_some() && matches!(format, ImageFormat::Png | ImageFormat::Gif) {
        console.note(&format!("--text-as changes nothing here: {} has pixels and no text", output.display()));
    }
    let named = if args.recipe.ends_with(".toml") { args.recipe.clone() } else { format!("maps/{}.toml", args.recipe) };
    console.problems(&dossier.colour_warnings(&[recipe.theme]), &BTreeMap::new());
    let stated = filter_of(&recipe, &args.figure).resolve().map_err(|e| Error::from(e).of_recipe(&named))?;
    let figure = dossier.figure_of(recipe).stating(stated).compose().map_err(|e| e.of_recipe(&named))?;
    let pages = rendered_pages(&figure, format)?;
    let is_stream = output.as_os_str() == "-";
    for (page, number) in pages.iter().zip(1..).take(if is_stream { 1 } else { pages.len() }) {
        deliver_data(&page_file(&output, number), page)?;
    }
    if let Some(path) = &args.caption {
        deliver_text(path, &figure.caption)?;
    }
    console.unprintable(&named, &figure.unprintable);
    figure.remarks.iter().for_each(|remark| console.note(remark));
    match pages.len() {
        1 => {}
        n if is_stream => {
            console.note(&format!("warning: a stream holds the first of {n} pages: --output FILE has all"))
        }
        n => (2..=n)
            .for_each(|page| console.note(&format!("page {page} of {n}: {}", page_file(&output, page).display()))),
    }
    console.note(&format!("{}: {}", output.display(), figure.summary()));
    Ok(Outcome::of(dossier.counts().errors > 0))
}

pub fn format(output: &Path) -> Result<ImageFormat, Failure> {
    ImageFormat::of_path(output).ok_or_else(|| {
        let message = format!("{}: no picture format has this ending", output.display());
        Failure::usage(message, "use .png, .svg or .pdf; .png or .gif with --animate".to_owned())
    })
}

/// The recipe overridden by the options.
pub fn with_options(mut recipe: Recipe, args: &FigureArgs, console: &Console) -> Recipe {
    if let Some(kind) = args.kind.filter(|k| *k != recipe.kind) {
        // What a recipe shows beside its incidents belongs to its kind.
        (recipe.kind, recipe.by, recipe.extent, recipe.show) = (kind, None, ExtentText::default(), Show::default());
        (recipe.within, recipe.to, recipe.periods, recipe.animate, recipe.every) = (None, None, None, None, None);
        (recipe.inset, recipe.label, recipe.note, recipe.layer) = Default::default();
        // The subtitle of a map describes no chart.
        if !kind.is_map() {
            recipe.subtitle.clear();
        }
    }
    if !args.periods.is_empty() {
        (recipe.periods, recipe.by) = (Some(args.periods.clone()), None);
    }
    if args.by.is_some() && args.periods.is_empty() {
        recipe.periods = None;
    }
    recipe.by = args.by.or(recipe.by);
    recipe.animate = args.animate.or(recipe.animate);
    recipe.every = args.every.clone().or(recipe.every);
    recipe.fit_formats();
    recipe.within = Some(args.within.clone()).filter(|list| !list.is_empty()).or(recipe.within);
    recipe.to = args.to.or(recipe.to);
    if let Some(title) = &args.title {
        // A subtitle belongs to its title: below another it may describe what the figure does not show.
        (recipe.title, recipe.subtitle) = (title.clone(), String::new());
    }
    recipe.subtitle = args.subtitle.clone().unwrap_or(recipe.subtitle);
    if args.size.is_some() || args.page.is_some() {
        // The dots of the recipe belong to its own size.
        (recipe.size, recipe.page, recipe.dpi) = (args.size, args.page, None);
    }
    recipe.dpi = args.dpi.or(recipe.dpi);
    if args.text.is_some() {
        console.note("warning: --text is called --text-scale since version 0.2.0; it is read as before");
    }
    recipe.text_scale = args.text_scale.or(args.text).unwrap_or(recipe.text_scale);
    recipe.text_as = args.text_as.unwrap_or(recipe.text_as);
    recipe.lang = args.lang.clone().unwrap_or(recipe.lang);
    recipe.theme = args.theme.unwrap_or(recipe.theme);
    recipe.projection = args.projection.clone().unwrap_or(recipe.projection);
    let show = &mut recipe.show;
    show.relief = args.relief.unwrap_or(show.relief);
    show.key = args.key.unwrap_or(show.key);
    show.claims = args.claims.unwrap_or(show.claims);
    show.contacts = args.contacts.unwrap_or(show.contacts);
    show.journeys = args.journeys.unwrap_or(show.journeys);
    show.graticule = args.graticule.unwrap_or(show.graticule);
    show.locator = args.locator.unwrap_or(show.locator);
    show.legend = args.legend.unwrap_or(show.legend);
    show.provinces = args.provinces.unwrap_or(show.provinces);
    show.choropleth = args.choropleth.unwrap_or(show.choropleth);
    show.rivers = args.rivers.unwrap_or(show.rivers);
    show.displace = args.displace.unwrap_or(show.displace);
    // On a map `--km` and `--bbox` set the extent, not only the filter.
    let has_extent = recipe.kind.has_extent();
    let (km, bbox) = if has_extent { (args.filter.km, args.filter.bbox) } else { (None, None) };
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
    recipe.extent.include.extend(args.include.iter().cloned());
    recipe.inset = args.inset.clone().unwrap_or(recipe.inset);
    let filter = filter_of(&recipe, args);
    recipe.filter = recipe.filter.overridden_by(filter);
    recipe
}

/// The filter of the options; on a map kilometres and a box are its extent.
pub fn filter_of(recipe: &Recipe, args: &FigureArgs) -> FilterText {
    let filter = args.filter.text();
    if recipe.kind.has_extent() { FilterText { km: None, bbox: None, ..filter } } else { filter }
}
