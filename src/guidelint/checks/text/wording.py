"""Checks how a text is written, whatever it says: characters, markup, punctuation, brackets, numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from guidelint.checks.base import ABSENT, Check, CheckResult, Screen, Settings, Test, here
from guidelint.checks.generic import text_of
from guidelint.lean.structs import Struct
from guidelint.record import Data
from guidelint.values.text import garble, list_numbers, slips
from guidelint.values.text.quotations import unquoted
from guidelint.values.text.term_index import PairedText, pairs_of

Demand = Literal[
    "readable",
    "no-markup",
    "punctuation",
    "brackets",
    "no-repetition",
    "numbers-in-order",
    "one-number-style",
    "dates",
]


class Wording(Check):
    """One requirement on how a text is written.

    `readable`: no traces of a wrong decoding; `no-markup`: no tags or entities; `punctuation`: full-width
    between Chinese characters, and not doubled; `brackets`: paired; `no-repetition`: no doubled 的 or 了, no
    clause repeated; `numbers-in-order`: lists count 1, 2, 3; `one-number-style`: 1. or 1、 throughout, and no
    、 after （一）; `dates`: four-digit years, 年月日, and valid.

    {found}: the slip; {expected}: the number that should be there, for numbers.
    """

    value_only = True
    message_args = ("found", "expected")
    demand: Demand

    def compile(self, settings: Settings) -> Test:
        find = _DEMANDS[self.demand].find

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            text = value if isinstance(value, str) else text_of(value)
            if not text:
                return ABSENT
            slip = find(text)
            if slip is None:
                return None
            found, expected = (slip, "") if isinstance(slip, str) else slip
            return here(found=found, expected=expected)

        return test

    def screen(self, settings: Settings) -> Screen | None:
        demand = _DEMANDS[self.demand]
        may_match = demand.may_match

        def screen(texts: PairedText) -> bool:
            return may_match(texts.reduced if demand.characters else texts.text)

        pairs = frozenset[int]().union(*map(pairs_of, demand.pairs))
        return Screen(pairs, extra_test=screen, characters=demand.characters)


class _Demand(Struct):
    """What finds a slip; what tells of many texts that they may hold one, unless a pair of characters does.

    `characters`: the only ones, as in a class, at which `may_match` looks.
    """

    find: Callable[[str], str | tuple[str, str] | None]
    may_match: Callable[[str], bool]
    pairs: tuple[str, ...] = ()
    characters: str = ""


def _of_own_words(
    find: Callable[[str], str | None], may_match: Callable[[str], bool] | None = None
) -> Callable[[str], str | None]:
    """A finder that leaves out what the text quotes; `may_match` spares it texts that hold nothing even so."""
    if may_match is None:
        return lambda text: find(unquoted(text))
    return lambda text: find(unquoted(text)) if may_match(text) else None


_DEMANDS: dict[str, _Demand] = {
    "readable": _Demand(garble.broken_characters, garble.may_be_broken, characters=garble.CHARACTERS),
    "no-markup": _Demand(garble.markup, garble.may_hold_markup),
    "punctuation": _Demand(_of_own_words(slips.mixed_punctuation, slips.may_mix), slips.may_mix),
    "brackets": _Demand(slips.lone_bracket, slips.brackets_may_be_lone, characters=slips.BRACKETS),
    "no-repetition": _Demand(_of_own_words(slips.repetition), slips.may_say_twice, slips.DOUBLED),
    "numbers-in-order": _Demand(list_numbers.broken_order, list_numbers.may_break_order),
    "one-number-style": _Demand(list_numbers.mixed_style, list_numbers.may_mix_styles),
    "dates": _Demand(_of_own_words(slips.loose_date, slips.may_hold_loose_date), slips.may_hold_loose_date),
}
