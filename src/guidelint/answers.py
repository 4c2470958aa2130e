"""Answers of rules, remembered by the values that they read: what recurs in many guides is judged once.

A rule is a function of what it reads. An answer is filed under the values of a chapter of the record, or
under an element of a list. What the rule reads beyond that is noted while it is first asked (`watched`), and
its answer then holds for these further values too. Elements that are equal are one object (`elements`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from guidelint.asking import AnyAsk, Ask, Raised
from guidelint.record import Data
from guidelint.texts import Text, Whole
from guidelint.watched import EVERYTHING, Watched

MOST = 50_000
"""Answers kept of one chapter, one list, or one rule; then all of them are forgotten."""
NOWHERE = -1
"""The number of an element in answers that hold wherever it stands in its list."""

One = Callable[[Data], Sequence[Raised]]
Answer = Any
"""A tuple of problems, empty nearly always, or an `Open` one."""


def frozen(value: Any) -> Any:
    """A value of a record as part of a key; TypeError where it cannot be one.

    Elements of a list of mappings stand for themselves: they are shared objects.
    """
    if value is None or type(value) is str:
        return value
    if type(value) is list:
        return tuple([id(part) if type(part) is dict else part for part in value])
    raise TypeError


class _Further:
    """The answers of one ask that reads more than what they are filed under."""

    __slots__ = ("answers", "fields", "one")

    def __init__(self, one: One, fields: frozenset[str]) -> None:
        self.one = one
        self.fields = tuple(sorted(fields))
        self.answers: dict[Any, tuple[Raised, ...]] = {}

    def of(self, record: Data) -> tuple[Raised, ...]:
        """The answer for the record's values of the further fields."""
        if EVERYTHING in self.fields:
            return tuple(self.one(record))
        try:
            key = tuple([frozen(record.get(name)) for name in self.fields])
            answer = self.answers.get(key)
        except TypeError:
            return tuple(self.one(record))
        return self._new(key, record) if answer is None else answer

    def _new(self, key: Any, record: Data) -> tuple[Raised, ...]:
        watched = Watched(record)
        answer = tuple(self.one(watched))
        if not watched.reads.issubset(self.fields):
            self.fields = tuple(sorted(watched.reads.union(self.fields)))
            self.answers.clear()
        else:
            if len(self.answers) >= MOST:
                self.answers.clear()
            self.answers[key] = answer
        return answer


class Open:
    """An answer of which a part depends on fields beyond its key."""

    __slots__ = ("fixed", "further")

    def __init__(self, fixed: tuple[Raised, ...], further: list[_Further]) -> None:
        self.fixed = fixed
        self.further = further

    def of(self, record: Data) -> tuple[Raised, ...]:
        """The whole answer for a record."""
        found = self.fixed
        for part in self.further:
            answer = part.of(record)
            if answer:
                found += answer
        return found


class _Asks:
    """What one chapter and one element have in common: asking all, and telling what reaches beyond the key."""

    def __init__(self, covered: frozenset[str]) -> None:
        self.covered = covered
        self.answers: dict[Any, Answer] = {}

    def _file(self, key: Any, parts: Sequence[One], record: Data) -> tuple[Raised, ...]:
        """Ask everything once, keep the answer under a key, and give it."""
        fixed: tuple[Raised, ...] = ()
        found: tuple[Raised, ...] = ()
        further: list[_Further] = []
        for one in parts:
            watched = Watched(record)
            answer = tuple(one(watched))
            found += answer
            beyond = watched.reads - self.covered
            if beyond:
                further.append(_Further(one, frozenset(beyond)))
            else:
                fixed += answer
        if len(self.answers) >= MOST:
            self.answers.clear()
        self.answers[key] = Open(fixed, further) if further else fixed
        return found


class Chapter(_Asks):
    """The asks on some fields of a record, and on the texts in them."""

    def __init__(self, fields: tuple[str, ...], constant: frozenset[str], asks: Sequence[AnyAsk]) -> None:
        super().__init__(constant.union(fields))
        self.fields = fields
        self.asks = [ask for ask in asks if not ask.of_texts]
        self.text_asks = TextAsks(asks)
        self.parts: list[One] = [ask.of_record for ask in self.asks]
        if self.text_asks.asks:
            self.parts.append(self._texts)

    def ask(self, key: Any, record: Data) -> tuple[Raised, ...]:
        """Judge values that were not met before."""
        return self._file(key, self.parts, record)

    def plainly(self, record: Data) -> list[Raised]:
        """Judge without remembering."""
        return [problem for one in self.parts for problem in one(record)]

    def _texts(self, record: Data) -> list[Raised]:
        texts = [text for name in self.fields for text in texts_at(name, record)]
        return self.text_asks.of(texts, record)


def texts_at(name: str, record: Data) -> list[Text]:
    """The texts of one field of a record, those of elements left out."""
    value = record.get(name)
    if type(value) is str:
        if name.endswith("_limit_note"):
            limit = name.removesuffix("_note")
            return [(f"{limit}.note", value, record, (limit, "note"))]
        return [(name, value, record, (name,))]
    if type(value) is list:
        return [(name, part, record, (name, n)) for n, part in enumerate(value) if type(part) is str]
    return []


class TextAsks:
    """The asks on every text."""

    def __init__(self, asks: Sequence[AnyAsk]) -> None:
        self.asks = [ask for ask in asks if isinstance(ask, Ask) and ask.of_texts]

    def of(self, texts: list[Text], record: Data) -> list[Raised]:
        """What is wrong with some texts; most asks see at once, from all together, that nothing is."""
        raised: list[Raised] = []
        if not texts:
            return raised
        wholes: dict[frozenset[str], Whole] = {}
        for ask in self.asks:
            screen = ask.asked.screen
            if screen is not None:
                whole = wholes.get(ask.left_out)
                if whole is None:
                    whole = Whole([text for dotted, text, _, _ in texts if dotted not in ask.left_out])
                    wholes[ask.left_out] = whole
                if not screen(whole):
                    continue
            raised += ask.of_these(texts, record)
        return raised


class Elements(_Asks):
    """The asks on the elements of one list of items, and on the texts in them; keys are shared elements."""

    def __init__(self, name: str, constant: frozenset[str], asks: Sequence[AnyAsk]) -> None:
        super().__init__(constant)
        self.name = name
        self.asks = [ask for ask in asks if isinstance(ask, Ask) and ask.of_elements]
        self.text_asks = TextAsks(asks)

    def ask(self, element: Data, number: int, record: Data) -> list[Raised]:
        """Judge an element that was not met before."""
        found = self._file(id(element), self._parts(element), record)
        return [moved(problem, number) for problem in found]

    def again(self, answer: Answer, number: int, record: Data) -> list[Raised]:
        """What is wrong with an element that was met before and is not known to be faultless."""
        found = answer if type(answer) is tuple else answer.of(record)
        return [moved(problem, number) for problem in found]

    def plainly(self, element: Data, number: int, record: Data) -> list[Raised]:
        """Judge an element without remembering."""
        return [moved(problem, number) for one in self._parts(element) for problem in one(record)]

    def _parts(self, element: Data) -> list[One]:
        parts: list[One] = [_of_element(ask, element) for ask in self.asks]
        if self.text_asks.asks:
            texts = _texts_of_element(self.name, element)
            parts.append(lambda record: self.text_asks.of(texts, record))
        return parts


def _of_element(ask: Ask, element: Data) -> One:
    return lambda record: ask.of_element(element, record, NOWHERE)


def _texts_of_element(name: str, element: Data) -> list[Text]:
    texts: list[Text] = []
    for field, value in element.items():
        dotted = f"{name}.{field}"
        if isinstance(value, str):
            texts.append((dotted, value, element, (name, NOWHERE, field)))
        elif isinstance(value, list):
            for index, text in enumerate(value):
                texts.append((dotted, text, element, (name, NOWHERE, field, index)))
    return texts


def moved(problem: Raised, number: int) -> Raised:
    """A problem of an element wherever it stands, as one of the element with this number."""
    path = problem.path
    if len(path) > 1 and path[1] == NOWHERE:
        return problem._replace(path=(path[0], number, *path[2:]))
    return problem
