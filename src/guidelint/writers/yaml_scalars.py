"""Chooses the YAML style of a text: plain, quoted or block (valid in YAML 1.1 and 1.2)."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(
    r"(?![\s\-?:,\[\]{}#&*!|>'\"%@`=<~.+0-9])"  # what begins something else, or a number
    "[\x20-\x7e\xa1-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]+"
)
_BREAKS_OFF = re.compile(r": | #|:$|\s$")
_OTHER_TYPE = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null|nan|inf")
"""Words that some reader of YAML takes for something else than a text."""
_BLOCK = re.compile("[\t\n\x20-\x7e\xa1-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]+")
_ESCAPED = re.compile("[\x7f-\xa0\u2028\u2029\ufeff]")
_DIGITS = re.compile(r"[0-9]*")


def scalar(text: str) -> str:
    """A text on one line, bare where no reader can take it for anything else, else in quotes."""
    if _bare(text):
        return text
    if "\n" not in text and "\\" not in text and "'" not in text and _BLOCK.fullmatch(text):
        return f"'{text}'"
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _bare(text: str) -> bool:
    if _BREAKS_OFF.search(text) or _OTHER_TYPE.fullmatch(text):
        return False
    if _PLAIN.fullmatch(text):
        return True
    number = _DIGITS.match(text)
    tail = text[number.end() :] if number else text
    # 20个工作日 is a text to every reader; 20, 2024-01-01 and 1_000 are not
    return tail != text and not tail[:1].isascii() and _PLAIN.fullmatch(tail) is not None


def block(text: str) -> list[str] | None:
    """The lines of a text that can stand as a literal block (`|-`), None for any other.

    A block begins with its indent, hence not with a blank, and ends without a line break.
    """
    if "\n" not in text or text[0].isspace() or text[-1].isspace() or not _BLOCK.fullmatch(text):
        return None
    return text.split("\n")
