"""Points and incidents along an international border: how far from the line, on which side, and how sure.

    >>> import marz
    >>> border = marz.border("AFG-TJK")
    >>> near = border.nearest(lon=[68.857], lat=[36.729])
    >>> near["distance_m"]

Coordinates are longitude and latitude in degrees on WGS84; distances and measures along a line are metres, border kilometres are
kilometres, azimuths degrees clockwise from north. Longitude comes first and is named: ``lon=``, ``lat=``.

* :func:`border`: a land border of the world by its code, or out of a file
* :class:`GeodesicLine`: any line, from shapely, GeoPandas, coordinates or a file
* :class:`Dossier`: the folder of one case: measured, drawn, reported, exported, checked
* :class:`Table`: what comes out: for pandas, GeoPandas, Polars, DuckDB and everything else that reads Arrow
* :class:`Error`: what all of it raises
"""

from ._dossier import Check, Dossier, Figure, Problem, SameEvent
from ._line import Border, GeodesicLine, LineParts, MarzWarning, border, borders
from ._marz import Error, __version__
from ._table import Table

__all__ = [
    "Border",
    "Check",
    "Dossier",
    "Error",
    "Figure",
    "GeodesicLine",
    "LineParts",
    "MarzWarning",
    "Problem",
    "SameEvent",
    "Table",
    "__version__",
    "border",
    "borders",
]
