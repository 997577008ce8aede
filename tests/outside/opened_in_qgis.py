"""What a real QGIS makes of an exported folder, and of one whose labels are in two other languages. Usage: opened_in_qgis.py FOLDER OTHER"""

import sys

from qgis.core import (
    QgsApplication,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsLayoutExporter,
    QgsProject,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

folder = sys.argv[1]
app = QgsApplication([], False)
app.initQgis()

CATEGORIES = {
    "clash": "#c4261a",
    "shelling": "#45176b",
    "drone_attack": "#ce6fb4",
    "smuggling_clash": "#efa020",
    "incursion": "#0b5796",
    "deployment": "#3a434c",
    "contact": "#1c8567",
    "claim": "#a2a2a2",
    "aggregate": "#6c6c6c",
    "other": "#6c6c6c",
}
FEATURES = {
    "countries": 8,
    "provinces": 39,
    "lakes": 9,
    "rivers": 36,
    "border": 1,
    "border_km": 135,
    "border_buffers": 3,
    "incidents_uncertainty": 53,
    "links": 68,
    "places": 74,
    "incidents": 86,
}


def colours(layer):
    return {c.value(): c.symbol().color().name() for c in layer.renderer().categories()}


def coloured(image):
    """How many different colours an image has, on a coarse grid."""
    found = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    return len(found)


project = QgsProject.instance()
assert project.read(f"{folder}/marz.qgz"), project.error()
assert project.crs().isValid() and "+proj=lcc" in project.crs().toProj(), project.crs().toProj()
assert project.ellipsoid() == "EPSG:7030", project.ellipsoid()
view = project.viewSettings().defaultViewExtent()
assert not view.isEmpty() and 500_000 < view.width() < 1_000_000, view.toString()

assert project.distanceUnits() == QgsUnitTypes.DistanceKilometers, project.distanceUnits()
first = QgsVectorLayer(f"{folder}/marz.gpkg", "first", "ogr")
assert first.dataProvider().dataSourceUri().endswith("layername=incidents") or first.featureCount() == 86

layers = {layer.source().split("layername=")[1]: layer for layer in project.mapLayers().values()}
assert set(layers) == set(FEATURES), set(layers)
for name, layer in layers.items():
    assert layer.isValid(), (name, layer.error().message())
    assert layer.crs().authid() == "EPSG:4326", name
    assert layer.featureCount() == FEATURES[name], (name, layer.featureCount())
    # Opened from the GeoPackage alone, a layer has the same style.
    alone = QgsVectorLayer(f"{folder}/marz.gpkg|layername={name}", name, "ogr")
    assert type(alone.renderer()) is type(layer.renderer()), name
    assert alone.labelsEnabled() == layer.labelsEnabled(), name
assert colours(layers["incidents"]) == CATEGORIES, colours(layers["incidents"])
assert colours(QgsVectorLayer(f"{folder}/marz.gpkg|layername=incidents", "i", "ogr")) == CATEGORIES
# A plain GeoJSON takes the style that stands beside it.
plain = QgsVectorLayer(f"{folder}/incidents.geojson", "plain", "ogr")
assert plain.isValid() and colours(plain) == CATEGORIES

incidents = layers["incidents"]
assert incidents.temporalProperties().isActive()


def shown(day):
    """The ids that the time controller shows on a day, by the filter that it makes itself."""
    begin = QDateTime(day, QTime(0, 0), Qt.UTC)
    context = QgsVectorLayerTemporalContext()
    context.setLayer(incidents)
    frame = QgsDateTimeRange(begin, begin.addDays(1), True, False)
    request = QgsFeatureRequest().setFilterExpression(incidents.temporalProperties().createFilterString(context, frame))
    return {feature["id"] for feature in incidents.getFeatures(request)}


# Every incident is shown on every of its days and on none beside them: every day of the dossier's own years, and the ends of what began before.
spans = {f["id"]: (f["date_begin"], f["date_end"]) for f in incidents.getFeatures()}
assert all(begin and end for begin, end in spans.values())
days = {day.addDays(by) for span in spans.values() for day in span for by in (-1, 0, 1)}
day, last = QDate(2021, 6, 1), max(end for _, end in spans.values())
while day <= last:
    days.add(day)
    day = day.addDays(1)
for day in days:
    expected = {i for i, (begin, end) in spans.items() if begin <= day <= end}
    assert shown(day) == expected, (day.toString(Qt.ISODate), shown(day) ^ expected)
shown_days = len(days)
print(f"{len(spans)} incidents are shown on their days and on no other, {shown_days} days asked")
assert "title" in incidents.mapTipTemplate()
category = incidents.fields().indexOf("category")
assert incidents.editorWidgetSetup(category).type() == "ValueMap"
assert incidents.attributeAlias(incidents.fields().indexOf("distance_m")) == "distance m (metres)"

# What QGIS measures on the ellipsoid agrees with what marz measured.
worst = max(abs(f["distance_m"] - 1000 * f["length_km_qgis"]) for f in layers["links"].getFeatures())
assert worst < 0.01, worst

def labels(folder, name):
    """The labels of a layer's features, and the features."""
    layer = QgsVectorLayer(f"{folder}/marz.gpkg|layername={name}", name, "ogr")
    text = layer.labeling().settings().fieldName
    expression = QgsExpression(text)
    assert not expression.hasParserError(), (text, expression.parserErrorString())
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.layerScope(layer))
    for feature in layer.getFeatures():
        context.setFeature(feature)
        yield expression.evaluate(context), feature


# Labels are in the language asked for, with a second line where there is another name, and in English where there is none.
for label, feature in labels(folder, "provinces"):
    assert label == feature["name_en"], (label, feature["name_en"])
for label, feature in labels(sys.argv[2], "provinces"):
    first = feature["name_tg"] or feature["name_en"]
    second = feature["name_fa"]
    assert label == (f"{first}\n{second}" if second and second != first else first), label

groups = [group.name() for group in project.layerTreeRoot().children()]
assert groups == ["Incidents", "Places", "Border", "Ground"], groups
(layout,) = project.layoutManager().layouts()
kinds = {type(item).__name__ for item in layout.items()}
for kind in ["QgsLayoutItemMap", "QgsLayoutItemLegend", "QgsLayoutItemScaleBar", "QgsLayoutItemLabel"]:
    assert kind in kinds, kinds
exporter = QgsLayoutExporter(layout)
image = exporter.renderPageToImage(0, dpi=80)
assert coloured(image) > 40, coloured(image)
print(f"QGIS opens {len(layers)} layers styled; links agree to {worst:.4f} m; the layout has {coloured(image)} colours")
