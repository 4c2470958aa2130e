"""All text values of a record, collected once for all rules."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guidelint.location import Path
from guidelint.record import Data
from guidelint.values.text.term_index import PairedText
from guidelint.vocabulary import FIELDS

Text = tuple[str, str, Data, Path]
"""Dotted field, value, the item it belongs to, its path."""
_RADICALS = "\u3038\u3039\u303a"
"""The only characters of a block of usual characters that normalising turns into Chinese characters."""
_USUAL = bytes(set(range(256)) - {0x2E, 0x2F, 0x31, 0x32, 0x33, 0xF9, 0xFA, *range(0xD8, 0xE0)})
"""The upper halves of the UTF-16 units of all other blocks, which hold none such; pairs of units look alike."""
_NEVER_TEXT = frozenset(("extra", "guidelint_ignore"))


class JoinedTexts(PairedText):
    """Some distinct texts, each on a line of its own: what does not occur here occurs in none of them.

    `plain`: apart from punctuation and digits, none of them has characters that normalisation changes.
    `others`: the characters that no screen looks for individually.
    """

    __slots__ = ("_texts", "plain")

    def __init__(self, texts: Iterable[str], others: re.Pattern[str] | None = None) -> None:
        self._texts = dict.fromkeys(texts)
        super().__init__("\n" + "\n".join(self._texts) + "\n")
        if others is not None:
            self.reduced = others.sub("", self.text)
        self.plain = _is_plain(self.text)

    def _paired(self) -> str:
        """The texts except those that are web addresses."""
        return "\n".join([text for text in self._texts if not (text.isascii() and "://" in text)])


def _is_plain(text: str) -> bool:
    """Whether a text certainly has no character that normalisation turns into a Chinese character."""
    upper = text.encode("utf-16-le", "surrogatepass")[1::2]
    return not upper.translate(None, _USUAL) and not any(character in text for character in _RADICALS)


def all_texts(record: Data) -> list[Text]:
    """Every text of a record, in the order of its fields."""
    texts: list[Text] = []
    for name, value in record.items():
        if name in _NEVER_TEXT:
            continue
        if isinstance(value, str):
            texts += texts_at(name, record)
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, str):
                    texts.append((name, item, record, (name, number)))
                else:
                    texts += texts_in(name, item, number)
    return texts


def texts_at(name: str, record: Data) -> list[Text]:
    """The texts of one field of a record, those of elements left out."""
    value = record.get(name)
    if type(value) is str:
        if name not in FIELDS and name.endswith("_note"):
            limit = name.removesuffix("_note")
            return [(f"{limit}.note", value, record, (limit, "note"))]
        return [(name, value, record, (name,))]
    if type(value) is list:
        return [(name, part, record, (name, n)) for n, part in enumerate(value) if type(part) is str]
    return []


def texts_in(name: str, element: Data, number: int) -> list[Text]:
    """The texts of one element of a list, which has this number."""
    texts: list[Text] = []
    for field, value in element.items():
        if type(value) is str:
            texts.append((f"{name}.{field}", value, element, (name, number, field)))
        elif type(value) is list:
            for index, text in enumerate(value):
                texts.append((f"{name}.{field}", text, element, (name, number, field, index)))
    return texts
