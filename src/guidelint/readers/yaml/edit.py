"""Edits of a YAML scalar that keep its style, unless a plain scalar would then mean something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import yaml

from guidelint.finding import Edit
from guidelint.lean.tuples import NamedTuple
from guidelint.readers.decode import join_surrogates
from guidelint.readers.literal import changed, plain_tokens, tokens, written
from guidelint.readers.yaml.nodes import compose
from guidelint.readers.yaml.spots import UNPRINTABLE, printable

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|x..|u.{4}|U.{8}|(?:\r\n|[\r\n])[ \t]*|.)", re.DOTALL
)
_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEADER = re.compile(r"[|>][^\r\n]*(\r\n|[\r\n])")
_INDENT = re.compile(r"^([ ]+)[^ \r\n]", re.MULTILINE)


class Scalar(NamedTuple):
    """A scalar: its span, its style as libyaml names it, and whether it is inside a flow collection."""

    start: int
    end: int
    style: str | None
    flow: bool


def yaml_edits(text: str, scalar: Scalar, value: str, changes: Iterable[Edit]) -> tuple[Edit, ...] | None:
    """The edits of a scalar, without its anchor and tag; None if its style cannot express the change."""
    properties = _PROPERTIES.match(text, scalar.start, scalar.end)
    if properties:
        scalar = scalar._replace(start=properties.end())
    wanted = list(changes)
    if scalar.style in ("|", ">"):
        return _block(text, scalar, value, wanted)
    edits = _quoted(text, scalar, value, wanted) if scalar.style else _plain(text, scalar, value, wanted)
    if edits is not None:
        return edits
    after = changed(value, wanted)
    single = scalar.style != '"' and not UNPRINTABLE.search(after)
    return (Edit(scalar.start, scalar.end, _in_single(after) if single else _in_double(after)),)


def _plain(text: str, scalar: Scalar, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
    """Edits that keep a plain scalar plain; None if it would then not be read as the new text."""
    start, end = scalar.start, scalar.end
    edits = written(plain_tokens(text, start, end), value, changes, printable)
    if edits is None:
        return None
    raw = changed(
        text[start:end], [edit._replace(start=edit.start - start, end=edit.end - start) for edit in edits]
    )
    return edits if _reads_as(raw, changed(value, changes), scalar.flow) else None


def _reads_as(raw: str, value: str, flow: bool) -> bool:
    """Whether a plain scalar is read as this text, and not as null, a number, keys or a comment."""
    try:
        (node,) = compose(f"{{k: {raw}}}" if flow else f"k: {raw}")
    except yaml.YAMLError:
        return False
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        return False
    found = node.value[0][1]
    says = isinstance(found, yaml.ScalarNode) and not found.style and found.value == value
    return says and value not in ("", "~", "null", "Null", "NULL")


def _quoted(text: str, scalar: Scalar, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
    inside = scalar.start + 1, scalar.end - 1
    if scalar.style == "'":
        quoted_tokens = tokens(text, inside, re.compile("''"), lambda match: "'")
        return written(
            quoted_tokens,
            value,
            changes,
            lambda new: new.replace("'", "''") if printable(new) == new else None,
        )
    return written(
        tokens(text, inside, _ESCAPE, _unescaped), value, changes, lambda new: _in_double(new)[1:-1]
    )


def _block(text: str, scalar: Scalar, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
    """Edits within the lines of a block scalar; a literal one may get new lines."""
    header = _HEADER.match(text, scalar.start, scalar.end)
    indent = _INDENT.search(text, header.end(), scalar.end) if header else None
    if header is None or indent is None:
        return None
    line_break = header[1] + indent[1] if scalar.style == "|" else None

    def encode(new: str) -> str | None:
        lines = new.split("\n")
        if UNPRINTABLE.search("".join(lines)) or (len(lines) > 1 and line_break is None):
            return None
        return (line_break or "").join(lines)

    return written(plain_tokens(text, header.end(), scalar.end), value, changes, encode)


def _in_single(text: str) -> str:
    return "'{}'".format(text.replace("'", "''"))


def _in_double(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{UNPRINTABLE.sub(_escaped, plain)}"'


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _unescaped(escape: re.Match[str]) -> str:
    body = escape[0][1:]
    if body[0] in "\r\n":
        return ""
    if body[0] in "xuU" and len(body) > 1:
        return join_surrogates("".join(chr(int(code, 16)) for code in re.split(r"\\u", body[1:])))
    return _NAMED.get(body, body)
