"""The kinds of fixes: from a value that a rule found wrong, and what its check said, to edits of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from guidelint.finding import Edit
from guidelint.lean.structs import Closed, Struct

Args = Mapping[str, str]
Normaliser = Literal["article_numerals", "document_brackets", "html", "phone", "punctuation"]
_SPAN = re.compile(r"(\d+)-(\d+)")


class Substitute(Closed, Struct):
    """Replaces the words `find` by `by`; both may contain placeholders of the check, such as {found}.

    If the check gives the spans of the words ({at}: 3-5,9-11), only those are replaced, otherwise all
    occurrences.
    """

    kind: ClassVar[str] = "substitute"
    find: str
    by: str
    safe: bool
    fields: tuple[str, ...] = ()

    def edits(self, value: str, args: Args) -> list[Edit]:
        """The edits of a value; empty if it does not contain the words."""
        words, new = self.find.format_map(args), self.by.format_map(args)
        if not words:
            return []
        spans = _spans(args["at"]) if args.get("at") else _places(words, value)
        return [Edit(start, end, new) for start, end in spans if value[start:end] == words]


class SetTo(Closed, Struct):
    """Replaces the whole value by `to`, which may contain placeholders of the check."""

    kind: ClassVar[str] = "set"
    to: str
    safe: bool
    fields: tuple[str, ...] = ()

    def edits(self, value: str, args: Args) -> list[Edit]:
        """One edit."""
        return [Edit(0, len(value), self.to.format_map(args))]


class Normalise(Closed, Struct):
    """Writes the value in the standard form of a normaliser.

    phone: ASCII digits and hyphens. document_brackets: 〔〕 around the year of a document number.
    article_numerals: 第十二条 for 第12条. html: the text that HTML inside a value stands for. punctuation:
    full-width punctuation between Chinese characters, each mark once.
    """

    kind: ClassVar[str] = "normalise"
    by: Normaliser
    safe: bool
    fields: tuple[str, ...] = ()

    def edits(self, value: str, args: Args) -> list[Edit]:
        """The edits of a value; none where it is in that spelling."""
        from guidelint.fixes.normalisers import NORMALISERS

        edits = NORMALISERS[self.by](value)
        return [edit for edit in edits if value[edit.start : edit.end] != edit.text]


AnyFix = Substitute | SetTo | Normalise


def texts(fix: AnyFix) -> list[tuple[str, str]]:
    """The parameters of a fix that may hold placeholders, as (name, text)."""
    names = {"substitute": ("find", "by"), "set": ("to",)}.get(fix.kind, ())
    return [(name, getattr(fix, name)) for name in names]


def safety(fix: AnyFix, args: Args) -> bool | None:
    """Whether a fix is safe at this place; the check may return {fix}: safe, ask (needs review) or none."""
    stated = args.get("fix") or "safe"
    return None if stated not in ("safe", "ask") else fix.safe and stated == "safe"


def _spans(text: str) -> list[tuple[int, int]]:
    return [(int(start), int(end)) for start, end in _SPAN.findall(text)]


def _places(words: str, value: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(re.escape(words), value)]
