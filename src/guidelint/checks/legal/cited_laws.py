"""Checks the laws cited in a text against the tables of laws, as of the run's date."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal

from guidelint.checks.base import ABSENT, HERE, Check, CheckResult, Settings, Test, here
from guidelint.checks.legal.cited_entries import Cited, cited_in
from guidelint.laws import READ, UNCERTAIN, Revision, Start, article_name, status, text_of_year
from guidelint.record import Data
from guidelint.values.numerals import half_width, written_day


class CitedLaw(Check):
    """Checks each law cited in a text, or in an entry of the legal basis, against the law tables.

    in_force: none has been repealed or replaced. started: none is still to come into force, or a draft.
    current: none is cited by the year of an earlier version. article: no article number beyond the last.
    原《…》 and sentences about repealed laws are ignored, and so is quoted 条款内容. {said}, {said_en}: which
    law, since when, and what is in force instead.
    """

    message_args = ("said", "said_en")
    demand: Literal["in_force", "started", "current", "article"]

    def compile(self, settings: Settings) -> Test:
        as_of, judge = settings.as_of, _VERDICTS[self.demand]

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            cited = cited_in(value)
            if not cited:
                return ABSENT
            verdicts = dict.fromkeys(filter(None, (judge(one, as_of) for one in cited if not one.past)))
            if not verdicts:
                return None
            return here(said="；".join(zh for zh, _ in verdicts), said_en="; ".join(en for _, en in verdicts))

        return test


class ReplacedForCertain(Check):
    """Some cited law was repealed by a text that was itself consulted, not only known from a secondary
    source.
    """

    def compile(self, settings: Settings) -> Test:
        def test(value: Any, item: Data, record: Data) -> CheckResult:
            found = (
                status(one.title, settings.as_of, one.editions).replaced
                for one in cited_in(value)
                if not one.past
            )
            return None if any(row and row.certainty == READ for row in found) else HERE

        return test


Said = tuple[str, str]
"""One sentence in Chinese and in English."""
_Judge = Callable[[Cited, str], Said | None]
_MOST_NAMED = 3


def _not_in_force(cited: Cited, as_of: str) -> Said | None:
    found = status(cited.title, as_of, cited.editions).replaced
    if found is None:
        return None
    old, since, new = found.old, found.since, found.successor
    if found.certainty == UNCERTAIN:
        zh, en = (
            f"可能已由《{new}》代替" if new else "可能已经废止",
            f"replaced by 《{new}》" if new else "repealed",
        )
        return f"《{old}》{zh}，请核实", f"《{old}》 may have been {en}: please verify"
    if not new:
        return f"《{old}》已于{written_day(since)}废止", f"《{old}》 was repealed on {since}"
    if found.certainty == READ:
        return (
            f"《{old}》已于{written_day(since)}废止，现行的是《{new}》",
            f"《{old}》 was repealed on {since}; 《{new}》 is in force",
        )
    return f"《{old}》自{written_day(since)}起由《{new}》代替", f"《{old}》 gave way to 《{new}》 on {since}"


def _not_started(cited: Cited, as_of: str) -> Said | None:
    found = status(cited.title, as_of).starts
    if found is None:
        return None
    if not found.since:
        return f"《{found.name}》还没有公布施行", f"《{found.name}》 is still a draft"
    zh, en = _until_then(found)
    return (
        f"《{found.name}》{written_day(found.since)}起才施行{zh}",
        f"《{found.name}》 is in force from {found.since} only{en}",
    )


def _until_then(start: Start) -> Said:
    if not start.until_then:
        return "", ""
    names = "".join(f"《{name}》" for name in start.until_then[:_MOST_NAMED])
    more = len(start.until_then) > _MOST_NAMED
    return (
        f"，在此之前是{names}{'等' if more else ''}",
        f"; until then {names}{' and others hold' if more else ' holds'}",
    )


def _not_current(cited: Cited, as_of: str) -> Said | None:
    found = status(cited.title, as_of, cited.editions)
    new = found.revised
    year = cited.year or cited.effective_year or (_year_of_order(cited, new) if new and new.before else "")
    if not year or new is None or found.replaced or year >= new.version[:4]:
        return None
    return _older_text(new, year)


def _year_of_order(cited: Cited, new: Revision) -> str:
    """The year of the older text that is cited by the one order that made it (国务院令第387号)."""
    numbers = re.findall("令第?([0-9]{1,4})号", half_width("、".join(cited.editions)))
    known = dict(pair.split(":") for pair in new.before.split("、"))
    return known.get(numbers[0], "") if len(numbers) == 1 else ""


def _older_text(new: Revision, year: str) -> Said:
    zh, en = f"《{new.name}》引用的是{year}年的文本", f"《{new.name}》 is quoted in its text of {year}"
    if new.certainty == UNCERTAIN:
        return (
            f"{zh}，可能已有{written_day(new.since)}起施行的新文本，请核实",
            f"{en}; there may be a new one since {new.since}: please verify",
        )
    return (
        f"{zh}，{written_day(new.since)}起施行的新文本条文序号有变动",
        f"{en}; since {new.since} a new text with other article numbers holds",
    )


def _beyond_the_last(cited: Cited, as_of: str) -> Said | None:
    text = status(cited.title, as_of, cited.editions).text
    if text is not None and cited.year and not text.version.startswith(cited.year):
        text = text_of_year(cited.title, cited.year)
    if text is None or cited.article is None or cited.article <= text.last_article:
        return None
    return (
        f"《{text.name}》没有{article_name(cited.article)}，{written_day(text.version)}的文本到{article_name(text.last_article)}为止",
        f"《{text.name}》 has no article {cited.article}: the text of {text.version} has {text.last_article}",
    )


_VERDICTS: dict[str, _Judge] = {
    "in_force": _not_in_force,
    "started": _not_started,
    "current": _not_current,
    "article": _beyond_the_last,
}
