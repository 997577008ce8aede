//! The page: its size, margins, header and footer.

use super::markup::{elements, value};
use super::template::WordTemplate;

/// A4 with margins of 18 mm beside the text, which is then 174 mm wide.
const OWN: &str = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1020\" w:bottom=\"1134\" \
    w:left=\"1020\" w:header=\"567\" w:footer=\"510\" w:gutter=\"0\"/><w:cols w:space=\"708\"/></w:sectPr>";

/// The properties of the one section of a report.
#[derive(Debug, Clone)]
pub struct Section {
    /// As they are written.
    pub xml: String,
    /// Whether the footer is the report's own.
    pub has_own_footer: bool,
}

impl Section {
    /// The section of a template, or our own; with our footer where it has none.
    pub fn new(template: Option<&WordTemplate>, is_right_to_left: bool) -> Self {
        let of_template = template.map(|t| t.section.clone()).filter(|xml| xml.contains("<w:pgSz"));
        let mut xml = of_template.unwrap_or_else(|| OWN.to_owned());
        let has_own_footer = !xml.contains("<w:footerReference");
        if has_own_footer && let Some(end) = xml.find('>') {
            let headers = xml.rfind("<w:headerReference").and_then(|at| Some(at + xml.get(at..)?.find("/>")? + 2));
            let reference = "<w:footerReference w:type=\"default\" r:id=\"marzFooter\"/>";
            xml.insert_str(headers.unwrap_or(end + 1), reference);
        }
        if is_right_to_left && !xml.contains("<w:bidi/>") {
            // In the order of the schema: before these.
            let behind = ["<w:rtlGutter", "<w:docGrid", "<w:printerSettings", "<w:sectPrChange", "</w:sectPr>"];
            if let Some(at) = behind.iter().find_map(|tag| xml.find(tag)) {
                xml.insert_str(at, "<w:bidi/>");
            }
        }
        Self { xml, has_own_footer }
    }

    /// The width of the text, in twips.
    pub fn width(&self) -> u32 {
        let (mut page, mut beside) = (11_906_i64, 0_i64);
        elements(&self.xml, |e| {
            let of = |name: &str| value(e, name).and_then(|v| v.parse::<i64>().ok()).unwrap_or(0);
            match e.name().as_ref() {
                "w:pgSz" => page = of("w:w"),
                "w:pgMar" => beside = of("w:left") + of("w:right") + of("w:gutter"),
                _ => {}
            }
        });
        // At least 5 cm, whatever a template says.
        u32::try_from((page - beside).clamp(2_835, 31_680)).unwrap_or(9_866)
    }
}
