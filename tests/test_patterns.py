"""No text can keep one of our regular expressions busy for long, since anybody may write guides."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from typing import get_args

import pytest

import guidelint
from guidelint.attachments import kinds
from guidelint.checks.compound import leaves
from guidelint.checks.expressions import fault_of
from guidelint.checks.fees import charges
from guidelint.checks.identity import codes
from guidelint.checks.legal import citation, permit
from guidelint.checks.materials import mentions
from guidelint.checks.process import stages
from guidelint.checks.results import outcomes
from guidelint.checks.text import other_item, terms
from guidelint.lean.regex import Compiled
from guidelint.location import Lines
from guidelint.readers import tree
from guidelint.readers.html import plain_parts as html_plain_parts
from guidelint.readers.table import headers, lists
from guidelint.readers.xml import locator as xml_locator
from guidelint.ruleset import builtin_rules, load_rules, rule_files
from guidelint.values.contact import address
from guidelint.values.law import document_numbers
from guidelint.values.materials import form_makers, listed_documents, material_names, open_wording

UNITS = (
    " ",
    "\n",
    "\u3000",
    "1",
    "一",
    "甲",
    "a",
    "、",
    "，",
    "（",
    "《",
    "申请",
    "1、",
    "的",
    "0-",
    "=",
    "<a ",
    "&",
    ":",
    "/",
    "不",
    "提供",
    "第1条",
    "（如",
)
"""What is repeated."""
TIMES = 1000
AT_MOST = 2.0
"""Seconds of the processor: the cube of a text's length takes minutes, and what doubles with each sign never ends."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The expressions that modules hold."""
    for module in pkgutil.walk_packages(guidelint.__path__, "guidelint."):
        if module.name.endswith("__main__") or ".cluster." in module.name:
            continue
        loaded = importlib.import_module(module.name)
        for name, value in sorted(vars(loaded).items()):
            if isinstance(value, (re.Pattern, Compiled)) and isinstance(value.pattern, str):
                yield f"{module.name}.{name}", value


def of_one_word() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Those that are made of one of a few words."""
    for about in get_args(mentions.Subject):
        if about not in ("situation", "only-some"):
            yield f"mentions {about}", mentions._subject(about)
    yield from ((f"stage {stage}", pattern) for stage, pattern in stages._STAGES.items())
    yield from ((f"address {kind}", pattern) for kind, pattern in address._PATTERNS.items())
    yield from ((f"number {first}", document_numbers._document_number(first)) for first in (True, False))


def of_rules() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Those that the files of rules hold."""
    for rule in load_rules(rule_files([builtin_rules()])):
        tests = (rule.check, rule.when, *(case.when for case in rule.severities))
        for leaf in (leaf for test in tests if test is not None for leaf in leaves(test)):
            for expression in (getattr(leaf, "match", ""), getattr(leaf, "not_match", "")):
                if expression:
                    yield f"{rule.id} {expression}", re.compile(expression, re.MULTILINE)


FOUND = {**dict(patterns()), **dict(of_one_word()), **dict(of_rules())}


def test_there_are_expressions_to_be_tried() -> None:
    assert len(FOUND) > 300


def test_none_is_exponential() -> None:
    rows = [row for name in terms.TABLES for row in terms._rows(name)]
    tables = {expression for row in rows for expression in (row.unless, row.only)}
    expressions = {*tables, *(pattern.pattern for pattern in FOUND.values())}
    assert {expression for expression in expressions if fault_of(expression)} == set()


@pytest.mark.parametrize("unit", UNITS)
def test_no_search_takes_more_than_the_square_of_a_text(unit: str) -> None:
    text = f"。申请人{unit * TIMES}申请"
    for name, pattern in FOUND.items():
        begun = time.process_time()
        pattern.search(text)
        assert time.process_time() - begun < AT_MOST, name


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (codes._SEPARATORS, f"甲{' ' * 200_000}乙"),
        (kinds._address, "甲/.doc" * 60_000 + "x"),
        (kinds._address, "file" * 100_000),
        (kinds._address, "a/" * 200_000),
    ],
)
def test_a_search_of_a_long_value_takes_no_square_of_it(pattern: re.Pattern[str], text: str) -> None:
    begun = time.process_time()
    pattern.split(text)
    assert time.process_time() - begun < AT_MOST


BLANKS = " " * 100_000
NOISE = next(pattern for name, pattern in FOUND.items() if name.startswith("identity.name-noise"))


@pytest.mark.parametrize(
    ("find", "text"),
    [
        (charges._NO_FEE.fullmatch, f"{BLANKS}甲"),
        (charges._AMOUNT.search, f"0{BLANKS}甲"),
        (citation._lead.fullmatch, f"、{BLANKS}甲"),
        (form_makers._sort_of_form.search, "信息" * 50_000),
        (headers.INSTRUCTION.search, "1" * 100_000),
        (html_plain_parts._FOOT.fullmatch, f"{BLANKS}甲"),
        (lambda text: tree.directives([tree.Comment(0, text, None)], Lines(text)), f"guidelint:{BLANKS}甲"),
        (xml_locator._CDATA.fullmatch, f"<![CDATA[甲{BLANKS}甲]]>"),
        (listed_documents._copy_word.fullmatch, "原件照片" * 25_000 + "甲"),
        (material_names._copy_bracket.search, f"({'原件照片原件' * 50}"),
        (lists._SUFFIX.search, "信息" * 50_000 + "甲"),
        (open_wording._unbounded.search, "." * 100_000 + "甲"),
        (other_item._application.search, "\n" * 100_000),
        (outcomes._head, f"甲{BLANKS}甲）"),
        (outcomes._head, "(甲)" * 50_000),
        (permit._high.search, "法（甲" * 30_000),
        (NOISE.search, "." * 100_000 + "甲"),
        (NOISE.match, "甲" + "\r" * 100_000),
    ],
)
def test_a_long_run_is_looked_at_once(find: Callable[[str], object], text: str) -> None:
    begun = time.process_time()
    find(text)
    assert time.process_time() - begun < AT_MOST / 4


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("取水许可证 ）", "取水许可证 ）"),
        ("取水许可证》 \n", "取水许可证"),
        ("取水许可证（甲）（乙）\u3000”", "取水许可证"),
        ("取水许可证（甲（乙））", "取水许可证（甲（乙））"),
        ("（甲）", ""),
        ("取水许可证", "取水许可证"),
    ],
)
def test_the_head_of_a_result_is_without_its_remarks(name: str, head: str) -> None:
    assert outcomes._head(name) == head
