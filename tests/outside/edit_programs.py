"""The programs in which exported files are edited: OGR, an edit session of QGIS, and a spreadsheet program as it saves CSV.

Each takes a file, the name of the layer, and changes: ("delete", id), ("change", id, cells, point) or ("add", id, cells, point). Cells are by
column, None for an empty one; the point is None where it stays.
"""

import csv
import random

from osgeo import ogr

ogr.UseExceptions()


def ogr_edits(path, layer, changes):
    source = ogr.Open(path, 1)
    table = source.GetLayerByName(layer)
    found = {feature.GetField("id"): feature.GetFID() for feature in table}
    for kind, one, *rest in changes:
        if kind == "delete":
            table.DeleteFeature(found[one])
            continue
        feature = table.GetFeature(found[one]) if kind == "change" else ogr.Feature(table.GetLayerDefn())
        cells, point = rest
        for column, value in {**cells, "id": one}.items():
            if value is None:
                feature.SetFieldNull(column)
            else:
                feature.SetField(column, value)
        if point:
            geometry = ogr.Geometry(ogr.wkbPoint)
            geometry.AddPoint_2D(*point)
            feature.SetGeometry(geometry)
        table.SetFeature(feature) if kind == "change" else table.CreateFeature(feature)
    source = None


_qgis = None


def qgis_edits(path, layer, changes):
    """One edit session: its edit buffer takes all changes, and commits them as the button does."""
    global _qgis
    from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

    if _qgis is None:
        _qgis = QgsApplication([], False)
        _qgis.initQgis()
    table = QgsVectorLayer(f"{path}|layername={layer}" if path.endswith(".gpkg") else path, layer, "ogr")
    assert table.isValid(), path
    found = {feature["id"]: feature.id() for feature in table.getFeatures()}
    column = {field.name(): i for i, field in enumerate(table.fields())}
    assert table.startEditing(), path
    for kind, one, *rest in changes:
        if kind == "delete":
            assert table.deleteFeature(found[one]), one
            continue
        cells, point = rest
        geometry = QgsGeometry.fromPointXY(QgsPointXY(*point)) if point else None
        if kind == "add":
            feature = QgsFeature(table.fields())
            feature["id"] = one
            for name, value in cells.items():
                feature[name] = value
            if geometry:
                feature.setGeometry(geometry)
            assert table.addFeature(feature), one
            continue
        for name, value in cells.items():
            # Its answer is false as well where the cell has that value.
            table.changeAttributeValue(found[one], column[name], value)
        if geometry:
            assert table.changeGeometry(found[one], geometry), one
    assert table.commitChanges(), table.commitErrors()


def sheet_edits(path, layer, changes, dice=random.Random(1)):
    """A table of CSV: read, changed, and saved as spreadsheet programs of many countries save it."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    rows = {row[0]: dict(zip(header, row)) for row in rows}
    for kind, one, *rest in changes:
        if kind == "delete":
            del rows[one]
            continue
        cells, point = rest
        row = rows.setdefault(one, dict.fromkeys(header, "") | {"id": one})
        row.update({column: "" if value is None else str(value) for column, value in cells.items()})
        if point:
            row["lon"], row["lat"] = map(repr, point)

    def saved(column, text):
        if column in ("lon", "lat", "distance_m", "border_km"):
            return text.replace(".", ",")
        if column in ("date", "date_begin", "date_end") and len(text) == 10 and text[4] == text[7] == "-":
            return f"{text[8:]}.{text[5:7]}.{text[:4]}"
        return text.upper() if text in ("true", "false") else text

    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=dice.choice(";,\t"), quoting=dice.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        writer.writerow(header)
        writer.writerows([saved(column, row[column]) for column in header] for row in rows.values())


#: The ending of the file, the options of its export, the program.
WAYS = [("gpkg", "gpkg", ogr_edits), ("gpkg", "gpkg", qgis_edits), ("geojson", "geojson", qgis_edits), ("csv", "csv", sheet_edits)]
