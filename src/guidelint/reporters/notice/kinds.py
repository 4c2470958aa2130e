"""The five kinds of problem in a notice, and the rules that belong to each.

The kinds are those of 华审改办函〔2021〕3号, part 二; the headings here only name the field, since a draft
does not know beforehand that there is a problem.
"""

from __future__ import annotations

from guidelint.lean.tuples import NamedTuple


class Kind(NamedTuple):
    """One kind: its heading and the rules and groups that belong to it."""

    heading: str
    rules: frozenset[str]
    groups: frozenset[str]


KINDS: tuple[Kind, ...] = (
    Kind("承诺办结时限压缩", frozenset({"dataset.compression"}), frozenset({"deadline"})),
    Kind(
        "网上展示信息",
        frozenset(),
        frozenset(
            {"materials", "forms", "legal", "contact", "text", "identity", "fees", "results", "dataset"}
        ),
    ),
    Kind(
        "网上办理深度",
        frozenset({"dataset.depth-share", "dataset.depth-one-count"}),
        frozenset({"depth"}),
    ),
    Kind("业务流程", frozenset({"dataset.run-once"}), frozenset({"process"})),
    Kind("掌上办事项清单", frozenset({"depth.mobile", "dataset.mobile-list"}), frozenset()),
)
"""In the order of a notice. A rule that is named beats its group.

`source` and `suppression` are in none: they are about files and exceptions, not about what a guide says.
"""


def kind_of(rule: str) -> int | None:
    """The index in KINDS of the kind that a rule belongs to, or None."""
    group = rule.partition(".")[0]
    named = (position for position, kind in enumerate(KINDS) if rule in kind.rules)
    grouped = (position for position, kind in enumerate(KINDS) if group in kind.groups)
    return next(named, next(grouped, None))
