//! QGIS styles (QML) that match the maps, one for each layer.
//!
//! Written for QGIS 3.22 and later. Styles are in the GeoPackage for those who add a layer, and again in the project,
//! which does not read those of the GeoPackage.

use std::fmt::Write as _;

use super::fields::Kind;
use super::geopackage::LayerStyle;
use super::layers::Layer;
use super::qgis_symbol::{Rgb, categorized, color, fill, in_map_tip, marker, part, single, stroke, symbol, words};
use crate::model::LineStatus;
use crate::xml::escaped;

/// The symbol of a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategorySign {
    /// The value of `category` in the data.
    pub value: String,
    /// Its label.
    pub label: String,
    /// Its colour.
    pub rgb: Rgb,
    /// Its shape: the name of a simple marker of QGIS.
    pub marker: &'static str,
    /// Its rotation, in degrees clockwise.
    pub angle: u16,
}

/// The colours of the basemap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct BasemapColors {
    pub land_left: Rgb,
    pub land_right: Rgb,
    pub land_other: Rgb,
    pub water: Rgb,
    pub water_edge: Rgb,
    pub province: Rgb,
    pub other_border: Rgb,
    pub border: Rgb,
    pub paper: Rgb,
    pub ink: Rgb,
}

/// The colours and symbols of the styles.
#[derive(Debug, Clone)]
pub struct Symbology {
    /// The categories of incidents.
    pub categories: Vec<CategorySign>,
    /// The values of `status` in the data, with their labels.
    pub statuses: Vec<(&'static str, String)>,
    /// The codes of the sides to the left and to the right.
    pub sides: (String, String),
    /// The languages of labels, by their tags: the first before English, and a second for a second line.
    pub label_languages: Vec<String>,
    /// The colours of the basemap.
    pub basemap: BasemapColors,
}

/// Labels from an expression, with a halo, from a scale upwards.
pub(super) fn labels(
    expression: &str,
    size_pt: f64,
    ink: Rgb,
    halo: Rgb,
    italic: bool,
    from_scale: u32,
    along: bool,
) -> String {
    let placement = if along { 2 } else { 6 };
    format!(
        "<labeling type=\"simple\"><settings calloutType=\"simple\"><text-style fieldName=\"{}\" isExpression=\"1\" \
         fontFamily=\"Noto Sans\" fontSize=\"{size_pt}\" fontSizeUnit=\"Point\" fontItalic=\"{}\" textColor=\"{}\">\
         <text-buffer bufferDraw=\"1\" bufferSize=\"0.8\" bufferSizeUnits=\"MM\" bufferColor=\"{}\"/></text-style>\
         <placement placement=\"{placement}\" placementFlags=\"10\" \
         predefinedPositionOrder=\"TR,R,BR,TSR,BSR,TL,L,BL\" dist=\"0.6\" distUnits=\"MM\"/>\
         <rendering scaleVisibility=\"1\" scaleMin=\"1\" scaleMax=\"{from_scale}\" obstacle=\"1\" drawLabels=\"1\"/>\
         </settings></labeling>",
        escaped(expression),
        u8::from(italic),
        color(ink, 255),
        color(halo, 255)
    )
}

/// The expression for the name of a feature in the languages of the labels, as far as the layer has columns for them; else in English.
pub(super) fn name_in(layer: &Layer, languages: &[String]) -> String {
    let column = |tag: &String| {
        let name = format!("name_{tag}");
        layer.fields.iter().any(|f| f.name == name).then(|| format!("\"{name}\""))
    };
    let english = "\"name_en\"";
    let first = match languages.first().and_then(column) {
        Some(own) if own != english => format!("coalesce({own}, {english})"),
        _ => english.to_owned(),
    };
    match languages.get(1).and_then(column) {
        // Two names that are one, or a thing without a second name, have one line.
        Some(second) => format!("concat({first}, '\\n' || nullif({second}, {first}))"),
        None => first,
    }
}

/// The part of a style that a QML file and a project share.
pub(super) struct Style {
    pub(super) labels: Option<String>,
    pub(super) body: String,
}

pub(super) fn style(layer: &Layer, look: &Symbology) -> Style {
    let g = &look.basemap;
    let label = |expression: &str, size, ink, italic, scale, along| {
        Some(labels(expression, size, ink, g.paper, italic, scale, along))
    };
    // Symbol size grows with the number killed; disputed or denied incidents are hollow. A record that stands for a region
    // is in the table, not on the map.
    const SIZE: &str =
        "if(\"extent\" = 'area', 0, 2.8 * sqrt(max(1, min(50, coalesce(\"killed_best\", \"killed_min\", 0)))))";
    const HOLLOW: &str = "\"status\" in ('disputed', 'denied')";
    let name = name_in(layer, &look.label_languages);
    let (renderer, labels) = match layer.name {
        "countries" => {
            let land = |i, rgb| symbol("fill", i, &[fill(rgb, 255, g.other_border, 0.3, "dash dot")]);
            let side = |i, code: &str, rgb| (code.to_owned(), code.to_owned(), land(i, rgb));
            let list = [
                side(0, &look.sides.0, g.land_left),
                side(1, &look.sides.1, g.land_right),
                (String::new(), "Other".to_owned(), land(2, g.land_other)),
            ];
            (
                categorized("code", &list),
                label(&format!("upper({name})"), 11.0, g.other_border, false, 20_000_000, false),
            )
        }
        "provinces" => {
            let line = symbol("fill", 0, &[fill(g.land_other, 0, g.province, 0.25, "dash")]);
            (single(&line), label(&name, 8.0, g.other_border, true, 4_000_000, false))
        }
        "contested" => {
            let list = [
                ("color", color(g.border, 128)),
                ("style", "b_diagonal".to_owned()),
                ("outline_color", color(g.border, 153)),
                ("outline_style", "dot".to_owned()),
                ("outline_width", "0.25".to_owned()),
                ("outline_width_unit", "MM".to_owned()),
                ("joinstyle", "round".to_owned()),
            ];
            let ground =
                symbol("fill", 0, &[fill(g.land_other, 255, g.border, 0.0, "no"), part("SimpleFill", &list, &[])]);
            (single(&ground), label("\"reason\"", 7.0, g.border, true, 500_000, false))
        }
        "lakes" => (single(&symbol("fill", 0, &[fill(g.water, 255, g.water_edge, 0.2, "solid")])), None),
        "rivers" => {
            let line = symbol("line", 0, &[stroke(g.water_edge, 0.35, "solid")]);
            (single(&line), label(&name, 8.0, g.water_edge, true, 3_000_000, true))
        }
        "border" => {
            let line = |i, dashes| symbol("line", i, &[stroke(g.paper, 1.5, "solid"), stroke(g.border, 0.7, dashes)]);
            // The patterns of Qt that come nearest to the dashes of the maps.
            let dashes = |status: LineStatus| match status {
                LineStatus::NotStated | LineStatus::Agreed => "solid",
                LineStatus::Disputed => "dash",
                LineStatus::ControlLine => "dash dot",
                LineStatus::Armistice => "dash dot dot",
                LineStatus::Approximate => "dot",
            };
            let of = |(i, status): (usize, LineStatus)| {
                (status.as_str().to_owned(), status.as_str().replace('_', " "), line(i, dashes(status)))
            };
            (categorized("status", &LineStatus::ALL.into_iter().enumerate().map(of).collect::<Vec<_>>()), None)
        }
        "border_km" => {
            let mark = symbol("marker", 0, &[marker("line", 0, g.border, g.border, 1.6, &[])]);
            (single(&mark), label("format_number(\"km\", 0)", 7.0, g.border, false, 2_000_000, false))
        }
        "places" => {
            let dot = symbol("marker", 0, &[marker("circle", 0, g.paper, g.ink, 1.6, &[])]);
            // The greater places at every scale, the lesser ones when there is room.
            let shown = format!("CASE WHEN \"rank\" <= 2 OR @map_scale < 1500000 THEN {name} END");
            (single(&dot), label(&shown, 9.0, g.ink, false, 20_000_000, false))
        }
        "links" => (single(&symbol("line", 0, &[stroke(g.ink, 0.2, "dash")])), None),
        "incidents_uncertainty" => {
            let ring = |(i, c): (usize, &CategorySign)| {
                (c.value.clone(), c.label.clone(), symbol("fill", i, &[fill(c.rgb, 12, c.rgb, 0.2, "solid")]))
            };
            (categorized("category", &look.categories.iter().enumerate().map(ring).collect::<Vec<_>>()), None)
        }
        _ => {
            let sign = |(i, c): (usize, &CategorySign)| {
                let own = color(c.rgb, 255);
                let inside = format!("if({HOLLOW}, '{}', '{own}')", color(g.paper, 255));
                let edge = format!("if({HOLLOW}, '{own}', '{}')", color(g.paper, 255));
                let defined = [("size", SIZE), ("fillColor", inside.as_str()), ("outlineColor", edge.as_str())];
                (
                    c.value.clone(),
                    c.label.clone(),
                    symbol("marker", i, &[marker(c.marker, c.angle, c.rgb, g.paper, 2.6, &defined)]),
                )
            };
            let renderer = categorized("category", &look.categories.iter().enumerate().map(sign).collect::<Vec<_>>());
            (renderer, label("\"date\"", 7.0, g.ink, false, 1_500_000, false))
        }
    };
    let has = |name: &str| layer.fields.iter().any(|f| f.name == name);
    let mut body = renderer;
    if let Some(labels) = &labels {
        body.push_str(labels);
    }
    body.push_str(&forms(layer, look));
    if has("title") && has("status") {
        let [title, begin, end, category, status] =
            ["title", "date_begin", "date_end", "category", "status"].map(in_map_tip);
        let tip = format!("<b>{title}</b><br>{begin} – {end}<br>{category}, {status}");
        let _ = write!(body, "<mapTip>{}</mapTip>", escaped(&tip));
    }
    if has("date_begin") && has("date_end") {
        // Mode 4: from one expression to another. Fields of days (mode 2) are compared with moments as if they were such: an event of one day
        // would be shown on the day before it, or never.
        let (begin, end) = (escaped(TIME_BEGIN), escaped(TIME_END));
        let _ = write!(
            body,
            "<temporal enabled=\"1\" mode=\"4\" limitMode=\"0\" startField=\"date_begin\" endField=\"date_end\" \
             durationField=\"\" durationUnit=\"min\" fixedDuration=\"0\" accumulate=\"0\" startExpression=\"{begin}\" \
             endExpression=\"{end}\"><fixedRange><start></start><end></end></fixedRange></temporal>"
        );
    }
    Style { labels, body }
}

/// When an incident begins to be shown: with its first day; from ever where that is not known.
const TIME_BEGIN: &str = "coalesce(to_datetime(\"date_begin\"), make_datetime(1, 1, 1, 0, 0, 0))";
/// When it is shown no longer: behind its last day; for ever where that is not known.
const TIME_END: &str =
    "coalesce(to_datetime(\"date_end\") + to_interval('1 day'), make_datetime(9999, 12, 31, 0, 0, 0))";

/// Value maps for codes, and the aliases of fields.
pub(super) fn forms(layer: &Layer, look: &Symbology) -> String {
    let map = |field: &str, list: &[(String, String)]| {
        let value_map_entry = |(label, value): &(String, String)| {
            format!(
                "<Option type=\"Map\"><Option type=\"QString\" name=\"{}\" value=\"{}\"/></Option>",
                words(label),
                escaped(value)
            )
        };
        format!(
            "<field name=\"{field}\" configurationFlags=\"None\"><editWidget type=\"ValueMap\"><config><Option type=\"Map\">\
             <Option type=\"List\" name=\"map\">{}</Option></Option></config></editWidget></field>",
            list.iter().map(value_map_entry).collect::<String>()
        )
    };
    let mut fields = String::new();
    for field in &layer.fields {
        match field.name.as_str() {
            "category" => {
                let list: Vec<_> = look.categories.iter().map(|c| (c.label.clone(), c.value.clone())).collect();
                fields.push_str(&map("category", &list));
            }
            "status" => {
                let list: Vec<_> = look.statuses.iter().map(|(v, l)| (l.clone(), (*v).to_owned())).collect();
                fields.push_str(&map("status", &list));
            }
            _ => {}
        }
    }
    let alias = |(i, f): (usize, &super::fields::Field)| {
        let words = f.name.replace('_', " ");
        let unit = if f.unit.is_empty() || f.kind == Kind::Text { String::new() } else { format!(" ({})", f.unit) };
        format!("<alias field=\"{}\" name=\"{}{unit}\" index=\"{}\"/>", escaped(&f.name), escaped(&words), i + 1)
    };
    let aliases: String = layer.fields.iter().enumerate().map(alias).collect();
    format!("<fieldConfiguration>{fields}</fieldConfiguration><aliases>{aliases}</aliases>")
}
pub(super) const DOCTYPE: &str = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n";
/// The style of every layer as QML: for a GeoPackage, or as a file beside a GeoJSON of the same name.
#[must_use]
pub fn styles(layers: &[Layer], look: &Symbology) -> Vec<LayerStyle> {
    let layer_style = |layer: &Layer| {
        let style = style(layer, look);
        let qml = format!(
            "{DOCTYPE}<qgis version=\"3.22.0\" styleCategories=\"Symbology|Labeling|Fields|Forms|MapTips|Temporal\" \
             labelsEnabled=\"{}\">{}</qgis>\n",
            u8::from(style.labels.is_some()),
            style.body
        );
        LayerStyle { layer: layer.name, qml }
    };
    layers.iter().map(layer_style).collect()
}
