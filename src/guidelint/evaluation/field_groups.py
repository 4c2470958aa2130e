"""The field groups of a guide: groups of fields that authorities fill in together, so that their values recur
together.

Every field of a record that rules read belongs to one field group, and every field of a list element to one
part of the element. Their values are the keys of memoised rule results; fields that are new in every guide
(name, codes, addresses, own prose) are therefore kept apart.
"""

from __future__ import annotations

from guidelint.rule.evaluator import AnyEvaluator
from guidelint.vocabulary import FIELDS

_NAMED: dict[str, tuple[str, ...]] = {
    "code": ("code",),
    "codes": ("catalog_code", "item_code", "local_code"),
    "name": ("name",),
    "conditions": ("conditions",),
    "process": ("process", "flowchart"),
    "state": ("updated", "version", "state", "published", "reused"),
    "body": ("authority", "authority_code", "authority_nature", "delegate", "region", "region_code",
             "exercise_level", "power_source", "matter_type", "service_mode"),
    "contact": ("location", "hours", "consultation", "complaint", "windows"),
    "basis": ("legal_basis",),
    "materials": ("materials", "no_materials"),
    "limits": ("handling_type", "statutory_limit", "statutory_limit_note", "promised_limit",
               "promised_limit_note", "limit_exemption", "special_procedures"),
    "online": ("online", "online_depth", "mobile", "visits", "visit_reason", "channels", "express"),
    "addresses": ("online_url", "mobile_url"),
    "steps": ("steps",),
    "fees": ("chargeable", "fees", "online_payment"),
    "results": ("results",),
    "delivery": ("delivery",),
    "answers": ("faq",),
    "remedies": ("remedies",),
}  # fmt: skip
_KNOWN = frozenset(name for fields in _NAMED.values() for name in fields)
FIELD_GROUPS: dict[str, tuple[str, ...]] = {
    **_NAMED,
    "more": tuple(
        name for name in FIELDS if name not in _KNOWN and name not in ("extra", "guidelint_ignore")
    ),
}
"""Fields by field group, under the names that records store them by; the rest of the vocabulary is `more`."""
_FIELD_GROUP_OF: dict[str, str] = {
    name: field_group for field_group, names in FIELD_GROUPS.items() for name in names
}
_OF_RULE_GROUP: dict[str, str] = {
    "identity": "body", "contact": "contact", "materials": "materials", "forms": "materials", "legal": "basis",
    "deadline": "limits", "depth": "online", "process": "steps", "fees": "fees", "results": "results",
}  # fmt: skip
"""The field group of a rule on the whole record, by its group."""
_PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "materials": (
        ("type", "original_or_copy", "form", "originals", "copies", "necessity", "necessity_note", "source",
         "source_note", "issuer", "exempt"),
        ("name", "basis"), ("blank_form", "sample_form"), ("specification", "criteria", "notes", "remark"),
    ),
    "legal_basis": (("title", "document_number", "article", "issuer", "effective"), ("content",)),
    "steps": (("name", "role", "result", "counted", "limit", "limit_note"), ("content",)),
    "results": (("name", "type"), ("sample",)),
}  # fmt: skip
"""Fields of elements that recur together, by list."""


def field_group_of(evaluator: AnyEvaluator) -> str:
    """The field group to which an evaluator on the record belongs."""
    name = (evaluator.selector.list_name or evaluator.selector.field).removesuffix(".note")
    return _FIELD_GROUP_OF.get(name) or _OF_RULE_GROUP.get(evaluator.rule.group, "more")


def parts_of(name: str) -> tuple[tuple[str, ...], ...]:
    """The parts of the elements of a list; what no other part has, and rules on the whole, are in the first."""
    parts = _PARTS.get(name, ((),))
    known = {field for part in parts for field in part}
    stored = [
        stored
        for child in FIELDS[name].fields
        for stored in (child.name, f"{child.name}_note")[: 2 if child.kind == "limit" else 1]
    ]
    return ((*parts[0], *(field for field in stored if field not in known)), *parts[1:])
