"""`guidelint cluster`: check and stats on Spark, of a file or a folder that all executors see."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path as FilePath
from typing import Any

from guidelint.cli.commands.check import inputs_of, ruleset_under, status_of
from guidelint.cli.settings import ruleset_of, usual_baseline
from guidelint.errors import UsageError
from guidelint.finding import SEVERITIES
from guidelint.reporters.words import closing

_NO_BASELINE = {
    "zh": "集群上不用基线 {}，已收录的问题也在结果里",
    "en": "the baseline {} does not hold on a cluster: the findings that it accepts are among the others",
}


def run(options: argparse.Namespace) -> int:
    """The command."""
    return _check(options) if options.action == "check" else _stats(options)


def _check(options: argparse.Namespace) -> int:
    ruleset = ruleset_under(options)
    sources = inputs_of(options, ruleset)
    known = ruleset.config.baseline or usual_baseline(ruleset)
    if ruleset.config.baseline or FilePath(known).is_file():
        print("guidelint:", _NO_BASELINE[ruleset.config.lang].format(known), file=sys.stderr)
    session = _session(options.master)
    from guidelint.cluster.spark import check_files

    whole = check_files(session, ruleset, sources, FilePath(options.out))
    counts: dict[str, int] = {severity: whole.counts[severity] for severity in SEVERITIES}
    print(f"{options.out}: {closing(whole.report, counts)}")
    return status_of(whole.counts, options.fail_on or ruleset.config.fail_on)


def _stats(options: argparse.Namespace) -> int:
    from guidelint.cli.commands.stats import sinks_of, write_tables

    sinks = sinks_of(options)
    ruleset = ruleset_of(options)
    sources = inputs_of(options, ruleset)
    session = _session(options.master)
    from guidelint.cluster.spark import stats_files

    write_tables(stats_files(session, ruleset, sources), sinks, options, ruleset)
    return 0


def _session(master: str | None) -> Any:
    """The session that spark-submit began, else a new one; UsageError where Spark or Java is absent."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError(
            "集群要先 pip install 'guidelint[spark]'，并装 Java 17",
            "a cluster needs pip install 'guidelint[spark]', and Java 17",
        ) from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("guidelint")
    builder = builder.config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
    try:
        return (builder.master(master) if master else builder).getOrCreate()
    except Exception as error:  # what Spark raises without Java, or with a wrong master, is of many kinds
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise UsageError(
            f"Spark 启动不了（要有 Java 17）：{reason}", f"Spark does not start (it needs Java 17): {reason}"
        ) from error
