"""JSON and JSON-lines guides: exact values first, positions only along the paths that findings name."""

from __future__ import annotations

import json
import re
from typing import Any

from guidelint.location import Lines, Path, Region
from guidelint.readers.tree import SourceProblem, Spans, TextTree

_BLANK = re.compile(r"[ \t\r\n]*")
_LITERAL = re.compile(r"[^\s,\]}:]+")
_BRACKET = re.compile(r'["\[\]{}]')
_SURROGATE = re.compile("[\ud800-\udfff]")
_MAX_DEPTH = 100


class JsonTree(TextTree):
    """A JSON source; see `readers.tree.Tree`. Numbers keep the spelling they have in the text."""

    def __init__(self, text: str, first_line: int = 0) -> None:
        self.lines = Lines(text)
        self.problems: list[SourceProblem] = []
        self.root: Any = None
        try:
            self.root = self._load(text)
        except json.JSONDecodeError as error:
            self.problems = [_syntax_problem(text, error.pos, error.msg, self.lines)]
        except RecursionError:
            self.problems = [SourceProblem("source.syntax", Region(1, 1, 1, 1), {"reason": "nested too deeply"})]

    def _load(self, text: str) -> Any:
        repeated: list[str] = []

        def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            mapping = dict(pairs)
            if len(mapping) != len(pairs):
                seen: set[str] = set()
                repeated.extend(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
            return mapping

        root = json.loads(text, object_pairs_hook=members, parse_int=str, parse_float=str, parse_constant=str)
        if "\\u" in text:
            root = _mend(root)
        for key in repeated:
            region = self._repeated_region(text, key)
            self.problems.append(SourceProblem("source.duplicate-key", region, {"key": key}))
        return root

    def _repeated_region(self, text: str, key: str) -> Region:
        spans = [m.span() for m in re.finditer(re.escape(json.dumps(key, ensure_ascii=False)) + r"(?=\s*:)", text)]
        return self.lines.region(*(spans[-1] if spans else (0, 1)))

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path, by a scan that skips everything beside the path."""
        return None if self.root is None else find(self.lines.text, path)


class JsonLinesTree(TextTree):
    """A source of one JSON value a line; a line that does not parse is told and left out."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self.problems: list[SourceProblem] = []
        self.root: list[Any] = []
        self._starts: list[tuple[int, int]] = []
        for number, start in enumerate(self.lines.starts, 1):
            line = self.lines.line_text(number)
            if line.strip():
                self._add(line, number, start)

    def _add(self, line: str, number: int, start: int) -> None:
        tree = JsonTree(line)
        for problem in tree.problems:
            region = problem.region
            moved = Region(number, region.column, number, region.end_column)
            self.problems.append(problem._replace(region=moved))
        if not any(problem.rule != "source.duplicate-key" for problem in tree.problems):
            self.root.append(tree.root)
            self._starts.append((start, start + len(line)))

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path whose first step is the number of the value."""
        if not path:
            return Spans(None, (0, 0), (0, 0))
        start, end = self._starts[int(path[0])]
        return find(self.lines.text, path[1:], start, end)


def find(text: str, path: Path, start: int = 0, end: int | None = None) -> Spans | None:
    """The spans of the value at a path in a JSON text; the last of equal keys, as parsers have it."""
    position = _skip_blank(text, start)
    key: tuple[int, int] | None = None
    for step in path:
        found = _enter(text, position, step)
        if found is None:
            return None
        key, position = found
    stop = _skip_value(text, position)
    first = _first_inside(text, position, stop) if text[position] in "[{" else None
    return Spans(key, (position, stop), first)


def _first_inside(text: str, start: int, stop: int) -> tuple[int, int]:
    position = start
    while position < stop and text[position] in "[{":
        position = _skip_blank(text, position + 1)
    if text[position] in "]}":
        return start, stop
    return position, _skip_value(text, position)


def _enter(text: str, position: int, step: str | int) -> tuple[tuple[int, int] | None, int] | None:
    if text[position] == "{" and isinstance(step, str):
        return _enter_object(text, position, step)
    if text[position] == "[" and isinstance(step, int):
        return _enter_array(text, position, step)
    return None


def _enter_object(text: str, position: int, step: str) -> tuple[tuple[int, int], int] | None:
    found = None
    position = _skip_blank(text, position + 1)
    while text[position] == '"':
        key_end = _skip_string(text, position)
        value = _skip_blank(text, _skip_blank(text, key_end) + 1)
        if _same_key(text[position:key_end], step):
            found = ((position, key_end), value)
        position = _skip_blank(text, _skip_value(text, value))
        if text[position] == ",":
            position = _skip_blank(text, position + 1)
    return found


def _enter_array(text: str, position: int, step: int) -> tuple[None, int] | None:
    position = _skip_blank(text, position + 1)
    for _ in range(step):
        position = _skip_blank(text, _skip_value(text, position)) if text[position] != "]" else position
        if text[position] != ",":
            return None
        position = _skip_blank(text, position + 1)
    return None if text[position] == "]" else (None, position)


def _same_key(literal: str, step: str) -> bool:
    if "\\" not in literal:
        return literal[1:-1] == step
    return bool(_mend(json.loads(literal)) == step)


def _skip_blank(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _skip_string(text: str, position: int) -> int:
    """The offset after a string; a quote ends it unless an odd number of backslashes stands before."""
    position += 1
    while True:
        position = text.index('"', position) + 1
        slashes = position - 2
        while text[slashes] == "\\":
            slashes -= 1
        if (position - 2 - slashes) % 2 == 0:
            return position


def _skip_value(text: str, position: int) -> int:
    """The offset after the value that begins at a position."""
    if text[position] == '"':
        return _skip_string(text, position)
    if text[position] not in "[{":
        match = _LITERAL.match(text, position)
        return match.end() if match else position
    depth = 0
    while True:
        match = _BRACKET.search(text, position)
        if match is None:
            return len(text)
        if match[0] == '"':
            position = _skip_string(text, match.start())
            continue
        depth += 1 if match[0] in "[{" else -1
        position = match.end()
        if depth == 0:
            return position


def _mend(value: Any, depth: int = 0) -> Any:
    """Lone surrogates, which no output can carry, become U+FFFD."""
    if isinstance(value, str):
        if not _SURROGATE.search(value):
            return value
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_mend(item) for item in value]
    if isinstance(value, dict):
        return {_mend(key): _mend(item) for key, item in value.items()}
    return value


def _syntax_problem(text: str, position: int, reason: str, lines: Lines) -> SourceProblem:
    line, column = lines.position(position)
    cut = not text[position:].strip() or reason.startswith(("Unterminated string", "Expecting value")) and (
        position >= len(text.rstrip()) or reason.startswith("Unterminated string")
    )
    rule = "source.truncated" if cut and text.strip() else "source.syntax"
    return SourceProblem(rule, Region(line, column, line, column), {"reason": reason})
