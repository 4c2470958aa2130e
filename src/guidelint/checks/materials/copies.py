"""Checks of how many originals and copies of a material are handed in."""

from __future__ import annotations

from typing import Any

from guidelint.checks.base import Check, CheckResult
from guidelint.lean.regex import regex
from guidelint.record import Data, means_empty
from guidelint.values.numerals import leading_count


def is_paper(material: Data) -> bool:
    """Whether a material is handed in on paper: it is not only electronic, and not exempt."""
    form = str(material.get("form") or "")
    return material.get("exempt") != "是" and ("纸" in form or "电子" not in form)


class CopyCounts(Check):
    """Originals and copies must be whole numbers from 0 to `max`, not both 0 for a paper that is handed in.

    5份, 一式两份 and 原件1份、复印件2份 are numbers, 若干 and 1-2 are not. If both are 0, the problem is
    located at the copies. {why} and {why_en}: what is wrong.
    """

    message_args = ("max", "why", "why_en")
    fields: tuple[str, ...] = ("copies", "originals")
    max: int

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        most = int(self.max)
        counts = {name: _count(item.get(name)) for name in self.fields}
        wrong = [(name, _trouble(count, most)) for name, count in counts.items() if count is not None]
        wrong = [(name, trouble) for name, trouble in wrong if trouble]
        if not wrong and set(counts.values()) == {0} and is_paper(item):
            wrong = [(self.fields[0], _BOTH_NONE)]
        return [((name,), {"max": str(most), "why": zh, "why_en": en}) for name, (zh, en) in wrong] or None


_NO_NUMBER = ("不是0或者正整数", "is no whole number from 0 up")
_BOTH_NONE = ("，原件份数也是0", "is 0 as the originals are")


def _trouble(count: int, most: int) -> tuple[str, ...]:
    """The defects of a count, in both languages; empty if it is valid."""
    if count < 0:
        return _NO_NUMBER
    return (f"多于{most}份", f"is more than {most}") if count > most else ()


def _count(value: Any) -> int | None:
    """The number given, the largest of several by kind; -1 if it is no number, None if nothing is given."""
    if not isinstance(value, str) or means_empty(value):
        return None
    plain = leading_count(value)
    if plain is not None:
        return plain
    parts = _between.split(_note.sub("", value.strip().rstrip("。；;")))
    counts = [leading_count(_kind.sub("", part.strip())) for part in parts]
    numbers = [number for number in counts if number is not None]
    return max(numbers) if len(numbers) == len(parts) else -1


_KIND = r"(?:(?:纸质)?(?:原件|复印件|正本|副本)|正[、和]?副本|(?:纸质|电子)[件版]?)"
_note = regex(r"\s?[（(][^（()）]{0,60}[）)]$|[，,](?:原件)?(?:[核查交]?验|核对|备查)(?:原件)?$")
"""A note behind the number: 1份（加盖公章）, 复印件1份，验原件."""


@regex
def _between() -> str:
    """What parts numbers by kind: 原件1份、复印件2份, 正本1份副本1份, 1份原件、1份复印件.

    原件、复印件各1份 is one number.
    """
    number = "[0-9一二两三]"
    return (
        rf"[、，,；;和及/+\s]\s?(?={_KIND}(?!\s?各))|(?<=[份0-9])(?={_KIND}\s?{number})|"
        rf"[、，,；;和及]\s?(?={number}份{_KIND})"
    )


@regex
def _kind() -> str:
    """What precedes or follows a number of one kind."""
    kinds = rf"(?:{_KIND}(?:[和及与、]{_KIND})?)?"
    return rf"^\s{{0,3}}{kinds}\s?[:：]?\s?(?:[一1]\s?式\s?|共|各)?(?=.)|{_KIND}$"
