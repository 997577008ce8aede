//! The vocabulary of QGIS for what is drawn: colours, symbols, categories and words, as XML. It knows no layer.

use std::fmt::Write as _;

use crate::xml::escaped;

/// Red, green and blue.
pub type Rgb = (u8, u8, u8);

pub(super) fn color((r, g, b): Rgb, alpha: u8) -> String {
    format!("{r},{g},{b},{alpha}")
}

/// A map of options in the XML of QGIS.
pub(super) fn options(list: &[(&str, String)]) -> String {
    let option = |(name, value): &(&str, String)| {
        format!("<Option type=\"QString\" name=\"{name}\" value=\"{}\"/>", escaped(value))
    };
    format!("<Option type=\"Map\">{}</Option>", list.iter().map(option).collect::<String>())
}

/// Data-defined properties: properties set by an expression.
pub(super) fn defined(list: &[(&str, &str)]) -> String {
    let property = |(name, expression): &(&str, &str)| {
        format!(
            "<Option type=\"Map\" name=\"{name}\"><Option type=\"bool\" name=\"active\" value=\"true\"/>\
             <Option type=\"QString\" name=\"expression\" value=\"{}\"/><Option type=\"int\" name=\"type\" value=\"3\"/></Option>",
            escaped(expression)
        )
    };
    let properties = match list {
        [] => "<Option name=\"properties\"/>".to_owned(),
        list => {
            format!(
                "<Option type=\"Map\" name=\"properties\">{}</Option>",
                list.iter().map(property).collect::<String>()
            )
        }
    };
    format!(
        "<data_defined_properties><Option type=\"Map\"><Option type=\"QString\" name=\"name\" value=\"\"/>{properties}\
         <Option type=\"QString\" name=\"type\" value=\"collection\"/></Option></data_defined_properties>"
    )
}

pub(super) fn part(class: &str, list: &[(&str, String)], expressions: &[(&str, &str)]) -> String {
    format!(
        "<layer class=\"{class}\" enabled=\"1\" locked=\"0\" pass=\"0\">{}{}</layer>",
        options(list),
        defined(expressions)
    )
}

pub(super) fn symbol(kind: &str, name: usize, parts: &[String]) -> String {
    format!(
        "<symbol type=\"{kind}\" name=\"{name}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">{}</symbol>",
        parts.concat()
    )
}

pub(super) fn marker(
    name: &str,
    angle: u16,
    fill: Rgb,
    edge: Rgb,
    size_mm: f64,
    expressions: &[(&str, &str)],
) -> String {
    let list = [
        ("name", name.to_owned()),
        ("color", color(fill, 255)),
        ("outline_color", color(edge, 255)),
        ("outline_style", "solid".to_owned()),
        ("outline_width", "0.25".to_owned()),
        ("outline_width_unit", "MM".to_owned()),
        ("angle", angle.to_string()),
        ("size", size_mm.to_string()),
        ("size_unit", "MM".to_owned()),
    ];
    part("SimpleMarker", &list, expressions)
}

pub(super) fn stroke(rgb: Rgb, width_mm: f64, style: &str) -> String {
    let list = [
        ("line_color", color(rgb, 255)),
        ("line_style", style.to_owned()),
        ("line_width", width_mm.to_string()),
        ("line_width_unit", "MM".to_owned()),
        ("joinstyle", "round".to_owned()),
        ("capstyle", "round".to_owned()),
    ];
    part("SimpleLine", &list, &[])
}

pub(super) fn fill(rgb: Rgb, alpha: u8, edge: Rgb, edge_mm: f64, edge_style: &str) -> String {
    let list = [
        ("color", color(rgb, alpha)),
        ("style", if alpha == 0 { "no" } else { "solid" }.to_owned()),
        ("outline_color", color(edge, 255)),
        ("outline_style", edge_style.to_owned()),
        ("outline_width", edge_mm.to_string()),
        ("outline_width_unit", "MM".to_owned()),
        ("joinstyle", "round".to_owned()),
    ];
    part("SimpleFill", &list, &[])
}

pub(super) fn single(symbol: &str) -> String {
    format!(
        "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" forceraster=\"0\"><symbols>{symbol}</symbols></renderer-v2>"
    )
}

/// Words that QGIS shows: in labels, legends and names of layers it evaluates what stands between `[%` and `%]`, and words of a dossier are none of
/// its expressions. An invisible word joiner (U+2060) parts the marks.
pub(super) fn words(text: &str) -> String {
    escaped(&text.replace("[%", "[\u{2060}%").replace("%]", "%\u{2060}]"))
}

/// A field in a map tip, which is HTML.
pub(super) fn in_map_tip(field: &str) -> String {
    format!("[% replace(replace(replace(\"{field}\", '&', '&amp;'), '<', '&lt;'), '>', '&gt;') %]")
}

/// Categories as value, label and symbol.
pub(super) fn categorized(field: &str, list: &[(String, String, String)]) -> String {
    let mut categories = String::new();
    let mut symbols = String::new();
    for (i, (value, label, symbol)) in list.iter().enumerate() {
        // Statements and aggregates are not events: their categories are listed, and switched off.
        let shown = !matches!(value.as_str(), "claim" | "aggregate");
        let (value, label) = (escaped(value), words(label));
        let _ = write!(
            categories,
            "<category render=\"{shown}\" type=\"string\" symbol=\"{i}\" value=\"{value}\" label=\"{label}\"/>"
        );
        symbols.push_str(symbol);
    }
    format!(
        "<renderer-v2 type=\"categorizedSymbol\" attr=\"{field}\" symbollevels=\"0\" forceraster=\"0\">\
         <categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2>"
    )
}
