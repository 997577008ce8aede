"""The repository, the command beside the module, and the 1,000 points of reference."""

import csv
import os
import pathlib
import shutil
import subprocess

import numpy as np
import pytest

ROOT = pathlib.Path(__file__).parents[2]
#: Decimals of the command's tables.
DECIMALS = {"lon": 7, "lat": 7, "nearest_lon": 7, "nearest_lat": 7, "bearing_deg": 2}


def printed(name, value):
    """A value as the command's table prints it."""
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        return value
    decimals = DECIMALS.get(name.removesuffix("_2"), 3)
    return f"{value + 0.0:.{decimals}f}"


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def command():
    """Runs the command that pip put on the path, or the one of MARZ; returns its stdout."""
    program = os.environ.get("MARZ") or shutil.which("marz", path=os.path.dirname(os.sys.executable))
    assert program, "the command is not on the path"

    def run(*words, code=0):
        done = subprocess.run([program, *map(str, words)], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == code, done.stderr
        return done.stdout if code == 0 else done.stderr

    return run


@pytest.fixture(scope="session")
def reference():
    """The points of reference: longitudes and latitudes."""
    rows = list(csv.DictReader(open(ROOT / "tests/reference/points_1000.csv", encoding="utf-8")))
    assert len(rows) == 1000
    return np.array([float(r["lon"]) for r in rows]), np.array([float(r["lat"]) for r in rows])


@pytest.fixture(scope="session")
def measured_by_command(command):
    """The same points measured by the command, as the texts that it prints."""

    def measure(border, *options):
        text = command("measure", "tests/reference/points_1000.csv", "--border", border, "--format", "csv", "--quiet", *options)
        return list(csv.DictReader(text.splitlines()))

    return measure
