"""Checks of what is filled in: which materials are forms for the applicant, and whether a value is there."""

from __future__ import annotations

from typing import Any

from guidelint.checks.base import HERE, Check, CheckResult
from guidelint.lean.regex import regex
from guidelint.record import Data, is_missing, means_empty
from guidelint.values.materials.form_makers import form_maker
from guidelint.values.materials.material_names import is_form_name, is_state_certificate

_NOTES = ("notes", "remark", "specification")


class FormToFill(Check):
    """The material is a form for the applicant to fill in, for which the authority has a template.

    Its type says so (申请表格文书, except for a 居民身份证, whose type is wrong) or, without a type, its name
    (申请表, 登记表, 承诺书 …), unless another authority issues it. Excluded is what a name or note leaves
    free (格式自拟), has made online or at the counter, or shows to be an issued document (原登记申请表,
    常住人口登记表复印件).
    """

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if not _is_form(item):
            return HERE
        notes = "；".join(note for note in map(item.get, _NOTES) if isinstance(note, str))
        maker = form_maker(item.get("name") or "", notes, lambda: record.get("name") or "")
        return None if maker == "pattern" else HERE


def _is_form(item: Data) -> bool:
    sort, name = item.get("type"), item.get("name") or ""
    if sort and not is_missing(sort):
        return bool(sort == "申请表格文书") and not is_state_certificate(name)
    own = item.get("source") not in ("政府部门核发", "中介机构出具")
    return own and is_form_name(name)


class Written(Check):
    """A text, or one of a list of texts, must be more than a word for empty or a placeholder.

    For a file, also more than where to get it on paper (窗口领取) or which other it resembles (同空白表格).
    """

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if not value:
            return HERE
        texts = value if isinstance(value, list) else (value,)
        return HERE if all(map(_says_no_file, texts)) else None


def _says_no_file(text: str) -> bool:
    return means_empty(text) or (not text.isascii() and _no_file.match(text) is not None)


@regex
def _no_file() -> str:
    place = "(?:办事|服务|政务|办理)?(?:窗口|现场|前台|大厅|中心)"
    like = "[同与参见](?:照|考)?(?:上|空白|样)表?格?(?:相同|一致)?"
    return rf"\s*(?:请?[到在至由]?{place}(?:免费)?(?:领取|索取|提供)|{like})[。\s]*$"
