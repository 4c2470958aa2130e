"""Decides who makes a form that a guide requires: the applicant (by an official pattern or freely) or
somebody else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from guidelint.lean.regex import regex
from guidelint.values.materials.issuers import issuer_in_name
from guidelint.values.materials.material_names import head_name, plain_name

Maker = Literal["pattern", "free", "system", "window", "body"]


def form_maker(name: str, notes: str, matter: Callable[[], str]) -> Maker:
    """Who makes the form: the applicant by a `pattern` of the office, unless name or notes say otherwise.

    `free`: 格式自拟; `system`: filled in online or made by a system; `window`: printed at the window; `body`:
    an issued document. `matter` returns the matter's name, whose own form is no issued document; it is called
    only if that decides, so that results can be shared between matters.
    """
    return "body" if is_issued_form(name, matter) else _maker(name, notes)


@lru_cache(maxsize=8192)
def _maker(name: str, notes: str) -> Maker:
    if _free.search(f"{name}；{notes}"):
        return "free"
    if _system.search(notes):
        return "system"
    return "window" if _window.search(notes) else "pattern"


def is_issued_form(name: str, matter: Callable[[], str]) -> bool:
    """Whether something named like a form is a document that an authority issued or keeps: 常住人口登记表,
    原登记申请表.
    """
    issued = _is_issued(name)
    return not is_form_of(name, matter()) if issued is None else issued


@lru_cache(maxsize=8192)
def _is_issued(name: str) -> bool | None:
    """Whether a form is an issued document by its name alone; None if it is, unless it is the matter's own
    form.
    """
    plain = plain_name(name)
    if _former.match(plain) or issuer_in_name(plain) or _only_copy.search(name):
        return True
    return None if _kept.search(head_name(name)) else False


@lru_cache(maxsize=8192)
def is_form_of(name: str, matter: str) -> bool:
    """Whether a form is the matter's own: the matter's name contains the form's, without words that all forms
    have.
    """
    subject = _sort_of_form.sub("", head_name(name))
    return len(subject) > 1 and subject in matter


_free = regex(
    "(?<![不得准])自拟|自行(?:撰写|书写|起草|拟定|编写)|[无没不][有设限]?(?:固定|统一|规定)?的?格式|格式不[限拘]"
)


@regex
def _system() -> str:
    made = "系统(?:自动)?生成|自动生成|电子表单"
    return f"{made}|(?:系统|平台|网站|网[上厅]|线上|在线)(?:(?!下载|[，,。；;]).){{0,6}}(?:填[报写录]?|录入|申报)"


_window = regex("(?:窗口|现场|工作人员|经办人员|自助机|一体机|终端)(?:(?!下载|[，,。；;]).){0,8}打印")
_former = regex("原(?!料|材|子|油|煤|粮|种)|已(?:备案|登记|审批|批准|审核|核准|盖章)的?")
_only_copy = regex(
    "(?<!原件及)(?<!原件和)(?<!原件、)(?<!原件或)(?:复印件|复制件|影印件)(?:[0-9一二两三]份)?[）)]?$"
)
_kept = regex(
    "(?:常住人口登记[表卡]|对外贸易经营者备案登记表|最低生活保障金?审批表|(?:毕业生|学籍|职工|干部|军人|党员|工人|学生)"
    "(?:履历|登记|招收|录用|退休)?(?:登记|审批)表)$"
)
"""Forms by which an authority registered somebody, and which have since served as documents."""


@regex
def _sort_of_form() -> str:
    sort = "备案|登记|审批|申请|申报|审核|注册|许可|信息"
    return f"(?<!{sort})(?:{sort})*[表书单卡]$"
