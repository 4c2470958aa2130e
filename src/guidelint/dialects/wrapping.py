"""Recognises what platforms wrap around data: status, messages, paging, and keys that lead to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from guidelint.dialects.embedded import json_in

_INSIDE = (
    "data", "datas", "result", "rows", "list", "content", "body", "response", "obj", "records", "custom",
    "hits", "_source",
    "CUSTOM", "DATA", "RESULT", "ReturnInfo", "C-Response-Body",
)  # fmt: skip
"""Keys under which platforms return data."""
LEADING = frozenset(_INSIDE)
"""Keys that may lead to the data."""
_XML = re.compile(r"\s*<(?![!]|html)(?:\?xml|[\w.:-]+[\s>])", re.IGNORECASE)
"""The beginning of an XML text; web pages do not count."""
_MESSAGES = ("msg", "message", "errMsg", "errmsg", "error", "C-Response-Desc")
_AROUND = frozenset(
    (
        *_INSIDE, *_MESSAGES, "code", "errCode", "errcode", "success", "status", "STATUS", "ok", "ret",
        "state", "timestamp", "time", "traceId", "requestId", "total", "totalElements", "totalPages",
        "totalCount", "page", "pageNum", "pageNo", "pageSize", "pageable", "size", "number",
        "numberOfElements", "first", "last", "sort", "empty", "count", "C-API-Status", "took",
        "timed_out", "_shards", "max_score", "_index", "_type", "_id", "_score", "_version",
    )
)  # fmt: skip
"""Keys that belong to a response, not to a matter."""
RESPONSE_KEYS = frozenset(("code", "state", "records"))
"""Keys of responses that records have as well."""
_SHOWN = 40


def is_wrapping(value: Mapping[str, Any]) -> bool:
    """Whether all keys of a mapping are those of a response, at least one of them unambiguously."""
    return value.keys() <= _AROUND and not value.keys() <= RESPONSE_KEYS


def has_response_key(value: Mapping[str, Any]) -> bool:
    """Whether a mapping has a key that only responses have."""
    return not _AROUND.isdisjoint(value)


def is_more_than_status(value: Any) -> bool:
    """Whether a value in a response is more than a status code or state."""
    return not isinstance(value, Mapping) or not value.keys() <= RESPONSE_KEYS


def alone(value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The only entry of a mapping, if it is a mapping or list, also one given as JSON or XML text; else empty."""
    found = ((key, structure(inner)) for key, inner in value.items() if len(value) == 1)
    return [(key, inner) for key, inner in found if inner is not None]


def opened(value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The mappings and lists under the usual keys, including those given as JSON or XML text."""
    if LEADING.isdisjoint(value):
        return []
    found = ((key, structure(value.get(key))) for key in _INSIDE)
    return [(key, inner) for key, inner in found if inner is not None]


def structure(value: Any) -> Any:
    """A mapping or list, also one given as JSON or XML text; None for anything else."""
    if isinstance(value, (Mapping, list)):
        return value
    if not isinstance(value, str) or not value:
        return None
    if value.lstrip()[:1] in ("{", "["):
        return json_in(value)
    return _xml(value) if _XML.match(value) else None


def _xml(text: str) -> Any:
    """The mapping or list in an XML text, None if it is none."""
    from guidelint.readers.xml.reader import XmlTree

    root = XmlTree(text).root
    return root if isinstance(root, (Mapping, list)) else None


def empty_response(value: Mapping[str, Any]) -> str:
    """Why a response contains no guide, in the platform's own words if it gives any; in both languages."""
    words = (value[key].strip() for key in _MESSAGES if isinstance(value.get(key), str))
    own_words = next(filter(None, words), "")
    told, told_en = (f"：{own_words[:_SHOWN]}", f": “{own_words[:_SHOWN]}”") if own_words else ("", "")
    return f"平台的答复里没有事项{told} (an answer without a matter{told_en})"


def no_mapping(value: Any) -> str:
    """Why a value that is no mapping is no guide, in both languages; empty without a specific reason."""
    if isinstance(value, str) and value.lstrip()[:1] == "<":
        return "是网页而不是数据 (a web page, not data)"
    return ""
