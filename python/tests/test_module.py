"""The module by itself: what it imports, what it stops for, the command beside it."""

import os
import pathlib
import signal
import subprocess
import sys
import textwrap

import marz


def python(code, **options):
    return subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, **options)


def test_nothing_is_imported_that_is_not_given():
    done = python(
        """
        import sys
        for name in ("pandas", "geopandas", "pyarrow", "shapely", "polars", "duckdb"):
            sys.modules[name] = None
        import marz
        line = marz.GeodesicLine([(67.8, 37.2), (69.4, 37.1)])
        table = line.proximity(lon=[69.4], lat=[37.5], radius_m=1000, within=[5000])
        print(table.to_dicts()[0]["side"], table["distance_m"][0] > 0, repr(table)[:3])
        """
    )
    assert done.stdout.split() == ["left", "True", "lon"], done.stderr


def test_the_licences_of_what_is_inside_go_with_it(root):
    import importlib.metadata

    inside = {path.name: path for path in importlib.metadata.files("marz-geo") if "licences" in path.parts}
    beside = [*root.glob("data/licences/*"), *root.glob("src/typeface/fonts/OFL-*.txt"), *root.glob("LICENSE-*")]
    assert len(beside) > 8
    for path in beside:
        assert inside[path.name].read_text() == path.read_text(), path
    assert inside["README.md"].read_text() == (root / "docs/licences.md").read_text()


def test_ctrl_c_stops_a_long_call():
    code = """
        import sys, numpy, marz
        line = marz.border("AFG-TJK")
        lon, lat = numpy.full(5_000_000, 69.4), numpy.full(5_000_000, 37.5)
        try:
            line.proximity(lon=lon, lat=lat, radius_m=20_000.0, within=[5_000], progress=lambda *_: print("ready", flush=True))
        except KeyboardInterrupt:
            sys.exit(42)
        """
    child = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "ready\n"
    # The signal comes while it measures: after the first round of thousands.
    child.send_signal(signal.SIGINT)
    assert child.wait(timeout=60) == 42


def test_the_lock_is_free_while_it_measures():
    import threading

    line = marz.GeodesicLine([(67.8, 37.2), (69.4, 37.1)])
    counted, is_done = [0], threading.Event()

    def count():
        while not is_done.is_set():
            counted[0] += 1

    thread = threading.Thread(target=count)
    thread.start()
    line.proximity(lon=[69.4] * 2000, lat=[37.2] * 2000, radius_m=20_000.0, within=[5_000])
    is_done.set()
    thread.join()
    assert counted[0] > 10_000


def test_the_command_is_on_the_path(root, tmp_path):
    program = pathlib.Path(sys.executable).parent / "marz"
    run = lambda *words: subprocess.run([program, *words], cwd=root, capture_output=True, text=True)
    assert run("--version").stdout.startswith(f"marz {marz.__version__}")
    assert run("border", "km", "69.4", "37.1").returncode == 0
    wrong = run("measure", "--bordr", "x")
    assert wrong.returncode == 2 and "--border" in wrong.stderr
    again = subprocess.run([sys.executable, "-m", "marz", "--version"], capture_output=True, text=True)
    assert again.stdout == run("--version").stdout
    # A reader that goes away is no failure.
    assert os.system(f"cd {root} && {program} man --format markdown | head -1 > {tmp_path}/head") == 0
