"""A finding as a row of the rectification list, in the words of the clerk who fixes it."""

from __future__ import annotations

from guidelint.finding import Finding
from guidelint.location import parse_path
from guidelint.report import Report
from guidelint.reporters.counts import concerns_set, named
from guidelint.reporters.related import first_of
from guidelint.reporters.visible import visible
from guidelint.reporters.words import WORDS as COMMON
from guidelint.reporters.workbook.words import WORDS
from guidelint.vocabulary import label

LONGEST = 32_767
"""UTF-16 units that a cell can hold (Excel specifications and limits)."""

RELATED = 10
"""So many of the guides that belong to a finding are named in its row."""

TextRow = tuple[str, ...]
"""Authority, code, name, field, place, severity, problem, basis, how to fix it: columns 2 to 10 of the list.
"""


def text_row(finding: Finding, report: Report) -> TextRow:
    """The texts of a row, truncated to what a cell can hold, with hidden characters made visible."""
    common = COMMON[report.language]
    texts = (
        *named(finding, report),
        field_of(finding, report),
        "" if concerns_set(finding) else finding.location.place,
        common.severity[finding.severity],
        _problem(finding, report),
        common.grounds(finding),
        fix_text(finding, report),
    )
    return tuple(cell_text(text) for text in texts)


def _problem(finding: Finding, report: Report) -> str:
    """What is wrong and, below, the related guides, which the advice refers to."""
    words = COMMON[report.language]
    guides = first_of(finding.related, RELATED, words)
    return f"{finding.message}\n{words.related}{guides}" if guides else finding.message


def field_of(finding: Finding, report: Report) -> str:
    """The field of the finding as guides call it: `申请材料第3项·来源渠道`; empty for a whole guide."""
    try:
        steps = parse_path(finding.path)
    except ValueError:
        return finding.path
    names = [step for step in steps if isinstance(step, str)]
    numbers = [step + 1 for step in steps if isinstance(step, int)]
    if report.language == "en":
        return finding.path.removeprefix("$").removeprefix(".")
    if not names:
        return ""
    field = label(".".join(names[:2]))
    if not numbers:
        return field
    element = WORDS[report.language].element.format(list=label(names[0]), number=numbers[0], field=field)
    return element if len(names) > 1 else element.partition("·")[0]


def fix_text(finding: Finding, report: Report) -> str:
    """The advice, and the effect of a fix if there is one."""
    words = COMMON[report.language]
    return words.separator.join([finding.advice, words.fix(finding)]) if finding.fix else finding.advice


def cell_text(text: str) -> str:
    """The text as a cell can hold it: hidden characters made visible, line breaks kept, truncated with …."""
    shown = visible(text.replace("\r\n", "\n"), keep="\n")
    if len(shown) * 2 <= LONGEST:
        return shown
    units = shown.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return shown
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
