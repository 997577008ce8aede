"""Spark, where it is installed: the answers of one process."""

import sys

import pytest

import marz

pyspark = pytest.importorskip("pyspark")


def test_dataframes_of_spark(reference, monkeypatch):
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
    finally:
        spark.stop()
