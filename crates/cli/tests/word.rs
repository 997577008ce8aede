//! The report as a Word document: its parts read back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use roxmltree::{Document, Node};
use support::{dossier, marz, text};
use zip::write::SimpleFileOptions;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn report(folder: &Path, more: &[&str], output: &str) {
    let out = marz(folder, &[&["report", "--quiet", "--output", output], more].concat());
    assert!(out.status.success(), "{more:?}: {}", text(&out.stderr));
}

/// The parts of a document: every one is well formed XML or a picture, and has a type; every relation leads to one.
fn parts(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut all = Vec::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        all.push((name, bytes));
    }
    let types = text(&part(&all, "[Content_Types].xml"));
    for (name, bytes) in &all {
        if name.ends_with(".png") {
            assert!(bytes.starts_with(b"\x89PNG"), "{name}");
            continue;
        }
        let xml = text(bytes);
        let document = Document::parse(&xml).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(name.ends_with(".rels") || name.starts_with('[') || types.contains(&format!("\"/{name}\"")), "{name}");
        for relation in document.descendants().filter(|n| n.tag_name().name() == "Relationship") {
            if relation.attribute("TargetMode") == Some("External") {
                continue;
            }
            let target = relation.attribute("Target").unwrap();
            assert!(all.iter().any(|(n, _)| n.ends_with(target)), "{name} leads to {target}");
        }
    }
    all
}

fn part(all: &[(String, Vec<u8>)], name: &str) -> Vec<u8> {
    all.iter().find(|(n, _)| n == name).unwrap_or_else(|| panic!("no part {name}")).1.clone()
}

fn named<'a, 'd>(node: Node<'a, 'd>, name: &'static str) -> impl Iterator<Item = Node<'a, 'd>> {
    node.descendants().filter(move |n| n.has_tag_name((W, name)))
}

/// The text of the runs of a node, without marks of direction.
fn words(node: Node<'_, '_>) -> String {
    named(node, "t").filter_map(|t| t.text()).collect::<String>().replace('\u{200E}', "")
}

/// The paragraphs of a style, by its id.
fn styled(root: Node<'_, '_>, id: &str) -> Vec<String> {
    let is_one = |p: &Node<'_, '_>| named(*p, "pStyle").any(|s| s.attribute((W, "val")) == Some(id));
    named(root, "p").filter(is_one).map(words).collect()
}

/// The numbers of a text: groups of figures.
fn numbers(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_numeric()).filter(|n| !n.is_empty()).map(str::to_owned).collect()
}

#[test]
fn headings_tables_pictures_and_footnotes_are_words_own_and_hold_all_of_the_markdown() {
    let folder = tempfile::tempdir().unwrap();
    for (language, is_rtl) in [("en", false), ("fa", true)] {
        report(folder.path(), &["--lang", language], "r.docx");
        report(folder.path(), &["--lang", language], "r.md");
        let markdown = fs::read_to_string(folder.path().join("r.md")).unwrap();
        let all = parts(&folder.path().join("r.docx"));
        let (body, notes) = (text(&part(&all, "word/document.xml")), text(&part(&all, "word/marzFootnotes.xml")));
        let (body, notes) = (Document::parse(&body).unwrap(), Document::parse(&notes).unwrap());
        let root = body.root_element();

        // Headings.
        let lines = |begin: &str| markdown.lines().filter(|l| l.starts_with(begin)).count();
        let counted = ["Title", "Heading1", "Heading2"].map(|id| styled(root, id).len());
        assert_eq!(counted, ["# ", "## ", "### "].map(lines));
        assert_eq!(styled(root, "TOC1"), styled(root, "Heading1"), "the table of contents");

        // Tables, each with a head that is repeated.
        let tables: Vec<Node<'_, '_>> = named(root, "tbl").collect();
        assert_eq!(tables.len(), markdown.lines().filter(|l| l.starts_with("| ---")).count());
        for table in &tables {
            assert_eq!(named(*table, "tblHeader").count(), 1);
            let grid: u32 =
                named(*table, "gridCol").map(|c| c.attribute((W, "w")).unwrap().parse::<u32>().unwrap()).sum();
            assert!(grid <= 9_866, "{grid} twips are wider than the text");
            assert_eq!(named(*table, "bidiVisual").count(), usize::from(is_rtl));
        }

        // A heading or a head does not end a page, nor a row or a line stand on one alone.
        let is_kept = |p: &Node<'_, '_>| named(*p, "keepNext").next().is_some();
        for table in &tables {
            let rows: Vec<bool> = named(*table, "tr").map(|r| named(r, "p").all(|p| is_kept(&p))).collect();
            let n = rows.len();
            assert!(
                rows[..2.min(n - 1)].iter().all(|kept| *kept) && !rows[n - 1] && (n < 3 || rows[n - 2]),
                "{rows:?}"
            );
            assert!(n > 13 || rows[..n - 1].iter().all(|kept| *kept), "a short table is not parted: {rows:?}");
        }
        let is_bullet = |p: &Node<'_, '_>| named(*p, "pStyle").any(|s| s.attribute((W, "val")) == Some("ListBullet"));
        let all_paragraphs: Vec<Node<'_, '_>> = named(root, "p").collect();
        let mut begun = 0;
        for three in all_paragraphs.windows(3).filter(|three| !is_bullet(&three[0]) && three[1..].iter().all(is_bullet))
        {
            assert!(is_kept(&three[1]), "a line alone below {:?}", words(three[0]));
            begun += 1;
        }
        assert!(begun > 80, "{begun}");

        // Pictures, 174 mm wide, at most 110 mm high, described.
        let pictures: Vec<Node<'_, '_>> = root.descendants().filter(|n| n.tag_name().name() == "docPr").collect();
        assert_eq!(pictures.len(), markdown.matches("![").count());
        let captions = styled(root, "Caption");
        for (picture, caption) in pictures.iter().zip(&captions) {
            let (description, title) = (picture.attribute("descr").unwrap(), picture.attribute("title").unwrap());
            assert!(caption.starts_with(title) && description.len() > 40, "{caption}");
            // The description is the text alternative; the caption is a sentence or two.
            assert!(caption.chars().count() < description.chars().count(), "{caption}");
        }
        assert!(
            root.descendants()
                .filter(|n| n.tag_name().name() == "extent")
                .all(|n| n.attribute("cx") == Some("6264000")
                    && n.attribute("cy").unwrap().parse::<u32>().unwrap() <= 110 * 36_000)
        );

        // A footnote for each source, with a link where it has an address.
        let stored = fs::read_to_string(support::root().join("data/incidents.geojson")).unwrap();
        let stored: serde_json::Value = serde_json::from_str(&stored).unwrap();
        let all_sources: Vec<&serde_json::Value> = stored["features"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|f| f["properties"]["sources"].as_array().unwrap())
            .collect();
        let linked = all_sources.iter().filter(|s| s["url"].as_str().is_some_and(|u| u.starts_with("http"))).count();
        let sources = all_sources.len();
        let ids: Vec<&str> = named(root, "footnoteReference").map(|n| n.attribute((W, "id")).unwrap()).collect();
        let texts = named(notes.root_element(), "footnote").filter(|n| n.attribute((W, "type")).is_none()).count();
        assert_eq!((ids.len(), texts), (sources, sources));
        assert!(ids.iter().enumerate().all(|(i, id)| *id == (i + 1).to_string()), "in the order of reading");
        assert_eq!(named(notes.root_element(), "hyperlink").count(), linked);

        // Every number of the Markdown.
        let paragraphs = named(root, "p").chain(named(notes.root_element(), "p")).map(words);
        let written = numbers(&paragraphs.collect::<Vec<_>>().join(" "));
        let lost: Vec<String> = numbers(&markdown).into_iter().filter(|n| !written.contains(n)).collect();
        assert_eq!(lost, Vec::<String>::new());

        // Direction and language.
        let is_arabic = |c: char| ('\u{620}'..='\u{64a}').contains(&c);
        let turned: Vec<Node<'_, '_>> = named(root, "p").filter(|p| named(*p, "bidi").next().is_some()).collect();
        assert!(if is_rtl { turned.len() > 500 } else { turned.is_empty() }, "{}", turned.len());
        // What has letters from left to right alone is a paragraph of its own direction.
        let others: Vec<Node<'_, '_>> = named(root, "p").filter(|p| named(*p, "bidi").next().is_none()).collect();
        assert!(others.len() > 100 && others.iter().all(|p| !words(*p).contains(is_arabic)), "{}", others.len());
        assert!(text(&part(&all, "word/marzStyles.xml")).contains(&format!("<w:lang w:val=\"{language}\"")));
        assert!(text(&part(&all, "docProps/core.xml")).contains(&format!("<dc:language>{language}</dc:language>")));
        if is_rtl {
            let right = |r: &Node<'_, '_>| named(*r, "rtl").next().is_some();
            assert!(named(root, "r").any(|r| right(&r) && words(r).contains('ا')));
            let is_arabic = |c: char| ('\u{620}'..='\u{64a}').contains(&c);
            assert!(
                named(root, "r").filter(|r| !right(r)).all(|r| !words(r).contains(is_arabic)),
                "letters to the left"
            );
        }
    }
}

#[test]
fn the_list_of_a_card_is_not_parted_and_one_of_records_is() {
    let folder = dossier();
    let file = folder.path().join("data/incidents.geojson");
    let mut stored: serde_json::Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let clash = stored["features"][1].clone();
    let record = |day: usize| {
        let mut record = clash.clone();
        record["id"] = format!("record-{day}").into();
        record["properties"]["date"] = format!("2025-08-{day:02}").into();
        record
    };
    stored["features"] = (1..=12).map(record).collect();
    fs::write(&file, stored.to_string()).unwrap();
    report(folder.path(), &["--during", "2025", "--compare", "2024"], "r.docx");
    let body = text(&part(&parts(&folder.path().join("r.docx")), "word/document.xml"));
    let body = Document::parse(&body).unwrap();
    let is_bullet = |p: &Node<'_, '_>| named(*p, "pStyle").any(|s| s.attribute((W, "val")) == Some("ListBullet"));
    let is_kept = |p: &Node<'_, '_>| named(*p, "keepNext").next().is_some();
    let paragraphs: Vec<Node<'_, '_>> = named(body.root_element(), "p").collect();
    let lists = paragraphs.chunk_by(|a, b| is_bullet(a) == is_bullet(b)).filter(|list| is_bullet(&list[0]));
    let lists: Vec<Vec<bool>> = lists.map(|list| list.iter().map(is_kept).collect()).collect();
    let whole = |list: &&Vec<bool>| list.len() > 7 && list[..list.len() - 1].iter().all(|kept| *kept);
    assert_eq!(lists.iter().filter(whole).count(), 12, "the cards: {lists:?}");
    let new = lists.iter().find(|list| list.len() == 12 && !whole(list));
    assert!(new.is_some(), "the list of new records: {lists:?}");
}

#[test]
fn the_same_report_gives_the_same_bytes_and_says_its_edition() {
    let folder = dossier();
    report(folder.path(), &[], "a.docx");
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    report(folder.path(), &[], "b.docx");
    let [a, b] = ["a.docx", "b.docx"].map(|name| fs::read(folder.path().join(name)).unwrap());
    assert!(a == b, "not the same bytes");
    let all = parts(&folder.path().join("a.docx"));
    let custom = text(&part(&all, "docProps/custom.xml"));
    let edition = custom.split("<vt:lpwstr>").nth(1).unwrap().split('<').next().unwrap();
    assert!(edition.len() > 8 && text(&part(&all, "word/marzFooter.xml")).contains(edition), "{edition}");
    assert!(text(&part(&all, "word/marzFooter.xml")).contains(" PAGE "));
}

/// A template as a house may have it: the names of a German Word, a header with a logo, a list of its own, a text.
fn house(path: &Path) {
    let w = format!("xmlns:w=\"{W}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"");
    let kind = |name: &str| format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}");
    let relation = |id: &str, of: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{}\" Target=\"{target}\"/>", kind(of))
    };
    let relations = |all: &[String]| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
            all.concat()
        )
    };
    let parts = [
        ("_rels/.rels", relations(&[relation("a", "officeDocument", "word/document.xml")])),
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"r\"/>\
             <Default Extension=\"png\" ContentType=\"image/png\"/><Override PartName=\"/word/header9.xml\" ContentType=\"the.header\"/></Types>".to_owned(),
        ),
        (
            "word/document.xml",
            format!("<w:document {w}><w:body><w:p><w:r><w:t>The secret of the house</w:t></w:r></w:p><w:sectPr><w:headerReference \
                w:type=\"default\" r:id=\"rId9\"/><w:pgSz w:w=\"12240\" w:h=\"15840\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" \
                w:bottom=\"1440\" w:left=\"1440\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/><w:docGrid w:linePitch=\"360\"/></w:sectPr></w:body></w:document>"),
        ),
        (
            "word/_rels/document.xml.rels",
            relations(&[relation("rId1", "styles", "styles.xml"), relation("rId9", "header", "header9.xml"), relation("rId2", "numbering", "numbering.xml")]),
        ),
        (
            "word/styles.xml",
            format!("<w:styles {w}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"House Sans\"/><w:lang w:val=\"de-DE\"/></w:rPr></w:rPrDefault></w:docDefaults>\
                <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/></w:style>\
                <w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/><w:rPr><w:color w:val=\"C00000\"/></w:rPr></w:style></w:styles>"),
        ),
        (
            "word/numbering.xml",
            format!("<w:numbering {w}><w:abstractNum w:abstractNumId=\"4\"/><w:num w:numId=\"7\"><w:abstractNumId w:val=\"4\"/></w:num></w:numbering>"),
        ),
        ("word/header9.xml", format!("<w:hdr {w}><w:p><w:r><w:t>House of Reports</w:t></w:r></w:p></w:hdr>")),
        ("word/_rels/header9.xml.rels", relations(&[relation("rId1", "image", "media/logo.png")])),
        ("word/media/logo.png", "\u{89}PNG".to_owned()),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        let bytes = if name.ends_with(".png") { b"\x89PNG".to_vec() } else { content.into_bytes() };
        archive.write_all(&bytes).unwrap();
    }
    fs::write(path, archive.finish().unwrap().into_inner()).unwrap();
}

#[test]
fn a_template_gives_its_styles_page_and_header_and_none_of_its_text() {
    let folder = dossier();
    house(&folder.path().join("house.docx"));
    report(folder.path(), &["--template", "house.docx"], "r.docx");
    let all = parts(&folder.path().join("r.docx"));
    let body = text(&part(&all, "word/document.xml"));
    let document = Document::parse(&body).unwrap();
    let root = document.root_element();
    assert!(!body.contains("secret"));
    assert!(styled(root, "berschrift1").len() > 4 && !body.contains("\"Heading1\""));
    assert!(body.contains("r:id=\"rId9\"") && body.contains("<w:pgSz w:w=\"12240\"") && body.contains("marzFooter"));
    assert_eq!(part(&all, "word/media/logo.png"), b"\x89PNG");
    assert!(text(&part(&all, "word/header9.xml")).contains("House of Reports"));
    let styles = text(&part(&all, "word/marzStyles.xml"));
    assert!(
        styles.contains("House Sans") && styles.contains("C00000") && styles.contains("<w:lang w:val=\"en\""),
        "{styles}"
    );
    // What it lacks is based on its own, and lists are added behind its own.
    assert!(
        styles.contains("w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Standard\"/>"),
        "{styles}"
    );
    let numbering = text(&part(&all, "word/marzNumbering.xml"));
    assert!(numbering.contains("<w:num w:numId=\"8\"><w:abstractNumId w:val=\"5\"/>"), "{numbering}");
    // Pictures and tables are as wide as its text: 6.5 inches.
    let width = root.descendants().find(|n| n.tag_name().name() == "extent").and_then(|n| n.attribute("cx"));
    assert_eq!(width, Some("5943600"));
}

#[test]
fn what_is_no_template_is_refused_with_what_it_is() {
    let folder = dossier();
    fs::write(folder.path().join("r.docx"), "as it was").unwrap();
    let word97 = [0xD0_u8, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    fs::write(folder.path().join("old.docx"), word97).unwrap();
    fs::write(folder.path().join("page.docx"), "%PDF-1.7").unwrap();
    fs::write(folder.path().join("empty.docx"), "").unwrap();
    report(folder.path(), &["--format", "html"], "page.html");
    let out = marz(folder.path(), &["measure", "--output", "table.xlsx"]);
    assert!(out.status.success());
    for (template, says) in [
        ("old.docx", "Word 97"),
        ("page.docx", "a PDF"),
        ("empty.docx", "an empty file"),
        ("page.html", "markup"),
        ("table.xlsx", "another program than Word"),
        ("none.docx", "none.docx"),
    ] {
        let out = marz(folder.path(), &["report", "--output", "r.docx", "--template", template]);
        let said = text(&out.stderr);
        assert!(matches!(out.status.code(), Some(1 | 2)) && said.contains(says), "{template}: {said}");
        assert!(template == "none.docx" || said.contains("hint: save it in Word"), "{template}: {said}");
        assert_eq!(fs::read(folder.path().join("r.docx")).unwrap(), b"as it was", "{template}");
    }
    let out = marz(folder.path(), &["report", "--output", "r.html", "--template", "old.docx"]);
    assert!(out.status.code() == Some(2) && text(&out.stderr).contains("--format docx"));
    let out = marz(folder.path(), &["report", "--output", "marz.toml/r.docx"]);
    assert!(!out.status.success() && text(&out.stderr).contains("marz.toml"), "{}", text(&out.stderr));
}
