"""HTML tags and what they mean, cached by spelling, and tokens of pages; only this module uses turbohtml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_letters

import turbohtml
from turbohtml import Token, TokenType

from guidelint.lean.regex import regex
from guidelint.location import Lines
from guidelint.readers.html.tree import BLOCKS, BOXES, WIDEST
from guidelint.readers.tree import may_hold_directive

CHOSEN = "chosen"
"""A selected option; the other options are ignored."""
_UNSAID = frozenset(
    ("hidden", "password", "submit", "button", "reset", "image", "file", "search", "range", "color")
)
"""Types of inputs that hold no text of the page."""
TEXT, START_TAG, END_TAG, COMMENT = (
    TokenType.TEXT, TokenType.START_TAG, TokenType.END_TAG, TokenType.COMMENT,
)  # fmt: skip
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr")
)
_CLOSED_BY = {
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "td": ("td", "th"), "th": ("td", "th"),
    "tr": ("tr",), "tbody": ("tbody", "thead", "tfoot"), "tfoot": ("tbody", "thead", "tfoot"),
}  # fmt: skip
"""Start tag → open elements that it closes."""
_SCOPES = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",)}
"""What bounds the search for them, besides a table."""
_FIRST = frozenset(ascii_letters + "/!?")
_REMEMBERED = 5_000
_LONGEST = 300
"""The maximum number of cached tags, and their maximum length."""
_LONGEST_ODD = 5_000
"""The maximum length of unusual pieces whose tokens are cached."""

_RAW = frozenset(
    ("script", "style", "title", "textarea", "iframe", "noscript", "noembed", "noframes", "xmp", "plaintext")
)
_RAW_START = re.compile(rf"({'|'.join(_RAW)})\b", re.IGNORECASE)
_QUOTED = re.compile(r"""<[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+>""")
_START = re.compile("</?[a-zA-Z]")
_COMMENT_ENDS = re.compile("-->")
MARKUP = re.compile("<[a-zA-Z/!?]")
"""An angle bracket that begins markup; any other stands for itself."""


class Tag:
    """The meaning of a tag; `name` is empty for comments and the like, which are not part of the tree.

    `starts`: it is a start tag; `closes`: open elements that it ends; `stops`: those, and the elements that
    bound the search; `spans`: columns and rows of a spanning cell; `raw`: the end tag of an element without
    inner tags (script); `shows`: the text that a form displays for it; `peculiar`: it has spans or displays
    something.
    """

    __slots__ = ("block", "closes", "name", "peculiar", "raw", "shows", "spans", "starts", "stops", "void")

    def __init__(self, token: Token) -> None:
        name = token.tag or ""
        self.name = name
        self.starts = token.type is START_TAG
        self.void = name in _VOID
        self.block = name in BLOCKS
        self.closes = _CLOSED_BY.get(name, ())
        self.stops = frozenset((*self.closes, "table", *_SCOPES.get(name, ())))
        self.raw = f"</{name}>" if self.starts and name in _RAW else ""
        spans = _span(token, "colspan"), _span(token, "rowspan")
        self.spans = spans if name in ("td", "th") and max(spans) > 1 else None
        self.shows = _shown(token) if name == "input" and self.starts else ""
        self.peculiar = bool(self.spans or self.shows)
        if name == "option" and token.attr("selected") is not None and token.attr("value") != "":
            self.name = CHOSEN


class Tags:
    """The tags seen so far, by the text between their angle brackets."""

    def __init__(self) -> None:
        self.known_tags: dict[str, Tag] = {}
        self._raw: dict[str, Tag] = {}

    def of(self, inside: str) -> Tag | None:
        """A cached tag, else the result of `learn`."""
        return self.known_tags.get(inside) or self.learn(inside)

    def learn(self, inside: str) -> Tag | None:
        """Parse a tag; None if this is no complete tag, or what follows is not markup."""
        if inside in self._raw or inside[:1] not in _FIRST:
            return self._raw.get(inside)
        raw = _RAW_START.match(inside)
        end = f"</{raw[1]}>" if raw else ""
        found = _tokens_of(f"<{inside}>{end}") or []
        token = found[0][0] if len(found) == 1 + bool(raw) else None
        if token is None or token.type is TEXT or not (token.tag or "").isascii() or is_directive(token):
            return None
        tag = Tag(token)
        if len(inside) <= _LONGEST:
            kept = self._raw if tag.raw else self.known_tags
            if len(kept) >= _REMEMBERED:
                kept.clear()
            kept[inside] = tag
        return tag


TAGS = Tags()


def is_directive(token: Token) -> bool:
    """Whether a token is a comment that may be addressed to guidelint."""
    return token.type is COMMENT and may_hold_directive(token.data or "")


def tokens_within(text: str, start: int, stop: int) -> list[tuple[Token, int]] | None:
    """The tokens of a piece of a page and their offsets; None if the piece ends inside a token."""
    piece = text[start:stop]
    found = (_known_tokens if len(piece) <= _LONGEST_ODD else _tokens_of)(piece)
    if found and found[-1][0].type is TEXT and stop < len(text) and not MARKUP.match(text, stop):
        return None
    return found


def _tokens_of(piece: str) -> list[tuple[Token, int]] | None:
    found = list(tokens(Lines(piece + "<tr>")))
    last, at = found.pop() if found else (None, 0)
    if last is None or last.type is not START_TAG or last.tag != "tr" or at != len(piece):
        return None
    return found


_known_tokens = lru_cache(maxsize=100)(_tokens_of)
"""The same, cached: scripts are the same on all pages of a portal."""


def tokens(lines: Lines) -> Iterator[tuple[Token, int]]:
    """The tokens of a text and their offsets."""
    starts = lines.starts
    for token in turbohtml.tokenize(lines.text):
        yield token, starts[token.line - 1] + token.col


def data_of(text: str) -> str:
    """The text of a piece without tags, entities decoded."""
    if "&" in text and "\0" not in text:
        text = text.replace("&nbsp;", "\xa0")  # nearly all entities are of this kind
    if "&" not in text:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join([token.data or "" for token in turbohtml.tokenize(text)])


def is_raw(text: str, at: int) -> bool:
    """Whether a script or another element without inner tags begins at an offset."""
    return _RAW_START.match(text, at + 1) is not None


def end_of(text: str, at: int) -> int:
    """The probable end of unusual input at an offset (script, comment, odd tag); -1 if not found."""
    raw = _RAW_START.match(text, at + 1)
    if raw:
        end = re.compile(rf"</{raw[1]}[^<>]*>", re.IGNORECASE).search(text, at)
    elif text.startswith("<!--", at):
        end = _COMMENT_ENDS.search(text, at)
    elif _START.match(text, at):
        end = _QUOTED.match(text, at)
    elif MARKUP.match(text, at):
        return text.find(">", at) + 1 or -1
    else:
        end = MARKUP.search(text, at)
        return end.start() if end else len(text)
    return end.end() if end else -1


Elements = dict[tuple[int, int], turbohtml.Element]
"""The elements of a page as a browser builds them, by line and column (from 0) of their start tags."""


def elements_of(text: str) -> Elements:
    """The elements of a page; if one start tag made several, the last."""
    root = turbohtml.parse(text).root
    found = [root, *root.iter_elements()] if root else []
    return {element.position: element for element in found if element.position}


def holding(element: turbohtml.Element, text: str) -> turbohtml.Element:
    """The element itself if it holds the first line of a text, else the first around it, within its block, that does.

    A text may stand behind the element in which its line begins: `<b>label：</b>text`.
    """
    sought = "".join(text.partition("\n")[0].split())
    around: turbohtml.Node | None = element
    while isinstance(around, turbohtml.Element):
        if sought in "".join(around.text.split()):
            return around
        if around.tag in BLOCKS:
            break
        around = around.parent
    return element


def xpath_of(element: turbohtml.Element) -> str | None:
    """The XPath of an element, as browsers give it; None inside a template, which is not part of the page."""
    path = element.xpath_path()
    return path if path == "/html" or path.startswith("/html/") else None


def held_in(tag: str) -> tuple[int, int]:
    """The span of an input's value in its tag; the whole tag if it cannot be determined."""
    found = _value.match(tag)
    number = found.lastindex if found else None
    return found.span(number) if found and number else (0, len(tag))


_value = regex(
    r"""<input(?:[\s/]+(?!value\s*=)[^\s=>/"']++(?:\s*=\s*(?:"[^"]*+"|'[^']*+'|[^\s>"']++))?+)*+"""
    r"""[\s/]+value\s*=\s*(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++))""",
    re.IGNORECASE,
)
"""The tag of an input up to its value."""


def _shown(token: Token) -> str:
    """The text displayed for an input: its value unless that is a prompt, a box ☑ or ☐, else empty."""
    kind = (token.attr("type") or "text").strip().lower()
    if kind in ("radio", "checkbox"):
        return BOXES[token.attr("checked") is not None]
    text = (token.attr("value") or "").strip()
    return "" if kind in _UNSAID or text.startswith("请") else text


def _span(token: Token, name: str) -> int:
    value = (token.attr(name) or "").strip()
    return max(1, min(int(value), WIDEST)) if value and value.isdecimal() and len(value) < 6 else 1
