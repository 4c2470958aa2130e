"""A self-contained HTML page for people: a short summary, charts, and all findings with filters.

Nothing is loaded from the network: the page's Content-Security-Policy forbids it and only runs the page's own
script, whatever a guide may contain.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import Template

from guidelint.finding import SEVERITIES
from guidelint.report import Report
from guidelint.reporters.options import Options
from guidelint.reporters.page.bodies import bodies
from guidelint.reporters.page.dataset import dataset
from guidelint.reporters.page.markup import element, escaped
from guidelint.reporters.page.overview import first_steps, overview
from guidelint.reporters.page.plain import not_checked, plain_list
from guidelint.reporters.page.words import PAGE_WORDS
from guidelint.reporters.words import WORDS, closing

_RULES_HASH = 12
_LABELS = (
    "filters", "search", "body", "every", "group", "severity", "reset", "copy",
    "pages", "first_page", "previous", "following", "last_page",
)  # fmt: skip


def render(report: Report, options: Options) -> str:
    """The page; pure ASCII if the destination may not be UTF-8."""
    own = PAGE_WORDS[report.language]
    page = Template(_file("page.html")).substitute(
        lang=own.html,
        policy=_policy(),
        title=escaped(own.title),
        skip=escaped(own.skip),
        closing=escaped(closing(report)),
        meta=escaped(_meta(report)),
        overview=overview(report),
        sections=_sections(report),
        findings=escaped(own.findings),
        list=_list(report),
        not_checked=not_checked(report),
        data=dataset(report, options.unicode),
        style=_file("page.css"),
        script=_script(report),
    )
    return page if options.unicode else page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _sections(report: Report) -> str:
    parts = (first_steps(report), bodies(report))
    return "\n".join(element("section", "\n" + part + "\n") for part in parts if part)


def _list(report: Report) -> str:
    """The filters and the container of the list; one sentence if there are no findings."""
    own, words = PAGE_WORDS[report.language], WORDS[report.language]
    if not report.findings:
        return element("p", escaped(own.nothing))
    boxes = "\n".join(
        f'<label><input type="checkbox" value="{name}" checked> {escaped(words.severity[name])}</label>'
        for name in SEVERITIES
    )
    texts = {name: escaped(getattr(own, name)) for name in _LABELS}
    return Template(_file("filters.html")).substitute(
        texts, boxes=boxes, by_hand=escaped(own.copy_by_hand), plain=plain_list(report)
    )


def _meta(report: Report) -> str:
    """Date and settings of the check, and the number of suppressed findings."""
    own, words = PAGE_WORDS[report.language], WORDS[report.language]
    excused = words.excused.format(**report.excused())
    version = own.version.format(version=report.version, rules=report.rules_hash[:_RULES_HASH])
    dated = own.dated.format(as_of=report.as_of) if report.as_of else ""
    return words.separator.join(filter(None, (dated, version, excused)))


def _script(report: Report) -> str:
    return _file("page.js") if report.findings else ""


def _policy() -> str:
    """A Content-Security-Policy that allows only our own style and script, by their digests."""
    style, script = _digest("page.css"), _digest("page.js")
    own = f"style-src '{style}'; script-src '{script}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _digest(name: str) -> str:
    return "sha256-" + b64encode(sha256(_file(name).encode()).digest()).decode("ascii")


@cache
def _file(name: str) -> str:
    return files("guidelint.reporters.page").joinpath(name).read_text("utf-8")
