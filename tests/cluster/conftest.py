"""A Spark session for all tests, if Spark and Java are installed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from guidelint.caching.cache import Cache
from guidelint.ruleset import Ruleset, load_ruleset, with_options

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from generate import Guide, records


def _lacks() -> str:
    if find_spec("pyspark") is None:
        return "pyspark is not installed: pip install -e '.[spark]'"
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        return "there is no java: apt-get install openjdk-17-jre-headless"
    return ""


@pytest.fixture(scope="session")
def session() -> Iterator[Any]:
    if lacks := _lacks():
        pytest.skip(lacks)
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "100")
    builder = builder.config("spark.sql.shuffle.partitions", "3")
    made = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    yield made
    made.stop()


@pytest.fixture(scope="session")
def rules() -> Ruleset:
    return with_options(load_ruleset([], [], Cache(None)), as_of="2026-11-23")


@pytest.fixture(scope="session")
def guides() -> list[Guide]:
    """A thousand guides, three in five with defects, and some that only the whole can find fault with."""
    made = records(1000, 0.6)
    made[990] = {**made[3]}
    made[991] = {**made[400], "authority": "别的局", "promised_limit": "1个工作日", "region": "别的县"}
    made[992]["guidelint_ignore"] = [{"rule": "*", "reason": "正在修改"}]
    made[993] = {**made[500], "guidelint_ignore": [{"rule": "dataset.duplicate-code", "reason": "合并中"}]}
    for number in (5, 6, 400, 800, 999):
        made[number]["unheard_of"] = "1"  # told once of the whole, wherever its guides are linted
    made[994]["guidelint_ignore"] = [{"rule": "text.term", "reason": ""}]
    return made
