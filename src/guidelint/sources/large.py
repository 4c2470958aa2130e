"""The files of a source that is too large to be read at once, opened for reading in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path as FilePath
from stat import S_ISREG
from typing import BinaryIO

from guidelint.lean.tuples import NamedTuple
from guidelint.readers.decode import Decoded, decode, encoding_of
from guidelint.readers.tree import Tree
from guidelint.sources.inputs import IN_PARTS, Input

LARGE = 16 << 20
"""Sources of more bytes are read in parts, where their format allows it; their lines are not quoted."""
_MUCH = 8 << 20
"""So are those that are larger than this together with the files beside them; where the source alone is not
large, its text is held, and everything is reported as of the whole.
"""


def size_in_parts(source: Input) -> int | None:
    """The size of a whole, large source that is read in parts, else None; OSError if it is no file."""
    if source.extension not in IN_PARTS or source.path is None or source.part is not None:
        return None
    facts = FilePath(source.path).stat()
    return facts.st_size if facts.st_size > LARGE and S_ISREG(facts.st_mode) else None


class Large(NamedTuple):
    """A source to be read in parts: its trees, and its text where that is not large.

    `decoded` says what `encoding_of` says of it, of one that is no text that it is in UTF-8.
    """

    trees: Callable[[frozenset[str]], Iterator[Tree]]
    decoded: Decoded
    held: bool


def opened(
    source: Input, reader: type[Tree] | None, places: Mapping[str, str], files: ExitStack
) -> Large | None:
    """A source that its reader reads in parts, None where it is not large or breaks off in the midst of a
    character.

    `places` are the paths of the files beside it, by name; what is opened is closed with `files`. OSError
    where something cannot be read.
    """
    in_parts = getattr(reader, "parts", None)
    if reader is None or in_parts is None or source.path is None:
        return None
    facts = [FilePath(path).stat() for path in (source.path, *places.values())]
    size, total = facts[0].st_size, sum(fact.st_size for fact in facts)
    if size <= LARGE and not (places and total > _MUCH):
        return None
    if not all(S_ISREG(fact.st_mode) for fact in facts):
        return None
    file = _open(source.path, files)
    companions = {name: _open(path, files) for name, path in places.items()}
    held = size <= LARGE
    decoded = Decoded("", "utf-8")
    if reader.takes == "text":
        decoded = decode(file.read()) if held else encoding_of(file)
    trees = partial(in_parts, file, companions=companions) if companions else partial(in_parts, file)
    return None if decoded.cut else Large(trees, decoded, held)


def _open(path: str, files: ExitStack) -> BinaryIO:
    return files.enter_context(FilePath(path).open("rb"))
