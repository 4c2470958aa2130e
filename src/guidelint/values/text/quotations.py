"""Blanks out quoted text, so that only a guide's own words are judged.

Quoted are titles 《…》 with what follows a citation (《…》第N条规定：… to the end of the line), and web and
e-mail addresses. Words in “…” are kept: they are what the applicant is to press, say or fill in.
"""

from __future__ import annotations

from functools import lru_cache

from guidelint.lean.regex import regex

BLANK = "\0"
"""Replaces every character that is left out, so that offsets stay."""


@lru_cache(maxsize=1024)
def unquoted(text: str) -> str:
    """The text at its own length, with `BLANK` for every character that is quoted or part of an address."""
    return _quoted.sub(lambda found: BLANK * len(found[0]), text)


@regex
def _quoted() -> str:
    cited = r"[^。；;\n《]{0,24}(?:规定|[条款项])[^。；;\n《]{0,4}[：:][^\n]*"
    return (
        rf"(?i)《[^《》]*》(?:{cited})?|https?://[!-~]*|www\.[!-~]*|"
        r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]+"
    )
