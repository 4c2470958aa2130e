"""Checks of whether what is said of a material fits what its name says that it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal

from guidelint.checks.base import HERE, Check, CheckResult
from guidelint.lean.regex import regex
from guidelint.record import Data
from guidelint.values.materials.form_makers import is_form_of, is_issued_form
from guidelint.values.materials.material_names import (
    head_name,
    is_form_name,
    is_state_certificate,
    material_key,
)


class FitsName(Check):
    """The material's `type` or `source` must fit its name.

    `type`: 申请表 is no 证件证书证明, 证书 and 证明 are no 申请表格文书. `source`: the applicant does not
    produce a 营业执照 or what a 部门 or 政府 issues (…主管部门出具的意见), and no authority issues an 申请表,
    承诺书, 委托书 or 合同, unless it keeps it or is a party to it (常住人口登记表,
    国有建设用地使用权出让合同).
    """

    about: Literal["type", "source"]

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        fits, judged = (_type_fits, _TYPES) if self.about == "type" else (_source_fits, _SOURCES)
        stated = item.get(self.about)
        if stated not in judged or fits(stated, item.get("name") or "", lambda: record.get("name") or ""):
            return None
        return HERE


_TYPES = ("证件证书证明", "申请表格文书")
_SOURCES = ("申请人自备", "政府部门核发")
_KEPT_BY_BODIES = ("登记表", "登记书", "备案表", "审批表", "信息表", "注册书")
"""Forms that a body keeps or hands back once they are approved; only those of the matter itself are filled in."""


def _type_fits(sort: str, name: str, matter: Callable[[], str]) -> bool:
    return _type_fits_alone(sort, name) or (sort == "证件证书证明" and is_issued_form(name, matter))


@lru_cache(maxsize=4096)
def _type_fits_alone(sort: str, name: str) -> bool:
    """Whether a type fits, whatever the matter is."""
    name = head_name(name)
    if sort == "证件证书证明":
        return not is_form_name(name) or name.endswith(("承诺书", "声明书"))
    return not is_state_certificate(name) and _evidence.search(name) is None


def _source_fits(source: str, written: str, matter: Callable[[], str]) -> bool:
    """Whether a source fits a material, or one of those among which its name leaves the choice."""
    if _source_fits_alone(source, written):
        return True
    return source != "申请人自备" and any(_is_of_a_body(paper, matter) for paper in _choices(written))


def _choices(written: str) -> tuple[str, ...]:
    """The alternatives in a name (不动产权证书或者租赁合同); otherwise the name itself."""
    name = head_name(written)
    papers = (_any_one if "任选" in written or "之一" in written else _or).split(name)
    return tuple(filter(None, papers)) if len(papers) > 1 else (written,)


def _is_of_a_body(written: str, matter: Callable[[], str]) -> bool:
    """Whether something that an applicant would usually make is issued or kept by an authority, because the
    matter is a different one.
    """
    name = head_name(written)
    if name.endswith(_KEPT_BY_BODIES):
        return not is_form_of(name, matter())
    return is_issued_form(written, matter)


@lru_cache(maxsize=4096)
def _source_fits_alone(source: str, written: str) -> bool:
    """Whether a source fits one of the documents, whatever the matter."""
    return any(_fits_one(source, head_name(paper)) for paper in _choices(written))


def _fits_one(source: str, name: str) -> bool:
    if source == "申请人自备":
        return not is_state_certificate(name) and _issued_by_a_body.search(name) is None
    kept = name.endswith(_KEPT_BY_BODIES)
    own = _private_contract.search(name) or _made_by_applicants.search(name)
    return not (kept or is_form_name(name) or own)


class Shareable(Check):
    """A certificate that authorities can look up (身份证, 营业执照 …) must not be required on paper only.

    One that is replaced or handed back is needed itself; what is issued abroad or in 港澳台 cannot be looked
    up.
    """

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        document = material_key(item.get("name") or "").partition("|")[0]
        if not _is_shared(document) or document in (record.get("name") or ""):
            return None
        texts = "；".join(str(item.get(name) or "") for name in ("name", "notes", "remark"))
        spared = (
            item.get("exempt") == "是" or "电子" in str(item.get("form") or "") or _looked_up.search(texts)
        )
        return None if spared else HERE


@lru_cache(maxsize=4096)
def _is_shared(document: str) -> bool:
    return _shared.search(document) is not None


_or = regex("或者?|/")
_any_one = regex("或者?|[/、,;]")
_issued_by_a_body = regex(r"(?:部门|机关|政府|局|法院)(?:出具|核发|颁发|签发|开具|批准)的")
"""节能主管部门出具的审查意见."""
_private_contract = regex("^(?!.*(?:出让|划拨|国有|政府|特许|征收|承包|事业单位)).*合同$")
"""合同 between people; what a public body has signed (出让合同, 政府采购合同) may come from it."""
_made_by_applicants = regex("^(?!.*(?:公证|鉴定|司法))[^、,和及与]*(?:委托书|照片)$")
"""What applicants alone make, save before a notary or for a court.

One of several papers in a row says nothing of the others.
"""
_evidence = regex("(?:(?<![保公认验论签查凭])证|证书|执照|证明)$")
_shared = regex(
    "^(?!.*(?:香港|澳门|台湾|港澳|境外|国外|外国)).*"
    "(?:居民身份证|居民户口簿|营业执照|结婚证|离婚证|不动产权证书|社保证明|社会保险.{0,4}证明)$"
)
_looked_up = regex(
    "免提交|免交|电子证照|电子件|扫描件|原件照片|拍照上传|数据共享|共享获取|系统(?:自动)?(?:调用|核验|获取)|"
    "[收交缴]回|缴销"
)
