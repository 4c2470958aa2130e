"""Thirty of our rules that other validators can express, as one table from which every peer's ruleset is
generated.

The peers check a part of what our rules check: that a value is present, is one of a list, has a pattern. On
the guides of `generate.py` this gives the same findings, which `agree.py` verifies before anything is timed.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["required", "any", "enum", "pattern"]
When = tuple[str, tuple[str, ...]] | None


class Shared(NamedTuple):
    """One rule: in every element of `items` (in the guide itself where that is empty) that meets `when`,

    required: `field` is there; any: `field` or `extra[0]` is there; enum: `field` is one of `extra` where it is
    there; pattern: `field` matches `extra[0]` where it is there. `when` is a field beside it and its values.
    """

    rule: str
    kind: Kind
    items: str
    field: str
    extra: tuple[str, ...] = ()
    when: When = None


KINDS_OF_MATTER = (
    "行政许可", "行政处罚", "行政强制", "行政征收", "行政给付", "行政检查", "行政确认", "行政奖励", "行政裁决",
    "其他行政权力", "公共服务",
)  # fmt: skip
ISSUERS_OF_LAWS = ("全国人民代表大会常务委员会", "国务院")
CATALOG = "[0-9]{6}[0-9A-Z]{3}[0-9]{3}$"
FORM = ("type", ("申请表格文书",))

SHARED: tuple[Shared, ...] = (
    Shared("identity.name-missing", "required", "", "name"),
    Shared("identity.task-type", "enum", "", "matter_type", KINDS_OF_MATTER),
    Shared("identity.catalog-code", "pattern", "", "catalog_code", (f"^{CATALOG}",)),
    Shared("identity.task-code", "pattern", "", "code", (f"^[0-9A-Z]{{18}}[1-7]{CATALOG}",)),
    Shared("contact.address-missing", "required", "", "location"),
    Shared("contact.hours-missing", "required", "", "hours"),
    Shared("contact.complaint-missing", "required", "", "complaint"),
    Shared("contact.phone-area-code", "pattern", "", "consultation", ("^(0[0-9]{2,3}|[^0-9])",)),
    Shared("legal.missing", "required", "", "legal_basis"),
    Shared("legal.no-article", "required", "legal_basis", "article", when=("issuer", ISSUERS_OF_LAWS)),
    Shared("process.conditions-missing", "required", "", "conditions"),
    Shared("process.step-fields", "required", "steps", "limit"),
    Shared("materials.empty", "required", "", "materials"),
    Shared("materials.name-missing", "required", "materials", "name"),
    Shared("materials.type-missing", "any", "materials", "type", ("original_or_copy",)),
    Shared("materials.form-missing", "any", "materials", "form", ("original_or_copy",)),
    Shared("materials.source-missing", "required", "materials", "source"),
    Shared("materials.necessity", "enum", "materials", "necessity", ("必要", "非必要", "容缺后补")),
    Shared(
        "materials.copies-missing",
        "any",
        "materials",
        "copies",
        ("originals",),
        ("form", ("纸质", "纸质/电子化")),
    ),
    Shared(
        "materials.issuer-missing",
        "required",
        "materials",
        "issuer",
        (),
        ("source", ("政府部门核发", "中介机构出具")),
    ),
    Shared("forms.blank-missing", "required", "materials", "blank_form", (), FORM),
    Shared("forms.sample-missing", "required", "materials", "sample_form", (), FORM),
    Shared("deadline.promise-missing", "required", "", "promised_limit"),
    Shared("depth.missing", "required", "", "online_depth"),
    Shared("depth.url", "required", "", "online_url", (), ("online", ("是",))),
    Shared("depth.visit-reason", "required", "", "visit_reason", (), ("visits", ("1", "2"))),
    Shared("fees.flag-missing", "required", "", "chargeable"),
    Shared("fees.items-missing", "required", "", "fees", (), ("chargeable", ("是",))),
    Shared("results.type-code", "enum", "results", "type", ("证照", "批文", "其他", "无")),
    Shared("results.sample-missing", "required", "results", "sample"),
)
LISTS = ("legal_basis", "materials", "steps", "results")
NAMES: frozenset[str] = frozenset(each.rule for each in SHARED)
