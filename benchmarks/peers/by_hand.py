"""The floor: the thirty rules as hand-written, fast Python."""

from __future__ import annotations

import re
from typing import Any

Found = list[tuple[str, str]]
_CATALOG = re.compile("[0-9]{6}[0-9A-Z]{3}[0-9]{3}")
_CODE = re.compile("[0-9A-Z]{18}[1-7][0-9]{6}[0-9A-Z]{3}[0-9]{3}")
_PHONE = re.compile("0[0-9]{2,3}|[^0-9]")
_KINDS = frozenset(
    (
        "行政许可", "行政处罚", "行政强制", "行政征收", "行政给付", "行政检查", "行政确认", "行政奖励", "行政裁决",
        "其他行政权力", "公共服务",
    )
)  # fmt: skip
_NECESSITIES = frozenset(("必要", "非必要", "容缺后补"))
_RESULTS = frozenset(("证照", "批文", "其他", "无"))
_ISSUERS = frozenset(("全国人民代表大会常务委员会", "国务院"))
_ISSUED = frozenset(("政府部门核发", "中介机构出具"))
_PAPER = frozenset(("纸质", "纸质/电子化"))


def check(guide: dict[str, Any]) -> Found:
    """(rule, path) for everything that is wrong in a guide."""
    found: Found = []
    get = guide.get
    if not get("name"):
        found.append(("identity.name-missing", "$.name"))
    if (kind := get("matter_type")) and kind not in _KINDS:
        found.append(("identity.task-type", "$.matter_type"))
    if (code := get("catalog_code")) and not _CATALOG.fullmatch(code):
        found.append(("identity.catalog-code", "$.catalog_code"))
    if (code := get("code")) and not _CODE.fullmatch(code):
        found.append(("identity.task-code", "$.code"))
    if not get("location"):
        found.append(("contact.address-missing", "$.location"))
    if not get("hours"):
        found.append(("contact.hours-missing", "$.hours"))
    if not get("complaint"):
        found.append(("contact.complaint-missing", "$.complaint"))
    if (phone := get("consultation")) and not _PHONE.match(phone):
        found.append(("contact.phone-area-code", "$.consultation"))
    if not get("conditions"):
        found.append(("process.conditions-missing", "$.conditions"))
    if not get("promised_limit"):
        found.append(("deadline.promise-missing", "$.promised_limit"))
    if not get("online_depth"):
        found.append(("depth.missing", "$.online_depth"))
    if get("online") == "是" and not get("online_url"):
        found.append(("depth.url", "$.online_url"))
    if get("visits") in ("1", "2") and not get("visit_reason"):
        found.append(("depth.visit-reason", "$.visit_reason"))
    if not (chargeable := get("chargeable")):
        found.append(("fees.flag-missing", "$.chargeable"))
    elif chargeable == "是" and not get("fees"):
        found.append(("fees.items-missing", "$.fees"))
    _lists(guide, found)
    return found


def _lists(guide: dict[str, Any], found: Found) -> None:
    laws = guide.get("legal_basis")
    if not laws:
        found.append(("legal.missing", "$.legal_basis"))
    else:
        for at, law in enumerate(laws):
            if law.get("issuer") in _ISSUERS and not law.get("article"):
                found.append(("legal.no-article", f"$.legal_basis[{at}]"))
    materials = guide.get("materials")
    if not materials:
        found.append(("materials.empty", "$.materials"))
    else:
        for at, material in enumerate(materials):
            _material(material, at, found)
    for at, step in enumerate(guide.get("steps") or ()):
        if not step.get("limit"):
            found.append(("process.step-fields", f"$.steps[{at}].limit"))
    for at, result in enumerate(guide.get("results") or ()):
        if (kind := result.get("type")) and kind not in _RESULTS:
            found.append(("results.type-code", f"$.results[{at}].type"))
        if not result.get("sample"):
            found.append(("results.sample-missing", f"$.results[{at}].sample"))


def _material(material: dict[str, Any], at: int, found: Found) -> None:
    get = material.get
    form, sort, source = get("form"), get("type"), get("source")
    if not get("name"):
        found.append(("materials.name-missing", f"$.materials[{at}].name"))
    if not get("original_or_copy"):
        if not sort:
            found.append(("materials.type-missing", f"$.materials[{at}].type"))
        if not form:
            found.append(("materials.form-missing", f"$.materials[{at}].form"))
    if not source:
        found.append(("materials.source-missing", f"$.materials[{at}].source"))
    elif source in _ISSUED and not get("issuer"):
        found.append(("materials.issuer-missing", f"$.materials[{at}].issuer"))
    if (necessity := get("necessity")) and necessity not in _NECESSITIES:
        found.append(("materials.necessity", f"$.materials[{at}].necessity"))
    if form in _PAPER and not get("originals") and not get("copies"):
        found.append(("materials.copies-missing", f"$.materials[{at}].copies"))
    if sort == "申请表格文书":
        if not get("blank_form"):
            found.append(("forms.blank-missing", f"$.materials[{at}].blank_form"))
        if not get("sample_form"):
            found.append(("forms.sample-missing", f"$.materials[{at}].sample_form"))
