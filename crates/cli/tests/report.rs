//! The report and the publication check: whole, escaped, honest about what is not known, and the same every time.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

mod support;

use support::marz;

fn report(args: &[&str]) -> String {
    let here = support::root();
    let out = marz(here, &[&["report", "--quiet", "--output", "-"], args].concat());
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// The page without fonts, style, script and pictures.
fn bare(page: &str) -> String {
    let mut text = page.to_owned();
    for (open, close) in [("<style>", "</style>"), ("<script>", "</script>"), ("<svg", "</svg>")] {
        while let Some(from) = text.find(open) {
            let to = from + text[from..].find(close).unwrap() + close.len();
            text.replace_range(from..to, "");
        }
    }
    text
}

/// A dossier in a folder of its own: a border along the equator and the incidents given as features.
fn dossier(folder: &Path, features: &[String], disclaimer: &str) {
    fs::create_dir_all(folder.join("data")).unwrap();
    let manifest = format!(
        "title = 'Case <script>alert(1)</script>'\ndisclaimer = '{disclaimer}'\nwithin = ['5km']\n[data]\n\
         border = 'data/b.geojson'\nincidents = 'data/i.geojson'\nplaces = 'data/p.geojson'\n"
    );
    fs::write(folder.join("marz.toml"), manifest).unwrap();
    let border = r#"{"type":"FeatureCollection","licence":"ODbL-1.0","attribution":"Line: test","features":[{"type":"Feature","id":"b",
        "geometry":{"type":"LineString","coordinates":[[0,0],[10,0]]},"properties":{"name":"Line","sides":{"left":{"code":"N",
        "names":{"en":"North"}},"right":{"code":"S","names":{"en":"South"}}},"published_lengths":[{"km":1357,"by":"A & B"}],
        "accuracy_m":200,"source":"test","licence":"ODbL-1.0","attribution":"Line: test","edition":"one"}}]}"#;
    fs::write(folder.join("data/b.geojson"), border).unwrap();
    let collection = |features: &str| {
        format!(
            r#"{{"type":"FeatureCollection","licence":"ODbL-1.0","attribution":"Records: test","features":[{features}]}}"#
        )
    };
    fs::write(folder.join("data/i.geojson"), collection(&features.join(","))).unwrap();
    let place = r#"{"type":"Feature","id":"town","geometry":{"type":"Point","coordinates":[5,0.2]},
        "properties":{"kind":"town","country":"N","names":{"en":"Town"},"rank":1}}"#;
    fs::write(folder.join("data/p.geojson"), collection(place)).unwrap();
}

struct Event<'a> {
    id: &'a str,
    title: &'a str,
    date: &'a str,
    lat: f64,
    basis: &'a str,
    status: &'a str,
    source: &'a str,
}

const EVENT: Event<'static> = Event {
    id: "a",
    title: "Shots at the gate",
    date: "2026-02-03",
    lat: 0.1,
    basis: "gazetteer",
    status: "one_side",
    source: r#"{"publisher":"Paper","title":"Shots","url":"https://example.org/1","date":"2026-02-04"}"#,
};

fn feature(e: &Event<'_>) -> String {
    let Event { id, title, date, lat, basis, status, source } = e;
    format!(
        r#"{{"type":"Feature","id":"{id}","geometry":{{"type":"Point","coordinates":[5,{lat}]}},"properties":{{"title":"{title}",
        "summary":"What happened.","category":"clash","date":"{date}","location":{{"name":"Gate","radius_m":3000,"precision":2,
        "side":"left","basis":"{basis}","extent":"point"}},"killed":{{"min":1,"max":2}},"wounded":{{"min":null,"max":null}},
        "status":"{status}","grade":{{"reliability":"B","credibility":2}},"notes":["<img src=x onerror=alert(2)>"],
        "sources":[{source}]}}}}"#
    )
}

#[test]
fn the_same_dossier_gives_the_same_page_and_nothing_in_it_is_fetched() {
    let page = report(&[]);
    assert_eq!(page, report(&[]));
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\" dir=\"ltr\">") && page.contains("default-src 'none'"));
    for fetched in
        [" src=\"http", "@import", "url(http", "<link", "<iframe", "href=\"http://www.w3.org/1999\"", "fetch("]
    {
        assert!(!page.contains(fetched), "{fetched}");
    }
    // Every record has a row and a card, every mapped symbol a row, and every id is there once.
    let records = page.matches("<tr data-id=").count();
    assert_eq!((records, page.matches("<article class=\"card\" id=\"i-").count()), (86, 86));
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|t| t.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice");
    let linked: Vec<&str> = page.split(" data-incident=\"").skip(1).filter_map(|t| t.split('"').next()).collect();
    assert!(linked.len() > 60 && linked.iter().all(|id| page.contains(&format!("<tr data-id=\"{id}\""))));
    assert!(page.contains("1,357") && page.contains("1,343.956"));
}

#[test]
fn every_language_has_its_page() {
    for (lang, direction, word) in [
        ("fa", "rtl", "خلاصه"),
        ("ru", "ltr", "Кратко"),
        ("tg", "ltr", "Хулоса"),
        ("es", "ltr", "Resumen"),
        ("fr", "ltr", "Résumé"),
        ("ar", "rtl", "ملخص"),
    ] {
        let page = bare(&report(&["--lang", lang]));
        assert!(page.contains(&format!("<html lang=\"{lang}\" dir=\"{direction}\">")) && page.contains(word), "{lang}");
        let page = page.replace("{n}", "").replace("{of}", "");
        assert!(!page.contains('{') && !page.contains("Distance to the border"), "{lang}: a hole was not filled in");
    }
}

#[test]
fn what_comes_from_outside_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    let source = r#"{"publisher":"<b>","title":"x","url":"javascript:alert(3)"}"#;
    let event = Event { title: "A <script>alert(1)</script> & \\\"b\\\"", source, ..EVENT };
    dossier(folder.path(), &[feature(&event)], "No position.");
    let out = marz(folder.path(), &["report", "--output", "r.html"]);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let page = fs::read_to_string(folder.path().join("r.html")).unwrap();
    assert_eq!(page.matches("<script").count(), 1, "only the page's own");
    assert!(page.contains("A &lt;script&gt;alert(1)&lt;/script&gt; &amp;"));
    assert!(!page.contains("<img") && !page.contains("javascript:") && !page.contains("<b>"));
    let out = marz(folder.path(), &["report", "--quiet", "--format", "md", "--output", "r.md"]);
    assert_eq!(out.status.code(), Some(0));
    let text = fs::read_to_string(folder.path().join("r.md")).unwrap();
    assert!(
        text.contains("\\<script\\>") && !text.replace("\\<", "").contains("<script") && !text.contains("javascript:")
    );
    for name in ["map", "strip", "timeline"] {
        assert!(text.contains(&format!("](<r-{name}.png>)")) && folder.path().join(format!("r-{name}.png")).is_file());
    }
}

#[test]
fn a_point_set_from_the_border_tells_its_range_alone() {
    let folder = tempfile::tempdir().unwrap();
    // 11.06 km and 11.17 km from the line, by hand: 0.1° and 0.101° of latitude.
    let by_hand = Event { id: "b", basis: "from_border", lat: 0.101, ..EVENT };
    dossier(folder.path(), &[feature(&EVENT), feature(&by_hand)], "No position.");
    assert_eq!(marz(folder.path(), &["report", "--quiet", "--output", "r.html"]).status.code(), Some(0));
    let page = bare(&fs::read_to_string(folder.path().join("r.html")).unwrap());
    let row = |id: &str| {
        let from = page.find(&format!("<tr data-id=\"{id}\"")).unwrap();
        page[from..from + page[from..].find("</tr>").unwrap()].to_owned()
    };
    assert!(row("a").contains("11 km (7–15)") && !row("a").contains("range only"), "{}", row("a"));
    assert!(row("b").contains("7–15 km (range only)") && !row("b").contains("11 km"), "{}", row("b"));
    let card = &page[page.find("id=\"i-b\"").unwrap()..];
    assert!(!card.contains("Probability") && card.contains("its distance is no evidence"));
    assert!(page.contains("about 12\u{A0}km south of Town"), "where, in words");
}

/// A point on the other side than its report names, farther from the line than the range of that side: its distance stands in no product.
#[test]
fn a_distance_beyond_its_range_is_said_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    // 2.2 km to the south of the line, with a radius of 3 km, and of the north.
    let beyond = Event { id: "b", title: "Beyond", lat: -0.02, ..EVENT };
    dossier(folder.path(), &[feature(&EVENT), feature(&beyond)], "No position.");
    let said = |args: &[&str]| {
        let out = marz(folder.path(), args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8([out.stdout, out.stderr].concat()).unwrap().replace('\u{a0}', " ")
    };
    let table = said(&["measure", "--format", "table"]);
    let row = table.lines().find(|line| line.starts_with("b ")).unwrap();
    assert!(row.contains("–  ") && row.contains("up to ") && !row.contains("about 2"), "{table}");
    let page = said(&["report", "--quiet", "--output", "-"]);
    let row = &page[page.find("<tr data-id=\"b\"").unwrap()..];
    let row = &row[..row.find("</tr>").unwrap()];
    assert!(row.contains("data-label=\"Distance to the border\" data-value=\"0\""), "{row}");
    let built = said(&["build"]);
    assert!(built.contains("nearest") && !built.contains("Beyond"), "{built}");
}

#[test]
fn a_card_names_all_records_of_its_event() {
    let folder = tempfile::tempdir().unwrap();
    let linked = |id, title, to: &str| {
        feature(&Event { id, title, ..EVENT }).replace("\"notes\"", &format!("\"same_event_as\":[{to}],\"notes\""))
    };
    let all = [linked("a", "First", ""), linked("b", "Second", "\"a\""), linked("c", "Third", "\"b\"")];
    dossier(folder.path(), &all, "No position.");
    let out = marz(folder.path(), &["report", "--quiet", "--output", "-"]);
    let page = bare(&String::from_utf8(out.stdout).unwrap());
    for (id, others) in [("a", ["Second", "Third"]), ("b", ["First", "Third"]), ("c", ["First", "Second"])] {
        let card = &page[page.find(&format!("<article class=\"card\" id=\"i-{id}\"")).unwrap()..];
        let card = &card[..card.find("</article>").unwrap()];
        assert!(others.iter().all(|other| card.contains(&format!("3 Feb 2026 · {other}"))), "{card}");
    }
    assert!(page.contains("Events linked as reports of the same event: 3 (different events: 1)."));
}

#[test]
fn a_period_is_reported_beside_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let later = r#"{"publisher":"Paper","title":"No shots","url":"https://example.org/2","date":"2026-03-01"}"#;
    let events = [
        feature(&EVENT),
        feature(&Event { id: "before", title: "Before", date: "2025-11", ..EVENT }),
        feature(&Event { id: "denied", title: "Denied", date: "2025-12-30", status: "denied", source: later, ..EVENT }),
        feature(&Event { id: "long-ago", title: "Long ago", date: "2024", source: later, ..EVENT }),
    ];
    dossier(folder.path(), &events, "No position.");
    let period = ["--since", "2026-01", "--until", "2026-03", "--compare", "previous"];
    let out = marz(folder.path(), &[&["report", "--quiet", "--output", "-"][..], &period].concat());
    let page = bare(&String::from_utf8(out.stdout).unwrap());
    assert!(page.contains("Jan 2026 to Mar 2026, beside the period of the same length before, Oct 2025 to Dec 2025."));
    assert!(
        page.contains(
            "<th scope=\"row\">Events</th><td class=\"n\"><bdi>1</bdi></td><td class=\"n\"><bdi>2</bdi></td>"
        ),
        "{page}"
    );
    let list = |heading: &str, title: &str| {
        let from = page.find(heading).unwrap();
        page[from..from + page[from..].find("</ul>").unwrap()].contains(title)
    };
    // The source of 4 February tells of an event of November: changed.
    assert!(list("New in this period (1)", "Shots at the gate"));
    assert!(list("tells more (2)", "Before") && list("tells more (2)", "Long ago"));
    assert!(list("in this period (1)</h3><ul><li>30 Dec 2025", "Denied"));
    assert!(page.contains("With 1 and 2 events the difference may well be chance"));
    // One or two dead against two or four: nobody can say more.
    assert!(page.contains(
        "<td class=\"n\"><bdi>1–2</bdi></td><td class=\"n\"><bdi>2–4</bdi></td><td class=\"n\"><bdi>−3 to 0</bdi></td>"
    ));
    assert!(page.contains("Whether more or fewer people were killed is open: 1–2 and 2–4."), "{page}");
    // Each month of the quarter, also where nothing happened.
    for (month, n) in [("Jan 2026", "0"), ("Feb 2026", "1"), ("Mar 2026", "0")] {
        assert!(page.contains(&format!("<th scope=\"row\">{month}</th><td class=\"n\">{n}</td>")), "{month}");
    }
    let same = |words: &[&str]| {
        let out = marz(folder.path(), &[&["report", "--quiet", "--output", "-"][..], words].concat());
        assert_eq!(out.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&out.stderr));
        bare(&String::from_utf8(out.stdout).unwrap()) == page
    };
    assert!(
        same(&["--during", "2026-Q1", "--compare", "previous"])
            && same(&["--since=2026-Q1", "--until=2026-Q1", "--compare=previous"])
    );
    // The data end in February 2026; the last day of the quarter, or one of the next, makes the first of 2026 the
    // last one.
    assert!(same(&["--during", "last-quarter", "--today", "2026-03-31", "--compare", "previous"]));
    assert!(same(&["--during", "this-quarter", "--compare", "previous"]));
    assert!(same(&["--during", "last-quarter", "--today", "2026-04-01", "--compare", "previous"]));
    assert!(!same(&["--during", "2026-Q1", "--compare", "2025-11"]) && !same(&["--during", "last-quarter"]));
    for (words, said) in [
        (&["--since", "2026-01", "--compare", "previous"][..], "both ends"),
        (&["--during", "2026-Q1", "--compare", "2026-02"], "overlap"),
        (&["--during", "2026-Q1", "--compare", "previous,2024"], "two periods"),
        (&["--during", "2026-Q1", "--compare", "sealed"], "marz seal"),
        (&["--during", "2026-Q7"], "2025-Q4"),
        (&["--during", "2026", "--since", "2026"], "--since"),
        (&["--during", "2026", "--today", "2026-01-01"], "last-month"),
    ] {
        let out = marz(folder.path(), &[&["report", "--output", "-"][..], words].concat());
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.code() == Some(2) && told.contains(said), "{words:?}: {told}");
    }
}

#[test]
fn what_was_chosen_is_stated_once_and_the_date_of_the_data_is_that_of_all() {
    let folder = tempfile::tempdir().unwrap();
    let events = [feature(&EVENT), feature(&Event { id: "later", title: "Later", date: "2026-09-03", ..EVENT })];
    dossier(folder.path(), &events, "No position.");
    let page = |more: &[&str]| {
        let out = marz(folder.path(), &[&["report", "--quiet", "--output", "-"][..], more].concat());
        String::from_utf8(out.stdout).unwrap().replace('\u{a0}', " ")
    };
    let chosen = page(&["--during", "2026-H1", "--category", "clash", "--near", "100km"]);
    let sentence = "Selection: Armed clash; up to 100 km from the border.";
    assert_eq!(bare(&chosen).matches(sentence).count(), 1, "{}", bare(&chosen));
    let dates = chosen.matches("Data to").count();
    assert!(dates > 1 && chosen.matches("Data to 3 Sep 2026").count() == dates, "{chosen}");
    // One end of a period is no period, and is stated.
    assert!(bare(&page(&["--since", "2026-02"])).contains("Selection: since Feb 2026."));
    assert!(!page(&[]).contains("Selection"));
    fs::write(folder.path().join("t.toml"), "title = 'T'\nkind = 'timeline'\n").unwrap();
    let caption = |more: &[&str]| {
        let words = ["map", "t.toml", "--quiet", "--output", "t.svg", "--caption", "t.txt"];
        let out = marz(folder.path(), &[&words[..], more].concat());
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap().replace('\u{a0}', " ");
        (read("t.txt"), read("t.svg"))
    };
    let (text, svg) = caption(&["--during", "2026-H1", "--near", "100km"]);
    let sentence = "Selection: Jan 2026 to Jun 2026; up to 100 km from the border.";
    assert_eq!(text.matches(sentence).count(), 1, "{text}");
    assert!(svg.contains("Selection: "), "{svg}");
    let (text, svg) = caption(&[]);
    assert!(!text.contains("Selection") && !svg.contains("Selection"));
}

#[test]
fn an_empty_period_compares_nothing_and_is_told_with_the_days_that_there_are() {
    let folder = tempfile::tempdir().unwrap();
    dossier(folder.path(), &[feature(&EVENT)], "No position.");
    let out = marz(folder.path(), &["report", "--output", "r.html", "--during", "2024-Q1", "--compare", "previous"]);
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(0), "{told}");
    assert!(told.contains("no record passes the filter (from 2024-01 to 2024-03), the report is empty"), "{told}");
    assert!(told.contains("dated from 2026-02-03 to 2026-02-03"), "{told}");
    assert!(told.contains("r.html: 0 records from 2024-01 to 2024-03, 0 events, 1 figure"), "{told}");
    let page = bare(&fs::read_to_string(folder.path().join("r.html")).unwrap());
    assert!(!page.contains("by chance") && !page.contains("may well be chance") && !page.contains("killed in both"));
    let out = marz(folder.path(), &["report", "--output", "r.html", "--during", "2026-Q1"]);
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(
        told.contains("1 record from 2026-01 to 2026-03, 1 event, 3 figures") && !told.contains("is empty"),
        "{told}"
    );
}

#[test]
fn a_period_that_the_records_do_not_reach_is_not_compared() {
    // The records of the dossier end on 17 April 2026.
    for (during, other, said) in [
        ("2026-Q2", "previous", "they cover 17 of the 91 days of"),
        ("2027-Q1", "2026-Q1", "they cover 0 of the 90 days of"),
        ("2026-Q1", "2026-Q2", "they cover 17 of the 91 days of"),
    ] {
        let page = report(&["--during", during, "--compare", other]);
        assert!(page.contains(said), "{during}");
        assert!(!page.contains("chance would explain") && !page.contains("may well be chance"), "{during}");
    }
    let half = report(&["--during", "2026-H1", "--compare", "2025-H2"]);
    assert!(half.contains("the days after it may not be covered"));
    assert!(half.contains("chance would explain") || half.contains("may well be chance"));
}

#[test]
fn a_record_beside_the_line_is_on_the_map_and_one_far_away_is_counted_outside() {
    let folder = tempfile::tempdir().unwrap();
    // 27 and 45 km from a line of 1,113 km, and 890 km.
    let events = [
        feature(&Event { id: "near", lat: 0.24, ..EVENT }),
        feature(&Event { id: "off", lat: 0.4, ..EVENT }),
        feature(&Event { id: "far", lat: 8.0, ..EVENT }),
    ];
    dossier(folder.path(), &events, "No position.");
    assert_eq!(marz(folder.path(), &["report", "--quiet", "--output", "r.md"]).status.code(), Some(0));
    let markdown = fs::read_to_string(folder.path().join("r.md")).unwrap();
    assert!(markdown.contains("with 2 of 3 incidents"), "{markdown}");
    assert!(markdown.contains("surely 0 of the 3 events with a place, and no more"), "{markdown}");
}

#[test]
fn more_is_said_only_where_no_figure_and_no_chance_leaves_another_answer() {
    let folder = tempfile::tempdir().unwrap();
    let ids: Vec<String> = (1..=9).map(|n| format!("e{n}")).collect();
    let mut events: Vec<String> =
        ids.iter().map(|id| feature(&Event { id, title: id, date: "2026-02-03", ..EVENT })).collect();
    events.push(feature(&Event { id: "before", title: "Before", date: "2025-11", ..EVENT }));
    dossier(folder.path(), &events, "No position.");
    let page = |words: &[&str]| {
        let out = marz(folder.path(), &[&["report", "--quiet", "--output", "-", "--lang", "en"][..], words].concat());
        bare(&String::from_utf8(out.stdout).unwrap())
    };
    let quarter = page(&["--during", "2026-Q1", "--compare", "previous"]);
    // 9 against 1: 2 (1 + 10) / 1024 for equal lengths; 90 and 92 days here.
    assert!(
        quarter.contains("More events than in the other period, by more than chance would explain: 9 and 1 (p = 0.0"),
        "{quarter}"
    );
    assert!(quarter.contains("The records begin on 1 Nov 2025: the days before are not covered"), "{quarter}");
    // Before the first record nothing was counted: no 0, no difference, no test.
    let before = page(&["--during", "2026-Q1", "--compare", "2025-Q2"]);
    assert!(
        before.contains("The records begin on 1 Nov 2025: the period Apr 2025 to Jun 2025 is not covered"),
        "{before}"
    );
    assert!(
        before.contains("<bdi>9</bdi></td><td class=\"n\"><bdi>–</bdi></td><td class=\"n\"><bdi>–</bdi>"),
        "{before}"
    );
    assert!(!before.contains("(p ") && !before.contains("people were killed"), "{before}");
    assert!(quarter.contains("More people were killed, by every figure given: 9–18 and 1–2."));
    let fewer = page(&["--during", "2025-Q4", "--compare", "2026-Q1"]);
    assert!(fewer.contains("Fewer events than in the other period") && fewer.contains("Fewer people were killed"));
    let year = page(&["--during", "2026-Q1", "--compare", "2025"]);
    assert!(year.contains("The periods differ in length"));
    // An event that may have happened in either period is sure in neither.
    events.push(feature(&Event { id: "winter", title: "Winter", date: "2025-12/2026-01", ..EVENT }));
    dossier(folder.path(), &events, "No position.");
    let winter = page(&["--during", "2026-Q1", "--compare", "previous"]);
    assert!(
        winter.contains("<bdi>9–10</bdi></td><td class=\"n\"><bdi>1–2</bdi></td><td class=\"n\"><bdi>+7 to +9</bdi>"),
        "{winter}"
    );
    assert!(winter.contains("Records that may lie in either period: 1."));
    assert!(winter.contains("source in this period tells more (1)"), "{winter}");
    // Without a date of a source nobody can say which records were changed.
    let undated = r#"{"publisher":"Paper","title":"Shots","url":"https://example.org/1"}"#;
    let events: Vec<String> = events.iter().map(|e| e.replace(EVENT.source, undated)).collect();
    dossier(folder.path(), &events, "No position.");
    let undated = page(&["--during", "2026-Q1", "--compare", "previous"]);
    let said = "Cannot be said: no source of the earlier records has a date.";
    assert_eq!(undated.matches(said).count(), 2, "{undated}");
}

#[test]
fn whether_it_lies_within_a_distance_is_told_with_a_probability_of_the_place_alone() {
    let folder = tempfile::tempdir().unwrap();
    // 5.0 km with a radius of 3 km; 5.1 km with one of 50 m, where only the accuracy of 200 m leaves the answer open;
    // 11 km.
    let events = [
        feature(&Event { id: "place", title: "Place", lat: 0.0452, ..EVENT }),
        feature(&Event { id: "line", title: "Line", lat: 0.0461, ..EVENT }).replace("3000", "50"),
        feature(&EVENT),
    ];
    dossier(folder.path(), &events, "No position.");
    let out = marz(folder.path(), &["report", "--quiet", "--output", "-"]);
    let page = bare(&String::from_utf8(out.stdout).unwrap());
    let within: Vec<&str> = page.split("<dt>Within 5\u{A0}km</dt><dd dir=\"auto\">").skip(1).collect();
    let said: Vec<&str> = within.iter().map(|text| &text[..text.find('<').unwrap()]).collect();
    assert_eq!(said.len(), 3, "{page}");
    assert!(said.contains(&"possible") && said.contains(&"no"), "{said:?}");
    assert!(said.iter().any(|text| text.starts_with("possible (probability 0.")), "{said:?}");
    assert!(page.contains("A probability is about the place alone"));
}

#[test]
fn what_marz_wrote_is_in_the_language_of_the_report_and_only_the_ground_of_the_border_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let event = feature(&EVENT).replace("\"credibility\":2", "\"credibility\":2,\"reason\":\"not graded yet\"");
    dossier(folder.path(), &[event], "No position.");
    let change = |file: &str, from: &str, to: &str| {
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(folder.path().join(file), text.replace(from, to)).unwrap();
    };
    let ground = |reason: &str, between: &str, x: f64, y: f64| {
        let (a, b) = (x + 0.1, y + 0.1);
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Polygon","coordinates":[[[{x},{y}],[{a},{y}],[{a},{b}],[{x},{b}],[{x},{y}]]]}},
            "properties":{{"reason":"{reason}","between":[{between}]}}}}"#
        )
    };
    let grounds = [
        ground("Between the two.", r#""S","N""#, 3.0, 4.0),
        ground("Beside the line.", r#""N","X""#, 3.0, 0.2),
        ground("Far away.", r#""N","X""#, 3.0, 2.0),
    ];
    let grounds = format!(
        r#"{{"type":"FeatureCollection","licence":"ODbL-1.0","attribution":"G","features":[{}]}}"#,
        grounds.join(",")
    );
    fs::write(folder.path().join("data/c.geojson"), grounds).unwrap();
    change("marz.toml", "Case <script>alert(1)</script>", "Line");
    change("marz.toml", "[data]", "[basemap]\ncontested = 'data/c.geojson'\n[data]");
    change("data/b.geojson", r#""name":"Line""#, r#""name":"Line","names":{"en":"Line","ru":"Линия"}"#);
    let page = |lang: &str| {
        let out = marz(folder.path(), &["report", "--quiet", "--output", "-", "--lang", lang]);
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        bare(&String::from_utf8(out.stdout).unwrap())
    };
    let (english, russian) = (page("en"), page("ru"));
    assert!(english.contains("<h1><bdi>Line</bdi></h1>") && russian.contains("<h1><bdi>Линия</bdi></h1>"), "{russian}");
    assert!(english.contains("(not graded yet)") && russian.contains("(ещё не оценено)"), "{russian}");
    let method = &english[english.find("<h2 id=\"method\">").unwrap()..];
    assert!(method.contains("Between the two.") && method.contains("Beside the line."), "{method}");
    assert!(!method.contains("Far away."), "{method}");
    assert!(english.contains("shared out over the kilometres") && english.contains("of 1,113 km"), "{english}");
}

#[test]
fn what_changed_since_the_last_seal_is_listed_and_what_is_withheld_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let event = |id: &'static str, title: &'static str| feature(&Event { id, title, ..EVENT });
    let write = |events: &[String]| dossier(folder.path(), events, "No position.");
    // Of a date without an end the last day that is known is that of the data, of a seal as of the dossier.
    let kept = || feature(&Event { id: "kept", title: "Kept", date: "2026-02-04/..", ..EVENT });
    write(&[kept(), event("mended", "Mended"), event("gone", "Gone"), event("hidden", "Hidden")]);
    assert_eq!(marz(folder.path(), &["seal", "--quiet"]).status.code(), Some(0));
    let mended = feature(&Event { id: "mended", title: "Mended", date: "2026-02-05", lat: 0.2, ..EVENT });
    let hidden = feature(&Event { id: "hidden", title: "Hidden", status: "denied", ..EVENT });
    let hidden = hidden.replace("\"notes\"", "\"status_note\":\"The toll is contested\",\"notes\"");
    write(&[kept(), mended, hidden, event("fresh", "Fresh")]);
    let page = |words: &[&str]| {
        let out =
            marz(folder.path(), &[&["report", "--quiet", "--output", "-", "--compare", "sealed"][..], words].concat());
        (out.status.code(), bare(&String::from_utf8(out.stdout).unwrap()))
    };
    let section = |page: &str| {
        let from = page.find("<h2 id=\"sealed\">").unwrap();
        page[from..from + page[from..].find("<h2 id=\"figures\">").unwrap()].to_owned()
    };
    let (code, whole) = page(&[]);
    let all = section(&whole);
    assert_eq!(code, Some(0));
    assert!(
        all.contains("Data to 4 Feb 2026 when sealed. Seal 1, edition")
            && all.contains("New (1)")
            && all.contains("3 Feb 2026 · Fresh"),
        "{all}"
    );
    assert!(
        all.contains("Corrected (1)")
            && all.contains("5 Feb 2026 · Mended – Date: 3 Feb 2026 → 5 Feb 2026; Position of the point"),
        "{all}"
    );
    // Withdrawn is the same here as in a comparison of periods: taken out, or denied or disputed now.
    let withdrawn = &all[all.find("Withdrawn (2)").unwrap()..];
    assert!(withdrawn.contains("3 Feb 2026 · Gone") && withdrawn.contains("Hidden – Status"), "{all}");
    assert!(!all.contains("Kept"), "{all}");
    // The note has the label of the status, and is left out beside it.
    assert!(withdrawn.matches("Status: ").count() == 1 && !withdrawn.contains("contested"), "{all}");
    let without = section(&page(&["--without", "hidden"]).1);
    assert!(without.contains("Withdrawn (1)") && !without.contains("Hidden"), "{without}");
    assert_eq!(page(&["--coarsen", "10km"]).0, Some(2));
}

#[test]
fn the_publication_check_finds_each_fault_and_nothing_in_a_clean_record() {
    let folder = tempfile::tempdir().unwrap();
    let clean = folder.path().join("clean");
    dossier(&clean, &[feature(&EVENT)], "No position.");
    let out = marz(&clean, &["lint"]);
    assert_eq!((out.status.code(), out.stdout.is_empty()), (Some(0), true), "{}", String::from_utf8_lossy(&out.stdout));

    let faulty = folder.path().join("faulty");
    let events = [
        feature(&Event { id: "fine", title: "Shots 250 m from the border", ..EVENT }),
        feature(&Event { id: "fact", status: "multiple_media", ..EVENT }),
        feature(&Event { id: "side", lat: 0.001, ..EVENT }),
        feature(&Event { id: "wrong", lat: -0.02, ..EVENT }),
        feature(&Event { id: "name", title: "A shepherd Ivan Petrov was hurt", ..EVENT }),
        feature(&Event { id: "source", source: r#"{"publisher":"Paper"}"#, ..EVENT }),
        feature(&Event { id: "elsewhere", lat: 8.0, ..EVENT }),
        feature(&Event { id: "abroad", lat: 1.5, ..EVENT }).replace("\"radius_m\"", "\"country\":\"X\",\"radius_m\""),
        feature(&Event { id: "at-home", lat: 1.5, ..EVENT }).replace("\"radius_m\"", "\"country\":\"N\",\"radius_m\""),
    ];
    dossier(&faulty, &events, "");
    fs::create_dir_all(faulty.join("maps")).unwrap();
    fs::write(faulty.join("maps/rise.toml"), "title = 'Clashes are rising'\n").unwrap();
    let out = marz(&faulty, &["lint", "--format", "json"]);
    assert_eq!(out.status.code(), Some(1));
    let printed: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let found: Vec<String> = printed["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| format!("{} {}", w["rule"].as_str().unwrap(), w["of"].as_str().unwrap_or("-")))
        .collect();
    assert_eq!(
        found,
        [
            "no-disclaimer -",
            "no-source source",
            "false-precision fine",
            "side-within-accuracy side",
            "other-side wrong",
            "far-from-border abroad",
            "far-from-border elsewhere",
            "one-source-as-fact fact",
            "too-few-for-trend maps/rise.toml",
            "private-name name",
        ]
    );
    // The report is made all the same, and says what to look at on stderr.
    let out = marz(&faulty, &["report", "--output", "r.html"]);
    assert!(String::from_utf8_lossy(&out.stderr).contains("before you publish:\nno-disclaimer"));
    // What a reader must know of a point stands on its card as well.
    let page = bare(&fs::read_to_string(faulty.join("r.html")).unwrap());
    let remark = "The point lies on the other side than the report says, about 2.2";
    assert_eq!(page.matches(remark).count(), 2, "{page}");
    // The interval is of the reported side: the distance of the point is beyond it, and no middle of it.
    assert!(page.contains("up to 1.0 km (range only)") && !page.contains("2.2 km (up to"), "{page}");
    // Nine events are there, six of them beside the border.
    assert!(page.contains("Half of the 6 events with a known point near the border"), "{page}");
}

#[test]
fn of_many_records_the_latest_are_listed_and_all_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let ids: Vec<String> = (0..1_500).map(|i| format!("e{i:04}")).collect();
    let dates: Vec<String> = (0..1_500).map(|i| format!("20{:02}-{:02}", 10 + i / 100, 1 + i % 12)).collect();
    let events: Vec<String> =
        ids.iter().zip(&dates).map(|(id, date)| feature(&Event { id, date, lat: 0.2, ..EVENT })).collect();
    dossier(folder.path(), &events, "No position.");
    let out = marz(folder.path(), &["report", "--quiet", "--output", "-"]);
    let page = String::from_utf8(out.stdout).unwrap();
    assert_eq!(page.matches("<tr data-id=").count(), 1_000);
    assert!(page.contains("1,500 records pass the filter. The list and the cards hold the latest 1,000 of them"));
    assert!(page.contains("it draws the latest 300 of 1,500") && !page.contains("id=\"strip\""));
    assert!(page.contains("1,500 records: 1,500 events.") && page.contains(">2010</th><td class=\"n\">100</td>"));
    assert!(page.contains("<tr data-id=\"e1499\"") && !page.contains("<tr data-id=\"e0001\""));
}
