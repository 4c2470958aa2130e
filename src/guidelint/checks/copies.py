"""Checks of how many originals and copies of a material are handed in."""

from __future__ import annotations

from typing import Any, ClassVar

from guidelint.checks.base import Check, Seen, Settings, Test
from guidelint.record import Data, says_nothing
from guidelint.values.numerals import leading_count


def is_paper(material: Data) -> bool:
    """Whether a material is handed in on paper: not electronic alone, and not exempt from being handed in."""
    form = str(material.get("form") or "")
    return material.get("exempt") != "是" and ("纸" in form or "电子" not in form)


class CopyCounts(Check):
    """Originals and copies must be whole numbers from 0 to `max`, not both 0 for a paper that is handed in.

    5份 counts as a number, 若干 and 1-2 do not. Both 0 is reported at the copies.
    """

    kind: ClassVar[str] = "copy_counts"
    says: ClassVar[tuple[str, ...]] = ("max",)
    fields: tuple[str, ...] = ("copies", "originals")
    max: int

    def compile(self, settings: Settings) -> Test:
        most = int(self.max)
        args = {"max": str(most)}

        def test(value: Any, item: Data, record: Data) -> Seen:
            counts = {name: _count(item.get(name)) for name in self.fields}
            wrong = [name for name, count in counts.items() if count is not None and not 0 <= count <= most]
            if not wrong and set(counts.values()) == {0} and is_paper(item):
                wrong = [self.fields[0]]
            return [((name,), args) for name in wrong] or None

        return test


def _count(value: Any) -> int | None:
    """The number written; -1 for what is none, nothing where nothing was written."""
    if not isinstance(value, str) or says_nothing(value):
        return None
    number = leading_count(value)
    return -1 if number is None else number
