"""The plan of one kind of record: the rules to evaluate on it, and the fields that it lacks."""

from __future__ import annotations

from collections.abc import Mapping

from guidelint.evaluation.generated import RuleFunction
from guidelint.lean.structs import Struct
from guidelint.record import Data
from guidelint.rule.evaluator import Runner
from guidelint.rule.model import Rule


class Plan(Struct):
    """The rules to evaluate on one kind of record, and those whose fields its dialect does not carry.

    `own` counts the selectors of its rules on the record's own fields, `of_lists` those on the elements of
    each list; `top` is the highest profile that can be shown to hold, `lacking` the fields without a column.
    `evaluate` is the function to which its rules were compiled, except those in `file_runners`, which read
    the files that a guide names. `of_files` maps its rules on files to what they read; `own_words`: its
    dialect is not a platform's. `evaluated` are the rules that were evaluated on such records, or do not
    apply to them.
    """

    evaluate: RuleFunction
    file_runners: list[Runner]
    ran: frozenset[str]
    not_carried: Mapping[str, frozenset[str]]
    own: int
    of_lists: tuple[tuple[str, int], ...]
    top: int
    lacking: frozenset[str]
    of_files: Mapping[str, str]
    own_words: bool
    evaluated: frozenset[str]

    def fields_checked(self, data: Data) -> int:
        """How many fields of a record are checked, independent of their values."""
        return self.own + sum([count * len(data.get(name) or ()) for name, count in self.of_lists])


def lacking_fields(rule: Rule, carries: frozenset[str] | None) -> frozenset[str]:
    """The fields that a rule reports on, where a source carries none of them; empty where it carries one."""
    targets = rule.targets
    if carries is None or not targets or not carries.isdisjoint(targets):
        return frozenset()
    return frozenset(_nearest_lacking(name, carries) for name in targets)


def _nearest_lacking(field: str, carries: frozenset[str]) -> str:
    """The field itself, or the whole list where not even that is there."""
    head, dot, _ = field.partition(".")
    return field if head in carries or any(name.startswith(head + dot) for name in carries) else head
