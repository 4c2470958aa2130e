"""Turns changes of a value into edits of its source, character by character."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from guidelint.finding import Edit
from guidelint.lean.tuples import NamedTuple

Encode = Callable[[str], str | None]
"""Converts a text to the syntax of a format; None if the style cannot express it."""
Spans = list[tuple[int, int] | None]
_RUNS = re.compile(r"\s+|\S+")
_QUOTE = re.compile('""?')
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.")


class Token(NamedTuple):
    """A span of the source and the text that it stands for: empty for a tag or quote."""

    text: str
    start: int
    end: int


def plain_tokens(source: str, start: int, end: int) -> list[Token]:
    """A span in which every character stands for itself."""
    return [Token(source[at], at, at + 1) for at in range(start, end)]


def tokens(
    source: str, span: tuple[int, int], special: re.Pattern[str], say: Callable[[re.Match[str]], str]
) -> list[Token]:
    """A span in which matches of `special` stand for `say(match)`, and all other characters for themselves."""
    found: list[Token] = []
    at, end = span
    for match in special.finditer(source, at, end):
        found += plain_tokens(source, at, match.start())
        found.append(Token(say(match), match.start(), match.end()))
        at = match.end()
    return found + plain_tokens(source, at, end)


def written(
    source_tokens: Sequence[Token], value: str, changes: Iterable[Edit], encode: Encode
) -> tuple[Edit, ...] | None:
    """Changes of a value as minimal edits of the source; None if the spans cannot be determined."""
    spans = _spans(source_tokens, value)
    edits = []
    for change in changes if spans is not None else ():
        start, end, text, _ = trimmed(change, value)
        if start == end and not text:
            continue
        span = _span_of(spans or [], start, end)
        encoded = encode(text)
        if span is None or encoded is None:
            return None
        edits.append(Edit(*span, encoded))
    return None if spans is None else tuple(edits)


def csv_edits(
    text: str, span: tuple[int, int], delimiter: str, value: str, changes: Iterable[Edit]
) -> tuple[Edit, ...] | None:
    """The edits of the field at a span, quotes included; None if its text is not the value."""
    start, end = span
    wanted = list(changes)
    if text.startswith('"', start):
        source_tokens = tokens(text, span, _QUOTE, lambda match: match[0][1:])
        return written(source_tokens, value, wanted, lambda changed: changed.replace('"', '""'))
    bare = re.compile(rf'[^"\r\n{re.escape(delimiter)}]*')
    edits = written(
        plain_tokens(text, start, end),
        value,
        wanted,
        lambda changed: changed if bare.fullmatch(changed) else None,
    )
    if edits is None and text[start:end] == value:
        return (Edit(start, end, '"{}"'.format(changed(value, wanted).replace('"', '""'))),)
    return edits


def json_edits(
    text: str, span: tuple[int, int], value: str, changes: Iterable[Edit]
) -> tuple[Edit, ...] | None:
    """The edits of the string literal at a span, quotes included; None if there is no string."""
    start, end = span
    if text[start] != '"':
        return None
    escaped = text[start:end].isascii() and not value.isascii()

    def encode(changed: str) -> str:
        return json.dumps(changed, ensure_ascii=escaped)[1:-1]

    source_tokens = tokens(
        text, (start + 1, end - 1), _ESCAPE, lambda match: str(json.loads(f'"{match[0]}"'))
    )
    return written(source_tokens, value, changes, encode)


def changed(value: str, changes: Iterable[Edit]) -> str:
    """A text with non-overlapping changes applied."""
    parts: list[str] = []
    at = 0
    for change in sorted(changes):
        parts += value[at : change.start], change.text
        at = change.end
    return "".join([*parts, value[at:]])


def trimmed(change: Edit, value: str) -> Edit:
    """A change without the characters that stay the same at its beginning and end."""
    start, end, text, region = change
    while start < end and text and value[start] == text[0]:
        start, text = start + 1, text[1:]
    while start < end and text and value[end - 1] == text[-1]:
        end, text = end - 1, text[:-1]
    return Edit(start, end, text, region)


def _span_of(spans: Spans, start: int, end: int) -> tuple[int, int] | None:
    """The span of the source that stands for a span of the value and nothing else; None if there is none."""
    if start == end:
        before, after = spans[start - 1] if start else None, spans[start] if start < len(spans) else None
        at = before[1] if before else after[0] if after else None
        return None if at is None else (at, at)
    covered = spans[start:end]
    ends = [span for span in covered if span is not None]
    if len(ends) < len(covered) or any(a[1] != b[0] for a, b in pairwise(ends)):
        return None
    return ends[0][0], ends[-1][1]


def _spans(source_tokens: Sequence[Token], value: str) -> Spans | None:
    """The span of the source for each character of a value; None for characters of a folded line."""
    whole = "".join(token.text for token in source_tokens)
    if whole.count(value) != 1:
        return _folded(source_tokens, value)
    at = whole.index(value)
    each: Spans = []
    for token in source_tokens:
        each += [(token.start, token.end)] if len(token.text) == 1 else [None] * len(token.text)
    return each[at : at + len(value)]


def _folded(source_tokens: Sequence[Token], value: str) -> Spans | None:
    """The same if blanks and line breaks of the source differ from those of the value."""
    single = [token for token in source_tokens if token.text]
    spans: Spans = []
    at = 0
    for run in _RUNS.findall(value):
        blanks = at
        while blanks < len(single) and single[blanks].text.isspace():
            blanks += 1
        if run.isspace():
            same = "".join(token.text for token in single[at:blanks]) == run
            spans += [(t.start, t.end) for t in single[at:blanks]] if same else [None] * len(run)
            at = blanks
            continue
        for character in run:
            while at < len(single) and single[at].text.isspace():
                at += 1
            if at == len(single) or single[at].text != character:
                return None
            spans.append((single[at].start, single[at].end))
            at += 1
    return spans
