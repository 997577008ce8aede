//! What would mislead on a figure, counted over many scenes: every count is 0.

use std::collections::BTreeMap;

use super::random_extent::Random;
use crate::compose::{AreaName, Figure, Item, Layer, Text};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::measure::Side;
use crate::measured::{Measured, MeasuredIncident, Selection};
use crate::model::{Incident, LonLat, Place, ReportedSide};
use crate::project::Page as At;
use crate::recipe::{BorderKm, Choice, ExtentText, Kind, Page, Recipe, Theme};

/// The faults of a figure, each under what it is counted as.
pub(super) type Faults = BTreeMap<&'static str, Vec<String>>;

/// The side on which a record must be drawn: as its report says, else as it is computed where the whole disc says so.
fn wanted(m: &MeasuredIncident<'_>) -> Option<Side> {
    let p = m.proximity()?;
    match (p.nearest.side, m.reported_side()) {
        (Side::Disputed, _) => None,
        (_, Some(ReportedSide::Left)) => Some(Side::Left),
        (_, Some(ReportedSide::Right)) => Some(Side::Right),
        (_, Some(ReportedSide::Both)) => None,
        (side, None) => p.p_left.filter(|p| *p <= 0.0 || *p >= 1.0).map(|_| side),
    }
}

/// The distance of a point from a segment.
fn from_segment(at: At, (a, b): (At, At)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let t = (((at.0 - a.0) * dx + (at.1 - a.1) * dy) / (dx * dx + dy * dy).max(1e-12)).clamp(0.0, 1.0);
    (at.0 - a.0 - t * dx).hypot(at.1 - a.1 - t * dy)
}

/// Whether the nearer half of the way from a symbol to its point leads through a box. Over the other half, which begins at the sign of a place, a
/// date or a main place may stand rather than nowhere.
fn passes(from: At, to: At, r: &crate::project::Rect) -> bool {
    (20..=40_u8).any(|k| {
        let t = f64::from(k) / 40.0;
        r.contains((from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1)))
    })
}

fn text_of(item: &Item) -> Option<&Text> {
    if let Item::Text(text) = item { Some(text) } else { None }
}

/// The texts of a figure, or those of one of its layers.
fn texts<'f>(figure: &'f Figure, layer: Option<&'f str>) -> impl Iterator<Item = &'f Text> {
    let layers = figure.scene.layers.iter().filter(move |l| layer.is_none_or(|id| l.id == id));
    layers.flat_map(|l| &l.items).filter_map(text_of)
}

pub(super) fn faults(figure: &Figure, recipe: &Recipe, measured: &Measured<'_>) -> Faults {
    let mut found = Faults::new();
    let mut add = |what: &'static str, which: String| found.entry(what).or_default().push(which);
    let placed = &figure.boxes.placed;
    for (i, symbol) in placed.iter().enumerate() {
        for m in measured.iter().filter(|m| symbol.ids.contains(&m.incident.id)) {
            let drawn = symbol.position.map(|at| m.context().side_at(at));
            if let Some(side) = wanted(m).filter(|side| drawn != Some(*side)) {
                add("wrong side", format!("{} is drawn {drawn:?}, not {side:?}", m.incident.id));
            }
            let third = |at: Option<LonLat>| at.and_then(|at| m.context().third_country_at(at));
            let (from, to) = (third(m.incident.at), third(symbol.position));
            if to.is_some() && from != to {
                add("in a third country", m.incident.id.clone());
            }
            let own = m.nearest().map(|n| n.side == Side::Disputed);
            if own.zip(drawn).is_some_and(|(own, drawn)| own != (drawn == Side::Disputed)) {
                add("onto or off contested ground", format!("{} is drawn {drawn:?}", m.incident.id));
            }
        }
        let moved = from_segment(symbol.at, (symbol.point, symbol.point));
        if moved <= 1.0 {
            continue;
        }
        // Where the point lies on the wrong side of the line, the right one may be farther off.
        let share = moved / f64::from(figure.scene.width);
        let is_across = |m: &&MeasuredIncident<'_>| {
            let sides = [m.incident.at, symbol.position].map(|at| at.map(|at| m.context().side_at(at)));
            sides[0] != sides[1]
        };
        let own = || measured.iter().filter(|m| symbol.ids.contains(&m.incident.id));
        if share > if own().any(|m| is_across(&m)) { 0.1 } else { 0.08 } {
            add("far from its point", format!("{:?} by {:.1} % of the width", symbol.ids, 100.0 * share));
        }
        if symbol.ids.len() == 1 && share > 0.04 && own().any(|m| wanted(m).is_none() && is_across(&m)) {
            add(
                "of both sides, but across the line",
                format!("{:?} by {:.1} % of the width", symbol.ids, 100.0 * share),
            );
        }
        let crossed = |(j, o): &(usize, &crate::compose::PlacedSymbol)| {
            *j != i && from_segment(o.at, (symbol.point, symbol.at)) < o.radius
        };
        for (_, other) in placed.iter().enumerate().filter(crossed) {
            add("leader through a symbol", format!("{:?} through {:?}", symbol.ids, other.ids));
        }
    }
    for (i, leader) in figure.boxes.leaders.iter().enumerate() {
        let middle = (leader.x + leader.width / 2.0, leader.y + leader.height / 2.0);
        for symbol in placed.iter().filter(|s| from_segment(s.at, (middle, middle)) < s.radius - 1.0) {
            add("leader through a symbol", format!("box {i} of a label's through {:?}", symbol.ids));
        }
    }
    let b = &figure.boxes;
    for (i, km) in b.kilometres.iter().enumerate() {
        let above = b.kilometres.iter().skip(i + 1).chain(&b.labels).chain(&b.symbols).chain(&b.furniture);
        for other in above.filter(|o| o.overlaps(km)) {
            add("kilometre figure covered", format!("at {:.0},{:.0} by {other:?}", km.x, km.y));
        }
    }
    // Slides and social pages are read on a phone.
    let least = Page::least_points_of(recipe.page) / 72.0 * f64::from(recipe.dots());
    for text in texts(figure, None).filter(|t| t.size < least - 1e-6) {
        add("type too small", format!("{:?} of {:.1} px, not {least:.1}", text.words, text.size));
    }
    // A small page may have no room, if its remarks say so.
    if recipe.kind == Kind::Timeline && !figure.remarks.iter().any(|remark| remark.contains("covers another")) {
        for (i, symbol) in b.symbols.iter().enumerate() {
            for other in b.symbols.iter().skip(i + 1).filter(|o| o.overlaps(symbol)) {
                add("incident covered", format!("at {:.0},{:.0} by {other:?}", symbol.x, symbol.y));
            }
        }
    }
    if matches!(recipe.kind, Kind::Multiples | Kind::Pair) {
        for layer in ["names", "country-names"] {
            let layers = figure.scene.layers.iter().filter(|l| l.id == layer);
            let words = |l: &Layer| l.items.iter().filter_map(text_of).map(|t| t.words.clone()).collect::<Vec<_>>();
            let each: Vec<Vec<String>> = layers.map(words).collect();
            if each.iter().any(|e| Some(e) != each.first()) {
                add("multiples of different maps", format!("{each:?}"));
            }
        }
    }
    let border = &measured.context().border().facts.sides;
    for area in &figure.boxes.area_names {
        let contested = area.positions.iter().filter(|at| measured.context().side_at(**at) == Side::Disputed).count();
        if contested > 0 {
            add("name on contested ground", format!("{}: {contested} of {}", area.name, area.positions.len()));
        }
        let side = [(&border.left.code, Side::Left), (&border.right.code, Side::Right)];
        let Some((_, own)) = side.into_iter().find(|(code, _)| **code == area.country) else { continue };
        let other = if own == Side::Left { Side::Right } else { Side::Left };
        let across = area.positions.iter().filter(|at| measured.context().side_at(**at) == other).count();
        if across > 0 {
            add("name outside its area", format!("{}: {across} of {}", area.name, area.positions.len()));
        }
    }
    // A column of 84 mm and a page for a phone may have no room for a long name, if their remarks say so.
    let is_narrow = recipe.page.is_some_and(|page| page == Page::Column || page.is_social());
    let is_said = |side: &String| figure.remarks.iter().any(|remark| remark.contains(side.as_str()));
    for side in figure.boxes.unnamed_sides.iter().filter(|side| !is_narrow || !is_said(side)) {
        add("side without a name", side.clone());
    }
    let moved = placed.iter().filter(|s| from_segment(s.at, (s.point, s.point)) > 1.0);
    for symbol in moved {
        for label in figure.boxes.labels.iter().filter(|l| passes(symbol.point, symbol.at, &l.grown(-2.0))) {
            add("leader through a label", format!("{:?} at {:.0},{:.0}", symbol.ids, label.x, label.y));
        }
    }
    for text in &figure.unprintable {
        add("glyph box", format!("{text:?}"));
    }
    found
}

/// The faults of many figures, each with the figure that it is on.
#[derive(Default)]
struct Counters {
    drawn: usize,
    symbols: usize,
    /// Figures whose remarks say that a side has no room for its name.
    unnamed: usize,
    faults: Faults,
}

impl Counters {
    fn count(&mut self, dossier: &Dossier, measured: &Measured<'_>, recipe: &Recipe, name: &str) {
        let figure = match dossier.figure_of(recipe.clone()).compose() {
            Ok(figure) => figure,
            // A key of many incidents has no room on a small page, and that is an error.
            Err(Error::Request { message, .. }) if message.contains("no room for a map") => return,
            Err(failure) => panic!("{name}: {failure}"),
        };
        if let Some(place) = &recipe.extent.around {
            let named: Vec<&Place> = dossier.case().places.iter().filter(|p| p.is_called(place)).collect();
            let language = recipe.languages(dossier.languages()).unwrap().first;
            let words: Vec<&str> = texts(&figure, Some("names")).map(|t| t.words.as_str()).collect();
            let words = words.join(" ");
            let is_named = |p: &&Place| language.name(&p.names).is_some_and(|n| words.contains(n));
            if !named.iter().any(is_named) {
                self.faults.entry("centre without a name").or_default().push(name.to_owned());
            }
        }
        self.drawn += 1;
        self.symbols += figure.boxes.placed.len();
        self.unnamed += usize::from(!figure.boxes.unnamed_sides.is_empty());
        for (what, list) in faults(&figure, recipe, measured) {
            self.faults.entry(what).or_default().extend(list.iter().map(|f| format!("{name}: {f}")));
        }
    }

    fn are_none(&self, least_drawn: usize) {
        let counts: Vec<String> = self.faults.iter().map(|(what, list)| format!("{what}: {}", list.len())).collect();
        let all: Vec<&String> = self.faults.values().flatten().take(60).collect();
        assert!(self.faults.is_empty(), "{} figures, {} symbols: {counts:?}\n{all:#?}", self.drawn, self.symbols);
        assert!(self.drawn >= least_drawn, "{}", self.drawn);
        assert!(20 * self.unnamed <= self.drawn, "{} of {} without the name of a side", self.unnamed, self.drawn);
    }
}

#[test]
fn the_counters_count() {
    let dossier = Dossier::embedded().unwrap();
    let measured = dossier.measure(&Selection::default()).unwrap();
    let recipe = dossier.recipe("overview").unwrap();
    let mut figure = dossier.figure_of(recipe.clone()).compose().unwrap();
    assert_eq!(faults(&figure, &recipe, &measured), Faults::new());
    let boxes = &mut figure.boxes;
    let far = boxes.placed.iter().find(|p| from_segment(p.at, (boxes.placed[0].at, boxes.placed[0].at)) > 100.0);
    let far = far.unwrap().clone();
    (boxes.placed[0].at, boxes.placed[0].point) = (far.at, (far.at.0 - 90.0, far.at.1));
    // All drawn where the first one stands.
    let first = boxes.placed[0].position;
    boxes.placed.iter_mut().for_each(|p| p.position = first);
    let sides = &dossier.case().border.facts.sides;
    let elsewhere = boxes.area_names.iter().find(|n| n.country == sides.right.code).unwrap().positions.clone();
    boxes.area_names.push(AreaName {
        name: "Elsewhere".to_owned(),
        country: sides.left.code.clone(),
        positions: elsewhere,
    });
    figure.boxes.kilometres.push(figure.boxes.labels[0]);
    for item in figure.scene.layers.iter_mut().flat_map(|l| &mut l.items) {
        if let Item::Text(text) = item {
            text.size *= 0.5;
        }
    }
    let found = faults(&figure, &recipe, &measured);
    let all = [
        "wrong side",
        "leader through a symbol",
        "name outside its area",
        "kilometre figure covered",
        "type too small",
    ];
    for what in all {
        assert!(found.contains_key(what), "{what}");
    }
}

/// A dossier of a border with contested ground, and incidents on it, beside it and at its edge.
fn contested() -> Dossier {
    let dossier = Dossier::for_border("SDN-SSD").unwrap();
    // Longitude, latitude, dead, day.
    let list = [
        (29.40, 10.00, 4, "2025-05-23"),
        (29.40, 10.00, 15, "2025-12-09"),
        (29.40, 10.00, 0, "2026-04-15"),
        (28.58, 9.36, 4, "2025-07-03"),
        (28.58, 9.36, 11, "2026-04-06"),
        (28.44, 9.59, 2, "2025-08-08"),
        (28.44, 9.59, 1, "2026-01-11"),
        (28.44, 9.59, 0, "2026-06-08"),
        (28.43, 10.05, 2, "2026-06-30"),
        (24.42, 9.27, 1, "2026-03-05"),
        (24.60, 8.90, 9, "2026-05-29"),
        (25.35, 13.63, 25, "2026-03-12"),
        (27.08, 9.97, 17, "2026-03-17"),
        (29.71, 11.01, 14, "2026-03-10"),
        (30.38, 10.60, 9, "2026-03-09"),
        (27.39, 8.77, 7, "2026-03-03"),
    ];
    let incident = |(i, (lon, lat, dead, day)): (usize, (f64, f64, u32, &str))| -> Incident {
        let text = format!(
            r#"{{"title":"t","summary":"s","category":"clash","date":"{day}","location":{{"name":"n","basis":"gazetteer","extent":"point"}},
            "killed":{{"min":{dead},"max":{dead}}},"wounded":{{"min":null,"max":null}},"status":"one_side",
            "grade":{{"reliability":"B","credibility":2}},"sources":[{{"publisher":"p"}}]}}"#
        );
        let read: Incident = serde_json::from_str(&text).unwrap();
        Incident { id: format!("i{i}"), at: Some(LonLat::new(lon, lat).unwrap()), ..read }
    };
    dossier.with_incidents(list.into_iter().enumerate().map(incident).collect())
}

#[test]
fn contested_ground_stays_nobodys() {
    let dossier = contested();
    let measured = dossier.measure(&Selection::default()).unwrap();
    let mut counters = Counters::default();
    let base = dossier.recipe("overview").unwrap();
    let mut count = |lang: &str, change: &dyn Fn(&mut Recipe)| {
        let mut recipe = base.clone();
        lang.clone_into(&mut recipe.lang);
        change(&mut recipe);
        let name = format!("{:?} {:?} {lang}", recipe.kind, recipe.extent);
        counters.count(&dossier, &measured, &recipe, &name);
    };
    let km =
        |from: f64, to: f64| ExtentText { km: Some([from, to].map(BorderKm::Running).into()), ..ExtentText::default() };
    let around = || ExtentText {
        around: Some("Abyei".to_owned()),
        radius: Some("60km".parse().unwrap()),
        ..ExtentText::default()
    };
    count("en", &|_| {});
    count("ar", &|r| r.extent = around());
    for lang in ["en", "ar"] {
        count(lang, &|r| r.extent = km(0.0, 250.0));
        count(lang, &|r| r.kind = Kind::Multiples);
    }
    count("en", &|r| *r = dossier.recipe("timeline").unwrap());
    let timeline = dossier.figure("timeline").unwrap().compose().unwrap();
    assert!(!timeline.remarks.iter().any(|remark| remark.contains("covers another")), "{:?}", timeline.remarks);
    counters.are_none(7);
}

/// A dossier of a border between two tripoints, with crowds of incidents at both: of the one side, of both, and of neither.
fn at_tripoints() -> Dossier {
    let dossier = Dossier::for_border("BFA-NER").unwrap();
    let line = dossier.line();
    let mut random = Random::new();
    let mut list = Vec::new();
    for n in 0..60 {
        let far_m = random.below(9_000) as f64;
        let measure_m = if n % 2 == 0 { far_m } else { line.length_m() - far_m };
        let (at, _) = line.point_at_measure(measure_m).unwrap();
        // Some on the line, some beside it, and at the tripoint these lie in the third country.
        let aside = |n: usize| if n.is_multiple_of(3) { 0.0 } else { (n as f64 - 60.0) / 1_500.0 };
        let (east, north) = (aside(random.below(120)), aside(random.below(120)));
        let side = ["\"both\"", "null", "\"left\"", "null"][n / 2 % 4];
        let (dead, year) = (random.below(12), 2024 + n / 2 % 2);
        let text = format!(
            r#"{{"title":"t","summary":"s","category":"clash","date":"{year}-05-03","location":{{"name":"n","basis":"gazetteer","extent":"point",
            "side":{side}}},"killed":{{"min":{dead},"max":{dead}}},"wounded":{{"min":null,"max":null}},"status":"one_side",
            "grade":{{"reliability":"B","credibility":2}},"sources":[{{"publisher":"p"}}]}}"#
        );
        let read: Incident = serde_json::from_str(&text).unwrap();
        list.push(Incident {
            id: format!("i{n}"),
            at: Some(LonLat::new(at.x() + east, at.y() + north).unwrap()),
            ..read
        });
    }
    dossier.with_incidents(list)
}

#[test]
fn nothing_is_moved_into_a_third_country() {
    let dossier = at_tripoints();
    let measured = dossier.measure(&Selection::default()).unwrap();
    let base = dossier.recipe("overview").unwrap();
    let sides = &dossier.case().border.facts.sides;
    let countries = dossier.case().basemap.countries.iter().flat_map(|l| &l.features);
    let others: Vec<_> = countries.filter(|c| c.code != sides.left.code && c.code != sides.right.code).collect();
    let third = |at: Option<LonLat>| {
        let point = geo::Point::from(at?);
        others.iter().find(|c| geo::Contains::contains(&c.shape, &point)).map(|c| c.code.as_str())
    };
    // What is of a side or of both lies in none, wherever its point is.
    let own_of = |i: &Incident| if i.location.side.is_none() { third(i.at) } else { None };
    let own: BTreeMap<&str, Option<&str>> =
        measured.iter().map(|m| (m.incident.id.as_str(), own_of(m.incident))).collect();
    assert!(own.values().flatten().count() > 0, "some lie in the third countries themselves");
    let mut random = Random::new();
    let (mut moved, mut astray) = (0, Vec::new());
    for round in 0..24 {
        let mut recipe = base.clone();
        let half = 0.05 + 0.05 * random.below(12) as f64;
        let (lon, lat) = if round % 2 == 0 { (0.232, 15.0) } else { (2.409, 11.903) };
        let (lon, lat) = (lon + half * (random.below(9) as f64 - 4.0) / 8.0, lat);
        recipe.extent =
            ExtentText { bbox: Some([lon - half, lat - half, lon + half, lat + half]), ..ExtentText::default() };
        recipe.kind = if round % 6 == 5 { Kind::Multiples } else { Kind::Map };
        let figure = dossier.figure_of(recipe).compose().unwrap();
        for symbol in &figure.boxes.placed {
            let there = third(symbol.position);
            moved += usize::from(from_segment(symbol.at, (symbol.point, symbol.point)) > 1.0);
            let is_astray = |id: &&String| there.is_some() && own.get(id.as_str()) != Some(&there);
            astray.extend(symbol.ids.iter().filter(is_astray).map(|id| format!("{round}: {id} in {there:?}")));
        }
    }
    assert!(moved > 100, "{moved}");
    assert!(astray.is_empty(), "{} of {moved}: {astray:#?}", astray.len());
}

pub(super) const LANGUAGES: [&str; 8] = ["en", "tg", "fa", "ru", "es", "fr", "ar", "tg+fa"];

/// Each recipe as it stands, and on pages and in languages of which every so many are taken.
fn recipes(each: usize, least_drawn: usize) {
    let dossier = Dossier::embedded().unwrap();
    let measured = dossier.measure(&Selection::default()).unwrap();
    let mut counters = Counters::default();
    for (i, name) in dossier.recipes().unwrap().iter().enumerate() {
        let base = dossier.recipe(name).unwrap();
        counters.count(&dossier, &measured, &base, name);
        let pages = Page::ALL.into_iter().flat_map(|page| LANGUAGES.map(|lang| (page, lang)));
        for (page, lang) in pages.skip((7 * i) % each).step_by(each) {
            let mut recipe = base.clone();
            (recipe.size, recipe.page, recipe.dpi) = (None, Some(page), None);
            recipe.lang = lang.to_owned();
            counters.count(&dossier, &measured, &recipe, &format!("{name} {page:?} {lang}"));
        }
    }
    counters.are_none(least_drawn);
}

#[test]
fn nothing_misleads_on_the_recipes() {
    recipes(17, 30);
}

#[test]
#[ignore = "takes minutes: cargo test --release -p marz --lib -- --ignored misleads"]
fn nothing_misleads_on_the_recipes_in_every_language_and_page() {
    recipes(1, 400);
}

#[test]
fn nothing_misleads_on_extents() {
    extents(5, 30);
}

#[test]
#[ignore = "takes minutes: cargo test --release -p marz --lib -- --ignored misleads"]
fn nothing_misleads_on_two_hundred_extents() {
    extents(1, 150);
}

/// Extents with one language and page each in rotation, of which every so many are drawn.
fn extents(each: usize, least_drawn: usize) {
    let dossier = Dossier::embedded().unwrap();
    let measured = dossier.measure(&Selection::default()).unwrap();
    let base = dossier.recipe("overview").unwrap();
    let points: Vec<&Place> = dossier.case().places.iter().filter(|p| p.kind.is_point()).collect();
    let mut random = Random::new();
    let mut counters = Counters::default();
    for round in 0..200 {
        let mut recipe = base.clone();
        recipe.extent = random.extent(round % 3, &points);
        (recipe.size, recipe.page, recipe.dpi) = (None, Some(Page::ALL[round % Page::ALL.len()]), None);
        recipe.lang = LANGUAGES[round % LANGUAGES.len()].to_owned();
        recipe.theme = Theme::ALL[round % 4];
        recipe.show.key = [Choice::Auto, Choice::Always, Choice::Never][round % 3];
        let name = format!("{round}: {:?} {:?} {}", recipe.extent, recipe.page, recipe.lang);
        if round % each == 0 {
            counters.count(&dossier, &measured, &recipe, &name);
        }
    }
    counters.are_none(least_drawn);
}
