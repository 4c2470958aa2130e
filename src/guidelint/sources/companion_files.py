"""Reading the files that a guide names, relative to it, and never outside the directory tree it belongs to."""

from __future__ import annotations

from pathlib import Path as FilePath

from guidelint.attachments import MAX_BYTES


class CompanionFiles:
    """From a path in a guide to the bytes of that file, None where there is none to be had.

    A path leads from the guide's folder. The tree is the repository, or without one the folder that the
    caller had searched, or the guide's own folder. What is outside, by `..`, from the root or through a link,
    is as good as absent, and so is what is no plain file. No more than MAX_BYTES and one are read.
    """

    __slots__ = ("guide", "searched", "top")

    def __init__(self, guide: str, searched: FilePath | None) -> None:
        self.guide = guide
        self.searched = searched
        self.top: FilePath | None = None

    def __call__(self, name: str) -> bytes | None:
        """The bytes of a file."""
        plain = FilePath(name.replace("\\", "/"))
        if plain.is_absolute():
            return None
        try:
            folder = FilePath(self.guide).parent
            if self.top is None:
                self.top = _top(folder.resolve(), self.searched)
            file = (folder / plain).resolve()
            if not file.is_relative_to(self.top) or not file.is_file():
                return None
            with file.open("rb") as stream:
                return stream.read(MAX_BYTES + 1)
        except (OSError, RuntimeError, ValueError):
            return None


def _top(folder: FilePath, searched: FilePath | None) -> FilePath:
    for parent in (folder, *folder.parents):
        if (parent / ".git").exists():
            return parent
    return searched.resolve() if searched else folder
