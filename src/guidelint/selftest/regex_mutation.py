"""Weaker forms of a regular expression: without one of its alternatives, anchors or lookarounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidelint.lean.tuples import NamedTuple

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<mark>[()|^$])", re.DOTALL)
_HEAD = re.compile(r"\((?:\?(?:P<\w+>|[:>]|<?[=!]|[aiLmsux]+(?:-[imsx]+)?:))?")
_LOOK = re.compile(r"\(\?<?[=!]")


class _Group(NamedTuple):
    """A group: offsets of its parentheses and how many groups enclose it."""

    start: int
    end: int
    depth: int


def weaker(expression: str) -> Iterator[tuple[str, str]]:
    """What was left out, and the rest: an expression that compiles and is not empty."""
    marks = [(match.start(), match["mark"]) for match in _TOKEN.finditer(expression) if match["mark"]]
    groups, bars = _structure(marks)
    stretches = [(0, len(expression), 0)]
    stretches += [(_inside(expression, group), group.end, 1) for group in groups if group.depth == 0]
    cuts = [cut for start, end, depth in stretches for cut in _alternatives(start, end, bars.get(depth, []))]
    cuts += [(group.start, group.end + 1) for group in groups if _LOOK.match(expression, group.start)]
    cuts += [(at, at + 1) for at, mark in marks if mark in "^$" and not _idle(expression, at, mark)]
    for start, end in cuts:
        rest = expression[:start] + expression[end:]
        if rest and _compiles(rest):
            yield repr(expression[start:end]), rest


def _structure(marks: list[tuple[int, str]]) -> tuple[list[_Group], dict[int, list[int]]]:
    """The groups, and the offsets of the bars at each depth."""
    groups: list[_Group] = []
    bars: dict[int, list[int]] = {}
    open_at: list[int] = []
    for at, mark in marks:
        if mark == "(":
            open_at.append(at)
        elif mark == ")" and open_at:
            groups.append(_Group(open_at.pop(), at, len(open_at)))
        elif mark == "|":
            bars.setdefault(len(open_at), []).append(at)
    return groups, bars


def _inside(expression: str, group: _Group) -> int:
    """Where the content of a group begins."""
    head = _HEAD.match(expression, group.start)
    return head.end() if head else group.start + 1


def _alternatives(start: int, end: int, bars: list[int]) -> Iterator[tuple[int, int]]:
    """The alternatives between two offsets, each with the bar that goes with it."""
    edges = [at for at in bars if start <= at < end]
    if not edges:
        return
    yield start, edges[0] + 1
    for number, at in enumerate(edges):
        yield at, edges[number + 1] if number + 1 < len(edges) else end


def _idle(expression: str, at: int, mark: str) -> bool:
    """Whether an anchor changes nothing, since anything may stand between it and the rest."""
    return expression.startswith(".*", at + 1) if mark == "^" else expression[:at].endswith(".*")


def _compiles(expression: str) -> bool:
    try:
        re.compile(expression)
    except re.error:
        return False
    return True
