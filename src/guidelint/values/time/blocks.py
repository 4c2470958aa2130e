"""Groups ranges of time, season words and dates into blocks, for `hours`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.values.time.dayparts import Range, find_ranges
from guidelint.values.time.seasons import Mark, Span


def find_blocks(plain: str, written: str, marks: Sequence[Mark]) -> Iterator[Block]:
    """The blocks of evened text in order; `written` is the same text as typed, with equal offsets."""
    return _Reading(plain, written, marks).blocks()


class Block(NamedTuple):
    """Ranges that hold together, on the same days and in the same season; no two of them may overlap in part.

    `season`: its letters as written (夏, 冬, 春秋, 春秋冬), empty for the whole year.
    `months`: first month and day, last month and day of each span.
    """

    season: str
    months: tuple[Span, ...]
    ranges: tuple[Range, ...]


class _Reading:
    """One walk over the ranges and season marks of a text, in order, that gathers blocks."""

    def __init__(self, plain: str, written: str, marks: Sequence[Mark]) -> None:
        self.plain = plain
        self.found: list[tuple[int, int, Range | Mark]] = [(mark.start, mark.end, mark) for mark in marks]
        self.found += find_ranges(plain, written)
        self.found.sort(key=lambda found: found[0])
        self.stated_dates = _stated_dates(plain, marks)
        self.season = ""
        self.months: list[Span] = []
        self.ranges: list[Range] = []
        self.bracket_end = 0
        self.sealed = False
        self.task = ""

    def blocks(self) -> Iterator[Block]:
        """The blocks in order; one is closed where the season changes or other words part two ranges."""
        last = 0
        for start, end, found in self.found:
            if isinstance(found, Mark):
                yield from self._mark(found)
            else:
                yield from self._range(found, self.plain[last:start])
                self.bracket_end = self._bracket_after(end)
            last = end
        yield from self._turn()

    def _mark(self, mark: Mark) -> Iterator[Block]:
        opens_season = self.season and not self.sealed
        if mark.start < self.bracket_end and not (opens_season and mark.season):
            self.sealed = self.sealed or not self.season
        elif self.ranges or (mark.season is not None and self.season):
            yield from self._turn()
        self.season = mark.season or self.season
        self.months += [mark.span] if mark.span else []

    def _range(self, found: Range, gap: str) -> Iterator[Block]:
        if self.sealed:
            yield from self._turn()
        elif self.ranges and self._other_scope(gap):
            yield self._close()
        self.ranges.append(found)
        self.task = _last_task(gap) or self.task

    def _other_scope(self, gap: str) -> bool:
        """Whether words before a range give it to others than the range before: 周六, B区, 取号 and then 办理."""
        task = _last_task(gap)
        return bool(task and self.task and task != self.task) or bool(_scope.search(_joints.sub("", gap)))

    def _bracket_after(self, end: int) -> int:
        """Where brackets close that follow a range and hold none: 15:00-18:00（夏季）; 0 without such."""
        bracket = _bracket.match(self.plain, end)
        if bracket is None or _time.search(bracket[0]):
            return 0
        return bracket.end()

    def _turn(self) -> Iterator[Block]:
        if self.ranges:
            yield self._close()
        self.season, self.months, self.sealed = "", [], False

    def _close(self) -> Block:
        block = Block(
            self.season, tuple(self.months) or self.stated_dates.get(self.season, ()), tuple(self.ranges)
        )
        self.ranges = []
        return block


def _stated_dates(plain: str, marks: Sequence[Mark]) -> dict[str, tuple[Span, ...]]:
    """The dates of a season that a text tells in a sentence of its own: 夏季指5月至9月."""
    return {
        one.season: (other.span,)
        for one, other in pairwise(marks)
        if one.season and other.span and _means.fullmatch(plain, one.end, other.start)
    }


_means = regex("[是即]?[指为]|是|即|(?:时间|执行时间)?:|\\s?\\(")
_bracket = regex(r"\s?\((?:[^()]|\([^()]{0,40}\)){0,60}\)")
_time = regex("[0-9][:∶][0-9]|[0-9一二三四五六七八九十][点时]")
_joints = regex(
    "[上下中]午|早[上晨]|午后|晚上|夜间|以及|办公|办理|受理|对外|服务|工作|时间|休息(?!日)|[和与及另为从在]"
)
_scope = regex("[\u4e00-\u9fff]{2}|[A-Za-z0-9][区楼层座栋厅窗号]")


def _last_task(gap: str) -> str:
    """What is done in the hours that follow, by its last word: 取号, 办理."""
    found = _task.findall(gap)
    return found[-1] if found else ""


_task = regex("[取领放叫]号|办公|办理|受理")
