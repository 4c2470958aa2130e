"""JUnit XML, which every CI server shows as tests: a suite per source, a failed test per finding.

The document satisfies both strict schemas, that of Ant's task (windyroad) and that of Jenkins (junit-10):
suites have every attribute that either requires, `testsuites` has none. Nothing depends on a clock or host.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidelint.finding import Finding
from guidelint.lean.tuples import NamedTuple
from guidelint.report import Language, Report
from guidelint.reporters.distinct import distinct
from guidelint.reporters.options import Options
from guidelint.reporters.terminal.view import View
from guidelint.reporters.words import WORDS, closing
from guidelint.reporters.xml_text import attributes, content, document

_TOOL = "guidelint"
_NO_DATE = "1970-01-01"
_CLEAN: dict[Language, str] = {
    "zh": "另有 {count} 个文件，未发现问题",
    "en": "{count} other files: nothing found",
}


class _Case(NamedTuple):
    """A test, passed if it has no finding. CI servers identify tests by class and name."""

    kind: str
    name: str
    finding: Finding | None = None


def render(report: Report, options: Options) -> str:
    """The whole document: a finding is a failure whose `type` is its severity.

    A test keeps its name when lines move, so that servers can track it. Sources without findings share one
    passed test, as a report has their number but not their names.
    """
    return document(_lines(report, options), options)


def _lines(report: Report, options: Options) -> Iterator[str]:
    view = View(WORDS[report.language], options.width, unicode=True)
    yield "<testsuites>"
    for number, (source, cases) in enumerate(_suites(report, view).items()):
        yield from _suite(source, cases, number, report.as_of or _NO_DATE, view)
    yield "</testsuites>"


def _suites(report: Report, view: View) -> dict[str, list[_Case]]:
    suites: dict[str, list[_Case]] = {}
    names = distinct(f"{finding.rule} {_name(finding, view)}" for finding in report.findings)
    for finding, name in zip(report.findings, names, strict=True):
        case = _Case(finding.rule, name.removeprefix(f"{finding.rule} "), finding)
        suites.setdefault(finding.location.source, []).append(case)
    clean = report.sources - len(suites)
    if not suites:
        suites[_TOOL] = [_Case(_TOOL, closing(report))]
    elif clean > 0:
        suites.setdefault(_TOOL, []).append(_Case(_TOOL, _CLEAN[report.language].format(count=clean)))
    return suites


def _name(finding: Finding, view: View) -> str:
    guide = f"{view.name(finding.record)} " if finding.record else ""
    return f"{finding.location.source}: {guide}{finding.path}"


def _suite(source: str, cases: list[_Case], number: int, date: str, view: View) -> Iterator[str]:
    head = attributes(
        package=_TOOL,
        id=number,
        name=source,
        timestamp=f"{date}T00:00:00",
        hostname="localhost",
        tests=len(cases),
        failures=sum(case.finding is not None for case in cases),
        errors=0,
        time=0,
    )
    yield f"  <testsuite{head}>"
    yield "    <properties/>"
    yield from _cases(cases, view)
    yield "    <system-out/>"
    yield "    <system-err/>"
    yield "  </testsuite>"


def _cases(cases: Iterable[_Case], view: View) -> Iterator[str]:
    for kind, name, finding in cases:
        head = f"    <testcase{attributes(classname=kind, name=name, time=0)}"
        if finding is None:
            yield head + "/>"
            continue
        yield head + ">"
        failure = attributes(type=finding.severity, message=finding.message)
        yield f"      <failure{failure}>{content(_text(finding, view))}</failure>"
        yield "    </testcase>"


def _text(finding: Finding, view: View) -> str:
    """Place, message, advice and basis, one per line."""
    words = view.words
    basis = words.grounds(finding)
    lines = (
        finding.location.place,
        finding.message,
        finding.advice and words.advice + finding.advice,
        basis and words.basis + basis,
    )
    return "\n".join(filter(None, lines))
