//! Tests of insets and of tinted provinces on the embedded dossier: every rule of a map holds there too.

use std::collections::BTreeSet;

use super::counters::{Faults, LANGUAGES, faults};
use super::crowds::{crowded, has_layer};
use crate::compose::{Boxes, Figure, Item, PlacedSymbol};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::measured::{Measured, Selection};
use crate::model::{Incident, Location, LonLat};
use crate::project::Rect;
use crate::recipe::{Choice, Choropleth, Legend, Page, Recipe, Theme};

/// A recipe with an inset, as the option writes it.
fn with_inset(recipe: &Recipe, inset: &str) -> Recipe {
    Recipe { inset: inset.parse().unwrap(), ..recipe.clone() }
}

/// The inset of a figure as a figure of its own.
fn inset_of(figure: &Figure) -> Option<Figure> {
    let mut own = figure.clone();
    own.boxes = *figure.boxes.inset.clone()?;
    own.unprintable.clear();
    let named = |l: &crate::compose::Layer| {
        let id = l.id.strip_prefix("inset-")?.to_owned();
        Some(crate::compose::Layer { id, ..l.clone() })
    };
    own.scene.layers = figure.scene.layers.iter().filter_map(named).collect();
    Some(own)
}

fn holds(outer: &Rect, inner: &Rect) -> bool {
    let outer = outer.grown(0.01);
    outer.contains((inner.x, inner.y)) && outer.contains((inner.right(), inner.bottom()))
}

fn ids(placed: &[PlacedSymbol]) -> BTreeSet<&str> {
    placed.iter().flat_map(|p| &p.ids).map(String::as_str).collect()
}

/// What is wrong with the inset of a figure beside the counted faults.
fn wrong(figure: &Figure, own: &Boxes) -> Vec<String> {
    let mut found = Vec::new();
    let all = &figure.boxes;
    let (frame, slot) = (all.frame.unwrap(), own.frame.unwrap());
    let mut check = |is_wrong: bool, what: String| found.extend(is_wrong.then_some(what));
    for label in own.labels.iter().chain(&own.symbols).chain(&own.furniture).chain(&own.kilometres) {
        check(!holds(&slot, label), format!("{label:?} leaves the inset"));
    }
    check(!holds(&frame, &slot) && frame.overlaps(&slot), "the inset lies across the edge of the map".to_owned());
    for other in all.labels.iter().chain(&all.symbols).chain(&all.kilometres) {
        check(slot.overlaps(other), format!("the inset covers {other:?}"));
    }
    for sign in &own.furniture {
        check(own.symbols.iter().any(|s| s.overlaps(sign)), format!("{sign:?} covers a symbol of the inset"));
    }
    let names = figure.scene.layers.iter().filter(|l| l.id == "inset-country-names").flat_map(|l| &l.items);
    for name in names.filter_map(|item| if let Item::Text(t) = item { Some(t) } else { None }) {
        let width = figure.scene.fonts.width(&name.words, name.font_style, name.size, name.tracking);
        let letters =
            Rect { x: name.at.0 - width / 2.0, y: name.at.1 - 0.7 * name.size, width, height: 0.7 * name.size };
        check(own.symbols.iter().any(|s| s.overlaps(&letters)), format!("a symbol stands on {:?}", name.words));
    }
    let hidden = all.placed.iter().filter(|p| slot.contains(p.point));
    check(hidden.count() > 0, "the inset covers a point".to_owned());
    // Each incident keeps a symbol or a count on the map, and where it stands by itself on both, it is of one size.
    let (own_ids, all_ids) = (ids(&own.placed), ids(&all.placed));
    check(!own_ids.is_subset(&all_ids), "the inset shows what the map does not".to_owned());
    // In a hexagon one alone is a count too.
    let is_single = |p: &&PlacedSymbol| p.ids.len() == 1 && !has_layer(figure, "hexagons");
    for a in own.placed.iter().filter(is_single) {
        let other = all.placed.iter().find(|b| b.ids == a.ids);
        check(other.is_some_and(|b| (b.radius - a.radius).abs() > 1e-6), format!("{:?} of two sizes", a.ids));
    }
    let inner = own.map_frame.as_ref().unwrap();
    let part = all.map_frame.as_ref().unwrap();
    check(inner.pixels_per_metre() < 1.59 * part.pixels_per_metre(), "the inset enlarges hardly".to_owned());
    // Every incident of its part is on it.
    let ground =
        |p: &PlacedSymbol| p.ids.len() == 1 && part.position(p.point).is_some_and(|at| inner.shows(at).is_some());
    for missing in all.placed.iter().filter(|p| ground(p) && !own_ids.contains(p.ids[0].as_str())) {
        check(true, format!("{:?} is not on the inset", missing.ids));
    }
    found
}

/// The counted faults of a figure and of its inset.
fn misleading(figure: &Figure, own: &Figure, recipe: &Recipe, measured: &Measured<'_>) -> Vec<String> {
    // A small map may have no room for the name of a side.
    let is_said = own.remarks.iter().any(|r| r.starts_with("inset: no room for the name"));
    let mut all = Vec::new();
    for (figure, of_inset) in [(figure, false), (own, true)] {
        let found: Faults = faults(figure, recipe, measured);
        let found = found.into_iter().filter(|(what, _)| !(is_said && *what == "side without a name"));
        all.extend(found.map(|(what, list)| format!("{what} (inset: {of_inset}): {list:?}")));
    }
    all
}

/// Draws recipes with insets; how many have one, and how many of these stand beside the map. Faults of any fail.
fn drawn(dossier: &Dossier, recipes: &[(String, Recipe)]) -> (usize, usize) {
    let measured = dossier.measure(&Selection::default()).unwrap();
    let (mut insets, mut beside, mut found) = (0, 0, Vec::new());
    for (name, recipe) in recipes {
        let figure = match dossier.figure_of(recipe.clone()).compose() {
            Ok(figure) => figure,
            Err(Error::Request { message, .. }) if message.contains("no room for a map") => continue,
            Err(failure) => panic!("{name}: {failure}"),
        };
        let Some(own) = inset_of(&figure) else {
            let is_said = figure.remarks.iter().any(|r| r.contains("no inset") || r.contains("no room for the inset"));
            assert!(is_said, "{name}: {:?}", figure.remarks);
            continue;
        };
        insets += 1;
        beside += usize::from(!own.boxes.frame.unwrap().overlaps(&figure.boxes.frame.unwrap()));
        found.extend(misleading(&figure, &own, recipe, &measured).into_iter().map(|what| format!("{name}: {what}")));
        found.extend(wrong(&figure, &own.boxes).into_iter().map(|what| format!("{name}: {what}")));
    }
    assert!(found.is_empty(), "of {insets}:\n{}", found.join("\n"));
    (insets, beside)
}

/// Recipes with insets on pages and in languages, of which every so many are taken from one on.
fn recipes(dossier: &Dossier, (first, each): (usize, usize)) -> Vec<(String, Recipe)> {
    let base = dossier.recipe("overview").unwrap();
    let mut recipes = Vec::new();
    for (n, page) in Page::ALL.into_iter().enumerate() {
        for (m, inset) in ["auto", "Kulob:40km", "69.0,36.9,69.7,37.3"].into_iter().enumerate() {
            let mut recipe = with_inset(&base, inset);
            (recipe.size, recipe.page, recipe.dpi) = (None, Some(page), None);
            LANGUAGES[(n + 3 * m) % LANGUAGES.len()].clone_into(&mut recipe.lang);
            recipe.show.key = [Choice::Auto, Choice::Never][m % 2];
            recipes.push((format!("{inset} {page:?} {}", recipe.lang), recipe));
        }
    }
    recipes.into_iter().skip(first).step_by(each).collect()
}

#[test]
fn nothing_misleads_on_insets() {
    let dossier = Dossier::embedded().unwrap();
    // Among them one on A4 in Arabic, whose dates stand in the way of leader lines.
    let (insets, _) = drawn(&dossier, &recipes(&dossier, (2, 8)));
    assert!(insets >= 2, "{insets}");
}

#[test]
#[ignore = "takes minutes: cargo test --release -p marz --lib -- --ignored misleads"]
fn nothing_misleads_on_insets_of_every_page() {
    let dossier = Dossier::embedded().unwrap();
    let (insets, _) = drawn(&dossier, &recipes(&dossier, (0, 1)));
    assert!(insets >= 15, "{insets}");
}

#[test]
fn an_inset_that_has_no_room_on_the_map_stands_beside_it() {
    let dossier = Dossier::embedded().unwrap();
    let own: Vec<Incident> = dossier.case().incidents.iter().filter(|i| i.at.is_some()).cloned().collect();
    // Symbols all over the map leave no room on it.
    let at = |n: usize| {
        let (column, row) = (f64::from(u32::try_from(n % 12).unwrap()), f64::from(u32::try_from(n / 12).unwrap()));
        LonLat::new(66.9 + 0.7 * column, 34.6 + 0.42 * row)
    };
    let spread = |(n, i): (usize, &Incident)| {
        let location = Location { side: None, ..i.location.clone() };
        Incident { id: format!("i{n}"), at: at(n).ok(), location, ..i.clone() }
    };
    let dossier = dossier.with_incidents(own.iter().cycle().take(120).enumerate().map(spread).collect());
    let mut recipe = with_inset(&dossier.recipe("overview").unwrap(), "Kulob:30km");
    recipe.lang = "fa".to_owned();
    (recipe.show.legend, recipe.show.key) = (Legend::Below, Choice::Never);
    assert_eq!(drawn(&dossier, &[("beside".to_owned(), recipe)]), (1, 1));
}

#[test]
fn what_is_not_crowded_has_no_inset_and_says_so() {
    let dossier = Dossier::embedded().unwrap();
    let mine = dossier.recipe("gold-mine").unwrap();
    let plain = dossier.figure_of(mine.clone()).compose().unwrap();
    for (recipe, word) in [
        (with_inset(&mine, "auto"), "are symbols of several places crowded"),
        (with_inset(&mine, "Khorugh:10km"), "lies outside of the map"),
    ] {
        let figure = dossier.figure_of(recipe).compose().unwrap();
        assert!(figure.boxes.inset.is_none() && inset_of(&figure).is_none());
        assert!(figure.remarks.iter().any(|r| r.contains(word)), "{word}: {:?}", figure.remarks);
        // Otherwise it is the map without an inset.
        assert_eq!(format!("{:?}", figure.scene.layers), format!("{:?}", plain.scene.layers));
    }
}

#[test]
fn the_numbers_of_a_key_are_those_of_the_inset() {
    let dossier = Dossier::embedded().unwrap();
    let mut recipe = with_inset(&dossier.recipe("gold-mine").unwrap(), "70.0,37.4,70.27,37.62");
    recipe.show.key = Choice::Always;
    let figure = dossier.figure_of(recipe).compose().unwrap();
    let own = inset_of(&figure).unwrap();
    assert!(own.boxes.unnamed_incidents.is_empty(), "{:?}", own.boxes.unnamed_incidents);
    let words = |figure: &Figure, layers: &[&str]| -> BTreeSet<usize> {
        let layers = figure.scene.layers.iter().filter(|l| layers.contains(&l.id.as_str())).flat_map(|l| &l.items);
        layers.filter_map(|i| if let Item::Text(t) = i { t.words.parse().ok() } else { None }).collect()
    };
    let [on_map, on_inset] = [&figure, &own].map(|f| words(f, &["incidents", "names"]));
    let singles: BTreeSet<&str> = figure
        .boxes
        .placed
        .iter()
        .chain(&own.boxes.placed)
        .filter(|p| p.ids.len() == 1)
        .map(|p| p.ids[0].as_str())
        .collect();
    let numbers: BTreeSet<usize> = on_map.union(&on_inset).copied().collect();
    assert!((1..=singles.len()).all(|n| numbers.contains(&n)), "{numbers:?} of {}", singles.len());
    assert!(on_inset.len() >= own.boxes.placed.len() / 2 && figure.scene.description.contains("Inset A"));
}

#[test]
fn a_city_of_a_crowded_map_has_an_inset() {
    let dossier = crowded(600);
    let base = dossier.recipe("overview").unwrap();
    let measured = dossier.measure(&Selection::default()).unwrap();
    let figure = dossier.figure_of(with_inset(&base, "Kulob:45km")).compose().unwrap();
    let own = inset_of(&figure).unwrap();
    assert_eq!(misleading(&figure, &own, &base, &measured), Vec::<String>::new());
    assert_eq!(wrong(&figure, &own.boxes), Vec::<String>::new());
    assert!(own.boxes.placed.len() > 5);
}

#[test]
fn tinted_provinces_are_explained_counted_and_credited() {
    let dossier = Dossier::embedded().unwrap();
    let measured = dossier.measure(&Selection::default()).unwrap();
    let cases = [
        (Choropleth::Incidents, "en", Theme::Print, Legend::Auto),
        (Choropleth::Killed, "fr", Theme::Grey, Legend::Short),
    ];
    for (of, lang, theme, legend) in cases {
        let mut recipe = dossier.recipe("overview").unwrap();
        (recipe.show.choropleth, recipe.theme, recipe.show.legend) = (of, theme, legend);
        (recipe.show.provinces, recipe.lang) = (false, lang.to_owned());
        // Counted as they are shown: what is left out is no part of it.
        recipe.filter.without = vec!["2026-01-18-khirmanjo".to_owned()];
        let figure = dossier.figure_of(recipe.clone()).compose().unwrap();
        assert_eq!(faults(&figure, &recipe, &measured), Faults::new());
        let position = |id: &str| figure.scene.layers.iter().position(|l| l.id == id).unwrap();
        assert!(position("countries") < position("choropleth") && position("choropleth") < position("border"));
        assert!(figure.scene.layers[position("choropleth")].items.len() > 3);
        assert!(figure.caption.contains("Natural Earth"), "{}", figure.caption);
        let words = |w: &str| {
            let items = figure.scene.layers.iter().flat_map(|l| &l.items);
            items.filter(|i| matches!(i, Item::Text(t) if t.words.contains(w))).count()
        };
        // In the short legend the first class stands behind the heading.
        assert_eq!(words("Morts par province\u{A0}: 1"), usize::from(lang == "fr"));
        if lang == "en" {
            assert!(
                words("Incidents by province") == 1
                    && words("Striped:") == 1
                    && words("43 incidents counted by province") == 1
            );
            assert!(figure.scene.description.contains("Kunduz 2–4") && figure.caption.contains("Takhar 2–8"));
            assert_eq!(figure.caption.matches("43 incidents counted by province").count(), 1, "{}", figure.caption);
        }
    }
}
