"""Parses the two limits of a matter from one text: 法定20个工作日，承诺5个工作日."""

from __future__ import annotations

from guidelint.lean.regex import regex
from guidelint.values.time.duration import parse_duration
from guidelint.vocabulary import EMPTY_WORDS

_STATUTORY = "法定"
NAMES = {_STATUTORY: "statutory_limit", "承诺": "promised_limit"}
_AROUND = " \t\r\n\u3000，,；;。、/|"


def limits_in(text: str) -> dict[str, str]:
    """The limits named in a text, by field; empty if a number precedes the first name, a name is repeated, or
    one has neither a limit nor a word for none after it (法定：无；承诺：5个工作日).
    """
    found = list(_name.finditer(text))
    if not found or parse_duration(text[: found[0].start()]):
        return {}
    ends = [*(name.start() for name in found[1:]), len(text)]
    limits = {
        NAMES[name[1]]: text[name.end() : end].strip(_AROUND) for name, end in zip(found, ends, strict=True)
    }
    read = [limit for limit in limits.values() if parse_duration(limit)]
    whole = len(limits) == len(found) and all(
        limit in read or (limit and limit in EMPTY_WORDS) for limit in limits.values()
    )
    return limits if whole and read else {}


def may_promise(text: str) -> bool:
    """Whether a text that `limits_in` cannot split may begin with the promised limit (5天（法定20天）), and
    not with the statutory one (20天（法定）).
    """
    found = list(_name.finditer(text))
    if not found or found[0][1] != _STATUTORY:
        return True
    stop = found[1].start() if len(found) > 1 else len(text)
    return bool(parse_duration(text[: found[0].start()]) and parse_duration(text[found[0].end() : stop]))


_name = regex(
    "(法定|承诺)(?!条件|形式|要求|程序|情形|代表|义务|工作日|节|假|[公休]休)(?:的?(?:办理|办结|审批))?(?:时限|期限|时间)?[为是]?[:：]?"
)
"""The name of a limit; not 符合法定条件 or 法定节假日除外, which name none."""
