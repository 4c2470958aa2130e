"""Checks of locations and opening hours, of the matter or of each of its windows."""

from __future__ import annotations

import re
from typing import Any, Literal

from guidelint.checks.base import ABSENT, HERE, Check, CheckResult, Settings, Test, here
from guidelint.lean.regex import regex
from guidelint.record import Data, is_missing, means_empty
from guidelint.values.contact.address import precise_address
from guidelint.values.time.hours import Hours, hours_order_problem, parse_hours, season_gap, season_problem
from guidelint.vocabulary import FIELDS

_LONGEST_LABEL = 10


def written(value: Any) -> str:
    """The text of a contact field; empty for a word for empty, a placeholder or a mere label."""
    if not isinstance(value, str) or means_empty(value) or _is_label(value):
        return ""
    return value


def _is_label(text: str) -> bool:
    """Whether a text is no more than a label before what is not there: 投诉电话：."""
    label = text.strip()
    return label.endswith((":", "：")) and len(label) < _LONGEST_LABEL and label[:-1].isalpha()


def _is_absent(value: Any) -> bool:
    return is_missing(value) or (isinstance(value, str) and _is_label(value))


class Provided(Check):
    """The matter must give it, or else every one of its windows.

    `matter` and `window` name the field in each place. Evaluated at both: the problem is located at the
    matter's field if no window has it, at a window's if other windows have it.
    """

    matter: str
    window: str

    def mistakes(self) -> list[tuple[str, str]]:
        known = {"matter": FIELDS, "window": FIELDS["windows"].children}
        named = {"matter": self.matter, "window": self.window}
        return [(key, f"no field {name!r} here") for key, name in named.items() if name not in known[key]]

    def compile(self, settings: Settings) -> Test:
        matter, window = self.matter, self.window
        has_provided: tuple[Any, bool] = None, False

        def is_anywhere(windows: list[Data]) -> bool:
            """Whether some window has it: looked for once, since all windows of a matter ask one after another."""
            nonlocal has_provided
            if has_provided[0] is not windows:
                has_provided = windows, any(not _is_absent(each.get(window)) for each in windows)
            return has_provided[1]

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            if not _is_absent(value) or not _is_absent(record.get(matter)):
                return None
            return HERE if is_anywhere(record.get("windows") or []) is not (item is record) else None

        return test


class OfficeHours(Check):
    """One requirement on office hours.

    `range`: a range of clock time can be parsed; `workday`: the days are named; `order`: every range is
    possible, and none overlap; `seasons`: summer and winter are both given, with dates, and cover the year.
    全天 and 24小时 satisfy the first two, and so do dates and 另行通知.
    """

    message_args = ("found", "lacking", "lacking_en")
    demand: Literal["range", "workday", "order", "seasons"]

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        text = written(value)
        return _JUDGES[self.demand](parse_hours(text)) if text else ABSENT


class Address(Check):
    """An address must identify a street number, floor, room or window; a matter handled online needs none."""

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        text = written(value)
        if not text:
            return ABSENT
        return None if precise_address(text) or _online.search(text) else HERE


def _range(hours: Hours) -> CheckResult:
    return None if hours.blocks or hours.always or hours.event else HERE


def _workday(hours: Hours) -> CheckResult:
    return None if hours.days or hours.always or hours.event else HERE


def _order(hours: Hours) -> CheckResult:
    found = hours_order_problem(hours)
    return here(found=found) if found else None


_SEASONS = {"夏": ("夏季", "summer"), "冬": ("冬季", "winter")}


def _seasons(hours: Hours) -> CheckResult:
    problem = season_problem(hours)
    if problem == "alone":
        seasons = "".join(block.season for block in hours.blocks)
        absent = [words for season, words in _SEASONS.items() if season not in seasons]
        lacking = "、".join(word for word, _ in absent) + "时间"
        lacking_en = "the hours of " + " and ".join(word for _, word in absent)
    elif problem:
        lacking, lacking_en = "起止日期", "the dates of its seasons"
    elif gap := season_gap(hours):
        lacking = "{}月{}日至{}月{}日的时间".format(*gap)
        lacking_en = "the hours from {}/{} to {}/{}".format(*gap)
    else:
        return None
    return here(lacking=lacking, lacking_en=lacking_en)


_JUDGES = {"range": _range, "workday": _workday, "order": _order, "seasons": _seasons}
_online = regex(
    r"https?://|www\.|\.(?:com|cn)(?![a-z])|网上|线上|在线|网址|网站|全程网办|政务服务网|小程序|公众号|APP",
    re.IGNORECASE,
)
"""What a guide names instead of a place when nobody has to go anywhere."""
