"""JSON and JSON Lines: exact values first; positions are computed only for paths that findings name."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO

from guidelint.finding import Edit
from guidelint.location import START, Lines, Path, Region
from guidelint.readers.json.scan import (
    AS_WRITTEN,
    BLANKS,
    Places,
    next_value,
    repeated_keys,
    replace_lone_surrogates,
    scan,
    skip_blank,
)
from guidelint.readers.literal import json_edits
from guidelint.readers.tree import SourceProblem, Spans, TextTree

SIZE = 1 << 21
"""The minimum number of characters in a part of a long list."""
_MOST_REPEATED = 50
"""The maximum number of repeated keys reported per source."""
_BEFORE, _AFTER = ("[", ","), ("]", "],")
"""What may precede and follow the values of a list with one value per line."""
_SCRIPT = re.compile(r"\s*(?:/\*\*/)?(?:(?:var|let|const)\s+)?[\w$.]+\s*([(=])\s*(?=[\[{])")
_SCRIPT_ENDS = {"(": re.compile(r"\s*\)[\s;]*"), "=": re.compile(r"[\s;]*")}
"""The text before and after a response that a script passes to a function (JSONP) or assigns to a variable."""
_OF_A_LINE = "；只有这一行没有读 (the other lines are read)"
_PAGE = "是网页而不是数据 (a web page, not data)"
_ALL = Spans(None, (0, 0), (0, 0))
"""Those of the list of several values."""


class _Json(TextTree):
    """Common base of JSON and JSON Lines: edits of strings."""

    def edits_at(
        self, path: Path, span: tuple[int, int], value: str, changes: Sequence[Edit]
    ) -> tuple[Edit, ...] | None:
        """The edits of a string; None for a number."""
        return json_edits(self.lines.text, span, value, changes)


class JsonTree(_Json):
    """A JSON source; see `readers.tree.Tree`. Numbers keep their spelling.

    If the text contains several values one after another, as some exports do, the root is the list of them.
    """

    number = 0
    """The number of elements in the parts before this one."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self.problems: list[SourceProblem] = []
        self.values: list[tuple[int, Any]] = []
        self._places = Places(text)
        try:
            self.values = self._load(text)
        except json.JSONDecodeError as error:
            self.problems = [_syntax_problem(text, error.pos, error.msg, self.lines)]
        except RecursionError:
            reason = {"reason": "嵌套过深 (nested too deeply)"}
            self.problems = [SourceProblem("source.syntax", START, reason)]
        found = [value for _, value in self.values]
        self.root: Any = found if len(found) > 1 else found[0] if found else None

    def _load(self, text: str) -> list[tuple[int, Any]]:
        """The values in a text, each with its offset."""
        repeats: list[Any] = []
        values = _values(text, decoder(repeats))
        if "\\u" in text:
            values = [(start, replace_lone_surrogates(value)) for start, value in values]
        if repeats:
            self.problems = repeat_problems(self.lines, 0)
        return values

    @classmethod
    def parts(cls, file: BinaryIO, names: frozenset[str], size: int = SIZE) -> Iterator[JsonTree]:
        """The trees of consecutive list elements, each of at least `size` characters, with their positions in
        the file.

        A file that is not such a list is a single tree.
        """
        from guidelint.readers.json.parts import part_trees

        return part_trees(file, names, size)

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path; the scan skips everything beside the path."""
        if len(self.values) < 2:
            return self._places.find(path, self.values[0][0]) if self.values else None
        return self._places.find(path[1:], self.values[int(path[0])][0]) if path else _ALL


def decoder(repeats: list[Any]) -> Any:
    """A JSON decoder that keeps the spelling of numbers and adds objects with repeated keys to `repeats`."""

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping = dict(pairs)
        if len(mapping) != len(pairs):
            repeats.append(mapping)
        return mapping

    return json.JSONDecoder(object_pairs_hook=members, **AS_WRITTEN)


def repeat_problems(lines: Lines, start: int) -> list[SourceProblem]:
    """Problems for the repeated keys of objects in JSON that begins at an offset."""
    found = islice(repeated_keys(lines.text, start), _MOST_REPEATED)
    return [SourceProblem("source.duplicate-key", lines.region(*span), {"key": key}) for span, key in found]


class JsonLinesTree(_Json):
    """A source with one JSON value per line; a line that cannot be parsed is reported and skipped.

    Commas after values and brackets around all lines are ignored. A text that is JSON but not lines is read
    as JSON.

    `before`: the number of lines before this text, if the source is read in parts. `only`: the lines to
    parse, if the text is known to be valid; the other values stay None.
    """

    def __init__(self, text: str, before: int | None = None, only: Container[int] | None = None) -> None:
        self.lines = Lines(text, ((before or 0) + 1, 1))
        self.problems: list[SourceProblem] = []
        self.root: list[Any] = []
        self._numbers: list[int] = []
        self._indents: dict[int, int] = {}
        self._places = Places(text)
        self._whole: JsonTree | None = None
        add, number = self.root.append, self._numbers.append
        for index, line in enumerate(self.lines.split()):
            left_out = only is not None and index not in only
            value = None if left_out else once(line)
            if value is not None or (left_out and line):
                add(value)
                number(index)
            elif line.strip():
                self._carefully(line, index)
        if before is None and (any(map(_is_broken, self.problems)) or text.lstrip(BLANKS)[:1] == "["):
            self._as_a_whole(text)

    def is_one_a_line(self) -> bool:
        """Whether every line is a value: no blank lines, no parse errors."""
        lines = self.lines.text.count("\n") + (not self.lines.text.endswith("\n"))
        return len(self.root) == lines and not self._indents

    def _carefully(self, line: str, index: int) -> None:
        """Parse a line that may be wrong, and report how."""
        tree, indent = JsonTree(line), 0
        if not tree.values:
            bare, start = _without_list(line)
            if not bare:
                return
            if (inner := JsonTree(bare)).values:
                tree, indent = inner, start
        number = self.lines.before + index + 1
        for problem in tree.problems:
            region = problem.region
            moved = Region(number, region.column + indent, number, region.end_column + indent)
            args = problem.args
            if _is_broken(problem):
                args = {"reason": f"{args['reason']}{_OF_A_LINE}"}
            self.problems.append(problem._replace(region=moved, args=args))
        for start, value in tree.values:
            if indent + start:
                self._indents[len(self.root)] = indent + start
            self.root.append(value)
            self._numbers.append(index)

    def _as_a_whole(self, text: str) -> None:
        """Read the text as one JSON value if it is one; what looks like lines of a list must be complete."""
        whole = JsonTree(text)
        if not any(map(_is_broken, self.problems)):
            self.problems += [problem for problem in whole.problems if problem.rule == "source.truncated"]
        elif whole.values:
            self._whole, self.root, self.problems = whole, [whole.root], whole.problems

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path, whose first step is the index of the value."""
        if not path:
            return _ALL
        if self._whole is not None:
            return self._whole.spans(path[1:])
        number = int(path[0])
        start = self.lines.starts[self._numbers[number]] + self._indents.get(number, 0)
        return self._places.find(path[1:], start)


def _values(text: str, decoder: json.JSONDecoder) -> list[tuple[int, Any]]:
    """The values in a text with their offsets; several must be objects or lists, separated at most by commas."""
    script = _SCRIPT.match(text)
    start = script.end() if script else skip_blank(text, 0)
    value, end = decoder.raw_decode(text, start)
    values = [(start, value)]
    if script:
        if not _SCRIPT_ENDS[script[1]].fullmatch(text, end):
            missing = "Expecting ')'" if script[1] == "(" else "Extra data"
            raise json.JSONDecodeError(missing, text, skip_blank(text, end))
        return values
    while (start := next_value(text, end)) < len(text):
        if text[start] not in "[{" or not isinstance(value, (dict, list)):
            raise json.JSONDecodeError("Extra data", text, skip_blank(text, end))
        value, end = decoder.raw_decode(text, start)
        values.append((start, value))
    return values


def _without_list(line: str) -> tuple[str, int]:
    """The part of a line inside the brackets of a list, and its offset."""
    marks = BLANKS + "\ufeff"
    bare = line.strip(marks)
    for before in _BEFORE:
        bare = bare.removeprefix(before)
    for after in _AFTER:
        bare = bare.removesuffix(after)
    bare = bare.strip(marks)
    return bare, line.find(bare)


def _is_broken(problem: SourceProblem) -> bool:
    """Whether a problem is one that kept a text from being read."""
    return problem.rule != "source.duplicate-key"


def once(line: str) -> Any:
    """The value of a valid line, fast; None if its validity is uncertain.

    Repeated keys show in the count: a text has at least as many `":` as it has keys, and the value then has
    fewer.
    """
    if line[:1] != "{" or ("\\" in line and "\\u" in line) or "\t" in line or '" :' in line:
        return None
    try:
        value, end = scan(line, 0)
    except (StopIteration, ValueError, RecursionError):
        return None
    if end != len(line) and line[end:].strip(BLANKS) not in ("", ","):
        return None
    keys = len(value)
    for part in value.values():
        if type(part) is list:
            for item in part:
                if type(item) is dict:
                    keys += len(item)
    return value if keys == line.count('":') else None


def _syntax_problem(text: str, position: int, reason: str, lines: Lines) -> SourceProblem:
    from guidelint.readers.parser_words import in_both

    line, column = lines.position(position)
    cut = not text[position:].strip() or reason.startswith("Unterminated string")
    rule = "source.truncated" if cut and text.strip() else "source.syntax"
    reason_text = _PAGE if text.startswith("<", position) else in_both(reason)
    return SourceProblem(rule, Region(line, column, line, column), {"reason": reason_text})
