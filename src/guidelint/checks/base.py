"""What a check is: parameters that compile, once, to a plain function over a value.

A compiled test is called as `test(value, item, record)` and answers

* `None`  — the demand is met;
* `()`    — there is nothing to judge (the value is missing): no problem as a check, not true as a condition;
* a list of `(path, args)` — the problems; `path` is None for the place itself, names relative to the item,
  or starts with "$" for a path from the record; `args` are what a message may mention.

`item` is the element of a list, or the record itself where the selector is not about elements.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any, ClassVar, Literal, dataclass_transform

from guidelint.checks.kinds import kind_of
from guidelint.lean.structs import Closed, Struct, fresh
from guidelint.location import Path
from guidelint.record import Data
from guidelint.values.text.term_index import PairedText

CheckResult = Sequence[tuple[Path | None, Mapping[str, str]]] | None
Test = Callable[[Any, Data, Data], CheckResult]


class Screen(Struct):
    """A cheap test that shows for many texts at once that none of them has a problem.

    A text may have one if it contains one of the character pairs `needed_pairs`, or if `extra_test` is true.
    `needed_pairs` is None if pairs cannot decide. `confirms` tests again, given the pairs found. `searches`:
    the screen has to search all texts, which is worthwhile only for a rule on every text. `characters`,
    written like the contents of a character class, are the only characters that `extra_test` reads: texts are
    then reduced to them once for all screens.
    """

    needed_pairs: frozenset[int] | None = frozenset()
    extra_test: Callable[[PairedText], bool] | None = None
    confirms: Callable[[PairedText, Set[int]], bool] | None = None
    searches: bool = False
    characters: str = ""

    def passes(self, texts: PairedText, pairs: Set[int]) -> bool:
        """Whether some text may have a problem; `pairs` are those of the texts, as far as screens need them."""
        if self.extra_test is not None and self.extra_test(texts):
            return True
        if self.needed_pairs is None:
            return True
        if self.needed_pairs.isdisjoint(pairs):
            return False
        return self.confirms is None or self.confirms(texts, self.needed_pairs & pairs)


ABSENT: CheckResult = ()
"""Nothing to judge."""
HERE: CheckResult = [(None, {})]
"""A problem of which no more is reported than its place."""


def here(**args: str) -> CheckResult:
    """A problem at the place itself, with what its message may mention."""
    return [(None, args)]


class Settings(Struct):
    """What a check may take from the run rather than from its rule; nothing local has a default.

    `lists` holds the codes of the local lists that the config names, by key (`mobile_list`, `catalogue`).
    """

    as_of: str = "9999-12-31"
    area_code: str | None = None
    region_code: str | None = None
    special_matters: tuple[str, ...] = ()
    lists: Mapping[str, frozenset[str]] = fresh(default_factory=dict)


def share_mistakes(bound: float | None, name: str, whole: int = 1) -> list[tuple[str, str]]:
    """The mistake in a bound that is a share of 1, or of 100: 60 is no share of 1, 0.9 hardly a percentage."""
    if bound is None or bound == 0 or whole // 100 < bound <= whole:
        return []
    return [(name, "it is in per cent, as in 90" if whole == 100 else "it is a share of 1, as in 0.6")]


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Check(Closed, Struct):
    """The base of all checks: parameters, and how they compile. They are given by name, so that a check may
    add some without a default to those of its base.

    `kind` is its name in the table of all checks. `field` looks at a field of the item, or with `$.` of the
    record, instead. `file_access`: whether it reads the files that a guide names, or the texts in them.
    `value_only`: whether the value that it is given alone decides, and nothing else of the item or the
    record. `rarely_holds`: as a condition it rarely holds, and is cheap.
    """

    kind: ClassVar[str] = ""
    message_args: ClassVar[tuple[str, ...]] = ()
    file_access: ClassVar[Literal["", "files", "texts"]] = ""
    value_only: ClassVar[bool] = False
    rarely_holds: ClassVar[bool] = False
    field: str = ""

    def __init_subclass__(cls, **how: bool) -> None:
        super().__init_subclass__(**how)
        cls.kind = kind_of(cls)

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        """The test itself, of a check that neither prepares anything nor depends on the settings."""
        raise NotImplementedError

    def compile(self, settings: Settings) -> Test:
        """The plain function of this check on a value."""
        return self.test

    def screen(self, settings: Settings) -> Screen | None:
        """How to show for many texts at once that they have no problem, whatever the record says; None:
        evaluate each.

        Each text is a line of the whole, with its characters as written.
        """
        return None

    def needs(self, settings: Settings) -> str | None:
        """The setting without which this check cannot be evaluated, in words; None if nothing is missing."""
        return None

    def mistakes(self) -> list[tuple[str, str]]:
        """Mistakes in the parameters beyond their types, as (parameter, sentence)."""
        return []

    def build(self, settings: Settings) -> Test:
        """The compiled test with `field` resolved; the paths of its problems then name that field."""
        test = self.compile(settings)
        if not self.field:
            return test
        absolute = self.field.startswith("$.")
        name = self.field.removeprefix("$.")
        key, inner = stored_name(name), tuple(name.split("."))
        there: Path = ("$", *inner) if absolute else inner

        def of_item(value: Any, item: Data, record: Data) -> CheckResult:
            result = test(item.get(key), item, record)
            return placed(result) if result else result

        def of_record(value: Any, item: Data, record: Data) -> CheckResult:
            result = test(record.get(key), item, record)
            return placed(result) if result else result

        def placed(result: Sequence[tuple[Path | None, Mapping[str, str]]]) -> CheckResult:
            return [(there if path is None else path, args) for path, args in result]

        return of_record if absolute else of_item


def stored_name(field: str) -> str:
    """The key under which a record stores a field: the note of a limit is stored next to it."""
    return field.removesuffix(".note") + "_note" if field.endswith("_limit.note") else field
