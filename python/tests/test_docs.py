"""Every line of Python in the guide and in the README is run, page by page from top to bottom."""

import pathlib
import re
import shutil

import pytest

ROOT = pathlib.Path(__file__).parents[2]


@pytest.mark.parametrize("page", ["docs/python.md", "README.md", "python/marz-geo.md"])
def test_what_a_page_says_runs(page, tmp_path, monkeypatch):
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = [(text.count("\n", 0, m.start()) + 1, m[1]) for m in re.finditer(r"^```python\n(.*?)^```$", text, re.S | re.M)]
    assert blocks, page
    for name in ("data", "maps", "tests/reference"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "marz.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    names = {}
    for line, block in blocks:
        exec(compile("\n" * line + block, page, "exec"), names)
