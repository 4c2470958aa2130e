"""Checks the laws cited in a text against the tables of laws, as of the run's date."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from guidelint.checks.base import ABSENT, HERE, Check, Seen, Settings, Test, here
from guidelint.checks.cited_entries import cited_in
from guidelint.checks.law_verdicts import VERDICTS
from guidelint.laws import READ, status
from guidelint.record import Data


class CitedLaw(Check):
    """Checks each law cited in a text, or in an entry of the legal basis, against the law tables.

    in_force: none has been repealed or replaced. started: none is still to come into force, or a draft.
    current: none is cited by the year of an earlier version. article: no article number beyond the last.
    原《…》 and sentences about repealed laws are ignored, and so is quoted 条款内容. {said}, {said_en}: which
    law, since when, and what is in force instead.
    """

    says: ClassVar[tuple[str, ...]] = ("said", "said_en")
    demand: Literal["in_force", "started", "current", "article"]

    def compile(self, settings: Settings) -> Test:
        as_of, judge = settings.as_of, VERDICTS[self.demand]

        def test(value: Any, item: Data, record: Data) -> Seen:
            cited = cited_in(value)
            if not cited:
                return ABSENT
            said = dict.fromkeys(filter(None, (judge(one, as_of) for one in cited if not one.past)))
            if not said:
                return None
            return here(said="；".join(zh for zh, _ in said), said_en="; ".join(en for _, en in said))

        return test


class ReplacedForCertain(Check):
    """Some cited law was repealed by a text that was itself consulted, not only known from a secondary
    source.
    """

    def compile(self, settings: Settings) -> Test:
        def test(value: Any, item: Data, record: Data) -> Seen:
            found = (
                status(one.title, settings.as_of, one.editions).replaced
                for one in cited_in(value)
                if not one.past
            )
            return None if any(row and row.certainty == READ for row in found) else HERE

        return test
