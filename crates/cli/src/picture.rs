//! From a recipe to pictures: the joint of `recipe`, `compose` and `render`.

use std::borrow::Cow;

use super::console::Failure;
use super::measure::selected;
use super::withhold::Withheld;
use marz::compose::{
    Figure, MapSpec, StripSpec, compose_map, compose_multiples, compose_strip, compose_timeline, is_shown, legible,
};
use marz::language::Languages;
use marz::measure::{BorderLine, direct};
use marz::model::{Dossier, Extent as Spot, Incident, LonLat, Place};
use marz::project::Projection;
use marz::recipe::{Extent, ImageFormat, Kind, Recipe};
use marz::render;

/// Composes the figure of a recipe.
pub fn figure(dossier: &Dossier, languages: &Languages, line: &BorderLine, recipe: &Recipe) -> Result<Figure, Failure> {
    recipe.check()?;
    let filter = recipe.filter.resolve()?;
    let withheld = Withheld::by(&filter);
    withheld.known(dossier.incidents.iter().map(|i| i.id.as_str()))?;
    let mut dossier = legible(dossier);
    if !withheld.is_nothing() {
        dossier = Cow::Owned(withheld.without_edition(dossier.into_owned()));
    }
    let dossier = &*dossier;
    let incidents = selected(dossier, line, &filter);
    if recipe.kind == Kind::Strip {
        let spec = StripSpec { recipe, km: stretch(line, recipe)?, languages: recipe.languages(languages)? };
        return Ok(compose_strip(dossier, line, &incidents, &spec)?);
    }
    if recipe.kind == Kind::Timeline {
        return Ok(compose_timeline(dossier, &incidents, recipe, recipe.languages(languages)?)?);
    }
    let projection = match recipe.projection.as_str() {
        "auto" => None,
        given => Some(Projection::requested(given)?),
    };
    let extent = extent(dossier, line, recipe, &incidents)?;
    let spec = MapSpec { recipe, extent, projection, languages: recipe.languages(languages)? };
    Ok(match recipe.kind {
        Kind::Multiples => compose_multiples(dossier, line, &incidents, &spec)?,
        _ => compose_map(dossier, line, &incidents, &spec)?,
    })
}

/// The stretch of the border that a figure along its kilometres shows; nothing for all of it.
fn stretch(line: &BorderLine, recipe: &Recipe) -> Result<Option<(f64, f64)>, Failure> {
    let most = line.length_m() / 1000.0;
    match recipe.extent.resolve()? {
        Extent::Km(from, _) if from >= most => {
            Err(Failure::usage(format!("the border ends at kilometre {most:.3}"), None))
        }
        Extent::Km(from, to) => Ok(Some((from, to))),
        _ => Ok(None),
    }
}

/// The bytes of a figure.
pub fn rendered(figure: &Figure, format: ImageFormat) -> Result<Vec<u8>, Failure> {
    let svg = render::svg(&figure.scene)?;
    Ok(match format {
        ImageFormat::Svg => svg.into_bytes(),
        ImageFormat::Png => render::png(&figure.scene, &svg)?,
        ImageFormat::Pdf => render::pdf(&figure.scene, &svg)?,
    })
}

/// The positions that must be on the map.
fn extent(
    dossier: &Dossier,
    line: &BorderLine,
    recipe: &Recipe,
    incidents: &[&Incident],
) -> Result<Vec<LonLat>, Failure> {
    let whole = || dossier.border.parts().iter().flatten().copied().collect::<Vec<LonLat>>();
    let mut points = match recipe.extent.resolve()? {
        Extent::Border => whole(),
        Extent::Incidents => {
            // What the map does not draw does not widen it.
            let is_drawn = |i: &&&Incident| {
                is_shown(i.category, recipe.show.claims, recipe.show.contacts) && i.location.extent == Spot::Point
            };
            let points: Vec<LonLat> = incidents.iter().filter(is_drawn).filter_map(|i| i.at).collect();
            if points.is_empty() {
                return Err(Failure::usage("no incident with a place passes the filter", None));
            }
            points
        }
        Extent::Km(from, to) => {
            let points: Vec<LonLat> = line.stretch(from, to).into_iter().flatten().collect();
            if points.is_empty() {
                let most = line.length_m() / 1000.0;
                return Err(Failure::usage(format!("the border ends at kilometre {most:.3}"), None));
            }
            points
        }
        Extent::Around(name, radius_m) => {
            let centre = named(dossier, &name)?.at;
            (0..36_u8).map(|i| direct(centre, f64::from(i) * 10.0, radius_m).0).collect()
        }
        Extent::Bbox([west, south, east, north]) => {
            // Parallels are curved on the map: corners alone would cut them.
            // A box whose west is greater than its east lies across the antimeridian.
            let wide = (east - west).rem_euclid(360.0);
            let along = |t: f64| [LonLat::wrapped(west + t * wide, south), LonLat::wrapped(west + t * wide, north)];
            (0..=16_u8).flat_map(|i| along(f64::from(i) / 16.0)).collect()
        }
    };
    for name in &recipe.extent.include {
        points.push(named(dossier, name)?.at);
    }
    Ok(points)
}

/// A place of the dossier by one of its names or its id.
fn named<'a>(dossier: &'a Dossier, name: &str) -> Result<&'a Place, Failure> {
    let wanted = name.to_lowercase();
    let is = |text: &str| text.to_lowercase() == wanted;
    let matches = |p: &&Place| is(&p.id) || p.names.0.values().any(|n| is(n)) || p.variants.iter().any(|n| is(n));
    let mut hits: Vec<&Place> = dossier.places.iter().filter(matches).collect();
    hits.sort_by_key(|p| p.rank);
    match hits.as_slice() {
        [] => {
            let like = |p: &&Place| {
                let best =
                    p.names.0.values().chain(&p.variants).map(|n| strsim::jaro_winkler(&n.to_lowercase(), &wanted));
                best.fold(0.0_f64, f64::max)
            };
            let nearest = dossier.places.iter().max_by(|a, b| like(a).total_cmp(&like(b)));
            let hint = nearest.map(|p| format!("did you mean '{}'?", p.names.in_language("en").unwrap_or(&p.id)));
            Err(Failure::usage(format!("there is no place '{name}' in the dossier"), hint))
        }
        [place, ..] => Ok(place),
    }
}

#[cfg(test)]
mod tests {
    use super::super::dossier::{Home, load};
    use super::*;
    use marz::project::Rect;
    use marz::recipe::{Choice, ExtentText, Length, Page, Theme};

    fn dossier() -> Dossier {
        load(Home::Embedded).unwrap().dossier.unwrap()
    }

    /// What covers what on a figure, in words.
    fn faults(figure: &Figure) -> Vec<String> {
        let b = &figure.boxes;
        let frame = b.frame.unwrap();
        let mut found = Vec::new();
        let inside = |r: &Rect| frame.contains((r.x, r.y)) && frame.contains((r.right(), r.bottom()));
        for (i, label) in b.labels.iter().enumerate() {
            let mut check = |what: &str, covers: bool| {
                if covers {
                    found.push(format!("label {i} at {:.0},{:.0} {what}", label.x, label.y));
                }
            };
            check("leaves the frame", !inside(label));
            check("covers a label", b.labels.iter().skip(i + 1).any(|o| o.overlaps(label)));
            check("covers a symbol", b.symbols.iter().any(|o| o.overlaps(label)));
            let words = label.grown(-2.0);
            check("is crossed by a leader line", b.leaders.iter().any(|o| o.overlaps(&words)));
            check("covers furniture", b.furniture.iter().any(|o| o.overlaps(label)));
        }
        for (i, furniture) in b.furniture.iter().enumerate() {
            if !inside(furniture) {
                found.push(format!("furniture {i} leaves the frame"));
            }
            if b.symbols.iter().any(|s| s.overlaps(furniture)) {
                found.push(format!("furniture {i} covers a symbol"));
            }
            if b.furniture.iter().skip(i + 1).any(|o| o.overlaps(furniture)) {
                found.push(format!("furniture {i} covers furniture"));
            }
        }
        found.extend(b.unnamed_incidents.iter().map(|id| format!("{id} has neither label nor number")));
        found.extend(b.unnamed_capitals.iter().map(|id| format!("{id} has no name")));
        found
    }

    #[test]
    fn nothing_covers_anything_on_the_recipes() {
        let dossier = dossier();
        let line = BorderLine::new(&dossier.border);
        let names = Home::Embedded.recipes().unwrap();
        assert!(names.len() >= 7);
        for name in names {
            let figure =
                figure(&dossier, Languages::embedded(), &line, &Home::Embedded.recipe(&name).unwrap()).unwrap();
            assert_eq!(faults(&figure), Vec::<String>::new(), "{name}");
            assert!(figure.boxes.labels.len() > 5 && !figure.boxes.symbols.is_empty(), "{name}");
        }
    }

    #[test]
    fn nothing_covers_anything_on_charts_of_every_language_and_page() {
        let dossier = dossier();
        let line = BorderLine::new(&dossier.border);
        let (mut drawn, mut wrong) = (0, Vec::new());
        for name in ["strip", "strip-years", "timeline", "multiples"] {
            let base = Home::Embedded.recipe(name).unwrap();
            for lang in ["en", "tg", "fa", "ru", "ru+fa"] {
                for page in [None, Some(Page::A4), Some(Page::A4Landscape), Some(Page::Slide), Some(Page::Square)] {
                    let mut recipe = base.clone();
                    recipe.lang = lang.to_owned();
                    if page.is_some() {
                        (recipe.size, recipe.page, recipe.dpi) = (None, page, None);
                    }
                    let figure = match figure(&dossier, Languages::embedded(), &line, &recipe) {
                        Ok(figure) => figure,
                        Err(Failure::Usage { message, .. }) if message.contains("no room for a map") => continue,
                        Err(failure) => panic!("{name} {lang} {page:?}: {failure}"),
                    };
                    drawn += 1;
                    let mut found = faults(&figure);
                    // Where there is no room for a date that is remarked.
                    found.retain(|f| !f.ends_with("neither label nor number"));
                    if !found.is_empty() {
                        wrong.push(format!("{name} {lang} {page:?}: {}", found.join("; ")));
                    }
                }
            }
        }
        assert!(drawn >= 80, "{drawn}");
        assert!(wrong.is_empty(), "{} of {drawn}:\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn nothing_covers_anything_on_two_hundred_extents() {
        let dossier = dossier();
        let line = BorderLine::new(&dossier.border);
        let base = Home::Embedded.recipe("overview").unwrap();
        let spots: Vec<&Place> = dossier.places.iter().filter(|p| p.kind.is_spot()).collect();
        let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
        let mut random = move |below: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            usize::try_from(seed >> 20).unwrap() % below
        };
        let mut wrong = Vec::new();
        let mut too_small = 0;
        for round in 0..200 {
            let mut recipe = base.clone();
            recipe.extent = match random(3) {
                0 => {
                    let from = random(1200) as f64;
                    ExtentText { km: Some((from, from + 10.0 + random(300) as f64)), ..ExtentText::default() }
                }
                1 => ExtentText {
                    around: Some(spots[random(spots.len())].id.clone()),
                    radius: Some(format!("{}km", 5 + random(200)).parse::<Length>().unwrap()),
                    ..ExtentText::default()
                },
                _ => {
                    let (west, south) = (66.5 + random(60) as f64 / 10.0, 34.0 + random(40) as f64 / 10.0);
                    let (wide, high) = (0.4 + random(30) as f64 / 10.0, 0.4 + random(20) as f64 / 10.0);
                    ExtentText { bbox: Some([west, south, west + wide, south + high]), ..ExtentText::default() }
                }
            };
            (recipe.size, recipe.page) = match random(4) {
                0 => (None, Some(Page::ALL[random(Page::ALL.len())])),
                1 => (Some((1200, 1200)), None),
                2 => (Some((1400, 1800)), None),
                _ => (Some((1600, 1100)), None),
            };
            recipe.dpi = None;
            recipe.lang = ["en", "tg", "fa", "ru", "tg+fa", "en+fa"][random(6)].to_owned();
            recipe.theme = Theme::ALL[random(4)];
            recipe.show.key = [Choice::Auto, Choice::Always, Choice::Never][random(3)];
            recipe.show.journeys = random(3) == 0;
            let told = format!(
                "{round}: {:?} {:?} {:?} {} {:?}",
                recipe.extent, recipe.size, recipe.page, recipe.lang, recipe.show.key
            );
            let figure = match figure(&dossier, Languages::embedded(), &line, &recipe) {
                Ok(figure) => figure,
                // A key of many incidents has no room on a small page, and that is said.
                Err(Failure::Usage { message, .. })
                    if recipe.show.key == Choice::Always && message.contains("no room for a map") =>
                {
                    too_small += 1;
                    continue;
                }
                Err(failure) => panic!("{told}: {failure}"),
            };
            let mut found = faults(&figure);
            // Without the key nothing else can name what has no room.
            if recipe.show.key == Choice::Never {
                found.retain(|f| !f.ends_with("neither label nor number"));
            }
            if !found.is_empty() {
                wrong.push(format!("{told}: {}", found.join("; ")));
            }
        }
        assert!(too_small <= 10, "{too_small} pages were too small");
        assert!(wrong.is_empty(), "{} of 200:\n{}", wrong.len(), wrong.join("\n"));
    }
}
