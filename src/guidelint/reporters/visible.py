"""Makes text from guides safe to print: control and invisible characters are replaced by visible ones.

Control characters (C0, DEL, C1), direction marks (U+061C, U+200E, U+200F, U+202A–U+202E, U+2066–U+2069), line
separators, zero-width spaces, tags and lone surrogates; U+200C and U+200D stay, as scripts and emoji need
them.
"""

from __future__ import annotations

import re

HIDDEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\ufeff\\ufff9-\\ufffb\\ud800-\\udfff\\U000e0000-\\U000e007f]"
)


def visible(text: str, unicode: bool = True, keep: str = "") -> str:
    r"""The text with hidden characters shown: ESC as `␛` (or `\x1b` without unicode), U+202E as `\u202e`.

    Characters in `keep` stay as they are. Without `unicode`, what GBK cannot encode becomes `?`.
    Concatenative: the result for a text is the results for its characters in a row.
    """
    if text.isascii() and text.isprintable():
        return text
    if HIDDEN.search(text):
        text = HIDDEN.sub(lambda match: _shown(match[0], unicode, keep), text)
    return text if unicode else text.encode("gbk", "replace").decode("gbk")


def _shown(character: str, unicode: bool, keep: str) -> str:
    code = ord(character)
    if character in keep:
        return character
    if unicode and code < 0x20:
        return chr(0x2400 + code)
    if unicode and code == 0x7F:
        return "\u2421"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
