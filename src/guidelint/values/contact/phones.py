"""Finds phone numbers in a contact field, and tokens that look like phone numbers but are not.

Forms: national numbering (area code 0 and 2 or 3 digits, local numbers of 7 or 8), 11-digit mobiles, 400/800,
short service numbers. All offsets are code points of `half_width(text)`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.numerals import half_width, level_dashes

_EIGHT = (
    "0311 0371 0377 0379 0411 0431 0432 0451 0510 0511 0512 0513 0514 0515 0516 0517 0518 0519 0523 0527 "
    "0531 0532 0551 0571 0573 0574 0575 0576 0577 0579 0591 0595 0731 0755 0757 0769 0791 0851 0871 0898"
)
# 0730 and 0731 as printed by the cities themselves (岳阳 0730—8882003, 湘潭 0731-52817001); the others are
# cities that have moved to eight digits. For all others 7 and 8 digits are accepted.
_LOCAL_DIGITS = dict.fromkeys(_EIGHT.split(), 8) | {"0730": 7}
_AREA = "0(?:10|2[0-9]|[3-9][0-9]{2})"
Kind = Literal["mobile", "toll", "land", "local", "short", "carrier"]


class Phone(NamedTuple):
    """A number: `text` is `half_width(value)[start:end]`, `number` its digits without area code and
    extension.

    `kind`: mobile, toll (400, 800), land (with area code), local (without), short (12345, 110, 96xxx) or
    carrier (10086). The `area` of a local number is inherited from a number before it (in a list or as
    0730-4221234~4221236) or from 区号0730, else None.
    """

    text: str
    start: int
    end: int
    kind: Kind
    area: str | None
    number: str
    extension: str | None


@lru_cache(maxsize=8192)
def find_phones(text: str) -> tuple[Phone, ...]:
    """Every phone number in order; digits in e-mails, URLs, QQ, WeChat, dates and labelled postcodes are not."""
    half = half_width(text)
    phones = []
    stated = _stated_area.search(half)
    earlier: str | None = stated[1] if stated else None
    for found in _phone.finditer(_masked(half)):
        phone = _read(found, half, earlier)
        earlier = phone.area or earlier
        phones.append(phone)
    return tuple(phones)


@lru_cache(maxsize=8192)
def phone_like(text: str) -> tuple[str, ...]:
    """Tokens with five or more digits, possibly with dashes and brackets, that are no phone number of any
    kind.

    A token before 室, 号, 楼 and the like is a count or address instead.
    """
    half = half_width(text)
    left = _phone.sub(lambda found: " " * len(found[0]), _masked(half))
    found = (token for token in _token.finditer(left) if not _of_place.match(left, token.end()))
    tokens = (half[token.start() : token.end()] for token in found)
    return tuple(token for token in tokens if sum(map(str.isdigit, token)) >= 5)


def expected_digits(area: str) -> int | None:
    """The number of digits of local numbers with an area code (0730); None if unknown, in which case 7 and 8
    are accepted.
    """
    if re.fullmatch("010|02[0-9]", area):
        return 8
    return _LOCAL_DIGITS.get(area)


def _read(found: re.Match[str], half: str, earlier: str | None) -> Phone:
    start, end = found.span()
    kind = _kind(found)
    area = found["area"] or found["bracketed"] or (found["abroad"] and "0" + found["abroad"])
    digits = found["sub"] or found["mobile"] or found["toll"] or found["local"] or found["service"]
    number = "".join(filter(str.isdigit, digits))
    area = earlier if kind == "local" else area
    return Phone(half[start:end], start, end, kind, area, number, found["extension"])


def _kind(found: re.Match[str]) -> Kind:
    if found["mobile"]:
        return "mobile"
    if found["toll"]:
        return "toll"
    if found["local"]:
        return "local"
    service = found["service"] or found["local_service"]
    if not service:
        return "land"
    return "carrier" if service.startswith("10") else "short"


def _masked(half: str) -> str:
    """The text with normalised dashes, and blanks over digits that are no phone number; offsets stay."""
    return _other_digits.sub(lambda found: " " * len(found[0]), level_dashes(half))


_stated_area = regex(rf"区号\s?[:为是(]?\s?({_AREA})(?![0-9])")


@regex
def _phone() -> str:
    place = rf"(?!{_of_place.pattern})"
    abroad = rf"(?:(?:\+|00)86[-\ ]?|\((?:\+|00)?86\)?[-\ ]?|86[-\ ])\(?(?P<abroad>{_AREA[1:]})\)?"
    service = f"(?:12[0-9]{{3}}|9[56][0-9]{{3,4}}|10[0-9]{{3}}|1118[35]|1(?:10|14|19|20|22))(?![0-9]){place}"
    return rf"""(?x)(?<![0-9@A-Za-z])(?:
          (?:(?:\+|00)?86[-\ ]?)?(?P<mobile>1[3-9][0-9](?:[-\ ]?[0-9]{{4}}){{2}})
        | (?P<toll>[48]00(?:[-\ ]?[0-9]){{7}})
        | (?:\((?P<bracketed>{_AREA})\)|(?P<area>{_AREA})\)?|{abroad})
          (?:[.·]|\s{{0,2}}-{{0,3}}\s{{0,2}})
          (?P<sub>[2-9][0-9]{{2,3}}[-\ ]?[0-9]{{4}}|(?P<local_service>{service}))
        | (?P<local>(?<![0-9]-)[2-9][0-9]{{6,7}}|(?<=[^0-9][2-9][0-9]{{6}}-)[2-9][0-9]{{6}}
            |(?<=[^0-9][2-9][0-9]{{7}}-)[2-9][0-9]{{7}})
        | (?<![0-9]-)(?P<service>{service})
        )(?:\s?\(?(?:转|分机号?:?|-)\s?(?P<extension>[0-9]{{1,5}})(?![0-9])\)?)?(?![0-9@])"""


_of_place = regex(r"\s?(?:室|号(?!码)|房|[楼栋元路天日个年人米分])")


@regex
def _other_digits() -> str:
    url = r"[A-Za-z0-9._~:/?#\[\]@!$&'*+=%-]"
    year, month, day = "(?:19|20)[0-9]{2}", "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
    stroke = r"\s?[-/.年月]\s?"
    return (
        rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++@[A-Za-z0-9.-]*|(?:https?://|www\.){url}*|"
        rf"(?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]{{1,63}}\.){{1,6}}[A-Za-z]{{2,12}}(?![A-Za-z0-9])(?:[:/?]{url}*)?|"
        rf"(?<![0-9-]){year}(?:{stroke}[0-9]{{1,2}}{stroke}[0-9]{{1,2}}日?|年|\s?-\s?{year}年?)(?![0-9])|"
        rf"(?<![0-9)-]){year}{month}{day}(?![0-9])|邮(?:政编[码号]|[编码])[^0-9]{{0,4}}[0-9]{{6}}(?![0-9])|"
        rf"[Qq]{{2}}群?号?\s?:?\s?[0-9]{{5,11}}(?![0-9])|(?i:tel|fax|phone)|"
        rf"(?<![A-Za-z0-9_])[A-Za-z][A-Za-z0-9]{{0,20}}_[A-Za-z0-9_]++|"
        rf"(?:微信|[公订服][众阅务]号)号?\s?:?\s?[A-Za-z][A-Za-z0-9_-]*+"
    )


_token = regex("[0-9](?:[0-9()-]*[0-9])?")
