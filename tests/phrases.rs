//! Table, map key, report card and CSV say the same of every record, in every language.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;

use marz::compose::{Item, MapSpec, compose_map};
use marz::export::{Columns, MeasuredRecord, Spreadsheet, measured_table};
use marz::language::{Language, LanguagePair, Languages, date};
use marz::model::{Case, Category, Sides};
use marz::phrase::Phrases;
use marz::recipe::Recipe;
use marz::report::{Comparisons, Report, ReportData, html_page};
use marz::{Dossier, Measured, Selection};

/// The rows of the table, each as its cells by the names of their columns.
fn table(records: &[MeasuredRecord<'_>], dossier: &Case, phrases: Phrases<'_>) -> Vec<Vec<(String, String)>> {
    let text = measured_table(records, &[], (&dossier.border.facts.sides, None), phrases);
    let cells = |line: &str| -> Vec<String> {
        line.split("  ").map(str::trim).filter(|c| !c.is_empty()).map(str::to_owned).collect()
    };
    let mut lines = text.lines();
    let head = cells(lines.next().unwrap());
    lines.map(|line| head.iter().cloned().zip(cells(line)).collect()).collect()
}

/// The rows of the CSV, each as its cells by the names of their columns.
fn csv(records: &[MeasuredRecord<'_>]) -> Vec<BTreeMap<String, String>> {
    let columns = Columns::new(&[], &[], "");
    let kept = Spreadsheet::property_names(&columns, records);
    let file = Spreadsheet { columns, kept, is_untyped: false }.whole(records);
    csv::Reader::from_reader(file.as_slice()).deserialize().map(Result::unwrap).collect()
}

/// The side in words by the columns of a row of the CSV alone, and the accuracy of the border there.
fn side_of_csv(row: &BTreeMap<String, String>, accuracy_m: f64, phrases: Phrases<'_>, sides: &Sides) -> String {
    let language = phrases.language;
    let of = |column: &str| row.get(column).map_or("", String::as_str);
    let number = |column: &str| of(column).parse::<f64>();
    let named = |key: &str, side: &str| match side {
        "both" => language.text("side-both").to_owned(),
        side => {
            let names = if side == "left" { &sides.left.names } else { &sides.right.names };
            language.fill(key, &[("side", phrases.name(names))])
        }
    };
    match (of("side"), of("reported_side")) {
        ("disputed", "") => language.text("side-disputed").to_owned(),
        ("disputed", side) => format!("{} ({})", language.text("side-disputed"), named("side-reported", side)),
        (_, side @ ("left" | "right" | "both")) => named("side-reported", side),
        (side @ ("left" | "right"), _)
            if number("distance_m").unwrap() > accuracy_m
                && of("basis") != "from_border"
                && number("p_left").is_ok_and(|p| !(0.005..=0.995).contains(&p)) =>
        {
            named("side-measured", side)
        }
        _ => language.text("side-uncertain").to_owned(),
    }
}

/// The text of the map's key, in its order, lines joined.
fn key(dossier: &Dossier, measured: &Measured<'_>, language: &Language) -> String {
    let recipe = "title='t'\nsize=[9000,6000]\ntext=0.5\nshow={key=true,claims=true,contacts=true,relief=false}";
    let recipe = Recipe::parse("t.toml", recipe).unwrap();
    let (case, line) = (dossier.case(), dossier.line());
    let extent = case.border.parts().iter().flatten().copied().collect();
    let spec = MapSpec {
        recipe: &recipe,
        extent,
        projection: None,
        languages: LanguagePair::only(language.clone()),
        filling: marz::compose::Filling::default(),
        own: marz::compose::Own::default(),
    };
    let figure = compose_map(case, line, &measured.list(), &spec).unwrap();
    // Beside the map, or on pages of its own where there is no room for it.
    let beside = figure.scene.layers.iter().filter(|l| l.id == "legend");
    let layers = beside.chain(figure.pages.iter().flat_map(|page| &page.layers));
    let words = |item: &Item| if let Item::Text(text) = item { Some(text.words.clone()) } else { None };
    layers.flat_map(|l| &l.items).filter_map(words).collect::<Vec<_>>().join(" ")
}

/// The facts of a record's card, by their names.
fn card(page: &str, id: &str) -> Vec<(String, String)> {
    let card = page.split(&format!("<article class=\"card\" id=\"i-{id}\">")).nth(1).unwrap();
    let facts = card.split("</dl>").next().unwrap().split("<dt>").skip(1);
    let one = |fact: &str| {
        let (name, value) = fact.split_once("</dt><dd dir=\"auto\">").unwrap();
        (name.to_owned(), value.trim_end_matches("</dd>").to_owned())
    };
    facts.map(one).collect()
}

fn of<'a>(facts: &'a [(String, String)], name: &str) -> &'a str {
    facts.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
}

/// The numbers of an interval: the first run of digits and marks, of whatever script.
fn numbers(cell: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit() || ('\u{6F0}'..='\u{6F9}').contains(&c);
    let inner = |c: char| is_digit(c) || matches!(c, '–' | '.' | ',' | '\u{66B}' | '\u{66C}');
    cell.chars().skip_while(|c| !is_digit(*c)).take_while(|c| inner(*c)).collect()
}

#[test]
fn table_key_card_and_csv_agree_on_side_interval_and_casualties() {
    let stored = Dossier::embedded().unwrap();
    assert_eq!(uncertain_sides(&stored), 0);
    // Without the sides that reports name, those of the points count, and some of them are uncertain.
    let mut incidents = stored.case().incidents.clone();
    incidents.iter_mut().for_each(|i| i.location.side = None);
    assert!(uncertain_sides(&stored.with_incidents(incidents)) > 0, "no side is uncertain: the rule was not tried");
}

/// Compares the four for every record in every language; returns how many sides are uncertain.
fn uncertain_sides(whole: &Dossier) -> usize {
    let dossier = whole.case();
    let measured = whole.measure(&Selection::default()).unwrap();
    let records: Vec<MeasuredRecord<'_>> = measured.iter().map(MeasuredRecord::from).collect();
    let file = csv(&records);
    let (mut in_key, mut with_side, mut uncertain) = (0, 0, 0);
    for language in Languages::embedded().iter() {
        let (phrases, text) = (Phrases::new(language), |key: &str| language.text(key));
        let found = ReportData::new(dossier, &measured);
        let page = html_page(&Report { found, figures: Vec::new(), compared: Comparisons::default(), phrases });
        let key = key(whole, &measured, language);
        for ((m, row), in_file) in measured.iter().zip(table(&records, dossier, phrases)).zip(&file) {
            let (i, card) = (m.incident, card(&page, &m.incident.id));
            let printed = format!("{} in {language}: {row:?}\n{card:?}", i.id);
            let (killed, wounded) = match m.proximity() {
                Some(_) => (of(&row, "killed"), of(&row, "wounded")),
                // Cells that are empty leave no trace in the text: the last two are the casualties.
                None => (row[row.len() - 2].1.as_str(), row[row.len() - 1].1.as_str()),
            };
            assert!(of(&card, text("report-killed")).starts_with(killed), "{printed}");
            assert!(of(&card, text("report-wounded")).starts_with(wounded), "{printed}");
            for (words, column) in [(killed, "killed"), (wounded, "wounded")] {
                for bound in ["min", "max"].map(|bound| &in_file[&format!("{column}_{bound}")]) {
                    assert!(words.contains(language.digits(bound).as_str()), "{column} {bound}: {printed}");
                }
            }
            if let Some(p) = m.proximity() {
                let (side, interval) = (of(&row, "side"), of(&row, "interval"));
                assert_eq!(of(&card, text("report-side")), side, "{printed}");
                assert!(of(&card, text("report-distance")).contains(&numbers(interval)), "{printed}");
                assert!(!numbers(interval).is_empty(), "{printed}");
                // In the file to the millimetre, in words rounded outwards by less than a kilometre.
                if language.is_english() {
                    let of_words = numbers(interval);
                    let (low, high) = of_words.split_once('–').unwrap_or(("0", &of_words));
                    for (words, column) in [(low, "distance_min_m"), (high, "distance_max_m")] {
                        let (words, file) = (words.parse::<f64>().unwrap(), in_file[column].parse::<f64>().unwrap());
                        let outwards =
                            if column == "distance_min_m" { file / 1000.0 - words } else { words - file / 1000.0 };
                        assert!((-1e-6..1.0).contains(&outwards), "{column}: {printed}");
                    }
                }
                let sides = &dossier.border.facts.sides;
                assert_eq!(side_of_csv(in_file, p.border_accuracy_m, phrases, sides), side, "{printed}");
                uncertain += usize::from(side == text("side-uncertain"));
            }
            // The entry of the key begins with date and place, and ends with the grade.
            let head = format!("{} · {}", date(language, &i.date), phrases.place(i, &dossier.places));
            let what = if language.is_english() { &i.title } else { language.category(i.category) };
            let head = format!("{head} {what} ");
            let grade = language.fill("key-grade", &[("grade", &i.grade.to_string())]);
            for (at, _) in key.match_indices(&head) {
                let entry = key[at + head.len()..].split(&grade).next().unwrap();
                in_key += 1;
                // Two records may have the same head: one of its entries must be this one's.
                if key.matches(&head).count() > 1 {
                    continue;
                }
                if !matches!(i.category, Category::Contact | Category::Deployment | Category::Claim) {
                    let casualties = language.fill("key-casualties", &[("killed", killed), ("wounded", wounded)]);
                    let alike = |text: &str| text.replace(['\u{A0}', '\u{202F}'], " ");
                    assert!(alike(entry).starts_with(&alike(&casualties)), "{printed}\n{entry}");
                }
                if m.proximity().is_some() && !matches!(i.category, Category::Contact | Category::Claim) {
                    assert!(entry.contains(&numbers(of(&row, "interval"))), "{printed}\n{entry}");
                    assert!(entry.contains(&format!(" · {} · ", of(&row, "side"))), "{printed}\n{entry}");
                    with_side += 1;
                }
            }
        }
    }
    assert!(in_key > 7 * 60 && with_side > 7 * 30, "only {in_key} entries of keys were seen, {with_side} with a side");
    uncertain
}
