"""Coverage-guided fuzzing of the text format readers, with a fixed number of runs each.

python .ci/fuzz.py [RUNS]; needs the extra `fuzz`. Failing inputs are left as crash-* in the folder that it
prints.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
FORMATS = (".yaml", ".json", ".jsonl", ".xml", ".html", ".csv")


def say(*lines: str) -> None:
    """Print lines to the log."""
    sys.stdout.write("\n".join(lines) + "\n")


def fuzz(extension: str, arguments: list[str]) -> None:
    """Fuzz one format in this process, which libFuzzer ends."""
    import atheris

    with atheris.instrument_imports(include=["guidelint.readers", "guidelint.dialects"]):
        from guidelint.readers import reader_for
        from guidelint.run.engine import run
        from guidelint.sources.inputs import Input

        reader_for(extension)
    from linting import RULES, ruleset

    rules = ruleset(RULES)

    def one(data: bytes) -> None:
        report = run(rules, [Input(f"a{extension}", extension, lambda: data, named=True)], "2026-01-01")
        if not report.records and not report.findings:
            raise AssertionError("neither a finding nor a record")

    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


def main() -> int:
    """Fuzz every format in a process of its own, starting from a valid file."""
    sys.path.insert(0, str(TESTS))
    if len(sys.argv) > 2 and sys.argv[1] in FORMATS:
        fuzz(sys.argv[1], sys.argv[2:])
    from fuzz_seeds import seed

    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    work = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for extension in FORMATS:
        corpus = work / extension[1:]
        corpus.mkdir()
        (corpus / "seed").write_bytes(seed(extension))
        limits = [
            f"-runs={runs}",
            "-seed=1",
            "-timeout=20",
            "-rss_limit_mb=2000",
            f"-artifact_prefix={work}/",
        ]
        command = [sys.executable, __file__, extension, *limits, str(corpus)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            say(done.stdout[-2000:], done.stderr[-4000:], f"{extension}: failed, see {work}")
            return 1
        say(f"{extension}: {runs} passed")
    say(f"{runs * len(FORMATS)} passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
