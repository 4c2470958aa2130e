"""Checks that what a guide quotes of an article is what the article says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult, Settings, Test, here
from guidelint.checks.legal.cited_entries import cited_in
from guidelint.laws import law_key
from guidelint.lean.regex import regex
from guidelint.lean.structs import fresh
from guidelint.record import Data, is_missing
from guidelint.statutes import read_folder
from guidelint.values.numerals import half_width

_Texts = Callable[[str, int], str | None]
_SHORTEST = 12
"""Characters that a quotation must have to be compared at all."""


class QuotedText(Check):
    """The 条款内容 of an entry must occur in its article, to the share `at_least` of its characters.

    Punctuation, character width and omissions at either end are ignored. `texts`: a folder of statute texts
    (relative to the config's folder, or absolute); `articles`: texts by name and article, 水法 7. Without
    either the rule is not evaluated; a law without a text is not judged. {percent}: the share found.
    """

    message_args = ("law", "percent")
    at_least: float = 0.9
    texts: str = ""
    articles: dict[str, str] = fresh(default_factory=dict)

    def needs(self, settings: Settings) -> str | None:
        if self.articles or (self.texts and FilePath(self.texts).is_dir()):
            return None
        setting = "thresholds.legal.quote-mismatch.texts"
        if self.texts:
            return f"{setting} 不是文件夹：{self.texts} ({setting} is no folder: “{self.texts}”)"
        return f"没有设置 {setting}（法律法规文本的文件夹） ({setting} is not set)"

    def compile(self, settings: Settings) -> Test:
        text_of = _texts(self.texts, self.articles)

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            cited = cited_in(value)
            content = _plain(value.get("content") or "") if isinstance(value, dict) else ""
            if len(cited) != 1 or cited[0].article is None or len(content) < _SHORTEST or is_missing(content):
                return ABSENT
            text = text_of(law_key(cited[0].title), cited[0].article)
            if text is None:
                return ABSENT
            share = _share(content, _plain(text))
            if share >= self.at_least:
                return None
            return here(law=cited[0].title, percent=f"{100 * share:.0f}%")

        return test


def _texts(folder: str, articles: Mapping[str, str]) -> _Texts:
    given = {tuple(name.split()): text for name, text in articles.items()}
    own = {(law_key(key[0]), int(key[1])): text for key, text in given.items()}

    def text_of(law: str, article: int) -> str | None:
        known = own.get((law, article))
        return known if known or not folder else _library(folder).get(law, {}).get(str(article))

    return text_of


@cache
def _library(folder: str) -> dict[str, Mapping[str, str]]:
    """The newest text of each law in a folder, read once."""
    statutes = sorted(read_folder(FilePath(folder)).statutes, key=lambda law: law.in_force)
    return {law_key(law.name): law.articles for law in statutes}


def _plain(text: str) -> str:
    """The characters that carry the sense, without the number of the article in front."""
    return _no_sense.sub("", _number_in_front.sub("", half_width(text).strip()))


def _share(quoted: str, text: str) -> float:
    if quoted in text:
        return 1.0
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, quoted, text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(quoted)


_number_in_front = regex(r"^(?:《[^》]*》)?第[^条]{1,9}条(?:第[^款]{1,5}款)?[\s::规定]*")
_no_sense = regex(r"[^0-9A-Za-z\u4e00-\u9fff]")
