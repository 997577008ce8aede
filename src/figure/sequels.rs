//! Tests of animated maps, atlases and pairs on the embedded dossier.

use std::collections::BTreeSet;

use super::rendered;
use crate::compose::{Figure, Item, Scene, Shape};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::project::Rect;
use crate::recipe::{ImageFormat, Kind, Length, Page, Recipe, Step};

fn recipe(dossier: &Dossier, name: &str) -> Recipe {
    let mut recipe = dossier.recipe(name).unwrap();
    (recipe.size, recipe.dpi) = (Some((800, 700)), Some(100));
    recipe
}

/// The ids of the incidents that have a symbol of their own in a scene.
fn symbols(scene: &Scene) -> BTreeSet<String> {
    let items = scene.layers.iter().filter(|l| l.id == "incidents").flat_map(|l| &l.items);
    let about = items.filter_map(|item| match item {
        Item::Shape(Shape { about, .. }) => about.as_ref(),
        Item::Disc(disc) => disc.about.as_ref(),
        _ => None,
    });
    about.filter_map(|a| a.incident.clone()).collect()
}

/// The chunks of a PNG: the type and the data of each.
fn chunks(png: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut rest = &png[8..];
    let mut all = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        all.push((&after[..4], &after[4..4 + length]));
        rest = &after[8 + length..];
    }
    all
}

/// The words of a layer with their places.
fn words(scene: &Scene, layer: &str) -> Vec<String> {
    let items = scene.layers.iter().filter(|l| l.id == layer).flat_map(|l| &l.items);
    items.filter_map(|i| if let Item::Text(t) = i { Some(format!("{} {:?}", t.words, t.at)) } else { None }).collect()
}

#[test]
fn each_frame_shows_its_period_and_paler_what_was_before() {
    let dossier = Dossier::embedded().unwrap();
    let mut recipe = recipe(&dossier, "overview");
    recipe.animate = Some(Step::Year);
    assert!(!recipe.fit_formats());
    let figure = dossier.figure_of(recipe.clone()).compose().unwrap();
    assert_eq!(
        figure.frames.iter().map(|f| f.period.as_str()).collect::<Vec<_>>(),
        ["2021", "2022", "2023", "2024", "2025", "2026"]
    );
    let all: Vec<u16> = figure.frames.iter().map(|f| f.milliseconds).collect();
    assert_eq!(all, [2_000, 2_000, 2_000, 2_000, 2_000, 5_000]);
    let placed: BTreeSet<&String> = figure.boxes.placed.iter().flat_map(|p| &p.ids).collect();
    let single: BTreeSet<&String> =
        figure.boxes.placed.iter().filter(|p| p.ids.len() == 1).flat_map(|p| &p.ids).collect();
    let mut seen = BTreeSet::new();
    for (frame, year) in figure.frames.iter().zip(2021_i16..) {
        let scene = frame.scene(&figure.scene);
        let holds = |id: &&&String| {
            let incident = dossier.case().incidents.iter().find(|i| i.id == ***id).unwrap();
            incident.date.months().iter().any(|((y, _), _)| *y == year)
        };
        let expected: BTreeSet<&String> = placed.iter().filter(holds).copied().collect();
        assert_eq!(frame.incidents.iter().collect::<BTreeSet<_>>(), expected, "{year}");
        let shown: BTreeSet<String> = frame.incidents.iter().chain(&frame.before).cloned().collect();
        assert!(frame.before.iter().all(|id| seen.contains(id)), "{year}");
        seen.extend(frame.incidents.iter().cloned());
        let drawn: BTreeSet<String> = shown.iter().filter(|id| single.contains(id)).cloned().collect();
        assert_eq!(symbols(&scene), drawn, "{year}");
        // All that is no incident stands still.
        for layer in ["names", "country-names", "legend", "title"] {
            assert_eq!(words(&scene, layer), words(&figure.scene, layer), "{layer} of {year}");
        }
        assert!(words(&scene, "running-title")[0].starts_with(&format!("{year} ")));
    }
    assert_eq!(seen.len(), placed.len());
    assert!(figure.scene.description.ends_with("Animated: 6 frames, from 2021 to 2026."));

    let png = rendered(&figure, ImageFormat::Png).unwrap();
    assert_eq!(png, rendered(&figure, ImageFormat::Png).unwrap(), "the same bytes");
    let mut delays = Vec::new();
    for (name, data) in chunks(&png) {
        match name {
            b"acTL" => assert_eq!(data, [0, 0, 0, 6, 0, 0, 0, 0], "six frames, without end"),
            b"fcTL" => {
                delays.push((u16::from_be_bytes([data[20], data[21]]), u16::from_be_bytes([data[22], data[23]])))
            }
            _ => {}
        }
    }
    assert_eq!(delays, all.iter().map(|ms| (*ms, 1_000)).collect::<Vec<_>>());
    let gif = rendered(&figure, ImageFormat::Gif).unwrap();
    // A graphic control extension before each frame has its delay in hundredths of a second.
    let controls = gif.windows(8).filter(|w| w.starts_with(&[0x21, 0xF9, 4]) && w[7] == 0);
    let delays: Vec<u16> = controls.map(|w| u16::from_le_bytes([w[4], w[5]]) * 10).collect();
    assert_eq!(delays, all);
    assert!(matches!(rendered(&figure, ImageFormat::Svg), Err(Error::Request { .. })));

    recipe.filter.until = Some("2000".to_owned());
    let error = dossier.figure_of(recipe).compose().unwrap_err().to_string();
    assert!(error.contains("nothing to animate"), "{error}");
}

#[test]
fn labels_by_template_stand_on_the_frames_of_their_period() {
    let dossier = Dossier::embedded().unwrap();
    let mut recipe =
        Recipe::parse("moving.toml", "title = 'x'\nanimate = 'year'\nlabel = '{id}'\nsize = [1600, 1400]").unwrap();
    recipe.filter.category = vec!["incursion".to_owned()];
    let figure = dossier.figure_of(recipe).compose().unwrap();
    let mut labelled = 0;
    for frame in &figure.frames {
        let scene = frame.scene(&figure.scene);
        // A long label has two lines.
        let texts = words(&scene, "incident-labels");
        let lines: String = texts.iter().filter_map(|t| t.split(" (").next()).collect();
        let all = dossier.case().incidents.iter().map(|i| &i.id);
        let found: Vec<&String> = all.filter(|id| lines.contains(id.as_str())).collect();
        assert!(found.iter().all(|id| frame.incidents.contains(id)), "{}: {found:?}", frame.period);
        assert_eq!(found.iter().map(|id| id.len()).sum::<usize>(), lines.len(), "{lines}");
        labelled += found.len();
    }
    assert!(labelled > 0 && words(&figure.scene, "incident-labels").is_empty());
    let lost = figure.remarks.iter().any(|r| r.contains("the labels of the frame"));
    assert_eq!(lost, labelled < figure.frames.iter().map(|f| f.incidents.len()).sum());
}

#[test]
fn the_same_number_of_dead_has_one_size_on_all_multiples() {
    let dossier = Dossier::embedded().unwrap();
    let mut recipe = dossier.recipe("multiples").unwrap();
    (recipe.size, recipe.dpi, recipe.text_scale) = (Some((1400, 1400)), Some(100), 2.0);
    recipe.show.legend = crate::recipe::Legend::None;
    let figure = dossier.figure_of(recipe).compose().unwrap();
    // The radius of one dead, by each symbol: areas grow with their number.
    let of_one = figure.boxes.placed.iter().filter(|p| p.ids.len() == 1).filter_map(|p| {
        let incident = dossier.case().incidents.iter().find(|i| i.id == p.ids[0])?;
        let dead = incident.killed.best_or_least().filter(|n| *n > 0)?;
        Some(p.radius / f64::from(dead).sqrt())
    });
    let of_one: Vec<f64> = of_one.collect();
    assert!(of_one.len() > 3 && of_one.iter().all(|r| (r - of_one[0]).abs() < 1e-9), "{of_one:?}");
}

#[test]
fn every_incident_stands_on_a_page_of_the_atlas_or_is_named() {
    let dossier = Dossier::embedded().unwrap();
    let mut recipe = Recipe::parse("atlas.toml", "title = 'Along the line'\nkind = 'atlas'\nevery = '450km'").unwrap();
    let figure: Figure = dossier.figure_of(recipe.clone()).compose().unwrap();
    let km: Vec<(i64, i64)> = figure.atlas.iter().map(|p| (p.km.0.round() as i64, p.km.1.round() as i64)).collect();
    assert_eq!(km, [(0, 450), (450, 900), (900, 1344)]);
    // A page stands as its ground does, and is as large as A4.
    assert!(figure.atlas[1].is_upright && !figure.atlas[0].is_upright && !figure.atlas[2].is_upright);
    for page in &figure.atlas {
        let scene = &figure.pages[page.pdf_page - 2];
        assert_eq!(scene.height > scene.width, page.is_upright);
        assert_eq!(scene.width.min(scene.height), 2480);
        let number = format!("Page {} of 3", page.number);
        assert!(words(scene, "title").iter().any(|w| w.starts_with(&number)) && scene.description.contains(&number));
        let neighbours: Vec<String> = words(scene, "neighbours");
        let expected: Vec<String> = [page.number - 1, page.number + 1]
            .into_iter()
            .filter(|n| (1..=3).contains(n))
            .map(|n| n.to_string())
            .collect();
        let found: Vec<String> = neighbours.iter().map(|w| w.split(' ').next().unwrap().to_owned()).collect();
        assert_eq!(found, expected);
    }
    assert_eq!(words(&figure.scene, "page-numbers").len(), 3);
    let on_pages: BTreeSet<&String> = figure.atlas.iter().flat_map(|p| &p.incidents).collect();
    let off = figure.remarks.iter().find(|r| r.contains("lie on no page of the atlas")).unwrap();
    let count: usize = off.split(' ').next().unwrap().parse().unwrap();
    let with_place =
        dossier.case().incidents.iter().filter(|i| i.at.is_some() && i.category.as_str() != "claim").count();
    assert_eq!(on_pages.len() + count, with_place);
    assert!(on_pages.len() > 20 && count > 0);
    // The keys list what the pages show.
    for page in &figure.atlas {
        let next = figure.atlas.iter().map(|p| p.pdf_page).find(|n| *n > page.pdf_page);
        let scenes = &figure.pages[page.pdf_page - 2..next.map_or(figure.pages.len(), |n| n - 2)];
        let listed = scenes.iter().flat_map(|s| [words(s, "legend"), words(s, "key")]).flatten().count();
        assert!(page.incidents.is_empty() || listed > 2 * page.incidents.len(), "{}: {listed}", page.number);
    }
    let error = rendered(&figure, ImageFormat::Png).unwrap_err().to_string();
    assert!(error.contains("png cannot hold this figure"), "{error}");

    recipe.every = Some("10km".parse::<Length>().unwrap());
    match dossier.figure_of(recipe).compose() {
        Err(Error::Request { message, hint }) => {
            assert!(message.contains("an atlas of 135 pages of 10 km"), "{message}");
            assert!(hint.unwrap().contains("--every 23km"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_visit_stands_on_a_page_only_where_the_page_draws_it() {
    let dossier = Dossier::embedded().unwrap();
    let visits: BTreeSet<&str> = dossier
        .case()
        .incidents
        .iter()
        .filter(|i| i.visitors_from.is_some() && i.at.is_some())
        .map(|i| i.id.as_str())
        .collect();
    for contacts in [true, false] {
        let text = format!(
            "title = 'Visits'\nkind = 'atlas'\nevery = '900km'\nsize = [900, 700]\nextent = {{ km = [300, 1200] }}\n\
             show = {{ key = false, contacts = {contacts}, journeys = true }}\nfilter = {{ category = ['contact'] }}"
        );
        let figure = dossier.figure_of(Recipe::parse("atlas.toml", &text).unwrap()).compose().unwrap();
        let drawn = figure.atlas.iter().flat_map(|p| &p.incidents).filter(|id| visits.contains(id.as_str())).count();
        assert_eq!(drawn > 0, contacts, "{drawn}: {:?}", figure.remarks);
    }
}

#[test]
fn a_pair_is_the_same_map_twice() {
    let dossier = Dossier::embedded().unwrap();
    let mut recipe = recipe(&dossier, "multiples");
    (recipe.kind, recipe.by) = (Kind::Pair, None);
    recipe.periods = Some(vec!["2022".to_owned(), "last-year".to_owned()]);
    let figure = dossier.figure_of(recipe).compose().unwrap();
    let frames = words(&figure.scene, "frame");
    assert!(frames.iter().any(|w| w.starts_with("2022 ")), "{frames:?}");
    let second = words(&figure.scene, "frame-2");
    assert!(second.iter().any(|w| w.starts_with("2025 ")), "{second:?}");
    let names = |layer: &str| -> Vec<String> {
        words(&figure.scene, layer).iter().map(|w| w.rsplit_once(" (").unwrap().0.to_owned()).collect()
    };
    assert_eq!(names("names"), names("names-2"));
    let years: BTreeSet<String> = figure
        .boxes
        .placed
        .iter()
        .flat_map(|p| &p.ids)
        .map(|id| dossier.case().incidents.iter().find(|i| i.id == *id).unwrap().date.to_string()[..4].to_owned())
        .collect();
    assert_eq!(years, ["2022", "2025"].map(str::to_owned).into());
}

#[test]
fn social_pages_and_placed_legends_hold_the_map() {
    let dossier = Dossier::embedded().unwrap();
    for page in [Page::Square, Page::Portrait, Page::Story] {
        let mut recipe = recipe(&dossier, "overview");
        (recipe.size, recipe.dpi, recipe.page) = (None, None, Some(page));
        let figure = dossier.figure_of(recipe).compose().unwrap();
        assert!(figure.remarks.iter().any(|r| r.contains("the legend is short")));
        let frame = figure.boxes.frame.unwrap();
        let share = frame.width * frame.height / f64::from(figure.scene.width) / f64::from(figure.scene.height);
        assert!(share > 0.17, "{page:?}: {share:.3}");
    }
    type There = fn((f64, f64), Rect) -> bool;
    let places: [(&str, &str, There); 3] = [
        ("left", "en", |(x, _), frame| x < frame.x),
        ("right", "fa", |(x, _), frame| x > frame.right()),
        ("below", "en", |(_, y), frame| y > frame.bottom()),
    ];
    for (legend, lang, is_there) in places {
        let mut recipe = dossier.recipe("overview").unwrap();
        (recipe.show.legend, recipe.lang) = (legend.parse().unwrap(), lang.to_owned());
        let figure = dossier.figure_of(recipe).compose().unwrap();
        let frame = figure.boxes.frame.unwrap();
        let layer = figure.scene.layers.iter().find(|l| l.id == "legend").unwrap();
        let texts = layer.items.iter().filter_map(|i| if let Item::Text(t) = i { Some(t.at) } else { None });
        let there: Vec<bool> = texts.map(|at| is_there(at, frame)).collect();
        assert!(there.len() > 3 && there.iter().all(|is| *is), "{legend} {lang}: {there:?}");
    }
}
