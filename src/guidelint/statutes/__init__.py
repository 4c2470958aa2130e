"""Reads statute texts, with which quotations are compared, and makes the table of last articles from them.

A text is Markdown or plain: the title is its first heading or line, dated lines give its history, and every
article begins with 第N条. A law may be spread over several files with one title (the books of 民法典).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path as FilePath

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple
from guidelint.readers.decode import decode
from guidelint.values.numerals import NUMERALS, chinese_number

Articles = Mapping[str, str]
"""The text of each article by its number: 三十五, 十三之一 as "35", "13-1"."""
Row = tuple[str, ...]
ARTICLE_TABLE = "law_articles"
_HEAD = """\
# Every known text of a law with the number of its last article; made by `guidelint tables refresh`.
# version: when this text was adopted or amended; in_force: from when it holds, as the text says.
# certainty V: the articles were counted in the text itself.
# That a law stands here does not say that it is in force.
name\tcategory\tversion\tin_force\tlast_article\tcertainty\tsource
"""
_COUNTRY = "中华人民共和国"
_MOST_MISSING = 1
"""Articles that a text may lack: one that an amendment repealed leaves its number behind."""


class Statute(NamedTuple):
    """One text of a law.

    `version`: when this text was adopted or amended; `in_force`: from when it holds. Both are ISO dates.
    """

    name: str
    category: str
    version: str
    in_force: str
    last_article: int
    articles: Articles


class Statutes(NamedTuple):
    """What a folder holds: its statutes by name and version, and what could not be read, with the reason."""

    statutes: tuple[Statute, ...]
    skipped: tuple[tuple[str, str], ...]


class _Part(NamedTuple):
    """One file: its title, the days it tells, and its articles in order."""

    name: str
    category: str
    version: str
    in_force: str
    articles: dict[str, str]


class MalformedError(ValueError):
    """A text that is no statute, or not a whole one; says why."""


def read_folder(folder: FilePath) -> Statutes:
    """Every .md and .txt below a folder; the first folder below it is the category of what it holds."""
    parts: dict[tuple[str, str], list[_Part]] = {}
    skipped: list[tuple[str, str]] = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix.casefold() in (".md", ".txt")):
        inside = path.relative_to(folder)
        try:
            part = _read(path, inside.parts[0] if len(inside.parts) > 1 else "")
        except (OSError, MalformedError) as error:
            skipped.append((inside.as_posix(), str(error)))
        else:
            parts.setdefault((part.name, part.version), []).append(part)
    statutes: list[Statute] = []
    for (name, version), group in sorted(parts.items()):
        try:
            statutes.append(_joined(group))
        except MalformedError as error:
            skipped.append((f"{name}({version})", str(error)))
    return Statutes(tuple(statutes), tuple(sorted(skipped)))


def article_rows(statutes: Iterable[Statute], source: str) -> list[Row]:
    """The rows of the table of last articles, in its order. `source` says where the texts are from."""
    return sorted(
        (law.name, law.category, law.version, law.in_force, str(law.last_article), "V", source)
        for law in statutes
    )


def article_table(rows: Iterable[Row]) -> str:
    """The table as its file holds it, with what the columns mean."""
    return _HEAD + "".join("\t".join(row) + "\n" for row in rows)


def changed_rows(old: Iterable[Row], new: Iterable[Row]) -> list[tuple[str, Row]]:
    """What differs between two tables, in order: + a new text of a law, - a lost one, ~ an altered row."""
    before, after = {row[::2][:2]: row for row in old}, {row[::2][:2]: row for row in new}
    changed = [("-", row) for key, row in before.items() if key not in after]
    changed += [("+", row) for key, row in after.items() if key not in before]
    changed += [("~", row) for key, row in after.items() if before.get(key, row)[:-1] != row[:-1]]
    return sorted(changed, key=lambda line: line[1])


def _read(path: FilePath, category: str) -> _Part:
    decoded = decode(path.read_bytes())
    if decoded.text is None or decoded.cut:
        raise MalformedError("not a text in UTF-8, UTF-16 or GB18030")
    return _parsed(decoded.text, path.name, category)


def _parsed(text: str, file_name: str, category: str) -> _Part:
    """A file's text; its name may give the date of the version: 水法(2016-07-02).md."""
    lines = [line.strip(" \t\u3000\ufeff\u200b") for line in text.splitlines()]
    title = next((line for line in lines if line and not line.startswith("---")), "")
    name = title.lstrip("# ").removeprefix(_COUNTRY).strip()
    if not name or len(name) > 60 or _article_line.match(name):
        raise MalformedError("no title: expected a first line such as # 中华人民共和国水法")
    articles = _articles("\n".join(lines))
    if not articles:
        raise MalformedError("no article: expected lines that begin with 第一条")
    start = next(number for number, line in enumerate(lines) if _article_line.match(line))
    history = [(_iso(found), line) for line in lines[:start] if (found := _day.search(line))]
    version = _version(file_name, [day for day, line in history if "施行" not in line])
    begins = [day for day, line in history if line.endswith("施行")]
    return _Part(name, category, version, max([version, *begins]), articles)


def _version(file_name: str, days: list[str]) -> str:
    named = _day_in_name.search(file_name)
    if not named and not days:
        raise MalformedError("no date of the version, in the name of the file or before the first article")
    return "-".join(named.groups()) if named else max(days)


def _joined(parts: list[_Part]) -> Statute:
    """The parts of one text as a whole; MalformedError where its articles do not count up from 1."""
    articles = {key: text for part in sorted(parts, key=_first_number) for key, text in part.articles.items()}
    numbers = sorted({int(key.partition("-")[0]) for key in articles})
    missing = numbers[-1] - len(numbers)
    if missing > _MOST_MISSING:
        raise MalformedError(f"{missing} of {numbers[-1]} articles are missing")
    closing = "".join(list(articles.values())[-3:])
    if not _closes.search(closing):
        raise MalformedError(f"ends at article {numbers[-1]} without saying from when it is in force")
    in_force = max([*(part.in_force for part in parts), *map(_iso, _begins.finditer(closing))])
    return Statute(*parts[0][:3], in_force, numbers[-1], articles)


def _first_number(part: _Part) -> int:
    return int(next(iter(part.articles)).partition("-")[0])


def _articles(text: str) -> dict[str, str]:
    """Article by article; a 第N条 that does not count up is a mention, not an article."""
    starts: list[tuple[str, int, int]] = []
    last = 0
    for found in _article_start.finditer(text):
        number = chinese_number(found["number"])
        if number is None or (number != last if found["suffix"] else number <= last):
            continue
        if last and number > last + 1 + _MOST_MISSING:
            raise MalformedError(f"article {number} follows article {last}")
        last = number
        key = f"{number}-{chinese_number(found['suffix'])}" if found["suffix"] else str(number)
        starts.append((key, found.start(), found.end()))
    ends = [*(start for _, start, _ in starts), len(text)][1:]
    return {key: text[begin:end].strip() for (key, _, begin), end in zip(starts, ends, strict=True)}


def _iso(found: re.Match[str]) -> str:
    return f"{int(found[1]):04d}-{int(found[2]):02d}-{int(found[3]):02d}"


_article_line = regex(rf"第[{NUMERALS}]{{1,9}}条")
_article_start = regex(
    rf"(?:^|(?<=[。；]\s)|(?<=[。；]))[*]{{0,2}}第(?P<number>[{NUMERALS}]{{1,9}})条"
    rf"(?:之(?P<suffix>[{NUMERALS}]{{1,3}}))?[*]{{0,2}}(?=[\s\u3000]|$)",
    re.MULTILINE,
)
_DAY = "([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"
_day = regex(_DAY)
_day_in_name = regex(r"((?:19|20)[0-9]{2})-?([01][0-9])-?([0-3][0-9])")
_begins = regex(f"自{_DAY}起?(?:施行|实施|生效|执行)")
_closes = regex(
    "(?:自|从|于).{1,30}?(?:施行|实施|生效|执行|有效)|之日(?:起|施行|生效|实施)|负责解释|解释权|(?:发布|公布)施行|[同即]时(?:废止|作废)|即行废止|施行日期|施行办法|实施细则"
)
"""How a statute ends; a text without it is cut short."""
