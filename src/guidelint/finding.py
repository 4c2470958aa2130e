"""A finding with its location, basis and advice: immutable values that can be merged and sorted."""

from __future__ import annotations

from typing import Literal

from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path, Region

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From grave to light."""
UNREAD = frozenset(("source.unreadable", "source.syntax", "source.truncated", "source.unsupported"))
"""Rules whose findings say that a source could not be read, or not whole."""
NOT_SEEN = UNREAD | {"source.unrecognised"}
"""Rules whose findings say that guides of a source were not seen: not read, or not recognised."""


class Location(NamedTuple):
    """A region in a named source; `source` is the path as the caller gave it, with forward slashes."""

    source: str
    region: Region

    @property
    def place(self) -> str:
        """As one short text that editors can open: `guides/a.yaml:31:5`, or `guides.xlsx:事项!G12`."""
        return f"{self.source}:{self.region.spot}"


class RecordRef(NamedTuple):
    """Which guide a finding is about; index counts the records of its source from 0."""

    code: str | None
    name: str | None
    authority: str | None
    index: int  # type: ignore[assignment]  # instead of the method of tuples, which nobody needs


class Basis(NamedTuple):
    """The norm behind a rule, or the reason where practice asks for it (document is then None)."""

    document: str | None
    clause: str | None = None
    quote: str | None = None
    reason: str | None = None

    @property
    def cited(self) -> str:
        """The norm as an official text cites it: a title in its marks, a number as it is; nothing for a reason."""
        if not self.document:
            return ""
        is_number = self.document[0].isascii() or self.document.endswith("号") or "《" in self.document
        name = self.document if is_number else f"《{self.document}》"
        return f"{name}{'' if name.endswith('》') else ' '}{self.clause}" if self.clause else name


class Edit(NamedTuple):
    """Replace the text between two offsets (code points) by another.

    The offsets refer to the file in which the finding is located, without its byte order mark; in a workbook,
    to the text of the cell that `region` names. `region` is None while a text has no location in a source.
    """

    start: int
    end: int
    text: str
    region: Region | None = None


class Target(NamedTuple):
    """What a fix does to the parsed source: the path of a text in its tree, and the edits of that text."""

    path: Path
    edits: tuple[Edit, ...]


class Fix(NamedTuple):
    """A proposed repair: edits of one source; safe ones may be applied without review.

    `targets` is everything that the edits may change in the parsed source.
    """

    description: str
    safe: bool
    edits: tuple[Edit, ...]
    targets: tuple[Target, ...] = ()


LISTED = 100
"""The most other places that a finding names; its message tells how many there are."""


class Related(NamedTuple):
    """Another place that belongs to a finding (the first of two duplicates, a culprit of a dataset rule)."""

    path: str
    record: RecordRef
    location: Location | None
    message: str


class Finding(NamedTuple):
    """One defect at one place.

    `path` is canonical (`$.materials[2].source`). `snippet` is the text of the region's first line and
    `line_hash` GitHub's hash of the lines from there; both are taken while the source is at hand, so
    that no reporter has to read a file. `matter` is the identity of the guide that fingerprints use.
    `companion_of` is the source of the guide where the finding stands in a file beside it, else empty.
    """

    rule: str
    severity: Severity
    message: str
    advice: str
    path: str
    record: RecordRef | None
    location: Location
    fingerprint: str
    basis: tuple[Basis, ...] = ()
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    snippet: str = ""
    line_hash: str = ""
    matter: str = ""
    companion_of: str = ""

    @property
    def severity_rank(self) -> int:
        """The position of its severity in SEVERITIES, by which findings are sorted from grave to light."""
        return SEVERITIES.index(self.severity)

    @property
    def guides(self) -> str:
        """The source of the guide, in whichever of its files the finding stands."""
        return self.companion_of or self.location.source

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """Order of the contract: source, line, column, rule; path and message settle ties."""
        region = self.location.region
        return (self.location.source, region.line, region.column, self.rule, self.path, self.message)


class Suppressed(NamedTuple):
    """A suppressed finding: `kind` as in SARIF, `justification` the stated reason."""

    finding: Finding
    kind: Literal["inSource", "external"]
    justification: str


EVERY_RULE = "*"


class NotChecked(NamedTuple):
    """A rule, or every one, that could not be evaluated on a source, and why; of a sheet, after its quoted name."""

    rule: str
    source: str
    reason: str

    @property
    def hides_source(self) -> bool:
        """Whether nothing was evaluated on the source, and not just on a sheet of it, as one of notes (填表说明)."""
        return self.rule == EVERY_RULE and not (self.reason.startswith("“") and "”：" in self.reason)
