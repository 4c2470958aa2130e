"""Modules that linting one guide in a hook must not load."""

from __future__ import annotations

import json
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
    "guidelint.readers.json.scan",
    "guidelint.readers.html.content",
    "guidelint.readers.table_tree",
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


def test_only_a_run_loads_what_reports_and_sources_are_made_of(tmp_path, monkeypatch):
    monkeypatch.setenv("GUIDELINT_CACHE_DIR", str(tmp_path / "cache"))
    heavy = {"fractions", "guidelint.report", "guidelint.sources", "guidelint.config.settings"}
    code = RUN.replace('"check", "guide.yaml", "--format", "concise"', '"--version"').format(heavy=heavy)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded:"


def test_the_first_run_does_load_the_validator(tmp_path, monkeypatch):
    monkeypatch.setenv("GUIDELINT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "guide.yaml").write_text("name: 取水许可\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(heavy=HEAVY)],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "pydantic" in done.stdout.splitlines()[-1]


ENDS = """
import sys
{before}
from guidelint.cli import process
sys.argv = ["guidelint", "check", "guide.yaml", "--format", "concise", "-o", "json=out.json"]
process()
"""


def ended(folder, before=""):
    """A run as a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", ENDS.format(before=before)],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_a_process_ends_at_once_with_everything_written(tmp_path, monkeypatch):
    monkeypatch.setenv("GUIDELINT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "guide.yaml").write_text("name: 取水许可\ncode: A1\nhours: 待定\n", encoding="utf-8")
    done = ended(tmp_path)
    assert done.returncode == 1, done.stderr
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["summary"]["records"] == 1
    told = ended(tmp_path, 'print("begun")')
    assert (told.returncode, told.stdout) == (1, f"begun\n{done.stdout}")


def test_who_stops_a_run_that_only_begins_sees_no_traceback(tmp_path):
    (tmp_path / "guide.yaml").write_text("name: 取水许可\n", encoding="utf-8")
    stopped = "from guidelint.caching import cache; import signal\ncache.default_folder = signal.default_int_handler"
    done = ended(tmp_path, stopped.replace("= signal", "= lambda of: signal") + "(2, None)")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    code = (
        "import sys; before = {*sys.modules}; import guidelint.cli; print(*sorted({*sys.modules} - before))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert set(loaded.stdout.split()) <= {"__future__", "gc", "guidelint", "guidelint.cli"}


def test_who_wants_to_be_told_of_the_end_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("GUIDELINT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "guide.yaml").write_text("name: 取水许可\n", encoding="utf-8")
    done = ended(tmp_path, 'import atexit; atexit.register(print, "the end")')
    assert done.stdout.splitlines()[-1:] == ["the end"]
    assert done.returncode == 1


def test_a_process_with_something_to_do_at_its_end_has_no_shutdown_either(tmp_path, monkeypatch):
    """Threads of pyarrow, which has that, abort the process in one out of ten shutdowns."""
    monkeypatch.setenv("GUIDELINT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "guide.yaml").write_text("name: 取水许可\n", encoding="utf-8")
    late = 'lambda self, write=__import__("os").write: write(1, b"late")'
    done = ended(tmp_path, f'import atexit; kept = type("Kept", (), {{"__del__": {late}}})()')
    assert done.returncode == 1, done.stderr
    assert "late" not in done.stdout


def test_a_process_without_an_output_ends_with_its_status(tmp_path, monkeypatch):
    monkeypatch.setenv("GUIDELINT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "guide.yaml").write_text("name: 取水许可\n", encoding="utf-8")
    done = ended(tmp_path, "sys.stdout = None")
    assert done.returncode == 1, done.stderr
    assert (tmp_path / "out.json").is_file()
