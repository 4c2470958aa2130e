from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest
from report_factory import a_finding, a_report

from guidelint.errors import OutputError, UsageError
from guidelint.reporters import REPORTERS, SPLITTING, render, render_files
from guidelint.reporters.options import Options

WHOLE = sorted(set(REPORTERS) - SPLITTING)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "jsno",
            "unknown format 'jsno'; did you mean 'json'? (allowed: " + ", ".join(REPORTERS) + ")",
        ),
        ("JSONL", "unknown format 'JSONL'; did you mean 'jsonl'? (allowed: " + ", ".join(REPORTERS) + ")"),
        ("??", "unknown format '??' (allowed: " + ", ".join(REPORTERS) + ")"),
    ],
)
def test_an_unknown_format_is_the_callers_mistake_and_names_the_near_one(name, message):
    with pytest.raises(UsageError) as raised:
        render(name, a_report(), Options())
    assert str(raised.value) == message


@pytest.mark.parametrize("name", WHOLE)
def test_a_format_that_does_not_split_is_one_text(name):
    report = a_report(a_finding())
    assert render_files(name, report, Options()) == [render(name, report, Options())]


@pytest.mark.parametrize("name", WHOLE)
def test_every_entry_of_the_table_leads_to_a_function(name):
    module, _, function = REPORTERS[name].partition(":")
    assert callable(getattr(import_module(module), function))


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_report_gives_the_same_text(name, language):
    report = a_report(a_finding(), language=language)
    assert render(name, report, Options()) == render(name, report, Options())


def _as_files(texts: list[str], monkeypatch) -> None:
    module = type(sys)("report_in_files")
    module.render_files = lambda report: texts
    monkeypatch.setitem(sys.modules, "report_in_files", module)
    monkeypatch.setitem(REPORTERS, "sarif", "report_in_files:render_files")


def test_a_report_that_splits_is_given_as_its_files(monkeypatch):
    _as_files(["a", "b"], monkeypatch)
    assert render_files("sarif", a_report(), Options()) == ["a", "b"]


def test_a_report_that_takes_one_file_is_given_as_one_text(monkeypatch):
    _as_files(["a"], monkeypatch)
    assert render("sarif", a_report(), Options()) == "a"


def test_a_report_that_takes_two_files_is_never_cut_to_one(monkeypatch):
    _as_files(["a", "b"], monkeypatch)
    with pytest.raises(OutputError, match="the sarif report takes 2 files: write it with -o sarif=FILE"):
        render("sarif", a_report(), Options())


def test_a_plain_format_does_not_load_rich():
    names = [name for name in REPORTERS if name not in ("rich", "sarif")]
    code = (
        "import sys; from guidelint.report import Report; from guidelint.reporters import render;"
        "from guidelint.reporters.options import Options;"
        f"[render(name, Report(()), Options()) for name in {names}];"
        "sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
