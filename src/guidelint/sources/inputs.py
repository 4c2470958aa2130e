"""The inputs of a run: named sources, and parts of those that are too large to be read at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path as FilePath

from guidelint.lean.tuples import NamedTuple
from guidelint.sources.attachment_access import Attached

NOTHING: Callable[[], Mapping[str, bytes]] = dict
"""What stands beside a source that is one file."""
NOWHERE: Callable[[], Mapping[str, str]] = dict
"""Where what stands beside it is to be found."""
_SHORTER = "检查期间文件变短了，请重新检查 (it became shorter during the run: check it again)"

IN_PARTS = frozenset((".json", ".xml", ".csv", ".tsv", ".parquet"))
"""The extensions of sources that are read in parts where they are large, but by one process."""
PAGES = frozenset((".html", ".htm", ".docx"))
"""The extensions of sources that hold one guide, under its labels."""


class Part(NamedTuple):
    """Whole lines of a source, or rows of a DataFrame: start and end, and the number of lines and guides
    before.

    `start` and `end` are in bytes of a file, or in rows; `encoding` is that of the whole source, by its
    Python name.
    """

    start: int
    end: int
    line: int
    number: int
    encoding: str = "utf-8"


class Input(NamedTuple):
    """A source to lint: its name in reports, its extension, and how to get its bytes (OSError if that fails).

    `named`: the caller named it as a guide, rather than a search finding it, or a program putting it on a
    list of files to check (`listed`). `companions` returns the files with the rest of it, by name: the list
    files of a CSV. `places` returns their paths, so that they need not be in memory; OSError from both if
    that fails. `attached` reads a file that one of its guides names. `path` is its file, if it is one; `part`
    the part of it that is meant. `held`: `read` returns the bytes of just this part. `present`: for a part of
    a table, the fields for which the whole table has columns; for a page among others of its folder, those
    that the pages are assumed to show, and `table` their collective name.
    """

    name: str
    extension: str
    read: Callable[[], bytes]
    named: bool
    companions: Callable[[], Mapping[str, bytes]] = NOTHING
    attached: Attached | None = None
    path: str | None = None
    part: Part | None = None
    held: bool = False
    present: frozenset[str] | None = None
    places: Callable[[], Mapping[str, str]] = NOWHERE
    table: str = ""
    listed: bool = False

    @property
    def searched(self) -> bool:
        """Whether it was found by a search, which finds everything there is."""
        return not (self.named or self.listed)

    def bytes(self) -> bytes:
        """The bytes of the source, or of its part."""
        if self.part is None or self.path is None or self.held:
            return self.read()
        with FilePath(self.path).open("rb") as file:
            file.seek(self.part.start)
            data = file.read(self.part.end - self.part.start)
        if self.part.start + len(data) < self.part.end:
            raise OSError(_SHORTER)
        return data


def name_of(path: str) -> str:
    """How reports call a file: its path without detours, from the working directory if it lies in that, with
    forward slashes, as it can be written.
    """
    plain = os.path.normpath(path)
    if os.path.isabs(plain):  # noqa: PTH117 - as in `suffix_of`
        here = os.getcwd()  # noqa: PTH109
        plain = "." if plain == here else plain.removeprefix(os.path.join(here, ""))  # noqa: PTH118
    return as_written(plain.replace(os.sep, "/"))


def as_written(text: str) -> str:
    """A file's name with bytes that are no characters escaped, so that different files have different names."""
    if text.isascii():
        return text
    try:
        name = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # halves of characters, as only Windows has them
        name = text.encode("utf-8", "surrogatepass")
    return name.decode("utf-8", "backslashreplace")


def suffix_of(name: str) -> str:
    """The lower-case extension in a file's name."""
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - a Path for each of thousands of files takes longer
