"""Parses the number of required visits in person (到办事现场次数)."""

from __future__ import annotations

import re
from functools import lru_cache

from guidelint.lean.regex import regex
from guidelint.values.numerals import half_width, leading_count, level_dashes


@lru_cache(maxsize=1024)
def visit_count(text: str) -> int | None:
    """The number of visits: 0次, 一次, 最多跑1次, 1次（领证）, 3次，考试、领证, 零跑腿; None without a
    number.

    Of a span (1-2次) the upper end counts, of 2次以上 and 至少2次 the number; 多次 counts as 2.
    """
    first, _, rest = _aside.sub("", level_dashes(half_width(text))).strip().partition(",")
    if "次" in rest:
        return None
    if _no_visit.search(first):
        return 0
    if _several.fullmatch(first):
        return 2
    plain = _most.sub("", _from.sub("", first).strip())
    return leading_count(_span.sub("", plain))


_aside = regex(r"[(;。].*", re.DOTALL)
_several = regex("(?:需要?|须|应)?(?:跑|到场|到现场)?[多数]次(?:以上)?")
_from = regex("^(?:至少|不少于|最少)|(?:以上|及以上)$")
_span = regex("^[0-9一二两三四五六七八九]{1,2} ?次?[-至到或] ?(?=[0-9一二两三四五六七八九十])")
_no_visit = regex("^(?:[零0]跑[腿动路]|不见面|(?:无需|不需|无须|不用|不必)要?(?:到|跑|前往))")
_most = regex("^(?:最多|至多|不超过|只需?|仅需?|需)?(?:跑|到场|到现场)?")
