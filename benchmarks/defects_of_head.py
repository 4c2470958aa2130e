"""Defects of the basic data: names and codes, place, hours and telephones, laws."""

from __future__ import annotations

import random

from papers import Guide
from places import SIGNS
from spoiling import Defects, change_item

DEFECTS = Defects()

DEFECTS.removed("identity.name-missing", "name", "name")
DEFECTS.written("identity.task-type", "limits", "matter_type", "行政审批")
DEFECTS.removed("legal.missing", "legal", "legal_basis")
DEFECTS.removed("deadline.promise-missing", "limits", "promised_limit")
DEFECTS.removed("depth.missing", "depth", "online_depth")
DEFECTS.removed("process.conditions-missing", "conditions", "conditions")
DEFECTS.removed("fees.flag-missing", "fees", "chargeable")
DEFECTS.removed("contact.complaint-missing", "phone", "complaint")
DEFECTS.removed("materials.empty", "materials", "materials")
DEFECTS.written("contact.address-vague", "location", "location", "{county}政务服务中心")
DEFECTS.written("contact.hours-unparseable", "hours", "hours", "正常上班时间")
DEFECTS.written("contact.hours-order", "hours", "hours", "工作日 上午9:00-8:00，下午13:00-17:00")
DEFECTS.written("contact.hours-workday", "hours", "hours", "上午9:00-12:00，下午13:00-17:00")
DEFECTS.written("contact.phone-area-code", "phone", "consultation", "4221234")
DEFECTS.written("contact.phone-digits", "phone", "consultation", "010-6528123")
DEFECTS.written("contact.phone-missing", "phone", "consultation", "窗口咨询")
DEFECTS.written("text.typo", "conditions", "conditions", "年满18周岁，帐户内有不少于3万元的存款")


@DEFECTS.defect("contact.address-missing", "location")
def _no_place(guide: Guide, rng: random.Random) -> str | None:
    return None if "windows" in guide or not guide.pop("location") else "$.location"


@DEFECTS.defect("contact.hours-missing", "hours")
def _no_hours(guide: Guide, rng: random.Random) -> str | None:
    return None if "windows" in guide or not guide.pop("hours") else "$.hours"


@DEFECTS.defect("contact.complaint-same", "phone")
def _same_phone(guide: Guide, rng: random.Random) -> str | None:
    if "-" not in guide["consultation"]:
        return None
    guide["complaint"] = guide["consultation"]
    return "$.complaint"


@DEFECTS.defect("identity.catalog-code", "codes")
def _short_catalog_code(guide: Guide, rng: random.Random) -> str | None:
    guide["catalog_code"] = guide["catalog_code"][:-1]
    return "$.catalog_code"


@DEFECTS.defect("identity.task-code", "codes")
def _short_code(guide: Guide, rng: random.Random) -> str | None:
    guide["code"] = guide["code"][:-1]
    return "$.code"


@DEFECTS.defect("identity.handle-item-code", "codes")
def _long_item_code(guide: Guide, rng: random.Random) -> str | None:
    guide["item_code"] += "1"
    return "$.item_code"


@DEFECTS.defect("identity.uscc-checksum", "codes")
def _wrong_check_sign(guide: Guide, rng: random.Random) -> str | None:
    right = guide["authority_code"]
    wrong = right[:-1] + SIGNS[(SIGNS.index(right[-1]) + 1) % len(SIGNS)]
    for field in ("authority_code", "code", "item_code"):
        guide[field] = guide[field].replace(right, wrong, 1)
    return "$.authority_code"


@DEFECTS.defect("legal.no-article", "legal")
def _no_article(guide: Guide, rng: random.Random) -> str | None:
    return _basis(guide, rng, article=None)


@DEFECTS.defect("legal.article-range", "legal")
def _no_such_article(guide: Guide, rng: random.Random) -> str | None:
    return _basis(guide, rng, article="第九百条")


@DEFECTS.defect("legal.no-title-marks", "legal")
def _no_title_marks(guide: Guide, rng: random.Random) -> str | None:
    return _basis(guide, rng, title="中华人民共和国水法第四十八条", article=None, issuer=None)


@DEFECTS.defect("legal.generic", "legal")
def _no_law_named(guide: Guide, rng: random.Random) -> str | None:
    return _basis(guide, rng, title="依据国家有关法律法规", article=None, issuer=None, content=None)


def _basis(guide: Guide, rng: random.Random, **changed: str | None) -> str:
    at = rng.randrange(len(guide["legal_basis"]))
    change_item(guide["legal_basis"], at, changed)
    return f"$.legal_basis[{at}]"
