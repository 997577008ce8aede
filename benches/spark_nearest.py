"""Points through Spark: what measuring costs beside handing the same rows through Python unchanged (the identity function in mapInArrow).

Usage: spark_nearest.py [POINTS]   Needs pyspark, pyarrow, marz and Java. Both run in one session on the same cached rows, several times in turn;
the least time of each counts. Set-up: local[2], 4 partitions, rows of an id and two doubles.
"""

import os
import sys
import time

import marz
import marz.spark
from pyspark.sql import SparkSession
from pyspark.sql import functions as f

os.environ["PYSPARK_PYTHON"] = sys.executable
count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
border = marz.border("AFG-TJK")
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.memory", "3g").getOrCreate()
spark.sparkContext.setLogLevel("OFF")
rows = spark.range(count).select("id", (f.rand(1) * 9 + 66).alias("x"), (f.rand(2) * 5 + 35).alias("y")).repartition(4).cache()
rows.count()


def unchanged(batches):
    yield from batches


def wider(batches):
    """The columns of the answer as constants: what they cost on the way back alone."""
    import pyarrow

    for batch in batches:
        number, word = pyarrow.array([1.0] * len(batch)), pyarrow.array(["left"] * len(batch))
        names = [*batch.schema.names, *(f"c{i}" for i in range(7)), "w"]
        yield pyarrow.RecordBatch.from_arrays([*batch.columns, *[number] * 7, word], names=names)


wide = "id long, x double, y double, " + ", ".join(f"c{i} double" for i in range(7)) + ", w string"
TIMED = {
    "identity": lambda: rows.mapInArrow(unchanged, rows.schema).agg(f.sum("x")).collect(),
    "eight constant columns": lambda: rows.mapInArrow(wider, wide).agg(f.sum("x")).collect(),
    "nearest, all columns": lambda: marz.spark.nearest(rows, border, lon="x", lat="y").agg(f.sum("distance_m")).collect(),
    "nearest, distance_m": lambda: marz.spark.nearest(rows, border, lon="x", lat="y", columns=["distance_m"]).agg(f.sum("distance_m")).collect(),
}
least = dict.fromkeys(TIMED, float("inf"))
for _ in range(4):
    for name, run in TIMED.items():
        begun = time.perf_counter()
        run()
        least[name] = min(least[name], time.perf_counter() - begun)
for name, seconds in least.items():
    print(f"{name:24} {seconds:7.2f} s, {seconds / least['identity']:.2f} times identity")
sample = rows.limit(200_000).toPandas()
begun = time.process_time()
border.nearest(lon=sample["x"], lat=sample["y"])
print(f"measuring alone, one process: {(time.process_time() - begun) / len(sample) * count:.2f} s of CPU for as many")
spark.stop()
