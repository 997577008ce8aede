"""Sail, where it is installed: the answers of one process, by Spark Connect without Java."""

import pytest

import marz

pytest.importorskip("pysail")


def test_dataframes_of_sail(reference):
    import marz.spark
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    lon, lat = reference
    border = marz.border("AFG-TJK")
    expected = border.nearest(lon=lon, lat=lat).to_dicts()
    server = SparkConnectServer()
    server.start()
    spark = SparkSession.builder.remote(f"sc://localhost:{server.listening_address[1]}").getOrCreate()
    try:
        rows = [(i, float(x), float(y)) for i, (x, y) in enumerate(zip(lon, lat, strict=True))]
        df = spark.createDataFrame([*rows, (len(rows), None, None)], "id int, x double, y double")
        near = [row.asDict() for row in marz.spark.nearest(df, border, lon="x", lat="y").orderBy("id").collect()]
        assert [{k: v for k, v in row.items() if k not in ("id", "x", "y")} for row in near[:-1]] == expected
        assert near[-1]["distance_m"] is None
        side = marz.spark.nearest(df, border, lon="x", lat="y", columns=["side"])
        assert side.columns == ["id", "x", "y", "side"]
    finally:
        spark.stop()
        server.stop()
