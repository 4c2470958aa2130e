"""Finds traces of machine errors in a text: wrongly decoded characters, and markup.

Each finder has a quick test for many lines at once, such as all texts of a record; a negative answer is
certain.
"""

from __future__ import annotations

from guidelint.lean.regex import regex


def broken_characters(text: str) -> str | None:
    """The first trace of a wrong decoding: U+FFFD, 锟斤拷, ï¿½, a private-use or control character, °ìÀí,
    å’Œ, ???.

    Invisible characters are returned as their code (U+E003).
    """
    found = _broken.search(text)
    if found is None:
        return None
    return "".join(
        character if character.isprintable() else f"U+{ord(character):04X}" for character in found[0][:4]
    )


def markup(text: str) -> str | None:
    """The first tag, comment, attribute, entity, unseen character or written-out line break (_x000D_, \\n)
    that was left.
    """
    found = _markup.search(text)
    if found is None:
        return None
    return found[0] if found[0].isprintable() else f"U+{ord(found[0][0]):04X}"


def may_be_broken(text: str) -> bool:
    """Whether any of several lines may contain a wrongly decoded character."""
    return "???" in text or _broken_sign.search(text) is not None


def may_hold_markup(text: str) -> bool:
    """Whether any of several lines contains a character that markup needs."""
    if "<" in text or "&" in text or '="' in text or "\\" in text or "_x00" in text:
        return True
    return "\u200b" in text or "\u200c" in text or "\u2060" in text or "\ufeff" in text


WRITTEN_BREAK = (
    r"_x00(?:0[AD]|09)_|(?<=[\u4e00-\u9fff。；;，,：、）)])(?:\\[rn]){1,2}"
    r"(?![A-Za-z._\\/]|[0-9]{1,3}(?![0-9.、．)）]))"
)
"""A line break as spreadsheets and programs escape it, outside paths."""
OFFICE_TAG = r"<(?:\?xml|/?(?:[ovw]|st1):[a-z]{1,12})(?:[\s:/][^<>]{0,200})?>"
"""A declaration or tag written by Word: <?xml:namespace …/>, <o:p>, <st1:chsdate …>."""
_BROKEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff\U000f0000-\U0010ffff"
CHARACTERS = f"{_BROKEN}锟\u00a1-\u00ff?"
"""The characters, as in a class, that `may_be_broken` looks for."""


@regex
def _broken() -> str:
    letter = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
    latin = f"\u00a1-\u00b6\u00b8-\u00bf{letter}"  # without · and ×, which are used to draw lines
    windows = "\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
    utf8 = f"[\u00e3-\u00e9][\u00a0-\u00bf{windows}]{{2}}"  # three bytes of UTF-8 read as three letters
    han = "[\u4e00-\u9fff]"
    lost = rf"(?<={han})\?{{3,}}(?={han})|^\s*\?{{3,}}(?={han})"  # a question mark for each character missing
    gbk = f"(?=[{latin}]{{0,2}}[{letter}])[{latin}]{{4,}}"
    return f"[{_BROKEN}]+|锟斤拷|ï¿½|{gbk}|[{latin}]{{6,}}|{utf8}|{lost}"


_broken_sign = regex(f"[{CHARACTERS.rstrip('?')}]")


@regex
def _markup() -> str:
    tags = (
        "p|br|hr|span|div|font|strong|[biua]|em|img|table|tbody|thead|t[rdh]|[uo]l|li|h[1-6]|input|style|su[bp]|"
        "center|section"
    )
    entities = (
        "nbsp|lt|gt|amp|quot|[lr][ds]quo|middot|[mn]dash|hellip|times|e[nm]sp|#\\d{1,6}|#x[0-9a-f]{1,5}"
    )
    return (
        rf"(?i)</?(?:{tags})(?:\s[^<>]{{0,200}})?/?>|{OFFICE_TAG}|<!(?:--|\[)[^<>]{{0,200}}>?|&(?:{entities});|"
        r'(?:style|class|href|src)="|[\u200b\u200c\u2060\ufeff]|'
        rf"{WRITTEN_BREAK}"
    )
