"""Parses structures stored as text in a column: JSON in JSON, XML, or a whole HTML page."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, Literal

from guidelint.lean.structs import Struct

Format = Literal["json", "epoint", "page"]
"""json: any JSON. epoint: rows of `<node><key label='NAME'>…</key></node>`. page: a guide in HTML."""

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LIST = re.compile(r'\s*\[\s*[]{"]')
_LONGEST = 1 << 20
"""The maximum length of a text that is searched for a list."""


class Unreadable(Struct):
    """A text that does not have the format its column should have."""

    format: str


@lru_cache(maxsize=64)
def opened(text: str, format: Format, names: frozenset[str]) -> Any:
    """The structure in a text; `Unreadable` if it is broken; the text itself if it contains none.

    `names`: the labels that a page may have.
    """
    bare = text.strip()
    if format == "page":
        return _page(text, names) if "<" in bare else text
    if not bare.startswith(("{", "[") if format == "json" else "<"):
        return text
    found = json_in(bare) if format == "json" else _epoint(bare)
    return Unreadable(format) if found is None else found


def list_in(text: str) -> list[Any] | None:
    """The list of mappings or texts that a text of an export contains as JSON; None for other texts."""
    maybe = "[" in text and len(text) <= _LONGEST and _LIST.match(text)
    return _list_in(text) if maybe else None


@lru_cache(maxsize=64)
def _list_in(text: str) -> list[Any] | None:
    found = json_in(text)
    same_kind = isinstance(found, list) and any(all(isinstance(e, k) for e in found) for k in (str, dict))
    return found if same_kind else None


def json_in(text: str) -> Any:
    """The JSON value of a text, None if it is not JSON."""
    from guidelint.readers.json.scan import AS_WRITTEN

    try:
        return json.loads(text, **AS_WRITTEN)
    except (ValueError, RecursionError):
        return None


def _epoint(text: str) -> list[dict[str, str]] | None:
    from lxml import etree

    text = _DECLARATION.sub("", text, count=1)
    if _DOCTYPE.search(text):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        top = etree.fromstring(f"<all>{text}</all>".encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return [
        {
            key.get("label", ""): "".join(key.itertext()).strip()
            for key in node.iter("key")
            if key.get("label")
        }
        for node in top.iter("node")
    ]


def _page(text: str, names: frozenset[str]) -> Any:
    from guidelint.readers.html.reader import HtmlTree

    root = HtmlTree(text, names).root
    return root[0] if isinstance(root, list) and root else Unreadable("HTML")
