"""Lines and borders: made of many things, located along, and refused where they are none."""

import json

import geopandas
import numpy as np
import pytest
import shapely
from shapely import LineString, MultiLineString, Point, Polygon

import marz

VERTICES = [(67.8, 37.2), (69.4, 37.1), (71.6, 36.7)]


def test_a_line_of_many_things(tmp_path):
    shape = LineString(VERTICES)
    path = tmp_path / "line.geojson"
    path.write_text(json.dumps(shape.__geo_interface__))
    series = geopandas.GeoSeries([shape], crs=4326)
    lengths = {
        marz.GeodesicLine(thing).length_m
        for thing in (shape, MultiLineString([shape]), series, series.to_frame("g"), VERTICES, np.array(VERTICES), path, str(path), shape.__geo_interface__)
    }
    assert len(lengths) == 1 and 340_000 < lengths.pop() < 350_000


def test_what_is_no_line_is_refused():
    def refused(thing, *words):
        with pytest.raises(marz.Error) as raised:
            marz.GeodesicLine(thing)
        assert all(word in str(raised.value) for word in words), str(raised.value)
        return raised.value

    refused(Point(1, 2), "Point", "expected lines")
    assert ".boundary" in refused(Polygon([(0, 0), (1, 0), (1, 1)]), "Polygon").hint
    refused(geopandas.GeoSeries([LineString(VERTICES)]), "no coordinate reference system", "set_crs(4326)")
    refused(geopandas.GeoSeries([LineString(VERTICES)], crs=4326).to_crs(3857), "EPSG:3857", "to_crs(4326)")
    refused([(1, 2, 3)], "(n, 2)")
    refused(5, "int")
    found = refused(LineString([(67.8, 97.2), (69.4, 37.1)]), "97.2")
    assert found.problems[0]["severity"] == "error"
    refused(LineString([(1, 1), (1, 1)]), "holds no border that can be used")


def test_errors_are_those_of_the_command(command, root):
    for border in ("no-such-file.geojson", "XYZ-THA", "tests/docs/points.csv"):
        text = command("border", "info", "--border", border, code=2)
        with pytest.raises(marz.Error) as raised:
            marz.border(root / border if border.startswith("tests") else border)
        said = text.split("marz: error: ", 1)[1].strip().replace("tests/", f"{root}/tests/") if border.startswith("tests") else text.split("marz: error: ", 1)[1].strip()
        assert str(raised.value).endswith(said), (str(raised.value), said)


def test_linear_referencing():
    line = marz.GeodesicLine(VERTICES)
    measures = np.array([0.0, 100_000.0, 250_000.0])
    lon, lat, azimuth = line.interpolate(measures)
    assert np.allclose(line.locate(lon=lon, lat=lat), measures, atol=1e-3)
    one = line.interpolate(100_000.0)
    assert one == (lon[1], lat[1], azimuth[1]) and 90 < one[2] < 100
    with pytest.raises(marz.Error, match="row 1: there is no measure 1000000000 m"):
        line.interpolate([1.0, 1e9])
    part = line.substring(100_000, 250_000)
    assert marz.GeodesicLine(part).length_m == pytest.approx(150_000, abs=1e-3)
    assert shapely.geometry.shape(part).equals(part.to_shapely())
    assert len(line.substring(0, 1e6, max_segment_m=1000).coordinates[0]) > 340
    with pytest.raises(marz.Error, match="nothing of the line"):
        line.substring(250_000, 100_000)


def test_borders_of_the_world(root):
    assert {"AFG-TJK", "KHM-THA"} <= {found["id"] for found in marz.borders()}
    assert all("KHM" in found["id"] for found in marz.borders("KHM"))
    border = marz.border("AFG-TJK")
    info = border.info()
    assert info["length_m"] == pytest.approx(border.length_m, abs=1e-3) and info["licence"] == border.licence
    table = border.nearest(lon=[69.4], lat=[37.5])
    assert table.metadata["border_edition"] == border.edition and table.metadata["licence"]
    with pytest.raises(marz.Error, match="nearest is for many borders"):
        marz.border("AFG-TJK", nearest=2)
    with pytest.raises(marz.Error):
        marz.border("world", nearest=0)


def test_lines_go_to_other_processes(root):
    import pickle

    for line in (marz.border("AFG-TJK"), marz.border(root / "data/border.geojson"), marz.GeodesicLine(VERTICES)):
        again = pickle.loads(pickle.dumps(line))
        assert type(again) is type(line)
        assert again.nearest(lon=[69.4], lat=[37.5]).to_dicts() == line.nearest(lon=[69.4], lat=[37.5]).to_dicts()


def test_lines_of_files_go_to_other_processes_with_all_their_parts(tmp_path):
    import pickle

    line = geopandas.GeoDataFrame({"name": ["A"]}, geometry=[LineString(VERTICES)], crs=4326)
    line.to_file(tmp_path / "lines.gpkg", layer="a")
    line.assign(geometry=line.translate(1.0)).to_file(tmp_path / "lines.gpkg", layer="b")
    # On a system that tells small letters from capitals, as some programs write a Shapefile.
    line.to_crs(32642).to_file(tmp_path / "b.shp")
    for part in list(tmp_path.glob("b.*")):
        part.rename(part.with_name(part.name.upper()))
    for name in (f"{tmp_path}/lines.gpkg#b", tmp_path / "B.SHP"):
        for line in (marz.GeodesicLine(name), marz.border(name)):
            pickled = pickle.dumps(line)
            assert pickle.loads(pickled).nearest(lon=[69.4], lat=[37.5]).to_dicts() == line.nearest(lon=[69.4], lat=[37.5]).to_dicts()
            # One that came from elsewhere goes on as it came.
            assert pickle.dumps(pickle.loads(pickled)) == pickled


def test_a_line_of_a_file_that_was_changed_goes_nowhere(tmp_path):
    import pickle

    path = tmp_path / "line.geojson"
    path.write_text(json.dumps(LineString(VERTICES).__geo_interface__))
    changed, removed, carried = (marz.GeodesicLine(path) for _ in range(3))
    pickled = pickle.dumps(carried)
    path.write_text(json.dumps(LineString(VERTICES[:2]).__geo_interface__))
    with pytest.raises(marz.Error, match="line.geojson was changed"):
        pickle.dumps(changed)
    path.unlink()
    with pytest.raises(marz.Error, match="cannot be read any more"):
        pickle.dumps(removed)
    # What it was made of is known from the first time on.
    assert pickle.dumps(carried) == pickled


def test_what_is_to_be_known_is_a_warning():
    with pytest.warns(marz.MarzWarning, match="an edge is so long"):
        marz.GeodesicLine([(-123.3, 49.0), (-95.15, 49.0)])
