"""Converts HTML in strings of other formats to the text that a person would read."""

from __future__ import annotations

import re
from html import unescape

_TAGS = (
    "a|abbr|address|article|aside|b|big|blockquote|body|button|caption|center|cite|code|col|colgroup|dd|del|details|"
    "div|dl|dt|em|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|"
    "label|legend|li|link|main|mark|meta|nav|o:p|ol|option|p|pre|s|section|select|small|source|span|strike|strong|"
    "sub|summary|sup|table|tbody|textarea|tfoot|thead|title|u|ul|video|wbr"
)
_LINES = "address|article|blockquote|br|caption|center|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|section|table|tr|ul"
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNSEEN = re.compile(r"(?is)<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)")
_BREAK = re.compile(rf"</?(?:{_LINES})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_CELL = re.compile(r"</?t[dh](?:[\s/][^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_LAID_OUT = re.compile(r"<(?:p|div|li|table|h[1-6])[\s>]", re.IGNORECASE)
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_WRAP = re.compile(rf"(?<={_WIDE})[ \t\xa0]*[\r\n][ \t\xa0\r\n]*(?={_WIDE})")
_BLANKS = re.compile("[ \t\xa0]+")
_SPACE = re.compile("[ \t\r\n\f\xa0]+")
_ROUNDS = 3


def plain_text(html: str) -> str:
    """The text of a piece of HTML: blocks and `<br>` as lines, entities decoded, even those encoded thrice.

    Only tags that HTML knows are taken for tags: `《关于印发<福建省办法>的通知》` keeps its inner
    title. A text without tags or entities is returned as it is.
    """
    if "<" not in html and "&" not in html:
        return html
    text = _decoded(html)
    bare = _UNSEEN.sub("", text)
    if _LAID_OUT.search(bare):
        bare = _joined(bare)
    bare = _TAG.sub("", _CELL.sub(" ", _BREAK.sub("\n", bare)))
    if bare == html:
        return html
    lines = (_BLANKS.sub(" ", line).strip() for line in bare.splitlines())
    return "\n".join(line for line in lines if line)


def _joined(text: str) -> str:
    """A wrapped text as one line: a break between two Chinese characters goes, other blanks become one."""
    return _SPACE.sub(" ", _WRAP.sub("", text)) if _SPACE.search(text) else text


def flat(text: str) -> str:
    """A wrapped text as one line, without surrounding blanks."""
    text = text.strip()
    return text if " " not in text and text.isprintable() else _joined(text)


def _decoded(text: str) -> str:
    for _ in range(_ROUNDS):
        once = _REFERENCE.sub(lambda match: unescape(match[0]), text)
        if once == text:
            break
        text = once
    return text
