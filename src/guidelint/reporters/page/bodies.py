"""The middle of the page: tables by authority of findings, scores and ranks, online depth, and time limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from guidelint.assess.profile_tally import SMALL
from guidelint.assess.profile_tally import table as profile_table
from guidelint.assess.tables import tables
from guidelint.finding import SEVERITIES
from guidelint.report import Report
from guidelint.reporters.counts import count_bodies
from guidelint.reporters.page.bars import legend, meter, stacked
from guidelint.reporters.page.markup import element, escaped, table
from guidelint.reporters.page.words import PAGE_WORDS, PageWords
from guidelint.reporters.words import WORDS
from guidelint.rule.model import PROFILES

_TOP = 10
_LEVELS = ("level-1", "level-2", "level-3", "level-4")


def bodies(report: Report) -> str:
    """The three tables, without empty ones. Those of the assessment are the same as in `stats`."""
    view = report.assessment
    made, bound = tables(report.tally, view), float(view.bounds.compression * 100)
    parts = (_scores(report), _depth(report, made), _limits(report, made, bound))
    return "\n".join(filter(None, parts))


def _scores(report: Report) -> str:
    """Most findings first; with score, rank by score and profile of all guides, if the run has them."""
    words, own = WORDS[report.language], PAGE_WORDS[report.language]
    counted = dict(count_bodies(report))
    profiles = _ranked(report)
    names = [*counted, *(name for name in profiles if name not in counted)]
    if not names:
        return ""
    texts: dict[str, str] = {severity: words.severity[severity] for severity in SEVERITIES}
    most = max((row[0] for row in counted.values()), default=1)
    heads = [own.body, own.bar, own.total, *texts.values()]
    heads += [own.guides, own.score, own.rank, own.highest_profile] if profiles else []
    rows = []
    for name in names:
        counts = counted.get(name, [0] * 4)
        bar = stacked(dict(zip(texts, counts[1:], strict=True)), _name(name, report), texts, most)
        cells = [escaped(_name(name, report)), bar, *map(str, counts)]
        rows.append([*cells, *(_held(profiles.get(name), own) if profiles else ())])
    lead = element("p", escaped(own.score_lead.format(small=SMALL))) if profiles else ""
    return _section(own.bodies, lead + legend(texts), heads, rows, own)


def _ranked(report: Report) -> dict[str, dict[str, Any]]:
    """The rows of the profiles by name, best score first; equal scores share a rank, "" has none."""
    if report.profile_tally is None:
        return {}
    rows = sorted(
        profile_table(report.profile_tally.by_names(report.assessment.aliases), PROFILES)["by_authority"],
        key=lambda row: (not row["name"], -row["score"]),
    )
    ranks: dict[float, int] = {}
    for number, row in enumerate(rows, 1):
        row["rank"] = ranks.setdefault(row["score"], number) if row["name"] else None
    return {row["name"]: row for row in rows}


def _held(row: dict[str, Any] | None, own: PageWords) -> list[str]:
    if row is None:
        return ["", "", "", ""]
    interval = row["interval"]
    spread = f" <small>({interval[0]:.1f}–{interval[1]:.1f})</small>" if interval else ""
    highest_profile = escaped(own.rungs[row["holds"] or "none"])
    return [str(row["guides"]), f"{row['score']:.2f}{spread}", _rank(row), highest_profile]


def _depth(report: Report, made: dict[str, Any]) -> str:
    own = PAGE_WORDS[report.language]
    levels = ("一", "二", "三", "四") if report.language == "zh" else ("1", "2", "3", "4")
    texts = {kind: own.level.format(level) for kind, level in zip(_LEVELS, levels, strict=True)}

    def cells(row: dict[str, Any]) -> list[str]:
        known = sum(row["level"].values())
        parts = dict(zip(_LEVELS, row["level"].values(), strict=True))
        name = _row_name(row, report)
        shares = [f"{share:.2f}%" if known else "–" for share in row["share"].values()]
        grave = f"{row['level3plus']:.2f}" if known else "–"
        numbers = [grave, str(row["total"]), str(row["unknown"]), _rank(row)]
        return [escaped(name), stacked(parts, name, texts), *shares, *numbers]

    heads = [own.body, own.bar, *texts.values(), own.level3plus, own.matters, own.unknown, own.rank]
    lead = element("p", escaped(own.depth_lead)) + legend(texts)
    return _section(own.depth, lead, heads, _rows(made["depth"], cells), own)


def _limits(report: Report, made: dict[str, Any], bound: float) -> str:
    own = PAGE_WORDS[report.language]

    def cells(row: dict[str, Any]) -> list[str]:
        name, share = _row_name(row, report), f"{row['compression']:.2f}"
        bar = meter(row["compression"], bound, name, f"{own.compression} {share}")
        return [escaped(name), bar, share, str(row["matters"]), _rank(row)]

    heads = [own.body, own.bar, own.compression, own.matters, own.rank]
    lead = element("p", escaped(own.limits_lead.format(bound=f"{bound:g}")))
    return _section(own.limits, lead, heads, _rows(made["limits"], cells), own)


def _rows(part: dict[str, Any], cells: Callable[[dict[str, Any]], list[str]]) -> list[list[str]]:
    """The total, authorities from the lowest rank up, guides without authority; empty without rows."""
    rows = sorted(reversed(part["rows"]), key=lambda row: not row["name"])
    return [cells(row) for row in (part["total"], *rows)] if rows else []


def _section(title: str, lead: str, heads: list[str], rows: list[list[str]], own: PageWords) -> str:
    return "\n".join(_blocks(title, lead, heads, rows, own)) if rows else ""


def _blocks(title: str, lead: str, heads: list[str], rows: list[list[str]], own: PageWords) -> Iterator[str]:
    """A heading, the legend, the first rows, and the others collapsed."""
    columns = [escaped(head) for head in heads]
    yield element("h2", escaped(title))
    yield lead
    yield table(title, columns, rows[:_TOP])
    rest = rows[_TOP:]
    if rest:
        label = own.all_rows.format(count=len(rest))
        folded = element("summary", escaped(label)) + table(f"{title} · {label}", columns, rest)
        yield element("details", folded)


def _row_name(row: dict[str, Any], report: Report) -> str:
    is_total = row["name"] and row["rank"] is None
    return PAGE_WORDS[report.language].total if is_total else _name(row["name"], report)


def _rank(row: dict[str, Any]) -> str:
    return "" if row["rank"] is None else str(row["rank"])


def _name(name: str, report: Report) -> str:
    return name or WORDS[report.language].no_authority
