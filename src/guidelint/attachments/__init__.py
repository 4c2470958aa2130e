"""Extracts facts from the bytes of a file that a guide names: its type, its text and its defects.

Nothing here opens a file or a URL: the caller passes the bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guidelint.attachments.file_facts import FileFacts, Kind, Problem, heading_of
from guidelint.attachments.kinds import BLOCKED, extension_of, fits, is_address, is_path, kind_of
from guidelint.lean.digest import sha256
from guidelint.lean.structs import replace
from guidelint.record import Data

__all__ = [
    "FILES",
    "MAX_BYTES",
    "FileFacts",
    "Files",
    "Kind",
    "Problem",
    "facts",
    "is_path",
    "names_one_twice",
    "shared_addresses",
    "stated_files",
    "stated_paths",
]

FILES = "$files"
"""Under this key a rule finds the files of the record that it is asked of: a `Files`, or None where none is opened."""
MAX_BYTES = 64 << 20
"""A larger file is neither hashed nor read: its size and kind are all that is told."""
_KEPT = 128
"""Facts of so many files are kept."""
_PLAIN = 400_000
"""So many bytes of a plain text are read."""
_FORMS = ("blank_form", "sample_form")


class Files:
    """Facts of the files that a source names, by path; each file is examined once, on demand."""

    def __init__(self, open_file: Callable[[str], FileFacts]) -> None:
        self._look = open_file
        self._known: dict[str, FileFacts] = {}

    def of(self, path: str) -> FileFacts:
        """The facts of one file; a missing file is reported as missing."""
        known = self._known.get(path)
        if known is None:
            if len(self._known) >= _KEPT:
                del self._known[next(iter(self._known))]
            known = self._known[path] = self._look(path)
        return known

    def unread(self, kind: Kind) -> bool:
        """Whether the text of some file of a kind was unavailable although the file is sound."""
        return any(f.kind == kind and f.text is None and f.problem is None for f in self._known.values())


def facts(path: str, data: bytes | None) -> FileFacts:
    """The facts of a file from its bytes; None means that there is no such file."""
    if data is None:
        return FileFacts(path, problem="missing")
    if not data:
        return FileFacts(path, problem="empty")
    extension = extension_of(path)
    kind = kind_of(data)
    file_facts = FileFacts(path, len(data), kind)
    if len(data) > MAX_BYTES:
        return file_facts
    file_facts = replace(file_facts, sha256=sha256(data).hexdigest())
    if extension in BLOCKED:
        return replace(file_facts, problem="blocked")
    return _read(file_facts, extension, data)


def _read(file_facts: FileFacts, extension: str, data: bytes) -> FileFacts:
    """The facts with the text, or with the reason why it cannot be read."""
    if file_facts.kind == "ole":
        from guidelint.attachments.office import is_locked

        if is_locked(data):
            return replace(file_facts, problem="locked")
    if file_facts.kind == "zip":
        from guidelint.attachments.office import opened

        kind, text, problem = opened(data)
        file_facts = replace(file_facts, kind=kind, text=text, problem=problem)
    elif file_facts.kind == "pdf":
        from guidelint.attachments.pdf import opened as opened_pdf

        text, problem = opened_pdf(data)
        file_facts = replace(file_facts, text=text, problem=problem)
    elif file_facts.kind == "text":
        from guidelint.readers.decode import decode

        file_facts = replace(file_facts, text=decode(data[:_PLAIN]).text)
    if file_facts.problem is None and not fits(extension, file_facts.kind):
        return replace(file_facts, text=None, problem="magic")
    return replace(file_facts, heading=heading_of(file_facts.text)) if file_facts.text else file_facts


def stated_paths(data: Data) -> list[str]:
    """The paths in which a record names its forms."""
    found: list[str] = []
    for material in data.get("materials") or ():
        for name in _FORMS:
            value = material.get(name)
            if value:
                found += [text.strip() for text in _texts(value) if is_path(text)]
    return found


def names_one_twice(data: Data) -> bool:
    """Whether some material of a record has the same file address for both of its forms."""
    for material in data.get("materials") or ():
        blank, sample = material.get(_FORMS[0]), material.get(_FORMS[1])
        if blank and sample and shared_addresses(sample, blank):
            return True
    return False


def _texts(value: Any) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def stated_files(value: Any, record: Data) -> list[FileFacts]:
    """The facts of the files that a field names; empty if files are not available."""
    files = record.get(FILES)
    if not isinstance(files, Files):
        return []
    return [files.of(text.strip()) for text in _texts(value) if is_path(text)]


def shared_addresses(value: Any, other: Any) -> list[str]:
    """The addresses and ids of files that two fields have in common; no file is opened."""
    known = {text.strip() for text in _texts(other)}
    return [text.strip() for text in _texts(value) if text.strip() in known and is_address(text)]
