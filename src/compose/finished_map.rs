//! A finished map: its layers, its page and its description.

use super::border::border_name;
use super::drawn_map::draw;
use super::figure::Figure;
use super::footer::{self, Drawn};
use super::furniture::rectangle;
use super::inset_mark::framed;
use super::journeys::Journey;
use super::key_pages::key_pages;
use super::map_scale::scale_range;
use super::own_layers::OwnSign;
use super::placed_map::{PlacedInset, PlacedMap};
use super::scene::{Layer, Scene, Stroke};
use super::shown::Shown;
use super::style::Style;
use super::symbols::Symbol;
use super::unprintable::unprintable;
use crate::measure::GeodesicLine;
use crate::model::{Border, Case, Category};
use crate::project::Rect;
use crate::recipe::Recipe;

/// Adds the basemap and its names to a placed map and assembles the scene.
pub fn finished(
    mut placed_map: PlacedMap<'_>,
    dossier: &Case,
    line: &GeodesicLine,
    recipe: &Recipe,
    page: Rect,
    style: &Style,
) -> Figure {
    let show = &recipe.show;
    let mut drawn = draw(&mut placed_map, dossier, line, (show, false), style);
    let mut inset = placed_map.inset.take();
    let mut enlarged = Vec::new();
    if let Some(inset) = &mut inset {
        let own = draw(&mut inset.map, dossier, line, (&inset.show, true), style);
        drawn.remarks.extend(own.remarks.iter().map(|remark| format!("inset: {remark}")));
        drawn.has_relief |= own.has_relief;
        drawn.has_rivers |= own.has_rivers;
        drawn.has_lakes |= own.has_lakes;
        drawn.has_contested |= own.has_contested;
        drawn.has_world |= own.has_world;
        drawn.claims.extend(own.claims);
        if placed_map.stock.is_empty() {
            placed_map.stock.clone_from(&inset.map.stock);
        }
        drawn.boxes.inset = Some(Box::new(own.boxes));
        enlarged = framed(inset, own.layers, style);
    }
    let frame = &placed_map.frame;
    let mut sentences = drawn.claims.sentences(dossier, line.length_m() / 1000.0, style);
    // In the caption the description has what is counted.
    let stated = footer::stated(&sentences);
    let counted = placed_map.choropleth.map(|c| (c.sentence(style), c.list(dossier, style)));
    sentences.extend(counted.iter().map(|(sentence, _)| sentence.clone()));
    let range = scale_range(frame);
    let distortion = (range.1 / range.0 - 1.0) * 100.0;
    let facts = Drawn {
        shown: &placed_map.shown,
        relief: drawn.has_relief,
        provinces: show.provinces || counted.is_some(),
        rivers: drawn.has_rivers,
        lakes: drawn.has_lakes,
        world: drawn.has_world,
        countries: true,
        projection: Some((&frame.projection, distortion)),
        stock: placed_map.stock.as_str(),
        contested: drawn.has_contested,
        own: &placed_map.own.credits,
        claims: &sentences,
    };
    let wide = page.width - style.px(52.0);
    let footer_lines = footer::lines(dossier, &facts, wide, style);
    let credits = footer::credits(dossier, &facts, style.language());

    let mut paper = Layer::new("paper", "Paper");
    let theme = style.theme;
    paper.items.push(rectangle(page, theme.paper, Stroke::solid(theme.paper, 0.0)));
    let mut words = Layer::new("title", "Title and foot");
    words.items.extend(std::mem::take(&mut placed_map.title));
    words.items.extend(footer::set(&footer_lines, page, placed_map.footer_top, style));
    let layers = std::iter::once(paper).chain(drawn.layers).chain(enlarged).chain([words]);
    let description = description(
        &recipe.title,
        &dossier.border,
        (&placed_map.symbols, &placed_map.journeys, &placed_map.shown),
        style,
    ) + &added(&placed_map.own.signs, &placed_map.note_texts, inset.as_ref(), style)
        + &counted.map(|(sentence, list)| format!(" {sentence} {list}").trim_end().to_owned()).unwrap_or_default();
    let disclaimer = style.name(&dossier.disclaimer);
    let coarse = footer::coarsened(dossier, style).map(|sentence| format!("{sentence}\n")).unwrap_or_default();
    let (selected, edition) = (footer::selected(style, "\n"), footer::edition(dossier));
    let caption = format!(
        "{}\n{description}\n{selected}{stated}{coarse}{disclaimer}\n{}.\n{edition}",
        recipe.title,
        credits.join("; ")
    );
    let mut facts = vec![
        ("Border edition".to_owned(), dossier.border.facts.edition.clone()),
        ("Data date".to_owned(), dossier.data_date().unwrap_or_default()),
        ("Projection".to_owned(), frame.projection.definition.clone()),
        ("Credits".to_owned(), credits.join("; ")),
        ("Software".to_owned(), format!("marz {}", env!("CARGO_PKG_VERSION"))),
    ];
    facts.extend(dossier.edition.clone().map(|edition| ("Edition".to_owned(), edition)));
    let scene = Scene {
        width: recipe.pixels().0,
        height: recipe.pixels().1,
        dpi: recipe.dots(),
        language: style.language().code().to_owned(),
        is_right_to_left: style.is_mirrored(),
        title: recipe.title.clone(),
        description,
        metadata: facts,
        fonts: style.fonts.clone(),
        text_as: recipe.text_as,
        layers: layers.filter(|l| !l.items.is_empty()).collect(),
    };
    let scene = scene.cleaned();
    let unprintable = unprintable(&scene, dossier, recipe);
    let pages = key_pages(&placed_map.apart, &scene, recipe, page, style);
    Figure {
        scene,
        pages,
        frames: Vec::new(),
        atlas: Vec::new(),
        shown: placed_map.shown,
        remarks: drawn.remarks,
        unprintable,
        distortion: Some(distortion),
        caption,
        boxes: drawn.boxes,
    }
}

/// A sentence or two for those who cannot see the map.
fn description(
    title: &str,
    border: &Border,
    (symbols, journeys, shown): (&[Symbol<'_>], &[Journey<'_>], &Shown),
    style: &Style,
) -> String {
    let words = style.words();
    let count = |c: Category| {
        let arrows = journeys.iter().filter(|j| j.incident.category == c).count();
        symbols.iter().flat_map(Symbol::incidents).filter(|i| i.category == c).count() + arrows
    };
    let all = symbols
        .iter()
        .flat_map(Symbol::incidents)
        .map(|i| i.category)
        .chain(journeys.iter().map(|j| j.incident.category));
    let counts: Vec<String> = Category::among(all)
        .into_iter()
        .map(|c| format!("{} ({})", words.category(c), style.number(count(c))))
        .collect();
    let sides = &border.facts.sides;
    let (n, of) = (style.number(shown.shown), style.number(shown.of));
    words.counted(
        if counts.is_empty() { "map-description-none" } else { "map-description" },
        shown.shown,
        &[
            ("title", title.trim_end_matches('.')),
            ("border", &border_name(border, style)),
            ("left", style.name(&sides.left.names)),
            ("right", style.name(&sides.right.names)),
            ("n", &n),
            ("of", &of),
            ("list", &counts.join(words.text("comma"))),
        ],
    )
}

/// What the recipe has added, for those who cannot see the map: a sentence each of the layers, the notes and the inset.
fn added(layers: &[OwnSign], notes: &[String], inset: Option<&PlacedInset<'_>>, style: &Style) -> String {
    let words = style.words();
    let labels: Vec<&str> = layers.iter().map(|sign| sign.label.as_str()).collect();
    let sentence = |key: &str, list: String| match list.is_empty() {
        true => String::new(),
        false => format!(" {}", words.fill(key, &[("list", &list)])),
    };
    sentence("map-layers", labels.join(words.text("comma")))
        + &sentence("map-notes", notes.join(words.text("semicolon")))
        + &inset.map(|inset| format!(" {}", enlarged(&inset.map, style))).unwrap_or_default()
}

/// What an inset shows, in a sentence.
fn enlarged(map: &PlacedMap<'_>, style: &Style) -> String {
    let incidents = map.symbols.iter().flat_map(Symbol::incidents).filter(|i| i.category.counts()).count();
    style.words().counted("map-inset", incidents, &[("letter", style.words().text("inset-letter"))])
}
