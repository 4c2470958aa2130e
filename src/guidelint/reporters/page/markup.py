"""Escapes text for HTML; all text of guides in the page passes through here."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from guidelint.reporters.visible import visible

_PLANE_ENDS = "".join(chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
_NONCHARACTER = re.compile(f"[\ufdd0-\ufdef{_PLANE_ENDS}]")
"""What HTML may not contain, not even as a reference (HTML Standard, 13.1.4)."""


@lru_cache(maxsize=8192)
def displayed(text: str) -> str:
    """The text without characters that are invisible, change the text direction or are forbidden in HTML."""
    return _NONCHARACTER.sub(lambda match: f"\\u{ord(match[0]):04x}", visible(text))


def escaped(text: str) -> str:
    """Text for an element's content or a quoted attribute."""
    return html.escape(displayed(text))


def element(name: str, content: str, **attributes: str) -> str:
    """An element around markup; attribute values are text, and `class_` is `class`."""
    return f"<{name}{_attributes(attributes)}>{content}</{name}>"


def table(caption: str, heads: list[str], rows: list[list[str]]) -> str:
    """A table that scrolls on narrow pages; cells are markup, the first one in each row is a header."""
    columns = "".join(element("th", head, scope="col") for head in heads)
    body = "\n".join(_row(cells) for cells in rows)
    whole = element("thead", element("tr", columns)) + element("tbody", "\n" + body + "\n")
    return element("div", element("table", whole, aria_label=caption), class_="wide", role="region",
                   tabindex="0", aria_label=caption)  # fmt: skip


def _row(cells: list[str]) -> str:
    first, *others = cells
    return element("tr", element("th", first, scope="row") + "".join(element("td", cell) for cell in others))


def _attributes(attributes: dict[str, str]) -> str:
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return "".join(f' {name}="{escaped(value)}"' for name, value in named.items())
