"""The demonstration repository in every format gives the same findings at the same canonical paths."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from guidelint.caching.cache import Cache
from guidelint.config.file import config_files
from guidelint.conversion import convert
from guidelint.record import Data
from guidelint.report import Report
from guidelint.ruleset import Ruleset, load_ruleset, with_options
from guidelint.run.engine import run
from guidelint.sources.discovery import inputs
from guidelint.sources.inputs import Input
from guidelint.writers import WRITERS, write
from guidelint.writers.canonical import canonical

HUARONG = Path(__file__).resolve().parent.parent / "fixtures/huarong"
AS_OF = "2026-11-23"
EXTENSIONS = {form: f".{form}" for form in WRITERS}
Found = tuple[str, str, str]
"""Matter, rule, path."""


@cache
def ruleset() -> Ruleset:
    return with_options(load_ruleset(config_files(HUARONG / "guidelint.yaml"), [], Cache(None)), as_of=AS_OF)


@cache
def records() -> tuple[Data, ...]:
    return tuple(convert(ruleset(), inputs(["fixtures/huarong/guides"], (), False)).records)


def source_of(form: str, number: int, record: Data) -> Input:
    """A matter as a source in memory, with the lists of a CSV beside it."""
    name = f"{number:02d}"
    main, *others = write(form, [record])
    beside = {name + other.suffix: other.content for other in others}
    return Input(name + EXTENSIONS[form], EXTENSIONS[form], lambda: main.content, False, lambda: beside)


def found(report: Report) -> Counter[Found]:
    """The findings on matters and the excused ones, without those on the source itself."""
    findings = [*report.findings, *(entry.finding for entry in report.suppressed)]
    return Counter(
        (f.record.name or f.record.code or "" if f.record else "", f.rule, f.path)
        for f in findings
        if not f.rule.startswith("source.") or f.record
    )


@cache
def report_on(form: str) -> Report:
    return run(ruleset(), [source_of(form, n, record) for n, record in enumerate(records())])


def test_every_matter_of_the_repository_is_converted() -> None:
    assert len(records()) == 72


def on_matters(report: Report) -> Counter[Found]:
    """Without defects of suppressions: one in a comment belongs to its source, one in an entry to its matter."""
    return Counter(
        {key: count for key, count in found(report).items() if not key[1].startswith("suppression.")}
    )


def test_canonical_yaml_is_found_to_be_what_its_sources_are() -> None:
    original = run(ruleset(), inputs(["fixtures/huarong/guides"], (), False))
    assert on_matters(report_on("yaml")) == on_matters(original)
    assert len(report_on("yaml").suppressed) == len(original.suppressed)


@pytest.mark.parametrize("form", WRITERS)
def test_every_form_gives_the_same_findings_at_the_same_paths(form: str) -> None:
    report, expected = report_on(form), report_on("yaml")
    told = {f.rule for f in report.findings if f.rule.startswith("source.")}
    assert told <= {"source.no-column"}  # of the elements of a list that has none there is nothing to show
    assert (found(report), report.records) == (found(expected), expected.records)


@pytest.mark.parametrize("form", [form for form in WRITERS if form != "html"])
def test_all_matters_in_one_file_give_the_same_findings(form: str) -> None:
    main, *others = write(form, records())
    beside = {"all" + other.suffix: other.content for other in others}
    source = Input(f"all{EXTENSIONS[form]}", EXTENSIONS[form], lambda: main.content, False, lambda: beside)
    assert found(run(ruleset(), [source])) == found(report_on("yaml"))


@pytest.mark.parametrize("form", WRITERS)
def test_converting_what_was_converted_changes_nothing(form: str) -> None:
    sources = [source_of(form, n, record) for n, record in enumerate(records())]
    again = convert(ruleset(), sources)
    assert (again.records, again.findings, again.kept) == (list(records()), [], [])
    assert [write(form, [record]) for record in again.records] == [
        write(form, [record]) for record in records()
    ]


def test_the_canonical_form_of_a_canonical_form_is_itself() -> None:
    assert [canonical(record).data for record in records()] == list(records())
