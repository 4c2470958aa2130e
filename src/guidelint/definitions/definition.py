"""Definition files (rules, dialects, config): all mistakes at once, with location and nearest known name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from guidelint.definitions.validation import messages
from guidelint.errors import Mistake
from guidelint.location import Path
from guidelint.readers.decode import decode
from guidelint.readers.yaml.reader import YamlTree

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")
IN_QUOTES = "; a text that begins with {, [, a quote, @, % or ` has to stand in quotes as a whole"
"""What to do about a text that the syntax takes for something else."""


class DefinitionFile:
    """One definition file as plain values, with its mistakes so far."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        text = decode(data).text
        self.tree = YamlTree(text or "")
        self.mistakes: list[Mistake] = []
        if text is None:
            self.mistakes.append(Mistake(file, 1, 1, "not a text file"))
        for problem in self.tree.problems:
            reason = problem.args.get("reason_en") or f"key {problem.args.get('key')!r} is given twice"
            line, column = problem.region.line, problem.region.column
            hint = _hint(self.tree.lines.line_text(line), column)
            self.mistakes.append(Mistake(file, line, column, reason + hint))

    @property
    def root(self) -> Any:
        """The plain value of the file."""
        return self.tree.root

    def mistake(self, path: Path, message: str, of_key: bool = False) -> None:
        """Note a mistake at a path of the file: in what stands there, or in the key itself."""
        key = spans.key if of_key and (spans := self.tree.spans(path)) else None
        region = self.tree.lines.region(*key) if key else self.tree.region(path)
        named = path[:-1] if of_key else path
        if self.file.endswith(".toml") and named:  # of which nothing but the table's head has a place
            message = f"{'.'.join(map(str, named))}: {message}"
        self.mistakes.append(Mistake(self.file, region.line, region.column, message))

    def validate(self, shape: type[T], value: Any, at: Path = ()) -> T | None:
        """The value as a `shape`, or None with the mistakes noted."""
        return self._validated(shape, value, at)[0]

    def validate_partially(
        self, shape: type[T], root: Mapping[str, Any], instead: Mapping[str, Any]
    ) -> tuple[T | None, dict[str, Any]]:
        """As `validate`, but of what is sound in spite of mistakes, so that what else is wrong with it is
        reported too.

        `instead` holds what stands in for wrong or missing keys; None where the shape cannot do without
        another.
        """
        validated, wrong = self._validated(shape, root, ())
        sound = {key: value for key, value in root.items() if key not in wrong}
        sound |= {key: value for key, value in instead.items() if key in wrong}
        return DefinitionFile(self.file, b"").validate(shape, sound) if wrong else validated, sound

    def _validated(self, shape: type[T], value: Any, at: Path) -> tuple[T | None, set[Any]]:
        """The value as a `shape`, or None with the mistakes noted and the keys that are wrong or missing."""
        from pydantic import ValidationError

        try:
            return _adapter(cast(Any, shape)).validate_python(value), set()
        except ValidationError as error:
            for path, message, of_key in messages(error, shape, value):
                self.mistake((*at, *path), message, of_key)
            return None, {next(iter(detail["loc"]), None) for detail in error.errors(include_url=False)}


def _hint(line: str, column: int) -> str:
    """What to do where a syntax error stands behind a closed bracket, as a message that begins with {field} has it."""
    before, here = line[: column - 1].rstrip(), line[column - 1 : column]
    closed = before.endswith(("}", "]", '"', "'")) and here not in ("", "#", ",")
    if not closed and here not in ("@", "%", "`"):
        return ""
    return IN_QUOTES


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(shape)
