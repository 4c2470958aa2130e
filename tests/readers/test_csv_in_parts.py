"""A large CSV with list files, read in parts, gives the same report byte for byte."""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import guidelint.sources.batches
import guidelint.sources.large
from guidelint.caching.cache import Cache
from guidelint.config.file import config_files
from guidelint.config.settings import IgnoreFindings
from guidelint.conversion import convert
from guidelint.lean.structs import replace
from guidelint.readers.csv import parts as csv_parts
from guidelint.readers.csv.part import CsvPart
from guidelint.readers.same_files import LastRead
from guidelint.record import Data
from guidelint.report import Report
from guidelint.reporters import render_files
from guidelint.reporters.options import Options
from guidelint.ruleset import Ruleset, load_ruleset, with_options
from guidelint.run.engine import RunOptions, run
from guidelint.run.results import Results
from guidelint.sources.discovery import inputs
from guidelint.writers import write

HUARONG = Path(__file__).resolve().parents[2] / "fixtures/huarong"
AS_OF = "2026-11-23"
OPTIONS = Options(width=100, color=False, unicode=True, verbose=False, quiet=False)
TIMES = 2
EXCUSED = "1143062300638720XY4000112011000"
"""The code of a guide whose time limit lacks its unit."""


@cache
def rules() -> Ruleset:
    loaded = with_options(
        load_ruleset(config_files(HUARONG / "guidelint.yaml"), [], Cache(None)), as_of=AS_OF
    )
    excuses = (
        IgnoreFindings("deadline.unit-missing", f"{EXCUSED}-1", "等待核对"),
        IgnoreFindings("identity.name-missing", f"{EXCUSED}-1", "等待核对"),
        IgnoreFindings("x.y", "*.csv", "无"),
    )
    return replace(loaded, config=replace(loaded.config, ignore_findings=excuses))


@cache
def records() -> tuple[Data, ...]:
    plain = with_options(load_ruleset(config_files(HUARONG / "guidelint.yaml"), [], Cache(None)), as_of=AS_OF)
    found = convert(plain, inputs([str(HUARONG / "guides")], (), False)).records
    return tuple(guide for n, guide in enumerate(found) if n % 3 == 0 or guide.get("code") == EXCUSED)


def ignored(number: int) -> list[dict[str, str]]:
    """Exceptions: one that holds, one that has run out, one for nothing, one without a reason."""
    stated = [
        {"rule": "materials.*", "reason": "等待核对"},
        {"rule": "legal.*", "reason": "等待核对", "until": "2020-01-01"},
        {"rule": "identity.name-missing", "reason": "无"},
        {"rule": "fees.*"},
    ]
    return stated[: number % 5]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    many = [
        {**guide, "code": f"{guide.get('code', '')}-{time}", "guidelint_ignore": ignored(number + time)}
        for time in range(TIMES)
        for number, guide in enumerate(records())
    ]
    made = tmp_path / "made"
    made.mkdir()
    for written in write("csv", many):
        (made / f"a{written.suffix}").write_bytes(written.content)
    (made / "b.csv").write_text("name\n取水\n", "utf-8")
    return made


def told(report: Report) -> str:
    return "".join(render_files("json", report, OPTIONS) + render_files("sarif", report, OPTIONS))


def report_on(path: Path, run_options: RunOptions | None = None) -> Report:
    return run(rules(), inputs([str(path)], (), False), keep_matters=True, run_options=run_options)


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[CsvPart]]:
    """Makes every CSV with lists large, and a part small; gives a list of the parts that are read from then on."""

    def small() -> list[CsvPart]:
        made: list[CsvPart] = []

        def part(*arguments: Any) -> CsvPart:
            made.append(CsvPart(*arguments))
            return made[-1]

        monkeypatch.setattr(guidelint.sources.large, "_MUCH", 100)
        monkeypatch.setattr(csv_parts, "_JOINED", 7)
        monkeypatch.setattr(csv_parts, "CsvPart", part)
        return made

    return small


def shuffled(name: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True)))
        below = rows[1:]
        random.Random(1).shuffle(below)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([rows[0], *below])

    return change


def as_gbk(folder: Path) -> None:
    path = folder / "a.materials.csv"
    path.write_bytes(path.read_text("utf-8-sig").encode("gb18030"))


def with_strays(folder: Path) -> None:
    with (folder / "a.materials.csv").open("ab") as file:
        file.write('X1,多余\r\n,也多余\r\nX2,"没有闭合\r\n'.encode())


def without_key(folder: Path) -> None:
    path = folder / "a.materials.csv"
    path.write_text(path.read_text("utf-8-sig").replace("实施编码", "另一列", 1), "utf-8")


def cut_off(folder: Path) -> None:
    path = folder / "a.csv"
    path.write_bytes(path.read_bytes() + "取水".encode()[:-1])


def main_as_gbk(folder: Path) -> None:
    path = folder / "a.csv"
    path.write_bytes(path.read_text("utf-8-sig").encode("gb18030"))


CHANGES: list[tuple[Callable[[Path], object], bool]] = [
    (lambda folder: None, True),
    (shuffled("a.materials.csv"), True),
    (shuffled("a.guidelint_ignore.csv"), True),
    (shuffled("a.csv"), True),
    (as_gbk, True),
    (main_as_gbk, True),
    (with_strays, True),
    (without_key, False),
    (cut_off, False),
    (lambda folder: (folder / "a.csv").write_bytes(b"\xff\xff\xff"), False),
    (lambda folder: (folder / "a.csv").write_text("1,2\n" * 99), False),
    (lambda folder: (folder / "a.fees.csv").write_bytes(b""), True),
    (lambda folder: (folder / "a.faq.csv").write_bytes(b"\xff\xff\xff"), True),
    (lambda folder: (folder / "a.常见问答.csv").mkdir(), False),
]


@pytest.mark.parametrize(("change", "in_parts"), CHANGES)
def test_the_report_is_the_same_to_the_byte(
    folder: Path, cut: Callable[[], list[CsvPart]], change: Callable[[Path], object], in_parts: bool
) -> None:
    change(folder)
    whole = report_on(folder)
    made = cut()
    parts = report_on(folder)
    assert told(parts) == told(whole)
    assert (parts.profile_tally, parts.tally, parts.matters) == (
        whole.profile_tally,
        whole.tally,
        whole.matters,
    )
    assert (len(made) > 3) == in_parts


@pytest.mark.parametrize(("change", "in_parts"), CHANGES)
def test_what_is_converted_is_the_same(
    folder: Path, cut: Callable[[], list[CsvPart]], change: Callable[[Path], object], in_parts: bool
) -> None:
    change(folder)
    whole = convert(rules(), inputs([str(folder)], (), False))
    made = cut()
    parts = convert(rules(), inputs([str(folder)], (), False))
    assert (parts.records, parts.kept, parts.whole) == (whole.records, whole.kept, whole.whole)
    assert sorted(map(str, parts.findings)) == sorted(map(str, whole.findings))
    assert (len(made) > 3) == in_parts


def test_any_number_of_processes_gives_the_same_report(
    folder: Path, cut: Callable[[], list[CsvPart]]
) -> None:
    shutil.copytree(folder, folder / "again")
    whole = told(report_on(folder))
    cut()
    assert {told(report_on(folder, RunOptions(jobs=jobs))) for jobs in (1, 2)} == {whole}


def test_exceptions_hold_and_are_told_where_they_stand(
    folder: Path, cut: Callable[[], list[CsvPart]]
) -> None:
    cut()
    report = report_on(folder / "a.csv")
    stated = [f for f in report.findings if f.rule.startswith("suppression.")]
    assert {f.rule for f in stated} >= {"suppression.no-reason", "suppression.expired", "suppression.unused"}
    assert {Path(f.location.source).name for f in stated} == {"a.guidelint_ignore.csv", "guidelint.yaml"}
    lines = [f.location.region.line for f in stated if f.location.source.endswith("ignore.csv")]
    assert len(set(lines)) > 20
    assert {entry.kind for entry in report.suppressed} == {"inSource", "external"}


def test_of_a_main_file_that_is_large_no_lines_are_kept(
    folder: Path, cut: Callable[[], list[CsvPart]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "b.csv").unlink()
    whole = report_on(folder)
    cut()
    monkeypatch.setattr(guidelint.sources.large, "LARGE", 100)
    found = [f._replace(snippet="", line_hash="", fix=None) for f in whole.findings]
    assert list(report_on(folder).findings) == found


def test_what_stands_beside_is_not_remembered(
    folder: Path, cut: Callable[[], list[CsvPart]], tmp_path: Path
) -> None:
    cut()
    results = Results(tmp_path / "results", "")
    report_on(folder, RunOptions(results=results))
    as_gbk(folder)
    assert told(report_on(folder, RunOptions(results=results))) == told(report_on(folder))


def test_what_was_seen_of_files_holds_until_one_of_them_changes(
    folder: Path, cut: Callable[[], list[CsvPart]], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut()
    gone_through = csv_parts._scan
    times: list[int] = []

    def counted(*arguments: Any) -> Any:
        times.append(1)
        return gone_through(*arguments)

    monkeypatch.setattr(csv_parts, "_scan", counted)
    first = told(report_on(folder))
    assert (told(report_on(folder)), len(times)) == (first, 1)
    shuffled("a.materials.csv")(folder)
    second = told(report_on(folder))
    assert len(times) == 2
    monkeypatch.setattr(csv_parts, "_last", LastRead())
    assert second == told(report_on(folder)) != first
