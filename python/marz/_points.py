"""Points as people have them, made arrays of numbers or an Arrow stream.

Nothing is imported that was not given: an object is known by the name of the library it comes from and by what it can do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ._marz import Error

_CRS_HINT = "transform it first: .to_crs(4326)"
_ONLY_POINTS = "only points are measured: take others out first, or take a point of each, such as .centroid"


@dataclass
class Arrays:
    """Longitudes and latitudes in degrees, and which rows have none."""

    lon: np.ndarray[Any, Any]
    lat: np.ndarray[Any, Any]
    missing: np.ndarray[Any, Any] | None
    index: Any = None


@dataclass
class Stream:
    """An Arrow stream and its columns."""

    stream: Any
    lon_lat: tuple[str, str] | None
    geometry: str | None
    is_wgs84: bool
    index: Any = None


def fail(message: str, hint: str | None = None, row: int | None = None) -> Error:
    """The error of the library, with its attributes."""
    error = Error(message if hint is None else f"{message}\nhint: {hint}")
    error.hint, error.row, error.problems = hint, row, []
    return error


def library(value: Any) -> str:
    """The name of the library that a value comes from."""
    return type(value).__module__.partition(".")[0]


def read(points: Any, lon: Any, lat: Any, geometry: str | None, crs: Any) -> Arrays | Stream:
    """The points of a call."""
    if (lon is None) != (lat is None):
        raise fail("found only one of lon= and lat=; expected both")
    names = isinstance(lon, str) and isinstance(lat, str)
    if points is None:
        if lon is None or names:
            raise fail("there are no points", "give lon=… and lat=…, a GeoSeries or GeoDataFrame, or a table and the names of its columns")
        return _lon_lat(lon, lat)
    if lon is not None and not names:
        raise fail("found points and arrays of lon= and lat=", "with a table, lon= and lat= are the names of its columns; else leave the first out")
    origin = library(points)
    if origin == "geopandas" and lon is None:
        return _geopandas(points, geometry, crs)
    if origin in ("pandas", "geopandas"):
        return _pandas(points, lon, lat, geometry, crs)
    if origin == "shapely":
        return _shapely(np.array([points], dtype=object), None, None)
    if isinstance(points, np.ndarray) and points.dtype == object:
        return _shapely(points, None, None)
    if isinstance(points, (list, tuple)) and any(library(p) == "shapely" for p in points):
        array = np.empty(len(points), dtype=object)
        array[:] = points
        return _shapely(array, None, None)
    if isinstance(points, (np.ndarray, list, tuple)):
        raise fail("which column is the longitude is not said", "give lon=points[:, 0], lat=points[:, 1]: longitude is x, latitude is y")
    if origin == "polars" and hasattr(points, "collect"):
        points = points.collect()
    if hasattr(points, "__arrow_c_stream__") or hasattr(points, "__arrow_c_array__"):
        return _arrow(points, lon, lat, geometry, crs)
    raise fail(
        f"points cannot be read from a {type(points).__name__} of {origin}",
        "give lon=… and lat=…, a GeoSeries or GeoDataFrame, shapely points, or a table that has __arrow_c_stream__",
    )


def _lon_lat(lon: Any, lat: Any) -> Arrays:
    index = getattr(lon, "index", None) if library(lon) in ("pandas", "geopandas") else None
    if index is not None and library(lat) in ("pandas", "geopandas") and not index.equals(lat.index):
        raise fail("lon= and lat= have different indexes", "take both from one DataFrame")
    (x, no_x), (y, no_y) = floats(lon, "lon"), floats(lat, "lat")
    if len(x) != len(y):
        raise fail(f"found {len(x)} longitudes and {len(y)} latitudes; expected as many")
    return Arrays(x, y, _both(no_x, no_y), index)


def _both(no_x: Any, no_y: Any) -> np.ndarray[Any, Any] | None:
    """The rows that have no position."""
    if no_x is None and no_y is None:
        return None
    size = len(no_x if no_x is not None else no_y)
    no_x, no_y = (np.zeros(size, dtype=bool) if m is None else m for m in (no_x, no_y))
    half = np.flatnonzero(no_x != no_y)
    if half.size:
        row = int(half[0])
        raise fail(f"row {row}: found a {'latitude without a longitude' if no_x[row] else 'longitude without a latitude'}", row=row)
    return np.ascontiguousarray(no_x)


def floats(values: Any, name: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any] | None]:
    """Numbers as contiguous doubles, in place if they are that already, and the rows that are null (not those that are NaN)."""
    missing = None
    origin = library(values)
    if origin in ("pandas", "geopandas"):
        if not isinstance(values.dtype, np.dtype) or values.dtype == object:
            missing = values.isna().to_numpy()
        values = values.to_numpy(dtype=np.float64, na_value=np.nan) if missing is not None else values.to_numpy()
    elif origin == "polars":
        missing = values.is_null().to_numpy() if values.null_count() else None
        values = values.to_numpy()
    elif origin == "pyarrow":
        missing = np.asarray(values.is_null()) if values.null_count else None
        values = values.to_numpy(zero_copy_only=False) if not hasattr(values, "chunks") else values.to_numpy()
    elif isinstance(values, np.ma.MaskedArray):
        missing = np.ma.getmaskarray(values)
        values = values.filled(np.nan)
    elif isinstance(values, (list, tuple)):
        nulls = [value is None for value in values]
        missing = np.array(nulls) if any(nulls) else None
        values = [np.nan if value is None else value for value in values]
    try:
        array = np.ascontiguousarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise fail(f"{name}= holds what is no number: {error}", "expected degrees as numbers" if name in ("lon", "lat") else None) from None
    if np.ndim(values) == 0:
        array = array.reshape(1)
    if array.ndim != 1:
        raise fail(f"{name}= has {array.ndim} dimensions; expected one")
    return array, missing


def _geopandas(points: Any, geometry: str | None, crs: Any) -> Arrays:
    if geometry is not None:
        series = points[geometry]
    else:
        series = points.geometry
    _check_crs(series.crs, crs)
    return _shapely(np.asarray(series.array), series.index, series.index)


def _check_crs(found: Any, stated: Any) -> None:
    if stated is not None and not is_wgs84(stated):
        raise fail(f"crs={stated!r} is not longitude and latitude on WGS84", _CRS_HINT)
    if found is None and stated is None:
        raise fail(
            "the points have no coordinate reference system",
            'if they are longitude and latitude on WGS84, say so: .set_crs(4326), or crs="EPSG:4326" here',
        )
    if found is not None and not is_wgs84(found):
        raise fail(f"the points are in {found.to_string() if hasattr(found, 'to_string') else found}; expected EPSG:4326", _CRS_HINT)


def is_wgs84(crs: Any) -> bool:
    """Whether a system is longitude and latitude on WGS84."""
    if hasattr(crs, "to_authority"):
        found = crs.to_authority()
        return found is not None and ":".join(found) in ("EPSG:4326", "OGC:CRS84")
    return str(crs).upper() in ("4326", "EPSG:4326", "OGC:CRS84", "CRS84")


def _shapely(array: np.ndarray[Any, Any], index: Any, labels: Any) -> Arrays:
    """Points of shapely: looked at all at once, and the first that is none is named."""
    import shapely

    array = np.ravel(array)
    missing = shapely.is_missing(array)

    def refuse(wrong: np.ndarray[Any, Any], found: Any, hint: str) -> None:
        rows = np.flatnonzero(wrong)
        if rows.size:
            row = int(rows[0])
            label = f" (index {labels[row]!r})" if labels is not None else ""
            more = f"; {rows.size} rows are like that" if rows.size > 1 else ""
            raise fail(f"row {row}{label}: found {found(row)}{more}", hint, row)

    try:
        kinds = shapely.get_type_id(array)
    except TypeError:
        wrong = np.array([not (value is None or isinstance(value, shapely.Geometry)) for value in array])
        refuse(wrong, lambda row: f"a {type(array[row]).__name__}; expected a point of shapely", _ONLY_POINTS)
        raise
    refuse((kinds != 0) & ~missing, lambda row: f"a {_kind(array[row])}; expected a Point", _ONLY_POINTS)
    empty = "drop such rows, or make None of them: a missing point gives a row of nulls"
    refuse(shapely.is_empty(array), lambda row: "an empty point; expected one with a position", empty)
    heights = "leave the heights out: shapely.force_2d(points), in GeoPandas points.geometry.force_2d()"
    refuse(shapely.has_z(array), lambda row: "a point with a height; expected longitude and latitude alone", heights)
    lon, lat = shapely.get_x(array), shapely.get_y(array)
    return Arrays(lon, lat, missing if missing.any() else None, index)


def _kind(geometry: Any) -> str:
    return str(geometry.geom_type)


def _pandas(points: Any, lon: Any, lat: Any, geometry: str | None, crs: Any) -> Arrays:
    if not hasattr(points, "columns"):
        if points.dtype == object:
            return _shapely(points.to_numpy(), points.index, points.index)
        raise fail("a Series of pandas is no point", "give lon=df[…], lat=df[…]")
    columns = ", ".join(map(str, points.columns))
    wanted = [name for name in (lon, lat, geometry) if name is not None]
    if not wanted:
        raise fail("which columns are longitude and latitude is not said", f'say lon="…", lat="…"; the table has {columns}')
    for name in wanted:
        if name not in points.columns:
            raise fail(f"the table has no column '{name}'", f"it has {columns}")
    if lon is not None:
        found = _lon_lat(points[lon], points[lat])
        found.index = points.index
        return found
    column = points[geometry].to_numpy()
    if column.dtype == object and any(isinstance(value, bytes) for value in column[:1000]):
        import shapely

        column = shapely.from_wkb(column)
    return _shapely(column, points.index, points.index)


def _arrow(points: Any, lon: Any, lat: Any, geometry: str | None, crs: Any) -> Stream:
    if crs is not None and not is_wgs84(crs):
        raise fail(f"crs={crs!r} is not longitude and latitude on WGS84", "transform the points first, in SQL: ST_Transform")
    points = _as_table(points)
    lon_lat = (lon, lat) if lon is not None else None
    return Stream(points, lon_lat, geometry, crs is not None)


def _as_table(points: Any) -> Any:
    """A column alone as a table of one; whole tables stay as they are."""
    origin = library(points)
    if origin == "polars" and hasattr(points, "to_frame"):
        return points.to_frame()
    if origin == "pyarrow" and not hasattr(points, "schema"):
        import pyarrow

        return pyarrow.table({"geometry": points})
    if not hasattr(points, "__arrow_c_stream__"):
        import pyarrow

        return pyarrow.Table.from_batches([pyarrow.record_batch(points)])
    return points
