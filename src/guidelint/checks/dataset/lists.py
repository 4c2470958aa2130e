"""Checks of a set of guides against a list from outside: standard matters, matters on telephones."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from guidelint.assess.tables import percent
from guidelint.checks.base import Settings, share_mistakes
from guidelint.checks.dataset.base import DatasetCheck, RecordPlace, SetProblem, add_culprits, listed, text_at
from guidelint.checks.dataset.shares import shown
from guidelint.record import Record

_CODES = ("catalog_code", "code", "item_code", "local_code")
_SHOWN = 10


def _known_codes(record: Record, codes: frozenset[str]) -> Iterator[str]:
    """The codes of a guide that a list names."""
    for field in _CODES:
        code = text_at(record, field)
        if code in codes:
            yield code


def _joined(codes: list[str]) -> str:
    """Some codes, the first ten of many."""
    return "、".join(codes[:_SHOWN]) + ("…" if len(codes) > _SHOWN else "")


class CatalogueShare(DatasetCheck):
    """Of the matters in the catalogue, `at_least` percent must be referred to, and as many published.

    A matter is referred to (引用) if a guide has its code and does not say 引用标准事项 否; it is published
    (发布) if a guide has its code and does not say 已发布 否. {reused} and {published} are the shares of the
    {listed} matters, {bound} is the required share, {lacking} the codes of matters that fail either.
    """

    message_args = ("reused", "published", "bound", "listed", "lacking")
    on_application = False
    at_least: float | None = None

    def mistakes(self) -> list[tuple[str, str]]:
        return share_mistakes(self.at_least, "at_least", 100)

    def needs(self, settings: Settings) -> str | None:
        if not settings.lists.get("catalogue"):
            return "没有设置 catalogue（标准事项目录），或目录是空的 (catalogue is not set, or empty)"
        if self.at_least is None:
            return "没有设置引用率、发布率的目标 thresholds.<规则>.at_least (at_least is not set)"
        return None

    def empty(self) -> Any:
        """Codes that are referred to, codes that are published, the guides that say 否."""
        return [set(), set(), []]

    def observe(self, state: Any, record: Record, place: RecordPlace, settings: Settings) -> None:
        codes = list(_known_codes(record, settings.lists["catalogue"]))
        denied = [text_at(record, field) == "否" for field in ("reused", "published")]
        for number in range(2):
            if not denied[number]:
                state[number].update(codes)
        if codes and any(denied):
            add_culprits(state[2], [place])

    def judged(self, state: Any) -> bool:
        return True

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        reused, published, culprits = state
        catalogue = settings.lists["catalogue"]
        shares = [percent(len(codes), len(catalogue)) for codes in (reused, published)]
        bound = Fraction(str(self.at_least))
        if min(shares) >= bound:
            return []
        shown_shares = {"reused": shown(shares[0], bound), "published": shown(shares[1], bound)}
        lacking = {
            "listed": str(len(catalogue)),
            "lacking": _joined(sorted(catalogue - (reused & published))),
        }
        args = {**shown_shares, "bound": f"{self.at_least:g}%", **lacking}
        return [SetProblem(None, (), args, listed(culprits))]


class MobileList(DatasetCheck):
    """The list of matters handled on mobile phones must not be empty, nor contain codes that no guide has.

    {trouble}, {trouble_en}: that it is empty, or which codes no guide has.
    """

    message_args = ("trouble", "trouble_en")
    on_application = False

    def needs(self, settings: Settings) -> str | None:
        if "mobile_list" not in settings.lists:
            return "没有设置 mobile_list（掌上办事项清单） (mobile_list is not set)"
        return None

    def empty(self) -> Any:
        """The codes of the list that guides have."""
        return [set()]

    def observe(self, state: Any, record: Record, place: RecordPlace, settings: Settings) -> None:
        state[0].update(_known_codes(record, settings.lists["mobile_list"]))

    def judged(self, state: Any) -> bool:
        return True

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        codes = settings.lists["mobile_list"]
        unknown = sorted(codes - state[0])
        if not codes:
            return [SetProblem(None, (), {"trouble": "是空的", "trouble_en": "is empty"})]
        if not unknown:
            return []
        zh = f"共 {len(codes)} 项，其中 {len(unknown)} 项的编码在这批指南里找不到：{_joined(unknown)}"
        en = f"has {len(codes)} codes, of which {len(unknown)} belong to no guide: {_joined(unknown)}"
        return [SetProblem(None, (), {"trouble": zh, "trouble_en": en})]
