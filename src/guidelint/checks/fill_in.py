"""Checks of what is filled in: which materials are forms for the applicant, and whether a value is there."""

from __future__ import annotations

from typing import Any, ClassVar

from guidelint.checks.base import Check, Seen, Settings, Test
from guidelint.record import Data, is_missing, says_nothing
from guidelint.values.material_names import is_form_name

_HERE: Seen = [(None, {})]


class FormToFill(Check):
    """The material is a form for the applicant to fill in.

    Its type says so (申请表格文书) or, without a type, its name (申请表, 登记表, 承诺书 …), unless another
    body issues it.
    """

    kind: ClassVar[str] = "form_to_fill"

    def compile(self, settings: Settings) -> Test:
        def test(value: Any, item: Data, record: Data) -> Seen:
            sort = item.get("type")
            if sort and not is_missing(sort):
                return None if sort == "申请表格文书" else _HERE
            own = item.get("source") not in ("政府部门核发", "中介机构出具")
            return None if own and is_form_name(item.get("name") or "") else _HERE

        return test


class Written(Check):
    """A text, or one of a list of texts, must be more than a word for empty or a placeholder."""

    kind: ClassVar[str] = "written"

    def compile(self, settings: Settings) -> Test:
        def test(value: Any, item: Data, record: Data) -> Seen:
            if not value:
                return _HERE
            texts = value if isinstance(value, list) else (value,)
            return _HERE if all(map(says_nothing, texts)) else None

        return test
