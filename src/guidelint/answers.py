"""Answers of rules, remembered by the values that they read: what recurs in many guides is judged once.

A rule is a function of what it reads. An answer is filed under the values of a chapter of the record, or of a
part of an element of a list. What the rule reads beyond that is noted while it is first asked (`watched`), and
the answer then holds for these further values too. Elements that are equal are one object (`elements`), so
that a whole element, once judged, is known again by itself. In a large table an answer is filed from the
second time on that its values are met, so that what never recurs leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from guidelint.asking import AnyAsk, Ask, Raised
from guidelint.elements import Doorkeeper, Shared
from guidelint.record import Data
from guidelint.texts import Text, texts_at, texts_in
from guidelint.vocabulary import FIELDS
from guidelint.watched import EVERYTHING, Watched

MOST = 20_000
"""Answers kept of one chapter, one list, or one rule; then all of them are forgotten."""
FREE = 4_096
"""So many answers are kept without asking whether their values recur."""
NOWHERE = -1
"""The number of an element in answers that hold wherever it stands in its list."""
UNKEYED = object()
"""Stands in a key for a list with elements that are not shared: nothing is filed under it."""

One = Callable[[Data], Sequence[Raised]]
"""An ask as a function of the record alone."""
Mute = set[int]
"""The rules that have for certain nothing to say to the values at hand, by the identity of their tests."""
_A_FEW = 64
"""From so many looks on it is decided whether remembering is of use to one ask."""
_NEW = 0.6
"""From this share of new values on they are held to be new nearly always."""
Answer = Any
"""A tuple of problems, empty nearly always, or an `Open` one."""


class Novelty:
    """Whether values of some fields are new nearly always, so that remembering them is no use."""

    __slots__ = ("_new", "high", "looks")

    def __init__(self) -> None:
        self.high = False
        self.looks = 0
        self._new = 0

    def count(self, new: int) -> None:
        """So many values were met that are not filed."""
        self._new += new

    def judge(self, records: int) -> None:
        """Decide after so many records; `looks` counts where an answer was looked up more often than that."""
        self.high = self._new > _NEW * max(records, self.looks)


class Answers(dict[Any, Answer]):
    """Answers by key; too many of them, and all are forgotten."""

    __slots__ = ("_door",)

    def __init__(self) -> None:
        super().__init__()
        self._door: Doorkeeper | None = None

    def file(self, key: Any, answer: Answer) -> None:
        """Keep an answer; of a table that has grown large, only if its key was met before."""
        if len(self) >= FREE:
            if self._door is None:
                self._door = Doorkeeper(MOST)
            if not self._door.knows(key):
                return
        self.keep(key, answer)

    def keep(self, key: Any, answer: Answer) -> None:
        """Keep an answer."""
        if len(self) >= MOST:
            self.clear()
        self[key] = answer


def frozen(value: Any) -> Any:
    """A value of a record as part of a key; shared elements of a list of mappings stand for themselves."""
    if value is None or type(value) is str:
        return value
    key: list[Any] = []
    for part in value:
        if type(part) is Shared:
            key.append(id(part))
        elif type(part) is str:
            key.append(part)
        else:
            return UNKEYED
    return tuple(key)


def _is_keyed(key: Any) -> bool:
    return key is not UNKEYED and (type(key) is not tuple or UNKEYED not in key)


class Further:
    """The answers of one ask that reads more of the record than what they are filed under.

    Where these further values are new nearly always (`plain`), nothing is remembered.
    """

    __slots__ = ("answers", "fields", "looks", "met", "one", "plain")

    def __init__(self, one: One, fields: frozenset[str]) -> None:
        self.one = one
        self.fields = tuple(sorted(fields))
        self.answers = Answers()
        self.looks = self.met = 0
        self.plain = EVERYTHING in fields

    def of(self, record: Data) -> Sequence[Raised]:
        """The answer for the record's values of the further fields."""
        if self.plain:
            return self.one(record)
        self.looks += 1
        key = tuple([frozen(record.get(name)) for name in self.fields])
        answer: Sequence[Raised] | None = self.answers.get(key)
        if answer is None:
            return self._new(key, record)
        self.met += 1
        return answer

    def _new(self, key: Any, record: Data) -> Sequence[Raised]:
        if UNKEYED in key:
            return self.one(record)
        watched = Watched(record)
        answer = tuple(self.one(watched))
        if self.looks >= _A_FEW and self.looks - self.met > _NEW * self.looks:
            self.plain = True
        elif watched.reads.issubset(self.fields):
            self.answers.file(key, answer)
            return answer
        else:
            self.fields = tuple(sorted(watched.reads.union(self.fields)))
            self.plain = EVERYTHING in self.fields
        self.answers.clear()
        return answer


class Case:
    """A record with values to which no answer is filed: the rules that are mute on them, and what is found."""

    __slots__ = ("found", "mute", "record", "watched")

    def __init__(self, record: Data, found: list[Raised]) -> None:
        self.record = record
        self.watched = Watched(record)
        self.mute: Mute = set()
        self.found = found


Entry = tuple[Case, Any, Any, Sequence[Raised]]
"""What is put before a chapter or a part: a case, the key, the element, and what is wrong with the texts."""


class Open:
    """An answer of which a part depends on fields beyond its key."""

    __slots__ = ("fixed", "further")

    def __init__(self, fixed: tuple[Raised, ...], further: list[Further]) -> None:
        self.fixed = fixed
        self.further = further

    def of(self, record: Data) -> tuple[Raised, ...]:
        """The whole answer for a record."""
        found = self.fixed
        for part in self.further:
            answer = part.of(record)
            if answer:
                found += tuple(answer)
        return found


def whole(answer: Answer, record: Data) -> tuple[Raised, ...]:
    """The problems of an answer, of an open one those that hold for a record."""
    told: tuple[Raised, ...] = answer if type(answer) is tuple else answer.of(record)
    return told


class Chapter:
    """The asks on some fields of a record."""

    def __init__(self, fields: tuple[str, ...], constant: frozenset[str], asks: Sequence[AnyAsk]) -> None:
        self.fields = fields
        self.covered = constant.union(fields)
        self.asks = asks
        self.answers = Answers()
        self.novelty = Novelty()

    def texts(self, record: Data) -> list[Text]:
        """The texts in these fields."""
        return [text for name in self.fields for text in texts_at(name, record)]

    def judge(self, entries: Sequence[Entry]) -> None:
        """Judge values that were not filed, rule by rule, and file the answers, if they may recur."""
        if self.novelty.high:
            self._ask_plainly(entries)
            return
        asked: list[tuple[Case, Open]] = []
        new: dict[Any, Open] = {}
        again: list[tuple[Case, Open]] = []
        for case, key, _, of_texts in entries:
            answer = self.answers.get(key)
            if answer is not None:
                case.found += whole(answer, case.record)
            elif key in new:
                again.append((case, new[key]))
            else:
                answer = Open(tuple(of_texts), [])
                asked.append((case, answer))
                if _is_keyed(key):
                    new[key] = answer
                case.found += of_texts
        self._ask(asked)
        for key, answer in new.items():
            self.answers.file(key, answer if answer.further else answer.fixed)
        for case, answer in again:
            case.found += answer.of(case.record)

    def _ask(self, asked: Sequence[tuple[Case, Open]]) -> None:
        """Complete answers, and tell what they are for their cases."""
        for ask in self.asks:
            test, of_record = ask.test, ask.of_record
            for case, to in asked:
                if test in case.mute:
                    continue
                reads = case.watched.reads
                reads.clear()
                answer = of_record(case.watched)
                if answer:
                    case.found += answer
                if not reads <= self.covered:
                    to.further.append(Further(of_record, frozenset(reads - self.covered)))
                elif answer:
                    to.fixed += tuple(answer)
        self.novelty.count(len(asked))

    def _ask_plainly(self, entries: Sequence[Entry]) -> None:
        for case, _, _, of_texts in entries:
            case.found += of_texts
        cases = [(case.record, case.mute, case.found) for case, *_ in entries]
        for ask in self.asks:
            test, of_record = ask.test, ask.of_record
            for record, mute, found in cases:
                if test not in mute:
                    found += of_record(record)

    def plainly(self, record: Data) -> list[Raised]:
        """Judge without remembering, texts left out."""
        return [problem for ask in self.asks for problem in ask.of_record(record)]


class Filed:
    """The answer of one part of an element: `wide` asks look at more than this part."""

    __slots__ = ("fixed", "wide")

    def __init__(self, fixed: tuple[Raised, ...]) -> None:
        self.fixed = fixed
        self.wide: list[Ask] = []


Held = dict[tuple[int, int], Filed]
"""The answers to parts of elements, by the identities of both."""


class SomeFields:
    """The asks on some fields of the elements of a list."""

    def __init__(
        self, name: str, fields: tuple[str, ...], constant: frozenset[str], asks: Sequence[Ask]
    ) -> None:
        self.name = name
        self.fields = fields
        self.constant = constant
        self.asks = asks
        self.answers = Answers()
        self.novelty = Novelty()
        self._covered = frozenset(fields)
        lists = {child.name for child in FIELDS[name].fields if child.kind == "texts"}
        self._all_texts = lists.isdisjoint(fields)

    def key(self, element: Data) -> Any:
        """The values of these fields of an element."""
        if self._all_texts:
            return tuple(map(element.get, self.fields))
        return tuple([frozen(element.get(name)) for name in self.fields])

    def texts(self, element: Data) -> list[Text]:
        """The texts in these fields of an element."""
        own = {name: element[name] for name in self.fields if name in element}
        return texts_in(self.name, own, NOWHERE) if own else []

    def judge(self, entries: Sequence[Entry], held: Held) -> None:
        """Judge values that were not filed, rule by rule, and hold the answers; those without a key are not filed."""
        alone: list[tuple[Case, Data, Filed]] = []
        asked: list[tuple[Case, Watched, Filed]] = []
        new: dict[Any, Filed] = {}
        for case, key, element, of_texts in entries:
            filed = self.answers.get(key) or new.get(key)
            if filed is None:
                filed = Filed(tuple(of_texts))
                if key is None:
                    alone.append((case, element, filed))
                else:
                    asked.append((case, Watched(element), filed))
                    new[key] = filed
            held[id(self), id(element)] = filed
        self._ask_plainly(alone)
        self._ask(asked)
        for key, filed in new.items():
            self.answers.file(key, filed)

    def _ask(self, asked: Sequence[tuple[Case, Watched, Filed]]) -> None:
        for ask in self.asks:
            test, of_element = ask.test, ask.of_element
            for case, element, filed in asked:
                if test in case.mute:
                    continue
                record = case.watched
                element.reads.clear()
                record.reads.clear()
                answer = of_element(element, record, NOWHERE)
                if not (element.reads <= self._covered and record.reads <= self.constant):
                    filed.wide.append(ask)
                elif answer:
                    filed.fixed += tuple(answer)
        self.novelty.count(len(asked))

    def _ask_plainly(self, asked: Sequence[tuple[Case, Data, Filed]]) -> None:
        for ask in self.asks:
            test, of_element = ask.test, ask.of_element
            for case, element, filed in asked:
                if test not in case.mute:
                    filed.fixed += tuple(of_element(element, case.record, NOWHERE))


class Elements:
    """The asks on the elements of one list of items; keys are shared elements."""

    def __init__(
        self, name: str, constant: frozenset[str], asks: Sequence[Ask], parts: Sequence[tuple[str, ...]]
    ) -> None:
        self.name = name
        self.constant = constant
        self.asks = asks
        self.answers = Answers()
        own = [[ask for ask in asks if ask.selector.field in fields] for fields in parts]
        own[0] += [ask for ask in asks if not ask.selector.field]
        self.parts = [
            SomeFields(name, fields, constant, mine) for fields, mine in zip(parts, own, strict=True)
        ]

    def judge(self, case: Case, element: Data, number: int, parts: Sequence[Filed]) -> Sequence[Raised]:
        """What is wrong with an element that was not known, from the answers of its parts."""
        answer = self.answers.get(id(element))
        if answer is None:
            return self._ask(element, number, case.watched, parts)
        return self.again(answer, number, case.record) if answer else ()

    def _ask(self, element: Data, number: int, record: Watched, parts: Sequence[Filed]) -> list[Raised]:
        """Put the answers of all parts of an element together, and keep the whole if the element is shared."""
        fixed: tuple[Raised, ...] = ()
        further: list[Further] = []
        found: list[Raised] = []
        for filed in parts:
            fixed += filed.fixed
            for ask in filed.wide:
                record.reads.clear()
                answer = ask.of_element(element, record, NOWHERE)
                found += answer
                if not record.reads <= self.constant:
                    beyond = frozenset(record.reads - self.constant)
                    further.append(Further(_of_element(ask, element), beyond))
                elif answer:
                    fixed += tuple(answer)
        if type(element) is Shared:
            self.answers.keep(id(element), Open(fixed, further) if further else fixed)
        found += [problem for filed in parts for problem in filed.fixed]
        return [moved(problem, number) for problem in found]

    def again(self, answer: Answer, number: int, record: Data) -> list[Raised]:
        """What is wrong with an element that is not known to be faultless."""
        return [moved(problem, number) for problem in whole(answer, record)]

    def plainly(self, element: Data, number: int, record: Data) -> list[Raised]:
        """Judge an element without remembering, texts left out."""
        return [problem for ask in self.asks for problem in ask.of_element(element, record, number)]


def _of_element(ask: Ask, element: Data) -> One:
    return lambda record: ask.of_element(element, record, NOWHERE)


def moved(problem: Raised, number: int) -> Raised:
    """A problem of an element wherever it stands, as one of the element with this number."""
    path = problem.path
    if len(path) > 1 and path[1] == NOWHERE:
        return problem._replace(path=(path[0], number, *path[2:]))
    return problem
