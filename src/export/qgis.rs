//! QGIS styles (QML) that match the maps, and a project with a print layout (QGZ).
//!
//! Written for QGIS 3.22 and later. Styles are in the GeoPackage for those who add a layer, and again in the project,
//! which does not read those of the GeoPackage.

use std::fmt::Write as _;

use super::archive::archive_of;
use super::fields::Kind;
use super::geopackage::LayerStyle;
use super::layers::{Geometry, Layer};
use crate::model::LineStatus;
use crate::xml::escaped;

/// Red, green and blue.
pub type Rgb = (u8, u8, u8);

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
pub struct Look {
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

/// The coordinate system of the project and the first view in it.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The coordinate system as WKT.
    pub wkt: String,
    /// The same as a PROJ string.
    pub proj: String,
    /// West, south, east and north edge of the first view, in metres.
    pub extent: [f64; 4],
}

/// The texts of the print layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    /// The title of the dossier.
    pub title: String,
    /// Credits, licences, disclaimer and program.
    pub credits: String,
}

fn color((r, g, b): Rgb, alpha: u8) -> String {
    format!("{r},{g},{b},{alpha}")
}

/// A map of options in the XML of QGIS.
fn options(list: &[(&str, String)]) -> String {
    let option = |(name, value): &(&str, String)| {
        format!("<Option type=\"QString\" name=\"{name}\" value=\"{}\"/>", escaped(value))
    };
    format!("<Option type=\"Map\">{}</Option>", list.iter().map(option).collect::<String>())
}

/// Data-defined properties: properties set by an expression.
fn defined(list: &[(&str, &str)]) -> String {
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

fn part(class: &str, list: &[(&str, String)], expressions: &[(&str, &str)]) -> String {
    format!(
        "<layer class=\"{class}\" enabled=\"1\" locked=\"0\" pass=\"0\">{}{}</layer>",
        options(list),
        defined(expressions)
    )
}

fn symbol(kind: &str, name: usize, parts: &[String]) -> String {
    format!(
        "<symbol type=\"{kind}\" name=\"{name}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">{}</symbol>",
        parts.concat()
    )
}

fn marker(name: &str, angle: u16, fill: Rgb, edge: Rgb, size_mm: f64, expressions: &[(&str, &str)]) -> String {
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

fn stroke(rgb: Rgb, width_mm: f64, style: &str) -> String {
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

fn fill(rgb: Rgb, alpha: u8, edge: Rgb, edge_mm: f64, edge_style: &str) -> String {
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

fn single(symbol: &str) -> String {
    format!(
        "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" forceraster=\"0\"><symbols>{symbol}</symbols></renderer-v2>"
    )
}

/// Words that QGIS shows: in labels, legends and names of layers it evaluates what stands between `[%` and `%]`, and words of a dossier are none of
/// its expressions. An invisible word joiner (U+2060) parts the marks.
fn words(text: &str) -> String {
    escaped(&text.replace("[%", "[\u{2060}%").replace("%]", "%\u{2060}]"))
}

/// A field in a map tip, which is HTML.
fn in_map_tip(field: &str) -> String {
    format!("[% replace(replace(replace(\"{field}\", '&', '&amp;'), '<', '&lt;'), '>', '&gt;') %]")
}

/// Categories as value, label and symbol.
fn categorized(field: &str, list: &[(String, String, String)]) -> String {
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

/// Labels from an expression, with a halo, from a scale upwards.
fn labels(expression: &str, size_pt: f64, ink: Rgb, halo: Rgb, italic: bool, from_scale: u32, along: bool) -> String {
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
fn name_in(layer: &Layer, languages: &[String]) -> String {
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
struct Style {
    labels: Option<String>,
    body: String,
}

fn style(layer: &Layer, look: &Look) -> Style {
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
        // Mode 2: from a field with the begin to a field with the end.
        body.push_str(
            "<temporal enabled=\"1\" mode=\"2\" limitMode=\"0\" startField=\"date_begin\" endField=\"date_end\" \
             durationField=\"\" durationUnit=\"min\" fixedDuration=\"0\" accumulate=\"0\" startExpression=\"\" endExpression=\"\">\
             <fixedRange><start></start><end></end></fixedRange></temporal>",
        );
    }
    Style { labels, body }
}

/// Value maps for codes, and the aliases of fields.
fn forms(layer: &Layer, look: &Look) -> String {
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

const DOCTYPE: &str = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n";

/// The style of every layer as QML: for a GeoPackage, or as a file beside a GeoJSON of the same name.
#[must_use]
pub fn styles(layers: &[Layer], look: &Look) -> Vec<LayerStyle> {
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

const WGS84: &str = "<spatialrefsys><wkt>GEOGCRS[\"WGS 84\",DATUM[\"World Geodetic System 1984\",ELLIPSOID[\"WGS 84\",6378137,\
    298.257223563,LENGTHUNIT[\"metre\",1]]],PRIMEM[\"Greenwich\",0,ANGLEUNIT[\"degree\",0.0174532925199433]],CS[ellipsoidal,2],\
    AXIS[\"geodetic latitude (Lat)\",north,ORDER[1],ANGLEUNIT[\"degree\",0.0174532925199433]],AXIS[\"geodetic longitude \
    (Lon)\",east,ORDER[2],ANGLEUNIT[\"degree\",0.0174532925199433]],ID[\"EPSG\",4326]]</wkt><proj4>+proj=longlat +datum=WGS84 \
    +no_defs</proj4><srsid>3452</srsid><srid>4326</srid><authid>EPSG:4326</authid><description>WGS 84</description>\
    <projectionacronym>longlat</projectionacronym><ellipsoidacronym>EPSG:7030</ellipsoidacronym><geographicflag>true\
    </geographicflag></spatialrefsys>";

/// A project that opens the layers of `marz.gpkg` beside it: grouped, styled, with its coordinate system, ellipsoid, first
/// view, time settings and an A4 print layout; as the bytes of `marz.qgz`.
pub fn project(layers: &[Layer], look: &Look, view: &View, imprint: &Imprint) -> Vec<u8> {
    archive_of("marz.qgs", project_text(layers, look, view, imprint).as_bytes())
}

fn project_text(layers: &[Layer], look: &Look, view: &View, imprint: &Imprint) -> String {
    let title = words(&imprint.title);
    let crs = format!(
        "<spatialrefsys><wkt>{}</wkt><proj4>{}</proj4><srsid>0</srsid><srid>0</srid><authid></authid>\
         <description>marz</description><projectionacronym></projectionacronym><ellipsoidacronym>EPSG:7030</ellipsoidacronym>\
         <geographicflag>false</geographicflag></spatialrefsys>",
        escaped(&view.wkt),
        escaped(&view.proj)
    );
    let [west, south, east, north] = view.extent;
    let id = |layer: &Layer| format!("{}_marz", layer.name);
    // The uppermost layer comes first in the tree.
    let in_tree = |names: &[&str]| {
        let tree_layer = |layer: &Layer| {
            let shown = if layer.name == "links" { "Qt::Unchecked" } else { "Qt::Checked" };
            format!(
                "<layer-tree-layer id=\"{}\" name=\"{}\" source=\"./marz.gpkg|layername={}\" providerKey=\"ogr\" \
                 checked=\"{shown}\" expanded=\"{}\"><customproperties/></layer-tree-layer>",
                id(layer),
                words(&layer.title),
                layer.name,
                u8::from(layer.name == "incidents")
            )
        };
        layers.iter().rev().filter(|l| names.contains(&l.name)).map(tree_layer).collect::<String>()
    };
    let group = |name: &str, content: String| {
        format!(
            "<layer-tree-group name=\"{name}\" checked=\"Qt::Checked\" expanded=\"1\"><customproperties/>{content}</layer-tree-group>"
        )
    };
    let tree = [
        group("Incidents", in_tree(&["incidents", "links", "incidents_uncertainty"])),
        group("Places", in_tree(&["places"])),
        group("Border", in_tree(&["border_km", "border"])),
        group("Ground", in_tree(&["contested", "rivers", "lakes", "provinces", "countries"])),
    ]
    .concat();
    let order: String = layers.iter().rev().map(|l| format!("<layer id=\"{}\"/>", id(l))).collect();
    let map_layers: String = layers.iter().map(|l| map_layer(l, look, &id(l))).collect();
    format!(
        "{DOCTYPE}<qgis projectname=\"{title}\" version=\"3.22.0\">\n<homePath path=\"\"/>\n<title>{title}</title>\n\
         <projectCrs>{crs}</projectCrs>\n<layer-tree-group><customproperties/>{tree}</layer-tree-group>\n\
         <mapcanvas name=\"theMapCanvas\"><units>meters</units><extent><xmin>{west}</xmin><ymin>{south}</ymin>\
         <xmax>{east}</xmax><ymax>{north}</ymax></extent><rotation>0</rotation><destinationsrs>{crs}</destinationsrs></mapcanvas>\n\
         <projectlayers>{map_layers}</projectlayers>\n<layerorder>{order}</layerorder>\n\
         <properties><Measure><Ellipsoid type=\"QString\">EPSG:7030</Ellipsoid></Measure>\
         <Measurement><DistanceUnits type=\"QString\">kilometers</DistanceUnits></Measurement>\
         <Paths><Absolute type=\"bool\">false</Absolute></Paths>\
         <SpatialRefSys><ProjectionsEnabled type=\"int\">1</ProjectionsEnabled></SpatialRefSys></properties>\n\
         <Layouts>{}</Layouts>\n\
         <ProjectViewSettings UseProjectScales=\"0\" rotation=\"0\"><Scales/><DefaultViewExtent xmin=\"{west}\" ymin=\"{south}\" \
         xmax=\"{east}\" ymax=\"{north}\">{crs}</DefaultViewExtent></ProjectViewSettings>\n</qgis>\n",
        layout(layers, view, imprint)
    )
}

fn map_layer(layer: &Layer, look: &Look, id: &str) -> String {
    let style = style(layer, look);
    let (geometry, wkb) = match layer.geometry {
        Geometry::Point => ("Point", "Point"),
        Geometry::MultiLineString => ("Line", "MultiLineString"),
        Geometry::MultiPolygon => ("Polygon", "MultiPolygon"),
    };
    // The length of a link on the project's ellipsoid, computed by QGIS itself: it agrees with distance_m.
    let virtual_field = if layer.name == "links" {
        "<expressionfields><field precision=\"3\" typeName=\"double precision\" type=\"6\" expression=\"$length\" \
         name=\"length_m_qgis\" comment=\"\" length=\"0\" subType=\"0\"/></expressionfields>"
    } else {
        ""
    };
    format!(
        "<maplayer type=\"vector\" geometry=\"{geometry}\" wkbType=\"{wkb}\" styleCategories=\"AllStyleCategories\" \
         labelsEnabled=\"{}\" hasScaleBasedVisibilityFlag=\"0\" minScale=\"100000000\" maxScale=\"0\"><id>{id}</id>\
         <datasource>./marz.gpkg|layername={}</datasource><layername>{}</layername><srs>{WGS84}</srs>\
         <resourceMetadata><title>{}</title><abstract>{}</abstract><license>{}</license></resourceMetadata>\
         <provider encoding=\"UTF-8\">ogr</provider>{}{virtual_field}</maplayer>",
        u8::from(style.labels.is_some()),
        layer.name,
        words(&layer.title),
        words(&layer.title),
        words(&layer.attribution),
        words(&layer.licence),
        style.body
    )
}

/// A page of A4, landscape: title, map, legend, scale bar, credits.
fn layout(layers: &[Layer], view: &View, imprint: &Imprint) -> String {
    const MAP: &str = "{6d617270-0000-4000-8000-000000000001}";
    // A higher item has a greater number; the page is the lowest.
    let item = |kind: u32, uuid: u32, x: f64, y: f64, wide: f64, high: f64, more: &str, content: &str| {
        format!(
            "<LayoutItem type=\"{kind}\" uuid=\"{{6d617270-0000-4000-8000-{uuid:012}}}\" \
             templateUuid=\"{{6d617270-0000-4000-8000-{uuid:012}}}\" id=\"\" position=\"{x},{y},mm\" positionOnPage=\"{x},{y},mm\" \
             size=\"{wide},{high},mm\" zValue=\"{uuid}\" visibility=\"1\" opacity=\"1\" blendMode=\"0\" itemRotation=\"0\" \
             positionLock=\"false\" excludeFromExports=\"0\" frameJoinStyle=\"miter\" groupUuid=\"\" \
             outlineWidthM=\"0.3,mm\" {more}><FrameColor red=\"90\" green=\"90\" blue=\"90\" alpha=\"255\"/>\
             <BackgroundColor red=\"255\" green=\"255\" blue=\"255\" alpha=\"255\"/>{content}</LayoutItem>"
        )
    };
    let font = |size: f64, weight: u32| {
        format!(
            "<LabelFont description=\"Noto Sans,{size},-1,5,{weight},0,0,0,0,0\" style=\"\"/>\
             <text-style fontFamily=\"Noto Sans\" fontSize=\"{size}\" fontSizeUnit=\"Point\" fontWeight=\"{weight}\" \
             textColor=\"28,28,28,255\"/>"
        )
    };
    let label = |uuid, y: f64, high: f64, size: f64, weight: u32, text: &str| {
        let more = format!(
            "labelText=\"{}\" referencePoint=\"0\" htmlState=\"0\" halign=\"1\" valign=\"32\" marginX=\"0\" marginY=\"0\" frame=\"false\" \
             background=\"false\"",
            words(text)
        );
        item(65641, uuid, 10.0, y, 277.0, high, &more, &font(size, weight))
    };
    let [west, south, east, north] = view.extent;
    // The map is as wide as the page allows: the extent grows to its shape about its middle.
    let (wide, high) = (277.0, 158.0);
    let (x, y) = ((west + east) / 2.0, (south + north) / 2.0);
    let scale = ((east - west) / wide).max((north - south) / high);
    let (half_x, half_y) = (scale * wide / 2.0, scale * high / 2.0);
    let extent = format!(
        "<Extent xmin=\"{}\" ymin=\"{}\" xmax=\"{}\" ymax=\"{}\"/><LayerSet/>\
         <AtlasMap atlasDriven=\"0\" scalingMode=\"2\" margin=\"0.1\"/>",
        x - half_x,
        y - half_y,
        x + half_x,
        y + half_y
    );
    let map = "followPreset=\"false\" followPresetName=\"\" mapRotation=\"0\" mapFlags=\"0\" keepLayerSet=\"false\" \
               referencePoint=\"0\" drawCanvasItems=\"true\" labelMargin=\"0,mm\" isTemporal=\"0\" frame=\"true\" background=\"true\"";
    let legend = format!(
        "referencePoint=\"2\" map_uuid=\"{MAP}\" title=\"\" columnCount=\"1\" resizeToContents=\"1\" splitLayer=\"0\" symbolWidth=\"6\" symbolHeight=\"3.5\" \
         boxSpace=\"2\" columnSpace=\"2\" lineSpacing=\"0.8\" equalColumnWidth=\"0\" titleAlignment=\"1\" symbolAlignment=\"1\" \
         legendFilterByAtlas=\"0\" fontColor=\"#1c1c1c\" wrapChar=\"\" frame=\"true\" background=\"true\""
    );
    let legend_style = |name: &str, size: f64| {
        format!(
            "<style name=\"{name}\" alignment=\"1\" indent=\"0\" marginTop=\"1.2\"><styleFont \
             description=\"Noto Sans,{size},-1,5,50,0,0,0,0,0\" style=\"\"/></style>"
        )
    };
    // The legend leaves out the basemap, and the rings, which have the colours of the incidents.
    let explained = ["incidents", "places", "border_km", "border", "contested"];
    let legend_layers: String = layers
        .iter()
        .rev()
        .filter(|l| explained.contains(&l.name))
        .map(|l| {
            format!(
                "<layer-tree-layer id=\"{}_marz\" name=\"{}\" source=\"./marz.gpkg|layername={}\" providerKey=\"ogr\" \
                 checked=\"Qt::Checked\" expanded=\"1\"><customproperties/></layer-tree-layer>",
                l.name,
                words(&l.title),
                l.name
            )
        })
        .collect();
    let legend_styles = format!(
        "<styles>{}{}{}{}{}</styles><layer-tree-group>{}</layer-tree-group>",
        legend_style("title", 9.0),
        legend_style("group", 8.0),
        legend_style("subgroup", 7.0),
        legend_style("symbol", 7.0),
        legend_style("symbolLabel", 7.0),
        legend_layers
    );
    // The length of a segment in metres: a round number, about a sixth of the width of the map.
    let wanted = scale * wide / 6.0;
    let segment = [1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5].into_iter().rev().find(|s| *s <= wanted).unwrap_or(1e3);
    let bar = format!(
        "referencePoint=\"0\" style=\"Single Box\" unitType=\"km\" unitLabel=\"km\" numUnitsPerSegment=\"{}\" numMapUnitsPerScaleBarUnit=\"1\" \
         numSegments=\"2\" numSegmentsLeft=\"0\" numSubdivisions=\"1\" segmentSizeMode=\"0\" minBarWidth=\"50\" maxBarWidth=\"150\" \
         height=\"2\" subdivisionsHeight=\"1.5\" labelBarSpace=\"1.5\" boxContentSpace=\"1\" alignment=\"0\" outlineWidth=\"0.2\" \
         labelVerticalPlacement=\"0\" labelHorizontalPlacement=\"0\" lineJoinStyle=\"miter\" lineCapStyle=\"square\" \
         mapUuid=\"{MAP}\" frame=\"false\" background=\"true\"",
        segment / 1000.0
    );
    let bar_text =
        "<text-style fontFamily=\"Noto Sans\" fontSize=\"8\" fontSizeUnit=\"Point\" textColor=\"28,28,28,255\"/>";
    let page = item(65638, 0, 0.0, 0.0, 297.0, 210.0, "referencePoint=\"0\" frame=\"false\" background=\"true\"", "");
    format!(
        "<Layout name=\"A4\" units=\"mm\" printResolution=\"300\" worldFileMap=\"{MAP}\"><PageCollection>{page}</PageCollection>\
         {}{}{}{}{}</Layout>",
        item(65639, 1, 10.0, 24.0, wide, high, map, &extent),
        label(2, 8.0, 12.0, 18.0, 75, &imprint.title),
        item(65642, 3, 284.0, 27.0, 52.0, 80.0, &legend, &legend_styles),
        item(65646, 4, 13.0, 166.0, 70.0, 12.0, &bar, bar_text),
        label(5, 185.0, 20.0, 7.0, 50, &imprint.credits),
    )
}
