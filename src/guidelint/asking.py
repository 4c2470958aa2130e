"""One selector of one rule, compiled to plain functions over a record, a list element or a set of texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Any

from guidelint.checks.base import Check, Screen, Seen, Settings, stored_name
from guidelint.checks.compound import AllOf, AnyTest, Condition, condition, leaves
from guidelint.finding import Severity
from guidelint.location import Path
from guidelint.record import Data
from guidelint.rule import Rule
from guidelint.selector import Selector
from guidelint.texts import Text, Texts
from guidelint.tuples import NamedTuple
from guidelint.values.term_index import Marked
from guidelint.vocabulary import DASHES, FIELDS, NOT_ALWAYS_ASKED


class Raised(NamedTuple):
    """A problem with the rule that found it, before it is located in a source."""

    rule: Rule
    severity: Severity
    path: Path
    args: Mapping[str, str]
    collective: bool = False


Runner = Callable[[Data], Sequence[Raised]]


class Asked:
    """A rule's compiled tests, and the problems they find."""

    def __init__(self, rule: Rule, settings: Settings) -> None:
        self.rule = rule
        self.check = rule.check.build(settings)
        self.when = condition(rule.when, settings) if rule.when else None
        begins = rule.when is not None and not _is_soon_told(rule.check) and _comes_first(rule.when)
        self.first: Condition | None = self.when if begins else None
        self.last: Condition | None = None if begins else self.when
        self._settings = settings
        self.cases = [(condition(case.when, settings), case.severity) for case in rule.severities]

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        """The screens for many texts at once, made when many guides are judged."""
        screens = _screen(self.rule.check, self._settings)
        everywhere = any(selector.everything for selector in self.rule.given)
        return screens if everywhere or not any(screen.searches for screen in screens) else ()

    def silent(self, texts: Marked, pairs: Set[int]) -> bool:
        """Whether the rule certainly finds nothing in any of these texts, given their character pairs."""
        for screen in self.screens:
            if screen.passes(texts, pairs):
                return False
        return bool(self.screens)

    def told(self, seen: Seen, value: Any, item: Data, record: Data, path: Path) -> Sequence[Raised]:
        """The problems that the check found at a place, unless the condition evaluated last does not hold."""
        if self.last is not None and not self.last(value, item, record):
            return ()
        return self.raised(seen, value, item, record, path)

    def raised(self, seen: Seen, value: Any, item: Data, record: Data, path: Path) -> list[Raised]:
        """The problems that the check found at a place."""
        severity = next((s for holds, s in self.cases if holds(value, item, record)), self.rule.severity)
        return [Raised(self.rule, severity, _absolute(to, path), args) for to, args in seen or ()]


def _screen(test: AnyTest, settings: Settings) -> tuple[Screen, ...]:
    """The screens of a test, none if it cannot be screened.

    For a test of several parts, each must find nothing.
    """
    if isinstance(test, AllOf):
        parts = [_screen(part, settings) for part in test.all_of]
        return tuple(screen for part in parts for screen in part) if all(parts) else ()
    screen = test.screen(settings) if isinstance(test, Check) and not test.field else None
    return () if screen is None else (screen,)


def _is_soon_told(check: AnyTest) -> bool:
    """Whether a check only requires a value, which nearly all guides have."""
    return isinstance(check, Check) and check.kind in ("required", "written")


def _comes_first(when: AnyTest) -> bool:
    """Whether a condition is evaluated before the check: it rarely holds, or only looks up fields at hand.

    Any other is evaluated last, so that a faultless value does not require reading the rest of the record.
    """
    return (isinstance(when, Check) and when.seldom) or all(map(_is_cheap, leaves(when)))


_AT_HAND = ("$.matter_type", "$.service_mode", "$.online_depth")
"""Fields of the record of which many conditions speak."""


def _is_cheap(test: Check) -> bool:
    """Whether a part of a condition only looks up one field at hand."""
    near = not test.field.startswith("$.") or test.field in _AT_HAND
    return near and test.kind in ("one_of", "required", "written", "depth")


class Ask:
    """A rule's tests at one selector.

    `field` is the field of the record or element that the selector names, or empty; `of_elements` names the
    list whose elements are judged one by one; `of_texts`: every text is judged; `of_value`: only the value at
    a place matters. `test` identifies the rule's tests in this run.
    """

    def __init__(self, asked: Asked, selector: Selector) -> None:
        self.asked = asked
        self.rule = asked.rule
        self.selector = selector
        self.test = id(asked)
        self.of_texts = selector.everything
        is_items = bool(selector.list_name) and FIELDS[selector.list_name].kind == "items"
        self.of_elements = selector.list_name if is_items else ""
        self.field = field = selector.field
        own: Path = tuple(field.split(".")) if field else ()
        self.of_field = None if selector.list_name else (stored_name(field) if field else "", own)
        self.left_out = frozenset(asked.rule.excluding)
        alone = asked.when is None and not asked.cases
        self.of_value = alone and all(leaf.of_value and not leaf.field for leaf in leaves(asked.rule.check))

    def of_record(self, record: Data) -> Sequence[Raised]:
        """The problems at the selector's places in a record; not for `$.**`."""
        if self.of_field is not None:
            key, path = self.of_field
            value, asked = record.get(key) if key else record, self.asked
            if asked.first is not None and not asked.first(value, record, record):
                return ()
            seen = asked.check(value, record, record)
            return asked.told(seen, value, record, record, path) if seen else ()
        raised: list[Raised] = []
        for value, item, path in self.places(record):
            raised += self.of_place(value, item, record, path)
        return raised

    def of_element(self, element: Data, record: Data, number: int) -> Sequence[Raised]:
        """The problems of one element of the list, which has this index."""
        asked, field = self.asked, self.field
        value = element.get(field) if field else element
        if asked.first is not None and not asked.first(value, element, record):
            return ()
        seen = asked.check(value, element, record)
        if not seen:
            return ()
        name = self.of_elements
        path: Path = (name, number, field) if field else (name, number)
        return asked.told(seen, value, element, record, path)

    def of_these(self, texts: Iterable[Text], record: Data) -> list[Raised]:
        """The problems of some texts; a dash in a field that need not apply is none."""
        raised: list[Raised] = []
        for dotted, value, item, path in texts:
            if dotted not in self.left_out:
                found = self.of_place(value, item, record, path)
                if found and not (dotted in NOT_ALWAYS_ASKED and value.strip() in DASHES):
                    raised += found
        return raised

    def of_place(self, value: Any, item: Data, record: Data, path: Path) -> Sequence[Raised]:
        """The problems at one place."""
        asked = self.asked
        if asked.first is not None and not asked.first(value, item, record):
            return ()
        seen = asked.check(value, item, record)
        return asked.told(seen, value, item, record, path) if seen else ()

    def places(self, record: Data) -> Iterator[tuple[Any, Data, Path]]:
        """Value, item and path of every place of the selector in a record."""
        name, field = self.selector.list_name, self.selector.field
        if self.of_field is not None:
            key, path = self.of_field
            yield record.get(key) if key else record, record, path
            return
        for number, element in enumerate(record.get(name) or ()):
            if self.of_elements:
                value = element.get(field) if field else element
                yield value, element, (name, number, field) if field else (name, number)
            else:
                yield element, record, (name, number)


class Collective:
    """A rule that reports one problem at the list if each of several judged elements has it.

    Elements for which the check is not applicable do not count.
    """

    of_texts = False
    of_elements = ""

    def __init__(self, asked: Asked, asks: list[Ask]) -> None:
        self.asked = asked
        self.rule = asked.rule
        self.test = id(asked)
        self.asks = asks
        self.selector = asks[0].selector

    def of_record(self, record: Data) -> Sequence[Raised]:
        """The problems of a record."""
        raised: list[Raised] = []
        judged = 0
        asked, when = self.asked, self.asked.when
        for ask in self.asks:
            for value, item, path in ask.places(record):
                if when is None or when(value, item, record):
                    seen = asked.check(value, item, record)
                    judged += seen != ()
                    if seen:
                        raised += asked.raised(seen, value, item, record, path)
        if judged > 1 and len(raised) == judged:
            return [raised[0]._replace(path=raised[0].path[:1], collective=True)]
        return raised


AnyAsk = Ask | Collective


def asks_of(rule: Rule, settings: Settings) -> list[AnyAsk]:
    """The compiled forms of a rule: one per selector, or one for all if it reports collectively."""
    asked = Asked(rule, settings)
    asks = [Ask(asked, selector) for selector in rule.given]
    return [Collective(asked, asks)] if rule.collective.zh else [*asks]


def runner(asks: Sequence[AnyAsk], texts: Texts) -> Runner:
    """Compiled rules as one function of a record, without memoisation; `texts` is shared by those on every
    text.
    """
    runs = [_on_texts(ask, texts) if isinstance(ask, Ask) and ask.of_texts else ask.of_record for ask in asks]
    if len(runs) == 1:
        return runs[0]
    return lambda record: [problem for run in runs for problem in run(record)]


def _on_texts(ask: Ask, texts: Texts) -> Runner:
    return lambda record: ask.of_these(texts.of(record), record)


def _absolute(to: Path | None, path: Path) -> Path:
    if to is None:
        return path
    if to[0] == "$":
        return to[1:]
    item = path
    while item and not isinstance(item[-1], int):
        item = item[:-1]
    return (*item, *to)
