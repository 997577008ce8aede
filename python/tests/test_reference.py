"""The 1,000 points of reference through every library: the printed digits of the command, order and index kept, nulls as nulls."""

import duckdb
import geopandas
import numpy as np
import pandas
import polars
import pyarrow
import pytest
import shapely

import marz
from conftest import printed


@pytest.fixture(scope="module")
def border(root):
    return marz.border(root / "data/border.geojson")


@pytest.fixture(scope="module")
def expected(measured_by_command):
    return measured_by_command("data/border.geojson")


NEAREST = ["lon", "lat", "distance_m", "nearest_lon", "nearest_lat", "border_km", "side", "bearing_deg"]


def same(table, expected, names=NEAREST):
    assert len(table) == len(expected)
    for name in names:
        found = [printed(name, value) for value in table.values(name)]
        assert found == [row[name] for row in expected], name
    return True


def test_numpy(border, reference, expected):
    lon, lat = reference
    table = border.nearest(lon=lon, lat=lat)
    assert table.column_names == NEAREST
    assert same(table, expected)
    # Every second element of an array is not contiguous.
    assert same(border.nearest(lon=np.repeat(lon, 2)[::2], lat=list(lat)), expected)
    assert same(border.nearest(lon=lon.astype(">f8"), lat=lat), expected)


def test_geopandas(border, reference, expected):
    lon, lat = reference
    index = pandas.Index([f"p{i}" for i in range(1000)], name="id")
    frame = geopandas.GeoDataFrame({"n": range(1000)}, geometry=geopandas.points_from_xy(lon, lat), crs=4326, index=index)
    for points in (frame, frame.geometry):
        table = border.nearest(points)
        assert same(table, expected)
        assert table.to_pandas().index.equals(index)
    back = table.to_geopandas()
    assert back.index.equals(index) and back.crs.to_epsg() == 4326 and back.geometry.equals(frame.geometry)
    nearest = table.to_geopandas("nearest")
    assert np.allclose(nearest.geometry.x, table["nearest_lon"], atol=0)
    assert same(border.nearest(list(frame.geometry)), expected)
    assert same(border.nearest(frame.assign(x=lon, y=lat), lon="x", lat="y"), expected)


def test_pandas(border, reference, expected):
    lon, lat = reference
    frame = pandas.DataFrame({"x": lon, "y": lat}, index=np.arange(1000)[::-1])
    table = border.nearest(frame, lon="x", lat="y")
    assert same(table, expected) and table.to_pandas().index.equals(frame.index)
    assert border.nearest(lon=frame.x, lat=frame.y).to_pandas().index.equals(frame.index)
    wkb = pandas.DataFrame({"g": shapely.to_wkb(shapely.points(lon, lat))})
    assert same(border.nearest(wkb, geometry="g"), expected)


def test_polars(border, reference, expected):
    lon, lat = reference
    frame = polars.DataFrame({"x": lon, "y": lat})
    for points in (frame, frame.lazy()):
        table = border.nearest(points, lon="x", lat="y")
        assert same(table, expected)
    assert same(border.nearest(lon=frame["x"], lat=frame["y"]), expected)
    both = polars.concat([frame, table.to_polars()], how="horizontal")
    assert both.shape == (1000, 10) and both["distance_m"].null_count() == 0


def test_duckdb(border, reference, root, expected):
    lon, lat = reference
    points = duckdb.sql(f"SELECT lon, lat FROM '{root}/tests/reference/points_1000.csv' ORDER BY id::INT")
    table = border.nearest(points, lon="lon", lat="lat")
    assert same(table, expected)
    # And back into a query, by the name of the variable.
    arrow = table.to_arrow()
    assert duckdb.sql("SELECT count(*), max(distance_m) FROM arrow").fetchall() == [(1000, table["distance_m"].max())]
    wkb = pyarrow.table({"g": pyarrow.array(shapely.to_wkb(shapely.points(lon, lat)), pyarrow.binary())})
    assert same(border.nearest(duckdb.sql("SELECT * FROM wkb"), geometry="g"), expected)
    geometry = "SELECT format('POINT({} {})', lon, lat)::GEOMETRY('OGC:CRS84') AS g FROM points"
    assert same(border.nearest(duckdb.sql(geometry)), expected)
    decimal = "SELECT lon::DECIMAL(9, 6) AS lon, lat::DECIMAL(9, 6) AS lat FROM points"
    assert same(border.nearest(duckdb.sql(decimal), lon="lon", lat="lat"), expected)


def test_arrow(border, reference, expected):
    lon, lat = reference
    frame = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(lon, lat), crs=4326)
    for encoding, interleaved in (("WKB", True), ("geoarrow", True), ("geoarrow", False)):
        arrow = pyarrow.table(frame.to_arrow(geometry_encoding=encoding, interleaved=interleaved, index=False))
        assert same(border.nearest(arrow), expected), (encoding, interleaved)
    # The struct of a geography, and longitudes as a column of its own.
    struct = pyarrow.StructArray.from_arrays([pyarrow.array(lat), pyarrow.array(lon)], ["lat", "lon"])
    assert same(border.nearest(pyarrow.table({"at": struct}), geometry="at"), expected)
    assert same(border.nearest(lon=pyarrow.chunked_array([lon[:300], lon[300:]]), lat=pyarrow.array(lat)), expected)
    # Many batches.
    batches = pyarrow.table({"x": lon, "y": lat}).to_batches(max_chunksize=7)
    reader = pyarrow.RecordBatchReader.from_batches(batches[0].schema, batches)
    assert same(border.nearest(reader, lon="x", lat="y"), expected)


def test_sedonadb(border, reference, root, expected):
    sedonadb = pytest.importorskip("sedonadb")
    context = sedonadb.connect()
    lon, lat = reference
    context.create_data_frame(pyarrow.table({"x": lon, "y": lat})).to_view("points")
    geography = context.sql("SELECT ST_GeogPoint(x, y) AS g FROM points")
    assert same(border.nearest(geography), expected)
    assert same(border.nearest(context.sql("SELECT ST_SetSRID(ST_Point(x, y), 4326) AS g FROM points")), expected)


def test_border_of_the_world(reference, measured_by_command):
    lon, lat = reference
    border = marz.border("AFG-TJK")
    assert same(border.nearest(lon=lon, lat=lat), measured_by_command("AFG-TJK"))
    assert border.edition and border.name and "OpenStreetMap" in border.attribution
    world = marz.border("world", nearest=2)
    table = world.nearest(lon=lon[:50], lat=lat[:50])
    expected = measured_by_command("world", "--nearest", "2")[:50]
    names = [name for name in table.column_names if name in expected[0]]
    assert {"border", "border_2", "distance_m_2"} <= set(names)
    assert same(table, expected, names)


def test_proximity(border, reference, root, command, tmp_path):
    import csv

    lon, lat = reference
    radius = np.where(np.arange(1000) % 3 == 0, 5000.0, 500.0)[:200]
    path = tmp_path / "points.csv"
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "lon", "lat", "radius_m"])
        writer.writerows(zip(range(200), lon, lat, radius))
    text = command("measure", path, "--border", "data/border.geojson", "--within", "5km", "--within", "20km", "--format", "csv", "--quiet")
    expected = list(csv.DictReader(text.splitlines()))
    table = border.proximity(lon=lon[:200], lat=lat[:200], radius_m=radius, within=["5km", "20km"])
    names = [name for name in expected[0] if name not in ("id", "border_edition")]
    assert table.column_names == names and same(table, expected, names)
    frame = polars.DataFrame({"x": lon[:200], "y": lat[:200], "r": radius.astype(int)})
    assert same(border.proximity(frame, lon="x", lat="y", radius_m="r", within=["5km", "20km"]), expected, names)
    frame = pandas.DataFrame({"x": lon[:200], "y": lat[:200], "r": radius})
    assert same(border.proximity(frame, lon="x", lat="y", radius_m="r", within=["5km", "20km"]), expected, names)
    unit, meaning = table.describe("distance_max_m")
    assert unit == "metres" and meaning
    metres = border.proximity(lon=lon[:3], lat=lat[:3], radius_m=1000, within=[5_000])
    assert metres.column_names[11:13] == ["distance_max_m", "p_within_5000m"] or "p_within_5000m" in metres.column_names


def test_reported_side(border):
    # On the line itself the side is that of the report.
    on = border.interpolate(400_000)
    lon, lat = [on[0]] * 4, [on[1]] * 4
    table = border.proximity(lon=lon, lat=lat, radius_m=1000, side=["left", "right", None, "both"])
    assert table.values("p_left_basis") == ["reported", "reported", "computed", "computed"]
    assert list(table["p_left"][:2]) == [1.0, 0.0]
    frame = polars.DataFrame({"x": lon, "y": lat, "s": ["left", "right", None, "both"]})
    again = border.proximity(frame, lon="x", lat="y", radius_m=1000, side="s")
    assert again.to_dicts() == table.to_dicts()


@pytest.mark.parametrize("empty", [{"lon": [], "lat": []}, {"points": geopandas.GeoSeries([], crs=4326)}])
def test_nothing(border, empty):
    table = border.nearest(**empty)
    assert len(table) == 0 and table.column_names == NEAREST and table.to_polars().shape == (0, 8)
