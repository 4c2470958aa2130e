"""The checks of a rule file: from mappings with `kind`, `all_of`, `any_of` or `not` to checks that compile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from guidelint.checks import check_class
from guidelint.checks.base import Check, Settings, stored_name
from guidelint.checks.compound import AllOf, AnyOf, AnyTest, Not
from guidelint.checks.dataset.base import DatasetCheck
from guidelint.checks.kinds import CHECKS
from guidelint.definitions.definition import DefinitionFile
from guidelint.definitions.validation import unknown_key
from guidelint.fixes import FIXES, AnyFix
from guidelint.fixes.kinds import Normalise
from guidelint.location import Path
from guidelint.record import Data
from guidelint.rule.selector import Selector, known_field
from guidelint.vocabulary import FIELDS, Field

_WORD = "甲"
_LIMIT = "5个工作日"


def read_test(source: DefinitionFile, raw: Any, at: Path, given: Iterable[Selector]) -> AnyTest | None:
    """The test at a path of a rule file, or None with the mistakes noted in `source`."""
    return _Tests(source, tuple(given)).read(raw, at)


def read_fix(source: DefinitionFile, raw: Any, given: Iterable[Selector]) -> AnyFix | None:
    """The fix of a rule file, or None with the mistakes noted in `source`."""
    kind = raw.get("kind")
    if kind not in FIXES:
        sentence = unknown_key(str(kind), FIXES).replace("unknown key", "no fix of kind")
        source.mistake(("fix", "kind"), sentence)
        return None
    params = {name: value for name, value in raw.items() if name != "kind"}
    from guidelint.fixes.normalisers import NORMALISERS

    by = params.get("by")
    if FIXES[kind] is Normalise and isinstance(by, str) and by not in NORMALISERS:
        source.mistake(("fix", "by"), unknown_key(by, NORMALISERS).replace("unknown key", "no normaliser"))
        return None
    fix: AnyFix | None = source.validate(FIXES[kind], params, ("fix",))
    elements = [selector for selector in given if selector.list_name and not selector.field]
    for name in fix.fields if fix else ():
        wrong = [known_field(name, selector.list_name) for selector in elements]
        if not wrong or any(wrong):
            source.mistake(("fix", "fields"), next(filter(None, wrong), "no selector here gives elements"))
    return fix


def parameter_mistakes(check: Check, given: Iterable[Selector]) -> list[tuple[str, str]]:
    """What is wrong with a check's parameters beyond their types, as (parameter, sentence)."""
    wrong = check.mistakes()
    for name in (check.field, *getattr(check, "fields", ())):
        for selector in given if name else ():
            sentence = known_field(name, selector.list_name)
            if sentence:
                wrong.append(("field" if name == check.field else "fields", sentence))
    return wrong


def unfit(check: Check, given: Iterable[Selector]) -> list[tuple[str, str]]:
    """What is wrong with a check's parameters, else with it for a selector: no step stands in a name to be summed."""
    wrong = parameter_mistakes(check, given)
    if wrong or isinstance(check, DatasetCheck):
        return wrong
    for selector in given:
        try:
            check.build(Settings())(*_example_of(selector))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            wrong.append(("kind", f"{check.kind} cannot judge what {selector.text} gives"))
    return wrong


class _Tests:
    """Reads the tests of one file, all for the same selectors."""

    def __init__(self, source: DefinitionFile, given: tuple[Selector, ...]) -> None:
        self.source = source
        self.given = given

    def read(self, raw: Any, at: Path) -> AnyTest | None:
        if not isinstance(raw, Mapping):
            self.source.mistake(at, "a test is a mapping with a kind, all_of, any_of or not")
            return None
        for name in ("all_of", "any_of", "not"):
            if name in raw:
                for key in raw.keys() - {name}:
                    self.source.mistake((*at, key), f"{key!r} cannot stand beside {name!r}", of_key=True)
                return self._compound(name, raw[name], (*at, name))
        return self._leaf(raw, at)

    def _compound(self, name: str, raw: Any, at: Path) -> AnyTest | None:
        if name == "not":
            inner = self.read(raw, at)
            return None if inner is None else Not(inner)
        if not isinstance(raw, list) or not raw:
            self.source.mistake(at, f"{name} holds a list of tests")
            return None
        tests = [self.read(part, (*at, number)) for number, part in enumerate(raw)]
        whole = tuple(test for test in tests if test is not None)
        return AllOf(whole) if name == "all_of" else AnyOf(whole)

    def _leaf(self, raw: Mapping[str, Any], at: Path) -> Check | None:
        if "kind" not in raw:
            self.source.mistake(at, "a test has a kind, all_of, any_of or not")
            return None
        kind = raw["kind"]
        if not isinstance(kind, str) or kind not in CHECKS:
            sentence = unknown_key(str(kind), CHECKS).replace("unknown key", "no check of kind")
            self.source.mistake((*at, "kind"), sentence)
            return None
        params = {name: value for name, value in raw.items() if name != "kind"}
        check = self.source.validate(check_class(kind), params, at)
        if check is None:
            return None
        if isinstance(check, DatasetCheck) and at != ("check",):
            self.source.mistake(at, f"{kind} judges a whole set: it stands alone, as the check of its rule")
        for name, sentence in unfit(check, self.given):
            self.source.mistake((*at, name), sentence)
        return check


def _example_of(selector: Selector) -> tuple[Any, Data, Data]:
    """Some value at a selector, with its item and record."""
    record = _example()
    if selector.everything:
        return _WORD, record, record
    if not selector.list_name:
        return record[stored_name(selector.field)] if selector.field else record, record, record
    element = record[selector.list_name][0]
    item = element if isinstance(element, dict) else record
    return item[selector.field] if selector.field else element, item, record


@cache
def _example() -> Data:
    """A record in which every field has some value of its kind, and every limit a note."""
    return {name: _value(field) for name, field in FIELDS.items()} | {
        stored_name(f"{name}.note"): _WORD for name, field in FIELDS.items() if field.kind == "limit"
    }


def _value(field: Field) -> Any:
    if field.kind == "items":
        return [{child.name: _value(child) for child in field.fields}]
    return {"texts": [_WORD], "limit": _LIMIT}.get(field.kind, _WORD)
