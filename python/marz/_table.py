"""Tables of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import _marz
from ._points import fail

if TYPE_CHECKING:
    import geopandas
    import pandas
    import polars
    import pyarrow
    from typing_extensions import Self

#: Columns of points, by what ``to_geopandas`` calls them.
_POINTS = {"point": ("lon", "lat"), "nearest": ("nearest_lon", "nearest_lat")}


class Table(_marz.Table):
    """Rows in the order of the points, and named columns, in Arrow's memory layout.

    Anything that reads Arrow takes it as it is and without a copy: ``polars.DataFrame(table)``, ``pyarrow.table(table)``, a query of
    DuckDB. ``table["distance_m"]`` is one column as a NumPy array. A row whose point is missing is there, and its values are nulls.

    Attributes: ``column_names``; ``metadata`` (a dict of texts: the edition, the licence and the credit of the border);
    ``index`` (the index of the GeoSeries, GeoDataFrame or Series that the points came from, else None).
    """

    index: Any
    summary: str | None

    def __new__(cls, other: _marz.Table, index: Any = None, summary: str | None = None) -> Self:
        table = super().__new__(cls, other)
        table.index, table.summary = index, summary
        return table

    def __getitem__(self, name: str) -> np.ndarray[Any, Any]:
        """One column as a NumPy array: numbers as doubles, with NaN for null; anything else as objects, with None for null.

        Raises KeyError for a column that there is not.
        """
        column = self.column(name)
        return column if isinstance(column, np.ndarray) else np.array(column, dtype=object)

    def __repr__(self) -> str:
        head = _rows(self, 5)
        more = f"\n… {len(self)} rows" if len(self) > len(head) else ""
        return "\n".join(["  ".join(self.column_names), *("  ".join(row) for row in head)]) + more

    def _repr_html_(self) -> str:
        from html import escape

        head = "".join(f"<th title='{escape(self.describe(c)[1], quote=True)}'>{escape(c)}</th>" for c in self.column_names)
        rows = "".join("<tr>" + "".join(f"<td>{escape(v)}</td>" for v in row) + "</tr>" for row in _rows(self, 10))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table><p>{len(self)} rows</p>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dicts, nulls as None."""
        columns = [self.values(name) for name in self.column_names]
        return [dict(zip(self.column_names, row, strict=True)) for row in zip(*columns, strict=True)]

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a DataFrame, with the index of the points. Needs pandas."""
        import pandas

        try:
            import pyarrow

            arrow = pyarrow.table(self)
        except ImportError:
            arrow = None
        frame = pandas.DataFrame({name: self._for_pandas(name, pandas, arrow) for name in self.column_names})
        if self.index is not None:
            frame.index = self.index
        return frame

    def _for_pandas(self, name: str, pandas: Any, arrow: Any) -> Any:
        if arrow is not None and str(arrow.schema.field(name).type) == "string":
            # Much quicker than text by text.
            return arrow[name].to_pandas()
        column = self.column(name)
        if isinstance(column, np.ndarray):
            return column
        present = [value for value in column if value is not None]
        if present and all(type(value) is int for value in present):
            return pandas.array(column, dtype="Int64")
        return pandas.Series(column, dtype=None if present else object)

    def to_geopandas(self, geometry: str = "point") -> geopandas.GeoDataFrame:
        """The table as a GeoDataFrame in EPSG:4326, with the index of the points. Needs GeoPandas.

        geometry: ``"point"`` for the points themselves, ``"nearest"`` for the nearest points of the line. A missing one is None.
        """
        import geopandas
        import shapely

        if geometry not in _POINTS:
            raise fail(f"'{geometry}' is no geometry of this table", "expected point or nearest")
        lon, lat = (self[name] for name in _POINTS[geometry])
        is_known = ~np.isnan(lon)
        points = np.full(len(self), None, dtype=object)
        points[is_known] = shapely.points(lon[is_known], lat[is_known])
        return geopandas.GeoDataFrame(self.to_pandas(), geometry=points, crs="EPSG:4326")

    def to_polars(self) -> polars.DataFrame:
        """The table as a DataFrame of Polars, its memory shared. Needs Polars."""
        import polars

        return polars.DataFrame(self)

    def to_arrow(self) -> pyarrow.Table:
        """The table as one of pyarrow, its memory shared. Needs pyarrow."""
        import pyarrow

        return pyarrow.table(self)


def _rows(table: _marz.Table, count: int) -> list[list[str]]:
    """The first rows as texts."""
    columns = [table.column(name)[:count] for name in table.column_names]

    def text(value: Any) -> str:
        if value is None or value != value:
            return "–"
        return f"{value:.7g}" if isinstance(value, float) else str(value)

    return [[text(value) for value in row] for row in zip(*columns, strict=True)]
