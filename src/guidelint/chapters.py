"""The chapters of a guide: fields that bodies fill in together, and that therefore recur together.

Every field of a record stands in one chapter. A chapter's values are the key under which the answers of the
rules on it are remembered, so what is new in every guide (its name, its codes, its conditions) stands apart.
"""

from __future__ import annotations

from guidelint.vocabulary import FIELDS

_NAMED: dict[str, tuple[str, ...]] = {
    "code": ("code", "catalog_code", "item_code", "local_code"),
    "name": ("name",),
    "conditions": ("conditions",),
    "process": ("process", "flowchart"),
    "body": ("authority", "authority_code", "authority_nature", "delegate", "region", "region_code",
             "exercise_level", "power_source", "matter_type", "service_mode"),
    "contact": ("location", "hours", "consultation", "complaint", "windows"),
    "basis": ("legal_basis",),
    "materials": ("materials", "no_materials"),
    "limits": ("handling_type", "statutory_limit", "statutory_limit_note", "promised_limit",
               "promised_limit_note", "limit_exemption", "special_procedures"),
    "online": ("online", "online_url", "online_depth", "mobile", "mobile_url", "visits", "visit_reason",
               "channels", "express"),
    "steps": ("steps",),
    "fees": ("chargeable", "fees", "online_payment"),
    "results": ("results", "delivery"),
    "answers": ("faq",),
    "remedies": ("remedies",),
}  # fmt: skip
_KNOWN = frozenset(name for fields in _NAMED.values() for name in fields)
CHAPTERS: dict[str, tuple[str, ...]] = {
    **_NAMED,
    "more": tuple(
        name for name in FIELDS if name not in _KNOWN and name not in ("extra", "guidelint_ignore")
    ),
}
"""Fields by chapter, under the names that records store them by; the rest of the vocabulary is `more`."""
CHAPTER_OF: dict[str, str] = {name: chapter for chapter, names in CHAPTERS.items() for name in names}
OF_GROUP: dict[str, str] = {
    "identity": "body",
    "contact": "contact",
    "materials": "materials",
    "forms": "materials",
    "legal": "basis",
    "deadline": "limits",
    "depth": "online",
    "process": "steps",
    "fees": "fees",
    "results": "results",
    "text": "more",
}
"""The chapter of a rule on the whole record, by its group."""
