"""The page without scripts: the first findings as plain HTML, and what was not checked."""

from __future__ import annotations

from collections import Counter

from guidelint.finding import EVERY_RULE
from guidelint.report import Report
from guidelint.reporters.page.entries import Entry, entry
from guidelint.reporters.page.markup import element, escaped
from guidelint.reporters.page.words import PAGE_WORDS, PageWords
from guidelint.reporters.words import WORDS

LIMIT = 500
"""So many findings stand in the page itself; the others are there for its script."""
_REASONS = 200


def plain_list(report: Report) -> str:
    """The first 500 findings in order, with a sentence that says so."""
    own = PAGE_WORDS[report.language]
    chosen = report.findings[:LIMIT]
    if not chosen:
        return ""
    sentence = own.noscript.format(shown=len(chosen), total=len(report.findings))
    words = {str(name): word for name, word in WORDS[report.language].severity.items()}
    items = "\n".join(_item(entry(finding, report), own, words) for finding in chosen)
    return element("p", escaped(sentence)) + "\n" + element("ol", "\n" + items + "\n", class_="findings")


def not_checked(report: Report) -> str:
    """Each rule that was not evaluated, with the reason and the number of sources; collapsed."""
    own = PAGE_WORDS[report.language]
    every = WORDS[report.language].every_rule
    reasons = Counter(
        (every if one.rule == EVERY_RULE else one.rule, one.reason) for one in report.not_checked
    )
    if not reasons:
        return ""
    lines = [
        element("li", escaped(own.not_checked_row.format(rule=rule, reason=reason, count=count)))
        for (rule, reason), count in sorted(reasons.items())[:_REASONS]
    ]
    title = element("summary", escaped(own.not_checked.format(count=len(reasons))))
    return element("details", title + element("ul", "".join(lines)))


def _item(one: Entry, own: PageWords, severities: dict[str, str]) -> str:
    badge = element("span", escaped(severities[one.severity]), class_=f"badge {one.severity}")
    head = f"{badge} <strong>{escaped(one.message)}</strong> {element('code', escaped(one.rule))}"
    place = f"{element('code', escaped(f'{one.source}:{one.spot}'))} {element('code', escaped(one.path))}"
    matter = escaped(" · ".join(filter(None, (one.matter, one.body, one.code))))
    rows = (
        (own.matter, matter),
        (own.place, place),
        (own.ground, escaped(one.ground)),
        (own.advice, escaped(one.advice)),
        (own.fix, escaped(one.fix)),
        (own.related, escaped(one.related)),
    )
    pairs = "".join(f"<div><dt>{escaped(label)}</dt><dd>{text}</dd></div>" for label, text in rows if text)
    return element("li", element("p", head) + element("dl", pairs))
