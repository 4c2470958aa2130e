"""Files described in rule examples: facts without bytes, so that rules on files are tested as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidelint.attachments import Files
from guidelint.attachments.file_facts import FileFacts, Kind, heading_of
from guidelint.attachments.kinds import extension_of, usual_kind

_SIZE = 1024


def stated(files: Mapping[str, Mapping[str, Any]]) -> Files:
    """The files of an example by path; any other path is missing.

    Facts not stated are those of a sound file: the type of its extension, the heading of its text, and a
    unique hash.
    """

    def facts_of(path: str) -> FileFacts:
        if path not in files:
            return FileFacts(path, problem="missing")
        given = {"size": _SIZE, "sha256": path, **files[path]}
        kind: Kind = given.get("kind") or usual_kind(extension_of(path))
        text = given.get("text")
        heading = given.get("heading") or (heading_of(text) if text else None)
        return FileFacts(path, int(given["size"]), kind, given["sha256"], text, heading, given.get("problem"))

    return Files(facts_of)
