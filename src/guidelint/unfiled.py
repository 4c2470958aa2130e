"""The values of a record to which no answer is filed yet: all their texts are looked through at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from typing import Any

from guidelint.answers import Chapter, Elements, Filed, Mute, Part
from guidelint.asking import AnyAsk, Ask, Asked, Raised
from guidelint.record import Data
from guidelint.structs import Struct
from guidelint.texts import Text, Whole, all_texts
from guidelint.values.term_index import Marked
from guidelint.watched import Watched

_SOME = 256
"""After so many records it is decided which values are new in every guide."""
_FIRST_FEW = 8
"""So many records are judged without screens: to make them would cost more than it saves on a guide or two."""

Unfiled = list[tuple[Any, ...]]
"""(chapter, key) and (elements, element, number) of what is not filed."""
_Missing = list[tuple[Chapter | Part, Any, Data, list[Text]]]
"""Chapters and parts to be asked: each with its key, the record or element, and its texts."""


class _Sieve(Struct):
    """How the rules of one check are told to be silent: see `Screen`."""

    asked: int
    marks: frozenset[int]
    also: Callable[[Marked], bool] | None
    sure: Callable[[Marked, Set[int]], bool] | None


class Everything:
    """What is asked of new values: the asks of their chapters and lists, and those on every text."""

    def __init__(self, asks: Sequence[AnyAsk]) -> None:
        texts = [ask for ask in asks if isinstance(ask, Ask) and ask.of_texts]
        self.text_asks = [ask for ask in texts if ask.of_value]
        self.others = [ask for ask in texts if not ask.of_value]
        self._asked = list({id(ask.asked): ask.asked for ask in asks}.values())
        self._of_fields: list[Chapter | Part] = []
        self._records = 0
        self._sieves: list[_Sieve] = []
        self._marks = frozenset[int]()

    def watch(self, chapters: Iterable[Chapter], lists: Iterable[Elements]) -> None:
        """These are the chapters and lists whose values it judges."""
        self._of_fields = [*chapters, *(part for elements in lists for part in elements.parts)]

    def judge(self, unfiled: Unfiled, record: Data) -> list[Raised]:
        """What is wrong with the values that are not filed; the answers are filed, if they may recur."""
        missing: _Missing = []
        held: dict[tuple[int, int], Filed] = {}
        for entry in unfiled:
            if len(entry) == 2:
                missing.append((entry[0], entry[1], record, entry[0].texts(record)))
            else:
                _look_up_parts(entry[0], entry[1], missing, held)
        mute = self._mute([text for *_, texts in missing for text in texts])
        speaking = [ask for ask in self.text_asks if ask.test not in mute]
        found: list[Raised] = []
        watched = Watched(record)
        for part, key, item, texts in missing:
            said = [problem for ask in speaking for problem in ask.of_these(texts, record)]
            if isinstance(part, Chapter):
                plain = part.novelty.high
                found += said + part.plainly(record, mute) if plain else part.ask(key, watched, mute, said)
            elif key is None:
                held[id(part), id(item)] = Filed((*said, *part.plainly(item, record, mute)))
            else:
                held[id(part), id(item)] = part.ask(key, item, watched, mute, said)
        for elements, element, number in [entry for entry in unfiled if len(entry) == 3]:
            parts = [held[id(part), id(element)] for part in elements.parts]
            found += elements.ask(element, number, watched, parts)
        return found

    def ask_others(self, record: Data) -> list[Raised]:
        """What is wrong with the texts of a record by the asks that are not remembered."""
        texts = all_texts(record)
        return [problem for ask in self.others for problem in ask.of_these(texts, record)]

    def plainly(self, record: Data) -> list[Raised]:
        """What is wrong with the texts of a record, by every ask; nothing is remembered."""
        texts = all_texts(record)
        return [problem for ask in (*self.text_asks, *self.others) for problem in ask.of_these(texts, record)]

    def _mute(self, texts: list[Text]) -> Mute:
        """The rules that have for certain nothing to say to a record in which just these texts are new."""
        self._records += 1
        if self._records == _SOME:
            for part in self._of_fields:
                part.novelty.judge(_SOME)
        whole = Whole([text[1] for text in texts])
        if self._records <= _FIRST_FEW or not whole.plain:
            return set()
        if not self._sieves:
            self._sieves = [_Sieve(id(asked), *parts) for asked in self._asked for parts in _screens(asked)]
            self._marks = frozenset[int]().union(*(sieve.marks for sieve in self._sieves))
        met = whole.met(self._marks)
        mute: set[int] = set()
        speaking: set[int] = set()
        for sieve in self._sieves:
            (speaking if _may_speak(sieve, met, whole) else mute).add(sieve.asked)
        return mute - speaking


def _look_up_parts(
    elements: Elements, element: Data, missing: _Missing, held: dict[tuple[int, int], Filed]
) -> None:
    """Find the answers to the parts of an element, and those that have none yet."""
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


def _screens(asked: Asked) -> list[tuple[frozenset[int], Any, Any]]:
    """The screens of a rule; none where one of them cannot tell by pairs."""
    screens = asked.screens
    if any(screen.marks is None for screen in screens):
        return []
    return [(screen.marks or frozenset(), screen.also, screen.sure) for screen in screens]


def _may_speak(sieve: _Sieve, met: frozenset[int], whole: Whole) -> bool:
    if sieve.also is not None and sieve.also(whole):
        return True
    own = sieve.marks & met
    return bool(own) and (sieve.sure is None or sieve.sure(whole, own))
