//! The styles of a document, by the names that every edition of Word knows them by.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::{elements, value};

/// What styles and numbering begin with.
const ROOT: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Text of 10 points in a face that Word has on every system; the last one is that of scripts from right to left.
const DEFAULTS: &str = "<w:docDefaults><w:rPrDefault><w:rPr>\
    <w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:eastAsia=\"Calibri\" w:cs=\"Arial\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>\
    </w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after=\"100\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>\
    </w:docDefaults>\
    <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
    <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\
    <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" \
    w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>\
    <w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>";

/// Our own definition of each style: its name, its id, its type, what stands in it. `{base}` is the default paragraph style, `{list}` the
/// number of the list.
const STYLES: [(&str, &str, &str, &str); 20] = [
    (
        "Title",
        "Title",
        "paragraph",
        "{base}<w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"0\" w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:b/><w:bCs/><w:color w:val=\"1B2A3A\"/><w:sz w:val=\"44\"/><w:szCs w:val=\"44\"/></w:rPr>",
    ),
    (
        "Subtitle",
        "Subtitle",
        "paragraph",
        "{base}<w:qFormat/><w:pPr><w:spacing w:after=\"160\"/></w:pPr><w:rPr><w:color w:val=\"5A6470\"/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/></w:rPr>",
    ),
    (
        "heading 1",
        "Heading1",
        "paragraph",
        "{base}<w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"360\" w:after=\"100\"/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:bCs/><w:color w:val=\"1B2A3A\"/><w:sz w:val=\"30\"/><w:szCs w:val=\"30\"/></w:rPr>",
    ),
    (
        "heading 2",
        "Heading2",
        "paragraph",
        "{base}<w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"220\" w:after=\"60\"/><w:outlineLvl w:val=\"1\"/></w:pPr><w:rPr><w:b/><w:bCs/><w:color w:val=\"1B2A3A\"/><w:sz w:val=\"23\"/><w:szCs w:val=\"23\"/></w:rPr>",
    ),
    (
        "heading 3",
        "Heading3",
        "paragraph",
        "{base}<w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"160\" w:after=\"40\"/><w:outlineLvl w:val=\"2\"/></w:pPr><w:rPr><w:b/><w:bCs/><w:color w:val=\"1B2A3A\"/></w:rPr>",
    ),
    ("Body Text", "BodyText", "paragraph", "{base}<w:qFormat/>"),
    (
        "List Bullet",
        "ListBullet",
        "paragraph",
        "{base}<w:qFormat/><w:pPr><w:numPr><w:numId w:val=\"{list}\"/></w:numPr><w:spacing w:after=\"40\"/><w:contextualSpacing/></w:pPr>",
    ),
    (
        "Quote",
        "Quote",
        "paragraph",
        "{base}<w:qFormat/><w:pPr><w:spacing w:after=\"160\"/></w:pPr><w:rPr><w:i/><w:iCs/><w:color w:val=\"5A6470\"/></w:rPr>",
    ),
    (
        "caption",
        "Caption",
        "paragraph",
        "{base}<w:qFormat/><w:pPr><w:keepLines/><w:spacing w:before=\"60\" w:after=\"240\"/></w:pPr><w:rPr><w:color w:val=\"5A6470\"/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/></w:rPr>",
    ),
    (
        "footnote text",
        "FootnoteText",
        "paragraph",
        "{base}<w:pPr><w:spacing w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/></w:rPr>",
    ),
    ("footnote reference", "FootnoteReference", "character", "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>"),
    ("Hyperlink", "Hyperlink", "character", "<w:rPr><w:color w:val=\"0B5394\"/><w:u w:val=\"single\"/></w:rPr>"),
    (
        "footer",
        "Footer",
        "paragraph",
        "{base}<w:pPr><w:spacing w:after=\"0\"/></w:pPr><w:rPr><w:color w:val=\"5A6470\"/><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/></w:rPr>",
    ),
    (
        "TOC Heading",
        "TOCHeading",
        "paragraph",
        "{base}<w:pPr><w:keepNext/><w:spacing w:before=\"200\" w:after=\"60\"/></w:pPr><w:rPr><w:b/><w:bCs/><w:color w:val=\"1B2A3A\"/><w:sz w:val=\"23\"/><w:szCs w:val=\"23\"/></w:rPr>",
    ),
    ("toc 1", "TOC1", "paragraph", "{base}<w:pPr><w:spacing w:after=\"20\"/></w:pPr>"),
    (
        "marz table",
        "MarzTable",
        "table",
        "<w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"1B2A3A\"/><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"1B2A3A\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"C9CFD6\"/></w:tblBorders><w:tblCellMar><w:top w:w=\"30\" w:type=\"dxa\"/><w:left w:w=\"80\" w:type=\"dxa\"/><w:bottom w:w=\"30\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"1B2A3A\"/></w:tcBorders><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF1F4\"/><w:vAlign w:val=\"bottom\"/></w:tcPr></w:tblStylePr>",
    ),
    (
        "marz cell",
        "MarzCell",
        "paragraph",
        "{base}<w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/></w:rPr>",
    ),
    (
        "marz figure",
        "MarzFigure",
        "paragraph",
        "{base}<w:pPr><w:keepNext/><w:spacing w:before=\"120\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>",
    ),
    (
        "marz small",
        "MarzSmall",
        "paragraph",
        "{base}<w:pPr><w:spacing w:before=\"120\" w:after=\"120\" w:line=\"200\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:color w:val=\"5A6470\"/><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/></w:rPr>",
    ),
    (
        "marz after table",
        "MarzAfterTable",
        "paragraph",
        "{base}<w:pPr><w:spacing w:after=\"0\" w:line=\"200\" w:lineRule=\"exact\"/></w:pPr>",
    ),
];

/// A list of bullets.
const BULLETS: &str = "<w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/>\
    <w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"340\" w:hanging=\"227\"/></w:pPr></w:lvl>";

/// The styles of a document and its lists.
#[derive(Debug, Clone)]
pub struct Styles {
    ids: BTreeMap<String, String>,
    /// The part of the styles.
    pub xml: String,
    /// The part of the lists.
    pub numbering: String,
}

impl Styles {
    /// Our own.
    pub fn own() -> Self {
        Self::of_template(None, None)
    }

    /// Those of a template with those that it lacks.
    pub fn of_template(styles: Option<String>, numbering: Option<String>) -> Self {
        let whole = |xml: &String| xml.contains("</w:styles>");
        let mut xml = styles.filter(whole).unwrap_or_else(|| format!("{HEAD}<w:styles {ROOT}>{DEFAULTS}</w:styles>"));
        let (mut ids, mut taken, mut base) = (BTreeMap::new(), BTreeSet::new(), None);
        let mut id = None;
        elements(&xml, |e| match e.name().as_ref() {
            "w:style" => {
                id = value(e, "w:styleId");
                taken.extend(id.clone());
                let is_default = matches!(value(e, "w:default").as_deref(), Some("1" | "true" | "on"));
                if is_default && value(e, "w:type").as_deref() == Some("paragraph") {
                    base.clone_from(&id);
                }
            }
            "w:name" => {
                if let (Some(id), Some(name)) = (id.take(), value(e, "w:val")) {
                    ids.insert(name.to_lowercase(), id);
                }
            }
            _ => {}
        });
        let whole = |xml: &String| xml.contains("</w:numbering>");
        let mut numbering =
            numbering.filter(whole).unwrap_or_else(|| format!("{HEAD}<w:numbering {ROOT}></w:numbering>"));
        let list = if ids.contains_key("list bullet") { 0 } else { with_bullets(&mut numbering) };
        let base = base.map(|id| format!("<w:basedOn w:val=\"{}\"/>", crate::xml::escaped(&id))).unwrap_or_default();
        let mut lacking = String::new();
        for (name, id, kind, inside) in STYLES {
            if ids.contains_key(&name.to_lowercase()) {
                continue;
            }
            let id = if taken.contains(id) { format!("Marz{id}") } else { id.to_owned() };
            let inside = inside.replace("{base}", &base).replace("{list}", &list.to_string());
            lacking.push_str(&format!(
                "<w:style w:type=\"{kind}\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{inside}</w:style>"
            ));
            ids.insert(name.to_lowercase(), id);
        }
        if let Some(end) = xml.rfind("</w:styles>") {
            xml.insert_str(end, &lacking);
        }
        Self { ids, xml, numbering }
    }

    /// The id of the style of a name; `None` if there is none.
    pub fn id(&self, name: &str) -> Option<&str> {
        self.ids.get(&name.to_lowercase()).map(String::as_str)
    }
}

/// Adds a list of bullets to a part of lists; its number.
fn with_bullets(numbering: &mut String) -> u32 {
    let (mut kinds, mut lists) = (0, 0);
    elements(numbering, |e| {
        let of = |name: &str| value(e, name).and_then(|v| v.parse::<u32>().ok()).unwrap_or(0).saturating_add(1);
        match e.name().as_ref() {
            "w:abstractNum" => kinds = kinds.max(of("w:abstractNumId")),
            "w:num" => lists = lists.max(of("w:numId")),
            _ => {}
        }
    });
    let (kind, list) = (kinds, lists.max(1));
    // Definitions stand before lists, lists before what may follow them.
    let find = |text: &str, tags: &[&str]| tags.iter().find_map(|tag| text.find(tag)).unwrap_or(text.len());
    let at = find(numbering, &["<w:num ", "<w:numIdMacAtCleanup", "</w:numbering>"]);
    numbering.insert_str(at, &format!("<w:abstractNum w:abstractNumId=\"{kind}\">{BULLETS}</w:abstractNum>"));
    let at = find(numbering, &["<w:numIdMacAtCleanup", "</w:numbering>"]);
    numbering.insert_str(at, &format!("<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"{kind}\"/></w:num>"));
    list
}
