"""Measuring in Spark: each Python worker makes the line once and measures its own batches of Arrow.

    >>> import marz.spark
    >>> near = marz.spark.nearest(df, marz.border("AFG-TJK"), lon="x", lat="y", columns=["distance_m", "side"])

Needs pyspark and pyarrow, and marz on the executors. Sail takes it as well, by Spark Connect.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ._line import GeodesicLine
from ._points import fail, is_wgs84

__all__ = ["nearest", "proximity"]


def nearest(df: Any, line: GeodesicLine, *, columns: Sequence[str] | None = None, **points: Any) -> Any:
    """The DataFrame with the columns of :meth:`marz.GeodesicLine.nearest` behind its own.

    points: ``lon="x", lat="y"``, or ``geometry="g"`` for a column of WKB, or of GEOGRAPHY or GEOMETRY(4326) of Spark; ``crs``,
    ``nan_as_null``. columns: those of the answer that are wanted, else all; what is not wanted need not go back to Spark. A column of the
    DataFrame with the name of one of the answer is refused. Rows keep their order within a partition. The line goes to the executors by
    value: a file that it was made of is needed here alone.

    Raises :class:`marz.Error` for columns that there are not, or another coordinate reference system; a row that cannot be used fails the job,
    with the row of its batch.
    """
    return _mapped(df, line, "nearest", columns, points)


def proximity(df: Any, line: GeodesicLine, *, columns: Sequence[str] | None = None, **points: Any) -> Any:
    """The DataFrame with the columns of :meth:`marz.GeodesicLine.proximity` behind its own.

    points: as for :func:`nearest`, and ``radius_m`` (a number or the name of a column), ``side``, ``within``. columns: as there.
    """
    return _mapped(df, line, "proximity", columns, points)


def _mapped(df: Any, line: GeodesicLine, method: str, columns: Sequence[str] | None, points: dict[str, Any]) -> Any:
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
    from pyspark.sql.types import StructType

    _check_srid(df.schema, points)
    own = to_arrow_schema(df.schema)
    # A table without rows has the columns, and says which names are wrong.
    answer = pyarrow.table(_answer(line, method, own.empty_table(), points)).schema
    if columns is not None:
        missing = [name for name in columns if name not in answer.names]
        if missing or isinstance(columns, str):
            raise fail(f"columns={columns!r}: the answer has no such column", f"it has {', '.join(answer.names)}")
        answer = pyarrow.schema([answer.field(name) for name in columns])
    taken = [name for name in answer.names if name in own.names]
    if taken:
        raise fail(f"the DataFrame has columns of the answer already: {', '.join(taken)}", "rename them first: .withColumnRenamed(…)")
    schema = StructType([*df.schema.fields, *from_arrow_schema(answer.remove_metadata()).fields])
    return df.mapInArrow(_measured(line, method, answer.names, points), schema)


def _measured(line: GeodesicLine, method: str, names: list[str], points: dict[str, Any]) -> Callable[[Iterable[Any]], Iterator[Any]]:
    pickled = pickle.dumps(line)
    key = hashlib.sha256(pickled).hexdigest()

    def measured(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow

        line = _line_of(key, pickled)
        for batch in batches:
            found = pyarrow.table(_answer(line, method, pyarrow.Table.from_batches([batch]), points)).select(names).combine_chunks()
            # A table without rows has no chunks.
            arrays = [*batch.columns, *(pyarrow.array([], c.type) if c.num_chunks == 0 else c.chunk(0) for c in found.columns)]
            yield pyarrow.RecordBatch.from_arrays(arrays, names=[*batch.schema.names, *names])

    return measured


#: The lines of this process by the SHA-256 of what they are made of: a worker lives through many tasks, and making a line takes longer than one.
_LINES: dict[str, GeodesicLine] = {}
_MOST_LINES = 8


def _line_of(key: str, pickled: bytes) -> GeodesicLine:
    if key not in _LINES:
        while len(_LINES) >= _MOST_LINES:
            _LINES.pop(next(iter(_LINES)))
        _LINES[key] = pickle.loads(pickled)
    return _LINES[key]


def _answer(line: GeodesicLine, method: str, table: Any, points: dict[str, Any]) -> Any:
    """The answer for the rows of a table, of which no other columns are looked at than those that are named."""
    named = {points.get(option) for option in ("lon", "lat", "geometry", "radius_m", "side")}
    used = [name for name in table.column_names if name in named]
    geometry: Any = points.get("geometry")
    if used and (geometry is not None or points.get("lon") is not None):
        table = table.select(used)
    if geometry in table.column_names:
        number = table.column_names.index(geometry)
        table = table.set_column(number, geometry, _wkb(table.column(number), geometry, points))
    return getattr(line, method)(table, **points)


#: The number of WGS84 longitude and latitude among the systems of Spark, and that of a geometry that names none.
_WGS84, _NONE = 4326, 0
_CRS_HINT = "transform it first; ST_SetSRID(g, 4326) where it is longitude and latitude on WGS84 and only does not say so"


def _check_srid(schema: Any, points: dict[str, Any]) -> None:
    """Refuses a column whose type says another system, before the job."""
    name = points.get("geometry")
    field = next((f for f in schema.fields if f.name == name), None)
    srid = getattr(getattr(field, "dataType", None), "srid", None)
    # A column of mixed systems says so of each row.
    if isinstance(srid, int) and srid >= 0:
        _refuse_srid(srid, name, points)


def _refuse_srid(srid: int, name: Any, points: dict[str, Any]) -> None:
    if srid == _WGS84 or (srid == _NONE and points.get("crs") is not None and is_wgs84(points["crs"])):
        return
    raise fail(f"the column '{name}' has geometries in SRID {srid}; expected {_WGS84}, longitude and latitude on WGS84", _CRS_HINT)


def _wkb(column: Any, name: str, points: dict[str, Any]) -> Any:
    """A column of struct<srid, wkb>, as Spark hands on GEOGRAPHY and GEOMETRY, as WKB; any other as it is."""
    import pyarrow
    import pyarrow.compute

    if not pyarrow.types.is_struct(column.type) or {column.type.field(i).name for i in range(column.type.num_fields)} != {"srid", "wkb"}:
        return column
    for srid in pyarrow.compute.unique(pyarrow.compute.struct_field(column, "srid")).to_pylist():
        if srid is not None:
            _refuse_srid(srid, name, points)
    return pyarrow.compute.struct_field(column, "wkb")
