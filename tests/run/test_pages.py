"""The pages of one folder are one table: a page that lacks a label shown by the others misses that field."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.caching.cache import Cache
from guidelint.finding import NotChecked
from guidelint.lean.structs import replace
from guidelint.report import Report
from guidelint.ruleset import Ruleset, load_ruleset, with_options
from guidelint.run import pages
from guidelint.run.engine import RunOptions, run
from guidelint.run.results import Results
from guidelint.sources.inputs import Input
from linting import RULES, source
from linting import lint as lint_all

AS_OF = "2026-11-23"
TEXTS = {
    "事项名称": "异地就医备案",
    "实施主体": "县医疗保障局",
    "办理地点": "华容县政务服务中心二楼",
    "办理时间": "工作日 9:00—17:00",
    "咨询方式": "0730-4221234",
    "受理条件": "已参加基本医疗保险",
    "承诺办结时限": "3个工作日",
}
OPTIONAL = tuple(TEXTS)[1:]


def page(*labels: str, more: str = "") -> str:
    rows = "".join(f"<tr><th>{label}</th><td>{TEXTS[label]}</td></tr>" for label in labels)
    return f"<html><body><table>{rows}</table>{more}</body></html>"


def inputs(*texts: str) -> list[Input]:
    return [source(f"guides/{number:03}.html", text, named=False) for number, text in enumerate(texts)]


def lint(*sources: Input, **config: Any) -> Report:
    """Under the tests' rules on names and hours alone."""
    return lint_all(*sources, rules=RULES[:3], **config)


def seen(report: Report) -> list[tuple[str, str, str]]:
    return [(f.rule, f.location.source, f.path) for f in report.findings]


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return with_options(load_ruleset([], [], Cache(None)), as_of=AS_OF)


def test_a_label_that_another_page_shows_is_missed_and_one_that_none_shows_is_told_once() -> None:
    report = lint(*inputs(page("事项名称", "办理时间"), page("事项名称")), page_alone("其他/003.html"))
    assert seen(report) == [
        ("contact.hours-missing", "guides/001.html", "$.hours"),
        ("source.no-column", "其他/003.html", "$"),
    ]


def page_alone(name: str) -> Input:
    return source(name, page("事项名称"), named=False)


def test_what_no_page_shows_is_told_once_for_all_of_them() -> None:
    report = lint(*inputs(*[page("事项名称")] * 3))
    assert [(f.rule, f.location.source, f.location.region.line) for f in report.findings] == [
        ("source.no-column", "guides/000.html", 1)
    ]
    assert report.findings[0].message.endswith("：办理时间（guides/*.html）")
    told = [entry for entry in report.not_checked if entry.source]
    assert [(entry.rule, entry.source) for entry in told] == [("contact.hours-missing", "guides/*.html")]
    assert lint(*inputs(*[page("事项名称")] * 3), ignore=("source.no-column",)).findings == ()


def test_a_page_with_a_list_of_guides_is_a_table_of_its_own() -> None:
    head = "<tr><th>事项名称</th><th>实施主体</th></tr>"
    rows = "".join(f"<tr><td>{name}</td><td>县医疗保障局</td></tr>" for name in ("甲事项备案", "乙事项备案"))
    listed = f"<table>{head}{rows}</table>"
    report = lint(*inputs(page("事项名称", "办理时间"), listed, page("事项名称", "办理时间")))
    assert report.records == 4
    assert seen(report) == [("source.no-column", "guides/001.html", "$")]
    assert [entry.source for entry in report.not_checked if entry.source] == ["guides/001.html"]


def test_pages_that_hold_no_guide_change_nothing() -> None:
    two = inputs(page("事项名称", "办理时间"), page("事项名称"))
    others = [source("guides/x.html", "<p>你好</p>", False), source("guides/y.html", "", False)]
    assert seen(lint(*two, *others)) == [*seen(lint(*two)), ("source.unreadable", "guides/y.html", "$")]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_label_met_late_is_missed_in_all_pages_before(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not among the pages from which it is assumed what all of them show."""
    monkeypatch.setattr(pages, "_SOME", 1)
    for number in range(300):
        labels = ("事项名称", "办理时间") if number == 199 else ("事项名称",)
        (tmp_path / f"{number:03}.html").write_text(page(*labels), "utf-8")
    from guidelint.sources.discovery import inputs as found

    loaded = with_options(load_ruleset([], [], Cache(None)), as_of=AS_OF)
    chosen = replace(loaded, config=replace(loaded.config, select=("contact.hours-missing",)))
    report = run(chosen, found([str(tmp_path)], [], False), run_options=RunOptions(jobs=jobs))
    assert len(report.findings) == 299
    assert {f.rule for f in report.findings} == {"contact.hours-missing"}
    assert report.not_checked == ()


def test_what_was_known_of_pages_is_corrected_when_they_change(tmp_path: Path, rules: Ruleset) -> None:
    results = Results(tmp_path, "of these rules")

    def linted(*texts: str) -> Report:
        warm = run(rules, inputs(*texts), run_options=RunOptions(results=results))
        assert warm == run(rules, inputs(*texts))
        return warm

    some = linted(page("事项名称", "办理时间"), page("事项名称"))
    assert "contact.hours-missing" in {f.rule for f in some.findings}
    assert "contact.hours-missing" not in {
        f.rule for f in linted(page("事项名称"), page("事项名称")).findings
    }
    assert linted(page("事项名称", "办理时间"), page("事项名称")) == some
    for kept in tmp_path.glob("pages-*"):
        kept.write_bytes(b"damaged")
    assert linted(page("事项名称"), page("事项名称", "办理时间")).findings != some.findings


def test_the_pages_of_an_unchanged_run_are_not_read_for_their_labels(
    tmp_path: Path, rules: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = Results(tmp_path, "of these rules")
    sources = inputs(page("事项名称", "办理时间"), page("事项名称"))
    first = run(rules, sources, run_options=RunOptions(results=results))

    def unread(folders: pages.PageFolders, some: object) -> frozenset[str]:
        raise AssertionError(some)

    monkeypatch.setattr(pages.PageFolders, "_of_some", unread)
    assert run(rules, sources, run_options=RunOptions(results=results)) == first


@given(st.lists(st.sets(st.sampled_from(OPTIONAL)), min_size=2, max_size=5))
def test_pages_are_the_rows_of_one_table(rules: Ruleset, shown: list[set[str]]) -> None:
    """The same findings, by guide, as the rows of a CSV that has a column for each label that some page shows."""
    columns = [label for label in TEXTS if label == "事项名称" or any(label in some for some in shown)]
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(columns)
    for some in shown:
        rows.writerow([TEXTS[label] if label in some or label == "事项名称" else "" for label in columns])
    texts = [page("事项名称", *(label for label in OPTIONAL if label in some)) for some in shown]
    of_pages, of_table = (
        run(rules, sources)
        for sources in (inputs(*texts), [source("guides.csv", table.getvalue(), named=False)])
    )
    by_page = [(f.rule, int(f.location.source[7:10]), f.path) for f in of_pages.findings if f.record]
    by_row = [(f.rule, f.record.index, f.path) for f in of_table.findings if f.record]
    assert sorted(by_page) == sorted(by_row)
    assert _unevaluated(of_pages) == _unevaluated(of_table)


def _unevaluated(report: Report) -> list[NotChecked]:
    return sorted(entry._replace(source="") for entry in report.not_checked)
