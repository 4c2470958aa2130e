"""Rules compiled to one function: it visits a record once, and what it met before costs it a look into a table.

The function is written as Python source, so that it can be read (`rules --compiled`), and decides nothing about
a rule: which chapters and lists have rules, and under which values their answers lie, is settled in its text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from guidelint.answers import Chapter, Elements, frozen
from guidelint.asking import AnyAsk, Raised
from guidelint.chapters import CHAPTER_OF, CHAPTERS, OF_GROUP
from guidelint.record import Data
from guidelint.vocabulary import FIELDS

Questions = Callable[[Data], list[Raised]]
"""Everything that is asked of one kind of record, as one function."""


class Compiled:
    """The asks of one kind of record, by chapter and by list, and the function made of them.

    `constant` are the fields that all records of this kind have alike.
    """

    def __init__(self, asks: Sequence[AnyAsk], constant: frozenset[str]) -> None:
        texts = [ask for ask in asks if ask.of_texts]
        by_list: dict[str, list[AnyAsk]] = {}
        by_chapter: dict[str, list[AnyAsk]] = {}
        for ask in asks:
            if ask.of_elements:
                by_list.setdefault(ask.of_elements, []).append(ask)
            elif not ask.of_texts:
                by_chapter.setdefault(_chapter_of(ask), []).append(ask)
        self.lists = {
            name: Elements(name, constant, [*by_list.get(name, ()), *texts])
            for name, field in FIELDS.items()
            if field.kind == "items" and name != "guidelint_ignore" and (texts or name in by_list)
        }
        self.chapters = {
            name: Chapter(fields, constant, [*by_chapter.get(name, ()), *texts])
            for name, fields in CHAPTERS.items()
            if texts or name in by_chapter
        }
        self.source = source(self.chapters, self.lists)
        self.ask = self._made()

    def plainly(self, record: Data) -> list[Raised]:
        """The answers of a plain interpreter, which remembers nothing."""
        found = [problem for chapter in self.chapters.values() for problem in chapter.plainly(record)]
        for name, elements in self.lists.items():
            for number, element in enumerate(record.get(name) or ()):
                found += elements.plainly(element, number, record)
        return found

    def _made(self) -> Questions:
        names: dict[str, Any] = {"frozen": frozen}
        for name, chapter in self.chapters.items():
            names |= {f"{name}_chapter": chapter, f"{name}_answers": chapter.answers}
        for name, elements in self.lists.items():
            names |= {f"{name}_list": elements, f"{name}_met": elements.answers}
        exec(compile(self.source, "<rules>", "exec"), names)  # the text is made here, of names known at load
        made: Questions = names["ask"]
        return made


def _chapter_of(ask: AnyAsk) -> str:
    """The chapter that an ask on the record belongs to."""
    name = ask.selector.list_name or ask.selector.field
    if name.endswith(".note"):
        name = name.removesuffix(".note")
    return CHAPTER_OF.get(name) or OF_GROUP.get(ask.rule.group, "more")


def source(chapters: dict[str, Chapter], lists: dict[str, Elements]) -> str:
    """The text of the function."""
    lines = ["def ask(record):", "    get = record.get", "    found = []"]
    for name, chapter in chapters.items():
        lines += _chapter(name, chapter)
    for name, elements in lists.items():
        lines += _list(name, elements)
    return "\n".join([*lines, "    return found", ""])


def _rules(asks: Sequence[AnyAsk], texts: Sequence[AnyAsk]) -> str:
    own = sorted({ask.rule.id for ask in asks})
    return ", ".join(own) + (f"; and every text: {len(texts)} rules" if texts else "")


def _chapter(name: str, chapter: Chapter) -> list[str]:
    parts = [_value(field) for field in chapter.fields]
    key = parts[0] if len(parts) == 1 else f"({', '.join(parts)})"
    return [
        f"    # {name}: {_rules(chapter.asks, chapter.text_asks.asks)}",
        f"    key = {key}",
        f"    answer = {name}_answers.get(key)",
        "    if answer is None:",
        f"        found += {name}_chapter.ask(key, record)",
        "    elif answer:",
        "        found += answer if type(answer) is tuple else answer.of(record)",
    ]


def _value(field: str) -> str:
    known = FIELDS.get(field)
    is_list = known is not None and known.kind in ("items", "texts")
    return f'frozen(get("{field}"))' if is_list else f'get("{field}")'


def _list(name: str, elements: Elements) -> list[str]:
    return [
        f"    # each of {name}: {_rules(elements.asks, elements.text_asks.asks)}",
        "    number = -1",
        f'    for element in get("{name}") or ():',
        "        number += 1",
        f"        answer = {name}_met.get(id(element))",
        "        if answer is None:",
        f"            found += {name}_list.ask(element, number, record)",
        "        elif answer:",
        f"            found += {name}_list.again(answer, number, record)",
    ]
