"""The end of the terminal report: counts, what was suppressed or not checked, and one last sentence."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

from guidelint.assess.profile_tally import table
from guidelint.finding import EVERY_RULE, SEVERITIES, Finding
from guidelint.report import Report
from guidelint.reporters.counts import Row, count_bodies, count_by
from guidelint.reporters.terminal.lines import Line
from guidelint.reporters.terminal.view import View
from guidelint.reporters.words import closing
from guidelint.rule.model import PROFILES

_INDENT = 2
_TOP = 10
_LABEL = 40
_GAP = 2


def summary(report: Report, view: View) -> Iterator[Line]:
    """Three tables of counts, if there are findings."""
    if not report.findings:
        return
    words = view.words
    counts = "  ".join(f"{words.severity[key]} {report.count(key)}" for key in SEVERITIES)
    yield Line(((words.summary, "bold underline"),))
    yield Line(((f"{words.by_severity}  ", "bold"), (counts, "")), _INDENT, _INDENT * 2)
    groups = count_by(report, lambda finding: finding.rule.partition(".")[0])
    yield from _table(words.by_group, [(words.group(name), row) for name, row in groups], view)
    yield from _table(words.by_authority, _authorities(report, view), view)
    yield Line()


def excused(report: Report, view: View) -> Iterator[Line]:
    """The numbers of suppressed, accepted and unchecked items; a list of them when verbose."""
    counts = report.excused()
    if not any(counts.values()):
        return
    hint = "" if view.verbose else view.words.hint
    yield Line(((view.words.excused.format(**counts) + hint, ""),))
    if view.verbose:
        yield from _listed(report, view)
        yield Line()


def profiles_held(report: Report, view: View) -> Iterator[Line]:
    """The number of guides that satisfy each profile checked, and the score of all."""
    if report.profile_tally is None or not report.records:
        return
    total = table(report.profile_tally, PROFILES)["total"]
    held: dict[str, int] = total["held"]
    checked = report.profile_tally.checked(PROFILES)
    counts = [sum(held[name] for name in PROFILES[level:]) for level in range(len(checked))]
    steps = view.words.separator.join(
        f"{view.words.profiles[name]} {count}/{total['guides']}"
        for name, count in zip(checked, counts, strict=True)
    )
    yield Line(((view.words.profile_tally.format(steps=steps, score=f"{total['score']:.2f}"), ""),))


def fixable(report: Report, view: View) -> Iterator[Line]:
    """How many of the findings `fix` can fix, and the command."""
    count = sum(finding.fix is not None and finding.fix.safe for finding in report.findings)
    if count:
        yield Line(((view.words.fixable.format(count=count), ""),))


def last_sentence(report: Report, view: View) -> Iterator[Line]:
    """What was checked and found, in bold."""
    clean = not report.findings and report.records > 0
    mark = view.marks.clean + " " if clean else ""
    yield Line(((mark + closing(report), "bold green" if clean else "bold"),))


def _listed(report: Report, view: View) -> Iterator[Line]:
    words = view.words
    for finding, _, justification in report.suppressed:
        yield _list_line(words.suppressed, f"{_finding_line(finding)}  ({justification})", view)
    for finding in report.baselined:
        yield _list_line(words.baselined, _finding_line(finding), view)
    for entry in report.not_checked:
        rule = words.every_rule if entry.rule == EVERY_RULE else entry.rule
        line = "  ".join(filter(None, (entry.source, rule, entry.reason)))
        yield _list_line(words.not_checked, line, view)


def _list_line(label: str, text: str, view: View) -> Line:
    return Line(((f"{label}  ", "dim"), (view.show(text), "")), _INDENT, _INDENT * 3)


def _finding_line(finding: Finding) -> str:
    return f"{finding.location.place}: {finding.rule} {finding.message}"


def _authorities(report: Report, view: View) -> list[Row]:
    tally = count_bodies(report)
    rows: list[Row] = [(name or view.words.no_authority, row) for name, row in tally[:_TOP]]
    rest = [row for _, row in tally[_TOP:]]
    if rest:
        label = view.words.other_authorities.format(count=len(rest))
        rows.append((label, [sum(column) for column in zip(*rest, strict=True)]))
    return rows


def _table(title: str, body: list[Row], view: View) -> Iterator[Line]:
    """A heading and right-aligned columns; labels longer than 40 cells are cut."""
    heads = [view.words.total, *view.words.severity.values()]
    labels = [_clip(view.show(label), view) for label, _ in body]
    width = max(cell_len(label) for label in [title, *labels]) + _GAP
    sizes = [max(cell_len(head), 6) + _GAP for head in heads]
    header = "".join(_right(head, size) for head, size in zip(heads, sizes, strict=True))
    yield Line(((set_cell_size(title, width), "bold"), (header, "dim")), _INDENT, fold=False)
    for label, (_, counts) in zip(labels, body, strict=True):
        cells = "".join(_right(str(count), size) for count, size in zip(counts, sizes, strict=True))
        yield Line(((set_cell_size(label, width), ""), (cells, "")), _INDENT, fold=False)


def _clip(label: str, view: View) -> str:
    if cell_len(label) <= _LABEL:
        return label
    dots = view.marks.dots
    return set_cell_size(label, _LABEL - cell_len(dots)).rstrip() + dots


def _right(text: str, size: int) -> str:
    return " " * (size - cell_len(text)) + text
