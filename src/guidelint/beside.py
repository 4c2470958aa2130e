"""Reads the files that a guide names from beside it, and never from outside the tree that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path as FilePath

from guidelint.attachments import MAX_BYTES


def reader_beside(guide: FilePath, searched: FilePath | None) -> Callable[[str], bytes | None]:
    """A function from a path in a guide to the bytes of that file, None where there is none to be had.

    A path leads from the guide's folder. The tree is the repository, or without one the folder that the
    caller had searched, or the guide's own folder. What is outside, by `..`, from the root or through a link,
    is as good as absent, and so is what is no plain file. No more than MAX_BYTES and one are read.
    """
    top: list[FilePath] = []

    def read(name: str) -> bytes | None:
        plain = FilePath(name.replace("\\", "/"))
        if plain.is_absolute():
            return None
        try:
            if not top:
                top.append(_top(guide.parent.resolve(), searched))
            file = (guide.parent / plain).resolve()
            if not file.is_relative_to(top[0]) or not file.is_file():
                return None
            with file.open("rb") as stream:
                return stream.read(MAX_BYTES + 1)
        except (OSError, RuntimeError, ValueError):
            return None

    return read


def _top(folder: FilePath, searched: FilePath | None) -> FilePath:
    for parent in (folder, *folder.parents):
        if (parent / ".git").exists():
            return parent
    return searched.resolve() if searched else folder
