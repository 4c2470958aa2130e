"""A finding in the words of the page, for both the script's data and the plain list."""

from __future__ import annotations

from guidelint.finding import Finding
from guidelint.lean.tuples import NamedTuple
from guidelint.report import Report
from guidelint.reporters.counts import concerns_set, named
from guidelint.reporters.page.markup import displayed
from guidelint.reporters.related import first_of
from guidelint.reporters.words import WORDS

_RELATED = 5


class Entry(NamedTuple):
    """The texts of one finding, each safe to show; the script knows them by these names."""

    severity: str
    group: str
    rule: str
    body: str
    matter: str
    code: str
    source: str
    spot: str
    path: str
    message: str
    ground: str
    advice: str
    fix: str
    related: str


def entry(finding: Finding, report: Report) -> Entry:
    """The texts for a finding; empty where there is nothing to say."""
    words = WORDS[report.language]
    concerned, record = named(finding, report), None if concerns_set(finding) else finding.record
    texts = (
        finding.severity,
        words.group(finding.rule.partition(".")[0]),
        finding.rule,
        concerned.body or words.no_authority,
        words.guide(record) if record else "",
        concerned.code,
        finding.location.source,
        finding.location.region.spot,
        finding.path,
        finding.message,
        words.grounds(finding),
        finding.advice,
        words.fix(finding),
        first_of(finding.related, _RELATED, words),
    )
    return Entry(*(displayed(text) for text in texts))
