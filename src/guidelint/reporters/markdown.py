"""The summary of a CI job in GitHub's Markdown: counts, the commonest rules and authorities, then guide by
guide.

GitHub drops a summary of more than 1 MiB entirely, so this one is cut and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from guidelint.finding import SEVERITIES, Finding
from guidelint.report import Report
from guidelint.reporters.causes import record_key
from guidelint.reporters.counts import Row, concerns_set, count_bodies, count_by
from guidelint.reporters.markdown_text import clip, code, escape
from guidelint.reporters.options import Options
from guidelint.reporters.terminal.view import View
from guidelint.reporters.words import WORDS, Phrase, Phrases, closing

LIMIT = 1024 * 1024
"""Bytes of UTF-8 (docs.github.com, "Adding a job summary")."""

_TOP = 10


class _Titles(Phrases):
    """The texts of this report only."""

    rules = Phrase("最常见的规则", "Top rules")
    bodies = Phrase("问题最多的实施主体", "Top bodies")
    guides = Phrase("逐份指南", "Guides")
    rest = Phrase(
        "另有 {count} 处未列出：摘要以 1 MiB 为限。",
        "{count} more findings are left out: a summary takes 1 MiB.",
    )


def render(report: Report, options: Options) -> str:
    """The summary; guides with the gravest findings come first, so that the least grave ones are cut."""
    view = View(WORDS[report.language], options.width, unicode=True)
    titles = _Titles(report.language)
    head = "\n".join(_head(report, view, titles)) + "\n"
    if not report.findings:
        return head
    notice = "\n" + titles.rest + "\n"
    bytes_left = LIMIT - _size(head) - _size(notice.format(count=len(report.findings)))
    body, shown = _filled(sections(report, view), bytes_left)
    left = len(report.findings) - shown
    return head + body + (notice.format(count=left) if left else "")


def _head(report: Report, view: View, titles: _Titles) -> Iterator[str]:
    words = view.words
    severities = [words.severity[severity] for severity in SEVERITIES]
    yield from ("# guidelint", "", f"**{escape(closing(report))}**", "")
    counts = report.counts()
    yield from _table(severities, [[str(counts[severity]) for severity in SEVERITIES]], left=0)
    excused = report.excused()
    if any(excused.values()):
        yield from (words.excused.format(**excused), "")
    if report.findings:
        columns = [words.total, *severities]
        yield from _top(titles.rules, columns, count_by(report, lambda finding: finding.rule), _rule(report))
        yield from _top(titles.bodies, columns, count_bodies(report), _body(view))
        yield from (f"## {titles.guides}", "")


def _rule(report: Report) -> Callable[[str], str]:
    def label(rule: str) -> str:
        title = report.rules[rule].title if rule in report.rules else ""
        return f"{code(rule)} {escape(clip(title))}".rstrip()

    return label


def _body(view: View) -> Callable[[str], str]:
    return lambda name: escape(clip(name or view.words.no_authority))


def _top(title: str, columns: list[str], rows: list[Row], label: Callable[[str], str]) -> Iterator[str]:
    yield from (f"## {title}", "")
    yield from _table(
        ["", *columns], [[label(name), *map(str, counts)] for name, counts in rows[:_TOP]], left=1
    )


def _table(heads: list[str], rows: list[list[str]], left: int) -> Iterator[str]:
    """A table and an empty line; all columns but the first `left` are numbers."""
    lines = [":--" if number < left else "--:" for number in range(len(heads))]
    yield from (f"| {' | '.join(cells)} |" for cells in (heads, lines, *rows))
    yield ""


def _filled(groups: Iterable[tuple[str, list[str]]], bytes_left: int) -> tuple[str, int]:
    """Sections and entries up to the first that does not fit, and the number of these entries."""
    parts: list[str] = []
    shown = 0
    for opening, entries in groups:
        bytes_left -= _size(opening) + _size(CLOSE)
        fitting = 0
        for entry in entries:
            bytes_left -= _size(entry)
            if bytes_left < 0:
                break
            fitting += 1
        if fitting:
            parts += [opening, *entries[:fitting], CLOSE]
        shown += fitting
        if fitting < len(entries):
            break
    return "".join(parts), shown


def _size(text: str) -> int:
    return len(text.encode())


CLOSE = "\n</details>\n"
"""What ends a section."""


def sections(report: Report, view: View) -> Iterator[tuple[str, list[str]]]:
    """For each guide the beginning of its section, and its entries; guides with the gravest findings first."""
    groups: dict[tuple[str, int], list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(record_key(finding), []).append(finding)
    for findings in sorted(groups.values(), key=lambda group: min(one.severity_rank for one in group)):
        yield _opening(findings, view), [_entry(finding, view) for finding in findings]


def _opening(findings: list[Finding], view: View) -> str:
    return f"<details>\n<summary>{_whose(findings[0], view)} ({len(findings)})</summary>\n\n"


def _whose(finding: Finding, view: View) -> str:
    """The guide and its source, only the source, or the whole set."""
    if concerns_set(finding):
        return f"<b>{escape(view.words.whole)}</b>"
    record, source = finding.record, code(clip(finding.guides))
    return f"<b>{escape(clip(view.name(record)))}</b> {source}" if record else source


def _entry(finding: Finding, view: View) -> str:
    words = view.words
    basis = words.grounds(finding)
    lines = (
        f"- **{words.severity[finding.severity]}** {code(finding.rule)} {escape(finding.message)}",
        f"{code(finding.location.place)} {code(finding.path)}",
        finding.advice and words.advice + escape(finding.advice),
        basis and words.basis + escape(basis),
    )
    return "<br>".join(filter(None, lines)) + "\n"
