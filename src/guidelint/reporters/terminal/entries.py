"""The findings of the terminal report: guide by guide, and the causes shared by many guides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from guidelint.finding import Finding, Related
from guidelint.report import RuleInfo
from guidelint.reporters.causes import Cause, record_key
from guidelint.reporters.counts import concerns_set
from guidelint.reporters.related import about, more, where
from guidelint.reporters.terminal.frame import frame
from guidelint.reporters.terminal.lines import Line, Styled
from guidelint.reporters.terminal.view import SEVERITY_STYLES, View

_INDENT = 2
_DEEP = 6
_PLACES = 3

_Member = TypeVar("_Member")


def guides(findings: Iterable[Finding], view: View) -> Iterator[Line]:
    """Findings under a heading for each guide; in each source, what concerns no guide comes first."""
    sources: dict[str, dict[tuple[str, int], list[Finding]]] = {}
    for finding in findings:
        key = record_key(finding)
        sources.setdefault(key[0], {}).setdefault(key, []).append(finding)
    for groups in sources.values():
        for _, members in sorted(groups.items(), key=lambda group: group[0][1] >= 0):
            yield _heading(members[0], view)
            for finding in members:
                yield from _entry(finding, view)
            yield Line()


def causes(shared: list[Cause], rules: dict[str, RuleInfo], view: View) -> Iterator[Line]:
    """One entry per cause: what, how often, and the first places (all when verbose)."""
    if not shared:
        return
    yield Line(((view.words.causes, "bold underline"),))
    for cause in shared:
        yield from _cause(cause, rules, view)
    yield Line()


def _heading(finding: Finding, view: View) -> Line:
    if concerns_set(finding):
        return Line(((view.words.whole, "bold underline"),), fold=False)
    source = view.show(finding.guides)
    if finding.record is None:
        return Line(((source, "bold underline"),), fold=False)
    name, authority = view.name(finding.record), finding.record.authority
    title = view.words.named.format(name=name, authority=view.show(authority)) if authority else name
    return Line(((title, "bold underline"), ("  ", ""), (source, "dim")), fold=False)


def _entry(finding: Finding, view: View) -> Iterator[Line]:
    yield Line((*_title(finding, view), (view.show(finding.message), "")), _INDENT, _DEEP)
    place = view.show(finding.location.place)
    path = "" if finding.path == "$" else "  " + view.show(finding.path)
    yield Line(((place, "cyan"), (path, "dim")), _DEEP, fold=False)
    yield from frame(finding, view, _DEEP)
    for related in _first(finding.related, view):
        yield Line(((view.words.related, "dim"), (_related(related, view), "")), _DEEP, _DEEP + _INDENT)
    if not view.verbose and (rest := more(finding.related, _PLACES, view.words)):
        yield Line(((rest, "dim"),), _DEEP)
    yield from _ground(finding, view)


def _cause(cause: Cause, rules: dict[str, RuleInfo], view: View) -> Iterator[Line]:
    first = cause.findings[0]
    message = cause.title(rules)
    parts = (*_title(first, view), (view.show(message), ""), (f" [{cause.counted(view.words)}]", "bold"))
    yield Line(parts, _INDENT, _DEEP)
    for finding in _first(cause.findings, view):
        name = view.name(finding.record) if finding.record else ""
        told = "" if finding.message == message else view.show(finding.message)
        about = "  ".join(text for text in (name, told) if text)
        place = view.show(finding.location.place)
        yield Line(((place, "cyan"), ("  " + about if about else "", "")), _DEEP, fold=False)
    yield from _rest(len(cause.findings), view)
    yield from _ground(first, view)


def _title(finding: Finding, view: View) -> tuple[Styled, ...]:
    mark, word = view.marks.severity[finding.severity], view.words.severity[finding.severity]
    return (f"{mark} {word} ", SEVERITY_STYLES[finding.severity]), (view.show(finding.rule) + "  ", "bold")


def _ground(finding: Finding, view: View) -> Iterator[Line]:
    """Basis, advice and fix, each on a line of its own if present."""
    words = view.words
    fix = finding.fix
    told = (
        (words.basis, words.grounds(finding)),
        (words.advice, finding.advice),
        (words.fix_safe if fix and fix.safe else words.fix_unsafe, fix.description if fix else ""),
    )
    for label, text in told:
        if text:
            yield Line(((label, "dim"), (view.show(text), "")), _DEEP, _DEEP + _INDENT)


def _related(related: Related, view: View) -> str:
    return about((view.show(where(related)), view.name(related.record), view.show(related.message)))


def _first(members: tuple[_Member, ...], view: View) -> tuple[_Member, ...]:
    return members if view.verbose else members[:_PLACES]


def _rest(count: int, view: View) -> Iterator[Line]:
    if count > _PLACES and not view.verbose:
        yield Line(((view.words.more.format(count=count - _PLACES), "dim"),), _DEEP)
