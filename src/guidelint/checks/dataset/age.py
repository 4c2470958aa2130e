"""Checks that the guides of a set are kept up to date."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from guidelint.checks.base import Settings
from guidelint.checks.dataset.base import DatasetCheck, RecordPlace, SetProblem, add_culprits, listed, text_at
from guidelint.laws import UNCERTAIN, status
from guidelint.lean.regex import regex
from guidelint.record import Record
from guidelint.values.law.citations import find_citations
from guidelint.values.numerals import half_width, written_day

_SHOWN = 5


class Fresh(DatasetCheck):
    """No guide may have been updated last more than `months` months before the run, or before a law changed.

    A guide without a parseable date, or for a matter no longer offered, is not judged; a law has changed if
    the law tables say that it was replaced or rewritten since. Of {known} guides, {count} are older than
    {since}, and {outdated} older than the change of a law that they cite; {laws} are such laws. {trouble},
    {trouble_en}: which of the two applies.
    """

    message_args = ("count", "known", "since", "outdated", "laws", "trouble", "trouble_en")
    on_application = False
    months: int

    def empty(self) -> Any:
        """Guides with a date, those that are too old, those older than a law, the laws, guides to blame."""
        return [0, 0, 0, set(), []]

    def observe(self, state: Any, record: Record, place: RecordPlace, settings: Settings) -> None:
        updated = day_of(text_at(record, "updated"))
        if updated is None or record.cancelled:
            return
        old = updated < months_before(settings.as_of, self.months)
        laws = _changed_since(updated, record, settings.as_of)
        state[0] += 1
        if not old and not laws:
            return
        state[1] += old
        state[2] += bool(laws)
        state[3].update(laws)
        add_culprits(state[4], [place])

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        known, old, outdated, laws, culprits = state
        if not culprits:
            return []
        counts = {"count": str(old), "known": str(known), "outdated": str(outdated)}
        named = "、".join(sorted(laws)[:_SHOWN]) + ("…" if len(laws) > _SHOWN else "") if laws else "—"
        since = months_before(settings.as_of, self.months)
        message_args = {"since": since, "laws": named, **_trouble(old, since, outdated, named)}
        return [SetProblem(None, (), {**counts, **message_args}, listed(culprits))]


def _trouble(old: int, since: str, outdated: int, laws: str) -> dict[str, str]:
    """What is wrong in words; what is not, is not mentioned."""
    parts, parts_en = [], []
    if old:
        parts.append(f"{old} 份在{written_day(since)}之后没有更新过")
        parts_en.append(f"{old} not updated since {since}")
    if outdated:
        parts.append(f"{outdated} 份的更新早于所引法规的变动（{laws}）")
        parts_en.append(f"{outdated} not since a cited law was changed ({laws})")
    return {"trouble": "，".join(parts), "trouble_en": " and ".join(parts_en)}


def _changed_since(updated: str, record: Record, as_of: str) -> list[str]:
    """The laws that a guide cites and that were replaced or rewritten after a day, as far as is certain."""
    return [
        law
        for entry in record.data.get("legal_basis") or ()
        for since, law in _changes(entry.get("title") or "", as_of)
        if since > updated
    ]


@lru_cache(maxsize=4096)
def _changes(title: str, as_of: str) -> tuple[tuple[str, str], ...]:
    """When the laws of a title were replaced or rewritten, as far as is certain; the same are cited everywhere."""
    return tuple(
        (change.since, f"《{cited.short}》")
        for cited in find_citations(title)
        for known in (status(cited.short, as_of, (cited.qualifier,) if cited.qualifier else ()),)
        for change in (known.replaced, known.revised)
        if change is not None and change.certainty != UNCERTAIN
    )


@lru_cache(maxsize=4096)
def day_of(text: str) -> str | None:
    """The ISO date at the head of a text: 2022-3-1, 2022年3月1日, 20220301, 2022/03/01; None without one.

    44621 is a date as spreadsheets count the days.
    """
    plain = half_width(text).strip()
    found = _day.match(plain)
    if found is None:
        serial = _serial.fullmatch(plain)
        return (_BEFORE_SERIALS + timedelta(int(serial[1]))).isoformat() if serial else None
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        return None


@cache
def months_before(day: str, months: int) -> str:
    """The ISO date some months earlier, not before year 1; the last day of the month if there is no such day."""
    then = date.fromisoformat(day)
    year, month = divmod(max(then.year * 12 + then.month - 1 - months, 12), 12)
    return date(year, month + 1, min(then.day, monthrange(year, month + 1)[1])).isoformat()


_BEFORE_SERIALS = date(1899, 12, 30)
_serial = regex(r"([34][0-9]{4})(?:\.[0-9]+)?")
_day = regex("([12][0-9]{3})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})(?![0-9])")
