"""Reads the two limits of a matter from one text: 法定20个工作日，承诺5个工作日."""

from __future__ import annotations

import re
from functools import cache

from guidelint.values.duration import parse_duration

NAMES = {"法定": "statutory_limit", "承诺": "promised_limit"}
_AROUND = " \t\r\n\u3000，,；;。、/|"


def limits_in(text: str) -> dict[str, str]:
    """The limits that a text calls by their names, by field; none where a number stands before the first name, where
    a name comes twice, or where one has no limit behind it."""
    found = list(_name().finditer(text))
    if not found or parse_duration(text[: found[0].start()]):
        return {}
    ends = [*(name.start() for name in found[1:]), len(text)]
    limits = {
        NAMES[name[1]]: text[name.end() : end].strip(_AROUND) for name, end in zip(found, ends, strict=True)
    }
    whole = len(limits) == len(found) and all(map(parse_duration, limits.values()))
    return limits if whole else {}


@cache
def _name() -> re.Pattern[str]:
    return re.compile("(法定|承诺)(?:的?(?:办理|办结|审批))?(?:时限|期限|时间)?[为是]?[:：]?")
