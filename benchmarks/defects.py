"""What clerks do to guides: each defect says which rule it breaks and where, so that the guides are their own oracle.

A defect changes one area of a guide; a guide never gets two defects of one area, so that none hides another.
Where a guide offers nothing to spoil (no fee, no form), the defect leaves it alone and says so by None.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from guides import Guide
from places import _SIGNS

Spoil = Callable[[Guide, random.Random], str | None]


class Fault(NamedTuple):
    """One finding that a guide must give."""

    rule: str
    path: str


class Defect(NamedTuple):
    """A rule that is broken, the area of the guide that is changed, and how; `spoil` answers the path."""

    rule: str
    area: str
    spoil: Spoil


DEFECTS: list[Defect] = []


def defect(rule: str, area: str) -> Callable[[Spoil], Spoil]:
    """Take a function in as a defect."""

    def take(spoil: Spoil) -> Spoil:
        DEFECTS.append(Defect(rule, area, spoil))
        return spoil

    return take


def spoil(guide: Guide, rng: random.Random) -> list[Fault]:
    """Give a guide one to four defects of different areas; what must be found, in no order."""
    wanted, faults, areas = rng.randint(1, 4), [], set()
    for each in rng.sample(DEFECTS, len(DEFECTS)):
        if each.area in areas:
            continue
        path = each.spoil(guide, rng)
        if path is not None:
            areas.add(each.area)
            faults.append(Fault(each.rule, path))
        if len(faults) == wanted:
            break
    return faults


def _removed(rule: str, area: str, field: str) -> None:
    def remove(guide: Guide, rng: random.Random) -> str | None:
        return f"$.{field}" if guide.pop(field, None) is not None else None

    DEFECTS.append(Defect(rule, area, remove))


def _written(rule: str, area: str, field: str, text: str) -> None:
    def write(guide: Guide, rng: random.Random) -> str | None:
        if field not in guide:
            return None
        guide[field] = text.format(county=guide["authority"].partition("县")[0] + "县")
        return f"$.{field}"

    DEFECTS.append(Defect(rule, area, write))


_removed("identity.name-missing", "name", "name")
_written("identity.task-type", "limits", "matter_type", "行政审批")
_removed("legal.missing", "legal", "legal_basis")
_removed("deadline.promise-missing", "limits", "promised_limit")
_removed("depth.missing", "depth", "online_depth")
_removed("process.conditions-missing", "conditions", "conditions")
_removed("fees.flag-missing", "fees", "chargeable")
_removed("contact.complaint-missing", "phone", "complaint")
_removed("materials.empty", "materials", "materials")
_written("contact.address-vague", "location", "location", "{county}政务服务中心")
_written("contact.hours-unparseable", "hours", "hours", "正常上班时间")
_written("contact.hours-order", "hours", "hours", "工作日 上午9:00-8:00，下午13:00-17:00")
_written("contact.hours-workday", "hours", "hours", "上午9:00-12:00，下午13:00-17:00")
_written("contact.phone-area-code", "phone", "consultation", "4221234")
_written("contact.phone-digits", "phone", "consultation", "010-6528123")
_written("contact.phone-missing", "phone", "consultation", "窗口咨询")
_written("text.typo", "conditions", "conditions", "年满18周岁，帐户内有不少于3万元的存款")


@defect("contact.address-missing", "location")
def _no_place(guide: Guide, rng: random.Random) -> str | None:
    return None if "windows" in guide or not guide.pop("location") else "$.location"


@defect("contact.hours-missing", "hours")
def _no_hours(guide: Guide, rng: random.Random) -> str | None:
    return None if "windows" in guide or not guide.pop("hours") else "$.hours"


@defect("contact.complaint-same", "phone")
def _same_phone(guide: Guide, rng: random.Random) -> str | None:
    if "-" not in guide["consultation"]:
        return None
    guide["complaint"] = guide["consultation"]
    return "$.complaint"


@defect("identity.catalog-code", "codes")
def _short_catalog_code(guide: Guide, rng: random.Random) -> str | None:
    guide["catalog_code"] = guide["catalog_code"][:-1]
    return "$.catalog_code"


@defect("identity.task-code", "codes")
def _short_code(guide: Guide, rng: random.Random) -> str | None:
    guide["code"] = guide["code"][:-1]
    return "$.code"


@defect("identity.handle-item-code", "codes")
def _long_item_code(guide: Guide, rng: random.Random) -> str | None:
    guide["item_code"] += "1"
    return "$.item_code"


@defect("identity.uscc-checksum", "codes")
def _wrong_check_sign(guide: Guide, rng: random.Random) -> str | None:
    right = guide["authority_code"]
    wrong = right[:-1] + _SIGNS[(_SIGNS.index(right[-1]) + 1) % len(_SIGNS)]
    for field in ("authority_code", "code", "item_code"):
        guide[field] = guide[field].replace(right, wrong, 1)
    return "$.authority_code"


@defect("legal.no-article", "legal")
def _no_article(guide: Guide, rng: random.Random) -> str | None:
    return _basis(guide, rng, article=None)


@defect("legal.article-range", "legal")
def _no_such_article(guide: Guide, rng: random.Random) -> str | None:
    return _basis(guide, rng, article="第九百条")


@defect("legal.no-title-marks", "legal")
def _no_title_marks(guide: Guide, rng: random.Random) -> str | None:
    return _basis(guide, rng, title="中华人民共和国水法第四十八条", article=None, issuer=None)


@defect("legal.generic", "legal")
def _no_law_named(guide: Guide, rng: random.Random) -> str | None:
    return _basis(guide, rng, title="依据国家有关法律法规", article=None, issuer=None, content=None)


def _basis(guide: Guide, rng: random.Random, **changed: str | None) -> str:
    at = rng.randrange(len(guide["legal_basis"]))
    _change(guide["legal_basis"], at, changed)
    return f"$.legal_basis[{at}]"


def _change(items: list[Guide], at: int, changed: dict[str, str | None]) -> None:
    merged = items[at] | changed
    items[at] = {name: value for name, value in merged.items() if value is not None}


def _material(
    rule: str, area: str, path: str, wanted: Callable[[Guide], bool], **changed: str | None
) -> None:
    """A defect of one material of those that are wanted; a field changed to None is taken out."""

    def change(guide: Guide, rng: random.Random) -> str | None:
        places = [at for at, each in enumerate(guide.get("materials", ())) if wanted(each)]
        if not places:
            return None
        at = rng.choice(places)
        _change(guide["materials"], at, changed)
        return f"$.materials[{at}]{path}"

    DEFECTS.append(Defect(rule, area, change))


def _paper(material: Guide) -> bool:
    return material.get("type") != "申请表格文书"


def _form(material: Guide) -> bool:
    return material.get("type") == "申请表格文书"


def _not_electronic(material: Guide) -> bool:
    return _paper(material) and material.get("form") != "电子化"


def _silent_on_form(material: Guide) -> bool:
    return _paper(material) and not any(word in material.get("notes", "") for word in ("件", "页"))


def _issued(material: Guide) -> bool:
    return "issuer" in material


_material("materials.name-missing", "materials", ".name", _paper, name=None)
_material("materials.type-missing", "materials", ".type", _paper, type=None, original_or_copy=None)
_material("materials.form-missing", "materials", ".form", _silent_on_form, form=None, original_or_copy=None)
_material("materials.source-missing", "materials", ".source", _paper, source=None)
_material("materials.necessity", "materials", ".necessity", _paper, necessity="是")
_material("materials.copies-missing", "materials", ".copies", _not_electronic, originals=None, copies=None)
_material("materials.copies-range", "materials", ".originals", _not_electronic, originals="100")
_material("materials.issuer-missing", "materials", ".issuer", _issued, issuer=None)
_material("materials.catch-all", "materials", ".name", _paper, name="法律、法规规定的其他材料")
_material("materials.unbounded-etc", "materials", ".name", _paper, name="技术人员职称证书等")
_material("text.term", "materials", ".name", _issued, name="法人身份证")
_material("text.placeholder", "materials", ".specification", _paper, specification="见附件")
_material("forms.blank-missing", "materials", ".blank_form", _form, blank_form=None)
_material("forms.sample-missing", "materials", ".sample_form", _form, sample_form=None)


@defect("materials.duplicate", "materials")
def _same_paper_twice(guide: Guide, rng: random.Random) -> str | None:
    if not guide.get("materials"):
        return None
    guide["materials"].append(dict(guide["materials"][-1]))
    return f"$.materials[{len(guide['materials']) - 1}].name"


def _promise(guide: Guide, days: Callable[[int], int]) -> str | None:
    if guide["handling_type"] != "承诺件":
        return None
    statutory = int(guide["statutory_limit"].removesuffix("个工作日"))
    guide["promised_limit"] = f"自受理之日起{days(statutory)}个工作日"
    return "$.promised_limit"


@defect("deadline.vague", "limits")
def _about_so_long(guide: Guide, rng: random.Random) -> str | None:
    if guide["handling_type"] != "承诺件":
        return None
    guide["promised_limit"] = guide["promised_limit"].replace("自受理之日起", "约")
    return "$.promised_limit"


@defect("deadline.promise-over", "limits")
def _longer_than_the_law(guide: Guide, rng: random.Random) -> str | None:
    return _promise(guide, lambda statutory: statutory + 10)


@defect("deadline.ratio", "limits")
def _hardly_shorter(guide: Guide, rng: random.Random) -> str | None:
    return _promise(guide, lambda statutory: statutory - 1)


@defect("deadline.compression", "limits")
def _not_short_enough(guide: Guide, rng: random.Random) -> str | None:
    return _promise(guide, lambda statutory: statutory // 2)


@defect("deadline.statutory-missing", "limits")
def _no_statutory_limit(guide: Guide, rng: random.Random) -> str | None:
    return (
        None
        if guide["handling_type"] != "承诺件" or not guide.pop("statutory_limit")
        else "$.statutory_limit"
    )


@defect("depth.level-one", "depth")
def _not_online(guide: Guide, rng: random.Random) -> str | None:
    if guide.get("online_depth") is None:
        return None
    guide |= {"online_depth": "一级", "online": "否", "visits": "1", "channels": ["窗口办理"]}
    guide["visit_reason"] = "须到窗口提交全部申请材料"
    return "$.online_depth"


@defect("depth.url", "depth")
def _no_address(guide: Guide, rng: random.Random) -> str | None:
    del guide["online_url"]
    for field in ("mobile", "mobile_url"):
        guide.pop(field, None)
    return "$.online_url"


@defect("depth.mobile", "depth")
def _no_mobile_address(guide: Guide, rng: random.Random) -> str | None:
    return None if guide.get("mobile") != "是" or not guide.pop("mobile_url") else "$.mobile_url"


@defect("depth.visit-reason", "depth")
def _no_reason(guide: Guide, rng: random.Random) -> str | None:
    return "$.visit_reason" if guide.pop("visit_reason", None) else None


@defect("depth.visits", "depth")
def _level_four_on_foot(guide: Guide, rng: random.Random) -> str | None:
    if guide["online_depth"] != "四级" or guide["visits"] != "0":
        return None
    guide |= {"visits": "1", "visit_reason": "需到窗口核验原件"}
    return "$.visits"


@defect("process.step-fields", "limits")
def _step_without_limit(guide: Guide, rng: random.Random) -> str | None:
    at = rng.randrange(1, len(guide["steps"]))
    del guide["steps"][at]["limit"]
    return f"$.steps[{at}].limit"


@defect("process.step-sum-over", "limits")
def _steps_too_long(guide: Guide, rng: random.Random) -> str | None:
    if guide["handling_type"] != "承诺件":
        return None
    guide["steps"][2]["limit"] = "30个工作日"
    return "$.steps"


@defect("process.core-steps", "limits")
def _no_delivery(guide: Guide, rng: random.Random) -> str | None:
    if guide["handling_type"] != "承诺件" or guide["matter_type"] not in ("行政许可", "行政确认", "行政给付"):
        return None
    guide["steps"].pop()
    del guide["process"]
    for step in guide["steps"]:
        del step["content"]
    return "$.steps"


@defect("fees.items-missing", "fees")
def _fee_not_told(guide: Guide, rng: random.Random) -> str | None:
    return "$.fees" if guide.pop("fees", None) else None


@defect("fees.contradiction", "fees")
def _free_and_charged(guide: Guide, rng: random.Random) -> str | None:
    if "fees" not in guide:
        return None
    guide["chargeable"] = "否"
    return "$.chargeable"


def _result(rule: str, field: str, value: str | None) -> None:
    def change(guide: Guide, rng: random.Random) -> str | None:
        _change(guide["results"], 0, {field: value})
        return f"$.results[0].{field}"

    DEFECTS.append(Defect(rule, "results", change))


_result("results.name-missing", "name", None)
_result("results.sample-missing", "sample", None)
_result("results.type-code", "type", "许可证件")
