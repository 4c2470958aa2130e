"""One selector of one rule as plain functions: asked of a record, of an element of a list, of some texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from guidelint.checks.base import Check, Screen, Seen, Settings, stored_name
from guidelint.checks.compound import AnyTest, condition
from guidelint.finding import Severity
from guidelint.location import Path
from guidelint.record import Data
from guidelint.rule import Rule
from guidelint.selector import Selector
from guidelint.texts import Text, Texts
from guidelint.vocabulary import FIELDS


class Raised(NamedTuple):
    """A problem with the rule that saw it, before it has a place in a source."""

    rule: Rule
    severity: Severity
    path: Path
    args: Mapping[str, str]
    collective: bool = False


Runner = Callable[[Data], Sequence[Raised]]


class Asked:
    """A rule's compiled tests, and the problems that they see."""

    def __init__(self, rule: Rule, settings: Settings) -> None:
        self.rule = rule
        self.check = rule.check.build(settings)
        self.when = condition(rule.when, settings) if rule.when else None
        self.screen = _screen(rule.check, settings)
        self.cases = [(condition(case.when, settings), case.severity) for case in rule.severities]

    def raised(self, seen: Seen, value: Any, item: Data, record: Data, path: Path) -> list[Raised]:
        """The problems that the check saw at a place."""
        severity = next((s for holds, s in self.cases if holds(value, item, record)), self.rule.severity)
        return [Raised(self.rule, severity, _absolute(to, path), args) for to, args in seen or ()]


def _screen(test: AnyTest, settings: Settings) -> Screen | None:
    return test.screen(settings) if isinstance(test, Check) and not test.field else None


class Ask:
    """A rule's tests at one selector.

    `field` is the record's own field that the selector names, or nothing; `of_elements` names the list of
    items whose elements are judged one by one, `of_texts` tells that every text is.
    """

    def __init__(self, asked: Asked, selector: Selector) -> None:
        self.asked = asked
        self.rule = asked.rule
        self.selector = selector
        self.of_texts = selector.everything
        is_items = bool(selector.list_name) and FIELDS[selector.list_name].kind == "items"
        self.of_elements = selector.list_name if is_items else ""
        self.left_out = frozenset(asked.rule.excluding)

    def of_record(self, record: Data) -> Sequence[Raised]:
        """What is wrong at the selector's places in a record; not for `$.**`."""
        raised: list[Raised] = []
        for value, item, path in self.places(record):
            raised += self.of_place(value, item, record, path)
        return raised

    def of_element(self, element: Data, record: Data, number: int) -> Sequence[Raised]:
        """What is wrong with one element of the list of items, which has this number."""
        name, field = self.selector.list_name, self.selector.field
        value = element.get(field) if field else element
        return self.of_place(value, element, record, (name, number, field) if field else (name, number))

    def of_these(self, texts: Iterable[Text], record: Data) -> list[Raised]:
        """What is wrong with some texts."""
        raised: list[Raised] = []
        for dotted, value, item, path in texts:
            if dotted not in self.left_out:
                raised += self.of_place(value, item, record, path)
        return raised

    def of_place(self, value: Any, item: Data, record: Data, path: Path) -> Sequence[Raised]:
        """The problems at one place; the condition is asked last, so that a faultless value needs no more."""
        asked = self.asked
        seen = asked.check(value, item, record)
        if not seen or (asked.when is not None and not asked.when(value, item, record)):
            return ()
        return asked.raised(seen, value, item, record, path)

    def places(self, record: Data) -> Iterator[tuple[Any, Data, Path]]:
        """Value, item and path of every place of the selector in a record."""
        name, field = self.selector.list_name, self.selector.field
        if not name:
            value = record.get(stored_name(field)) if field else record
            yield value, record, tuple(field.split(".")) if field else ()
            return
        for number, element in enumerate(record.get(name) or ()):
            if self.of_elements:
                value = element.get(field) if field else element
                yield value, element, (name, number, field) if field else (name, number)
            else:
                yield element, record, (name, number)


class Collective:
    """A rule that tells one problem at the list, where each of several judged elements has it."""

    of_texts = False
    of_elements = ""

    def __init__(self, asked: Asked, asks: list[Ask]) -> None:
        self.asked = asked
        self.rule = asked.rule
        self.asks = asks
        self.selector = asks[0].selector

    def of_record(self, record: Data) -> Sequence[Raised]:
        """What is wrong in a record."""
        raised: list[Raised] = []
        judged = 0
        when = self.asked.when
        for ask in self.asks:
            for value, item, path in ask.places(record):
                if when is None or when(value, item, record):
                    judged += 1
                    raised += ask.of_place(value, item, record, path)
        if judged > 1 and len(raised) == judged:
            return [raised[0]._replace(path=raised[0].path[:1], collective=True)]
        return raised


AnyAsk = Ask | Collective


def asks_of(rule: Rule, settings: Settings) -> list[AnyAsk]:
    """A rule's asks: one a selector, or one for all where they speak together."""
    asked = Asked(rule, settings)
    asks = [Ask(asked, selector) for selector in rule.given]
    return [Collective(asked, asks)] if rule.collective.zh else [*asks]


def runner(asks: Sequence[AnyAsk], texts: Texts) -> Runner:
    """Asks as one function of a record that remembers nothing; `texts` is shared by those on every text."""
    runs = [_on_texts(ask, texts) if isinstance(ask, Ask) and ask.of_texts else ask.of_record for ask in asks]
    if len(runs) == 1:
        return runs[0]
    return lambda record: [problem for run in runs for problem in run(record)]


def _on_texts(ask: Ask, texts: Texts) -> Runner:
    screen = ask.asked.screen

    def run(record: Data) -> Sequence[Raised]:
        if screen is not None and not screen(texts.whole(record, ask.left_out)):
            return ()
        return ask.of_these(texts.of(record), record)

    return run


def _absolute(to: Path | None, path: Path) -> Path:
    if to is None:
        return path
    if to[0] == "$":
        return to[1:]
    item = path
    while item and not isinstance(item[-1], int):
        item = item[:-1]
    return (*item, *to)
