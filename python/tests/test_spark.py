"""Spark, where it is installed: the answers of one process."""

import sys

import pytest

import marz

pyspark = pytest.importorskip("pyspark")


def geometries(spark, border):
    """GEOGRAPHY and GEOMETRY, which workers get as a struct of SRID and WKB."""
    wkb = "X'010100000000000000004051400000000000804240'"
    expected = border.nearest(lon=[69.0], lat=[37.0])["distance_m"][0]
    for geometry, options in [
        (f"ST_GeogFromWKB({wkb})", {}),
        (f"ST_GeomFromWKB({wkb}, 4326)", {}),
        (f"ST_GeomFromWKB({wkb})", {"crs": "EPSG:4326"}),
        (wkb, {}),
    ]:
        df = spark.sql(f"SELECT {geometry} AS g UNION ALL SELECT NULL")
        near = marz.spark.nearest(df, border, geometry="g", columns=["distance_m"], **options)
        assert near.schema["g"] == df.schema["g"]
        assert sorted(row.distance_m for row in near.collect() if row.distance_m) == [expected], geometry
    for srid in (3857, 0):
        with pytest.raises(marz.Error, match=f"SRID {srid}; expected 4326"):
            marz.spark.nearest(spark.sql(f"SELECT ST_GeomFromWKB({wkb}, {srid}) AS g"), border, geometry="g")


def a_file_goes_to_the_workers(df, tmp_path):
    """By value: other machines do not have it."""
    path = tmp_path / "line.geojson"
    path.write_text('{"type": "LineString", "coordinates": [[67.8, 37.2], [69.4, 37.1], [71.6, 36.7]]}')
    line = marz.GeodesicLine(str(path))
    expected = line.nearest(lon=[69.0], lat=[37.0])["distance_m"][0]
    near = marz.spark.nearest(df.selectExpr("69D AS x", "37D AS y").limit(1), line, lon="x", lat="y")
    path.unlink()
    assert near.collect()[0].distance_m == expected


def test_dataframes_of_spark(reference, monkeypatch, tmp_path):
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    import marz.spark
    from pyspark.sql import SparkSession

    lon, lat = reference
    border = marz.border("AFG-TJK")
    expected = border.nearest(lon=lon, lat=lat).to_dicts()
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        df = spark.createDataFrame([(i, float(x), float(y)) for i, (x, y) in enumerate(zip(lon, lat))], "id int, x double, y double")
        near = marz.spark.nearest(df.repartition(3), border, lon="x", lat="y").orderBy("id").collect()
        assert [{k: v for k, v in row.asDict().items() if k not in ("id", "x", "y")} for row in near] == expected
        sure = marz.spark.proximity(df.limit(20), border, lon="x", lat="y", radius_m=500, within=["5km"])
        assert sure.count() == 20 and "p_within_5km" in sure.columns
        with pytest.raises(marz.Error, match="no column 'lon'"):
            marz.spark.nearest(df, border, lon="lon", lat="y")
        with pytest.raises(marz.Error, match="columns of the answer already: side"):
            marz.spark.nearest(df.withColumnRenamed("id", "side"), border, lon="x", lat="y")
        # Only what is wanted comes back.
        few = marz.spark.nearest(df, border, lon="x", lat="y", columns=["side", "distance_m"])
        assert few.columns == ["id", "x", "y", "side", "distance_m"]
        assert [row.distance_m for row in few.orderBy("id").limit(50).collect()] == [row["distance_m"] for row in expected[:50]]
        with pytest.raises(marz.Error, match="no such column"):
            marz.spark.nearest(df, border, lon="x", lat="y", columns=["distance"])
        geometries(spark, border)
        a_file_goes_to_the_workers(df, tmp_path)
    finally:
        spark.stop()
