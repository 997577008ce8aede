"""What is missing stays missing; what is wrong is refused, with the row and what to do."""

import geopandas
import numpy as np
import pandas
import polars
import pyarrow
import pytest
import shapely
from shapely import LineString, Point

import marz


@pytest.fixture(scope="module")
def line():
    return marz.GeodesicLine([(67.8, 37.2), (69.4, 37.1), (71.6, 36.7)])


def refused(call, *words, hint=None, row=None):
    with pytest.raises(marz.Error) as raised:
        call()
    text = str(raised.value)
    for word in words:
        assert word in text, text
    if hint is not None:
        assert hint in raised.value.hint and f"hint: {raised.value.hint}" in text, text
    if row is not None:
        assert raised.value.row == row and f"row {row}" in text
    return True


def test_nulls_are_nulls(line):
    lon, lat = [69.4, None, 70.0], [37.5, None, 37.5]
    tables = [
        line.nearest(lon=lon, lat=lat),
        line.nearest(lon=polars.Series(lon), lat=polars.Series(lat)),
        line.nearest(polars.DataFrame({"x": lon, "y": lat}), lon="x", lat="y"),
        line.nearest(lon=pyarrow.array(lon), lat=pyarrow.array(lat)),
        line.nearest(lon=pandas.Series(lon, dtype="Float64"), lat=pandas.Series(lat, dtype="Float64")),
        line.nearest(lon=np.ma.masked_invalid(np.array(lon, dtype=float)), lat=np.ma.masked_invalid(np.array(lat, dtype=float))),
        line.nearest(geopandas.GeoSeries([Point(69.4, 37.5), None, Point(70, 37.5)], crs=4326)),
        line.nearest(pyarrow.table(geopandas.GeoSeries([Point(69.4, 37.5), None, Point(70, 37.5)], crs=4326).to_frame("g").to_arrow())),
        line.nearest([Point(69.4, 37.5), None, Point(70, 37.5)]),
        line.nearest(lon=np.array(lon, dtype=float), lat=np.array(lat, dtype=float), nan_as_null=True),
    ]
    for table in tables:
        assert table.to_dicts() == tables[0].to_dicts()
        rows = table.to_dicts()
        assert set(rows[1].values()) == {None} and rows[0]["side"] == "left" and rows[2]["distance_m"] > 0
        assert np.isnan(table["distance_m"][1]) and table["side"][1] is None
        assert table.to_polars().null_count().row(0) == (1,) * 8
        assert table.to_geopandas().geometry.isna().tolist() == [False, True, False]


def test_another_system_is_refused(line):
    points = geopandas.GeoSeries([Point(69.4, 37.5)], crs=4326)
    mercator, none = points.to_crs(3857), geopandas.GeoSeries([Point(69.4, 37.5)])
    assert refused(lambda: line.nearest(mercator), "EPSG:3857", "expected EPSG:4326", hint="to_crs(4326)")
    assert refused(lambda: line.nearest(mercator.to_frame("g")), "EPSG:3857", hint="to_crs(4326)")
    assert refused(lambda: line.nearest(none), "no coordinate reference system", hint="set_crs(4326)")
    assert len(line.nearest(none, crs="EPSG:4326")) == 1
    assert refused(lambda: line.nearest(mercator, crs=4326), "EPSG:3857")
    arrow = lambda p: pyarrow.table(p.to_frame("g").to_arrow())
    assert refused(lambda: line.nearest(arrow(mercator)), "EPSG:3857", "'g'", hint="to_crs(4326)")
    assert refused(lambda: line.nearest(arrow(none)), "no coordinate reference system", hint='crs="EPSG:4326"')
    assert len(line.nearest(arrow(none), crs="OGC:CRS84")) == 1
    assert refused(lambda: line.nearest(points, crs=3857), "crs=3857")


def test_what_is_no_point_is_refused(line):
    series = lambda *geometries: geopandas.GeoSeries(list(geometries), index=list("abcdef")[: len(geometries)], crs=4326)
    good, lines = Point(69.4, 37.5), LineString([(69, 37), (70, 37)])
    assert refused(lambda: line.nearest(series(good, lines, lines)), "LineString", "index 'b'", "2 rows", hint="centroid", row=1)
    assert refused(lambda: line.nearest(series(good, Point())), "an empty point", hint="None", row=1)
    assert refused(lambda: line.nearest(series(good, Point(1, 2, 3))), "height", hint="force_2d", row=1)
    wkb = lambda *geometries: pyarrow.table({"g": pyarrow.array(shapely.to_wkb(np.array(geometries)), pyarrow.binary())})
    assert refused(lambda: line.nearest(wkb(good, lines), geometry="g"), "a LineString", row=1)
    assert refused(lambda: line.nearest(wkb(good, Point()), geometry="g"), "empty point", row=1)
    assert refused(lambda: line.nearest(wkb(good, Point(1, 2, 3)), geometry="g"), "height", row=1)
    cut = pyarrow.table({"g": [shapely.to_wkb(good)[:12]]})
    assert refused(lambda: line.nearest(cut, geometry="g"), "cut off", row=0)
    assert refused(lambda: line.nearest(pyarrow.table({"g": [b""]}), geometry="g"), "cut off", row=0)
    srid = pyarrow.table({"g": [shapely.to_wkb(shapely.set_srid(good, 4326), include_srid=True)]})
    assert line.nearest(srid, geometry="g").to_dicts() == line.nearest(good).to_dicts()
    big = pyarrow.table({"g": [shapely.to_wkb(good, byte_order=0)]})
    assert line.nearest(big, geometry="g").to_dicts() == line.nearest(good).to_dicts()


def test_what_is_no_position_is_refused(line):
    nan = float("nan")
    assert refused(lambda: line.nearest(lon=[69.4, nan], lat=[37.5, nan]), "NaN", hint="nan_as_null", row=1)
    assert refused(lambda: line.nearest(lon=[69.4, nan], lat=[37.5, 37.5], nan_as_null=True), "longitude NaN", row=1)
    assert refused(lambda: line.nearest(lon=[190.0], lat=[37.5]), "longitude 190 is outside -180 to 180", hint="-170", row=0)
    assert refused(lambda: line.nearest(lon=[37.5], lat=[169.4]), "latitude 169.4 is outside -90 to 90", hint="is it lat=37.5", row=0)
    assert refused(lambda: line.nearest(lon=[7e6], lat=[4e6]), "outside", hint="projected", row=0)
    assert refused(lambda: line.nearest(lon=[69.4, None], lat=[37.5, 37.5]), "latitude without a longitude", row=1)
    assert refused(lambda: line.nearest(polars.DataFrame({"x": [69.4, None], "y": [37.5, 37.5]}), lon="x", lat="y"), "without", row=1)
    frame = polars.DataFrame({"x": [69.4] * 5, "y": [37.5] * 4 + [97.5]})
    assert refused(lambda: line.nearest(frame, lon="x", lat="y"), "latitude 97.5", row=4)


def test_what_is_not_said_is_refused(line):
    frame = pandas.DataFrame({"x": [69.4], "y": [37.5]})
    assert refused(lambda: line.nearest(frame), "not said", hint='lon="…"')
    assert refused(lambda: line.nearest(frame, lon="lon", lat="y"), "no column 'lon'", hint="x, y")
    assert refused(lambda: line.nearest(polars.from_pandas(frame), lon="lon", lat="y"), "no column 'lon'", hint="x, y")
    empty = polars.from_pandas(frame).clear()
    assert refused(lambda: line.nearest(empty, lon="lon", lat="y"), "no column 'lon'")
    assert refused(lambda: line.proximity(empty, lon="x", lat="y", radius_m="r"), "no column 'r'")
    assert refused(lambda: line.nearest(polars.from_pandas(frame)), "no geometry column", hint="lon=")
    assert refused(lambda: line.nearest(np.array([[69.4, 37.5]])), "not said", hint="longitude is x")
    assert refused(lambda: line.nearest(lon=[69.4]), "both")
    assert refused(lambda: line.nearest(), "no points")
    assert refused(lambda: line.nearest(lon=[1.0, 2.0], lat=[1.0]), "2 longitudes and 1 latitudes")
    assert refused(lambda: line.nearest(lon=["a"], lat=["b"]), "no number")
    assert refused(lambda: line.nearest(object()), "cannot be read")
    assert refused(lambda: line.nearest(polars.DataFrame({"x": ["a"], "y": ["b"]}), lon="x", lat="y"), "expected numbers", hint="DOUBLE")
    assert refused(lambda: line.proximity(lon=[69.4], lat=[37.5], radius_m=[-5]), "radius -5 m", row=0)
    assert refused(lambda: line.proximity(lon=[69.4], lat=[37.5], radius_m=[1.0, 2.0][:0]), "0 values of radius_m")
    assert refused(lambda: line.proximity(lon=[69.4], lat=[37.5], side="west"), "'west' is no side")
    assert refused(lambda: line.proximity(lon=[69.4], lat=[37.5], side=["west"]), "'west' is no side", row=0)
    assert refused(lambda: line.proximity(lon=[69.4], lat=[37.5], within=5000), "one distance", hint="within=[5000]")
    assert refused(lambda: line.proximity(lon=[69.4], lat=[37.5], within=["5 miles"]), "'5 miles' is no length")
    assert refused(lambda: line.proximity(lon=[69.4], lat=[37.5], within=["5km", "5km"]), "p_within_5km")
    with pytest.raises(KeyError, match="distance_m"):
        line.nearest(lon=[69.4], lat=[37.5])["distance"]


def test_progress_and_its_exceptions(line):
    lon, lat = np.full(300_000, 69.4), np.full(300_000, 37.5)
    seen = []
    line.nearest(lon=lon, lat=lat, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (300_000, 300_000) and len(seen) > 1 and seen == sorted(seen)

    def stop(done, total):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        line.nearest(lon=lon, lat=lat, progress=stop)
    seen.clear()
    line.nearest(polars.DataFrame({"x": lon, "y": lat}), lon="x", lat="y", progress=lambda done, total: seen.append(total))
    assert set(seen) == {None}
