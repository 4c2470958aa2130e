"""Evaluates rules on a chapter of a record, a list element or a part of one, and stores the results.

Results are keyed by the values of the chapter or part. Equal elements are one object (`elements`), so that a
whole element that was judged before is recognised by identity.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guidelint.answers import Answer, Answers, Further, Novelty, One, Open, frozen, is_keyed, whole
from guidelint.asking import AnyAsk, Ask, Raised
from guidelint.elements import Shared
from guidelint.record import Data
from guidelint.texts import Text, texts_at, texts_in
from guidelint.vocabulary import FIELDS
from guidelint.watched import Watched

ANYWHERE = -1
"""The number of an element in answers that hold wherever it stands in its list."""
Mute = set[int]
"""The rules that have for certain nothing to say to the values at hand, by the identity of their tests."""


class Case:
    """A record with values that have no stored result: the rules known to find nothing in them, and what is
    found.
    """

    __slots__ = ("found", "mute", "record", "watched")

    def __init__(self, record: Data, found: list[Raised]) -> None:
        self.record = record
        self.watched = Watched(record)
        self.mute: Mute = set()
        self.found = found


Entry = tuple[Case, Any, Any, Sequence[Raised]]
"""What is put before a chapter or a part: a case, the key, the element, and what is wrong with the texts."""


class Chapter:
    """The rules on some fields of a record."""

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
        """Evaluate the rules, one by one, on values without a result, and store the results of values that
        may recur.
        """
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
                if is_keyed(key):
                    new[key] = answer
                case.found += of_texts
        self._ask(asked)
        for key, answer in new.items():
            self.answers.file(key, answer if answer.further else answer.fixed)
        for case, answer in again:
            case.found += answer.of(case.record)

    def _ask(self, asked: Sequence[tuple[Case, Open]]) -> None:
        """Complete the results, and add their problems to their cases."""
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
        """Evaluate without memoisation, excluding rules on texts."""
        return [problem for ask in self.asks for problem in ask.of_record(record)]


class Filed:
    """The result for one part of an element; `wide` rules read more than this part."""

    __slots__ = ("fixed", "wide")

    def __init__(self, fixed: tuple[Raised, ...]) -> None:
        self.fixed = fixed
        self.wide: list[Ask] = []


Held = dict[tuple[int, int], Filed]
"""The answers to parts of elements, by the identities of both."""


class SomeFields:
    """The rules on some fields of the elements of a list."""

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
        return texts_in(self.name, own, ANYWHERE) if own else []

    def judge(self, entries: Sequence[Entry], held: Held) -> None:
        """Evaluate the rules on values without a result and store the results; values without a key are not
        stored.
        """
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
                answer = of_element(element, record, ANYWHERE)
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
                    filed.fixed += tuple(of_element(element, case.record, ANYWHERE))


class Elements:
    """The rules on the elements of one list; keys are shared elements."""

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
        """The problems of an element not seen before, from the results of its parts."""
        answer = self.answers.get(id(element))
        if answer is None:
            return self._ask(element, number, case.watched, parts)
        return self.again(answer, number, case.record) if answer else ()

    def _ask(self, element: Data, number: int, record: Watched, parts: Sequence[Filed]) -> list[Raised]:
        """Combine the results of all parts of an element, and store the combination if the element is shared."""
        fixed: tuple[Raised, ...] = ()
        further: list[Further] = []
        found: list[Raised] = []
        for filed in parts:
            fixed += filed.fixed
            for ask in filed.wide:
                record.reads.clear()
                answer = ask.of_element(element, record, ANYWHERE)
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
        """The problems of an element that is not known to be faultless."""
        return [moved(problem, number) for problem in whole(answer, record)]

    def plainly(self, element: Data, number: int, record: Data) -> list[Raised]:
        """Evaluate an element without memoisation, excluding rules on texts."""
        return [problem for ask in self.asks for problem in ask.of_element(element, record, number)]


def _of_element(ask: Ask, element: Data) -> One:
    return lambda record: ask.of_element(element, record, ANYWHERE)


def moved(problem: Raised, number: int) -> Raised:
    """A problem of an element, independent of its position, as a problem of the element with this index."""
    path = problem.path
    if len(path) > 1 and path[1] == ANYWHERE:
        return problem._replace(path=(path[0], number, *path[2:]))
    return problem
