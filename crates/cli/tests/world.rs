//! Land borders of the world by their code: listed, started as a dossier, drawn and measured.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;

mod support;

use support::{files, marz, text};

#[test]
fn three_commands_lead_from_nothing_to_a_map() {
    let folder = tempfile::tempdir().unwrap();
    let started = marz(folder.path(), &["init", "KHM-THA"]);
    assert_eq!(started.status.code(), Some(0), "{}", text(&started.stderr));
    let printed = text(&started.stderr);
    for part in ["Cambodia–Thailand border", "assumed from its class A: 500 m", "the line is drawn as disputed:"] {
        assert!(printed.contains(part), "{part}: {printed}");
    }
    let home = folder.path().join("KHM-THA");
    let drawn = marz(&home, &["map", "overview"]);
    assert_eq!(drawn.status.code(), Some(0), "{}", text(&drawn.stderr));
    assert!(fs::read(home.join("overview.png")).unwrap().starts_with(b"\x89PNG"));
    let checked = marz(&home, &["check"]);
    assert_eq!((checked.status.code(), text(&checked.stdout)), (Some(0), String::new()), "{}", text(&checked.stderr));
    // The dossier stands alone, with the licences of its ground.
    let all = files(&home);
    for name in [
        "data/countries.geojson",
        "data/rivers.geojson",
        "data/licences/ODbL-1.0.txt",
        "data/README.md",
        "maps/strip.toml",
    ] {
        assert!(all.iter().any(|f| f == name), "{name}: {all:?}");
    }
    let border: serde_json::Value =
        serde_json::from_slice(&fs::read(home.join("data/border.geojson")).unwrap()).unwrap();
    let facts = &border["features"][0]["properties"];
    assert_eq!(
        (facts["sides"]["left"]["code"].as_str(), facts["edition"].as_str()),
        (Some("KH"), Some("KHM-THA@2026e"))
    );
    assert_eq!(facts["published_lengths"][0]["km"], 817.0);
    assert_eq!(facts["ends"]["start"]["names"]["en"], "Tripoint with Laos");
    // The page is upright: the line runs from north to south.
    assert!(fs::read_to_string(home.join("maps/overview.toml")).unwrap().contains("size = [1200, 1600]"));
    let found = marz(&home, &["find", "Aranyaprathet"]);
    assert!(text(&found.stdout).contains("102.5013"), "{}", text(&found.stdout));
}

#[test]
fn a_border_of_parts_has_the_right_sides() {
    let folder = tempfile::tempdir().unwrap();
    // Yerevan, Nakhchivan, Baku, Sisian, Ganja, Karki.
    let points = "id,lon,lat\nyerevan,44.513,40.177\nnakhchivan,45.412,39.209\nbaku,49.892,40.378\nsisian,46.032,39.521\nganja,46.361,40.683\n";
    fs::write(folder.path().join("points.csv"), points).unwrap();
    let side = |args: &[&str]| {
        let out = marz(folder.path(), args);
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let mut reader = csv::Reader::from_reader(out.stdout.as_slice());
        let column = reader.headers().unwrap().iter().position(|c| c == "side").unwrap();
        reader.records().map(|r| r.unwrap()[column].to_owned()).collect::<Vec<_>>()
    };
    let sides = side(&["measure", "points.csv", "--border", "ARM-AZE", "--format", "csv"]);
    assert_eq!(sides, ["right", "left", "left", "right", "left"]);
    let out = marz(folder.path(), &["init", "parts", "--between", "Armenia,Azerbaijan"]);
    assert!(text(&out.stderr).contains("6 parts, 4 of them closed rings"), "{}", text(&out.stderr));
    let home = folder.path().join("parts");
    assert_eq!(marz(&home, &["check"]).status.code(), Some(0));
    assert_eq!(side(&["measure", "points.csv", "--dossier", "parts", "--format", "csv"]), sides);
    for recipe in ["overview", "strip"] {
        let out = marz(&home, &["map", recipe]);
        assert_eq!(out.status.code(), Some(0), "{recipe}: {}", text(&out.stderr));
    }
}

/// Border, place, longitude, latitude, the alpha-2 code of the country it lies in; empty for a third country or water.
const PLACES: [(&str, &str, f64, f64, &str); 50] = [
    ("ARG-URY", "Buenos Aires", -58.38, -34.60, "AR"),
    ("ARG-URY", "La Plata", -57.95, -34.92, "AR"),
    ("ARG-URY", "Montevideo", -56.16, -34.88, "UY"),
    ("ARG-URY", "Colonia", -57.84, -34.46, "UY"),
    ("ARG-URY", "the estuary", -57.20, -34.85, ""),
    ("ARG-URY", "Ushuaia", -68.30, -54.81, "AR"),
    ("CHN-HKG", "Tuen Mun", 113.97, 22.39, "HK"),
    ("CHN-HKG", "Lantau", 113.98, 22.26, "HK"),
    ("CHN-HKG", "Shenzhen", 114.06, 22.545, "CN"),
    ("ROU-UKR", "Balta", 29.62, 47.94, "UA"),
    ("ROU-UKR", "Yampil", 28.28, 48.24, "UA"),
    ("ROU-UKR", "Chisinau", 28.85, 47.01, ""),
    ("NOR-SWE", "Fredrikstad", 10.93, 59.21, "NO"),
    ("NOR-SWE", "Strömstad", 11.17, 58.94, "SE"),
    ("CAN-USA", "St Andrews", -67.05, 45.07, "CA"),
    ("CAN-USA", "Campobello", -66.93, 44.88, "CA"),
    ("CAN-USA", "Prince Rupert", -130.32, 54.31, "CA"),
    ("CAN-USA", "Juneau", -134.42, 58.30, "US"),
    ("CAN-USA", "Honolulu", -157.86, 21.31, "US"),
    ("ARG-CHL", "Puerto Williams", -67.62, -54.93, "CL"),
    ("ARG-CHL", "Ushuaia", -68.30, -54.81, "AR"),
    ("CHN-IND", "Kunming", 102.72, 25.04, "CN"),
    ("CHN-IND", "Guwahati", 91.74, 26.14, "IN"),
    ("CHN-IND", "Kathmandu", 85.32, 27.70, ""),
    ("HUN-UKR", "Sátoraljaújhely", 21.66, 48.40, "HU"),
    ("HUN-UKR", "Kosice", 21.26, 48.72, ""),
    ("ARM-IRN", "Parsabad", 47.92, 39.65, "IR"),
    ("ARM-IRN", "Nakhchivan", 45.41, 39.21, ""),
    ("KGZ-TJK", "Sokh", 71.13, 39.96, ""),
    ("KGZ-TJK", "Vorukh", 70.59, 39.85, "TJ"),
    ("KGZ-TJK", "Dushanbe", 68.78, 38.54, "TJ"),
    ("AFG-CHN", "Dushanbe", 68.78, 38.54, ""),
    ("AFG-CHN", "Kashgar", 75.99, 39.47, "CN"),
    ("KHM-THA", "Lahore", 74.34, 31.55, ""),
    ("KHM-THA", "Chiang Mai", 98.99, 18.79, "TH"),
    ("KHM-THA", "Vientiane", 102.60, 17.97, ""),
    ("ARM-AZE", "Nakhchivan", 45.412, 39.209, "AZ"),
    ("ARM-AZE", "Karki", 44.95, 39.79, "AZ"),
    ("ARM-AZE", "Artsvashen", 45.51, 40.64, "AM"),
    ("ARM-AZE", "Tbilisi", 44.80, 41.72, ""),
    ("BEL-NLD", "Maastricht", 5.69, 50.85, "NL"),
    ("BEL-NLD", "Antwerp", 4.40, 51.22, "BE"),
    ("AGO-COD", "Cabinda", 12.19, -5.56, "AO"),
    ("AGO-COD", "Kinshasa", 15.30, -4.33, "CD"),
    ("AGO-COD", "Pointe-Noire", 11.86, -4.78, ""),
    ("DEU-POL", "Świnoujście", 14.247, 53.9105, "PL"),
    ("DEU-POL", "Heringsdorf", 14.16, 53.95, "DE"),
    ("IND-PAK", "Amritsar", 74.87, 31.63, "IN"),
    ("IND-PAK", "Lahore", 74.34, 31.55, "PK"),
    ("IND-PAK", "Colombo", 79.86, 6.93, ""),
];

#[test]
fn a_place_is_on_the_side_of_its_country() {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    let mut ids: Vec<&str> = PLACES.iter().map(|p| p.0).collect();
    ids.dedup();
    for id in ids {
        let of: Vec<_> = PLACES.iter().filter(|p| p.0 == id).collect();
        let table: String = of.iter().map(|(_, name, lon, lat, _)| format!("{name},{lon},{lat}\n")).collect();
        fs::write(folder.path().join("points.csv"), format!("id,lon,lat\n{table}")).unwrap();
        let out = marz(folder.path(), &["measure", "points.csv", "--border", id, "--format", "csv"]);
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let listed = text(&marz(folder.path(), &["border", "info", "--border", id]).stdout);
        let mut reader = csv::Reader::from_reader(out.stdout.as_slice());
        let column = |r: &csv::StringRecord, name: &str| r.iter().position(|c| c == name).unwrap();
        let headers = reader.headers().unwrap().clone();
        let (side, p_left) = (column(&headers, "side"), column(&headers, "p_left"));
        for ((_, name, _, _, code), row) in of.into_iter().zip(reader.records().map(Result::unwrap)) {
            let sides = ["left", "right"].map(|side| {
                let line = listed.lines().find(|l| l.contains(side) && l.contains('(')).unwrap_or_default();
                line.contains(&format!("({code})"))
            });
            let expected = match sides {
                [true, _] => ("left", "1.000"),
                [_, true] => ("right", "0.000"),
                _ => ("unknown", ""),
            };
            let found = (&row[side], &row[p_left]);
            if found != expected {
                wrong.push(format!("{id} {name}: {found:?}, expected {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn exchanged_sides_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let given = marz(folder.path(), &["init", "KHM-THA", "--left", "TH=Thailand", "--right", "KH=Cambodia"]);
    assert_eq!(given.status.code(), Some(2), "{}", text(&given.stderr));
    let said = text(&given.stderr);
    assert!(said.contains("Cambodia (KH)") && said.contains("Thailand (TH)"), "{said}");
    marz(folder.path(), &["init", "KHM-THA"]);
    let home = folder.path().join("KHM-THA");
    let file = home.join("data/border.geojson");
    let own = fs::read_to_string(&file).unwrap();
    let mut border: serde_json::Value = serde_json::from_str(&own).unwrap();
    let sides = &mut border["features"][0]["properties"]["sides"];
    let (left, right) = (sides["left"].clone(), sides["right"].clone());
    (sides["left"], sides["right"]) = (right.clone(), left.clone());
    fs::write(&file, border.to_string()).unwrap();
    let checked = marz(&home, &["check"]);
    let said = text(&checked.stdout) + &text(&checked.stderr);
    assert_eq!(checked.status.code(), Some(1), "{said}");
    assert!(said.contains("exchanged") && said.contains("Thailand (TH)") && said.contains("Cambodia (KH)"), "{said}");
    // The name alone.
    let sides = &mut border["features"][0]["properties"]["sides"];
    (sides["left"], sides["right"]) = (left.clone(), right.clone());
    sides["left"]["names"] = right["names"].clone();
    fs::write(&file, border.to_string()).unwrap();
    let checked = marz(&home, &["check"]);
    assert!((text(&checked.stdout) + &text(&checked.stderr)).contains("carries the name of Thailand (TH)"));
}

#[test]
fn twin_towns_and_the_provinces_of_new_codes_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let cases: [(&str, &[&str]); 6] = [
        ("KHM-THA", &["Aranyaprathet", "Paoy Paet"]),
        ("IND-PAK", &["Amritsar", "Lahore"]),
        ("MEX-USA", &["San Diego", "Tijuana", "El Paso", "Ciudad Juárez"]),
        ("CAN-USA", &["Toronto", "Montréal", "Windsor", "Detroit"]),
        ("BEL-NLD", &["Baarle-Hertog"]),
        ("SDN-SSD", &[]),
    ];
    for (id, towns) in cases {
        assert_eq!(marz(folder.path(), &["init", id]).status.code(), Some(0));
        let read = |name: &str| -> serde_json::Value {
            serde_json::from_slice(&fs::read(folder.path().join(id).join("data").join(name)).unwrap()).unwrap()
        };
        let places = read("places.geojson");
        let places = places["features"].as_array().unwrap();
        let missing: Vec<_> =
            towns.iter().filter(|t| !places.iter().any(|p| p["properties"]["names"]["en"] == **t)).collect();
        assert!(missing.is_empty() && places.len() <= 400, "{id} {missing:?} {}", places.len());
        if id == "SDN-SSD" {
            let provinces = read("provinces.geojson").to_string();
            assert!(provinces.contains("SS-NU") && provinces.contains("SD-"));
        }
    }
}

#[test]
fn what_is_no_border_is_refused_with_what_is_near() {
    let folder = tempfile::tempdir().unwrap();
    let cases: [(&[&str], &str); 13] = [
        (
            &["init", "x", "--border", "THA-VNM"],
            "Thailand and Vietnam share no land border; nearest are KHM-THA, KHM-VNM, LAO-THA, LAO-VNM",
        ),
        (&["init", "x", "--between", "Congo,Angola"], "Democratic Republic of the Congo (COD)"),
        (&["init", "x", "--between", "Korea,Japan"], "South Korea (KOR)"),
        (&["init", "x", "--between", "Guinea,Senegal"], "Guinea-Bissau (GNB)"),
        (&["init", "x", "--between", "Thailand"], "expected two countries"),
        (&["init", "x", "--between", "Tajikstan,China"], "did you mean Tajikistan (TJK)?"),
        (&["init", "x", "--border", "KHM-THA@2026c"], "KHM-THA of edition 2026c is kept for comparing only"),
        (&["init", "x"], "which border is the dossier for?"),
        (&["border", "list", "Atlantis"], "no border is named 'Atlantis'"),
        (&["border", "list", "KHM-THA@2026c"], "there is no edition '2026c' here, only 2026e"),
        (&["border", "list", "Northern Cyprus"], "no border here runs by it"),
        (&["border", "info", "--border", "KHM-TAH"], "did you mean KHM-THA"),
        (&["init", "x", "--between", "Crimea,Russia"], "borders concerned are RUS-UKR"),
    ];
    for (args, expected) in cases {
        let out = marz(folder.path(), args);
        assert_eq!(out.status.code(), Some(2), "{args:?}: {}", text(&out.stderr));
        assert!(text(&out.stderr).contains(expected), "{args:?}: {}", text(&out.stderr));
    }
    assert!(files(folder.path()).is_empty());
}

#[test]
fn codes_are_taken_as_people_write_them_and_files_win() {
    let folder = tempfile::tempdir().unwrap();
    let turned = marz(folder.path(), &["border", "info", "--border", "th-kh"]);
    assert_eq!(turned.status.code(), Some(0), "{}", text(&turned.stderr));
    assert!(text(&turned.stderr).contains("th-kh is the border KHM-THA"), "{}", text(&turned.stderr));
    assert!(text(&turned.stdout).contains("Cambodia (KH)"), "{}", text(&turned.stdout));
    fs::write(folder.path().join("KHM-THA"), r#"{"type":"LineString","coordinates":[[0,0],[1,0]]}"#).unwrap();
    let own = marz(folder.path(), &["border", "info", "--border", "KHM-THA"]);
    assert!(text(&own.stdout).contains("111.319 km"), "{}", text(&own.stdout));
    let drawn = marz(folder.path(), &["map", "--border", "SRB-XKX", "--output", "xk.svg"]);
    assert_eq!(drawn.status.code(), Some(0), "{}", text(&drawn.stderr));
    assert!(fs::read_to_string(folder.path().join("xk.svg")).unwrap().contains("Kosovo"));
}

#[test]
fn a_folder_may_be_named_by_a_path_and_codes_by_two_letters() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("sub")).unwrap();
    for name in ["sub/KHM-THA", "LAO-THA/", "kh-vn"] {
        let out = marz(folder.path(), &["init", name, "--accuracy", "50m"]);
        assert_eq!(out.status.code(), Some(0), "{name}: {}", text(&out.stderr));
        assert!(text(&out.stderr).contains("200 m is the least to count on"), "{}", text(&out.stderr));
        assert_eq!(name == "kh-vn", text(&out.stderr).contains("kh-vn is the border KHM-VNM"));
    }
    assert!(folder.path().join("sub/KHM-THA/marz.toml").exists() && folder.path().join("LAO-THA/marz.toml").exists());
}

#[test]
fn the_list_names_borders_in_any_script() {
    let folder = tempfile::tempdir().unwrap();
    let list = |args: &[&str]| text(&marz(folder.path(), &[&["border", "list"], args].concat()).stdout);
    let all = list(&[]);
    assert_eq!(all.lines().count(), 325 + 3);
    assert!(all.contains("325 borders, edition 2026e"));
    let two = list(&["Таиланд"]);
    for id in ["KHM-THA", "LAO-THA", "MMR-THA", "MYS-THA"] {
        assert!(two.contains(id), "{two}");
    }
    assert!(list(&["Kashmir"]).contains("Kashmir has no line of its own here"));
    assert!(list(&["th-kh"]).starts_with("th-kh is the border KHM-THA"));
    assert_eq!(list(&["disputed"]).lines().count(), 57 + 3);
    let stretches = list(&["IND-PAK"]);
    assert!(stretches.contains("control line and disputed, on stretches"), "{stretches}");
    let parts = list(&["CAN-USA"]);
    assert!(!parts.contains("0 of them closed"), "{parts}");
    let one: serde_json::Value = serde_json::from_str(&list(&["AFG-TJK", "--format", "json"])).unwrap();
    assert_eq!((one[0]["id"].as_str(), one[0]["published"][0]["km"].as_f64()), (Some("AFG-TJK"), Some(1357.0)));
    assert!(text(&marz(folder.path(), &["version"]).stdout).contains("world edition     2026e"));
}

#[test]
fn figures_come_in_the_languages_of_the_two_countries() {
    let folder = tempfile::tempdir().unwrap();
    // Border, languages with an overview, and for some a name that stands on it.
    let cases: [(&str, &[(&str, &str)]); 10] = [
        ("ESP-MAR", &[("ar", "الحدود بين إسبانيا والمغرب"), ("es", "Marruecos"), ("fr", "Frontière Espagne–Maroc")]),
        ("SDN-TCD", &[("ar", "الجنينة"), ("fr", "Darfour du Nord")]),
        ("COL-VEN", &[("es", "Frontera Colombia–Venezuela")]),
        ("KHM-THA", &[("km", ""), ("th", "ตราด")]),
        ("MMR-THA", &[("my", ""), ("th", "")]),
        ("BGD-IND", &[("bn", ""), ("hi", "")]),
        ("ISR-LBN", &[("ar", "لبنان"), ("he", "")]),
        ("ARM-GEO", &[("hy", ""), ("ka", "")]),
        ("ERI-ETH", &[("am", ""), ("ar", ""), ("ti", "")]),
        ("BGR-GRC", &[("el", "")]),
    ];
    for (id, languages) in cases {
        assert_eq!(marz(folder.path(), &["init", id]).status.code(), Some(0), "{id}");
        let home = folder.path().join(id);
        let recipes: Vec<String> = files(&home.join("maps")).into_iter().filter(|f| f.contains("overview-")).collect();
        let expected: Vec<String> = languages.iter().map(|(l, _)| format!("overview-{l}.toml")).collect();
        assert_eq!(recipes, expected, "{id}");
        let checked = marz(&home, &["check"]);
        assert_eq!((checked.status.code(), text(&checked.stdout)), (Some(0), String::new()), "{id}");
        for (language, name) in languages {
            let drawn = marz(&home, &["map", &format!("overview-{language}"), "--output", "map.svg"]);
            let said = text(&drawn.stderr);
            assert!(drawn.status.success() && !said.contains("no font has"), "{id} {language}: {said}");
            let svg = fs::read_to_string(home.join("map.svg")).unwrap();
            assert!(svg.contains(name), "{id} {language}: {name}");
            let titles = svg.rsplit("id=\"title\"").next().unwrap();
            let title = titles.lines().find(|l| l.contains("<text")).unwrap();
            // The title begins at the right where the language does.
            assert_eq!(title.contains("text-anchor=\"end\""), *language == "ar", "{id} {language}: {title}");
        }
    }
    // Names alone are good for the second line, and only in the languages that the border has names in.
    let home = folder.path().join("KHM-THA");
    let refused = |lang: &str| text(&marz(&home, &["map", "overview", "--lang", lang, "--output", "x.svg"]).stderr);
    assert!(
        refused("en+lo").contains("the second also km, th, of which the dossier has names alone"),
        "{}",
        refused("en+lo")
    );
    assert!(refused("th").contains("languages/th.ftl beside marz.toml"), "{}", refused("th"));
    let places = fs::read_to_string(home.join("data/places.geojson")).unwrap();
    assert!(places.contains(r#""th":"อรัญประเทศ""#));
    // The border's own name in every language of the program.
    let border = fs::read_to_string(home.join("data/border.geojson")).unwrap();
    for name in ["Frontera Camboya–Tailandia", "Frontière Cambodge–Thaïlande", "الحدود بين كمبوديا وتايلاند"]
    {
        assert!(border.contains(name), "{name}");
    }
}

#[test]
fn the_page_has_the_shape_of_the_border_and_the_map_of_a_new_dossier_counts_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let started = marz(folder.path(), &["init", "GMB-SEN", "--quiet"]);
    assert_eq!(started.status.code(), Some(0), "{}", text(&started.stderr));
    // Its two ends lie one above the other, and it is four times as wide as high.
    let home = folder.path().join("GMB-SEN");
    assert!(fs::read_to_string(home.join("maps/overview.toml")).unwrap().contains("size = [1600, 1200]"));
    let drawn = marz(&home, &["map", "overview", "--output", "-"]);
    let svg = text(&drawn.stdout);
    assert!(svg.contains("Boundaries as mapped") && !svg.contains("incidents shown"), "{svg}");
    assert!(!text(&drawn.stderr).contains("no incident"), "{}", text(&drawn.stderr));
}

#[test]
fn no_name_of_a_province_stands_on_a_lake_and_small_borders_keep_their_legend_on_the_map() {
    let folder = tempfile::tempdir().unwrap();
    let drawn = |id: &str| {
        let started = marz(folder.path(), &["init", id, "--quiet"]);
        assert_eq!(started.status.code(), Some(0), "{}", text(&started.stderr));
        let out = marz(&folder.path().join(id), &["map", "overview", "--output", "-"]);
        (text(&out.stdout), text(&out.stderr))
    };
    // Gegharkunik lies round Lake Sevan, which is 540 to 760 pixels from the top.
    let (svg, _) = drawn("ARM-AZE");
    let line = svg.lines().find(|l| l.contains(">Gegharkunik<")).unwrap();
    let y: f64 = line.split(" y=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    assert!(!(540.0..775.0).contains(&y), "{line}");
    // Hundreds of villages lie beside it: those that would crowd are not marked.
    let (_, remarks) = drawn("DEU-LUX");
    assert!(remarks.len() < 1_000, "{remarks}");
}
