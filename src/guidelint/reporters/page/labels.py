"""The names of the page's own texts, and which of them its script uses."""

from __future__ import annotations

from guidelint.lean.tuples import NamedTuple


class PageWords(NamedTuple):
    """The texts in one language; placeholders in braces are filled by str.format or by the script."""

    html: str
    title: str
    skip: str
    dated: str
    version: str
    overview: str
    guides: str
    score: str
    severities: str
    profile_tally: str
    rungs: dict[str, str]
    first: str
    first_share: str
    first_link: str
    bodies: str
    score_lead: str
    body: str
    rank: str
    bar: str
    highest_profile: str
    depth: str
    depth_lead: str
    level: str
    level3plus: str
    unknown: str
    limits: str
    limits_lead: str
    compression: str
    matters: str
    all_rows: str
    total: str
    findings: str
    nothing: str
    noscript: str
    filters: str
    search: str
    every: str
    group: str
    severity: str
    reset: str
    copy: str
    copied: str
    copy_by_hand: str
    shown: str
    pages: str
    page: str
    previous: str
    following: str
    first_page: str
    last_page: str
    print_rest: str
    wait: str
    matter: str
    code: str
    place: str
    ground: str
    advice: str
    fix: str
    related: str
    rule: str
    message: str
    path: str
    not_checked: str
    not_checked_row: str


SCRIPT_WORDS = (
    "every", "copied", "copy_by_hand", "shown", "page", "print_rest", "wait", "severity", "group", "rule",
    "body", "matter", "code", "place", "path", "message", "ground", "advice", "fix", "related",
)  # fmt: skip
"""Those that the script says, or heads the columns of a copy with."""
