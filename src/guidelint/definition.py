"""Reading definition files (rules, dialects, config): every mistake at once, with its line, column and a near match."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from guidelint.errors import Mistake, near
from guidelint.location import Path
from guidelint.readers.decode import decode
from guidelint.readers.yaml_reader import YamlTree

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")


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
            reason = problem.args.get("reason") or f"key {problem.args.get('key')!r} is given twice"
            self.mistakes.append(Mistake(file, problem.region.line, problem.region.column, reason))

    @property
    def root(self) -> Any:
        """The plain value of the file."""
        return self.tree.root

    def mistake(self, path: Path, message: str) -> None:
        """Note a mistake at a path of the file."""
        region = self.tree.region(path)
        self.mistakes.append(Mistake(self.file, region.line, region.column, message))

    def validate(self, shape: type[T], value: Any, at: Path = ()) -> T | None:
        """The value as a `shape`, or None with the mistakes noted."""
        from pydantic import ValidationError

        try:
            validated: T = _adapter(cast(Any, shape)).validate_python(value)
        except ValidationError as error:
            for path, message in _messages(error, shape):
                self.mistake((*at, *path), message)
            return None
        return validated


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(shape)


def _messages(error: ValidationError, shape: type) -> Iterable[tuple[Path, str]]:
    for detail in error.errors(include_url=False):
        path = tuple(step for step in detail["loc"])
        if detail["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
            yield path, unknown_key(str(path[-1]), getattr(shape, "__dataclass_fields__", {}))
        elif detail["type"] in ("missing", "missing_argument", "missing_keyword_only_argument"):
            yield path, f"{path[-1]!r} is required"
        else:
            found = detail.get("input")
            shown = f"; found {found!r}" if isinstance(found, (str, int)) else ""
            yield path, f"{detail['msg'][0].lower()}{detail['msg'][1:]}{shown}"


def unknown_key(key: str, known: Iterable[str]) -> str:
    """The sentence for a key that nobody knows."""
    names = [name for name in known if not name.startswith("_")]
    hint = near(key, names) or f"; expected one of {', '.join(sorted(names))}"
    return f"unknown key {key!r}{hint}"


def each(value: Any, do: Callable[[Any, int], None]) -> None:
    """Call for every element of a list, or for a single value as if it were a list of one."""
    for number, item in enumerate(value if isinstance(value, list) else [value]):
        do(item, number)
