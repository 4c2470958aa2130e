"""Whether what an expression repeats can match one text in two ways: a text of n such pieces is then tried in 2^n
ways before a match fails.

The automaton has one state for each character of the expression; its edges lead to the characters that may follow,
and count the ways to get there. A loop is ambiguous where two different paths over the same text meet again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from guidelint.lean.tuples import NamedTuple

REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
"""Those that give back what they took."""
_CHARACTERS = ("LITERAL", "NOT_LITERAL", "IN", "ANY")
_MANY = 20
"""A repeat up to more times than this is as slow as one without bound."""
_MOST_STATES, _MOST_PAIRS = 1000, 200_000
"""A larger expression is taken for unambiguous."""
_SAMPLES = " \t\n\r09_azAZ.-é一五龥０Ａ。，、（）"
"""Members of the classes `\\w`, `\\d`, `\\s` and `.`, beside the characters that an expression names."""


class _Part(NamedTuple):
    """A part of an expression: in how many ways it is empty, begins with each state and ends with it."""

    empty: int
    first: Mapping[int, int]
    last: Mapping[int, int]


_EMPTY = _Part(1, {}, {})
_NOWHERE = _Part(0, {}, {})
"""What depends on its surroundings (assertions, references) or never gives back: no path leads through it."""


class _TooLargeError(Exception):
    """More states or pairs than are worth looking at."""


def is_ambiguous(repeated: Sequence[Any], parsed: Any, flags: int) -> bool:
    """Whether items of a parsed expression, repeated without bound, match some text in two ways."""
    try:
        return _Automaton(parsed).is_ambiguous_loop(repeated, flags)
    except _TooLargeError:
        return False


def goes_on(high: Any) -> bool:
    """Whether a repeat up to so many times has no bound that would help."""
    return str(high) == "MAXREPEAT" or high > _MANY


class _Automaton:
    def __init__(self, parsed: Any) -> None:
        self._parsed = parsed
        self._alphabet = "".join(sorted({*_SAMPLES, *_named_in(parsed)}))
        self._matched: dict[tuple[str, int], frozenset[str]] = {}
        self._states: list[frozenset[str]] = []
        self._edges: list[dict[int, int]] = []

    def is_ambiguous_loop(self, items: Sequence[Any], flags: int) -> bool:
        """Whether two paths through a loop, over the same text, part and meet again."""
        loop = self._loop(self._sequence(items, flags), True)
        back: list[dict[int, int]] = [{} for _ in self._edges]
        for state, edges in enumerate(self._edges):
            for following in edges:
                back[following][state] = 1
        inside = _reached(loop.first, self._edges) & _reached(loop.last, back)
        twice = any(ways > 1 and to in inside for state in inside for to, ways in self._edges[state].items())
        return twice or self._meet({state: self._steps(state, inside) for state in inside})

    def _part(self, item: Any, flags: int) -> _Part:
        """The part of one item; its states are added."""
        kind, value = str(item[0]), item[1]
        if kind in _CHARACTERS:
            return self._state(item, flags)
        if kind == "SUBPATTERN":
            return self._sequence(value[3], (flags | value[1]) & ~value[2])
        if kind == "BRANCH":
            ways = [self._sequence(way, flags) for way in value[1]]
            first, last = _sum(way.first for way in ways), _sum(way.last for way in ways)
            return _Part(sum(way.empty for way in ways), first, last)
        if kind in REPEATS:
            low, high, items = value
            return self._repeat(low, high, items, flags)
        return _NOWHERE

    def _state(self, item: Any, flags: int) -> _Part:
        if len(self._states) == _MOST_STATES:
            raise _TooLargeError
        number = len(self._states)
        key = repr(item), flags
        if key not in self._matched:
            self._matched[key] = self._characters_of(item, flags)
        self._states.append(self._matched[key])
        self._edges.append({})
        return _Part(0, {number: 1}, {number: 1})

    def _characters_of(self, item: Any, flags: int) -> frozenset[str]:
        """What of the alphabet a single item matches, by the engine itself."""
        parser, compiler = re._parser, re._compiler  # type: ignore[attr-defined]
        state = self._parsed.state
        inner = parser.SubPattern(state, [item])
        off = state.flags & ~flags & _LOCAL
        group = (parser.SUBPATTERN, (None, flags & _LOCAL, off, inner))
        matches = compiler.compile(parser.SubPattern(state, [group])).match
        return frozenset(filter(matches, self._alphabet))

    def _sequence(self, items: Iterable[Any], flags: int) -> _Part:
        total = _EMPTY
        for item in items:
            total = self._joined(total, self._part(item, flags))
        return total

    def _joined(self, before: _Part, after: _Part) -> _Part:
        self._connect(before, after)
        first = _sum((before.first, _times(after.first, before.empty)))
        return _Part(before.empty * after.empty, first, _sum((_times(before.last, after.empty), after.last)))

    def _connect(self, before: _Part, after: _Part) -> None:
        for (state, ways), (following, others) in product(before.last.items(), after.first.items()):
            edges = self._edges[state]
            edges[following] = edges.get(following, 0) + ways * others

    def _repeat(self, low: int, high: Any, items: Sequence[Any], flags: int) -> _Part:
        total = _EMPTY
        unbounded = goes_on(high) and low != high
        for _ in range(low - 1 if unbounded else low):
            total = self._joined(total, self._sequence(items, flags))
        if unbounded:
            return self._joined(total, self._loop(self._sequence(items, flags), low == 0))
        optional = _EMPTY
        for _ in range(high - low):
            once = self._joined(self._sequence(items, flags), optional)
            optional = once._replace(empty=once.empty + 1)
        return self._joined(total, optional)

    def _loop(self, once: _Part, optional: bool) -> _Part:
        """A part any number of times. One that may be empty may end a loop so, or not: two ways."""
        self._connect(once, once)
        ways = 2 if once.empty else 1
        return _Part(ways if optional else once.empty, once.first, _times(once.last, ways))

    def _meet(self, steps: Mapping[int, Mapping[str, Sequence[int]]]) -> bool:
        """Whether two states that one state leads to by the same character lead to one again."""
        known: set[tuple[int, int]] = set()
        apart = [(state, state) for state in steps]
        while apart:
            one, other = apart.pop()
            for character in steps[one].keys() & steps[other].keys():
                for pair in product(steps[one][character], steps[other][character]):
                    if pair[0] == pair[1] and one != other:
                        return True
                    if pair[0] != pair[1] and pair not in known:
                        known.update((pair, pair[::-1]))
                        apart.append(pair)
            if len(known) > _MOST_PAIRS:
                raise _TooLargeError
        return False

    def _steps(self, state: int, inside: set[int]) -> dict[str, list[int]]:
        """The states that each character leads to."""
        steps: dict[str, list[int]] = {}
        for following in self._edges[state].keys() & inside:
            for character in self._states[following]:
                steps.setdefault(character, []).append(following)
        return steps


_LOCAL = int(re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE)
"""Flags that a group may switch."""


def _sum(parts: Iterable[Mapping[int, int]]) -> dict[int, int]:
    total: dict[int, int] = {}
    for part in parts:
        for state, ways in part.items():
            total[state] = total.get(state, 0) + ways
    return total


def _times(ways: Mapping[int, int], times: int) -> dict[int, int]:
    return {state: each * times for state, each in ways.items()} if times else {}


def _reached(begin: Iterable[int], edges: Sequence[Mapping[int, int]]) -> set[int]:
    reached: set[int] = set()
    waiting = list(begin)
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += edges[state]
    return reached


def _named_in(items: Any) -> Iterable[str]:
    """The characters that a parsed expression names, and those next to the ends of its ranges."""
    if isinstance(items, tuple) and len(items) == 2 and str(items[0]) in ("LITERAL", "NOT_LITERAL", "RANGE"):
        ends = items[1] if isinstance(items[1], tuple) else (items[1],)
        for end in ends:
            yield from (chr(code) for code in (end - 1, end, end + 1) if 0 <= code < 0x110000)
    elif isinstance(items, tuple | list) or hasattr(items, "data"):
        for item in items:
            yield from _named_in(item)
