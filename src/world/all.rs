//! All land borders of an edition in one set, and the ground of all its countries.

use std::collections::HashMap;
use std::sync::LazyLock;

use marz_world::{Country, Edition, LandBorder};

use super::border::{ATTRIBUTION, LICENCE, english_name, refused, vertices};
use crate::error::Error;
use crate::measure::{BorderSet, SetMember, Territories, Territory};
use crate::model::{BorderFacts, Names, SideNames, Sides};
use crate::parallel::ordered;

/// What stands for all land borders where a border is asked for.
const WORLD: &str = "world";

/// Whether a text asks for all land borders: `world`, or `world@2026e` for those of an edition.
#[must_use]
pub fn is_world(text: &str) -> bool {
    text.split_once('@').map_or(text, |(word, _)| word) == WORLD
}

/// All land borders of the world: `world` for the edition in use, `world@2026e` for another one at hand.
///
/// # Errors
///
/// [`Error::Request`] for an edition that is not at hand.
pub fn all_borders(text: &str) -> Result<BorderSet, Error> {
    let edition = edition_of(text)?;
    let borders = on_all_cores(edition.borders(), |border| (member(border), vertices(&border.lines())))?;
    let facts = BorderFacts {
        name: "All land borders".to_owned(),
        source: format!("marz-world {}, simplified by 10 m", edition.name()),
        licence: LICENCE.to_owned(),
        attribution: ATTRIBUTION.to_owned(),
        edition: format!("{WORLD}@{}", edition.name()),
        ..BorderFacts::default()
    };
    BorderSet::new(borders, facts).map_err(|e| Error::Data(format!("{WORLD}: {e}")))
}

/// The ground of the countries of an edition, by [`all_borders`]' word for it; by their alpha-3 codes, as borders name them.
///
/// # Errors
///
/// As [`all_borders`].
pub fn territories(text: &str) -> Result<Territories, Error> {
    let edition = edition_of(text)?;
    let ground = |country: &'static Country| {
        let territory = Territory { code: country.code.clone(), name: country.english().to_owned() };
        // Every vertex, so that neighbours agree on every edge.
        (territory, country.outline(&[], 0.0), country.coast())
    };
    Territories::new(on_all_cores(edition.countries(), ground)?).map_err(|e| Error::Data(format!("{WORLD}: {e}")))
}

/// The alpha-3 code of a country of the edition in use, given by a code of two or three letters or by its name in any language.
///
/// # Errors
///
/// [`Error::Request`] where there is none; the message names what is near.
pub fn country_code(text: &str) -> Result<String, Error> {
    marz_world::country_named(text).map(|country| country.code.clone()).map_err(|e| refused(&e))
}

/// Whether a text names the country of the edition in use that has a code of two or three letters.
#[must_use]
pub fn is_country(text: &str, code: &str) -> bool {
    let has_code =
        |country: &Country| [&country.code, &country.alpha2].iter().any(|own| own.eq_ignore_ascii_case(code));
    marz_world::country_named(text).is_ok_and(has_code)
}

/// The code of two letters of the country that has a name, whole and in any language of the data; `None` if none has it, or several.
#[must_use]
pub fn alpha2_of_name(name: &str) -> Option<&'static str> {
    static BY_NAME: LazyLock<HashMap<String, Option<&'static str>>> = LazyLock::new(|| {
        let mut all: HashMap<String, Option<&'static str>> = HashMap::new();
        for country in marz_world::countries() {
            let code = Some(country.alpha2.as_str());
            let names = country.names.values().map(|name| name.to_lowercase()).chain(country.further_names());
            names.for_each(|name| {
                let known = all.entry(name).or_insert(code);
                *known = known.filter(|known| code == Some(known));
            });
        }
        all
    });
    BY_NAME.get(&name.trim().to_lowercase()).copied().flatten()
}

fn edition_of(text: &str) -> Result<&'static Edition, Error> {
    let Some((_, name)) = text.split_once('@') else { return Ok(Edition::in_use()) };
    let known = || Edition::at_hand().into_iter().map(Edition::name).collect::<Vec<_>>().join(" and ");
    Edition::named(name).ok_or_else(|| {
        Error::request(format!("{text}: there is no edition {name} here"), format!("at hand: {}", known()))
    })
}

/// Unpacks things in their order, on all cores.
fn on_all_cores<T: Sync, O: Send>(
    things: &'static [T],
    unpack: impl Fn(&'static T) -> O + Sync,
) -> Result<Vec<O>, Error> {
    let (mut rest, mut all) = (things.iter(), Vec::with_capacity(things.len()));
    let put = |one| {
        all.push(one);
        Ok::<(), Error>(())
    };
    ordered(|| Ok(rest.next()), unpack, put)?;
    Ok(all)
}

fn member(border: &'static LandBorder) -> SetMember {
    let side = |code: &str| {
        let name = border.edition().country(code).map_or(code, Country::english);
        SideNames { code: code.to_owned(), names: Names::english(name) }
    };
    SetMember {
        id: border.id.clone(),
        name: english_name(border),
        left: border.left.clone(),
        right: border.right.clone(),
        sides: Sides { left: side(&border.left), right: side(&border.right) },
        accuracy_m: border.accuracy.assumed_m(),
    }
}

#[cfg(test)]
mod tests {
    use geo::{LineString, MultiLineString, Point};

    use super::*;
    use crate::measure::{ACCURACY_M, FAR_ACCURACY, GeodesicLine, Nearest};
    use crate::model::LonLat;

    #[test]
    fn the_nearest_of_all_borders_is_that_of_each_line_by_itself() {
        let set = all_borders("world").unwrap();
        assert_eq!((set.members().len(), set.border().facts.edition.as_str()), (325, "world@2026e"));
        let line = |border: &'static LandBorder| {
            let part = |part: &Vec<LonLat>| part.iter().map(|p| geo::Coord::from(*p)).collect::<LineString>();
            GeodesicLine::from(&vertices(&border.lines()).iter().map(part).collect::<MultiLineString>())
        };
        let borders = Edition::in_use().borders();
        let lines: Vec<GeodesicLine> = borders.iter().map(line).collect();
        // All over the earth, and around the first vertex of every border: a coast or a place where three meet.
        let mut points: Vec<LonLat> = (0..150_u16)
            .map(|i| {
                let i = f64::from(i);
                LonLat::wrapped(i * 137.508, (1.0 - 2.0 * (i + 0.5) / 150.0).asin().to_degrees())
            })
            .collect();
        points.extend([(0.0, 90.0), (0.0, -90.0), (180.0, 66.0), (-180.0, 66.0)].map(|(x, y)| LonLat::wrapped(x, y)));
        points.extend(borders.iter().step_by(3).map(|b| {
            let first = b.lines().0[0].0[0];
            LonLat::wrapped(first.x + 0.2, first.y - 0.1)
        }));
        let batch = set.nearest_batch(&points);
        for (at, in_batch) in points.iter().zip(batch) {
            let mut truth: Vec<Nearest> = lines.iter().map(|line| line.nearest(*at)).collect();
            let by_number = truth.clone();
            truth.sort_by(|a, b| a.distance_m.total_cmp(&b.distance_m));
            let found = set.nearest(*at, 3, |_| true);
            assert_eq!(set.member_of(&found[0]), set.member_of(&in_batch));
            for (found, truth) in found.iter().zip(&truth) {
                let allowed_m = ACCURACY_M.max(FAR_ACCURACY * truth.distance_m);
                assert!((found.distance_m - truth.distance_m).abs() <= allowed_m, "{at:?}: {found:?} {truth:?}");
                let own = &by_number[set.number_of(found)];
                assert!((found.distance_m - own.distance_m).abs() <= allowed_m, "{at:?}: another border's distance");
            }
            assert!(
                (in_batch.distance_m - found[0].distance_m).abs() <= ACCURACY_M.max(FAR_ACCURACY * found[0].distance_m)
            );
        }
        assert!(all_borders("world@1914").unwrap_err().to_string().contains("1914"));
    }

    #[test]
    fn ground_has_its_country_and_coasts_their_own() {
        let ground = territories("world").unwrap();
        let number = |code: &str| ground.all().iter().position(|t| t.code == code);
        for (code, x, y) in [
            ("KHM", 104.9, 11.56),
            ("RUS", -175.0, 66.5),
            ("RUS", 20.5, 54.7),
            ("LSO", 28.2, -29.6),
            ("FJI", 178.0, -17.8),
            ("XKX", 21.16, 42.66),
        ] {
            assert_eq!(ground.country_at(Point::new(x, y)), number(code), "{code}");
        }
        assert_eq!(ground.country_at(Point::new(-30.0, 10.0)), None);
        // From Sri Lanka to India across the strait; nothing within a kilometre.
        let colombo = Point::new(79.9, 6.95);
        let (coast, nearest) = ground.nearest_coast(colombo, number("LKA"), f64::INFINITY).unwrap();
        assert!(Some(coast) == number("IND") && (200_000.0..300_000.0).contains(&nearest.distance_m));
        assert!(ground.nearest_coast(colombo, number("LKA"), 1_000.0).is_none());
        assert_eq!(ground.nearest_coast(colombo, None, f64::INFINITY).map(|(c, _)| c), Some(number("LKA").unwrap()));
    }

    #[test]
    fn the_word_for_all_borders() {
        assert!(is_world("world") && is_world("world@2026e") && !is_world("KHM-THA") && !is_world("world.geojson"));
        assert_eq!(country_code("Cambodge").unwrap(), "KHM");
        assert!(country_code("Atlantis").is_err());
    }
}
