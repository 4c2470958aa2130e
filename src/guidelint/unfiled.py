"""The values of a record without a stored result: all their texts are screened at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from guidelint.asking import AnyAsk, Ask, Asked, Raised
from guidelint.filing import Case, Chapter, Elements, Entry, Held, SomeFields
from guidelint.record import Data
from guidelint.texts import Text, Whole, all_texts
from guidelint.tuples import NamedTuple

_SOME = 256
"""After so many records it is decided which values are new in every guide."""
_FIRST_FEW = 8
"""So many records are judged without screens: to make them would cost more than it saves on a guide or two."""

Unfiled = list[tuple[Any, ...]]
"""(chapter, key) and (elements, element, number) of what is not filed."""
_Missing = list[tuple[Chapter | SomeFields, Any, Data | None, list[Text]]]
"""Chapters and parts to be asked: each with its key, the element, and its texts."""
_OfParts = dict[Chapter | SomeFields, list[Entry]]
"""What is put before chapters and parts."""


class _Pending(NamedTuple):
    """A case with its values that have no result, and the chapters and parts to evaluate."""

    case: Case
    new: Unfiled
    missing: _Missing


class Everything:
    """What is evaluated on new values: the rules of their chapters and lists, and the rules on every text."""

    def __init__(self, asks: Sequence[AnyAsk]) -> None:
        texts = [ask for ask in asks if isinstance(ask, Ask) and ask.of_texts]
        self.text_asks = [ask for ask in texts if ask.of_value]
        self.others = [ask for ask in texts if not ask.of_value]
        self._asked = list({id(ask.asked): ask.asked for ask in asks}.values())
        self._of_fields: list[Chapter | SomeFields] = []
        self._records = 0

    @cached_property
    def _screened(self) -> list[Asked]:
        """The rules that have a screen by character pairs."""
        return [
            asked
            for asked in self._asked
            if asked.screens and all(s.marks is not None for s in asked.screens)
        ]

    @cached_property
    def _marks(self) -> frozenset[int]:
        """The character pairs that some screen needs."""
        return frozenset[int]().union(*(s.marks or () for asked in self._screened for s in asked.screens))

    @cached_property
    def _others(self) -> re.Pattern[str] | None:
        """All characters except line breaks and those that some screens look for; None if few screens do."""
        looked_at = [s.signs for asked in self._screened for s in asked.screens if s.signs]
        return re.compile(f"[^\n{''.join(looked_at)}]+") if len(looked_at) > 2 else None

    def watch(self, chapters: Iterable[Chapter], lists: Iterable[Elements]) -> None:
        """Set the chapters and lists whose values it judges."""
        self._of_fields = [*chapters, *(part for elements in lists for part in elements.parts)]

    def judge(
        self, records: Sequence[Data], unfiled: Sequence[Unfiled], found: Sequence[list[Raised]]
    ) -> None:
        """Add the problems of values without a result; results of values that may recur are stored."""
        held: Held = {}
        cases = [
            _Pending(Case(record, own), new, _missing(new, record, held))
            for record, new, own in zip(records, unfiled, found, strict=True)
            if new
        ]
        self._hush(cases)
        of_parts = self._of_texts(cases)
        for part in self._of_fields:
            entries = of_parts.get(part, ())
            if isinstance(part, Chapter):
                part.judge(entries)
            else:
                part.judge(entries, held)
        for each in cases:
            for elements, element, number in [entry for entry in each.new if len(entry) == 3]:
                filed = [held[id(part), id(element)] for part in elements.parts]
                each.case.found += elements.judge(each.case, element, number, filed)

    def _of_texts(self, cases: Sequence[_Pending]) -> _OfParts:
        """The input of chapters and parts, after their texts were judged."""
        of_parts: _OfParts = {}
        for case, _, missing in cases:
            speaking = [ask.of_these for ask in self.text_asks if ask.test not in case.mute]
            for part, key, element, texts in missing:
                own: list[Raised] = []
                of_parts.setdefault(part, []).append((case, key, element, own))
                for of_these in speaking if texts else ():
                    own += of_these(texts, case.record)
        return of_parts

    def _hush(self, cases: Sequence[_Pending]) -> None:
        """Find the rules that certainly find nothing in a case of which only the missing texts are new."""
        wholes = [
            (case.mute, whole) for case, _, missing in cases if (whole := self._whole(missing)) is not None
        ]
        paired = [(mute, whole, whole.met(self._marks)) for mute, whole in wholes]
        for asked in self._screened if paired else ():
            test, silent = id(asked), asked.silent
            for mute, whole, met in paired:
                if silent(whole, met):
                    mute.add(test)

    def _whole(self, missing: _Missing) -> Whole | None:
        """The new texts of the next record; None if screens cannot decide on them, or are not built yet."""
        self._records += 1
        if self._records == _SOME:
            for part in self._of_fields:
                part.novelty.judge(_SOME)
        if self._records <= _FIRST_FEW:
            return None
        whole = Whole([text[1] for *_, texts in missing for text in texts], self._others)
        return whole if whole.plain else None

    def ask_others(self, records: Sequence[Data], found: Sequence[list[Raised]]) -> None:
        """Add the problems of a record's texts found by rules whose results are not memoised."""
        for record, own in zip(records, found, strict=True):
            texts = all_texts(record)
            own += [problem for ask in self.others for problem in ask.of_these(texts, record)]

    def plainly(self, record: Data) -> list[Raised]:
        """The problems of a record's texts by all rules, without memoisation."""
        texts = all_texts(record)
        return [problem for ask in (*self.text_asks, *self.others) for problem in ask.of_these(texts, record)]


def _missing(new: Unfiled, record: Data, held: Held) -> _Missing:
    """The chapters and parts to evaluate, with their texts; results of other parts are kept."""
    missing: _Missing = []
    for entry in new:
        if len(entry) == 2:
            missing.append((entry[0], entry[1], None, entry[0].texts(record)))
        else:
            _look_up_parts(entry[0], entry[1], missing, held)
    return missing


def _look_up_parts(elements: Elements, element: Data, missing: _Missing, held: Held) -> None:
    """Look up the results of an element's parts, and collect those that have none."""
    alone = type(element) is dict
    for part in elements.parts:
        if alone and part.novelty.high:
            missing.append((part, None, element, part.texts(element)))
            continue
        part.novelty.looks += 1
        key = part.key(element)
        filed = part.answers.get(key)
        if filed is None:
            missing.append((part, key, element, part.texts(element)))
        else:
            held[id(part), id(element)] = filed
