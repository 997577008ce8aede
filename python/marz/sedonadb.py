"""Exact functions of a border in SedonaDB: distance, kilometre and side of a geometry or geography of points.

    >>> import sedonadb, marz.sedonadb
    >>> db = sedonadb.connect()
    >>> marz.sedonadb.register(db, marz.border("AFG-TJK"))
    >>> db.sql("SELECT border_distance_m(ST_Point(68.857, 36.729))")

Needs sedonadb (tried with 0.5.0) and pyarrow. The interface that it takes functions by is experimental there.
"""

from __future__ import annotations

from typing import Any

from ._line import GeodesicLine

__all__ = ["register"]

#: Systems in which coordinates are longitude and latitude on WGS84, as SedonaDB names them.
_DEGREES = ("ogc:crs84", "epsg:4326")


def register(db: Any, line: GeodesicLine, *, prefix: str = "border") -> None:
    """Registers ``{prefix}_distance_m(point)``, ``{prefix}_km(point)`` and ``{prefix}_side(point)``.

    * ``{prefix}_distance_m``: the geodesic distance to the line on WGS84, in metres
    * ``{prefix}_km``: the kilometre of the nearest point of the line, from its start
    * ``{prefix}_side``: ``left`` or ``right`` as seen from its start to its end, or ``on``, ``unknown``, ``disputed``

    Points are WKB in GEOMETRY or GEOGRAPHY, without a system, in OGC:CRS84 or EPSG:4326; NULL gives NULL. A line or an area among them fails the query.

    db: the context, of ``sedonadb.connect()``; line: the border; prefix: what the names begin with, to register several lines.

    Raises :class:`marz.Error` for a prefix that is no name.
    """
    import pyarrow

    from ._points import fail

    if not prefix.isidentifier():
        raise fail(f"prefix {prefix!r} is no name", "expected letters, digits and underscores, such as 'border'")
    for name, column, kind in [
        ("distance_m", "distance_m", pyarrow.float64()),
        ("km", "border_km", pyarrow.float64()),
        ("side", "side", pyarrow.string()),
    ]:
        db.register(_function(line, f"{prefix}_{name}", column, kind))


def _function(line: GeodesicLine, name: str, column: str, kind: Any) -> Any:
    import pyarrow
    from sedonadb import udf  # type: ignore[import-untyped]

    def answered(types: Any, _values: Any) -> Any:
        # Another number of arguments, or no points: SedonaDB says that there is no such function.
        if len(types) != 1 or not repr(types[0]).startswith(("SedonaType geometry", "SedonaType geography")):
            return None
        _check(repr(types[0]), name)
        return kind

    def function(points: Any) -> Any:
        array = pyarrow.array(points.to_array())
        storage = array.storage if isinstance(array, pyarrow.ExtensionArray) else array
        table = pyarrow.table(line.nearest(pyarrow.table({"geometry": storage}), geometry="geometry"))
        return table[column].combine_chunks().cast(kind)

    return udf.arrow_udf(answered, name=name)(function)


def _check(described: str, name: str) -> None:
    """Refuses a type in another system than longitude and latitude on WGS84."""
    from ._points import fail

    inside = described.partition("(")[2].rpartition(")")[0]
    system = inside.split(",")[0].strip().lower()
    if system and "spherical" not in system and system not in _DEGREES:
        raise fail(f"{name}: the points are in {system}", "transform them first: ST_Transform(point, 'EPSG:4326')")
