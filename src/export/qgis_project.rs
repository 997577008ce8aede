//! A QGIS project (QGZ) of the layers of a GeoPackage: grouped, styled, with a print layout.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::layers::{Geometry, Layer};
use super::qgis_style::{DOCTYPE, Symbology, style};
use super::qgis_symbol::words;
use crate::xml::escaped;

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

const WGS84: &str = "<spatialrefsys><wkt>GEOGCRS[\"WGS 84\",DATUM[\"World Geodetic System 1984\",ELLIPSOID[\"WGS 84\",6378137,\
    298.257223563,LENGTHUNIT[\"metre\",1]]],PRIMEM[\"Greenwich\",0,ANGLEUNIT[\"degree\",0.0174532925199433]],CS[ellipsoidal,2],\
    AXIS[\"geodetic latitude (Lat)\",north,ORDER[1],ANGLEUNIT[\"degree\",0.0174532925199433]],AXIS[\"geodetic longitude \
    (Lon)\",east,ORDER[2],ANGLEUNIT[\"degree\",0.0174532925199433]],ID[\"EPSG\",4326]]</wkt><proj4>+proj=longlat +datum=WGS84 \
    +no_defs</proj4><srsid>3452</srsid><srid>4326</srid><authid>EPSG:4326</authid><description>WGS 84</description>\
    <projectionacronym>longlat</projectionacronym><ellipsoidacronym>EPSG:7030</ellipsoidacronym><geographicflag>true\
    </geographicflag></spatialrefsys>";

/// A project that opens the layers of `marz.gpkg` beside it: grouped, styled, with its coordinate system, ellipsoid, first
/// view, time settings and an A4 print layout; as the bytes of `marz.qgz`.
///
/// # Errors
///
/// [`std::io::Error`] if the archive cannot be written.
pub fn project(layers: &[Layer], look: &Symbology, view: &View, imprint: &Imprint) -> std::io::Result<Vec<u8>> {
    let text = project_text(layers, look, view, imprint);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive.start_file("marz.qgs", options)?;
    archive.write_all(text.as_bytes())?;
    Ok(archive.finish()?.into_inner())
}

fn project_text(layers: &[Layer], look: &Symbology, view: &View, imprint: &Imprint) -> String {
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
         <Measurement><DistanceUnits type=\"QString\">km</DistanceUnits></Measurement>\
         <Paths><Absolute type=\"bool\">false</Absolute></Paths>\
         <SpatialRefSys><ProjectionsEnabled type=\"int\">1</ProjectionsEnabled></SpatialRefSys></properties>\n\
         <Layouts>{}</Layouts>\n\
         <ProjectViewSettings UseProjectScales=\"0\" rotation=\"0\"><Scales/><DefaultViewExtent xmin=\"{west}\" ymin=\"{south}\" \
         xmax=\"{east}\" ymax=\"{north}\">{crs}</DefaultViewExtent></ProjectViewSettings>\n</qgis>\n",
        layout(layers, view, imprint)
    )
}

fn map_layer(layer: &Layer, look: &Symbology, id: &str) -> String {
    let style = style(layer, look);
    let (geometry, wkb) = match layer.geometry {
        Geometry::Point => ("Point", "Point"),
        Geometry::MultiLineString => ("Line", "MultiLineString"),
        Geometry::MultiPolygon => ("Polygon", "MultiPolygon"),
    };
    // The length of a link on the project's ellipsoid, computed by QGIS itself: it agrees with distance_m.
    let virtual_field = if layer.name == "links" {
        "<expressionfields><field precision=\"6\" typeName=\"double precision\" type=\"6\" expression=\"$length\" \
         name=\"length_km_qgis\" comment=\"\" length=\"0\" subType=\"0\"/></expressionfields>"
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
