"""In which language a command line asks to be answered, before its options are parsed: or because they cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_SHORTEST = "--la"
"""argparse takes an option by its beginning, and no other begins like this."""


def requested_language(words: Sequence[str]) -> str:
    """The value of the last --lang, whatever it is; nothing where there is none before a --."""
    language = ""
    options = words[: words.index("--")] if "--" in words else words
    for word, following in pairwise((*options, "")):
        name, equals, value = word.partition("=")
        if name.startswith(_SHORTEST) and "--lang".startswith(name):
            language = value if equals else following
    return language
