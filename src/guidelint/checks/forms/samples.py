"""Checks the contents of forms: a sample must be filled in, a blank must not, and neither may show personal
data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from guidelint.attachments import FileFacts, stated_files
from guidelint.checks.base import ABSENT, HERE, Check, CheckResult, Settings, Test, here
from guidelint.checks.forms.attached import judged_files, sound_texts
from guidelint.record import Data

if TYPE_CHECKING:
    from guidelint.values.identity.personal_numbers import PersonalNumber

_EVERY = frozenset(("identity_number", "bank_card", "mobile"))
_SORTS = {
    "identity_number": ("居民身份证号码", "the identity number"),
    "identity_like": ("居民身份证号码", "the identity number"),
    "bank_card": ("银行卡号", "the bank card number"),
    "mobile": ("手机号码", "the mobile number"),
}


class FilledSample(Check):
    """A sample must contain more than the blank form stored with it.

    It is empty if nothing was added, or if at least `alike` of the characters of both are the same and fewer
    than `values` places were filled in. Filling instructions do not count while every labelled place of the
    blank is still empty. Images cannot be compared; that is reported, so that a person looks. {file}: the
    path; {why}, {why_en}: the defect.
    """

    message_args = ("file", "why", "why_en")
    file_access = "texts"
    alike: float
    values: int

    def compile(self, settings: Settings) -> Test:
        def judge(file_facts: FileFacts, item: Data, record: Data) -> CheckResult:
            blanks = sound_texts(item.get("blank_form"), record)
            if file_facts.problem or not blanks:
                return ABSENT
            if file_facts.kind == "image":
                why = {"why": "是图片，无法与空白表格比较", "why_en": "is an image and cannot be compared"}
            elif file_facts.text is None or not file_facts.text.strip():
                return ABSENT
            elif any(self._is_empty(blank, file_facts.text) for blank in blanks):
                why = {"why": "与空白表格一样，没有填写内容", "why_en": "is as empty as the blank form"}
            else:
                return None
            return here(file=file_facts.name, **why)

        return judged_files(judge)

    def _is_empty(self, blank: str, sample: str) -> bool:
        from guidelint.values.materials.filled_form import compared

        found = compared(blank, sample)
        filled = found.filled()
        return not filled or (len(filled) < self.values and found.alike >= self.alike)


class OnlyImages(Check):
    """The field names images only."""

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        kinds = {file_facts.kind for file_facts in stated_files(value, record)}
        return None if kinds == {"image"} else HERE


class NoPersonalData(Check):
    """A form must not contain personal data: no number of the kinds in `look_for`, and no filled-in name.

    Numbers are reported masked. With `beyond_blank`, what the blank form contains as well does not count,
    except identity numbers: it is the authority's own. {file}: the path; {found}, {found_en}: what it
    contains.
    """

    message_args = ("file", "found", "found_en")
    file_access = "texts"
    look_for: tuple[Literal["identity_number", "identity_like", "bank_card", "mobile", "name"], ...]
    beyond_blank: bool = False

    def compile(self, settings: Settings) -> Test:
        sorts = frozenset(self.look_for)

        def judge(file_facts: FileFacts, item: Data, record: Data) -> CheckResult:
            from guidelint.values.identity.person_names import find_filled_names

            if file_facts.problem or not file_facts.text:
                return ABSENT
            numbers = _shown(file_facts.text, sorts, item if self.beyond_blank else {}, record)
            zh = [_SORTS[number.sort][0] + number.masked for number in numbers]
            en = [f"{_SORTS[number.sort][1]} {number.masked}" for number in numbers]
            for name in find_filled_names(file_facts.text) if "name" in sorts else ():
                zh.append(f"姓名“{name}”")
                en.append(f"the name {name!r}")
            found = {"file": file_facts.name, "found": "、".join(zh), "found_en": ", ".join(en)}
            return here(**found) if zh else None

        return judged_files(judge)


class OnlySpecimens(Check):
    """Every number in a sample is a well-known specimen, such as 13800138000."""

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        texts = sound_texts(value, record)
        numbers = [number for text in texts for number in _shown(text, _EVERY, item, record)]
        return None if numbers and all(number.made_up for number in numbers) else HERE


def _shown(text: str, sorts: frozenset[str], item: Data, record: Data) -> list[PersonalNumber]:
    """The numbers of a form, without those that the blank form of the material prints."""
    from guidelint.values.identity.personal_numbers import find_personal_numbers

    numbers = find_personal_numbers(text, sorts)
    printed = {
        number
        for blank in (sound_texts(item.get("blank_form"), record) if numbers else ())
        for number in find_personal_numbers(blank, frozenset(("bank_card", "mobile")))
    }
    return [number for number in numbers if number not in printed]
