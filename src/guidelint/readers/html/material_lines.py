"""Groups the lines of a cell, or below a heading, into materials, their notes, and titles of groups."""

from __future__ import annotations

from collections.abc import Sequence

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.readers.html.lines import COLONS
from guidelint.readers.html.numbering import follows_on, without_number

_NOTES = ("注：", "注:", "备注：", "备注:", "说明：", "说明:")
"""The beginning of a note on the materials above."""
_OPEN, _CLOSED = "（(", "）)"
_CHINESE = 2
"""Number levels 一、 and （一）, which belong to groups if there are others below them."""
_FIRST = ("一", "1", "①")
_BETWEEN = " \t\u3000\xa0;；,，"
"""Separators of materials within a line."""
_CIRCLED = 20
"""The number of circled numbers that exist."""
_LONGEST = 40
"""The maximum length of a title."""


class Listed(NamedTuple):
    """A material: the indices of its lines and of those of its notes; or the title of those below it."""

    lines: list[int]
    notes: list[int]
    is_title: bool


class Written(NamedTuple):
    """A material's name and notes, or a title."""

    name: str
    notes: str
    is_title: bool


def in_lines(text: str) -> list[Written]:
    """The materials in a text of several lines, or of one line with numbers, without the numbers."""
    lines = [part for line in map(str.strip, text.splitlines()) if line for part in _numbered_in(line)]
    lines = [part for line in lines for part in _introduced(line)]
    if len(lines) < 2:
        counted = lines and (starts_in(lines[0]) or _counted.match(lines[0]))
        return [Written(named(lines[0]).rstrip(_BETWEEN) if counted else text, "", False)]
    return [_written(lines, each) for each in gathered(lines)]


def _numbered_in(line: str) -> list[str]:
    """A line that begins a numbered list, split before its numbers (1.申请表；2.身份证); others unsplit."""
    starts = starts_in(line)
    return split_at(line, starts) if len(starts) > 1 else [line]


def split_at(line: str, starts: Sequence[int]) -> list[str]:
    """The pieces of a line that begin at some offsets, without the separators between them."""
    return [line[at:stop].rstrip(_BETWEEN) for at, stop in zip(starts, [*starts[1:], None], strict=True)]


def _introduced(line: str) -> list[str]:
    """A line split into an introduction and the materials numbered after it: （一）设立，提交材料：1.申请书；2.章程."""
    found = _introduction.search(line) if _rank(line) <= _CHINESE else None
    rest = line[found.end() :] if found else ""
    return [line[: found.end()], *_numbered_in(rest)] if found and len(starts_in(rest)) > 1 else [line]


_introduction = regex(r"(?:[材资]料|提[交供]|如下)[：:]\s*(?=[1（(①])")


def starts_in(line: str) -> list[int]:
    """The offsets of the list numbers in a line that begins with one; empty if a number is skipped."""
    from guidelint.values.text.list_numbers import list_numbers

    if line.startswith(tuple(_OPEN)) and (bracketed := _in_brackets(line)):
        return bracketed
    marks = list_numbers(line)
    style = marks[0].style if marks and marks[0].start == 0 else ""
    found = [(mark.start, mark.number) for mark in marks if mark.style == style]
    if style == _FIRST[-1]:
        found = [(at, ord(line[at]) - ord(style) + 1) for at in _circled(line)]
    first = found[0][1] if found else 0
    whole = [number for _, number in found] == [*range(first, first + len(found))]
    return [start for start, _ in found] if whole and (first == 1 or len(found) > 1) else []


def _in_brackets(line: str) -> list[int]:
    """The offsets of numbers in brackets, (1)甲(2)乙; empty if they do not form one list."""
    found = [*_bracketed.finditer(line)]
    numbers = [int(number[1]) for number in found]
    return (
        [number.start() for number in found]
        if len(numbers) > 1 and numbers == [*range(1, len(numbers) + 1)]
        else []
    )


_bracketed = regex(r"[（(](\d{1,2})[）)]")


def _circled(line: str) -> list[int]:
    """The offsets of the circled numbers in a line, outside brackets; empty if there are too many."""
    found = [at for at, character in enumerate(line) if "①" <= character <= "⑳"]
    return [at for at in found if _open(line[:at]) <= 0] if len(found) <= _CIRCLED else []


def _written(lines: list[str], each: Listed) -> Written:
    first, *rest = [lines[number] for number in each.lines]
    name = "\n".join([first if each.is_title else named(first), *rest])
    notes = "\n".join([lines[number] for number in each.notes])
    return Written(name if each.is_title else name.rstrip(_BETWEEN), notes, each.is_title)


def gathered(lines: Sequence[str]) -> list[Listed]:
    """The materials, notes and titles in some lines: one material per line, or per number if the first line
    is numbered.

    A line in brackets, or one that closes a bracket, belongs to the line above; so do numbers of a lower
    level. An introduction (提交以下材料：) is dropped.
    """
    found = _Gathering(lines)
    for number in range(len(lines)):
        found.take(number)
    if all(each.is_title for each in found.listed):
        return [Listed([number], [], False) for number in range(len(lines))]
    return [each for each in found.listed if not (each.is_title and _is_introduction(lines[each.lines[0]]))]


class _Gathering:
    """The lines so far. `rank`: number level of the material whose parts are numbered; `counted`: that of the
    first one.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.listed: list[Listed] = []
        self.rank = 0
        self.counted: int | None = None

    def take(self, number: int) -> None:
        """Assign the next line."""
        line, last = self.lines[number], self.listed[-1] if self.listed else None
        rank = _rank(line)
        is_title = self._is_title(number)
        if last and not last.is_title and (line.startswith(_NOTES) or self._is_noted(last, line)):
            last.notes.append(number)
        elif last and self.rank and (rank > self.rank or not (rank or is_title)):
            last.lines.append(number)
        elif is_title:
            self.listed.append(Listed([number], [], True))
            self.rank = 0
        elif last is None or last.is_title or self._begins(number, rank):
            self.listed.append(Listed([number], [], False))
            self.counted = rank if self.counted is None else self.counted
            self.rank = rank if self._has_parts(number) else 0
        else:
            (last.notes or last.lines).append(number)

    def _begins(self, number: int, rank: int) -> bool:
        line, above = self.lines[number], self.lines[number - 1]
        return bool(rank) or not (self.counted or line.startswith(tuple(_OPEN)) or _open(above) > 0)

    def _is_noted(self, last: Listed, line: str) -> bool:
        """Whether a line continues a note: 2.… after 备注：1.…, or any line after a bare 备注：."""
        if not last.notes:
            return False
        begun, latest = self.lines[last.notes[0]], self.lines[last.notes[-1]]
        text = begun[next(len(head) for head in _NOTES if begun.startswith(head)) :].strip()
        return not text or follows_on(text if latest is begun else f"{text}\n{latest}", line)

    def _is_title(self, number: int) -> bool:
        """Whether a line introduces those below: 企业提供：, 一、网上提交的材料 above 1., or a line above a new 1."""
        line = self.lines[number]
        rank = _rank(line)
        if line.startswith(_NOTES):
            return not self.listed
        if line.endswith(COLONS):
            return not self._has_parts(number)
        if rank:
            return rank <= _CHINESE and self._is_above(number)
        anew = self._is_above(number) and self.counted in (None, _rank(self.lines[number + 1]))
        return (
            anew and len(line) <= _LONGEST and not line.startswith(tuple(_OPEN)) and not self._is_open(number)
        )

    def _is_open(self, number: int) -> bool:
        return number > 0 and _open(self.lines[number - 1]) > 0

    def _has_parts(self, number: int) -> bool:
        """Whether the numbers below a material are its parts: 1.申请书 above （1）, 1.申请书，载明： above （1）."""
        line = self.lines[number]
        rank = _rank(line)
        if not rank or not self._is_above(number):
            return False
        return _contents.search(line) is not None if line.endswith(COLONS) else rank > _CHINESE

    def _is_above(self, number: int) -> bool:
        """Whether the next line has the first number of a lower level."""
        below = self.lines[number + 1] if number + 1 < len(self.lines) else ""
        found = _number.match(below)
        if found is None or found.lastindex is None:
            return False
        return found.lastindex > _rank(self.lines[number]) and found[found.lastindex] in _FIRST


def named(line: str) -> str:
    """The name of a material without number or pointer: 1.申请表, 1)申请表, 材料1：申请表 and • 申请表 are 申请表."""
    bare = without_number(line)
    return _counted.sub("", bare, 1) or bare


def is_note(line: str) -> bool:
    """Whether a line is a note on the materials above."""
    return line.startswith(_NOTES)


def _rank(line: str) -> int:
    """The level of a line's number, 0 if it has none; 一、 is the highest."""
    found = _number.match(line)
    return (found.lastindex or 0) if found else 0


def _open(line: str) -> int:
    """The number of brackets still open at the end of a line."""
    return sum(map(line.count, _OPEN)) - sum(map(line.count, _CLOSED))


def _is_introduction(line: str) -> bool:
    """Whether a title merely introduces materials."""
    return _announced.fullmatch(line) is not None


_announced = regex(
    "(?:申请人|办理人)?(?:应当?|[需须]要?)?(?:提[交供])?的?(?:以下|下列)?(?:申[请报]|有关|相关)?(?:材料|资料)"
    "(?:包括|如下|清单)?[：:]"
)


@regex
def _number() -> str:
    """The number of a line, as `html/numbering` recognises it, by level."""
    numeral = "([一二三四五六七八九十]{1,3})"
    return rf"(?:{numeral}、|[（(]{numeral}[）)]|(\d{{1,2}})[、.．](?!\d(?![寸张份]))|[（(](\d{{1,3}})[）)]|([①-⑳]))"


_counted = regex(r"\A(?:[•●◆■▪]|\d{1,2}[)）](?!\d)|材料(?:[1-9]\d?|[一二三四五六七八九十]{1,3})[：:])\s*")
_contents = regex(r"(?:载明|写明|注明|记载|内容|包括|包含)[^材资]{0,40}[：:]$")
"""An introduction to the contents of one material (申请书，应当载明：), not to materials."""
