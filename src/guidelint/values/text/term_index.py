"""Finds any of thousands of words in a text at the cost of dozens.

A text is represented by its set of neighbouring character pairs, computed once for all lists. Every word of a
list is indexed under one pair that its correct spelling lacks (口薄 for 户口薄), so that for nearly every
text comparing two sets shows that it contains no wrong word, without consulting the list.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Set
from sys import byteorder


class PairedText:
    """A text whose pairs of neighbouring characters can be looked up.

    `reduced`: the text reduced to the characters that some list looks at, and line ends.
    """

    __slots__ = ("reduced", "text")

    def __init__(self, text: str) -> None:
        self.text = self.reduced = text

    def pairs_among(self, wanted: frozenset[int]) -> frozenset[int]:
        """Those of the given pairs that occur in the text; twice as fast as computing all pairs."""
        even, odd = _neighbours(self._paired())
        return wanted.intersection(even) | wanted.intersection(odd)

    def _paired(self) -> str:
        """The text from which pairs are computed."""
        return self.text


def pairs_of(text: str) -> Set[int]:
    """The pairs of neighbouring UTF-16 units of a text as numbers: the left unit is the lower half."""
    return frozenset().union(*_neighbours(text))


def _neighbours(text: str) -> tuple[array[int], array[int]]:
    """The pairs of a text in order, those that begin at an even unit and those that begin at an odd one."""
    units = text.encode("utf-16-le", "surrogatepass")
    size = len(units)
    if size < 4:
        return array("I"), array("I")
    return array("I", units[: size - size % 4]), array("I", units[2 : size - (size - 2) % 4])


class TermIndex:
    """Words to find, each with its correct spelling (used only to choose a good index pair)."""

    def __init__(self, words: Mapping[str, str]) -> None:
        characters = "".join(word for word in words if len(word) == 1)
        self.characters = re.escape(characters)
        """The words of one character, as in a class of an expression."""
        self._characters = re.compile(f"[{self.characters}]") if characters else None
        self._of_pair: dict[int, list[str]] = {}
        for word, right in words.items():
            if len(word) > 1:
                self._of_pair.setdefault(_index_pair(word, right), []).append(word)
        self.index_pairs = frozenset(self._of_pair)
        """The pairs of which one stands in every text that holds a word of more than one character."""

    def characters_occur(self, text: PairedText) -> bool:
        """Whether one of the single-character words occurs in the text."""
        return self._characters is not None and self._characters.search(text.reduced) is not None

    def occurs_at(self, text: PairedText, present_pairs: Set[int]) -> bool:
        """Whether one of the longer words occurs in the text, given the index pairs that do."""
        return any(word in text.text for pair in present_pairs for word in self._of_pair[pair])

    def find(self, text: PairedText) -> list[tuple[int, str]]:
        """Offset and word of every occurrence, in order; of two that overlap the longer, then the earlier."""
        found: list[tuple[int, str]] = []
        end = 0
        for start, word in sorted(self._occurrences(text), key=lambda at: (at[0], -len(at[1]))):
            if found and start < end:
                if len(word) <= len(found[-1][1]):
                    continue
                found.pop()
            found.append((start, word))
            end = start + len(word)
        return found

    def _occurrences(self, text: PairedText) -> Iterator[tuple[int, str]]:
        for pair in self._present_pairs(text):
            for word in self._of_pair[pair]:
                yield from _all(text.text, word)
        if self._characters is not None:
            for character in self._characters.finditer(text.text):
                yield character.start(), character[0]

    def _present_pairs(self, text: PairedText) -> Set[int]:
        """The index pairs that occur in the text."""
        return text.pairs_among(self.index_pairs) if self.index_pairs else self.index_pairs


def _all(text: str, word: str) -> Iterator[tuple[int, str]]:
    start = text.find(word)
    while start >= 0:
        yield start, word
        start = text.find(word, start + len(word))


def _index_pair(word: str, right: str) -> int:
    """The last pair of a word that its correct form lacks; without a correct form, its last pair."""
    for end in range(len(word), 1, -1):
        pair = word[end - 2 : end]
        if pair not in right:
            break
    else:
        pair = word[-2:]
    units = pair.encode("utf-16-le", "surrogatepass")
    return int.from_bytes(units, byteorder) if len(units) == 4 else min(pairs_of(pair))
