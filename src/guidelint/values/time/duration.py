"""Parses time limits (20个工作日, 六十日, 即办, 约10天) as a number with its unit; units are never mixed.

Licences are counted in working days (行政许可法 art. 82); 天 and 日 alone do not say which days are meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.numerals import NUMERALS, chinese_number, half_width, level_dashes

Unit = Literal["工作日", "自然日", "小时", "月", "年", "周", "天", ""]
"""天 means 天 or 日 without 工作 or 自然, which is ambiguous. Empty: no unit was written."""

WORKING_HOURS = 8
"""Hours in a working day, for comparing a limit in hours with one in days."""
HOURS_A_DAY = 24
"""The number from which hours are clock hours: 24小时, 48小时 and 72小时 are one, two and three days."""

_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("工作日", "工作天"), "工作日"),
    **dict.fromkeys(("自然日", "自然天", "日历日", "日历天"), "自然日"),
    **dict.fromkeys(("小时", "钟头", "分钟"), "小时"),
    **dict.fromkeys(("周", "星期", "礼拜"), "周"),
    **dict.fromkeys(("天", "日"), "天"),
    "月": "月",
    "年": "年",
}
SPOKEN: dict[Unit, str] = {"工作日": "个工作日", "自然日": "个自然日", "月": "个月", "": "个工作日"}
"""A unit after a number, if it differs from the unit's own spelling."""

_FIRST_CALENDAR_YEAR = 1900
_MOST_PARTS = 12
"""The maximum number of durations read in a field."""


class Duration(NamedTuple):
    """A time limit. `value` counts `unit`; minutes are fractions of 小时.

    `instant`: done on the spot (即办, 当场, 当日办结, or the number 0); the value is then 0. `vague`: the
    first word that makes the limit vague (约, 左右, 尽快 …); without a number the value is 0.
    """

    value: float
    unit: Unit
    instant: bool
    vague: str | None


@lru_cache(maxsize=16384)
def parse_duration(text: str) -> Duration | None:
    """The first duration in a time field; None if there is none (无, 待定, - 工作日, -1).

    Of a span (1-3个工作日) the upper end counts, of a sum (5+15个工作日) the total; words after it may name
    the kind of days (5日（工作日）, 20日，按工作日计算). A positive number overrides 即办 beside it. Of parts
    (初审10个工作日，复审20个工作日) only a stated total counts (共30个工作日), since parts may also be
    alternatives. A text that denies any limit may still mention one: call `absent_limit` first.
    """
    plain = level_dashes(half_width(text))
    vague = _vague.search(plain)
    word = vague[0] if vague else None
    bare = _bare.match(plain)
    found = list(islice(_durations(plain), _MOST_PARTS))
    if bare and (not found or bare.start(1) < found[0][0]):
        value = _number(bare[1])
        return None if value is None else Duration(value, "", value == 0, word)
    whole = _whole(plain, found)
    if whole:
        return whole._replace(vague=word)
    if found:
        return Duration(0.0, "", False, word) if word else None
    if _instant.search(plain):
        return Duration(0.0, "", True, word)
    return Duration(0.0, "", False, word) if word else None


@lru_cache(maxsize=4096)
def numbers_of_days(text: str) -> tuple[Duration, ...]:
    """Every duration with a written number and unit, in order; `vague` is not determined."""
    return tuple(duration for _, duration in _durations(level_dashes(half_width(text))))


@lru_cache(maxsize=4096)
def absent_limit(text: str) -> bool:
    """Whether the text states that there is no statutory limit: 无, 无法定办结时限, 法律法规未规定, 0工作日.

    即办 is a limit, and so is a positive duration that stands before the denial.
    """
    plain = half_width(text).strip().rstrip("。.")
    duration = parse_duration(text)
    if duration and duration.instant and not _instant.search(plain):
        return True
    denial = _denial.search(plain)
    if denial is None:
        return False
    return not any(given.value for given in numbers_of_days(plain[: denial.start()]))


def days(duration: Duration) -> float | None:
    """Working days, for comparison: 工作日 or no unit as written, instant as 0.

    小时 up to a day by the eight-hour day, from 24小时 on by the clock; between the two they are one day.
    Half a day is half a working day. None for 天, 自然日, 周, 月, 年 and vague words without a number, which
    must not be compared silently.
    """
    if duration.instant:
        return 0.0
    if duration.value == 0:
        return None
    if duration.unit == "小时":
        return min(duration.value / WORKING_HOURS, max(1, duration.value / HOURS_A_DAY))
    of_a_day = duration.unit == "天" and duration.value < 1
    return duration.value if of_a_day or duration.unit in ("工作日", "") else None


def years_as_months(duration: Duration) -> Duration:
    """A duration of years converted to months; others are unchanged."""
    return duration._replace(value=duration.value * 12, unit="月") if duration.unit == "年" else duration


def same_unit(a: Unit, b: Unit) -> bool:
    """Whether two units may be compared: no unit counts as 工作日, 天 as 自然日."""
    return _alike(a) == _alike(b)


def _alike(unit: Unit) -> Unit:
    if unit == "":
        return "工作日"
    return "自然日" if unit == "天" else unit


def _durations(plain: str) -> Iterator[tuple[int, Duration]]:
    """Offset and duration of each number with a unit in evened text."""
    held: tuple[int, Duration] | None = None
    end = 0
    for found in _numbered.finditer(plain):
        value = _number(found[1])
        if value is None or (found["unit"] == "年" and value >= _FIRST_CALENDAR_YEAR):
            continue
        start, before = _added(plain, found.start())
        value += before + (0.5 if found["half"] or found["more"] else 0)
        value = value / 60 if found["unit"] == "分钟" else value
        unit = _UNITS[found["days"] or found["unit"]]
        if held and unit == held[1].unit and plain[end : found.start()].strip() == "+":
            value += held[1].value  # 5个工作日+15个工作日
            start = held[0]
        elif held:
            yield held
        held, end = (start, Duration(value, unit, value == 0, None)), found.end()
    if held:
        yield held


def _added(plain: str, start: int) -> tuple[int, float]:
    """The offset of the first number of a sum that ends at `start` (5+15个工作日), and the total."""
    if not start or plain[start - 1] not in "+ ":
        return start, 0.0
    row = _addends.search(plain, max(0, start - 20), start)
    return (
        (row.start(), float(sum(map(int, row[0].replace(" ", "").split("+")[:-1])))) if row else (start, 0.0)
    )


def _whole(plain: str, found: list[tuple[int, Duration]]) -> Duration | None:
    """The duration for all: the first, or the stated total of parts; None for parts without a total."""
    if not found:
        return None
    before = [plain[max(0, start - 12) : start] for start, _ in found]
    total = next((number for number, text in enumerate(before) if number and _total.search(text)), None)
    if total is not None:
        return found[total][1]
    labelled = sum(_part.search(text) is not None for text in before[1:])
    return None if labelled and _part.search(before[0]) else found[0][1]


def _number(text: str) -> float | None:
    if text == "半":
        return 0.5
    if "." in text:
        return float(text)
    whole = chinese_number(text)
    return None if whole is None else float(whole)


def _numeral() -> str:
    """A number that is not part of a longer one, of a date, of a code or of 第N日, and is not negative."""
    before = rf"(?<![0-9.月第{NUMERALS}])(?<!(?<![0-9{NUMERALS}])-)"
    return rf"{before}([0-9]{{1,6}}(?:\.[0-9]{{1,3}})?|[{NUMERALS}]{{1,9}}|半)"


@regex
def _numbered() -> str:
    month = rf"月(?!\s?[0-9{NUMERALS}份底初末上中下至到日-])"
    return (
        rf"{_numeral()}\s{{0,3}}(?:个(?P<half>半)|个)?\s{{0,3}}(?:\((?:个|单位:?\s?)?)?(?:法定)?"
        rf"(?P<unit>工作[日天]|自然[日天]|日历[日天]|小时|钟头|分钟|(?<=[个半])月|{month}|"
        rf"年(?!\s?[0-9]|级|度|检|龄|代)|周(?![年边{NUMERALS}])|"
        rf"星期(?![{NUMERALS}天日])|礼拜(?![{NUMERALS}天日])|天|日)"
        r"(?P<more>半(?![年月天日个小]))?(?:(?<=[天日])(?:[以之]?内)?\s?(?:\(|,(?=均?[按为指以]))(?:注:?\s?)?"
        r"(?:均?[按为指以]|即)?(?P<days>工作日|自然日))?"
    )


_addends = regex(r"(?<![0-9A-Za-z.+])(?:[0-9]{1,3}\s?\+\s?){1,3}$")
_part = regex(
    "(?:受理|收件|[初复预会]审|审[查核批]|复核|核[查准验]|勘[验察查]|决定|办结|制证|发证|送达|公示|[省市县区乡镇州]级?|"
    "法定|承诺|情况下?|情形|程序)(?:环节|阶段|时间|时限|期限|部门|机关)?[:为需在]{0,2} ?$"
)
"""What a number right after it refers to: a stage, a level of government, a case, one of two limits."""
_total = regex("(?:(?<!公)共|合计|总计|总时[间限长]|全程)[计需为:用时 ]{0,3}$")


@regex
def _bare() -> str:
    lead = r"\s{0,9}(?:大?约|大概|不超过|最[长多])?\s{0,3}"
    return rf"{lead}{_numeral()}\s{{0,3}}个?(?:左右|内|以内)?\s{{0,3}}(?:$|[(,;。])"


@regex
def _instant() -> str:
    denied = "(?<![非不未])(?<!不能)(?<!无法)(?<!不可)"
    words = "即办|即时|即日办|即[到审]即|当场|当[日天](?![起算的])|立等可取|"
    words += "随到随办|随[办来][随即][办结]|秒[批办]|马上办|立即|现场办结"
    return f"{denied}(?:{words})"


@regex
def _vague() -> str:
    amount = rf"(?=[为需要在]{{0,2}}\s?[0-9{NUMERALS}半])"
    nearly = "接近|将近|(?<![最就附邻])近(?![0-9一二三四五]{1,2}年)"
    hoped = f"(?:预计|预估|估计|通常|基本上?|力[争求]|争取|最[快早]|{nearly})"
    rough = "(?<=[0-9十百])[余多来](?=个?(?:工作|小时|[天日月周年]))"
    no_end = r"(?:(?<=[日天月周时])|(?<=[日天月周时]及)|(?<=[日天月周时]\(含\)))"
    plain_case = "(?!程序|纳税|性|事项|项目|案件|[件类]|企业|工程|许可|变更|登记|注册|规模)"
    return (
        rf"大约|大概|(?<![预公合契节违签条特])约{amount}|左右|尽快|尽早|尽量|原则上|一般{plain_case}|"
        rf"视[^,;。]{{0,6}}情况|视情|酌情|近期|适当|适时|必要时|若干|差不多|(?:几|数)个?(?=工作|小时|[天日月周年])|"
        rf"{hoped}(?:{amount}|(?=[当即]))|{rough}|(?<=[日天月周年时])上下(?![午班])|{no_end}以上(?=$|[,;。)])|不等(?![于候待])"
    )


@regex
def _denial() -> str:
    link = "(?:明确|具体|统一|作出|做出|作|设定|规定|设|有|法定|承诺|办结|办理|审批|办件|的)"
    laws = "(?:法律|法规|规章|上位法)"
    return (
        rf"^(?:无|没有|不限|[不未]承诺)$|(?:无|没有|未|不设|不受){link}{{0,5}}(?:时限|期限|时间|限制)|"
        rf"^{laws}[^,;。]{{0,12}}(?:无|没有|未|均未){link}{{0,3}}(?:规定|要求)$|^(?:无|没有|未){link}{{0,3}}规定$|"
        rf"法定[办结理]{{0,2}}(?:时限|期限)[:：]?\s?无$"
    )
