"""Lines and borders to measure to."""

from __future__ import annotations

import json
import os
import tempfile
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ._marz import BorderLine, border_list
from ._points import Arrays, fail, floats, is_wgs84, library, read
from ._table import Table

if TYPE_CHECKING:
    import shapely

#: Called after each round with the number of points done, and of all where that is known.
Progress = Callable[[int, "int | None"], object]


class MarzWarning(UserWarning):
    """Something to know of a line that does not keep it from being used."""


class LineParts:
    """Lines as lists of positions, such as a part of a border; shapely and GeoPandas take it by ``__geo_interface__``.

    Attributes: ``coordinates`` (a list of parts, each a list of (longitude, latitude) in degrees).
    """

    def __init__(self, coordinates: list[list[tuple[float, float]]]) -> None:
        self.coordinates = coordinates

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        return {"type": "MultiLineString", "coordinates": self.coordinates}

    def __repr__(self) -> str:
        return f"<LineParts: {len(self.coordinates)} parts, {sum(map(len, self.coordinates))} positions>"

    def to_shapely(self) -> shapely.MultiLineString:
        """A MultiLineString of shapely. Needs shapely."""
        import shapely

        return shapely.MultiLineString(self.coordinates)


class GeodesicLine:
    """A line of one or more parts on the WGS84 ellipsoid, with the index that finds its nearest point.

    geometry: a LineString or MultiLineString of shapely, a GeoSeries or GeoDataFrame of lines in EPSG:4326, anything else with
    ``__geo_interface__``, a list of (longitude, latitude) pairs, or the path of a file of lines: GeoJSON, GeoPackage, Shapefile, KML and KMZ,
    GPX, FlatGeobuf, GeoParquet; a layer is named behind it, ``"file.gpkg#layer"``.

    Every edge is the shortest geodesic between its two vertices. The parts are not joined; measures run on from part to part without the
    gaps. Left and right are as seen walking from the start of the line. Made once and used for any number of points.

    Raises :class:`Error` for what is no line, is in another coordinate reference system, or has positions that are none.
    Warns :class:`MarzWarning`, as the command does, where an edge is so long that a straight line on a map is another one.
    """

    _line: BorderLine
    _made_of: tuple[Any, ...]
    #: The files of a line that was made of some, each with its state then.
    _files: dict[str, tuple[int, int]]
    #: What these files hold, by their names, once it is asked for.
    _carried: dict[str, bytes] | None = None

    def __init__(self, geometry: Any) -> None:
        if isinstance(geometry, (str, os.PathLike)):
            self._made_of = (os.fspath(geometry),)
            self._files = _files(self._made_of[0])
            self._line = BorderLine.open(os.fspath(geometry))
        else:
            name, found = _geojson(geometry)
            self._made_of = (found,)
            self._files = {}
            self._line = BorderLine.of_geojson(name, json.dumps(found))
        self._warn()

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process, on another machine too, makes the line anew: of the same coordinates or code, or of the same files.

        Raises :class:`Error` where a file was changed or removed since the line was made of it: the line would be another one there.
        """
        if self._carried is None:
            self._carried = _contents(self._files)
        return _made, (type(self), self._made_of, self._carried)

    def _warn(self) -> None:
        text = self._line.problems_text.strip()
        if text:
            warnings.warn(text, MarzWarning, stacklevel=3)

    @property
    def length_m(self) -> float:
        """The length of all parts together in metres, without the gaps between them."""
        return self._line.length_m

    @property
    def remarks(self) -> list[str]:
        """What else is to be known: assumptions, and what is disputed."""
        return self._line.remarks

    def nearest(
        self,
        points: Any = None,
        *,
        lon: Any = None,
        lat: Any = None,
        geometry: str | None = None,
        crs: Any = None,
        nan_as_null: bool = False,
        progress: Progress | None = None,
    ) -> Table:
        """The nearest point of the line to each point.

        Points are one of these:

        * ``lon=``, ``lat=``: arrays of degrees on WGS84 (NumPy, lists, Series, Arrow);
        * a GeoSeries, a GeoDataFrame, points of shapely;
        * a table and the names of its columns, ``lon="x", lat="y"`` or ``geometry="geom"``: pandas, Polars, pyarrow, DuckDB, and whatever else
          has ``__arrow_c_stream__``; geometries are WKB or GeoArrow points.

        crs: ``"EPSG:4326"`` says so of geometries that do not say it themselves. nan_as_null: a position of two NaN is a missing one.
        progress: called as ``progress(done, total)`` now and then, ``total`` None for a stream; Ctrl-C, or an exception in it, ends the
        call.

        Returns a :class:`Table` with a row for each point, in order: ``lon``, ``lat``, ``nearest_lon``, ``nearest_lat`` in degrees;
        ``distance_m`` in metres, good to 0.1 mm up to 1,000 km; ``border_km``, the kilometre of the nearest point from the start of the
        line; ``side``: left, right, on, unknown or disputed; ``bearing_deg`` towards the nearest point. A missing point gives nulls.

        Raises :class:`Error`, which names the first row that cannot be used and says what to do.
        """
        return self._measure(points, lon, lat, geometry, crs, None, None, False, (), nan_as_null, progress)

    def proximity(
        self,
        points: Any = None,
        *,
        lon: Any = None,
        lat: Any = None,
        geometry: str | None = None,
        crs: Any = None,
        radius_m: Any = None,
        side: Any = None,
        within: Iterable[float | str] = (),
        nan_as_null: bool = False,
        progress: Progress | None = None,
    ) -> Table:
        """The interval of the distance of each point, and the probabilities, that its location radius leaves open.

        Points as for :meth:`nearest`. radius_m: the location radius in metres, one number, one a point, or the name of a column; the true
        place is taken as uniformly distributed over the disc. side: what the report says of the side, ``"left"``, ``"right"`` or
        ``"both"`` for all, one a point, or the name of a column; the disc is cut to it. within: distances, as numbers of metres or as texts
        such as ``"5km"``.

        Returns the columns of :meth:`nearest`, and ``radius_m``, ``distance_min_m``, ``distance_max_m`` in metres; for each distance
        ``p_within_…``, a probability good to 0.005, and ``within_…``: yes, no or possible; ``p_left`` with ``p_left_basis``;
        ``border_km_min`` and ``border_km_max``. The interval is widened by the accuracy of the border, where that is known.

        Raises :class:`Error` as :meth:`nearest`, and for what is no radius, no side or no distance.
        """
        return self._measure(points, lon, lat, geometry, crs, radius_m, side, True, within, nan_as_null, progress)

    def _measure(
        self,
        points: Any,
        lon: Any,
        lat: Any,
        geometry: str | None,
        crs: Any,
        radius_m: Any,
        side: Any,
        interval: bool,
        within: Iterable[float | str],
        nan_as_null: bool,
        progress: Progress | None,
    ) -> Table:
        found = read(points, lon, lat, geometry, crs)
        beside = (_radius(radius_m, points), _side(side, points))
        options: Any = {"interval": interval, "within": _lengths(within), "nan_as_null": nan_as_null, "progress": progress}
        if isinstance(found, Arrays):
            beside = (_of_pandas(beside[0], points), _of_pandas(beside[1], points))
            table = self._line.measure_arrays(found.lon, found.lat, found.missing, *_handed(*beside), **options)
        else:
            table = self._line.measure_stream(found.stream, found.lon_lat, found.geometry, found.is_wgs84, *_handed(*beside), **options)
        return Table(table, found.index)

    def locate(self, points: Any = None, **options: Any) -> np.ndarray[Any, Any]:
        """The measure of the nearest point of the line to each point: metres along it from its start; NaN for a missing point.

        Points and options as for :meth:`nearest`. The inverse of :meth:`interpolate`.
        """
        return self.nearest(points, **options)["border_km"] * 1000.0

    def interpolate(self, measure_m: Any) -> Any:
        """The points of the line at measures in metres from its start.

        Returns longitude, latitude and azimuth of the line in degrees: three numbers for one measure, three NumPy arrays for several.

        Raises :class:`Error` for a measure below 0 or beyond the end.
        """
        found = np.array(self._line.interpolate(np.atleast_1d(np.asarray(measure_m, dtype=np.float64)).tolist())).reshape(-1, 3)
        lon, lat, azimuth = found.T
        return (float(lon[0]), float(lat[0]), float(azimuth[0])) if np.ndim(measure_m) == 0 else (lon, lat, azimuth)

    def substring(self, from_m: float, to_m: float, *, max_segment_m: float | None = None) -> LineParts:
        """The part of the line from one measure to another, in metres.

        max_segment_m: points are added along the geodesics, so that no segment is longer: for programs that draw straight lines.

        Raises :class:`Error` where the line has nothing between the two.
        """
        return LineParts(self._line.substring(from_m, to_m, max_segment_m))

    def info(self) -> dict[str, Any]:
        """What is known of the line, as ``marz border info --format json``: lengths in metres, accuracy, sides, licence, credit."""
        found: dict[str, Any] = json.loads(self._line.info())
        return found

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.length_m / 1000:.3f} km>"


class Border(GeodesicLine):
    """A border with its accuracy, its two sides and the ground beside it: see :func:`border`.

    Measured as by ``marz measure --border``: intervals are widened by the accuracy of the line, and beyond its ends and far from it the
    side is that of the ground.
    """

    def __init__(self, code: str | os.PathLike[str], *, pair: tuple[str, str] | None = None, nearest: int | None = None) -> None:
        self._made_of = (os.fspath(code), pair, nearest)
        self._files = _files(self._made_of[0])
        self._line = BorderLine.open(*self._made_of)
        self._warn()

    def __repr__(self) -> str:
        info = self.info()
        left, right = (info["sides"][side]["code"] for side in ("left", "right"))
        head = f"<Border: {info['name'] or info['id']}, {self.length_m / 1000:.3f} km, left {left}, right {right}>"
        return "\n".join([head, *(f"  {remark}" for remark in self.remarks)])

    @property
    def name(self) -> str:
        """Its name in English."""
        return str(self.info()["name"])

    @property
    def edition(self) -> str:
        """Which edition of the line this is, so that a kilometre can be quoted and found again."""
        return str(self.info()["edition"])

    @property
    def attribution(self) -> str:
        """The credit that a map must carry."""
        return str(self.info()["attribution"])

    @property
    def licence(self) -> str:
        """The SPDX id of the licence of the line, under which stands what holds points of it."""
        return str(self.info()["licence"])


def _made(kind: type[GeodesicLine], made_of: tuple[Any, ...], files: dict[str, bytes]) -> GeodesicLine:
    """A line as it was made in another process, which was warned."""
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("ignore", MarzWarning)
        asked = made_of[0]
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        if files:
            # The file, and the layer that may be named behind it.
            name = next(iter(files))
            asked = os.path.join(folder, name) + asked[asked.rindex(name) + len(name) :]
        if kind is GeodesicLine:
            line = GeodesicLine(asked)
        else:
            _, pair, nearest = made_of
            line = Border(asked, pair=pair, nearest=nearest)
    line._made_of, line._carried = made_of, files
    return line


#: What belongs to a file of each ending: the parts of a Shapefile, and what waits to be written into a database.
_BESIDE = {".shp": (".shx", ".dbf", ".prj", ".cpg")}


def _files(asked: Any) -> dict[str, tuple[int, int]]:
    """The files that a path names, each with its state; none for the code of a border."""
    if not isinstance(asked, str):
        return {}
    # Behind a # stands the name of a layer.
    path = next((Path(file).absolute() for file in (asked, asked.rpartition("#")[0]) if os.path.isfile(file)), None)
    if path is None:
        return {}
    endings = _BESIDE.get(path.suffix.lower(), ())
    beside = [path.with_suffix(written) for ending in endings for written in (ending, ending.upper())]
    parts = [path, *beside, path.with_name(path.name + "-wal")]
    return {str(part): _state(part) for part in parts if part.is_file()}


def _state(path: str | Path) -> tuple[int, int]:
    """When a file was written, and its size."""
    found = os.stat(path)
    return found.st_mtime_ns, found.st_size


def _contents(files: dict[str, tuple[int, int]]) -> dict[str, bytes]:
    """What files hold, by their names, where they are as they were."""
    found = {}
    for path, state in files.items():
        try:
            found[os.path.basename(path)] = Path(path).read_bytes()
            is_same = _state(path) == state
        except OSError as error:
            raise fail(f"{path}, of which a line was made, cannot be read any more: {error}", "make the line again of a file that is there") from error
        if not is_same:
            raise fail(f"{path} was changed after a line was made of it; expected the same file", "make the line again")
    return found


def border(code: str | os.PathLike[str], *, pair: tuple[str, str] | None = None, nearest: int | None = None) -> Border:
    """A land border of the world by its code, such as ``"AFG-TJK"``, or a border out of a file.

    A file: GeoJSON, GeoPackage, Shapefile, KML and KMZ, GPX, FlatGeobuf, GeoParquet; a layer is named behind it, ``"file.gpkg#layer"``.

    pair: the two countries whose line is to be taken out of a file of many. ``border("world")`` is all of them at once: each point is
    measured to the nearest, and with ``nearest=3`` to the next two as well.

    Raises :class:`Error` where there is no such border; the text names what is near.
    """
    return Border(code, pair=pair, nearest=nearest)


def borders(query: str = "") -> list[dict[str, Any]]:
    """The land borders of the world with their codes, as ``marz border list --format json``; query: words of names or codes."""
    found: list[dict[str, Any]] = json.loads(border_list(query))
    return found


def _lengths(within: Iterable[float | str]) -> list[str]:
    if isinstance(within, (str, int, float)):
        raise fail(f"within={within!r} is one distance; expected a list of them", f"write within=[{within!r}]")
    return [length if isinstance(length, str) else f"{np.format_float_positional(float(length), trim='-')}m" for length in within]


class _Column(str):
    """The name of a column of the table that the points are in."""


def _radius(radius: Any, points: Any) -> Any:
    if isinstance(radius, str):
        if points is None:
            raise fail(f"radius_m={radius!r} names a column, and the points are no table", "give numbers of metres")
        return _Column(radius)
    return radius


def _side(side: Any, points: Any) -> Any:
    if isinstance(side, str) and side not in ("left", "right", "both"):
        if points is None or not (hasattr(points, "columns") or hasattr(points, "__arrow_c_stream__")):
            raise fail(f"'{side}' is no side; expected left, right or both", "None where the report names none")
        return _Column(side)
    return side


def _of_pandas(value: Any, points: Any) -> Any:
    """The column itself, where points are arrays out of a table."""
    if not isinstance(value, _Column):
        return value
    if str(value) not in getattr(points, "columns", ()):
        raise fail(f"the table has no column '{value}'", f"it has {', '.join(map(str, getattr(points, 'columns', ())))}")
    return points[str(value)]


def _handed(radius: Any, side: Any) -> tuple[Any, Any]:
    """Radius and side as the library takes them."""
    if radius is None:
        handed_radius: Any = (None, None, None, None)
    elif isinstance(radius, _Column):
        handed_radius = (None, str(radius), None, None)
    elif np.ndim(radius) == 0:
        handed_radius = (float(radius), None, None, None)
    else:
        handed_radius = (None, None, *floats(radius, "radius_m"))
    if side is None:
        return handed_radius, (None, None, None)
    if isinstance(side, _Column):
        return handed_radius, (None, str(side), None)
    if isinstance(side, str):
        return handed_radius, (side, None, None)
    values = side.tolist() if hasattr(side, "tolist") else side.to_pylist() if hasattr(side, "to_pylist") else list(side)
    return handed_radius, (None, None, [value if isinstance(value, str) else None for value in values])


def _geojson(geometry: Any) -> tuple[str, dict[str, Any]]:
    """A line as GeoJSON, and what messages call it."""
    origin = library(geometry)
    name = f"the {type(geometry).__name__}"
    if origin == "geopandas":
        series = geometry.geometry
        if series.crs is None:
            raise fail("the lines have no coordinate reference system", "if they are longitude and latitude on WGS84, say so: .set_crs(4326)")
        if not is_wgs84(series.crs):
            raise fail(f"the lines are in {series.crs.to_string()}; expected EPSG:4326", "transform them first: .to_crs(4326)")
        parts = [part for line in series if line is not None for part in _parts(line.__geo_interface__, name)]
        return name, _feature(parts)
    if hasattr(geometry, "__geo_interface__"):
        return name, _feature(_parts(geometry.__geo_interface__, name))
    if isinstance(geometry, dict):
        return name, _feature(_parts(geometry, name))
    if isinstance(geometry, (Sequence, np.ndarray)):
        array = np.asarray(geometry, dtype=np.float64)
        if array.ndim != 2 or array.shape[1] != 2:
            raise fail(f"found coordinates of the shape {array.shape}; expected (n, 2): longitude, latitude")
        return "the coordinates", _feature([array.tolist()])
    raise fail(
        f"a line cannot be made of a {type(geometry).__name__} of {origin}",
        "give a LineString of shapely, a GeoSeries, a list of (longitude, latitude), or the path of a GeoJSON file",
    )


def _parts(found: dict[str, Any], name: str) -> list[Any]:
    kind = found["type"]
    if kind == "Feature":
        return _parts(found["geometry"], name)
    if kind == "FeatureCollection":
        return [part for feature in found["features"] for part in _parts(feature, name)]
    if kind == "LineString":
        return [found["coordinates"]]
    if kind == "MultiLineString":
        return list(found["coordinates"])
    raise fail(f"{name} holds a {kind}; expected lines", "take the border of an area first: .boundary")


def _feature(parts: list[Any]) -> dict[str, Any]:
    geometry = {"type": "MultiLineString", "coordinates": parts}
    return {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": geometry}]}
