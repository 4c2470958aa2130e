"""Defects of the process: time limits, online depth, steps, fees, results."""

from __future__ import annotations

import random
from collections.abc import Callable

from papers import Guide
from spoiling import Defect, Defects, change_item

DEFECTS = Defects()


def _promise(guide: Guide, days: Callable[[int], int]) -> str | None:
    if guide["handling_type"] != "承诺件":
        return None
    statutory = int(guide["statutory_limit"].removesuffix("个工作日"))
    guide["promised_limit"] = f"自受理之日起{days(statutory)}个工作日"
    return "$.promised_limit"


@DEFECTS.defect("deadline.vague", "limits")
def _about_so_long(guide: Guide, rng: random.Random) -> str | None:
    if guide["handling_type"] != "承诺件":
        return None
    guide["promised_limit"] = guide["promised_limit"].replace("自受理之日起", "约")
    return "$.promised_limit"


@DEFECTS.defect("deadline.promise-over", "limits")
def _longer_than_the_law(guide: Guide, rng: random.Random) -> str | None:
    return _promise(guide, lambda statutory: statutory + 10)


@DEFECTS.defect("deadline.ratio", "limits")
def _hardly_shorter(guide: Guide, rng: random.Random) -> str | None:
    return _promise(guide, lambda statutory: statutory - 1)


@DEFECTS.defect("deadline.compression", "limits")
def _not_short_enough(guide: Guide, rng: random.Random) -> str | None:
    return _promise(guide, lambda statutory: statutory // 2)


@DEFECTS.defect("deadline.statutory-missing", "limits")
def _no_statutory_limit(guide: Guide, rng: random.Random) -> str | None:
    return (
        None
        if guide["handling_type"] != "承诺件" or not guide.pop("statutory_limit")
        else "$.statutory_limit"
    )


@DEFECTS.defect("depth.level-one", "depth")
def _not_online(guide: Guide, rng: random.Random) -> str | None:
    if guide.get("online_depth") is None:
        return None
    guide |= {"online_depth": "一级", "online": "否", "visits": "1", "channels": ["窗口办理"]}
    guide["visit_reason"] = "须到窗口提交全部申请材料"
    return "$.online_depth"


@DEFECTS.defect("depth.url", "depth")
def _no_address(guide: Guide, rng: random.Random) -> str | None:
    del guide["online_url"]
    for field in ("mobile", "mobile_url"):
        guide.pop(field, None)
    return "$.online_url"


@DEFECTS.defect("depth.mobile", "depth")
def _no_mobile_address(guide: Guide, rng: random.Random) -> str | None:
    return None if guide.get("mobile") != "是" or not guide.pop("mobile_url") else "$.mobile_url"


@DEFECTS.defect("depth.visit-reason", "depth")
def _no_reason(guide: Guide, rng: random.Random) -> str | None:
    return "$.visit_reason" if guide.pop("visit_reason", None) else None


@DEFECTS.defect("depth.visits", "depth")
def _level_four_on_foot(guide: Guide, rng: random.Random) -> str | None:
    if guide["online_depth"] != "四级" or guide["visits"] != "0":
        return None
    guide |= {"visits": "1", "visit_reason": "需到窗口核验原件"}
    return "$.visits"


@DEFECTS.defect("process.step-fields", "limits")
def _step_without_limit(guide: Guide, rng: random.Random) -> str | None:
    at = rng.randrange(1, len(guide["steps"]))
    del guide["steps"][at]["limit"]
    return f"$.steps[{at}].limit"


@DEFECTS.defect("process.step-sum-over", "limits")
def _steps_too_long(guide: Guide, rng: random.Random) -> str | None:
    if guide["handling_type"] != "承诺件":
        return None
    guide["steps"][2]["limit"] = "30个工作日"
    return "$.steps"


@DEFECTS.defect("process.core-steps", "limits")
def _no_delivery(guide: Guide, rng: random.Random) -> str | None:
    if guide["handling_type"] != "承诺件" or guide["matter_type"] not in ("行政许可", "行政确认", "行政给付"):
        return None
    guide["steps"].pop()
    del guide["process"]
    for step in guide["steps"]:
        del step["content"]
    return "$.steps"


@DEFECTS.defect("fees.items-missing", "fees")
def _fee_not_told(guide: Guide, rng: random.Random) -> str | None:
    return "$.fees" if guide.pop("fees", None) else None


@DEFECTS.defect("fees.contradiction", "fees")
def _free_and_charged(guide: Guide, rng: random.Random) -> str | None:
    if "fees" not in guide:
        return None
    guide["chargeable"] = "否"
    return "$.chargeable"


def _result(rule: str, field: str, value: str | None) -> None:
    def change(guide: Guide, rng: random.Random) -> str | None:
        change_item(guide["results"], 0, {field: value})
        return f"$.results[0].{field}"

    DEFECTS.append(Defect(rule, "results", change))


_result("results.name-missing", "name", None)
_result("results.sample-missing", "sample", None)
_result("results.type-code", "type", "许可证件")
