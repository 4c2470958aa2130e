"""A run leaves no reference cycles, since it collects garbage so rarely that they would stay in memory."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from guidelint.caching.cache import Cache
from guidelint.config.file import config_files
from guidelint.conversion import convert
from guidelint.record import Data
from guidelint.ruleset import Ruleset, load_ruleset, with_options
from guidelint.run.engine import run
from guidelint.sources.discovery import inputs
from guidelint.sources.inputs import Input
from guidelint.writers import WRITERS, write

HUARONG = Path(__file__).resolve().parent.parent / "fixtures/huarong"
AS_OF = "2026-11-23"
ODD: dict[str, Callable[[bytes], bytes]] = {
    "yaml": lambda data: b"---\n" + data,
    "html": lambda data: data.replace(b"<body>", b"<body><div>by <b>hand</b></div>"),
    "xml": lambda data: data.replace(b"?>", b"?><!DOCTYPE list>", 1),
    "json": lambda data: b'{"data": {"list": ' + data + b"}}",
}
"""Ways of writing a form for which the readers have no short way."""


@cache
def ruleset() -> Ruleset:
    return with_options(load_ruleset(config_files(HUARONG / "guidelint.yaml"), [], Cache(None)), as_of=AS_OF)


@cache
def records() -> tuple[Data, ...]:
    return tuple(convert(ruleset(), inputs(["fixtures/huarong/guides"], (), False)).records)[:24]


def garbage(form: str, odd: bool, count: int) -> int:
    """The number of objects that a run over this number of sources leaves behind."""
    sources = []
    for number, record in enumerate(records()[:count]):
        main, *others = write(form, [record])
        content = ODD[form](main.content) if odd else main.content
        beside = {f"{number}{other.suffix}": other.content for other in others}
        read, near = (lambda content=content: content), (lambda beside=beside: beside)
        sources.append(Input(f"{number}.{form}", f".{form}", read, False, near))
    gc.collect()
    gc.disable()
    try:
        run(ruleset(), sources)
        return gc.collect()
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("form", "odd"), [*((form, False) for form in WRITERS), *((form, True) for form in ODD)]
)
def test_a_run_over_more_guides_leaves_no_more_behind(form: str, odd: bool) -> None:
    garbage(form, odd, 2)
    assert garbage(form, odd, 4) == garbage(form, odd, 24)
