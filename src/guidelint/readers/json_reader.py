"""JSON and JSON-lines guides: exact values first, positions only along the paths that findings name."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from guidelint.finding import Edit
from guidelint.location import Lines, Path, Region
from guidelint.readers.json_edit import json_edits
from guidelint.readers.json_scan import Places, mend_surrogates, scan
from guidelint.readers.tree import SourceProblem, Spans, TextTree

_MOST_REPEATED = 50
"""Repeated keys told per source; each costs a search for its place."""


def _repeated(keys: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield key
        seen.add(key)


class _Json(TextTree):
    """What JSON and JSON lines share: how a string is edited."""

    def written(
        self, path: Path, span: tuple[int, int], value: str, changes: Sequence[Edit]
    ) -> tuple[Edit, ...] | None:
        """The edits of a string; of a number None."""
        return json_edits(self.lines.text, span, value, changes)


class JsonTree(_Json):
    """A JSON source; see `readers.tree.Tree`. Numbers keep the spelling they have in the text."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self.problems: list[SourceProblem] = []
        self.root: Any = None
        self._places = Places(text)
        try:
            self.root = self._load(text)
        except json.JSONDecodeError as error:
            self.problems = [_syntax_problem(text, error.pos, error.msg, self.lines)]
        except RecursionError:
            reason = {"reason": "嵌套过深 (nested too deeply)"}
            self.problems = [SourceProblem("source.syntax", Region(1, 1, 1, 1), reason)]

    def _load(self, text: str) -> Any:
        repeated: list[str] = []

        def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            mapping = dict(pairs)
            if len(mapping) != len(pairs):
                repeated.extend(_repeated(key for key, _ in pairs))
            return mapping

        root = json.loads(text, object_pairs_hook=members, parse_int=str, parse_float=str, parse_constant=str)
        if "\\u" in text:
            root = mend_surrogates(root)
        for key in repeated[:_MOST_REPEATED]:
            region = self._repeated_region(text, key)
            self.problems.append(SourceProblem("source.duplicate-key", region, {"key": key}))
        return root

    def _repeated_region(self, text: str, key: str) -> Region:
        literal = re.escape(json.dumps(key, ensure_ascii=False))
        spans = [match.span() for match in re.finditer(literal + r"(?=\s*:)", text)]
        return self.lines.region(*(spans[-1] if spans else (0, 1)))

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path, by a scan that skips everything beside the path."""
        return None if self.root is None else self._places.find(path)


class JsonLinesTree(_Json):
    """A source of one JSON value a line; a line that does not parse is told and left out.

    `before`: how many lines of the source stand before this text, of a source that is read in parts. `only`: of a
    text that is known to hold a value on each line, those of these lines are read, and the others stay None.
    """

    def __init__(self, text: str, before: int = 0, only: Container[int] | None = None) -> None:
        self.lines = Lines(text, (before + 1, 1))
        self.problems: list[SourceProblem] = []
        self.root: list[Any] = []
        self._numbers: list[int] = []
        self._places = Places(text)
        add, number = self.root.append, self._numbers.append
        for index, line in enumerate(self.lines.split()):
            left_out = only is not None and index not in only
            value = None if left_out else once(line)
            if value is not None or (left_out and line):
                add(value)
                number(index)
            elif line.strip():
                self._carefully(line, index)

    def is_one_a_line(self) -> bool:
        """Whether every line is a value: none is blank, and none does not parse."""
        return len(self.root) == self.lines.text.count("\n") + (not self.lines.text.endswith("\n"))

    def _carefully(self, line: str, index: int) -> None:
        """Read a line in which something may be wrong, and tell what."""
        tree = JsonTree(line)
        number = self.lines.before + index + 1
        for problem in tree.problems:
            region = problem.region
            moved = Region(number, region.column, number, region.end_column)
            self.problems.append(problem._replace(region=moved))
        if not any(problem.rule != "source.duplicate-key" for problem in tree.problems):
            self.root.append(tree.root)
            self._numbers.append(index)

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path whose first step is the number of the value."""
        if not path:
            return Spans(None, (0, 0), (0, 0))
        number = int(path[0])
        return self._places.find(path[1:], self.lines.starts[self._numbers[number]])


def once(line: str) -> Any:
    """The value of a line in which nothing is wrong; None where that is not certain at once.

    A repeated key shows itself: a text has at least as many `":` as it has keys, and the value fewer then.
    """
    if line[:1] != "{" or ("\\" in line and "\\u" in line) or "\t" in line or '" :' in line:
        return None
    try:
        value, end = scan(line, 0)
    except (StopIteration, ValueError, RecursionError):
        return None
    if end != len(line) and line[end:].strip(" \t\r\n"):
        return None
    keys = len(value)
    for part in value.values():
        if type(part) is list:
            for item in part:
                if type(item) is dict:
                    keys += len(item)
    return value if keys == line.count('":') else None


def _syntax_problem(text: str, position: int, reason: str, lines: Lines) -> SourceProblem:
    line, column = lines.position(position)
    cut = not text[position:].strip() or reason.startswith("Unterminated string")
    rule = "source.truncated" if cut and text.strip() else "source.syntax"
    return SourceProblem(rule, Region(line, column, line, column), {"reason": reason})
