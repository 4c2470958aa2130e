"""The top of the page: the number of findings, the profiles that guides satisfy, and what to do first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from guidelint.assess.profile_tally import ProfileTally
from guidelint.assess.profile_tally import table as profile_table
from guidelint.assess.tables import percent, rounded
from guidelint.finding import SEVERITIES, Finding
from guidelint.report import Report
from guidelint.reporters.causes import Cause, record_key, split_causes
from guidelint.reporters.page.bars import legend, stacked
from guidelint.reporters.page.markup import displayed, element, escaped
from guidelint.reporters.page.words import PAGE_WORDS
from guidelint.reporters.words import WORDS
from guidelint.rule.model import PROFILES

_STEPS = 5


def overview(report: Report) -> str:
    """Numbers and two bars: findings by severity, and guides by the highest profile that they satisfy."""
    words, own = WORDS[report.language], PAGE_WORDS[report.language]
    counts = report.counts()
    profiles = (
        profile_table(ProfileTally(report.profile_tally.bodies), PROFILES)["total"]
        if report.profile_tally
        else None
    )
    texts: dict[str, str] = {severity: words.severity[severity] for severity in SEVERITIES}
    bar = stacked(counts, own.severities, texts)
    parts = [
        element("h2", escaped(own.overview)),
        element("dl", "".join(_tiles(report, profiles)), class_="tiles"),
        element("h3", escaped(own.severities)) + bar + legend(_counted(texts, counts)),
    ]
    if report.profile_tally and profiles and profiles["guides"]:
        rungs = ("none", *report.profile_tally.checked(PROFILES))
        parts.append(_profiles_held(profiles, own.profile_tally, {name: own.rungs[name] for name in rungs}))
    return "\n".join(parts)


def first_steps(report: Report) -> str:
    """The five causes to begin with, gravest and most frequent first; empty without findings."""
    if not report.findings:
        return ""
    own = PAGE_WORDS[report.language]
    steps = _causes(report.findings)[:_STEPS]
    total, part = len(report.findings), sum(len(cause.findings) for cause in steps)
    share = rounded(percent(part, total), 1)
    lead = own.first_share.format(count=len(steps), total=total, part=part, share=share)
    rules = Counter((finding.rule, finding.severity) for finding in report.findings)
    items = "\n".join(
        _step(cause, report, rules[cause.findings[0].rule, cause.findings[0].severity]) for cause in steps
    )
    return f'<h2>{escaped(own.first)}</h2>\n<p>{escaped(lead)}</p>\n<ol class="steps">\n{items}\n</ol>'


def _tiles(report: Report, profiles: dict[str, Any] | None) -> Iterator[str]:
    words, own = WORDS[report.language], PAGE_WORDS[report.language]
    yield _tile(own.guides, str(report.records), "plain")
    for severity in SEVERITIES:
        yield _tile(words.severity[severity], str(report.count(severity)), severity)
    if profiles and profiles["guides"]:
        yield _tile(own.score, f"{profiles['score']:.2f}", "plain")


def _tile(label: str, value: str, kind: str) -> str:
    return element("div", element("dt", escaped(label)) + element("dd", value), class_=f"tile {kind}")


def _profiles_held(total: dict[str, Any], title: str, texts: dict[str, str]) -> str:
    held = {name: count for name, count in total["held"].items() if name in texts}
    parts = {f"rung-{name}": count for name, count in held.items()}
    named = {f"rung-{name}": texts[name] for name in held}
    return element("h3", escaped(title)) + stacked(parts, title, named) + legend(_counted(named, parts))


def _counted(texts: dict[Any, str], counts: dict[Any, int]) -> dict[str, str]:
    return {name: f"{text} {counts[name]}" for name, text in texts.items()}


def _causes(findings: tuple[Finding, ...]) -> list[Cause]:
    """Causes common to many guides, then the other findings by rule; each gravest first."""
    shared, single = split_causes(findings)
    if len(shared) >= _STEPS:
        return shared
    rest: dict[tuple[str, str], list[Finding]] = {}
    for finding in single:
        rest.setdefault((finding.rule, finding.severity), []).append(finding)
    causes = [Cause(tuple(members), len(set(map(record_key, members)))) for members in rest.values()]
    return sorted([*shared, *causes], key=_weight)


def _weight(cause: Cause) -> tuple[int, int, str]:
    first = cause.findings[0]
    return first.severity_rank, -len(cause.findings), first.rule


def _step(cause: Cause, report: Report, of_rule: int) -> str:
    """One cause with a link to its findings, or to all findings of its rule and severity."""
    words, own = WORDS[report.language], PAGE_WORDS[report.language]
    first = cause.findings[0]
    title, counted = cause.title(report.rules), cause.counted(words)
    wanted = f"{first.rule} {first.message}" if len(cause.findings) < of_rule and cause.same else first.rule
    query = urlencode({"q": displayed(wanted), "severity": first.severity})
    link = element("a", escaped(own.first_link), href=f"#{query}", aria_label=f"{own.first_link} {title}")
    return (
        f'<li><strong><span class="badge {first.severity}">{escaped(words.severity[first.severity])}</span> '
        f"{escaped(title)}</strong> <span>{escaped(counted)}</span><br>{escaped(first.advice)} {link}</li>"
    )
