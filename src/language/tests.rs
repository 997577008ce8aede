use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::*;

fn language(code: &str) -> Language {
    Languages::embedded().find(code).unwrap()
}

#[test]
fn numbers_follow_the_language() {
    let (en, fa, ru) = (language("en"), language("fa"), language("ru"));
    assert_eq!(en.number("1357.5"), "1357.5");
    assert_eq!(ru.number("1357.5"), "1357,5");
    assert_eq!(fa.number("1357.5"), "۱۳۵۷٫۵");
    assert_eq!(
        ["1357", "957.25", "-1000", "1343956.5"].map(|n| en.grouped(n)),
        ["1,357", "957.25", "-1,000", "1,343,956.5"]
    );
    assert_eq!(ru.grouped("1357.5"), "1\u{A0}357,5");
    assert_eq!(fa.grouped("1357.5"), "۱٬۳۵۷٫۵");
}

#[test]
fn scripts_are_distinguished() {
    let (en, tg, fa, ru) = (language("en"), language("tg"), language("fa"), language("ru"));
    assert!(ru.writes("Хирманджо") && !ru.writes("Хирманҷо"));
    assert!(tg.writes("Хирманҷо") && fa.writes("چاه‌آب"));
    assert!(!fa.writes("Samti / سمتی") && !en.writes("12"));
}

#[test]
fn names_fall_back_to_what_readers_can_read() {
    let mut names = Names::english("River");
    names.0.insert("ru".to_owned(), "Река".to_owned());
    assert_eq!(language("tg").name(&names), Some("Река"));
    assert_eq!(language("fa").name(&names), Some("River"));
}

#[test]
fn languages_are_found_by_their_codes() {
    let all = Languages::embedded();
    assert_eq!(all.pair("fa").unwrap(), LanguagePair::only(language("fa")));
    assert_eq!(all.pair("tg+fa").unwrap().to_string(), "tg+fa");
    for wrong in ["", "xx", "en+", "english", "en+fa+ru"] {
        assert!(all.pair(wrong).is_err(), "{wrong}");
    }
    let message = |text: &str| all.pair(text).unwrap_err().to_string();
    assert!(
        message("TJ").contains("expected en, tg, fa, ru, es, fr or ar,") && message("TJ").contains("did you mean tg?")
    );
    assert!(!message("pt").contains("did you mean"), "{}", message("pt"));
    assert!(message("dar").contains("did you mean fa?"));
    assert!(message("lo+en").contains("languages/lo.ftl beside marz.toml"));
}

#[test]
fn french_cuts_a_vowel_before_a_vowel() {
    let near = |place: &str| language("fr").fill("place-about", &[("n", "5 km"), ("place", place)]);
    assert_eq!(near("Agadir"), "à environ 5 km d’Agadir");
    assert_eq!(near("Éfé"), "à environ 5 km d’Éfé");
    for place in ["Tindouf", "Herat", "Yola", "12"] {
        assert_eq!(near(place), format!("à environ 5 km de {place}"));
    }
    assert!(language("es").fill("place-about", &[("n", "5 km"), ("place", "Arauca")]).ends_with("de Arauca"));
}

#[test]
fn counts_choose_their_plural_form() {
    let of = |code: &str, n: usize| language(code).counted("footer-no-place", n, &[]);
    assert_eq!((of("en", 1), of("en", 2)), ("1 has no place".to_owned(), "2 have no place".to_owned()));
    assert_eq!((of("tg", 1), of("tg", 5)), ("1 ҷой надорад".to_owned(), "5 ҷой надоранд".to_owned()));
    let of = |code: &str, n: usize| language(code).counted("multiples-count", n, &[]);
    assert_eq!([of("es", 1), of("es", 2)], ["1 incidente", "2 incidentes"]);
    // Zero takes the singular in French.
    assert_eq!([0, 1, 2].map(|n| of("fr", n)), ["0 incident", "1 incident", "2 incidents"]);
    let arabic = [0, 1, 2, 3, 11, 100].map(|n| of("ar", n));
    assert_eq!(arabic, ["لا حوادث", "حادث واحد", "حادثان", "3 حوادث", "11 حادثًا", "100 حادث"]);
    assert_eq!([of("ar", 110), of("ar", 103)], ["110 حوادث", "103 حوادث"]);
    let polish = "footer-no-place = { $count ->\n    [one] { $n } zdarzenie\n    [few] { $n } zdarzenia\n   *[other] { $n } zdarzeń\n}\n";
    let languages = Languages::with([("pl.ftl", polish)]).unwrap();
    let of = |n: usize| languages.find("pl").unwrap().counted("footer-no-place", n, &[]);
    assert_eq!([1, 3, 5, 22].map(of), ["1 zdarzenie", "3 zdarzenia", "5 zdarzeń", "22 zdarzenia"]);
}

#[test]
fn a_dossier_brings_a_language_and_changes_one() {
    let files = [
        ("x/languages/th.ftl", "km = กม.\ndigits = ๐๑๒๓๔๕๖๗๘๙\n"),
        ("languages/ru.ftl", "km = километров\n"),
        ("notes.txt", "no"),
    ];
    let languages = Languages::with(files).unwrap();
    let codes: Vec<&str> = languages.iter().map(Language::code).collect();
    assert_eq!(codes, ["en", "tg", "fa", "ru", "es", "fr", "ar", "th"]);
    let (thai, russian) = (languages.find("th").unwrap(), languages.find("ru").unwrap());
    assert_eq!((thai.text("km"), thai.text("miles"), thai.grouped("1357.5")), ("กม.", "miles", "๑,๓๕๗.๕".to_owned()));
    assert_eq!((russian.text("km"), russian.text("miles")), ("километров", "миль"));
    assert!(thai.missing().contains(&"miles".to_owned()) && !thai.missing().contains(&"km".to_owned()));
    assert!(russian.missing().is_empty() && Language::english().missing().is_empty());
}

#[test]
fn the_thai_legend_has_the_variables_of_english() {
    let languages =
        Languages::with([("th.ftl", include_str!("../../tests/languages/mekong/languages/th.ftl"))]).unwrap();
    let thai = languages.find("th").unwrap();
    assert_eq!((thai.unknown(), thai.incomplete()), (Vec::new(), Vec::new()));
    assert!(!thai.missing().contains(&"legend-incidents".to_owned()));
}

#[test]
fn a_broken_catalogue_is_refused_with_file_line_and_key() {
    let deep = format!("km = {}x{}\n", "{".repeat(100_000), "}".repeat(100_000));
    for (text, expected) in [
        ("km = km\nfooter-shown = { $n of\n", "languages/th.ftl:2: footer-shown: "),
        (
            "km = km\n\nfooter-data-to = To { $day }\n",
            "languages/th.ftl:3: footer-data-to: there is no variable $day; this message has $date",
        ),
        ("km = { $n } km\n", "languages/th.ftl:1: km: there is no variable $n; this message has none"),
        ("km = { NUMBER(5) }\n", "languages/th.ftl:1: km: the function NUMBER is not known here"),
        ("km = { miles }\nmiles = { km }\n", "languages/th.ftl:1: km: the message miles is not known here"),
        ("km = a\nkm = b\n", "languages/th.ftl:1: km: stands twice"),
        ("digits = 0123\n", "languages/th.ftl:1: digits: '0123': expected ten digits"),
        ("grouping-from = 1\n", "languages/th.ftl:1: grouping-from: '1': expected a number of digits from 4 to 9"),
        ("direction = up\n", "languages/th.ftl:1: direction: 'up': expected ltr or rtl"),
        ("letters = Thai\n", "languages/th.ftl:1: letters: 'Thai': expected a range such as U+0E00-0E7F"),
        (deep.as_str(), "languages/th.ftl:1: more than 16 braces"),
    ] {
        let message = Languages::with([("languages/th.ftl", text)]).unwrap_err().to_string();
        assert!(message.starts_with(expected), "{message}");
    }
    let message = Languages::with([("languages/th.ftl", &b"km = km\n\xFF"[..])]).unwrap_err().to_string();
    assert!(message.starts_with("languages/th.ftl:2: not UTF-8"), "{message}");
    assert!(Languages::with([("languages/not a code.ftl", "km = km\n")]).is_err());
}

#[test]
fn every_catalogue_has_the_same_messages_with_the_same_variables() {
    for (code, packed) in EMBEDDED {
        // One that could not be read would fall back to English without a word.
        let reference = language("en");
        let reference = (code != "en").then(|| reference.0.catalogue.as_ref().unwrap());
        assert_eq!(Catalogue::parse(&format!("{code}.ftl"), code, &packed.text(), reference).err(), None);
        let language = language(code);
        let nothing = Vec::<String>::new();
        assert_eq!(
            (language.missing(), language.unknown(), language.incomplete()),
            (nothing.clone(), nothing.clone(), nothing),
            "{code}"
        );
    }
}

/// The Rust sources of a folder, without those of tests.
fn sources(folder: &Path, all: &mut String) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|e| e == "rs") && path.file_name().is_some_and(|n| n != "tests.rs") {
            let text = fs::read_to_string(&path).unwrap();
            all.push_str(text.split("#[cfg(test)]\nmod tests").next().unwrap());
        }
    }
}

/// The messages whose keys are put together, for every value that there is.
fn families() -> BTreeSet<String> {
    let months = (1..=12).flat_map(|m| [format!("month-{m}"), format!("month-of-day-{m}")]);
    let kebab = |text: &str| text.replace('_', "-");
    let categories =
        Category::ALL.into_iter().chain(Category::STOCK).map(|c| format!("category-{}", kebab(c.as_str())));
    let statuses = Status::ALL.into_iter().map(|s| format!("status-{}", kebab(s.as_str())));
    let credibilities = (1..=6).map(|n| format!("credibility-{n}"));
    months.chain(categories).chain(statuses).chain(credibilities).collect()
}

#[test]
fn code_and_catalogue_have_the_same_keys_and_variables() {
    let mut code = String::new();
    sources(Path::new("src"), &mut code);
    sources(Path::new("crates/cli/src"), &mut code);
    let english = language("en");
    let known: &BTreeMap<String, BTreeSet<String>> = english.0.catalogue.as_ref().unwrap().variables();
    let families = families();
    assert!(families.iter().all(|key| known.contains_key(key)), "{families:?}");
    // Read by the catalogue itself.
    let quoted = |key: &str| code.contains(&format!("\"{key}\"")) || families.contains(key);
    let unused: Vec<&String> = known.keys().filter(|key| !quoted(key)).collect();
    assert!(unused.is_empty(), "no code uses {unused:?}");
    let mut seen = 0;
    for call in [".text(", ".fill(", ".counted("] {
        for (at, _) in code.match_indices(call) {
            let arguments = code[at + call.len()..].trim_start();
            let Some((key, rest)) = arguments.strip_prefix('"').and_then(|a| a.split_once('"')) else { continue };
            let variables = known.get(key).unwrap_or_else(|| panic!("en.ftl has no {key}"));
            seen += 1;
            // What is filled in, up to the end of the list of values.
            let given: BTreeSet<&str> = match call {
                ".text(" => BTreeSet::new(),
                _ => rest.split(']').next().unwrap().split("(\"").skip(1).filter_map(|p| p.split('"').next()).collect(),
            };
            let counted = if call == ".counted(" { vec!["n", "count"] } else { Vec::new() };
            let missing: Vec<&String> =
                variables.iter().filter(|v| !given.contains(v.as_str()) && !counted.contains(&v.as_str())).collect();
            assert!(
                missing.is_empty(),
                "{key}: nothing is filled in for {missing:?} in {}",
                &rest[..rest.len().min(120)]
            );
        }
    }
    assert!(seen > 150, "only {seen} calls were seen");
}

#[test]
fn a_language_tag_has_the_shape_of_bcp_47() {
    for tag in ["th", "zh-Hant", "sr-Latn-RS", "de-1996", "prs"] {
        assert!(is_tag(tag), "{tag}");
    }
    for text in ["", "t", "th_TH", "th-", "-th", "name\0nul", "12", "тоҷ", "en US", &"a-".repeat(30)] {
        assert!(!is_tag(text), "{text:?}");
    }
}
