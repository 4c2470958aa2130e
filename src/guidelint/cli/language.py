"""The language in which to answer a command line, before its options are parsed or if they cannot be."""

from __future__ import annotations

from collections.abc import Sequence

_SHORTEST = "--la"
"""argparse takes an option by its beginning, and no other begins like this."""


def asked_language(words: Sequence[str]) -> str:
    """The value of the last --lang, whatever it is; nothing where there is none before a --."""
    asked = ""
    options = words[: words.index("--")] if "--" in words else words
    for word, following in zip(options, [*options[1:], ""], strict=False):
        name, equals, value = word.partition("=")
        if name.startswith(_SHORTEST) and "--lang".startswith(name):
            asked = value if equals else following
    return asked
