"""What the way of a hook on one guide does not load."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "pydantic",
    "rich",
    "lxml",
    "python_calamine",
    "pyarrow",
    "multiprocessing",
    "tempfile",
    "docx",
    "asyncio",
    "dataclasses",
    "hashlib",
    "yaml",
    "inspect",
    "shutil",
    "random",
)
RUN = """
import sys
from guidelint.cli import main
status = main(["check", "guide.yaml", "--format", "concise"])
print("loaded:", *sorted(sys.modules.keys() & set({heavy!r})))
sys.exit(status)
"""


def test_a_guide_is_linted_without_what_only_other_work_needs(tmp_path, monkeypatch):
    monkeypatch.setenv("GUIDELINT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "guide.yaml").write_text("name: 取水许可\ncode: A1\nhours: 待定\n", encoding="utf-8")
    code = RUN.format(heavy=HEAVY)
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines()[-1] == "loaded:"


def test_the_first_run_does_load_the_validator(tmp_path, monkeypatch):
    monkeypatch.setenv("GUIDELINT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "guide.yaml").write_text("name: 取水许可\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(heavy=HEAVY)],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "pydantic" in done.stdout.splitlines()[-1]
