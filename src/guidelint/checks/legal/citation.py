"""Checks of what a guide cites as its legal basis: an instrument by name, with its article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal

from guidelint.checks.base import ABSENT, HERE, Check, CheckResult, here
from guidelint.lean.regex import regex
from guidelint.record import Data, is_missing, means_empty
from guidelint.values.law.articles import has_article
from guidelint.values.law.citations import Citation, find_citations, names_instrument
from guidelint.values.law.document_numbers import find_document_numbers
from guidelint.values.law.law_names import find_titles
from guidelint.values.text.shortening import shortened

_PARTS = ("title", "document_number", "article", "content")
_START = 60
"""Characters within which a quoted article names itself."""


class CitedBasis(Check):
    """One requirement on an entry of the legal basis; `given` applies to the whole list.

    given: at least one entry has content. instrument: a law or document is named, if any entry has content.
    article: a law that has articles is cited with one; plans, notices, lists and other documents are cited as
    a whole. {found}: what is wrong.
    """

    message_args = ("found",)
    demand: Literal["given", "instrument", "article"]

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if self.demand == "given":
            return None if _has_text(value or ()) else HERE
        entry = as_entry(value)
        if entry is None:
            return ABSENT
        found = _names_none(entry) if self.demand == "instrument" else _lacks_article(entry)
        if found is None:
            return None
        entries = record.get("legal_basis")
        return ABSENT if entries and not _has_text(entries) else here(found=found)


def as_entry(value: Any) -> Data | None:
    """An entry without empty parts (a plain text is its title); None if nothing is given."""
    parts = {"title": value} if isinstance(value, str) else value if isinstance(value, dict) else {}
    entry = {name: parts[name] for name in _PARTS if not is_missing(parts.get(name))}
    return entry or None


def entries_of(record: Data) -> list[Data]:
    """The entries of a record's legal basis that say something."""
    return [entry for entry in map(as_entry, record.get("legal_basis") or ()) if entry]


def _has_text(entries: Iterable[Any]) -> bool:
    for entry in entries:
        parts = [entry] if isinstance(entry, str) else map(entry.get, _PARTS)
        if any(part and not means_empty(part) for part in parts):
            return True
    return False


def _names_none(entry: Data) -> str | None:
    """An entry in which neither an instrument nor a document is named."""
    text = "；".join(entry.values())
    return None if names_instrument(text) or _document.search(text) else shortened(text)


def _lacks_article(entry: Data) -> str | None:
    """The law of an entry that is cited without an article."""
    title = entry.get("title", "")
    if "article" in entry or has_article(entry.get("content", "")[:_START]):
        return None
    if has_article(title):
        return next(
            (name for name, told in _row(title) if _has_articles(name) and not _says_where(told)), None
        )
    if _stands_whole(f"{title}；{entry.get('document_number', '')}"):
        return None
    return next(filter(_has_articles, _names(title)), None)


def _row(title: str) -> list[tuple[str, str]]:
    """The laws listed in a row or at the beginning of a line, each with the text from its 》 to the next.

    Laws cited within a quoted article are not included.
    """
    heads: list[Citation] = []
    reach = 0
    for cited in find_citations(title):
        if cited.start < reach:
            continue
        if title[cited.start] == "《":
            if not _lead.fullmatch(title[reach : cited.start].rpartition("\n")[2]):
                continue
            heads.append(cited)
        elif not heads or cited.title != heads[-1].title:
            continue
        reach = cited.end
    stops = [*(cited.start for cited in heads), len(title)][1:]
    return [
        (cited.title, title[cited.start + len(cited.title) + 1 : stop])
        for cited, stop in zip(heads, stops, strict=True)
    ]


def _says_where(article_text: str) -> bool:
    """Whether the text about a law names an article or another place in it, or says that it applies as a
    whole.
    """
    return has_article(article_text) or "附" in article_text or _stands_whole(article_text)


def _stands_whole(text: str) -> bool:
    """Whether the text has the number of a kind of document that is cited as a whole."""
    return any(_without_rank.search(number) for number in find_document_numbers(text))


def _names(title: str) -> list[str]:
    """The names in a title: those in 《》, or the whole title."""
    marked = [title[start + 1 : end - 1] for start, end in find_titles(title)]
    return marked or ([_bracket.sub("", title).strip()] if names_instrument(title) else [])


def _has_articles(name: str) -> bool:
    return re.search("(?:法|法典|条例|办法|规定|细则|规则)$", _bracket.sub("", name).strip()) is not None


@regex
def _document() -> str:
    """A document that is no law but is named: …方案, …清单, …职责; not 国家标准 or 有关文件 in general."""
    general = ("有关", "相关", "上级", "国家", "法定", "法律", "法规", "政策", "文件", "本级", "各级", "现行")
    unnamed = "".join(f"(?<!{word})(?<!{word}的)" for word in general)
    kinds = (
        "方案|规划|通知|意见|清单|目录|批复|纲要|公告|职责|职能配置|章程|标准|规范|指南|复函|要点|规程|纪要|决定|细则|"
        "规则|制度|公约|办法"
    )
    this = "(?<![据照按依由与和及以见][本该])(?<!^[本该])(?<![^\u4e00-\u9fff][本该])"
    return f"{unnamed}{this}(?<=..)(?:{kinds})|三定|GB"


@regex
def _lead() -> str:
    """What may precede a law in a row or line: 、, 以及, 2., 根据."""
    number = "[（(]?[0-9一二三四五六七八九十]{1,3}[）)]?[.．、)）]?"
    return rf"[\s、，,；;。]*+(?:{number}\s*+)?(?:以?及|和|与|或者?|同时)?(?:根据|依据|按照|依照)?[：:]?\s*+"


_without_rank = regex(r"^[^令]*[〔﹝\[［【（(]\s?[0-9]{2,4}\s?[〕﹞\]］】）)]")
"""The number of a document that is not issued as an order: such are cited whole."""
_bracket = regex(r"[（(][^（）()]*[）)]\s*$")
