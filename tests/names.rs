//! Names of places in three scripts: the right answer, or none; never a wrong one that looks sure.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use marz::gazetteer::{Answer, Gazetteer, Query};
use marz::measure::GeodesicLine;
use marz::read::{Document, Strictness, areas, border, places, settlements};

/// The gazetteer of the dossier, as `marz find` makes it.
fn gazetteer() -> Gazetteer {
    let bytes = |path: &str| std::fs::read(path).unwrap();
    let document = |path: &str| Document::parse(path, &bytes(path)).unwrap();
    let own = places(&document("data/places.geojson"), None).value;
    let line = GeodesicLine::from(&border(&document("data/border.geojson"), Strictness::Dossier).value.unwrap());
    let wider = settlements("places", &bytes("data/basemap/places.geojson")).unwrap();
    let provinces = areas("provinces", &bytes("data/basemap/provinces.geojson")).unwrap();
    Gazetteer::new(&own)
        .with_wider(&wider, |at| line.nearest(at).distance_m <= 50_000.0)
        .with_provinces(&provinces.features)
}

fn ids(answer: &Answer<'_>) -> Vec<String> {
    answer.candidates().iter().map(|c| c.entry.place.id.clone()).collect()
}

/// At least 95 % of the spellings right, and no sure answer wrong. A row is right where a sure answer is the expected place, and
/// where an open question is left open with the expected place among the candidates.
#[test]
fn spellings_of_the_press_are_found_and_none_is_mistaken() {
    let gazetteer = gazetteer();
    let table = |name: &str| csv::Reader::from_path(format!("tests/names/{name}.csv")).unwrap().into_records();
    let (mut rows, mut right, mut wrong, mut missed) = (0, 0, Vec::new(), Vec::new());
    for row in table("spellings").chain(table("more_spellings")) {
        let row = row.unwrap();
        let cell = |i: usize| Some(&row[i]).filter(|c| !c.is_empty());
        let query = Query { name: &row[0], country: cell(1), province: cell(2), is_district: false };
        let (expected, id) = (&row[3], &row[4]);
        let answer = gazetteer.find(&query);
        let found = ids(&answer);
        let sure = matches!(answer, Answer::Sure { .. });
        let fits = match (expected, sure) {
            ("sure", true) => found[0] == id,
            ("open", false) => id.is_empty() || found.iter().any(|f| f == id),
            _ => false,
        };
        rows += 1;
        right += usize::from(fits);
        if !fits {
            let printed = format!("{}: {expected} {id}, but {}{found:?}", &row[0], if sure { "sure " } else { "" });
            if sure { wrong.push(printed) } else { missed.push(printed) }
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "sure and wrong");
    assert!(rows >= 360, "{rows} spellings");
    assert!(right * 100 >= rows * 95, "{right} of {rows} are right: {missed:#?}");
}

/// Every name that the data give a place is found, alone or among others of the name.
#[test]
fn every_name_of_the_data_leads_to_its_place() {
    let gazetteer = gazetteer();
    let mut names = 0;
    for entry in gazetteer.entries().iter().filter(|e| e.own) {
        for name in entry.place.names.0.values().chain(&entry.place.variants) {
            let answer = gazetteer.find(&Query::of(name));
            assert!(ids(&answer).contains(&entry.place.id), "{name}: {:?}", ids(&answer));
            if let Answer::Sure { best, .. } = &answer {
                // The dossier has the name: what is sure is its own place, and the two are one spot.
                assert!(best.entry.own, "{name}: {}", best.entry.place.id);
            }
            names += 1;
        }
    }
    assert!(names > 380, "{names}");
}

/// What gave wrong places before: far ones with scores of 91, and names that three places have.
#[test]
fn known_traps_are_no_sure_answers() {
    let gazetteer = gazetteer();
    for (name, never) in [("Hamadoni", "1346374"), ("Raghistan", "1346374")] {
        assert!(!ids(&gazetteer.find(&Query::of(name))).contains(&never.to_owned()), "{name}");
    }
    for (name, least) in [("Fayzabad", 3), ("Moskovskiy", 3), ("Farkhor", 2), ("Farkhar", 2), ("Ishkashim", 2)] {
        let Answer::Unsure(all) = gazetteer.find(&Query::of(name)) else { panic!("{name} is sure") };
        assert!(all.len() >= least, "{name}: {}", all.len());
        assert!(all.iter().all(|c| !c.reasons.is_empty()));
    }
    // A wrong country or province is reported, and gives no sure answer.
    for query in [
        Query { country: Some("AF"), ..Query::of("Khorugh") },
        Query { province: Some("Badakhshan"), ..Query::of("Taloqan") },
    ] {
        let Answer::Unsure(all) = gazetteer.find(&query) else { panic!("{query:?}") };
        assert!(all[0].reasons.iter().any(|r| r.starts_with("lies in")), "{:?}", all[0].reasons);
    }
}

#[test]
fn a_district_is_its_centre_with_the_radius_of_a_district() {
    let gazetteer = gazetteer();
    let radius = |name: &str| {
        let Answer::Sure { best, .. } = gazetteer.find(&Query::of(name)) else { panic!("{name}") };
        (best.entry.place.id.clone(), best.radius_m)
    };
    assert_eq!(radius("Panj"), ("panj-town".to_owned(), Some(4_000)));
    assert_eq!(radius("Panj district"), ("panj-town".to_owned(), Some(25_000)));
    assert_eq!(radius("Шамсиддин Шоҳин"), ("shamsiddin-shohin-district".to_owned(), Some(40_000)));
    // The name stands in a column of districts.
    let query = Query { is_district: true, country: Some("TJ"), ..Query::of("Panj") };
    let Answer::Sure { best, .. } = gazetteer.find(&query) else { panic!("{query:?}") };
    assert_eq!((best.entry.place.id.as_str(), best.radius_m), ("panj-town", Some(25_000)));
}

/// Kupwara in India: the seat of the district is in GeoNames as Kopawor, a smaller town 55 km from it as Kupwāra.
#[test]
fn a_smaller_town_of_the_name_is_not_surely_the_seat_of_a_district() {
    let own = |id: &str, name: &str, people: u32, lat: f64| {
        format!(
            r#"{{"type":"Feature","id":"{id}","properties":{{"kind":"town","country":"IN","names":{{"en":"{name}"}},"rank":8,"population":{people}}},"geometry":{{"type":"Point","coordinates":[74.264,{lat}]}}}}"#
        )
    };
    let seat = r#"{"type":"Feature","id":1,"properties":{"name":"Kopawor","country":"IN","population":21771,"variants":["Kupwara"]},"geometry":{"type":"Point","coordinates":[74.264,34.5286]}}"#;
    let collection = |all: &[&str]| format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, all.join(","));
    let both = collection(&[&own("small", "Kupwāra", 14711, 34.0306), &own("seat", "Kopawor", 21771, 34.5286)]);
    let own = places(&Document::parse("own", both.as_bytes()).unwrap(), None).value;
    let wider = settlements("wider", collection(&[seat]).as_bytes()).unwrap();
    let gazetteer = Gazetteer::new(&own).with_wider(&wider, |_| true);
    let query = Query { country: Some("IN"), ..Query::of("Kupwara") };
    assert!(matches!(gazetteer.find(&query), Answer::Sure { best, .. } if best.entry.place.id == "small"));
    let Answer::Unsure(all) = gazetteer.find(&Query { is_district: true, ..query }) else { panic!("sure") };
    let found: Vec<&str> = all.iter().map(|c| c.entry.place.id.as_str()).collect();
    assert!(found.contains(&"small") && found.contains(&"seat"), "{found:?}");
}

#[test]
fn nothing_is_made_of_nothing() {
    let gazetteer = gazetteer();
    let long = "a".repeat(5_000);
    for name in ["", " ", "'", "\u{200b}", "()", ",", ",,", "123", "日本", "🙂", "\u{301}", &long] {
        assert!(!matches!(gazetteer.find(&Query::of(name)), Answer::Sure { .. }), "{name}");
    }
    assert!(matches!(Gazetteer::new(&[]).find(&Query::of("Panj")), Answer::Nothing));
}

/// A town of the wider stock may bear the name of its neighbour as another name of its own.
#[test]
fn another_name_altogether_of_a_place_is_not_surely_it() {
    let stock = r#"{"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": 1, "properties": {"name": "Ngūr", "country": "IN", "population": 32734,
         "variants": ["Champhai", "Ngoor"]}, "geometry": {"type": "Point", "coordinates": [93.3732, 23.538]}},
        {"type": "Feature", "id": 2, "properties": {"name": "Zokhawthar", "country": "IN", "population": 2646,
         "variants": ["Moreh"]}, "geometry": {"type": "Point", "coordinates": [93.384, 23.366]}},
        {"type": "Feature", "id": 3, "properties": {"name": "Moreh", "country": "IN", "population": 16847},
         "geometry": {"type": "Point", "coordinates": [94.3007, 24.2508]}}]}"#;
    let wider = settlements("places", stock.as_bytes()).unwrap();
    let gazetteer = Gazetteer::default().with_wider(&wider, |_| true);
    for country in [None, Some("IN")] {
        let find = |name| gazetteer.find(&Query { name, country, province: None, is_district: false });
        let Answer::Unsure(all) = find("Champhai") else { panic!("{:?}", find("Champhai")) };
        assert!(all[0].to_string().contains("another name than its own"), "{}", all[0]);
        // Its own name, and the main name of another, are sure; so is a spelling of its own where the country is named.
        for (name, id) in [("Ngūr", "1"), ("Moreh", "3")] {
            let Answer::Sure { best, .. } = find(name) else { panic!("{name}: {:?}", find(name)) };
            assert!(best.entry.place.id.ends_with(id), "{name}: {}", best.entry.place.id);
        }
    }
    let query = Query { name: "Ngoor", country: Some("IN"), province: None, is_district: false };
    assert!(matches!(gazetteer.find(&query), Answer::Sure { .. }));
}
