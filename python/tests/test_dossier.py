"""A dossier: measured, drawn, reported, exported, checked as the command does it."""

import csv
import json
import shutil

import polars
import pytest

import marz
from conftest import printed


@pytest.fixture(scope="module")
def dossier(root):
    return marz.Dossier.open(root)


def test_measured_as_by_the_command(dossier, command):
    text = command("export", "--to", "csv", "--since", "2025", "--within", "5km", "--quiet")
    expected = list(csv.DictReader(text.splitlines()))
    table = dossier.measure(since="2025", within=["5km"])
    assert len(table) == len(expected) > 10
    compared = 0
    for row, other in zip(table.to_dicts(), expected, strict=True):
        for name, value in row.items():
            if name not in other:
                assert name == "border_edition"
                continue
            if isinstance(value, float):
                value = printed(name, value)
            elif isinstance(value, bool):
                value = str(value).lower()
            value = "" if value is None else str(value)
            assert other[name] in (value, "'" + value), (name, value, other[name])
            compared += 1
    assert compared > 30 * len(expected)
    assert "read" in table.summary and f"{len(table)} used" in table.summary
    assert table.to_polars()["date_begin"].dtype == polars.Date
    frame = table.to_pandas()
    assert frame["killed_best"].dtype == "Int64"
    assert len(dossier.measure(near_m=5_000)) < len(dossier.measure(near_m="50km")) < len(dossier.measure())
    assert len(dossier.measure(category=["clash", "shelling"], km=(0, 500), min_grade="C3")) > 0
    with pytest.raises(marz.Error, match="did you mean clash"):
        dossier.measure(category="clahs")
    with pytest.raises(TypeError, match="unexpected keyword argument 'sinc'"):
        dossier.measure(sinc="2025")


def test_figures_show_themselves(dossier, command, tmp_path):
    figure = dossier.figure("overview")
    assert figure._repr_png_().startswith(b"\x89PNG") and figure._repr_svg_().startswith("<svg")
    assert figure.caption and "overview" in dossier.recipes
    figure.save(tmp_path / "overview.svg")
    command("map", "overview", "--output", tmp_path / "command.svg", "--quiet")
    assert (tmp_path / "overview.svg").read_bytes() == (tmp_path / "command.svg").read_bytes()
    assert dossier.figure("overview", since="2026", lang="ru", title="X").svg() != figure.svg()
    with pytest.raises(marz.Error, match="no picture format"):
        figure.save(tmp_path / "overview.jpg")
    with pytest.raises(marz.Error, match="overviw"):
        dossier.figure("overviw")


def test_report_and_export(dossier, command, tmp_path):
    summary = dossier.report(tmp_path / "report.html", since="2026-01", until="2026-06")
    assert "records" in summary
    command("report", "--output", tmp_path / "command.html", "--since", "2026-01", "--until", "2026-06", "--quiet")
    assert (tmp_path / "report.html").read_bytes() == (tmp_path / "command.html").read_bytes()
    (tmp_path / "c").mkdir()
    for name in ("report.docx", "report.md"):
        dossier.report(tmp_path / name, since="2026-01", until="2026-06")
        command("report", "--format", name[7:], "--output", tmp_path / "c" / name, "--since", "2026-01", "--until", "2026-06", "--quiet")
        assert (tmp_path / name).read_bytes() == (tmp_path / "c" / name).read_bytes(), name
    assert list(tmp_path.glob("report-*.png"))
    with pytest.raises(marz.Error, match=r"\.html, \.docx or \.md"):
        dossier.report(tmp_path / "report.odt")
    for name in ("case.gpkg", "case.geojson", "case.kml", "case.csv", "case.fgb", "case.parquet"):
        assert "written" in dossier.export(tmp_path / name, near_m="20km")
        command("export", "--to", name.partition(".")[2], "--near", "20km", "--output", tmp_path / f"command.{name}", "--quiet")
        assert (tmp_path / name).read_bytes() == (tmp_path / f"command.{name}").read_bytes(), name
    with pytest.raises(marz.Error, match="no format of an export"):
        dossier.export(tmp_path / "case.shp")


def test_bands_are_those_of_the_command(dossier, command):
    printed = json.loads(command("bands", "--format", "json", "--within", "5km", "--within", "20km", "--since", "2025", "--by", "year", "--quiet"))
    found = dossier.bands(within=["5km", 20_000], since="2025", by="year")
    # The command names the edition of the dossier as well.
    assert "used" in found.pop("summary") and found == {key: value for key, value in printed.items() if key != "edition"}
    assert printed.pop("edition").startswith("marz-edition-")
    assert len(dossier.bands()) == len(printed) + 1
    with pytest.raises(marz.Error, match="unknown variant `colour`"):
        dossier.bands(by="colour")
    with pytest.raises(marz.Error, match="different lengths above 0"):
        dossier.bands(within=[0])


def test_problems_are_objects(root, tmp_path):
    for name in ("data", "maps"):
        shutil.copytree(root / name, tmp_path / name)
    shutil.copy(root / "marz.toml", tmp_path)
    assert marz.Dossier.open(tmp_path).check().errors == []
    path = tmp_path / "data/incidents.geojson"
    path.write_text(path.read_text().replace('"category": "clash"', '"category": "clahs"', 1))
    with pytest.warns(marz.MarzWarning, match="clahs"):
        dossier = marz.Dossier.open(tmp_path)
    found = dossier.check()
    assert dossier.counts["rejected"] == found.rejected == 1
    problem = found.errors[0]
    assert "clahs" in problem.found and problem.line and problem.file.endswith("incidents.geojson") and "clahs" in found.text
    with pytest.raises(marz.Error, match="no-such-folder"):
        marz.Dossier.open("no-such-folder")
    new = marz.Dossier.for_border("KHM-THA")
    assert new.counts["read"] == 0 and new.figure(new.recipes[0]).png()
