"""The schema of a rule file: what the validator checks first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from guidelint.attachments.file_facts import Kind, Problem
from guidelint.finding import Severity
from guidelint.lean.structs import Closed
from guidelint.rule.model import Profile

Certainty = Literal["V", "B"]


@dataclass(frozen=True)
class BasisEntry(Closed):
    """One entry of `basis`: a norm with its clause and certainty, or the reason if practice, not a norm,
    requires it.
    """

    document: str | None = None
    clause: str | None = None
    quote: str | None = None
    certainty: Certainty | None = None
    reason: str | None = None


@dataclass(frozen=True)
class ZhEn(Closed):
    """A text in both languages."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True)
class SeverityEntry(Closed):
    """One entry of `severities`."""

    when: dict[str, Any]
    severity: Severity


@dataclass(frozen=True)
class ExampleFile(Closed):
    """A file of an example, as facts: what is not given is derived from its name, or is as in a sound file."""

    kind: Kind | None = None
    size: int | None = None
    sha256: str | None = None
    text: str | None = None
    heading: str | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class Example(Closed):
    """One example: a record (or records), the findings it must give, and the record after its fix.

    `files` are the files next to the record, by path; without it no file can be read.

    `severities` gives, by path, the severity that a finding must have; at other paths it may be any.
    """

    name: str
    record: dict[str, Any] | None = None
    records: list[dict[str, Any]] | None = None
    findings: dict[str, str | list[str]] = field(default_factory=dict)
    fixed: dict[str, Any] | None = None
    config: dict[str, Any] = field(default_factory=dict)
    severities: dict[str, Severity] = field(default_factory=dict)
    files: dict[str, ExampleFile] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """The example as plain data."""
        facts = {
            path: {k: v for k, v in vars(file).items() if v is not None} for path, file in self.files.items()
        }
        return {**vars(self), "files": facts}


@dataclass(frozen=True)
class RuleFile(Closed):
    """A rule file, in its reading order. The key `except` has another name here, since it is a Python
    keyword.
    """

    id: str
    title: str | ZhEn
    severity: Severity
    profile: Profile
    since: str
    basis: list[BasisEntry]
    given: str | list[str]
    check: dict[str, Any]
    message: str | ZhEn
    advice: str | ZhEn
    examples: list[Example]
    when: dict[str, Any] | None = None
    excluding: list[str] = field(default_factory=list, metadata={"alias": "except"})
    yields_to: list[str] = field(default_factory=list)
    severities: list[SeverityEntry] = field(default_factory=list)
    collective: str | ZhEn = ""
    fix: dict[str, Any] | None = None
