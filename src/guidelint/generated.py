"""Rules compiled to one function that visits a record once; values seen before cost a table lookup.

It takes many records at once and processes them chapter by chapter, rule by rule, which keeps code and tables
in the processor's caches. The function is generated as Python source, so that it can be read
(`rules --compiled`). It only settles which chapters and lists have rules and under which values their results
are stored; it decides nothing about a rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from guidelint.answers import frozen, whole
from guidelint.asking import AnyAsk, Ask, Raised
from guidelint.chapters import CHAPTERS, chapter_of, parts_of
from guidelint.filing import Chapter, Elements
from guidelint.record import Data
from guidelint.unfiled import Everything
from guidelint.vocabulary import FIELDS

_FEW = 100
"""So many guides are asked everything before rules are left out for good."""

Questions = Callable[[Sequence[Data]], list[list[Raised]]]
"""Everything that is asked of some records of one kind, as one function: what is wrong with each."""


class Compiled:
    """The rules on one kind of record, by chapter and by list, and the function generated from them.

    `constant` are the fields in which all records of this kind agree.
    """

    def __init__(self, asks: Sequence[AnyAsk], constant: frozenset[str]) -> None:
        self.everything = Everything(asks)
        by_list: dict[str, list[Ask]] = {}
        by_chapter: dict[str, list[AnyAsk]] = {}
        for ask in asks:
            if isinstance(ask, Ask) and ask.of_elements:
                by_list.setdefault(ask.of_elements, []).append(ask)
            elif not ask.of_texts:
                by_chapter.setdefault(chapter_of(ask), []).append(ask)
        all_have_texts = bool(self.everything.text_asks)
        self.lists = {
            name: Elements(name, constant, by_list.get(name, []), parts_of(name))
            for name, field in FIELDS.items()
            if field.kind == "items" and name != "guidelint_ignore" and (all_have_texts or name in by_list)
        }
        self.chapters = {
            name: Chapter(fields, constant, by_chapter.get(name, []))
            for name, fields in CHAPTERS.items()
            if all_have_texts or name in by_chapter
        }
        self.everything.watch(self.chapters.values(), self.lists.values())
        self._met = 0

    @cached_property
    def source(self) -> str:
        """The text of the function."""
        return source(self.chapters, self.lists, self.everything)

    def ask(self, records: Sequence[Data]) -> list[list[Raised]]:
        """The problems of each record; the first is evaluated by the interpreter, since most hooks have no
        second.
        """
        self._met += len(records)
        return self._made(records) if self._met > 1 else list(map(self.plainly, records))

    def plainly(self, record: Data) -> list[Raised]:
        """The results of the plain interpreter, without memoisation."""
        found = [problem for chapter in self.chapters.values() for problem in chapter.plainly(record)]
        for name, elements in self.lists.items():
            for number, element in enumerate(record.get(name) or ()):
                found += elements.plainly(element, number, record)
        return found + self.everything.plainly(record)

    @cached_property
    def _made(self) -> Questions:
        names: dict[str, Any] = {"frozen": frozen, "whole": whole, "everything": self.everything}
        for name, chapter in self.chapters.items():
            names |= {f"{name}_chapter": chapter, f"{name}_answers": chapter.answers}
        for name, elements in self.lists.items():
            names |= {f"{name}_list": elements, f"{name}_met": elements.answers}
        exec(compile(self.source, "<rules>", "exec"), names)  # the text is made here, of names known at load
        made: Questions = names.pop("ask")  # a function among its own names would outlive its last user
        return made


class Without:
    """The function without the rules whose fields have no column in the source.

    Pages and tables differ in their columns, and most hold few guides: then all rules are evaluated, and the
    results of these are dropped. With more guides it pays to compile a function of the other rules alone,
    `rest`.
    """

    def __init__(self, everything: Questions, rules: frozenset[str], rest: Callable[[], Questions]) -> None:
        self._everything = everything
        self._rules = rules
        self._rest = rest
        self._made: Questions | None = None
        self._asked = 0

    def ask(self, records: Sequence[Data]) -> list[list[Raised]]:
        """The problems of each of some records."""
        self._asked += len(records)
        if self._made is None and self._asked > _FEW:
            self._made = self._rest()
        if self._made is not None:
            return self._made(records)
        return [
            [problem for problem in raised if problem.rule.id not in self._rules]
            for raised in self._everything(records)
        ]


def source(chapters: dict[str, Chapter], lists: dict[str, Elements], everything: Everything) -> str:
    """The source code of the function."""
    lines = [
        "def ask(records):",
        "    found = [[] for _ in records]",
        "    unfiled = [[] for _ in records]",
    ]
    for name, chapter in chapters.items():
        lines += _chapter(name, chapter)
    for name, elements in lists.items():
        lines += _list(name, elements)
    lines += [f"    # what is not filed, and every text in it: {_rules(everything.text_asks)}"]
    lines += ["    everything.judge(records, unfiled, found)"]
    if everything.others:
        lines += [f"    # every text: {_rules(everything.others)}"]
        lines += ["    everything.ask_others(records, found)"]
    return "\n".join([*lines, "    return found", ""])


def part_that_asks(source: str, rule: str) -> str:
    """The blocks of the source code that evaluate a rule, after the function's head; empty if there are none."""
    head, *blocks = source.split("\n    # ")
    found = [block for block in blocks if rule in re.split("[:,;\\s]+", block.partition("\n")[0])]
    return "\n    # ".join([head, *(block.rstrip() for block in found)]) if found else ""


def _rules(asks: Sequence[AnyAsk]) -> str:
    return ", ".join(sorted({ask.rule.id for ask in asks})) or "texts alone"


def _chapter(name: str, chapter: Chapter) -> list[str]:
    parts = [_value(field) for field in chapter.fields]
    key = parts[0] if len(parts) == 1 else f"({', '.join(parts)})"
    return [
        f"    # {name}: {_rules(chapter.asks)}",
        "    for record, own, new in zip(records, found, unfiled):",
        "        get = record.get",
        f"        key = {key}",
        f"        answer = {name}_answers.get(key)",
        "        if answer is None:",
        f"            new.append(({name}_chapter, key))",
        "        elif answer:",
        "            own += whole(answer, record)",
    ]


def _value(field: str) -> str:
    known = FIELDS.get(field)
    is_list = known is not None and known.kind in ("items", "texts")
    return f'frozen(get("{field}"))' if is_list else f'get("{field}")'


def _list(name: str, elements: Elements) -> list[str]:
    return [
        f"    # each of {name}: {_rules(elements.asks)}",
        "    for record, own, new in zip(records, found, unfiled):",
        "        number = -1",
        f'        for element in record.get("{name}") or ():',
        "            number += 1",
        f"            answer = {name}_met.get(id(element))",
        "            if answer is None:",
        f"                new.append(({name}_list, element, number))",
        "            elif answer:",
        f"                own += {name}_list.again(answer, number, record)",
    ]
