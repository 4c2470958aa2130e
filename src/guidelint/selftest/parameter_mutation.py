"""Mutations of a check's parameters, such as a typing error or a misconception would produce."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from guidelint.checks import check_class
from guidelint.rule.selector import known_field
from guidelint.selftest.regex_mutation import weaker
from guidelint.vocabulary import FIELDS

_EXPRESSIONS = frozenset(("match", "not_match"))
"""Parameters that hold a regular expression."""
Altered = Iterator[tuple[str, Any]]
"""What was done, and the value after it."""


def altered_parameters(test: Mapping[str, Any], at: str, list_label: str) -> Altered:
    """A check in its plain form with one parameter altered at a time, and what was altered."""
    kind = test["kind"]
    for name, value in test.items():
        if name == "kind":
            continue
        allowed, default = _allowed(kind, name), _default(kind, name)
        if allowed and not isinstance(value, (list, tuple)):
            values: Altered = ((f"{value!r} -> {other!r}", other) for other in allowed if other != value)
        elif _idle(test, name, default):
            continue
        else:
            values = _altered(name, value, default, list_label)
        for what, other in values:
            yield f"{at}.{name} {what}", {**test, name: other}


def _idle(test: Mapping[str, Any], name: str, default: Any) -> bool:
    """Whether a parameter asks for nothing, so that altering it would alter nothing."""
    value = test[name]
    if value is None or value == "" or (name == "min" and value == default == 0):
        return True
    return name == "any" and len(test.get("fields", ())) < 2


@cache
def _allowed(kind: str, name: str) -> tuple[Any, ...]:
    """The values that a parameter of a closed list may take."""
    hint = get_type_hints(check_class(kind))[name]
    parts = [hint, *get_args(hint)] if get_origin(hint) is not Literal else [hint]
    return tuple(value for part in parts if get_origin(part) is Literal for value in get_args(part))


@cache
def _default(kind: str, name: str) -> Any:
    defaults = {field.name: field.default for field in fields(check_class(kind))}
    return defaults[name]


def _altered(name: str, value: Any, default: Any, list_label: str) -> Altered:
    if isinstance(value, bool):
        yield f"{value} -> {not value}", not value
    elif isinstance(value, (int, float)):
        yield from _numbers(value)
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value):
            yield f"without {item!r}", (*value[:number], *value[number + 1 :])
    elif isinstance(value, dict):
        for key in value:
            yield f"without {key!r}", {k: v for k, v in value.items() if k != key}
    elif isinstance(value, str):
        yield from _texts(name, value, default, list_label)


def _numbers(value: float) -> Altered:
    """Whole numbers one up and down; fractions a hundredth, and none at all."""
    whole = float(value).is_integer()
    for other in (value - 1, value + 1) if whole else (round(value - 0.01, 9), round(value + 0.01, 9), 0.0):
        if other >= 0:
            yield f"{value} -> {other}", other


def _texts(name: str, value: str, default: Any, list_label: str) -> Altered:
    if name in _EXPRESSIONS:
        for what, rest in weaker(value):
            yield f"without {what}", rest
    elif known_field(value, list_label) is None:
        yield f"{value} -> {other_field(value, list_label)}", other_field(value, list_label)
    if default is not MISSING:
        yield "removed", default


def other_field(name: str, list_label: str) -> str:
    """The next field of the same kind beside a field; of a note, the limit that it stands with."""
    prefix = "$." if name.startswith("$.") else ""
    bare = name.removeprefix("$.")
    if bare.endswith(".note"):
        return prefix + bare.removesuffix(".note")
    known = FIELDS[list_label].children if list_label and not prefix else FIELDS
    alike = [other for other, field in known.items() if field.kind == known[bare].kind]
    return prefix + alike[(alike.index(bare) + 1) % len(alike)]
