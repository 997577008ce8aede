"""Dossiers: the folder of one case."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from . import _marz
from ._line import MarzWarning, _lengths
from ._table import Table


@dataclass(frozen=True)
class Problem:
    """What is wrong in a file, where, and what to do; the fields are those of ``marz check --format json``."""

    severity: str
    file: str
    line: int | None
    column: int | None
    feature: str | None
    field: str | None
    message: str
    found: str | None
    expected: str | None
    hint: str | None


@dataclass(frozen=True)
class SameEvent:
    """Two records that may report the same event: a proposal. ``score`` is 0 to 1 and no probability."""

    records: tuple[str, str]
    score: float
    reasons: list[str]


@dataclass(frozen=True)
class Check:
    """The result of :meth:`Dossier.check`; ``text`` shows the problems as the command does."""

    read: int
    rejected: int
    problems: list[Problem]
    same_event: list[SameEvent]
    text: str

    @property
    def errors(self) -> list[Problem]:
        """The problems that keep a record, or the whole, from being used."""
        return [problem for problem in self.problems if problem.severity == "error"]


class Figure:
    """A figure; Jupyter shows it by itself.

    Attributes: ``caption`` (what it shows, in words), ``remarks`` (what the person who makes it should know), ``summary``.
    """

    def __init__(self, figure: _marz.Figure) -> None:
        self._figure = figure
        self.caption = figure.caption
        self.remarks = figure.remarks
        self.summary = figure.summary

    def png(self) -> bytes:
        """The figure as a PNG."""
        return self._figure.render("png")

    def svg(self) -> str:
        """The figure as an SVG."""
        return self._figure.render("svg").decode()

    def pdf(self) -> bytes:
        """The figure as a PDF."""
        return self._figure.render("pdf")

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the figure in the format of the path's ending: .png, .svg or .pdf.

        Raises :class:`Error` for another ending, OSError where the file cannot be written.
        """
        ending = os.path.splitext(os.fspath(path))[1].removeprefix(".")
        found = self._figure.render(ending)
        with open(path, "wb") as file:
            file.write(found)

    def _repr_png_(self) -> bytes:
        return self.png()

    def _repr_svg_(self) -> str:
        return self.svg()

    def __repr__(self) -> str:
        return f"<Figure: {self.summary}>"


class Dossier:
    """The folder of one case: its border, incidents, places, recipes. See :meth:`open`.

    Which incidents a call takes is said by the keywords of the command's filter, all of them optional:

    * ``since``, ``until``: dates such as ``"2025"``, ``"2025-08"``, ``"2025-08-24"``
    * ``during``: a period such as ``"2025-Q4"``, ``"2025-H2"`` or ``"last-month"``, which counts from ``today``, else from the date
      of the data
    * ``category``, ``status``: one or a list
    * ``near_m``: the greatest distance to the border, in metres; or a text such as ``"10km"``
    * ``km``: two border kilometres; ``bbox``: west, south, east, north in degrees
    * ``min_grade``: such as ``"B3"``; ``without``: ids of records to leave out
    """

    def __init__(self, dossier: _marz.Dossier, remarks: list[str] | None = None) -> None:
        self._dossier = dossier
        self.remarks = remarks or []
        text = dossier.problems_text.strip()
        if text:
            warnings.warn(text, MarzWarning, stacklevel=3)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Dossier:
        """Opens the dossier in a folder, the one with ``marz.toml``.

        Records that cannot be used are left out, with a :class:`MarzWarning` that shows each; :attr:`counts` has their number.

        Raises :class:`Error` where the folder is no dossier or has no border that can be used.
        """
        return cls(_marz.Dossier.open(os.fspath(path)))

    @classmethod
    def embedded(cls) -> Dossier:
        """Opens the dossier inside the library."""
        return cls(_marz.Dossier.open(None))

    @classmethod
    def for_border(cls, code: str) -> Dossier:
        """The dossier of a land border of the world, with the ground beside it and without incidents; ``remarks`` says what was assumed."""
        return cls(*_marz.Dossier.for_border(code))

    @property
    def title(self) -> str:
        """Its title."""
        return self._dossier.title

    @property
    def recipes(self) -> list[str]:
        """The names of its recipes, for :meth:`figure`."""
        return self._dossier.recipes

    @property
    def counts(self) -> dict[str, int]:
        """How many incidents were read and rejected, and how many errors its files have."""
        return dict(zip(("read", "rejected", "errors"), self._dossier.counts, strict=True))

    def measure(self, *, within: Iterable[float | str] = (), **which: Any) -> Table:
        """The incidents, measured: the columns of :meth:`GeodesicLine.proximity`, the id, and all fields of the records.

        within: distances for which probabilities are computed, in metres or as texts such as ``"5km"``. which: see :class:`Dossier`.
        The ``summary`` of the table says what became of all records. Numbers are not rounded.

        Raises :class:`Error` for a filter that is none.
        """
        table, summary = self._dossier.measure(_filter(which), _lengths(within))
        return Table(table, summary=summary)

    def bands(
        self, *, within: Iterable[float | str] = (), by: str | Iterable[str] | None = None, to: str = "border", **which: Any
    ) -> dict[str, Any]:
        """Shares of events and of the dead within distances, and how sure they are: what ``marz bands --format json`` gives.

        within: the distances, in metres or as texts such as ``"5km"``; 5, 10, 20 and 50 km if there are none. by: one or several of
        ``"side"``, ``"year"``, ``"category"``, all three if it is None, none for ``()``. to: what distances are measured to, ``"border"`` or
        the nearest ``"crossing"``, ``"post"`` or ``"town"`` among the places. which: see :class:`Dossier`.

        Returns a dict: shares are 0 to 1, with the least and the most that the intervals allow, the expected share with its 90 % interval,
        and the share of the points; ``summary`` says what became of all records.

        Raises :class:`Error` for what is no distance or no group, and where there are no such places.
        """
        groups = None if by is None else [by] if isinstance(by, str) else list(by)
        found, summary = self._dossier.bands(_filter(which), _lengths(within), groups, to)
        return {**json.loads(found), "summary": summary}

    def figure(self, recipe: str, *, lang: str | None = None, title: str | None = None, **which: Any) -> Figure:
        """A figure by the name of its recipe, or by the path of one.

        lang: such as ``"ru"`` or ``"tg+fa"``. which: see :class:`Dossier`; it stands above the filter of the recipe.

        Raises :class:`Error` where there is no such recipe, or nothing to draw.
        """
        return Figure(self._dossier.figure(recipe, _filter(which), lang, title))

    def report(
        self,
        path: str | os.PathLike[str],
        *,
        within: Iterable[float | str] = (),
        compare: str | Iterable[str] = (),
        lang: str | None = None,
        **which: Any,
    ) -> str:
        """Writes the report and returns a summary: as one HTML page (.html), a Word document (.docx) or Markdown (.md) with its images beside it.

        within: the distances, else those of the dossier. which: see :class:`Dossier`.

        compare: ``"previous"``, the period of the same length before ``during``; another such as ``"2024-Q4"``; ``"sealed"``, what
        changed since the last seal.

        Raises :class:`Error` where it cannot be made or written.
        """
        return self._dossier.report(os.fspath(path), _filter(which), _lengths(within), [compare] if isinstance(compare, str) else list(compare), lang)

    def export(
        self, path: str | os.PathLike[str], *, format: str | None = None, within: Iterable[float | str] = (), **which: Any
    ) -> str:
        """Writes the measured incidents with their layers for GIS and returns a summary.

        format: that of the path's ending, or one of gpkg, qgis (a folder), geojson, geojsonseq, csv, fgb, parquet, kml. A table of CSV has
        its base beside it, by which edits come back. which: see :class:`Dossier`.

        Raises :class:`Error` where it cannot be written.
        """
        return self._dossier.export(os.fspath(path), format, _filter(which), _lengths(within))

    def check(self, *, today: str | None = None) -> Check:
        """Every problem in its files, read anew, as objects. today: dates after it are warned about."""
        found = self._dossier.check(today)
        return Check(
            read=found["read"],
            rejected=found["rejected"],
            problems=[Problem(**problem) for problem in found["problems"]],
            same_event=[SameEvent(tuple(p["records"]), p["score"], p["reasons"]) for p in found["same_event"]],
            text=found["text"],
        )

    def __repr__(self) -> str:
        return f"<Dossier: {self.title}: {self.counts['read']} incidents>"


_FILTER = ("since", "until", "during", "today", "category", "status", "near_m", "km", "bbox", "min_grade", "without")


def _filter(which: dict[str, Any]) -> dict[str, Any]:
    """The filter as the library takes it: every member as text."""
    for name in which:
        if name not in _FILTER:
            raise TypeError(f"unexpected keyword argument '{name}'; the filter has {', '.join(_FILTER)}")
    near, km, bbox = which.get("near_m"), which.get("km"), which.get("bbox")

    def texts(name: str) -> list[str]:
        value = which.get(name) or []
        return [value] if isinstance(value, str) else [str(v) for v in value]

    def date(name: str) -> str | None:
        return None if which.get(name) is None else str(which[name])

    return {
        "since": date("since"),
        "until": date("until"),
        "during": date("during"),
        "today": date("today"),
        "category": texts("category"),
        "status": texts("status"),
        "near": None if near is None else _lengths([near])[0],
        "km": None if km is None else tuple(str(value) for value in km),
        "bbox": None if bbox is None else [float(value) for value in bbox],
        "min_grade": which.get("min_grade"),
        "without": texts("without"),
    }
