"""One right spelling for values that can be spelt in several ways: each says the edits that lead there."""

from __future__ import annotations

import re
from collections.abc import Callable

from guidelint.finding import Edit
from guidelint.lean.regex import regex
from guidelint.values.contact.phones import find_phones
from guidelint.values.law.document_numbers import CLOSING, OPENING
from guidelint.values.numerals import DASHES, half_width, numeral
from guidelint.values.text.quotations import unquoted
from guidelint.values.text.slips import mixed_spans

_LONGEST = 4000
"""Longer texts are replaced as a whole: to tell their parts apart takes quadratic time."""
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_SMALL = {"sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"), "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")}
_FULL = str.maketrans(",;:?!()", "，；：？！（）")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def plain_phones(value: str) -> list[Edit]:
    """Full-width digits and other dashes within phone numbers as digits and hyphens; nothing else."""
    if len(half_width(value)) != len(value):
        return []
    edits = []
    for phone in find_phones(value):
        for run in _odd.finditer(value, phone.start, phone.end):
            new = run[0].translate(_DIGITS) if run["digits"] else "-"
            edits.append(Edit(*run.span(), new))
    return edits


def document_brackets(value: str) -> list[Edit]:
    """The brackets around the year of document numbers as 〔〕; year and number stay as they are."""
    return [
        Edit(found.start(side), found.end(side), bracket)
        for found in _bracketed.finditer(value)
        for side, bracket in (("open", "〔"), ("close", "〕"))
        if found[side] != bracket
    ]


def article_numerals(value: str) -> list[Edit]:
    """The digits of 第N条, and of the 款 and 项 behind a 条, as Chinese numerals."""
    edits = []
    for place in _article.finditer(value):
        for number in re.finditer("[0-9０-９]+", place[0]):
            start = place.start() + number.start()
            edits.append(Edit(start, start + len(number[0]), numeral(int(number[0]))))
    return edits


def html_as_text(value: str) -> list[Edit]:
    """What a person would read: no tags, entities, invisible characters or line breaks that are written out.

    None where a tag holds an address, which would be lost. Where there are no tags, blanks inside stay as
    they are. 10<sup>3</sup> is 10³, not 103.
    """
    from difflib import SequenceMatcher

    from guidelint.readers.html.text import plain_text
    from guidelint.values.text.garble import OFFICE_TAG, WRITTEN_BREAK

    if _addressed.search(value):
        return []
    shown = re.sub(WRITTEN_BREAK, "\n", re.sub(f"(?i:{OFFICE_TAG})", "", value.translate(_UNSEEN)))
    new = plain_text(_small_figures.sub(lambda found: found[2].translate(_SMALL[found[1].lower()]), shown))
    if len(value) > _LONGEST:
        return [Edit(0, len(value), new)]
    codes = SequenceMatcher(None, value, new, autojunk=False).get_opcodes()
    edits = [Edit(a, b, new[c:d]) for tag, a, b, c, d in codes if tag != "equal"]
    if any("<" in value[edit.start : edit.end] for edit in edits):
        return edits
    return [edit for edit in edits if not _is_blank_inside(edit, value)]


def _is_blank_inside(edit: Edit, value: str) -> bool:
    """Whether an edit changes nothing but blanks between the words of a value."""
    inside = value[: edit.start].strip() and value[edit.end :].strip()
    return bool(inside) and not (value[edit.start : edit.end] + edit.text).strip(" \t\r\n")


def full_width_signs(value: str) -> list[Edit]:
    """Characters of half width between Chinese characters at full width, doubled ones once; brackets in
    pairs.

    None at all where it is not plain what is meant: two different characters in a row, a lone bracket.
    """
    own = unquoted(value)
    edits: dict[int, Edit] = {}
    pairs = {at: pair.span() for pair in _pair.finditer(own) for at in (pair.start(), pair.end() - 1)}
    for start, end in mixed_spans(own):
        character = value[start]
        if value[end - 1] in ")）" and end - start > 1:
            edits[start], edits[end - 2] = Edit(start, start + 2, "（"), Edit(end - 2, end, "）")
            continue
        if len({*value[start:end]}) > 1 or (character in "()" and start not in pairs):
            return []
        first, last = pairs[start] if character in "()" else (start, end)
        for at, stop in ((first, first + 1), (last - 1, last)) if character in "()" else ((start, end),):
            edits[at] = Edit(at, stop, value[at].translate(_FULL))
    return list(edits.values())


NORMALISERS: dict[str, Callable[[str], list[Edit]]] = {
    "article_numerals": article_numerals,
    "document_brackets": document_brackets,
    "html": html_as_text,
    "phone": plain_phones,
    "punctuation": full_width_signs,
}
_addressed = regex(r"""<[^<>]*\s(?:href|src)\s*=\s*["']?(?!#|javascript:)[^\s"'<>]""", re.IGNORECASE)
_small_figures = regex(r"<(su[bp])>\s*([0-9]{1,4})\s*</\1>", re.IGNORECASE)
_pair = regex(r"\([^()（）]*\)")


@regex
def _odd() -> str:
    dash, other = re.escape(DASHES), re.escape(DASHES.replace("-", ""))
    return f"(?P<digits>[０-９]+)|[{dash}]*[{other}][{dash}]*"


_bracketed = regex(
    rf"(?<=[\u4e00-\u9fff])(?P<open>[{OPENING}（(])\s?(?:19|20)?[0-9]{{2}}\s?(?P<close>[{CLOSING}）)])"
    r"(?=\s?第?\s?[0-9]{1,5}\s?号(?![楼窗院]))"
)
"""Wrong brackets around a year that a number and 号 follow, behind an issuer's short name."""


@regex
def _article() -> str:
    number = "[0-9０-９]{1,4}"
    more = rf"(?:\s?[、，和至-]\s?{number})*"
    behind = rf"(?:\s?第\s?{number}\s?款)?(?:\s?第\s?[（(]?{number}[）)]?\s?项)?"
    alone = rf"(?<=[条款])\s?第\s?[（(]?{number}[）)]?\s?[款项]"
    return rf"第\s?{number}{more}\s?条{behind}|{alone}"
