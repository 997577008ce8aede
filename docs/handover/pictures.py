"""The round trip as a real QGIS shows it: two pictures, before the edits in QGIS and after they came home.

Usage: pictures.py MARZ FOLDER [PROJECT]   Needs PyQGIS (Debian: python3-qgis); run it with QT_QPA_PLATFORM=offscreen. It exports the dossier of
PROJECT (the repository) for QGIS, opens the project, moves a point and deletes a record in an edit session, imports the edits, exports anew and opens that.
"""

import os
import shutil
import subprocess
import sys
import tempfile

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

marz, out = os.path.abspath(sys.argv[1]), sys.argv[2]
root = sys.argv[3] if len(sys.argv) > 3 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
MOVED, GONE = "2025-11-20-hamadoni-drone-smugglers", "2024-11-17-zarbuzi-chinese-camp"
#: The part of the border that is shown, in degrees.
VIEW = QgsRectangle(69.3, 37.15, 70.5, 37.95)

app = QgsApplication([], False)
app.initQgis()
os.makedirs(out, exist_ok=True)


def run(folder, *words):
    subprocess.run([marz, *words], cwd=folder, check=True, capture_output=True)


def layer(name):
    return next(l for l in QgsProject.instance().mapLayers().values() if l.source().endswith(f"layername={name}"))


def opened(folder):
    project = QgsProject.instance()
    project.clear()
    assert project.read(f"{folder}/marz.qgz"), project.error()
    return project


def picture(project, name):
    settings = QgsMapSettings()
    settings.setLayers([l for l in project.layerTreeRoot().layerOrder() if project.layerTreeRoot().findLayer(l.id()).isVisible()])
    settings.setDestinationCrs(project.crs())
    settings.setTransformContext(project.transformContext())
    settings.setEllipsoid(project.ellipsoid())
    settings.setBackgroundColor(QColor("#f7f5ef"))
    settings.setOutputSize(QSize(800, 560))
    settings.setOutputDpi(100)
    to_project = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), project.crs(), project)
    settings.setExtent(to_project.transformBoundingBox(VIEW))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage().convertToFormat(QImage.Format_RGB888)
    assert image.save(os.path.join(out, name), "PNG", 0), name
    print(name, os.path.getsize(os.path.join(out, name)) // 1000, "kB")


with tempfile.TemporaryDirectory() as work:
    dossier = os.path.join(work, "dossier")
    os.makedirs(dossier)
    shutil.copy(os.path.join(root, "marz.toml"), dossier)
    shutil.copytree(os.path.join(root, "data"), os.path.join(dossier, "data"))
    run(dossier, "export", "--quiet", "--to", "qgis", "--output", "before")
    picture(opened(f"{dossier}/before"), "qgis-before.png")
    incidents = layer("incidents")
    by_id = {feature["id"]: feature for feature in incidents.getFeatures()}
    assert incidents.startEditing()
    was = by_id[MOVED].geometry().asPoint()
    assert incidents.changeGeometry(by_id[MOVED].id(), QgsGeometry.fromPointXY(QgsPointXY(was.x() - 0.22, was.y() + 0.12)))
    for column in ("killed_best", "killed_max"):
        assert incidents.changeAttributeValue(by_id[MOVED].id(), incidents.fields().indexOf(column), 25)
    assert incidents.deleteFeature(by_id[GONE].id())
    assert incidents.commitChanges(), incidents.commitErrors()
    QgsProject.instance().clear()
    run(dossier, "import", "edits", "before", "--by", "A. Editor", "--quiet")
    run(dossier, "export", "--quiet", "--to", "qgis", "--output", "after")
    picture(opened(f"{dossier}/after"), "qgis-after.png")
    QgsProject.instance().clear()
