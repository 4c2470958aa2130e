"""Decides how precisely an address is given: door, building, room, window, or only a place's name."""

from __future__ import annotations

from functools import lru_cache

from guidelint.lean.regex import regex
from guidelint.values.numerals import half_width

_NUMBER = "[0-9一二三四五六七八九十百]"
_COUNTED = "(?!窗|[楼厅线台柜岗房室栋幢])"
_TOKENS = {
    "number": rf"{_NUMBER}号{_COUNTED}|门牌|{_NUMBER}弄|[0-9]#|[路街道巷弄坊]\s?[0-9]{{1,5}}\s?(?:$|[,;。()])",
    "street": rf"[路街巷坊]|大道|胡同|里弄|[国省]道|[小园]区|广场|开发区|(?<!农)村|社区|{_NUMBER}组",
    "building": (
        rf"(?:{_NUMBER}|[A-Za-z])\s?(?:[号#]\s?)?[楼层栋幢座]|[0-9]{{1,2}}[Ff](?![A-Za-z])|[底顶首][楼层]"
    ),
    "room": (
        "(?<!办公)(?<![教科])室(?![内外])|房间|[0-9]{1,5}号?房|[0-9]{3}号?办公室|"
        "(?:大厦|[公大]楼)[0-9]{3,4}(?:$|[,;。() ])"
    ),
    "window": (
        r"(?<!相[应关])(?<!对应)(?<!有关)(?<![各见])(?<![详咨]询)窗口|"
        r"专区|[专综号#]窗|[中前]台|服务(?:台|窗(?!口))|柜台|[A-Za-z]\s?区(?![A-Za-z])"
    ),
    "hall": "(?:政务|行政|便民|公共)(?:服务|审批){0,2}(?:中心|大厅)|办[事证税]大?厅|服务大?厅|市民之家",
    "village": (
        "(?:便民|党群)服务(?:中心|大厅|[站点室])|(?:(?<!农)村|社区)[^,;。]{0,6}(?:服务(?:中心|[站点室])|办公[室楼])|[村居](?:委|民委员)会|村部"
    ),
    "crossing": "[路街道巷][^,;。]{1,12}[路街道巷](?:交[汇叉会界]|相交|十字)",
    "unit": r"(?<!办事)(?<![出到])处(?:$|[,;。()\s])|[科股](?:室|$|[,;。()\s])|办公室",
}
_ENOUGH = frozenset(("building", "room", "window", "village", "crossing"))


def address_tokens(text: str) -> frozenset[str]:
    """The kinds of words in an address: number, street, building, room, window, hall, village, crossing,
    unit.

    street also covers what door numbers refer to where there is no street (小区, 广场, 村, 组).
    """
    plain = half_width(text).strip()
    return frozenset(kind for kind, pattern in _PATTERNS.items() if pattern.search(plain))


@lru_cache(maxsize=8192)
def precise_address(text: str) -> bool:
    """Whether a stranger would find the place.

    Enough are: a street with a door number, a crossing of two, a numbered building or floor, a room, a
    window, the service station of a village or town, and the seat of its committee. The name of a hall
    (县政务中心), a street or a unit is not.
    """
    tokens = address_tokens(text)
    return {"street", "number"} <= tokens or not tokens.isdisjoint(_ENOUGH)


_PATTERNS = {kind: regex(tokens) for kind, tokens in _TOKENS.items()}
