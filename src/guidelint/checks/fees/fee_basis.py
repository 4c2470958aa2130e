"""Checks what the fee of a licence rests on: a law or an administrative regulation (行政许可法 art. 58)."""

from __future__ import annotations

from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult, here
from guidelint.checks.legal.cited_entries import Cited, cited_in
from guidelint.laws import category
from guidelint.lean.regex import regex
from guidelint.record import Data, is_missing
from guidelint.values.law.citations import names_instrument
from guidelint.values.materials.issuers import rests_on_law
from guidelint.values.text.shortening import shortened

_MINISTRY = "部门规章"


class FeeBasis(Check):
    """The text must name a law or administrative regulation; the document that sets the rate may follow.

    Wrong only if what it names is evidently of lower rank: a document with a number in 〔〕, a ministry's
    order, a local 条例 or 办法. A national 办法 or 规定 of unknown rank is not judged, nor is text that names
    nothing. {found}: the text.
    """

    message_args = ("found",)

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if not isinstance(value, str) or is_missing(value) or not names_instrument(value):
            return ABSENT
        cited = cited_in(value)
        lawful = any(map(_may_be_law, cited)) if cited else rests_on_law(value)
        return None if lawful or _order_of_state.search(value) else here(found=shortened(value))


def _may_be_law(law: Cited) -> bool:
    known = category(law.title)
    if known:
        return known != _MINISTRY
    if _local.match(law.title):
        return False
    lower = any(_lower_order.search(edition) for edition in law.editions)
    return _statute.search(law.title) is not None or (_rule.search(law.title) is not None and not lower)


_statute = regex("(?:(?<![办做方执])法|法典|条例|(?:法|条例)实施(?:细则|办法|规定))$")
_rule = regex("(?:办法|规定|规则|细则)(?:[（(][^（()）]*[)）])?$")
_local = regex(
    "(?:[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,8}自治[区州县]|[\u4e00-\u9fff]{2,3}(?<!城)市(?!场|政|容))"
)
_lower_order = regex("〔[0-9]{4}〕|(?:部|总局|局|委|委员会|署|总署|银行|会)令")
"""A number of a document or of a ministry's order; 国务院令 and 主席令 are neither."""
_order_of_state = regex("国务院令|主席令|国务院第[0-9]+号令")
