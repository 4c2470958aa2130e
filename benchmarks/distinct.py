"""Makes every free text of a guide unique, the worst case for caches by value.

Unchanged are words of closed lists, time limits, counts and notes with a fixed meaning, addresses of files
and pages (unique already), and titles and articles of laws, which must exist.
"""

from __future__ import annotations

from typing import Any

_KEPT = frozenset(
    (
        "code", "catalog_code", "item_code", "authority_code", "region_code", "matter_type", "authority_nature",
        "exercise_level", "handling_type", "updated", "online", "online_depth", "visits", "express", "mobile",
        "chargeable", "online_payment", "special_procedures", "type", "original_or_copy", "form", "originals",
        "copies", "necessity", "source", "limit", "statutory_limit", "promised_limit", "title", "article", "basis",
        "online_url", "mobile_url", "blank_form", "sample_form", "sample", "phone", "consultation", "complaint",
        "hours", "location",
    )
)  # fmt: skip


def make_distinct(guide: dict[str, Any], number: int) -> None:
    """Change a guide in place so that none of its free texts occurs in another."""
    phone = f"{guide['consultation'][:4]}-{2_000_000 + number:07d}"
    _mark(guide, f"（编号{number:06d}）")
    for place in (guide, *guide.get("windows", ())):
        place["location"] += f"（{number:06d}号门）"
        place["hours"] += f"（{number:06d}号门）"
        place["consultation" if place is guide else "phone"] = phone
    guide["complaint"] = f"{phone[:5]}{3_000_000 + number:07d}"


def _mark(value: dict[str, Any], sign: str) -> None:
    for key, item in value.items():
        if isinstance(item, dict):
            _mark(item, sign)
        elif isinstance(item, list):
            for entry in item:
                if isinstance(entry, dict):
                    _mark(entry, sign)
        elif key not in _KEPT:
            value[key] = item + sign
