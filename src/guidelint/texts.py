"""Every text value of a record, walked once however many rules ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any

from guidelint.location import Path
from guidelint.record import Data
from guidelint.values.term_index import Marked, pairs_of
from guidelint.vocabulary import FIELDS

Text = tuple[str, str, Data, Path]
"""Dotted field, value, the item it belongs to, its path."""
_NEVER_TEXT = frozenset(("extra", "guidelint_ignore"))


class Whole(Marked):
    """The different texts of a record, each on a line of its own: what is not in here is in none of them."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = dict.fromkeys(texts)
        super().__init__("\n" + "\n".join(self._texts) + "\n")

    @property
    def pairs(self) -> Set[int]:
        """The pairs of neighbouring units, without those of texts that are web addresses."""
        if self._pairs is None:
            texts = [text for text in self._texts if not (text.isascii() and "://" in text)]
            self._pairs = pairs_of("\n".join(texts))
        return self._pairs


class Texts:
    """The texts of the record asked for last."""

    def __init__(self) -> None:
        self._record: Data | None = None
        self._texts: list[Text] = []
        self._wholes: dict[frozenset[str], Whole] = {}

    def of(self, record: Data) -> list[Text]:
        """Every text of a record in the order of its fields."""
        if record is not self._record:
            self._record, self._texts, self._wholes = record, _texts(record), {}
        return self._texts

    def whole(self, record: Data, left_out: frozenset[str]) -> Whole:
        """The texts of a record as one, without those of some dotted fields."""
        texts = self.of(record)
        whole = self._wholes.get(left_out)
        if whole is None:
            whole = Whole([text for dotted, text, _, _ in texts if dotted not in left_out])
            self._wholes[left_out] = whole
        return whole


def _texts(record: Data) -> list[Text]:
    texts: list[Text] = []
    for name, value in record.items():
        if isinstance(value, str):
            if name not in FIELDS and name.endswith("_note"):
                limit = name.removesuffix("_note")
                texts.append((f"{limit}.note", value, record, (limit, "note")))
            else:
                texts.append((name, value, record, (name,)))
        elif isinstance(value, list) and name not in _NEVER_TEXT:
            _of_list(name, value, record, texts)
    return texts


def _of_list(name: str, values: list[Any], record: Data, texts: list[Text]) -> None:
    for number, item in enumerate(values):
        if isinstance(item, str):
            texts.append((name, item, record, (name, number)))
            continue
        for field, value in item.items():
            if isinstance(value, str):
                texts.append((f"{name}.{field}", value, item, (name, number, field)))
            elif isinstance(value, list):
                for index, text in enumerate(value):
                    texts.append((f"{name}.{field}", text, item, (name, number, field, index)))
