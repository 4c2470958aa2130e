"""Settings: found upwards, extended, validated with locations, and checked against the rules that they name."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidelint.caching.cache import Cache
from guidelint.cli import main
from guidelint.config.file import config_files, find_config, load_config
from guidelint.config.settings import Config, IgnoreFindings, Override
from guidelint.errors import DefinitionError, UsageError
from guidelint.ruleset import load_ruleset


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def load(path: Path) -> Config:
    return load_config(config_files(path))


def mistakes(path: Path) -> list[str]:
    with pytest.raises(DefinitionError) as raised:
        load_ruleset(config_files(path), [], Cache(None))
    return [f"{Path(m.file).name}:{m.line}:{m.column}: {m.message}" for m in raised.value.mistakes]


WHOLE = """\
profile: minimal
lang: en
fail_on: warning
select: [identity, "*-missing"]
exclude: [old/]
area_code: "0730"
as_of: 2026-01-01
thresholds:
  identity.name-length: {max: 50}
special_matters: [采矿许可]
ignore_findings:
  - {rule: fees, where: A1, reason: 试用, until: 2026-12-31, owner: 张三}
applies: {公共服务: [identity, text]}
overrides:
  - paths: [old/*]
    profile: minimal
    severity: {identity.name-missing: info}
  - {authority: 水利局, profile: strict}
"""


def test_every_key_is_read(tmp_path: Path) -> None:
    assert load(write(tmp_path / "guidelint.yaml", WHOLE)) == Config(
        profile="minimal",
        lang="en",
        fail_on="warning",
        select=("identity", "*-missing"),
        exclude=("old/",),
        area_code="0730",
        as_of="2026-01-01",
        thresholds={"identity.name-length": {"max": "50"}},
        special_matters=("采矿许可",),
        ignore_findings=(IgnoreFindings("fees", "A1", "试用", "2026-12-31", "张三"),),
        applies={"公共服务": ("identity", "text")},
        overrides=(
            Override(paths=("old/*",), profile="minimal", severity={"identity.name-missing": "info"}),
            Override(authority=("水利局",), profile="strict"),
        ),
    )


def test_the_cached_config_is_the_same(tmp_path: Path) -> None:
    files = config_files(write(tmp_path / "guidelint.yaml", WHOLE))
    cache = Cache(tmp_path / "cache")
    first = load_ruleset(files, [], cache).config
    kept = [cache.get(file.stem, dict) for file in (tmp_path / "cache").glob("*.json")]
    assert (len(kept), all(kept)) == (2, True)
    assert load_ruleset(files, [], cache).config == first == load_config(files)


def test_a_definition_in_the_cache_that_is_damaged_but_still_json_is_made_anew(tmp_path: Path) -> None:
    files = config_files(write(tmp_path / "guidelint.yaml", WHOLE))
    cache = Cache(tmp_path / "cache")
    first = load_ruleset(files, [], cache)
    for file in (tmp_path / "cache").glob("*.json"):
        data = file.read_bytes()
        for at in (data.index(b'"'), data.rindex(b'"')):  # the name of a key, with one bit of it another
            file.write_bytes(data[: at + 1] + bytes((data[at + 1] ^ 4,)) + data[at + 2 :])
            again = load_ruleset(files, [], cache)
            assert (again.config, again.hash) == (first.config, first.hash)
            assert file.read_bytes() == data


@pytest.mark.parametrize("other", [3, "x", [], [1], {"a": 1}, {"rules": 3}, {"rules": [1], "dialects": []}])
def test_a_definition_in_the_cache_of_another_shape_is_made_anew(tmp_path: Path, other: object) -> None:
    files = config_files(write(tmp_path / "guidelint.yaml", WHOLE))
    cache = Cache(tmp_path / "cache")
    first = load_ruleset(files, [], cache)
    for file in (tmp_path / "cache").glob("*.json"):
        data = file.read_bytes()
        cache.put(file.stem, other)
        again = load_ruleset(files, [], cache)
        assert (again.config, again.hash, [*again.rules]) == (first.config, first.hash, [*first.rules])
        assert file.read_bytes() == data


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}\n"])
def test_an_empty_config_is_the_usual_one(tmp_path: Path, text: str) -> None:
    assert load(write(tmp_path / "guidelint.yaml", text)) == Config()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("profle: strict\n", ["1:1: unknown key 'profle'; did you mean 'profile'?"]),
        (
            "profile: strict\nignore_findings:\n  - rule: fees\n    were: A1\n",
            ["3:5: 'where' is required", "4:5: unknown key 'were'; did you mean 'where'?"],
        ),
        ("overrides:\n  - path: [a]\n", ["2:5: unknown key 'path'; did you mean 'paths'?"]),
        ("profile: huge\n", ["1:10: should be 'minimal', 'standard' or 'strict'; found 'huge'"]),
        (
            "fail_on: no\nlang: fr\n",
            [
                "1:10: should be 'error', 'warning', 'info' or 'never'; found 'no'",
                "2:7: should be 'zh' or 'en'; found 'fr'",
            ],
        ),
        ("select: identity\n", ["1:9: should be a list; found 'identity'"]),
        ("as_of: 2026-13-01\n", ["1:8: not a date of the form YYYY-MM-DD: '2026-13-01'"]),
        (
            "ignore_findings: [{rule: fees, where: A1, reason: x, until: tomorrow}]\n",
            ["1:61: not a date of the form YYYY-MM-DD: 'tomorrow'"],
        ),
        ("area_code: 730\n", ["1:12: no area code like '0730': '730'"]),
        ("region_code: 华容县\n", ["1:14: no region code like '430623': '华容县'"]),
        ("- profile\n", ["1:3: a config file holds one mapping"]),
        ("profile: [\n", ["2:1: did not find expected node content"]),
        ("lang: zh\nlang: en\n", ["2:1: key 'lang' is given twice"]),
        (
            "overrides:\n  - paths: [a]\n  - profile: strict\n    paths: []\n",
            ["3:5: override 2 holds nowhere; name its paths or authority"],
        ),
        (
            "thresholds:\n  identity.name-lenght: {max: 3}\n",
            ["2:3: no rule 'identity.name-lenght'; did you mean 'identity.name-length'?"],
        ),
        (
            "thresholds:\n  identity.name-length: {mx: 3}\n",
            ["2:30: identity.name-length has no parameter 'mx'; did you mean 'max'?"],
        ),
        (
            "thresholds:\n  identity.name-length: {max: ten}\n",
            ["2:31: not a value for 'max' of identity.name-length: 'ten'"],
        ),
        (
            "thresholds:\n  identity.name-length: {max: [3]}\n",
            ["2:26: not a value for 'max' of identity.name-length: ['3']"],
        ),
        (
            "thresholds:\n  deadline.ratio: {at_most: nan}\n  dataset.stale: {months: }\n",
            [
                "2:29: not a value for 'at_most' of deadline.ratio: 'nan'",
                "3:19: not a value for 'months' of dataset.stale: None",
            ],
        ),
        (
            "thresholds:\n  deadline.ratio: {at_most: 60}\n  dataset.depth-share: {at_least: 0.9}\n"
            "  dataset.run-once: {at_least: 101}\n  process.share: {at_most: 80}\n",
            [
                "2:29: not a value for 'at_most' of deadline.ratio: '60'; it is a share of 1, as in 0.6",
                "3:35: not a value for 'at_least' of dataset.depth-share: '0.9'; it is in per cent, as in 90",
                "4:32: not a value for 'at_least' of dataset.run-once: '101'; it is in per cent, as in 90",
                "5:28: not a value for 'at_most' of process.share: '80'; it is a share of 1, as in 0.6",
            ],
        ),
        (
            "thresholds:\n  contact.url: {match: '^(http'}\n  legal.quote-mismatch: {articles: {水法: 第七条}}\n",
            [
                "2:24: not a value for 'match' of contact.url: '^(http'; not a regular expression: missing ), "
                "unterminated subpattern at position 1",
                "3:26: not a value for 'articles' of legal.quote-mismatch: {'水法': '第七条'}",
            ],
        ),
        (
            "ignore_findings: [{rule: depht, where: A1, reason: x}]\n",
            ["1:26: no rule or group 'depht'; did you mean 'depth'?"],
        ),
        (
            "applies: {行政许河: [text], 公共服务: [txet, contact.phone-*]}\n",
            [
                "1:11: no matter type or service mode '行政许河'; did you mean '行政许可'?",
                "1:32: no rule or group 'txet'; did you mean 'text'?",
            ],
        ),
        (
            "overrides:\n  - severity: {identity.name-mising: info}\n"
            "    thresholds: {identity.name-length: {mx: 3}}\n    paths: [a]\n",
            [
                "2:38: no rule or group 'identity.name-mising'; did you mean 'identity.name-missing'?",
                "3:45: identity.name-length has no parameter 'mx'; did you mean 'max'?",
            ],
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert mistakes(write(tmp_path / "guidelint.yaml", text)) == [
        f"guidelint.yaml:{line}" for line in expected
    ]


@pytest.mark.parametrize("key", ["select", "ignore"])
def test_a_rule_that_does_not_exist_is_the_callers_mistake(tmp_path: Path, key: str) -> None:
    files = config_files(write(tmp_path / "guidelint.yaml", f"{key}: [identity.name-mising, nope.*]\n"))
    with pytest.raises(DefinitionError) as error:
        load_ruleset(files, [], Cache(None))
    begin = len(key) + 4
    assert [(m.line, m.column, m.message) for m in error.value.mistakes] == [
        (1, begin, "no rule or group 'identity.name-mising'; did you mean 'identity.name-missing'?"),
        (1, begin + 22, "no rule or group 'nope.*'"),
    ]


def test_mistakes_of_every_kind_are_told_at_once(tmp_path: Path) -> None:
    """What is no config, what is no value, and what names no rule: a person mends them in one go."""
    write(tmp_path / "own" / "text" / "own.yaml", "id: text.own\n")
    text = "lang: fr\narea_code: '1'\nthresholds: {nope.x: {a: 1}}\nselect: [nope.z]\nignore_findings: 1\n"
    files = config_files(write(tmp_path / "guidelint.yaml", text))
    with pytest.raises(DefinitionError) as error:
        load_ruleset(files, [], Cache(None))
    assert [(m.line, m.message) for m in error.value.mistakes] == [
        (1, "should be 'zh' or 'en'; found 'fr'"),
        (2, "no area code like '0730': '1'"),
        (3, "no rule 'nope.x'"),
        (4, "no rule or group 'nope.z'"),
        (5, "should be a list; found '1'"),
    ]
    with pytest.raises(DefinitionError) as error:
        load_ruleset(files, [tmp_path / "own"], Cache(None))
    assert {Path(m.file).name for m in error.value.mistakes} == {"guidelint.yaml", "own.yaml"}


def test_a_mistake_in_a_pyproject_is_told_with_its_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its place is that of our table, which tells nobody which of the keys is meant."""
    text = "[tool.guidelint]\nthresholds = 5\nselect = ['nope.x']\nas_of = 'now'\noverrides = [{a = 1}]\n"
    file = write(tmp_path / "pyproject.toml", text)
    assert [line.partition(":1:1: ")[2] for line in mistakes(file)] == [
        "as_of: not a date of the form YYYY-MM-DD: 'now'",
        "overrides.0: unknown key 'a'; expected one of authority, paths, profile, severity, thresholds",
        "select.0: no rule or group 'nope.x'",
        "thresholds: should be a mapping; found 5",
    ]
    assert main(["check", str(tmp_path), "--config", str(file), "--lang", "zh"]) == 2
    assert "select.0：没有规则或组“nope.x”" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["thresholds: 5", "overrides: [5]", "applies: [a]", "rules: 5", "1: 2"])
def test_a_value_of_the_wrong_kind_hides_nothing_of_what_is_extended(tmp_path: Path, text: str) -> None:
    write(tmp_path / "all.yaml", f"{text}\n")
    near = write(tmp_path / "guidelint.yaml", "extends: all.yaml\nas_of: now\n")
    assert [line.split(":")[0] for line in mistakes(near)] == ["all.yaml", "guidelint.yaml"]


def test_a_nearer_file_wins_over_what_it_extends(tmp_path: Path) -> None:
    write(tmp_path / "base" / "all.yaml", "profile: strict\nlang: en\nexclude: [a]\n")
    near = write(tmp_path / "guidelint.yaml", "extends: base/all.yaml\nprofile: minimal\n")
    assert load(near) == Config(profile="minimal", lang="en", exclude=("a",))


def test_what_is_stated_by_key_is_laid_over_key_by_key(tmp_path: Path) -> None:
    write(
        tmp_path / "all.yaml",
        "thresholds: {deadline.ratio: {at_most: 0.9}, identity.name-length: {max: 50, min: 4}}\n"
        "applies: {公共服务: [identity], 行政征收: [fees]}\naliases: {甲: 乙, 丙: 丁}\n",
    )
    near = write(
        tmp_path / "guidelint.yaml",
        "extends: all.yaml\nthresholds: {deadline.compression: {at_least: 0.5}, identity.name-length: {max: 40}}\n"
        "applies: {公共服务: [text]}\naliases: {甲: 戊}\n",
    )
    assert load(near) == Config(
        thresholds={
            "deadline.ratio": {"at_most": "0.9"},
            "identity.name-length": {"max": "40", "min": "4"},
            "deadline.compression": {"at_least": "0.5"},
        },
        applies={"公共服务": ("text",), "行政征收": ("fees",)},
        aliases={"甲": "戊", "丙": "丁"},
    )


def test_files_lie_beside_the_config_that_names_them(tmp_path: Path) -> None:
    texts = "{legal.quote-mismatch: {texts: t}}"
    base = (
        "mobile_list: m.txt\ncatalogue: c.txt\nbaseline: b\nrules: [r]\ndialects: [d]\nexclude: [old/]\n"
        f"thresholds: {texts}\noverrides: [{{paths: [a], thresholds: {texts}}}, {{paths: [b]}}]\n"
    )
    write(tmp_path / "base/guidelint.yaml", base)
    near = write(tmp_path / "child/guidelint.yaml", "extends: ../base/guidelint.yaml\ncatalogue: own.txt\n")
    led = (tmp_path / "base").resolve()
    there = {"legal.quote-mismatch": {"texts": str(led / "t")}}
    assert load(near) == Config(
        mobile_list=str(led / "m.txt"),
        catalogue="own.txt",
        baseline=str(led / "b"),
        rules=(str(led / "r"),),
        dialects=(str(led / "d"),),
        exclude=("old/",),
        thresholds=there,
        overrides=(Override(paths=("a",), thresholds=there), Override(paths=("b",))),
    )


def test_a_list_beside_an_extended_config_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "base/m.txt", "A1\n")
    write(tmp_path / "base/guidelint.yaml", "mobile_list: m.txt\n")
    write(
        tmp_path / "child/guidelint.yaml",
        "extends: ../base/guidelint.yaml\nselect: [identity.name-missing]\n",
    )
    guide = write(tmp_path / "child/a.yaml", "name: 取水许可\n")
    assert (main(["check", str(guide)]), capsys.readouterr().err) == (0, "")


def test_mistakes_of_both_files_are_told(tmp_path: Path) -> None:
    write(tmp_path / "all.yaml", "lnag: en\n")
    near = write(tmp_path / "guidelint.yaml", "extends: all.yaml\nprofle: minimal\n")
    assert mistakes(near) == [
        "all.yaml:1:1: unknown key 'lnag'; did you mean 'lang'?",
        "guidelint.yaml:2:1: unknown key 'profle'; did you mean 'profile'?",
    ]


def test_a_mistake_about_a_rule_is_told_in_the_file_that_makes_it(tmp_path: Path) -> None:
    write(tmp_path / "all.yaml", "thresholds: {identity.name-lenght: {max: 3}}\n")
    near = write(tmp_path / "guidelint.yaml", "extends: all.yaml\n")
    assert mistakes(near) == [
        "all.yaml:1:14: no rule 'identity.name-lenght'; did you mean 'identity.name-length'?"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("extends: guidelint.yaml\n", "extends itself"),
        ("extends: nowhere.yaml\n", "cannot be read: No such file"),
        ("extends: loop.yaml\n", "cannot be read: Too many levels"),
        ('extends: "a\\0b"\n', "cannot be read: embedded null byte"),
    ],
)
def test_what_cannot_be_extended_is_told(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    with pytest.raises(UsageError, match=expected):
        config_files(write(tmp_path / "guidelint.yaml", text).resolve())


def test_the_nearest_config_upwards_is_found(tmp_path: Path) -> None:
    top = write(tmp_path / "guidelint.yaml", "")
    write(tmp_path / "a" / "pyproject.toml", "[project]\nname = 'x'\n")
    below = tmp_path / "a" / "b"
    below.mkdir()
    assert find_config(below) == top
    table = write(tmp_path / "a" / "pyproject.toml", "[tool.guidelint]\nprofile = 'strict'\n")
    assert find_config(below) == table
    nearest = write(below / "guidelint.yml", "")
    assert find_config(below) == nearest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[tool.guidelint.thresholds.'deadline.ratio']\nat_most = 0.9\n", True),
        ("[tool]\nguidelint = {profile = 'strict'}\n", True),
        ("[tool . 'guidelint']\n", True),
        ("[tool]\nguidelint = 3\n", True),
        ("[tool.guidelint]\nprofile =\n", True),
        ("[project]\ndescription = '[tool.guidelint]'\n", False),
        ("# [tool.guidelint]\ntool = 3\n", False),
    ],
)
def test_the_table_of_a_pyproject_is_found_by_what_it_says(tmp_path: Path, text: str, found: bool) -> None:
    above = write(tmp_path / "guidelint.yaml", "")
    path = write(tmp_path / "a/pyproject.toml", text)
    assert find_config(tmp_path / "a") == (path if found else above)


def test_a_pyproject_table_is_read_like_the_file(tmp_path: Path) -> None:
    table = (
        "[tool.guidelint]\nprofile = 'strict'\nselect = ['fees']\n"
        "[tool.guidelint.thresholds.'identity.name-length']\nmax = 50\n"
    )
    path = write(tmp_path / "pyproject.toml", table)
    assert load(path) == Config(
        profile="strict", select=("fees",), thresholds={"identity.name-length": {"max": 50}}
    )
    assert load_ruleset(config_files(path), [], Cache(None)).config == load(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[tool]\nguidelint = 3\n", "1:1: tool.guidelint should be a table; found 3"),
        (
            "[project]\nname = 'a'\n\n[tool.guidelint]\nprofle = 'strict'\n",
            "4:1: unknown key 'profle'; did you mean 'profile'?",
        ),
        (
            "[project]\n[tool.guidelint.thresholds.'identity.name-length']\nmx = 3\n",
            "2:1: thresholds.identity.name-length.mx: "
            "identity.name-length has no parameter 'mx'; did you mean 'max'?",
        ),
        ("[tool.guidelint]\nprofle = 'strict'\n", "1:1: unknown key 'profle'; did you mean 'profile'?"),
        (
            "[tool.guidelint.thresholds.'identity.name-length']\nmx = 3\n",
            "1:1: thresholds.identity.name-length.mx: "
            "identity.name-length has no parameter 'mx'; did you mean 'max'?",
        ),
    ],
)
def test_a_mistake_in_a_pyproject_is_told(tmp_path: Path, text: str, expected: str) -> None:
    assert mistakes(write(tmp_path / "pyproject.toml", text)) == [f"pyproject.toml:{expected}"]


def test_a_pyproject_that_is_no_toml_is_told(tmp_path: Path) -> None:
    told = mistakes(write(tmp_path / "pyproject.toml", "[tool.guidelint]\nprofile =\n"))
    assert told == ["pyproject.toml:1:1: not TOML: Invalid value (at line 2, column 10)"]


def test_a_broken_config_ends_the_run_with_two_before_anything_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "guidelint.yaml", "profle: strict\n")
    guide = write(tmp_path / "a.yaml", "name: ''\n")
    assert main(["check", "--no-cache", str(guide)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "guidelint.yaml:1:1: unknown key 'profle'; did you mean 'profile'?" in told.err
    assert "1 mistake in definition files" in told.err


def test_a_config_that_is_named_and_missing_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = write(tmp_path / "a.yaml", "name: ''\n")
    assert main(["check", "--no-cache", "--config", str(tmp_path / "no.yaml"), str(guide)]) == 2
    assert "no config file" in capsys.readouterr().err


STATUTE = "# 水法\n第一条 为了合理开发、利用水资源，制定本法。\n第二条 本法自2002年10月1日起施行。\n"
QUOTED = "name: 取水许可\nlegal_basis: [{title: 《水法》, article: 第一条, content: 国家鼓励支持单位和个人节约用水}]\n"


def test_the_texts_of_statutes_lie_beside_the_config(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "guides/texts/水法(2016-07-02).md", STATUTE)
    rule = "legal.quote-mismatch"
    write(tmp_path / "guides/guidelint.yaml", f"select: [{rule}]\nthresholds: {{{rule}: {{texts: texts}}}}\n")
    write(tmp_path / "guides/a.yaml", QUOTED)
    monkeypatch.chdir(tmp_path)
    main(["check", "guides/a.yaml", "--format", "concise"])
    assert rule in capsys.readouterr().out
