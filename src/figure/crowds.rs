//! Figures of very many incidents, and of few on a close map: what is drawn in place of a carpet, and of bare ground.

use std::collections::BTreeSet;

use crate::compose::{Figure, Item};
use crate::dossier::Dossier;
use crate::model::{Incident, LonLat};
use crate::recipe::{By, Choice, ExtentText, ImageFormat, Kind, Legend, Recipe};

/// The dossier with its own records over and over, each moved a little.
pub(super) fn crowded(count: usize) -> Dossier {
    let dossier = Dossier::embedded().unwrap();
    let own: Vec<Incident> = dossier.case().incidents.iter().filter(|i| i.at.is_some()).cloned().collect();
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        f64::from(u32::try_from(seed >> 40).unwrap()) / f64::from(1 << 24) * 0.2 - 0.1
    };
    let copy = |(n, i): (usize, &Incident)| {
        let at = i.at.map(|at| LonLat::new(at.lon() + random(), at.lat() + random()).unwrap());
        Incident { id: format!("{}-{n}", i.id), at, ..i.clone() }
    };
    dossier.with_incidents(own.iter().cycle().take(count).enumerate().map(copy).collect())
}

pub(super) fn has_layer(figure: &Figure, id: &str) -> bool {
    figure.scene.layers.iter().any(|l| l.id == id && !l.items.is_empty())
}

#[test]
fn very_many_are_counted_in_hexagons_or_by_cluster() {
    let dossier = crowded(1_200);
    let figure = dossier.figure("overview").unwrap().compose().unwrap();
    assert!(has_layer(&figure, "hexagons"));
    let placed = &figure.boxes.placed;
    // As easily read as a map of some dozens, and nothing is lost.
    assert!((10..=90).contains(&placed.len()), "{}", placed.len());
    let ids: BTreeSet<&String> = placed.iter().flat_map(|p| &p.ids).collect();
    assert_eq!(ids.len(), placed.iter().map(|p| p.ids.len()).sum::<usize>());
    assert!(figure.boxes.unnamed_incidents.is_empty() && ids.len() >= figure.shown.shown);
    let mut close = dossier.recipe("overview").unwrap();
    close.extent =
        ExtentText { around: Some("kulob".to_owned()), radius: Some("60km".parse().unwrap()), ..ExtentText::default() };
    let figure = dossier.figure_of(close).compose().unwrap();
    assert!(!has_layer(&figure, "hexagons") && figure.boxes.placed.len() < 90);
}

#[test]
fn a_strip_of_very_many_is_a_heat_band() {
    let dossier = crowded(700);
    let figure = dossier.figure("strip").unwrap().compose().unwrap();
    assert!(has_layer(&figure, "heat") && !has_layer(&figure, "incidents") && figure.boxes.symbols.is_empty());
    // The shades are numbers.
    let words = figure.scene.layers.iter().flat_map(|l| &l.items);
    let is_said = |i: &Item| matches!(i, Item::Text(t) if t.words.contains("darkest"));
    assert!(words.into_iter().any(is_said));
    let few = Dossier::embedded().unwrap().figure("strip").unwrap().compose().unwrap();
    assert!(!has_layer(&few, "heat") && has_layer(&few, "incidents"));
}

/// The items of some layers, in the order in which they are drawn.
fn items<'f>(figure: &'f Figure, ids: &'f [&str]) -> Vec<&'f Item> {
    figure.scene.layers.iter().filter(|l| ids.contains(&l.id.as_str())).flat_map(|l| &l.items).collect()
}

#[test]
fn a_strip_without_a_size_is_as_high_as_its_incidents_need() {
    let high = |dossier: &Dossier| {
        let mut recipe = dossier.recipe("strip").unwrap();
        (recipe.size, recipe.page, recipe.dpi) = (None, None, None);
        dossier.figure_of(recipe).compose().unwrap().scene.height
    };
    let few = Dossier::embedded().unwrap();
    let few = few.with_incidents(few.case().incidents.iter().take(6).cloned().collect());
    assert_eq!((high(&few), high(&crowded(700))), (1_200, 1_200));
    assert!((1_500..=2_100).contains(&high(&crowded(120))), "{}", high(&crowded(120)));
}

#[test]
fn a_timeline_of_very_many_counts_them_with_their_dead() {
    let dossier = crowded(400);
    let figure = dossier.figure("timeline").unwrap().compose().unwrap();
    let said = figure.remarks.iter().find(|r| r.contains("cannot be told apart"));
    assert!(said.is_some_and(|r| r.contains("counted by")), "{:?}", figure.remarks);
    let words = |ids: &[&str]| -> Vec<String> {
        let texts = items(&figure, ids).into_iter();
        texts.filter_map(|i| if let Item::Text(t) = i { Some(t.words.clone()) } else { None }).collect()
    };
    // Every incident is in one of the counts, or stands for itself.
    let counts: Vec<usize> = words(&["incidents"]).iter().map(|w| w.parse().unwrap()).collect();
    let sums = words(&["dead-of-counts"]).join(" ");
    let singles = figure.boxes.symbols.len() - counts.len();
    assert_eq!(counts.iter().sum::<usize>() + singles, figure.shown.shown);
    assert!(sums.contains("or more"), "{sums}");
    assert!(words(&["headings"]).iter().any(|w| w.starts_with("Counted by")), "{:?}", words(&["headings"]));
    let boxes = &figure.boxes;
    let all: Vec<_> = boxes.symbols.iter().chain(&boxes.labels).collect();
    let covered = all.iter().enumerate().filter(|(i, a)| all[i + 1..].iter().any(|b| b.overlaps(a)));
    assert_eq!(covered.count(), 0);
    // However many dates leave their period open, they are one count with one bar.
    assert!(items(&figure, &["date-bars"]).len() <= 1);
    // Few stand on their dates.
    let few = Dossier::embedded().unwrap().figure("timeline").unwrap().compose().unwrap();
    assert!(!has_layer(&few, "dead-of-counts") && has_layer(&few, "incidents"));
}

#[test]
fn one_incident_of_many_dead_hides_no_map_of_the_multiples() {
    let radii = |dead: u32| {
        let embedded = Dossier::embedded().unwrap();
        let mut incidents = embedded.case().incidents.clone();
        let first = incidents.iter_mut().find(|i| i.at.is_some() && i.category.is_armed()).unwrap();
        (first.killed.min, first.killed.best, first.killed.max) = (Some(dead), None, Some(dead));
        let id = first.id.clone();
        let dossier = embedded.with_incidents(incidents);
        let mut recipe = dossier.recipe("multiples").unwrap();
        recipe.by = Some(By::Quarter);
        let figure = dossier.figure_of(recipe).compose().unwrap();
        let words = items(&figure, &["legend"]).into_iter();
        let is_capped = |i: &Item| matches!(i, Item::Text(t) if t.words.starts_with("More than"));
        let frames = items(&figure, &["frame"]).len();
        let capped = words.filter(|i| is_capped(i)).count();
        let of = |is_own: bool| {
            let placed = figure.boxes.placed.iter().filter(|p| p.ids.contains(&id) == is_own);
            placed.map(|p| p.radius).fold(0.0, f64::max)
        };
        (of(true), of(false), capped, frames)
    };
    let (few, many) = (radii(1), radii(400));
    assert!(many.0 > few.0 && many.2 == 1 && few.2 == 0, "{few:?} {many:?}");
    // The others keep their sizes, but for what a line more in the legend takes from the maps.
    assert!((many.1 - few.1).abs() < 0.05 * few.1, "{few:?} {many:?}");
}

#[test]
fn a_key_without_room_follows_on_pages_of_its_own() {
    let dossier = crowded(300);
    let recipe = |key| {
        let mut recipe: Recipe = dossier.recipe("overview").unwrap();
        recipe.show.key = key;
        recipe
    };
    let figure = dossier.figure_of(recipe(Choice::Always)).compose().unwrap();
    assert!(
        !figure.pages.is_empty() && figure.remarks.iter().any(|r| r.contains("follows on pages of its own")),
        "{:?}",
        figure.remarks
    );
    let listed = figure.pages.iter().flat_map(|s| &s.layers).flat_map(|l| &l.items);
    let count = listed.filter(|i| matches!(i, Item::Text(_))).count();
    assert!(count > 850, "{count} texts on {} pages", figure.pages.len());
    let long = super::rendered(&figure, ImageFormat::Pdf).unwrap().len();
    let alone = Figure { pages: Vec::new(), ..figure };
    assert!(long > super::rendered(&alone, ImageFormat::Pdf).unwrap().len() + 10_000);
    assert!(dossier.figure_of(recipe(Choice::Auto)).compose().unwrap().pages.is_empty());
}

#[test]
fn a_legend_without_room_stands_on_a_page_of_its_own() {
    let dossier = Dossier::embedded().unwrap();
    let column = dossier.recipe("column").unwrap();
    // Half as high as a column: the map alone has room.
    let low = Recipe { page: None, size: Some((992, 900)), dpi: Some(300), ..column };
    let figure = dossier.figure_of(low.clone()).compose().unwrap();
    assert!(!has_layer(&figure, "legend") && !figure.pages.is_empty(), "{:?}", figure.remarks);
    assert!(figure.remarks.iter().any(|r| r.contains("the legend has no room beside the map")), "{:?}", figure.remarks);
    let listed = figure.pages.iter().flat_map(|s| &s.layers).flat_map(|l| &l.items);
    assert!(listed.filter(|i| matches!(i, Item::Text(_))).count() > 8);
    // Without a legend nothing is missing.
    let mut without = low;
    without.show.legend = Legend::None;
    assert!(dossier.figure_of(without).compose().unwrap().pages.is_empty());
}

#[test]
fn a_close_map_is_filled_from_the_gazetteer_and_credits_it() {
    let dossier = Dossier::embedded().unwrap();
    let close = |lang: &str| {
        let mut recipe = dossier.recipe("overview").unwrap();
        recipe.kind = Kind::Map;
        recipe.lang = lang.to_owned();
        recipe.extent = ExtentText { bbox: Some([69.2, 36.4, 70.0, 36.9]), ..ExtentText::default() };
        dossier.figure_of(recipe).compose().unwrap()
    };
    let stock = dossier.stock().unwrap();
    assert!(stock.1.contains("GeoNames") && stock.0.len() > 100);
    let words = |figure: &Figure| {
        let names = figure.scene.layers.iter().filter(|l| l.id == "names").flat_map(|l| &l.items);
        names.filter_map(|i| if let Item::Text(t) = i { Some(t.words.clone()) } else { None }).collect::<Vec<_>>()
    };
    let named = words(&close("en"));
    let from_stock = |w: &&String| {
        let is_own = dossier.case().places.iter().any(|p| p.is_called(w));
        !is_own && stock.0.iter().any(|p| p.is_called(w))
    };
    assert!(named.iter().any(|w| from_stock(&w)), "{named:?}");
    // The stock has its names in Latin letters alone.
    assert!(!words(&close("fa")).iter().any(|w| from_stock(&w)));
}
