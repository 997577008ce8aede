"""Measuring in Spark: each executor makes the line once and measures its own batches of Arrow.

    >>> import marz.spark
    >>> near = marz.spark.nearest(df, marz.border("AFG-TJK"), lon="x", lat="y")

Needs pyspark and pyarrow, and marz on the executors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ._line import GeodesicLine

__all__ = ["nearest", "proximity"]


def nearest(df: Any, line: GeodesicLine, **columns: Any) -> Any:
    """The DataFrame with the columns of :meth:`marz.GeodesicLine.nearest` behind its own.

    columns: ``lon="x", lat="y"``, or ``geometry="g"`` for a column of WKB; ``nan_as_null``. A column of the DataFrame with the name of one of the
    answer is refused. Rows keep their order within a partition.

    Raises :class:`marz.Error` for columns that there are not; a row that cannot be used fails the job, with the row of its batch.
    """
    return _mapped(df, line, "nearest", columns)


def proximity(df: Any, line: GeodesicLine, **columns: Any) -> Any:
    """The DataFrame with the columns of :meth:`marz.GeodesicLine.proximity` behind its own.

    columns: as for :func:`nearest`, and ``radius_m`` (a number or the name of a column), ``side``, ``within``.
    """
    return _mapped(df, line, "proximity", columns)


def _mapped(df: Any, line: GeodesicLine, method: str, columns: dict[str, Any]) -> Any:
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    from ._points import fail

    own = to_arrow_schema(df.schema)
    # A table without rows has the columns, and says which names are wrong.
    answer = pyarrow.table(getattr(line, method)(own.empty_table(), **columns)).schema
    taken = [name for name in answer.names if name in own.names]
    if taken:
        raise fail(f"the DataFrame has columns of the answer already: {', '.join(taken)}", "rename them first: .withColumnRenamed(…)")
    return df.mapInArrow(_measured(line, method, columns), from_arrow_schema(pyarrow.schema([*own, *answer]).remove_metadata()))


def _measured(line: GeodesicLine, method: str, columns: dict[str, Any]) -> Callable[[Iterable[Any]], Iterator[Any]]:
    def measured(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow

        for batch in batches:
            found = pyarrow.table(getattr(line, method)(pyarrow.Table.from_batches([batch]), **columns)).combine_chunks()
            arrays = [*batch.columns, *(column.combine_chunks() for column in found.columns)]
            yield pyarrow.RecordBatch.from_arrays(arrays, names=[*batch.schema.names, *found.column_names])

    return measured
